"""Every rule about a line in one place: a passage's text goes in, the hits that explain its residue come out."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from unicodedata import category as category_of

from newsclean.edits import Span
from newsclean.rules.dates import DateLines, build_date_lines
from newsclean.rules.filenames import FilenameFinder
from newsclean.rules.folded import FoldedLine
from newsclean.rules.insets import Insets, build_insets
from newsclean.rules.load import Category, load_categories, load_date_words, load_phrases
from newsclean.rules.phrases import LONGEST_LINE, Match, PhraseIndex, build_index
from newsclean.rules.shortcodes import Shortcodes, load_shortcodes
from newsclean.rules.signatures import find_signature
from newsclean.rules.tails import CreditTails, build_tails
from newsclean.rules.words import line_key, looks_like_names, looks_like_prose

MOST_SIGNS = 2
"""Characters of a passage without words that is a button: more of them part the sections of a story."""
SIGNATURE = "byline.any.address"
SHORTCODE = "shortcode.any.command"
_WORD = re.compile(r"\w")
_HEADLINE_REST = 20
"""Code points behind a label that make it a headline ("Video: The moment the bridge fell")."""


class Hit(NamedTuple):
    """A rule that explains a passage, or the part of it at ``span`` (code points of the passage).

    ``heads_titles`` says that headlines under this line are links; ``keywords`` are tags found behind a file name.
    """

    rule: str
    span: Span
    heads_titles: bool = False
    keywords: tuple[str, ...] = ()

    @property
    def category(self) -> str:
        """Give the first part of the rule id."""
        return self.rule.partition(".")[0]


@dataclass(frozen=True, slots=True)
class LineRules:
    """The compiled tables: phrases, date lines, file names, and what the categories say of themselves."""

    phrases: PhraseIndex
    dates: DateLines
    filenames: FilenameFinder
    tails: CreditTails
    insets: Insets
    categories: Mapping[str, Category]
    signs: Mapping[str, str]
    shortcodes: Shortcodes

    def reason(self, rule: str) -> str:
        """Say in words why a rule acts, for the reader of the ledger."""
        category = self.categories.get(rule.partition(".")[0])
        return category.reason if category else rule

    def match_whole(self, line: FoldedLine) -> Hit | None:
        """Find the rule that takes the whole passage."""
        name = self.filenames.find(line.text)
        if name:
            return _whole(line, name.rule)._replace(keywords=name.tags)
        found = self.phrases.match_whole(line)
        if found:
            heads = found.phrase.heads_titles and line_key(line.folded) == line_key(found.phrase.text)
            return Hit(found.phrase.rule, found.span, heads)
        if find_signature(line.text) == (0, len(line.text)):
            return _whole(line, SIGNATURE)
        short = len(line.text) <= LONGEST_LINE
        sign = self._match_signs(line.text) if len(line.text) < 2 * MOST_SIGNS else None
        if sign:
            return _whole(line, f"{sign}.any.sign")
        date = self.dates.match(line) if short else None
        if date:
            return _whole(line, date)
        tail = self.tails.match(line)
        if tail and tail.span == (0, len(line.text)):
            return _whole(line, tail.phrase.rule)
        inset = self.insets.match(line) or self._match_aside(line) if short else None
        if inset:
            return _whole(line, inset.phrase.rule)
        codes = self.shortcodes.find(line.text)
        return _whole(line, SHORTCODE) if codes and not _WORD.search(_without(line.text, codes)) else None

    def _match_signs(self, text: str) -> str | None:
        """Give the category of a passage of nothing but its signs, or of icons of a page's own font."""
        signs = "".join(text.split())
        found = {"menu" if category_of(sign) == "Co" else self.signs.get(sign) for sign in signs}
        return found.pop() if len(found) == 1 and len(signs) <= MOST_SIGNS else None

    def _match_aside(self, line: FoldedLine) -> Match | None:
        """Find an aside that only captions close with: "The harbour at night (archive picture)"."""
        for found in self.phrases.match_brackets(line):
            rest = line.text[found.span.end :].strip(" .")
            if self.categories[found.phrase.category].aside == "caption" and (not rest or looks_like_names(rest)):
                return found
        return None

    def spares(self, hit: Hit, texts: list[str], place: int) -> bool:
        """Tell whether the passage at ``place`` may be part of the story although a rule explains it.

        A headline may begin with a label ("Video: …"); a chronicle has dates between its paragraphs.
        """
        category = self.categories.get(hit.category)
        if category is None or len(texts) < 2:
            return False
        if category.spare == "headline":
            return place == 0 and len(texts[0]) > _HEADLINE_REST
        between = texts[max(0, place - 1) : place] + texts[place + 1 : place + 2]
        return category.spare == "subheading" and len(between) == 2 and all(map(looks_like_prose, between))

    def match_parts(self, line: FoldedLine) -> list[Hit]:
        """Find the parts of a passage that go: bracketed asides, then what closes it, again and again.

        >>> from newsclean.rules.folded import fold_line
        >>> rules = load_line_rules()
        >>> text = "The bridge was closed. (Read also: Storm hits Evia) It opens on Monday. Read more"
        >>> [hit.span.text(text) for hit in rules.match_parts(fold_line(text, ["en"]))]
        [' (Read also: Storm hits Evia)', ' Read more']
        """
        hits = [Hit(m.phrase.rule, m.span) for m in self.phrases.match_brackets(line)]
        closing = self._match_closing(line)
        hits += [closing] if closing else []
        end = closing.span.start if closing else len(line.text)
        while found := self.phrases.match_end(line, end):
            hits.append(Hit(found.phrase.rule, found.span))
            end = found.span.start
        return hits + [Hit(SHORTCODE, code) for code in self.shortcodes.find(line.text)]

    def _match_closing(self, line: FoldedLine) -> Hit | None:
        """Find the credit of a picture or the signature of a writer that closes a passage."""
        tail = self.tails.match(line)
        signature = None if tail else find_signature(line.text)
        return Hit(tail.phrase.rule, tail.span) if tail else Hit(SIGNATURE, signature) if signature else None


def _without(text: str, spans: Sequence[Span]) -> str:
    """Give a text without the spans."""
    starts = [0, *(span.end for span in spans)]
    ends = [*(span.start for span in spans), len(text)]
    return "".join(text[start:end] for start, end in zip(starts, ends, strict=True))


def _whole(line: FoldedLine, rule: str) -> Hit:
    """Make the hit of a rule that takes the whole passage."""
    return Hit(rule, Span(0, len(line.text)))


def load_line_rules(directories: Sequence[str] = ()) -> LineRules:
    """Load and compile the tables of the package and of a user's own ``directories``.

    >>> from newsclean.rules.folded import fold_line
    >>> load_line_rules().match_whole(fold_line("Διαβάστε επίσης: Παραιτήθηκε ο πρέσβης", ["el"])).rule
    'read-also.el.diavaste-episis'

    Raises ``RuleError`` naming file and row.
    """
    phrases = [row.phrase for row in load_phrases(directories)]
    categories = load_categories(directories)
    return LineRules(
        build_index(phrases),
        build_date_lines(load_date_words(directories)),
        FilenameFinder.load(directories),
        build_tails(phrase for phrase in phrases if categories[phrase.category].tail == "credit"),
        build_insets(phrases),
        categories,
        {sign: category.id for category in categories.values() for sign in category.signs},
        load_shortcodes(directories),
    )
