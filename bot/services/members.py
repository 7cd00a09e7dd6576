"""Who holds which post: taking one up, giving it up, and who is there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from bot.db import models
from bot.db.unit_of_work import UnitOfWork
from bot.domain.groups import Group, Seat
from bot.domain.members import (
    Added,
    AddedTogether,
    AlreadyHolds,
    Holding,
    HoldsNoSuchPost,
    Removed,
    SecretariatHasNoSeat,
    ToAdd,
    require_secretariat,
)
from bot.domain.people import Actor, Membership, Official, PersonName, Post
from bot.domain.rotation.refusals import SeatNotInGroup
from bot.domain.undo import ChangedSince, UndoneFact
from bot.services import action_leaving, clashes, invitations, people, reminders


def add(
    uow: UnitOfWork,
    *,
    group: Group,
    who: ToAdd,
    platform: str,
    workspace: str,
    today: date,
    by: Actor,
    now: datetime,
    invite: bool = False,
    undoable: bool = True,
) -> Added:
    """Give somebody a post: one that stands vacant, with what belongs to it, or else a new one. With ``invite``
    somebody who has an address and no chat account is invited by mail.

    Raises ``SeatNotInGroup``, ``SecretariatHasNoSeat``, ``AlreadyHolds`` and what ``people.identify`` raises.
    """
    place = _place(uow, group, who, today)
    found = people.identify(uow, group_id=group.id, who=who, platform=platform, workspace=workspace, now=now)
    beside = _beside(uow, group, who.post, place, found.official)
    post_id, holder_id = _take_up(uow, group, place, who.post, found.official, now)
    added = Added(
        group=group,
        holding=Holding(post_id, who.post, place.code if place else None, found.official, now),
        seat=place,
        beside=beside,
        tied=found.tie is not None,
        needs_code=found.needs_code,
        holder_id=holder_id,
        tie=found.tie,
    )
    _record_added(uow, added, found.official, by, now, undoable=undoable)
    if who.post is not Post.OBSERVER:
        clashes.look(uow, group_id=group.id, now=now, official_id=found.official.id)
    invited = invite and invitations.invite(uow, group=group, official=found.official, by=by, now=now)
    return replace(added, invited=invited)


def added_together(
    uow: UnitOfWork, *, group: Group, people: Sequence[Added], by: Actor, now: datetime
) -> AddedTogether:
    """Several were added by one command: it is taken back as one."""
    uow.record(
        "members.added", by=by, now=now, group_id=group.id, subject=f"members:{group.id}", after={"count": len(people)}
    )
    facts = {"people": [{"holder": one.holder_id, "tie": one.tie} for one in people]}
    uow.undoable("members.add", by=by, now=now, group_id=group.id, facts=facts)
    return AddedTogether(group, tuple(people))


def remove(
    uow: UnitOfWork,
    *,
    group: Group,
    name: PersonName,
    seat: str,
    post: Post | None,
    platform: str,
    workspace: str,
    by: Actor,
    now: datetime,
) -> Removed:
    """End the posts of somebody: all, or those of one seat or kind. What was theirs stays with the posts.

    Raises ``HoldsNoSuchPost``, ``LastOfTheSecretariat``, ``NoSuchPerson`` or ``SeveralPeople``.
    """
    official = people.find(uow, group_id=group.id, name=name, platform=platform, workspace=workspace)
    holdings = uow.people.holdings(group.id)
    theirs = [h for h in holdings if h.official is not None and h.official.id == official.id]
    ending = tuple(h for h in theirs if (not seat or h.seat == seat) and (post is None or h.post is post))
    if not ending:
        raise HoldsNoSuchPost(official.name)
    require_secretariat(holdings, ending)
    posts = [h.post_id for h in ending]
    holders = [end(uow, post_id=post_id, now=now) for post_id in posts]
    gone = len(ending) == len(theirs)
    if gone:
        uow.outbox.withdraw_from(official.id, group.id, why="left the group")
        uow.invitations.revoke(official.id, group.id, now)
    uow.record(
        "member.removed",
        by=by,
        now=now,
        group_id=group.id,
        subject=f"official:{official.id}",
        before={"posts": posts},
    )
    uow.undoable("member.remove", by=by, now=now, group_id=group.id, facts={"holders": holders})
    action_leaving.tell(uow, group_id=group.id, official_id=official.id, posts=posts, by=by, now=now)
    actions = uow.groups.open_actions(group.id, post_ids=posts)
    return Removed(group=group, official=official, posts=ending, actions=actions, gone=gone)


def listed(uow: UnitOfWork, *, group: Group, today: date) -> tuple[tuple[Seat, ...], tuple[Holding, ...]]:
    """The seats that have not left, by name, and all posts with their holders."""
    seats = [seat for seat in uow.groups.seats(group.id) if seat.last_day is None or seat.last_day >= today]
    return tuple(sorted(seats, key=lambda seat: seat.name)), uow.people.holdings(group.id)


def held_by(uow: UnitOfWork, *, group: Group, by: Actor) -> tuple[Holding, ...]:
    """The actor's own posts in the group."""
    holdings = uow.people.holdings(group.id)
    return tuple(h for h in holdings if h.official is not None and h.official.id == by.official_id)


