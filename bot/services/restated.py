"""Which notices that were said are about something that has changed since."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from typing import Final

from bot.db.recipients import Sent
from bot.db.repositories.reminders import SUBJECT
from bot.db.unit_of_work import UnitOfWork
from bot.domain.groups import LONGEST_NOTICE
from bot.services import reminders

RECENT: Final = timedelta(days=LONGEST_NOTICE + 34)
"""How long ago a notice may have been said that is brought up to date: as early as a group may have it given, and a
month after what it is about. Chat platforms let a message be changed for ever."""

READ: Final = timedelta(days=14)
"""The same for a digest: another one follows within the week."""

_MEETING = re.compile(r"[A-Z0-9-]+-M(\d+)(?::.*)?")
_TERM = re.compile(r"[A-Z0-9-]+-T(\d+)(?::.*)?")
_ACTION = re.compile(r"[A-Z0-9-]+-(\d+)")


def about(
    uow: UnitOfWork, *, changed: Iterable[tuple[int, str]], subjects: Collection[str], now: datetime
) -> tuple[Sent, ...]:
    """The notices of these ``subjects`` about what ``changed``: groups, each with the subject of a line of its audit.
    A digest is about an action if that stood in it."""
    found: dict[str, Sent] = {}
    for group_id, subject in dict.fromkeys(changed):
        if meeting := _MEETING.fullmatch(subject):
            said = _of_meeting(uow, group_id, int(meeting[1]), subjects, now)
        elif term := _TERM.fullmatch(subject):
            said = _of_term(uow, group_id, -int(term[1]), subjects, now)
        elif action := _ACTION.fullmatch(subject):
            said = _digests(uow, group_id, int(action[1]), now) if SUBJECT in subjects else ()
        else:
            said = ()
        found.update({one.key: one for one in said})
    return tuple(found.values())


def _of_meeting(
    uow: UnitOfWork, group_id: int, number: int, subjects: Collection[str], now: datetime
) -> Iterable[Sent]:
    row = uow.meetings.by_number(group_id, number)
    if row is None:
        return ()
    about = ("meeting", row.id)
    return uow.outbox.said_of(group_id=group_id, subjects=subjects, about=about, since=now - RECENT)


def _of_term(uow: UnitOfWork, group_id: int, number: int, subjects: Collection[str], now: datetime) -> Iterable[Sent]:
    row = uow.terms.by_number(group_id, number)
    if row is None:
        return ()
    about = ("term", row.id)
    return uow.outbox.said_of(group_id=group_id, subjects=subjects, about=about, since=now - RECENT)


def _digests(uow: UnitOfWork, group_id: int, number: int, now: datetime) -> Iterable[Sent]:
    """The last digest of each person of the group, where the action stood in it."""
    people = [person.id for person in uow.people.of_group(group_id)]
    said = uow.outbox.last_said_to(people, subject=SUBJECT, since=now - READ)
    return [one for one in said if _stood_in(uow, one, group_id, number, now)]


def _stood_in(uow: UnitOfWork, said: Sent, group_id: int, number: int, now: datetime) -> bool:
    if said.official_id is None or said.sent_at is None:
        return False
    found = reminders.as_it_was(uow, official_id=said.official_id, said_at=said.sent_at, now=now)
    group = uow.groups.by_id(group_id)
    return group is not None and any(one.reference == group.action(number) for one in (*found.own, *found.raised))
