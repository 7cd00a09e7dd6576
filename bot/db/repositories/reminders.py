"""Who is to be reminded next, and the one statement by which a tick says so."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy import (
    JSON,
    ColumnElement,
    Integer,
    String,
    Text,
    bindparam,
    cast,
    delete,
    func,
    insert,
    literal,
    or_,
    select,
)
from sqlalchemy.dialects.postgresql import Insert as InsertPostgreSQL
from sqlalchemy.dialects.postgresql import insert as insert_postgresql
from sqlalchemy.dialects.sqlite import Insert as InsertSQLite
from sqlalchemy.dialects.sqlite import insert as insert_sqlite
from sqlalchemy.orm import Session

from bot.db import models
from bot.db.models import OutboxState
from bot.db.models.machine import OPEN_STATES
from bot.db.types import Instant
from bot.domain.people import Post
from bot.domain.reminders import Digest

SUBJECT = "digest"


def key(official_id: int, day: date) -> str:
    """The outbox key of a person's digest on a local day."""
    return f"{SUBJECT}:{official_id}:{day.isoformat()}"


_OUTBOX = models.Record.metadata.tables["outbox"]
_COLUMNS = (
    "key",
    "subject",
    "facts",
    "official_id",
    "platform",
    "workspace",
    "channel",
    "lane",
    "state",
    "due_at",
    "attempts",
    "sent_to",
    "platform_id",
    "reason",
    "created_at",
)


def _enter(insert: InsertSQLite | InsertPostgreSQL, day: ColumnElement[str]) -> InsertSQLite | InsertPostgreSQL:
    """The tick's statement. The unique key remembers what was entered, so it may run late, often, or twice at once."""
    person = cast(models.Reminder.official_id, String)
    nothing = literal("", Text)
    waiting = (
        select(
            literal(f"{SUBJECT}:").concat(person).concat(":").concat(day),
            literal(SUBJECT, Text),
            literal({}, JSON),
            models.Reminder.official_id,
            nothing,
            nothing,
            nothing,
            literal("person:").concat(person),
            literal(OutboxState.READY, _OUTBOX.c.state.type),
            models.Reminder.due_at,
            literal(0, Integer),
            nothing,
            nothing,
            nothing,
            bindparam("now", type_=Instant),
        )
        .where(models.Reminder.due_at <= bindparam("now", type_=Instant))
        .where(models.Reminder.until_at > bindparam("now", type_=Instant))
    )
    return insert.from_select(_COLUMNS, waiting, include_defaults=False).on_conflict_do_nothing(index_elements=["key"])


_ENTER = {
    "sqlite": _enter(insert_sqlite(_OUTBOX), cast(models.Reminder.day, String)),
    "postgresql": _enter(insert_postgresql(_OUTBOX), func.to_char(models.Reminder.day, "YYYY-MM-DD")),
}
_DUE = (
    select(models.Reminder.official_id)
    .where(models.Reminder.due_at <= bindparam("now", type_=Instant))
    .order_by(models.Reminder.due_at, models.Reminder.official_id)
)
_COMING = select(func.min(models.Reminder.due_at)).where(models.Reminder.due_at > bindparam("after", type_=Instant))


@dataclass(frozen=True)
class Hours:
    """Somebody's zone, office hours, and the seats whose calendars count for them.

    ``seats`` are pairs of code and holiday code: ``own`` those they sit for, ``served`` those of the groups whose
    secretariat they are. ``ordinary``: they lead nothing, so the budget counts whatever they are told. ``days`` are
    weekdays, 0 for Monday; ``quieter``: they asked to hear less; ``paused_until``: they are away until that day.
    """

    zone: str
    opens: time
    closes: time
    own: tuple[tuple[str, str], ...]
    served: tuple[tuple[str, str], ...]
    ordinary: bool
    days: tuple[int, ...]
    quieter: bool
    paused_until: date | None = None


