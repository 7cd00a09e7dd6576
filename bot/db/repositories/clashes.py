"""Meetings of different groups that overlap and share officials."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session, aliased

from bot.db import models
from bot.db.repositories.meetings import AHEAD
from bot.domain.clashes import Pair
from bot.domain.people import Post

_OURS, _THEIRS = aliased(models.Meeting), aliased(models.Meeting)
_OUR_POST, _THEIR_POST = aliased(models.PostRecord), aliased(models.PostRecord)
_OUR_HOLDER, _THEIR_HOLDER = aliased(models.Holder), aliased(models.Holder)
_PAIRS = (
    select(_OURS.id, _OURS.sequence, _THEIRS.id, _THEIRS.sequence, _OUR_HOLDER.official_id)
    .join(_THEIRS, _THEIRS.group_id != _OURS.group_id)
    .join(models.Group, models.Group.id == _THEIRS.group_id)
    .join(_OUR_POST, _OUR_POST.group_id == _OURS.group_id)
    .join(_OUR_HOLDER, _OUR_HOLDER.post_id == _OUR_POST.id)
    .join(_THEIR_HOLDER, _THEIR_HOLDER.official_id == _OUR_HOLDER.official_id)
    .join(_THEIR_POST, (_THEIR_POST.id == _THEIR_HOLDER.post_id) & (_THEIR_POST.group_id == _THEIRS.group_id))
    .where(
        _OURS.group_id == bindparam("group_id"),
        _OURS.state.in_(AHEAD),
        _OURS.starts_at > bindparam("now"),
        _THEIRS.state.in_(AHEAD),
        _THEIRS.starts_at < _OURS.ends_at,
        _THEIRS.ends_at > _OURS.starts_at,
        models.Group.closed_on.is_(None),
        _OUR_HOLDER.until.is_(None),
        _THEIR_HOLDER.until.is_(None),
        _OUR_POST.kind != Post.OBSERVER,
        _THEIR_POST.kind != Post.OBSERVER,
    )
    .distinct()
)


class Clashes:
    def __init__(self, session: Session) -> None:
        self._session = session

    def of(
        self, group_id: int, now: datetime, *, meetings: Collection[int] | None = None, official_id: int | None = None
    ) -> Sequence[Pair]:
        """Where the group's meetings still to come (these, or for this official) overlap with other groups' and want
        the same people. Observers needn't be there."""
        wanted, given = _PAIRS, {"group_id": group_id, "now": now}
        if meetings is not None:
            wanted = wanted.where(_OURS.id.in_(meetings))
        if official_id is not None:
            wanted = wanted.where(_OUR_HOLDER.official_id == official_id)
        found: dict[tuple[int, int, int, int], list[int]] = {}
        for *pair, official in self._session.execute(wanted, given):
            found.setdefault((pair[0], pair[1], pair[2], pair[3]), []).append(official)
        return [Pair(*pair, tuple(sorted(people))) for pair, people in sorted(found.items())]
