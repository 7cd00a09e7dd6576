"""Whoever leaves leaves nothing lost: what was theirs stays with the post, and is listed for the lead."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from bot.db import models
from bot.db.unit_of_work import UnitOfWork
from bot.domain.action_changes import LeftOpen
from bot.domain.actions import Action
from bot.domain.people import Actor, Post


def tell(
    uow: UnitOfWork, *, group_id: int, official_id: int | None, posts: Collection[int], by: Actor | None, now: datetime
) -> None:
    """The leads of the seats hear what is open there; where nobody leads any more, the secretariat does. Whoever did
    it has it before their eyes. ``official_id`` is ``None`` where a whole seat left."""
    uow.session.flush()
    for seat_id, ids in _by_seat(uow, posts).items():
        if not uow.groups.open_actions(group_id, post_ids=ids):
            continue
        leads = uow.people.holding(group_id, seat_id=seat_id, posts=(Post.LEAD,)) if seat_id is not None else ()
        uow.outbox.tell(
            (one for one in leads or uow.people.secretariat(group_id) if by is None or one != by.official_id),
            f"actions-left:{min(ids)}:{now.isoformat()}",
            facts={"who": official_id, "posts": sorted(ids)},
            now=now,
            group_id=group_id,
        )


def untell(uow: UnitOfWork, *, posts: Collection[int]) -> None:
    """They are back: what was not told yet is told no more."""
    for post_id in posts:
        uow.outbox.withdraw(f"actions-left:{post_id}:", why="taken back")


def left(uow: UnitOfWork, *, group_id: int, facts: Mapping[str, Any]) -> LeftOpen | None:
    """What is still open of those posts that are still vacant; ``None`` where there is nothing."""
    group = uow.groups.by_id(group_id)
    vacant = [post_id for post_id in facts["posts"] if uow.people.current_holder(post_id) is None]
    if group is None or group.closed_on is not None or not vacant:
        return None
    actions: Sequence[Action] = uow.actions.open_of_posts(vacant)
    if not actions:
        return None
    name = uow.people.record(int(facts["who"])).name if facts["who"] is not None else ""
    return LeftOpen(group, name, actions[0].owner.seat, tuple(actions))


def _by_seat(uow: UnitOfWork, posts: Collection[int]) -> dict[int | None, list[int]]:
    found: dict[int | None, list[int]] = {}
    for post_id in posts:
        found.setdefault(uow.session.get_one(models.PostRecord, post_id).seat_id, []).append(post_id)
    return found
