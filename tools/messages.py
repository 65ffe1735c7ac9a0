"""Update the message catalogues: ``python tools/messages.py``.

Messages are written in English where they arise. This script finds them, adds the new ones to every catalogue under
``src/gov_disclosure/locale`` and drops those that are gone; a translator fills in what is empty and looks over what is
marked as fuzzy, with any editor of gettext catalogues, and runs the script again, which also compiles the catalogues.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "gov_disclosure"
DOMAIN = "gov_disclosure"
HEADER = """\
# Messages of gov-disclosure.
msgid ""
msgstr ""
"Project-Id-Version: gov-disclosure\\n"
"Language: {language}\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""
"""Without dates and names, so that a catalogue changes only where its messages do."""
MARKERS = {"msg", "N_", "_expected"}
"""Functions whose first argument is a message."""


def extract() -> dict[str, list[str]]:
    """Every message of the package, and the files in which it stands."""
    found: dict[str, list[str]] = {}
    for path in sorted(SOURCE.rglob("*.py")):
        name = path.relative_to(ROOT).as_posix()
        for message in _messages(ast.parse(path.read_text("utf-8"))):
            places = found.setdefault(message, [])
            if name not in places:
                places.append(name)
    return found


def _messages(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MARKERS and node.args:
            yield from _text(node.args[0])
        if isinstance(node, ast.Call):
            yield from (text for keyword in node.keywords if keyword.arg == "help" for text in _text(keyword.value))
        if isinstance(node, ast.FunctionDef) and _is_command(node):
            yield from (" ".join(text.split()) for text in (ast.get_docstring(node) or "").split("\n\n"))
        if isinstance(node, ast.FunctionDef) and (call := _rule(node)) is not None:
            yield " ".join((ast.get_docstring(node) or "").split())
            for keyword in call.keywords:
                if keyword.arg == "holds":
                    yield from _text(keyword.value)


def _is_command(node: ast.FunctionDef) -> bool:
    """Whether a function is a command, whose docstring is its help."""
    calls = (decorator.func for decorator in node.decorator_list if isinstance(decorator, ast.Call))
    return any(isinstance(call, ast.Attribute) and call.attr in {"command", "group"} for call in calls)


def _rule(node: ast.FunctionDef) -> ast.Call | None:
    """The ``@rule(...)`` of a function that states a built-in rule."""
    calls = (decorator for decorator in node.decorator_list if isinstance(decorator, ast.Call))
    return next((call for call in calls if isinstance(call.func, ast.Name) and call.func.id == "rule"), None)


def _text(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value:
        yield node.value


def catalogues() -> list[Path]:
    """The catalogues, one a language."""
    return sorted((SOURCE / "locale").glob(f"*/LC_MESSAGES/{DOMAIN}.po"))


def update(path: Path) -> int:
    """Bring a catalogue up to date.

    Translations, comments and the mark ``fuzzy`` are kept. A new message that resembles one that is gone takes its
    translation over, marked as fuzzy; any other is empty.

    Args:
        path: The catalogue; the folder two levels up says its language. It may be empty.

    Returns:
        How many messages a translator has to look at.
    """
    language = path.parts[-3]
    with path.open("rb") as stream:
        catalogue = read_po(stream, locale=language)
    catalogue.update(_template(language))
    with path.open("wb") as stream:
        stream.write(HEADER.format(language=language).encode())
        write_po(
            stream,
            catalogue,
            width=0,
            include_lineno=False,
            include_previous=True,
            ignore_obsolete=True,
            omit_header=True,
        )
    return sum(1 for message in catalogue if message.id and (not message.string or message.fuzzy))


def _template(language: str) -> Catalog:
    """A catalogue without translations, in the order of the files."""
    template = Catalog(locale=language)
    for message, places in sorted(extract().items(), key=lambda item: (item[1], item[0])):
        template.add(message, locations=[(place, 0) for place in places])
    return template


def main() -> int:
    """Update and compile every catalogue."""
    sys.path.insert(0, str(ROOT))
    from hatch_build import compile_all

    for path in catalogues():
        missing = update(path)
        sys.stdout.write(f"{path.relative_to(ROOT)}: {missing} messages to translate\n")
    compile_all(ROOT)
    return 0


if __name__ == "__main__":
    sys.exit(main())
