"""Groups that want the same people at the same time: both secretariats are told, of their own meeting alone."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from bot.db import models
from bot.db.unit_of_work import Database
from bot.messages import plain_text
from bot.notices import NOTICES
from bot.notices.model import Entry, NotNow
from bot.presenters.speech import words
from tests.copies import copied
from tests.world import OPERATOR, SECRETARIAT, World, deputy, exchange, lead, with_rota

ZOE = "zoe@example.org"


@pytest.fixture
@copied
def world(database: Database) -> World:
    """The exchange, and another group that shares Scotland's lead and Wales's deputy."""
    found = World(database, now=datetime(2027, 4, 1, 9, tzinfo=UTC))
    with_rota(database, exchange(database))
    found.says(OPERATOR, 'group new other "Another group" seats:SCT')
    found.says(OPERATOR, f"member add {ZOE} as:secretariat name:Zoe")
    found.says(OPERATOR, "member remove operator@example.org")
    found.says(ZOE, f"member add {lead('SCT')} as:lead seat:SCT group:other")
    found.says(ZOE, f"member add {deputy('WLS')} as:secretariat group:other")
    return found


def warned(world: World) -> list[tuple[str, str]]:
    """Who is warned, and the text as it would be said now."""
    found = []
    with world.database.reading() as uow:
        rows = uow.session.scalars(
            select(models.OutboxEntry)
            .where(models.OutboxEntry.subject == "clash", models.OutboxEntry.state == "ready")
            .order_by(models.OutboxEntry.id)
        ).all()
        for row in rows:
            entry = Entry(row.key, row.subject, row.facts, row.group_id, row.official_id, row.due_at)
            try:
                message = NOTICES["clash"](uow, entry, words("en-GB"), world.now)
            except NotNow:
                raise AssertionError("the tests type in office hours") from None
            assert row.official_id is not None
            if message is not None:
                found.append((uow.people.record(row.official_id).email or "", plain_text.render(message, width=1000)))
    return found


def test_a_booking_that_wants_the_same_people_warns_both_with_names_and_overlap(world: World) -> None:
    world.says(SECRETARIAT, 'meeting add 12 May 2027 10:00 group:vawg place:"Room 7"')
    assert warned(world) == []
    said = world.says(ZOE, 'meeting add "12 May 2027 11:00" group:other')
    assert "Lena" not in said, "what is public names nobody"
    found = dict(warned(world))
    assert found.keys() == {SECRETARIAT, ZOE, deputy("WLS")}
    ours, theirs = found[SECRETARIAT], found[ZOE]
    assert "Ending violence against women and girls: a meeting at the same time as another group's" in ours
    assert "VAWG-M1  Wed 12 May 2027, 10:00  Dara Wls and Lena Sct  11:00–12:00" in ours
    assert "OTHER-M1  Wed 12 May 2027, 11:00  Dara Wls and Lena Sct  11:00–12:00" in theirs
    for secret in ("OTHER", "Another group:", "11:00  "):
        assert secret not in ours
    for secret in ("VAWG", "violence", "Room 7"):
        assert secret not in theirs


def test_what_only_touches_or_shares_nobody_warns_nobody(world: World) -> None:
    world.says(SECRETARIAT, "meeting add 12 May 2027 10:00 group:vawg")
    world.says(ZOE, 'meeting add "12 May 2027 12:00" group:other')
    world.says(ZOE, 'meeting add "12 May 2027 8:00" group:other')
    assert warned(world) == []
    world.says(ZOE, f"member remove {lead('SCT')} group:other")
    world.says(ZOE, f"member remove {deputy('WLS')} group:other")
    world.says(ZOE, 'meeting add "12 May 2027 10:30" group:other')
    assert warned(world) == []


def test_a_move_into_a_clash_warns_and_one_out_of_it_is_said_no_more(world: World) -> None:
    world.says(SECRETARIAT, "meeting add 12 May 2027 10:00 group:vawg")
    world.says(ZOE, 'meeting add "13 May 2027 10:00" group:other')
    world.says(ZOE, 'meeting move other-M1 to:"12 May 2027 10:00"')
    assert len(warned(world)) == 3
    world.says(SECRETARIAT, 'meeting move vawg-M1 to:"14 May 2027 10:00"')
    assert warned(world) == []


def test_somebody_who_joins_brings_a_clash_and_is_the_only_one_named(world: World) -> None:
    world.says(ZOE, f"member remove {deputy('WLS')} group:other")
    world.says(ZOE, f"member remove {lead('SCT')} group:other")
    world.says(SECRETARIAT, 'meeting series "weekly on wednesday at 10:00" group:vawg')
    world.says(ZOE, 'meeting series "weekly on wednesday at 10:00" group:other')
    assert warned(world) == []
    world.says(ZOE, f"member add {lead('SCT')} as:lead seat:SCT group:other")
    found = warned(world)
    assert [who for who, _ in found] == [ZOE, SECRETARIAT], "one message each, however many meetings"
    assert all("Lena Sct" in text and "Dara" not in text and "more" in text for _, text in found)
    world.says(ZOE, f"member add {lead('WLS')} as:observer seat:SCT group:other")
    assert len(warned(world)) == 2, "an observer needn't be there"


def test_nobody_is_told_twice(world: World) -> None:
    world.says(SECRETARIAT, "meeting add 12 May 2027 10:00 group:vawg")
    world.says(ZOE, 'meeting add "12 May 2027 10:00" group:other')
    before = len(warned(world))
    world.says(ZOE, f"member remove {deputy('WLS')} group:other")
    world.says(ZOE, f"member add {deputy('WLS')} as:member seat:SCT group:other")
    assert len(warned(world)) <= before
    assert "Dara Wls and Lena Sct" in dict(warned(world))[SECRETARIAT]


def test_a_group_that_has_ended_clashes_with_nobody(world: World) -> None:
    world.says(SECRETARIAT, "meeting add 12 May 2027 10:00 group:vawg")
    world.says(ZOE, 'meeting add "12 May 2027 10:00" group:other')
    world.says(ZOE, "group close group:other reason:done")
    assert warned(world) == []
