"""The package as users have it: installed into a fresh environment, with plugins good and bad, and with its types."""

import json
import re
import shutil
import sys

import packages
import pytest

EXAMPLE = packages.ROOT / "examples/plugin"
CONSUMER = packages.ROOT / "tests/typing/consumer.py"
WRONG = packages.ROOT / "examples/county-2021.txt"

RULE = '''
import gov_disclosure as gd

@gd.rule("{code}", "some-rule", severity="error")
def some_rule(report):
    """A rule that is of no use."""
    {body}
'''
BAD = {
    "absent": "import a_module_that_does_not_exist",
    "greedy": RULE.format(code="GD301", body="yield gd.problem('requests.received.total', 'mine')"),
    "loud": RULE.format(code="XL001", body="raise ValueError('too loud')"),
    "odd": RULE.format(code="XO001", body="yield 'nonsense'"),
}
FATAL = {
    "endless": RULE.format(code="XE001", body="while True: pass"),
    "ending": RULE.format(code="XF001", body="import os; os._exit(0)"),
}


@pytest.fixture(scope="module")
def programs(tmp_path_factory):
    """A fresh environment with the package, the example of a plugin, and plugins that do what they should not."""
    folder = tmp_path_factory.mktemp("plugins")
    sources = [packages.package(folder, plugin, source) for plugin, source in (BAD | FATAL).items()]
    built = packages.wheels(folder / "wheels", [packages.ROOT, EXAMPLE, *sources])
    return packages.environment(folder / "environment", *built, "pytest>=8")


def check(programs, *arguments, without=tuple(FATAL)):
    """Exit status, parsed output and standard error of ``check --format json`` without some of the plugins."""
    settings = programs.parent / "settings.toml"
    settings.write_text(f"disable-plugins = {json.dumps(without)}", "utf-8")
    command = ["check", "--format", "json", "--config", settings, *arguments]
    done = packages.run(programs / "gov-disclosure", *command, check=False)
    return done.returncode, json.loads(done.stdout), done.stderr


def found(data):
    """What was found in each report."""
    return [[(f["code"], f["cells"], f["message"]) for f in report["findings"]] for report in data["reports"]]


@pytest.fixture
def petitions(tmp_path):
    """A report of which the example of a plugin has something to say, and some of the built-in rules."""
    path = tmp_path / "petitions.json"
    outcomes = {"not_processed": {"petition_or_complaint": {"total": 30}}, "total": {"total": -40}}
    path.write_text(json.dumps({"edition": "2021", "requests": {"outcomes": outcomes}}), "utf-8")
    return path


def test_bad_plugins_are_named_and_nothing_else_changes(programs):
    """Each bad plugin is a failure by name in JSON and on standard error, the status is 3, and all findings stay."""
    status, data, errors = check(programs, WRONG)
    failures = {failure["plugin"]: failure for failure in data["failures"]}
    assert status == 3
    assert {name: failure["code"] for name, failure in failures.items()} == {
        "absent": None, "greedy": None, "loud": "XL001", "odd": "XO001",
    }  # fmt: skip
    assert "a_module_that_does_not_exist" in failures["absent"]["error"]
    assert "GD301" in failures["greedy"]["error"]
    assert failures["loud"]["error"] == "ValueError: too loud"
    assert "nonsense" in failures["odd"]["error"]
    assert [name for line in errors.splitlines() for name in BAD if name in line.split("：")[0].split()] == list(BAD)
    alone = check(programs, WRONG, "--no-plugins")
    assert alone[0] == 1
    assert alone[1]["failures"] == []
    assert found(data) == found(alone[1])


@pytest.mark.parametrize(("plugin", "code"), [("endless", "XE001"), ("ending", None)])
def test_a_rule_that_brings_its_process_down_takes_no_other_along(programs, plugin, code):
    """A rule that never ends, and one that ends the process, are failures; what the built-in rules find stays."""
    others = [name for name in (*BAD, *FATAL, "petitions") if name != plugin]
    status, data, _ = check(programs, WRONG, "--time-limit", "3", "--lang", "en", without=others)
    assert (status, [(f["plugin"], f["code"]) for f in data["failures"]]) == (3, [(plugin, code)])
    assert found(data) == found(check(programs, WRONG, "--no-plugins", "--lang", "en")[1])


