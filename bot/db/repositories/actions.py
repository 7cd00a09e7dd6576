"""Actions and their updates. Lists are read by columns, changes go through the records."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session, aliased

from bot.db import models
from bot.db.repositories.action_lines import extent, like, lines
from bot.db.repositories.action_parts import ActionParts
from bot.db.repositories.people import People
from bot.domain.action_answers import Update
from bot.domain.action_lists import ActionLine, Order
from bot.domain.actions import STILL_OPEN, Action, ActionStatus, Priority
from bot.domain.giving import Owner
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
        models.Action.priority,
        models.Action.decision,
        models.Action.snoozed_until,
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
_PRIORITIES = {priority.value: priority for priority in Priority}
_BY_DUE = (models.Action.due, models.Group.slug, models.Action.number)


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
        """The action as it stands, whole, with its owners' accounts; it must exist."""
        self._session.flush()
        found = _action(self._session.execute(_ACTIONS.where(models.Action.id == action_id)).one())
        parts = ActionParts(self._session)
        owner = found.owner
        if owner.official_id is not None:
            owner = replace(owner, accounts=tuple(People(self._session).accounts(owner.official_id)))
        return replace(
            found,
            owner=owner,
            also=parts.also(action_id),
            links=parts.links(action_id),
            needs=parts.needs([action_id]).get(action_id, ()),
            handover=parts.handover(action_id),
        )

    def by_ids(self, ids: Collection[int]) -> Sequence[Action]:
        """These actions, by due day, with what they wait for; without further owners, links and hand-overs."""
        rows = self._session.execute(_ACTIONS.where(models.Action.id.in_(ids)).order_by(*_BY_DUE)).all()
        needs = ActionParts(self._session).needs([row.id for row in rows]) if rows else {}
        return tuple(replace(_action(row), needs=needs.get(row.id, ())) for row in rows)

    def open_of_posts(self, posts: Collection[int]) -> Sequence[Action]:
        """What these posts have still to do, by due day."""
        found = _ACTIONS.where(models.Action.post_id.in_(posts), models.Action.status.in_(STILL_OPEN))
        return tuple(_action(row) for row in self._session.execute(found.order_by(*_BY_DUE)))

    def totals(self, group_id: int, today: date) -> tuple[int, int]:
        """How many actions of the group are open, and how many of these are overdue."""
        open_, overdue = self._session.execute(
            select(func.count(), func.count().filter(models.Action.due < today)).where(
                models.Action.group_id == group_id, models.Action.status.in_(STILL_OPEN)
            )
        ).one()
        return open_, overdue

    def figures(self, group_id: int, today: date) -> dict[str, tuple[int, int]]:
        """The same by the code of the owning seat; under an empty one the secretariat's."""
        rows = self._session.execute(
            select(
                func.coalesce(models.Administration.code, ""),
                func.count(),
                func.count().filter(models.Action.due < today),
            )
            .select_from(models.Action)
            .outerjoin(models.Seat, models.Seat.id == models.Action.seat_id)
            .outerjoin(models.Administration, models.Administration.id == models.Seat.administration_id)
            .where(models.Action.group_id == group_id, models.Action.status.in_(STILL_OPEN))
            .group_by(models.Administration.code)
        )
        return {code: (open_, overdue) for code, open_, overdue in rows}

    def of_decision(self, group_id: int, decision: int) -> Sequence[int]:
        """The numbers of the actions that carry out the decision of that number."""
        return self._session.scalars(
            select(models.Action.number)
            .where(models.Action.group_id == group_id, models.Action.decision == decision)
            .order_by(models.Action.number)
        ).all()

    def of_meeting(self, meeting_id: int) -> Sequence[Action]:
        """The actions that came out of a meeting, in the order in which they did."""
        by_number = (models.Action.number_in_meeting, models.Action.number)
        rows = self._session.execute(_ACTIONS.where(models.Action.meeting_id == meeting_id).order_by(*by_number))
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
        waiting: bool = False,
        vacant: bool = False,
        words: Sequence[str] = (),
        order: Order = Order.DUE,
        limit: int,
        offset: int = 0,
    ) -> tuple[Sequence[ActionLine], int]:
        """``limit`` actions after the first ``offset`` of them (by due day, those that are closed the latest first,
        unless another ``order`` is wanted), and how many there are; 0 where none stands so far on.

        ``before``: due before that day; ``official_id``: owned by a post of that person, or by it too; ``seat``: by
        that seat; ``unmarked``: what the people of a linked channel may read; ``waiting``: for another action;
        ``vacant``: owned by a post that nobody holds; ``words``: folded ones, each of which stands in the text or in an
        update.
        """
        given: dict[str, Any] = {"before": before, "official_id": official_id, "seat": seat}
        given["marking"] = Marking.OFFICIAL if unmarked else None
        given |= {f"word_{place}": like(word) for place, word in enumerate(words)}
        narrowed = {name: value for name, value in given.items() if value is not None}
        flags = [name for name, wanted in (("waiting", waiting), ("vacant", vacant)) if wanted]
        query = lines(tuple(statuses), (*narrowed, *flags), order)
        values = {"group_id": group_id, "most": limit, "first": offset, **narrowed}
        rows = query.values(self._session, **values)
        if not rows:
            return (), 0
        prefix = f"{rows[0][0].upper()}-"
        return [
            ActionLine(
                number, prefix + str(number), text, extent(stored), owner or "", code or "", due, status,
                _PRIORITIES[priority], bool(waits),
            )
            for _, number, text, stored, owner, code, due, status, priority, waits, _ in rows
        ], rows[0][-1]  # fmt: skip

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


def reference(slug: str, number: int) -> str:
    """``VAWG-12``."""
    return f"{slug.upper()}-{number}"


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
        priority=Priority(row.priority),
        decision=row.decision,
        snoozed_until=row.snoozed_until,
    )
