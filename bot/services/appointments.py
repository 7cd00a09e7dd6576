"""Meetings in people's own calendars. A group is looked at again after every line of its audit: whatever changed, what
stands in calendars is compared with what is true, and the difference is mailed, once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.chores import Chore
from bot.db import models
from bot.db.recipients import ToMail
from bot.db.repositories.meetings import facts
from bot.db.unit_of_work import UnitOfWork
from bot.domain.appointments import (
    Answered,
    AnswerNotOurs,
    Answers,
    AnswerTooLate,
    AnswerTooOld,
    Appointed,
    Booked,
    Coming,
    Entry,
    Invitee,
    Letter,
    NoSuchAppointment,
    What,
    letters,
)
from bot.domain.groups import Group
from bot.domain.meetings import MeetingIsOver, MeetingState
from bot.domain.members import Holding
from bot.domain.people import Actor, Post
from bot.services import meeting_rows, rotation

SUBJECT = "appointment"
WRITTEN_WHILE = (MeetingState.SCHEDULED, MeetingState.OPEN)


def keep_true(uow: UnitOfWork, group_id: int, now: datetime) -> None:
    """Write what is to be sent so that the calendars of a group's people are true."""
    uow.audit.lock(group_id)
    group = uow.groups.by_id(group_id)
    if group is None:
        return
    rows = uow.appointments.to_come(group_id, now)
    booked = [Booked(row.id, row.sequence, row.state is MeetingState.CANCELLED) for row in rows]
    people = uow.appointments.mailed(group_id) if group.closed_on is None else frozenset[int]()
    held = uow.appointments.held([row.id for row in rows])
    by_id = {row.id: row for row in rows}
    for letter in letters(booked, held, people):
        _write(uow, by_id[letter.meeting_id], letter, now)
    scheduled = [row.starts_at for row in rows if row.state in WRITTEN_WHILE]
    uow.appointments.looked_at(group_id, next_at=scheduled[0] if scheduled else None)


def _write(uow: UnitOfWork, meeting: models.Meeting, letter: Letter, now: datetime) -> None:
    """One mail, in the place of any that was written before and not sent. What never left is not taken back."""
    row = uow.appointments.ensured(meeting.id, letter.official_id)
    prefix = f"{SUBJECT}:{meeting.id}:{letter.official_id}:"
    uow.outbox.withdraw(prefix, why="changed before it was sent")
    told = uow.outbox.said_to(prefix)
    again = told and row.held
    row.held, row.sequence = letter.what is What.REQUEST, letter.sequence
    if letter.what is not What.REQUEST and not told:
        return
    row.revision += 1
    uow.outbox.say(
        key=f"{prefix}{row.revision}",
        subject=SUBJECT,
        facts={"meeting": meeting.id, "sequence": letter.sequence, "what": letter.what.value, "again": again},
        to=ToMail(letter.official_id),
        now=now,
        group_id=meeting.group_id,
        expires_at=meeting.starts_at,
    )


INVITING = Chore(
    "calendars",
    due=lambda uow, now: uow.appointments.groups_due(now),
    do=keep_true,
    coming=lambda uow, after: uow.appointments.next_due(after),
)


def appointed(
    uow: UnitOfWork,
    *,
    meeting_id: int,
    official_id: int,
    sequence: int,
    what: What,
    again: bool,
    stamp: datetime,
    now: datetime,
) -> Appointed | None:
    """What one mail says, as things stand; ``None`` where it would no longer be true."""
    row = uow.meetings.by_id(meeting_id)
    group = uow.groups.by_id(row.group_id)
    reader = uow.people.by_id(official_id)
    if group is None or reader is None or reader.email is None or row.sequence != sequence:
        return None
    if (row.state is MeetingState.CANCELLED) is not (what is What.CANCEL):
        return None
    turn = rotation.of_meeting(uow, group=group, number=row.number, now=now)
    chair = turn.chair if turn is not None else None
    invitees = _invitees(uow, group, row, chair)
    own = next((one for one in invitees if one.official_id == official_id), None)
    if own is None and what is What.REQUEST:
        return None
    host = turn.host if turn is not None else None
    return Appointed(
        entry=Entry(group, facts(row, group), row.uid, row.sequence, stamp, chair, host),
        what=what,
        again=again,
        reader=own or Invitee(reader.id, reader.name, reader.email),
        invitees=tuple(invitees),
    )