def seated(uow: UnitOfWork, *, group: Group, code: str, today: date) -> Seat:
    """The seat of that code that has not left; one that is still to come counts. Raises ``SeatNotInGroup``."""
    seats = [seat for seat in uow.groups.seats(group.id) if seat.code == code]
    current = [seat for seat in seats if seat.last_day is None or seat.last_day >= today]
    if not current:
        raise SeatNotInGroup(code)
    return current[0]


def end(uow: UnitOfWork, *, post_id: int, now: datetime) -> int:
    """The post's holder gives it up at this instant; the id of that holding. Somebody must hold it."""
    holder = uow.people.current_holder(post_id)
    if holder is None:
        raise LookupError(f"nobody holds post {post_id}")
    holder.until = now
    reminders.post_changed(uow, post_id=post_id, now=now)
    return holder.id


def not_added(uow: UnitOfWork, facts: Mapping[str, Any], _by: Actor, now: datetime) -> dict[str, UndoneFact]:
    """Inverse of ``add``: the post is vacant again, and an account that the mention tied is nobody's."""
    holder = uow.session.get_one(models.Holder, facts["holder"])
    if holder.until is not None:
        raise ChangedSince
    post = uow.session.get_one(models.PostRecord, holder.post_id)
    ending = [h for h in uow.people.holdings(post.group_id) if h.post_id == post.id]
    require_secretariat(uow.people.holdings(post.group_id), ending)
    holder.until = now
    if facts["tie"] is not None:
        uow.people.untie(facts["tie"])
    reminders.post_changed(uow, post_id=post.id, now=now)
    uow.session.flush()
    if not uow.people.memberships(holder.official_id, post.group_id):
        uow.invitations.revoke(holder.official_id, post.group_id, now)
    return {"name": _name(uow, holder.official_id), "posts": tuple(_membership(h) for h in ending)}


def none_added(uow: UnitOfWork, facts: Mapping[str, Any], by: Actor, now: datetime) -> dict[str, UndoneFact]:
    """Inverse of ``added_together``."""
    for one in facts["people"]:
        not_added(uow, one, by, now)
    return {"count": len(facts["people"])}


def not_removed(uow: UnitOfWork, facts: Mapping[str, Any], _by: Actor, now: datetime) -> dict[str, UndoneFact]:
    """Inverse of ``remove``: the posts are theirs again, unless somebody has taken one up."""
    holders = [uow.session.get_one(models.Holder, holder_id) for holder_id in facts["holders"]]
    for holder in holders:
        if uow.people.current_holder(holder.post_id) is not None:
            raise ChangedSince
        holder.until = None
        reminders.post_changed(uow, post_id=holder.post_id, now=now)
    posts = {holder.post_id for holder in holders}
    action_leaving.untell(uow, posts=posts)
    group_id = uow.session.get_one(models.PostRecord, holders[0].post_id).group_id
    back = tuple(_membership(h) for h in uow.people.holdings(group_id) if h.post_id in posts)
    return {"name": _name(uow, holders[0].official_id), "posts": back}


def _place(uow: UnitOfWork, group: Group, who: ToAdd, today: date) -> Seat | None:
    if who.post is not Post.SECRETARIAT:
        return seated(uow, group=group, code=who.seat, today=today)
    if who.seat:
        raise SecretariatHasNoSeat
    return None


def _beside(uow: UnitOfWork, group: Group, post: Post, place: Seat | None, official: Official) -> tuple[Official, ...]:
    """Those who have such a post already. Raises ``AlreadyHolds``."""
    where = (post, place.code if place else None)
    same = [h.official for h in uow.people.holdings(group.id) if (h.post, h.seat) == where and h.official is not None]
    if any(one.id == official.id for one in same):
        raise AlreadyHolds(official.name, post.value, place.name if place else "")
    return tuple(same)


def _record_added(
    uow: UnitOfWork, added: Added, official: Official, by: Actor, now: datetime, *, undoable: bool
) -> None:
    group_id, held = added.group.id, added.holding
    after = {"post": held.post_id, "kind": held.post.value, "seat": held.seat, "tied": added.tied}
    uow.record("member.added", by=by, now=now, group_id=group_id, subject=f"official:{official.id}", after=after)
    if undoable:
        facts = {"holder": added.holder_id, "tie": added.tie}
        uow.undoable("member.add", by=by, now=now, group_id=group_id, facts=facts)


def _take_up(
    uow: UnitOfWork, group: Group, seat: Seat | None, post: Post, official: Official, now: datetime
) -> tuple[int, int]:
    seat_id = seat.id if seat else None
    row = uow.people.vacant_post(group.id, seat_id, post)
    if row is None:
        row = models.PostRecord(group_id=group.id, seat_id=seat_id, kind=post)
        uow.session.add(row)
        uow.session.flush()
    holder = models.Holder(post_id=row.id, official_id=official.id, since=now)
    uow.session.add(holder)
    uow.session.flush()
    reminders.post_changed(uow, post_id=row.id, now=now)
    return row.id, holder.id


def _membership(holding: Holding) -> Membership:
    return Membership(holding.post_id, holding.post, holding.seat)


def _name(uow: UnitOfWork, official_id: int) -> str:
    return uow.people.record(official_id).name
