"""Several actions added at once, in words; or why none was."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.action_answers import Added
from bot.domain.members import Refused
from bot.messages.model import Message, Table, Text, buttons
from bot.presenters import action_words
from bot.presenters.refusals import refused
from bot.presenters.seats import seat_name
from bot.presenters.speech import Words

MOST_PROBLEMS = 5


def added_together(found: Sequence[Added], group: str, words: Words) -> Message:
    """What was added: a row each."""
    rows = tuple(
        (
            (Text(one.action.reference),),
            (Text(action_words.brief(one.action.text)),),
            (Text(", ".join(one.action.extent)),),
            (Text(one.action.owner.name or action_words.vacant(one.action.owner.seat, words)),),
            (Text(words.short_day(one.action.due)),),
        )
        for one in found
    )
    columns = tuple(words(f"column-{name}") for name in ("reference", "action", "extent", "owner", "due"))
    off = [
        words.note(
            "action-day-off",
            day=words.day(one.off.day),
            seat=seat_name(one.off.seat, words) if one.off.seat else words("action-secretariat"),
            holiday=one.off.name or "none",
        )
        for one in found
        if one.off is not None
    ]
    title = words("actions-added", count=len(found), group=Text(group))
    return Message(title, (Table(columns, rows), *off, *buttons([words.button("undo", "undo")])), words.language)


def rows_refused(found: Sequence[Refused], count: int, words: Words) -> Message:
    """Nothing was added: which lines can't be used, and why."""
    columns = tuple(words(f"column-{name}") for name in ("line", "pasted", "why"))
    rows = tuple(
        ((Text(str(one.line)),), (Text(action_words.brief(one.text)),), (Text(_why(one, words)),)) for one in found
    )
    title = words("actions-none-added", count=len(found), of=count)
    return Message(title, (Table(columns, rows), words.note("actions-none-added-next")), words.language)


def problems(found: Sequence[Refused], words: Words) -> str:
    """The same as sentences, for beside a field."""
    return " ".join(
        words("actions-problem", line=one.line, why=Text(_why(one, words))) for one in found[:MOST_PROBLEMS]
    )


def _why(one: Refused, words: Words) -> str:
    wanted = getattr(one.why, "wanted", "")
    key = f"actions-lacks-{wanted}"
    return words(key) if wanted and words.has(key) else refused(one.why, words).title
