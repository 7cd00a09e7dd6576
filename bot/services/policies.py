"""A group's policies about turns: shown, tried out, changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any

from bot.db.repositories.groups import facts_of
from bot.db.unit_of_work import UnitOfWork
from bot.domain.dates import local, to_instant
from bot.domain.groups import Group, NothingToChange, notice_days
from bot.domain.people import Actor
from bot.domain.policies import Changed, Limits, Policies, Previewed, Shown, limit, limits, worded
from bot.domain.rotation import Basis, Cancelling, Hosting, Missing, Policy
from bot.domain.rotation.events import Event, PolicyChanged
from bot.domain.terms import (
    DAY,
    FARTHEST,
    MOST_TERMS,
    Handover,
    OnlyWithTerms,
    Plan,
    SpanOrTerms,
    Term,
    TermInThePast,
    TermsNeeded,
    TermTooFarAhead,
    TermUnderWay,
    days,
    handover,
    planned,
    span,
    stored,
)
from bot.domain.turns_moved import Because
from bot.domain.undo import ChangedSince, UndoneFact
from bot.services import offers, rotation, slots, terms, turn_notices, turns_told
from bot.services.ledger import absences, append, state, take_back
from bot.services.suspensions import SHOWN, previewed
from bot.services.turns_moved import watched

TERMS_SHOWN = 4


@dataclass(frozen=True)
class Wanted:
    """What somebody asks for, as typed; ``None`` stays as it is."""

    basis: str | None = None
    span: str | None = None
    terms: str | None = None
    from_: date | None = None
    handover: str | None = None
    host: str | None = None
    unavailable: str | None = None
    cancelled: str | None = None
    notices: str | None = None
    answer: str | None = None
    offer: str | None = None

    @property
    def given(self) -> dict[str, str]:
        """What was asked for, by the key that people type."""
        given = {key.rstrip("_"): value for key, value in self.__dict__.items() if value is not None}
        return {key: value.isoformat() if isinstance(value, date) else value for key, value in given.items()}


def shown(uow: UnitOfWork, *, group: Group, now: datetime) -> Shown:
    """All policies as they stand."""
    return Shown(group, _now(uow, group, now))


def preview(uow: UnitOfWork, *, group: Group, wanted: Wanted, command: str, now: datetime) -> Previewed:
    """The next turns as they are, and as they would be. Nothing is changed. Raises what ``change`` raises."""
    before, after = _both(uow, group, wanted, now)
    events = [PolicyChanged(after.turns)] if after.turns != before.turns else []
    if _terms_change(before, after):
        found = _beside(uow, group, events, after, command, now)
    else:
        found = previewed(uow, group=group, events=events, what="policy", command=command, now=now)
    return replace(found, changed=_changed(before, after))


def _terms_change(before: Policies, after: Policies) -> bool:
    return (before.turns.basis, before.plan) != (after.turns.basis, after.plan)


def _beside(
    uow: UnitOfWork, group: Group, events: Sequence[Event], after: Policies, command: str, now: datetime
) -> Previewed:
    """The meetings ahead with chair and host as they are and as they would be, and the terms there would be then."""
    today = state(uow, group=group, now=now)
    then = today.then(*events)
    away, lying = absences(uow, group=group), _lying(uow, group, after, now)
    line, wanted = slots.line(uow, group, today), slots.line(uow, group, then, terms=lying)
    rows = line.rows[:SHOWN]
    spans = [turn for turn in rotation.of_line(wanted, away).values() if (turn.number or 0) < 0]
    before = rotation.at_meetings(line, away, rows)
    return Previewed(
        group, "policy", command, before, rotation.at_meetings(wanted, away, rows), terms=spans[:TERMS_SHOWN]
    )


def _lying(uow: UnitOfWork, group: Group, after: Policies, now: datetime) -> Sequence[Term]:
    """The terms that there would be. Raises ``TermsNeeded`` or ``TermWithoutEnd``."""
    if after.turns.basis is Basis.TERM and after.plan is not None:
        return terms.laid(uow, group=group, plan=after.plan, now=now)
    return terms.kept(uow, group=group, now=now)


def change(uow: UnitOfWork, *, group: Group, wanted: Wanted, by: Actor, now: datetime) -> Changed:
    """Turns pass by these policies from here on; what was told stays told.

    Raises ``NothingToChange``, ``NotNoticeDays``, ``NotALimit``, or what terms refuse.
    """
    before, after = _both(uow, group, wanted, now)
    row = uow.groups.record(group.id)
    kept = {"group": group.id, "entries": [], "policy": dict(row.policy), "notices": list(row.notice_days)}
    lying = _lying(uow, group, after, now) if _terms_change(before, after) else None
    since = uow.ledger.last_number(group.id)
    if lying is not None:
        kept["terms"] = _noted(uow, group)
    with watched(uow, group=group, now=now, why=Because.POLICY) as knowing:
        if after.turns != before.turns:
            kept["entries"] = append(uow, group=group, events=[PolicyChanged(after.turns)], by=by, now=now)
        limits_ = {"answer": after.limits.answer, "offer": after.limits.offer}
        row.policy = {**row.policy, **limits_, **stored(after.plan)}
        if lying is not None:
            uow.session.flush()
            _lay(uow, facts_of(row), lying, by, now)
        row.notice_days = list(after.notices)
        uow.session.flush()
        if after.notices != before.notices:
            turn_notices.renew(uow, group=facts_of(row), now=now)
        told = rotation.assign_next(uow, group=group, by=by, now=now)
        knowing.update(turns_told.knowing(told))
    offers.tidy(uow, group=group, now=now)
    if lying is not None:
        kept["entries"] = [entry.id for entry in uow.ledger.entries(group.id) if entry.number > since]
    changed = _changed(before, after)
    uow.record(
        "rota.policy",
        by=by,
        now=now,
        group_id=group.id,
        subject=f"{group.slug.upper()}:policy",
        before={key: was for key, was, _ in changed},
        after={key: new for key, _, new in changed},
    )
    uow.undoable("rota.policy", by=by, now=now, group_id=group.id, facts=kept)
    return Changed(facts_of(row), changed)


def not_changed(uow: UnitOfWork, kept: Mapping[str, Any], _by: Actor, now: datetime) -> dict[str, UndoneFact]:
    """Inverse of ``change``; refused where what was told since builds upon it."""
    group = uow.groups.by_id(kept["group"])
    if group is None:
        raise ChangedSince
    row = uow.groups.record(group.id)
    if kept.get("terms") is not None and not _undisturbed(uow, group, kept):
        raise ChangedSince
    row.policy, row.notice_days = kept["policy"], kept["notices"]
    uow.session.flush()
    turn_notices.renew(uow, group=facts_of(row), now=now)
    if kept["entries"]:
        with watched(uow, group=group, now=now, why=Because.TAKEN_BACK):
            take_back(uow, group=group, entries=kept["entries"], now=now)
            if kept.get("terms") is not None:
                lying = [_recalled(one, group) for one in kept["terms"]]
                terms.write(uow, group=facts_of(row), terms=lying, now=now)
                terms.end_leftover(uow, group=facts_of(row), now=now)
    return {"name": group.name}


def _lay(uow: UnitOfWork, group: Group, lying: Sequence[Term], by: Actor, now: datetime) -> None:
    """Terms lie like this from now on; one whose day has come begins."""
    moved = terms.write(uow, group=group, terms=lying, now=now)
    if moved:
        append(uow, group=group, events=moved, by=by, now=now)
    terms.hand_over_due(uow, group=group, by=by, now=now)
    terms.end_leftover(uow, group=group, now=now)


def _noted(uow: UnitOfWork, group: Group) -> list[dict[str, Any]]:
    """The group's terms as an undo needs them."""
    return [
        {"number": term.number, "day": term.day.isoformat(), "until": term.until.isoformat() if term.until else None}
        | {"handover": term.handover.value, "begun": term.began_at is not None, "over": term.over}
        for term in slots.terms_of(uow, group)
    ]


