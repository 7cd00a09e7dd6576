"""What whoever runs the service does at the machine itself: linking codes, the audit, keys, copies of the database."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal, cast

from sqlalchemy import URL, make_url
from sqlalchemy.orm import Session

from bot.app import App
from bot.db.audit import NO_GROUP
from bot.db.backup import copy_embedded
from bot.db.rekeying import Rekeyed, rekey
from bot.db.unit_of_work import UnitOfWork
from bot.domain.appointments import Answered
from bot.domain.linking import LIFETIME
from bot.platforms.email import bounces, replies
from bot.services import appointments, linking, people
from bot.services import bounces as came_back
from bot.settings import Settings

Why = Literal["altered", "missing", "cut"]


@dataclass(frozen=True)
class Issued:
    """A linking code, which can be read only now."""

    code: str
    name: str
    minutes: int


@dataclass(frozen=True)
class BrokenChain:
    """The first line of a chain that doesn't fit; ``group`` is its short name, empty for what concerns no group."""

    group: str
    number: int
    why: Why


@dataclass(frozen=True)
class Audited:
    """What was found; ``lines`` and ``chains`` count what was read."""

    chains: int
    lines: int
    broken: Sequence[BrokenChain]


def linking_code(app: App, address: str) -> Issued | None:
    """A new code for the official with this address; ``None`` where there is none. An operator is one from the start,
    so that the first account can be tied before anybody has typed a command."""
    with app.database.writing("terminal") as uow:
        if address.lower() in app.settings.operators:
            people.ensure_operator(uow, address=address.lower(), now=app.clock())
        official = uow.people.by_email(address)
        if official is None:
            return None
        code = linking.issue_code(uow, official_id=official.id, now=app.clock())
    return Issued(code, official.name, int(LIFETIME.total_seconds()) // 60)


def bounced(app: App, raw: bytes) -> int:
    """A mail that came back, as it arrived: of how many recipients that holds for a mail of ours."""
    count = 0
    for one in bounces.read(raw):
        with app.database.writing("bounce") as uow:
            count += came_back.record(uow, message_id=one.message_id, reason=one.reason, now=app.clock())
    return count


def replied(app: App, raw: bytes) -> Answered | int:
    """What somebody answered to an invitation; a mail that came back is noted as such, and counted.

    Raises the refusals of ``replies.read`` and of ``appointments.replied``.
    """
    if bounces.read(raw):
        return bounced(app, raw)
    found = replies.read(raw)
    with app.database.writing("rsvp") as uow:
        return appointments.replied(
            uow,
            uid=found.uid,
            sequence=found.sequence,
            stamp=found.stamp,
            address=found.address,
            coming=found.coming,
            now=app.clock(),
        )


def audited(app: App) -> Audited:
    """Every chain of the audit, verified as it stood at one moment."""
    broken: list[BrokenChain] = []
    with app.database.snapshot() as view, Session(view) as session:
        uow = UnitOfWork(session)
        chains, lines = uow.audit.size()
        for found in uow.audit.verify():
            group = uow.groups.by_id(found.chain) if found.chain != NO_GROUP else None
            broken.append(BrokenChain(group.slug if group else "", found.number, cast("Why", found.why)))
    return Audited(chains, lines, broken)


def rekeyed(app: App) -> Rekeyed:
    """Every secret, encrypted anew with the first key."""
    return rekey(app.database, app.settings.keys)


class Unembedded(Exception):
    """The database is a server's: its own tools copy it."""

    def __init__(self, url: URL) -> None:
        super().__init__(url.get_backend_name())
        self._url = url

    def dump(self, file: Path) -> str:
        """The command that copies it, without the password: that belongs into PGPASSWORD or a password file."""
        asked = self._url.set(drivername="postgresql", password=None).render_as_string()
        return shlex.join(["pg_dump", "--format=custom", f"--file={file}", asked])


def backed_up(settings: Settings, file: Path, *, as_of: datetime) -> int:
    """Copy the embedded database while it is in use; the copy's size in bytes. Raises ``Unembedded``, and what
    ``copy_embedded`` raises."""
    source = settings.sqlite_path
    if source is None:
        raise Unembedded(make_url(settings.database_url))
    if not source.exists():
        raise FileNotFoundError(2, "there is no database", str(source))
    return copy_embedded(source, file, as_of=as_of)


def put_back(app: App, as_of: datetime) -> None:
    """The database is a copy of that instant: whatever it holds as unsaid is looked for before it is said."""
    with app.database.writing("terminal") as uow:
        uow.restorations.note(as_of=as_of)
