"""Signatures: a passage goes in, the name and the e-mail address of a writer that close it come out.

Korean papers sign each story so ("... said. Kim Chul-soo, reporter, kim@example.com"), others in a line of its own.
"""

from __future__ import annotations

import re

from newsclean.edits import Span
from newsclean.rules.words import ends_sentence, looks_like_names

LONGEST_SIGNATURE = 80
"""Code points of name and address."""
SHORTEST_SENTENCE = 20
"""Code points before a signature: less than that, a full stop is an abbreviation's ("By Dr. Jane Doe")."""
_FEWEST_NAMES = 2
_ADDRESS = re.compile(r"[(<\[]?[\w.+-]+@[\w-]+(?:\.[\w-]+)+[)>\]]?\s*$")
_END = re.compile(r"[.!?…。！？।][\"'”’»)]*\s*")
_MARGIN = " /|,·–—-(<[=\u00a0"
_NAME = re.compile(r"[^\W\d_]{2,}")


def find_signature(text: str) -> Span | None:
    """Give the span (code points) of the signature that closes ``text``, with the white space before it.

    >>> find_signature("By Ann Lee | ann.lee@example.com"), find_signature("Tickets from tickets@example.com")
    (Span(start=0, end=32), None)
    >>> text = "The storm closed the harbour. Ann Lee ann.lee@example.com"
    >>> find_signature(text).text(text)
    ' Ann Lee ann.lee@example.com'
    """
    start = max(0, len(text) - LONGEST_SIGNATURE)
    address = _ADDRESS.search(text, start) if text.find("@", start) > 0 else None
    if address is None:
        return None
    ends = [found.end() for found in _END.finditer(text, start, address.start())]
    place = ends[-1] if ends and ends[-1] >= SHORTEST_SENTENCE else 0
    names = text[place : address.start()].strip(_MARGIN)
    if place < start or len(_NAME.findall(names)) < _FEWEST_NAMES or not looks_like_names(names):
        return None
    head = text[:place].rstrip()
    return Span(len(head), len(text)) if not place or ends_sentence(head) else None
