"""The facts of an action: what it is, where it applies, whose it is, by when, and where it came from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.domain.actions import Action, Priority
from bot.domain.giving import Handover, Owner
from bot.domain.people import Marking
from bot.messages.model import (
    Fact,
    Facts,
    Line,
    Link,
    Span,
    Text,
)
from bot.presenters.action_words import extent, owner
from bot.presenters.speech import Words


def facts_of(action: Action, words: Words, *, full: bool = False) -> Facts:
    """What it is, where it applies and whose it is, who is called only with ``full``; then also by when and where it
    came from."""
    found = [
        *fact_if(words, "action-fact-text", action.text),
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
    return [*found, *fact_if(words, "action-fact-reason", action.dropped_reason)]


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


def fact_if(words: Words, label: str, said: str) -> list[Fact]:
    """The fact, where there is anything to say."""
    return [words.fact(label, (Text(said),))] if said else []


def _due(action: Action, words: Words) -> str:
    if action.due == action.original_due:
        return words.day(action.due)
    return words("action-due-moved", due=words.day(action.due), original=words.day(action.original_due))


def _meeting(action: Action, words: Words) -> str:
    return words("action-from-meeting", meeting=action.meeting or 0, number=action.number_in_meeting or 0)
