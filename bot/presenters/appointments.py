"""Meetings for people's own calendars: the mail, the event in it, feeds, and who is coming."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from bot.documents.icalendar import ALARM, ENDING, MEDIA_TYPE, Event, Method, Part, Party, Reply, calendar
from bot.documents.model import Sheet, Written, finished, spooled
from bot.domain.appointments import Answered, Answers, Appointed, Coming, Entry, Fed, Invitee, What
from bot.domain.dates import local
from bot.domain.meetings import MeetingState
from bot.messages.model import Block, CalendarPart, Fact, Facts, Link, Message, Moment, Text, buttons
from bot.presenters.seats import seat_name
from bot.presenters.speech import Words

REPLIES: Final = {Coming.YES: Reply.ACCEPTED, Coming.MAYBE: Reply.TENTATIVE, Coming.NO: Reply.DECLINED}
NAMED: Final = 12
"""Names in a row; the others are counted."""


def letter(found: Appointed, organiser: str, words: Words) -> Message:
    """The mail: in words, and for the reader's calendar programme."""
    entry = found.entry
    key = f"appointment-{_kind(found)}"
    title = words(key, group=Text(entry.group.name), number=entry.meeting.number, when=_when(entry, words))
    blocks: list[Block] = [Facts(tuple(_facts(entry, words)))] if found.what is not What.REMOVE else []
    if found.what is What.REQUEST:
        blocks.append(words.note("appointment-answer"))
        blocks += _asked(entry.meeting.reference, Coming, words)
    elif found.what is What.CANCEL and entry.meeting.cancelled_reason:
        blocks.append(Facts((words.fact("column-reason", (Text(entry.meeting.cancelled_reason),)),)))
    else:
        blocks.append(words.paragraph("appointment-gone"))
    part = CalendarPart(_method(found.what).value, _object(found, organiser, words)) if organiser else None
    return Message(title, tuple(blocks), words.language, part)


def answered(found: Answered, words: Words) -> Message:
    """What somebody said stands; another answer takes its place."""
    meeting = found.meeting
    key = "appointment-same" if found.before is found.coming else "appointment-noted"
    title = words(key, coming=found.coming.value, number=meeting.number, day=words.day(meeting.day))
    others = (one for one in Coming if one is not found.coming)
    return Message(title, _asked(meeting.reference, others, words), words.language)


def told(found: Answered, words: Words) -> str:
    """One line for whoever runs the service."""
    return words(
        "appointment-told", name=Text(found.name), coming=found.coming.value, reference=found.meeting.reference
    )


def coming(found: Answers, words: Words) -> tuple[Block, ...]:
    """Who said what; nothing where nobody has said anything."""
    said = [
        Fact(words(f"coming-{one.value}", count=len(names)), (Text(_named(names, words)),))
        for one, names in found.coming.items()
        if names
    ]
    if not said:
        return ()
    silent = (words.note("coming-silent", count=found.silent),) if found.silent else ()
    return (Facts(tuple(said)), *silent)


def feed(found: Fed, organiser: str, words: Words) -> bytes:
    """The calendar that a programme reads by itself. It names nobody."""
    name = found.group.name if found.group is not None else words("feed-name", owner=Text(found.owner))
    party = Party(organiser, words("appointment-organiser")) if organiser else None
    events = [_event(entry, words, cancelled=False, organiser=party) for entry in found.entries]
    return calendar(events, method=Method.PUBLISH if party else None, name=name)


def file(sheet: Sheet, entries: Iterable[Entry], words: Words) -> Written:
    """The meetings of an export (its first column is their number) as a calendar."""
    by_number = {entry.meeting.number: entry for entry in entries}
    found = [by_number[int(str(row[0]))] for row in sheet.rows]
    content = spooled()
    events = [_event(entry, words, cancelled=entry.meeting.state is MeetingState.CANCELLED) for entry in found]
    content.write(calendar(events, name=sheet.about.group_name))
    return finished(sheet, content, ending=ENDING, media_type=MEDIA_TYPE, rows=len(found))


def fed(address: str, name: str | None, words: Words) -> Message:
    """Where somebody's own calendar programme finds the meetings; the address is for them alone."""
    title = words("feed-of-group", group=Text(name)) if name is not None else words("feed-of-mine")
    revoke = "calendar feed revoke" if name is not None else "me feed revoke"
    blocks = (words.paragraph("feed-how", address=Link(address, address)), words.note("feed-secret"))
    return Message(title, (*blocks, *buttons([words.button("feed-button-revoke", revoke)])), words.language)


