"""The central value: an article goes in at one end of the steps and comes out at the other, never mutated.

Every span counts code points of ``Article.source``; the cleaned text is computed from the edits, never stored.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal, NamedTuple

from newsclean.edits import Edit, Span, apply, merge

Role = Literal["title", "lead", "body", "dateline", "byline", "caption", "credit", "link", "residue"]
CreditRole = Literal[
    "dateline", "lead_prefix", "sign_off", "byline", "source_line", "copyright",
    "photo_credit", "attribution", "mention",
]  # fmt: skip
CREDIT_ROLES = frozenset(("dateline", "lead_prefix", "sign_off", "byline", "source_line", "copyright"))
"""Roles that say who wrote the text; the others only name an agency."""


class LanguageGuess(NamedTuple):
    """A language: BCP 47 ``code`` (``und`` is honest), ``score`` 0 to 1, ``evidence`` in characters of prose."""

    code: str = "und"
    score: float = 0.0
    evidence: int = 0


class Passage(NamedTuple):
    """A stretch of the source that belongs together: a paragraph, a headline, a caption, a line of residue."""

    span: Span
    role: Role = "body"
    language: LanguageGuess = LanguageGuess()


@dataclass(frozen=True, slots=True)
class AgencyCredit:
    """An agency named in the source: registry id, role, span and the letters found there.

    ``rule`` names the row that decided the role, ``score`` (0 to 1) how sure it is.

    >>> AgencyCredit("afp", "mention", Span(0, 3), "AFP", "agency.mention").is_credit
    False
    """

    agency: str
    role: CreditRole
    span: Span
    surface: str
    rule: str
    score: float = 1.0

    @property
    def is_credit(self) -> bool:
        """Tell whether the role says who wrote the text."""
        return self.role in CREDIT_ROLES


@dataclass(frozen=True, slots=True)
class Translation:
    """A passage in another language: a layer over the article, not an edit of it."""

    passage: Span
    target: str
    text: str
    model: str
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Failure:
    """An article that could not be cleaned: which, at which step, and why."""

    id: str
    step: str
    error: str


@dataclass(frozen=True, slots=True)
class Article:
    """A scraped article with all that is known of it.

    ``source`` is the decoded and repaired text; ``repairs`` are the edits that made it from the
    characters as they were read (spans there count code points of that raw text).

    >>> article = Article("a", "Text.\\n\\nRead also: more")
    >>> article.text == article.source
    True
    """

    id: str
    source: str
    passages: tuple[Passage, ...] = ()
    language: LanguageGuess = LanguageGuess()
    agencies: tuple[AgencyCredit, ...] = ()
    edits: tuple[Edit, ...] = ()
    translations: tuple[Translation, ...] = ()
    repairs: tuple[Edit, ...] = ()
    meta: Mapping[str, Any] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """Give the cleaned text, computed from the source and the edits."""
        return apply(self.source, self.edits)

    @property
    def credits(self) -> tuple[AgencyCredit, ...]:
        """Give the agencies that wrote the text, without those only named in it."""
        return tuple(found for found in self.agencies if found.is_credit)

    def with_edits(self, wanted: Iterable[Edit]) -> Article:
        """Give this article with more edits, merged by the rule of ``newsclean.edits.merge``; itself, if none."""
        edits = list(wanted)
        return replace(self, edits=merge(self.edits, edits)) if edits else self

    def without_edits(self, is_spared: Callable[[str], bool]) -> Article:
        """Give this article without the edits whose rule id ``is_spared``."""
        return replace(self, edits=tuple(edit for edit in self.edits if not is_spared(edit.rule)))

    def with_meta(self, **facts: Any) -> Article:
        """Give this article with more facts in its metadata; itself, if none.

        >>> dict(Article("a", "").with_meta(keywords=["China"]).meta)
        {'keywords': ['China']}
        """
        return replace(self, meta={**self.meta, **facts}) if facts else self
