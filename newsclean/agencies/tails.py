"""Credits in lines of their own and at the end of a text: source lines, copyright lines, bylines, sign-offs.

A view of a group goes in, a verdict comes out, or None where the shape is not met.
"""

from __future__ import annotations

import re

from newsclean.agencies.edges import beside_before, nearest_before, without_fillers
from newsclean.agencies.pictures import is_desk_code
from newsclean.agencies.scene import View
from newsclean.agencies.verdict import Verdict
from newsclean.agencies.words import Words
from newsclean.rules.fold import fold

_SHORT_LINE = 120  # code points: source lines and bylines with several names
_CAPTION_LINE = 260  # code points: one sentence about a picture
_OPENING = re.compile(r"^[\W_]*$")
_AFTER_SENTENCE = re.compile(r"[.!?…»”\"。।)\]]\s*(?:[-–—]{1,2}\s*)?$")
_DATE_ONLY = re.compile(r"[\W\d_]*(?:[^\W\d_]{1,12}[\W\d_]*){0,7}$")
_CODES = re.compile(
    r"[\s)\].,:;-]*(?:[/\-–,][\s©]*[\w.]{1,12}|[\s,]*[\d./:]+)*[\s)\].]*(?:\w{2,4}/\s*\w{0,4}/?\s*){0,3}\W*$"
)
_TEXTUAL_SOURCE = frozenset(("source", "with", "photo"))
_SPOKEN = frozenset(("according", "reports", "told", "to", "noun", "filler", "with", "beside", "by", "and"))
_NAMES = re.compile(r"(?:[^\W\d_a-z][\w.'’-]*[\s,]*){1,8}$")


def source_line(view: View, words: Words) -> Verdict | None:
    """See "Source:" or "with files from" before the group, or "contributed to this report" after it."""
    found = nearest_before(view.folded_before[-120:], words, _TEXTUAL_SOURCE, 9)
    if found and found[0].kind != "photo":
        phrase, between = found
        place = len(view.before) - len(between) - len(phrase.text)
        if (_governs_label if phrase.kind == "source" else _governs_with)(view, place, between):
            return Verdict("source_line", f"source-line.{phrase.rule}", 2, 0.97)
    sentence = re.split(r"(?<=[.!?])\s", view.folded_after, maxsplit=1)[0]
    for place in [0, *(space.end() for space in re.finditer(r"\s", sentence))]:
        phrase_after = words.starting(sentence[place:], {"contributed"})
        if phrase_after:
            return Verdict("source_line", f"source-line.{phrase_after.rule}", 1, 0.9)
    return None


def _governs_label(view: View, place: int, between: str) -> bool:
    """Tell whether a label such as "Source" governs the group: with a colon, or alone at the head of a short line."""
    head = view.before[:place]
    starts = _OPENING.match(head[-1:] or " ") is not None and (
        _OPENING.match(head) is not None or bool(re.search(r"[.!?»”\"|([/\n–—-]\s*$", head))
    )
    if re.match(r"\s*[:：=\-–|]", between):
        return starts or len(head) <= 40
    return starts and view.line_length <= _SHORT_LINE


def _governs_with(view: View, place: int, between: str) -> bool:
    """Tell whether "with files from" governs the group: in a bracket, a short line, or at the line's end."""
    head = view.before[:place]
    rest = view.after.strip(' .)]»"')
    if len(between.split()) > 9:
        return False
    closes = not re.search(r"\w", rest) or (bool(view.opener) and not re.search(r"\w{3}", view.outer[12:]))
    if view.line_length <= _SHORT_LINE:
        return closes or _OPENING.match(head) is not None
    return closes and (bool(view.opener) or _AFTER_SENTENCE.search(head.rstrip()) is not None or _ends_with_site(head))


def _ends_with_site(head: str) -> bool:
    """Tell whether a text ends with the address of a site, as in "example.org with files from"."""
    return re.search(r"\w\.[a-z]{2,4}\W*$", head[-30:]) is not None


def joined_source(view: View, words: Words) -> Verdict | None:
    """See a small "with" right before the group in a bracket or a short line: "(FR mit dpa)", "avec AFP"."""
    phrase = beside_before(view.folded_before, words, frozenset(("beside",)))
    if not phrase or not _closes(view):
        return None
    head = view.inner if view.opener else view.before
    names = head.strip()[: -len(phrase.text)]
    if len(head) <= 50 and (_OPENING.match(names) or _NAMES.match(names.lstrip("(| "))):
        return Verdict("source_line", f"source-line.{phrase.rule}", 1, 0.85)
    return None


