"""Quotation marks: found, paired, repaired and written in the style that is asked for.

``styles`` knows the marks of each language, ``marks`` finds them in a passage, ``pairs`` says which belong together,
``repair`` mends what is broken, ``write`` puts another style in their place, ``passage`` does it all for one passage.
"""
