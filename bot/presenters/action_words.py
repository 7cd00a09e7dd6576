"""What lists, digests and notices say of an action in passing: a sentence, a name, a button."""

from __future__ import annotations

from datetime import date

from bot.domain.action_lists import ActionLine
from bot.domain.actions import Action
from bot.domain.giving import Owner
from bot.domain.reminders import Offered
from bot.messages.model import (
    Button,
    Handle,
    Line,
    Mention,
    Span,
    Text,
)
from bot.presenters.seats import seat_name
from bot.presenters.speech import Words

BRIEF = 160
"""Characters of a text where several actions stand together; ``action show`` has it whole."""


ELLIPSIS = "…"


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


def vacant(seat: str, words: Words) -> str:
    """Where the name of an owner would stand."""
    return words("action-vacant", seat=seat_name(seat, words) if seat else words("action-secretariat"))


def brief(said: str) -> str:
    """The beginning of a text, where several stand together."""
    return said if len(said) <= BRIEF else said[: BRIEF - 1].rstrip() + ELLIPSIS


def done(action: Action | ActionLine, words: Words, key: str) -> Button:
    """The button that closes it, labelled by ``key``."""
    return words.button(key, f"action done {action.reference}", reference=action.reference)
