"""Residue out: an article with passages goes in, the same with an edit for each piece of boilerplate comes out.

Rules come first and are certain; the line judge looks at what they leave and says which features weighed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from newsclean.article import Article, Passage, Role
from newsclean.config import Config
from newsclean.edits import Edit, apply_within, cut
from newsclean.formats.hints import hints_of
from newsclean.rules.lines import Hit, LineRules, load_line_rules
from newsclean.rules.words import ends_sentence, looks_like_prose, looks_like_title
from newsclean.steps.evidence import find_marked, find_recurring
from newsclean.steps.removal import Removal, find_removals, remove_passages

if TYPE_CHECKING:
    from newsclean.judge import LineJudge
    from newsclean.sites import SiteLines

LONGEST_LIST = 8
"""Passages: a longer run of headlines under a "Related" label is a page of links, which the judge sees as a whole."""
_ROLES: dict[str, Role] = {
    "caption": "caption",
    "photo-credit": "credit",
    "copyright": "credit",
    "source-line": "credit",
    "sign-off": "credit",
    "read-also": "link",
    "byline": "byline",
}


class StripBoilerplate:
    """Take out what no reader of the story came for.

    >>> from newsclean.steps.segment import Segment
    >>> article = Segment(Config())(Article("a", "The bridge opened on Monday.\\n\\nRead also: Storm hits Evia"))
    >>> StripBoilerplate(Config(judge="off"))(article).text
    'The bridge opened on Monday.'
    """

    name = "boilerplate"
    needs = frozenset({"passages", "language", "agencies"})
    gives = frozenset({"edits"})

    def __init__(self, config: Config) -> None:
        self._rules = load_line_rules(config.rules)
        self._site_lines = _load_site_lines(config)
        self._judge = _load_judge(config)

    def __call__(self, article: Article) -> Article:
        """Give the article with its residue taken out and the roles of its passages known."""
        hits = find_hits(article, self._rules)
        article = self._remove(article, hits)
        article = remove_passages(article, find_marked(hints_of(article)))
        article = remove_passages(article, find_recurring(article, self._site_lines))
        article = article.with_edits(self._mend_parts(article))
        article = self._judge_rest(article)
        return _keep_keywords(assign_roles(article), hits)

    def _remove(self, article: Article, hits: dict[int, Hit]) -> Article:
        """Take out the passages that a rule explains."""
        removals = {index: Removal(hit.rule, self._rules.reason(hit.rule)) for index, hit in hits.items()}
        return remove_passages(article, removals)

    def _mend_parts(self, article: Article) -> Iterator[Edit]:
        """Cut asides and tails out of the passages that stay."""
        gone = find_removals(article)
        for index, passage in enumerate(article.passages):
            if index in gone:
                continue
            text = passage.span.text(article.source)
            for hit in self._rules.match_parts(text, _languages(article, passage)):
                start = passage.span.start
                span = (start + hit.span.start, start + hit.span.end)
                yield cut(article.source, span, hit.rule, self._rules.reason(hit.rule))

    def _judge_rest(self, article: Article) -> Article:
        """Let the line judge look at the passages that no rule explains.

        It knows the lines of scraped text. In an article that was found in its page by the markup most of what it
        suspects is story (lists, tables, names), so that it is not asked there.
        """
        if self._judge is None or hints_of(article).lines:
            return article
        from newsclean.judge import STAYS

        gone = find_removals(article)
        story = hints_of(article).body
        lines = [apply_within(article.source, passage.span, article.edits) for passage in article.passages]
        hits = [gone[i].rule.partition(".")[0] if i in gone else STAYS if i in story else "" for i in range(len(lines))]
        removals = {}
        for index, verdict in enumerate(self._judge.judge(lines, hits)):
            if verdict.drop and index not in gone and index not in story:
                reason = f"looks like {verdict.kind} ({verdict.probability:.2f}): {', '.join(verdict.reasons)}"
                removals[index] = Removal(f"judge.any.{verdict.kind}", reason)
        return remove_passages(article, removals)


def find_hits(article: Article, rules: LineRules) -> dict[int, Hit]:
    """Find the passages that a rule takes as a whole, by their place; those already out are not looked at.

    Headlines under a label such as "Related articles" go with it, up to ``LONGEST_LIST``.
    """
    gone = find_removals(article)
    texts = [passage.span.text(article.source) for passage in article.passages]
    hits: dict[int, Hit] = {}
    for index, passage in enumerate(article.passages):
        hit = None if index in gone else rules.match_whole(texts[index], _languages(article, passage))
        if hit and not rules.spares(hit, texts, index):
            hits[index] = hit
    return hits | dict(_find_listed(texts, hits, gone.keys()))


def _find_listed(texts: list[str], hits: dict[int, Hit], gone: Collection[int]) -> Iterator[tuple[int, Hit]]:
    """Find the headlines listed under a label; only behind prose, since above it the title stands."""
    heading: tuple[Hit, int] | None = None
    seen_prose = False
    for index, text in enumerate(texts):
        hit = hits.get(index)
        seen_prose = seen_prose or looks_like_prose(text)
        if hit:
            heading = (hit, index) if hit.heads_titles and seen_prose else heading
        elif heading and index not in gone and index - heading[1] <= LONGEST_LIST and _is_link(text):
            yield index, heading[0]._replace(heads_titles=False, keywords=())
        else:
            heading = None


def assign_roles(article: Article) -> Article:
    """Name the role of each passage: what was taken out by its category, the first of what stays title and lead."""
    gone = find_removals(article)
    roles: list[Role] = [_ROLES.get(gone[i].rule.split(".")[0], "residue") if i in gone else "body"
                         for i in range(len(article.passages))]  # fmt: skip
    kept = [i for i in range(len(article.passages)) if i not in gone]
    for index, role in zip(kept[:-1], _HEAD_ROLES, strict=False):
        text = article.passages[index].span.text(article.source)
        if ends_sentence(text) or not looks_like_title(text):
            break
        roles[index] = role
    passages = tuple(replace(p, role=role) for p, role in zip(article.passages, roles, strict=True))
    return replace(article, passages=passages)


_HEAD_ROLES: tuple[Role, ...] = ("title", "lead")


def _languages(article: Article, passage: Passage) -> list[str]:
    """Give the languages in which weak phrases are heard for a passage."""
    return [passage.language.code, article.language.code]


def _is_link(text: str) -> bool:
    return looks_like_title(text) and not ends_sentence(text)


def _keep_keywords(article: Article, hits: dict[int, Hit]) -> Article:
    """Keep the tags that stood behind an image's file name as keywords of the article."""
    keywords = list(dict.fromkeys(word for hit in hits.values() for word in hit.keywords))
    return article.with_meta(keywords=keywords) if keywords else article


def _load_site_lines(config: Config) -> SiteLines | None:
    """Load the lines that recur in a site, if a file of them was named."""
    if not config.site_lines:
        return None
    from newsclean.sites import read_site_lines

    return read_site_lines(config.site_lines)


def _load_judge(config: Config) -> LineJudge | None:
    """Load the line judge at the working point that was asked for."""
    if config.judge == "off":
        return None
    from newsclean.judge import LineJudge

    return LineJudge(config.judge)
