"""Actions in words. Wherever an action is shown, its extent is shown; a day is always said with its weekday."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.domain.actions import (
    Action,
    ActionFilter,
    ActionLine,
    ActionStatus,
    Added,
    DayOff,
    Listed,
    Moved,
    Owner,
    Shown,
    Updated,
)
from bot.domain.dates import local
from bot.domain.people import Marking
from bot.messages.model import (
    Block,
    Button,
    Fact,
    Facts,
    Handle,
    Line,
    Link,
    Mention,
    Message,
    Note,
    Span,
    Table,
    Text,
    buttons,
)
from bot.presenters.seats import seat_name
from bot.presenters.speech import Words

DONE_BUTTONS = 10

BRIEF = 160
"""Characters of a text where several actions stand together; ``action show`` has it whole."""

ELLIPSIS = "…"


def added(found: Added, words: Words) -> Message:
    """What was added: whose it is, by when, and whether that is a day off."""
    action = found.action
    title = words(
        "action-added",
        reference=action.reference,
        owner=action.owner.name or _vacant(action.owner.seat, words),
        due=words.day(action.due),
    )
    offered = (_done(action, words, "action-button-done"), words.button("undo", "undo"))
    return _message(title, _facts(action, words, full=True), *_off(found.off, words), *buttons(offered), words=words)


def completed(action: Action, words: Words) -> Message:
    """It is done."""
    return _changed("action-completed", action, words)


def dropped(action: Action, words: Words) -> Message:
    """It won't be done, and why."""
    reason = _said(words, "action-fact-reason", action.dropped_reason)
    return _changed("action-dropped", action, words, *reason)


def updated(found: Updated, words: Words) -> Message:
    """What is new about it."""
    return _changed("action-updated", found.action, words, *_said(words, "action-fact-update", found.said))


def moved(found: Moved, words: Words) -> Message:
    """From which day to which; the original one stays on record."""
    action = found.action
    title = words("action-moved", reference=action.reference, before=words.day(found.before), due=words.day(action.due))
    note = words.note("action-original-due", due=words.day(action.original_due))
    blocks: tuple[Block, ...] = (
        _facts(action, words),
        *_off(found.off, words),
        note,
        *buttons([words.button("undo", "undo")]),
    )
    return _message(title, *blocks, words=words)


def listed(found: Listed, group_name: str, words: Words) -> Message:
    """Actions in a table, by due day; one's own with a button each."""
    title = words(f"actions-{found.which.value}", count=found.total, group=Text(group_name))
    if not found.actions:
        return _message(title, words.note(f"actions-none-{found.which.value}"), words=words)
    more = found.total - len(found.actions)
    table = Table(
        columns=tuple(words(f"column-{name}") for name in ("reference", "action", "extent", "owner", "due")),
        rows=tuple(_row(action, found.today, words) for action in found.actions),
        caption=words("actions-caption", which=found.which.value),
        more=words("actions-more", count=more) if more else "",
    )
    own = found.actions[:DONE_BUTTONS] if found.which is ActionFilter.MINE else ()
    offered = [_done(action, words, "action-button-done-which") for action in own]
    return _message(title, table, *buttons(offered), words=words)


def shown(found: Shown, zone: str, words: Words) -> Message:
    """Everything about one action, with its history. Days of updates are those of the group's zone."""
    action = found.action
    updates = [
        Fact(words("action-update-by", by=Text(one.by), day=words.day(local(one.at, zone).date())), (Text(one.text),))
        for one in found.updates
    ]
    told = words.note("action-raised", by=Text(action.raised_by), day=words.day(local(action.raised_at, zone).date()))
    history: tuple[Block, ...] = (Facts(tuple(updates)),) if updates else ()
    offered = buttons([_done(action, words, "action-button-done")]) if action.open else ()
    title = words("action-shown", reference=action.reference, status=_status(action, found.today, words))
    return _message(title, _facts(action, words, full=True), *history, told, *offered, words=words)


def line(action: Action, today: date, words: Words) -> Line:
    """One action in a sentence: reference, text, extent, and when it is or was due; or that it is closed."""
    if not action.open:
        status = words(f"action-status-{action.status.value}")
        return words.line(
            "action-line-closed", reference=action.reference, text=Text(_brief(action.text)), status=status
        )
    key = "action-line-overdue" if action.overdue(today) else "action-line"
    return words.line(
        key,
        reference=action.reference,
        text=Text(_brief(action.text)),
        extent=extent(action.extent, words),
        due=words.day(action.due),
    )


