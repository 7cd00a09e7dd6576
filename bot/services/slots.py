"""What turns fall on: a group's meetings ahead, or its terms, and the days that its series or its plan of terms will
bring after them. A term's number in the ledger is below nought, so that meetings and terms share one ledger."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice

from bot.db import models
from bot.db.repositories import terms as term_rows
from bot.db.unit_of_work import UnitOfWork
from bot.domain.cadence import occurrences, parse_cadence
from bot.domain.dates import local
from bot.domain.days import shift_all
from bot.domain.groups import Group
from bot.domain.meetings import MeetingState
from bot.domain.rotation import Basis, Kind, Role, Rotation, Slot
from bot.domain.term_plans import Plan, further, planned
from bot.domain.terms import Sitting, Term, term_of
from bot.services import calendars

FARTHEST = timedelta(days=366 * 20)
AHEAD = (MeetingState.SCHEDULED, MeetingState.OPEN)


@dataclass(frozen=True)
class Line:
    """Meetings and terms beside each other. ``terms`` are in order, ``rows`` the meetings ahead; ``plan`` says where
    further terms lie."""

    rotation: Rotation
    terms: Sequence[Term]
    rows: Sequence[models.Meeting]
    plan: Plan | None
    today: date

    def term_of(self, row: models.Meeting) -> Term | None:
        """The term in which a meeting falls; ``None`` where the meeting has a turn of its own: under the basis
        ``held``, told before the basis changed, named for it alone, or extraordinary.

        Whoever wants to know who chairs a meeting asks here, and nowhere else.
        """
        if row.kind is not Kind.REGULAR or self._has_own(row.number):
            return None
        return self.covering(row)

    def covering(self, row: models.Meeting) -> Term | None:
        """The term in which a meeting lies, whether or not it has a turn of its own."""
        if not self.terms:
            return None
        return term_of(_sitting(row), self.terms, [_sitting(one) for one in self.rows])

    def ahead(self) -> list[Slot]:
        """What has a turn to come, in the order of time: what the basis gives turns for, and what was told before the
        basis changed."""
        return sorted((*self._spans(), *self._own()), key=lambda slot: slot.day or date.max)

    def given(self) -> list[Slot]:
        """What the basis gives turns for, in the order of time."""
        return self._spans() if self.rotation.policy.basis is Basis.TERM else self._own()

    def _own(self) -> list[Slot]:
        return [Slot(row.number, row.day, row.kind) for row in self.rows if self._stands_alone(row)]

    def _spans(self) -> list[Slot]:
        lasting = self.rotation.policy.basis is Basis.TERM
        terms = (term for term in self.terms if not term.over and (lasting or self._has_own(term.number)))
        return [Slot(term.number, self._from(term), until=term.until) for term in terms]

    def _from(self, term: Term) -> date:
        """A term that waits for its hand-over begins today at the earliest."""
        return term.day if term.began_at is not None else max(term.day, self.today)

    def _stands_alone(self, row: models.Meeting) -> bool:
        if row.kind is not Kind.REGULAR or self._has_own(row.number):
            return True
        return self.rotation.policy.basis is Basis.HELD and self.term_of(row) is None

    def _has_own(self, number: int) -> bool:
        return any(self.rotation.holder(number, role) is not None for role in Role)


def line(
    uow: UnitOfWork,
    group: Group,
    rotation: Rotation,
    now: datetime,
    *,
    keep: int | None = None,
    terms: Sequence[Term] | None = None,
) -> Line:
    """The group's meetings ahead (``keep`` counts one that is just being closed) and its terms, or those given."""
    rows = list(uow.meetings.ahead(group.id))
    if keep is not None and all(row.number != keep for row in rows):
        kept = uow.meetings.by_number(group.id, keep)
        rows = sorted([*rows, *([kept] if kept else [])], key=lambda row: (row.starts_at, row.number))
    standing = terms
    if standing is None:
        standing = terms_of(uow, group) if rotation.policy.basis is Basis.TERM or rotation.has_terms else ()
    if rotation.policy.basis is Basis.HELD:
        standing = [term for term in standing if any(rotation.holder(term.number, role) for role in Role)]
    return Line(rotation, standing, rows, planned(group.policy), local(now, group.zone).date())


def terms_of(uow: UnitOfWork, group: Group) -> Sequence[Term]:
    """The group's terms, past and to come, in order."""
    return [term_rows.facts(row, group) for row in uow.terms.of_group(group.id)]


def coming(uow: UnitOfWork, group: Group, found: Line, now: datetime, count: int) -> list[Slot]:
    """What has a turn to come, then what the series (or the plan of terms) will bring after that, then undated turns:
    ``count`` in all."""
    slots = found.ahead()[:count]
    missing = count - len(slots)
    if found.rotation.policy.basis is Basis.TERM:
        last = max((term.day for term in found.terms), default=None)
        slots += [Slot(None, laid.day, until=laid.until) for laid in further(found.plan, last, missing)]
    else:
        slots += [Slot(None, day) for day in _series_days(uow, group, now, missing)]
    return slots + [Slot() for _ in range(count - len(slots))]


def _sitting(row: models.Meeting) -> Sitting:
    ahead = row.state in AHEAD
    return Sitting(row.number, row.day, row.starts_at, not ahead, ahead and row.kind is Kind.REGULAR)


def _series_days(uow: UnitOfWork, group: Group, now: datetime, count: int) -> list[date]:
    series = uow.meetings.series(group.id)
    if series is None or count <= 0:
        return []
    today = local(now, group.zone).date()
    looked_at = max(series.made_until or series.first_day - timedelta(days=1), today - timedelta(days=1))
    days = occurrences(parse_cadence(series.cadence), series.first_day, looked_at + FARTHEST)
    found = list(islice((day for day in days if day > looked_at), count))
    if not found:
        return []
    seats = uow.groups.seats(group.id, found[0])
    rule = parse_cadence(series.cadence)
    calendar = calendars.of_meetings(uow, group, seats, found[0], found[-1] + timedelta(weeks=4), rule.at)
    shifted = shift_all(found, [seat.code for seat in seats], calendar, not_before=looked_at + timedelta(days=1))
    return [shift.day for shift in shifted]
