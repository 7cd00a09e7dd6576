"""A group's policies about turns: shown, tried out, changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.db.repositories.groups import facts_of
from bot.db.unit_of_work import UnitOfWork
from bot.domain.groups import Group, NothingToChange, notice_days
from bot.domain.people import Actor
from bot.domain.policies import Changed, Limits, Policies, Previewed, Shown, Wanted, limit, limits, worded
from bot.domain.rotation import Basis, Cancelling, Hosting, Missing, Policy
from bot.domain.rotation.events import PolicyChanged
from bot.domain.term_plans import planned, stored
from bot.domain.turns_moved import Because
from bot.domain.undo import ChangedSince, UndoneFact
from bot.services import offers, rotation, term_policies, turn_notices, turns_told
from bot.services.ledger import append, state, take_back
from bot.services.suspensions import previewed
from bot.services.turns_moved import watched


def shown(uow: UnitOfWork, *, group: Group, now: datetime) -> Shown:
    """All policies as they stand."""
    return Shown(group, _now(uow, group, now))


def preview(uow: UnitOfWork, *, group: Group, wanted: Wanted, command: str, now: datetime) -> Previewed:
    """The next turns as they are, and as they would be. Nothing is changed. Raises what ``change`` raises."""
    before, after = _both(uow, group, wanted, now)
    events = [PolicyChanged(after.turns)] if after.turns != before.turns else []
    if term_policies.change(before, after):
        found = term_policies.beside(uow, group, events, after, command, now)
    else:
        found = previewed(uow, group=group, events=events, what="policy", command=command, now=now)
    return replace(found, changed=_changed(before, after))


def change(uow: UnitOfWork, *, group: Group, wanted: Wanted, by: Actor, now: datetime) -> Changed:
    """Turns pass by these policies from here on; what was told stays told.

    Raises ``NothingToChange``, ``NotNoticeDays``, ``NotALimit``, or what terms refuse.
    """
    before, after = _both(uow, group, wanted, now)
    row = uow.groups.record(group.id)
    kept = {"group": group.id, "entries": [], "policy": dict(row.policy), "notices": list(row.notice_days)}
    lying = term_policies.lying(uow, group, after, now) if term_policies.change(before, after) else None
    since, through = uow.ledger.last_number(group.id), None
    if lying is not None:
        kept["terms"] = term_policies.noted(uow, group)
    with watched(uow, group=group, now=now, why=Because.POLICY) as knowing:
        if after.turns != before.turns:
            kept["entries"] = append(uow, group=group, events=[PolicyChanged(after.turns)], by=by, now=now)
        limits_ = {"answer": after.limits.answer, "offer": after.limits.offer}
        row.policy = {**row.policy, **limits_, **stored(after.plan)}
        if lying is not None:
            uow.session.flush()
            through = term_policies.lay(uow, facts_of(row), lying, by, now)
        row.notice_days = list(after.notices)
        uow.session.flush()
        if after.notices != before.notices:
            turn_notices.renew(uow, group=facts_of(row), now=now)
        told = rotation.assign_next(uow, group=group, by=by, now=now, through=through)
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
    if kept.get("terms") is not None and not term_policies.undisturbed(uow, group, kept):
        raise ChangedSince
    row.policy, row.notice_days = kept["policy"], kept["notices"]
    uow.session.flush()
    turn_notices.renew(uow, group=facts_of(row), now=now)
    if kept["entries"]:
        with watched(uow, group=group, now=now, why=Because.TAKEN_BACK):
            take_back(uow, group=group, entries=kept["entries"], now=now)
            if kept.get("terms") is not None:
                term_policies.restore(uow, facts_of(row), kept["terms"], now)
    return {"name": group.name}


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
        term_policies.wanted_plan(uow, group, wanted, basis, before, now),
    )
    if after == before:
        raise NothingToChange
    return before, after


def _changed(before: Policies, after: Policies) -> tuple[tuple[str, str, str], ...]:
    was, new = worded(before), worded(after)
    keys = dict.fromkeys((*was, *new))
    return tuple((key, was.get(key, ""), new.get(key, "")) for key in keys if was.get(key) != new.get(key))