def owned_line(action: Action, today: date, words: Words) -> Line:
    """The same, with whose it is."""
    return words.line("action-line-owner", line=line(action, today, words), owner=owner(action.owner, words))


def extent(territories: tuple[str, ...], words: Words) -> str:
    """``Scotland and Wales``; a territory of an added administration by its code."""
    return words.listed(words.name("territory", code) for code in territories)


def done_button(action: Action, words: Words) -> Button:
    """``Done: VAWG-12``, for where several actions stand together."""
    return _done(action, words, "action-button-done-which")


def owner(one: Owner, words: Words) -> Line:
    """Who answers for it, mentioned where the face can, with the seat; or the post, while it is vacant."""
    seat = seat_name(one.seat, words) if one.seat else words("action-secretariat")
    if not one.name:
        return words.line("action-owner-vacant", seat=seat, post=words(f"action-post-{one.post.value}"))
    who: Span = Mention(one.name, tuple(Handle(a.platform, a.workspace, a.account) for a in one.accounts))
    return words.line("action-owner", name=who, seat=seat)


def _changed(key: str, action: Action, words: Words, *facts: Fact) -> Message:
    title = words(key, reference=action.reference)
    shown = _facts(action, words)
    blocks: tuple[Block, ...] = (replace(shown, facts=(*shown.facts, *facts)), *buttons([words.button("undo", "undo")]))
    return _message(title, *blocks, words=words)


def _facts(action: Action, words: Words, *, full: bool = False) -> Facts:
    """What it is, where it applies and whose it is, who is called only with ``full``; then also by when and where it
    came from."""
    found = [
        *_said(words, "action-fact-text", action.text),
        words.fact("action-fact-extent", extent(action.extent, words)),
        words.fact("action-fact-owner", owner(action.owner if full else replace(action.owner, accounts=()), words)),
    ]
    if full:
        found.append(words.fact("action-fact-due", _due(action, words)))
        found += [words.fact("action-fact-meeting", _meeting(action, words))] if action.meeting is not None else []
        found += [words.fact("label-link", (Link(action.link, action.link),))] if action.link else []
        found += _said(words, "action-fact-reason", action.dropped_reason)
    if action.marking is Marking.SENSITIVE:
        found.append(words.fact("action-fact-marking", words("action-marking", reference=action.reference)))
    return Facts(tuple(found))


def _said(words: Words, label: str, said: str) -> list[Fact]:
    return [words.fact(label, (Text(said),))] if said else []


def _due(action: Action, words: Words) -> str:
    if action.due == action.original_due:
        return words.day(action.due)
    return words("action-due-moved", due=words.day(action.due), original=words.day(action.original_due))


def _meeting(action: Action, words: Words) -> str:
    return words("action-from-meeting", meeting=action.meeting or 0, number=action.number_in_meeting or 0)


def _off(off: DayOff | None, words: Words) -> tuple[Note, ...]:
    """Why the due day is nobody's working day, said at once."""
    if off is None:
        return ()
    seat = seat_name(off.seat, words) if off.seat else words("action-secretariat")
    return (words.note("action-day-off", day=words.day(off.day), seat=seat, holiday=off.name or "none"),)


def _status(action: Action, today: date, words: Words) -> str:
    if action.overdue(today):
        return words("action-status-overdue", due=words.day(action.due))
    return words(f"action-status-{action.status.value.replace(' ', '-')}")


def _row(action: ActionLine, today: date, words: Words) -> tuple[Line, ...]:
    day = words.short_day(action.due)
    due = words("action-cell-overdue", day=day) if action.overdue(today) else day
    if action.status is ActionStatus.DONE:
        due = words("action-cell-done", day=day)
    who = action.owner or _vacant(action.seat, words)
    cells = (action.reference, _brief(action.text), ", ".join(action.extent), who, due)
    return tuple((Text(cell),) for cell in cells)


def _vacant(seat: str, words: Words) -> str:
    return words("action-vacant", seat=seat_name(seat, words) if seat else words("action-secretariat"))


def _brief(said: str) -> str:
    return said if len(said) <= BRIEF else said[: BRIEF - 1].rstrip() + ELLIPSIS


def _done(action: Action | ActionLine, words: Words, key: str) -> Button:
    return words.button(key, f"action done {action.reference}", reference=action.reference)


def _message(title: str, *blocks: Block, words: Words) -> Message:
    return Message(title, blocks, words.language)
