"""What can be chosen for an argument, as pairs of the text that says it and its label."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import timedelta

from bot.arguments import Argument, Given
from bot.commands import Context
from bot.domain.administrations import UnknownAdministrations
from bot.domain.decisions import DecisionFilter
from bot.domain.errors import DomainError
from bot.domain.extent import parse_extent, resolve
from bot.domain.people import PersonName, Post
from bot.messages.characters import clipped
from bot.services import people, polls_shown

OFFERED = 5
Offered = list[tuple[str, str]]
MOST_ACTIONS = 20
SHOWN = 60
"""Characters of a text beside its reference."""


def choices(context: Context, argument: Argument) -> Offered:
    """The choices for a form's field or a question's buttons; none for free text."""
    if argument.ask == "person":
        return _people(context, argument)
    if argument.ask == "choice":
        return [(value, context.words(_choice(context, argument, value))) for value in argument.choices]
    offered = _OFFERED.get(argument.ask)
    return offered(context) if offered is not None else []


def chosen(context: Context, argument: Argument, given: Given, offered: Offered) -> tuple[str, Offered]:
    """What was typed as the value of a form's field, with the choices then: ``meeting:4`` is ``VAWG-M4``, ``owner:ana``
    Ana, ``extent:all`` every territory. What isn't among the choices is offered too, so that nothing typed is lost."""
    if not offered:
        return given.text, offered
    if argument.ask in ("extent", "seats"):
        return ",".join(_several(context, argument, given)), offered
    found = _one_of(context, argument, given, offered)
    if found is None:
        return given.text, [*offered, (given.text, given.text.lstrip("@"))]
    return found, offered


def known(context: Context, argument: Argument, given: Given) -> None:
    """Raises what is wrong with a value in itself: it can't be read, or names governments that there are none of."""
    found = argument.parse(given, context.today)
    if argument.ask in ("seat", "seats", "order") and found:
        codes = (found,) if isinstance(found, str) else tuple(found)
        names = tuple(row.code for row in context.uow.administrations.all())
        unknown = tuple(code for code in codes if code not in names)
        if unknown:
            raise UnknownAdministrations(unknown, names)


def _several(context: Context, argument: Argument, given: Given) -> Iterable[str]:
    if argument.ask == "seats":
        return tuple(argument.parse(given, context.today))
    seats = context.uow.groups.seats(context.group.id, context.today)
    asked = parse_extent(given.text)
    try:
        return resolve(asked, seats=seats, own=context.actor.seats)
    except DomainError:
        return asked.codes


def _one_of(context: Context, argument: Argument, given: Given, offered: Offered) -> str | None:
    """The choice that means the same as what was typed; nobody where a name fits several."""
    if argument.ask == "person":
        return _person(context, given)
    try:
        meant = argument.parse(given, context.today)
        return next((value for value, _ in offered if argument.parse(Given(value), context.today) == meant), None)
    except DomainError:
        return None


def _person(context: Context, given: Given) -> str | None:
    invocation = context.invocation
    name = PersonName(given.text, given.account)
    try:
        found = people.find(
            context.uow,
            group_id=context.group.id,
            name=name,
            platform=invocation.platform,
            workspace=invocation.workspace,
        )
    except people.SeveralPeople:
        return ""
    except people.NoSuchPerson:
        return None
    return found.email or found.name


def _choice(context: Context, argument: Argument, value: str) -> str:
    """The label's key: the argument's own (``choice-as-deputy``) where it has one, else that of the word."""
    word = value.replace(" ", "-")
    own = f"choice-{argument.name}-{word}"
    return own if context.words.has(own) else f"choice-{word}"


def _people(context: Context, argument: Argument) -> Offered:
    """Everybody in the group; as owners those alone who can own an action."""
    if context.settled_group is None:
        return []
    found = context.uow.people.of_group(context.group.id)
    if argument.name in ("owner", "to"):
        holdings = context.uow.people.holdings(context.group.id)
        owners = {h.official.id for h in holdings if h.official is not None and h.post is not Post.OBSERVER}
        found = [person for person in found if person.id in owners]
    return [(person.email or person.name, person.name) for person in found]


