"""E-mail lists that a group writes to: asked by one mail, a place of the group once somebody who reads that mail
agrees, and no place any more as soon as somebody who reads it says so.

Each group has its own word with an address: its place is ``email`` with the group's short name as the workspace, so
that nobody learns who else writes there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from bot.db import models
from bot.db.addresses import EMAIL
from bot.db.audit import digest
from bot.db.recipients import ToPlace
from bot.db.unit_of_work import UnitOfWork
from bot.domain.dates import local
from bot.domain.groups import Group, LinkedChannel
from bot.domain.mail_lists import (
    ASKED_FOR,
    MOST_ASKED,
    REST,
    Answered,
    ListAskedAlready,
    ListAskedTooOften,
    ListNotLinked,
    ListSaidNo,
    MailList,
)
from bot.domain.members import address as read_address
from bot.domain.people import Actor
from bot.domain.undo import ChangedSince, UndoneFact
from bot.services import channels

ASK, ANSWERED = "list-ask", "list-answered"
READERS = "members"
"""Whoever reads a list can ask nothing there."""

Where = tuple[str, str, str]


def place_of(group: Group, address: str) -> Where:
    """Platform, workspace and channel under which a list is one of the group's places."""
    return EMAIL, group.slug, address


def ask(
    uow: UnitOfWork, *, group: Group, address: str, language: str | None, by: Actor, now: datetime
) -> MailList | LinkedChannel:
    """One mail asks whoever reads the list; nothing else goes there before they agree. A list that has agreed
    already is written to in another language from now on, or gets what waited because it was lost.

    Raises ``NotAnAddress``, ``ChannelLinkedAlready``, ``ListAskedAlready``, ``ListSaidNo`` or ``ListAskedTooOften``.
    """
    where = place_of(group, read_address(address))
    place = uow.groups.place(*where)
    if place is not None:
        return channels.changed(uow, group=group, place=place, readers=None, language=language, by=by, now=now)
    _require_open(uow, group, where, now)
    row = uow.mail_lists.create(
        group_id=group.id,
        address=where[2],
        language=language or "",
        asked_by=by.official_id,
        expires_at=now + ASKED_FOR,
        now=now,
    )
    uow.deliveries.resume_lane(":".join(where))
    uow.outbox.say(
        key=f"{ASK}:{row.id}",
        subject=ASK,
        facts={"list": row.id},
        to=ToPlace(*where),
        now=now,
        group_id=group.id,
        expires_at=row.expires_at,
    )
    after = {"list": row.id, "channel": digest(":".join(where)), "language": row.language}
    uow.record("group.list-asked", by=by, now=now, group_id=group.id, subject=_subject(group), after=after)
    uow.undoable("list.ask", by=by, now=now, group_id=group.id, facts={"list": row.id})
    return _found(uow, row, group)


def unlink(uow: UnitOfWork, *, group: Group, address: str, by: Actor, now: datetime) -> MailList:
    """Nothing goes to the list any more, and the question can't be answered. Raises ``NotAnAddress`` or
    ``ListNotLinked``."""
    where = place_of(group, read_address(address))
    found = uow.mail_lists.newest(group.id, where[2])
    row = uow.mail_lists.by_id(found.id, lock=True) if found is not None else None
    if row is None or not _serves(row, now):
        raise ListNotLinked(where[2])
    _end(uow, group, row, by, now)
    uow.undoable("list.unlink", by=by, now=now, group_id=group.id, facts={"list": row.id})
    return _found(uow, row, group)


def shown(uow: UnitOfWork, *, list_id: int, now: datetime) -> MailList | None:
    """The list as it stands, for whoever follows a link from its mail; ``None`` where the link serves no more."""
    row = uow.mail_lists.by_id(list_id)
    group = uow.groups.by_id(row.group_id) if row is not None else None
    if row is None or group is None or not (_serves(row, now) or row.left):
        return None
    return _found(uow, row, group)


def of_group(uow: UnitOfWork, *, group: Group, now: datetime) -> tuple[MailList, ...]:
    """Those that agreed and those whose answer is waited for, in the order in which they were asked."""
    return tuple(_found(uow, row, group) for row in uow.mail_lists.of_group(group.id, now))


def everywhere(uow: UnitOfWork, *, now: datetime) -> Iterator[tuple[MailList, str | None]]:
    """Those of every group that has not ended, each with why mails don't arrive there; ``None`` where nothing is known
    to keep them."""
    for group_id in uow.mail_lists.groups():
        group = uow.groups.by_id(group_id)
        for found in of_group(uow, group=group, now=now) if group is not None else ():
            lost = uow.delivered.lane(":".join(place_of(found.group, found.address)))
            yield found, lost[1] if lost is not None else None


def agree(uow: UnitOfWork, *, list_id: int, now: datetime) -> MailList | None:
    """Somebody who reads the list agrees: it is a place of the group. Once more changes nothing; ``None`` where there
    is nothing (any more) to agree to."""
    row, group = _locked(uow, list_id)
    if row is None or group is None or group.closed_on is not None or not _serves(row, now):
        return None
    if row.agreed_at is None:
        others = uow.groups.places(group.id)
        where = place_of(group, row.address)
        channels.enter(uow, group=group, channel=where, readers=READERS, language=row.language, by=None, now=now)
        row.agreed_at = now
        uow.session.flush()
        _tell(uow, group, row, Answered.AGREED, now)
        facts = {"list": row.id, "answer": Answered.AGREED}
        uow.outbox.post(others, f"{ANSWERED}:{row.id}:{Answered.AGREED}", facts=facts, now=now)
    return _found(uow, row, group)


