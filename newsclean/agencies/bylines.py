"""Bylines, and marks alone on a line: a view of a group of marks goes in, a verdict comes out, or None."""

from __future__ import annotations

import re

from newsclean.agencies.closings import AFTER_SENTENCE, NAMES, SHORT_LINE, are_codes
from newsclean.agencies.edges import beside_before
from newsclean.agencies.pictures import is_desk_code
from newsclean.agencies.scene import View
from newsclean.agencies.verdict import Verdict
from newsclean.agencies.words import Words
from newsclean.rules.fold import fold

_REST = 50  # code points after the agency in a byline: a date with its time
_DATE_ONLY = re.compile(r"[\W\d_]*(?:[^\W\d_]{1,12}(?:[\W\d_]+|$)){0,7}$")
_DATE = re.compile(r"\d[:./-]\d|\d\.? [^\W\d_]{3,}[.,]? \d|[^\W\d_]{3,}\.? \d{1,2},? \d{4}|\d\s?(?:[月年]|[일])")
_DATE_LINE = 80  # code points: "Published" and "Updated" with their dates
_PLACE = re.compile(r"(?:/\w+\s+|[,/–-]\s*|[^\W\d_A-Z]{1,3}\s+)[^\W\d_a-z][\w.'’ -]{2,30},?$")
_SIGNED = re.compile(r"(.{5,60}?)\s*[-–—|]\s*$")
_SENTENCE = re.compile(r"[.!?…。:]\W*$")
_INITIALS = re.compile(r"\W{0,2}[^\W\d_A-Z]{2,4}/")
_HEADLINE = 40  # code points: a shorter line before a lone mark is an entry of a list


def byline(view: View, words: Words) -> Verdict | None:
    """See "By" at the head of a short line, an agency before a date or a place, or names and an agency alone."""
    rest = view.after.strip()
    if view.line_length > SHORT_LINE or rest[:1] == ":" or is_desk_code(rest):
        return None
    if len(rest) > _REST or (rest[-1:] in ".!?" and len(rest) > 12):
        return None
    return _by_word(view, rest, words) or _by_place(view, rest, words) or _by_names(view, rest, words)


def _by_word(view: View, rest: str, words: Words) -> Verdict | None:
    """See a "by" at the head of the line, or the page call the line a byline."""
    head = view.folded_before.lstrip(" |•-–(*")
    phrase = words.starting(head, {"by"}) or words.starting(head.rpartition("|")[2].strip(), {"by"})
    if phrase and _DATE_ONLY.match(rest):
        helped = beside_before(view.folded_before, words, frozenset(("beside", "and"))) is not None
        return Verdict("byline", f"byline.{phrase.rule}", 2 if helped else 1, 0.93)
    if view.role == "byline":
        return Verdict("byline", "byline.any.place-on-page", 1, 0.9)
    beside = beside_before(view.folded_before, words, frozenset(("by",)))
    if beside and view.closes_line and view.line_length <= _DATE_LINE and _DATE.search(view.before):
        return Verdict("byline", f"byline.{beside.rule}", 1, 0.85)
    return None


def _by_place(view: View, rest: str, words: Words) -> Verdict | None:
    """See an agency that opens the line, with a date, a place or a person after it, or a date on the next line."""
    if not view.opens_line or view.closes_line:
        return None
    person = words.starting(view.folded_after.strip(" ,/|-"), {"by"}) is not None
    dated = re.search(r"\d", rest) is not None
    if person or (_DATE_ONLY.match(rest) if dated else _PLACE.match(rest)):
        return Verdict("byline", "byline.any.agency-and-date", 1, 0.85)
    if view.line_length <= 70 and is_date_line(view.following):
        return Verdict("byline", "byline.any.above-date", 1, 0.8)
    return None


def _by_names(view: View, rest: str, words: Words) -> Verdict | None:
    """See names joined to an agency: "Jane Doe - AP - March 5", "Jane Doe and AFP"."""
    signed = _SIGNED.match(view.before[-70:])
    if signed and NAMES.match(signed[1]) and re.search(r"\d", rest) and _DATE_ONLY.match(rest):
        return Verdict("byline", "byline.any.names-and-agency", 1, 0.8)
    joined = re.sub(r"\W+$", "", fold(view.before))
    names = view.before[: len(joined)].rpartition(" ")[0]
    if view.closes_line and words.ending(joined, {"and"}) and NAMES.match(names):
        return Verdict("byline", "byline.any.names-and-agency", 1, 0.8)
    return None


def byline_inside(view: View, words: Words) -> Verdict | None:
    """See "By X." as a sentence of its own inside a line, where markup was lost."""
    phrase = beside_before(view.folded_before, words, frozenset(("by",)))
    if not phrase or not re.match(r"\s*[.|]", view.after):
        return None
    place = view.folded_before.rfind(phrase.text)
    if view.before[place : place + 1].isupper() and AFTER_SENTENCE.search(view.before[:place].rstrip()):
        return Verdict("byline", f"byline.{phrase.rule}", 1, 0.8)
    return None


def linked(view: View, words: Words) -> Verdict | None:
    """Take a name in a menu or a list of links for a mention, where the page said what the line is."""
    del words  # the page itself said so
    short = view.line_length <= SHORT_LINE and not view.opener
    return Verdict("mention", "mention.any.link", 0, 0.8) if view.role == "link" and short else None


def is_date_line(text: str) -> bool:
    """Tell whether a short line holds a date or a time.

    >>> is_date_line("Published 5 March 2021"), is_date_line("7 new sports at the games")
    (True, False)
    """
    return len(text) <= _DATE_LINE and _DATE.search(text) is not None


def alone(view: View, words: Words) -> Verdict | None:
    """See a line that is the group and nothing else but codes: byline at the head, sign-off at the end."""
    signed = view.line_length <= SHORT_LINE and _INITIALS.fullmatch(view.before) is not None
    if not (view.opens_line or signed) or not are_codes(view.after):
        return None
    if view.role == "byline" or _follows_by(view, words):
        return Verdict("byline", "byline.any.alone", 1, 0.9)
    if is_date_line(view.following):
        return Verdict("byline", "byline.any.alone", 1, 0.85)
    ended = _SENTENCE.search(view.previous[-8:]) is not None
    if view.opener or signed or is_desk_code(view.after) or (view.is_last and (ended or not _is_name(view.previous))):
        return Verdict("sign_off", "sign-off.any.alone", 1, 0.9)
    if view.is_followed_by_prose and view.group.line.place > (2 if ended else 1):
        if ended:
            return Verdict("sign_off", "sign-off.any.alone", 0, 0.6)
        return Verdict("photo_credit", "photo-credit.any.alone", 0, 0.6)
    if view.is_followed_by_prose:
        return Verdict("byline", "byline.any.alone", 1, 0.8)
    return (
        Verdict("sign_off", "sign-off.any.alone", 0, 0.7) if ended else Verdict("mention", "mention.any.list", 0, 0.5)
    )


def _is_name(text: str) -> bool:
    """Tell whether a line is a short name, as the entries of a list of sources are."""
    return 0 < len(text) < _HEADLINE and NAMES.match(text) is not None and not re.search(r"\d", text)


def _follows_by(view: View, words: Words) -> bool:
    """Tell whether the line above opens with a "by", or is that word alone."""
    above = fold(view.previous[-SHORT_LINE:])
    last = re.search(r"\w+\W*$", above[-24:])
    return bool(words.starting(above, {"by"}) or (last and words.has(last.group().strip(" :"), "by")))
