"""What an empty form starts with: what the person last said in such a case, read from what they did.

Nothing is kept for it, and nothing follows from it: it stands in the form for everybody to see and change.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot import recorded
from bot.arguments import Argument, Given, declared
from bot.commands import Command, Context
from bot.domain.errors import DomainError
from bot.domain.groups import Group
from bot.domain.minutes import TextKind
from bot.domain.people import Marking
from bot.services import groups


def starting(context: Context, command: Command, given: Mapping[str, Given]) -> Mapping[str, str]:
    """Values by argument, as one would type them."""
    match command.name:
        case "minutes correct" | "summary correct":
            return _section(context, command, given)
        case "action add":
            return _last_action(context)
        case "group edit":
            return _group(context)
        case "seat order":
            return _order(context)
        case _:
            return {}


def value(argument: Argument, started: Mapping[str, str]) -> str:
    """What stands in a field that nobody has filled in."""
    return started.get(argument.name) or argument.suggested or argument.default


def last_first(context: Context, found: Sequence[Group]) -> tuple[Group, ...]:
    """The groups with the one first in which the person changed something last."""
    official_id = context.actor.official_id
    latest = context.uow.changes.latest(official_id) if official_id is not None else None
    last = latest.group_id if latest is not None else None
    return tuple(sorted(found, key=lambda group: group.id != last))


def _last_action(context: Context) -> dict[str, str]:
    """Owner and extent of the last action that this person raised in the group. An extent of every territory is chosen
    anew each time: it must never come about by not looking."""
    if context.settled_group is None or context.actor.official_id is None:
        return {}
    found = context.uow.actions.last_raised(context.group.id, context.actor.official_id)
    if found is None:
        return {}
    owner = context.uow.people.by_id(found.owner.official_id) if found.owner.official_id is not None else None
    named = {"owner": owner.email or owner.name} if owner is not None else {}
    seats = context.uow.groups.seats(context.group.id, context.today)
    everything = {territory for seat in seats for territory in seat.territories}
    return named if set(found.extent) >= everything else {"extent": ", ".join(found.extent), **named}


def _group(context: Context) -> dict[str, str]:
    """The group as it stands."""
    group = context.settled_group
    if group is None:
        return {}
    return {
        "name": group.name,
        "purpose": group.purpose,
        "kind": group.kind.value,
        "terms": group.terms,
        "themes": ", ".join(group.themes),
        "marking": group.marking.value if group.marking is not Marking.OFFICIAL else "",
        "tz": group.zone,
        "notices": ",".join(str(days) for days in group.notice_days),
        "review": group.review_on.isoformat() if group.review_on else "",
    }


def _section(context: Context, command: Command, given: Mapping[str, Given]) -> dict[str, str]:
    """The section as it reads in the version that is corrected, and that version."""
    named = {argument.name: argument for argument in declared(command.arguments)}
    try:
        read = {name: named[name].parse(one, context.today) for name, one in given.items() if name in named}
        found = recorded.text(context, read.get("meeting"), TextKind(command.subject), read.get("version"))
    except (DomainError, LookupError):
        return {}
    section = found.version.section(str(read.get("section", "")).lower())
    return {"text": section.text, "version": str(found.version.number)} if section is not None else {}


def _order(context: Context) -> dict[str, str]:
    """The rota order as it is."""
    if context.settled_group is None:
        return {}
    seats = groups.in_rota_order(context.uow, group=context.group, today=context.today, now=context.now)
    return {"seats": ", ".join(seat.code for seat in seats)}
