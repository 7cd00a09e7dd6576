"""Working groups: made, changed, ended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from bot.db import models
from bot.db.audit import digest
from bot.db.repositories.groups import facts_of
from bot.db.unit_of_work import UnitOfWork
from bot.domain.administrations import UnknownAdministrations
from bot.domain.dates import local, zone
from bot.domain.groups import (
    Closed,
    Created,
    Edited,
    Group,
    GroupNameTaken,
    LinkedList,
    NothingToChange,
    Seat,
    Shown,
    group_slug,
    marking,
    notice_days,
)
from bot.domain.people import Actor, GroupKind, Marking, Membership, Post
from bot.domain.rotation import Hosting, Policy
from bot.domain.undo import UndoneFact
from bot.services import channels, ledger, mail_lists, rotation, series, turn_notices

TURNS_SHOWN = 3


def create(
    uow: UnitOfWork,
    *,
    slug: str,
    name: str,
    seats: Sequence[str],
    cadence: str,
    tz: str,
    host: str,
    channel: tuple[str, str, str] | None,
    by: Actor,
    now: datetime,
) -> Created:
    """A group with its seats in this rota order; whoever makes it is its first secretariat. With a cadence its
    meetings are made; in a channel that is free, the channel speaks for it.

    Raises ``NotAGroupName``, ``GroupNameTaken``, ``UnknownAdministrations``, ``UnknownTimeZone`` or a refusal of
    the series.
    """
    group = _founded(uow, slug=group_slug(slug), name=name, seats=seats, tz=zone(tz).key, by=by, now=now)
    ledger.begin(uow, group=group, seats=seats, policy=Policy(host=Hosting(host)), by=by, now=now)
    occupied = channel is not None and uow.groups.place(*channel) is not None
    linked = channel is not None and not occupied
    if channel is not None and linked:
        channels.enter(uow, group=group, channel=channel, readers=channels.EVERYBODY, by=by, now=now)
    if cadence:
        series.add_series(uow, group=group, cadence=cadence, by=by, now=now)
    return Created(
        group=group,
        seats=in_rota_order(uow, group=group, today=group.starts_on, now=now),
        turns=rotation.upcoming(uow, group=group, now=now, count=TURNS_SHOWN) if cadence else (),
        linked=linked,
        occupied=occupied,
    )


def shown(uow: UnitOfWork, *, group: Group, today: date, now: datetime) -> Shown:
    """The group as its members see it."""
    ahead = uow.meetings.ahead(group.id, limit=1)
    secretariat = [h.official for h in uow.people.holdings(group.id) if h.post is Post.SECRETARIAT]
    return Shown(
        group=group,
        seats=in_rota_order(uow, group=group, today=today, now=now),
        secretariat=tuple(official for official in secretariat if official is not None),
        next_turn=rotation.of_meeting(uow, group=group, number=ahead[0].number, now=now) if ahead else None,
        channels=channels.of_group(uow, group=group),
        lists=tuple(
            LinkedList(one.address, one.agreed, one.language) for one in mail_lists.of_group(uow, group=group, now=now)
        ),
    )


def listed(uow: UnitOfWork, *, by: Actor) -> tuple[tuple[Group, tuple[Membership, ...]], ...]:
    """The actor's own groups that have not ended, by short name, with the posts held in each."""
    if by.official_id is None:
        return ()
    groups = uow.groups.of(by.official_id)
    return tuple((group, uow.people.memberships(by.official_id, group.id)) for group in groups)


def in_rota_order(uow: UnitOfWork, *, group: Group, today: date, now: datetime) -> tuple[Seat, ...]:
    """The seats that have not left, as they follow each other; those still to come stand last."""
    order = {code: place for place, code in enumerate(rotation.order(uow, group=group, now=now))}
    seats = [seat for seat in uow.groups.seats(group.id) if seat.last_day is None or seat.last_day >= today]
    return tuple(sorted(seats, key=lambda seat: (order.get(seat.code, len(order)), seat.first_day, seat.code)))


