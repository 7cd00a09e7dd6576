"""Groups, their seats and the places where they are linked."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Row, bindparam, func, or_, select
from sqlalchemy.orm import Session

from bot.db import models
from bot.db.prebuilt import Prebuilt, one_of
from bot.domain.actions import ActionStatus
from bot.domain.groups import Group, Seat
from bot.domain.meetings import MeetingState
from bot.domain.members import LeftBehind
from bot.domain.rotation import Role, TurnState

_TABLES = models.Record.metadata.tables
_groups, _places, _posts, _holders = (_TABLES[name] for name in ("groups", "places", "posts", "holders"))
_administrations, _seats, _turns, _meetings, _terms = (
    _TABLES[name] for name in ("administrations", "seats", "turns", "meetings", "terms")
)

_LINKED = Prebuilt(
    select(_groups)
    .join(_places, _places.c.group_id == _groups.c.id)
    .where(
        _places.c.platform == bindparam("platform"),
        _places.c.workspace == bindparam("workspace"),
        _places.c.channel == bindparam("channel"),
    )
)
_BY_ID = Prebuilt(select(_groups).where(_groups.c.id == bindparam("group_id")))
_MINE = (
    select(_posts.c.group_id)
    .join(_holders, _holders.c.post_id == _posts.c.id)
    .where(_holders.c.official_id == bindparam("official_id"), _holders.c.until.is_(None))
)
_OF = select(_groups).where(_groups.c.id.in_(_MINE)).order_by(_groups.c.slug)
_RUNNING, _ENDED = (
    Prebuilt(_OF.where(_groups.c.closed_on.is_(None))),
    Prebuilt(_OF.where(_groups.c.closed_on.is_not(None))),
)
_CHAIRS = (
    select(_administrations.c.code, _meetings.c.assumed)
    .join(_seats, _seats.c.administration_id == _administrations.c.id)
    .join(_turns, _turns.c.seat_id == _seats.c.id)
    .join(_meetings, _meetings.c.id == _turns.c.meeting_id)
    .where(_meetings.c.group_id == bindparam("group_id"), _turns.c.role == Role.CHAIR)
    .limit(1)
)
_COMING = one_of(_meetings.c.state, MeetingState.OPEN, MeetingState.SCHEDULED)
_TOLD = one_of(_turns.c.state, TurnState.ASSIGNED, TurnState.ACCEPTED, TurnState.DECLINED)
_CHAIRS_NEXT = Prebuilt(_CHAIRS.where(_COMING, _TOLD).order_by(_meetings.c.starts_at))
_CHAIRED_LAST = Prebuilt(
    _CHAIRS.where(_meetings.c.state == MeetingState.HELD, _turns.c.state == TurnState.SERVED).order_by(
        _meetings.c.starts_at.desc()
    )
)
_OF_GROUP = (
    select(
        _seats.c.id,
        _administrations.c.code,
        _administrations.c.name,
        _administrations.c.zone,
        _administrations.c.holidays,
        _administrations.c.territories,
        _seats.c.first_day,
        _seats.c.last_day,
    )
    .join(_administrations, _administrations.c.id == _seats.c.administration_id)
    .where(_seats.c.group_id == bindparam("group_id"))
    .order_by(_seats.c.id)
)
_SEATS, _SEATED = (
    Prebuilt(_OF_GROUP),
    Prebuilt(
        _OF_GROUP.where(
            _seats.c.first_day <= bindparam("day"),
            or_(_seats.c.last_day.is_(None), _seats.c.last_day >= bindparam("day")),
        )
    ),
)
_LEAVING = Prebuilt(
    select(_seats.c.id, _seats.c.last_day, _groups.c.zone)
    .join(_groups, _groups.c.id == _seats.c.group_id)
    .join(_posts, _posts.c.seat_id == _seats.c.id)
    .join(_holders, _holders.c.post_id == _posts.c.id)
    .where(_seats.c.last_day.is_not(None), _holders.c.until.is_(None))
    .distinct()
    .order_by(_seats.c.id)
)
_CHAIRS_TERM = Prebuilt(
    select(_administrations.c.code)
    .join(_seats, _seats.c.administration_id == _administrations.c.id)
    .join(_turns, _turns.c.seat_id == _seats.c.id)
    .join(_terms, _terms.c.id == _turns.c.term_id)
    .where(
        _terms.c.group_id == bindparam("group_id"),
        _terms.c.began_at.is_not(None),
        _terms.c.ended_at.is_(None),
        _turns.c.role == Role.CHAIR,
        _TOLD,
    )
)


class Groups:
    def __init__(self, session: Session) -> None:
        self._session = session

    def by_slug(self, slug: str) -> Group | None:
        return facts(self._session.scalar(select(models.Group).where(models.Group.slug == slug.lower())))

    def by_id(self, group_id: int) -> Group | None:
        return next(map(facts_of, _BY_ID.rows(self._session, group_id=group_id)), None)

    def record(self, group_id: int) -> models.Group:
        """The row itself, to be changed. The group must exist."""
        return self._session.get_one(models.Group, group_id)

    def linked_to(self, platform: str, workspace: str, channel: str) -> Group | None:
        """The group that this channel speaks for."""
        found = _LINKED.rows(self._session, platform=platform, workspace=workspace, channel=channel)
        return next(map(facts_of, found), None)

    def of(self, official_id: int, *, ended: bool = False) -> Sequence[Group]:
        """The groups in which the official holds a post now, by slug: those that are running, or those that ended."""
        statement = _ENDED if ended else _RUNNING
        return tuple(map(facts_of, statement.rows(self._session, official_id=official_id)))

    def places(self, group_id: int) -> Sequence[models.Place]:
        """The channels that speak for the group, in the order they were linked."""
        return self._session.scalars(
            select(models.Place).where(models.Place.group_id == group_id).order_by(models.Place.id)
        ).all()

    def place(self, platform: str, workspace: str, channel: str) -> models.Place | None:
        """The link of this channel, whatever group it speaks for."""
        return self._session.scalar(
            select(models.Place).where(
                models.Place.platform == platform,
                models.Place.workspace == workspace,
                models.Place.channel == channel,
            )
        )

    def open_actions(
        self, group_id: int, *, seat_id: int | None = None, post_ids: Collection[int] = ()
    ) -> tuple[LeftBehind, ...]:
        """Actions that are not finished, of a seat or of posts, by number."""
        mine = models.Action.seat_id == seat_id if seat_id is not None else models.Action.post_id.in_(post_ids)
        found = self._session.execute(
            select(models.Group.slug, models.Action.number, models.Action.text, models.Action.extent)
            .join(models.Group, models.Group.id == models.Action.group_id)
            .where(
                models.Action.group_id == group_id,
                mine,
                models.Action.status.in_((ActionStatus.OPEN, ActionStatus.IN_PROGRESS)),
            )
            .order_by(models.Action.number)
        )
        return tuple(
            LeftBehind(f"{slug.upper()}-{number}", text, tuple(extent)) for slug, number, text, extent in found
        )

    def open_action_count(self, group_id: int) -> int:
        """How many actions of the group are not finished."""
        found = self._session.scalar(
            select(func.count())
            .select_from(models.Action)
            .where(
                models.Action.group_id == group_id,
                models.Action.status.in_((ActionStatus.OPEN, ActionStatus.IN_PROGRESS)),
            )
        )
        return found or 0

    def chairing(self, group_id: int, *, terms: bool = False) -> tuple[str, ...]:
        """The seat that chairs the open meeting, or else the next one to come; nothing while nobody is told. With
        ``terms`` the seat too that has the term under way.

        And the seat that chaired the last one, while that is only assumed to have been held: it may put that right.
        """
        codes = [row.code for row in _CHAIRS_NEXT.rows(self._session, group_id=group_id)]
        codes += [row.code for row in _CHAIRED_LAST.rows(self._session, group_id=group_id) if row.assumed]
        if terms:
            codes += [row.code for row in _CHAIRS_TERM.rows(self._session, group_id=group_id)]
        return tuple(dict.fromkeys(codes))

    def seats(self, group_id: int, on: date | None = None) -> Sequence[Seat]:
        """The group's seats in the order they were added; with ``on``, those seated on that day."""
        if on is None:
            rows = _SEATS.rows(self._session, group_id=group_id)
        else:
            rows = _SEATED.rows(self._session, group_id=group_id, day=on)
        return tuple(_seat(row) for row in rows)

    def of_seat(self, seat_id: int) -> tuple[int, str]:
        """The group of a seat, and its administration's code. The seat must exist."""
        row = self._session.execute(
            select(models.Seat.group_id, models.Administration.code)
            .join(models.Administration, models.Administration.id == models.Seat.administration_id)
            .where(models.Seat.id == seat_id)
        ).one()
        return row[0], row[1]

    def seat_in_use(self, seat_id: int) -> bool:
        """Whether anybody ever had a post at the seat, or it a turn, an action, or a part in an offer."""
        uses = (
            models.PostRecord.seat_id,
            models.Turn.seat_id,
            models.Action.seat_id,
            models.Offer.seat_id,
            models.Offer.to_seat_id,
        )
        return any(self._session.scalar(select(column).where(column == seat_id).limit(1)) for column in uses)

    def leaving(self) -> Sequence[tuple[int, date, str]]:
        """Seats with a last day whose posts are still held: id, last day, and the group's zone."""
        return [(seat_id, last_day, zone) for seat_id, last_day, zone in _LEAVING.values(self._session)]


def facts(found: models.Group | None) -> Group | None:
    return None if found is None else facts_of(found)


def facts_of(row: models.Group | Row[Any]) -> Group:
    """A group's row as a domain value."""
    return Group(
        id=row.id,
        slug=row.slug,
        name=row.name,
        purpose=row.purpose,
        kind=row.kind,
        marking=row.marking,
        zone=row.zone,
        language=row.language,
        starts_on=row.starts_on,
        closed_on=row.closed_on,
        policy=dict(row.policy),
        notice_days=tuple(row.notice_days),
        terms=row.terms,
        themes=tuple(row.themes),
        review_on=row.review_on,
    )


def _seat(row: Any) -> Seat:
    return Seat(
        id=row.id,
        code=row.code,
        name=row.name,
        zone=row.zone,
        holidays=row.holidays,
        territories=tuple(row.territories),
        first_day=row.first_day,
        last_day=row.last_day,
    )
