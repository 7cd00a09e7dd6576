"""What one chair leaves to the next: the pack a week before, and a note."""

from __future__ import annotations

from bot.domain.action_lists import ActionLine
from bot.domain.turns import Note, NoteAfter, Pack, Written
from bot.messages.model import Block, Fact, Facts, Line, Message, Table, Text, buttons, text
from bot.presenters import occasions
from bot.presenters.agenda import item_table
from bot.presenters.appointments import coming
from bot.presenters.decisions import outcome
from bot.presenters.seats import seat_name
from bot.presenters.speech import Words
from bot.presenters.turn_notices import answer, left, roles_facts


def pack(found: Pack, words: Words) -> Message:
    """For whoever chairs in a week: when and where, who comes, what is open, what the chair before left."""
    told = found.noticed
    title = words(
        "pack-title",
        seat=seat_name(told.seat, words),
        group=Text(told.group.name),
        day=words.day(told.meeting.day),
    )
    answers = coming(found.answers, words) if found.answers is not None else ()
    noted = [_coming(found, words)] if found.attendance or not answers else []
    blocks: list[Block] = [
        Facts((*roles_facts(told, words), *noted)),
        *answers,
        *left(found.note, words),
        *_agenda(found, words),
    ]
    if found.actions:
        blocks.append(_actions(found, words))
    else:
        blocks.append(words.note("pack-no-actions"))
    listed = [words.button("handover-list", f"action list group:{told.group.slug}")] if found.more else []
    return Message(title, (*blocks, *answer(told, words, listed)), words.language)


def written(found: Written, by: str, words: Words) -> Message:
    """Privately: what was left about which meeting, and whether the next chair hears of it now or at hand-over."""
    seat = seat_name(found.seat, words)
    title = words("note-written", reference=found.note.reference)
    how = words.note("note-written-told" if found.told else "note-written-later")
    noted = (words.note("turn-accepted-for", name=Text(by), seat=seat),) if found.for_seat else ()
    return Message(
        title, (_quoted(found.note, words), how, *noted, *buttons([words.button("undo", "undo")])), words.language
    )


def note_after(found: NoteAfter, words: Words) -> Message:
    """To the next chair, after the hand-over."""
    title = words(
        "note-after-title",
        seat=seat_name(found.seat, words),
        group=Text(found.group.name),
        when=occasions.about(found.meeting, words),
    )
    return Message(title, (_quoted(found.note, words),), words.language)


def _quoted(note: Note, words: Words) -> Facts:
    return Facts((Fact(words("note-by", reference=note.reference, by=Text(note.by)), (Text(note.text),)),))


def _agenda(found: Pack, words: Words) -> list[Block]:
    """What stands on the agenda, and which decisions wait for somebody."""
    blocks: list[Block] = []
    if found.agenda is not None:
        if found.agenda.items:
            blocks.append(item_table(found.agenda, words))
        else:
            blocks.append(words.note("agenda-empty"))
        if found.agenda.waiting.minutes:
            blocks.append(words.paragraph("agenda-standing-minutes", reference=found.agenda.waiting.minutes))
    if found.pending:
        columns = tuple(words(f"column-{name}") for name in ("reference", "decision", "extent", "outcome"))
        rows = tuple(
            (text(one.reference), text(one.text), text(", ".join(one.extent)), text(outcome(one, words)))
            for one in found.pending
        )
        blocks.append(Table(columns, rows, caption=words("pack-decisions")))
    return blocks


def _coming(found: Pack, words: Words) -> Fact:
    said = words.listed(
        words("pack-attends", seat=seat_name(code, words), how=kind) for code, kind, _ in found.attendance
    )
    return words.fact("pack-coming", said or words("pack-coming-nobody"))


def _actions(found: Pack, words: Words) -> Table:
    columns = tuple(words(f"column-{name}") for name in ("action", "extent", "seat", "due"))
    more = words("pack-more", count=found.more) if found.more else ""
    rows = tuple(_row(action, words) for action in found.actions)
    return Table(columns, rows, caption=words("pack-actions"), more=more)


def _row(action: ActionLine, words: Words) -> tuple[Line, ...]:
    return (
        text(f"{action.reference} {action.text}"),
        text(", ".join(action.extent)),
        text(seat_name(action.seat or None, words)),
        text(words.short_day(action.due)),
    )
