"""Statements that stand give what the engine gives, refuse what it refuses, and are heard by whoever listens."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import Select, bindparam, event, insert, literal, select, text, type_coerce
from sqlalchemy.exc import DBAPIError

from bot.db import models
from bot.db.prebuilt import Prebuilt, one_of
from bot.db.unit_of_work import Database
from bot.domain.people import GroupKind, Marking

_GROUPS = models.Record.metadata.tables["groups"]
_CREATED = datetime(2027, 1, 4, 9, tzinfo=UTC)
_ROW = {
    "slug": "vawg", "name": "O'Brien's %s", "purpose": "", "kind": GroupKind.FORMAL, "terms": "", "themes": ["a", "é"],
    "marking": Marking.SENSITIVE, "zone": "Europe/London", "language": "en-GB", "starts_on": date(2027, 1, 4),
    "closed_reason": "", "policy": {"chair": "held"}, "notice_days": [28, 7], "meetings_numbered": 0,
    "actions_numbered": 0, "created_at": _CREATED, "version": 1,
}  # fmt: skip


def whole() -> Select[tuple[object, ...]]:
    """Every kind of column and of value: choices and instants given, a choice that stands in the statement."""
    return select(_GROUPS).where(
        _GROUPS.c.slug == bindparam("slug"),
        _GROUPS.c.created_at == bindparam("at"),
        _GROUPS.c.marking == bindparam("marking"),
        one_of(_GROUPS.c.kind, GroupKind.FORMAL, GroupKind.AD_HOC),
    )


def test_it_gives_what_the_engine_gives(database: Database) -> None:
    given = {"slug": "vawg", "at": _CREATED, "marking": Marking.SENSITIVE}
    with database.writing() as uow:
        uow.session.execute(insert(_GROUPS), [_ROW])
        expected = uow.session.connection().execute(whole(), given).one()
        assert Prebuilt(whole()).rows(uow.session, **given) == [tuple(expected)]
    with database.reading() as uow:
        (row,) = Prebuilt(whole()).rows(uow.session, **given)
    assert row == tuple(expected)
    assert (row.kind, row.policy, row.created_at) == (GroupKind.FORMAL, {"chair": "held"}, _CREATED)


def test_what_the_session_holds_is_written_first(database: Database) -> None:
    names = Prebuilt(select(_GROUPS.c.name).where(_GROUPS.c.slug == bindparam("slug")))
    with database.writing() as uow:
        uow.session.add(models.Group(slug="vawg", name="Before", starts_on=date(2027, 1, 4), created_at=_CREATED))
        assert names.values(uow.session, slug="vawg") == [("Before",)]


def test_a_refusal_is_the_engines(database: Database) -> None:
    gone = Prebuilt(select(literal(1)).select_from(text("nowhere")))
    with database.reading() as uow:
        with pytest.raises(DBAPIError) as ours:
            gone.values(uow.session)
        with pytest.raises(DBAPIError) as theirs:
            uow.session.execute(text("SELECT 1 FROM nowhere"))
    assert type(ours.value) is type(theirs.value)
    assert type(ours.value.orig) is type(theirs.value.orig)


def test_a_broken_connection_is_not_used_again(database: Database) -> None:
    one = Prebuilt(select(literal(1)))
    with database.reading() as uow:
        connection = uow.session.connection().connection.driver_connection
        assert connection is not None
        connection.close()
        with pytest.raises(DBAPIError) as broken:
            one.values(uow.session)
    assert broken.value.connection_invalidated
    with database.reading() as uow:
        assert one.values(uow.session) == [(1,)]


def test_who_listens_to_the_engine_hears_it(database: Database) -> None:
    heard: list[str] = []
    event.listen(database.engine, "before_cursor_execute", lambda *given: heard.append(given[2]))
    with database.reading() as uow:
        Prebuilt(select(type_coerce(literal(1), _GROUPS.c.id.type))).values(uow.session)
    assert len(heard) == 1


def test_a_list_that_is_written_anew_each_time_is_refused(database: Database) -> None:
    with database.reading() as uow, pytest.raises(ValueError, match="doesn't stand"):
        Prebuilt(select(_GROUPS.c.id).where(_GROUPS.c.id.in_([1, 2]))).values(uow.session)
