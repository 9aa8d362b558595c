"""The languages of passages that stand in a row: rankings go in, one guess for each passage comes out.

A passage is taken to be in the language of its neighbours unless its own words say otherwise (a Viterbi pass).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from newsclean.article import LanguageGuess

SWITCH = 3.0
"""What a change of language costs, in natural logarithms: small, so that one foreign passage among many survives."""
UNLIKELY = math.log(1e-4)
"""Logarithm of the score of a language that is not in a passage's ranking."""
STATES = 12
"""Languages followed at a time: those with the most letters in the article."""

Ranking = Sequence[LanguageGuess]


def settle(rankings: Sequence[Ranking]) -> tuple[LanguageGuess, ...]:
    """Choose one guess for each passage: the likeliest series; ``und`` where a passage has no ranking.

    >>> unsure = [LanguageGuess("da", 0.52, 20), LanguageGuess("no", 0.48, 20)]
    >>> sure, foreign = [LanguageGuess("no", 0.99, 90)], [LanguageGuess("fr", 0.9, 25)]
    >>> [guess.code for guess in settle([sure, unsure, [], foreign, sure])]
    ['no', 'no', 'und', 'fr', 'no']
    """
    told = [index for index, ranking in enumerate(rankings) if ranking]
    states = _find_states(rankings)
    path = _follow([_weigh(rankings[index], states) for index in told])
    guesses = [LanguageGuess()] * len(rankings)
    for index, state in zip(told, path, strict=True):
        guesses[index] = _pick(rankings[index], states[state])
    return tuple(guesses)


def _find_states(rankings: Iterable[Ranking]) -> tuple[str, ...]:
    """Give the languages worth following, by the letters they stand for."""
    letters: dict[str, float] = {}
    for ranking in rankings:
        for guess in ranking:
            letters[guess.code] = letters.get(guess.code, 0.0) + guess.score * guess.evidence
    firsts = {ranking[0].code for ranking in rankings if ranking}
    often = sorted(letters, key=lambda code: (-letters[code], code))[:STATES]
    return tuple(sorted(firsts.union(often)))


def _weigh(ranking: Ranking, states: Sequence[str]) -> list[float]:
    """Give the logarithm of each state's score in a ranking."""
    scores = {guess.code: math.log(max(guess.score, math.exp(UNLIKELY))) for guess in ranking}
    return [scores.get(state, UNLIKELY) for state in states]


def _follow(weights: Sequence[Sequence[float]]) -> list[int]:
    """Find the best series of states; a change from any state to any other costs the same."""
    if not weights:
        return []
    totals = list(weights[0])
    came_from: list[list[int]] = []
    for row in weights[1:]:
        best = max(range(len(totals)), key=totals.__getitem__)
        stays = [total >= totals[best] - SWITCH for total in totals]
        came_from.append([state if stay else best for state, stay in enumerate(stays)])
        totals = [max(total, totals[best] - SWITCH) + weight for total, weight in zip(totals, row, strict=True)]
    path = [max(range(len(totals)), key=totals.__getitem__)]
    for origins in reversed(came_from):
        path.append(origins[path[-1]])
    return path[::-1]


def _pick(ranking: Ranking, code: str) -> LanguageGuess:
    """Give the guess for ``code``, with a score of 0 where the passage itself does not speak for it."""
    return next((guess for guess in ranking if guess.code == code), LanguageGuess(code, 0.0, ranking[0].evidence))


def share_languages(guesses: Iterable[LanguageGuess]) -> dict[str, float]:
    """Give the share of each language, 0 to 1, by letters of prose, the largest first; ``und`` is left out.

    >>> share_languages([LanguageGuess("el", 0.9, 300), LanguageGuess("en", 0.8, 100), LanguageGuess()])
    {'el': 0.75, 'en': 0.25}
    """
    letters: dict[str, int] = {}
    for guess in guesses:
        if guess.code != "und":
            letters[guess.code] = letters.get(guess.code, 0) + guess.evidence
    whole = sum(letters.values())
    ordered = sorted(letters.items(), key=lambda item: (-item[1], item[0]))
    return {code: round(count / whole, 4) for code, count in ordered if whole}


def sum_up(guesses: Sequence[LanguageGuess]) -> LanguageGuess:
    """Give the language most letters are in; its score is the mean of its passages, weighted by their letters.

    >>> sum_up([LanguageGuess("el", 0.9, 300), LanguageGuess("en", 0.8, 100), LanguageGuess("el", 0.5, 100)])
    LanguageGuess(code='el', score=0.8, evidence=400)
    """
    main = next(iter(share_languages(guesses)), None)
    if main is None:
        return LanguageGuess()
    letters = sum(guess.evidence for guess in guesses if guess.code == main)
    weighted = sum(guess.score * guess.evidence for guess in guesses if guess.code == main)
    return LanguageGuess(main, round(weighted / letters, 4), letters)
