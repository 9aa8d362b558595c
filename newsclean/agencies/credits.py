"""The credits of a text: lines go in, every agency named in them comes out with its role.

Roles are told by general shapes, tried in order; the first that fits decides. What a shape proves decides whether
doubtful letters count at all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from newsclean.agencies.bylines import alone, byline, byline_inside, linked
from newsclean.agencies.closings import AFTER_CAPTION, after_caption, sign_off
from newsclean.agencies.heads import dateline, report_formula, reporter_line
from newsclean.agencies.marks import Hit, MarkFinder
from newsclean.agencies.pictures import in_caption, photo_credit
from newsclean.agencies.prose import in_prose
from newsclean.agencies.registry import Agency, Mark, Registry, read_registry
from newsclean.agencies.scene import Line, View, find_groups, look, split_pictures
from newsclean.agencies.tails import copyright_line, joined_source, source_line
from newsclean.agencies.verdict import Verdict
from newsclean.agencies.words import Words, read_words
from newsclean.article import AgencyCredit
from newsclean.edits import Span

Tables = Iterable[tuple[str, Mapping[str, Any]]]
_Shape = Callable[[View, Words], Verdict | None]
_SHAPES: tuple[_Shape, ...] = (
    dateline,
    report_formula,
    reporter_line,
    linked,
    photo_credit,
    in_caption,
    source_line,
    copyright_line,
    byline,
    byline_inside,
    joined_source,
    alone,
    sign_off,
    after_caption,
)
_AUTHOR = re.compile(r"(?<!\w)[^\W\d_a-z][\w'’-]*[a-z] [A-Z]{1,3}(?=\s?[,.;]| and )")
_MODEL = re.compile(r"[ -]?\d+(?![\d.:/]*\d|\s?[%.:/]|\s*[^\W\d_]+ \d{4})")
_AUTHORS_AT_LEAST = 3
_SEATS_WITHIN = 3000  # code points of the source in which the seat of an agency is looked for
_PROSE_ROLES = ("mention", "attribution")
_SOLD_ROLES = ("sign_off", "byline", "copyright", "mention")
_NEEDED = {"plain": 0, "doubtful": 1, "weak": 2, "foreign": 9}


class Setting(NamedTuple):
    """What is known of a text before its credits: its language, and the agencies that it names in full."""

    language: str
    named: set[str]


class CreditFinder:
    """Find the agencies of a text and what each is there for.

    >>> from newsclean.rules.tables import read_tables
    >>> finder = CreditFinder(read_tables("agencies"), read_tables("credits"))
    >>> text = "LONDON (Reuters) - Oil fell on Tuesday, a trader told AFP."
    >>> [(found.agency, found.role) for found in finder.find(text, [Line(Span(0, len(text)), "body", 0)], "en")]
    [('reuters', 'dateline'), ('afp', 'mention')]

    Raises ``RuleError`` for a table that is wrong.
    """

    def __init__(self, agencies: Tables, words: Tables) -> None:
        self.registry: Registry = read_registry(agencies)
        self.words: Words = read_words(words)
        self._finder = MarkFinder(self.registry.marks, self.words.of("clitic"))
        self._order = {name: place for place, name in enumerate(self.registry.agencies)}

    def find(self, source: str, lines: Sequence[Line], language: str) -> list[AgencyCredit]:
        """Give the agencies named in ``source`` in order; ``language`` is a BCP 47 code or ``und``."""
        hits = self._finder.find(source)
        if not hits:
            return []
        named = {mark.agency for hit in hits for mark in hit.marks if mark.grade == "plain" and " " in mark.text}
        words = self.words.speaking(language)
        found: list[AgencyCredit] = []
        before: tuple[View, Verdict] | None = None
        for group in split_pictures(source, find_groups(source, lines, hits, words), words):
            view = look(source, lines, group)
            verdict = before[1] if before and _repeats(before[0], view) else self._decide(view, words)
            found += self._judge(source, view, verdict, Setting(language, named))
            before = view, verdict
        return found

    def _judge(self, source: str, view: View, verdict: Verdict, setting: Setting) -> Iterator[AgencyCredit]:
        """Give the credits of one group, leaving out letters that the shape does not prove to be an agency."""
        beside = len(view.group.hits) > 1 and any(
            self._grade(hit, setting.language) == "plain" for hit in view.group.hits
        )
        for hit in view.group.hits:
            needed = _NEEDED[self._grade(hit, setting.language)]
            proof = max(verdict.proof, 2 if beside and verdict.role not in _PROSE_ROLES else 0)
            if proof < needed or (needed and _spells_the_words_before(view, hit)) or _is_no_name(view, hit):
                continue
            agency = self._choose(hit, source, setting)
            span = Span(hit.start, hit.end)
            if self._is_desk_code(span.text(source), hit, agency, setting.language):
                continue
            yield AgencyCredit(agency, verdict.role, span, span.text(source), verdict.rule, verdict.score)

    def _is_desk_code(self, surface: str, hit: Hit, agency: str, language: str) -> bool:
        """Tell whether small letters after a slash are rather a desk's: of an agency neither world-wide nor at home."""
        if not surface.islower() or any(mark.text.islower() for mark in hit.marks):
            return False
        row = self.registry.agencies[agency]
        return row.kind != "global" and row.languages[:1] != (language,)

    def _decide(self, view: View, words: Words) -> Verdict:
        """Give the verdict of the first shape that fits, else that of running text."""
        for shape in _SHAPES:
            verdict = shape(view, words)
            if verdict:
                return self._with_pictures(view, verdict)
        return self._with_pictures(view, in_prose(view, words))

    def _with_pictures(self, view: View, verdict: Verdict) -> Verdict:
        """Take a credit shared with an agency that only sells pictures for a photo credit."""
        sellers = any(self.registry.agencies[mark.agency].is_photo for hit in view.group.hits for mark in hit.marks)
        if sellers and (verdict.role in _SOLD_ROLES or verdict.rule == AFTER_CAPTION):
            return Verdict("photo_credit", "photo-credit.any.picture-agency", verdict.proof, 0.85)
        return verdict

    def _grade(self, hit: Hit, language: str) -> str:
        """Give the best grade of the marks at a hit; in some languages plain letters are doubtful."""
        grades = []
        for mark in hit.marks:
            agency = self.registry.agencies[mark.agency]
            grades.append(_grade_in(language, mark, agency))
        return min(grades, key=_NEEDED.__getitem__)

    def _choose(self, hit: Hit, source: str, setting: Setting) -> str:
        """Choose among agencies of the same letters: named in full, seat named, at home in the language, first."""

        def rank(mark: Mark) -> tuple[bool, bool, int, int]:
            agency = self.registry.agencies[mark.agency]
            home = (
                agency.languages.index(setting.language)
                if setting.language in agency.languages
                else len(agency.languages) + 9
            )
            near = any(seat in source[:_SEATS_WITHIN] for seat in agency.seats)
            return (mark.agency not in setting.named, not near, home, self._order[mark.agency])

        return hit.marks[0].agency if len(hit.marks) == 1 else min(hit.marks, key=rank).agency


