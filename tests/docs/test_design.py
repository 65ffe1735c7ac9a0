"""The page about the design says which module uses which, and it is so."""

import ast
import re

import pages

SOURCE = pages.ROOT / "src/gov_disclosure"
PAGE = (pages.ROOT / "docs/explanation/design.md").read_text("utf-8")
_ROW = re.compile(r"^\| `(\w+)` \| [^|]+ \| ?([^|]*)\|$", re.MULTILINE)
ROWS = dict(_ROW.findall(PAGE))


def uses_of(module):
    """The modules of the package that a module, or a package in it, imports."""
    home = SOURCE / module
    files = home.rglob("*.py") if home.is_dir() else [home.with_suffix(".py")]
    found = set()
    for file in files:
        inside = file.relative_to(SOURCE).parts[:-1]
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.level:
                base = inside[: len(inside) - node.level + 1]
                names = node.module.split(".") if node.module else [alias.name for alias in node.names]
                found |= {base[0]} if base else {names[0]} if node.module else set(names)
    return found - {module, "__version__"}


def test_every_module_is_in_the_table():
    """No module is left out but those that only lead to others."""
    modules = {path.stem for path in SOURCE.glob("*.py")} | {path.parent.name for path in SOURCE.glob("*/__init__.py")}
    assert modules - {"__init__", "__main__"} == ROWS.keys()


def test_each_module_uses_what_the_table_says():
    """A module uses exactly the ones beside it; those that may use all use only what stands above them."""
    above: list[str] = []
    for module, said in ROWS.items():
        uses = uses_of(module)
        if said.strip() == "all of these":
            assert uses <= set(above), module
        else:
            assert uses == set(re.findall(r"\w+", said)), module
        assert uses <= set(above), f"{module} uses a module below it"
        above.append(module)
