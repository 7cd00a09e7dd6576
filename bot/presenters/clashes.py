"""Clashes with other groups in words: who, when, and nothing else."""

from __future__ import annotations

from typing import Final

from bot.domain.clashes import Clashing, Overlap
from bot.domain.dates import local
from bot.messages.model import Line, Message, Moment, Table, Text, buttons, text
from bot.presenters.speech import Words

SHOWN: Final = 10


def clashing(found: Clashing, words: Words) -> Message:
    """To a group's secretariat; the other group is not named."""
    first = found.overlaps[0].meeting
    title = words("clash-title", group=Text(found.group.name), count=len(found.overlaps))
    columns = ("column-meeting", "column-when", "column-people", "column-overlap")
    more = len(found.overlaps) - SHOWN
    table = Table(
        tuple(words(column) for column in columns),
        tuple(_row(one, words) for one in found.overlaps[:SHOWN]),
        caption=words("clash-caption"),
        more=words("clash-more", count=more) if more > 0 else "",
    )
    press = [words.button("clash-button-move", f"meeting move {first.reference}")]
    return Message(title, (words.paragraph("clash-why"), table, *buttons(press)), words.language)


def _row(one: Overlap, words: Words) -> tuple[Line, ...]:
    meeting = one.meeting
    when = f"{words.short_weekday(meeting.day)} {words.short_day(meeting.day)}, {words.time(meeting.start)}"
    begins, ends = (words.time(local(at, meeting.zone).time()) for at in (one.begins, one.ends))
    return (
        text(meeting.reference),
        (Moment(meeting.starts_at, when),),
        (Text(words.listed(one.names)),),
        text(f"{begins}–{ends}"),
    )