class Reminders:
    def __init__(self, session: Session) -> None:
        self._session = session

    def due(self, now: datetime) -> Sequence[int]:
        """Officials whose digest has fallen due, the longest waiting first."""
        return self._session.connection().execute(_DUE, {"now": now}).scalars().all()

    def coming(self, after: datetime) -> datetime | None:
        """When the next digest after that instant falls due."""
        return self._session.connection().execute(_COMING, {"after": after}).scalar()

    def enter(self, now: datetime) -> None:
        """Every digest that is due, and whose office hours aren't over, goes into the outbox: one statement. A digest
        that is there already stays as it is."""
        statement = _ENTER[self._session.get_bind().dialect.name]
        self._session.connection().execute(statement, {"now": now})

    def of(self, official_id: int) -> models.Reminder | None:
        return self._session.get(models.Reminder, official_id, populate_existing=True)

    def lock(self, officials: Collection[int]) -> None:
        """Nobody else plans for these people until the transaction ends; always locked in the same order."""
        ordered = select(models.Official.id).where(models.Official.id.in_(officials)).order_by(models.Official.id)
        self._session.execute(ordered.with_for_update(key_share=True))

    def put(self, official_id: int, digest: Digest | None, *, late: bool) -> None:
        """This is their next digest; ``None``: there is none."""
        self._session.execute(delete(models.Reminder).where(models.Reminder.official_id == official_id))
        if digest is not None:
            self._session.execute(
                insert(models.Reminder).values(
                    official_id=official_id,
                    day=digest.day,
                    due_at=digest.opens_at,
                    until_at=digest.closes_at,
                    late=late,
                )
            )

    def hours(self, official_id: int) -> Hours:
        """When and where this official works. They must exist."""
        official = self._session.get_one(models.Official, official_id)
        posts = self._session.execute(
            select(models.PostRecord.kind, models.PostRecord.group_id, models.PostRecord.seat_id)
            .join(models.Holder, models.Holder.post_id == models.PostRecord.id)
            .where(models.Holder.official_id == official_id, models.Holder.until.is_(None))
        ).all()
        served = {group_id for kind, group_id, _ in posts if kind is Post.SECRETARIAT}
        own = {seat_id for _, _, seat_id in posts if seat_id is not None}
        leading = any(kind not in (Post.MEMBER, Post.OBSERVER) for kind, _, _ in posts)
        return Hours(
            zone=official.zone,
            opens=official.hours_from,
            closes=official.hours_until,
            own=self._calendars(models.Seat.id.in_(own)) if own else (),
            served=self._calendars(models.Seat.group_id.in_(served)) if served else (),
            ordinary=not leading,
            days=tuple(map(int, official.hours_days)),
            quieter=official.quieter,
            paused_until=official.paused_until,
        )

    def said_to(self, official_id: int, since: datetime) -> Sequence[models.OutboxEntry]:
        """What was said, or is still to be said, to this person directly and fell due from that instant on."""
        return self._session.scalars(
            select(models.OutboxEntry).where(
                models.OutboxEntry.official_id == official_id,
                models.OutboxEntry.due_at >= since,
                models.OutboxEntry.state.in_((*OPEN_STATES, OutboxState.SENT)),
            )
        ).all()

    def behind(self, post_id: int) -> Collection[int]:
        """The post's holder, if any, with the leads of its seat and the group's secretariat."""
        post = self._session.get_one(models.PostRecord, post_id)
        leading = or_(
            models.PostRecord.kind == Post.SECRETARIAT,
            (models.PostRecord.kind == Post.LEAD) & (models.PostRecord.seat_id == post.seat_id),
        )
        return self._session.scalars(
            select(models.Holder.official_id)
            .join(models.PostRecord, models.PostRecord.id == models.Holder.post_id)
            .where(
                models.Holder.until.is_(None),
                or_(models.PostRecord.id == post_id, (models.PostRecord.group_id == post.group_id) & leading),
            )
            .distinct()
            .order_by(models.Holder.official_id)
        ).all()

    def _calendars(self, seats: ColumnElement[bool]) -> tuple[tuple[str, str], ...]:
        rows = self._session.execute(
            select(models.Administration.code, models.Administration.holidays)
            .join(models.Seat, models.Seat.administration_id == models.Administration.id)
            .where(seats)
            .distinct()
            .order_by(models.Administration.code)
        )
        return tuple((row[0], row[1]) for row in rows)
