"""Files as accidents and malice leave them: mutations of a good file, the same ones for the same seed."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable

_NASTY = (
    b"\x00",
    b"\xff\xfe",
    b"<",
    b">",
    b"&",
    b'"',
    b"]]>",
    b"99999999999",
    b"-1",
    b"\xf0\x9f\x98\x80",
    b"\r\n" * 50,
)


def mutated(data: bytes, seed: int) -> bytes:
    """A mutation of a file: its bytes are changed or, if it is an archive, those of one of its parts.

    Args:
        data: The file.
        seed: Decides what is done.
    """
    chance = random.Random(seed)  # noqa: S311 - the same for the same seed, which is all that is asked of it
    if data.startswith(b"PK") and chance.random() < 0.8:
        return _in_a_part(data, chance)
    return _spoilt(data, chance)


def _in_a_part(data: bytes, chance: random.Random) -> bytes:
    """An archive of which one part is spoilt, or missing."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        names = archive.namelist()
        victim = chance.choice(names)
        for name in names:
            content = archive.read(name)
            if name != victim:
                made.writestr(name, content)
            elif chance.random() < 0.95:
                made.writestr(name, _spoilt(content, chance))
    return stream.getvalue()


def _spoilt(data: bytes, chance: random.Random) -> bytes:
    for _ in range(chance.choice((1, 1, 1, 2, 5, 30))):
        data = chance.choice(_WAYS)(data, chance)
    return data


def _flip(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data) or 1)
    return data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :]


def _cut(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data) or 1)]


def _lose(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data) or 1)
    return data[:at] + data[at + chance.choice((1, 5, 50, 500)) :]


def _repeat(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data) or 1)
    piece = data[at : at + chance.choice((1, 20, 200))]
    return data[:at] + piece * chance.choice((2, 3, 20)) + data[at:]


def _insert(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data) or 1)
    return data[:at] + chance.choice(_NASTY) + data[at:]


def _swap(data: bytes, chance: random.Random) -> bytes:
    """Exchange two pieces: elements end where they should not, numbers stand where names should."""
    first, second = sorted(chance.randrange(len(data) or 1) for _ in range(2))
    length = chance.choice((1, 10, 100))
    one, other = data[first : first + length], data[second : second + length]
    return data[:first] + other + data[first + length : second] + one + data[second + length :]


_WAYS: tuple[Callable[[bytes, random.Random], bytes], ...] = (_flip, _flip, _cut, _lose, _repeat, _insert, _swap)
