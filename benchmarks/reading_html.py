"""How fast web pages are read, as ratios to parsing them with lxml and taking the text of every cell, in one run.

    python benchmarks/reading_html.py [ROUNDS]

Needs the extra ``tests``. Every round does both once on each page; a ratio is the median of the rounds' ratios.
"""

from __future__ import annotations

import gc
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import lxml.html

sys.path.append(str(Path(__file__).parents[1] / "tests" / "support"))

import htmlforms
import printing

import gov_disclosure as gd

STYLE = (
    "font-family:FangSong_GB2312;mso-hansi-font-family:FangSong;mso-bidi-font-family:SimSun;color:black;font-size:12pt;"
    "mso-font-kerning:0pt;mso-ascii-theme-font:minor-latin;mso-fareast-font-family:FangSong;mso-border-alt:solid .5pt;"
    "padding:0cm 5.4pt 0cm 5.4pt;height:22.7pt;layout-grid-mode:char;mso-line-height-rule:exactly;line-height:20.0pt"
)


def pages() -> dict[str, tuple[bytes, float]]:
    """A small page, one of 300 KB as Word writes it, and one with a long menu; with each the target."""
    report = gd.read(htmlforms.EXAMPLE)
    small = htmlforms.write(report)
    word = htmlforms.write(report, printing.FAITHFUL, htmlforms.Page(cell="word"))
    styled = word.replace(b"<td", f"<td style='{STYLE}'".encode())
    styled = styled.replace(b"<span lang=EN-US>", f"<span lang=EN-US style='{STYLE}'>".encode())
    items = "".join(f"<li><a href='/col/{i}.html' title='栏目{i}'>栏目名称{i}</a></li>" for i in range(4_000))
    menu = small.replace(b"<body>", f"<body><div class='nav'><ul>{items}</ul></div>".encode())
    return {"small": (small, 3.0), "styled": (styled, 1.3), "menu": (menu, 1.3)}


def bare(path: Path) -> list[str]:
    """The page parsed by lxml, and the text of every cell."""
    return [str(cell.text_content()) for cell in lxml.html.parse(path).iter("td", "th")]


def seconds(function: Callable[[Path], Any], path: Path) -> float:
    """Seconds of processor time, the best of a few."""
    taken = []
    for _ in range(5):
        started = time.process_time()
        function(path)
        taken.append(time.process_time() - started)
    return min(taken)


def html_ratio(rounds: int = 15) -> dict[str, float]:
    """How many times longer `gd.read` takes than lxml alone, by page."""
    ratios: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        for name, (page, _) in pages().items():
            path = Path(folder, f"{name}.html")
            path.write_bytes(page)
            gc.collect()
            measured = [seconds(gd.read, path) / seconds(bare, path) for _ in range(rounds)]
            ratios[name] = statistics.median(measured)
    return ratios


def main(rounds: int) -> None:
    """Measure and print."""
    made = pages()
    for name, ratio in html_ratio(rounds).items():
        page, target = made[name]
        print(f"{name} page of {len(page) // 1000} KB against lxml alone: {ratio:.2f} (target at most {target})")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 15)
