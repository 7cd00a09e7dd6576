"""Seats by the names that people use in a conversation, and what becomes of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from bot.domain.groups import Group, Seat
from bot.domain.members import Left, LeftBehind
from bot.messages.model import Block, Message, Table, Text, buttons, text
from bot.presenters.speech import Words


def seat_name(code: str | None, words: Words) -> str:
    """``Scotland`` for ``SCT``; an administration that was added has only its own name; nobody is "nobody yet"."""
    return words("seat-nobody") if code is None else words.name("seat", code)


def called(seat: Seat, words: Words) -> str:
    """The seat's short name; an administration that was added has only its own."""
    return seat_name(seat.code, words) if words.has(f"seat-{seat.code}") else seat.name


def names(seats: Iterable[Seat], words: Words) -> str:
    """Seats one after the other: ``Scotland, Wales and Ireland``."""
    return words.listed(called(seat, words) for seat in seats)


def added(seat: Seat, group: Group, words: Words) -> Message:
    """A seat joins."""
    title = words("seat-added", seat=Text(called(seat, words)), group=Text(group.name), day=words.day(seat.first_day))
    offered = (
        words.button("seat-button-people", f"member add seat:{seat.code} group:{group.slug}"),
        words.button("undo", "undo"),
    )
    return Message(title, (words.paragraph("seat-added-rota"), *buttons(offered)), words.language)


def left(found: Left, group: Group, today: date, words: Words, *, public: bool) -> Message:
    """A seat leaves; what it still has to do. In public only by reference: a channel may not read every action."""
    now = "yes" if found.on <= today else "no"
    seat = Text(called(found.seat, words))
    title = words("seat-left", seat=seat, group=Text(group.name), day=words.day(found.on), now=now)
    undo = [words.button("undo", "undo")] if now == "no" else []
    blocks = (words.paragraph("seat-left-people", now=now), *behind(found.actions, words, public=public))
    return Message(title, (*blocks, *buttons(undo)), words.language)


def ordered(seats: Iterable[Seat], group: Group, words: Words) -> Message:
    """The seats stand in another order."""
    title = words("seat-ordered", group=Text(group.name), seats=names(seats, words))
    offered = (words.button("seat-button-rota", f"rota group:{group.slug}"), words.button("undo", "undo"))
    return Message(title, (words.note("seat-ordered-told"), *buttons(offered)), words.language)


def behind(actions: Sequence[LeftBehind], words: Words, *, public: bool) -> tuple[Block, ...]:
    """Open actions that stay where they were, for somebody to take on: with their extent, or by reference only."""
    if not actions:
        return ()
    if public:
        references = words.listed(action.reference for action in actions)
        return (words.paragraph("left-behind-public", references=references, count=len(actions)),)
    rows = tuple((text(a.reference), text(a.text), text(", ".join(a.extent))) for a in actions)
    columns = (words("label-action"), words("label-text"), words("label-extent"))
    return (Table(columns, rows, caption=words("left-behind", count=len(actions))),)
