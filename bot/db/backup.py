"""A copy of an embedded database, whole and consistent, while others write to it."""

from __future__ import annotations

import os
import sqlite3
from datetime import datetime
from pathlib import Path
from secrets import token_hex

from sqlalchemy.orm import Session

from bot.db.engine import open_engine
from bot.db.restorations import Restorations


class Broken(RuntimeError):
    """The copy isn't sound: SQLite's own check says so in the text."""


def copy_embedded(source: Path, target: Path, *, as_of: datetime) -> int:
    """Copy the database file as it stands at one moment, by SQLite's online backup; how many bytes it has.

    Writers go on meanwhile. The copy is readable by its owner alone, appears under its name only when it is whole and
    checked, and carries a note of its instant: whoever is started over it looks whether what it holds as unsaid was
    said since (``bot.db.restorations``). Raises ``FileExistsError``, ``OSError`` or ``Broken``; then nothing is left.
    """
    if target.exists():
        raise FileExistsError(str(target))
    growing = target.with_name(f".{target.name}.{token_hex(4)}")
    try:
        os.close(os.open(growing, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        _copy(source, growing)
        _note(growing, as_of)
        with growing.open("rb+") as file:
            os.fsync(file.fileno())
        os.link(growing, target)  # unlike a renaming, it never takes the place of a file that came meanwhile
        return target.stat().st_size
    finally:
        growing.unlink(missing_ok=True)


def _copy(source: Path, growing: Path) -> None:
    read = sqlite3.connect(f"{source.resolve().as_uri()}?mode=ro", uri=True)
    written = sqlite3.connect(growing)
    try:
        read.backup(written)  # in one step: a snapshot, for which no writer waits and which no writer begins anew
        written.execute("PRAGMA journal_mode=DELETE")  # one file, with nothing beside it
        found = written.execute("PRAGMA integrity_check").fetchone()[0]
        if found != "ok":
            raise Broken(found)
    finally:
        written.close()
        read.close()


def _note(growing: Path, as_of: datetime) -> None:
    engine = open_engine(f"sqlite:///{growing}", journal="DELETE")
    try:
        with Session(engine) as session, session.begin():
            Restorations(session).note(as_of=as_of)
    finally:
        engine.dispose()
