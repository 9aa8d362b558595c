"""Articles to JSON rows and back: names after IPTC's ninjs where it has one, everything needed to restore the source.

Spans in a row are ``start`` and ``end``, in code points of the (repaired) source text.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

from newsclean.agencies.names import describe_credits, describe_schema_org
from newsclean.article import AgencyCredit, Article, Failure, LanguageGuess, Passage, Translation
from newsclean.edits import Edit, Span, restore
from newsclean.errors import LedgerError
from newsclean.formats.documents import Document, Layout, make_document
from newsclean.pipeline import Pipeline

ORIGINAL = "original"
"""Where a field of the input is kept whose name a field of ours needs."""
OURS = (
    "id", "text", "language", "languageScore", "infoSources", "dateline", "creditline", "keywords", "by",
    "copyrightHolder", "copyrightNotice", "associations", "mentions", "passages", "agencies", "edits",
    "repairs", "translations", "meta", "failure", ORIGINAL, "schemaOrg",
)  # fmt: skip
"""The fields that a cleaned row may have; all others are the user's and pass through."""


def clean_record(row: Mapping[str, Any], number: int, pipeline: Pipeline) -> dict[str, Any]:
    """Clean one dict row (``number`` counts from 1 and names it where it has no id); errors come out as ``failure``."""
    try:
        document = make_document(row, str(number), number, Layout())
    except ValueError as error:
        return {**row, "failure": {"step": "read", "error": str(error)}}
    article = pipeline.run(document)
    if isinstance(article, Failure):
        return {**row, "failure": {"step": article.step, "error": article.error}}
    return document_row(document, article, Layout())


def document_row(document: Document, article: Article, layout: Layout) -> dict[str, Any]:
    """Join a cleaned article with the other fields of the row that it came from.

    A field of the input that has the name of one of ours moves under ``original``.
    """
    ours = article_to_row(article)
    if layout.names == "schema-org":
        ours["schemaOrg"] = {"@type": "NewsArticle", **describe_schema_org(article)}
    ours = {layout.id_field: ours.pop("id"), layout.text_field: ours.pop("text"), **ours}
    hidden = {name: value for name, value in document.fields.items() if name in ours or name in OURS}
    passed = {name: value for name, value in document.fields.items() if name not in hidden}
    return {**ours, **passed, **({ORIGINAL: hidden} if hidden else {})}


def article_to_row(article: Article) -> dict[str, Any]:
    """Give an article as plain JSON values; ``article_from_row`` undoes it without loss.

    >>> article_to_row(Article("a", "Rain."))["text"]
    'Rain.'
    """
    row: dict[str, Any] = {
        "id": article.id,
        "text": article.text,
        "language": article.language.code,
        "languageScore": article.language.score,
        "infoSources": [],
        "creditline": "",
        **describe_credits(article),
        "passages": [_passage_row(passage) for passage in article.passages],
        "agencies": [_agency_row(found) for found in article.agencies],
        "edits": edit_rows(article.edits),
    }
    if article.repairs:
        row["repairs"] = edit_rows(article.repairs)
    if article.translations:
        row["translations"] = [_translation_row(translation) for translation in article.translations]
    meta = dict(article.meta)
    row["keywords"] = meta.pop("keywords", [])
    row["meta"] = {**meta, "evidence": article.language.evidence}
    return row


def article_from_row(row: Mapping[str, Any]) -> Article:
    """Give the article back that ``article_to_row`` wrote.

    >>> article = Article("a", "Rain.", (Passage(Span(0, 5)),), meta={"keywords": ["x"]})
    >>> article_from_row(article_to_row(article)) == article
    True

    Raises ``LedgerError`` where fields are missing or the text does not fit its edits.
    """
    try:
        edits = edits_from_rows(row["edits"])
        meta = dict(row["meta"])
        evidence = meta.pop("evidence")
        return Article(
            id=row["id"],
            source=restore(row["text"], edits),
            passages=tuple(_passage(item) for item in row["passages"]),
            language=LanguageGuess(row["language"], row["languageScore"], evidence),
            agencies=tuple(_agency(item) for item in row["agencies"]),
            edits=edits,
            translations=tuple(_translation(item) for item in row.get("translations", ())),
            repairs=edits_from_rows(row.get("repairs", ())),
            meta={"keywords": row["keywords"], **meta} if row["keywords"] else meta,
        )
    except (KeyError, TypeError, ValueError) as error:
        raise LedgerError(f"this row was not written by newsclean: {error!r}") from error


def edit_rows(edits: Iterable[Edit]) -> list[dict[str, Any]]:
    """Give edits as plain JSON values.

    >>> edit_rows([Edit(Span(0, 1), "a", "", "x.y.z", "why")])
    [{'start': 0, 'end': 1, 'before': 'a', 'after': '', 'rule': 'x.y.z', 'reason': 'why'}]
    """
    return [
        {
            "start": e.span.start,
            "end": e.span.end,
            "before": e.before,
            "after": e.after,
            "rule": e.rule,
            "reason": e.reason,
        }
        for e in edits
    ]


def edits_from_rows(rows: Iterable[Mapping[str, Any]]) -> tuple[Edit, ...]:
    """Give back the edits that ``edit_rows`` wrote.

    Raises ``LedgerError`` for rows that are no edits.
    """
    try:
        return tuple(
            Edit(Span(row["start"], row["end"]), row["before"], row["after"], row["rule"], row["reason"])
            for row in rows
        )
    except (KeyError, TypeError) as error:
        raise LedgerError(f"this is no edit: {error!r}") from error


def sha256(text: str) -> str:
    """Give the hex sha256 of a text in UTF-8 (lone surrogates, which JSON can carry, are kept apart)."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _span_row(span: Span) -> dict[str, int]:
    return {"start": span.start, "end": span.end}


def _passage_row(passage: Passage) -> dict[str, Any]:
    guess = passage.language
    return {
        **_span_row(passage.span),
        "role": passage.role,
        "language": guess.code,
        "score": guess.score,
        "evidence": guess.evidence,
    }


def _passage(row: Mapping[str, Any]) -> Passage:
    guess = LanguageGuess(row["language"], row["score"], row["evidence"])
    return Passage(Span(row["start"], row["end"]), row["role"], guess)


def _agency_row(found: AgencyCredit) -> dict[str, Any]:
    return {
        **_span_row(found.span),
        "agency": found.agency,
        "role": found.role,
        "surface": found.surface,
        "rule": found.rule,
        "score": found.score,
    }


def _agency(row: Mapping[str, Any]) -> AgencyCredit:
    span = Span(row["start"], row["end"])
    return AgencyCredit(row["agency"], row["role"], span, row["surface"], row["rule"], row["score"])


def _translation_row(translation: Translation) -> dict[str, Any]:
    return {
        **_span_row(translation.passage),
        "target": translation.target,
        "text": translation.text,
        "model": translation.model,
        "flags": list(translation.flags),
    }


def _translation(row: Mapping[str, Any]) -> Translation:
    span = Span(row["start"], row["end"])
    return Translation(span, row["target"], row["text"], row["model"], tuple(row["flags"]))
