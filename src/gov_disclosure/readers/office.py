"""Old Word files, WPS and rich text files, turned into Word files by LibreOffice where it is installed.

LibreOffice runs without a window, with a profile of its own that is thrown away, with macros switched off and
without the network, for a limited time; if that runs out, it is ended with everything it started.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from xml.sax.saxutils import escape

from attrs import evolve

from ..i18n import msg
from .document import Document
from .docx import read_docx
from .files import Source
from .packages import PROTECTED

_PROGRAMS = ("soffice", "libreoffice")
_FILTER = "docx:MS Word 2007 XML"
_NOWHERE = "127.0.0.1"
_DISCARD = 9
_WORD_MARK, _WORD_AT, _FLAGS_AT, _ENCRYPTED = b"\xec\xa5", 512, 512 + 11, 1
_WATCHED = ("/bin/sh", "-c", 'exec 3<&0; "$@" </dev/null 3<&- & it=$!; (read _ <&3; kill -9 0) & wait $it', "sh")
"""Runs a command, and ends its whole group when standard input is closed because whoever started it is gone."""
_SETTINGS: Sequence[tuple[str, str, str]] = (
    ("org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("org.openoffice.Office.Common/Misc", "FirstRun", "false"),
    ("org.openoffice.Office.Writer/Content/Update", "Link", "0"),
    ("org.openoffice.Office.Writer/Content/Update", "Field", "false"),
    ("org.openoffice.Inet/Settings", "ooInetProxyType", "2"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPProxyName", _NOWHERE),
    ("org.openoffice.Inet/Settings", "ooInetHTTPProxyPort", str(_DISCARD)),
    ("org.openoffice.Inet/Settings", "ooInetHTTPSProxyName", _NOWHERE),
    ("org.openoffice.Inet/Settings", "ooInetHTTPSProxyPort", str(_DISCARD)),
    ("org.openoffice.Inet/Settings", "ooInetFTPProxyName", _NOWHERE),
    ("org.openoffice.Inet/Settings", "ooInetFTPProxyPort", str(_DISCARD)),
)
"""What LibreOffice is told: no macros, no links, and a proxy at which nobody answers."""


def read_office(source: Source) -> Document:
    """The paragraphs and tables of a file that LibreOffice can turn into a Word file.

    Raises:
        ReadError: LibreOffice is not installed, takes too long or cannot read the file; or it is protected.
    """
    return read_docx(evolve(source, data=convert(source)))


def convert(source: Source) -> bytes:
    """The file as LibreOffice saves it as .docx.

    Raises:
        ReadError: As for :func:`read_office`.
    """
    kind = _kind(source)
    program = next((found for name in _PROGRAMS if (found := shutil.which(name))), None)
    if program is None:
        text = msg(
            "reading {kind} files needs LibreOffice: install it (on Debian and Ubuntu the package "
            "libreoffice-writer-nogui), or save the file as .docx",
            kind=source.suffix,
        )
        raise source.unreadable(text)
    with tempfile.TemporaryDirectory(prefix="gov-disclosure-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        given = folder / f"report{kind}"
        given.write_bytes(source.data)
        _write_profile(folder / "profile")
        _run(source, program, folder, given)
        made = folder / "out" / "report.docx"
        if not made.is_file():
            raise source.unreadable(msg("LibreOffice cannot read the file: open it with Word or WPS, save it as .docx"))
        if made.stat().st_size > source.limits.bytes:
            raise source.exceeds(msg("MB after conversion"), source.limits.bytes // 10**6)
        return made.read_bytes()


def _kind(source: Source) -> str:
    """The suffix by which LibreOffice takes the file for what it is."""
    data = source.data
    if data.startswith(b"{\\rtf"):
        return ".rtf"
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return ".xml"
    if not data.startswith(b"\xd0\xcf\x11\xe0"):
        raise source.unreadable(msg("this is no Word or WPS file, although its name says so"))
    if data[_WORD_AT : _WORD_AT + 2] == _WORD_MARK and data[_FLAGS_AT] & _ENCRYPTED:
        raise source.unreadable(PROTECTED)
    return ".doc"


def _write_profile(folder: Path) -> None:
    """A new profile with our settings."""
    items = "".join(
        f'<item oor:path="/{escape(path)}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, name, value in _SETTINGS
    )
    user = folder / "user"
    user.mkdir(parents=True)
    (user / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">'
        f"{items}</oor:items>",
        "utf-8",
    )


def _run(source: Source, program: str, folder: Path, given: Path) -> None:
    """Run LibreOffice; whatever happens, nothing of it goes on running."""
    command = [
        program,
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        *("--headless", "--invisible", "--norestore", "--nolockcheck", "--nodefault", "--nologo"),
        *("--convert-to", _FILTER, "--outdir", str(folder / "out"), str(given)),
    ]
    seconds = source.limits.office_seconds
    with _started(command, folder) as process:
        try:
            process.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            text = msg(
                "LibreOffice took longer than {seconds} seconds over the file: open it with Word, save it as .docx",
                seconds=seconds,
            )
            raise source.unreadable(text) from None


@contextmanager
def _started(command: Sequence[str], folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A process in a group of its own, all of which ends with this block, or with this process if that is killed."""
    environment = dict(os.environ, HOME=str(folder), TMPDIR=str(folder), SAL_USE_VCLPLUGIN="svp")
    for name in ("http_proxy", "https_proxy", "ftp_proxy", "all_proxy"):
        environment[name] = environment[name.upper()] = f"http://{_NOWHERE}:{_DISCARD}"
    grouped = hasattr(os, "killpg")
    with _without_soft_limits():
        process = subprocess.Popen(  # noqa: S603 - the program is LibreOffice, the arguments are our own
            [*_WATCHED, *command] if grouped else command,
            cwd=folder,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    try:
        yield process
    finally:
        if grouped:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
        process.communicate()


@contextmanager
def _without_soft_limits() -> Iterator[None]:
    """What is started here is not bound by the limits of memory and time that this process may have been given."""
    try:
        import resource
    except ImportError:  # not on Windows, which has no such limits
        yield
        return
    before = {limit: resource.getrlimit(limit) for limit in (resource.RLIMIT_DATA, resource.RLIMIT_CPU)}
    try:
        for limit, (_, hard) in before.items():
            resource.setrlimit(limit, (hard, hard))
        yield
    finally:
        for limit, values in before.items():
            resource.setrlimit(limit, values)
