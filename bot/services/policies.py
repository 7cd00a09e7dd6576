"""A group's policies about turns: shown, tried out, changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.db.repositories.groups import facts_of
from bot.db.unit_of_work import UnitOfWork
from bot.domain.groups import Group, NothingToChange, notice_days
from bot.domain.people import Actor
from bot.domain.policies import Changed, Limits, Policies, Previewed, Shown, limit, limits, worded
from bot.domain.rotation import Cancelling, Hosting, Missing, Policy
from bot.domain.rotation.events import PolicyChanged
from bot.domain.turns_moved import Because
from bot.domain.undo import ChangedSince, UndoneFact
from bot.services import offers, rotation, turn_notices, turns_told
from bot.services.ledger import append, state, take_back
from bot.services.suspensions import previewed
from bot.services.turns_moved import watched


@dataclass(frozen=True)
class Wanted:
    """What somebody asks for, as typed; ``None`` stays as it is."""

    host: str | None = None
    unavailable: str | None = None
    cancelled: str | None = None
    notices: str | None = None
    answer: str | None = None
    offer: str | None = None

    @property
    def given(self) -> dict[str, str]:
        return {key: value for key, value in self.__dict__.items() if value is not None}


def shown(uow: UnitOfWork, *, group: Group, now: datetime) -> Shown:
    """All policies as they stand."""
    return Shown(group, _now(uow, group, now))


def preview(uow: UnitOfWork, *, group: Group, wanted: Wanted, command: str, now: datetime) -> Previewed:
    """The next turns as they are, and as they would be. Nothing is changed. Raises what ``change`` raises."""
    before, after = _both(uow, group, wanted, now)
    events = [PolicyChanged(after.turns)] if after.turns != before.turns else []
    found = previewed(uow, group=group, events=events, what="policy", command=command, now=now)
    return replace(found, changed=_changed(before, after))


def change(uow: UnitOfWork, *, group: Group, wanted: Wanted, by: Actor, now: datetime) -> Changed:
    """Turns pass by these policies from here on; what was told stays told.

    Raises ``NothingToChange``, ``NotNoticeDays`` or ``NotALimit``.
    """
    before, after = _both(uow, group, wanted, now)
    row = uow.groups.record(group.id)
    kept = {"group": group.id, "entries": [], "policy": dict(row.policy), "notices": list(row.notice_days)}
    with watched(uow, group=group, now=now, why=Because.POLICY) as knowing:
        if after.turns != before.turns:
            kept["entries"] = append(uow, group=group, events=[PolicyChanged(after.turns)], by=by, now=now)
        row.policy = {**row.policy, "answer": after.limits.answer, "offer": after.limits.offer}
        row.notice_days = list(after.notices)
        uow.session.flush()
        if after.notices != before.notices:
            turn_notices.renew(uow, group=facts_of(row), now=now)
        told = rotation.assign_next(uow, group=group, by=by, now=now)
        knowing.update(turns_told.knowing(told))
    offers.tidy(uow, group=group, now=now)
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
    row.policy, row.notice_days = kept["policy"], kept["notices"]
    uow.session.flush()
    turn_notices.renew(uow, group=facts_of(row), now=now)
    if kept["entries"]:
        with watched(uow, group=group, now=now, why=Because.TAKEN_BACK):
            take_back(uow, group=group, entries=kept["entries"], now=now)
    return {"name": group.name}


def _now(uow: UnitOfWork, group: Group, now: datetime) -> Policies:
    return Policies(state(uow, group=group, now=now).policy, limits(group), group.notice_days)


def _both(uow: UnitOfWork, group: Group, wanted: Wanted, now: datetime) -> tuple[Policies, Policies]:
    before = _now(uow, group, now)
    turns, patience = before.turns, before.limits
    after = Policies(
        Policy(
            basis=turns.basis,
            host=Hosting(wanted.host) if wanted.host else turns.host,
            unavailable=Missing(wanted.unavailable) if wanted.unavailable else turns.unavailable,
            cancelled=Cancelling(wanted.cancelled) if wanted.cancelled else turns.cancelled,
        ),
        Limits(
            limit(wanted.answer) if wanted.answer else patience.answer,
            limit(wanted.offer) if wanted.offer else patience.offer,
        ),
        notice_days(wanted.notices) if wanted.notices else before.notices,
    )
    if after == before:
        raise NothingToChange
    return before, after


def _changed(before: Policies, after: Policies) -> tuple[tuple[str, str, str], ...]:
    was, new = worded(before), worded(after)
    return tuple((key, was[key], new[key]) for key in was if was[key] != new[key])