def copyright_line(view: View, words: Words) -> Verdict | None:
    """See a copyright sign or word right before the group, with no photographer beside it."""
    text = re.sub(r"[\s\d,:–-]+$", "", without_fillers(view.folded_before, words)[0])
    phrase = words.ending(text, {"copyright"})
    if not phrase:
        return None
    has_year = re.search(r"\d{4}\W*(?:\w{1,4}\W*)?$", view.before) is not None
    rights = any(words.starting(view.folded_after[i:], {"rights"}) for i in range(min(90, len(view.after))))
    short = view.line_length <= _SHORT_LINE
    if (
        has_year
        or rights
        or (short and _OPENING.match(view.before[: -len(view.before) + len(text) - len(phrase.text)]))
    ):
        return Verdict("copyright", f"copyright.{phrase.rule}", 1, 0.9)
    if phrase and view.opener and not short:
        return Verdict("photo_credit", f"photo-credit.{phrase.rule}", 1, 0.7)
    return None


def byline(view: View, words: Words) -> Verdict | None:
    """See "By" at the head of a short line, an agency before a date or a place, or names and an agency alone."""
    if view.line_length > _SHORT_LINE:
        return None
    rest = view.after.strip()
    if rest[:1] == ":" or is_desk_code(rest):
        return None
    if len(rest) > 50 or (rest[-1:] in ".!?" and len(rest) > 12):
        return None
    head = view.folded_before.lstrip(" |•-–(*")
    phrase = words.starting(head, {"by"}) or words.starting(head.rpartition("|")[2].strip(), {"by"})
    if phrase and _DATE_ONLY.match(rest):
        helped = beside_before(view.folded_before, words, frozenset(("beside", "and"))) is not None
        return Verdict("byline", f"byline.{phrase.rule}", 2 if helped else 1, 0.93)
    if view.role == "byline":
        return Verdict("byline", "byline.any.place-on-page", 1, 0.9)
    if view.opens_line and rest and not view.closes_line and _is_date_or_place(view, rest, words):
        return Verdict("byline", "byline.any.agency-and-date", 1, 0.85)
    if view.opens_line and view.line_length <= 70 and _is_date_line(view.following) and not view.closes_line:
        return Verdict("byline", "byline.any.above-date", 1, 0.8)
    signed = re.match(r"(.{5,60}?)\s*[-–—|]\s*$", view.before)
    if signed and _NAMES.match(signed[1]) and re.match(r"[-–—|,\s]*.*\d", rest) and _DATE_ONLY.match(rest):
        return Verdict("byline", "byline.any.names-and-agency", 1, 0.8)
    joined = re.sub(r"\W+$", "", fold(view.before))
    if (
        view.closes_line
        and words.ending(joined, {"and"})
        and _NAMES.match(view.before[: len(joined)].rpartition(" ")[0])
    ):
        return Verdict("byline", "byline.any.names-and-agency", 1, 0.8)
    return None


def byline_inside(view: View, words: Words) -> Verdict | None:
    """See "By X." as a sentence of its own inside a line, where markup was lost."""
    phrase = beside_before(view.folded_before, words, frozenset(("by",)))
    if not phrase or not re.match(r"\s*[.|]", view.after):
        return None
    place = view.folded_before.rfind(phrase.text)
    if view.before[place : place + 1].isupper() and _AFTER_SENTENCE.search(view.before[:place].rstrip()):
        return Verdict("byline", f"byline.{phrase.rule}", 1, 0.8)
    return None


def linked(view: View, words: Words) -> Verdict | None:
    """Take a name in a menu or a list of links for a mention, where the page said what the line is."""
    del words  # the page itself said so
    short = view.line_length <= _SHORT_LINE and not view.opener
    return Verdict("mention", "mention.any.link", 0, 0.8) if view.role == "link" and short else None


def _is_date_line(text: str) -> bool:
    """Tell whether a short line holds a number, as the line of a date does."""
    return len(text) <= 80 and re.search(r"\d[:./]\d|\d{4}|\d\.? [^\W\d_]{3,} \d|\d,? \d{4}", text) is not None


def _is_date_or_place(view: View, rest: str, words: Words) -> bool:
    """Tell whether a short rest of a line is a date, a place or a person's "By NAME"."""
    folded = view.folded_after.strip(" ,/|-")
    if words.starting(folded, {"by"}):
        return True
    if re.search(r"\d", rest):
        return _DATE_ONLY.match(rest) is not None
    return re.match(r"(?:/\w+\s+|[,/–-]\s*|[^\W\d_]{1,3}\s+)[^\W\d_a-z][\w.'’ -]{2,30},?$", rest) is not None


