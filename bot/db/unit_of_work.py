"""One invocation, one transaction: everything that a command changes is kept, or nothing of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import cached_property
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from bot.db.audit import Audit
from bot.db.delivered import Delivered
from bot.db.deliveries import Deliveries
from bot.db.engine import SNAPSHOT, WRITE, open_engine
from bot.db.inbox import Inbox
from bot.db.models import AuditLine, Change
from bot.db.outbox import Outbox
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
_OFFICIAL = re.compile(r"official:(\d+)")


class UnitOfWork:
    """The repositories over one session. ``origin`` says from where the command came, for the audit."""

    def __init__(self, session: Session, origin: str = "") -> None:
        self.session = session
        self.origin = origin
        self._change: Change | None = None
        self._line: AuditLine | None = None
        self._touched: tuple[set[int], set[int]] = (set(), set())
        self.concerned: list[tuple[int, str]] = []
        """What was recorded so far: groups, each with a subject."""

    @cached_property
    def administrations(self) -> Administrations:
        return Administrations(self.session)

    @cached_property
    def calendars(self) -> CalendarEntries:
        return CalendarEntries(self.session)

    @cached_property
    def people(self) -> People:
        return People(self.session)

    @cached_property
    def groups(self) -> Groups:
        return Groups(self.session)

    @cached_property
    def homes(self) -> Homes:
        return Homes(self.session)

    @cached_property
    def meetings(self) -> Meetings:
        return Meetings(self.session)

    @cached_property
    def agenda(self) -> Agenda:
        return Agenda(self.session)

    @cached_property
    def decisions(self) -> Decisions:
        return Decisions(self.session)

    @cached_property
    def texts(self) -> RecordTexts:
        return RecordTexts(self.session)

    @cached_property
    def ledger(self) -> Ledger:
        return Ledger(self.session)

    @cached_property
    def offers(self) -> Offers:
        return Offers(self.session)

    @cached_property
    def terms(self) -> Terms:
        return Terms(self.session)

    @cached_property
    def changes(self) -> Changes:
        return Changes(self.session)

    @cached_property
    def codes(self) -> Codes:
        return Codes(self.session)

    @cached_property
    def bounces(self) -> Bounces:
        return Bounces(self.session)

    @cached_property
    def appointments(self) -> Appointments:
        return Appointments(self.session)

    @cached_property
    def feeds(self) -> Feeds:
        return Feeds(self.session)

    @cached_property
    def mail_lists(self) -> MailLists:
        return MailLists(self.session)

    @cached_property
    def polls(self) -> Polls:
        return Polls(self.session)

    @cached_property
    def clashes(self) -> Clashes:
        return Clashes(self.session)

    @cached_property
    def invitations(self) -> Invitations:
        return Invitations(self.session)

    @cached_property
    def files(self) -> StoredFiles:
        return StoredFiles(self.session)

    @cached_property
    def schedules(self) -> Schedules:
        return Schedules(self.session)

    @cached_property
    def actions(self) -> Actions:
        return Actions(self.session)

    @cached_property
    def action_parts(self) -> ActionParts:
        return ActionParts(self.session)

    @cached_property
    def concerns(self) -> Concerns:
        return Concerns(self.session)

    @cached_property
    def reminders(self) -> Reminders:
        return Reminders(self.session)

    @cached_property
    def sign_ins(self) -> SignIns:
        return SignIns(self.session)

    @cached_property
    def weeklies(self) -> Weeklies:
        return Weeklies(self.session)

    @cached_property
    def audit(self) -> Audit:
        return Audit(self.session)

    @cached_property
    def inbox(self) -> Inbox:
        return Inbox(self.session)

    @cached_property
    def outbox(self) -> Outbox:
        return Outbox(self.session)

    @cached_property
    def deliveries(self) -> Deliveries:
        return Deliveries(self.session)

    @cached_property
    def delivered(self) -> Delivered:
        return Delivered(self.session)

    @cached_property
    def conversations(self) -> Conversations:
        return Conversations(self.session)

    @cached_property
    def restorations(self) -> Restorations:
        return Restorations(self.session)

    @cached_property
    def workspaces(self) -> Workspaces:
        return Workspaces(self.session)

    @cached_property
    def waiting(self) -> Waiting:
        return Waiting(self.session)

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
        autocommits = self.engine.dialect.name == "sqlite"  # its driver keeps out of transactions already
        self._onlooker: Connection | None = None
        self._reading = self.engine if autocommits else self.engine.execution_options(isolation_level="AUTOCOMMIT")

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
        with self._reading.connect() as connection:
            session = Session(connection, autoflush=False)
            try:
                yield UnitOfWork(session)
            finally:
                if session.in_transaction():  # else no record was asked for, and there is nothing to let go
                    session.close()

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
            with self._reading.connect() as connection:
                return str(connection.exec_driver_sql("SELECT pg_current_snapshot()").scalar())
        if self._onlooker is None:
            self._onlooker = self.engine.connect()
        return str(self._onlooker.exec_driver_sql("PRAGMA data_version").scalar())

    def close(self) -> None:
        if self._onlooker is not None:
            self._onlooker.close()
        self.engine.dispose()
