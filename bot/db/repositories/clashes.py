"""Meetings of different groups that overlap and share officials."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from bot.db import models
from bot.db.repositories.meetings import AHEAD
from bot.domain.clashes import Pair
from bot.domain.people import Post


class Clashes:
    def __init__(self, session: Session) -> None:
        self._session = session

    def of(
        self, group_id: int, now: datetime, *, meetings: Collection[int] | None = None, official_id: int | None = None
    ) -> Sequence[Pair]:
        """Where the group's meetings still to come (these, or for this official) overlap with other groups' and want
        the same people. Observers needn't be there."""
        ours, theirs = aliased(models.Meeting), aliased(models.Meeting)
        our_post, their_post = aliased(models.PostRecord), aliased(models.PostRecord)
        our_holder, their_holder = aliased(models.Holder), aliased(models.Holder)
        wanted = (
            select(ours.id, ours.sequence, theirs.id, theirs.sequence, our_holder.official_id)
            .join(theirs, theirs.group_id != ours.group_id)
            .join(models.Group, models.Group.id == theirs.group_id)
            .join(our_post, our_post.group_id == ours.group_id)
            .join(our_holder, our_holder.post_id == our_post.id)
            .join(their_holder, their_holder.official_id == our_holder.official_id)
            .join(their_post, (their_post.id == their_holder.post_id) & (their_post.group_id == theirs.group_id))
            .where(
                ours.group_id == group_id,
                ours.state.in_(AHEAD),
                ours.starts_at > now,
                theirs.state.in_(AHEAD),
                theirs.starts_at < ours.ends_at,
                theirs.ends_at > ours.starts_at,
                models.Group.closed_on.is_(None),
                our_holder.until.is_(None),
                their_holder.until.is_(None),
                our_post.kind != Post.OBSERVER,
                their_post.kind != Post.OBSERVER,
            )
            .distinct()
        )
        if meetings is not None:
            wanted = wanted.where(ours.id.in_(meetings))
        if official_id is not None:
            wanted = wanted.where(our_holder.official_id == official_id)
        found: dict[tuple[int, int, int, int], list[int]] = {}
        for *pair, official in self._session.execute(wanted):
            found.setdefault((pair[0], pair[1], pair[2], pair[3]), []).append(official)
        return [Pair(*pair, tuple(sorted(people))) for pair, people in sorted(found.items())]