def sign_off(view: View, words: Words) -> Verdict | None:
    """See the mark close a passage: in brackets, after a dash, or bare after the last full stop."""
    if not _closes(view):
        return None
    head = view.before.rstrip(" ([/©-–—（\u00a0")
    if not re.search(r"\w", head):
        return None
    ended = _AFTER_SENTENCE.search(view.before.rstrip(" ([/©（\u00a0")) is not None
    bracketed = bool(view.opener and not re.search(r"\w", view.inner)) or view.before.rstrip()[-1:] == "/"
    dashed = view.before.rstrip()[-1:] in "-–—" and len(view.after.strip(" .")) <= 12
    if not (bracketed or dashed or ended):
        return None
    if _looks_like_caption(view, head, words):
        return Verdict("photo_credit", "photo-credit.any.after-caption", 1, 0.7)
    uncased = view.group.hits[0].marks[0].text.upper() == view.group.hits[0].marks[0].text.lower()
    if bracketed:
        return Verdict("sign_off", "sign-off.any.bracket", 2 if uncased else 1, 0.85)
    return Verdict("sign_off", "sign-off.any.last-word", 1, 0.8)


def _closes(view: View) -> bool:
    """Tell whether only codes, initials and closing brackets follow the mark in its line."""
    return _CODES.match(view.after) is not None or (
        bool(view.opener) and len(view.outer) <= 16 and len(view.beyond.strip()) <= 2
    )


def _looks_like_caption(view: View, head: str, words: Words) -> bool:
    """Tell whether the line is one sentence about a picture, with the story going on below it."""
    if view.role in ("caption", "credit"):
        return True
    if view.group.line.index == 0 or view.role == "title" or view.is_last:
        return False
    if view.line_length > _CAPTION_LINE or re.search(r"\d", view.outer):
        return False
    sentences = len(re.findall(r"[.!?。]\s+[^\W\d_a-z]", head))
    return sentences <= 1 and (view.is_followed_by_prose or view.line_length <= _CAPTION_LINE // 2)


def after_caption(view: View, words: Words) -> Verdict | None:
    """See a mark close a caption: in a bracket that a new sentence follows at once, or bare after a name."""
    before = view.before.rstrip(" ([（")
    if view.opener and not re.search(r"\w", view.inner + view.outer):
        follows = re.match(r"\s*(\w)", view.beyond)
        if follows and before[-1:].isalnum() and not follows[1].islower() and not follows[1].isdigit():
            return Verdict("photo_credit", "photo-credit.any.after-caption", 0, 0.6)
    if view.opener or not view.closes_line or re.search(r"[.!?…]", view.after) or view.line_length > _CAPTION_LINE:
        return None
    last = re.search(r"(?<!\w)([^\W\d_][\w'’-]+)\s+$", view.before)
    if last and last[1][0].isupper() and len(view.before) > 30 and not words.ending(fold(before), _SPOKEN):
        return Verdict("photo_credit", "photo-credit.any.after-name", 0, 0.6)
    return None


def alone(view: View, words: Words) -> Verdict | None:
    """See a line that is the group and nothing else but codes: byline at the head, sign-off at the end."""
    if not view.opens_line or not _CODES.match(view.after):
        return None
    last = re.search(r"\w+\W*$", fold(view.previous))
    if (
        view.role == "byline"
        or (last and words.has(last.group().strip(" :"), "by"))
        or words.starting(fold(view.previous), {"by"})
    ):
        return Verdict("byline", "byline.any.alone", 1, 0.9)
    if _is_date_line(view.following):
        return Verdict("byline", "byline.any.alone", 1, 0.85)
    if view.opener and not view.inner.strip():
        return Verdict("sign_off", "sign-off.any.alone", 1, 0.85)
    if view.is_last or not view.following:
        return Verdict("sign_off", "sign-off.any.alone", 1, 0.9)
    if view.is_followed_by_prose and not re.search(r"[.!?…]\W*$", view.previous) and view.group.line.index > 1:
        return Verdict("photo_credit", "photo-credit.any.alone", 0, 0.6)
    if view.group.line.index <= 2 and view.is_followed_by_prose:
        return Verdict("byline", "byline.any.alone", 1, 0.8)
    return Verdict("sign_off", "sign-off.any.alone", 1 if is_desk_code(view.after) else 0, 0.7)