def test_a_good_plugin_speaks_beside_the_bad_ones(programs, petitions):
    """What the good plugin finds stands among the findings, in the language asked for."""
    status, data, _ = check(programs, petitions, "--lang", "en")
    assert status == 3
    assert [code for code, *_ in found(data)[0]] == ["XN001", "GD201"]
    status, data, _ = check(programs, petitions, "--lang", "zh", "--select", "XN")
    assert [message for *_, message in found(data)[0]] == [
        "办结的 -40 件申请中有 30 件属于信访举报投诉类申请，超过一半"
    ]


def test_the_catalogue_shows_what_is_installed(programs):
    """The catalogue has the rules of plugins that could be loaded, says which could not, and the status is 3."""
    done = packages.run(programs / "gov-disclosure", "rules", "--format", "json", check=False)
    plugins = {rule["code"]: rule["plugin"] for rule in json.loads(done.stdout)}
    assert done.returncode == 3
    assert (plugins["XN001"], plugins["XL001"], plugins["GD301"]) == ("petitions", "loud", None)
    assert [name for name in ("absent", "greedy") if name in done.stderr] == ["absent", "greedy"]
    page = packages.run(programs / "gov-disclosure", "explain", "petition-share", "--lang", "en", check=False).stdout
    assert "30 of the 40 requests" in page


def test_the_examples_own_tests_pass(programs, tmp_path):
    """The tests that come with the example pass where it is installed."""
    packages.run(programs / "python", "-m", "pytest", "-q", "-p", "no:cacheprovider", EXAMPLE / "tests", cwd=tmp_path)


# Types, seen from outside -----------------------------------------------------------------------------------------

MISTAKES = {
    "a misspelt function": "gd.chekc(report)",
    "a misspelt row": "report.requests.recieved",
    "a misspelt attribute": "gd.check(report)[0].massage",
    "a figure that may be blank": "report.requests.received.total + 1",
    "a text for a list": "gd.Registry(plugins=3)",
    "a number for an address": "gd.problem(3, 'text')",
    "a misspelt subject": "gd.rule('XN001', 'name', of='serie')",
    "a misspelt argument": "gd.rule('XN001', 'name', severty='error')",
}


def mypy(programs, path, check=True):
    """What mypy says of a file or folder, strictly, with the types of the installed package."""
    command = [sys.executable, "-m", "mypy", "--strict", "--config-file=", "--python-executable", programs / "python"]
    return packages.run(*command, path, cwd=programs.parent, check=check)


def pyright(programs, path, check=True):
    """What pyright says of a file or folder, strictly, with the types of the installed package."""
    project = path.parent / "pyrightconfig.json" if path.is_file() else path / "pyrightconfig.json"
    project.write_text(json.dumps({"typeCheckingMode": "strict", "include": ["."]}), "utf-8")
    command = [sys.executable, "-m", "pyright", "--pythonpath", programs / "python", "--project", project]
    return packages.run(*command, cwd=programs.parent, check=check)


@pytest.mark.parametrize("checker", [mypy, pyright])
@pytest.mark.parametrize("source", [EXAMPLE / "src", CONSUMER])
def test_the_types_serve_a_program_that_uses_the_package(programs, tmp_path, checker, source):
    """A strict type checker finds nothing wrong in a program that uses the public names, nor in the plugin."""
    project = tmp_path / "project"
    if source.is_dir():
        shutil.copytree(source, project)
    else:
        project.mkdir()
        shutil.copy(source, project)
    checker(programs, project)


@pytest.mark.parametrize("checker", [mypy, pyright])
def test_the_types_catch_mistakes(programs, tmp_path, checker):
    """A strict type checker finds misspelt names, wrong arguments, and a figure that may be blank."""
    lines = ["import gov_disclosure as gd", "report = gd.structure({})", *MISTAKES.values()]
    program = tmp_path / "program.py"
    program.write_text("\n".join(lines), "utf-8")
    said = checker(programs, program, check=False).stdout
    found = {int(line) for line in re.findall(r"program\.py:(\d+):(?:\d+ -)? error", said)}
    assert found == set(range(3, 3 + len(MISTAKES))), said
