"""The schemas of the output of check and of the configuration, held against what is really written."""

import json
import pathlib
import tomllib

import attrs
import pytest
from jsonschema import Draft202012Validator

from gov_disclosure.baseline import Accepted
from gov_disclosure.cli import main
from gov_disclosure.configuration.schema import configuration_schema
from gov_disclosure.configuration.settings import DEFAULTS, key_of, plain
from gov_disclosure.findings import Failure
from gov_disclosure.output.catalogue import example_files
from gov_disclosure.output.json import as_data
from gov_disclosure.output.result import Result, Stale
from gov_disclosure.output.schema import check_schema
from gov_disclosure.rules.registry import Registry

EXAMPLES = pathlib.Path(__file__).parents[2] / "examples"
CHECK = Draft202012Validator(check_schema())
CONFIGURATION = Draft202012Validator(configuration_schema())


def errors(validator, data):
    """Where data does not fit a schema, and why."""
    return [(error.json_path, error.message) for error in validator.iter_errors(data)]


@pytest.mark.parametrize("schema", [check_schema(), configuration_schema()])
def test_the_schemas_are_schemas(schema):
    """Each is valid in its own dialect."""
    Draft202012Validator.check_schema(schema)


def test_every_schema_has_a_name_of_its_own(capsys):
    """Each schema that the command prints says its dialect and a name by which others can refer to it."""
    printed = []
    for name in ("report", "check", "config"):
        assert main(["schema", name]) == 0
        printed.append(json.loads(capsys.readouterr().out))
    assert [schema["$id"] for schema in printed] == [f"urn:gov-disclosure:{n}:1" for n in ("report", "check", "config")]
    assert {schema["$schema"] for schema in printed} == {Draft202012Validator.META_SCHEMA["$id"]}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_output_of_check_fits(capsys, tmp_path, lang):
    """What is printed for a wrong report, a right one, a file that cannot be read and one without text fits."""
    files = {"empty.txt": b"", "blank.json": b'{"requests": {"received": {"enterprise": null}}}', "bad.json": b'{"requests": 3}',
             "unread.json": b'{"requests": {}, "unread": [{"text": "1 2", "table": 3}], "proactive_disclosure": {"administrative_fees": {"amount": -0.5}}}'}  # fmt: skip
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    paths = [*EXAMPLES.glob("*.txt"), *(tmp_path / name for name in files)]
    main(["check", "--format", "json", "--lang", lang, *map(str, paths)])
    data = json.loads(capsys.readouterr().out)
    assert errors(CHECK, data) == []
    assert len({finding["code"] for report in data["reports"] for finding in report["findings"]}) >= 6


@pytest.mark.parametrize("code", ["GD501", "GD601"])
def test_comparisons_fit(capsys, tmp_path, code):
    """What is printed where years, or a whole and its parts, are compared fits, and there is a finding."""
    rule = Registry(plugins=[])[code]
    files = example_files("bad", rule.bad)
    for name, content in files.items():
        (tmp_path / name).write_text(content, "utf-8")
    whole, *others = [str(tmp_path / name) for name in files]
    main(["check", "--format", "json", *(["--whole", whole] if rule.of == "group" else [whole]), *others])
    data = json.loads(capsys.readouterr().out)
    assert errors(CHECK, data) == []
    assert code in [f["code"] for one in (*data["series"], *data["groups"]) for f in one["findings"]]


def test_failures_and_stale_entries_fit():
    """A failed plugin, a failed rule and stale entries of a baseline fit."""
    stale = (Stale("accepted.json", Accepted("ab", "GD301", ("a.txt",), None, None)),)
    failures = (Failure("bad", None, "oops"), Failure("bad", "XB001", "oops"))
    assert errors(CHECK, json.loads(json.dumps(as_data(Result(failures=failures, stale=stale), "en")))) == []


@pytest.mark.parametrize(
    "change",
    [
        {"schema": 2},
        {"reports": [{}]},
        {"failures": [{"plugin": "a"}]},
        {"summary": {}},
        {"more": 1},
        {"stale": [{"code": "GD301"}]},
    ],
)
def test_what_is_not_the_output_does_not_fit(change):
    """A missing or unknown key, or another version, does not fit."""
    data = as_data(Result(), "en")
    assert errors(CHECK, data) == []
    assert errors(CHECK, data | change)


def test_defaults_fit_the_schema_of_the_configuration():
    """The defaults fit, as far as TOML can say them."""
    defaults = {key_of(name): plain(value) for name, value in attrs.asdict(DEFAULTS, recurse=False).items()}
    assert errors(CONFIGURATION, {key: value for key, value in defaults.items() if value is not None}) == []


def test_a_full_configuration_fits():
    """Every key with a value of its kind fits."""
    text = """
    select = ["GD"]
    ignore = []
    per-file-ignores = { "a/*" = ["GD3"] }
    severity = { GD301 = "info" }
    fail-on = "warning"
    lang = "en"
    blank-is-zero = ["requests"]
    weights = { "requests.received" = 2, "requests.total" = inf }
    same-body = [["a", "b"]]
    disable-plugins = ["a"]
    require-plugins = ["b"]
    baseline = "a.json"
    """
    data = tomllib.loads(text)
    assert set(data) == set(configuration_schema()["properties"])
    assert errors(CONFIGURATION, data) == []


@pytest.mark.parametrize(
    "data",
    [
        {"selct": []},
        {"select": "GD3"},
        {"severity": {"GD301": "fatal"}},
        {"per-file-ignores": {"a": "GD3"}},
        {"lang": "fr"},
        {"same-body": ["a"]},
        {"weights": {"requests": 0}},
        {"baseline": 3},
    ],
)
def test_a_wrong_configuration_does_not_fit(data):
    """What is refused for its shape the schema refuses, too."""
    assert errors(CONFIGURATION, data)
