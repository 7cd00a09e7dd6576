"""What a claim asks the database: which lanes are free, and what stands first in each. The statements stand: they are
asked at every look, and to build one takes longer than the database needs for it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import BindParameter, ColumnElement, Integer, Select, and_, bindparam, func, literal, or_, select
from sqlalchemy.orm import Session, aliased

from bot.db.engine import inserting
from bot.db.models import Lane, OutboxEntry
from bot.db.models.machine import OPEN_STATES


def opened(entry: type[OutboxEntry]) -> ColumnElement[bool]:
    """The entry isn't at an end. Written out as literals: else no planner uses the partial index."""
    states = bindparam(None, list(OPEN_STATES), type_=OutboxEntry.state.type, expanding=True, literal_execute=True)
    return entry.state.in_(states)


def _due(entry: type[OutboxEntry]) -> ColumnElement[bool]:
    return and_(opened(entry), entry.due_at <= bindparam("now"))


def _reachable(entry: type[OutboxEntry], *, closed: bool = False) -> ColumnElement[bool]:
    placed: ColumnElement[bool] = entry.platform.in_(bindparam("platforms", expanding=True))
    if closed:
        shut: BindParameter[str] = bindparam("closed", expanding=True)
        placed = and_(placed, (entry.platform + ":" + entry.workspace).not_in(shut))
    return or_(and_(entry.official_id.is_not(None), entry.platform == ""), placed)


_FREE = (
    or_(Lane.leased_until.is_(None), Lane.leased_until <= bindparam("now")),
    or_(Lane.not_before.is_(None), Lane.not_before <= bindparam("now")),
)
"""Nobody holds the lane, and it has waited long enough."""

_ANYTHING = (
    select(OutboxEntry.id)
    .join_from(OutboxEntry, Lane, Lane.name == OutboxEntry.lane, isouter=True)
    .where(_due(OutboxEntry), _reachable(OutboxEntry), *_FREE)
    .limit(1)
)


def _free_lanes(*, closed: bool) -> Select[Lane]:
    waiting = (
        select(func.min(OutboxEntry.due_at))
        .where(OutboxEntry.lane == Lane.name, _due(OutboxEntry), _reachable(OutboxEntry, closed=closed))
        .correlate(Lane)
        .scalar_subquery()
    )
    return (
        select(Lane)
        .where(*_FREE, waiting.is_not(None))
        .order_by(waiting, func.coalesce(Lane.not_before, waiting), Lane.name)
        .limit(bindparam("limit", type_=Integer))
        .with_for_update(of=Lane, skip_locked=True)
        .execution_options(populate_existing=True)
    )


def _heads() -> Select[OutboxEntry]:
    behind = aliased(OutboxEntry)
    first = (
        select(behind.id)
        .where(behind.lane == Lane.name, _due(behind), _reachable(behind))
        .order_by(behind.due_at, behind.id)
        .limit(1)
        .correlate(Lane)
        .scalar_subquery()
    )
    return (
        select(OutboxEntry)
        .where(OutboxEntry.id.in_(select(first).where(Lane.name.in_(bindparam("lanes", expanding=True)))))
        .order_by(OutboxEntry.due_at, OutboxEntry.id)
        .execution_options(populate_existing=True)
    )


_FREE_LANES, _FREE_LANES_ELSEWHERE, _HEADS = _free_lanes(closed=False), _free_lanes(closed=True), _heads()


def anything_due(session: Session, now: datetime, platforms: Sequence[str]) -> bool:
    """Whether a claim is worth its transaction."""
    if not platforms:
        return False
    return session.scalar(_ANYTHING, {"now": now, "platforms": platforms}) is not None


def open_lanes(session: Session, now: datetime) -> None:
    """Every lane with something due has its row."""
    names = (
        select(OutboxEntry.lane, literal(""), literal(0))
        .where(
            opened(OutboxEntry),
            OutboxEntry.due_at <= now,
            ~select(Lane.name).where(Lane.name == OutboxEntry.lane).exists(),
        )
        .distinct()
        .order_by(OutboxEntry.lane)  # two processes must not wait for each other
    )
    made = inserting(session)(Lane).from_select(["name", "leased_by", "fence"], names)
    session.execute(made.on_conflict_do_nothing())


def free_lanes(
    session: Session, now: datetime, platforms: Sequence[str], closed: Sequence[str], limit: int
) -> dict[str, Lane]:
    """Lanes that may send now, locked against other claimers, in the order in which their heads fell due, those
    first that have waited longest since they last sent. Channels on ``closed`` roads are left alone."""
    given = {"now": now, "platforms": platforms, "limit": limit}
    if closed:
        found = session.scalars(_FREE_LANES_ELSEWHERE, given | {"closed": closed})
    else:
        found = session.scalars(_FREE_LANES, given)
    return {lane.name: lane for lane in found}


def heads(session: Session, lanes: Sequence[str], now: datetime, platforms: Sequence[str]) -> Sequence[OutboxEntry]:
    """The first due entry of each lane."""
    return session.scalars(_HEADS, {"lanes": lanes, "now": now, "platforms": platforms}).all()
