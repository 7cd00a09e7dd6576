"""What exports read: columns through prebuilt statements, from one consistent view, as plain rows.

Dates, instants and lists come as the database's own text (days in ISO, instants in UTC): a Python value for each cell
would cost more than the whole query. For the same reason the rows come from the driver, not through result objects.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Select,
    Text,
    and_,
    case,
    cast,
    exists,
    func,
    or_,
    select,
    type_coerce,
)
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from bot.db import models
from bot.db.audit import NO_GROUP
from bot.db.unit_of_work import Snapshot, UnitOfWork
from bot.domain.meetings import Attended
from bot.domain.people import Marking, Post

PARTITION = 2_000
"""Rows that SQLite hands over at once."""

CHUNK = 200
"""Rows that PostgreSQL sends at once: so few that it makes the next while these are written. With 2,000 it waits for
us and we for it, and an export takes nearly twice as long."""

BATCH = 500
"""Rows that are made into a file at once: PostgreSQL, which runs ahead by what fits between us, waits for nobody."""

Line = tuple[Any, ...]


@dataclass(frozen=True)
class Narrowed:
    """Which rows of a group: from the one instant (UTC) up to, not including, the other; of these seats' ids (none:
    of all)."""

    group_id: int
    since: datetime | None = None
    before: datetime | None = None
    seats: tuple[int, ...] = ()

    def spans(self, column: InstrumentedAttribute[datetime]) -> tuple[ColumnElement[bool], ...]:
        """The conditions on an instant."""
        found: list[ColumnElement[bool]] = []
        if self.since is not None:
            found.append(column >= self.since)
        if self.before is not None:
            found.append(column < self.before)
        return tuple(found)


_Owner = aliased(models.Official)
_Code = models.Administration.code

_LAST_UPDATE = (
    select(models.ActionUpdate.text)
    .where(models.ActionUpdate.action_id == models.Action.id, models.ActionUpdate.withdrawn_at.is_(None))
    .order_by(models.ActionUpdate.id.desc())
    .limit(1)
    .scalar_subquery()
)

PARTED = "\x1f"
"""What stands between several names that the database hands over as one text."""

_OTHER_POST = aliased(models.PostRecord)
_OTHER_HOLDER = aliased(models.Holder)
_OTHER = aliased(models.Official)
_OTHER_SEAT = aliased(models.Seat)
_OTHER_ADMINISTRATION = aliased(models.Administration)
_OTHER_OWNERS = (
    select(
        func.aggregate_strings(
            func.coalesce(
                _OTHER.name,
                _OTHER_ADMINISTRATION.code.concat(" ").concat(type_coerce(_OTHER_POST.kind, Text)),
                type_coerce(_OTHER_POST.kind, Text),
            ),
            PARTED,
        )
    )
    .select_from(models.ActionOwner)
    .join(_OTHER_POST, _OTHER_POST.id == models.ActionOwner.post_id)
    .outerjoin(_OTHER_HOLDER, and_(_OTHER_HOLDER.post_id == _OTHER_POST.id, _OTHER_HOLDER.until.is_(None)))
    .outerjoin(_OTHER, _OTHER.id == _OTHER_HOLDER.official_id)
    .outerjoin(_OTHER_SEAT, _OTHER_SEAT.id == _OTHER_POST.seat_id)
    .outerjoin(_OTHER_ADMINISTRATION, _OTHER_ADMINISTRATION.id == _OTHER_SEAT.administration_id)
    .where(models.ActionOwner.action_id == models.Action.id)
    .scalar_subquery()
)
"""Further owners by name; a post that nobody holds by its seat and kind."""

_LINKS = models.Action.link.concat(PARTED).concat(
    func.coalesce(
        select(func.aggregate_strings(models.ActionLink.link, PARTED))
        .where(models.ActionLink.action_id == models.Action.id, models.ActionLink.withdrawn_at.is_(None))
        .scalar_subquery(),
        "",
    )
)
"""The link that it was raised with, and further ones in no order."""

_NEEDED = aliased(models.Action)
_NEEDS = (
    select(func.aggregate_strings(cast(_NEEDED.number, Text), PARTED))
    .select_from(models.ActionNeed)
    .join(_NEEDED, _NEEDED.id == models.ActionNeed.needs_id)
    .where(models.ActionNeed.action_id == models.Action.id)
    .scalar_subquery()
)
"""The numbers of those that it waits for: all of the same group."""

ACTIONS = (
    select(
        func.upper(models.Group.slug).concat("-").concat(cast(models.Action.number, Text)).label("ref"),
        models.Group.slug.label("group"),
        cast(models.Action.raised_at, Text).label("raised_on"),
        models.Meeting.number.label("meeting"),
        models.Action.number_in_meeting,
        models.Action.text.label("action"),
        cast(models.Action.extent, Text).label("extent"),
        _Code.label("owner_seat"),
        type_coerce(models.PostRecord.kind, Text).label("owner_post"),
        _Owner.name.label("owner_name"),
        _OTHER_OWNERS.label("other_owners"),
        cast(models.Action.due, Text).label("due"),
        cast(models.Action.original_due, Text).label("original_due"),
        type_coerce(models.Action.status, Text).label("status"),
        _LAST_UPDATE.label("last_update"),
        cast(models.Action.updated_at, Text).label("updated_on"),
        cast(models.Action.closed_at, Text).label("closed_on"),
        func.upper(models.Group.slug).concat("-D").concat(cast(models.Action.decision, Text)).label("decision"),
        type_coerce(models.Action.marking, Text).label("marking"),
        models.Action.origin,
        models.Action.priority,
        _LINKS.label("links"),
        _NEEDS.label("depends_on"),
    )
    .select_from(models.Action)
    .join(models.Group, models.Group.id == models.Action.group_id)
    .join(models.PostRecord, models.PostRecord.id == models.Action.post_id)
    .outerjoin(models.Holder, and_(models.Holder.post_id == models.PostRecord.id, models.Holder.until.is_(None)))
    .outerjoin(_Owner, _Owner.id == models.Holder.official_id)
    .outerjoin(models.Meeting, models.Meeting.id == models.Action.meeting_id)
    .outerjoin(models.Seat, models.Seat.id == models.Action.seat_id)
    .outerjoin(models.Administration, models.Administration.id == models.Seat.administration_id)
    .order_by(models.Action.number)
)

AUDIT = (
    select(
        cast(models.AuditLine.at, Text).label("at"),
        models.Official.name.label("actor"),
        _Code.label("acting_for"),
        models.Group.slug.label("group"),
        models.AuditLine.event,
        models.AuditLine.subject,
        cast(models.AuditLine.before, Text).label("before"),
        cast(models.AuditLine.after, Text).label("after"),
        models.AuditLine.hash,
    )
    .select_from(models.AuditLine)
    .join(models.Group, models.Group.id == models.AuditLine.chain)
    .outerjoin(models.Official, models.Official.id == models.AuditLine.actor)
    .outerjoin(models.Seat, models.Seat.id == models.AuditLine.acting_for)
    .outerjoin(models.Administration, models.Administration.id == models.Seat.administration_id)
    .order_by(models.AuditLine.number)
)


def _attended(*kinds: Attended) -> ColumnElement[str]:
    """The codes of the seats that attended in one of these ways, parted by blanks, in no order."""
    return (
        select(func.aggregate_strings(_Code, " "))
        .select_from(models.Attendance)
        .join(models.Seat, models.Seat.id == models.Attendance.seat_id)
        .join(models.Administration, models.Administration.id == models.Seat.administration_id)
        .where(
            models.Attendance.meeting_id == models.Meeting.id,
            type_coerce(models.Attendance.kind, Text).in_([kind.value for kind in kinds]),
        )
        .scalar_subquery()
    )


MEETINGS = (
    select(
        models.Meeting.number,
        cast(models.Meeting.day, Text).label("date"),
        cast(models.Meeting.start, Text).label("start"),
        cast(models.Meeting.ends_at, Text).label("end"),
        models.Meeting.zone.label("time_zone"),
        type_coerce(models.Meeting.kind, Text).label("kind"),
        type_coerce(models.Meeting.state, Text).label("state"),
        models.Meeting.mode,
        models.Meeting.place,
        _attended(Attended.PRESENT, Attended.DEPUTY).label("present"),
        _attended(Attended.APOLOGIES).label("apologies"),
        _attended(Attended.OBSERVER, Attended.GUEST).label("others"),
        models.Meeting.quorum,
    )
    .select_from(models.Meeting)
    .order_by(models.Meeting.starts_at, models.Meeting.number)
)

ATTENDANCE = (
    select(
        models.Meeting.number,
        cast(models.Meeting.day, Text).label("date"),
        _Code.label("seat"),
        type_coerce(models.Attendance.kind, Text).label("state"),
        func.coalesce(models.Official.name, func.nullif(models.Attendance.name, "")),
    )
    .select_from(models.Attendance)
    .join(models.Meeting, models.Meeting.id == models.Attendance.meeting_id)
    .join(models.Seat, models.Seat.id == models.Attendance.seat_id)
    .join(models.Administration, models.Administration.id == models.Seat.administration_id)
    .outerjoin(models.Official, models.Official.id == models.Attendance.official_id)
    .order_by(models.Meeting.starts_at, models.Meeting.number, _Code, models.Attendance.id)
)

LEADS = (
    select(_Code, models.Official.name, models.Holder.since, models.Holder.until)
    .select_from(models.Holder)
    .join(models.PostRecord, models.PostRecord.id == models.Holder.post_id)
    .join(models.Seat, models.Seat.id == models.PostRecord.seat_id)
    .join(models.Administration, models.Administration.id == models.Seat.administration_id)
    .join(models.Official, models.Official.id == models.Holder.official_id)
    .where(models.PostRecord.kind == Post.LEAD)
    .order_by(models.PostRecord.id, models.Holder.since)
)


MEMBERS = (
    select(
        models.Official.name,
        models.Official.email,
        models.Administration.code,
        models.PostRecord.kind,
        models.Official.language,
        models.Holder.since,
        models.Holder.until,
    )
    .select_from(models.Holder)
    .join(models.PostRecord, models.PostRecord.id == models.Holder.post_id)
    .outerjoin(models.Seat, models.Seat.id == models.PostRecord.seat_id)
    .outerjoin(models.Administration, models.Administration.id == models.Seat.administration_id)
    .join(models.Official, models.Official.id == models.Holder.official_id)
    .order_by(models.Holder.since, models.Holder.id)
)


def actions(snapshot: Snapshot, rows: Narrowed) -> Iterator[Sequence[Sequence[Any]]]:
    """The columns of ``ACTIONS``, by number, some rows at a time and never none; ``since`` and ``before`` are about
    when an action was raised."""
    lines = streamed(snapshot, ACTIONS.where(models.Action.group_id == rows.group_id, *_actions(rows)))
    while columns := list(zip(*islice(lines, BATCH), strict=True)):
        yield columns


def origins(snapshot: Snapshot, rows: Narrowed) -> tuple[tuple[str, ...], bool]:
    """The codes of the seats that own these actions, in alphabetical order, and whether any is marked above
    OFFICIAL."""
    marked = func.max(case((models.Action.marking == Marking.SENSITIVE, 1), else_=0))
    owning = (
        select(models.Action.seat_id, marked.label("marked"))
        .where(models.Action.group_id == rows.group_id, *_actions(rows))
        .group_by(models.Action.seat_id)
        .subquery()
    )
    found = snapshot.execute(
        select(_Code, owning.c.marked)
        .select_from(owning)
        .outerjoin(models.Seat, models.Seat.id == owning.c.seat_id)
        .outerjoin(models.Administration, models.Administration.id == models.Seat.administration_id)
    ).all()
    return tuple(sorted({code for code, _ in found if code})), any(marked for _, marked in found)


def origins_of_audit(snapshot: Snapshot, rows: Narrowed) -> tuple[str, ...]:
    """The codes of the seats for which, or by whose people, these lines were written, in alphabetical order."""
    line = models.AuditLine
    lines = (line.chain == rows.group_id, *rows.spans(line.at))
    held = (
        select(models.PostRecord.seat_id)
        .join(models.Holder, models.Holder.post_id == models.PostRecord.id)
        .where(models.Holder.official_id.in_(select(line.actor).where(*lines)))
    )
    acted_for = select(line.acting_for).where(*lines)
    found = snapshot.scalars(
        select(_Code)
        .join(models.Seat, models.Seat.administration_id == models.Administration.id)
        .where(models.Seat.group_id == rows.group_id, or_(models.Seat.id.in_(acted_for), models.Seat.id.in_(held)))
    )
    return tuple(sorted(set(found)))


def audit(snapshot: Snapshot, rows: Narrowed) -> Iterator[Line]:
    """The columns of ``AUDIT``, in the order of the chain. A seat's lines: those written for it, and by who held a
    post of it then."""
    statement = AUDIT.where(models.AuditLine.chain == rows.group_id, *rows.spans(models.AuditLine.at))
    if rows.seats:
        held = exists().where(
            models.Holder.official_id == models.AuditLine.actor,
            models.Holder.post_id == models.PostRecord.id,
            models.PostRecord.seat_id.in_(rows.seats),
            models.Holder.since <= models.AuditLine.at,
            or_(models.Holder.until.is_(None), models.Holder.until > models.AuditLine.at),
        )
        statement = statement.where(or_(models.AuditLine.acting_for.in_(rows.seats), held))
    return streamed(snapshot, statement)


def meetings(snapshot: Snapshot, rows: Narrowed) -> Iterator[Line]:
    """The columns of ``MEETINGS``, in the order in which they take place."""
    statement = MEETINGS.where(models.Meeting.group_id == rows.group_id, *rows.spans(models.Meeting.starts_at))
    return streamed(snapshot, statement)


def attendance(snapshot: Snapshot, rows: Narrowed) -> Iterator[Line]:
    """The columns of ``ATTENDANCE``, by meeting and then by seat."""
    statement = ATTENDANCE.where(models.Meeting.group_id == rows.group_id, *rows.spans(models.Meeting.starts_at))
    return streamed(snapshot, statement)


def leads(snapshot: Snapshot, group_id: int) -> Sequence[tuple[str, str, datetime, datetime | None]]:
    """Who led which seat, since when and until when: code, name and two instants."""
    found = snapshot.execute(LEADS.where(models.PostRecord.group_id == group_id))
    return tuple((row[0], row[1], row[2], row[3]) for row in found)


def members(snapshot: Snapshot, group_id: int) -> Sequence[Line]:
    """Name, address, seat, post, language, since and until (instants) of every post that was ever held."""
    found = snapshot.execute(MEMBERS.where(models.PostRecord.group_id == group_id))
    return [tuple(row) for row in found]


def chain(snapshot: Snapshot, group_id: int | None) -> tuple[int, str]:
    """Length and head of the audit chain as the snapshot sees it."""
    found = snapshot.execute(
        select(models.Chain.length, models.Chain.head).where(models.Chain.chain == (group_id or NO_GROUP))
    ).one_or_none()
    return (found[0], found[1]) if found else (0, "")


def seen_through(snapshot: Snapshot) -> UnitOfWork:
    """The repositories, reading the snapshot. Nothing may be written through it."""
    return UnitOfWork(Session(snapshot, autoflush=False))


def streamed(snapshot: Snapshot, statement: Select[*tuple[Any, ...]]) -> Iterator[Line]:
    """The statement's rows as they come, few of them in memory; instants read as text are in UTC.

    Read to the end before anything else is asked of the snapshot: PostgreSQL answers one question at a time.
    """
    compiled = statement.compile(dialect=snapshot.dialect, compile_kwargs={"render_postcompile": True})
    given = {name: _bound(compiled.binds.get(name), value, snapshot) for name, value in compiled.params.items()}
    with closing(_driver(snapshot).cursor()) as cursor:
        if snapshot.dialect.name == "postgresql":
            cursor.execute("SET LOCAL TIME ZONE 'UTC'; SET LOCAL datestyle TO 'ISO'")
            yield from cursor.stream(compiled.string, given, size=CHUNK)
            return
        cursor.execute(compiled.string, [given[name] for name in compiled.positiontup or ()])
        while partition := cursor.fetchmany(PARTITION):
            yield from partition


def _driver(snapshot: Snapshot) -> Any:
    """The connection of psycopg or sqlite3 itself."""
    return snapshot.connection.driver_connection


def _bound(parameter: BindParameter[Any] | None, value: Any, snapshot: Snapshot) -> Any:
    """A parameter as the driver takes it. The items of a list are none of the statement's own: numbers and texts."""
    if parameter is None:
        return value
    process = parameter.type.dialect_impl(snapshot.dialect).bind_processor(snapshot.dialect)
    return process(value) if process is not None else value


def _actions(rows: Narrowed) -> tuple[ColumnElement[bool], ...]:
    spans = rows.spans(models.Action.raised_at)
    return (*spans, models.Action.seat_id.in_(rows.seats)) if rows.seats else spans
