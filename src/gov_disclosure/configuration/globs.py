"""Paths as they are named in settings, and patterns of them."""

from __future__ import annotations

import os
import re
from functools import lru_cache

_PIECE = re.compile(r"\*\*/|/\*\*$|\*\*|\*|\?|\[!?\]?[^\]]*\]|.", re.DOTALL)

_WILD = {"**/": "(?:.*/)?", "/**": "/.*", "**": ".*", "*": "[^/]*", "?": "[^/]"}


def relative(path: str | os.PathLike[str], start: str | os.PathLike[str] = ".") -> str:
    """A path seen from a folder, with slashes; the whole path where it lies on another drive."""
    try:
        return os.path.relpath(path, start).replace(os.sep, "/")
    except ValueError:
        return os.path.abspath(path).replace(os.sep, "/")  # noqa: PTH100 - links are to stay


def matches(pattern: str, path: str) -> bool:
    """Whether a pattern matches a path, as in ``.gitignore`` without its exceptions.

    Args:
        pattern: ``*`` and ``?`` stand for anything but a slash, ``**`` for any folders, ``[…]`` for one of some
            characters. A pattern without a slash inside matches the name of a file or folder anywhere; one that matches
            a folder matches everything in it.
        path: The path from where the patterns start, with slashes.
    """
    return _compiled(pattern).match(path) is not None


@lru_cache(256)
def _compiled(pattern: str) -> re.Pattern[str]:
    anchored = pattern.strip("/")
    anywhere = "" if "/" in anchored or pattern.startswith("/") else "(?:.*/)?"
    return re.compile(f"{anywhere}{''.join(map(_piece, _PIECE.findall(anchored)))}(?:/.*)?\\Z", re.DOTALL)


def _piece(piece: str) -> str:
    if piece in _WILD:
        return _WILD[piece]
    if len(piece) > 2 and piece.startswith("["):
        inside = piece[1:-1].replace("\\", r"\\")
        return f"[^/{inside[1:]}]" if inside.startswith("!") else f"[{inside}]"
    return re.escape(piece)
