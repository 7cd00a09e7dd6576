"""Lays rows out in columns of a fixed-width face, for the terminal and the text part of mails."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Sequence
from itertools import zip_longest
from typing import Final

GAP: Final = "  "
NARROWEST: Final = 8
"""No column is squeezed below this many cells; a table of very many columns overflows instead."""


def aligned(columns: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> list[str]:
    """Lines of a table: headings, a rule, then the rows, each cell a single-line text.

    Cells that are too long for ``width`` in all go on below themselves; the widest columns give way first.
    """
    headed = [list(columns), *(list(row) for row in rows)]
    widths = _squeezed([max(map(_cells, cells)) for cells in zip_longest(*headed, fillvalue="")], width)
    lines = [line for row in headed for line in _row(row, widths)]
    heading = len(_row(headed[0], widths))
    return [*lines[:heading], GAP.join("-" * one for one in widths), *lines[heading:]]


def _row(cells: Sequence[str], widths: Sequence[int]) -> list[str]:
    stacks = [
        textwrap.wrap(cell, wide) if _cells(cell) > wide else [cell] for cell, wide in zip(cells, widths, strict=False)
    ]
    return [
        GAP.join(cell + " " * (wide - _cells(cell)) for cell, wide in zip(line, widths, strict=False)).rstrip()
        for line in zip_longest(*stacks, fillvalue="")
    ]


def _squeezed(natural: list[int], width: int) -> list[int]:
    widths = [min(one, width) for one in natural]
    room = width - len(GAP) * (len(widths) - 1)
    while sum(widths) > room and max(widths) > NARROWEST:
        widths[widths.index(max(widths))] -= 1
    return widths


def _cells(text: str) -> int:
    """How many cells of a terminal the text fills: wide letters and emoji two, combining marks none."""
    if text.isascii():
        return len(text)
    return sum(map(_cell, text))


def _cell(letter: str) -> int:
    if unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1
