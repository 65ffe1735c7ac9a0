"""Writing an accepted mend into a copy of the file: only the figures change, all else stays as it was.

JSON and YAML files are not written anew: each figure is replaced where it stands, so that comments, the order of keys
and the layout remain. In a Word file the change is a tracked one, see :mod:`.tracked`.
"""

from __future__ import annotations

import codecs
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from ..i18n import msg
from ..readers import read_source
from ..readers.errors import ReadError
from ..readers.files import Source, decode, load
from ..report.layout import layout
from ..report.model import Report
from ..report.positions import json_positions
from .applying import mended
from .errors import WriteError, is_same_file
from .model import Changes

Writer = Callable[[Source, Report, Changes], bytes]
Spans = Mapping[str, tuple[int, int]]

_ENCODINGS = (
    ("utf-8", b""),
    ("utf-8", codecs.BOM_UTF8),
    ("utf-16-le", codecs.BOM_UTF16_LE),
    ("utf-16-be", codecs.BOM_UTF16_BE),
    ("gb18030", b""),
    ("utf-16-le", b""),
    ("utf-16-be", b""),
)


def write_mend(path: Path, target: Path, report: Report, changes: Changes) -> None:
    """Write a copy of a file in which the changes are made.

    Args:
        path: The file that the report was read from.
        target: The file to write; of the same kind, and never the file itself.
        report: The report as it was read.
        changes: The changes to make.

    Raises:
        WriteError: The target is the file itself or of another kind, files of this kind cannot be written, the file has
            changed meanwhile, a figure cannot be found in it, or the target cannot be written.
        ReadError: The file cannot be read any more.
    """
    if is_same_file(path, target):
        raise WriteError(msg("{path} is the file itself; give the copy another name", path=target))
    source = load(path)
    writer = WRITERS.get(source.suffix)
    if writer is None:
        kinds = ", ".join(WRITERS)
        raise WriteError(msg("a mend can be written into files of these kinds only: {kinds}", kinds=kinds))
    if WRITERS.get(target.suffix.lower()) is not writer:
        raise WriteError(
            msg("the copy is of the same kind as the file: its name ends in {suffix}", suffix=source.suffix)
        )
    data = writer(source, report, changes)
    _verify(Source(data, os.fspath(target), source.limits), mended(report, changes))
    try:
        target.write_bytes(data)
    except OSError as error:
        raise WriteError(msg("{path}: {reason}", path=target, reason=error.strerror or str(error))) from None


def _verify(written: Source, expected: Report) -> None:
    """Read what is to be written: it must say what the mend says, and nothing else."""
    try:
        found = read_source(written, skip_other=False)
    except ReadError as error:
        reason = error.finding.problem.text
        raise WriteError(
            msg("the figures cannot be replaced in this file ({reason}); change them by hand", reason=reason)
        ) from None
    values = layout(expected.edition).values
    if found is None or found.edition != expected.edition or values(found) != values(expected):
        raise WriteError(
            msg("the figures cannot be replaced in this file without changing others; change them by hand")
        )


# Text files -------------------------------------------------------------------------------------------------------


def _in_text(spans: Callable[[str, Source], Spans]) -> Writer:
    """A writer that replaces each figure's text at its place."""

    def write(source: Source, _: Report, changes: Changes) -> bytes:
        text = decode(source)
        places = spans(text, source)
        missing = [change.cell for change in changes if change.cell not in places]
        if missing:
            raise WriteError(msg("{cell} does not stand in the file", cell=missing[0]))
        new = {places[change.cell]: str(change.after) for change in changes}
        for (start, end), figure in sorted(new.items(), reverse=True):
            space = " " if start == end else ""  # an empty place, straight after a colon
            text = text[:start] + space + figure + text[end:]
        return _encoded(text, source)

    return write


def _encoded(text: str, source: Source) -> bytes:
    """The text in the encoding that the file had."""
    before = decode(source)
    for encoding, mark in _ENCODINGS:
        if mark + before.encode(encoding) == source.data:
            return mark + text.encode(encoding)
    return text.encode()


def _json_spans(text: str, _: Source) -> Spans:
    import json

    decoder = json.JSONDecoder(parse_int=str)
    starts = [0, *(n + 1 for n, character in enumerate(text) if character == "\n")]
    found: dict[str, tuple[int, int]] = {}
    for path, (line, column) in json_positions(text).items():
        at = starts[line - 1] + column - 1
        if text[at] not in "{[":
            found[path] = at, decoder.raw_decode(text, at)[1]
    return found


def _yaml_spans(text: str, _: Source) -> Spans:
    from ruamel.yaml import YAML  # there, because the file was read with it

    found: dict[str, tuple[int, int]] = {}
    waiting: list[tuple[str, Any]] = [("", YAML(typ="safe", pure=True).compose(text))]
    while waiting:
        path, node = waiting.pop()
        for key, value in node.value if node.id == "mapping" else ():
            below = f"{path}.{key.value}" if path else str(key.value)
            if value.id == "scalar":
                found[below] = _yaml_span(text, key, value)
            else:
                waiting.append((below, value))
    return found


def _yaml_span(text: str, key: Any, value: Any) -> tuple[int, int]:
    start, end = value.start_mark.index, value.end_mark.index
    if start < end:
        return start, end
    after_colon = text.index(":", key.end_mark.index) + 1
    return after_colon, after_colon


def _docx(source: Source, report: Report, changes: Changes) -> bytes:
    from .tracked import tracked

    return tracked(source.data, report, changes)


_in_yaml = _in_text(_yaml_spans)

WRITERS: dict[str, Writer] = {
    ".json": _in_text(_json_spans),
    ".yaml": _in_yaml,
    ".yml": _in_yaml,
    ".docx": _docx,
    ".docm": _docx,
}
"""What writes a mend into files of each kind, by suffix."""
