"""How many turns each seat has had: its own figures to a seat, totals to the group, everything to the secretariat."""

from __future__ import annotations

from datetime import datetime

from bot.db.unit_of_work import UnitOfWork
from bot.domain.fairness import Fairness, Figures
from bot.domain.groups import Group
from bot.domain.people import Actor
from bot.domain.rotation import Hosting, Role
from bot.services.ledger import state


def fairness(uow: UnitOfWork, *, group: Group, by: Actor, now: datetime) -> Fairness:
    """Seats stand in the order of the alphabet; nothing is ranked or compared."""
    found = state(uow, group=group, now=now)
    roles = tuple(role for role in Role if role is Role.CHAIR or found.policy.host is not Hosting.OFF)
    seen = sorted(found.seats if by.secretariat else (seat for seat in by.seats if seat in found.seats))
    return Fairness(
        group,
        tuple(Figures(seat, role, found.standing(seat, role)) for seat in seen for role in roles),
        tuple((role, sum(found.standing(seat, role).served for seat in found.seats)) for role in roles),
        tuple((role, sum(found.standing(seat, role).owed for seat in found.seats)) for role in roles),
        everything=by.secretariat,
    )