def _invitees(uow: UnitOfWork, group: Group, row: models.Meeting, chair: str | None) -> list[Invitee]:
    """Everybody of the group who has an address, by name."""
    said = uow.appointments.said(row.id, row.sequence)
    held: dict[int, list[Holding]] = {}
    for holding in uow.people.holdings(group.id):
        if holding.official is not None and holding.official.email is not None:
            held.setdefault(holding.official.id, []).append(holding)
    found = []
    for official_id, posts in held.items():
        official = posts[0].official
        assert official is not None
        assert official.email is not None
        found.append(
            Invitee(
                official_id,
                official.name,
                official.email,
                chairs=any(one.seat == chair is not None and one.post is Post.LEAD for one in posts),
                observes=all(one.post in (Post.OBSERVER, Post.SECRETARIAT) for one in posts),
                coming=said.get(official_id),
            )
        )
    return sorted(found, key=lambda one: (one.name, one.official_id))


def answer(uow: UnitOfWork, *, group: Group, number: int, coming: Coming, by: Actor, now: datetime) -> Answered:
    """Somebody of the group says whether they are coming.

    Raises ``NoSuchMeeting``, ``MeetingIsOver`` or ``AnswerTooLate``.
    """
    assert by.official_id is not None
    row = meeting_rows.record(uow, group, number)
    _still_to_come(row, now)
    return _answered(uow, group, row, coming, by, now)


def replied(
    uow: UnitOfWork, *, uid: str, sequence: int, stamp: datetime, address: str, coming: Coming, now: datetime
) -> Answered:
    """An answer that came back from a mail programme.

    Raises ``NoSuchAppointment``, ``AnswerTooOld``, ``AnswerNotOurs``, ``MeetingIsOver`` or ``AnswerTooLate``.
    """
    row, official = uow.appointments.by_uid(uid), uow.people.by_email(address)
    held = uow.appointments.of(row.id, official.id) if row is not None and official is not None else None
    if row is None or official is None or held is None or not uow.people.memberships(official.id, row.group_id):
        raise NoSuchAppointment
    group = uow.groups.by_id(row.group_id)
    if group is None or group.closed_on is not None or held.revision == 0:
        raise NoSuchAppointment
    _still_to_come(row, now)
    if sequence < row.sequence or (
        held.answered_sequence == row.sequence and held.reply_stamp is not None and stamp < held.reply_stamp
    ):
        raise AnswerTooOld(group.meeting(row.number))
    if sequence > row.sequence:
        raise AnswerNotOurs
    uow.audit.lock(group.id)
    by = Actor(official.id, official.name, email=official.email, zone=official.zone)
    found = _answered(uow, group, row, coming, by, now)
    held.reply_stamp = stamp
    return found


def _still_to_come(row: models.Meeting, now: datetime) -> None:
    if row.state in (MeetingState.CANCELLED, MeetingState.HELD):
        raise MeetingIsOver(row.number, row.state.value)
    if row.starts_at <= now:
        raise AnswerTooLate(row.number)


def _answered(uow: UnitOfWork, group: Group, row: models.Meeting, coming: Coming, by: Actor, now: datetime) -> Answered:
    assert by.official_id is not None
    held = uow.appointments.ensured(row.id, by.official_id)
    before = held.coming if held.answered_sequence == row.sequence else None
    held.coming, held.answered_at, held.answered_sequence = coming, now, row.sequence
    uow.session.flush()
    if before is not coming:
        uow.record(
            "meeting.answered",
            by=by,
            now=now,
            group_id=group.id,
            subject=group.meeting(row.number),
            before={"coming": before.value if before else None},
            after={"coming": coming.value},
        )
    return Answered(group, facts(row, group), by.name, coming, before)


def answers(uow: UnitOfWork, *, group: Group, number: int) -> Answers:
    """Who is coming to a meeting, as far as they said. Raises ``NoSuchMeeting``."""
    row = meeting_rows.record(uow, group, number)
    said = uow.appointments.said(row.id, row.sequence)
    people = uow.people.of_group(group.id)
    names: dict[Coming, Sequence[str]] = {
        coming: tuple(one.name for one in people if said.get(one.id) is coming) for coming in Coming
    }
    return Answers(names, sum(one.id not in said for one in people))


def choose(uow: UnitOfWork, *, by_mail: bool, by: Actor, now: datetime) -> bool:
    """Whether the person's meetings come into their calendar by mail; whether that is another way than before."""
    assert by.official_id is not None
    if uow.appointments.goes_by_mail(by.official_id) is by_mail:
        return False
    uow.appointments.to_go_by_mail(by.official_id, by_mail)
    uow.record(
        "preferences.calendar",
        by=by,
        now=now,
        subject=f"official:{by.official_id}:preferences",
        before={"calendar_mail": not by_mail},
        after={"calendar_mail": by_mail},
    )
    uow.appointments.look_again([group.id for group in uow.groups.of(by.official_id)])
    return True
