"""The memory of requests: claimed once, answered once, forgotten after a week."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select

from bot.db import models
from bot.db.inbox import Stored
from bot.db.unit_of_work import Database
from bot.domain.presses import SAME_WITHIN, Press
from bot.scheduler import tick
from bot.services import requests

NOW = datetime(2027, 1, 4, 9, tzinfo=UTC)
MOMENT = timedelta(microseconds=1)


def claimed(database: Database, key: str, press: Press | None = None, *, answer: str = "said") -> Stored | None:
    with database.writing("test") as uow:
        found = uow.inbox.claim(key, at=NOW, press=press)
        if found is None:
            uow.inbox.answer(key, reply=answer, public=True, press=press)
        return found


def rows(database: Database) -> int:
    with database.reading() as uow:
        return uow.session.scalar(select(func.count()).select_from(models.Received)) or 0


def test_a_request_is_new_once(database: Database) -> None:
    assert claimed(database, "r1") is None
    assert claimed(database, "r1", answer="other") == Stored("said", public=True)
    assert claimed(database, "r2") is None


@pytest.mark.parametrize("apart", [timedelta(0), SAME_WITHIN, -SAME_WITHIN])
def test_two_presses_of_a_moment_are_one_whichever_comes_first(database: Database, apart: timedelta) -> None:
    assert claimed(database, "r1", Press("p", NOW)) is None
    assert claimed(database, "r2", Press("p", NOW + apart), answer="other") == Stored("said", public=True)
    assert claimed(database, "r2") == Stored("said", public=True)


@pytest.mark.parametrize("apart", [SAME_WITHIN + MOMENT, -SAME_WITHIN - MOMENT])
def test_presses_further_apart_are_two(database: Database, apart: timedelta) -> None:
    assert claimed(database, "r1", Press("p", NOW)) is None
    assert claimed(database, "r2", Press("p", NOW + apart), answer="other") is None
    assert claimed(database, "r1", Press("p", NOW)) == Stored("said", public=True)
    assert claimed(database, "r3", Press("p", NOW + apart)) == Stored("other", public=True)


def test_what_was_rolled_back_was_never_claimed(database: Database) -> None:
    with database.writing("test") as uow:
        assert uow.inbox.claim("r1", at=NOW, press=Press("p", NOW)) is None
        uow.session.rollback()
    assert claimed(database, "r1", Press("p", NOW)) is None


def test_requests_are_forgotten_after_a_week_some_at_a_time(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(requests, "AT_ONCE", 2)
    for number in range(5):
        claimed(database, f"r{number}")
    claimed(database, "pressed", Press("p", NOW))
    assert tick(database, NOW + requests.KEPT)["requests forgotten"] == 0
    left = []
    for _ in range(4):
        tick(database, NOW + requests.KEPT + MOMENT)
        left.append(rows(database))
    assert left == [5, 3, 1, 0]
    assert tick(database, NOW + requests.KEPT + MOMENT)["requests forgotten"] == 0
