"""Lists of actions: prebuilt statements over columns alone. One that is built anew costs more than the query."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from sqlalchemy import ColumnElement, Date, Integer, Text, bindparam, cast, exists, func, or_, select

from bot.db.models import Record
from bot.db.prebuilt import Prebuilt, one_of
from bot.domain.action_lists import Order
from bot.domain.actions import STILL_OPEN, ActionStatus
from bot.domain.searching import MOST_WORDS

_TABLES = Record.metadata.tables
_actions, _groups, _seats = _TABLES["actions"].c, _TABLES["groups"].c, _TABLES["seats"].c
_administrations, _holders, _officials = _TABLES["administrations"].c, _TABLES["holders"].c, _TABLES["officials"].c
_needs, _owners, _updates = _TABLES["action_needs"].c, _TABLES["action_owners"].c, _TABLES["action_updates"].c
_other = _TABLES["actions"].alias("other").c
_others = _TABLES["holders"].alias("others").c

_WAITS = exists().where(
    _needs.action_id == _actions.id,
    _other.id == _needs.needs_id,
    one_of(_other.status, *STILL_OPEN),
)

_ORDERS: Mapping[Order, tuple[ColumnElement[Any], ...]] = MappingProxyType(
    {
        Order.DUE: (_actions.due, _actions.number),
        Order.NEWEST: (_actions.number.desc(),),
        Order.CHANGED: (_actions.updated_at.desc(), _actions.number.desc()),
        Order.PRIORITY: (_actions.priority, _actions.due, _actions.number),
    }
)

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
        _actions.priority,
        _WAITS,
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
    .offset(bindparam("first", type_=Integer))
)


def _says(name: str) -> ColumnElement[bool]:
    """Whether the text or an update holds the word."""
    word = bindparam(name, type_=Text)
    said = exists().where(
        _updates.action_id == _actions.id, _updates.withdrawn_at.is_(None), _updates.folded.like(word, escape="\\")
    )
    return or_(_actions.folded.like(word, escape="\\"), said)


_NARROWER: Mapping[str, ColumnElement[bool]] = MappingProxyType(
    {
        "before": _actions.due < bindparam("before", type_=Date),
        "official_id": or_(
            _officials.id == bindparam("official_id", type_=Integer),
            exists().where(
                _owners.action_id == _actions.id,
                _others.post_id == _owners.post_id,
                _others.until.is_(None),
                _others.official_id == bindparam("official_id", type_=Integer),
            ),
        ),
        "seat": _administrations.code == bindparam("seat", type_=Text),
        "marking": _actions.marking == bindparam("marking", type_=_actions.marking.type),
        "waiting": _WAITS,
        "vacant": _officials.id.is_(None),
    }
    | {f"word_{place}": _says(f"word_{place}") for place in range(MOST_WORDS)}
)


@lru_cache(maxsize=1024)
def extent(stored: str) -> tuple[str, ...]:
    """An extent from its column's text. Few differ, so that each is read once."""
    return tuple(json.loads(stored))


def like(word: str) -> str:
    """A word as a pattern that finds it anywhere."""
    return "%" + word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"


@lru_cache(maxsize=256)
def lines(statuses: tuple[ActionStatus, ...], narrowed: tuple[str, ...], order: Order = Order.DUE) -> Prebuilt:
    """The statement for a group's actions of these statuses: slug, number, text, extent (which ``extent`` reads), the
    holder's name, the seat's code, due day, status, priority, whether it waits for another, and how many there are in
    all.

    It takes ``group_id``, ``most``, ``first`` (how many are passed over), and what it is ``narrowed`` by, as far as
    that has a value. Closed ones stand with the latest first, where no other order than by due day is wanted.
    """
    closed = order is Order.DUE and not set(statuses) & set(STILL_OPEN)
    ordered = (_actions.closed_at.desc(), _actions.number.desc()) if closed else _ORDERS[order]
    wanted = one_of(_actions.status, *statuses)
    return Prebuilt(_LINES.where(wanted, *(_NARROWER[name] for name in narrowed)).order_by(*ordered))
