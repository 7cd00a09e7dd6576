"""Meetings in people's own calendars: who is sent what, and who is coming.

A mail for every meeting of a year at once would be a flood: invitations go out for a group's next two meetings, and
each time one of these has begun, for the one after them. Whatever somebody was sent is kept true: a change is an
update, an end is a cancellation, and both go only to those who hold it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from bot.domain.errors import DomainError
from bot.domain.groups import Group
from bot.domain.meetings import Meeting

AHEAD: Final = 2
"""Meetings of a group that people are invited to at one time."""


class Coming(StrEnum):
    """What somebody answers to an invitation."""

    YES = "yes"
    MAYBE = "maybe"
    NO = "no"


class What(StrEnum):
    """What a mail does to the calendar that it arrives in. ``REMOVE`` takes the meeting out of one person's calendar,
    ``CANCEL`` tells everybody that it won't be held."""

    REQUEST = "request"
    CANCEL = "cancel"
    REMOVE = "remove"


@dataclass(eq=False)
class NoSuchAppointment(DomainError):
    """An answer fits no invitation of ours: unknown, somebody else's, or its reader has left. One refusal for all."""


@dataclass(eq=False)
class AnswerTooOld(DomainError):
    """It answers an earlier version of the meeting, or was given before the answer that stands."""

    reference: str


@dataclass(eq=False)
class AnswerNotOurs(DomainError):
    """It answers a version that was never sent."""


@dataclass(eq=False)
class ReplyNotRead(DomainError):
    """A mail that is no answer to an invitation, or none that can be relied on. ``why`` is a word for the reason."""

    why: str


@dataclass(eq=False)
class NoFeeds(DomainError):
    """The service doesn't know under which address people reach it."""


@dataclass(eq=False)
class AnswerTooLate(DomainError):
    """Too late to say whether one is coming."""

    number: int


@dataclass(frozen=True)
class Booked:
    """A meeting as calendars need it."""

    id: int
    sequence: int
    cancelled: bool


@dataclass(frozen=True)
class Held:
    """What one official was last sent of a meeting."""

    official_id: int
    sequence: int


@dataclass(frozen=True)
class Letter:
    """One mail to write."""

    meeting_id: int
    official_id: int
    sequence: int
    what: What


def letters(
    meetings: Sequence[Booked], held: Mapping[int, Collection[Held]], invited: Collection[int]
) -> Iterator[Letter]:
    """What is to be sent so that calendars are true. ``meetings`` are those still to come, cancelled ones too, the next
    first; ``held`` is what stands in calendars, by meeting; ``invited`` are the officials who are to have mails."""
    people = sorted(set(invited))
    coming = [meeting.id for meeting in meetings if not meeting.cancelled][:AHEAD]
    for meeting in meetings:
        holding = {one.official_id: one.sequence for one in held.get(meeting.id, ())}
        for official_id in sorted(holding):
            if meeting.cancelled:
                yield Letter(meeting.id, official_id, meeting.sequence, What.CANCEL)
            elif official_id not in people:
                yield Letter(meeting.id, official_id, meeting.sequence, What.REMOVE)
            elif holding[official_id] < meeting.sequence:
                yield Letter(meeting.id, official_id, meeting.sequence, What.REQUEST)
        if meeting.id in coming:
            fresh = (official_id for official_id in people if official_id not in holding)
            yield from (Letter(meeting.id, one, meeting.sequence, What.REQUEST) for one in fresh)


@dataclass(frozen=True)
class Invitee:
    """Somebody who is asked to a meeting. ``chairs`` leads or deputises for the chairing seat; ``observes`` needn't be
    there."""

    official_id: int
    name: str
    address: str
    chairs: bool = False
    observes: bool = False
    coming: Coming | None = None


@dataclass(frozen=True)
class Entry:
    """A meeting as a calendar has it. ``stamp`` is when this was written down; ``chair`` and ``host`` are codes."""

    group: Group
    meeting: Meeting
    uid: str
    sequence: int
    stamp: datetime
    chair: str | None
    host: str | None


@dataclass(frozen=True)
class Appointed:
    """Everything that a mail says of a meeting. ``again`` tells an update from a first invitation."""

    entry: Entry
    what: What
    again: bool
    reader: Invitee
    invitees: tuple[Invitee, ...]


@dataclass(frozen=True)
class Fed:
    """What a feed shows. ``group`` is the one it is of; ``None`` where it is of all its owner's groups."""

    owner: str
    language: str
    group: Group | None
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Answers:
    """Who said what about a meeting, by name; ``silent`` counts those who were asked and haven't said."""

    coming: Mapping[Coming, Sequence[str]]
    silent: int


@dataclass(frozen=True)
class Answered:
    """Somebody's answer as it stands now."""

    group: Group
    meeting: Meeting
    name: str
    coming: Coming
    before: Coming | None
