"""Whoever a turn concerns hears once what came of it: joint leads, the other seat, the secretariat."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from bot.db import models
from bot.db.unit_of_work import UnitOfWork
from bot.domain.groups import Group
from bot.domain.occasions import Occasion
from bot.domain.offers import Settled
from bot.domain.people import Actor
from bot.domain.rotation import Role
from bot.services import occasions


def tell(
    uow: UnitOfWork,
    *,
    group: Group,
    row: models.Offer,
    what: Settled,
    to: int,
    now: datetime,
    by: Actor | None = None,
    other: int | None = None,
) -> None:
    """Whoever answers for that seat hears what came of the offer, but for the one who answered."""
    people = uow.ledger.answering_for(group.id, to)
    _tell(uow, group, row, what, people, now, by=by, other=other)


def tell_secretariat(uow: UnitOfWork, *, group: Group, row: models.Offer, what: Settled, now: datetime) -> None:
    """The secretariat hears what came of the offer."""
    _tell(uow, group, row, what, uow.people.secretariat(group.id), now)


def _tell(
    uow: UnitOfWork,
    group: Group,
    row: models.Offer,
    what: Settled,
    people: Collection[int],
    now: datetime,
    *,
    by: Actor | None = None,
    other: int | None = None,
) -> None:
    told(
        uow,
        group=group,
        key=f"offer-{row.id}",
        what=what,
        role=row.role,
        occasion=occasions.of(uow, group=group, row=row),
        seat_id=row.seat_id,
        other_id=other or row.to_seat_id,
        to=people,
        by=by,
        now=now,
    )


def told(
    uow: UnitOfWork,
    *,
    group: Group,
    key: str,
    what: Settled,
    role: Role,
    occasion: Occasion | None,
    seat_id: int,
    other_id: int | None,
    to: Collection[int],
    by: Actor | None,
    now: datetime,
) -> None:
    """These people hear once what came of a turn, except whoever did it."""
    uow.outbox.tell(
        (one for one in to if by is None or one != by.official_id),
        f"turn-answered:{key}:{what.value}",
        facts={
            "what": what.value,
            "role": role.value,
            "seat": seat_id,
            "other": other_id,
            "by": by.official_id if by else None,
        }
        | occasions.kept(occasion),
        now=now,
        group_id=group.id,
    )


def unfilled(uow: UnitOfWork, *, group: Group, row: models.Offer, now: datetime) -> None:
    """Nobody took the turn: the secretariat hears so."""
    uow.outbox.tell(
        uow.people.secretariat(group.id), f"turn-unfilled:{row.id}", facts={"offer": row.id}, now=now, group_id=group.id
    )


def beside(
    uow: UnitOfWork, *, group: Group, turn: models.Turn, raised: int, what: Settled, by: Actor, now: datetime
) -> None:
    """Others who were told the same turn hear that it is answered: joint leads, and whom it was brought to since."""
    people = list(uow.ledger.answering_for(group.id, turn.seat_id))
    people += [official for official in uow.ledger.raised_to(group.id, turn.seat_id, raised)]
    told(
        uow,
        group=group,
        key=f"{turn.id}-{turn.version}",
        what=what,
        role=turn.role,
        occasion=occasions.of(uow, group=group, row=turn),
        seat_id=turn.seat_id,
        other_id=None,
        to=tuple(dict.fromkeys(people)),
        by=by,
        now=now,
    )
