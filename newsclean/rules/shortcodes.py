"""Shortcodes: a passage goes in, the commands of the site's software that were never carried out come out.

``[gallery ids="1,2"]`` and ``[b]…[/b]`` stand in feeds and in pages whose plugin is gone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from newsclean.edits import Span
from newsclean.rules.tables import read_tables

_CODE = re.compile(
    r"\[(?P<close>/?)(?P<name>[a-z][a-z0-9_-]{0,40})"
    r"(?P<attributes>(?:=|\s+[\w-]+\s*=\s*)[^\[\]]{1,400})?\s*/?\]"
)


@dataclass(frozen=True, slots=True)
class Shortcodes:
    """Names that need no attributes, beginnings of such names, and names of those that hide what they enclose."""

    bare: frozenset[str]
    builders: tuple[str, ...]
    hides: frozenset[str]

    def find(self, text: str) -> list[Span]:
        """Give the spans (code points) of the commands in ``text``, in order, with what some of them enclose.

        At the edge of the text the white space beside them goes too.

        >>> codes = load_shortcodes()
        >>> [span.text("[b]No[/b], he said.") for span in codes.find("[b]No[/b], he said.")]
        ['[b]', '[/b]']
        >>> codes.find("He [the king] said [sic] a[i].")
        []
        >>> codes.find('[caption width="300"] The bridge[/caption]')
        [Span(start=0, end=42)]
        """
        if "[" not in text or "]" not in text:
            return []
        codes = list(_CODE.finditer(text))
        closed = {code["name"] for code in codes if code["close"]}
        found = self._join([code for code in codes if self._is_command(code, closed)])
        return _widen(text, _merge(text, found))

    def _is_command(self, code: re.Match[str], closed: set[str]) -> bool:
        """Tell whether a bracket is a command: closed somewhere, with attributes, or of a name that needs none."""
        name = code["name"]
        known = name in self.bare or name.startswith(self.builders)
        return name in closed or known or code["attributes"] is not None

    def _join(self, codes: Sequence[re.Match[str]]) -> Iterator[Span]:
        """Give the span of each command, from the first to the last of two where they hide what they enclose."""
        closings: dict[str, int] = {}
        ends = []
        for code in reversed(codes):
            ends.append(closings.get(code["name"], code.end()) if code["name"] in self.hides else code.end())
            if code["close"]:
                closings[code["name"]] = ends[-1] = code.end()
        reach = 0
        for code, end in zip(codes, reversed(ends), strict=True):
            if code.start() >= reach:
                reach = end
                yield Span(code.start(), end)


def _merge(text: str, spans: Iterable[Span]) -> list[Span]:
    """Make one of spans between which is nothing but white space."""
    merged: list[Span] = []
    for span in spans:
        if merged and not text[merged[-1].end : span.start].strip():
            merged[-1] = Span(merged[-1].start, span.end)
        else:
            merged.append(span)
    return merged


def _widen(text: str, spans: list[Span]) -> list[Span]:
    """Take in the white space between spans and the edges of the text, and before a span at its end."""
    if spans and not text[: spans[0].start].strip():
        end = spans[0].end
        spans[0] = Span(0, end + len(text[end:]) - len(text[end:].lstrip()))
    if spans and not text[spans[-1].end :].strip():
        spans[-1] = Span(len(text[: spans[-1].start].rstrip()), len(text))
    return spans


def load_shortcodes(directories: Sequence[str] = ()) -> Shortcodes:
    """Read the table ``shortcodes`` of the package and of a user's own ``directories``."""
    rows = [table.rows for table in read_tables("shortcodes", directories)]
    bare, builders, hides = (
        [name for row in rows for name in row.get(key, ())] for key in ("bare", "builders", "hides")
    )
    return Shortcodes(frozenset(bare), tuple(builders), frozenset(hides))
