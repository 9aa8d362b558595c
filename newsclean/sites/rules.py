"""Site rules in the ftr-site-config format: a directory of them goes in, the parts of a page that they strip come out.

Each file is named after a host (``example.org.txt``; ``.example.org.txt`` for its subdomains as well; ``global.txt``
for every site). Of its directives ``strip`` (an XPath), ``strip_id_or_class`` (a piece of a name) and
``strip_image_src`` (a piece of an address) are followed; the others say how to find the article, and are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from newsclean.errors import MissingExtra, RuleError

if TYPE_CHECKING:
    from lxml.etree import XPath
    from lxml.html import HtmlElement

_DIRECTIVE = re.compile(r"([a-z_0-9]+)(?:\(.*\))?\s*:\s*(.*)", re.IGNORECASE)
_EVERY_SITE = "global"
_QUOTED = re.compile(r"""^(["'])(.*)\1$""")


class Strip(NamedTuple):
    """One line of a file: what it strips, and where it stands."""

    directive: str
    value: str
    file: str
    line: int


@dataclass(frozen=True, slots=True)
class _Compiled:
    """The parts of a page that one file strips."""

    paths: tuple[tuple[XPath, Strip], ...]
    names: tuple[str, ...]
    images: tuple[str, ...]


class SiteRules:
    """The rules of a directory, each file read when the first page of its site is met.

    >>> SiteRules("no-such-directory")
    Traceback (most recent call last):
    newsclean.errors.RuleError: no-such-directory: --site-rules: there is no such directory
    """

    def __init__(self, directory: str) -> None:
        self._files = {path.name.removesuffix(".txt").lower(): path for path in _find_files(directory)}
        self._read: dict[str, _Compiled] = {}

    def prune(self, tree: HtmlElement, site: str) -> None:
        """Take out of a page what the rules for its ``site`` (a host, or empty) and for every site strip.

        Raises ``RuleError`` naming file and line where a rule cannot be used.
        """
        for name in self._names(site):
            rules = self._load(name)
            for element in list(_find_stripped(tree, rules)):
                _remove(element)

    def _names(self, site: str) -> list[str]:
        """Give the files for a host, the general ones first."""
        host = site.lower().removeprefix("www.")
        parts = host.split(".")
        wider = [f".{'.'.join(parts[place:])}" for place in range(len(parts) - 1, -1, -1)]
        return [name for name in (_EVERY_SITE, *wider, host, f"www.{host}") if name in self._files]

    def _load(self, name: str) -> _Compiled:
        """Read a file once."""
        if name not in self._read:
            self._read[name] = _compile(read_strips(self._files[name]))
        return self._read[name]


def check_site_rules(directory: str) -> int:
    """Read every file of a directory; give the number of rules.

    Raises ``RuleError`` naming file and line of the first rule that cannot be used.
    """
    strips = [read_strips(path) for path in _find_files(directory)]
    for found in strips:
        _compile(found)
    return sum(map(len, strips))


def _find_files(directory: str) -> list[Path]:
    root = Path(directory)
    if not root.is_dir():
        raise RuleError(directory, "--site-rules", "there is no such directory")
    return sorted(root.glob("*.txt"))


def read_strips(path: Path) -> list[Strip]:
    """Read the strip rules of one file.

    Raises ``RuleError`` naming file and line for a line that is no directive.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise RuleError(str(path), "the file", str(error)) from error
    return list(parse_strips(text, str(path)))


def parse_strips(text: str, file: str) -> Iterator[Strip]:
    """Go through the lines of a file.

    >>> text = "# comment\\ntitle: //h1\\nstrip: //div[@class='more']\\nstrip_id_or_class: promo\\n"
    >>> [(strip.directive, strip.value, strip.line) for strip in parse_strips(text, "example.org.txt")]
    [('strip', "//div[@class='more']", 3), ('strip_id_or_class', 'promo', 4)]
    >>> list(parse_strips("strip //div", "example.org.txt"))
    Traceback (most recent call last):
    newsclean.errors.RuleError: example.org.txt: line 1: a directive is a name, a colon and a value

    Raises ``RuleError`` naming file and line for a line that is no directive, or one without a value.
    """
    for number, line in enumerate(text.splitlines(), 1):
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        found = _DIRECTIVE.fullmatch(line)
        if not found:
            raise RuleError(file, f"line {number}", "a directive is a name, a colon and a value")
        directive, value = found.group(1).lower(), _unquote(found.group(2))
        if directive in ("strip", "strip_id_or_class", "strip_image_src"):
            if not value:
                raise RuleError(file, f"line {number}", f"{directive} needs a value")
            yield Strip(directive, value, file, number)


def _unquote(value: str) -> str:
    """Take the quotes from round a value, as some files have them."""
    value = value.strip()
    found = _QUOTED.match(value)
    return found.group(2) if found and found.group(1) not in found.group(2) else value


def _compile(strips: list[Strip]) -> _Compiled:
    """Compile the rules of one file."""
    return _Compiled(
        tuple((_compile_path(strip), strip) for strip in strips if strip.directive == "strip"),
        tuple(strip.value for strip in strips if strip.directive == "strip_id_or_class"),
        tuple(strip.value for strip in strips if strip.directive == "strip_image_src"),
    )


def _compile_path(strip: Strip) -> XPath:
    """Compile one XPath; alternatives without their slashes, as some files have them, are read as meant."""
    try:
        from lxml.etree import XPath, XPathSyntaxError
    except ImportError:
        raise MissingExtra("html", "lxml") from None
    path = strip.value if strip.value.startswith(("/", "(", ".", "*")) else f"//{strip.value}"
    try:
        return XPath(path)
    except XPathSyntaxError as error:
        raise RuleError(strip.file, f"line {strip.line}", f"no valid XPath: {strip.value}: {error}") from None


def _find_stripped(tree: HtmlElement, rules: _Compiled) -> Iterator[HtmlElement]:
    """Find the elements that go."""
    for path, strip in rules.paths:
        yield from _evaluate(path, strip, tree)
    if rules.names:
        yield from _find_named(tree, rules.names)
    for image in tree.iter("img") if rules.images else ():
        if any(piece in (image.get("src") or "") for piece in rules.images):
            yield image


def _evaluate(path: XPath, strip: Strip, tree: HtmlElement) -> list[HtmlElement]:
    """Follow an XPath; one that asks for no elements (a text, an attribute, a number) strips nothing."""
    from lxml.etree import XPathError

    try:
        found = path(tree)
    except XPathError as error:
        raise RuleError(strip.file, f"line {strip.line}", f"this XPath cannot be followed: {error}") from None
    return [element for element in found if hasattr(element, "tag")] if isinstance(found, list) else []


def _find_named(tree: HtmlElement, names: tuple[str, ...]) -> Iterator[HtmlElement]:
    """Find elements by a piece of their class or id."""
    for element in tree.iter():
        if isinstance(element.tag, str) and element.tag not in ("html", "body"):
            named = f"{element.get('class', '')}\n{element.get('id', '')}"
            if any(name in named for name in names):
                yield element


def _remove(element: HtmlElement) -> None:
    """Take an element out; the text behind it stays. One inside another that went, and the page itself, are let be."""
    parent = element.getparent()
    if parent is None or not isinstance(element.tag, str):
        return
    element.drop_tree()
