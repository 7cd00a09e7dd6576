"""Meetings in words. A day is always said in full with its weekday; chair and host always by seat."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.dates import local
from bot.domain.days import other_clocks
from bot.domain.groups import Group, Seat
from bot.domain.meetings import Changed, Made, Meeting, MeetingState, Shown
from bot.domain.rotation import Kind, Turn
from bot.messages.model import Block, Fact, Facts, Line, Message, Moment, Paragraph, Table, Text, buttons, text
from bot.presenters.calendars import warning
from bot.presenters.record import quorum
from bot.presenters.seats import seat_name
from bot.presenters.speech import Words

SHOWN = 8
NOBODY = "–"


def added(found: Changed, words: Words) -> Message:
    """A meeting was scheduled by hand."""
    key = "meeting-added-extraordinary" if found.meeting.kind is Kind.EXTRAORDINARY else "meeting-added"
    return _changed(words(key, **_names(found.meeting), when=_when(found.meeting, words)), found, words, undo=True)


def moved(found: Changed, words: Words) -> Message:
    """A meeting has another day or time; from what, to what."""
    before = _when(found.before or found.meeting, words)
    title = words("meeting-moved", **_names(found.meeting), before=before, when=_when(found.meeting, words))
    return _changed(title, found, words, undo=True)


def cancelled(found: Changed, words: Words) -> Message:
    """A meeting won't be held; what that does to the next one."""
    meeting = found.meeting
    reason = Text(meeting.cancelled_reason)
    title = words("meeting-cancelled", **_names(meeting), when=_when(meeting, words), reason=reason)
    return Message(title, _next(found, words), words.language)


def opened(found: Changed, words: Words) -> Message:
    """A meeting is under way: who chairs and hosts, and what one types now."""
    meeting = found.meeting
    offered = (
        words.button("meeting-button-minutes", f"minutes {meeting.reference}"),
        words.button("meeting-button-close", f"meeting close {meeting.reference}"),
        words.button("undo", "undo"),
    )
    enough = quorum(found.quorum, meeting.state, words)
    people = (*_people(found.turn, words), *([Paragraph(text(enough))] if enough else []))
    blocks: tuple[Block, ...] = (*people, words.note("meeting-open-hint"), *buttons(offered))
    return Message(words("meeting-opened", **_names(meeting)), blocks, words.language)


def closed(found: Changed, words: Words) -> Message:
    """A meeting was held; who is next."""
    title = words("meeting-held", **_names(found.meeting), day=words.day(found.meeting.day))
    enough = quorum(found.quorum, found.meeting.state, words)
    people = (*_people(found.turn, words, past=True), *([Paragraph(text(enough))] if enough else []))
    return Message(title, (*people, *_next(found, words)), words.language)


def assumed(found: Changed, words: Words) -> Message:
    """Nobody said what became of a meeting, so it counts as held; how to say otherwise."""
    meeting = found.meeting
    title = words("meeting-assumed", **_names(meeting), day=words.day(meeting.day))
    offered = (
        words.button("meeting-button-cancelled", f"meeting cancel {meeting.reference}"),
        words.button("meeting-button-moved", f"meeting move {meeting.reference}"),
    )
    return Message(title, (words.paragraph("meeting-assumed-correct"), *buttons(offered)), words.language)


def stands(found: Changed, words: Words) -> Message:
    """How a meeting stands now, where something was asked or told of it before; nothing is left to press."""
    meeting = found.meeting
    if meeting.state is MeetingState.HELD:
        title = words("meeting-held", **_names(meeting), day=words.day(meeting.day))
        return Message(title, _people(found.turn, words, past=True), words.language)
    if meeting.state is MeetingState.CANCELLED:
        reason = Text(meeting.cancelled_reason)
        title = words("meeting-cancelled", **_names(meeting), when=_when(meeting, words), reason=reason)
        return Message(title, (), words.language)
    title = words("meeting-stands", **_names(meeting), when=_when(meeting, words))
    return Message(title, _people(found.turn, words), words.language)


def near(found: Changed, group: Group, words: Words) -> Message:
    """A word to the group's channel before a meeting."""
    meeting = found.meeting
    title = words("meeting-near", group=Text(group.name), when=_when(meeting, words), **_names(meeting))
    return Message(title, _people(found.turn, words), words.language)


