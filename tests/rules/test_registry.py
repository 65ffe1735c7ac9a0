"""Where rules come from: the package, the running program and plugins; and that a bad plugin harms nobody."""

import importlib
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
def points() -> list[EntryPoint]:
    """The entry points that are installed for one test."""
    return []


@pytest.fixture
def install(monkeypatch, points):
    """Installs plugins for one test."""
    finders = []

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


# Plugins that import each other, are required, or disabled -----------------------------------------------------------


def test_a_plugin_may_import_another(install):
    """The rules of a plugin that another one imports stay its own, whichever is loaded first."""
    install("plugin_zbase", GOOD.replace("XA001", "XZ001"))
    install("plugin_first", "import plugin_zbase\n" + GOOD)
    registry = Registry()
    assert {name: [rule.code for rule in rules] for name, rules in registry.loaded.items()} == {
        "first": ["XA001"],
        "zbase": ["XZ001"],
    }
    assert not registry.failures


def test_a_plugin_that_the_program_has_imported_keeps_its_rules(install):
    """A program that imports its plugin before the first check, as its tests do, has the rules of the plugin once."""
    install("plugin_good", GOOD)
    importlib.import_module("plugin_good")
    registry = Registry()
    assert [f.code for f in gd.check(REPORT, registry=registry)] == ["XA001"]
    assert registry.plugin_of(registry["XA001"]) == "good"
    assert not registry.failures
    assert "XA001" not in module._program.rules


def test_a_register_function_may_add_what_was_decorated(install):
    """A function that states a rule can be added by itself, and so can a rule that was made by hand."""
    body = "def register(registry):\n    registry.add(good_rule)\n    registry.add(good_rule)\n"
    install("plugin_callable", GOOD + body, "register")
    assert [rule.code for rule in Registry().loaded["callable"]] == ["XA001"]


def test_only_rules_can_be_added():
    """What is neither a rule nor a function decorated as one is refused."""
    with pytest.raises(TypeError, match="neither a rule"):
        Registry(plugins=[]).add(print)


def test_a_built_in_code_cannot_be_added_by_a_plugin(install):
    """A plugin that makes a rule of a built-in code by hand is refused as a whole, and the built-in rule stays."""
    source = """
import gov_disclosure as gd
def register(registry):
    registry.add(gd.Rule("GD301", "row-total", gd.Severity.INFO, lambda report: []))
"""
    install("plugin_greedy", source, "register")
    registry = Registry()
    assert [failure.plugin for failure in registry.failures] == ["greedy"]
    assert registry["GD301"].severity is gd.Severity.ERROR


def test_two_plugins_of_one_name_are_a_failure(install, points):
    """The second plugin of a name is left out and named with its module."""
    install("plugin_good", GOOD)
    install("plugin_other", GOOD.replace("XA001", "XB001"))
    points[1] = EntryPoint("good", "plugin_other", GROUP)
    registry = Registry()
    assert list(registry.loaded) == ["good"]
    assert ["plugin_other" in failure.error for failure in registry.failures] == [True]


def test_a_plugin_that_ends_the_program_does_not(install):
    """A plugin that calls for the end of the program while it is imported is a failure like any other."""
    install("plugin_exit", "import sys\nsys.exit('no licence')")
    registry = Registry()
    assert [(f.plugin, f.error) for f in registry.failures] == [("exit", "SystemExit: no licence")]
    assert not gd.check(REPORT, registry=registry)


def test_what_a_plugin_prints_is_no_output(install, capsys):
    """A plugin that prints while it is imported does not spoil what is written to standard output."""
    install("plugin_good", "print('hello')\n" + GOOD)
    assert list(Registry().loaded) == ["good"]
    assert capsys.readouterr() == ("", "hello\n")


def test_what_is_installed_may_be_broken(monkeypatch):
    """Where the list of plugins cannot be read, that is a failure, and the built-in rules run."""

    def broken(**_):
        raise OSError("bad metadata")

    monkeypatch.setattr(module, "entry_points", broken)
    assert ["bad metadata" in failure.error for failure in Registry().failures] == [True]


def test_a_disabled_plugin_is_not_imported(install):
    """A plugin that is disabled is not even loaded, so that it cannot fail."""
    install("plugin_bad", "raise ValueError")
    install("plugin_good", GOOD)
    registry = Registry(disable=["bad"])
    assert [f.code for f in gd.check(REPORT, registry=registry)] == ["XA001"]
    assert not registry.failures


def test_a_required_plugin_has_to_be_there(install):
    """All installed plugins are loaded; a required one that is not among them is a failure of every check."""
    install("plugin_good", GOOD)
    findings = gd.check(REPORT, registry=Registry(require=["missing", "good"]))
    assert [f.code for f in findings] == ["XA001"]
    assert [(f.plugin, f.code) for f in findings.failures] == [("missing", None)]


def test_a_required_plugin_is_loaded_beside_those_named(install):
    """A registry of named plugins loads the required ones, too."""
    install("plugin_good", GOOD)
    assert list(Registry(plugins=[], require=["good"]).loaded) == ["good"]


@pytest.mark.parametrize("argument", ["plugins", "require", "disable"])
def test_a_single_text_is_no_list_of_plugins(argument):
    """A name given by itself would be taken for a list of letters."""
    names: Any = {argument: "good"}
    with pytest.raises(TypeError, match="list of names"):
        Registry(**names)


def test_the_same_entry_point_twice_is_one_plugin(install, points):
    """A package that is found in two places is loaded once, and no failure."""
    install("plugin_good", GOOD)
    points.append(EntryPoint("good", "plugin_good", GROUP))
    registry = Registry()
    assert (list(registry.loaded), registry.failures) == (["good"], ())


@pytest.mark.parametrize("error", ["SystemExit", "BaseException", "GeneratorExit"])
def test_whatever_a_plugin_raises_while_it_is_imported_is_its_failure(install, error):
    """What a test runner or a framework raises to leave is no error of Python's usual kind, and harms nobody."""
    install("plugin_leaving", f"class Left({error}): pass\nraise Left('not here')")
    assert [(f.plugin, f.error) for f in Registry().failures] == [("leaving", "Left: not here")]


def test_a_registry_knows_how_many_rules_it_has_and_which():
    """Codes and rules can be asked for with ``in``, and counted."""
    registry = Registry(plugins=[])
    rule = registry["GD301"]
    assert ("GD301" in registry, rule in registry, "GD999" in registry) == (True, True, False)
    assert len(registry) == len(list(registry))


def test_what_became_of_a_plugin_is_said_in_both_languages(install):
    """Why a plugin was refused is a message like any other, and in English where it is an attribute."""
    install("plugin_good", GOOD)
    install("plugin_greedy", GOOD.replace("XA001", "XA002"))
    (refused, missing) = Registry(require=["missing"]).failures
    assert (refused.error, refused.render("en")) == ("the prefix XA of XA002 is that of good",) * 2
    assert missing.render("zh") != missing.render("en") == missing.error
