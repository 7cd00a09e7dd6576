"""What belongs to an action beside its own row: further owners, links, what it waits for, and hand-overs."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from bot.db import models
from bot.domain.actions import STILL_OPEN
from bot.domain.giving import Handover, HandoverState, Owner
from bot.domain.needs import Need
from bot.domain.people import Marking, Post

_ASKER = aliased(models.Official)
_ANSWERER = aliased(models.Official)

_OWNER = (
    models.PostRecord.id.label("post_id"),
    models.PostRecord.kind,
    models.Administration.code,
    models.Administration.name.label("seat_name"),
    models.Official.id.label("official_id"),
    models.Official.name.label("official_name"),
)
_OWNERS = (
    select(*_OWNER)
    .select_from(models.PostRecord)
    .outerjoin(models.Seat, models.Seat.id == models.PostRecord.seat_id)
    .outerjoin(models.Administration, models.Administration.id == models.Seat.administration_id)
    .outerjoin(models.Holder, (models.Holder.post_id == models.PostRecord.id) & models.Holder.until.is_(None))
    .outerjoin(models.Official, models.Official.id == models.Holder.official_id)
)
_HANDOVERS = (
    _OWNERS.join(models.ActionHandover, models.ActionHandover.post_id == models.PostRecord.id)
    .join(_ASKER, _ASKER.id == models.ActionHandover.asked_by)
    .outerjoin(_ANSWERER, _ANSWERER.id == models.ActionHandover.answered_by)
    .add_columns(
        models.ActionHandover.id,
        models.ActionHandover.asked_at,
        models.ActionHandover.state,
        models.ActionHandover.reason,
        _ASKER.name.label("asker"),
        _ANSWERER.name.label("answerer"),
    )
)


class ActionParts:
    def __init__(self, session: Session) -> None:
        self._session = session

    def owner(self, post_id: int) -> Owner:
        """The post as an owner; it must exist."""
        return _owner(self._session.execute(_OWNERS.where(models.PostRecord.id == post_id)).one())

    def also(self, action_id: int) -> tuple[Owner, ...]:
        """Its further owners, in the order in which they were named."""
        query = _OWNERS.join(models.ActionOwner, models.ActionOwner.post_id == models.PostRecord.id)
        found = self._session.execute(
            query.where(models.ActionOwner.action_id == action_id).order_by(models.ActionOwner.id)
        )
        return tuple(_owner(row) for row in found)

    def also_record(self, action_id: int, post_id: int) -> models.ActionOwner | None:
        return self._session.scalar(
            select(models.ActionOwner).where(
                models.ActionOwner.action_id == action_id, models.ActionOwner.post_id == post_id
            )
        )

    def links(self, action_id: int) -> tuple[str, ...]:
        """Links that were added later, oldest first."""
        found = self._session.scalars(
            select(models.ActionLink.link)
            .where(models.ActionLink.action_id == action_id, models.ActionLink.withdrawn_at.is_(None))
            .order_by(models.ActionLink.id)
        )
        return tuple(found)

    def needs(self, ids: Collection[int]) -> Mapping[int, tuple[Need, ...]]:
        """What these actions wait for, or waited for, by the action that does."""
        rows = self._session.execute(
            select(
                models.ActionNeed.action_id,
                models.Action.id,
                models.Group.slug,
                models.Action.number,
                models.Action.text,
                models.Action.status,
                models.Action.marking,
            )
            .join(models.Action, models.Action.id == models.ActionNeed.needs_id)
            .join(models.Group, models.Group.id == models.Action.group_id)
            .where(models.ActionNeed.action_id.in_(ids))
            .order_by(models.Action.number)
        )
        found: dict[int, tuple[Need, ...]] = {}
        for action_id, id, slug, number, text, status, marking in rows:
            need = Need(id, f"{slug.upper()}-{number}", text, status in STILL_OPEN, marking is Marking.SENSITIVE)
            found[action_id] = (*found.get(action_id, ()), need)
        return found

    def as_need(self, action_id: int) -> Need:
        """An action as another one would wait for it; it must exist."""
        row = self._session.execute(
            select(
                models.Group.slug,
                models.Action.number,
                models.Action.text,
                models.Action.status,
                models.Action.marking,
            )
            .join(models.Group, models.Group.id == models.Action.group_id)
            .where(models.Action.id == action_id)
        ).one()
        marked = row.marking is Marking.SENSITIVE
        return Need(action_id, f"{row.slug.upper()}-{row.number}", row.text, row.status in STILL_OPEN, marked)

    def need_record(self, action_id: int, needs_id: int) -> models.ActionNeed | None:
        return self._session.scalar(
            select(models.ActionNeed).where(
                models.ActionNeed.action_id == action_id, models.ActionNeed.needs_id == needs_id
            )
        )

    def needing(self, action_id: int) -> Sequence[int]:
        """The ids of those that wait for it."""
        return self._session.scalars(
            select(models.ActionNeed.action_id)
            .where(models.ActionNeed.needs_id == action_id)
            .order_by(models.ActionNeed.id)
        ).all()

    def edges(self, group_id: int) -> Mapping[int, Collection[int]]:
        """For each action of the group which others it needs."""
        rows = self._session.execute(
            select(models.ActionNeed.action_id, models.ActionNeed.needs_id)
            .join(models.Action, models.Action.id == models.ActionNeed.action_id)
            .where(models.Action.group_id == group_id)
        )
        found: dict[int, list[int]] = {}
        for action_id, needs_id in rows:
            found.setdefault(action_id, []).append(needs_id)
        return found

    def handover(self, action_id: int) -> Handover | None:
        """The one that waits for its answer."""
        row = self._session.execute(
            _HANDOVERS.where(
                models.ActionHandover.action_id == action_id, models.ActionHandover.state == HandoverState.OPEN
            )
        ).one_or_none()
        return _handover(row) if row is not None else None

    def handovers(self, ids: Collection[int]) -> Mapping[int, Handover]:
        """These, as they stand, by their ids."""
        rows = self._session.execute(_HANDOVERS.where(models.ActionHandover.id.in_(ids)))
        return {row.id: _handover(row) for row in rows}

    def handover_record(self, handover_id: int) -> models.ActionHandover:
        """The row itself; it must exist."""
        return self._session.get_one(models.ActionHandover, handover_id)


def _handover(row: Any) -> Handover:
    state = HandoverState(row.state)
    return Handover(row.id, _owner(row), row.asker, row.asked_at, state, row.answerer or "", row.reason)


def _owner(row: Any) -> Owner:
    return Owner(
        post_id=row.post_id,
        post=Post(row.kind),
        seat=row.code or "",
        seat_name=row.seat_name or "",
        official_id=row.official_id,
        name=row.official_name or "",
    )
