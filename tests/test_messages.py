"""The message catalogues: complete, current, and with the same parameters in every language."""

import importlib.util
import pathlib
import re

import pytest
from babel.messages.pofile import read_po

from gov_disclosure.i18n import LANGUAGES, msg, translate
from gov_disclosure.rules import Registry

ROOT = pathlib.Path(__file__).parents[1]
CATALOGUE = ROOT / "src/gov_disclosure/locale/zh/LC_MESSAGES/gov_disclosure.po"
RULES = [rule for rule in Registry(plugins=[]) if rule.prefix == "GD"]


@pytest.fixture(scope="module")
def messages():
    """The script that keeps the catalogues."""
    spec = importlib.util.spec_from_file_location("messages", ROOT / "tools/messages.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def catalogue():
    """The Chinese catalogue."""
    with CATALOGUE.open("rb") as stream:
        return read_po(stream, locale="zh")


def test_the_catalogue_holds_exactly_the_messages_of_the_package(messages, catalogue):
    """No message is missing from the catalogue, and none in it is out of use."""
    assert {message.id for message in catalogue if message.id} == set(messages.extract())


def test_every_message_is_translated(catalogue):
    """No translation is empty or marked as doubtful."""
    assert [message.id for message in catalogue if message.id and (not message.string or message.fuzzy)] == []


def test_translations_have_the_parameters_of_their_messages(catalogue):
    """A translation names the same parameters as the message, in any order."""
    for message in catalogue:
        names = re.compile(r"\{(\w+)[^}]*\}")
        assert set(names.findall(message.string)) == set(names.findall(message.id)), message.id


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_rule_speaks_both_languages(rule):
    """A rule's statement and reason are there in Chinese and in English."""
    for text in (rule.statement, rule.reason):
        assert text("en")
        assert text("zh") != text("en")


def test_a_message_is_rendered_with_its_parameters():
    """Parameters that read differently in each language are rendered in the language of the message."""
    message = msg("{cell} is unknown", cell=msg("a picture"))
    assert [message.render(lang) for lang in LANGUAGES] == [
        f"{translate('a picture', 'zh')} 未知",
        "a picture is unknown",
    ]
