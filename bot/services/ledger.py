"""The ledger of a group's turns: what happened is entered, and every turn follows from it by replay.

The rows of told turns, kept beside the meetings, are only ever written here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, time
from typing import Any

from bot.db import models
from bot.db.unit_of_work import UnitOfWork
from bot.domain.dates import local, to_instant
from bot.domain.groups import Group
from bot.domain.people import Actor
from bot.domain.rotation import (
    Absences,
    Basis,
    Policy,
    Role,
    Rotation,
    TurnState,
    policy_from_json,
    policy_to_json,
    replay,
)
from bot.domain.rotation import from_json as event_from_json
from bot.domain.rotation import to_json as event_to_json
from bot.domain.rotation.events import Began, DayCame, Event, Named
from bot.domain.terms import DAY
from bot.services import calendars

BEGUN = "begun"


def begin(uow: UnitOfWork, *, group: Group, seats: Sequence[str], policy: Policy, by: Actor, now: datetime) -> None:
    """The first line of a group's ledger: its seats in rota order, and its policy."""
    event = {"event": BEGUN, "seats": list(seats), "policy": policy_to_json(policy)}
    uow.ledger.enter(group.id, [event], official_id=by.official_id, now=now)
    uow.ledger.replayed.pop(group.id, None)


def state(uow: UnitOfWork, *, group: Group, now: datetime) -> Rotation:
    """The rotation as it stands at this instant."""
    rotation = _replayed(uow, group)
    today = local(now, group.zone).date()
    return rotation.then(DayCame(today)) if rotation.due(today) else rotation


def standing(uow: UnitOfWork, *, group: Group) -> Rotation:
    """The rotation after everything that was entered, whatever the day."""
    return _replayed(uow, group)


def as_it_was(uow: UnitOfWork, *, group: Group, at: datetime) -> Rotation:
    """The rotation as it stood at an instant that has passed."""
    return _from(entry.event for entry in uow.ledger.entries(group.id) if entry.at <= at)


def absences(uow: UnitOfWork, *, group: Group) -> Absences:
    """What calendars say of a role, a seat and a slot: every projection, assignment and offer asks here, and nowhere
    else."""
    return calendars.absences(uow, group, _replayed(uow, group))


def append(
    uow: UnitOfWork,
    *,
    group: Group,
    events: Iterable[Event],
    by: Actor | None,
    now: datetime,
    acting_for: int | None = None,
) -> list[int]:
    """Enter events and bring the told turns up to date, a line of audit for each; the ids of the entries.

    ``acting_for`` is the id of a seat for which the secretariat acts. Raises the rotation's refusals; then nothing
    has been entered.
    """
    before, wanted = _replayed(uow, group), tuple(events)
    today = local(now, group.zone).date()
    entered = (DayCame(today), *wanted) if before.due(today) else wanted
    after = before.then(*entered)
    official_id = by.official_id if by else None
    ids = uow.ledger.enter(group.id, map(event_to_json, entered), official_id=official_id, now=now)
    uow.ledger.replayed[group.id] = after
    _set_clock(uow, group, after)
    numbers = {step.number for step in after.history[len(before.history) :]}
    numbers |= {event.number for event in wanted if isinstance(event, Named | Began)}
    for number, row, was in _keep(uow, group, after, numbers, now):
        _record(uow, group, number, row, was, by, acting_for, now)
    return ids[len(entered) - len(wanted) :]


def take_back(uow: UnitOfWork, *, group: Group, entries: Collection[int], now: datetime) -> None:
    """Leave entries out of the replay; who takes something back says so in the audit. What was not sent yet about
    turns that are another's again is withdrawn. Raises a refusal where what came later builds upon the entries."""
    before = _replayed(uow, group)
    uow.ledger.leave_out(group.id, entries, now)
    uow.ledger.replayed.pop(group.id, None)
    after = _replayed(uow, group)
    _set_clock(uow, group, after)
    told = {step.number for step in (*before.history, *after.history)}
    numbers = {n for n in told if any(_stands(before, n, role) != _stands(after, n, role) for role in Role)}
    for _, row, _ in _keep(uow, group, after, numbers, now):
        if row.state is TurnState.RELEASED:
            uow.outbox.withdraw(f"turn-notice:{row.id}:", why="taken back")


def _replayed(uow: UnitOfWork, group: Group) -> Rotation:
    """The rotation after every entry, worked out once in a unit of work."""
    found = uow.ledger.replayed.get(group.id)
    if found is None:
        found = _from(entry.event for entry in uow.ledger.entries(group.id))
        uow.ledger.replayed[group.id] = found
    return found


