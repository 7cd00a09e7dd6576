"""Looking for clashes with other groups where they can come about: at booking, moving, and when somebody joins. Both
secretariats are told, each of its own meetings, once."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from bot.db.repositories.meetings import facts
from bot.db.unit_of_work import UnitOfWork
from bot.domain.clashes import Clashing, Overlap, Pair, news

SUBJECT: Final = "clash"


def look(
    uow: UnitOfWork,
    *,
    group_id: int,
    now: datetime,
    meetings: Collection[int] | None = None,
    official_id: int | None = None,
) -> None:
    """These meetings were put where they are, or this official joined: whom that wants twice is told."""
    uow.session.flush()
    found = uow.clashes.of(group_id, now, meetings=meetings, official_id=official_id)
    if not found:
        return
    _tell(uow, group_id, found, now)
    others: dict[int, list[Pair]] = {}
    for pair in found:
        others.setdefault(uow.meetings.by_id(pair.theirs).group_id, []).append(pair.turned)
    for other, pairs in others.items():
        _tell(uow, other, pairs, now)


def _tell(uow: UnitOfWork, group_id: int, found: Sequence[Pair], now: datetime) -> None:
    for official_id in uow.people.secretariat(group_id):
        told = uow.delivered.told(official_id, group_id=group_id, subject=SUBJECT)
        new = news(found, [pair for one in told for pair in _pairs(one)])
        if new:
            written = [[one.ours, one.our_sequence, one.theirs, one.their_sequence, list(one.shared)] for one in new]
            digest = hashlib.sha256(repr(written).encode()).hexdigest()[:24]
            about = f"{SUBJECT}:{group_id}:{digest}"
            uow.outbox.tell([official_id], about, facts={"pairs": written}, now=now, group_id=group_id)


def _pairs(said: Mapping[str, Any]) -> Iterable[Pair]:
    return (Pair(one[0], one[1], one[2], one[3], tuple(one[4])) for one in said["pairs"])


def standing(
    uow: UnitOfWork, *, group_id: int, official_id: int, said: Mapping[str, Any], now: datetime
) -> Clashing | None:
    """What of it still holds: both meetings are where they were, and somebody is wanted in both."""
    group = uow.groups.by_id(group_id)
    serving = uow.people.secretariat(group_id)
    if group is None or group.closed_on is not None or official_id not in serving:
        return None
    wanted = {pair.meetings for pair in _pairs(said)}
    overlaps = []
    for pair in uow.clashes.of(group_id, now, meetings=[meetings[0] for meetings in wanted]):
        if pair.meetings in wanted:
            ours, theirs = uow.meetings.by_id(pair.ours), uow.meetings.by_id(pair.theirs)
            names = tuple(sorted(uow.people.record(one).name for one in pair.shared))
            begins, ends = max(ours.starts_at, theirs.starts_at), min(ours.ends_at, theirs.ends_at)
            overlaps.append(Overlap(facts(ours, group), names, begins, ends))
    return Clashing(group, tuple(overlaps)) if overlaps else None
