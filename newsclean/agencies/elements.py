"""HTML as evidence: the name and classes of a page's element go in, the role of its text comes out."""

from __future__ import annotations

import re

from newsclean.agencies.words import Words
from newsclean.article import Role

_PART = re.compile(r"[a-z]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


def role_of_element(element: str, words: Words) -> Role | None:
    """Give the role that an element's name and classes (``div.ImageCaption_wrapper``) promise, or None.

    >>> from newsclean.agencies.words import Phrase
    >>> words = Words([Phrase("caption", "caption-class", "page"), Phrase("byline", "byline-class", "page")])
    >>> [role_of_element(name, words) for name in ("div.ImageCaption_wrap", "p.byline", "p")]
    ['caption', 'byline', None]
    """
    parts = _PART.findall(_CAMEL.sub(" ", element).lower())
    if any(words.has(part, "caption-class") for part in parts):
        return "caption"
    if any(words.has(part, "link-class") for part in parts):
        return "link"
    if any(words.has(part, "byline-class") for part in parts):
        return "byline"
    return None
