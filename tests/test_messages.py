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
    return parsed(CATALOGUE)


@pytest.fixture
def copy(tmp_path):
    """A catalogue of a test's own, in a folder as the script expects it, made of a text."""

    def make(text):
        path = tmp_path / "zh/LC_MESSAGES/gov_disclosure.po"
        path.parent.mkdir(parents=True)
        path.write_text(text, "utf-8")
        return path

    return make


def parsed(path):
    """The catalogue in a file."""
    with path.open("rb") as stream:
        return read_po(stream, locale="zh")


def test_the_catalogue_holds_exactly_the_messages_of_the_package(messages, catalogue):
    """No message is missing from the catalogue, and none in it is out of use."""
    assert {message.id for message in catalogue if message.id} == set(messages.extract())


def test_rules_are_extracted_as_they_are_shown(messages):
    """A rule's statement and reason are looked up by the very text under which they were extracted."""
    assert {text for rule in RULES for text in (rule.holds, rule.why)} <= set(messages.extract())


def test_every_message_is_translated(catalogue):
    """No translation is empty or marked as doubtful."""
    assert [message.id for message in catalogue if message.id and (not message.string or message.fuzzy)] == []


def test_translations_have_the_parameters_of_their_messages(catalogue):
    """A translation names the same parameters as the message, in any order."""
    names = re.compile(r"\{(\w+)[^}]*\}")
    for message in catalogue:
        assert sorted(names.findall(message.string)) == sorted(names.findall(message.id)), message.id


def test_a_current_catalogue_is_left_alone(messages, copy):
    """Bringing a catalogue up to date that is so already changes no byte of it."""
    text = CATALOGUE.read_text("utf-8")
    path = copy(text)
    assert messages.update(path) == 0
    assert path.read_text("utf-8") == text


def test_a_message_that_is_gone_is_dropped(messages, copy, catalogue):
    """A message that the package no longer has goes, and the others keep their translations."""
    path = copy(CATALOGUE.read_text("utf-8") + '\nmsgid "zzzz 1234 zzzz"\nmsgstr "5678"\n')
    assert messages.update(path) == 0
    assert [m.string for m in parsed(path) if m.id] == [
        m.string for m in catalogue if m.id
    ]  # without its header, which has the time


def test_a_doubtful_translation_stays_doubtful(messages, copy):
    """The mark of a translation that nobody has looked over is not lost, and it is counted as work to do."""
    path = copy('#, fuzzy\nmsgid "a picture"\nmsgstr "?"\n')
    assert messages.update(path) == len(messages.extract())
    assert parsed(path).get("a picture").fuzzy


def test_an_empty_file_becomes_a_catalogue(messages, copy):
    """A new language starts with an empty file, which receives every message without a translation."""
    path = copy("")
    assert messages.update(path) == len(messages.extract())
    assert {message.string for message in parsed(path) if message.id} == {""}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_rule_speaks_both_languages(rule):
    """A rule's statement and reason are in English and, differently, in Chinese."""
    for text in (rule.statement, rule.reason):
        assert text("en")
        assert text("zh") != text("en")
        assert re.search("[\u4e00-\u9fff]", text("zh"))


def test_no_text_stays_no_text():
    """An empty text is not looked up, because a catalogue keeps its header under it."""
    assert [msg("").render(lang) for lang in LANGUAGES] == ["", ""]


def test_a_message_is_rendered_with_its_parameters():
    """Parameters that read differently in each language are rendered in the language of the message."""
    message = msg("{cell} is unknown", cell=msg("a picture"))
    assert [message.render(lang) for lang in LANGUAGES] == [
        f"{translate('a picture', 'zh')} 未知",
        "a picture is unknown",
    ]
