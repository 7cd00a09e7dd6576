"""One invocation, one transaction: everything that a command changes is kept, or nothing of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any, Generic, TypeVar

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from bot.db.audit import Audit
from bot.db.delivered import Delivered
from bot.db.deliveries import Deliveries
from bot.db.engine import SNAPSHOT, WRITE, open_engine
from bot.db.inbox import Inbox
from bot.db.models import AuditLine, Change
from bot.db.outbox import Outbox
from bot.db.readers import Readers
from bot.db.repositories.action_parts import ActionParts
from bot.db.repositories.actions import Actions
from bot.db.repositories.administrations import Administrations
from bot.db.repositories.agenda import Agenda
from bot.db.repositories.appointments import Appointments
from bot.db.repositories.bounces import Bounces
from bot.db.repositories.calendars import CalendarEntries
from bot.db.repositories.changes import Changes
from bot.db.repositories.clashes import Clashes
from bot.db.repositories.codes import Codes
from bot.db.repositories.concerns import Concerns
from bot.db.repositories.conversations import Conversations
from bot.db.repositories.decisions import Decisions
from bot.db.repositories.feeds import Feeds
from bot.db.repositories.files import Schedules, StoredFiles
from bot.db.repositories.groups import Groups
from bot.db.repositories.homes import Homes
from bot.db.repositories.invitations import Invitations
from bot.db.repositories.mail_lists import MailLists
from bot.db.repositories.meetings import Meetings
from bot.db.repositories.offers import Offers
from bot.db.repositories.people import People
from bot.db.repositories.polls import Polls
from bot.db.repositories.record import RecordTexts
from bot.db.repositories.reminders import Reminders
from bot.db.repositories.rotation import Ledger
from bot.db.repositories.sign_ins import SignIns
from bot.db.repositories.terms import Terms
from bot.db.repositories.weeklies import Weeklies
from bot.db.repositories.workspaces import Workspaces
from bot.db.restorations import Restorations
from bot.db.types import Secret
from bot.db.waiting import Waiting
from bot.domain.people import Actor

Snapshot = Connection
Repository = TypeVar("Repository")
_OFFICIAL = re.compile(r"official:(\d+)")


class Part(Generic[Repository]):
    """A repository of the unit of work, over its session, made when it is first asked for."""

    def __init__(self, kind: Callable[[Session], Repository]) -> None:
        self._kind = kind
        self._name = ""

    def __set_name__(self, _owner: type, name: str) -> None:
        self._name = name

    def __get__(self, uow: UnitOfWork, _owner: type | None = None) -> Repository:
        found = uow.__dict__[self._name] = self._kind(uow.session)
        return found


class UnitOfWork:
    """The repositories over one session. ``origin`` says from where the command came, for the audit."""

    administrations = Part(Administrations)
    calendars = Part(CalendarEntries)
    people = Part(People)
    groups = Part(Groups)
    homes = Part(Homes)
    meetings = Part(Meetings)
    agenda = Part(Agenda)
    decisions = Part(Decisions)
    texts = Part(RecordTexts)
    ledger = Part(Ledger)
    offers = Part(Offers)
    terms = Part(Terms)
    changes = Part(Changes)
    codes = Part(Codes)
    bounces = Part(Bounces)
    appointments = Part(Appointments)
    feeds = Part(Feeds)
    mail_lists = Part(MailLists)
    polls = Part(Polls)
    clashes = Part(Clashes)
    invitations = Part(Invitations)
    files = Part(StoredFiles)
    schedules = Part(Schedules)
    actions = Part(Actions)
    action_parts = Part(ActionParts)
    concerns = Part(Concerns)
    reminders = Part(Reminders)
    sign_ins = Part(SignIns)
    weeklies = Part(Weeklies)
    audit = Part(Audit)
    inbox = Part(Inbox)
    outbox = Part(Outbox)
    deliveries = Part(Deliveries)
    delivered = Part(Delivered)
    conversations = Part(Conversations)
    restorations = Part(Restorations)
    workspaces = Part(Workspaces)
    waiting = Part(Waiting)

    def __init__(self, session: Session, origin: str = "") -> None:
        self.session = session
        self.origin = origin
        self._change: Change | None = None
        self._line: AuditLine | None = None
        self._touched: tuple[set[int], set[int]] = (set(), set())
        self.concerned: list[tuple[int, str]] = []
        """What was recorded so far: groups, each with a subject."""

    def record(
        self,
        event: str,
        *,
        by: Actor | None,
        now: datetime,
        subject: str,
        group_id: int | None = None,
        acting_for: int | None = None,
        before: Mapping[str, Any] | None = None,
        after: Mapping[str, Any] | None = None,
    ) -> None:
        """One line of audit: ``by`` is ``None`` where the clock acted; ``acting_for`` is a seat's id."""
        self._line = self.audit.append(
            group_id=group_id,
            at=now,
            actor=by.official_id if by else None,
            acting_for=acting_for,
            origin=self.origin or "clock",
            event=event,
            subject=subject,
            before=before or {},
            after=after or {},
        )
        if self._change is not None and self._change.chain == self._line.chain:
            self._change.line = self._line.number
        groups, officials = self._touched
        groups.update(() if group_id is None else (group_id,))
        self.concerned += [] if group_id is None else [(group_id, subject)]
        officials.update(() if by is None or by.official_id is None else (by.official_id,))
        officials.update(int(found[1]) for found in (_OFFICIAL.match(subject),) if found)

    def conclude(self) -> None:
        """Before it commits: whatever was recorded is brought up to date in the Homes of those whom it concerns."""
        groups, officials = self._touched
        accounts = self.people.retied
        if self._line is not None:
            self.homes.refresh(groups=groups, officials=officials, accounts=accounts, now=self._line.at)

    def undoable(
        self, inverse: str, *, by: Actor, now: datetime, group_id: int | None, facts: Mapping[str, Any]
    ) -> None:
        """Remember how to take the change back (``services.undo`` knows the inverses by name).

        What was changed is the subject of the audit line before: ``record`` comes first.
        """
        if by.official_id is None:
            return
        if self._line is None:
            raise LookupError("record what happened before saying how to take it back")
        self._change = Change(
            at=now,
            official_id=by.official_id,
            group_id=group_id,
            inverse=inverse,
            facts=dict(facts),
            subject=self._line.subject,
            chain=self._line.chain,
            line=self._line.number,
        )
        self.session.add(self._change)
        self.session.flush()

    @property
    def change_id(self) -> int | None:
        """The number by which this command can be taken back."""
        return self._change.id if self._change is not None else None