def leave(uow: UnitOfWork, *, list_id: int, now: datetime) -> MailList | None:
    """Somebody who reads the list wants no more of it: nothing goes there any more, and the secretariat is told. Once
    more changes nothing; ``None`` where the group itself had ended it."""
    row, group = _locked(uow, list_id)
    if row is None or group is None or not (_serves(row, now) or row.left):
        return None
    if not row.left:
        answer = Answered.LEFT if row.agreed_at is not None else Answered.REFUSED
        row.left = True
        _end(uow, group, row, None, now)
        _tell(uow, group, row, answer, now)
    return _found(uow, row, group)


def answered(uow: UnitOfWork, *, list_id: int) -> MailList | None:
    """The list that a notice is about."""
    row = uow.mail_lists.by_id(list_id)
    group = uow.groups.by_id(row.group_id) if row is not None else None
    return _found(uow, row, group) if row is not None and group is not None else None


def hears(uow: UnitOfWork, *, where: Where, subject: str) -> bool:
    """Whether this may be said there: to a list only the question, unless it is a place of the group."""
    platform, group, _ = where
    return platform != EMAIL or not group or subject == ASK or uow.groups.place(*where) is not None


def writes_to(uow: UnitOfWork, *, where: Where, now: datetime) -> MailList | None:
    """The list at such a place, while it serves: with what a mail there needs to say where it comes from."""
    group = uow.groups.by_slug(where[1])
    row = uow.mail_lists.newest(group.id, where[2]) if group is not None else None
    return _found(uow, row, group) if row is not None and group is not None and _serves(row, now) else None


def not_asked(uow: UnitOfWork, facts: Mapping[str, Any], _by: Actor, now: datetime) -> dict[str, UndoneFact]:
    """Inverse of ``ask``, while nobody has answered."""
    row = uow.mail_lists.by_id(facts["list"], lock=True)
    group = uow.groups.by_id(row.group_id) if row is not None else None
    if row is None or group is None or row.agreed_at is not None or row.ended_at is not None:
        raise ChangedSince
    row.ended_at = now
    uow.outbox.withdraw(f"{ASK}:{row.id}", why="taken back")
    return {}


def not_unlinked(uow: UnitOfWork, facts: Mapping[str, Any], _by: Actor, now: datetime) -> dict[str, UndoneFact]:
    """Inverse of ``unlink``: what the list had agreed to stands again."""
    row = uow.mail_lists.by_id(facts["list"], lock=True)
    group = uow.groups.by_id(row.group_id) if row is not None else None
    newest = uow.mail_lists.newest(row.group_id, row.address) if row is not None else None
    if row is None or group is None or row.left or newest is None or newest.id != row.id:
        raise ChangedSince
    row.ended_at = None
    if row.agreed_at is not None:
        channels.placed(uow, group.id, place_of(group, row.address), READERS, row.language, now)
    uow.session.flush()
    return {}


def _locked(uow: UnitOfWork, list_id: int) -> tuple[models.MailList | None, Group | None]:
    """The list and its group, in which nothing else changes meanwhile; the group first, as commands do it too."""
    found = uow.mail_lists.by_id(list_id)
    if found is None:
        return None, None
    uow.audit.lock(found.group_id)
    return uow.mail_lists.by_id(list_id, lock=True), uow.groups.by_id(found.group_id)


def _require_open(uow: UnitOfWork, group: Group, where: Where, now: datetime) -> None:
    """Nothing stands in the way of asking. A question that came back is no answer."""
    address = where[2]
    last = uow.mail_lists.newest(group.id, address)
    lost = uow.delivered.lane(":".join(where)) is not None
    if last is not None and _serves(last, now) and not lost:
        raise ListAskedAlready(address, local(last.expires_at, group.zone).date())
    if last is not None and last.left and last.ended_at is not None and now < last.ended_at + REST:
        raise ListSaidNo(address, local(last.ended_at + REST, group.zone).date())
    if uow.mail_lists.asked(group.id, address, now - timedelta(days=1)) >= MOST_ASKED:
        raise ListAskedTooOften(address)
    if last is not None and last.ended_at is None:
        last.ended_at = now


def _end(uow: UnitOfWork, group: Group, row: models.MailList, by: Actor | None, now: datetime) -> None:
    where = place_of(group, row.address)
    place = uow.groups.place(*where)
    if place is not None:
        uow.session.delete(place)
    row.ended_at = now
    uow.session.flush()
    before = {"list": row.id, "channel": digest(":".join(where))}
    uow.record("group.unlinked", by=by, now=now, group_id=group.id, subject=_subject(group), before=before)


def _tell(uow: UnitOfWork, group: Group, row: models.MailList, answer: Answered, now: datetime) -> None:
    about, facts = f"{ANSWERED}:{row.id}:{answer}", {"list": row.id, "answer": answer}
    uow.outbox.tell(uow.people.secretariat(group.id), about, facts=facts, now=now, group_id=group.id)


def _serves(row: models.MailList, now: datetime) -> bool:
    """It agreed, or may still do so."""
    return row.ended_at is None and (row.agreed_at is not None or now < row.expires_at)


def _subject(group: Group) -> str:
    return f"{group.slug.upper()}:channels"


def _found(uow: UnitOfWork, row: models.MailList, group: Group) -> MailList:
    by = uow.people.by_id(row.asked_by) if row.asked_by is not None else None
    place = uow.groups.place(*place_of(group, row.address)) if row.agreed_at is not None else None
    language = place.language if place is not None else row.language
    ended = row.ended_at is not None
    name = by.name if by else ""
    return MailList(row.id, group, row.address, language, name, row.expires_at, row.agreed_at is not None, ended)
