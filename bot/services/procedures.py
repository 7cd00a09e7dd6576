"""Written procedures: every seat is asked in its lead's own chat, reminded once, and the clock closes them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.chores import Chore
from bot.db import models
from bot.db.unit_of_work import UnitOfWork
from bot.domain import decisions as rules
from bot.domain.dates import local
from bot.domain.decision_answers import Asked, Closed, Reviewed
from bot.domain.decisions import Settled
from bot.domain.groups import Group, Seat
from bot.domain.people import Post
from bot.domain.record_policy import needed, of_group
from bot.services import chairs, clearances

REMINDED_BEFORE = timedelta(days=2)
"""How long before it closes those who said nothing are asked again, where it runs for longer than that."""


def reminded(closes_at: datetime, now: datetime) -> datetime | None:
    """When those who said nothing are asked again; ``None`` where the time is too short for that."""
    at = closes_at - REMINDED_BEFORE
    return at if at > now + REMINDED_BEFORE else None


def ask(uow: UnitOfWork, *, group: Group, row: models.Decision, now: datetime) -> None:
    """Each seat is asked where it stands."""
    for seat in _seats(uow, group, row):
        _say(uow, group, row, seat, uow.ledger.answering_for(group.id, seat.id), now, again=False)


def remind(uow: UnitOfWork, decision_id: int, now: datetime) -> None:
    """Seats that said nothing are asked again, and their deputies with them."""
    row = uow.decisions.record_by_id(decision_id)
    group = uow.groups.by_id(row.group_id)
    if row.remind_at is None or row.remind_at > now:
        return
    row.remind_at = None
    if group is None or group.closed_on is not None or row.settled_at is not None:
        return
    said = {one.seat_id for one in uow.decisions.positions(row.id)}
    for seat in (one for one in _seats(uow, group, row) if one.id not in said):
        deputies = uow.people.holding(group.id, seat_id=seat.id, posts=(Post.DEPUTY,))
        people = dict.fromkeys((*uow.ledger.answering_for(group.id, seat.id), *deputies))
        _say(uow, group, row, seat, tuple(people), now, again=True)


def close(uow: UnitOfWork, decision_id: int, now: datetime) -> None:
    """The time is up: what the seats said, and what silence means in this group, is the outcome."""
    row = uow.decisions.record_by_id(decision_id)
    group = uow.groups.by_id(row.group_id)
    if group is None:
        return
    uow.audit.lock(group.id)
    uow.session.refresh(row)
    over = row.settled_at is not None or row.withdrawn_at is not None or group.closed_on is not None
    if over or row.closes_at is None or row.closes_at > now:
        return
    found = settled(uow, group, row)
    row.outcome, row.settled_at, row.remind_at = found.outcome, now, None
    row.decided_on = local(row.closes_at, group.zone).date()
    uow.session.flush()
    uow.outbox.withdraw(f"decision-ask:{row.id}:", why="closed")
    uow.record(
        "decision.settled",
        by=None,
        now=now,
        group_id=group.id,
        subject=group.decision(row.number),
        after={"outcome": found.outcome.value, "why": found.why.value, "seats": list(found.seats)},
    )
    _tell(uow, group, row, now)


def settled(uow: UnitOfWork, group: Group, row: models.Decision) -> Settled:
    """The outcome from what was said."""
    said = {one.seat_id: one.position for one in uow.decisions.positions(row.id)}
    seats = _seats(uow, group, row)
    positions = {seat.code: said.get(seat.id) for seat in sorted(seats, key=lambda seat: seat.code)}
    policy = of_group(group)
    return rules.settle(positions, policy.silence, needed(policy, len(seats)))


def asked(
    uow: UnitOfWork, *, group_id: int, decision_id: int, seat_id: int, official_id: int, again: bool
) -> Asked | None:
    """What a seat is asked, as it stands when it is said; ``None`` where the procedure is over, the seat answered a
    reminder's question already, or whoever is asked belongs to the group no more."""
    group = uow.groups.by_id(group_id)
    if group is None or group.closed_on is not None or not uow.people.memberships(official_id, group_id):
        return None
    decision = uow.decisions.by_id(decision_id, group)
    code = uow.groups.of_seat(seat_id)[1]
    own = next((one.position for one in decision.positions if one.seat == code), None)
    if not decision.running or (again and own is not None):
        return None
    return Asked(group, decision, code, own, again)


