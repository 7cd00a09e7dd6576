"""Files that wait to be fetched, in pieces, and the monthly exports."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import IO, Final

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from bot.db import models
from bot.db.looks import Look

PIECE: Final = 262_144
"""Bytes of a file that are in memory at once."""


_SCHEDULED = Look(
    models.ExportSchedule.next_at,
    models.Group.closed_on.is_(None),
    joined=[(models.Group, models.Group.id == models.ExportSchedule.group_id)],
)


class StoredFiles:
    def __init__(self, session: Session) -> None:
        self._session = session

    def keep(self, row: models.StoredFile, content: IO[bytes]) -> int:
        """The file with all its pieces; its id. Reads the content from where it stands."""
        self._session.add(row)
        self._session.flush()
        for number, piece in enumerate(_pieces(content)):
            self._session.execute(insert(models.FilePiece), {"file_id": row.id, "number": number, "content": piece})
        return row.id

    def by_id(self, file_id: int, now: datetime) -> models.StoredFile | None:
        """A file that may still be fetched."""
        wanted = (models.StoredFile.id == file_id, models.StoredFile.expires_at > now)
        return self._session.scalar(select(models.StoredFile).where(*wanted))

    def piece(self, file_id: int, number: int) -> bytes | None:
        """A piece of its content, from 0; ``None`` behind the last."""
        wanted = (models.FilePiece.file_id == file_id, models.FilePiece.number == number)
        return self._session.scalar(select(models.FilePiece.content).where(*wanted))

    def expired(self, now: datetime, *, limit: int) -> Sequence[int]:
        query = select(models.StoredFile.id).where(models.StoredFile.expires_at <= now)
        return self._session.scalars(query.order_by(models.StoredFile.expires_at).limit(limit)).all()

    def forget(self, file_id: int) -> None:
        """The file is gone, with all its pieces."""
        self._session.execute(delete(models.FilePiece).where(models.FilePiece.file_id == file_id))
        self._session.execute(delete(models.StoredFile).where(models.StoredFile.id == file_id))


class Schedules:
    def __init__(self, session: Session) -> None:
        self._session = session

    def of_group(self, group_id: int) -> Sequence[models.ExportSchedule]:
        query = select(models.ExportSchedule).where(models.ExportSchedule.group_id == group_id)
        return self._session.scalars(query.order_by(models.ExportSchedule.id)).all()

    def by_id(self, schedule_id: int, *, lock: bool = False) -> models.ExportSchedule | None:
        """The schedule as it stands; with ``lock`` nobody else changes it until the transaction ends."""
        query = select(models.ExportSchedule).where(models.ExportSchedule.id == schedule_id)
        return self._session.scalar(query.with_for_update() if lock else query)

    def due(self, now: datetime) -> Sequence[int]:
        """Those whose time has come, of groups that haven't ended."""
        return _SCHEDULED.due(self._session, now)

    def coming(self, after: datetime) -> datetime | None:
        return _SCHEDULED.coming(self._session, after)


def _pieces(content: IO[bytes]) -> Iterator[bytes]:
    while piece := content.read(PIECE):
        yield piece
