"""The translator: texts of one direction go in, their translations come out, line for line, with a flag for each doubt.

Around the model: sentences, masks, plain quotation marks and lowered capitals before it; checks, further tries and
the reader's own marks and capitals after it. What no try gets right stays in its own language, under a flag.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from newsclean.article import LanguageGuess
from newsclean.mt.checks import find_flaws, share_in_script
from newsclean.mt.datelines import Datelines
from newsclean.mt.engines import BEAMS, GREEDY, LIMIT, Decoding, Engine
from newsclean.mt.glossary import Glossary
from newsclean.mt.languages import Language
from newsclean.mt.masks import Known, Masked, mask, unmask
from newsclean.mt.sentences import Splitter, split_clauses, split_to_fit
from newsclean.mt.surface import is_shouted, lower_shouted, plain_quotes, set_quotes

Shape = Literal["whole", "clauses", "bare"]

_BREAK = re.compile(r"([|\n\r\t\v\f\x1c-\x1e\x85\u2028\u2029]+)")
_BULLET = re.compile(r"\s*(?:[•▪◦●■▶►➤→*·#>–—-]{1,6}\s+)*")
_WORD = re.compile(r"[^\W\d_]+")
_SURELY_LONG = 4096  # code points; a longer sentence is cut without counting its tokens
_NEIGHBOURS = 0.9  # share of letters already in the target's script from which a sentence is left as it is
_ENOUGH = 40  # letters of prose from which a detector is believed about a sentence
_SURE = 0.9  # score (0 to 1) from which it is


@dataclass(frozen=True, slots=True)
class Direction:
    """From which language into which, and the marks a reader of the target expects."""

    source: Language
    target: Language
    quotes: tuple[str, str] = ('"', '"')


@dataclass(frozen=True, slots=True)
class Text:
    """A text to translate, with the agency marks in it that stay as they are."""

    text: str
    marks: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Rendered:
    """A translation; ``flags`` say what was doubtful, ``counts`` how many sentences met what."""

    text: str
    flags: tuple[str, ...] = ()
    counts: Counter[str] = field(default_factory=Counter)


@dataclass(slots=True)
class _Sentence:
    """A sentence on its way: what the model sees of it, and what came back."""

    original: str
    masked: Masked
    shouted: bool
    bare: str
    output: str | None = None
    flags: tuple[str, ...] = ()


class Translator:
    """Translates texts of one direction with one engine."""

    def __init__(
        self,
        engine: Engine,
        direction: Direction,
        glossary: Glossary | None = None,
        decoding: Decoding = BEAMS,
        detect: Callable[[str], LanguageGuess] | None = None,
    ) -> None:
        self.engine = engine
        self.direction = direction
        self.glossary = glossary or Glossary({})
        self.decoding = decoding
        self.detect = detect
        self.splitter = Splitter.of(direction.source)
        self.datelines = Datelines.read()

    def translate(self, texts: Sequence[Text]) -> list[Rendered]:
        """Translate texts that belong together: one article, whose batches no other article can change."""
        layouts = [self._lay_out(text) for text in texts]
        self._work([piece for layout in layouts for piece in layout if isinstance(piece, _Sentence)])
        return [self._join(layout) for layout in layouts]

    def _lay_out(self, text: Text) -> list[str | _Sentence]:
        """Cut a text into sentences and what stands between them and stays as it is."""
        marks = Glossary.make((mark, "") for mark in sorted(text.marks))
        pieces: list[str | _Sentence] = []
        for number, part in enumerate(_BREAK.split(text.text)):
            if number % 2:
                pieces.append(part)
            else:
                pieces += self._lay_out_line(part, text.marks, marks)
        return pieces

    def _lay_out_line(self, line: str, names: frozenset[str], marks: Glossary) -> list[str | _Sentence]:
        """Cut one line: bullet, dateline, sentences."""
        bullet = _BULLET.match(line)
        start = bullet.end() if bullet else 0
        pieces: list[str | _Sentence] = [line[:start]]
        head = self.datelines.set_head(line[start:], self.direction.source.code, self.direction.target.code, names)
        if head:
            pieces.append(head.text)
            start += head.end
        place = start
        for span in self.splitter.split(line[start:]):
            gap = line[place : start + span.start]
            pieces += (self._gap(gap) if place > start else gap, self._prepare(span.text(line[start:]), marks))
            place = start + span.end
        return [*pieces, line[place:]]

    def _gap(self, gap: str) -> str:
        """Give the white space between two sentences as the target writes it."""
        if not self.direction.target.spaces:
            return ""
        return gap or " "

    def _prepare(self, sentence: str, marks: Glossary) -> _Sentence:
        """Make a sentence ready for the model."""
        shouted = is_shouted(sentence)
        known = [*marks.find(sentence), *self.glossary.find(sentence), *self._find_foreign(sentence)]
        masked = mask(sentence, self.direction.source, self.direction.target, known)
        text = plain_quotes(lower_shouted(masked.text) if shouted else masked.text)
        bare = plain_quotes(lower_shouted(sentence) if shouted else sentence)
        ready = _Sentence(sentence, Masked(_keep_placeholders(text), masked.befores, masked.afters), shouted, bare)
        self._pass_by(ready)
        return ready

    def _find_foreign(self, sentence: str) -> list[Known]:
        """Find words in a script that neither the source nor Latin is: the model has no pieces for them."""
        if sentence.isascii():
            return []
        return [
            Known(word.start(), word.end(), "term", word[0])
            for word in _WORD.finditer(sentence)
            if not word[0].isascii() and not share_in_script(word[0], self.direction.source, "LATIN")
        ]

    def _pass_by(self, sentence: _Sentence) -> None:
        """Give a sentence its output at once where there is nothing to translate in it."""
        if sentence.masked.only_masks:
            sentence.output = unmask(sentence.masked.text, sentence.masked)[0]
            return
        source, target = self.direction.source, self.direction.target
        if source.script != target.script and share_in_script(sentence.original, target) >= _NEIGHBOURS:
            sentence.output, sentence.flags = sentence.original, ("already-target",)

    def _work(self, sentences: Sequence[_Sentence]) -> None:
        """Translate the sentences, trying again in other ways those that fail a check."""
        waiting = [sentence for sentence in sentences if sentence.output is None]
        for number, (shape, decoding) in enumerate(self._tries()):
            if waiting:
                self._try(waiting, shape, decoding)
            if number:
                _flag([s for s in waiting if s.output is not None], "retried")
            waiting = [sentence for sentence in waiting if sentence.output is None]
        for sentence in waiting:
            sentence.output = sentence.original
            sentence.flags = ("kept-source", *sentence.flags)

    def _tries(self) -> list[tuple[Shape, Decoding]]:
        """List the ways to try, the usual one first."""
        no_repeat = Decoding(self.decoding.beams, no_repeat=3)
        return [
            ("whole", self.decoding),
            ("whole", GREEDY),
            ("whole", no_repeat),
            ("clauses", self.decoding),
            ("bare", self.decoding),
        ]

    def _try(self, sentences: Sequence[_Sentence], shape: Shape, decoding: Decoding) -> None:
        """Try one way on all sentences at once."""
        parts = [self._cut(sentence, shape) for sentence in sentences]
        wanted = list(dict.fromkeys(part for row in parts for part in row))
        said = dict(zip(wanted, self.engine.translate(wanted, decoding), strict=True))
        for sentence, row in zip(sentences, parts, strict=True):
            if row:
                glue = " " if self.direction.target.spaces else ""
                self._judge(sentence, glue.join(said[part] for part in row), shape, len(row))

    def _cut(self, sentence: _Sentence, shape: Shape) -> list[str]:
        """Give what the model sees of a sentence, in parts that it bears; nothing where this way is no other."""
        text = sentence.masked.text
        if shape == "bare":
            if not sentence.masked.afters or sentence.bare == text:
                return []
            text = sentence.bare
        parts = [text]
        if shape == "clauses":
            parts = [span.text(text) for span in split_clauses(text)]
            if len(parts) < 2:
                return []
        return [span.text(part) for part in parts for span in split_to_fit(part, self._fits)]

    def _fits(self, text: str) -> bool:
        """Tell whether the model bears a text of this length."""
        return len(text) < LIMIT or (len(text) <= _SURELY_LONG and self.engine.count(text) <= LIMIT)

    def _judge(self, sentence: _Sentence, said: str, shape: Shape, parts: int) -> None:
        """Accept an output that passes the checks; write down what is wrong with one that does not."""
        seen = sentence.bare if shape == "bare" else sentence.masked.text
        flaws: list[str] = list(find_flaws(seen, said, self.direction.target))
        if self._is_untranslated(said) and "language" not in flaws:
            flaws.append("language")
        dressed = set_quotes(said, self.direction.quotes) if self.direction.quotes != ('"', '"') else said
        dressed = dressed.upper() if sentence.shouted else dressed
        text, whole = unmask(dressed, sentence.masked) if shape != "bare" else (dressed, self._holds(dressed, sentence))
        if not whole:
            flaws.append("masks")
        if flaws:
            sentence.flags = tuple(dict.fromkeys((*sentence.flags, *flaws)))
        else:
            sentence.output, sentence.flags = text, ("split",) if parts > 1 else ()

    def _holds(self, text: str, sentence: _Sentence) -> bool:
        """Tell whether a text translated without masks holds all that they would have kept."""
        wanted = Counter(after.casefold() for after in sentence.masked.afters)
        return all(text.casefold().count(after) >= times for after, times in wanted.items())

    def _is_untranslated(self, said: str) -> bool:
        """Tell whether a detector is sure that an output is still in the source's language."""
        if self.detect is None or self.direction.source.script != self.direction.target.script:
            return False
        guess = self.detect(said)
        return guess.code == self.direction.source.code and guess.evidence >= _ENOUGH and guess.score >= _SURE

    def _join(self, layout: Sequence[str | _Sentence]) -> Rendered:
        """Put a text together again and sum up its flags."""
        sentences = [piece for piece in layout if isinstance(piece, _Sentence)]
        text = "".join(piece if isinstance(piece, str) else piece.output or "" for piece in layout)
        counts = Counter(flag for sentence in sentences for flag in sentence.flags)
        counts["sentences"] = len(sentences)
        return Rendered(text, tuple(sorted(set(counts) - {"sentences"})), counts)


def _keep_placeholders(text: str) -> str:
    """Set placeholders in capitals again where a whole sentence was lowered."""
    return re.sub(r"(?<!\w)[xX][qQ](\d{1,4})(?!\d)", r"XQ\1", text)


def _flag(sentences: Sequence[_Sentence], flag: str) -> None:
    """Add a flag to sentences."""
    for sentence in sentences:
        sentence.flags = (*sentence.flags, flag)
