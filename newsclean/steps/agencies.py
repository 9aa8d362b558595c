"""The step that finds agency credits and takes credit lines out of the text."""

from __future__ import annotations

from dataclasses import replace

from newsclean.agencies.credits import CreditFinder
from newsclean.agencies.facts import collect_facts
from newsclean.agencies.removals import find_credit_lines, find_cuts
from newsclean.agencies.scene import Line, find_openings
from newsclean.article import Article
from newsclean.config import Config
from newsclean.rules.tables import read_tables
from newsclean.steps.removal import remove_passages

_OPENING = frozenset(("by", "desk", "source"))
"""The classes of words that may open a credit line."""


class FindAgencies:
    """Find who wrote the article, and take lines of nothing but credits out of it.

    >>> from newsclean.steps.segment import Segment
    >>> source = "The bill was passed in Congress on Thursday.\\n\\nSource: ΑΠΕ-ΜΠΕ- AFP"
    >>> article = Segment(Config())(Article("a", source))
    >>> found = FindAgencies(Config())(article)
    >>> [(credit.agency, credit.role) for credit in found.agencies], found.text
    ([('amna', 'source_line'), ('afp', 'source_line')], 'The bill was passed in Congress on Thursday.')
    """

    name = "agencies"
    needs = frozenset({"passages", "language"})
    gives = frozenset({"agencies"})

    def __init__(self, config: Config) -> None:
        tables = read_tables("agencies", config.rules), read_tables("credits", config.rules)
        self._finder = CreditFinder(*tables)
        self._heads = self._finder.words.heads(_OPENING)
        self._datelines = config.datelines

    def __call__(self, article: Article) -> Article:
        """Give the article with its agencies, without the passages and endings that only credit them."""
        lines = [Line(passage.span, passage.role, place) for place, passage in enumerate(article.passages)]
        found = self._finder.find(article.source, lines, article.language.code)
        article = replace(article, agencies=tuple(found))
        words, openings = self._finder.words, find_openings(article, self._heads)
        article = article.with_meta(**collect_facts(article, self._finder.registry, words, openings))
        article = remove_passages(article, find_credit_lines(article, words, openings))
        return article.with_edits(find_cuts(article, words, self._datelines))
