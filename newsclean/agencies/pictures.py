"""Photo credits: a view of a group goes in, a verdict comes out where the mark credits a picture and no text."""

from __future__ import annotations

import re

from newsclean.agencies.edges import nearest_after, nearest_before, without_fillers
from newsclean.agencies.scene import View
from newsclean.agencies.verdict import Verdict
from newsclean.agencies.words import Words

_NAME = r"[^\W\d_a-z][\w.'’-]*(?:\s+(?:[^\W\d_a-z][\w.'’-]*|[a-z]{1,3})){0,4}"
_NAME_BEFORE = re.compile(rf"(?:^|[(\[©|/,.–-]\s*)(?:{_NAME})\s*[/|]\s*$")
_NAME_AND_COMMA = re.compile(rf"[.!?…»”\"]\s+{_NAME},\s*$")
_NAME_AFTER = re.compile(rf"\s*[/|]\s*(?:{_NAME}|[A-Z]{{4,}})")
_LINE_OF_CREDIT = 160  # code points: a caption with its credit
_PICTURE_ROLES = ("caption", "credit")


def photo_credit(view: View, words: Words) -> Verdict | None:
    """Give the verdict where a word, a photographer or the place tells that a picture is credited."""
    return _labelled(view, words) or _after_word(view, words) or _with_photographer(view, words)


def _labelled(view: View, words: Words) -> Verdict | None:
    """See a word for a picture before the mark, in the same bracket or clause."""
    text = view.folded_before[-100:]
    if view.opener:
        text = text[-len(view.inner) - 30 :] if view.inner else text
    found = nearest_before(text, words, frozenset(("photo", "source", "with", "by")), 8)
    if not found or found[0].kind != "photo":
        return _label_above(view, words)
    phrase, between = found
    raw_between = view.before[len(view.before) - len(between) :]
    if _is_names(raw_between, words) or re.match(r"\s*\w*\s*[:：=＝]", raw_between):
        close = re.fullmatch(r"\s*[:：=＝]?\s*", raw_between) is not None
        return Verdict("photo_credit", f"photo-credit.{phrase.rule}", 2 if close else 1, 0.95)
    return None


def _label_above(view: View, words: Words) -> Verdict | None:
    """See a word for a picture alone on the line above a short line."""
    label = view.previous.strip(" :()[]").lower()
    if view.line_length <= _LINE_OF_CREDIT and len(label) <= 20 and words.has(label, "photo"):
        return Verdict("photo_credit", "photo-credit.any.label-above", 1, 0.9)
    return None


def _is_names(text: str, words: Words) -> bool:
    """Tell whether the words between a label and a mark are names and marks of punctuation."""
    for word in re.findall(r"[^\W\d_][\w'’.-]*", text):
        small = word.lower()
        if word[0].islower() and not (len(word) <= 3 or words.has(small, "filler") or words.has(small, "by")):
            return False
    return not re.search(r"[!?;]", text)


def _after_word(view: View, words: Words) -> Verdict | None:
    """See "Photo" after the mark, or "via" before it in a short line or a bracket."""
    after = view.folded_after.lstrip(" /-'\"")
    phrase = words.starting(after, {"photo-after"})
    if phrase:
        return Verdict("photo_credit", f"photo-credit.{phrase.rule}", 1, 0.95)
    text, _ = without_fillers(view.folded_before, words)
    phrase = words.ending(text, {"via"})
    if phrase and (view.opener or view.line_length <= _LINE_OF_CREDIT):
        return Verdict("photo_credit", f"photo-credit.{phrase.rule}", 1, 0.9)
    following = words.starting(after, {"via"})
    if following and (view.opener or view.line_length <= _LINE_OF_CREDIT):
        return Verdict("photo_credit", f"photo-credit.{following.rule}", 1, 0.9)
    return None


def _with_photographer(view: View, words: Words) -> Verdict | None:
    """See a name joined to the mark by a slash or a bar."""
    if words.ending(view.folded_before.rstrip(" :"), {"source", "by"}) or words.starting(view.folded_before, {"by"}):
        return None
    if view.line_length > _LINE_OF_CREDIT and not view.opener and not _ends_line(view):
        return None
    if nearest_after(view.folded_after.lstrip("/| "), words, frozenset(("reporter",)), 2):
        return None
    named_after = _NAME_AFTER.match(view.after) and not re.match(r"\s*/\s*\w\.?\w?\.?\s*(?:$|\))", view.after)
    if view.closes_line and not view.opener and _NAME_AND_COMMA.search(view.before[-80:]):
        return Verdict("photo_credit", "photo-credit.any.photographer", 1, 0.8)
    if _NAME_BEFORE.search(view.before[-80:]) or (named_after and not is_desk_code(view.after)):
        return Verdict("photo_credit", "photo-credit.any.photographer", 1, 0.85)
    return None


def _ends_line(view: View) -> bool:
    """Tell whether at most a name follows in the line."""
    return len(view.after) <= 40


def is_desk_code(after: str) -> bool:
    """Tell whether a slash is followed by initials or the code of a desk, not by a name."""
    return re.match(r"\s*/\s*(?:\w{1,3}|[a-z]{2,6}|(?:\w\.){1,3}\w?)(?:\W|$)", after) is not None


def in_caption(view: View, words: Words) -> Verdict | None:
    """Take any mark in a caption or picture credit for a photo credit, where the page said what the line is."""
    del words  # the page itself said so
    if view.role in _PICTURE_ROLES and (view.opener or view.line_length <= 2 * _LINE_OF_CREDIT or view.closes_line):
        return Verdict("photo_credit", "photo-credit.any.caption", 1, 0.9)
    return None
