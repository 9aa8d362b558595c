"""Standard names for what was found: an article goes in, the fields of IPTC ninjs and of schema.org come out.

Both functions are pure: they read the article and what the step wrote into its ``meta``, and no table.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from newsclean.article import AgencyCredit, Article

_CREDIT_RULES = ("source-line", "copyright", "byline", "sign-off", "desk-note")
"""Categories of the rules whose removed words make the credit line."""
_WIKIDATA = "http://www.wikidata.org/entity/"


def describe_credits(article: Article) -> dict[str, Any]:
    """Give the credits of an article under the names of IPTC ninjs; fields that would be empty are left out.

    ``infoSources`` are the agencies that wrote the text: name, id, role, confidence (0 to 1), spans in code points of
    the source. ``creditline`` holds the words that were removed, ``by`` people only, ``associations`` the picture
    credits, ``mentions`` (not in ninjs) the agencies only named.

    >>> from newsclean.edits import Span
    >>> found = AgencyCredit("afp", "sign_off", Span(5, 8), "AFP", "sign-off.any.alone", 0.9)
    >>> names = {"agencies": {"afp": {"name": "Agence France-Presse"}}}
    >>> article = Article("a", "Text AFP", agencies=(found,), meta=names)
    >>> describe_credits(article)["infoSources"][0]["name"]
    'Agence France-Presse'
    """
    fields = {
        "infoSources": _group(article, (found for found in article.agencies if found.is_credit)),
        "creditline": _credit_line(article),
        "dateline": dict(article.meta.get("dateline", {})),
        "by": ", ".join(article.meta.get("by", ())),
        "copyrightHolder": ", ".join(_holders(article)),
        "copyrightNotice": _copyright_notice(article),
        "associations": _pictures(article),
        "mentions": _group(article, (found for found in article.agencies if found.role in ("mention", "attribution"))),
    }
    return {name: value for name, value in fields.items() if value}


def describe_schema_org(article: Article) -> dict[str, Any]:
    """Give the credits of an article as properties of a schema.org ``NewsArticle``.

    >>> from newsclean.edits import Span
    >>> found = AgencyCredit("afp", "sign_off", Span(5, 8), "AFP", "sign-off.any.alone", 0.9)
    >>> describe_schema_org(Article("a", "Text AFP", agencies=(found,), meta={"by": ["Jane Doe"]}))["author"]
    [{'@type': 'Person', 'name': 'Jane Doe'}]
    """
    credits = describe_credits(article)
    sources = {row["id"]: row for row in credits.get("infoSources", [])}
    fields = {
        "sourceOrganization": [_organization(row) for row in sources.values()],
        "creditText": credits.get("creditline", ""),
        "dateline": credits.get("dateline", {}).get("text", ""),
        "author": [{"@type": "Person", "name": name} for name in article.meta.get("by", ())],
        "copyrightNotice": credits.get("copyrightNotice", ""),
    }
    return {name: value for name, value in fields.items() if value}


def _organization(row: Mapping[str, Any]) -> dict[str, str]:
    """Give an agency as schema.org has it, with the address of its Wikidata entry where that is verified."""
    organization = {"@type": "NewsMediaOrganization", "name": row["name"]}
    return {**organization, "sameAs": row["uri"]} if "uri" in row else organization


def _group(article: Article, credits: Iterable[AgencyCredit]) -> list[dict[str, Any]]:
    """Give one row an agency and role, in order of appearance, with all the spans."""
    rows: dict[tuple[str, str], dict[str, Any]] = {}
    for credit in credits:
        row = rows.setdefault((credit.agency, credit.role), _row(article, credit))
        row["confidence"] = max(row["confidence"], credit.score)
        row["spans"].append(list(credit.span))
    return list(rows.values())


def _row(article: Article, credit: AgencyCredit) -> dict[str, Any]:
    """Give the fields of an agency's row, its spans still empty."""
    facts = article.meta.get("agencies", {}).get(credit.agency, {})
    row = {"name": facts.get("name", credit.surface), "id": credit.agency, "role": credit.role, "confidence": 0.0}
    uri = {"uri": _WIKIDATA + facts["wikidata"]} if "wikidata" in facts else {}
    return {**row, **uri, "spans": []}


def _credit_line(article: Article) -> str:
    """Give the words of credit that were removed, one removal a line."""
    taken = [edit.before.strip() for edit in article.edits if edit.rule.partition(".")[0] in _CREDIT_RULES]
    return "\n".join(text for text in taken if text)


def _holders(article: Article) -> list[str]:
    """Give the names of the agencies that a copyright line names, each once."""
    rows = _group(article, (found for found in article.agencies if found.role == "copyright"))
    return [row["name"] for row in rows]


def _copyright_notice(article: Article) -> str:
    """Give the first passage that holds a copyright credit."""
    for credit in article.agencies:
        if credit.role == "copyright":
            spans = [passage.span for passage in article.passages if passage.span.overlaps(credit.span)]
            return (spans[0] if spans else credit.span).text(article.source)
    return ""


def _pictures(article: Article) -> list[dict[str, Any]]:
    """Give the picture credits, one association an agency."""
    rows = _group(article, (found for found in article.agencies if found.role == "photo_credit"))
    return [{"type": "picture", "infoSources": [row]} for row in rows]
