"""A newcomer starts here: an article goes through ``STEPS`` in order, and comes out clean with a record of each change.

``clean_records`` is the one seam for every engine: dict rows in, dict rows out, same order, same count.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib import import_module
from typing import Any, Protocol

from newsclean.article import Article, Failure
from newsclean.config import Config
from newsclean.errors import ConfigError, PipelineError, Unavailable
from newsclean.formats.documents import Document, make_article
from newsclean.steps.removal import find_removals, rebuild_removals

CHARACTERS = "characters"
"""What is done to an article before its first step: characters that were broken on the way are mended."""

STEPS = (
    ("segment", "newsclean.steps.segment:Segment"),
    ("language", "newsclean.steps.language:IdentifyLanguage"),
    ("agencies", "newsclean.steps.agencies:FindAgencies"),
    ("boilerplate", "newsclean.steps.boilerplate:StripBoilerplate"),
    ("origin", "newsclean.steps.origin:FindOrigin"),
    ("quotes", "newsclean.steps.quotes:NormaliseQuotes"),
)
"""The steps in their order, each loaded when a pipeline with it is built."""


class Step(Protocol):
    """One thing done to one article: ``needs`` and ``gives`` name fields of ``Article``."""

    name: str
    needs: frozenset[str]
    gives: frozenset[str]

    def __call__(self, article: Article) -> Article:
        """Give the article with more known or more edited; never mutate it."""


class Pipeline:
    """The steps of one configuration, built once and used for any number of articles.

    >>> Pipeline(Config(judge="off"))(Article("a", "Rain fell on Athens on Monday.\\n\\nRead also: Snow")).text
    'Rain fell on Athens on Monday.'

    Raises ``PipelineError`` where a step needs what no step before it gives, and ``ConfigError``
    or ``RuleError`` for settings and tables that cannot be used.
    """

    def __init__(self, config: Config | None = None, steps: Sequence[Step] | None = None) -> None:
        self.config = config or Config()
        self.steps = tuple(build_steps(self.config) if steps is None else steps)
        check_order(self.steps)

    def __call__(self, article: Article) -> Article:
        """Clean one article.

        Raises whatever a step raises: ``run`` turns that into a ``Failure``.
        """
        for step in self.steps:
            article = step(article)
        return spare_kept(article, self.config)

    def run(self, document: Document) -> Article | Failure:
        """Clean one document as it was read; an error becomes a ``Failure`` that names the step.

        >>> pipeline = Pipeline(Config(judge="off"))
        >>> pipeline.run(Document("a", "Rain fell on Athens\u00a0on Monday.")).text
        'Rain fell on Athens on Monday.'
        """
        name = CHARACTERS
        try:
            article = make_article(document, self.config)
            for step in self.steps:
                name = step.name
                article = step(article)
            return spare_kept(article, self.config)
        except Unavailable:
            raise  # no article of this run can have what is not installed: not a failure of this one
        except Exception as error:  # noqa: BLE001 -- the one boundary: an article that fails must not stop the others
            return Failure(article.id, name, f"{type(error).__name__}: {error}")


def build_steps(config: Config) -> Iterator[Step]:
    """Build the steps that ``config`` does not skip, in order.

    Raises ``ConfigError`` where a step to skip does not exist.
    """
    known = [CHARACTERS, *(name for name, _ in STEPS)]
    for name in config.skip:
        if name not in known:
            raise ConfigError(f"skip: there is no step {name!r}; the steps are {', '.join(known)}")
    for name, place in STEPS:
        if name not in config.skip:
            module, _, factory = place.partition(":")
            yield getattr(import_module(module), factory)(config)
    if config.translation:
        from newsclean.steps.translate import make_translate

        yield make_translate(config, config.translation)


def check_order(steps: Sequence[Step]) -> None:
    """Check that each step comes after those that give what it needs.

    A step that was skipped leaves the empty value of its field, so only a wrong order is an error.

    >>> from newsclean.steps.segment import Segment
    >>> from newsclean.steps.boilerplate import StripBoilerplate
    >>> check_order([StripBoilerplate(Config(judge="off")), Segment(Config())])
    Traceback (most recent call last):
    newsclean.errors.PipelineError: step 'boilerplate' needs passages, which 'segment' gives only after it
    """
    for place, step in enumerate(steps):
        for later in steps[place + 1 :]:
            late = step.needs & (later.gives - {"edits"})
            if late and not any(late & before.gives for before in steps[:place]):
                raise PipelineError(
                    f"step {step.name!r} needs {', '.join(sorted(late))}, which {later.name!r} gives only after it"
                )


def spare_kept(article: Article, config: Config) -> Article:
    """Undo the edits of the rules that ``config.keep`` names, and nothing else."""
    if not config.keep:
        return article
    removals = {i: r for i, r in find_removals(article).items() if not config.spares(r.rule)}
    article = rebuild_removals(article, removals)
    return article.without_edits(config.spares)


def clean_records(rows: Iterable[Mapping[str, Any]], config: Config | None = None) -> Iterator[dict[str, Any]]:
    """Clean dict rows: each with ``text`` (and perhaps ``id``) in, each with the cleaned text and its record out.

    Same order, same count. A row that cannot be cleaned comes out with a ``failure`` that says why and its
    text as it was.

    >>> rows = [{"id": "a", "text": "Rain fell on Athens on Monday.\\n\\nRead also: Snow", "site": "example.org"}]
    >>> [(row["id"], row["text"], row["site"]) for row in clean_records(rows)]
    [('a', 'Rain fell on Athens on Monday.', 'example.org')]
    """
    from newsclean.formats.records import clean_record

    pipeline = Pipeline(config)
    for number, row in enumerate(rows, 1):
        yield clean_record(row, number, pipeline)
