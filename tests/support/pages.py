"""The code blocks of a page of documentation, run one after the other as a reader would.

What is done with a block follows from its kind and what stands before it:

- ``console``: each line after ``$`` is a command, what follows is what it prints;
- ``sh``: commands; a ``text`` block that follows at once is what they print (no other block is ``text``);
- ``python``: run in one namespace a page; a ``text`` block that follows at once is what it prints;
- any block after a line that ends with a file's name and a colon (```name`:``) is that file, and is written;
- ``json``, ``yaml`` and ``toml`` are parsed as well;
- after ``<!-- not run: WHY -->`` a block is only looked at; ``<!-- run`` … ``-->`` runs commands that are not shown.

In what is shown a line of ``…`` stands for any lines, and ``…`` in a line for any text.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from attrs import define, field, frozen

ROOT = Path(__file__).parents[2]
_FENCE = re.compile(r"( *)(`{3,}|:{3,})(\{?[\w-]*\}?)")
_NAMED = re.compile(r"(?:^|[ （(*-])`([\w./-]+)`[）)]?[:：]$")
_NOT_RUN = re.compile(r"<!-- not run: (.+) -->")
_ANSWERED = ("sh", "python")
PARSED = ("json", "yaml", "toml")


@define
class Block:
    """A block of a page.

    Attributes:
        kind: The word after the fence.
        content: What is in it.
        line: The line of the page on which its content begins, from 1.
        name: The file that it is, or None.
        why_not: Why it is not run, or None.
        answer: The block that shows what this one prints, or None.
    """

    kind: str
    content: str
    line: int
    name: str | None = None
    why_not: str | None = None
    answer: Block | None = None


def blocks_of(text: str) -> list[Block]:
    """The blocks of a page in order; those of directives and those that answer another one are not among them."""
    return _Scan(text.splitlines()).run()


@define
class _Scan:
    """A walk through the lines of a page.

    Attributes:
        lines: The lines.
        number: The one to look at next.
        found: The blocks so far.
        before: The last line of text, if no block has come since.
        why_not: Why the next block is not run.
        asking: The last block, if the next one can be its answer.
    """

    lines: list[str]
    number: int = 0
    found: list[Block] = field(factory=list)
    before: str = ""
    why_not: str | None = None
    asking: Block | None = None

    def run(self) -> list[Block]:
        """All blocks."""
        while self.number < len(self.lines):
            line = self.lines[self.number]
            self.number += 1
            if opened := _FENCE.match(line):
                self._fence(opened)
            elif line.strip() == "<!-- run":
                self.found.append(Block("sh", *self._until("-->")))
                self.asking = None
            elif skipped := _NOT_RUN.match(line):
                self.why_not = skipped[1]
            elif line.strip() and not line.startswith("<!--"):
                self.before, self.asking = line.rstrip(), None
        return self.found

    def _fence(self, opened: re.Match[str]) -> None:
        if opened[2][0] == ":":  # what is in colons is text with blocks of its own
            return
        content, line = self._until(opened[1] + opened[2], len(opened[1]))
        block = Block(opened[3], content, line)
        if opened[3].startswith("{"):
            self.asking = None
        elif block.kind == "text" and self.asking is not None:
            self.asking.answer, self.asking = block, None
        else:
            named = _NAMED.search(self.before)
            block.name, block.why_not = named[1] if named else None, self.why_not
            self.found.append(block)
            asks = block.kind in _ANSWERED and not block.name and not self.why_not
            self.asking, self.why_not = block if asks else None, None
        self.before = ""

    def _until(self, end: str, indent: int = 0) -> tuple[str, int]:
        """The lines up to the one that closes them, and the number of the first, from 1; goes on behind them."""
        first = self.number
        closing = (n for n in range(first, len(self.lines)) if self.lines[n].rstrip() == end)
        last = next(closing, len(self.lines))
        self.number = last + 1
        return "\n".join(line[indent:] for line in self.lines[first:last]), first + 1


# What is shown and what is printed -------------------------------------------------------------------------------


def same(shown: str, printed: str) -> bool:
    """Whether a page shows what was printed; spaces at the ends of lines are of no account."""
    wanted = [line.rstrip() for line in shown.strip("\n").splitlines()]
    parts = [
        r"(?:.*\n)*?" if line.strip() == "…" else ".*".join(map(re.escape, line.split("…"))) + r"\n" for line in wanted
    ]
    return re.fullmatch("".join(parts), tidy(printed) + "\n" if tidy(printed) else "") is not None


def tidy(printed: str) -> str:
    """What was printed, without spaces at the ends of lines and empty lines around it."""
    return "\n".join(line.rstrip() for line in printed.splitlines()).strip("\n")


@frozen
class Step:
    """Something that was run.

    Attributes:
        what: The commands or the program.
        line: The line of the page.
        shown: What the page shows of the output; None if it shows nothing.
        printed: The output.
        status: The exit status.
    """

    what: str
    line: int
    shown: str | None
    printed: str
    status: int

    @property
    def wrong(self) -> str | None:
        """What is not as the page says, or None."""
        if self.shown is not None and not same(self.shown, self.printed):
            return f"line {self.line}: {self.what}\nshown:\n{self.shown}\nprinted:\n{self.printed}"
        most = 1 if "gov-disclosure" in self.what else 0
        if self.shown is None and self.status > most:
            return f"line {self.line}: {self.what}\nstatus {self.status}:\n{self.printed}"
        return None


def commands_in(console: str) -> Iterator[tuple[int, str, str]]:
    """Each command of a ``console`` block with its line, from 0, and what is shown below it."""
    number, command, shown = 0, "", list[str]()
    for n, line in enumerate(console.splitlines()):
        if line.startswith("$ "):
            if command:
                yield number, command, "\n".join(shown)
            number, command, shown = n, line[2:], []
        elif line.startswith("> ") and not shown:
            command += "\n" + line[2:]
        else:
            shown.append(line)
    if command:
        yield number, command, "\n".join(shown)


# Running ----------------------------------------------------------------------------------------------------------

_DRIVER = """
import contextlib, io, json, os, sys, traceback
namespace = {"__name__": "__main__"}
for line in sys.stdin:
    source, folder = json.loads(line)
    os.chdir(folder)
    out, status = io.StringIO(), 0
    with contextlib.redirect_stdout(out):
        try:
            exec(compile(source, "<page>", "exec"), namespace)
        except BaseException:
            out.write(traceback.format_exc())
            status = 1
    print(json.dumps([out.getvalue(), status]), flush=True)