def _undisturbed(uow: UnitOfWork, group: Group, kept: Mapping[str, Any]) -> bool:
    """Whether nothing was entered into the ledger since that isn't the change's own."""
    entries = uow.ledger.entries(group.id)
    return not entries or not kept["entries"] or entries[-1].id == kept["entries"][-1]


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


def _now(uow: UnitOfWork, group: Group, now: datetime) -> Policies:
    return Policies(state(uow, group=group, now=now).policy, limits(group), group.notice_days, planned(group.policy))


def _both(uow: UnitOfWork, group: Group, wanted: Wanted, now: datetime) -> tuple[Policies, Policies]:
    before = _now(uow, group, now)
    turns, patience = before.turns, before.limits
    basis = Basis(wanted.basis) if wanted.basis else turns.basis
    after = Policies(
        Policy(
            basis=basis,
            host=Hosting(wanted.host) if wanted.host else turns.host,
            unavailable=Missing(wanted.unavailable) if wanted.unavailable else turns.unavailable,
            cancelled=Cancelling(wanted.cancelled) if wanted.cancelled else turns.cancelled,
        ),
        Limits(
            limit(wanted.answer) if wanted.answer else patience.answer,
            limit(wanted.offer) if wanted.offer else patience.offer,
        ),
        notice_days(wanted.notices) if wanted.notices else before.notices,
        _plan(uow, group, wanted, basis, before, now),
    )
    if after == before:
        raise NothingToChange
    return before, after


def _plan(uow: UnitOfWork, group: Group, wanted: Wanted, basis: Basis, before: Policies, now: datetime) -> Plan | None:
    """Where terms lie then. What is over or under way stays where it is."""
    if basis is Basis.HELD:
        meant = next((key for key in ("span", "terms", "from", "handover") if key in wanted.given), None)
        if meant is not None:
            raise OnlyWithTerms(meant)
        return before.plan
    how = handover(wanted.handover) if wanted.handover else before.plan.handover if before.plan else Handover.DATE
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


def _changed(before: Policies, after: Policies) -> tuple[tuple[str, str, str], ...]:
    was, new = worded(before), worded(after)
    keys = dict.fromkeys((*was, *new))
    return tuple((key, was.get(key, ""), new.get(key, "")) for key in keys if was.get(key) != new.get(key))