def _from(stored: Iterator[Mapping[str, Any]]) -> Rotation:
    first: Mapping[str, Any] = next(stored, {"seats": [], "policy": {}})
    policy = policy_from_json(first["policy"])
    return replay(first["seats"], policy, (event_from_json(event) for event in stored))


def _set_clock(uow: UnitOfWork, group: Group, rotation: Rotation) -> None:
    """When the clock has to let the next dated change happen: at the start of its day."""
    day, row = rotation.changes_on, uow.groups.record(group.id)
    due_at = to_instant(day, time(0), group.zone) if day is not None else None
    if row.rota_due_at != due_at:
        row.rota_due_at = due_at


Facts = dict[str, str]


def _stands(rotation: Rotation, number: int, role: Role) -> tuple[str | None, TurnState]:
    return rotation.holder(number, role), rotation.state(number, role)


def _keep(
    uow: UnitOfWork, group: Group, rotation: Rotation, numbers: Collection[int], now: datetime
) -> list[tuple[int, models.Turn, Facts]]:
    """The rows of these numbers' told turns as the rotation has them; those that changed, with what they were."""
    places = uow.ledger.places(group.id, numbers) if numbers else {}
    rows = uow.ledger.told(group.id, places) if places else {}
    seats = uow.groups.seats(group.id)
    ids, codes = {seat.code: seat.id for seat in seats}, {seat.id: seat.code for seat in seats}
    changed = []
    for number, role in ((number, role) for number in sorted(places, key=abs) for role in Role):
        row = rows.get((number, role))
        holder, found = _stands(rotation, number, role)
        was = _facts(row, codes)
        if row is None and holder is not None:
            row = models.Turn(
                group_id=group.id,
                meeting_id=places[number].get("meeting_id"),
                term_id=places[number].get("term_id"),
                role=role,
                seat_id=ids[holder],
                state=found,
                assigned_at=now,
            )
            uow.session.add(row)
        elif row is not None:
            _renew(row, holder, TurnState.RELEASED if found is TurnState.PROJECTED else found, ids, codes, now)
        if row is not None and _facts(row, codes) != was:
            changed.append((number, row, was))
    if rotation.has_terms:
        _keep_terms(uow, group, rotation, now)
    uow.session.flush()
    return changed


def _keep_terms(uow: UnitOfWork, group: Group, rotation: Rotation, now: datetime) -> None:
    """When each term was handed over, as the rotation has it."""
    for row in uow.terms.of_group(group.id):
        began, over = rotation.began(-row.number), rotation.closed(-row.number)
        if began is (row.began_at is None):
            row.began_at = now if began else None
            row.handover_at = _ends_at(row, group, rotation) if began else row.handover_at
        if over is (row.ended_at is None):
            row.ended_at = now if over else None
        if began or over:
            row.notice_at = None


def _ends_at(row: models.Term, group: Group, rotation: Rotation) -> datetime | None:
    """When the clock ends a term that is under way: only where turns no longer last terms, as no next one does."""
    if rotation.policy.basis is Basis.TERM or row.last_day is None:
        return None
    return to_instant(row.last_day + DAY, time(0), group.zone)


def _renew(
    row: models.Turn,
    holder: str | None,
    found: TurnState,
    ids: Mapping[str, int],
    codes: Mapping[int, str],
    now: datetime,
) -> None:
    changed = holder is not None and holder != codes[row.seat_id]
    if changed:
        row.seat_id, row.assigned_at = ids[str(holder)], now
        row.answered_at = row.answered_by = None
    elif row.state is TurnState.RELEASED and found is TurnState.ASSIGNED:
        row.assigned_at = now
    if found in (TurnState.ASSIGNED, TurnState.RELEASED):
        row.answered_at = row.answered_by = None
    if found is not TurnState.ASSIGNED or changed:
        row.raise_at, row.raised = None, 0
    row.state = found


def _facts(row: models.Turn | None, codes: Mapping[int, str]) -> Facts:
    return {"state": row.state.value, "seat": codes[row.seat_id]} if row is not None else {}


def _record(
    uow: UnitOfWork,
    group: Group,
    number: int,
    row: models.Turn,
    was: Facts,
    by: Actor | None,
    acting_for: int | None,
    now: datetime,
) -> None:
    """Every step of a turn is one line of the audit, under the turn's own name: ``VAWG-M7:chair``."""
    codes = {seat.id: seat.code for seat in uow.groups.seats(group.id)}
    uow.record(
        f"turn.{row.state.value}",
        by=by,
        now=now,
        group_id=group.id,
        acting_for=acting_for,
        subject=f"{group.turn(number)}:{row.role.value}",
        before=was,
        after=_facts(row, codes),
    )
