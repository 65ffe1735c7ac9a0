"""The site is built without a warning, and what it derives from the package is complete."""

import json
import re
import shutil
import subprocess
import sys

import attrs
import pages
import pytest

import gov_disclosure as gd
from gov_disclosure.cli import cli
from gov_disclosure.cli.workers import Budget
from gov_disclosure.configuration.settings import keys
from gov_disclosure.i18n import LANGUAGES
from gov_disclosure.output.catalogue import page
from gov_disclosure.readers import FILE_TYPES
from gov_disclosure.readers.limits import Limits
from gov_disclosure.report.editions import EDITIONS
from gov_disclosure.report.layout import layout
from gov_disclosure.rules.registry import Registry

sys.path.append(str(pages.ROOT / "docs/_ext"))

from derived import commands, contracts, form, limits, rules

REGISTRY = Registry(plugins=[])


def test_the_site_is_built_without_a_warning(tmp_path):
    """Every page is in the tree, every reference has its target, and every public name is documented."""
    source, site = tmp_path / "docs", tmp_path / "html"
    shutil.copytree(pages.ROOT / "docs", source, ignore=shutil.ignore_patterns("_build", "__pycache__", "rules"))
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "-n", source, site]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (0, "")

    api = (site / "reference/api.html").read_text("utf-8")
    assert [name for name in gd.__all__ if f'id="gov_disclosure.{name}"' not in api] == ["__version__"]

    english, chinese = ((site / name).read_text("utf-8") for name in ("rules/GD303.html", "zh/rules/GD303.html"))
    assert re.search('<html [^>]*lang="en"', english)
    assert re.search('<html [^>]*lang="zh-CN"', chinese)
    assert 'href="../zh/rules/GD303.html" lang="zh-CN">中文' in english
    assert 'href="../../rules/GD303.html" lang="en">English' in chinese

    assert json.dumps("结转") in (site / "searchindex.js").read_text("utf-8")

    captions = [re.findall('<p class="caption".*?>(?:<[^>]*>)*([^<]+)', text) for text in (english, chinese)]
    assert [all("一" <= caption[0] <= "鿿" for caption in found) for found in captions] == [False, True]
    assert not any("一" <= caption[0] <= "鿿" for caption in captions[0])

    assert 'href="zh/index.html" lang="zh-CN">中文' in (site / "security.html").read_text("utf-8")

    link = '<a class="reference internal" href="{}">{}</a>'
    assert link.format("rules/GD001.html", "GD001") in (site / "security.html").read_text("utf-8")
    assert link.format("../rules/GD203.html", "GD203") in (site / "zh/how-to/clerk.html").read_text("utf-8")
    steps = (site / "first-steps.html").read_text("utf-8")
    assert not re.search(r"<pre>(?:(?!</pre>).)*<a ", steps, re.DOTALL)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_rule_has_the_page_that_the_command_line_prints(lang, tmp_path):
    """A page of a rule is what ``explain`` prints; pages of rules that are no more go, others are left alone."""
    folder = tmp_path / rules.FOLDERS[lang]
    rules.write(tmp_path)
    (folder / "GD999.md").write_text("no more", "utf-8")
    before = {path.name: path.stat().st_mtime_ns for path in folder.iterdir()}
    rules.write(tmp_path)
    after = {path.name: path.stat().st_mtime_ns for path in folder.iterdir()}
    assert before.keys() - after.keys() == {"GD999.md"}
    assert after.items() <= before.items()
    assert {path.stem for path in folder.glob("GD*.md")} == {rule.code for rule in REGISTRY}
    overview = (folder / "index.md").read_text("utf-8")
    for rule in REGISTRY:
        assert (folder / f"{rule.code}.md").read_text("utf-8") == page(rule, lang, REGISTRY)
        assert f"[{rule.code}]({rule.code}.md)" in overview


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_address_is_in_the_tables_of_the_form(edition):
    """The tables of an edition have every row and every column, with address and label."""
    for table in layout(edition).tables:
        text = form.rows(edition, table.key)
        for row in table.rows:
            assert f"`{row.address}`" in text
            assert row.meta.label.zh in text
            assert all(f"`{column.key}`" in text and column.meta.label.zh in text for column in row.columns)


def test_every_command_option_key_and_limit_is_described():
    """Nothing that a user can set is left out, and each has a meaning."""
    assert {f"## {name}" for name in cli.commands} <= set(
        (pages.ROOT / "docs/reference/command-line.md").read_text("utf-8").splitlines()
    )
    for name, command in cli.commands.items():
        text = commands.command(name)
        assert [option for p in command.params for option in p.opts if option[0] == "-" and option not in text] == []
        assert "|  |" not in text
    for lang in LANGUAGES:
        assert [key for key in keys() if f"`{key}`" not in contracts.settings(lang)] == []
    for which, cls in (("files", Limits), ("processes", Budget)):
        for field in attrs.fields(cls):
            assert f"| `{field.name}` | {field.default:,} |" in limits.markdown(which)


def test_every_page_in_chinese_can_be_found():
    """Every Chinese page is in the navigation."""
    index = (pages.ROOT / "docs/index.md").read_text("utf-8")
    site = pages.ROOT / "docs"
    found = [path.relative_to(site).with_suffix("").as_posix() for path in pages.pages() if site / "zh" in path.parents]
    assert [name for name in found if name not in index.split()] == []


def test_every_kind_of_file_is_named():
    """The page about forms of reports names each suffix that can be read."""
    text = (pages.ROOT / "docs/how-to/unreadable.md").read_text("utf-8")
    assert [suffix for suffix in FILE_TYPES if f"`{suffix}`" not in text] == []


def test_every_key_of_a_finding_and_a_place_has_a_meaning():
    """What a key of the output means stands beside it."""
    assert "|  |" not in contracts.schema("check", "finding", "gov_disclosure.findings:Finding")
    assert "|  |" not in contracts.schema("check", "place", "gov_disclosure.report.model:Place")
