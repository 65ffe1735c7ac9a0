"""Old Word, WPS and rich text files are read through LibreOffice, which is bounded in what it may do."""

import io
import os
import re
import resource
import shutil
import subprocess
import sys
import zipfile

import docxforms
import pytest
from docxforms import Shape
from wordxml import repacked

import gov_disclosure as gd
from gov_disclosure.readers import read_source
from gov_disclosure.readers.files import Source
from gov_disclosure.readers.limits import Limits

OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "WordDocument".encode("utf-16-le") + b"\0\0"
SHAPES = {
    "plain": Shape(),
    "lists": Shape(headings="list", vertical=True, breaks=True, four=True),
    "hidden": Shape(headings="style-list", hidden=True, pieces=True),
    "tracked": Shape(tracked=True),
}
WRITTEN = {".doc": "MS Word 97", ".rtf": "Rich Text Format"}


def said_of(source):
    """Why a file is not read."""
    with pytest.raises(gd.ReadError) as error:
        read_source(source, skip_other=False)
    assert error.value.finding.code == "GD001"
    return error.value.finding.render("en")


def _without_deleted_rows(data):
    """A Word file without rows that are deleted as a tracked change, which LibreOffice writes as if they were not."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        body = archive.read("word/document.xml").decode()
    return repacked(data, word__document_xml=re.sub(r"<w:tr><w:trPr><w:del .*?</w:tr>", "", body))


# With LibreOffice -------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def old_files(tmp_path_factory):
    """The example report as old Word and rich text files, all of a kind written by LibreOffice at once."""
    folder = tmp_path_factory.mktemp("office")
    report = gd.read(docxforms.EXAMPLE)
    for name, shape in SHAPES.items():
        (folder / f"{name}.docx").write_bytes(_without_deleted_rows(docxforms.write(report, shape=shape).data))
    program = next(found for name in ("soffice", "libreoffice") if (found := shutil.which(name)))
    for suffix, named in WRITTEN.items():
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        given = [str(folder / f"{name}.docx") for name in SHAPES]
        target = ("--convert-to", f"{suffix[1:]}:{named}", "--outdir", str(folder))
        subprocess.run([program, profile, "--headless", *target, *given], check=True, capture_output=True)
    return folder


@pytest.mark.soffice
@pytest.mark.parametrize(
    ("shape", "suffix", "called"),
    [
        ("plain", ".doc", ".doc"),
        ("lists", ".doc", ".wps"),
        ("hidden", ".doc", ".doc"),
        ("plain", ".rtf", ".doc"),
    ],
)
def test_old_files_are_read_like_new_ones(old_files, tmp_path, monkeypatch, shape, suffix, called):
    """Every figure is read, with its place, and so are the headings, as Word numbers them; nothing is left behind."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    wanted = gd.read(old_files / f"{shape}.docx")
    data = (old_files / f"{shape}{suffix}").read_bytes()
    found = read_source(Source(data, f"report{called}"), skip_other=False)
    assert found == wanted
    rows = {address: (place.table, place.row) for address, place in wanted.locations.items()}
    assert {address: (place.table, place.row) for address, place in found.locations.items()} == rows
    assert list(tmp_path.iterdir()) == []


@pytest.mark.soffice
def test_what_was_deleted_in_an_old_file_is_not_there(old_files):
    """Of tracked changes the inserted text is read, and the deleted is not."""
    assert gd.read(old_files / "tracked.doc") == gd.read(old_files / "tracked.docx")


# Without it -------------------------------------------------------------------------------------------------------


def fake(folder, script):
    """A program by the name of LibreOffice."""
    program = folder / "soffice"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    return f"{folder}{os.pathsep}{os.environ['PATH']}"


@pytest.mark.parametrize("suffix", [".doc", ".wps"])
def test_without_libreoffice_the_message_says_what_to_install(monkeypatch, tmp_path, suffix):
    """A .doc on a machine without LibreOffice is GD001 that names the package."""
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "libreoffice-writer" in said_of(Source(OLD, f"report{suffix}"))


def test_libreoffice_that_makes_nothing_of_the_file_says_so(monkeypatch, tmp_path):
    """Where no Word file comes out, the finding says what to do."""
    monkeypatch.setenv("PATH", fake(tmp_path, "exit 1"))
    assert "save it as .docx" in said_of(Source(OLD, "report.doc"))


def test_libreoffice_that_makes_too_much_of_the_file_is_refused(monkeypatch, tmp_path):
    """What comes out is bound by the limits like any file."""
    monkeypatch.setenv("PATH", fake(tmp_path, "mkdir out && head -c 2000 /dev/zero > out/report.docx"))
    assert "too large" in said_of(Source(OLD, "report.doc", Limits(bytes=1_500)))


def test_a_limited_process_does_not_limit_libreoffice(monkeypatch, tmp_path):
    """The soft limits of time that this process works under are not those of LibreOffice."""
    monkeypatch.setenv("PATH", fake(tmp_path, f"ulimit -S -t > {tmp_path}/limit"))
    before = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (100_000, before[1]))
    try:
        assert said_of(Source(OLD, "report.doc"))
        assert resource.getrlimit(resource.RLIMIT_CPU)[0] == 100_000
    finally:
        resource.setrlimit(resource.RLIMIT_CPU, before)
    assert (tmp_path / "limit").read_text().strip() == "unlimited"


def test_libreoffice_that_takes_too_long_is_ended_with_its_children(monkeypatch, tmp_path):
    """When the time is over, neither the program nor what it started goes on."""
    os.mkfifo(tmp_path / "alive")
    monkeypatch.setenv("PATH", fake(tmp_path, f"exec 9>{tmp_path}/alive; cat /dev/zero >/dev/null & wait"))
    reading = os.open(tmp_path / "alive", os.O_RDONLY | os.O_NONBLOCK)
    assert "longer than 0.5 seconds" in said_of(Source(OLD, "report.doc", Limits(office_seconds=0.5)))
    os.set_blocking(reading, True)
    assert os.read(reading, 1) == b""  # the end: nobody holds the other side any more
    os.close(reading)


def test_libreoffice_ends_with_the_process_that_started_it(tmp_path):
    """Where the process that reads is killed, LibreOffice does not go on without it."""
    os.mkfifo(tmp_path / "alive")
    path = fake(tmp_path, f"exec 9>{tmp_path}/alive; echo started >&9; cat /dev/zero >/dev/null & wait")
    (tmp_path / "report.doc").write_bytes(OLD)
    code = "import sys, gov_disclosure as gd; gd.read(sys.argv[1])"
    given = [sys.executable, "-c", code, str(tmp_path / "report.doc")]
    with (
        subprocess.Popen(given, env=os.environ | {"PATH": path, "TMPDIR": str(tmp_path)}) as process,
        (tmp_path / "alive").open() as alive,
    ):
        assert alive.readline() == "started\n"
        process.kill()
        assert alive.read() == ""  # the end


def test_a_protected_old_file_says_so():
    """An old Word file with a password is not given to LibreOffice, which would ask for it."""
    data = bytearray(OLD[:512] + b"\xec\xa5" + bytes(20) + OLD[512:])
    data[512 + 11] = 1
    assert "password" in said_of(Source(bytes(data), "report.doc"))
