"""Quality: translations and references go in, chrF and BLEU with their signatures come out (extra ``eval``)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from newsclean.article import Article
from newsclean.errors import InputError, MissingExtra
from newsclean.mt.align import align
from newsclean.mt.present import translated_text

_PARAGRAPH = re.compile(r"\n\s*\n")


@dataclass(frozen=True, slots=True)
class Score:
    """A figure from 0 to 100, with the signature that says exactly how it was made.

    >>> print(Score("chrF2", 61.25, "nrefs:1"))
    chrF2 61.2  nrefs:1
    """

    name: str
    value: float
    signature: str

    def __str__(self) -> str:
        return f"{self.name} {self.value:.1f}  {self.signature}"


def score(outputs: Sequence[str], references: Sequence[str]) -> tuple[Score, Score]:
    """Score outputs against references of the same number: chrF first, then BLEU.

    >>> [round(one.value) for one in score(["The cat sat on the mat."], ["The cat sat on the mat."])]
    [100, 100]

    Raises ``MissingExtra`` without sacrebleu, ``InputError`` where the numbers differ or there is nothing to score.
    """
    try:
        from sacrebleu.metrics.bleu import BLEU
        from sacrebleu.metrics.chrf import CHRF
    except ImportError as error:
        raise MissingExtra("eval", "sacrebleu") from error
    if len(outputs) != len(references) or not outputs:
        raise InputError(f"{len(outputs)} translations and {len(references)} references cannot be scored")
    metrics: tuple[Any, Any] = (CHRF(), BLEU())
    scores = []
    for metric in metrics:
        made = metric.corpus_score(list(outputs), [list(references)])
        scores.append(Score(made.name, made.score, str(metric.get_signature())))
    return scores[0], scores[1]


def score_article(article: Article, into: str, reference: str) -> tuple[Score, Score]:
    """Score a translated article against a reference text, paragraph by paragraph as they belong together.

    Raises what ``score`` raises.
    """
    return score(*pair_paragraphs(translated_text(article, into), reference))


def pair_paragraphs(text: str, reference: str) -> tuple[list[str], list[str]]:
    """Pair the paragraphs of two texts in one language; one without a partner is paired with nothing.

    >>> pair_paragraphs("One.\\n\\nTwo.", "One.\\n\\nTwo.")
    (['One.', 'Two.'], ['One.', 'Two.'])
    """
    ours, theirs = ([part.strip() for part in _PARAGRAPH.split(side) if part.strip()] for side in (text, reference))
    if len(ours) == len(theirs):
        return ours, theirs
    outputs: dict[tuple[int, ...], list[str]] = {}
    for place, partners in enumerate(align(ours, theirs)):
        outputs.setdefault(partners or (-1 - place,), []).append(ours[place])
    used = {number for partners in outputs for number in partners}
    lonely = [theirs[number] for number in range(len(theirs)) if number not in used]
    return (
        [" ".join(texts) for texts in outputs.values()] + [""] * len(lonely),
        [" ".join(theirs[number] for number in partners if number >= 0) for partners in outputs] + lonely,
    )
