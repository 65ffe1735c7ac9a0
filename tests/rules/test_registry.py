"""Where rules come from: the package, the running program and plugins; and that a bad plugin harms nobody."""

import sys
import types
from importlib.metadata import EntryPoint
from typing import Any, cast

import pytest

import gov_disclosure as gd
from gov_disclosure.rules import registry as module
from gov_disclosure.rules.registry import GROUP, Registry

REPORT = gd.structure({"requests": {"received": {"total": 5}}})
ADDRESS = "requests.received.total"


def plugin(name, source):
    """An installed plugin: an importable module with the given source, and its entry point."""

    class Finder:
        @staticmethod
        def find_spec(fullname, *_):
            from importlib.machinery import ModuleSpec

            return ModuleSpec(fullname, cast(Any, Finder)) if fullname == name else None

        @staticmethod
        def create_module(spec):
            return types.ModuleType(spec.name)

        @staticmethod
        def exec_module(created):
            exec(source, created.__dict__)  # noqa: S102 - a module of our own making

    sys.meta_path.append(Finder)
    return EntryPoint(name.removeprefix("plugin_"), name, GROUP), Finder


@pytest.fixture
def install(monkeypatch):
    """Installs plugins for one test."""
    points, finders = [], []

    def installed(name, source, attribute=""):
        point, finder = plugin(name, source)
        points.append(EntryPoint(point.name, f"{name}:{attribute}" if attribute else name, GROUP))
        finders.append(finder)

    monkeypatch.setattr(module, "entry_points", lambda **_: points)
    yield installed
    for finder in finders:
        sys.meta_path.remove(finder)
    for point in points:
        sys.modules.pop(point.module, None)
    module._rules_of.cache_clear()


GOOD = f'''
import gov_disclosure as gd

@gd.rule("XA001", "good-rule", severity="info")
def good_rule(report):
    """A rule that always speaks."""
    yield gd.problem("{ADDRESS}", "seen")
'''


def test_a_plugins_rules_are_found_and_run(install):
    """The decorated rules of a plugin's module run, and are the plugin's alone."""
    install("plugin_good", GOOD)
    registry = Registry()
    findings = gd.check(REPORT, registry=registry)
    assert [f.code for f in findings] == ["XA001"]
    assert registry.plugin_of(registry["XA001"]) == "good"
    assert not gd.check(REPORT, registry=Registry(plugins=[]))


def test_a_plugin_may_register_its_rules_itself(install):
    """A callable is given a registry to which it adds its rules."""
    source = GOOD.replace("@gd.rule", "@rule_of").replace(
        "import gov_disclosure as gd", "import gov_disclosure as gd\nrule_of = gd.rule"
    )
    install(
        "plugin_callable",
        f"def register(registry):\n{'    '.join(('    ' + source).splitlines(keepends=True))}",
        "register",
    )
    assert [f.code for f in gd.check(REPORT, registry=Registry())] == ["XA001"]


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("import does_not_exist_anywhere", "ModuleNotFoundError"),
        (GOOD.replace("XA001", "GD901"), "GD"),
        ("x = 1", "states no rule"),
        (GOOD + GOOD.replace("XA001", "XB001").replace("def good_rule", "def other"), "XB001"),
        ("raise SystemError('at import')", "at import"),
    ],
)
def test_a_plugin_that_cannot_be_loaded_is_a_failure(install, source, reason):
    """A plugin that fails at import, takes a built-in code or mixes prefixes is named, and the others go on."""
    install("plugin_bad", source)
    install("plugin_other", GOOD.replace("XA001", "XZ001"))
    findings = gd.check(REPORT, registry=Registry())
    assert [f.code for f in findings] == ["XZ001"]
    assert [(f.plugin, f.code) for f in findings.failures] == [("bad", None)]
    assert reason in findings.failures[0].error


def test_the_second_plugin_with_a_prefix_is_refused(install):
    """A prefix belongs to the first plugin, in the order of their names."""
    install("plugin_second", GOOD.replace("XA001", "XA002"))
    install("plugin_first", GOOD)
    findings = gd.check(REPORT, registry=Registry())
    assert [f.code for f in findings] == ["XA001"]
    assert [f.plugin for f in findings.failures] == ["second"]


@pytest.mark.parametrize(
    "body", ["raise ValueError('oops')", "return 5", "yield 'nonsense'", "yield gd.problem('x', 'y').no_such_thing"]
)
def test_a_plugins_rule_that_fails_is_a_failure(install, body):
    """A rule that raises or returns nonsense is reported by name; what the other rules find stays."""
    install("plugin_bad", GOOD.replace('yield gd.problem("requests.received.total", "seen")', body))
    report = gd.structure({"requests": {"received": {"total": -5}}})
    findings = gd.check(report, registry=Registry())
    assert [f.code for f in findings] == ["GD201"]
    assert [(f.plugin, f.code) for f in findings.failures] == [("bad", "XA001")]


def test_a_plugin_that_is_asked_for_and_not_installed_is_a_failure(install):
    """A plugin named in the registry has to be there."""
    install("plugin_good", GOOD)
    registry = Registry(plugins=["good", "missing"])
    assert [failure.plugin for failure in registry.failures] == ["missing"]
    assert registry["XA001"].name == "good-rule"


def test_the_same_function_defined_again_replaces_itself():
    """A notebook cell run twice states its rule once, with the newer text; another function of the code is refused."""
    try:
        for text in ("first", "second"):

            @gd.rule("XQ101", "again")
            def again(report, text=text):
                """A rule that is defined twice."""
                yield gd.problem(ADDRESS, text)

        assert [f.message for f in gd.check(REPORT, select=["XQ101"])] == ["second"]
        with pytest.raises(ValueError, match="one meaning"):

            @gd.rule("XQ101", "other")
            def other(report):
                """Another rule with the same code."""

    finally:
        module._program.rules.pop("XQ101", None)
        module._program.functions.pop("XQ101", None)
        module._program.changes += 1


@pytest.mark.parametrize(("code", "name"), [("X1", "n"), ("xn001", "n"), ("XN001", "Not A Name"), ("GD901", "mine")])
def test_a_malformed_code_or_name_is_refused(code, name):
    """A code is capital letters and digits, a name is lower-case words; the prefix GD is taken."""
    with pytest.raises(ValueError, match=r"code|name|prefix"):

        @gd.rule(code, name)
        def malformed(report):
            """Never stated."""
