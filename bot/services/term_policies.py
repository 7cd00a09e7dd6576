"""Where a group's terms lie by its policies: worked out from what somebody asks for, tried out, laid, taken back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

from bot.db.unit_of_work import UnitOfWork
from bot.domain.dates import local, to_instant
from bot.domain.groups import Group
from bot.domain.people import Actor
from bot.domain.policies import Policies, Previewed, Wanted
from bot.domain.rotation import Basis
from bot.domain.rotation.events import Event
from bot.domain.term_plans import (
    FARTHEST,
    MOST_TERMS,
    OnlyWithTerms,
    Plan,
    SpanOrTerms,
    TermInThePast,
    TermsNeeded,
    TermTooFarAhead,
    days,
    span,
)
from bot.domain.terms import DAY, Handover, Term, TermUnderWay
from bot.domain.undo import ChangedSince
from bot.services import rotation, slots, terms
from bot.services.ledger import absences, append, state
from bot.services.suspensions import SHOWN

TERMS_SHOWN = 4


def wanted_plan(
    uow: UnitOfWork, group: Group, wanted: Wanted, basis: Basis, before: Policies, now: datetime
) -> Plan | None:
    """Where terms lie then. What is over or under way stays where it is."""
    if basis is Basis.HELD:
        meant = next((key for key in ("span", "terms", "from", "handover") if key in wanted.given), None)
        if meant is not None:
            raise OnlyWithTerms(meant)
        return before.plan
    how = Handover(wanted.handover) if wanted.handover else before.plan.handover if before.plan else Handover.DATE
    today = local(now, group.zone).date()
    begun = [term for term in slots.terms_of(uow, group) if term.began_at is not None]
    if wanted.terms is not None:
        if wanted.span is not None or wanted.from_ is not None:
            raise SpanOrTerms
        given = days(wanted.terms, today=today)
        coming = [day for day in given if all(day != term.day for term in begun)]
        return Plan(_first(coming, begun, today), None, given, how)
    if wanted.span is None and wanted.from_ is None and before.plan is not None and before.turns.basis is Basis.TERM:
        return replace(before.plan, handover=how)
    months = span(wanted.span) if wanted.span is not None else before.plan.span if before.plan else None
    if months is None:
        raise TermsNeeded
    first = wanted.from_ or _following(uow, group, before, today)
    return Plan(_first([first], begun, today), months, (), how)


def _first(coming: Sequence[date], begun: Sequence[Term], today: date) -> date:
    """The first day of the first term to come, if it may be that."""
    if not coming:
        raise TermsNeeded
    first = coming[0]
    current = next((term for term in begun if not term.over), None)
    if current is not None and first <= current.day:
        raise TermUnderWay(current.number, current.day)
    if first < today:
        raise TermInThePast(first)
    if first - today > FARTHEST:
        raise TermTooFarAhead(first, MOST_TERMS)
    return first


def _following(uow: UnitOfWork, group: Group, before: Policies, today: date) -> date:
    """Where nobody says from when: from the next term to come, or as the one under way ends, or today."""
    standing = slots.terms_of(uow, group)
    coming = next((term.day for term in standing if term.began_at is None), None)
    if coming is not None and before.turns.basis is Basis.TERM:
        return coming
    current = next((term for term in standing if term.under_way), None)
    return current.until + DAY if current is not None and current.until is not None else today


def change(before: Policies, after: Policies) -> bool:
    """Whether terms come, go, or lie elsewhere."""
    return (before.turns.basis, before.plan) != (after.turns.basis, after.plan)


def beside(
    uow: UnitOfWork, group: Group, events: Sequence[Event], after: Policies, command: str, now: datetime
) -> Previewed:
    """The meetings ahead with chair and host as they are and as they would be, and the terms there would be then."""
    today = state(uow, group=group, now=now)
    then = today.then(*events)
    away, standing = absences(uow, group=group), lying(uow, group, after, now)
    line, wanted = slots.line(uow, group, today, now), slots.line(uow, group, then, now, terms=standing)
    rows = line.rows[:SHOWN]
    spans = [turn for turn in rotation.of_line(wanted, away).values() if (turn.number or 0) < 0]
    before = rotation.at_meetings(line, away, rows)
    return Previewed(
        group, "policy", command, before, rotation.at_meetings(wanted, away, rows), terms=spans[:TERMS_SHOWN]
    )


def lying(uow: UnitOfWork, group: Group, after: Policies, now: datetime) -> Sequence[Term]:
    """The terms that there would be. Raises ``TermsNeeded`` or ``TermWithoutEnd``."""
    if after.turns.basis is Basis.TERM and after.plan is not None:
        return terms.laid(uow, group=group, plan=after.plan, now=now)
    return terms.kept(uow, group=group, now=now)


def lay(uow: UnitOfWork, group: Group, standing: Sequence[Term], by: Actor, now: datetime) -> int | None:
    """Terms lie like this from now on; one whose day has come begins. The number of the last one of which notice is
    due."""
    moved = terms.write(uow, group=group, terms=standing, now=now)
    if moved:
        append(uow, group=group, events=moved, by=by, now=now)
    terms.hand_over_due(uow, group=group, by=by, now=now)
    terms.end_leftover(uow, group=group, now=now)
    rows = [row for row in uow.terms.of_group(group.id) if row.notice_at is not None and row.notice_at <= now]
    return -rows[-1].number if rows else None


def noted(uow: UnitOfWork, group: Group) -> list[dict[str, Any]]:
    """The group's terms as an undo needs them."""
    return [
        {"number": term.number, "day": term.day.isoformat(), "until": term.until.isoformat() if term.until else None}
        | {"handover": term.handover.value, "begun": term.began_at is not None, "over": term.over}
        for term in slots.terms_of(uow, group)
    ]


def undisturbed(uow: UnitOfWork, group: Group, kept: Mapping[str, Any]) -> bool:
    """Whether nothing was entered into the ledger since that isn't the change's own."""
    entries = uow.ledger.entries(group.id)
    return not entries or not kept["entries"] or entries[-1].id == kept["entries"][-1]


def restore(uow: UnitOfWork, group: Group, noted_: Sequence[Mapping[str, Any]], now: datetime) -> None:
    """The terms lie again as they were noted. Raises ``ChangedSince`` where one has begun or ended since."""
    standing = {term.number: (term.began_at is not None, term.over) for term in slots.terms_of(uow, group)}
    were = [_recalled(one, group) for one in noted_]
    begun = {number: state for number, state in standing.items() if state[0]}
    if begun != {term.number: (True, term.over) for term in were if term.began_at is not None}:
        raise ChangedSince
    terms.write(uow, group=group, terms=were, now=now)
    terms.end_leftover(uow, group=group, now=now)


def _recalled(noted: Mapping[str, Any], group: Group) -> Term:
    day, number = date.fromisoformat(noted["day"]), int(noted["number"])
    at = to_instant(day, time(0), group.zone)
    return Term(
        id=0,
        number=number,
        reference=group.turn(number),
        day=day,
        until=date.fromisoformat(noted["until"]) if noted["until"] else None,
        zone=group.zone,
        starts_at=at,
        handover=Handover(noted["handover"]),
        began_at=at if noted["begun"] else None,
        ended_at=at if noted["over"] else None,
    )
