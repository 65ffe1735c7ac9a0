"""How much of a file is read before it is refused: a published file comes from anywhere."""

from __future__ import annotations

from attrs import frozen


@frozen
class Limits:
    """Limits of size and count; a file that exceeds one is not read (GD001).

    No report comes near any of the defaults.

    Attributes:
        bytes: Size of a file, in bytes.
        unpacked_bytes: Size of what is packed in it (Word and Excel files are archives), in bytes.
        members: Number of files packed in it.
        ratio: How many times larger a packed file may become; what is smaller than a megabyte may grow more.
        pages: Number of pages.
        drawing_bytes: Size of a PDF's drawing instructions, in bytes; what is drawn again counts again.
        drawn: Number of characters and lines of a PDF.
        cells: Number of cells of all its tables, merged ones spread out.
        columns: Number of columns of a table.
        marks: Number of marks (``<…>``) in one part of a Word or Excel file.
        depth: How deeply elements or tables may be nested.
        office_seconds: How long LibreOffice may take over a file, in seconds.
    """

    bytes: int = 50_000_000
    unpacked_bytes: int = 200_000_000
    members: int = 5_000
    ratio: int = 200
    pages: int = 300
    drawing_bytes: int = 10_000_000
    drawn: int = 400_000
    cells: int = 200_000
    columns: int = 1_000
    marks: int = 1_000_000
    depth: int = 200
    office_seconds: float = 60


DEFAULT = Limits()
"""The limits unless others are given."""
