"""Actions, their updates, and whom they concern. Lists are read by columns, changes go through the records."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, Select, func, select
from sqlalchemy.orm import Session, aliased

from bot.db import models
from bot.db.repositories.action_lines import extent, lines
from bot.db.repositories.people import People
from bot.domain.actions import STILL_OPEN, Action, ActionLine, ActionStatus, Owner, Update
from bot.domain.people import Marking, Post

_RAISER = aliased(models.Official)

_ACTIONS = (
    select(
        models.Action.id,
        models.Action.number,
        models.Group.slug,
        models.Group.name.label("group_name"),
        models.Action.text,
        models.Action.extent,
        models.Action.post_id,
        models.PostRecord.kind,
        models.Administration.code,
        models.Administration.name.label("seat_name"),
        models.Official.id.label("official_id"),
        models.Official.name.label("official_name"),
        models.Action.due,
        models.Action.original_due,
        models.Action.status,
        models.Action.marking,
        models.Meeting.number.label("meeting"),
        models.Action.number_in_meeting,
        models.Action.dropped_reason,
        _RAISER.name.label("raised_by"),
        models.Action.raised_at,
        models.Action.closed_at,
        models.Action.link,
    )
    .join(models.Group, models.Group.id == models.Action.group_id)
    .join(models.PostRecord, models.PostRecord.id == models.Action.post_id)
    .join(_RAISER, _RAISER.id == models.Action.raised_by)
    .outerjoin(models.Seat, models.Seat.id == models.Action.seat_id)
    .outerjoin(models.Administration, models.Administration.id == models.Seat.administration_id)
    .outerjoin(models.Holder, (models.Holder.post_id == models.Action.post_id) & models.Holder.until.is_(None))
    .outerjoin(models.Official, models.Official.id == models.Holder.official_id)
    .outerjoin(models.Meeting, models.Meeting.id == models.Action.meeting_id)
)
_Concerning = Row[int, date, int, int | None, str, int]
_BY_DUE = (models.Action.due, models.Group.slug, models.Action.number)


@dataclass(frozen=True)
class Concerned:
    """An open action with who may have to act on it: the holder of its post (``None``: vacated), the leads of its
    seat, the group's secretariat, all as officials' ids; ``seat`` is a code, or empty."""

    id: int
    due: date
    seat: str
    holder: int | None
    leads: tuple[int, ...]
    secretariat: tuple[int, ...]


class Actions:
    def __init__(self, session: Session) -> None:
        self._session = session

    def record(self, group_id: int, number: int) -> models.Action | None:
        """The row itself, to be changed."""
        return self._session.scalar(
            select(models.Action).where(models.Action.group_id == group_id, models.Action.number == number)
        )

    def records(self, group_id: int) -> Sequence[models.Action]:
        """All rows of the group, by number: for an import, which compares each."""
        query = select(models.Action).where(models.Action.group_id == group_id).order_by(models.Action.number)
        return self._session.scalars(query).all()

    def record_by_id(self, action_id: int) -> models.Action:
        """The row itself; it must exist."""
        return self._session.get_one(models.Action, action_id)

    def by_id(self, action_id: int) -> Action:
        """The action as it stands, with the owner's accounts; it must exist."""
        self._session.flush()
        found = _action(self._session.execute(_ACTIONS.where(models.Action.id == action_id)).one())
        if found.owner.official_id is None:
            return found
        accounts = tuple(People(self._session).accounts(found.owner.official_id))
        return replace(found, owner=replace(found.owner, accounts=accounts))

    def by_ids(self, ids: Collection[int]) -> Sequence[Action]:
        """These actions, by due day."""
        rows = self._session.execute(_ACTIONS.where(models.Action.id.in_(ids)).order_by(*_BY_DUE))
        return tuple(_action(row) for row in rows)

    def of_group(
        self,
        group_id: int,
        *,
        statuses: Sequence[ActionStatus] = STILL_OPEN,
        before: date | None = None,
        official_id: int | None = None,
        seat: str | None = None,
        unmarked: bool = False,
        limit: int,
    ) -> tuple[Sequence[ActionLine], int]:
        """The first ``limit`` actions by due day (those that are done: the latest first), and how many there are.

        ``before``: due before that day; ``official_id``: owned by the post of that person; ``seat``: by that seat;
        ``unmarked``: what the people of a linked channel may read.
        """
        marking = Marking.OFFICIAL if unmarked else None
        given = {"before": before, "official_id": official_id, "seat": seat, "marking": marking}
        narrowed = {name: value for name, value in given.items() if value is not None}
        query = lines(tuple(statuses), tuple(narrowed))
        rows = self._session.connection().execute(query, {"group_id": group_id, "most": limit, **narrowed}).all()
        if not rows:
            return (), 0
        prefix = f"{rows[0][0].upper()}-"
        return [
            ActionLine(number, prefix + str(number), text, extent(stored), owner or "", code or "", due, status)
            for _, number, text, stored, owner, code, due, status, _ in rows
        ], rows[0][-1]

    def updates(self, action_id: int) -> Sequence[Update]:
        """What was said about it, oldest first."""
        rows = self._session.execute(
            select(models.ActionUpdate.at, models.Official.name, models.ActionUpdate.text)
            .join(models.Official, models.Official.id == models.ActionUpdate.official_id)
            .where(models.ActionUpdate.action_id == action_id, models.ActionUpdate.withdrawn_at.is_(None))
            .order_by(models.ActionUpdate.id)
        )
        return tuple(Update(*row) for row in rows)

    def update_record(self, update_id: int) -> models.ActionUpdate:
        """The row itself; it must exist."""
        return self._session.get_one(models.ActionUpdate, update_id)

    def next_number(self, group_id: int) -> int:
        """The group's next number: never given twice, whatever becomes of the action."""
        group = self._session.get_one(models.Group, group_id, with_for_update=True, populate_existing=True)
        group.actions_numbered += 1
        return group.actions_numbered

    def next_in_meeting(self, meeting_id: int) -> int:
        """The next number beside the reference: the third action of this meeting."""
        highest = self._session.scalar(
            select(func.max(models.Action.number_in_meeting)).where(models.Action.meeting_id == meeting_id)
        )
        return (highest or 0) + 1

    def last_raised(self, group_id: int, official_id: int) -> Action | None:
        """The newest action of the group that this person raised."""
        found = self._session.scalar(
            select(models.Action.id)
            .where(models.Action.group_id == group_id, models.Action.raised_by == official_id)
            .order_by(models.Action.id.desc())
            .limit(1)
        )
        return self.by_id(found) if found is not None else None

    def concerning(self, official_id: int, *, at: datetime | None = None) -> Sequence[Concerned]:
        """Open actions of groups that haven't ended, which this person may have to act on or hear of. With ``at``
        those that were open then, due as they were then."""
        posts = self._session.execute(
            select(models.PostRecord.id, models.PostRecord.group_id, models.PostRecord.kind)
            .join(models.Holder, models.Holder.post_id == models.PostRecord.id)
            .where(models.Holder.official_id == official_id, models.Holder.until.is_(None))
        ).all()
        overseen = {group_id for _, group_id, kind in posts if kind in (Post.LEAD, Post.SECRETARIAT)}
        concerns = _concerns(at)
        rows = self._session.execute(concerns.where(models.Action.group_id.in_(overseen))).all() if overseen else ()
        own = [post_id for post_id, group_id, _ in posts if group_id not in overseen]
        more = self._session.execute(concerns.where(models.Action.post_id.in_(own))).all() if own else ()
        found = self._with_leading([*rows, *more])
        return found if at is None else self._as_due(found, {group_id for _, group_id, _ in posts}, at)

    def _as_due(self, found: Sequence[Concerned], groups: Collection[int], at: datetime) -> Sequence[Concerned]:
        """With the days on which they were due at that instant: the audit keeps the day before each move."""
        moves = self._session.execute(
            select(models.AuditLine.chain, models.AuditLine.subject, models.AuditLine.before)
            .where(
                models.AuditLine.chain.in_(groups),
                models.AuditLine.event == "action.moved",
                models.AuditLine.at >= at,
            )
            .order_by(models.AuditLine.chain, models.AuditLine.number.desc())
        )
        before = {subject: str(facts["due"]) for _, subject, facts in moves}
        if not before:
            return found
        rows = self._session.execute(
            select(models.Action.id, models.Group.slug, models.Action.number)
            .join(models.Group, models.Group.id == models.Action.group_id)
            .where(models.Action.id.in_([one.id for one in found]))
        )
        subjects = {id: reference(slug, number) for id, slug, number in rows}
        return tuple(
            replace(one, due=date.fromisoformat(before.get(subjects[one.id], one.due.isoformat()))) for one in found
        )

    def concerned(self, action_id: int) -> Concerned | None:
        """Whom this action concerns, if it is open."""
        row = self._session.execute(_concerns().where(models.Action.id == action_id)).one_or_none()
        return self._with_leading([row])[0] if row is not None else None

    def leading(self, group_ids: Collection[int]) -> dict[tuple[int, int | None], tuple[int, ...]]:
        """Who leads, by group and seat; under seat ``None`` the secretariat. In the order of their posts."""
        rows = self._session.execute(
            select(models.PostRecord.group_id, models.PostRecord.seat_id, models.Holder.official_id)
            .join(models.Holder, models.Holder.post_id == models.PostRecord.id)
            .where(
                models.PostRecord.group_id.in_(group_ids),
                models.PostRecord.kind.in_((Post.LEAD, Post.SECRETARIAT)),
                models.Holder.until.is_(None),
            )
            .order_by(models.PostRecord.id)
        )
        found: dict[tuple[int, int | None], tuple[int, ...]] = {}
        for group_id, seat_id, official_id in rows:
            found[group_id, seat_id] = (*found.get((group_id, seat_id), ()), official_id)
        return found

    def _with_leading(self, rows: Sequence[_Concerning]) -> Sequence[Concerned]:
        leading = self.leading({row.group_id for row in rows}) if rows else {}
        return tuple(
            Concerned(
                id=row.id,
                due=row.due,
                seat=row.code or "",
                holder=row.official_id,
                leads=leading.get((row.group_id, row.seat_id), ()) if row.seat_id is not None else (),
                secretariat=leading.get((row.group_id, None), ()),
            )
            for row in rows
        )


