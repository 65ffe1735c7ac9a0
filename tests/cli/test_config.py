"""``config``: the settings that apply to a file, and where each comes from."""

import json

import pytest

from gov_disclosure.cli import main
from gov_disclosure.configuration.settings import keys

TEXT = """\
[tool.gov-disclosure]
ignore = ["GD112"]
lang = "en"

[tool.gov-disclosure.per-file-ignores]
"old/*" = ["GD1"]
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """The current folder, with a configuration and two files."""
    (tmp_path / "pyproject.toml").write_text(TEXT, "utf-8")
    (tmp_path / "old").mkdir()
    for name in ("a.txt", "old/b.txt"):
        (tmp_path / name).write_text("", "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    return tmp_path


def as_json(capsys, *arguments):
    """What ``config --format json`` prints."""
    assert main(["config", "--format", "json", *arguments]) == 0
    return json.loads(capsys.readouterr().out)


def test_every_key_has_a_value_and_an_origin(capsys, folder):
    """All keys are shown; those of the file with its line, the others as defaults."""
    data = as_json(capsys, "a.txt")
    assert list(data["settings"]) == list(keys())
    assert data["file"] == "pyproject.toml"
    assert data["settings"]["ignore"] == {"value": ["GD112"], "from": "pyproject.toml:2"}
    assert data["settings"]["per-file-ignores"] == {"value": {"old/*": ["GD1"]}, "from": "pyproject.toml:5"}
    assert data["settings"]["select"] == {"value": None, "from": "default"}


def test_what_applies_to_the_file_is_said(capsys, folder):
    """Ignores of a pattern that matches are among those of the file, and the rules left are listed."""
    assert as_json(capsys, "a.txt")["ignored"] == ["GD112"]
    data = as_json(capsys, "old/b.txt")
    assert data["ignored"] == ["GD112", "GD1"]
    assert "GD301" in data["rules"]
    assert not [code for code in data["rules"] if code.startswith("GD1")]


def test_the_command_line_is_an_origin_too(capsys, folder):
    """An option that is given wins, and is named."""
    assert as_json(capsys, "--lang", "zh", "a.txt")["settings"]["lang"] == {"value": "zh", "from": "--lang"}


def test_without_a_file_the_current_folder_counts(capsys, folder):
    """Without an argument the settings of the current folder are shown."""
    assert as_json(capsys)["file"] == "pyproject.toml"


def test_a_configuration_can_be_named(capsys, folder):
    """``--config`` is used instead of the nearest one."""
    (folder / "strict.toml").write_text('fail-on = "info"', "utf-8")
    data = as_json(capsys, "--config", "strict.toml", "old/b.txt")
    assert data["settings"]["fail-on"] == {"value": "info", "from": "strict.toml:1"}
    assert data["ignored"] == []


def test_text_is_for_people(capsys, folder):
    """The text shows keys, values and origins in 80 columns, in the language of the configuration."""
    assert main(["config", "old/b.txt"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "old/b.txt: configured by pyproject.toml"
    assert any(line.split() == ["lang", '"en"', "pyproject.toml:3"] for line in lines)
    assert "left out in this file: GD112, GD1" in lines
    assert max(map(len, lines)) <= 80


def test_a_wrong_configuration_is_status_2(capsys, folder):
    """Every problem is said on standard error, with file, line and the nearest name."""
    (folder / "pyproject.toml").write_text('[tool.gov-disclosure]\nselct = []\nignore = ["GD999"]\n', "utf-8")
    assert main(["config", "--lang", "en", "a.txt"]) == 2
    error = capsys.readouterr().err
    assert "pyproject.toml:2: selct: unknown key 'selct'; did you mean select?" in error
    assert "pyproject.toml:3: ignore.0: no rule has a code that begins with 'GD999'; did you mean GD109?" in error
    assert "Traceback" not in error


def test_a_plugin_that_is_required_and_missing_is_a_failure(capsys, folder):
    """A required plugin that is not installed is named, and the status is 3."""
    (folder / "pyproject.toml").write_text('[tool.gov-disclosure]\nrequire-plugins = ["absent"]\n', "utf-8")
    assert main(["config", "--format", "json", "a.txt"]) == 3
    (plugin,) = [p for p in json.loads(capsys.readouterr().out)["plugins"] if p["name"] == "absent"]
    assert (plugin["state"], plugin["codes"]) == ("failed", [])
    assert main(["config", "--lang", "en", "a.txt"]) == 3
    assert "plugin absent failed: no such plugin is installed" in capsys.readouterr().out
