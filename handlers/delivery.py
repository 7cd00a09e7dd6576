"""``delivery``: what was said to whom, what waits and what failed, for the secretariat. Private, and never the text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.arguments import choice, day, number, person
from bot.commands import Answer, Context, command
from bot.domain.deliveries import Came, Wanted
from bot.domain.people import PersonName
from bot.domain.permissions import Right
from bot.presenters import deliveries as present
from bot.services import deliveries, people

ALL = "all"


@dataclass(frozen=True)
class Asked:
    filter: str = choice(ALL, *(came.value for came in Came), default=ALL, positional=True)
    person: PersonName | None = person(default=None)
    since: date | None = day(default=None)
    until: date | None = day(default=None)
    page: int = number(default=1)


@command("delivery", requires=Right.MANAGE_GROUP)
def delivery(context: Context, arguments: Asked) -> Answer:
    """A page beyond the last one is empty, not an error: the record grows while it is read."""
    who = None
    if arguments.person is not None:
        who = people.find(
            context.uow,
            group_id=context.group.id,
            name=arguments.person,
            platform=context.invocation.platform,
            workspace=context.invocation.workspace,
        )
    came = None if arguments.filter == ALL else Came(arguments.filter)
    wanted = Wanted(
        came, who.id if who else None, arguments.since, arguments.until, min(max(arguments.page, 1), 1_000_000)
    )
    found = deliveries.record(context.uow, group=context.group, wanted=wanted)
    filters = _filters(arguments, who.email if who else None)
    url = context.page(present.command(found, filters, page=str(found.page)))
    return Answer(present.record(found, filters, context.words, url))


def _filters(arguments: Asked, who: str | None) -> dict[str, str]:
    """The options with which the same is asked for again."""
    given = {
        "filter": arguments.filter if arguments.filter != ALL else None,
        "person": who,
        "since": arguments.since.isoformat() if arguments.since else None,
        "until": arguments.until.isoformat() if arguments.until else None,
    }
    return {name: value for name, value in given.items() if value}