def reference(slug: str, number: int) -> str:
    """``VAWG-12``."""
    return f"{slug.upper()}-{number}"


def _concerns(at: datetime | None = None) -> Select[int, date, int, int | None, str, int]:
    still = models.Action.status.in_(STILL_OPEN)
    then = (models.Action.raised_at <= at) & (still | (models.Action.closed_at >= at)) if at is not None else still
    return (
        select(
            models.Action.id,
            models.Action.due,
            models.Action.group_id,
            models.Action.seat_id,
            models.Administration.code,
            models.Holder.official_id,
        )
        .join(models.Group, models.Group.id == models.Action.group_id)
        .outerjoin(models.Seat, models.Seat.id == models.Action.seat_id)
        .outerjoin(models.Administration, models.Administration.id == models.Seat.administration_id)
        .outerjoin(models.Holder, (models.Holder.post_id == models.Action.post_id) & models.Holder.until.is_(None))
        .where(then, models.Group.closed_on.is_(None))
    )


def _action(row: Row[Any]) -> Action:
    return Action(
        id=row.id,
        number=row.number,
        reference=reference(row.slug, row.number),
        group=row.slug,
        group_name=row.group_name,
        text=row.text,
        extent=tuple(row.extent),
        owner=Owner(
            post_id=row.post_id,
            post=Post(row.kind),
            seat=row.code or "",
            seat_name=row.seat_name or "",
            official_id=row.official_id,
            name=row.official_name or "",
        ),
        due=row.due,
        original_due=row.original_due,
        status=ActionStatus(row.status),
        marking=Marking(row.marking),
        meeting=row.meeting,
        number_in_meeting=row.number_in_meeting,
        dropped_reason=row.dropped_reason,
        raised_by=row.raised_by,
        raised_at=row.raised_at,
        closed_at=row.closed_at,
        link=row.link,
    )
