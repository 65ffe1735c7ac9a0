"""The recipes for pre-commit and CI: what is written there can be used as it stands."""

import pathlib
import re
import shlex
import tomllib

import pytest
from ruamel.yaml import YAML

from gov_disclosure.cli import cli
from gov_disclosure.configuration.loading import structure
from gov_disclosure.rules.registry import Registry

ROOT = pathlib.Path(__file__).parents[1]
PAGE = "\n".join((ROOT / name).read_text("utf-8") for name in ("docs/how-to/ci.md", "docs/zh/how-to/ci.md"))
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
COMMANDS = re.findall(r"(gov-disclosure (?:check|config) [^\n`|]*)", PAGE)


def blocks(kind):
    """The code blocks of a kind."""
    return [text for found, text in BLOCKS if found == kind]


@pytest.mark.parametrize("text", blocks("toml"))
def test_configurations_are_valid(text):
    """Every configuration on the pages is accepted."""
    settings, problems = structure(tomllib.loads(text)["tool"]["gov-disclosure"], Registry(plugins=[]))
    assert problems == []
    assert settings is not None


@pytest.mark.parametrize("text", blocks("yaml"))
def test_recipes_are_valid_yaml(text):
    """Every recipe can be parsed, and the hook that it names exists."""
    yaml = YAML(typ="safe", pure=True)
    assert yaml.load(text)
    (hook,) = yaml.load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert set(re.findall(r"- id: (\S+)", text)) <= {hook["id"]}


@pytest.mark.parametrize("command", COMMANDS)
def test_commands_exist_with_their_options(command):
    """Every option that the pages use is one of the command."""
    _, name, *words = shlex.split(command)
    known = {option for parameter in cli.commands[name].params for option in parameter.opts}
    assert {word for word in words if word.startswith("--")} <= known


def test_the_pages_have_all_three_recipes():
    """Nothing was lost while reading the pages."""
    assert len(blocks("yaml")) >= 10
    assert len(COMMANDS) >= 10
