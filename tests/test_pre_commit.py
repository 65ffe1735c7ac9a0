"""The pre-commit hook, with the real pre-commit on a real repository."""

import importlib.util
import re
import shutil
import sys

import packages
import pytest
from ruamel.yaml import YAML

from gov_disclosure.readers import FILE_TYPES

ROOT = packages.ROOT
OTHER = {
    "requirements.txt": b"attrs>=23.2\nlxml\n",
    "package.json": b'{"name": "portal", "version": "1.0.0"}',
    "settings.yaml": b"debug: true\n",
    "empty.txt": b"",
    "binary.txt": b"\x00\x01\x02",
    "empty.yaml": b"",
    "picture.png": b"\x89PNG\r\n\x1a\n" + bytes(64),
}


def hook():
    """The hook as its manifest states it."""
    (stated,) = YAML(typ="safe", pure=True).load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    return stated


def test_the_manifest_is_current():
    """The manifest is what tools/hooks.py writes; if not, run it."""
    spec = importlib.util.spec_from_file_location("hooks", ROOT / "tools/hooks.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert module.MANIFEST.read_text("utf-8") == module.manifest()


def test_the_hook_is_given_every_kind_of_file_that_can_be_read():
    """Whatever can be read is given to the hook, in capital letters too, and what cannot is not."""
    pattern = re.compile(hook()["files"])
    for suffix in FILE_TYPES:
        assert pattern.search(f"reports/2023{suffix}")
        assert pattern.search(f"REPORT{suffix.upper()}")
    for name in ("main.py", "picture.png", "README", "txt", "notes.txt.bak", "pyproject.toml", "a.md"):
        assert not pattern.search(name)


# The real pre-commit ----------------------------------------------------------------------------------------------


@pytest.fixture
def git(monkeypatch):
    """Runs git in a folder, without the user's settings."""
    for name, value in {
        "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_AUTHOR_NAME": "tests", "GIT_AUTHOR_EMAIL": "tests@example.org",
        "GIT_COMMITTER_NAME": "tests", "GIT_COMMITTER_EMAIL": "tests@example.org",
    }.items():  # fmt: skip
        monkeypatch.setenv(name, value)
    return lambda folder, *arguments: packages.run("git", *arguments, cwd=folder).stdout.strip()


@pytest.fixture
def published(git, tmp_path):
    """The package as a repository: the files of the working tree, committed or not; its path and its commit."""
    copy = tmp_path / "published"
    for name in git(ROOT, "ls-files", "-co", "--exclude-standard", "-z").split("\0"):
        if name and (ROOT / name).is_file():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, copy / name)
    return copy, committed(git, copy)


@pytest.fixture
def repository(git, tmp_path, published):
    """A repository of reports and other files that uses the hook."""
    folder = tmp_path / "reports"
    folder.mkdir()
    shutil.copy(ROOT / "examples/county-2021.txt", folder / "wrong.txt")
    shutil.copy(ROOT / "examples/county-2021-corrected.txt", folder / "right.txt")
    for name, content in OTHER.items():
        (folder / name).write_bytes(content)
    path, commit = published
    (folder / ".pre-commit-config.yaml").write_text(
        f"repos:\n- repo: {path}\n  rev: {commit}\n  hooks:\n  - id: gov-disclosure\n    args: [--format, concise]\n"
    )
    committed(git, folder)
    return folder


def committed(git, folder):
    """Make a repository of a folder, and one commit of all its files; its hash."""
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "All files")
    return git(folder, "rev-parse", "HEAD")


def pre_commit(folder, *arguments):
    """Exit status and output of pre-commit in a repository."""
    command = [sys.executable, "-m", "pre_commit", "run", "--color", "never", *arguments]
    done = packages.run(*command, cwd=folder, check=False)
    return done.returncode, done.stdout + done.stderr


def test_only_the_wrong_report_fails(repository, tmp_path, monkeypatch):
    """Of a wrong report, a right one and other files the hook complains of the first alone; the next run is prepared."""
    home = tmp_path / "home"
    monkeypatch.setenv("PRE_COMMIT_HOME", str(home))
    status, said = pre_commit(repository, "--all-files")
    assert status == 1, said
    assert "exit code: 1" in said
    assert "Installing environment" in said
    assert {line.split(":")[0] for line in said.splitlines() if re.search(r": GD\d{3} ", line)} == {"wrong.txt"}
    assert "picture.png" not in said

    environments = sorted(home.glob("repo*"))
    status, said = pre_commit(repository, "--files", "right.txt", *OTHER)
    assert status == 0, said
    assert "Passed" in said
    assert "Installing environment" not in said
    assert sorted(home.glob("repo*")) == environments