def revoked(count: int, words: Words) -> Message:
    return Message(words("feed-revoked" if count else "feed-none"), (), words.language)


def chosen(by_mail: bool, address: str | None, words: Words) -> Message:
    """How somebody's meetings come into their calendar from now on."""
    key = "calendar-by-mail" if by_mail else "calendar-by-feed"
    note = (words.note("calendar-no-address"),) if by_mail and not address else ()
    other = words.button("calendar-button-feed", "me calendar feed") if by_mail else None
    other = other or words.button("calendar-button-mail", "me calendar mail")
    return Message(words(key), (*note, *buttons([other])), words.language)


def _asked(reference: str, offered: Iterable[Coming], words: Words) -> tuple[Block, ...]:
    return buttons(
        words.button(f"appointment-{one.value}", f"meeting answer {reference} {one.value}") for one in offered
    )


def _kind(found: Appointed) -> str:
    if found.what is What.REQUEST:
        return "update" if found.again else "request"
    return found.what.value


def _method(what: What) -> Method:
    return Method.REQUEST if what is What.REQUEST else Method.CANCEL


def _object(found: Appointed, organiser: str, words: Words) -> str:
    """What the calendar programme reads. Whoever is taken out is the only one named in it (RFC 5546, 3.2.5)."""
    whom = found.invitees if found.what is not What.REMOVE else (found.reader,)
    event = _event(
        found.entry,
        words,
        cancelled=found.what is What.CANCEL,
        organiser=Party(organiser, found.entry.group.name),
        attendees=tuple(_party(one) for one in whom),
    )
    return calendar([event], method=_method(found.what)).decode()


def _party(invitee: Invitee) -> Party:
    part = Part.CHAIR if invitee.chairs else Part.OPTIONAL if invitee.observes else Part.REQUIRED
    reply = REPLIES[invitee.coming] if invitee.coming is not None else Reply.NONE
    return Party(invitee.address, invitee.name, part, reply)


def _event(
    entry: Entry,
    words: Words,
    *,
    cancelled: bool,
    organiser: Party | None = None,
    attendees: tuple[Party, ...] = (),
) -> Event:
    meeting = entry.meeting
    return Event(
        uid=entry.uid,
        sequence=entry.sequence,
        stamp=entry.stamp,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        zone=meeting.zone,
        title=words("appointment-title", group=Text(entry.group.name), number=meeting.number),
        text="\n".join(_lines(entry, words)),
        place=", ".join(part for part in (meeting.place, meeting.mode) if part),
        cancelled=cancelled,
        organiser=organiser,
        attendees=attendees,
        alarm=ALARM,
    )


def _lines(entry: Entry, words: Words) -> list[str]:
    lines = [entry.meeting.reference]
    if entry.chair is not None:
        lines.append(words("appointment-chair", seat=seat_name(entry.chair, words)))
    if entry.host is not None and entry.host != entry.chair:
        lines.append(words("appointment-host", seat=seat_name(entry.host, words)))
    return lines


def _facts(entry: Entry, words: Words) -> list[Fact]:
    meeting = entry.meeting
    until = words.time(local(meeting.ends_at, meeting.zone).time())
    facts = [
        words.fact("column-when", (Moment(meeting.starts_at, _when(entry, words)),)),
        words.fact("column-until", words("meeting-until", at=until, zone=meeting.zone)),
    ]
    if meeting.place or meeting.mode:
        where = ", ".join(part for part in (meeting.place, meeting.mode) if part)
        facts.append(words.fact("column-place", (Text(where),)))
    if entry.chair is not None:
        facts.append(words.fact("column-chair", seat_name(entry.chair, words)))
    if entry.host is not None:
        facts.append(words.fact("column-host", seat_name(entry.host, words)))
    return facts


def _when(entry: Entry, words: Words) -> str:
    return f"{words.day(entry.meeting.day)}, {words.time(entry.meeting.start)}"


def _named(names: Iterable[str], words: Words) -> str:
    found = list(names)
    more = len(found) - NAMED
    return words.listed([*found[:NAMED], words("coming-more", count=more)] if more > 0 else found)