def _extents(context: Context) -> Offered:
    """In a form the territories themselves; as a question All seats, My seat, Choose."""
    if context.settled_group is None:
        return []
    seats = context.uow.groups.seats(context.group.id, context.today)
    if context.invocation.forms:
        territories = sorted({territory for seat in seats for territory in seat.territories})
        return [(code, context.words.name("territory", code)) for code in territories]
    mine = [seat for seat in seats if seat.code in context.actor.seats]
    own = [("mine", context.words("ask-extent-mine"))] if mine else []
    return [("all", context.words("ask-extent-all")), *own, ("choose", context.words("ask-extent-choose"))]


def _meetings(context: Context) -> Offered:
    """The latest meeting, of which there is still something to say, and the next ones."""
    if context.settled_group is None:
        return []
    group, meetings = context.group, context.uow.meetings
    rows = [*meetings.past(group.id, limit=1), *meetings.ahead(group.id, limit=OFFERED - 1)]
    return [(group.meeting(row.number), f"{group.meeting(row.number)}, {context.words.day(row.day)}") for row in rows]


def _terms(context: Context) -> Offered:
    """The term under way, and those to come that a seat was told."""
    if context.settled_group is None:
        return []
    group, uow = context.group, context.uow
    rows = [row for row in uow.terms.of_group(group.id) if row.ended_at is None]
    told = [row for row in rows if uow.ledger.turns_on(group.id, -row.number)][: OFFERED - 1]
    return [(group.turn(-row.number), f"{group.turn(-row.number)}, {context.words.day(row.first_day)}") for row in told]


def _items(context: Context) -> Offered:
    """What is still to be talked about."""
    if context.settled_group is None:
        return []
    items = context.uow.agenda.of_group(context.group)
    return [(item.reference, f"{item.reference} {clipped(item.text, SHOWN)}") for item in items[:MOST_ACTIONS]]


def _decisions(context: Context) -> Offered:
    """The latest decisions."""
    if context.settled_group is None:
        return []
    found, _ = context.uow.decisions.of_group(
        context.group, DecisionFilter.ALL, today=context.today, unmarked=False, limit=OFFERED * 2
    )
    return [(one.reference, f"{one.reference} {clipped(one.text, SHOWN)}") for one in found]


def _polls(context: Context) -> Offered:
    """The polls that wait for this person's word."""
    if context.settled_group is None or context.actor.official_id is None:
        return []
    found = polls_shown.waiting(context.uow, group=context.group, official_id=context.actor.official_id)
    return [(one.poll.reference, one.poll.reference) for one in found]


def _turns(context: Context) -> Offered:
    return [*_terms(context), *_meetings(context)]


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
    return [(str(action.number), f"{action.reference} {clipped(action.text, SHOWN)}") for action in found]


def _others(context: Context) -> Offered:
    """Everybody's open actions, by reference."""
    if context.settled_group is None:
        return []
    found, _ = context.uow.actions.of_group(context.group.id, limit=MOST_ACTIONS)
    return [(action.reference, f"{action.reference} {clipped(action.text, SHOWN)}") for action in found]


def _seats(context: Context) -> Offered:
    if context.settled_group is None:
        return [(row.code, row.name) for row in context.uow.administrations.all()]
    seats = context.uow.groups.seats(context.group.id, context.today)
    return [(seat.code, seat.name) for seat in sorted(seats, key=lambda seat: seat.code)]


_OFFERED: dict[str, Callable[[Context], Offered]] = {
    "extent": _extents,
    "day": _days,
    "seat": _seats,
    "seats": _seats,
    "action": _actions,
    "another": _others,
    "decision": _decisions,
    "item": _items,
    "meeting": _meetings,
    "turn": _turns,
    "poll": _polls,
}
