"""Residue out: an article with passages goes in, the same with an edit for each piece of boilerplate comes out.

Rules come first and are certain; the line judge looks at what they leave and says which features weighed.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from newsclean.agencies.captions import find_captions
from newsclean.article import Article, Passage, Role
from newsclean.config import Config
from newsclean.edits import Edit, apply_within, cut
from newsclean.formats.hints import hints_of
from newsclean.rules.fold import fold_all
from newsclean.rules.folded import FoldedLine, primary_languages
from newsclean.rules.lines import Hit, LineRules, load_line_rules
from newsclean.rules.words import ends_sentence, looks_like_prose, looks_like_title
from newsclean.steps.evidence import find_marked, find_recurring
from newsclean.steps.removal import Removal, find_removals, rebuild_removals

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
        lines = fold_passages(article)
        gone = find_removals(article)
        hits = find_hits(lines, gone, self._rules)
        explained = {index: Removal(hit.rule, self._rules.reason(hit.rule)) for index, hit in hits.items()}
        pictures = find_captions(article, {*explained, *gone})
        marked = find_marked(hints_of(article))
        known = {**find_recurring(article, self._site_lines), **pictures, **marked, **explained, **gone}
        parts = list(self._mend_parts(article, lines, known))
        removals = self._judge_rest(article.with_edits(parts), lines, known)
        article = rebuild_removals(article, removals).with_edits(parts)
        return _keep_keywords(assign_roles(article), hits)

    def _mend_parts(self, article: Article, lines: Sequence[FoldedLine], gone: Container[int]) -> Iterator[Edit]:
        """Cut asides and tails out of the passages that stay."""
        left = {index: line for index, line in enumerate(lines) if index not in gone}
        parts = {line: self._rules.match_parts(line) for line in set(left.values())}
        for index, line in left.items():
            for hit in parts[line]:
                start = article.passages[index].span.start
                span = (start + hit.span.start, start + hit.span.end)
                yield cut(article.source, span, hit.rule, self._rules.reason(hit.rule))

    def _judge_rest(
        self, article: Article, lines: Sequence[FoldedLine], gone: Mapping[int, Removal]
    ) -> Mapping[int, Removal]:
        """Let the line judge look at the passages that no rule explains; give what goes together with what is gone.

        It knows the lines of scraped text. In an article that was found in its page by the markup most of what it
        suspects is story (lists, tables, names), so that it is not asked there.
        """
        removals = {**gone, **find_removals(article)}  # an aside may be all of its passage
        if self._judge is None or hints_of(article).lines:
            return removals
        from newsclean.judge import STAYS

        left, story = _read_left(article, lines, gone), hints_of(article).body
        hits = [removals[i].category if i in removals else STAYS if i in story else "" for i in range(len(lines))]
        for index, verdict in enumerate(self._judge.judge(left, hits)):
            if verdict.drop and index not in removals and index not in story:
                reason = f"looks like {verdict.kind} ({verdict.probability:.2f}): {', '.join(verdict.reasons)}"
                removals[index] = Removal(f"judge.any.{verdict.kind}", reason)
        return removals


def fold_passages(article: Article) -> list[FoldedLine]:
    """Give the passages of an article as the rules see them; weak phrases are heard in its own language too."""
    main = article.language.code
    heard = {code: primary_languages((code, main)) for code in {part.language.code for part in article.passages}}
    texts = [part.span.text(article.source) for part in article.passages]
    languages = [heard[part.language.code] for part in article.passages]
    return list(map(FoldedLine, texts, fold_all(texts), languages))


def find_hits(lines: Sequence[FoldedLine], gone: Container[int], rules: LineRules) -> dict[int, Hit]:
    """Find the passages that a rule takes as a whole, by their place; those already ``gone`` are not looked at.

    Headlines under a label such as "Related articles" go with it, up to ``LONGEST_LIST``.
    """
    texts = [line.text for line in lines]
    left = {index: line for index, line in enumerate(lines) if index not in gone}
    found = {line: rules.match_whole(line) for line in set(left.values())}  # on pages many lines stand twice
    hits: dict[int, Hit] = {}
    for index, line in left.items():
        hit = found[line]
        if hit and not rules.spares(hit, texts, index):
            hits[index] = hit
    return hits | dict(_find_listed(texts, hits, gone))


def _read_left(article: Article, lines: Sequence[FoldedLine], gone: Container[int]) -> list[str]:
    """Give the texts of the passages as the edits inside them leave them; of those ``gone`` as they were."""
    left = [line.text for line in lines]
    starts = [passage.span.start for passage in article.passages] if article.edits else []
    for index in {bisect_right(starts, edit.span.start) - 1 for edit in article.edits}:
        if index >= 0 and index not in gone:
            left[index] = apply_within(article.source, article.passages[index].span, article.edits)
    return left


def _find_listed(texts: list[str], hits: dict[int, Hit], gone: Container[int]) -> Iterator[tuple[int, Hit]]:
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
    roles: dict[int, Role] = {index: _ROLES.get(removal.category, "residue") for index, removal in gone.items()}
    kept = [i for i in range(len(article.passages)) if i not in gone]
    for index, role in zip(kept[:-1], _HEAD_ROLES, strict=False):
        text = article.passages[index].span.text(article.source)
        if ends_sentence(text) or not looks_like_title(text):
            break
        roles[index] = role
    named = [_named(passage, roles.get(index, "body")) for index, passage in enumerate(article.passages)]
    return replace(article, passages=tuple(named))


def _named(passage: Passage, role: Role) -> Passage:
    """Give a passage its role."""
    return passage if passage.role == role else Passage(passage.span, role, passage.language)


_HEAD_ROLES: tuple[Role, ...] = ("title", "lead")


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
