"""Credits at the head of a text, datelines and lead prefixes: a view of a group goes in, a verdict comes out."""

from __future__ import annotations

import re

from newsclean.agencies.closings import are_codes
from newsclean.agencies.datelines import Dateline, read_dateline
from newsclean.agencies.scene import View
from newsclean.agencies.verdict import Verdict
from newsclean.agencies.words import Words

_DASH = re.compile(r"\s*[.:,]?\s*(?:[-–—―ـ:=]|\.[-–—]|[.،])")
_FIRM_DASH = re.compile(r"\s*[.:]?\s*[-–—―ـ=]|\s*:")
_CODE = re.compile(r"/[\w.]{1,14}")
_SIGNED = re.compile(r"\s*[-–/,]\s*[^\W\d_a-z][\w.'’ -]{2,35}")
_SEPARATED = re.compile(r"[-–—ـ,،./]\s*[«\"“]?$")
_PLACE_FIRST = re.compile(r"[\s,]+([^.:]{2,40}?)\.\s+(?=[^\W\d_a-z])")
_CAPITALS = re.compile(
    r"(?:(?<=[\s.,:;\d])|^)([^\W\d_a-z][^\W\d_a-z]{2,}(?:[\s,.'-]+[^\W\d_]+\.?|[\s,.]+\d{1,2}){0,5}[\s,.]*)$"
)
_STOP = re.compile("[,，。]")
_BRACKETS = "([{【（［〔"
_UNSPACED = re.compile(r"[\u3005-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_TEXT_AT_LEAST = 20  # code points: less after a credit at the head is no story
_LINE_OF_BYLINE = 110  # code points: a byline with three names and a date


def dateline(view: View, words: Words) -> Verdict | None:
    """Give the verdict on a mark that follows a place, a date or nothing, at the start of a line."""
    if words.starting(view.folded_after.lstrip(), {"photo-after"}):
        return None
    return _wire_end(view, words) or _inside_bracket(view, words) or _after_bracket(view, words) or _bare(view, words)


def _wire_end(view: View, words: Words) -> Verdict | None:
    """See the shape of East Asian wires: agency, place, date and a closing word, run together."""
    if len(view.before.strip()) > 3 and not view.opener:
        return None
    start = view.group.span.start - len(view.inner) - view.group.line.span.start
    if view.opener and start > 2:
        return None
    stop = _STOP.search(view.folded_after, 2, 40)
    places = range(2, stop.start() if stop else min(40, len(view.folded_after)))
    if words.starting_at(view.folded_after, {"wire-end"}, places):
        return Verdict("lead_prefix" if view.opener else "dateline", "dateline.any.wire-end", 2, 0.98)
    return None


def _inside_bracket(view: View, words: Words) -> Verdict | None:
    """See a bracket that opens the line and holds place and agency together."""
    if not view.opener or not view.inner.strip() or len(view.outer) > 14 or not _is_text(view.beyond):
        return None
    if view.before[: -len(view.inner) - 1].strip():
        return None
    if "/" in view.inner:
        station = re.fullmatch(r"\s*[^\W\d_][\w.]*\s*/\s*", view.inner)
        return Verdict("lead_prefix", "lead-prefix.any.bracket", 1, 0.8) if station else None
    found = read_dateline(view.inner, words)
    if found and (view.inner.rstrip()[-1:] in "=-–" or not view.inner.isascii() or found.is_sure):
        return Verdict("dateline", "dateline.any.bracket", 2, 0.95)
    return None


def _after_bracket(view: View, words: Words) -> Verdict | None:
    """See a place before and the agency inside a bracket or between slashes."""
    stripped = view.before.rstrip(" ©\u00a0")
    if stripped[-1:] == "/" and view.after[:16].lstrip(" \u00a0")[:1] == "/":
        return _judge_place(stripped[:-1], view.after.lstrip()[1:], view, words)
    named = _SIGNED.fullmatch(view.outer) is not None and re.match(r"\s*[:–—-]", view.beyond) is not None
    if stripped[-1:] not in _BRACKETS or not stripped or not (named or are_codes(view.outer)):
        return None
    return _judge_place(stripped[:-1], view.beyond, view, words)


def _judge_place(prefix: str, rest: str, view: View, words: Words) -> Verdict | None:
    """Decide between dateline and lead prefix by what stands before the bracket and after it."""
    text_follows = _is_text(rest)
    dash = _FIRM_DASH.match(rest) is not None
    if not re.search(r"\w", prefix):
        ready = text_follows or (dash and view.following != "")
        return Verdict("lead_prefix", "lead-prefix.any.bracket", 1, 0.9) if ready else None
    if not text_follows and not (dash and _is_text(view.following)):
        return None
    found = read_dateline(prefix, words) if _reaches_start(prefix, view) else None
    if found and _is_convincing(found, prefix, dash):
        return Verdict("dateline", "dateline.any.bracket", 2 if dash else 1, 0.97)
    if dash and _CAPITALS.search(prefix[-60:].rstrip()):
        return Verdict("dateline", "dateline.any.bracket", 1, 0.9)
    return None


def _is_text(text: str) -> bool:
    """Tell whether enough stands there for the start of a story; a character of an unspaced script counts double."""
    stripped = text.strip()
    return len(stripped) + len(_UNSPACED.findall(stripped[:_TEXT_AT_LEAST])) >= _TEXT_AT_LEAST


def _reaches_start(prefix: str, view: View) -> bool:
    """Tell whether the prefix was not cut off on its left."""
    return len(prefix) <= len(view.before) and view.group.span.start - len(view.before) == view.group.line.span.start


def _is_convincing(found: Dateline, prefix: str, dash: bool) -> bool:
    """Ask for a dash, capitals or a date; scripts without capitals need two words at most."""
    uncased = prefix.upper() == prefix.lower()
    return dash or (len(prefix.split()) <= 2 if uncased else found.is_sure)


def _bare(view: View, words: Words) -> Verdict | None:
    """See an agency without brackets: ``CITY, DATE - X. Text``, ``CITY. X - Text``, or ``X - Text``."""
    code = _CODE.match(view.after)
    rest = view.after[code.end() if code else 0 :].lstrip('»"”')
    if not _is_text(rest) or "©" in view.before:
        return None
    if view.opens_line:
        return _prefix(rest, words)
    signal = code is not None or view.group.hits[-1].marks[0].text.isupper()
    if not (_DASH.match(rest) or (signal and re.match(r"\s[^\W\d_a-z]", rest))):
        return None
    if not _SEPARATED.search(view.before) or view.opener or not _reaches_start(view.before, view):
        return None
    found = read_dateline(view.before, words)
    uncased = view.before.upper() == view.before.lower()
    if found and (found.is_sure or uncased or code):
        dashed = view.before.rstrip('«"“ ')[-1:] in "-–—ـ"
        return Verdict("dateline", "dateline.any.dash", 2 if dashed else 1, 0.93)
    return None


def _prefix(rest: str, words: Words) -> Verdict | None:
    """See what follows a mark that opens a line: place and colon, place and full stop, or a dash and the text."""
    place = re.match(r"\s*[-–—]\s*([^:]{2,40}):\s", rest)
    if place and read_dateline(place[1], words):
        return Verdict("dateline", "dateline.any.place-after", 1, 0.8)
    first = _PLACE_FIRST.match(rest)
    if first and read_dateline(first[1], words) and _is_text(rest[first.end() :]):
        return Verdict("lead_prefix", "lead-prefix.any.place-after", 1, 0.75)
    if re.match(r"\s*\.?\s*[-–—―ـ]{1,2}\s+\S|\.[-–—]\s*\S", rest) and not re.match(r"[-–]\w", rest):
        return Verdict("lead_prefix", "lead-prefix.any.dash", 1, 0.9)
    return None


def report_formula(view: View, words: Words) -> Verdict | None:
    """See a set phrase that opens a wire story and names its agency."""
    if len(view.before) > 40 or view.group.span.start - len(view.before) != view.group.line.span.start:
        return None
    phrase = words.ending(_without_nouns(view.folded_before, words), {"lead"})
    if phrase and not view.folded_before[: -len(phrase.text)].strip(" " + phrase.text):
        return Verdict("lead_prefix", f"lead-prefix.{phrase.rule}", 2, 0.85)
    return None


def _without_nouns(text: str, words: Words) -> str:
    """Take "the agency" and articles off the end of folded text."""
    for _ in range(4):
        text = text.rstrip(" \"'«»(:-")
        phrase = words.ending(text, {"noun", "filler"})
        if not phrase:
            break
        text = text[: -len(phrase.text)]
    return text.rstrip(" \"'«»(:-")


_SIGNATURE = 40  # code points: "reporter" and three names without spaces


def reporter_line(view: View, words: Words) -> Verdict | None:
    """See agency, "reporter" and names run together: a byline at the head or after a dateline, or a photographer's."""
    phrase = words.starting(view.folded_after, {"reporter"})
    if not phrase or not _UNSPACED.match(view.after):
        return None
    head = view.before.strip()
    rest = view.after[len(phrase.text) :]
    if words.starting_at(rest, {"photo-after"}, range(min(len(rest), 24))):
        return Verdict("photo_credit", f"photo-credit.{phrase.rule}", 1, 0.9)
    short = len(rest) <= _SIGNATURE and not re.search(r"[，。,]", rest)
    if (not re.search(r"\w", head) and short) or words.ending(head, {"wire-end"}):
        return Verdict("byline", f"byline.{phrase.rule}", 1, 0.9)
    return None
