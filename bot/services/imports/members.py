"""Who holds which post, from a file: those of now are added as ``member add`` does, former ones with their time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from bot.db import models
from bot.db.unit_of_work import UnitOfWork
from bot.documents.reading import Line
from bot.domain.administrations import language_tags
from bot.domain.dates import local, to_instant
from bot.domain.errors import DomainError
from bot.domain.groups import Group
from bot.domain.imports import BeginsLater, CellUnreadable, Fate, Row, RowTwice
from bot.domain.members import AlreadyHolds, SecretariatHasNoSeat, ToAdd, address
from bot.domain.people import Actor, PersonName, Post
from bot.domain.rotation.refusals import SeatNotInGroup
from bot.services import members
from bot.services.imports.model import Import, day, needed, one_of

COLUMNS = ("name", "email", "seat", "post", "language", "since", "until")


@dataclass(frozen=True)
class _Wanted:
    name: str
    email: str
    seat: str
    post: Post
    language: str
    since: date | None
    until: date | None


def carry(uow: UnitOfWork, group: Group, lines: Sequence[Line], by: Actor, now: datetime) -> Sequence[Row]:
    """Each post is taken up unless the person holds (or held) it already."""
    rows: list[Row] = []
    seen: dict[_Wanted, int] = {}
    today = local(now, group.zone).date()
    for line in lines:
        what: tuple[str, ...] = ()
        try:
            if line.wrong is not None:
                raise line.wrong
            wanted = _wanted(line.cells, today)
            what = (wanted.name or wanted.email, wanted.seat, wanted.post.value)
            if wanted in seen:
                raise RowTwice(seen[wanted])
            seen[wanted] = line.number
            added = _former(uow, group, wanted, by, now) if wanted.until else _present(uow, group, wanted, by, now)
            rows.append(Row(line.number, Fate.ADDED if added else Fate.UNCHANGED, what))
        except DomainError as why:
            rows.append(Row(line.number, Fate.REFUSED, what, why))
    return rows


def _wanted(cells: Mapping[str, str], today: date) -> _Wanted:
    since, until = day(cells, "since"), day(cells, "until")
    late = next((one for one in (since, until) if one is not None and one > today), None)
    if late is not None:
        raise BeginsLater(late)
    if since is not None and until is not None and until < since:
        raise CellUnreadable("until", until.isoformat(), since.isoformat())
    tags = language_tags(cells.get("language", ""))
    post, seat = one_of(cells, "post", Post), cells.get("seat", "").upper()
    if post is Post.SECRETARIAT and seat:
        raise SecretariatHasNoSeat
    if post is not Post.SECRETARIAT:
        needed(cells, "seat")
    email = address(needed(cells, "email"))
    return _Wanted(cells.get("name", ""), email, seat, post, tags[0] if tags else "", since, until)


def _present(uow: UnitOfWork, group: Group, wanted: _Wanted, by: Actor, now: datetime) -> bool:
    new = uow.people.by_email(wanted.email) is None
    try:
        added = members.add(
            uow,
            group=group,
            who=ToAdd(PersonName(wanted.email), wanted.seat, wanted.post, wanted.name, wanted.email),
            platform="",
            workspace="",
            today=local(now, group.zone).date(),
            by=by,
            now=now,
        )
    except AlreadyHolds:
        return False
    if added.holding.official is None:
        raise LookupError("a post that was taken up has no holder")
    _speaks(uow, added.holding.official.id, wanted, new)
    holder = uow.people.current_holder(added.holding.post_id)
    if holder is not None and wanted.since is not None:
        holder.since = min(now, to_instant(wanted.since, time(0), group.zone))
    return True


def _former(uow: UnitOfWork, group: Group, wanted: _Wanted, by: Actor, now: datetime) -> bool:
    """Somebody who held a post and gave it up. The post is one of the seat's own that was vacant then, or a new one."""
    seats = [seat for seat in uow.groups.seats(group.id) if seat.code == wanted.seat]
    if wanted.seat and not seats:
        raise SeatNotInGroup(wanted.seat)
    seat_id = seats[-1].id if seats else None
    until = to_instant(wanted.until or date.min, time(0), group.zone)
    since = to_instant(wanted.since, time(0), group.zone) if wanted.since else until
    known = uow.people.by_email(wanted.email)
    if known is not None and uow.people.held_between(group.id, seat_id, wanted.post, known.id, since, until):
        return False
    official = known or uow.people.create(name=wanted.name or wanted.email, email=wanted.email, now=now)
    _speaks(uow, official.id, wanted, known is None)
    post_id = uow.people.post_free_between(group.id, seat_id, wanted.post, since, until)
    if post_id is None:
        post_id = _new_post(uow, group.id, seat_id, wanted.post)
    uow.session.add(models.Holder(post_id=post_id, official_id=official.id, since=since, until=until))
    uow.session.flush()
    after = {"post": post_id, "since": since.isoformat(), "until": until.isoformat()}
    uow.record("member.imported", by=by, now=now, group_id=group.id, subject=f"official:{official.id}", after=after)
    return True


def _new_post(uow: UnitOfWork, group_id: int, seat_id: int | None, post: Post) -> int:
    row = models.PostRecord(group_id=group_id, seat_id=seat_id, kind=post)
    uow.session.add(row)
    uow.session.flush()
    return row.id


def _speaks(uow: UnitOfWork, official_id: int, wanted: _Wanted, new: bool) -> None:
    """Whoever is new speaks the language that the file says; others keep theirs."""
    if new and wanted.language:
        uow.people.record(official_id).language = wanted.language


MEMBERS = Import(COLUMNS, ("email", "seat", "post"), carry)
