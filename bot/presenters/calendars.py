"""Days as the seats have them, in words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from babel.dates import format_interval

from bot.domain.calendars import Affected, GivenUp, Listed, Noted, Overtaken, Willing
from bot.domain.days import CalendarEntry, DayCheck, Kind
from bot.domain.meetings import Meeting
from bot.messages.model import Block, Button, Fact, Facts, Line, Message, Moment, Note, Table, Text, buttons, text
from bot.presenters import occasions
from bot.presenters.seats import seat_name
from bot.presenters.speech import Words

SHOWN = 8


def checked(found: DayCheck, words: Words) -> Message:
    """Who is affected by what on that day, and the nearest days free for all."""
    day = words.day(found.day)
    key = "calendar-free" if found.free else "calendar-not-free"
    blocks: list[Block] = []
    entries = found.blocked + found.warnings
    if entries:
        blocks.append(
            Table(
                columns=(words("column-seat"), words("column-what")),
                rows=tuple((text(seat_name(e.administration, words)), (Text(_what(e, words)),)) for e in entries),
                caption=words("calendar-caption", day=day),
            )
        )
    if found.weekend:
        blocks.append(words.paragraph("calendar-weekend"))
    if not found.free:
        blocks.append(words.paragraph("calendar-nearest", before=words.day(found.before), after=words.day(found.after)))
    if _pre_election(found) and found.clear != found.day:
        blocks.append(words.paragraph("calendar-clear", clear=words.day(found.clear)))
    if found.warnings:
        blocks.append(words.note("calendar-only-warns"))
    return Message(words(key, day=day), tuple(blocks), words.language)


def warning(found: DayCheck, words: Words) -> tuple[Note, ...]:
    """Beside a meeting asked for by hand: who is affected, in one line; nothing where nobody is."""
    notes: list[Note] = []
    if found.blocked:
        notes.append(words.note("calendar-warning", who=named(found.blocked, words), clear=words.day(found.after)))
    elif found.weekend:
        notes.append(words.note("calendar-warning-weekend"))
    if found.warnings:
        who = words.listed(f"{seat_name(e.administration, words)} ({_what(e, words)})" for e in found.warnings)
        clear = words.day(found.clear) if _pre_election(found) and found.clear != found.day else "none"
        notes.append(words.note("calendar-warning-periods", who=Text(who), clear=clear))
    return tuple(notes)


def named(entries: Iterable[CalendarEntry], words: Words) -> str:
    """``Northern Ireland (Battle of the Boyne) and Ireland (…)``."""
    return words.listed(
        f"{seat_name(e.administration, words)} ({e.name or words(f'kind-{e.kind.value}')})" for e in entries
    )


def added(noted: Noted, words: Words) -> Message:
    """What was noted, under which number, and what follows from it."""
    entry = noted.entry
    facts = Facts((words.fact("calendar-number", str(noted.number)), *_facts(entry, words)))
    title = words("calendar-added", **_title(entry, words))
    undo = buttons([words.button("undo", "undo")])
    return Message(title, (facts, words.note(f"calendar-means-{entry.kind.value}"), *undo), words.language)


def removed(noted: Noted, words: Words) -> Message:
    """It stands in no calendar any more."""
    title = words("calendar-removed", number=str(noted.number), **_title(noted.entry, words))
    return Message(title, buttons([words.button("undo", "undo")]), words.language)


def listed(found: Listed, words: Words) -> Message:
    """A page of entries by first day, with buttons to the pages beside it."""
    group = Text(found.group.name)
    if not found.lines:
        note = words.note("calendar-list-how")
        return Message(words("calendar-list-none", group=group), (note,), words.language)
    columns = tuple(words(f"column-{name}") for name in ("number", "seat", "days", "what", "source"))
    more = words("calendar-list-page", page=found.page, pages=found.pages) if found.pages > 1 else ""
    table = Table(columns, tuple(_row(line, words) for line in found.lines), words("calendar-list-caption"), more)
    command = f"calendar list group:{found.group.slug} {found.asked}".strip() + " page:"
    offered = []
    if found.page > 1:
        offered.append(Button(words("calendar-list-before"), f"{command}{found.page - 1}"))
    if found.page < found.pages:
        offered.append(Button(words("calendar-list-after"), f"{command}{found.page + 1}"))
    return Message(words("calendar-list-title", group=group), (table, *buttons(offered)), words.language)


def news(found: Affected, words: Words) -> Message:
    """To a secretariat: an administration has noted days on which meetings are booked."""
    entry, count = found.entries[0], len(found.meetings)
    title = words(
        "calendar-news", seat=seat_name(entry.administration, words), group=Text(found.group.name), count=count
    )
    what = tuple(Fact(_days(one, words), (Text(_named_what(one, words)),)) for one in found.entries)
    booked = tuple(Fact(one.reference, _when(one, words)) for one in found.meetings[:SHOWN])
    blocks: list[Block] = [Facts(what), words.paragraph("calendar-news-booked", count=count), Facts(booked)]
    if count > SHOWN:
        blocks.append(words.note("meetings-more", count=count - SHOWN))
    blocks.append(words.note("calendar-news-blocks" if entry.blocks else "calendar-only-warns"))
    first = found.meetings[0]
    check = f"calendar check {first.day.isoformat()} group:{found.group.slug}"
    offered = [
        words.button("calendar-news-check", check, day=words.short_day(first.day)),
        words.button("calendar-news-move", f"meeting move {first.reference}", meeting=first.reference),
    ]
    return Message(title, (*blocks, *buttons(offered)), words.language)


def overtaken(found: Overtaken, words: Words) -> Message:
    """To a seat that was told to chair in what is now its pre-election period: keep it, or give it up?"""
    seat, meeting = seat_name(found.seat, words), found.meeting
    title = words("calendar-ask", seat=seat, group=Text(found.group.name), when=occasions.about(meeting, words))
    facts = Facts((words.fact("column-meeting", meeting.reference), *_facts(found.entry, words)))
    notes: list[Note] = [words.note("calendar-ask-stays", seat=seat)]
    if not found.own:
        notes.insert(0, words.note("turn-notice-nobody", seat=seat))
    keep, give = f"rota accept {meeting.reference} role:chair", f"rota give-up {meeting.reference} role:chair"
    offered = (Button(words("calendar-ask-keep"), keep, "primary"), Button(words("calendar-ask-give"), give))
    return Message(title, (facts, *notes, *buttons(offered)), words.language)


def given_up(found: GivenUp, by: str, words: Words) -> Message:
    """A seat gave a turn up, and who has it now."""
    seat = seat_name(found.seat, words)
    title = words(
        "turn-given-up", role=found.role, seat=seat, reference=found.reference, when=occasions.when(found.when, words)
    )
    holder = None if found.turn is None else found.turn.chair if found.role == "chair" else found.turn.host
    key = "turn-given-up-nobody" if holder is None else "turn-given-up-next"
    blocks: list[Block] = [words.paragraph(key, role=found.role, seat=seat_name(holder, words))]
    blocks.append(words.note("turn-given-up-forfeited" if found.forfeited else "turn-given-up-owed", seat=seat))
    if found.for_seat:
        blocks.append(words.note("turn-accepted-for", name=Text(by), seat=seat))
    return Message(title, tuple(blocks), words.language)


def willing(found: Willing, by: str, words: Words) -> Message:
    """A seat will chair in spite of its pre-election period; whose turn it is now."""
    seat = seat_name(found.seat, words)
    title = words("turn-willing", seat=seat, reference=found.reference, when=occasions.when(found.when, words))
    holder = found.turn.chair if found.turn else None
    own = "yes" if holder == found.seat else "no"
    blocks: list[Block] = [words.paragraph("turn-willing-now", own=own, seat=seat_name(holder, words))]
    if found.for_seat:
        blocks.append(words.note("turn-accepted-for", name=Text(by), seat=seat))
    return Message(title, (*blocks, *buttons([words.button("undo", "undo")])), words.language)


def _row(line: Noted, words: Words) -> tuple[Line, ...]:
    entry = line.entry
    cells = (str(line.number), seat_name(entry.administration, words), _days(entry, words), _named_what(entry, words))
    return (*((Text(cell),) for cell in cells), (Text(entry.source),))


def _facts(entry: CalendarEntry, words: Words) -> tuple[Fact, ...]:
    return (
        words.fact("column-what", (Text(_named_what(entry, words)),)),
        words.fact("column-days", _days(entry, words)),
        words.fact("column-source", (Text(entry.source),)),
    )


def _title(entry: CalendarEntry, words: Words) -> dict[str, str | Text]:
    kind = words(f"kind-{entry.kind.value}")
    return {"seat": Text(seat_name(entry.administration, words)), "kind": kind, "days": _days(entry, words)}


def _when(meeting: Meeting, words: Words) -> Line:
    return (Moment(meeting.starts_at, f"{words.day(meeting.day)}, {words.time(meeting.start)}"),)


def _pre_election(found: DayCheck) -> bool:
    return any(entry.kind is Kind.PRE_ELECTION for entry in found.warnings)


def _what(entry: CalendarEntry, words: Words) -> str:
    """Kind and name; of several days, which."""
    days = f", {_days(entry, words)}" if entry.first_day != entry.last_day else ""
    return _named_what(entry, words, days)


def _named_what(entry: CalendarEntry, words: Words, days: str = "") -> str:
    kind = words(f"kind-{entry.kind.value}")
    name = f"{kind}: {entry.name}{days}" if entry.name else f"{kind}{days}"
    return f"{name} {words('calendar-provisional')}" if entry.provisional else name


def _days(entry: CalendarEntry, words: Words) -> str:
    """``26 Mar – 7 May 2026``."""
    return spanned(entry.first_day, entry.last_day, words)


def spanned(first: date, last: date, words: Words) -> str:
    """From one day to another, or the one day."""
    if first == last:
        return words.short_day(first)
    return str(format_interval(first, last, "yMMMd", locale=words.language.replace("-", "_")))
