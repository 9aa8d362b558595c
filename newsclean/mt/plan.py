"""The plan: an article and the settings go in, the passages to translate come out, each with its text and language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from newsclean.article import Article, Passage
from newsclean.edits import Edit, Span, apply
from newsclean.mt.align import align
from newsclean.mt.languages import Language, primary
from newsclean.mt.settings import TranslationSettings
from newsclean.mt.suspect import find_signs
from newsclean.mt.translator import Text
from newsclean.steps.removal import find_removals

UNKNOWN = "und"
ANEW = "from-original"
"""The flag of a passage that was translated anew from its original."""


@dataclass(frozen=True, slots=True)
class Task:
    """A passage to translate: the text it is translated from, its language, and what made the passage suspect."""

    passage: Span
    text: Text
    language: str
    flags: tuple[str, ...] = ()


def plan(
    article: Article, settings: TranslationSettings, target: Language, original: Article | None = None
) -> list[Task]:
    """Choose the passages to translate, and what each is translated from.

    Passages are numbered from 1 as the reader of the cleaned text counts them. One in the target language can
    only be translated anew, from ``original``.

    >>> from newsclean.article import LanguageGuess
    >>> from newsclean.mt.languages import Languages
    >>> guesses = {Span(0, 4): LanguageGuess("el"), Span(6, 10): LanguageGuess("en")}
    >>> passages = tuple(Passage(span, language=guess) for span, guess in guesses.items())
    >>> article = Article("a", "Ναι.\\n\\nYes.", passages)
    >>> [task.passage for task in plan(article, TranslationSettings("en"), Languages.read().get("en"))]
    [Span(start=0, end=4)]
    """
    kept = list_kept(article)
    originals = _pair(article, kept, original) if original else {}
    picks = settings.picks()
    tasks = []
    for number, passage in enumerate(kept, 1):
        task = _make_task(article, passage, settings, target)
        if task.language == target.code and original and originals.get(passage.span):
            task = _make_anew(task, original, originals[passage.span])
        wanted = number in picks if picks else _is_wanted(task, settings, target)
        if wanted and task.language not in (target.code, UNKNOWN) and task.text.text.strip():
            tasks.append(task)
    return tasks


def list_kept(article: Article) -> list[Passage]:
    """Give the passages that cleaning left in the article."""
    removed = find_removals(article)
    return [passage for place, passage in enumerate(article.passages) if place not in removed]


def clean_passage(article: Article, passage: Passage) -> str:
    """Give the cleaned text of a passage: its source with the edits that lie within it.

    >>> article = Article("a", "One two.", (Passage(Span(0, 8)),))
    >>> clean_passage(article.with_edits([Edit(Span(3, 7), " two", "", "r", "why")]), article.passages[0])
    'One.'
    """
    start, end = passage.span
    inside = [
        Edit(Span(edit.span.start - start, edit.span.end - start), edit.before, edit.after, edit.rule, edit.reason)
        for edit in article.edits
        if passage.span.contains(edit.span)
    ]
    return apply(article.source[start:end], inside)


def _make_task(article: Article, passage: Passage, settings: TranslationSettings, target: Language) -> Task:
    """Make the task of a passage that is translated from its own text."""
    text = clean_passage(article, passage)
    codes = (settings.source, passage.language.code, article.language.code)
    language = next((primary(code) for code in codes if code and code != UNKNOWN), UNKNOWN)
    before = passage.span.text(article.source)  # cleaning mends broken quotes, but not the translation they betray
    signs = (*find_signs(before, target), *find_signs(text, target)) if language == target.code else ()
    return Task(passage.span, Text(text, _find_marks(article, text)), language, tuple(dict.fromkeys(signs)))


def _make_anew(task: Task, original: Article, text: str) -> Task:
    """Make the task of a passage that is translated from its original."""
    language = primary(original.language.code)
    return Task(task.passage, Text(text, _find_marks(original, text)), language, (ANEW, *task.flags))


def _is_wanted(task: Task, settings: TranslationSettings, target: Language) -> bool:
    """Tell whether a passage is among those that the settings describe by a word."""
    if settings.passages == "suspect":
        return len(task.flags) > 1 if ANEW in task.flags else bool(find_signs(task.text.text, target))
    return settings.passages == "all" or ANEW not in task.flags


def _find_marks(article: Article, text: str) -> frozenset[str]:
    """Give the agency marks of the article that are in a text."""
    return frozenset(credit.surface for credit in article.agencies if credit.surface and credit.surface in text)


def _pair(article: Article, kept: Sequence[Passage], original: Article) -> dict[Span, str]:
    """Pair the passages of the article with the texts of their originals."""
    others = [clean_passage(original, passage) for passage in list_kept(original)]
    found: Iterator[tuple[int, ...]] = iter(align([clean_passage(article, passage) for passage in kept], others))
    return {passage.span: "\n".join(others[i] for i in places) for passage, places in zip(kept, found, strict=True)}
