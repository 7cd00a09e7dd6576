"""Zip files of our own: the same parts give the same bytes, whenever and wherever they are written."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

THEN: Final = (1980, 1, 1, 0, 0, 0)
"""The moment that every part bears: the earliest that a zip file knows."""

_UNIX: Final = 3
_READABLE: Final = 0o644 << 16


def part(name: str, *, packed: bool = True) -> ZipInfo:
    """A part by its name, with nothing of this machine and moment about it."""
    info = ZipInfo(name, THEN)
    info.compress_type = ZIP_DEFLATED if packed else ZIP_STORED
    info.create_system = _UNIX
    info.external_attr = _READABLE
    return info


def put(archive: ZipFile, name: str, content: str | bytes, *, packed: bool = True) -> None:
    """A small part, whole."""
    archive.writestr(part(name, packed=packed), content)


@contextmanager
def streaming(archive: ZipFile, name: str, *, packed: bool = True) -> Iterator[IO[bytes]]:
    """A part that is written piece by piece, of any length."""
    with archive.open(part(name, packed=packed), "w", force_zip64=True) as stream:
        yield stream
