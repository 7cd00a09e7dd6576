"""Whom actions concern: who must act, and whom those that are long overdue reach. Read by columns."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Boolean, Date, Integer, Row, Select, exists, literal, or_, select
from sqlalchemy.orm import Session, aliased

from bot.db import models
from bot.db.repositories.actions import reference
from bot.db.types import Instant
from bot.domain.actions import STILL_OPEN
from bot.domain.giving import HandoverState
from bot.domain.people import Post

_OTHER = aliased(models.Action)
_WAITS = exists().where(
    models.ActionNeed.action_id == models.Action.id,
    _OTHER.id == models.ActionNeed.needs_id,
    _OTHER.status.in_(STILL_OPEN),
)
_CHANGES = ("action.moved", "action.snoozed")
"""Events whose lines of audit keep the due day and the rest before them."""


@dataclass(frozen=True)
class Concerned:
    """An open action with who may have to act on it: the holder of its post (``None``: vacated), its further owners,
    the leads of its seat, the group's secretariat, all as officials' ids; ``seat`` is a code, or empty.

    ``waits``: for another action; ``snoozed``: the day until which it rests. Of one that is ``offered`` (the id of the
    hand-over, asked ``asked_at``), post and seat are those that are to take it.
    """

    id: int
    due: date
    seat: str
    holder: int | None
    leads: tuple[int, ...]
    secretariat: tuple[int, ...]
    also: tuple[int, ...] = ()
    waits: bool = False
    snoozed: date | None = None
    offered: int | None = None
    asked_at: datetime | None = None


class Concerns:
    def __init__(self, session: Session) -> None:
        self._session = session

    def of(self, official_id: int, *, at: datetime | None = None) -> Sequence[Concerned]:
        """Open actions of groups that haven't ended, which this person may have to act on or hear of. With ``at``
        those that were open then, due as they were then."""
        posts = self._posts(official_id)
        overseen = {group_id for _, group_id, kind in posts if kind in (Post.LEAD, Post.SECRETARIAT)}
        concerns = _concerns(at)
        rows = self._session.execute(concerns.where(models.Action.group_id.in_(overseen))).all() if overseen else ()
        own = [post_id for post_id, group_id, _ in posts if group_id not in overseen]
        further = select(models.ActionOwner.action_id).where(models.ActionOwner.post_id.in_(own))
        mine = or_(models.Action.post_id.in_(own), models.Action.id.in_(further))
        more = self._session.execute(concerns.where(mine)).all() if own else ()
        found = self._with_leading([*rows, *more])
        return found if at is None else self._as_due(found, {group_id for _, group_id, _ in posts}, at)

    def offered(self, official_id: int, *, at: datetime | None = None) -> Sequence[Concerned]:
        """Actions that are offered to this person, to their seat, or to a seat of whose group they are the
        secretariat; with ``at`` those that were then."""
        posts = self._posts(official_id)
        overseen = {group_id for _, group_id, kind in posts if kind in (Post.LEAD, Post.SECRETARIAT)}
        own = [post_id for post_id, _, _ in posts]
        if not own:
            return ()
        mine = or_(models.Action.group_id.in_(overseen), models.ActionHandover.post_id.in_(own))
        return self._with_leading(self._session.execute(_offers(at).where(mine)).all())

    def about(self, action_id: int) -> Sequence[Concerned]:
        """Whom this action concerns, if it is open: as its owners, and where it is offered."""
        rows = self._session.execute(_concerns().where(models.Action.id == action_id)).all()
        asked = self._session.execute(_offers(None).where(models.Action.id == action_id)).all()
        return self._with_leading([*rows, *asked])

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

    def _posts(self, official_id: int) -> Sequence[Row[int, int, Post]]:
        return self._session.execute(
            select(models.PostRecord.id, models.PostRecord.group_id, models.PostRecord.kind)
            .join(models.Holder, models.Holder.post_id == models.PostRecord.id)
            .where(models.Holder.official_id == official_id, models.Holder.until.is_(None))
        ).all()

    def _as_due(self, found: Sequence[Concerned], groups: Collection[int], at: datetime) -> Sequence[Concerned]:
        """With the days on which they were due, and until which they rested, at that instant: the audit keeps what was
        before each change."""
        changes = self._session.execute(
            select(models.AuditLine.chain, models.AuditLine.subject, models.AuditLine.before)
            .where(models.AuditLine.chain.in_(groups), models.AuditLine.event.in_(_CHANGES), models.AuditLine.at >= at)
            .order_by(models.AuditLine.chain, models.AuditLine.number.desc())
        )
        before = {subject: facts for _, subject, facts in changes}
        if not before:
            return found
        rows = self._session.execute(
            select(models.Action.id, models.Group.slug, models.Action.number)
            .join(models.Group, models.Group.id == models.Action.group_id)
            .where(models.Action.id.in_([one.id for one in found]))
        )
        subjects = {id: reference(slug, number) for id, slug, number in rows}
        return tuple(_before(one, before.get(subjects[one.id])) for one in found)

    def _with_leading(self, rows: Sequence[Row[Any]]) -> Sequence[Concerned]:
        groups = {row.group_id for row in rows}
        leading = self.leading(groups) if rows else {}
        further = self._further(groups) if rows else {}
        return tuple(
            Concerned(
                id=row.id,
                due=row.due,
                seat=row.code or "",
                holder=row.official_id,
                leads=leading.get((row.group_id, row.seat_id), ()) if row.seat_id is not None else (),
                secretariat=leading.get((row.group_id, None), ()),
                also=further.get(row.id, ()) if row.handover is None else (),
                waits=bool(row.waits),
                snoozed=row.snoozed_until,
                offered=row.handover,
                asked_at=row.asked_at,
            )
            for row in rows
        )

    def _further(self, groups: Collection[int]) -> dict[int, tuple[int, ...]]:
        """The people who own actions of these groups too, by action."""
        rows = self._session.execute(
            select(models.ActionOwner.action_id, models.Holder.official_id)
            .join(models.PostRecord, models.PostRecord.id == models.ActionOwner.post_id)
            .join(models.Holder, models.Holder.post_id == models.PostRecord.id)
            .where(models.PostRecord.group_id.in_(groups), models.Holder.until.is_(None))
            .order_by(models.ActionOwner.id)
        )
        found: dict[int, tuple[int, ...]] = {}
        for action_id, official_id in rows:
            found[action_id] = (*found.get(action_id, ()), official_id)
        return found


def _before(one: Concerned, facts: dict[str, Any] | None) -> Concerned:
    if facts is None:
        return one
    rested = facts.get("snoozed")
    return replace(one, due=date.fromisoformat(facts["due"]), snoozed=date.fromisoformat(rested) if rested else None)


def _concerns(at: datetime | None = None) -> Select[*tuple[Any, ...]]:
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
            models.Action.snoozed_until,
            _WAITS.label("waits"),
            literal(None, Integer).label("handover"),
            literal(None, Instant).label("asked_at"),
        )
        .join(models.Group, models.Group.id == models.Action.group_id)
        .outerjoin(models.Seat, models.Seat.id == models.Action.seat_id)
        .outerjoin(models.Administration, models.Administration.id == models.Seat.administration_id)
        .outerjoin(models.Holder, (models.Holder.post_id == models.Action.post_id) & models.Holder.until.is_(None))
        .where(then, models.Group.closed_on.is_(None))
    )


def _offers(at: datetime | None) -> Select[*tuple[Any, ...]]:
    handover = models.ActionHandover
    still = handover.state == HandoverState.OPEN
    then = (handover.asked_at <= at) & (still | (handover.answered_at >= at)) if at is not None else still
    return (
        select(
            models.Action.id,
            models.Action.due,
            models.Action.group_id,
            handover.seat_id,
            models.Administration.code,
            models.Holder.official_id,
            literal(None, Date).label("snoozed_until"),
            literal(False, Boolean).label("waits"),
            handover.id.label("handover"),
            handover.asked_at,
        )
        .select_from(handover)
        .join(models.Action, models.Action.id == handover.action_id)
        .join(models.Group, models.Group.id == models.Action.group_id)
        .outerjoin(models.Seat, models.Seat.id == handover.seat_id)
        .outerjoin(models.Administration, models.Administration.id == models.Seat.administration_id)
        .outerjoin(models.Holder, (models.Holder.post_id == handover.post_id) & models.Holder.until.is_(None))
        .where(then, models.Group.closed_on.is_(None))
    )
