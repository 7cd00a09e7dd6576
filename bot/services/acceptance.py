"""A seat accepts its turn, or the secretariat does so for it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.db import models
from bot.db.repositories.rotation import LIVE
from bot.db.unit_of_work import UnitOfWork
from bot.domain.errors import DomainError
from bot.domain.groups import Group
from bot.domain.meetings import NoSuchMeeting
from bot.domain.occasions import Occasion, cancelled, when
from bot.domain.offers import Settled, Sought
from bot.domain.people import Actor
from bot.domain.rotation import Hosting, Role, TurnState
from bot.domain.rotation.events import Accepted
from bot.domain.rotation.refusals import NotYourTurn, TurnAlreadyServed, TurnCancelled, TurnNotAssigned
from bot.domain.terms import NoSuchTerm
from bot.domain.turns import Answered, NoTurnToAnswer
from bot.domain.undo import ChangedSince, UndoneFact
from bot.services import answers, occasions, offers
from bot.services.ledger import append, state, take_back


def accept(
    uow: UnitOfWork, *, group: Group, number: int | None, role: Role | None, by: Actor, now: datetime
) -> Answered:
    """The turn's seat accepts it; the secretariat may for the seat, and the audit says so.

    Without a number: the next told turn of the person's own seats that waits for an answer (the secretariat's: of
    any seat). Accepting twice changes nothing more. Raises ``NoTurnToAnswer``, ``NoSuchMeeting``, ``NotYourTurn``,
    ``TurnNotAssigned``, ``TurnAlreadyServed`` or ``TurnCancelled``.
    """
    turn, occasion, seat = found(uow, group=group, which=Sought(number, role), by=by)
    changed = turn.state is not TurnState.ACCEPTED
    own = by.leads(seat)
    if changed:
        _accept(uow, group, turn, occasion, seat, by, now, acting_for=None if own else turn.seat_id)
    turns = occasions.turns(uow, group=group, occasion=occasion)
    roles = tuple(t.role for t in turns if t.seat_id == turn.seat_id and t.state is TurnState.ACCEPTED)
    return Answered(occasion.reference, when(occasion), roles, seat, for_seat=not own, changed=changed)


def found(uow: UnitOfWork, *, group: Group, which: Sought, by: Actor) -> tuple[models.Turn, Occasion, str]:
    """The told turn that is meant, still to come (or a term under way), with what it falls on and its seat: one
    of the person's own seats, or for the secretariat of any. One that waits for an answer comes before one that has it.

    Raises ``NoTurnToAnswer``, ``NoSuchMeeting``, ``NotYourTurn``, ``TurnNotAssigned``, ``TurnAlreadyServed`` or
    ``TurnCancelled``.
    """
    codes = {each.id: each.code for each in uow.groups.seats(group.id)}
    waiting = [
        (turn, occasion)
        for turn, occasion in occasions.waiting(uow, group=group, seat_ids=list(codes))
        if which.number in (None, occasion.number)
        and which.role in (None, turn.role)
        and which.seat in (None, codes[turn.seat_id])
    ]
    mine = [pair for pair in waiting if by.leads(codes[pair[0].seat_id])] or (waiting if by.secretariat else [])
    if not mine:
        held = [NotYourTurn(m.number, t.role.value, ", ".join(by.seats), codes[t.seat_id]) for t, m in waiting]
        raise held[0] if held and which.number is not None else _nothing_to_accept(uow, group, which)
    turn, occasion = next((pair for pair in mine if pair[0].state is not TurnState.ACCEPTED), mine[0])
    return turn, occasion, codes[turn.seat_id]


def _accept(
    uow: UnitOfWork,
    group: Group,
    turn: models.Turn,
    occasion: Occasion,
    seat: str,
    by: Actor,
    now: datetime,
    acting_for: int | None,
) -> None:
    """Under ``with-chair`` there is one turn for both, the chair's."""
    together = state(uow, group=group, now=now).policy.host is Hosting.WITH_CHAIR
    chair = occasions.turn(uow, group=group, occasion=occasion, role=Role.CHAIR)
    shared = together and chair is not None and chair.seat_id == turn.seat_id
    event = Accepted(occasion.number, Role.CHAIR if shared else turn.role, seat)
    raised = turn.raised
    ids = append(uow, group=group, events=[event], by=by, now=now, acting_for=acting_for)
    offers.tidy(uow, group=group, now=now)
    answers.beside(uow, group=group, turn=turn, raised=raised, what=Settled.ACCEPTED, by=by, now=now)
    for row in occasions.turns(uow, group=group, occasion=occasion):
        if row.seat_id == turn.seat_id and row.state is TurnState.ACCEPTED and row.answered_at is None:
            row.answered_at, row.answered_by = now, by.official_id
    facts = {"group": group.id, "role": event.role.value, "seat": seat, "entries": ids} | occasions.kept(occasion)
    uow.undoable("turn.accepted", by=by, now=now, group_id=group.id, facts=facts)


def _nothing_to_accept(uow: UnitOfWork, group: Group, which: Sought) -> DomainError:
    """Why nobody has anything to accept there, as exactly as it can be said."""
    number = which.number
    if number is None:
        return NoTurnToAnswer()
    occasion = occasions.by_number(uow, group=group, number=number)
    if occasion is None:
        return NoSuchTerm(number) if number < 0 else NoSuchMeeting(number)
    if occasion.over:
        return TurnCancelled(number) if cancelled(occasion) else TurnAlreadyServed(number)
    return TurnNotAssigned(number, (which.role or Role.CHAIR).value)


def not_accepted(uow: UnitOfWork, facts: Mapping[str, Any], _by: Actor, now: datetime) -> dict[str, UndoneFact]:
    """Inverse of ``accept``: the turn stays the seat's and waits for an answer again."""
    group = uow.groups.by_id(facts["group"])
    occasion = occasions.recalled(uow, group=group, facts=facts) if group is not None else None
    if group is None or occasion is None:
        raise ChangedSince
    turn = occasions.turn(uow, group=group, occasion=occasion, role=Role(facts["role"]))
    if turn is None or turn.state not in LIVE:
        raise ChangedSince
    take_back(uow, group=group, entries=facts["entries"], now=now)
    return {"reference": occasion.reference, "when": when(occasion)}
