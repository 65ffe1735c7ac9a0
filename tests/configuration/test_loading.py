"""Reading a configuration: strictly, with every problem, its line and the nearest name."""

import pytest

from gov_disclosure.configuration.finding import find, open_named
from gov_disclosure.configuration.loading import load, structure
from gov_disclosure.configuration.names import registry_of
from gov_disclosure.configuration.problems import ConfigurationError
from gov_disclosure.configuration.settings import DEFAULTS, keys, plain
from gov_disclosure.findings import Severity
from gov_disclosure.rules.registry import Registry

FULL = """\
[project]
name = "reports"

[tool.gov-disclosure]
select = ["GD", "GD3"]
ignore = ["GD112"]
fail-on = "warning"
lang = "en"
blank-is-zero = ["requests.enterprise", "disputes", "proactive_disclosure.licensing.prior_items"]
same-body = [["甲县政府办", "甲县人民政府办公室"]]
disable-plugins = ["noisy"]
baseline = "accepted.json"
severity = { GD1 = "info", GD101 = "error" }

[tool.gov-disclosure.per-file-ignores]
"archive/**" = ["GD1", "GD204"]
"""


@pytest.fixture
def loaded(tmp_path):
    """Loads a text as ``pyproject.toml``."""

    def load_text(text, name="pyproject.toml"):
        path = tmp_path / name
        path.write_text(text, "utf-8")
        return load(open_named(path), plugins=False)

    return load_text


def problems(loaded, text, name="pyproject.toml"):
    """Line, key and English text of every problem of a configuration."""
    with pytest.raises(ConfigurationError) as raised:
        loaded(text, name)
    return [(problem.line, problem.key, problem.text.render("en")) for problem in raised.value.problems]


def test_every_key_is_read(loaded):
    """Each key ends up in its field, with the type that the field states."""
    settings = loaded(FULL).settings
    assert settings.select == ("GD", "GD3")
    assert settings.ignore == ("GD112",)
    assert settings.fail_on is Severity.WARNING
    assert settings.lang == "en"
    assert settings.same_body == (("甲县政府办", "甲县人民政府办公室"),)
    assert settings.severity == {"GD1": Severity.INFO, "GD101": Severity.ERROR}
    assert settings.per_file_ignores == {"archive/**": ("GD1", "GD204")}
    assert settings.baseline == "accepted.json"


def test_the_line_of_every_key_is_known(loaded):
    """A key's line is that of its name or of its table."""
    lines = loaded(FULL).lines
    assert (lines["select"], lines["severity"], lines["per-file-ignores"]) == (5, 13, 15)


def test_an_own_file_has_its_keys_at_the_top(loaded):
    """In a file of its own the keys stand at the top level, or in the table that pyproject.toml has."""
    assert loaded('ignore = ["GD3"]', "gov-disclosure.toml").settings.ignore == ("GD3",)
    assert loaded('[tool.gov-disclosure]\nignore = ["GD3"]', "other.toml").settings.ignore == ("GD3",)


def test_nothing_said_is_the_defaults(loaded):
    """An empty table changes nothing."""
    assert loaded("[tool.gov-disclosure]\n").settings == DEFAULTS


def test_all_problems_are_reported_at_once(loaded):
    """Each problem has its own line, its key, and the nearest name where there is one."""
    text = """\
[tool.gov-disclosure]
selct = ["GD3"]
ignore = [
  "GD301",
  "GD999",
  5,
]
fail_on = "error"
lang = "fr"
blank-is-zero = ["requests.enterprize"]
severity.GD301 = "warn"
severity.row-total = "info"
same-body = "甲县"
"""
    assert problems(loaded, text) == [
        (2, "selct", "unknown key 'selct'; did you mean select?"),
        (3, "ignore.2", "expected a text, found 5"),
        (5, "ignore.1", "no rule has a code that begins with 'GD999'; did you mean GD109?"),
        (8, "fail_on", "unknown key 'fail_on'; did you mean fail-on?"),
        (9, "lang", "unknown value 'fr'; known are zh, en"),
        (10, "blank-is-zero.0", "no edition has the address 'requests.enterprize'; did you mean requests.enterprise?"),
        (11, "severity.GD301", "unknown value 'warn'; did you mean warning?"),
        (12, "severity.row-total", "no rule has a code that begins with 'row-total'; did you mean GD301?"),
        (13, "same-body", "expected a list, found '甲县'"),
    ]


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("[tool.gov-disclosure]\nignore = [}", 2, "no TOML"),
        ("[tool.gov-disclosure]\n\nignore = [\n\n", 3, "no TOML"),
        ("[tool.gov_disclosure]\n", 1, "did you mean 'gov-disclosure'"),
        ("[tool]\ngov-disclosure = 3\n", 2, "expected a table"),
        ("[tool.gov-disclosure]\nignore = true", 2, "expected a list, found true"),
        ('[tool.gov-disclosure]\nseverity = ["GD301"]', 2, "expected a table"),
        ('[tool.gov-disclosure.per-file-ignores]\n"" = ["GD3"]', 2, "expected a pattern of paths"),
        ('[tool.gov-disclosure]\nignore = [""]', 2, "no rule has a code"),
        ('[tool.gov-disclosure]\nselect = ["gd301"]', 2, "did you mean GD301"),
        ('[tool.gov-disclosure]\ndisable-plugins = ["a"]\nrequire-plugins = ["b", "a"]', 3, "disabled and required"),
        ('[tool.gov-disclosure]\nsame-body = [\n["甲", "乙"],\n["丙", "乙 "],\n]', 4, "names of two bodies"),
        ("[project]\n", None, "no table [tool.gov-disclosure]"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(loaded, text, line, words):
    """A wrong value, table or text is refused with its line."""
    ((at, _, said),) = problems(loaded, text)
    assert (at, words in said) == (line, True), said


def test_a_file_that_cannot_be_read_is_a_problem(tmp_path):
    """A missing file, and one in another encoding, are said as such."""
    with pytest.raises(ConfigurationError, match="cannot be opened"):
        open_named(tmp_path / "missing.toml")
    (tmp_path / "pyproject.toml").write_bytes("[tool.gov-disclosure]\n# 报告".encode("gbk"))
    with pytest.raises(ConfigurationError, match=r"pyproject.toml:2: the file is not in UTF-8"):
        find(tmp_path)


def test_problems_are_said_in_either_language(loaded):
    """File, line and key stand before the problem, whatever the language."""
    with pytest.raises(ConfigurationError) as raised:
        loaded("[tool.gov-disclosure]\nselct = []")
    for lang in ("zh", "en"):
        assert raised.value.render(lang).partition(": ")[0].endswith("pyproject.toml:2")


def test_codes_of_plugins_that_are_not_loaded_are_not_unknown():
    """Without plugins, or with one disabled or failed, nobody knows which codes they have; those of the package remain."""
    for registry in (registry_of(plugins=False), registry_of(("noisy",)), Registry(plugins=["not-installed"])):
        assert structure({"ignore": ["XN001"]}, registry)[1] == []
        assert len(structure({"ignore": ["GD999"]}, registry)[1]) == 1
    assert len(structure({"ignore": ["XN001"]}, Registry(require=[]))[1]) == 1


def test_defaults_are_plain_data():
    """Every default can be written as TOML and JSON say it, and every key is explained."""
    import json

    import attrs

    assert json.dumps(plain(attrs.asdict(DEFAULTS, recurse=False)))
    assert all(keys().values())
