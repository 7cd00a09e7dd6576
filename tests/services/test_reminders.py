"""The tick, and what a digest reads when it is sent: once a day, twice a week, and only what is true."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select, update

from bot.db import models
from bot.db.models import OutboxState
from bot.db.recipients import ToPerson
from bot.db.unit_of_work import Database
from bot.notices import NOTICES
from bot.notices.model import Entry
from bot.presenters.speech import words
from bot.scheduler import tick
from bot.services.reminders import DIGESTS
from tests.copies import copied
from tests.world import SECRETARIAT, World, deputy, exchange, lead

MONDAY = datetime(2027, 1, 18, 9, tzinfo=UTC)
MEMBER = "mena.sct@example.org"


@pytest.fixture
@copied
def world(database: Database) -> World:
    """Monday 11 January 2027: the leads of Scotland and Wales have two actions each, due on Friday 22 January."""
    exchange(database)
    found = World(database, datetime(2027, 1, 11, 10, tzinfo=UTC))
    for owner in (lead("SCT"), lead("WLS")) * 2:
        found.says(SECRETARIAT, f"action add Report owner:{owner} due:22/1/2027 extent:all")
    return found


def entries(database: Database) -> Sequence[models.OutboxEntry]:
    with database.reading() as uow:
        found = select(models.OutboxEntry).where(models.OutboxEntry.subject == "digest")
        return uow.session.scalars(found.order_by(models.OutboxEntry.id)).all()


def official(database: Database, who: str) -> int:
    with database.reading() as uow:
        found = uow.people.by_email(who)
        assert found is not None
        return found.id


def said(database: Database, entry: models.OutboxEntry, now: datetime) -> str | None:
    """The title of what an entry says at that instant; ``None``: it is stale."""
    told = Entry(entry.key, entry.subject, entry.facts, entry.group_id, entry.official_id, entry.due_at)
    with database.reading() as uow:
        message = NOTICES[entry.subject](uow, told, words("en-GB"), now)
    return message.title if message is not None else None


def settle(database: Database, entry: models.OutboxEntry, state: OutboxState, at: datetime | None = None) -> None:
    with database.writing("test") as uow:
        changed = update(models.OutboxEntry).where(models.OutboxEntry.id == entry.id)
        uow.session.execute(changed.values(state=state, sent_at=at))


def test_a_tick_makes_one_entry_a_person_however_many_actions_are_due(world: World) -> None:
    counts = tick(world.database, MONDAY, [DIGESTS])
    assert counts == {"failed": 0, "digests": 3}
    found = entries(world.database)
    assert {entry.key for entry in found} == {
        f"digest:{official(world.database, lead(seat))}:2027-01-18" for seat in ("SCT", "WLS")
    }
    assert all(entry.lane == f"person:{entry.official_id}" and entry.facts == {} for entry in found)
    assert all(entry.due_at == MONDAY and entry.state is OutboxState.READY for entry in found)
    assert said(world.database, found[0], MONDAY) == "2 actions need you"


def test_ticks_may_repeat_and_find_nothing_more_to_do(world: World) -> None:
    tick(world.database, MONDAY, [DIGESTS])
    assert tick(world.database, MONDAY, [DIGESTS]) == {"failed": 0, "digests": 0}
    assert len(entries(world.database)) == 2


def test_nothing_is_due_before_its_instant(world: World) -> None:
    assert tick(world.database, MONDAY - timedelta(seconds=1), [DIGESTS]) == {"failed": 0, "digests": 0}
    with world.database.reading() as uow:
        assert DIGESTS.coming(uow, world.now) == MONDAY
        assert DIGESTS.coming(uow, MONDAY) == datetime(2027, 2, 5, 9, tzinfo=UTC)


def test_two_processes_ticking_at_once_say_it_once(world: World) -> None:
    with ThreadPoolExecutor(2) as pool:
        counts = list(pool.map(lambda _: tick(world.database, MONDAY, [DIGESTS]), range(2)))
    assert [count["failed"] for count in counts] == [0, 0]
    assert len(entries(world.database)) == 2


def test_the_next_digest_is_planned_as_soon_as_one_is_entered(world: World) -> None:
    tick(world.database, MONDAY, [DIGESTS])
    with world.database.reading() as uow:
        assert DIGESTS.coming(uow, MONDAY) == datetime(2027, 1, 21, 9, tzinfo=UTC)


def test_after_office_hours_a_missed_digest_waits_for_the_next_morning(world: World) -> None:
    evening = MONDAY + timedelta(hours=8)
    tick(world.database, evening, [DIGESTS])
    assert entries(world.database) == []
    with world.database.reading() as uow:
        assert DIGESTS.coming(uow, evening) == MONDAY + timedelta(days=1)
    world.now = evening
    world.says(lead("SCT"), "action update 1 news")
    tick(world.database, MONDAY + timedelta(days=1), [DIGESTS])
    assert len(entries(world.database)) == 2


def test_a_digest_is_stale_when_all_was_done_meanwhile(world: World) -> None:
    tick(world.database, MONDAY, [DIGESTS])
    entry = next(e for e in entries(world.database) if e.official_id == official(world.database, lead("SCT")))
    world.now = MONDAY
    world.says(lead("SCT"), "done 1")
    assert said(world.database, entry, MONDAY) == "One action needs you"
    world.says(lead("SCT"), "done 3")
    assert said(world.database, entry, MONDAY) is None


def test_whoever_left_the_group_is_told_nothing_more(world: World) -> None:
    world.says(SECRETARIAT, f"member add {MEMBER} name:Mena seat:SCT as:member")
    world.says(SECRETARIAT, f"action add Report owner:{MEMBER} due:22/1/2027 extent:all")
    tick(world.database, MONDAY, [DIGESTS])
    entry = next(e for e in entries(world.database) if e.official_id == official(world.database, MEMBER))
    world.says(SECRETARIAT, f"member remove {MEMBER}")
    assert said(world.database, entry, MONDAY) is None


def test_a_closed_group_reminds_nobody(world: World) -> None:
    tick(world.database, MONDAY, [DIGESTS])
    with world.database.writing("test") as uow:
        uow.session.execute(update(models.Group).values(closed_on=date(2027, 1, 18)))
    assert [said(world.database, entry, MONDAY) for entry in entries(world.database)] == [None, None]


def test_an_older_digest_that_could_not_be_sent_gives_way_to_the_newer(world: World) -> None:
    tick(world.database, MONDAY, [DIGESTS])
    thursday = datetime(2027, 1, 21, 9, tzinfo=UTC)
    tick(world.database, thursday, [DIGESTS])
    mine = [e for e in entries(world.database) if e.official_id == official(world.database, lead("SCT"))]
    assert [said(world.database, entry, thursday) for entry in mine] == [None, "2 actions need you"]


def test_nobody_gets_two_digests_on_one_day_even_when_one_was_held_up(world: World) -> None:
    tick(world.database, MONDAY, [DIGESTS])
    thursday = datetime(2027, 1, 21, 9, tzinfo=UTC)
    late, _ = entries(world.database)
    settle(world.database, late, OutboxState.SENT, thursday - timedelta(minutes=30))
    tick(world.database, thursday, [DIGESTS])
    newer = next(e for e in entries(world.database) if e.official_id == late.official_id and e.due_at == thursday)
    assert said(world.database, newer, thursday) is None


@pytest.mark.parametrize(("subject", "title"), [("news", None), ("turn-notice", "One action needs you")])
def test_for_an_ordinary_member_whatever_else_was_said_counts_but_offers_of_a_turn(
    world: World, subject: str, title: str | None
) -> None:
    world.says(SECRETARIAT, f"member add {MEMBER} name:Mena seat:SCT as:member")
    world.says(SECRETARIAT, f"action add Report owner:{MEMBER} due:22/1/2027 extent:all")
    member = official(world.database, MEMBER)
    tuesday = MONDAY + timedelta(days=1)
    tick(world.database, MONDAY, [DIGESTS])
    entry = next(e for e in entries(world.database) if e.official_id == member)
    with world.database.writing("test") as uow:
        for number in range(2):
            uow.outbox.say(key=f"x:{number}", subject=subject, facts={}, to=ToPerson(member), now=MONDAY)
        others = update(models.OutboxEntry).where(models.OutboxEntry.subject == subject)
        uow.session.execute(others.values(state=OutboxState.SENT, sent_at=MONDAY))
    assert said(world.database, entry, tuesday) == title


def test_a_second_digest_is_not_planned_once_an_ordinary_member_heard_twice(world: World) -> None:
    world.says(SECRETARIAT, f"member add {MEMBER} name:Mena seat:SCT as:member")
    member = official(world.database, MEMBER)
    with world.database.writing("test") as uow:
        for number in range(2):
            due = MONDAY + timedelta(hours=number)
            uow.outbox.say(key=f"x:{number}", subject="news", facts={}, to=ToPerson(member), now=MONDAY, due_at=due)
    world.now = MONDAY
    world.says(SECRETARIAT, f"action add Report owner:{MEMBER} due:22/1/2027 extent:all")
    with world.database.reading() as uow:
        planned = uow.reminders.of(member)
    assert planned is not None
    assert planned.day == date(2027, 1, 25)


def test_the_lead_and_the_secretariat_hear_of_what_nobody_closed(world: World) -> None:
    world.says(SECRETARIAT, f"action add Report owner:{deputy('NIR')} due:12/1/2027 extent:NIR")
    with world.database.reading() as uow:
        days = {who: uow.reminders.of(official(world.database, who)) for who in (lead("NIR"), SECRETARIAT)}
    assert [days[who].day for who in (lead("NIR"), SECRETARIAT)] == [  # type: ignore[union-attr]
        date(2027, 1, 19),
        date(2027, 1, 26),
    ]


def test_due_days_at_the_end_of_the_calendar_are_planned_too(world: World) -> None:
    world.says(SECRETARIAT, f"action add Archive owner:{deputy('IRL')} due:31/12/2199 extent:IRL")
    with world.database.reading() as uow:
        planned = uow.reminders.of(official(world.database, deputy("IRL")))
    assert planned is not None
    assert planned.day == date(2199, 12, 23)
