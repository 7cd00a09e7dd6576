"""Actions in words. Wherever an action is shown, its extent is shown; a day is always said with its weekday."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.domain.action_answers import Added, Answered, DayOff, Given, Moved, Shown, Snoozed, Updated, Waits
from bot.domain.action_lists import ActionLine
from bot.domain.actions import Action, Priority
from bot.domain.dates import local
from bot.domain.giving import Handover, Owner
from bot.domain.people import Marking
from bot.domain.reminders import Offered
from bot.messages.model import (
    Block,
    Button,
    Buttons,
    Fact,
    Facts,
    Handle,
    Line,
    Link,
    Mention,
    Message,
    Note,
    Span,
    Text,
    buttons,
)
from bot.presenters.seats import seat_name
from bot.presenters.speech import Words

BRIEF = 160
"""Characters of a text where several actions stand together; ``action show`` has it whole."""

ELLIPSIS = "…"


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
    return _message(title, _facts(action, words, full=True), *history, told, *offered, words=words)


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
    return _message(title, _facts(replace(action, handover=None), words, full=True), *notes, Buttons(tuple(press)),
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
    reason = _said(words, "action-fact-reason", handover.reason)
    facts = _facts(action, words)
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
    return _message(title, _facts(found.action, words), *late, *buttons([words.button("undo", "undo")]), words=words)


def waits(found: Waits, words: Words) -> Message:
    """It waits for another one, or does so no longer."""
    action, need = found.action, found.need
    title = words("action-freed" if found.freed else "action-waits", reference=action.reference, needs=need.reference)
    first = _said(words, "action-fact-first", f"{need.reference} {brief(need.text)}" if need.text else "")
    facts = _facts(action, words)
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
    return _message(title, _facts(action, words), *buttons([words.button("undo", "undo")]), words=words)


def line(action: Action, today: date, words: Words) -> Line:
    """One action in a sentence: reference, text, extent, and when it is or was due; or that it is closed."""
    if not action.open:
        status = words(f"action-status-{action.status.value}")
        return words.line(
            "action-line-closed", reference=action.reference, text=Text(brief(action.text)), status=status
        )
    key = "action-line-overdue" if action.overdue(today) else "action-line"
    first = [need.reference for need in action.needs if need.open]
    found = words.line(
        key,
        reference=action.reference,
        text=Text(brief(action.text)),
        extent=extent(action.extent, words),
        due=words.day(action.due),
    )
    return (*found, *words.line("action-line-waits", needs=words.listed(first))) if first else found


def offer_line(found: Offered, words: Words) -> Line:
    """What is offered, by whom, and to whom where that is somebody else; or what came of it."""
    action, handover = found.action, found.handover
    if not handover.open:
        answered = words(f"action-offer-{handover.state.value}")
        return words.line(
            "action-line-closed", reference=action.reference, text=Text(brief(action.text)), status=answered
        )
    return words.line(
        "action-line-offer" if found.mine else "action-line-offer-other",
        line=line(action, date.min, words),
        by=Text(handover.by),
        owner=owner(action.owner, words),
        to=owner(handover.to, words),
    )


def owned_line(action: Action, today: date, words: Words) -> Line:
    """The same, with whose it is."""
    return words.line("action-line-owner", line=line(action, today, words), owner=owner(action.owner, words))


def extent(territories: tuple[str, ...], words: Words) -> str:
    """``Scotland and Wales``; a territory of an added administration by its code."""
    return words.listed(words.name("territory", code) for code in territories)


def done_button(action: Action, words: Words) -> Button:
    """``Done: VAWG-12``, for where several actions stand together."""
    return done(action, words, "action-button-done-which")


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


def _name(one: Owner, words: Words) -> str:
    return one.name or vacant(one.seat, words)


def _seat(one: Owner, words: Words) -> str:
    return seat_name(one.seat, words) if one.seat else words("action-secretariat")


def _facts(action: Action, words: Words, *, full: bool = False) -> Facts:
    """What it is, where it applies and whose it is, who is called only with ``full``; then also by when and where it
    came from."""
    found = [
        *_said(words, "action-fact-text", action.text),
        words.fact("action-fact-extent", extent(action.extent, words)),
        words.fact("action-fact-owner", owner(action.owner if full else replace(action.owner, accounts=()), words)),
    ]
    if full:
        found += _further(action, words)
    if action.marking is Marking.SENSITIVE:
        found.append(words.fact("action-fact-marking", words("action-marking", reference=action.reference)))
    return Facts(tuple(found))


def _further(action: Action, words: Words) -> list[Fact]:
    """What ``action show`` and a new action tell beside the text, where there is anything to tell."""
    found = [words.fact("action-fact-also", _people(action.also, words))] if action.also else []
    found.append(words.fact("action-fact-due", _due(action, words)))
    if action.priority is not Priority.NORMAL:
        found.append(words.fact("action-fact-priority", words(f"choice-{action.priority.word}")))
    found += [words.fact("action-fact-needs", _needs(action, words))] if action.needs else []
    if action.snoozed_until is not None and action.open:
        found.append(words.fact("action-fact-rests", words.day(action.snoozed_until)))
    if action.handover is not None:
        found.append(words.fact("action-fact-offered", offered_to(action.handover, words)))
    found += [words.fact("action-fact-meeting", _meeting(action, words))] if action.meeting is not None else []
    if action.decision is not None:
        found.append(words.fact("action-fact-decision", f"{action.group.upper()}-D{action.decision}"))
    links = (*((action.link,) if action.link else ()), *action.links)
    found += [words.fact("label-link", (Link(link, link),)) for link in links]
    return [*found, *_said(words, "action-fact-reason", action.dropped_reason)]


def _people(owners: Sequence[Owner], words: Words) -> Line:
    spans: list[Span] = []
    for one in owners:
        spans += [Text("; ")] if spans else []
        spans += owner(replace(one, accounts=()), words)
    return tuple(spans)


def _needs(action: Action, words: Words) -> str:
    return words.listed(
        words("action-need", reference=need.reference, open="yes" if need.open else "no") for need in action.needs
    )


def offered_to(handover: Handover, words: Words) -> Line:
    """To whom it is offered, who has not answered yet."""
    return words.line("action-offered-to", owner=owner(replace(handover.to, accounts=()), words), by=Text(handover.by))


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


def vacant(seat: str, words: Words) -> str:
    """Where the name of an owner would stand."""
    return words("action-vacant", seat=seat_name(seat, words) if seat else words("action-secretariat"))


def brief(said: str) -> str:
    """The beginning of a text, where several stand together."""
    return said if len(said) <= BRIEF else said[: BRIEF - 1].rstrip() + ELLIPSIS


def done(action: Action | ActionLine, words: Words, key: str) -> Button:
    """The button that closes it, labelled by ``key``."""
    return words.button(key, f"action done {action.reference}", reference=action.reference)


def _message(title: str, *blocks: Block, words: Words) -> Message:
    return Message(title, blocks, words.language)
