"""``convenor import``: a file into a group, all of it or nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from bot.app import App
from bot.db.unit_of_work import UnitOfWork
from bot.documents.reading import read
from bot.domain.groups import Group, GroupHasEnded, NoSuchGroup
from bot.domain.imports import MapUnclear, NotYoursToImport, Report
from bot.domain.people import Actor
from bot.services import people
from bot.services.imports import IMPORTS


class _Dropped(Exception):
    """Nothing of this import is kept."""

    def __init__(self, report: Report) -> None:
        super().__init__()
        self.report = report


def mapping(said: Sequence[str]) -> dict[str, str]:
    """Which column is which, of ``Their column=ours`` once or several times, parted by commas; nothing behind the last
    sign leaves a column alone. A comma within a name is one of it. Raises ``MapUnclear``."""
    found: dict[str, str] = {}
    for one in said:
        pending = ""
        for part in one.split(","):
            pending += part
            theirs, sign, ours = pending.rpartition("=")
            if not sign:
                pending += ","
                continue
            if not theirs.strip():
                raise MapUnclear(one[:80])
            found[theirs.strip()], pending = ours.strip(), ""
        if pending:
            raise MapUnclear(one[:80])
    return found


def imported(
    app: App,
    subject: str,
    path: Path,
    *,
    group: str,
    who: str,
    dry: bool,
    mapped: Sequence[str] = (),
    given: Mapping[str, str] | None = None,
) -> Report:
    """What became of each row. Nothing is kept of a dry run, or where a row was refused. ``given`` is what a calendar
    file doesn't say of its days.

    Raises a ``DomainError`` where the file can't be read, the group isn't there, or this person may not.
    """
    wanted = IMPORTS[subject]
    found = read(
        path,
        required=wanted.required,
        known=wanted.columns,
        either=wanted.either,
        mapping=mapping(mapped),
        given=given,
    )
    operators = [address.lower() for address in app.settings.operators]
    now = app.clock()
    if who.lower() in operators:
        with app.database.writing("terminal") as uow:
            people.ensure_operator(uow, address=who.lower(), now=now)
    try:
        with app.database.writing("terminal") as uow:
            target, actor = _permitted(uow, group, who, operators)
            uow.audit.lock(target.id)
            rows = wanted.carry(uow, target, found.lines, actor, now)
            report = Report(subject, tuple(rows), found.ignored, dry)
            if not report.kept:
                raise _Dropped(report)
    except _Dropped as dropped:
        return dropped.report
    return report


def _permitted(uow: UnitOfWork, slug: str, who: str, operators: list[str]) -> tuple[Group, Actor]:
    """The group and who acts in it: its secretariat, or an operator. Others learn nothing of it."""
    official, target = uow.people.by_email(who), uow.groups.by_slug(slug.lower())
    if official is None or target is None:
        raise NoSuchGroup(slug)
    actor = people.actor(uow, official, group_id=target.id, operators=operators)
    if not actor.memberships and not actor.operator:
        raise NoSuchGroup(slug)
    if not actor.operator and not actor.secretariat:
        raise NotYoursToImport
    if target.closed_on is not None:
        raise GroupHasEnded(target.name, target.closed_on)
    return target, actor