def question(found: Changed, group: Group, words: Words) -> Message:
    """To chair and secretariat: nobody closed it; what became of it?"""
    meeting = found.meeting
    title = words("meeting-question", group=Text(group.name), when=_when(meeting, words), **_names(meeting))
    offered = (
        words.button("meeting-button-held", f"meeting close {meeting.reference}"),
        words.button("meeting-button-cancelled", f"meeting cancel {meeting.reference}"),
        words.button("meeting-button-moved", f"meeting move {meeting.reference}"),
    )
    return Message(title, (words.paragraph("meeting-question-why"), *buttons(offered)), words.language)


def series_made(made: Made, group: Group, words: Words) -> Message:
    """The series in its own words, the meetings it made, and what was moved off holidays."""
    title = words("series-made", group=Text(group.name), cadence=Text(made.cadence), count=len(made.meetings))
    days = tuple(
        Fact(meeting.reference, (*_moment(meeting, words), *_shift(meeting, words)))
        for meeting in made.meetings[:SHOWN]
    )
    more = len(made.meetings) - SHOWN
    blocks: list[Block] = [Facts(days)] if days else [words.paragraph("series-none")]
    if more > 0:
        blocks.append(words.note("meetings-more", count=more))
    if made.withdrawn:
        blocks.append(words.note("series-withdrawn", count=len(made.withdrawn)))
    return Message(title, tuple(blocks), words.language)


def series_split(made: Made, group: Group, words: Words) -> Message:
    """From one meeting on the group meets in another way: which meetings are elsewhere now, and which are new."""
    title = words("series-split", group=Text(group.name), number=str(made.since), cadence=Text(made.cadence))
    stands = sorted([*made.moved, *made.meetings], key=lambda meeting: meeting.starts_at)
    days = tuple(
        Fact(meeting.reference, (*_moment(meeting, words), *_shift(meeting, words))) for meeting in stands[:SHOWN]
    )
    more = len(stands) - SHOWN
    blocks: list[Block] = [Facts(days)] if days else []
    if more > 0:
        blocks.append(words.note("meetings-more", count=more))
    if made.withdrawn:
        blocks.append(words.note("series-withdrawn", count=len(made.withdrawn)))
    blocks.append(words.note("series-split-turns", count=len(made.moved)))
    return Message(title, tuple(blocks), words.language)


def listed(found: Sequence[Changed], group: Group, words: Words, *, past: bool) -> Message:
    """Meetings with chair and host."""
    title = words("meetings-past" if past else "meetings-ahead", group=Text(group.name), count=len(found))
    if not found:
        note = words.note("meetings-none-past" if past else "meetings-none")
        return Message(title, (note,), words.language)
    columns = ("column-meeting", "column-when", "column-chair", "column-host", "column-state")
    table = Table(
        columns=tuple(words(column) for column in columns),
        rows=tuple(_row(changed, words) for changed in found[: SHOWN * 2]),
        caption=words("meetings-caption"),
        more=words("meetings-more", count=len(found) - SHOWN * 2) if len(found) > SHOWN * 2 else "",
    )
    return Message(title, (table,), words.language)


def shown(found: Shown, words: Words) -> Message:
    """Everything about one meeting."""
    changed, meeting = found.changed, found.changed.meeting
    facts = [
        words.fact("column-when", (*_moment(meeting, words), *_shift(meeting, words))),
        words.fact("column-until", words("meeting-until", at=_until(meeting, words), zone=meeting.zone)),
        words.fact("column-state", words(f"state-{_state(meeting)}")),
        *_people_facts(changed, words),
    ]
    if meeting.place or meeting.mode:
        facts.append(
            words.fact("column-place", (Text(", ".join(part for part in (meeting.place, meeting.mode) if part)),))
        )
    if enough := quorum(changed.quorum, meeting.state, words):
        facts.append(words.fact("meeting-fact-quorum", enough))
    if meeting.cancelled_reason:
        facts.append(words.fact("column-reason", (Text(meeting.cancelled_reason),)))
    for code, kind, name in found.attendance:
        how = words(f"attended-{kind}")
        facts.append(Fact(seat_name(code, words), (Text(f"{how}: {name}" if name else how),)))
    facts.append(words.fact("column-actions", str(found.actions)))
    blocks: tuple[Block, ...] = (Facts(tuple(facts)), *warning(changed.day, words))
    return Message(words("meeting-title", **_names(meeting)), blocks, words.language)


