"""Which configuration applies to a file."""

import pickle

import pytest

from gov_disclosure.configuration.finding import find
from gov_disclosure.configuration.problems import ConfigurationError, line_of
from gov_disclosure.configuration.run import Configurations

TABLE = "[tool.gov-disclosure]\n"


@pytest.fixture
def tree(tmp_path):
    """Writes files below a folder, and gives the folder."""

    def write(files):
        for name, text in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        return tmp_path

    return write


def nearest(path):
    """The file that configures a path."""
    source = find(path)
    assert source is not None
    return source.path


def test_the_nearest_file_above_counts(tree):
    """The configuration in the file's own folder wins over one further up, and a folder is looked into itself."""
    root = tree({"pyproject.toml": TABLE, "a/b/pyproject.toml": TABLE, "a/b/c/x.txt": ""})
    assert nearest(root / "a/b/c/x.txt") == root / "a/b/pyproject.toml"
    assert nearest(root / "a/b") == root / "a/b/pyproject.toml"
    assert nearest(root / "a") == root / "pyproject.toml"


def test_a_pyproject_without_the_table_does_not_count(tree):
    """A pyproject.toml of something else is passed over."""
    root = tree({"pyproject.toml": TABLE, "a/pyproject.toml": "[tool.ruff]\nline-length = 100\n"})
    assert nearest(root / "a/x.txt") == root / "pyproject.toml"


def test_an_own_file_wins_over_pyproject(tree):
    """In the same folder gov-disclosure.toml counts."""
    root = tree({"pyproject.toml": TABLE, "gov-disclosure.toml": ""})
    assert nearest(root / "x.txt") == root / "gov-disclosure.toml"


def test_each_file_of_a_run_has_its_own(tree, monkeypatch):
    """Two files of a run are checked as the files above each say."""
    root = tree({"a/gov-disclosure.toml": 'ignore = ["GD3"]', "b/gov-disclosure.toml": 'ignore = ["GD2"]', "c/x": ""})
    monkeypatch.chdir(root)
    run = Configurations(plugins=False)
    assert [run.of(path).settings.ignore for path in ("a/x.txt", "b/x.txt", "c/x.txt")] == [("GD3",), ("GD2",), ()]
    assert run.of("a/x.txt") is run.of("a/y.txt")


def test_a_run_as_a_whole_has_that_of_the_folder_with_all_its_files(tree, monkeypatch):
    """The language of a run does not hang on the order of its files."""
    root = tree(
        {"gov-disclosure.toml": 'lang = "en"', "a/gov-disclosure.toml": 'lang = "zh"', "a/x.txt": "", "b/x": ""}
    )
    monkeypatch.chdir(root)
    run = Configurations(plugins=False)
    assert run.of_all(["a/x.txt", "b/x"]).settings.lang == run.of_all(["b/x", "a/x.txt"]).settings.lang == "en"
    assert run.of_all(["a/x.txt"]).settings.lang == "zh"


@pytest.mark.parametrize(
    ("path", "quoted", "line"),
    [
        (("tool", "x"), "", 2),
        (("tool", "x", "a"), "", 3),
        (("tool", "x", "list"), "two", 6),
        (("tool", "x", "b", "c"), "", 8),
        (("tool", "x", "inline", "k"), "", 9),
        (("tool", "x", "globs", "a/*.b"), "", 11),
    ],
)
def test_lines_of_values(path, quoted, line):
    """Tables, keys, dotted and quoted keys, elements of long lists and inline tables are found by their line."""
    text = '# tool\n[tool.x]\na = 1\nlist = [\n  "one",\n  "two",\n]\nb.c = "tool.x"\ninline = { k = 1 }\n[tool.x.globs]\n"a/*.b" = 1\n'
    assert line_of(text, path, quoted) == line


def test_all_files_are_prepared_before_the_first_is_checked(tree, monkeypatch):
    """The problems of every configuration of a run are said together, each once."""
    root = tree({"a/gov-disclosure.toml": "selct = []", "b/gov-disclosure.toml": 'lang = "fr"', "c/x": ""})
    monkeypatch.chdir(root)
    with pytest.raises(ConfigurationError) as raised:
        Configurations(plugins=False).prepare(["a/x", "a/y", "a/z/x", "b/x", "c/x"])
    assert [(problem.file, problem.key) for problem in raised.value.problems] == [
        ("a/gov-disclosure.toml", "selct"),
        ("b/gov-disclosure.toml", "lang"),
    ]


def test_configurations_travel_between_processes(tree, monkeypatch):
    """Another process finds the same settings again."""
    root = tree({"gov-disclosure.toml": 'lang = "en"'})
    monkeypatch.chdir(root)
    run = Configurations(given={"ignore": ("GD3",)}, plugins=False)
    settings = run.of("x").settings
    travelled = pickle.loads(pickle.dumps(run))  # noqa: S301 - our own bytes
    assert travelled.of("x").settings == settings


def test_an_own_file_has_its_keys_in_one_place(tree):
    """Keys above the table of a file that has one would be passed over, and are refused with their line."""
    root = tree({"gov-disclosure.toml": '\nlang = "en"\n' + TABLE})
    with pytest.raises(ConfigurationError, match=r"gov-disclosure\.toml:2: lang: stands outside"):
        find(root)
    assert nearest(tree({"pyproject.toml": '[project]\nname = "x"\n' + TABLE, "gov-disclosure.toml": TABLE}))
