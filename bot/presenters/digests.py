"""Digests of actions in words: all groups in one message, with a button for each action."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from bot.domain.actions import Action
from bot.domain.reminders import Digested, Offered
from bot.messages.model import Block, Message, Paragraph, Strong, buttons
from bot.presenters import action_words
from bot.presenters import actions as present
from bot.presenters.speech import Words

MOST = 20
"""Actions in one digest; further ones are counted."""


def digest(found: Digested, words: Words) -> Message:
    """What is offered to the person, and what they are to do, by group, the first due first; then what of others' is
    long overdue. What was closed or answered since it was said says so, and has no button."""
    own, raised = found.own[:MOST], found.raised[: max(0, MOST - len(found.own))]
    blocks: list[Block] = offers(found.offers, words)
    blocks += [block for group in by_group(own) for block in _own(group, found, words)]
    if raised:
        blocks.append(words.paragraph("digest-raised"))
        blocks += [block for group in by_group(raised) for block in _raised(group, found, words)]
    left = len(found.own) + len(found.raised) - len(own) - len(raised)
    if left:
        blocks.append(words.note("digest-more", count=left))
    first = next((action.reference for action in (*own, *raised) if action.open), None)
    foot = [words.note("digest-foot", reference=first)] if first else []
    return Message(_title(found, words), (*blocks, *foot), words.language)


def _title(found: Digested, words: Words) -> str:
    own = [action for action in found.own if action.open]
    raised = sum(action.open for action in found.raised)
    asked = sum(one.handover.open for one in found.offers)
    if not own and not raised:
        return words("digest-offered", count=asked) if asked else words("digest-nothing-left")
    overdue = sum(action.overdue(found.today) for action in own)
    late = "all" if overdue == len(own) else "some" if overdue else "none"
    return words("digest-title", own=len(own), overdue=overdue, late=late, raised=raised)


def offers(found: Sequence[Offered], words: Words) -> list[Block]:
    """What is offered, each with the buttons that answer it."""
    blocks: list[Block] = [words.paragraph("digest-offers", count=len(found))] if found else []
    for one in found[:MOST]:
        blocks.append(Paragraph(action_words.offer_line(one, words)))
        blocks += buttons(present.answer_buttons(one.action, words) if one.handover.open else ())
    return blocks


def by_group(actions: Sequence[Action]) -> list[tuple[Action, ...]]:
    """Parted by group, groups by name; the order within a group stays."""
    ordered = sorted(actions, key=lambda action: (action.group_name, action.group))
    return [tuple(found) for _, found in groupby(ordered, key=lambda action: action.group)]


def heading(actions: Sequence[Action]) -> Paragraph:
    """The name of the group that these actions belong to."""
    return Paragraph((Strong(actions[0].group_name),))


def _own(actions: Sequence[Action], found: Digested, words: Words) -> list[Block]:
    lines = [Paragraph(action_words.line(action, found.today, words)) for action in actions]
    return [
        heading(actions),
        *lines,
        *buttons(action_words.done_button(action, words) for action in actions if action.open),
    ]


def _raised(actions: Sequence[Action], found: Digested, words: Words) -> list[Block]:
    lines = [Paragraph(action_words.owned_line(action, found.today, words)) for action in actions]
    offered = [
        words.button("action-button-show", f"action show {action.reference}", reference=action.reference)
        for action in actions
        if action.open
    ]
    return [heading(actions), *lines, *buttons(offered)]
