"""The demo's history: lived through whenever it is started, whole, and short to look at."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.app import core
from bot.app.desk import audited
from bot.app.directory import directory
from bot.app.history import lived_through
from bot.clock import fixed
from bot.demo import OPERATORS, PEOPLE
from bot.platforms.web.rooms import ChatRoom, Room
from bot.settings import Settings
from tests.conftest import KEY


@pytest.mark.parametrize("today", [datetime(2026, 11, 23, 8, tzinfo=UTC), datetime(2027, 4, 18, 23, 30, tzinfo=UTC)])
def test_the_demo_has_a_short_and_living_history(tmp_path: Path, today: datetime) -> None:
    settings = Settings(
        database_url=f"sqlite:///{tmp_path}/demo.db", operators=OPERATORS, secret_keys=(SecretStr(KEY),)
    )
    rooms = ChatRoom()
    with core(settings, fixed(today), migrated=True) as app:
        lived_through(app, rooms)
        known = directory(app.database)
        record = audited(app)
        with app.database.reading() as uow:
            group = uow.groups.by_slug("vawg")
            assert group is not None
            held = uow.meetings.held(group.id)
    channel = rooms.seen_by(Room("channel", "vawg"), OPERATORS[0])
    assert 5 < len(channel) < 40
    assert all(post.at <= today for post in channel)
    assert held >= 2
    assert record.lines > 60
    assert not record.broken
    assert [person.account for person in known.people if not person.linked] == ["cian.walsh@irl.example"]
    assert {person.account for person in known.people} == {*OPERATORS, *(person.address for person in PEOPLE)}
    assert rooms.mails("cian.walsh@irl.example")
    assert all(rooms.unread(Room("channel", "vawg"), person.account) == 0 for person in known.people)