class Database:
    """An open database. Threads may share it; each unit of work has a connection of its own."""

    def __init__(self, url: str, keys: Sequence[str] = ()) -> None:
        Secret.use(keys)
        self.engine = open_engine(url)
        self._writing = self.engine.execution_options(purpose=WRITE)
        self.embedded = self.engine.dialect.name == "sqlite"
        """Whether it is in this process, and answers without anybody else's help."""
        self._onlooker: Connection | None = None
        self._readers = Readers(self.engine, embedded=self.embedded)

    @contextmanager
    def writing(self, origin: str = "") -> Iterator[UnitOfWork]:
        """A unit of work that commits when it is left, and rolls back when it is left by an exception."""
        with Session(self._writing, expire_on_commit=False) as session, session.begin():
            uow = UnitOfWork(session, origin)
            yield uow
            uow.conclude()

    @contextmanager
    def reading(self) -> Iterator[UnitOfWork]:
        """Short reads on an autocommit connection; nothing is ever written."""
        session = self._readers.take()
        try:
            yield UnitOfWork(session)
        finally:
            self._readers.give_back(session)

    @contextmanager
    def snapshot(self) -> Iterator[Snapshot]:
        """One consistent view for an export, however long it takes."""
        options = {"purpose": SNAPSHOT}
        if self.engine.dialect.name == "postgresql":
            options["isolation_level"] = "REPEATABLE READ"
        with self.engine.execution_options(**options).connect() as connection, connection.begin():
            yield connection

    def stamp(self) -> str:
        """Two that are alike: nothing was written in between, by this process or any other, and nothing was being
        written. (PostgreSQL's snapshot; SQLite's counter of what others have committed, as one connection that never
        writes sees it.) Not for two threads at once."""
        if self.engine.dialect.name == "postgresql":
            with self.reading() as uow:
                return str(uow.session.connection().exec_driver_sql("SELECT pg_current_snapshot()").scalar())
        if self._onlooker is None:
            self._onlooker = self.engine.connect()
        return str(self._onlooker.exec_driver_sql("PRAGMA data_version").scalar())

    def close(self) -> None:
        self._readers.close()
        if self._onlooker is not None:
            self._onlooker.close()
        self.engine.dispose()
