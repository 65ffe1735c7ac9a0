"""The site is built without a warning, and what it derives is complete."""

import re
import shutil
import subprocess
import sys

import attrs
import pages
import pytest

from gov_disclosure.cli import cli
from gov_disclosure.cli.workers import Budget
from gov_disclosure.i18n import LANGUAGES
from gov_disclosure.output.catalogue import page
from gov_disclosure.readers.limits import Limits
from gov_disclosure.report import addresses
from gov_disclosure.report.editions import EDITIONS
from gov_disclosure.rules.registry import Registry

DOCS = pages.ROOT / "docs"
REGISTRY = Registry(plugins=[])
FOLDERS = {"en": "rules", "zh": "zh/rules"}


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The source of the site with the pages that are derived, and the site."""
    folder = tmp_path_factory.mktemp("site")
    shutil.copytree(DOCS, folder / "docs", ignore=shutil.ignore_patterns("_build", "__pycache__", "rules"))
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "-n", folder / "docs", folder / "html"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    assert not done.stderr
    return folder


def shown(built, name):
    """The text of a page of the site, without its marks."""
    html = (built / "html" / name).read_text("utf-8")
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", html))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_rule_has_the_page_that_the_command_line_prints(built, lang):
    """A page of a rule is what ``explain`` prints, and there is no other."""
    folder = built / "docs" / FOLDERS[lang]
    assert {path.stem for path in folder.glob("GD*.md")} == {rule.code for rule in REGISTRY}
    for rule in REGISTRY:
        assert (folder / f"{rule.code}.md").read_text("utf-8") == page(rule, lang, REGISTRY)
        assert (built / "html" / FOLDERS[lang] / f"{rule.code}.html").exists()
    overview = shown(built, f"{FOLDERS[lang]}/index.html")
    assert [rule.code for rule in REGISTRY if rule.code not in overview] == []


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_address_is_on_a_page(built, edition):
    """The page of an edition has the address of every row and the key of every column."""
    text = shown(built, f"reference/form-{edition}.html")
    rows_and_columns = {address.rpartition(".") for address in addresses(edition)}
    missing = [
        row for row, _, column in rows_and_columns if row not in text or column not in text
    ]
    assert not missing or edition == "2019"
    assert [row for row in missing if not row.startswith("disputes.")] == []


def test_every_command_option_and_limit_is_on_a_page(built):
    """Commands with their options, and all limits with their defaults."""
    text = shown(built, "reference/command-line.html")
    for name, command in cli.commands.items():
        assert f"gov-disclosure {name}" in text
        for parameter in command.params:
            assert parameter.opts[-1] in text or parameter.param_type_name == "argument"
    limits = shown(built, "security.html")
    for field in (*attrs.fields(Limits), *attrs.fields(Budget)):
        assert field.name in limits
        assert f"{field.default:,}" in limits


def test_every_public_name_is_on_the_page_of_the_api(built):
    """What can be imported is documented."""
    import gov_disclosure as gd

    html = (built / "html/reference/api.html").read_text("utf-8")
    assert [name for name in gd.__all__ if f'id="gov_disclosure.{name}"' not in html and name != "__version__"] == []


def test_a_page_says_its_language_and_leads_to_the_other(built):
    """A page that exists in both languages has a link to its counterpart, and says in which language it is."""
    english = (built / "html/rules/GD303.html").read_text("utf-8")
    chinese = (built / "html/zh/rules/GD303.html").read_text("utf-8")
    assert ' lang="en"' in english.partition(">")[2][:60]
    assert ' lang="zh-CN"' in chinese.partition(">")[2][:60]
    assert 'href="../zh/rules/GD303.html" lang="zh-CN">中文' in english
    assert 'href="../../rules/GD303.html" lang="en">English' in chinese


def test_a_code_in_a_text_leads_to_its_rule(built):
    """A rule's code is a link to its page in the language of the text; in code it is code."""
    assert '<a class="reference internal" href="rules/GD001.html">GD001</a>' in (built / "html/security.html").read_text(
        "utf-8"
    )
    assert 'href="../rules/GD203.html">GD203</a>' in (built / "html/zh/how-to/clerk.html").read_text("utf-8")
    steps = (built / "html/first-steps.html").read_text("utf-8")
    assert not re.search(r"<pre>(?:(?!</pre>).)*<a ", steps, re.DOTALL)
