"""The two icons that an app package needs, drawn: five seats around a table, one of them in the chair."""

from __future__ import annotations

import math
import struct
import zlib
from collections.abc import Callable
from typing import Final

SEATS: Final = 5
COLOUR: Final = 192
"""Pixels of the coloured icon, each way."""

OUTLINE: Final = 32
"""Pixels of the outline, each way: white on nothing."""

GROUND: Final = (0x1D, 0x3C, 0x4F)
WHITE: Final = (0xFF, 0xFF, 0xFF)
CHAIR: Final = (0xF2, 0xB1, 0x34)
_FINE: Final = 4
"""Points in each pixel, each way, so that round things look round."""

Colour = tuple[int, int, int]
Pixel = tuple[int, int, int, int]
_Point = Callable[[float, float], Pixel]


def colour() -> bytes:
    """The coloured icon as PNG."""
    return _png(COLOUR, lambda x, y: (*_seat(x, y, GROUND), 255))


def outline() -> bytes:
    """The outline as PNG."""
    return _png(OUTLINE, lambda x, y: (*WHITE, 255 if _seat(x, y, GROUND) != GROUND else 0))


def _seat(x: float, y: float, ground: Colour) -> Colour:
    """The colour at a point of the square from -1 to 1."""
    for seat in range(SEATS):
        angle = 2 * math.pi * seat / SEATS - math.pi / 2
        if math.hypot(x - 0.58 * math.cos(angle), y - 0.58 * math.sin(angle)) < 0.2:
            return CHAIR if seat == 0 else WHITE
    return WHITE if 0.2 < math.hypot(x, y) < 0.27 else ground


def _png(size: int, point: _Point) -> bytes:
    rows = b"".join(b"\x00" + b"".join(bytes(_pixel(x, y, size, point)) for x in range(size)) for y in range(size))
    header = struct.pack(">IIBBBBB", size, size, 8, 6, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in parts)


def _pixel(x: int, y: int, size: int, point: _Point) -> Pixel:
    """The mean of its points, weighed by how much they cover."""
    step = 2 / size
    found = [
        point((x + (i + 0.5) / _FINE) * step - 1, (y + (j + 0.5) / _FINE) * step - 1)
        for i in range(_FINE)
        for j in range(_FINE)
    ]
    covered = sum(one[3] for one in found)
    if not covered:
        return 0, 0, 0, 0
    red, green, blue = (sum(one[part] * one[3] for one in found) // covered for part in range(3))
    return red, green, blue, covered // len(found)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
