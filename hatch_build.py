"""Compiles the translations, in every build of a wheel or by hand with ``python hatch_build.py``."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

if TYPE_CHECKING:
    from babel.messages.catalog import Message

LOCALES = Path("src", "gov_disclosure", "locale")
PLACEHOLDER = re.compile(r"\{\w*|%\(\w+\)")


class CompileTranslations(BuildHookInterface[Any]):
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 (hatchling's signature)
        if self.target_name == "wheel":  # a source distribution carries the .po files alone
            compile_all(Path(self.root))


def compile_all(root: Path) -> list[Path]:
    """Write a .mo beside every .po below ``root``; none at all is fine."""
    return [compile_one(source) for source in sorted((root / LOCALES).glob("*/LC_MESSAGES/*.po"))]


def compile_one(source: Path) -> Path:
    with source.open("rb") as file:
        catalog = read_po(file, locale=source.parent.parent.name, abort_invalid=True)
    broken = [
        f"{source}:{message.lineno}: other placeholders than in {message.id!r}"
        for message in catalog
        if not fits(message)
    ]
    if broken:
        raise SystemExit("\n".join(broken))
    target = source.with_suffix(".mo")
    with target.open("wb") as file:
        write_mo(file, catalog)
    return target


def fits(message: Message) -> bool:
    """Whether the placeholders are the message's own: others would fail only when a user meets them."""
    if message.fuzzy or not message.id:  # not used; the file's header
        return True
    allowed = [placeholders(text) for text in forms(message.id)]
    return all(placeholders(text) in allowed for text in forms(message.string) if text)


def forms(text: str | list[str] | tuple[str, ...] | None) -> list[str]:
    """Singular and plural, or the one text there is."""
    return [text] if isinstance(text, str) else list(text or ())


def placeholders(text: str) -> set[str]:
    return set(PLACEHOLDER.findall(text))


if __name__ == "__main__":
    for written in compile_all(Path(__file__).parent):
        print(written)