def _repeats(before: View, view: View) -> bool:
    """Tell whether a group is the abbreviation, in a bracket, of the agency named right before it."""
    between = view.group.span.start - before.group.span.end
    if not view.opener or view.inner.strip() or between > 3 or before.group.line != view.group.line:
        return False
    first = {mark.agency for mark in before.group.hits[-1].marks}
    return any(mark.agency in first for mark in view.group.hits[0].marks)


def _grade_in(language: str, mark: Mark, agency: Agency) -> str:
    """Give the grade of a mark in a language; a weak one of Latin letters counts in its agency's languages alone."""
    if mark.grade == "plain" and language in agency.doubtful_in and " " not in mark.text:
        return "doubtful"
    if mark.grade == "doubtful" and language in agency.plain_in:
        return "plain"
    abroad = language not in (*agency.languages, "und") and agency.kind != "generic"
    return "foreign" if mark.grade == "weak" and abroad and mark.text.isascii() else mark.grade


def _spells_the_words_before(view: View, hit: Hit) -> bool:
    """Tell whether the mark is the initials of the words before its bracket: "Unified Payments Interface (UPI)"."""
    letters = _letters(hit)
    if not view.opener or view.inner.strip() or not 2 <= len(letters) <= 6:
        return False
    head = view.before.rstrip(" ([（")
    initials = [word[0].lower() for word in re.split(r"[\s\-–/]+", head) if word and word[0].isalpha()][-9:]
    return _is_subsequence(letters, initials)


def _is_no_name(view: View, hit: Hit) -> bool:
    """Tell whether up to three capitals are a person's initials in a list of authors, or part of a product's name."""
    if hit.end - hit.start > 3:
        return False
    if hit is view.group.hits[-1] and _MODEL.match(view.after) and re.search(r"\w\W?$", view.before):
        return True
    if not re.search(r"[a-z] $", view.before):
        return False
    line = f"{view.before}{view.group.hits[0].marks[0].text}{view.after} {view.previous[-200:]} {view.following[:200]}"
    return len(_AUTHOR.findall(line)) >= _AUTHORS_AT_LEAST


def _letters(hit: Hit) -> str:
    """Give the letters of the mark at a hit, in small."""
    return "".join(c for c in hit.marks[0].text.lower() if c.isalpha())


def _is_subsequence(letters: Sequence[str], initials: Sequence[str]) -> bool:
    """Tell whether the letters stand in this order among the last initials."""
    at = iter(initials[-len(letters) - 3 :])
    return all(letter in at for letter in letters)
