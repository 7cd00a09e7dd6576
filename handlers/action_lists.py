"""``action list`` and ``action search``: a page at a time."""

from __future__ import annotations

from dataclasses import dataclass

from bot.arguments import choice, number, person, rest, seat
from bot.commands import Answer, Context, command
from bot.domain.action_lists import ActionFilter, Order
from bot.domain.people import PersonName
from bot.domain.permissions import Right
from bot.domain.searching import NothingToSearchFor
from bot.language import quote
from bot.presenters import action_lists as present
from bot.services import action_lists
from bot.services.action_lists import Wanted

FILTERS = tuple(one.value for one in ActionFilter)
ORDERS = tuple(one.value for one in Order)


@dataclass(frozen=True)
class ListActions:
    filter: str = choice(*FILTERS, default="open", positional=True)
    owner: PersonName | None = person(default=None)
    seat: str | None = seat(default=None)
    order: str = choice(*ORDERS, default="due")
    page: int = number(default=1)


@dataclass(frozen=True)
class SearchActions:
    text: str = rest()
    filter: str = choice(*FILTERS, default="open")
    owner: PersonName | None = person(default=None)
    seat: str | None = seat(default=None)
    page: int = number(default=1)


@command("action list", requires=Right.READ, brief=True)
def listed(context: Context, arguments: ListActions) -> Answer:
    wanted = Wanted(
        ActionFilter(arguments.filter),
        arguments.owner,
        arguments.seat,
        order=Order(arguments.order),
        page=arguments.page,
    )
    asked = {"": "action list", "filter": arguments.filter}
    asked |= {"order": arguments.order} if arguments.order != "due" else {}
    return _answer(context, wanted, asked)


@command("action search", requires=Right.READ)
def found(context: Context, arguments: SearchActions) -> Answer:
    """Every word must stand in the text or in an update; case and accents make no difference."""
    if not arguments.text:
        raise NothingToSearchFor
    which = ActionFilter(arguments.filter)
    wanted = Wanted(which, arguments.owner, arguments.seat, search=arguments.text, page=arguments.page)
    return _answer(context, wanted, {"": f"action search {quote(arguments.text)}", "filter": arguments.filter})


def _answer(context: Context, wanted: Wanted, asked: dict[str, str]) -> Answer:
    found = action_lists.listed(
        context.uow,
        group=context.group,
        asked=wanted,
        platform=context.invocation.platform,
        workspace=context.invocation.workspace,
        today=context.today,
        by=context.actor,
    )
    asked |= {"owner": quote(wanted.owner.text)} if wanted.owner is not None else {}
    asked |= {"seat": wanted.seat} if wanted.seat is not None else {}
    asked |= {"group": context.group.slug}
    return Answer(present.listed(found, context.group.name, context.words, asked))
