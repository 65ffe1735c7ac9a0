"""Broken and hostile PDFs are read safely, or refused with the reason."""

import io
import random
import re

import pdfforms
import printing
import pytest
import rawpdf
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

import gov_disclosure as gd
from gov_disclosure.readers import read_source
from gov_disclosure.readers.files import Source
from gov_disclosure.readers.limits import Limits
from gov_disclosure.readers.pdf import read_pdf

SMALL = Limits(bytes=10**6, unpacked_bytes=10**6, pages=20, drawing_bytes=300_000, drawn=20_000, cells=2_000)


def read(data, limits=SMALL):
    """What is read of a PDF."""
    return read_pdf(Source(data, "report.pdf", limits))


def refusal(data, limits=SMALL):
    """Code and message of the error with which a PDF is refused."""
    with pytest.raises(gd.ReadError) as caught:
        read(data, limits)
    return f"{caught.value.finding.code}: {caught.value.finding.render('en')}"


def text_of(data, limits=SMALL):
    """The text of a PDF's paragraphs."""
    return " ".join(block.text for block in read(data, limits).blocks)


def one_page(content, *args, **more):
    """A page that shows some text besides."""
    return rawpdf.one_page(rawpdf.stream(rawpdf.TEXT + content), *args, **more)


def test_where_memory_ran_out_the_file_is_not_called_damaged(monkeypatch):
    """That there was no memory left is for whoever set the limit to say, and nothing against the file."""

    def run_out(_):
        raise MemoryError

    monkeypatch.setattr("gov_disclosure.readers.pdfpages.sheets", run_out)
    with pytest.raises(MemoryError):
        read(one_page(b""))


# Protected, scanned -----------------------------------------------------------------------------------------------


def test_a_password_is_asked_for_in_words():
    """A file that opens with a password only is refused, and what to do is said."""
    data = pdfforms.write(_report(), encrypt=StandardEncryption("secret", ownerPassword="owner", canPrint=0))
    assert "password" in refusal(data, Limits())
    assert refusal(data, Limits()).startswith("GD001")


def test_a_file_that_only_forbids_copying_is_read():
    """An owner's password keeps nobody from reading."""
    file = io.BytesIO()
    canvas = Canvas(file, encrypt=StandardEncryption("", ownerPassword="owner", canCopy=0))
    canvas.drawString(72, 700, "some text")
    canvas.save()
    assert text_of(file.getvalue()) == "some text"


def test_a_file_without_text_is_gd004():
    """Pictures of pages are not read, and the file from which they were made is asked for."""
    assert refusal(_scanned(1)).startswith("GD004")
    assert refusal(rawpdf.one_page(rawpdf.stream(b"0 0 m 100 100 l S"))).startswith("GD004")


def test_a_number_stamped_on_a_picture_is_no_text():
    """A scan with page numbers is a scan."""
    picture = b"/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray"
    drawn = rawpdf.stream(b"q 595 0 0 842 0 0 cm /I Do Q BT /F1 9 Tf 290 30 Td (- 1 -) Tj ET")
    data = rawpdf.one_page(drawn, b"/XObject << /I 10 0 R >>", {10: rawpdf.stream(b"\x00", picture)})
    assert refusal(data).startswith("GD004")


def test_of_pages_some_of_which_are_pictures_the_others_are_read():
    """What is missing then rests on the reading, and a note says so."""
    document = read(_scanned(1, text=True))
    assert document.unread == (2,)
    report = read_source(Source(_scanned(1, text=True), "report.pdf"), skip_other=False)
    assert report is not None
    assert {note.about for note in report.notes if note.text == "p. 2"} >= {"overview", "requests", "disputes"}


