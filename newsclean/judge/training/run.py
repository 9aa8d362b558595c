"""The training run: pages go in, each is judged by voters that did not see its publisher, points are chosen."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from newsclean.judge.features import FEATURE_NAMES
from newsclean.judge.judge import LineJudge
from newsclean.judge.model import FORMAT, Cut, Model, Voters, build_voters
from newsclean.judge.training.fit import Table, build_table, fit_trees, join_tables
from newsclean.judge.training.network import fit_network
from newsclean.judge.training.pages import LabelledPage
from newsclean.judge.training.score import measure
from newsclean.judge.training.stories import make_stories
from newsclean.judge.training.variants import make_variants

LEVELS = (0.26, 0.3, 0.34, 0.36, 0.38, 0.4, 0.42, 0.44, 0.46, 0.5, 0.54, 0.58, 0.62, 0.68, 0.74, 0.8, 0.86, 0.92)
RISES = (0.0, 0.06)
MORE_WEIGHT = 0.5
"""What a line counts whose page has another origin."""
MARKUP_WEIGHT = 0.15
"""What a line counts that a program labelled by the markup."""
SAFE_DAMAGE = 0.0045
"""Part of the text's characters that the safe point may take, with a little room below the 0.5 % it promises."""
BALANCED_DAMAGE = 0.012
NEARLY = 0.001
"""Drop F1, 0 to 1, that finding more residue may cost."""
NEARLY_BALANCED = 0.002
"""What of the balance (five figures from 0 to 1) a higher cut may cost: chance moves it by more."""
Figures = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Deal:
    """Publishers dealt to folds, and for each fold the voters that saw none of its publishers."""

    folds: Mapping[str, int]
    fitted: Mapping[int, Voters]


@dataclass(frozen=True, slots=True)
class Lesson:
    """A page with what is learned from it: its own rows and those of its variants, by all voters or one."""

    page: LabelledPage
    table: Table
    network_alone: bool = False


def make_lessons(
    pages: Sequence[LabelledPage], more: Sequence[LabelledPage], by_markup: Sequence[LabelledPage]
) -> list[Lesson]:
    """Build the rows of the pages with all variants and stories, of ``more`` pages with stories, of others alone.

    Those labelled ``by_markup`` teach the network alone: trees, which follow each label, lose by them.
    """
    lessons = [Lesson(page, build_table([page, *make_variants(page), *make_stories(page)])) for page in pages]
    lessons += [
        Lesson(page, build_table([_weigh(page, MORE_WEIGHT), *make_stories(page, MORE_WEIGHT)])) for page in more
    ]
    markup = [build_table([_weigh(page, MARKUP_WEIGHT)]) for page in by_markup]
    return lessons + [Lesson(page, table, network_alone=True) for page, table in zip(by_markup, markup, strict=True)]


def _weigh(page: LabelledPage, weight: float) -> LabelledPage:
    """Give a page of which each line counts ``weight``."""
    return page.part(range(len(page.lines)), weight)


def deal_folds(pages: Sequence[LabelledPage], folds: int, seed: int) -> dict[str, int]:
    """Deal publishers to folds, the same each time.

    >>> page = LabelledPage("a", "paper", "en", ("x",), ("",), (0,), (1.0,))
    >>> deal_folds([page], 5, 0)
    {'paper': 0}
    """
    groups = sorted({page.group for page in pages})
    random.Random(seed).shuffle(groups)
    return {group: place % folds for place, group in enumerate(groups)}


def fit_voters(lessons: Sequence[Lesson], seed: int) -> dict[str, Any]:
    """Fit trees and a network, and give them as a JSON row without working points."""
    sure = join_tables([lesson.table for lesson in lessons if not lesson.network_alone])
    everything = join_tables([lesson.table for lesson in lessons])
    row: dict[str, Any] = {"format": FORMAT, "features": list(FEATURE_NAMES)}
    return row | {"trees": fit_trees(sure, seed), "network": fit_network(everything, seed)}


def fit_folds(lessons: Sequence[Lesson], folds: Mapping[str, int], seed: int) -> Deal:
    """Fit for each fold voters that saw none of its publishers."""
    fitted = {}
    for fold in sorted(set(folds.values())):
        seen = [lesson for lesson in lessons if folds[lesson.page.group] != fold]
        fitted[fold] = build_voters(fit_voters(seen, seed))
    return Deal(folds, fitted)


def judge_pages(pages: Sequence[LabelledPage], deal: Deal, cut: Cut) -> list[list[bool]]:
    """Judge each page with the voters that did not see its publisher, rule hits out first as in a run."""
    judges = {fold: LineJudge("balanced", Model(voters, {"balanced": cut})) for fold, voters in deal.fitted.items()}
    return [[v.drop for v in judges[deal.folds[page.group]].judge(page.lines, page.hits)] for page in pages]


def choose_points(score: Callable[[Cut], Figures]) -> dict[str, tuple[Cut, Figures]]:
    """Choose the working points: least harm, the best balance with the least harm, and the boldest nearly as good."""
    seen = [(cut, score(cut)) for cut in (Cut(level, rise) for level in LEVELS for rise in RISES)]
    safe = [found for found in seen if found[1]["damage"] <= SAFE_DAMAGE] or seen[-1:]
    balanced = [found for found in seen if found[1]["damage"] <= BALANCED_DAMAGE] or safe
    balance = max(_balance(found[1]) for found in balanced) - NEARLY_BALANCED
    best = max(found[1]["drop_f1"] for found in seen)
    nearly = [found for found in seen if found[1]["drop_f1"] >= best - NEARLY]
    return {
        "safe": max(safe, key=lambda found: found[1]["drop_f1"]),
        "balanced": max(
            (found for found in balanced if _balance(found[1]) >= balance), key=lambda found: _rank(found[0])
        ),
        "thorough": min(nearly, key=lambda found: _rank(found[0])),
    }


def _rank(cut: Cut) -> tuple[float, float]:
    """Rank cuts by what they spare."""
    return cut.level, cut.rise


def _balance(figures: Figures) -> float:
    """Weigh the figures against each other: lost text counts four times, since nobody misses residue."""
    names = ("drop_f1", "keep_f1", "char_f1", "inside_drop_f1", "language_drop_f1")
    return sum(figures[name] for name in names) - 4 * figures["damage"]


def measure_cut(pages: Sequence[LabelledPage], deals: Sequence[Deal]) -> Callable[[Cut], Figures]:
    """Give the function that scores a cut on pages that the voters did not see: the mean over the deals."""

    def score(cut: Cut) -> Figures:
        scores = [measure(pages, judge_pages(pages, deal, cut)) for deal in deals]
        return {name: sum(figures[name] for figures in scores) / len(scores) for name in scores[0]}

    return score
