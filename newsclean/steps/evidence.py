"""Evidence from outside the text: what the page's markup and other articles of the site say of each passage.

An article goes in, a removal with its reason for each passage that they explain comes out.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from newsclean.article import Article
from newsclean.formats.hints import Hints
from newsclean.steps.removal import Removal

if TYPE_CHECKING:
    from newsclean.sites import SiteLines

_REASONS: Mapping[str, str] = {
    "link": "the whole line is a link in the page",
    "label": "a label over a list of links in the page",
    "image": "stands in one box with an image in the page",
    "heading": "a heading with nothing under it",
}


def find_marked(hints: Hints) -> dict[int, Removal]:
    """Give the passages that the markup explains, by their place.

    >>> find_marked(Hints(2, {1: ("caption", "figcaption")}))
    {1: Removal(rule='caption.any.markup', reason='the page names it so: figcaption')}
    """
    return {
        place: Removal(f"{kind}.any.markup", _REASONS.get(word, f"the page names it so: {word}"))
        for place, (kind, word) in hints.marks.items()
    }


def find_recurring(article: Article, lines: SiteLines | None) -> dict[int, Removal]:
    """Give the passages that recur across articles of the site, by their place; none without a file of such lines."""
    if lines is None:
        return {}
    site = str(article.meta.get("input", {}).get("site", ""))
    found = {}
    for place, passage in enumerate(article.passages):
        hit = lines.find(passage.span.text(article.source), site)
        if hit:
            found[place] = Removal(hit.rule, hit.reason)
    return found
