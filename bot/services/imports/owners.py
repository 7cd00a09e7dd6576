"""Whom a row of a file means as the owner of an action: a post, found by its seat, its kind and who holds it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.db.unit_of_work import UnitOfWork
from bot.domain import actions as rules
from bot.domain.groups import Group
from bot.domain.imports import CellMissing
from bot.domain.members import Holding
from bot.domain.people import Membership, Official, Post
from bot.domain.rotation.refusals import SeatNotInGroup
from bot.services.imports.model import one_of
from bot.services.people import NoSuchPerson, SeveralPeople, fitting


@dataclass(frozen=True)
class Owning:
    """The post that will own it, its seat's id (``None``: the secretariat's), and what to call its owner."""

    post_id: int
    seat_id: int | None
    name: str


class Owners:
    """Everybody of a group who may own an action, read once for a whole file."""

    def __init__(self, uow: UnitOfWork, group: Group) -> None:
        self._holdings = uow.people.holdings(group.id)
        self._seats = {seat.code: seat.id for seat in uow.groups.seats(group.id)}

    def of(self, cells: Mapping[str, str]) -> Owning:
        """Who is named, if exactly one fits; without a name the leading post of the seat, or the post that is named.
        People of other groups are nobody here.

        Raises ``CellMissing``, ``CellUnreadable``, ``SeatNotInGroup``, ``NoSuchPerson``, ``SeveralPeople`` or
        ``ObserversOwnNothing``.
        """
        name, seat = cells.get("owner_name", ""), cells.get("owner_seat", "").upper()
        if seat and seat not in self._seats:
            raise SeatNotInGroup(seat)
        post = one_of(cells, "owner_post", Post) if cells.get("owner_post") else None
        among = [one for one in self._holdings if (not seat or one.seat == seat) and (post is None or one.post is post)]
        if name:
            return self._named(name, among)
        if not seat and post is not Post.SECRETARIAT:
            raise CellMissing("owner_name")
        led = [one for one in among if post is not None or one.post is Post.LEAD]
        if not led:
            raise NoSuchPerson(" ".join(part for part in (seat, (post or Post.LEAD).value) if part))
        return self._owning(led[0])

    def others(self, text: str, owner: Owning) -> tuple[int, ...]:
        """The posts of the further owners, parted by semicolons: names, addresses, or a seat with a kind of post.
        Raises ``NoSuchPerson``, ``SeveralPeople`` or ``ObserversOwnNothing``."""
        found: list[int] = []
        for name in (part.strip() for part in text.split(";")):
            if name:
                found.append((self._vacant(name) or self._named(name, list(self._holdings))).post_id)
        return tuple(dict.fromkeys(post_id for post_id in found if post_id != owner.post_id))

    def _vacant(self, text: str) -> Owning | None:
        """A post that is named by its seat and kind: ``SCT deputy``."""
        seat, _, kind = text.rpartition(" ")
        held = (one for one in self._holdings if (one.seat or "", one.post.value) == (seat, kind))
        return next((self._owning(one) for one in held), None)

    def _named(self, name: str, among: list[Holding]) -> Owning:
        people: dict[int, Official] = {one.official.id: one.official for one in among if one.official is not None}
        found = fitting(people.values(), name)
        if not found:
            raise NoSuchPerson(name[:80])
        if len(found) > 1:
            raise SeveralPeople(asked=name[:80], candidates=tuple(one.email or one.name for one in found))
        held = [one for one in among if one.official is not None and one.official.id == found[0].id]
        leading = rules.owning_post(found[0].name, [Membership(one.post_id, one.post, one.seat) for one in held])
        return self._owning(next(one for one in held if one.post_id == leading.post_id))

    def _owning(self, holding: Holding) -> Owning:
        called = holding.official.name if holding.official else holding.post.value
        return Owning(holding.post_id, self._seats[holding.seat] if holding.seat else None, called)
