"""What people set for themselves. Private: it is told nobody else, and stands in the chain of no group."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

from bot.db.addresses import EMAIL
from bot.db.unit_of_work import UnitOfWork
from bot.domain.dates import zone
from bot.domain.people import Actor
from bot.domain.preferences import (
    Language,
    OfficeHours,
    PausedIntoThePast,
    Preferences,
    pick_language,
    pick_place,
)
from bot.domain.undo import UndoneFact
from bot.services import reminders


def speak(uow: UnitOfWork, *, language: str, languages: Sequence[Language], by: Actor, now: datetime) -> Preferences:
    """What is said to the person is said in this language from now on; ``default``: in that of each group.

    Raises ``NoWordsInLanguage``.
    """
    before = _before(uow, by)
    return _set(uow, "language", before, replace(before, language=pick_language(language, languages)), by, now)


def work(uow: UnitOfWork, *, hours: OfficeHours | None, tz: str, by: Actor, now: datetime) -> Preferences:
    """These are the person's office hours, in that zone; what is left out stays. The next digest is planned anew.

    Raises ``UnknownTimeZone``.
    """
    before = _before(uow, by)
    after = replace(before, hours=hours or before.hours, zone=zone(tz).key if tz else before.zone)
    return _set(uow, "hours", before, after, by, now)


def quieten(uow: UnitOfWork, *, quieter: bool, by: Actor, now: datetime) -> Preferences:
    """The person hears less from now on, or as much as everybody. The next digest is planned anew."""
    before = _before(uow, by)
    return _set(uow, "quieter", before, replace(before, quieter=quieter), by, now)


def pause(uow: UnitOfWork, *, until: date | None, today: date, by: Actor, now: datetime) -> Preferences:
    """The person is told of no action until that day; ``None``: from now on as ever. The next digest is planned anew.

    Raises ``PausedIntoThePast``.
    """
    if until is not None and until <= today:
        raise PausedIntoThePast(until)
    before = _before(uow, by)
    return _set(uow, "pause", before, replace(before, paused_until=until), by, now)


def hear(uow: UnitOfWork, *, where: str, here: tuple[str, str], mails: bool, by: Actor, now: datetime) -> Preferences:
    """What is said to the person goes there first from now on; what fails there goes to their next address. ``here`` is
    the platform and workspace in which they say so; ``mails`` tells whether this service sends e-mail.

    Raises ``NotAPlatform``, ``NoAccountThere`` or ``NotWrittenToHere``.
    """
    before = _before(uow, by)
    reached = tuple(one for one in before.reached if mails or one.platform != EMAIL)
    platform, workspace = pick_place(where, reached, here)
    return _set(uow, "prefers", before, replace(before, prefers=platform, prefers_at=workspace), by, now)


def not_set(uow: UnitOfWork, facts: Mapping[str, Any], by: Actor, now: datetime) -> dict[str, UndoneFact]:
    """Inverse of all five: what was set before is set again."""
    assert by.official_id is not None
    uow.people.prefer(by.official_id, _loaded(facts))
    reminders.replan(uow, officials=[by.official_id], now=now)
    return {}


def _before(uow: UnitOfWork, by: Actor) -> Preferences:
    uow.reminders.lock([by.official])
    return uow.people.preferences(by.official)


def _set(uow: UnitOfWork, what: str, before: Preferences, after: Preferences, by: Actor, now: datetime) -> Preferences:
    """Setting what stands already changes nothing, and leaves no trace."""
    if after == before or by.official_id is None:
        return after
    uow.people.prefer(by.official_id, after)
    old, new = _dumped(before), _dumped(after)
    changed = [name for name in new if new[name] != old[name]]
    uow.record(
        f"preferences.{what}",
        by=by,
        now=now,
        subject=f"official:{by.official_id}:preferences",
        before={name: old[name] for name in changed},
        after={name: new[name] for name in changed},
    )
    uow.undoable(f"me.{what}", by=by, now=now, group_id=None, facts=old)
    reminders.replan(uow, officials=[by.official_id], now=now)
    return after


def _dumped(found: Preferences) -> dict[str, Any]:
    return {
        "language": found.language,
        "zone": found.zone,
        "opens": found.hours.opens.isoformat("minutes"),
        "closes": found.hours.closes.isoformat("minutes"),
        "days": list(found.hours.days),
        "quieter": found.quieter,
        "paused_until": found.paused_until.isoformat() if found.paused_until else None,
        "prefers": found.prefers,
        "prefers_at": found.prefers_at,
    }


def _loaded(facts: Mapping[str, Any]) -> Preferences:
    hours = OfficeHours(time.fromisoformat(facts["opens"]), time.fromisoformat(facts["closes"]), tuple(facts["days"]))
    paused = facts.get("paused_until")
    return Preferences(
        language=facts["language"],
        zone=facts["zone"],
        hours=hours,
        quieter=facts["quieter"],
        paused_until=date.fromisoformat(paused) if paused else None,
        prefers=facts.get("prefers", ""),
        prefers_at=facts.get("prefers_at", ""),
    )
