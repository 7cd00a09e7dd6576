"""Finding a time, in words: the question with its buttons, how it stands, and what came of it."""

from __future__ import annotations

from datetime import datetime

from bot.domain.dates import local
from bot.domain.polls import Because, Fit, PollShown, PollState, Slot, Tally
from bot.messages.model import (
    Block,
    Button,
    Buttons,
    Fact,
    Facts,
    Message,
    Moment,
    Paragraph,
    Strong,
    Table,
    Text,
    buttons,
    text,
)
from bot.presenters.speech import Words


def opened(found: PollShown, words: Words) -> Message:
    """A poll was opened: until when, and that everybody is asked on their own."""
    poll = found.poll
    slots = Facts(tuple(Fact(f"{slot.number}", (Moment(slot.starts_at, when(slot, words)),)) for slot in poll.slots))
    note = words.note("poll-asked", count=found.asked, closes=_closes(poll.closes_at, poll.zone, words))
    title = words("poll-opened", reference=poll.reference, count=len(poll.slots))
    return Message(title, (slots, note, *buttons([words.button("undo", "undo")])), words.language)


def question(found: PollShown, words: Words) -> Message:
    """To somebody who is asked, in their own chat or mail: a row of buttons for each slot."""
    poll = found.poll
    if poll.state is not PollState.OPEN:
        return closed(found, words)
    title = words("poll-question", group=Text(poll.group.name), reference=poll.reference)
    lead = words.paragraph("poll-how", closes=_closes(poll.closes_at, poll.zone, words), minutes=poll.minutes)
    blocks: list[Block] = [lead]
    for slot in poll.slots:
        blocks += [_slot(found, slot, words), Buttons(_answers(found, slot, words))]
    none = Button(words("poll-button-none"), f"meeting poll answer {poll.reference} no:all")
    return Message(title, (*blocks, Buttons((none,))), words.language)


def answered(found: PollShown, words: Words) -> Message:
    """What somebody said stands; the same question below it, so that it can be changed."""
    asked = question(found, words)
    if found.poll.state is not PollState.OPEN:
        return asked
    key = "poll-noted-open" if found.unanswered else "poll-noted"
    title = words(key, reference=found.poll.reference, open=len(found.poll.slots) - len(found.own))
    return Message(title, asked.blocks, words.language)


def shown(found: PollShown, words: Words, *, runs: bool) -> Message:
    """How a poll stands: administrations, then people. Whoever runs meetings may close it."""
    poll = found.poll
    if poll.state is not PollState.OPEN:
        return closed(found, words)
    title = words("poll-stands", reference=poll.reference, closes=_closes(poll.closes_at, poll.zone, words))
    note = words.note("poll-answered", answered=found.answered, asked=found.asked)
    press = [words.button("poll-button-answer", f"meeting poll answer {poll.reference}")] if found.for_reader else []
    if runs:
        press.append(words.button("poll-button-close", f"meeting poll close {poll.reference}"))
        press.append(words.button("poll-button-withdraw", f"meeting poll withdraw {poll.reference}"))
    return Message(title, (_table(found, words), note, *buttons(press)), words.language)


def closed(found: PollShown, words: Words) -> Message:
    """What came of a poll, and why."""
    poll = found.poll
    if poll.state is PollState.WITHDRAWN:
        return Message(words("poll-withdrawn", reference=poll.reference), (), words.language)
    if found.booked is None:
        why = words.paragraph("poll-nothing-why", answered=found.answered, asked=found.asked)
        press = buttons([words.button("poll-button-again", "meeting poll")])
        return Message(words("poll-nothing", reference=poll.reference), (why, *press), words.language)
    meeting = found.booked
    slot = next((one for one in poll.slots if one.starts_at == meeting.starts_at), None)
    title = words(
        "poll-booked",
        reference=poll.reference,
        number=meeting.number,
        when=f"{words.day(meeting.day)}, {words.time(meeting.start)}",
    )
    tally = next((one for one in found.tallies if one.slot == slot), None)
    blocks: list[Block] = [_because(found, tally, words)] if tally is not None else []
    return Message(title, (*blocks, _table(found, words)), words.language)


def when(slot: Slot, words: Words) -> str:
    """``Wednesday 12 May 2027, 10:00``."""
    return f"{words.day(slot.day)}, {words.time(slot.start)}"


def _slot(found: PollShown, slot: Slot, words: Words) -> Paragraph:
    said = found.own.get(slot.number)
    line = (Strong(f"{slot.number}. "), Moment(slot.starts_at, when(slot, words)))
    return Paragraph((*line, Text(" – " + words(f"poll-said-{said.value}"))) if said is not None else line)


def _answers(found: PollShown, slot: Slot, words: Words) -> tuple[Button, ...]:
    """The label names the slot, for a button may stand alone (in a mail, or read aloud)."""
    day = f"{words.short_weekday(slot.day)} {words.short_day(slot.day)}"
    return tuple(
        Button(
            words(f"poll-button-{fit.value}", slot=f"{day}, {words.time(slot.start)}"),
            f"meeting poll answer {found.poll.reference} {fit.value}:{slot.number}",
            "primary" if found.own.get(slot.number) is fit else "default",
        )
        for fit in Fit
    )


def _table(found: PollShown, words: Words) -> Table:
    columns = ("column-slot", "column-when", "column-administrations", "column-people")
    return Table(
        tuple(words(column) for column in columns),
        tuple(
            (
                text(str(tally.slot.number)),
                (Moment(tally.slot.starts_at, when(tally.slot, words)),),
                text(words("poll-covered", covered=tally.covered, seats=found.seats)),
                text(words("poll-people", people=tally.yes + tally.maybe, maybe=tally.maybe)),
            )
            for tally in found.tallies
        ),
        caption=words("poll-caption"),
    )


def _because(found: PollShown, tally: Tally, words: Words) -> Paragraph:
    because = found.poll.because or Because.ALONE
    return words.paragraph(
        "poll-why",
        because=because.value,
        covered=tally.covered,
        seats=found.seats,
        people=tally.yes + tally.maybe,
    )


def _closes(at: datetime, zone: str, words: Words) -> str:
    there = local(at, zone)
    return f"{words.day(there.date())}, {words.time(there.time())}"
