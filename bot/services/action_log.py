"""The log of actions, for a page. What is asked for comes from an address that anybody may have changed: whatever makes
no sense there counts as not asked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import TypeVar

from bot.db.unit_of_work import UnitOfWork
from bot.domain.action_lists import ActionFilter, Order
from bot.domain.action_log import ActionLog, Figures
from bot.domain.dates import local
from bot.domain.groups import Group
from bot.domain.people import Actor, Official
from bot.domain.searching import NothingToSearchFor, wanted
from bot.services import action_lists, people
from bot.services.action_lists import Wanted

ROWS = 50
LONGEST_SEARCH = 200

Kind = TypeVar("Kind", bound=StrEnum)


def log(uow: UnitOfWork, *, official: Official, asked: Mapping[str, str], now: datetime) -> ActionLog | None:
    """The page asked for, of the group named, or the reader's first by name; ``None`` where they are in none that fits:
    one that doesn't exist and one they aren't in are the same."""
    groups = tuple(sorted(uow.groups.of(official.id), key=lambda group: (group.name, group.slug)))
    slug = asked.get("group", "").lower()
    group = next((one for one in groups if one.slug == slug or not slug), None)
    if group is None:
        return None
    by = people.actor(uow, official, group_id=group.id, operators=())
    today = local(now, group.zone).date()
    seats = tuple(sorted({seat.code for seat in uow.groups.seats(group.id, today)}))
    seat = asked.get("seat", "").upper()
    seat = seat if seat in seats else ""
    order = _one(Order, asked.get("order", ""), Order.DUE)
    listed = action_lists.listed(
        uow,
        group=group,
        asked=Wanted(
            _one(ActionFilter, asked.get("which", ""), ActionFilter.OPEN),
            seat=seat or None,
            search=_search(asked.get("search", "")),
            order=order,
            page=_page(asked.get("page", "")),
            rows=ROWS,
        ),
        platform="",
        workspace="",
        today=today,
        by=by,
    )
    return ActionLog(group, groups, seats, listed, order, seat, _figures(uow, group, by, now))


def _figures(uow: UnitOfWork, group: Group, by: Actor, now: datetime) -> tuple[Figures, ...]:
    """The whole group first, then what the reader may see of seats."""
    found = uow.actions.figures(group.id, local(now, group.zone).date())
    every = [Figures(code, *found.get(code, (0, 0))) for code in sorted({*found, *by.seats})]
    whole = Figures(None, sum(one.open for one in every), sum(one.overdue for one in every))
    shown = every if by.secretariat else [one for one in every if one.seat in by.seats]
    return (whole, *shown)


def _one(kind: type[Kind], asked: str, otherwise: Kind) -> Kind:
    return next((one for one in kind if one.value == asked), otherwise)


def _page(asked: str) -> int:
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 7 else 1


def _search(asked: str) -> str:
    words = asked.strip()[:LONGEST_SEARCH]
    try:
        return words if words and wanted(words) else ""
    except NothingToSearchFor:
        return ""