def _scanned(pictures, *, text=False):
    """A file of pages that are pictures, after one with text if wanted."""
    resources = b"/Resources << /Font << /F1 5 0 R >> /XObject << /I 6 0 R >> >>"
    pages = [7] * text + list(range(10, 10 + pictures))
    picture = b"/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray"
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [%s] /Count 2 >>" % b" ".join(b"%d 0 R" % page for page in pages),
        4: rawpdf.stream(b"q 595 0 0 842 0 0 cm /I Do Q"),
        5: rawpdf.FONT,
        6: rawpdf.stream(b"\x00", picture),
        7: b"<< /Type /Page /MediaBox [0 0 595 842] /Contents 8 0 R %s >>" % resources,
        8: rawpdf.stream(rawpdf.TEXT),
    }
    for number in range(10, 10 + pictures):
        objects[number] = b"<< /Type /Page /MediaBox [0 0 595 842] /Contents 4 0 R %s >>" % resources
    return rawpdf.pdf(objects)


def test_text_of_which_the_characters_are_unknown_is_refused():
    """A font that draws shapes without saying which characters they are gives no text."""
    font = b"<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [11 0 R] >>"
    inner = b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /X /CIDSystemInfo << /Registry (A) /Ordering (B) >> >>"
    content = rawpdf.stream(b"BT /F2 12 Tf 72 700 Td <00010002000300040005> Tj ET")
    data = rawpdf.one_page(content, b"/Font << /F2 10 0 R >>", {10: font, 11: inner}).replace(
        b"/Font << /F1 5 0 R >>", b""
    )
    assert "characters" in refusal(data)


# Broken -----------------------------------------------------------------------------------------------------------


def test_a_broken_table_of_objects_is_done_without():
    """A file whose objects are not where it says is read by looking for them."""
    data = re.sub(rb"startxref\n\d+", b"startxref\n7", one_page(b""))
    assert text_of(data) == "some text"
    assert text_of(one_page(b"").partition(b"xref\n")[0] + b"trailer\n<< /Root 1 0 R >>\n") == "some text"


def test_a_damaged_stream_is_not_read_in_part():
    """Of a page whose drawing is cut short nobody knows what it shows."""
    whole = rawpdf.stream(rawpdf.TEXT * 50, packed=True)
    at = whole.index(b"stream\n") + 60
    assert "damaged" in refusal(rawpdf.one_page(whole[:at] + b"\x55" * 9 + whole[at + 9 :]))


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"%PDF-1.7\n%%EOF", b"\x00" * 99, b"PK\x03\x04", b"<html>"])
def test_what_is_no_pdf_is_refused(data):
    """A name does not make a PDF."""
    assert refusal(data).startswith("GD001")


# Hostile ----------------------------------------------------------------------------------------------------------


def test_a_loop_of_pages_ends():
    """A page tree that contains itself is walked once."""
    data = one_page(b"").replace(b"/Kids [3 0 R]", b"/Kids [3 0 R 2 0 R 3 0 R]")
    assert text_of(data) == "some text"


def test_an_absurd_count_of_pages_is_not_believed():
    """Pages are counted as they come."""
    assert text_of(one_page(b"").replace(b"/Count 1", b"/Count 2000000000")) == "some text"
    kids = b" ".join(b"<< /Type /Page /Contents 4 0 R >>" for _ in range(30))
    assert "pages" in refusal(one_page(b"").replace(b"[3 0 R]", b"[%s]" % kids))


def test_what_unpacks_to_too_much_is_refused():
    """A stream is unpacked up to the limit and no further."""
    bomb = rawpdf.stream(b" " * 5_000_000, packed=True)
    assert "unpacked" in refusal(rawpdf.one_page(bomb))
    assert "drawing" in refusal(rawpdf.one_page(rawpdf.stream(b" " * 500_000, packed=True)))


def test_too_many_characters_and_lines_are_refused():
    """Marks are counted."""
    assert "characters and lines" in refusal(one_page(b"0 0 m 9 9 l S\n" * 15_000))
    lines = b"".join(b"%d 0 m %d 800 l S 0 %d m 590 %d l S\n" % (x, x, x, x) for x in range(4, 590, 5))
    assert "cells" in refusal(one_page(lines))


def test_text_beyond_the_page_s_edge_is_not_read_in_part():
    """A piece of text that runs over the edge is whole; what stands beyond it is not on the page."""
    beyond = b"BT /F1 12 Tf 580 650 Td (12345) Tj 100 0 Td (hidden) Tj ET"
    assert text_of(one_page(beyond)) == "some text 12345"