def elsewhere(meeting: Meeting, seats: Sequence[Seat], words: Words) -> tuple[Block, ...]:
    """What clocks show then where a seat's are others than the group's."""
    others = [seat for seat in seats if other_clocks(seat.zone, meeting.zone)]
    if not others:
        return ()
    times = [
        words("meeting-there", seat=seat_name(seat.code, words), at=words.moment(meeting.starts_at, seat.zone))
        for seat in sorted(others, key=lambda seat: seat.code)
    ]
    return (words.note("meeting-elsewhere", times=words.listed(times)),)


def _changed(title: str, found: Changed, words: Words, *, undo: bool) -> Message:
    blocks: list[Block] = [*_people(found.turn, words), *warning(found.day, words)]
    if undo:
        blocks += buttons([words.button("undo", "undo")])
    return Message(title, tuple(blocks), words.language)


def _names(meeting: Meeting) -> dict[str, str]:
    return {"number": str(meeting.number), "reference": meeting.reference}


def _when(meeting: Meeting, words: Words) -> str:
    return f"{words.day(meeting.day)}, {words.time(meeting.start)}"


def _until(meeting: Meeting, words: Words) -> str:
    return words.time(local(meeting.ends_at, meeting.zone).time())


def _moment(meeting: Meeting, words: Words) -> Line:
    return (Moment(meeting.starts_at, _when(meeting, words)),)


def _shift(meeting: Meeting, words: Words) -> Line:
    if meeting.occurrence is None or meeting.occurrence == meeting.day or not meeting.shifted_for:
        return ()
    shifted = words("meeting-shifted", day=words.day(meeting.occurrence), holiday=Text(meeting.shifted_for))
    return (Text(f" ({shifted})"),)


def _state(meeting: Meeting) -> str:
    return "assumed" if meeting.correctable else meeting.state.value


def _row(found: Changed, words: Words) -> tuple[Line, ...]:
    turn, meeting = found.turn, found.meeting
    when = f"{words.short_weekday(meeting.day)} {words.short_day(meeting.day)}, {words.time(meeting.start)}"
    return (
        text(meeting.reference),
        (Moment(meeting.starts_at, when),),
        text(_who(turn.chair if turn else None, meeting, words)),
        text(_who(turn.host, meeting, words) if turn and _hosted(turn) else NOBODY),
        text(words(f"state-{_state(meeting)}")),
    )


def _who(seat: str | None, meeting: Meeting, words: Words) -> str:
    """The seat's name; once the meeting is over, nobody is nobody, not "nobody yet"."""
    return NOBODY if seat is None and meeting.over else seat_name(seat, words)


def _hosted(turn: Turn | None) -> bool:
    return turn is not None and (turn.host is not None or bool(turn.host_why))


def _people(turn: Turn | None, words: Words, *, past: bool = False) -> tuple[Block, ...]:
    if turn is None or (turn.chair is None and past):
        return ()
    chair, host = seat_name(turn.chair, words), seat_name(turn.host, words)
    tense = "past" if past else "present"
    if not _hosted(turn) or turn.host == turn.chair:
        both = "both" if turn.host is not None else "chair"
        return (words.paragraph(f"meeting-people-{both}", chair=chair, tense=tense),)
    return (words.paragraph("meeting-people", chair=chair, host=host, tense=tense),)


def _people_facts(found: Changed, words: Words) -> list[Fact]:
    turn, meeting = found.turn, found.meeting
    if turn is None or (turn.chair is None and meeting.state is MeetingState.CANCELLED):
        return []
    facts = [words.fact("column-chair", _who(turn.chair, meeting, words))]
    return [*facts, words.fact("column-host", _who(turn.host, meeting, words))] if _hosted(turn) else facts


def _next(found: Changed, words: Words) -> tuple[Block, ...]:
    """Which meeting is next and whose turns it is."""
    turn = found.following
    if turn is None or turn.day is None:
        return ()
    number, day, chair = str(turn.number), words.day(turn.day), seat_name(turn.chair, words)
    if not _hosted(turn) or turn.host == turn.chair:
        return (words.paragraph("meeting-next-chair", number=number, day=day, chair=chair),)
    host = seat_name(turn.host, words)
    return (words.paragraph("meeting-next", number=number, day=day, chair=chair, host=host),)
