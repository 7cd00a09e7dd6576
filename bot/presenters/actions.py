"""Actions in words. Wherever an action is shown, its extent is shown; a day is always said with its weekday."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.domain.action_answers import Added, Answered, DayOff, Given, Moved, Shown, Snoozed, Updated, Waits
from bot.domain.actions import Action
from bot.domain.dates import local
from bot.domain.giving import Owner
from bot.messages.model import (
    Block,
    Button,
    Buttons,
    Fact,
    Facts,
    Link,
    Message,
    Note,
    Text,
    buttons,
)
from bot.presenters.action_facts import fact_if, facts_of
from bot.presenters.action_words import brief, done, vacant
from bot.presenters.seats import seat_name
from bot.presenters.speech import Words


def added(found: Added, words: Words) -> Message:
    """What was added: whose it is, by when, and whether that is a day off."""
    action = found.action
    title = words(
        "action-added",
        reference=action.reference,
        owner=action.owner.name or vacant(action.owner.seat, words),
        due=words.day(action.due),
    )
    offered = (done(action, words, "action-button-done"), words.button("undo", "undo"))
    return _message(title, facts_of(action, words, full=True), *_off(found.off, words), *buttons(offered), words=words)


def completed(action: Action, words: Words) -> Message:
    """It is done."""
    return _changed("action-completed", action, words)


def dropped(action: Action, words: Words) -> Message:
    """It won't be done, and why."""
    reason = fact_if(words, "action-fact-reason", action.dropped_reason)
    return _changed("action-dropped", action, words, *reason)


def updated(found: Updated, words: Words) -> Message:
    """What is new about it."""
    return _changed("action-updated", found.action, words, *fact_if(words, "action-fact-update", found.said))


def moved(found: Moved, words: Words) -> Message:
    """From which day to which; the original one stays on record."""
    action = found.action
    title = words("action-moved", reference=action.reference, before=words.day(found.before), due=words.day(action.due))
    note = words.note("action-original-due", due=words.day(action.original_due))
    blocks: tuple[Block, ...] = (
        facts_of(action, words),
        *_off(found.off, words),
        note,
        *buttons([words.button("undo", "undo")]),
    )
    return _message(title, *blocks, words=words)


def shown(found: Shown, zone: str, words: Words) -> Message:
    """Everything about one action, with its history. Days of updates are those of the group's zone."""
    action = found.action
    updates = [
        Fact(words("action-update-by", by=Text(one.by), day=words.day(local(one.at, zone).date())), (Text(one.text),))
        for one in found.updates
    ]
    told = words.note("action-raised", by=Text(action.raised_by), day=words.day(local(action.raised_at, zone).date()))
    history: tuple[Block, ...] = (Facts(tuple(updates)),) if updates else ()
    offered = buttons(_to_do(action, words)) if action.open else ()
    title = words("action-shown", reference=action.reference, status=_status(action, found.today, words))
    return _message(title, facts_of(action, words, full=True), *history, told, *offered, words=words)


def _to_do(action: Action, words: Words) -> list[Button]:
    """What can be done to an open one by a press."""
    offered = list(answer_buttons(action, words)) if action.handover is not None else []
    more = [
        words.button("action-button-update", f"action update {action.reference}"),
        words.button("action-button-due", f"action due {action.reference}"),
        words.button("action-button-snooze", f"action snooze {action.reference}"),
    ]
    return [*offered, done(action, words, "action-button-done"), *more]


def given(found: Given, words: Words) -> Message:
    """It is somebody else's now, or waits until they accept it."""
    action, seat = found.action, _seat(found.to, words)
    key = "action-offered" if found.pending else "action-given"
    title = words(key, reference=action.reference, name=found.to.name, seat=seat)
    press = [words.button("undo", "undo")]
    if found.pending:
        press = [*answer_buttons(action, words), *press]
    notes = (words.note("action-offered-stays", owner=_name(found.before, words)),) if found.pending else ()
    return _message(title, facts_of(replace(action, handover=None), words, full=True), *notes, Buttons(tuple(press)),
                    words=words)  # fmt: skip


def answered(found: Answered, words: Words, *, undo: bool = True) -> Message:
    """It was accepted, refused or called back; also told to whoever offered it."""
    action, handover = found.action, found.handover
    title = words(
        f"action-handover-{handover.state.value}",
        reference=action.reference,
        name=handover.to.name or vacant(handover.to.seat, words),
        by=handover.answered_by,
        owner=_name(action.owner, words),
    )
    reason = fact_if(words, "action-fact-reason", handover.reason)
    facts = facts_of(action, words)
    press = buttons([words.button("undo", "undo")]) if undo else ()
    return _message(title, replace(facts, facts=(*facts.facts, *reason)), *press, words=words)


def answer_buttons(action: Action, words: Words) -> tuple[Button, ...]:
    """Accept and refuse what is offered."""
    return (
        words.button("action-button-accept", f"action accept {action.reference}", reference=action.reference),
        words.button("action-button-refuse", f"action refuse {action.reference}", reference=action.reference),
    )


def snoozed(found: Snoozed, words: Words) -> Message:
    """It rests until that day. Private: it concerns nobody but its owners."""
    title = words("action-snoozed", reference=found.action.reference, until=words.day(found.until))
    late = (words.note("action-snoozed-late", due=words.day(found.action.due)),) if found.late else ()
    return _message(title, facts_of(found.action, words), *late, *buttons([words.button("undo", "undo")]), words=words)


def waits(found: Waits, words: Words) -> Message:
    """It waits for another one, or does so no longer."""
    action, need = found.action, found.need
    title = words("action-freed" if found.freed else "action-waits", reference=action.reference, needs=need.reference)
    first = fact_if(words, "action-fact-first", f"{need.reference} {brief(need.text)}" if need.text else "")
    facts = facts_of(action, words)
    notes = (words.note("action-waits-quiet"),) if not found.freed and need.open else ()
    blocks: tuple[Block, ...] = (replace(facts, facts=(*facts.facts, *first)), *notes)
    return _message(title, *blocks, *buttons([words.button("undo", "undo")]), words=words)


def linked(action: Action, link: str, words: Words) -> Message:
    """One more link; ``link`` is empty where the marking keeps it from a channel."""
    facts = [words.fact("label-link", (Link(link, link),))] if link else []
    return _changed("action-linked", action, words, *facts)


def prioritised(action: Action, words: Words) -> Message:
    """How pressing it is now."""
    title = words("action-prioritised", reference=action.reference, priority=action.priority.word)
    return _message(title, facts_of(action, words), *buttons([words.button("undo", "undo")]), words=words)


def _changed(key: str, action: Action, words: Words, *facts: Fact) -> Message:
    title = words(key, reference=action.reference)
    shown = facts_of(action, words)
    blocks: tuple[Block, ...] = (replace(shown, facts=(*shown.facts, *facts)), *buttons([words.button("undo", "undo")]))
    return _message(title, *blocks, words=words)


def _name(one: Owner, words: Words) -> str:
    return one.name or vacant(one.seat, words)


def _seat(one: Owner, words: Words) -> str:
    return seat_name(one.seat, words) if one.seat else words("action-secretariat")


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


def _message(title: str, *blocks: Block, words: Words) -> Message:
    return Message(title, blocks, words.language)