"""
_SERVER = """
import json, os, sys
import gov_disclosure.checking, gov_disclosure.output.text
from gov_disclosure.cli import main
for line in sys.stdin:
    arguments, folder = json.loads(line)
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.chdir(folder)
        os.close(reading)
        for number, target in enumerate((os.open(os.devnull, os.O_RDONLY), writing, writing)):
            os.dup2(target, number)
        status = main(arguments)
        sys.stdout.flush()
        os._exit(status)
    os.close(writing)
    with open(reading, encoding="utf-8") as stream:
        printed = stream.read()
    print(json.dumps([printed, os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])]), flush=True)
"""
_FOR_THE_SHELL = re.compile(r"""[|<>&;$*?`\\\n#(){}~!]""")


@define
class Reader:
    """Somebody who follows a page in a folder, with a shell and a Python interpreter that stay open.

    Attributes:
        folder: Where it is.
        environment: Variables to set besides.
        imported: Whether a command that is nothing but ``gov-disclosure`` and its arguments may be run by a process in
            which the package is imported already, which is much faster.
    """

    folder: Path
    environment: dict[str, str] = field(factory=dict)
    imported: bool = field(default=True, kw_only=True)
    _shell: Any = field(default=None, init=False)
    _python: Any = field(default=None, init=False)
    _server: Any = field(default=None, init=False)
    _status: int = field(default=0, init=False)

    def __enter__(self) -> Reader:
        self._shell = self._started("bash", "--norc", "--noprofile")
        return self

    def __exit__(self, *_: object) -> None:
        for process in (self._shell, self._python, self._server):
            if process is not None:
                process.stdin.close()
                process.wait()
                process.stdout.close()

    def _started(self, *command: str) -> subprocess.Popen[str]:
        programs = Path(sys.executable).parent
        mine = {
            "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
            "PYTHONUTF8": "1",
            "LC_ALL": "C.UTF-8",
            "NO_COLOR": "1",
        }
        kept = {name: value for name, value in os.environ.items() if name not in {"COLUMNS", "VIRTUAL_ENV"}}
        return subprocess.Popen(
            command,
            cwd=self.folder,
            env={**kept, **mine, **self.environment},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )

    def follow(self, blocks: list[Block]) -> Iterator[Step]:
        """Do what the blocks say, one after the other."""
        for block in blocks:
            if block.why_not:
                self.look_at(block)
            elif block.name:
                self._write(block)
                _parse(block)
            elif block.kind == "console":
                for n, command, shown in commands_in(block.content):
                    printed, status = self.run(command)
                    yield Step(command, block.line + n, shown, printed, status)
            elif block.kind in _ANSWERED:
                printed, status = (self.run if block.kind == "sh" else self.execute)(block.content)
                yield Step(block.content, block.line, block.answer.content if block.answer else None, printed, status)
            elif block.kind in PARSED:
                _parse(block)
            else:
                raise AssertionError(f"line {block.line}: nobody knows what to do with a block of {block.kind!r}")

    def look_at(self, block: Block) -> None:
        """Make sure that what is not run could be."""
        if block.kind == "sh":
            done = subprocess.run(["/bin/bash", "-n", "-c", block.content], capture_output=True, check=False)
            assert done.returncode == 0, f"line {block.line}: {done.stderr.decode()}"
        elif block.kind == "python":
            compile(block.content, f"line {block.line}", "exec")
        else:
            _parse(block)

    def run(self, commands: str) -> tuple[str, int]:
        """What commands print on both channels, and the highest status of any."""
        if self.imported and commands.startswith("gov-disclosure ") and not _FOR_THE_SHELL.search(commands):
            return self._served(shlex.split(commands)[1:])
        return self._typed(commands)

    def _served(self, arguments: list[str]) -> tuple[str, int]:
        """What the command prints, and its status."""
        if self._server is None:
            self._server = self._started(sys.executable, "-c", _SERVER)
        printed, self._status = self._answer(self._server, arguments)
        return printed, self._status

    def _typed(self, commands: str) -> tuple[str, int]:
        """What the shell prints for commands, and the highest status of any."""
        mark = "--- done:"
        if commands == "echo $?":
            commands = f"echo {self._status}"
        watched = "worst=0; trap 'last=$?; [ $last -le $worst ] || worst=$last' ERR"
        self._say(self._shell, f"{watched}\n{{ {commands}\n}} </dev/null\ntrap - ERR; printf '\\n{mark}%d\\n' $worst\n")
        lines: list[str] = []
        for line in _lines(self._shell.stdout):
            if line.startswith(mark):
                self._status = int(line[len(mark) :])
                return "\n".join(lines), self._status
            lines.append(line)
        raise AssertionError(f"the shell has ended: {commands}\n" + "\n".join(lines))

    def execute(self, source: str) -> tuple[str, int]:
        """What a piece of Python prints, and 1 if it raises something."""
        if self._python is None:
            self._python = self._started(sys.executable, "-c", _DRIVER)
        return self._answer(self._python, source)

    def _answer(self, process: subprocess.Popen[str], question: Any) -> tuple[str, int]:
        """What a process prints when it does something in the folder in which the shell is, and the status."""
        status = self._status
        folder, _ = self._typed("pwd")
        self._status = status
        self._say(process, json.dumps([question, folder.strip()]) + "\n")
        assert process.stdout is not None
        printed, status = json.loads(process.stdout.readline())
        return printed, status

    @staticmethod
    def _say(process: subprocess.Popen[str], text: str) -> None:
        assert process.stdin is not None
        process.stdin.write(text)
        process.stdin.flush()

    def _write(self, block: Block) -> None:
        folder, _ = self.run("pwd")
        path = Path(folder.strip(), block.name or "")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(block.content + "\n", "utf-8")


def _lines(stream: IO[str]) -> Iterator[str]:
    for line in stream:
        yield line.removesuffix("\n")


def _parse(block: Block) -> None:
    """Parse a block that is data."""
    if block.kind == "json":
        json.loads(block.content)
    elif block.kind == "toml":
        tomllib.loads(block.content)
    elif block.kind == "yaml":
        from ruamel.yaml import YAML

        YAML(typ="safe").load(block.content)


# Pages ------------------------------------------------------------------------------------------------------------


INSTALLING = {
    "README.md": ("src", "examples", "README.md", "LICENSE", "pyproject.toml", "hatch_build.py"),
    "docs/tutorial.md": (),
}
"""Pages that install the package, and what of the repository is there when they begin; for all others the examples."""


def pages() -> list[Path]:
    """All pages that were written by hand."""
    site = ROOT / "docs"
    derived = {site / "rules", site / "zh/rules", site / "_build"}
    found = [path for path in sorted(site.rglob("*.md")) if not derived & set(path.parents)]
    return [ROOT / "README.md", ROOT / "README.zh-CN.md", ROOT / "CONTRIBUTING.md", *found]


def name_of(path: Path) -> str:
    """A page's path in the repository."""
    return path.relative_to(ROOT).as_posix()


def follow(path: Path, folder: Path, **environment: str) -> list[Step]:
    """Follow a page from its beginning to its end.

    Args:
        path: The page.
        folder: An empty folder.
        environment: Variables to set besides.
    """
    name = name_of(path)
    for given in INSTALLING.get(name, ("examples",)):
        copy = shutil.copytree if (ROOT / given).is_dir() else shutil.copy
        copy(ROOT / given, folder / given)
    with Reader(folder, environment, imported=name not in INSTALLING) as reader:
        return list(reader.follow(blocks_of(path.read_text("utf-8"))))
