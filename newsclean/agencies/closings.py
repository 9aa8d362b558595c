"""Marks that close a passage: sign-offs of a text, credits at the end of a caption.

A view of a group of marks goes in, a verdict comes out, or None where the shape is not met.
"""

from __future__ import annotations

import re

from newsclean.agencies.scene import View
from newsclean.agencies.verdict import Verdict
from newsclean.agencies.words import Words
from newsclean.rules.fold import fold

AFTER_CAPTION = "photo-credit.any.after-caption"
SHORT_LINE = 120
"""Code points: source lines and bylines with several names are shorter."""
AFTER_SENTENCE = re.compile(r"[.!?…。।][»”\"’)\]]*\s*(?:[-–—]{1,2}\s*)?$")
"""Text that ends like a sentence, a dash after it allowed."""
NAMES = re.compile(r"[^\W\d_a-z][\w.'’-]*(?:[\s,]+[^\W\d_a-z][\w.'’-]*){0,7}[\s,]*$")
"""One to eight words with capitals, or of a script without them."""
_EDGE = " ([/©（\u00a0"
_CODE = re.compile(r"([^\w]*)(\w+)")
_CODES_AT_MOST = 48  # code points: initials of two editors, a date, the codes of a desk
_CAPTION_LINE = 260  # code points: one sentence about a picture
_SENTENCE_START = re.compile(r"[.!?。]\s+[^\W\d_a-z]")
_SPOKEN = frozenset(("according", "reports", "told", "to", "noun", "filler", "with", "beside", "by", "and"))


def are_codes(after: str) -> bool:
    """Tell whether the rest of a line holds only numbers, initials and desk codes, set apart by slashes or dashes.

    >>> [are_codes(text) for text in (")", "/lby)", " 19.11.21)", ") abc/ def/", " said on Friday")]
    [True, True, True, True, False]
    """
    if len(after) > _CODES_AT_MOST:
        return False
    for found in _CODE.finditer(after):
        slashed = len(found[2]) <= 4 and after[found.end() : found.end() + 1] == "/"
        joined = len(found[2]) <= (2 if found[1] == "." else 12) and any(mark in found[1] for mark in "/-–,.")
        joined = joined and (found[1] == "." or "." not in found[1])
        if not (found[2].isdigit() or slashed or joined):
            return False
    return True


def closes(view: View) -> bool:
    """Tell whether only codes, initials and closing brackets follow the mark in its line."""
    return are_codes(view.after) or (bool(view.opener) and len(view.outer) <= 16 and len(view.beyond.strip()) <= 2)


def sign_off(view: View, words: Words) -> Verdict | None:
    """See the mark close a passage: in brackets, after a dash, or bare after the last full stop."""
    del words  # the shape is enough
    head = view.before.rstrip(_EDGE + "-–—")
    if not closes(view) or not re.search(r"\w", head):
        return None
    bracketed = bool(view.opener and not re.search(r"\w", view.inner)) or view.before.rstrip()[-1:] == "/"
    dashed = view.before.rstrip()[-1:] in "-–—" and len(view.after.strip(" .")) <= 12
    if not (bracketed or dashed or AFTER_SENTENCE.search(view.before.rstrip(_EDGE))):
        return None
    if _looks_like_caption(view, head):
        return Verdict("photo_credit", AFTER_CAPTION, 1, 0.7)
    if bracketed:
        mark = view.group.hits[0].marks[0].text
        return Verdict("sign_off", "sign-off.any.bracket", 2 if mark.upper() == mark.lower() else 1, 0.85)
    return Verdict("sign_off", "sign-off.any.last-word", 2 if dashed else 1, 0.8)


def _looks_like_caption(view: View, head: str) -> bool:
    """Tell whether the line is one sentence about a picture, with the story going on below it."""
    if view.role in ("caption", "credit"):
        return True
    if view.group.line.place == 0 or view.role == "title" or view.is_last:
        return False
    if view.line_length > _CAPTION_LINE or re.search(r"\d", view.outer):
        return False
    one_sentence = len(_SENTENCE_START.findall(head)) <= 1
    return one_sentence and (view.is_followed_by_prose or view.line_length <= _CAPTION_LINE // 2)


def after_caption(view: View, words: Words) -> Verdict | None:
    """See a mark close a caption: in a bracket that a new sentence follows at once, or bare after a name."""
    before = view.before.rstrip(" ([（")
    if view.opener and not re.search(r"\w", view.inner + view.outer):
        follows = re.match(r"\s*(\w)", view.beyond)
        if follows and before[-1:].isalnum() and not follows[1].islower() and not follows[1].isdigit():
            return Verdict("photo_credit", AFTER_CAPTION, 0, 0.6)
    if view.opener or not view.closes_line or re.search(r"[.!?…]", view.after) or view.line_length > _CAPTION_LINE:
        return None
    last = re.search(r"(?<!\w)([^\W\d_][\w'’-]+)\s+$", view.before[-60:])
    if last and last[1][0].isupper() and len(view.before) > 30 and not words.ending(fold(before), _SPOKEN):
        return Verdict("photo_credit", "photo-credit.any.after-name", 0, 0.6)
    return None
