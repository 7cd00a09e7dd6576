"""Which notices are brought up to date, however long ago and whatever was said in between."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy import insert

from bot.db import models
from bot.db.unit_of_work import Database
from bot.services import restated
from tests.world import SECRETARIAT, World, exchange, with_rota

NOW = datetime(2027, 1, 5, 9, tzinfo=UTC)


def test_a_notice_of_a_year_ago_is_found_behind_hundreds_of_others(database: Database) -> None:
    group_id = exchange(database)
    with_rota(database, group_id)
    World(database, now=NOW).says(SECRETARIAT, "meeting add 20 Jan 2027 10:00")
    with database.writing("test") as uow:
        meeting = uow.meetings.by_number(group_id, 1)
        assert meeting is not None
        said = {"subject": "turn-notice", "group_id": group_id, "official_id": 1, "lane": "one", "state": "sent"}
        said |= {"platform": "slack", "sent_to": "slack:one:two", "created_at": NOW, "attempts": 1}
        days = {"too-old": 401, "old": 399, **{f"other-{at}": 5 for at in range(150)}}
        rows = [
            said
            | {
                "key": key,
                "platform_id": key,
                "due_at": NOW - timedelta(days=ago),
                "facts": {"meeting": meeting.id + key.startswith("other")},
            }
            for key, ago in days.items()
        ]
        uow.session.execute(insert(models.OutboxEntry), rows)
        found = restated.about(uow, changed=[(group_id, "VAWG-M1:chair")], subjects=["turn-notice"], now=NOW)
    assert [one.key for one in found] == ["old"]
