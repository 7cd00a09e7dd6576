"""Files that wait to be fetched: kept in the database, so that any process can hand them out; handed to who may have
them still; gone when their time is over or somebody takes them back."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import IO

from bot.chores import Chore
from bot.db import models
from bot.db.unit_of_work import UnitOfWork
from bot.documents.model import spooled
from bot.domain.files import FETCHED_WITHIN, NoSuchFile, Offered
from bot.domain.groups import Group
from bot.domain.people import Actor
from bot.domain.permissions import Right, Role, allowed, roles
from bot.services import people

AT_ONCE = 200
EVERY_ROW = (Role.SECRETARIAT, Role.CHAIR)


def keep(
    uow: UnitOfWork,
    *,
    group_id: int,
    official_id: int | None,
    what: str,
    filename: str,
    media_type: str,
    length: int,
    content: IO[bytes],
    now: datetime,
    within: timedelta = FETCHED_WITHIN,
) -> int:
    """The file's number. It waits for that official, or without one for the group's secretariat and chair."""
    row = models.StoredFile(
        group_id=group_id,
        official_id=official_id,
        what=what,
        filename=filename,
        media_type=media_type,
        length=length,
        created_at=now,
        expires_at=now + within,
    )
    return uow.files.keep(row, content)


def offered(
    uow: UnitOfWork, *, file_id: int, by: Actor, chairing: Collection[str], group_id: int, now: datetime
) -> Offered | None:
    """The file, if it waits for this person, who may export from that group still."""
    row = uow.files.by_id(file_id, now)
    group = uow.groups.by_id(row.group_id) if row is not None else None
    if row is None or group is None or row.group_id != group_id or not allowed(Right.EXPORT, by, chairing):
        return None
    everything = not roles(by, chairing).isdisjoint(EVERY_ROW)
    if row.official_id != by.official_id and not (row.official_id is None and everything):
        return None
    return Offered(row.id, group, row.what, row.filename, row.media_type, row.length, row.created_at, row.expires_at)


def offered_to(uow: UnitOfWork, *, file_id: int, official_id: int, now: datetime) -> Offered | None:
    """The same for who follows a link: whose it is, is who they are in that group now."""
    row, official = uow.files.by_id(file_id, now), uow.people.by_id(official_id)
    if row is None or official is None:
        return None
    by = people.actor(uow, official, group_id=row.group_id, operators=())
    chairing = uow.groups.chairing(row.group_id)
    return offered(uow, file_id=file_id, by=by, chairing=chairing, group_id=row.group_id, now=now)


def fetch(
    uow: UnitOfWork, *, group: Group, number: int, by: Actor, chairing: Collection[str], now: datetime
) -> tuple[Offered, IO[bytes]]:
    """The file with its content, which the caller closes; one line of audit. Raises ``NoSuchFile``."""
    found = offered(uow, file_id=number, by=by, chairing=chairing, group_id=group.id, now=now)
    if found is None:
        raise NoSuchFile(str(number))
    content = spooled()
    at = 0
    while (piece := uow.files.piece(number, at)) is not None:
        content.write(piece)
        at += 1
    content.seek(0)
    taken(uow, found=found, by=by, now=now)
    return found, content


def taken(uow: UnitOfWork, *, found: Offered, by: Actor, now: datetime) -> None:
    """One line of audit for who fetched it."""
    subject = f"file:{found.id}"
    uow.record("file.fetched", by=by, now=now, group_id=found.group.id, subject=subject, after={"what": found.what})


def revoke(
    uow: UnitOfWork, *, group: Group, number: int, by: Actor, chairing: Collection[str], now: datetime
) -> Offered:
    """Nobody fetches it any more. Its own official may, and the secretariat. Raises ``NoSuchFile``."""
    row = uow.files.by_id(number, now)
    if row is None or row.group_id != group.id or not (by.secretariat or row.official_id == by.official_id):
        raise NoSuchFile(str(number))
    found = Offered(row.id, group, row.what, row.filename, row.media_type, row.length, row.created_at, row.expires_at)
    uow.files.forget(number)
    uow.record("file.revoked", by=by, now=now, group_id=group.id, subject=f"file:{number}", after={"what": found.what})
    return found


def _due(uow: UnitOfWork, now: datetime) -> Sequence[int]:
    return uow.files.expired(now, limit=AT_ONCE)


def _forget(uow: UnitOfWork, file_id: int, _now: datetime) -> None:
    uow.files.forget(file_id)


SWEEPING = Chore("files swept", due=_due, do=_forget, coming=lambda _uow, _after: None)
"""When their time is over nobody can fetch them: that they are gone, nobody waits for."""
