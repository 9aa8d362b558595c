"""Source lines and copyright lines: a view of a group of marks goes in, a verdict comes out, or None."""

from __future__ import annotations

import re

from newsclean.agencies.closings import AFTER_SENTENCE, NAMES, SHORT_LINE, closes
from newsclean.agencies.edges import beside_before, nearest_before, without_fillers
from newsclean.agencies.scene import View
from newsclean.agencies.verdict import Verdict
from newsclean.agencies.words import Words

_NO_WORD = re.compile(r"^[\W_]*$")
_CLAUSE_END = re.compile(r"[.!?»”\"|([/\n–—-]\s*$")
_COLON = re.compile(r"\s*[:：=\-–|]")
_AFTER_SPACE = re.compile(r"(?<!\S).", re.DOTALL)
_WORDS = re.compile(r"[^\W\d_]+")
_TEXTUAL = frozenset(("source", "with", "photo"))
_REACH = 9  # words between a label and its agency: two papers or a person's name
_NOTICE = 120  # code points of a sentence that tells who contributed


def source_line(view: View, words: Words) -> Verdict | None:
    """See "Source:" or "with files from" before the group, or "contributed to this report" after it."""
    found = nearest_before(view.folded_before[-120:], words, _TEXTUAL, _REACH)
    if found and found[0].kind != "photo":
        phrase, between = found
        place = len(view.before) - len(between) - len(phrase.text)
        governs = _label_governs if phrase.kind == "source" else _with_governs
        if governs(view, place, between):
            return Verdict("source_line", f"source-line.{phrase.rule}", 2, 0.97)
    return _contributed(view, words)


def _contributed(view: View, words: Words) -> Verdict | None:
    """See a phrase such as "contributed to this report" in the sentence that the group opens."""
    sentence = re.split(r"(?<=[.!?])\s", view.folded_after[:_NOTICE], maxsplit=1)[0]
    places = [found.start() for found in _AFTER_SPACE.finditer(sentence)]
    phrase = words.starting_at(sentence, {"contributed"}, places)
    return Verdict("source_line", f"source-line.{phrase.rule}", 1, 0.9) if phrase else None


def _label_governs(view: View, place: int, between: str) -> bool:
    """Tell whether a label such as "Source" governs the group: with a colon, or alone at the head of a short line."""
    head = view.before[:place]
    starts = _NO_WORD.match(head) is not None or _CLAUSE_END.search(head) is not None
    if _COLON.match(between):
        return starts or len(head) <= 40
    raw = view.before[place:]
    sentence = any(word[0].islower() and len(word) > 3 for word in _WORDS.findall(raw)[1:])
    return starts and view.line_length <= SHORT_LINE and not sentence


def _with_governs(view: View, place: int, between: str) -> bool:
    """Tell whether "with files from" governs the group: in a bracket, a short line, or at the line's end."""
    head = view.before[:place]
    bracketed = bool(view.opener) and not re.search(r"\w{3}", view.outer[12:])
    ends = view.closes_line or bracketed or len(_WORDS.findall(view.after)) <= 1
    if len(between.split()) > _REACH:
        return False
    if view.line_length <= SHORT_LINE:
        return ends or _NO_WORD.match(head) is not None
    return ends and (bool(view.opener) or AFTER_SENTENCE.search(head.rstrip()) is not None or _ends_with_site(head))


def _ends_with_site(head: str) -> bool:
    """Tell whether a text ends with the address of a site, as in "example.org with files from"."""
    return re.search(r"\w\.[a-z]{2,4}\W*$", head[-30:]) is not None


def joined_source(view: View, words: Words) -> Verdict | None:
    """See a small "with" right before the group in a bracket or a short line: "(FR mit dpa)", "avec AFP"."""
    phrase = beside_before(view.folded_before, words, frozenset(("beside",)))
    if not phrase or not closes(view):
        return None
    head = view.inner if view.opener else view.before
    names = head.strip()[: -len(phrase.text)]
    if len(head) <= 50 and (_NO_WORD.match(names) or NAMES.match(names.lstrip("(| "))):
        return Verdict("source_line", f"source-line.{phrase.rule}", 2, 0.85)
    return None


def copyright_line(view: View, words: Words) -> Verdict | None:
    """See a copyright sign or word right before the group, with no photographer beside it."""
    text = re.sub(r"[\s\d,:–-]+$", "", without_fillers(view.folded_before, words)[0])
    phrase = words.ending(text, {"copyright"})
    if not phrase:
        return None
    has_year = re.search(r"\d{4}\W*(?:\w{1,4}\W*)?$", view.before[-24:]) is not None
    rights = words.starting_at(view.folded_after, {"rights"}, range(min(90, len(view.after))))
    short = view.line_length <= SHORT_LINE
    leads = short and _NO_WORD.match(text[: -len(phrase.text)]) is not None
    if has_year or rights or leads:
        return Verdict("copyright", f"copyright.{phrase.rule}", 1, 0.9)
    if view.opener and not short:
        return Verdict("photo_credit", f"photo-credit.{phrase.rule}", 1, 0.7)
    return None
