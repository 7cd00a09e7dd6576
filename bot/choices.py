"""What can be chosen for an argument, as pairs of the text that says it and its label."""

from __future__ import annotations

from datetime import timedelta

from bot.arguments import Argument
from bot.commands import Context

OFFERED = 5
Offered = list[tuple[str, str]]
MOST_ACTIONS = 20


def choices(context: Context, argument: Argument) -> Offered:
    """The choices for a form's field or a question's buttons; none for free text."""
    match argument.ask:
        case "person":
            return _people(context)
        case "extent":
            return _extents(context)
        case "day":
            return _days(context)
        case "seat" | "seats":
            return _seats(context)
        case "action":
            return _actions(context)
        case "meeting":
            return _meetings(context)
        case "choice":
            return [(value, context.words(_choice(context, argument, value))) for value in argument.choices]
        case _:
            return []


def _choice(context: Context, argument: Argument, value: str) -> str:
    """The label's key: the argument's own (``choice-as-deputy``) where it has one, else that of the word."""
    word = value.replace(" ", "-")
    own = f"choice-{argument.name}-{word}"
    return own if context.words.has(own) else f"choice-{word}"


def _people(context: Context) -> Offered:
    if context.settled_group is None:
        return []
    return [(person.email or person.name, person.name) for person in context.uow.people.of_group(context.group.id)]


def _extents(context: Context) -> Offered:
    """In a form the territories themselves; as a question All seats, My seat, Choose."""
    if context.settled_group is None:
        return []
    seats = context.uow.groups.seats(context.group.id, context.today)
    if context.invocation.forms:
        territories = sorted({territory for seat in seats for territory in seat.territories})
        return [(code, _territory(context, code)) for code in territories]
    mine = [seat for seat in seats if seat.code in context.actor.seats]
    own = [("mine", context.words("ask-extent-mine"))] if mine else []
    return [("all", context.words("ask-extent-all")), *own, ("choose", context.words("ask-extent-choose"))]


def _meetings(context: Context) -> Offered:
    if context.settled_group is None:
        return []
    group = context.group
    ahead = context.uow.meetings.ahead(group.id, limit=OFFERED)
    return [(group.meeting(row.number), f"{group.meeting(row.number)}, {context.words.day(row.day)}") for row in ahead]


def _territory(context: Context, code: str) -> str:
    """Its name; that of an administration that was added is its code."""
    key = f"territory-{code}"
    return context.words(key) if context.words.has(key) else code


def _days(context: Context) -> Offered:
    """A few days that are often meant. In a form a day is typed, so nothing is offered there."""
    if context.invocation.forms:
        return []
    friday = context.today + timedelta(days=(4 - context.today.weekday()) % 7 or 7)
    days = [context.today + timedelta(days=1), friday, context.today + timedelta(weeks=2)]
    return [(day.isoformat(), context.words.day(day)) for day in dict.fromkeys(days)]


def _actions(context: Context) -> Offered:
    """The person's own open actions; in a form, where a list may be long, everybody's."""
    if context.settled_group is None:
        return []
    mine = None if context.invocation.forms else context.actor.official_id
    found, _ = context.uow.actions.of_group(context.group.id, official_id=mine, limit=MOST_ACTIONS)
    return [(str(action.number), f"{action.reference} {action.text[:60]}") for action in found]


def _seats(context: Context) -> Offered:
    if context.settled_group is None:
        return [(row.code, row.name) for row in context.uow.administrations.all()]
    seats = context.uow.groups.seats(context.group.id, context.today)
    return [(seat.code, seat.name) for seat in sorted(seats, key=lambda seat: seat.code)]
