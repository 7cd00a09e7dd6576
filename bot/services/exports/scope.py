"""Which rows somebody gets, what the file says of itself, and the line that remembers it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.db.exports.audit import chain
from bot.db.exports.reading import Narrowed, seen_through
from bot.db.repositories.changes import EXPORTED
from bot.db.unit_of_work import Snapshot, UnitOfWork
from bot.documents.model import About, Cell, Column, Sheet, Written
from bot.domain.dates import local, to_instant
from bot.domain.errors import DomainError
from bot.domain.groups import Group, Seat
from bot.domain.people import Actor, Marking
from bot.domain.permissions import Role, roles
from bot.domain.rotation.refusals import SeatNotInGroup

EVERY_ROW = (Role.SECRETARIAT, Role.CHAIR)


@dataclass(eq=False)
class UntilBeforeSince(DomainError):
    """The last day wanted comes before the first."""

    since: date
    until: date


@dataclass(eq=False)
class OnlyOwnSeat(DomainError):
    """A lead or deputy gets the rows of the own seat alone; ``seat`` is the other one, whose were asked for."""

    seat: str


@dataclass(frozen=True)
class Scope:
    """What is asked for and by whom: the group, local days (both included), a seat's code, and the seats that chair.

    ``now`` is the instant of the export (UTC).
    """

    group: Group
    by: Actor
    now: datetime
    since: date | None = None
    until: date | None = None
    seat: str | None = None
    chairing: tuple[str, ...] = ()

    def seats(self, seats: Sequence[Seat]) -> tuple[str, ...]:
        """The codes of the seats whose rows this person gets; none: every row (rules, section 6).

        Raises ``SeatNotInGroup`` or ``OnlyOwnSeat``.
        """
        if self.seat is not None and self.seat not in {seat.code for seat in seats}:
            raise SeatNotInGroup(self.seat)
        asked = (self.seat,) if self.seat is not None else ()
        if not roles(self.by, self.chairing).isdisjoint(EVERY_ROW):
            return asked
        own = tuple(code for code in self.by.seats if self.by.leads(code))
        if self.seat is not None and self.seat not in own:
            raise OnlyOwnSeat(self.seat)
        return asked or own


@dataclass(frozen=True)
class View:
    """A scope seen through a snapshot: the seats it comes down to, by code and as rows to be read; ``every`` are all
    that the group ever had."""

    scope: Scope
    snapshot: Snapshot
    uow: UnitOfWork
    seats: tuple[str, ...]
    rows: Narrowed
    every: tuple[str, ...] = ()

    @property
    def group(self) -> Group:
        return self.scope.group

    def of_scope(self, day: date | None, *seats: str | None) -> bool:
        """Whether a row of that day, about these seats, is asked for. What has no day yet comes after every day."""
        within = not self.seats or not set(self.seats).isdisjoint(seats)
        if day is None:
            return within and self.scope.until is None
        begun = self.scope.since is None or day >= self.scope.since
        return within and begun and (self.scope.until is None or day <= self.scope.until)

    def sheet(
        self,
        what: str,
        columns: tuple[Column, ...],
        rows: Iterable[Sequence[Cell]],
        *,
        origins: Iterable[str | None] = (),
        sensitive: bool = False,
    ) -> Sheet:
        """The sheet under the group's marking, or a higher one where a row has it. ``origins`` are the seats that the
        rows come from."""
        return Sheet(self.about(what, origins=origins, sensitive=sensitive), columns, rows)

    def about(self, what: str, *, origins: Iterable[str | None] = (), sensitive: bool = False) -> About:
        """What the file is."""
        scope, group = self.scope, self.scope.group
        length, head = chain(self.snapshot, group.id)
        consult = tuple(sorted({code for code in origins if code} & set(self.seats or self.every)))
        return About(
            group=group.slug,
            group_name=group.name,
            what=what,
            marking=(Marking.SENSITIVE if sensitive else group.marking).value,
            at=scope.now,
            day=local(scope.now, group.zone).date(),
            by=scope.by.name,
            since=scope.since,
            until=scope.until,
            seats=self.seats,
            audit_length=length,
            audit_head=head,
            consult=consult if len(consult) > 1 else (),
        )


Reader = Callable[[Snapshot, Scope], Sheet]
"""One export: a sheet, to be written while the snapshot is open."""


def view(snapshot: Snapshot, scope: Scope) -> View:
    """The snapshot as this person may see it. Raises ``UntilBeforeSince``, ``SeatNotInGroup`` or ``OnlyOwnSeat``."""
    since, until, zone = scope.since, scope.until, scope.group.zone
    if since is not None and until is not None and until < since:
        raise UntilBeforeSince(since, until)
    uow = seen_through(snapshot)
    every = uow.groups.seats(scope.group.id)
    seats = scope.seats(every)
    rows = Narrowed(
        scope.group.id,
        since=to_instant(since, time(0), zone) if since else None,
        before=to_instant(until + timedelta(days=1), time(0), zone) if until else None,
        seats=tuple(seat.id for seat in every if seat.code in seats),
    )
    return View(scope, snapshot, uow, seats, rows, tuple(seat.code for seat in every))


def record(uow: UnitOfWork, *, scope: Scope, about: About, file: Written, ending: str) -> None:
    """One line of audit for a file that was made. The group's chain is locked only now."""
    uow.record(
        EXPORTED,
        by=scope.by,
        now=scope.now,
        group_id=scope.group.id,
        subject=f"{scope.group.slug.upper()} {about.what}",
        after={
            "format": ending,
            "rows": file.rows,
            "since": about.since.isoformat() if about.since else None,
            "until": about.until.isoformat() if about.until else None,
            "seats": list(about.seats),
            "marking": about.marking,
            "audit": about.audit_length,
        },
    )
