"""Scores of judged pages: labels and verdicts go in, the figures of the model card come out.

F1 counts lines, ``char_f1`` and ``damage`` characters of kept lines; doubtful lines do not count.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields

from newsclean.judge.training.pages import LabelledPage


@dataclass(slots=True)
class Tally:
    """Lines and characters by label and verdict: ``text_lost`` counts lines of text that went, and so on."""

    text_kept: int = 0
    text_lost: int = 0
    residue_kept: int = 0
    residue_gone: int = 0
    text_kept_characters: int = 0
    text_lost_characters: int = 0
    residue_kept_characters: int = 0

    def add(self, other: Tally) -> None:
        """Add another tally to this one."""
        for field in fields(self):
            setattr(self, field.name, getattr(self, field.name) + getattr(other, field.name))

    def figures(self) -> dict[str, float]:
        """Give the scores, 0 to 1.

        >>> Tally(text_kept=8, residue_gone=9, residue_kept=1, text_lost=1).figures()["drop_f1"]
        0.9
        """
        characters = self.text_kept_characters
        return {
            "drop_f1": _f1(self.residue_gone, self.text_lost, self.residue_kept),
            "keep_f1": _f1(self.text_kept, self.residue_kept, self.text_lost),
            "char_f1": _f1(characters, self.residue_kept_characters, self.text_lost_characters),
            "damage": self.text_lost_characters / max(1, characters + self.text_lost_characters),
        }


def _f1(right: int, wrong: int, missed: int) -> float:
    return 2 * right / max(1, 2 * right + wrong + missed)


def tally(page: LabelledPage, gone: Sequence[bool], lines: Iterable[int] | None = None) -> Tally:
    """Count the verdicts on a page, or on some of its ``lines``."""
    count = Tally()
    for place in range(len(page.lines)) if lines is None else lines:
        size = len(page.lines[place])
        if not page.weights[place]:
            continue
        if page.drop[place]:
            count.residue_gone += gone[place]
            count.residue_kept += not gone[place]
            count.residue_kept_characters += 0 if gone[place] else size
        else:
            count.text_lost += gone[place]
            count.text_kept += not gone[place]
            count.text_lost_characters += size if gone[place] else 0
            count.text_kept_characters += 0 if gone[place] else size
    return count


def measure(pages: Sequence[LabelledPage], verdicts: Sequence[Sequence[bool]]) -> dict[str, float]:
    """Give the figures of all pages: over all lines, inside the article, and as a mean over languages."""
    whole, inside = Tally(), Tally()
    languages: dict[str, Tally] = {}
    for page, gone in zip(pages, verdicts, strict=True):
        count = tally(page, gone)
        whole.add(count)
        languages.setdefault(page.language, Tally()).add(count)
        kept = [place for place, drop in enumerate(page.drop) if not drop]
        inside.add(tally(page, gone, range(kept[0], kept[-1] + 1) if kept else None))
    means = [count.figures()["drop_f1"] for count in languages.values()]
    extra = {"inside_drop_f1": inside.figures()["drop_f1"], "language_drop_f1": sum(means) / max(1, len(means))}
    return whole.figures() | extra


def by_language(
    pages: Sequence[LabelledPage], verdicts: Sequence[Sequence[bool]]
) -> dict[str, tuple[int, dict[str, float]]]:
    """Give for each language the number of its pages and their figures, most pages first."""
    found: dict[str, tuple[list[LabelledPage], list[Sequence[bool]]]] = {}
    for page, gone in zip(pages, verdicts, strict=True):
        own = found.setdefault(page.language, ([], []))
        own[0].append(page)
        own[1].append(gone)
    ranked = sorted(found.items(), key=lambda item: (-len(item[1][0]), item[0]))
    return {language: (len(own[0]), measure(*own)) for language, own in ranked}
