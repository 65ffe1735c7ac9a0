"""Messages in two languages.

A message is written once, in English, where it arises; its Chinese wording stands in the gettext catalogue
``locale/zh/LC_MESSAGES/gov_disclosure.po``, which a translator can edit. Which language is wanted is known only when
a message is shown, so messages travel as :class:`Message` and are rendered at the end.
"""

from __future__ import annotations

import gettext
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Literal, Protocol, TypeAlias, runtime_checkable

from attrs import field, frozen

Language: TypeAlias = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")
DEFAULT_LANGUAGE: Language = "zh"
DOMAIN = "gov_disclosure"
LOCALES = Path(__file__).parent / "locale"
"""Where gettext finds the catalogues, ``<language>/LC_MESSAGES/<domain>.mo``."""
Wording: TypeAlias = str | Mapping[str, str]
"""A text that somebody else has written: one for all languages, or one for each (``{"zh": …, "en": …}``)."""


@runtime_checkable
class Renderable(Protocol):
    """Anything that reads differently in each language."""

    def render(self, lang: Language) -> str:
        """The text in `lang`."""
        ...


@frozen
class Message:
    """A text with parameters, not yet in any language.

    Attributes:
        template: The English text, the key of its translation, with ``{name}`` for parameters.
        params: The parameters; one that is itself renderable is rendered in the same language.
    """

    template: str
    params: Mapping[str, Any] = field(factory=dict, hash=False)

    def render(self, lang: Language = DEFAULT_LANGUAGE) -> str:
        """The text in `lang`."""
        params = {name: _shown(value, lang) for name, value in self.params.items()}
        return translate(self.template, lang).format(**params)


@frozen
class Listed:
    """Several renderable parts, joined as the language does."""

    parts: tuple[Any, ...]

    def render(self, lang: Language) -> str:
        """The parts in `lang`, joined."""
        return ("、" if lang == "zh" else ", ").join(_shown(part, lang) for part in self.parts)


@frozen
class Literally:
    """A text that somebody else has written, in each language or the same in all (a plugin's message)."""

    texts: Mapping[Any, str] = field(hash=False)

    def render(self, lang: Language = DEFAULT_LANGUAGE) -> str:
        """The text in `lang`, or in whatever language there is."""
        return self.texts.get(lang) or next(iter(self.texts.values()))


def said(text: Wording | Renderable) -> Renderable:
    """A text of somebody else's as a message: one for all languages, one for each, or a message already."""
    if isinstance(text, str):
        text = dict.fromkeys(LANGUAGES, text)
    return Literally(text) if isinstance(text, Mapping) else text


def N_(text: str) -> str:  # noqa: N802 - gettext's own name for "translate this later"
    """Mark a text for the catalogue."""
    return text


def msg(template: str, /, **params: Any) -> Message:
    """A message; the catalogue is extracted from the calls of this function."""
    return Message(template, params)


def translate(text: str, lang: Language) -> str:
    """The catalogue's text in `lang`; English is the text itself.

    Raises:
        ValueError: There is no such language.
    """
    require_language(lang)
    return text if lang == "en" or not text else _catalogue(lang).gettext(text)


def require_language(lang: str) -> None:
    """Refuse a language in which nothing is said.

    Raises:
        ValueError: `lang` is none of the languages.
    """
    if lang not in LANGUAGES:
        raise ValueError(f"there is no language {lang!r}; known are {', '.join(LANGUAGES)}")


def _shown(value: Any, lang: Language) -> Any:
    return value.render(lang) if isinstance(value, Renderable) else value


@cache
def _catalogue(lang: Language) -> gettext.NullTranslations:
    return gettext.translation(DOMAIN, str(LOCALES), [lang])