def edit(
    uow: UnitOfWork,
    *,
    group: Group,
    by: Actor,
    now: datetime,
    name: str | None = None,
    purpose: str | None = None,
    kind: str | None = None,
    terms: str | None = None,
    themes: str | None = None,
    mark: str | None = None,
    tz: str | None = None,
    notices: str | None = None,
    review_on: date | None = None,
    language: str | None = None,
) -> Edited:
    """Change what is given. Raises ``NothingToChange``, ``MarkingTooHigh``, ``NotNoticeDays``, ``UnknownTimeZone``."""
    wanted = {
        "name": name or None,
        "purpose": purpose,
        "kind": GroupKind(kind) if kind else None,
        "terms": terms,
        "themes": [theme for theme in (part.strip() for part in themes.split(",")) if theme]
        if themes is not None
        else None,
        "marking": marking(mark) if mark else None,
        "zone": zone(tz).key if tz else None,
        "notice_days": list(notice_days(notices)) if notices else None,
        "review_on": review_on,
        "language": language,
    }
    row = uow.groups.record(group.id)
    after = {key: value for key, value in wanted.items() if value is not None and value != getattr(row, key)}
    if not after:
        raise NothingToChange
    before = {key: getattr(row, key) for key in after}
    for key, value in after.items():
        setattr(row, key, value)
    uow.session.flush()
    if {"notice_days", "zone"} & after.keys():
        turn_notices.renew(uow, group=facts_of(row), now=now)
    uow.record(
        "group.changed",
        by=by,
        now=now,
        group_id=group.id,
        subject=group.slug.upper(),
        before={key: _audited(key, value) for key, value in before.items()},
        after={key: _audited(key, value) for key, value in after.items()},
    )
    kept = {"group": group.id, "before": {key: _stored(value) for key, value in before.items()}}
    uow.undoable("group.edit", by=by, now=now, group_id=group.id, facts=kept)
    return Edited(facts_of(row), tuple(after))


def close(uow: UnitOfWork, *, group: Group, reason: str, today: date, by: Actor, now: datetime) -> Closed:
    """End the group. Its record stays; nothing more is said about it. This can't be taken back."""
    row = uow.groups.record(group.id)
    row.closed_on, row.closed_reason = today, reason
    actions = uow.groups.open_action_count(group.id)
    meetings = len(uow.meetings.ahead(group.id))
    uow.outbox.withdraw_all(group.id, why="the group has ended")
    uow.record(
        "group.closed",
        by=by,
        now=now,
        group_id=group.id,
        subject=group.slug.upper(),
        after={"closed_on": today.isoformat(), "reason": digest(reason)},
    )
    return Closed(facts_of(row), reason, actions, meetings)


def not_edited(uow: UnitOfWork, facts: Mapping[str, Any], _by: Actor, now: datetime) -> dict[str, UndoneFact]:
    """Inverse of ``edit``: what it changed is as it was."""
    row = uow.groups.record(facts["group"])
    for key, value in facts["before"].items():
        setattr(row, key, _restored(key, value))
    uow.session.flush()
    if {"notice_days", "zone"} & facts["before"].keys():
        turn_notices.renew(uow, group=facts_of(row), now=now)
    return {"name": row.name}


def _founded(
    uow: UnitOfWork, *, slug: str, name: str, seats: Sequence[str], tz: str, by: Actor, now: datetime
) -> Group:
    """The rows of a new group: itself, its seats in this order, its first secretariat."""
    if uow.groups.by_slug(slug) is not None:
        raise GroupNameTaken(slug)
    administrations = _administrations(uow, seats)
    row = models.Group(slug=slug, name=name, zone=tz, starts_on=local(now, tz).date(), created_at=now)
    uow.session.add(row)
    uow.session.flush()
    for administration in administrations:
        uow.session.add(models.Seat(group_id=row.id, administration_id=administration.id, first_day=row.starts_on))
    group = facts_of(row)
    _first_secretariat(uow, group, by, now)
    after = {"seats": list(seats), "zone": tz, "name": digest(name)}
    uow.record("group.created", by=by, now=now, group_id=group.id, subject=slug.upper(), after=after)
    return group


def _administrations(uow: UnitOfWork, seats: Sequence[str]) -> list[models.Administration]:
    known = {row.code: row for row in uow.administrations.all()}
    unknown = tuple(code for code in seats if code not in known)
    if unknown or not seats:
        raise UnknownAdministrations(unknown, tuple(known))
    return [known[code] for code in seats]


def _first_secretariat(uow: UnitOfWork, group: Group, by: Actor, now: datetime) -> None:
    post = models.PostRecord(group_id=group.id, seat_id=None, kind=Post.SECRETARIAT)
    uow.session.add(post)
    uow.session.flush()
    uow.session.add(models.Holder(post_id=post.id, official_id=by.official, since=now))
    uow.session.flush()


def _audited(key: str, value: Any) -> Any:
    """Free text goes into the audit as a digest only."""
    if key in ("name", "purpose", "terms", "themes"):
        return digest(str(value))
    return _stored(value)


def _stored(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _restored(key: str, value: Any) -> Any:
    if key == "review_on":
        return date.fromisoformat(value) if value else None
    kinds = {"kind": GroupKind, "marking": Marking}
    return kinds[key](value) if key in kinds else value
