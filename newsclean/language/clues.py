"""Clues that a text was translated: an article goes in, what stands round its prose in another language comes out.

Only credits and removed lines are looked at: names and quoted speech in the prose are no clue.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from newsclean.agencies.registry import Registry
from newsclean.article import AgencyCredit, Article, LanguageGuess
from newsclean.edits import Span
from newsclean.language.scripts import ScriptCounter, read_points
from newsclean.language.tables import Language, Script, spell_codes
from newsclean.rules.fold import fold
from newsclean.steps.removal import Removal

Detect = Callable[[str], LanguageGuess]
ClueKind = Literal["credit", "label", "dateline", "residue"]
WEIGHTS: Mapping[ClueKind, float] = {"credit": 0.8, "label": 0.6, "dateline": 0.6, "residue": 0.6}
"""How likely a translation is by one clue alone, 0 to 1."""
EVERYWHERE = 0.25
"""The same for a label or residue in a language whose labels stand on pages of every country."""
SAME_SCRIPT = 0.5
"""The same for residue in the script of the article: short lines are easily mistaken."""
SURE = 0.8
"""Score, 0 to 1, from which on a line in the script of the article is believed to be in another language."""
FEWEST_LETTERS = 12
"""Letters that such a line must have."""
LONGEST_LABEL = 60
"""Code points before a credit that are shown with it."""


@dataclass(frozen=True, slots=True)
class Clue:
    """A stretch of the source in another language: where, its language, what it is, its weight (0 to 1)."""

    span: Span
    code: str
    kind: ClueKind
    weight: float


class ClueFinder:
    """Looks for clues with the tables of scripts, languages and the words round credits.

    The registry of agencies is asked for by ``read_registry`` when a credit in another script is met.
    """

    def __init__(
        self,
        scripts: Sequence[Script],
        languages: Sequence[Language],
        read_registry: Callable[[], Registry],
        words: Mapping[str, Any],
    ) -> None:
        self._languages = {language.code: language for language in languages}
        self._scripts = scripts
        self._codes = spell_codes(languages, scripts)
        self._counter = ScriptCounter(self._scripts)
        self._read_registry = read_registry
        self._labels = {code: _read_labels(classes) for code, classes in words.items()}

    def find(self, article: Article, gone: Mapping[int, Removal], detect: Detect) -> tuple[Clue, ...]:
        """Give all clues in the order of the text: in credits and in the passages ``gone``.

        ``detect`` tells the language of a line.
        """
        clues = [clue for credit in article.credits for clue in self._ask_credit(article, credit)]
        clues += self._ask_residue(article, gone, detect)
        return tuple(sorted(clues, key=lambda clue: (clue.span, clue.kind)))

    def _ask_credit(self, article: Article, credit: AgencyCredit) -> Iterator[Clue]:
        """Look at the letters of a credit, and at the words before it."""
        home = self._script_of(article.language.code)
        found = self._find_script(credit.surface)
        if found and found != home and not self._is_common(found):
            yield Clue(credit.span, self._place(found, credit), "credit", WEIGHTS["credit"])
        label = self._foreign_label(credit.rule, article.language.code)
        if label:
            weight = EVERYWHERE if self._everywhere(label) else WEIGHTS["label"]
            yield Clue(_with_label(article.source, credit.span), label, "label", weight)
        if credit.role == "dateline":
            yield from self._ask_dateline(article, credit, home)

    def _ask_dateline(self, article: Article, credit: AgencyCredit, home: str) -> Iterator[Clue]:
        """Look at the place and the date before an agency."""
        span = Span(_line_start(article.source, credit.span), credit.span.start)
        found = self._find_script(span.text(article.source))
        if found and found != home:
            yield Clue(span, self._place(found, credit), "dateline", WEIGHTS["dateline"])

    def _foreign_label(self, rule: str, main: str) -> str:
        """Give the language of the word that names a source, where the article's own language has no such word."""
        _, code, row = (*rule.split("."), "", "")[:3]
        text = self._labels.get(code, {}).get(row, "")
        ours = self._labels.get(_primary(main))
        foreign = text and ours is not None and code != _primary(main) and text not in ours.values()
        return code if foreign else ""

    def _ask_residue(self, article: Article, gone: Mapping[int, Removal], detect: Detect) -> Iterator[Clue]:
        """Look at lines that were removed and say nothing of agencies."""
        credited = [credit.span for credit in article.agencies]
        home = ("", "any", _primary(article.language.code))
        for index, removal in gone.items():
            code = removal.language
            if code in home:
                continue
            span = article.passages[index].span
            if not any(span.contains(each) for each in credited):
                weight = self._weigh_residue(span.text(article.source), code, article.language.code, detect)
                yield from [Clue(span, code, "residue", weight)] if weight else []

    def _weigh_residue(self, line: str, code: str, main: str, detect: Detect) -> float:
        """Weigh a removed line whose rule is of the language ``code``; 0 where it can be of the main one."""
        if self._everywhere(code):
            return EVERYWHERE
        script = self._find_script(line)
        if script != self._script_of(main):
            return WEIGHTS["residue"] if script == self._script_of(code) else 0.0
        best = detect(line)
        sure = _primary(best.code) == code and best.score >= SURE and best.evidence >= FEWEST_LETTERS
        return SAME_SCRIPT if sure else 0.0

    def _find_script(self, text: str) -> str:
        """Give the name of the script of most letters; nothing where there are none."""
        main = self._counter.find_main(read_points(text))
        return main.script.name if main else ""

    def _script_of(self, code: str) -> str:
        """Give the name of the script that a language is written in."""
        code = self._codes.get(code.lower(), code)
        if code in self._languages:
            return self._languages[code].script
        return next((script.name for script in self._scripts if script.alone == code), "")

    def _is_common(self, script: str) -> bool:
        """Tell whether agencies are named in this script by pages of every country."""
        return any(language.script == script and language.everywhere for language in self._languages.values())

    def _everywhere(self, code: str) -> bool:
        """Tell whether labels in this language stand on pages of every country."""
        return code in self._languages and self._languages[code].everywhere

    def _place(self, script: str, credit: AgencyCredit) -> str:
        """Give the language of letters in ``script``: of its label, its only one, or the agency's own."""
        agency = self._read_registry().agencies.get(credit.agency)
        spoken = agency.languages if agency else ()
        named = (*credit.rule.split("."), "")[1]
        alone = [each.alone for each in self._scripts if each.name == script and each.alone]
        codes = (named, *alone, *spoken, *self._languages)
        return next((code for code in codes if self._script_of(code) == script), "und")


def _line_start(source: str, span: Span) -> int:
    """Give where the line of a credit begins, or where the last characters before it do."""
    return max(source.rfind("\n", 0, span.start) + 1, span.start - LONGEST_LABEL)


def _with_label(source: str, span: Span) -> Span:
    """Give a credit with the words before it in its line."""
    return Span(_line_start(source, span), span.end)


def _primary(code: str) -> str:
    """Give the language of a code without its script."""
    return code.partition("-")[0]


def _read_labels(classes: Mapping[str, Any]) -> dict[str, str]:
    """Give the words that name a source, by the id of their row, folded."""
    rows = [row for row in classes.values() if isinstance(row, Mapping)]
    return {name: fold(text) for row in rows for name, text in row.items() if isinstance(text, str)}
