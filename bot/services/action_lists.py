"""Lists of a group's actions, page by page: filtered, or found by words. Nothing ranks seats against each other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.db.unit_of_work import UnitOfWork
from bot.domain.action_lists import ActionFilter, Listed, Order
from bot.domain.groups import Group
from bot.domain.people import Actor, PersonName
from bot.domain.permissions import NotAllowed, Right
from bot.domain.rotation.refusals import SeatNotInGroup
from bot.domain.searching import wanted
from bot.services import people

LISTED = 20
MOST_PAGES = 100_000


@dataclass(frozen=True)
class Wanted:
    """Which actions, in which order, which page. ``owner`` and ``seat`` narrow it; ``search`` are words that stand in
    the text or in an update."""

    which: ActionFilter = ActionFilter.OPEN
    owner: PersonName | None = None
    seat: str | None = None
    search: str = ""
    order: Order = Order.DUE
    page: int = 1
    rows: int = LISTED


def listed(
    uow: UnitOfWork, *, group: Group, asked: Wanted, platform: str, workspace: str, today: date, by: Actor
) -> Listed:
    """The page asked for, or the last there is; by due day, those that are closed with the latest first.

    Whoever only reads along gets the unmarked ones, and no search by person. Raises ``NoSuchPerson``,
    ``SeveralPeople``, ``SeatNotInGroup``, ``NothingToSearchFor`` or ``NotAllowed``.
    """
    which = asked.which
    if by.reader and (asked.owner is not None or which is ActionFilter.MINE):
        raise NotAllowed(Right.READ.value)
    official_id = by.official_id if which is ActionFilter.MINE else None
    if asked.owner is not None:
        official_id = people.find(uow, group_id=group.id, name=asked.owner, platform=platform, workspace=workspace).id
    if asked.seat is not None and asked.seat not in {one.code for one in uow.groups.seats(group.id)}:
        raise SeatNotInGroup(asked.seat)
    narrowed: dict[str, Any] = {
        "statuses": which.statuses,
        "before": today if which is ActionFilter.OVERDUE else None,
        "official_id": official_id,
        "seat": asked.seat,
        "unmarked": by.reader,
        "waiting": which is ActionFilter.WAITING,
        "vacant": which is ActionFilter.VACANT,
        "words": wanted(asked.search) if asked.search else (),
        "order": asked.order,
    }
    page = min(max(asked.page, 1), MOST_PAGES)
    actions, total = uow.actions.of_group(group.id, **narrowed, limit=asked.rows, offset=(page - 1) * asked.rows)
    if not actions and page > 1:  # the list has grown shorter: its last page
        _, total = uow.actions.of_group(group.id, **narrowed, limit=1)
        page = max(1, -(-total // asked.rows))
        actions, total = uow.actions.of_group(group.id, **narrowed, limit=asked.rows, offset=(page - 1) * asked.rows)
    pages = max(1, -(-total // asked.rows))
    return Listed(tuple(actions), total, which, today, page, pages, asked.search)
