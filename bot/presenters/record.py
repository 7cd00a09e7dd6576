"""What is recorded while a meeting goes on, in words: notes, and whether enough seats are there."""

from __future__ import annotations

from bot.domain.meetings import MeetingState
from bot.domain.quorum import Quorum
from bot.domain.record import NoteTaken
from bot.domain.record_policy import Shown, worded
from bot.messages.model import Block, Fact, Facts, Message, Table, Text, buttons, text
from bot.presenters.speech import Words


def noted(found: NoteTaken, words: Words) -> Message:
    """A note stands in the record."""
    title = words(
        "note-taken", number=str(found.meeting.number), text=Text(found.note.text or words("record-sensitive"))
    )
    facts: list[Fact] = []
    if found.item is not None:
        facts.append(words.fact("note-item", (Text(f"{found.item.reference} {found.item.text}"),)))
    blocks: tuple[Block, ...] = (Facts(tuple(facts)),) if facts else ()
    return Message(title, (*blocks, *buttons([words.button("undo", "undo")])), words.language)


def quorum(found: Quorum | None, state: MeetingState, words: Words) -> str:
    """How many seats are there, and whether that is enough; empty where there is nothing to say."""
    if found is None or found.needed == 0:
        return ""
    facts = {"present": found.present, "seats": found.seats, "needed": found.needed}
    if not found.noted:
        return words("quorum-needed" if state is MeetingState.OPEN else "quorum-unknown", **facts)
    lacking = "quorum-lacking" if state is MeetingState.OPEN else "quorum-lacked"
    return words("quorum-reached" if found.reached else lacking, **facts)


def policy(found: Shown, words: Words) -> Message:
    """What the group lays down, each rule with its value as one would type it and what it means."""
    title = words("record-policy-changed" if found.changed else "record-policy", group=Text(found.group.name))
    columns = tuple(words(f"column-{name}") for name in ("policy", "value", "meaning"))
    values = worded(found.policy)
    wanted = found.changed or tuple(values)
    rows = tuple(
        (text(f"{key}:"), text(values[key]), text(words(f"record-policy-{key}", value=values[key]))) for key in wanted
    )
    table = Table(columns, rows, caption=words("policy-caption"))
    if found.changed:
        return Message(title, (table, *buttons([words.button("undo", "undo")])), words.language)
    return Message(title, (table, words.note("record-policy-how")), words.language)
