"""Settings: one frozen value that a command line, a TOML file or a caller makes and every worker can be sent."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, Literal, get_args

from newsclean.errors import ConfigError

if TYPE_CHECKING:
    from newsclean.mt.settings import TranslationSettings

Quotes = Literal["keep", "straight", "curly", "locale"]
Judge = Literal["off", "safe", "balanced", "thorough"]
Detector = Literal["profiles", "fused", "langdetect"]
Datelines = Literal["keep", "strip"]


@dataclass(frozen=True, slots=True)
class Config:
    """How articles are cleaned.

    ``skip`` names steps to leave out, ``keep`` rules (or whole categories) whose edits are not made,
    ``rules`` directories with a user's own tables, ``languages`` the BCP 47 codes to choose among (all, if empty),
    ``site_lines`` a file of lines that recur in a site (none, if empty), ``translation`` what is translated (nothing).

    >>> Config(quotes="locale").quotes
    'locale'
    >>> Config(quotes="fancy")
    Traceback (most recent call last):
    newsclean.errors.ConfigError: quotes: 'fancy' is none of keep, straight, curly, locale

    Raises ``ConfigError`` for a word that is none of those allowed.
    """

    quotes: Quotes = "straight"
    judge: Judge = "balanced"
    detector: Detector = "profiles"
    datelines: Datelines = "keep"
    languages: tuple[str, ...] = ()
    skip: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    site_lines: str = ""
    translation: TranslationSettings | None = None

    def __post_init__(self) -> None:
        for name, words in _CHOICES.items():
            if getattr(self, name) not in words:
                raise ConfigError(f"{name}: {getattr(self, name)!r} is none of {', '.join(words)}")

    def spares(self, rule: str) -> bool:
        """Tell whether ``rule`` is kept from acting: by its id, its category, or a prefix that ends at a dot.

        >>> config = Config(keep=("read-also", "copyright.en.all-rights"))
        >>> [config.spares(r) for r in ("read-also.el.diavaste", "read-alsoish.x.y", "copyright.en.all-rights")]
        [True, False, True]
        """
        return any(rule == kept or rule.startswith(kept + ".") for kept in self.keep)

    @classmethod
    def from_mapping(cls, settings: dict[str, Any], origin: str = "settings") -> Config:
        """Make a configuration from plain values, as a TOML file or a JSON row gives them.

        >>> Config.from_mapping({"languages": ["el", "en"]}).languages
        ('el', 'en')

        Raises ``ConfigError`` for a name that is no setting or a value of the wrong type.
        """
        known = {f.name for f in fields(cls)}
        values: dict[str, Any] = {}
        for name, value in settings.items():
            name = name.replace("-", "_")
            if name not in known:
                raise ConfigError(f"{origin}: {name!r} is no setting; there are {', '.join(sorted(known))}")
            values[name] = _coerce(name, value, origin)
        return cls(**values)


_CHOICES: dict[str, tuple[str, ...]] = {
    "quotes": get_args(Quotes),
    "judge": get_args(Judge),
    "detector": get_args(Detector),
    "datelines": get_args(Datelines),
}

_FILES = ("site_lines",)


def _translation(value: Any, origin: str) -> TranslationSettings | None:
    """Make the settings of translation of a table, as ``[translation]`` in a TOML file gives it."""
    from newsclean.mt.settings import TranslationSettings

    if value is None or isinstance(value, TranslationSettings):
        return value
    try:
        return TranslationSettings(**value)
    except TypeError as error:
        raise ConfigError(f"{origin}: translation: {error}") from error


def _coerce(name: str, value: Any, origin: str) -> Any:
    """Turn lists into tuples of words and refuse other types."""
    if name in _CHOICES:
        return value
    if name == "translation":
        return _translation(value, origin)
    if name in _FILES:
        if not isinstance(value, str):
            raise ConfigError(f"{origin}: {name} must be the path of a file")
        return value
    if isinstance(value, str) or not all(isinstance(word, str) for word in value):
        raise ConfigError(f"{origin}: {name} must be a list of words")
    return tuple(value)
