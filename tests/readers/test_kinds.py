"""What a file really is, whatever it is called; and what to ask for instead of what cannot be read."""

import io
import zipfile

import docxforms
import pytest

import gov_disclosure as gd
from gov_disclosure.readers import read_source
from gov_disclosure.readers.files import Source
from gov_disclosure.readers.kinds import kind_of

OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def packed(*names):
    """An archive with some files."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return made.getvalue()


def stream(name):
    """An old Office file with a stream of a name."""
    return OLD + name.encode("utf-16-le") + b"\0\0"


def said_of(data, name):
    """Why a file is not read."""
    with pytest.raises(gd.ReadError) as error:
        read_source(Source(data, name), skip_other=False)
    assert error.value.finding.code == "GD001"
    return error.value.finding.render("en")


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.doc", packed("word/document.xml"), ".docx"),
        ("a.docm", packed("word/document.xml"), ".docm"),
        ("a.docx", packed("xl/workbook.xml"), ".xlsx"),
        ("a.xlsm", packed("xl/workbook.xml"), ".xlsm"),
        ("a.pdf", packed("OFD.xml"), ".ofd"),
        ("a.docx", packed("a.txt"), ".zip"),
        ("a.zip", packed("word/document.xml"), ".zip"),
        ("a.docx", stream("WordDocument"), ".doc"),
        ("a.wps", stream("WordDocument"), ".doc"),
        ("a.doc", stream("Workbook"), ".xls"),
        ("a.et", stream("Workbook"), ".xls"),
        ("a.doc", b"{\\rtf1 x}", ".rtf"),
        ("a.doc", b"%PDF-1.7", ".pdf"),
        ("a.html", b"\xef\xbb\xbf\r\n%PDF-1.7", ".pdf"),
        ("a.doc", b"<html><body>x</body></html>", ".html"),
        ("a.doc", b"<html xmlns:w='x'><!--[if gte mso 9]><xml><w:WordDocument/></xml><![endif]-->", ".html"),
        ("a.xls", "<html><head>".encode("utf-16"), ".html"),
        ("a.doc", b'<?xml version="1.0"?><w:wordDocument xmlns:w="x"/>', ".doc"),
        ("a.doc", b"MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n", ".mhtml"),
        ("a.html", b"MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n", ".mhtml"),
        ("a.mht", b"MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n", ".mht"),
        ("a.htm", b"<html>", ".htm"),
        ("a.doc", "一、总体情况".encode("gb18030"), ".txt"),
        ("a.docx", b"\x89PNG\r\n", ".png"),
        ("-", b"%PDF-1.7", ".pdf"),
        ("-", b'{"edition": "2021"}', ".json"),
        ("-", "一、总体情况".encode(), ".txt"),
        ("a.txt", b"<html>", ".txt"),
        ("a.json", b"%PDF", ".json"),
        ("a.doc", bytes(range(256)), ".doc"),
    ],
)
def test_the_content_decides_what_a_file_is(name, data, kind):
    """A wrong suffix does not matter where the content shows what the file is; plain text is taken at its word."""
    assert kind_of(Source(data, name)) == kind


@pytest.mark.parametrize("name", ["report.doc", "report.wps", "report.html", "report.xlsx", "report"])
def test_a_word_file_is_read_whatever_it_is_called(name):
    """Many a .doc is a .docx file that somebody renamed."""
    report = gd.read(docxforms.EXAMPLE)
    data = docxforms.write(report).data
    found = read_source(Source(data, name), skip_other=False)
    assert found is not None
    assert found.requests == report.requests


def test_a_text_that_is_called_a_word_file_is_read():
    """A .doc that is plain text is read as that."""
    text = docxforms.EXAMPLE.read_bytes()
    found = read_source(Source(text, "report.doc"), skip_other=False)
    assert found is not None
    assert found["requests.received.total"] == 2


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.ofd", b"x", "Word file"),
        ("a.ofd", packed("OFD.xml"), "Word file"),
        ("a.et", stream("Workbook"), ".xlsx"),
        ("a.xls", b"x", ".xlsx"),
        ("a.png", b"x", "picture"),
        ("a.jpeg", b"\xff\xd8\xff", "picture"),
        ("a.pdf", b"\xff\xd8\xff", "picture"),
        ("a.rar", b"Rar!", "unpack"),
        ("a.xyz", b"x", "readable are"),
        ("a.docx", bytes(range(256)), "no complete Word"),
        ("a.doc", bytes(range(256)), "no Word or WPS file"),
    ],
)
def test_what_cannot_be_read_says_what_to_ask_for(name, data, said):
    """A clerk learns which file to ask for instead."""
    assert said in said_of(data, name)