def test_forms_that_draw_each_other_are_refused():
    """Drawings within drawings are limited in depth and in number."""
    form = b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /F %d 0 R >> >>"
    forms = {n: rawpdf.stream(b"/F Do /F Do /F Do\n", form % (n + 1)) for n in range(10, 40)}
    assert refusal(one_page(b"/F Do", b"/XObject << /F 10 0 R >>", forms)).startswith("GD001")
    forms = {n: rawpdf.stream(b"/F Do\n", form % (n + 1)) for n in range(10, 3000)}
    assert "within each other" in refusal(one_page(b"/F Do", b"/XObject << /F 10 0 R >>", forms))


def test_a_form_that_draws_itself_is_passed_over():
    """A circle has no end, but a beginning."""
    form = b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /F 10 0 R >> >>"
    assert text_of(one_page(b"/F Do", b"/XObject << /F 10 0 R >>", {10: rawpdf.stream(b"/F Do", form)})) == "some text"


def test_tables_of_characters_without_end_are_refused():
    """A font's ranges of characters and widths are looked at before they are spelled out."""
    ranges = b"begincmap\n1 begincidrange <00000000> <FFFFFFFF> 0 endcidrange\nendcmap"
    font = b"<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [11 0 R] %s >>"
    inner = b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /X /CIDSystemInfo << /Registry (A) /Ordering (B) >> %s >>"
    show = b"BT /F2 12 Tf <0001> Tj ET"
    resources = b"/Font << /F2 10 0 R >>"
    more = {10: font % b"/ToUnicode 12 0 R", 11: inner % b"", 12: rawpdf.stream(ranges)}
    data = one_page(show, resources, more).replace(b"/Font << /F1 5 0 R >> /Font << ", b"/Font << /F1 5 0 R ")
    assert refusal(data).startswith("GD001")
    more = {10: font % b"", 11: inner % b"/W [0 2000000000 500]"}
    data = one_page(show, resources, more).replace(b"/Font << /F1 5 0 R >> /Font << ", b"/Font << /F1 5 0 R ")
    assert refusal(data).startswith("GD001")


def test_deep_nesting_is_refused_or_passed_over():
    """Arrays within arrays do not exhaust the stack."""
    deep = b"[" * 50_000 + b"]" * 50_000
    try:
        assert text_of(one_page(deep)) == "some text"
    except gd.ReadError as error:
        assert error.finding.code == "GD001"  # noqa: PT017 - either is right


def test_a_script_and_an_attachment_are_ignored():
    """What a file would run or carries along is not looked at."""
    catalogue = (
        b"<< /Type /Catalog /OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >> /Names << /EmbeddedFiles 9 0 R >>"
    )
    assert text_of(one_page(b"").replace(b"<< /Type /Catalog", catalogue)) == "some text"


def test_nothing_but_a_reading_error_comes_out_of_a_damaged_file():
    """Whatever bytes are changed, removed or doubled, the file is read or refused."""
    chance = random.Random(4)  # noqa: S311 - damage has to come again
    sample = pdfforms.sample()
    limits = Limits(unpacked_bytes=5_000_000, drawing_bytes=2_000_000, drawn=50_000)
    for _ in range(60):
        data = bytearray(sample)
        for _ in range(chance.randint(1, 12)):
            at = chance.randrange(len(data))
            size = chance.randint(1, 40)
            kind = chance.randrange(3)
            data[at : at + size] = [chance.randbytes(size), b"", data[at : at + size] * 2][kind]
        try:
            read_source(Source(bytes(data), "report.pdf", limits), skip_other=False)
        except gd.ReadError as error:
            assert error.finding.code in {"GD001", "GD004"}  # noqa: PT017 - either way is right


def _report():
    return read_source(Source(pdfforms.sample(), "report.pdf"), skip_other=False)


def test_the_sample_is_a_report():
    """What is damaged above is whole before."""
    report = _report()
    assert report.requests.received.natural_person == 1176
    assert printing.figure_text(report.requests.received.natural_person, printing.FAITHFUL) == "1176"
