"""What agency credits take out of a text: an article with its agencies goes in, passages and stretches to cut come out.

A passage of nothing but a credit goes whole; the mark that closes the last paragraph goes alone; prose stays whatever
it names. Datelines and lead prefixes stay unless they are asked away.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping

from newsclean.agencies.datelines import read_after
from newsclean.agencies.scene import LONGEST_LABELLED, is_prose, sort_credits
from newsclean.agencies.words import Phrase, Words
from newsclean.article import AgencyCredit, Article
from newsclean.edits import Edit, Span, cut
from newsclean.rules.fold import fold
from newsclean.rules.words import ends_sentence, looks_like_prose
from newsclean.steps.removal import Removal, find_removals

_REASONS: Mapping[str, str] = {
    "source_line": "a line that only tells where the text comes from",
    "copyright": "a line that only tells whose text it is",
    "byline": "a line that only names the agency that wrote the text",
    "sign_off": "an agency's mark that only closes the text",
    "dateline": "place, date and agency before the first sentence",
    "lead_prefix": "an agency's mark before the first sentence",
}
_LONGEST = {"source_line": 200, "copyright": 300, "byline": 120, "sign_off": 80}
"""Code points: a longer passage says more than its credit."""
_HEADS = {"source_line": frozenset(("source", "with", "photo")), "copyright": frozenset(("copyright",))}
_DASH = re.compile(r"[\s)\]】）/.:,،]*[-–—―ـ:=.,،]*[-–—―]*\s*")
_EDGE = " \t\n\u00a0([（/–—-©"
_LABEL_LINE = 90  # code points: a label and the names of two or three papers
_NOTES = frozenset(("desk", "source"))
_NAME = re.compile(r"(?:https?://)?\S+\.[a-z]{2,}\S*|[^\W\d_a-z][\w.'’&-]*|\d+")


def find_credit_lines(article: Article, words: Words, openings: Iterable[int]) -> dict[int, Removal]:
    """Give the passages that are nothing but a credit, with the rule that takes each.

    ``openings`` are the places of passages that may open with a label or a wire's note.
    """
    taken = find_removals(article)
    found: dict[int, Removal] = {}
    by_passage = sort_credits(article)
    for index in sorted({*openings, *by_passage} - taken.keys()):
        span = article.passages[index].span
        if span.end - span.start <= LONGEST_LABELLED:
            removal = _judge(span.text(article.source), by_passage.get(index, ()), words)
            if removal:
                found[index] = removal
    return found


def _judge(text: str, credits: list[AgencyCredit] | tuple[()], words: Words) -> Removal | None:
    """Give the removal of a passage that is nothing but a credit, else None."""
    for credit in credits:
        limit = _LONGEST.get(credit.role, 0)
        if len(text) <= limit and _is_whole(text, credit, words):
            return Removal(credit.rule, _REASONS[credit.role])
    return None if credits else _judge_unknown(text, words)


def _is_whole(text: str, credit: AgencyCredit, words: Words) -> bool:
    """Tell whether the passage begins with the credit's own words, or is nothing but its marks."""
    kinds = _HEADS.get(credit.role)
    if kinds is None:
        before = text[: max(0, text.find(credit.surface))].rstrip(_EDGE)
        return credit.role == "byline" or not (is_prose(text) or ends_sentence(before))
    head = fold(text).lstrip(" ([*•-|\"'")
    if words.starting(head, kinds) or text.find(credit.surface) <= 4:
        return True
    return text.rstrip().endswith(")") and text.lstrip()[:1] == "(" and len(text) <= _LABEL_LINE


def _judge_unknown(text: str, words: Words) -> Removal | None:
    """Give the removal of a source line that names no agency of the registry, or of a wire's note on who wrote it."""
    folded = fold(text[:_LABEL_LINE]).strip(" ([)]*•")
    note = words.starting(folded, _NOTES)
    if not note or (note.kind == "source" and len(text) > _LABEL_LINE):
        return None
    if note.kind == "desk":
        return Removal(f"desk-note.{note.rule}", "a wire's note on who worked on the text")
    return _judge_label(text, folded, note)


def _judge_label(text: str, folded: str, label: Phrase) -> Removal | None:
    """Give the removal of a line that is a label, a colon and names, domains or addresses."""
    rest = folded[len(label.text) :].lstrip()
    names = text[text.find(":") + 1 :].strip(" )].")
    if rest[:1] == ":" and names and all(_NAME.fullmatch(w) for w in re.split(r"[\s,/|–—-]+", names) if w):
        return Removal(f"source-line.{label.rule}", _REASONS["source_line"])
    return None


def find_cuts(article: Article, words: Words, datelines: str) -> Iterator[Edit]:
    """Give the edits inside passages: the mark that closes running text and, for ``strip``, the datelines."""
    removed = find_removals(article)
    by_passage = sort_credits(article)
    closed = any(credit.role == "sign_off" for credit in article.agencies)
    last = _find_last_prose(article, removed, by_passage) if closed else -1
    for index, credits in by_passage.items():
        if index in removed:
            continue
        span = article.passages[index].span
        closing = [found for found in credits if found.role == "sign_off"]
        if closing and closing[-1] is credits[-1] and index == last:
            yield from _cut_tail(article, span, closing)
        if datelines == "strip":
            yield from _cut_head(article, span, credits, words)


def _find_last_prose(article: Article, removed: Container[int], credits: Mapping[int, list[AgencyCredit]]) -> int:
    """Give the place of the last paragraph, -1 where there is none: only what closes the whole story is cut.

    A mark behind an earlier one may as well belong to a caption, and what it is would change with its neighbours.
    """
    for index in reversed(range(len(article.passages))):
        span = article.passages[index].span
        marks = [credit for credit in credits.get(index, ()) if credit.role == "sign_off"]
        text = article.source[span.start : marks[0].span.start if marks else span.end].rstrip(_EDGE)
        if index not in removed and (looks_like_prose(text) or is_prose(text)):
            return index
    return -1


def _cut_tail(article: Article, span: Span, credits: list[AgencyCredit]) -> Iterator[Edit]:
    """Cut the closing mark with its brackets and the white space before it."""
    start = credits[0].span.start
    head = article.source[span.start : start].rstrip(_EDGE)
    begin = span.start + len(head)
    if begin < start and head:
        yield cut(article.source, (begin, span.end), credits[0].rule, _REASONS["sign_off"])


def _cut_head(article: Article, span: Span, credits: list[AgencyCredit], words: Words) -> Iterator[Edit]:
    """Cut the dateline or prefix that opens a passage, up to the first word of its sentence."""
    heads = [credit for credit in credits if credit.role in ("dateline", "lead_prefix")]
    if not heads:
        return
    end = heads[-1].span.end
    rest = article.source[end : span.end]
    after = read_after(rest, words)
    if after and not re.search(r"\w", article.source[span.start : heads[0].span.start]):
        end += after.end
        rest = ""
    code = re.match(r"/[\w.]{1,12}(?=[)\]])|[^()\n]{0,16}(?=[)\]】）])", rest)
    end += code.end() if code else 0
    dash = _DASH.match(article.source, end, span.end)
    yield cut(article.source, (span.start, dash.end() if dash else end), heads[0].rule, _REASONS[heads[0].role])
