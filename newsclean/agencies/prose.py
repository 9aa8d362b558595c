"""Marks in running text: a view of a group goes in, ``attribution`` or ``mention`` comes out, with what it proves."""

from __future__ import annotations

import re

from newsclean.agencies.edges import beside_before, nearest_after, nearest_before, without_fillers
from newsclean.agencies.scene import View
from newsclean.agencies.verdict import Proof, Verdict
from newsclean.agencies.words import Words
from newsclean.article import CreditRole

_BEFORE = frozenset(("according", "reports", "told", "to", "reporter"))
_AFTER = frozenset(("reports", "mention-after", "reporter"))
_REACH_BEFORE = 7  # words between "according to" and the name
_REACH_AFTER = 2  # words between the name and its verb


def in_prose(view: View, words: Words) -> Verdict:
    """Give the verdict on a mark that no shape of a credit fits."""
    rest, has_noun = without_fillers(view.folded_before, words)
    after = view.folded_after.lstrip(" \"'»”)(")
    has_noun = has_noun or words.starting(after, {"noun-after"}) is not None
    role, rule, near = _decide(view, rest, words)
    elided = view.before[-1:] in ("'", "’") and words.ending(view.folded_before, {"filler"}) is not None
    proof: Proof = 2 if has_noun else (1 if near or elided else 0)
    return Verdict(role, rule, proof, 0.9 if near else 0.7)


def _decide(view: View, rest: str, words: Words) -> tuple[CreditRole, str, bool]:
    """Weigh the words on both sides: who is spoken to, a verb after the name, else the nearest phrase before it."""
    beside = beside_before(view.folded_before, words, _BEFORE)
    if beside and beside.kind in ("told", "to"):
        return "mention", f"mention.{beside.rule}", beside.kind == "told"
    if beside and beside.kind == "according":
        return "attribution", f"attribution.{beside.rule}", True
    following = nearest_after(view.folded_after, words, _AFTER | {"noun-after"}, 0)
    reach = _REACH_AFTER + 2 if following and following.kind == "noun-after" else _REACH_AFTER
    following = nearest_after(view.folded_after, words, _AFTER, reach)
    if following and following.kind == "reports":
        return "attribution", f"attribution.{following.rule}", True
    if following:
        return "mention", f"mention.{following.rule}", True
    if view.opener and re.fullmatch(r"[\d\W]*\d{4}\W*|\d.*\d{4}\W*", view.inner) and not re.search(r"\w", view.outer):
        return "attribution", "attribution.any.dated-quotation", True
    if view.opens_line and re.match(r"\s*:", view.after):
        return "attribution", "attribution.any.headline", False
    found = nearest_before(rest, words, _BEFORE, _REACH_BEFORE)
    if found and found[0].kind in ("according", "reports"):
        return "attribution", f"attribution.{found[0].rule}", False
    return "mention", "mention.any.prose", False
