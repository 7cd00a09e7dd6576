"""Whoever a turn concerns hears once what came of it: joint leads, the other seat, the secretariat."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from bot.db import models
from bot.db.outbox import ToPerson
from bot.db.unit_of_work import UnitOfWork
from bot.domain.groups import Group
from bot.domain.occasions import Occasion
from bot.domain.offers import Settled
from bot.domain.people import Actor, Post
from bot.domain.rotation import Role
from bot.services import occasions

SECRETARIAT = (Post.SECRETARIAT,)


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
    told(
        uow,
        group=group,
        key=f"offer-{row.id}",
        what=what,
        role=row.role,
        occasion=occasions.of(uow, group=group, row=row),
        seat_id=row.seat_id,
        other_id=other or row.to_seat_id,
        to=uow.ledger.answering_for(group.id, to),
        by=by,
        now=now,
    )


def tell_secretariat(uow: UnitOfWork, *, group: Group, row: models.Offer, what: Settled, now: datetime) -> None:
    """The secretariat hears what came of the offer."""
    told(
        uow,
        group=group,
        key=f"offer-{row.id}",
        what=what,
        role=row.role,
        occasion=occasions.of(uow, group=group, row=row),
        seat_id=row.seat_id,
        other_id=row.to_seat_id,
        to=uow.people.holding(group.id, seat_id=None, posts=SECRETARIAT),
        by=None,
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
    for official_id in to:
        if by is not None and official_id == by.official_id:
            continue
        uow.outbox.say(
            key=f"turn-answered:{key}:{what.value}:{official_id}",
            subject="turn-answered",
            facts={
                "what": what.value,
                "role": role.value,
                "seat": seat_id,
                "other": other_id,
                "by": by.official_id if by else None,
            }
            | occasions.kept(occasion),
            to=ToPerson(official_id),
            now=now,
            group_id=group.id,
        )


def unfilled(uow: UnitOfWork, *, group: Group, row: models.Offer, now: datetime) -> None:
    """Nobody took the turn: the secretariat hears so."""
    for official_id in uow.people.holding(group.id, seat_id=None, posts=SECRETARIAT):
        uow.outbox.say(
            key=f"turn-unfilled:{row.id}:{official_id}",
            subject="turn-unfilled",
            facts={"offer": row.id},
            to=ToPerson(official_id),
            now=now,
            group_id=group.id,
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
