"""What the export of actions reads: a row each, and who owns them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, Text, and_, case, cast, func, select, type_coerce
from sqlalchemy.orm import aliased

from bot.db import models
from bot.db.exports.reading import Narrowed, streamed
from bot.db.unit_of_work import Snapshot
from bot.domain.people import Marking

BATCH = 500
"""Rows that are made into a file at once: PostgreSQL, which runs ahead by what fits between us, waits for nobody."""

PARTED = "\x1f"
"""What stands between several names that the database hands over as one text."""

_Owner = aliased(models.Official)
_LAST_UPDATE = (
    select(models.ActionUpdate.text)
    .where(models.ActionUpdate.action_id == models.Action.id, models.ActionUpdate.withdrawn_at.is_(None))
    .order_by(models.ActionUpdate.id.desc())
    .limit(1)
    .scalar_subquery()
)

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
        models.Administration.code.label("owner_seat"),
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
        select(models.Administration.code, owning.c.marked)
        .select_from(owning)
        .outerjoin(models.Seat, models.Seat.id == owning.c.seat_id)
        .outerjoin(models.Administration, models.Administration.id == models.Seat.administration_id)
    ).all()
    return tuple(sorted({code for code, _ in found if code})), any(marked for _, marked in found)


def _actions(rows: Narrowed) -> tuple[ColumnElement[bool], ...]:
    spans = rows.spans(models.Action.raised_at)
    return (*spans, models.Action.seat_id.in_(rows.seats)) if rows.seats else spans
