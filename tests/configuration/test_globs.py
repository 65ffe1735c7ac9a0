"""Patterns of paths."""

import pytest

from gov_disclosure.configuration.globs import matches, relative


@pytest.mark.parametrize(
    ("pattern", "path"),
    [
        ("a.txt", "a.txt"),
        ("a.txt", "x/y/a.txt"),
        ("*.txt", "x/报告.txt"),
        ("archive", "archive/2019/a.txt"),
        ("archive/", "x/archive/a.txt"),
        ("/a.txt", "a.txt"),
        ("a/*.txt", "a/b.txt"),
        ("a/*", "a/b/c.txt"),
        ("a/**", "a/b/c.txt"),
        ("a/**/c.txt", "a/c.txt"),
        ("a/**/c.txt", "a/b/b/c.txt"),
        ("**/a.txt", "a.txt"),
        ("20??.txt", "x/2023.txt"),
        ("20[12][0-9].txt", "2019.txt"),
        ("[!a].txt", "b.txt"),
        ("a[.txt", "a[.txt"),
        ("a+b(1).txt", "a+b(1).txt"),
        ("../x/*.txt", "../x/a.txt"),
    ],
)
def test_a_pattern_matches(pattern, path):
    """Names match anywhere, paths from the root, folders all that is in them."""
    assert matches(pattern, path)


@pytest.mark.parametrize(
    ("pattern", "path"),
    [
        ("a.txt", "ba.txt"),
        ("a.txt", "a.txt2"),
        ("/a.txt", "x/a.txt"),
        ("a/*.txt", "x/a/b.txt"),
        ("*.txt", "a.txt.json"),
        ("a/**/c.txt", "a/xc.txt"),
        ("archive", "archives/a.txt"),
        ("20??.txt", "20/3.txt"),
        ("[!a].txt", "a.txt"),
        ("a.b", "axb"),
    ],
)
def test_a_pattern_does_not_match(pattern, path):
    """A star stands for no slash, a name for no other."""
    assert not matches(pattern, path)


def test_paths_are_seen_from_a_folder(tmp_path, monkeypatch):
    """However a file is named, its path from a folder is the same, and goes up where it has to."""
    monkeypatch.chdir(tmp_path)
    named = ("a/b.txt", "./a/b.txt", "a/../a/b.txt", str(tmp_path / "a/b.txt"))
    assert {relative(path) for path in named} == {"a/b.txt"}
    assert relative("b.txt", tmp_path / "a") == "../b.txt"
