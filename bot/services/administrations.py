"""Governments that take part: the built-in ones, and those that an operator adds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from bot.calendars import holiday_code
from bot.db import models
from bot.db.unit_of_work import UnitOfWork
from bot.domain.administrations import (
    BUILT_IN,
    Administration,
    AdministrationTaken,
    administration_code,
    language_tags,
)
from bot.domain.dates import zone
from bot.domain.people import Actor
from bot.domain.undo import ChangedSince, UndoneFact


def ensure_built_in(uow: UnitOfWork) -> None:
    """Every built-in administration has its row; one that is there already is left as it is."""
    known = {row.code for row in uow.administrations.all()}
    for administration in BUILT_IN:
        if administration.code not in known:
            uow.session.add(_row(administration))


def listed(uow: UnitOfWork) -> Sequence[Administration]:
    """All administrations by code."""
    return tuple(_facts(row) for row in uow.administrations.all())


def add(
    uow: UnitOfWork, *, code: str, name: str, tz: str, holidays: str, languages: str, by: Actor, now: datetime
) -> Administration:
    """A government that isn't built in; its territory is its own code.

    Raises ``NotAnAdministrationCode``, ``AdministrationTaken``, ``UnknownTimeZone``, ``NotALanguage``,
    ``UnknownHolidayCode`` or ``HolidaySubdivisionNeeded``.
    """
    wanted = administration_code(code)
    taken = uow.administrations.by_code(wanted) or uow.administrations.with_territory(wanted)
    if taken is not None:
        raise AdministrationTaken(wanted, taken.name)
    added = Administration(
        code=wanted,
        name=name,
        zone=zone(tz).key,
        holidays=holiday_code(holidays),
        languages=language_tags(languages),
        territories=(wanted,),
    )
    uow.session.add(_row(added))
    uow.record(
        "administration.added",
        by=by,
        now=now,
        subject=wanted,
        after={"zone": added.zone, "holidays": added.holidays, "languages": list(added.languages)},
    )
    uow.undoable("administration.add", by=by, now=now, group_id=None, facts={"code": wanted})
    return added


def not_added(uow: UnitOfWork, facts: Mapping[str, Any], _by: Actor, _now: datetime) -> dict[str, UndoneFact]:
    """Inverse of ``add``, while it has no seat anywhere."""
    row = uow.administrations.by_code(facts["code"])
    if row is None or uow.administrations.has_seats(row.id):
        raise ChangedSince
    name = row.name
    uow.session.delete(row)
    uow.session.flush()
    return {"name": name}


def _row(administration: Administration) -> models.Administration:
    return models.Administration(
        code=administration.code,
        name=administration.name,
        zone=administration.zone,
        holidays=administration.holidays,
        languages=list(administration.languages),
        territories=list(administration.territories),
    )


def _facts(row: models.Administration) -> Administration:
    return Administration(
        code=row.code,
        name=row.name,
        zone=row.zone,
        holidays=row.holidays,
        languages=tuple(row.languages),
        territories=tuple(row.territories),
    )
