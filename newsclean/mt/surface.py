"""The surface of a sentence: quotation marks and capitals go plain to the model and come back for the reader."""

from __future__ import annotations

from newsclean.mt.languages import Language

_DOUBLE = "«»“”„‟″＂❝❞"
_SINGLE = "‘’‚‛′"
_PLAIN = str.maketrans({**dict.fromkeys(_DOUBLE, '"'), **dict.fromkeys(_SINGLE, "'")})
_ENOUGH_CAPITALS = 0.8  # share of cased letters; headlines keep a few small letters ("του", units)
_ENOUGH_LETTERS = 5  # cased letters; "ΝΑΤΟ" alone is a name, not a shout


def plain_quotes(text: str) -> str:
    """Give ``text`` with straight quotation marks, as models have met them most.

    >>> plain_quotes("«Ναι», είπε. “It’s”")
    '"Ναι", είπε. "It\\'s"'
    """
    return text.translate(_PLAIN)


def set_quotes(text: str, marks: tuple[str, str]) -> str:
    """Give ``text`` with its straight double marks as opening and closing ones, by the white space beside them.

    >>> set_quotes('"Yes," he said, "and no."', ("“", "”"))
    '“Yes,” he said, “and no.”'
    """
    pieces: list[str] = []
    before = " "
    for character in text:
        if character == '"':
            opens = before.isspace() or before in "([{-–—/"
            character = marks[0] if opens else marks[1]
        pieces.append(character)
        before = character[-1]
    return "".join(pieces)


def quotes_for(style: str, target: Language) -> tuple[str, str]:
    """Choose the marks of a translation: straight and curly ones as they are called, the target's own for other styles.

    >>> from newsclean.mt.languages import Languages
    >>> quotes_for("locale", Languages.read().get("de"))
    ('„', '“')
    """
    named = {"straight": ('"', '"'), "curly": ("“", "”")}
    return named.get(style, target.quotes)


def is_shouted(text: str) -> bool:
    """Tell whether ``text`` is set in capitals throughout.

    >>> is_shouted("ΣΕΙΣΜΟΣ ΤΩΡΑ ΣΤΗΝ ΑΤΤΙΚΗ"), is_shouted("ΝΑΤΟ"), is_shouted("Το ΝΑΤΟ καταδίκασε")
    (True, False, False)
    """
    upper = sum(character.isupper() for character in text)
    cased = upper + sum(character.islower() for character in text)
    return upper >= _ENOUGH_LETTERS and upper >= _ENOUGH_CAPITALS * cased


def lower_shouted(text: str) -> str:
    """Set a text in capitals in small letters, but for its first.

    >>> lower_shouted("ΣΕΙΣΜΟΣ ΤΩΡΑ")
    'Σεισμος τωρα'
    """
    lowered = text.lower()
    for place, character in enumerate(text):
        if character.isalpha():
            return lowered[:place] + character + lowered[place + 1 :]
    return lowered