def closed(uow: UnitOfWork, *, group_id: int, decision_id: int) -> Closed | None:
    """The outcome, as it is said to the group."""
    group = uow.groups.by_id(group_id)
    row = uow.decisions.record_by_id(decision_id)
    if group is None or row.settled_at is None:
        return None
    return Closed(group, uow.decisions.by_id(row.id, group), settled(uow, group, row))


def review_due(uow: UnitOfWork, decision_id: int, now: datetime) -> None:
    """The day has come to look at a decision again: the secretariat and the next chair hear of it."""
    row = uow.decisions.record_by_id(decision_id)
    group = uow.groups.by_id(row.group_id)
    if row.review_at is None or row.review_at > now:
        return
    row.review_at = None
    if group is None or group.closed_on is not None:
        return
    people = [*uow.people.secretariat(group.id)]
    following = uow.ledger.next_regular(group.id)
    if following is not None:
        people += chairs.answering(uow, group=group, meeting=following)
    uow.outbox.tell(
        people,
        f"decision-review:{row.id}:{row.review_on}",
        facts={"decision": row.id, "on": row.review_on.isoformat() if row.review_on else ""},
        now=now,
        group_id=group.id,
    )


def reviewed(uow: UnitOfWork, *, group_id: int, decision_id: int, on: str) -> Reviewed | None:
    """The decision; ``None`` where it was looked at since."""
    group = uow.groups.by_id(group_id)
    row = uow.decisions.record_by_id(decision_id)
    if group is None or group.closed_on is not None or row.withdrawn_at is not None:
        return None
    if row.review_on is None or row.review_on.isoformat() != on:
        return None
    return Reviewed(group, uow.decisions.by_id(row.id, group))


def _seats(uow: UnitOfWork, group: Group, row: models.Decision) -> Sequence[Seat]:
    """The seats that are there when it closes."""
    assert row.closes_at is not None
    return uow.groups.seats(group.id, local(row.closes_at, group.zone).date())


def _say(
    uow: UnitOfWork,
    group: Group,
    row: models.Decision,
    seat: Seat,
    people: Sequence[int],
    now: datetime,
    *,
    again: bool,
) -> None:
    uow.outbox.tell(
        people,
        f"decision-ask:{row.id}:{seat.id}:{'again' if again else 'first'}",
        facts={"decision": row.id, "seat": seat.id, "again": again},
        now=now,
        group_id=group.id,
        expires_at=row.closes_at,
    )


def _tell(uow: UnitOfWork, group: Group, row: models.Decision, now: datetime) -> None:
    """To the group's channels, its secretariat and everybody who was asked."""
    people = [*uow.people.secretariat(group.id)]
    for seat in _seats(uow, group, row):
        people += uow.ledger.answering_for(group.id, seat.id)
    facts = {"decision": row.id}
    uow.outbox.tell(people, f"decision-closed:{row.id}", facts=facts, now=now, group_id=group.id)
    uow.outbox.post(uow.groups.places(group.id), f"decision-closed:{row.id}", facts=facts, now=now)


DECISION_CHORES = (
    Chore(
        "written procedures closing",
        lambda uow, now: uow.decisions.closing(now),
        close,
        lambda uow, after: uow.decisions.next_closing(after),
    ),
    Chore(
        "written procedures unanswered",
        lambda uow, now: uow.decisions.due(models.Decision.remind_at, now),
        remind,
        lambda uow, after: uow.decisions.next_due(models.Decision.remind_at, after),
    ),
    Chore(
        "clearances",
        lambda uow, now: uow.decisions.asking(now),
        clearances.ask,
        lambda uow, after: uow.decisions.next_asking(after),
    ),
    Chore(
        "decisions to review",
        lambda uow, now: uow.decisions.due(models.Decision.review_at, now),
        review_due,
        lambda uow, after: uow.decisions.next_due(models.Decision.review_at, after),
    ),
)
