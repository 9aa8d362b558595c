"""The functions for a Python user: a text in, the clean text, the article, or the list of changes out."""

from __future__ import annotations

from newsclean.article import Article, LanguageGuess
from newsclean.config import Config
from newsclean.edits import Edit
from newsclean.formats.documents import Document, make_article
from newsclean.pipeline import Pipeline


def clean_article(text: str, config: Config | None = None, *, id: str = "") -> Article:
    """Clean one text and give the article with all that was found: language, agencies, edits, metadata.

    Builds a pipeline for each call (a fraction of a second): for many texts build a ``Pipeline`` once,
    or use ``clean_records``.

    >>> article = clean_article("Rain fell on Athens.\\n\\nSource: AFP")
    >>> article.text, [credit.agency for credit in article.credits]
    ('Rain fell on Athens.', ['afp'])

    Raises ``SettingsError`` for settings or rule tables that cannot be used.
    """
    pipeline = Pipeline(config)
    return pipeline(make_article(Document(id, text), pipeline.config))


def clean(text: str, config: Config | None = None) -> str:
    """Clean one text and give only the clean text.

    >>> clean("Rain fell on Athens.\\n\\nRead also: Snow on Parnitha")
    'Rain fell on Athens.'
    """
    return clean_article(text, config).text


def explain(text: str, config: Config | None = None) -> tuple[Edit, ...]:
    """Give the changes that ``clean`` makes, in order: where, what, by which rule and why.

    Spans count code points of the text after its characters were repaired (``Article.source``).

    >>> [edit.rule for edit in explain("Rain fell on Athens.\\n\\nRead also: Snow on Parnitha")]
    ['read-also.en.read-also']
    """
    return clean_article(text, config).edits


def detect(text: str, config: Config | None = None) -> LanguageGuess:
    """Give the language of a text: its BCP 47 code, how sure that is (0 to 1), and how much prose was looked at.

    >>> detect("Η κυβέρνηση ανακοίνωσε νέα μέτρα για την οικονομία.").code
    'el'
    """
    from newsclean.language import detect as detect_language

    return detect_language(text, config or Config())
