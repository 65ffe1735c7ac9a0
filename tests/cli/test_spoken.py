"""The language in which the command line explains itself."""

import gettext
import os

import click
import pytest

from gov_disclosure.cli import cli, main
from gov_disclosure.cli.spoken import explained, language_of
from gov_disclosure.i18n import translate

CONSOLE = ("LC_ALL", "LC_MESSAGES", "LANG")
HELP = "a picture"
"""A message that the catalogue has."""


@pytest.fixture(autouse=True)
def console(monkeypatch):
    """A console without a language; sets one."""
    for name in CONSOLE:
        monkeypatch.delenv(name, raising=False)
    return monkeypatch.setenv


@pytest.mark.parametrize(
    ("arguments", "language"),
    [
        ([], "en"),
        (["check", "--lang", "zh", "--help"], "zh"),
        (["check", "--lang=zh"], "zh"),
        (["--lang"], "en"),
        (["--lang", "fr"], "en"),
        (["zh", "--help"], "en"),
    ],
)
def test_the_language_is_that_asked_for(arguments, language):
    """``--lang`` says it, wherever it stands among the arguments; without it, help is in English."""
    assert language_of(arguments) == language


@pytest.mark.parametrize("name", CONSOLE)
def test_otherwise_it_is_that_of_the_console(console, name):
    """A Chinese console is explained to in Chinese, unless another language is asked for."""
    console(name, "zh_CN.UTF-8")
    assert language_of(["--help"]) == "zh"
    assert language_of(["check", "--lang", "en"]) == "en"
    console(name, "de_DE.UTF-8")
    assert language_of(["--help"]) == "en"


def test_a_command_is_explained_with_its_options_and_left_as_it_was():
    """Each paragraph and each option is translated, in a copy; what the command does stays the same."""
    command = click.Command("c", help=f"{HELP}\n\n{HELP}", params=[click.Option(["--x"], help=HELP)])
    chinese = explained(command, "zh")
    option = chinese.params[0]
    assert isinstance(option, click.Option)
    assert chinese.help == f"{translate(HELP, 'zh')}\n\n{translate(HELP, 'zh')}"
    assert option.help == translate(HELP, "zh")
    assert (command.help, explained(command, "en")) == (f"{HELP}\n\n{HELP}", command)


@pytest.mark.parametrize("name", cli.commands)
def test_all_that_help_says_is_a_message(messages, name):
    """What a command and its options say of themselves is in the catalogue of messages."""
    command = cli.commands[name]
    said = [
        *(command.help or "").split("\n\n"),
        *(o.help for o in command.params if isinstance(o, click.Option) and o.help),
    ]
    assert {" ".join(text.split()) for text in said} <= messages


@pytest.fixture(scope="module")
def messages():
    """The messages of the package."""
    import importlib.util
    import pathlib

    path = pathlib.Path(__file__).parents[2] / "tools/messages.py"
    spec = importlib.util.spec_from_file_location("messages", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return set(module.extract())


def test_help_is_printed(capsys):
    """Help works in either language, for the program and for each command."""
    for arguments in (["--help"], *([name, "--help"] for name in cli.commands)):
        assert main(arguments) == 0
    assert main(["check", "--lang", "zh", "--help"]) == 0
    assert "--update-baseline" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("lang", "words"), [("zh", ("用法", "错误", "缺少参数")), ("en", ("Usage", "Error", "Missing"))]
)
def test_what_click_says_by_itself_is_in_the_language_too(capsys, lang, words):
    """Wrong usage is explained in one language throughout, and the process's own gettext stays as it was."""
    before = gettext.textdomain(), os.environ.get("LANGUAGE")
    assert main(["check", "--lang", lang]) == 2
    err = capsys.readouterr().err
    assert [word for word in words if word not in err] == []
    assert (gettext.textdomain(), os.environ.get("LANGUAGE")) == before


@pytest.mark.parametrize("arguments", [["explain", "GD999"], ["check"]])
def test_a_wrong_call_is_explained_in_one_language(capsys, arguments):
    """Without ``--lang`` all of it is in the language of the output, also on a console without a language."""
    assert main(arguments) == 2
    err = capsys.readouterr().err
    assert "错误" in err
    assert [word for word in ("Usage", "Error", "Try") if word in err] == []


def test_a_call_without_anything_shows_help_in_one_language(capsys):
    """The headings of the help are in the language of its texts."""
    main([])
    captured = capsys.readouterr()
    shown = captured.out + captured.err
    assert "Usage:" in shown
    assert "选项" not in shown
