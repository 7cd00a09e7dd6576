"""Delivery where it concerns people: who hears of a turn in another's place, who is told that a channel or a workspace
was lost, and the record that the secretariat can read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, time, timedelta

from bot.db import models
from bot.db.claims import Outcome, Settled
from bot.db.recipients import ToPerson
from bot.db.unit_of_work import UnitOfWork
from bot.domain.dates import to_instant
from bot.domain.deliveries import INSTEAD_OF, DeliveryRecord, Wanted, for_a_seat
from bot.domain.groups import Group
from bot.domain.people import Post
from bot.services import people

UNTIL_LINKED = timedelta(days=3650)

Where = tuple[str, str, str]
"""Platform, workspace, channel."""


def record(uow: UnitOfWork, *, group: Group, wanted: Wanted) -> DeliveryRecord:
    """One page of what was to be said in the group, the latest first."""
    since = to_instant(wanted.since, time(0), group.zone) if wanted.since else None
    before = to_instant(wanted.until + timedelta(days=1), time(0), group.zone) if wanted.until else None
    found, page = uow.delivered.of_group(
        group.id,
        came=wanted.came,
        official_id=wanted.official_id,
        since=since,
        before=before,
        page=wanted.page,
    )
    return DeliveryRecord(
        group=group,
        deliveries=page,
        found=found,
        page=wanted.page,
        counts=uow.delivered.counts(group.id),
        paused=tuple(uow.delivered.paused(group.id)),
    )


def follow(uow: UnitOfWork, outcome: Outcome, settled: Settled, *, operators: Sequence[str], now: datetime) -> None:
    """What a settlement brings about: somebody stands in, or the owner is told of what was lost."""
    if settled.dead is not None:
        stand_in(uow, entry_id=settled.dead, now=now)
    match settled.lost:
        case "channel":
            _tell_secretariat(uow, outcome.claim.where, outcome.claim.group_id, now)
        case "workspace":
            _tell_operators(uow, outcome, operators, now)


def noticed(uow: UnitOfWork, *, where: Where, reason: str, now: datetime) -> None:
    """A platform tells that nothing can be said in a linked channel any more, and its word for why: the secretariat is
    told once. Without a reason something can: what waits there may go."""
    lane = ":".join(where)
    if not reason:
        uow.deliveries.resume_lane(lane)
    elif uow.deliveries.pause_lane(lane, reason, now):
        _tell_secretariat(uow, where, None, now)


def came_back(uow: UnitOfWork, *, entry: models.OutboxEntry, reason: str, now: datetime) -> None:
    """What was sent did not arrive after all. To a list nothing goes any more until it is linked again: a mail server
    that takes mails and returns them later tells nothing when it is tried."""
    where: Where = (entry.platform, entry.workspace, entry.channel)
    if entry.official_id is not None or not entry.workspace:
        uow.deliveries.came_back(entry, reason=reason, now=now)
        return
    entry.state, entry.reason, entry.sent_at, entry.sent_to = models.OutboxState.UNDELIVERABLE, reason, None, ""
    uow.session.flush()
    if uow.deliveries.pause_lane(":".join(where), reason, now, probed=UNTIL_LINKED):
        _tell_secretariat(uow, where, entry.group_id, now)


def stand_in(uow: UnitOfWork, *, entry_id: int, now: datetime) -> None:
    """A person can't be reached with what concerns their seat: its deputies hear of it, one after another until one is
    reached, and then the secretariat. Nobody is told what they were told already."""
    entry = uow.session.get_one(models.OutboxEntry, entry_id, populate_existing=True)
    if entry.official_id is None or entry.group_id is None or not for_a_seat(entry.subject):
        return
    tried = [*entry.facts.get(INSTEAD_OF, ()), entry.official_id]
    said = {name: fact for name, fact in entry.facts.items() if name != INSTEAD_OF}
    for official_id in _next_in_line(uow, entry.group_id, tried[0], entry.facts.get("seat")):
        if official_id in tried:
            continue
        if said not in uow.delivered.told(official_id, group_id=entry.group_id, subject=entry.subject):
            uow.outbox.say(
                key=f"{entry.key.partition('>')[0]}>{official_id}",
                subject=entry.subject,
                facts={**said, INSTEAD_OF: tried},
                to=ToPerson(official_id),
                now=now,
                group_id=entry.group_id,
                expires_at=entry.expires_at,
            )
        return


def resume(uow: UnitOfWork, *, platform: str, workspace: str) -> None:
    """The workspace answers again: what waits for it may go."""
    uow.deliveries.roads.resume(platform, workspace)


def _next_in_line(uow: UnitOfWork, group_id: int, official_id: int, seat_id: int | None) -> Iterator[int]:
    """The deputies of the person's seats (of the one seat that it is about), then the secretariat."""
    held = {m.seat for m in uow.people.memberships(official_id, group_id) if m.seat is not None}
    for seat in uow.groups.seats(group_id):
        if seat.id == seat_id or (seat_id is None and seat.code in held):
            yield from uow.people.holding(group_id, seat_id=seat.id, posts=(Post.DEPUTY,))
    yield from uow.people.secretariat(group_id)


def _tell_secretariat(uow: UnitOfWork, where: Where, group_id: int | None, now: datetime) -> None:
    """That of the channel's group; where it is linked to none any more, of the one that was spoken of."""
    place = uow.groups.place(*where)
    group_id = place.group_id if place is not None else group_id
    if group_id is None:
        return
    uow.outbox.tell(
        uow.people.secretariat(group_id),
        f"channel-lost:{':'.join(where)}:{now.isoformat()}",
        facts={"place": list(where)},
        now=now,
        group_id=group_id,
    )


def _tell_operators(uow: UnitOfWork, outcome: Outcome, operators: Sequence[str], now: datetime) -> None:
    """Whoever runs the service, by another road: their addresses in the lost workspace are passed over."""
    claim = outcome.claim
    for address in operators:
        people.ensure_operator(uow, address=address, now=now)
    found = (uow.people.by_email(address) for address in operators)
    uow.outbox.tell(
        (one.id for one in found if one is not None),
        f"workspace-lost:{claim.road}:{now.isoformat()}",
        facts={"place": [claim.platform, claim.workspace]},
        now=now,
    )
