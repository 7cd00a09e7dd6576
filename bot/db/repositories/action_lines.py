"""Lists of actions: prebuilt statements over columns alone. One that is built anew costs more than the query."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from sqlalchemy import ColumnElement, Date, Integer, Select, Text, bindparam, cast, func, or_, select

from bot.db.models import Record
from bot.domain.actions import ActionStatus

_TABLES = Record.metadata.tables
_actions, _groups, _seats = _TABLES["actions"].c, _TABLES["groups"].c, _TABLES["seats"].c
_administrations, _holders, _officials = _TABLES["administrations"].c, _TABLES["holders"].c, _TABLES["officials"].c

_LINES = (
    select(
        _groups.slug,
        _actions.number,
        _actions.text,
        cast(_actions.extent, Text),
        _officials.name,
        _administrations.code,
        _actions.due,
        _actions.status,
        func.count().over(),
    )
    .select_from(_TABLES["actions"])
    .join(_TABLES["groups"], _groups.id == _actions.group_id)
    .outerjoin(_TABLES["seats"], _seats.id == _actions.seat_id)
    .outerjoin(_TABLES["administrations"], _administrations.id == _seats.administration_id)
    .outerjoin(_TABLES["holders"], (_holders.post_id == _actions.post_id) & _holders.until.is_(None))
    .outerjoin(_TABLES["officials"], _officials.id == _holders.official_id)
    .where(_actions.group_id == bindparam("group_id", type_=Integer))
    .limit(bindparam("most", type_=Integer))
)
_NARROWER: Mapping[str, ColumnElement[bool]] = MappingProxyType(
    {
        "before": _actions.due < bindparam("before", type_=Date),
        "official_id": _officials.id == bindparam("official_id", type_=Integer),
        "seat": _administrations.code == bindparam("seat", type_=Text),
        "marking": _actions.marking == bindparam("marking", type_=_actions.marking.type),
    }
)


@lru_cache(maxsize=1024)
def extent(stored: str) -> tuple[str, ...]:
    """An extent from its column's text. Few differ, so that each is read once."""
    return tuple(json.loads(stored))


@lru_cache(maxsize=64)
def lines(statuses: tuple[ActionStatus, ...], narrowed: tuple[str, ...]) -> Select[*tuple[Any, ...]]:
    """The statement for a group's actions of these statuses: slug, number, text, extent (which ``extent`` reads), the
    holder's name, the seat's code, due day, status, and how many there are in all.

    It takes ``group_id``, ``most``, and what it is ``narrowed`` by: ``before`` (a due day), ``official_id``, ``seat``.
    Done ones stand with the latest first, others by due day.
    """
    done = ActionStatus.DONE in statuses
    order = (_actions.closed_at.desc(), _actions.number.desc()) if done else (_actions.due, _actions.number)
    wanted = or_(
        *(_actions.status == status for status in statuses)
    )  # not IN: its list would be written anew each time
    return _LINES.where(wanted, *(_NARROWER[name] for name in narrowed)).order_by(*order)
