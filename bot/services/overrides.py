"""The secretariat names a seat for one turn, with a reason that everybody may read. The seat displaced is owed it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.db.unit_of_work import UnitOfWork
from bot.domain.groups import Group
from bot.domain.meetings import Meeting
from bot.domain.occasions import Occasion, cancelled
from bot.domain.offers import NobodyNamed, ReasonNeeded
from bot.domain.overrides import Named
from bot.domain.people import Actor
from bot.domain.rotation import Hosting, Kind, Role, Rotation, events
from bot.domain.rotation.refusals import TurnAlreadyServed, TurnCancelled
from bot.domain.turns_moved import Because
from bot.services import occasions, offers, rotation, slots, turns_told
from bot.services.consent import undoable
from bot.services.ledger import append, state
from bot.services.turns_moved import watched


def name(
    uow: UnitOfWork,
    *,
    group: Group,
    number: int,
    seats: Mapping[Role, str],
    reason: str,
    by: Actor,
    now: datetime,
) -> Named:
    """Give the meeting's turn of each role (or the term's) to the seat named for it. A host named back leaves no debt.
    Of one meeting in a term no turn is used, and nobody is owed one.

    Raises ``NobodyNamed``, ``ReasonNeeded``, ``NoSuchMeeting``, ``TurnAlreadyServed``, ``TurnCancelled``,
    ``SeatNotInGroup``, ``SeatIsSuspended``, ``ChairNeverHosts`` or ``NoHostQueue``.
    """
    occasion = _occasion(uow, group, number)
    if not seats:
        raise NobodyNamed
    if not reason.strip():
        raise ReasonNeeded
    _tell_regular(uow, group, occasion, by, now)
    before = state(uow, group=group, now=now)
    chosen = _in_term(uow, group, occasion, before, now)
    standing = before.then(*chosen)
    named = [events.Named(number, role, seats[role], reason, occasion.day) for role in Role if role in seats]
    had = {role: standing.holder(number, role) for role in Role}
    with watched(
        uow,
        group=group,
        now=now,
        why=Because.NAMED,
        about=str(number),
        knowing=[(seat, role) for role, seat in seats.items()],
    ) as knowing:
        changed = any(had[role] != seats[role] for role in seats)
        ids = append(uow, group=group, events=[*chosen, *named] if changed else named, by=by, now=now)
        if changed:
            undoable(uow, "turn.named", group, occasion, ids, by, now)
        new = {seat for role, seat in seats.items() if had[role] != seat}
        turns_told.give_notice(uow, group=group, occasion=occasion, now=now, seats=new)
        told = rotation.assign_next(uow, group=group, by=by, now=now)
        knowing.update(turns_told.knowing(told))
    offers.tidy(uow, group=group, now=now)
    return _facts(uow, group, occasion, seats, had, reason, standing, now)


def _occasion(uow: UnitOfWork, group: Group, number: int) -> Occasion:
    occasion = occasions.needed(uow, group=group, number=number)
    if occasion.over:
        raise TurnCancelled(number) if cancelled(occasion) else TurnAlreadyServed(number)
    return occasion


def _in_term(
    uow: UnitOfWork, group: Group, occasion: Occasion, rotation_: Rotation, now: datetime
) -> Sequence[events.Extraordinary]:
    """A meeting in a term stands by itself once somebody is named for it alone: first with its term's chair and host,
    which uses nobody's turn."""
    row = uow.meetings.by_number(group.id, occasion.number) if isinstance(occasion, Meeting) else None
    if row is None or slots.line(uow, group, rotation_, now).term_of(row) is None:
        return ()
    turn = rotation.of_meeting(uow, group=group, number=row.number, now=now)
    if turn is None or turn.chair is None:
        return ()
    host = turn.host if rotation_.policy.host is Hosting.APART else None
    return (events.Extraordinary(row.number, turn.chair, host, row.day),)


def _tell_regular(uow: UnitOfWork, group: Group, occasion: Occasion, by: Actor, now: datetime) -> None:
    """Under ``with-chair`` a host is switched away from a chair who has been told."""
    rotation_ = state(uow, group=group, now=now)
    untold = rotation_.holder(occasion.number, Role.CHAIR) is None
    regular = not isinstance(occasion, Meeting) or occasion.kind is Kind.REGULAR
    if rotation_.policy.host is Hosting.WITH_CHAIR and untold and regular:
        rotation.assign_next(uow, group=group, by=by, now=now, through=occasion.number)


def _facts(
    uow: UnitOfWork,
    group: Group,
    occasion: Occasion,
    seats: Mapping[Role, str],
    had: Mapping[Role, str | None],
    reason: str,
    before: Rotation,
    now: datetime,
) -> Named:
    after = state(uow, group=group, now=now)
    owed = {seat for role in Role for seat in after.seats if _owed(after, seat, role) > _owed(before, seat, role)}
    turn = rotation.of_meeting(uow, group=group, number=occasion.number, now=now)
    assert turn is not None
    changed = any(had[role] != seats[role] for role in seats)
    return Named(
        group,
        occasion,
        tuple(role for role in Role if role in seats),
        turn,
        reason,
        tuple(sorted(owed)),
        changed,
    )


def _owed(found: Rotation, seat: str, role: Role) -> int:
    return found.standing(seat, role).owed if seat in found.seats else 0
