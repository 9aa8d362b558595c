"""How well quotation marks are written and repaired: correct text goes in by path, figures come out.

    python scripts/bench/quotes.py TEXTS.tsv [--show KIND]

TEXTS.tsv has one document a line: language code, any second column, text. Only documents whose double marks are of
one directed or plain style and alternate are used, so that what is right is known without the code under test.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from newsclean.article import Article, LanguageGuess, Passage
from newsclean.config import Config, Quotes
from newsclean.edits import Span
from newsclean.quotes.styles import Style, Styles
from newsclean.steps.quotes import NormaliseQuotes

DOUBLE = '"“”„«»「」'
PAIRS = ("“”", "„“", "„”", "«»", "»«", "””", '""', "「」")
SINGLE = re.compile(r"(?<![\w'’])['‘‚‹’](?=¿?\w[^\s'’])|[‹›`]|''|’’")
"""Single marks that may be quotation marks: which they are the bench cannot know."""

SPACES = " \u00a0\u202f"


@dataclass(frozen=True)
class Document:
    """A text with its marks taken out: ``pieces`` are what lies between them, opening and closing in turn."""

    language: str
    pieces: tuple[str, ...]

    def write(self, opening: str, closing: str) -> str:
        """Write the text with these marks."""
        marks = ["", *(closing if place % 2 else opening for place in range(len(self.pieces) - 1))]
        return "".join(mark + piece for mark, piece in zip(marks, self.pieces, strict=True))


def read_documents(path: Path) -> Iterator[Document]:
    """Read the documents whose marks are plainly right."""
    for line in path.read_text(encoding="utf-8").splitlines():
        language, _, text = line.split("\t", 2)
        found = _read(language, text)
        if found:
            yield found


def _read(language: str, text: str) -> Document | None:
    marks = [(place, letter) for place, letter in enumerate(text) if letter in DOUBLE]
    if not marks or len(marks) % 2 or SINGLE.search(text):
        return None
    styles = {a[1] + b[1] for a, b in zip(marks[::2], marks[1::2], strict=True)}
    pieces = re.split(f"[{DOUBLE}]", text)
    if len(styles) > 1 or not styles & set(PAIRS) or not all(_alternates(pieces, at) for at in range(len(marks))):
        return None
    inner = [piece.strip(SPACES) if place % 2 else piece for place, piece in enumerate(pieces)]
    return Document(language, tuple(inner)) if all(inner[1::2]) else None


def _alternates(pieces: list[str], at: int) -> bool:
    """Tell whether the mark after piece ``at`` stands where an opening (even) or closing (odd) one does."""
    before, after = pieces[at], pieces[at + 1]
    if at % 2 == 0:
        return not before or not (before[-1].isalnum() and before[-1] < "\u0e00") or before[-1] > "\u2e80"
    return not after or not (after[0].isalnum() and after[0] < "\u0e00") or after[0] > "\u2e80"


@dataclass(frozen=True)
class Bench:
    """The step in each mode, and the styles."""

    styles: Styles
    steps: dict[Quotes, NormaliseQuotes]

    def clean(self, text: str, language: str, mode: Quotes) -> str:
        """Clean a text whose paragraphs are passages."""
        guess = LanguageGuess(language)
        passages = tuple(Passage(Span(*found.span()), language=guess) for found in re.finditer("[^\n]+", text))
        return self.steps[mode](Article("x", text, passages, guess)).text


Damage = Callable[[Document, Style, random.Random], tuple[str, str] | None]
"""Gives the damaged and the right text; None where a document offers no place for it."""


def flatten(document: Document, style: Style, chance: random.Random) -> tuple[str, str] | None:
    return document.write('"', '"'), document.write(*style.pair(0))


def repeat_opening(document: Document, style: Style, chance: random.Random) -> tuple[str, str] | None:
    places = [
        (at, found.end())
        for at in range(1, len(document.pieces), 2)
        for found in re.finditer(r"(?<=\w\w)[.!?] (?=[^\W\d_])", document.pieces[at])
        if document.pieces[at][found.end()].isupper()
    ]
    if not places:
        return None
    at, place = chance.choice(places)
    return _patched(document, at, lambda piece: piece[:place] + '"' + piece[place:]), document.write(*style.pair(0))


def _patched(document: Document, at: int, change: Callable[[str], str], marks: tuple[str, str] = ('"', '"')) -> str:
    pieces = list(document.pieces)
    pieces[at] = change(pieces[at])
    return Document(document.language, tuple(pieces)).write(*marks)


def _ends_of_speech(document: Document) -> list[int]:
    """Give the closing marks that a comma and more words follow or a comma comes before: who spoke stands there."""
    return [
        at for at in range(1, len(document.pieces), 2) if document.pieces[at].count(" ") > 3 and _tail(document, at)
    ]


def _tail(document: Document, at: int) -> bool:
    """Tell whether a comma and a short end of the sentence follow a speech."""
    inside = document.pieces[at].endswith(",")
    found = re.match(r"[^.!?,]{3,40}(?:[.!?]|, $|$)", document.pieces[at + 1][0 if inside else 2 :])
    return found is not None and (inside or document.pieces[at + 1].startswith((", ", " – ", " — ")))


def _join(document: Document, first: int, between: str, marks: tuple[str, str]) -> str:
    """Write the text with what stands between piece ``first`` and the next replaced."""
    left = Document(document.language, document.pieces[: first + 1]).write(*marks)
    out = [left, between]
    for place in range(first + 1, len(document.pieces)):
        out.append(document.pieces[place])
        if place + 1 < len(document.pieces):
            out.append(marks[place % 2])
    return "".join(out)


def lose_closing(document: Document, style: Style, chance: random.Random) -> tuple[str, str] | None:
    places = _ends_of_speech(document)
    if not places:
        return None
    at = chance.choice(places)
    return _join(document, at, "", ('"', '"')), document.write(*style.pair(0))


def double_mark(document: Document, style: Style, chance: random.Random) -> tuple[str, str] | None:
    at = chance.randrange(len(document.pieces) - 1)
    return _join(document, at, '""', ('"', '"')), document.write(*style.pair(0))


def glue_mark(document: Document, style: Style, chance: random.Random) -> tuple[str, str] | None:
    places = [
        at
        for at in range(len(document.pieces) - 1)
        if (document.pieces[at][-2:-1].isalnum() and document.pieces[at].endswith(" "))
        and at % 2 == 0
        or at % 2
        and re.match(r" [^\W\d_]", document.pieces[at + 1])
        and document.pieces[at][-1] in ",.!?"
    ]
    if not places:
        return None
    at = chance.choice(places)
    pieces = list(document.pieces)
    if at % 2 == 0:
        pieces[at], pieces[at + 1] = pieces[at][:-1], " " + pieces[at + 1]
    else:
        pieces[at], pieces[at + 1] = pieces[at] + " ", pieces[at + 1][1:]
    return Document(document.language, tuple(pieces)).write('"', '"'), document.write(*style.pair(0))


def mix_pair(document: Document, style: Style, chance: random.Random) -> tuple[str, str] | None:
    at = chance.randrange(1, len(document.pieces), 2)
    mixed = _join(document, at, '"', (style.marks[0], style.marks[1]))
    return mixed, document.write(*style.pair(0))


def imitate(document: Document, style: Style, chance: random.Random) -> tuple[str, str] | None:
    marks = chance.choice((("``", "''"), ("<<", ">>"), (",,", "''"), ("''", "''"), ("„", '"'), ("«", '"')))
    return document.write(*marks), document.write(*style.pair(0))


def cross_nested(document: Document, style: Style, chance: random.Random) -> tuple[str, str] | None:
    at = chance.randrange(1, len(document.pieces), 2)
    words = document.pieces[at].split(" ")
    if len(words) < 4 or not words[-2].isalpha() or not words[-1].isalpha():
        return None
    head, tail = " ".join(words[:-2]) + " ", " ".join(words[-2:])
    inner = style.pair(1)
    right = _patched(document, at, lambda piece: head + inner[0] + tail + inner[1], style.pair(0))
    wrong = Document(
        document.language,
        (*document.pieces[:at], head + "'" + tail, "'" + document.pieces[at + 1], *document.pieces[at + 2 :]),
    )
    return wrong.write('"', '"'), right


def run_on(document: Document, style: Style, chance: random.Random) -> tuple[str, str] | None:
    for at in range(1, len(document.pieces), 2):
        parts = re.split(r"(?<=\w\w[.!?]) (?=[^\W\d_])", document.pieces[at])
        if len(parts) > 1:
            opening = style.pair(0)[0]
            right = _patched(document, at, lambda piece: ("\n" + opening).join(parts), style.pair(0))
            return _patched(document, at, lambda piece: '\n"'.join(parts)), right
    return None


DAMAGES: dict[str, Damage] = {
    "flattened": flatten,
    "repeated opening": repeat_opening,
    "missing closing": lose_closing,
    "doubled": double_mark,
    "glued": glue_mark,
    "mixed pair": mix_pair,
    "imitation": imitate,
    "crossed nesting": cross_nested,
    "several paragraphs": run_on,
}


def _same_side(text: str) -> str:
    return re.sub(f",([{SPACES}]?[{DOUBLE}‘’])", r"\1,", text)


def bare(text: str) -> str:
    """Take out double marks and the spaces inside them."""
    return re.sub(f"(?<=[«„“”「])[{SPACES}]|[{SPACES}](?=[»”“])|[{DOUBLE}‹›‚‘`]", "", text).replace("''", "")


def measure(bench: Bench, documents: list[Document], show: str) -> Counter[str]:
    """Count what comes out right."""
    counts: Counter[str] = Counter()
    for number, document in enumerate(documents):
        style = bench.styles.find(document.language)
        chance = random.Random(number)
        right = document.write(*style.pair(0))
        for name, text in (("sound", right), ("sound plain", document.write('"', '"'))):
            counts[f"{name} kept / all"] += 1
            if bench.clean(text, document.language, "keep") == text:
                counts[f"{name} kept"] += 1
            elif show == name:
                print("KEEP", document.language, text, bench.clean(text, document.language, "keep"), sep="\n  ")
        counts["sound in locale / all"] += 1
        got = bench.clean(right, document.language, "locale")
        counts["sound in locale"] += got == right
        if got != right and show == "locale":
            print("LOCALE", document.language, right, got, sep="\n  ")
        for name, damage in DAMAGES.items():
            made = damage(document, style, chance)
            if made:
                counts[f"{name} / all"] += 1
                got = bench.clean(made[0], document.language, "locale")
                if name == "missing closing" and _same_side(got) == _same_side(made[1]):
                    got = made[1]  # on which side of the mark a comma stands the damaged text does not tell
                counts[name] += got == made[1]
                counts[f"{name} by language {document.language} / all"] += 1
                counts[f"{name} by language {document.language}"] += got == made[1]
                if got != made[1] and show == name:
                    print(name.upper(), document.language, made[0], got, made[1], sep="\n  ")
    return counts


def main() -> None:
    """Print the share of right results for each damage."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("texts", type=Path)
    parser.add_argument("--show", default="", help="print the failures of one kind")
    parser.add_argument("--by-language", default="", help="split the figures of one kind by language")
    asked = parser.parse_args()
    modes: tuple[Quotes, ...] = ("keep", "straight", "curly", "locale")
    bench = Bench(Styles(), {mode: NormaliseQuotes(Config(quotes=mode)) for mode in modes})
    counts = measure(bench, list(read_documents(asked.texts)), asked.show)
    for name in sorted(counts):
        by_language = " by language " in name
        if not name.endswith("/ all") and (
            not by_language or (asked.by_language and name.startswith(asked.by_language))
        ):
            total = counts[f"{name} / all"]
            print(f"{name:40} {counts[name]:5} of {total:5}  {counts[name] / total:.4f}")


if __name__ == "__main__":
    main()
