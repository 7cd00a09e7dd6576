"""A seat's own word on a turn: it gives up one that it was told, and is owed it; or it is willing to chair in spite of
its pre-election period, before anybody was told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from bot.db.unit_of_work import UnitOfWork
from bot.domain.calendars import GivenUp, NothingInTheWay, Willing
from bot.domain.groups import Group
from bot.domain.meetings import MeetingState
from bot.domain.occasions import Occasion, when
from bot.domain.people import Actor
from bot.domain.rotation import Missing, Role, Rotation, Slot
from bot.domain.rotation.events import Available, Unavailable
from bot.domain.rotation.refusals import (
    NotYourTurn,
    TurnAlreadyAssigned,
    TurnAlreadyServed,
    TurnCancelled,
    TurnNotAssigned,
)
from bot.domain.rotation.terms import OWN_WORD
from bot.domain.terms import Term
from bot.domain.undo import ChangedSince, UndoneFact
from bot.services import occasions, rotation, slots
from bot.services.consent import require_ahead
from bot.services.ledger import absences, append, state, take_back


def be_willing(uow: UnitOfWork, *, group: Group, number: int, seat: str | None, by: Actor, now: datetime) -> Willing:
    """The seat isn't passed over for the chair of that meeting because of its pre-election period. Whose turn it is
    the queue decides, as ever. The secretariat may say so for a seat that it names.

    Raises ``NoSuchMeeting``, ``TurnAlreadyServed``, ``TurnCancelled``, ``TurnAlreadyAssigned``, ``NotYourTurn`` or
    ``NothingInTheWay``.
    """
    occasion = _ahead(uow, group, number, now)
    rotation_now = state(uow, group=group, now=now)
    holder = rotation_now.holder(number, Role.CHAIR)
    if holder is not None:
        raise TurnAlreadyAssigned(number, Role.CHAIR.value, holder)
    slot = _slot(uow, group, rotation_now, number, now)
    away = absences(uow, group=group)
    wanted = [one for one in _codes(uow, group) if seat in (None, one) and (by.leads(one) or seat is not None)]
    found = next((one for one in wanted if away(Role.CHAIR, one, slot) is not None), None)
    if found is None:
        raise NothingInTheWay(number)
    if not by.leads(found) and not by.secretariat:
        raise NotYourTurn(number, Role.CHAIR.value, ", ".join(by.seats), found)
    own = by.leads(found)
    seat_id = next(one.id for one in uow.groups.seats(group.id) if one.code == found)
    event = Available(found, Role.CHAIR, number)
    ids = append(uow, group=group, events=[event], by=by, now=now, acting_for=None if own else seat_id)
    uow.record(
        "turn.willing",
        by=by,
        now=now,
        group_id=group.id,
        acting_for=None if own else seat_id,
        subject=f"{group.turn(number)}:chair",
        after={"seat": found},
    )
    facts = {"group": group.id, "entries": ids, "seat": found, "reference": group.turn(number)}
    uow.undoable("turn.willing", by=by, now=now, group_id=group.id, facts=facts)
    turn = rotation.of_meeting(uow, group=group, number=number, now=now)
    return Willing(group.turn(number), when(occasion), found, not own, turn)


def not_willing(uow: UnitOfWork, facts: Mapping[str, Any], _by: Actor, now: datetime) -> dict[str, UndoneFact]:
    """Inverse of ``be_willing``, while nobody was told."""
    group = uow.groups.by_id(facts["group"])
    if group is None:
        raise ChangedSince
    take_back(uow, group=group, entries=facts["entries"], now=now)
    seats = tuple(seat for seat in uow.groups.seats(group.id) if seat.code == facts["seat"])[-1:]
    return {"seats": seats, "reference": facts["reference"]}


def _codes(uow: UnitOfWork, group: Group) -> Sequence[str]:
    """The codes of the group's seats, each once."""
    return tuple(dict.fromkeys(seat.code for seat in uow.groups.seats(group.id)))


def _ahead(uow: UnitOfWork, group: Group, number: int, now: datetime) -> Occasion:
    """The meeting, or the term, if it has not begun."""
    occasion = occasions.needed(uow, group=group, number=number)
    if isinstance(occasion, Term):
        if occasion.over:
            raise TurnAlreadyServed(number)
        require_ahead(occasion, now)
        return occasion
    if occasion.state is not MeetingState.SCHEDULED:
        raise TurnCancelled(number) if occasion.state is MeetingState.CANCELLED else TurnAlreadyServed(number)
    return occasion


def _slot(uow: UnitOfWork, group: Group, rotation_: Rotation, number: int, now: datetime) -> Slot:
    """What has a turn of that number. A meeting in a term has none of its own: raises ``TurnNotAssigned``."""
    ahead = slots.line(uow, group, rotation_, now).ahead()
    found = next((slot for slot in ahead if slot.number == number), None)
    if found is None:
        raise TurnNotAssigned(number, Role.CHAIR.value)
    return found


def give_up(uow: UnitOfWork, *, group: Group, number: int, role: Role, by: Actor, now: datetime) -> GivenUp:
    """The turn's seat can't; the secretariat may say so for it, and the audit says that it did.

    Whether the seat is owed a turn or has forfeited this one is the group's policy. Raises ``NoSuchMeeting``,
    ``TurnAlreadyServed``, ``TurnCancelled``, ``TurnNotAssigned`` or ``NotYourTurn``.
    """
    occasion = _ahead(uow, group, number, now)
    rotation_now = state(uow, group=group, now=now)
    seat = rotation_now.holder(number, role)
    if seat is None:
        raise TurnNotAssigned(number, role.value)
    if not by.leads(seat) and not by.secretariat:
        raise NotYourTurn(number, role.value, ", ".join(by.seats), seat)
    slot = _slot(uow, group, rotation_now, number, now)
    period = absences(uow, group=group)(role, seat, slot)
    event = Unavailable(
        seat,
        role,
        number,
        because=period.because if period else OWN_WORD,
        first_day=period.first_day if period else None,
        last_day=period.last_day if period else None,
    )
    own = by.leads(seat)
    seat_id = next(one.id for one in uow.groups.seats(group.id) if one.code == seat)
    append(uow, group=group, events=[event], by=by, now=now, acting_for=None if own else seat_id)
    rotation.assign_next(uow, group=group, by=by, now=now)
    return GivenUp(
        reference=group.turn(number),
        when=when(occasion),
        seat=seat,
        role=role.value,
        for_seat=not own,
        forfeited=rotation_now.policy.unavailable is Missing.FORFEIT,
        turn=rotation.of_meeting(uow, group=group, number=number, now=now),
    )
