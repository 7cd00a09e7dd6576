"""Seats: an administration joins, leaves, or stands at another place."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from bot.db.unit_of_work import Database
from bot.services.seats import LEAVING
from tests.world import OPERATOR, SECRETARIAT, World, exchange, lead, raise_action, sent, traces, with_rota

NEW = 'group new vawg "Ending VAWG exchange" seats:UKG,SCT,WLS,NIR,IRL'
SERIES = 'series:"third wednesday of jan, apr, jul, oct at 10:00 for 2 hours"'


def group(database: Database) -> World:
    world = World(database)
    world.says(OPERATOR, f"{NEW} {SERIES}")
    return world


def test_a_seat_joins_from_a_day(database: Database) -> None:
    world = group(database)
    said = world.says(OPERATOR, "seat add IMN from:2027-09-01")
    assert "Isle of Man has a seat in Ending VAWG exchange from Wednesday 1 September 2027." in said
    assert "Isle of Man" in world.says(OPERATOR, "group show")
    assert "is now lead for Isle of Man" in world.says(OPERATOR, "member add juan@example.org seat:IMN as:lead")


@pytest.mark.parametrize(
    "typed",
    [
        "seat add SCT from:2027-09-01",
        "seat add XXX from:2027-09-01",
        "seat add IMN from:2026-12-01",
        "seat leave IMN on:2028-02-01",
        "seat leave WLS on:2026-12-01",
        "seat leave WLS on:2027-01-04",
        "seat order SCT, WLS",
        "seat order SCT, WLS, NIR, IRL, UKG, IMN",
    ],
)
def test_a_seat_that_makes_no_sense_is_refused_and_leaves_no_trace(database: Database, typed: str) -> None:
    world = group(database)
    before = traces(database)
    assert world.refuses(OPERATOR, typed)
    assert traces(database) == before


def test_a_seat_leaves_on_a_day_and_its_people_then_see_nothing_more(database: Database) -> None:
    with_rota(database, exchange(database))
    world = World(database)
    raise_action(database, seat="WLS", text="Publish the minutes", extent=("WLS",))
    world.says(SECRETARIAT, "group link", channel="C1")
    said = world.says(SECRETARIAT, "seat leave WLS on:2027-03-01")
    assert "Wales leaves" in said
    assert "Monday 1 March 2027" in said
    assert "Publish the minutes" in said
    assert "Publish the minutes" not in sent(database)[-1]
    assert "VAWG-1" in sent(database)[-1]
    assert "lead Lena Wls" in world.says(lead("WLS"), "member list")
    assert "leaves already" in world.refuses(SECRETARIAT, "seat leave WLS on:2027-04-01")
    world.move(days=60)
    with database.writing("test") as uow:
        (due,) = LEAVING.due(uow, world.now)
        LEAVING.do(uow, due, world.now)
        assert LEAVING.due(uow, world.now) == []
        assert LEAVING.coming(uow, world.now) is None
    assert "aren't in any group" in world.refuses(lead("WLS"), "member list")
    assert "Wales" not in world.says(SECRETARIAT, "member list")


def test_a_leaving_that_was_taken_back_at_the_last_moment_empties_nothing(database: Database) -> None:
    with_rota(database, exchange(database))
    world = World(database)
    world.says(SECRETARIAT, "seat leave WLS on:2027-01-05")
    world.now = datetime(2027, 1, 4, 23, 59, tzinfo=UTC)
    world.says(SECRETARIAT, "member add ana@example.org seat:WLS as:member")
    later = datetime(2027, 1, 5, 0, 0, tzinfo=UTC)
    with database.writing("test") as uow:
        (due,) = LEAVING.due(uow, later)
        LEAVING.do(uow, due, world.now)
        assert LEAVING.due(uow, later) == [due]
        LEAVING.do(uow, due, later)
        assert LEAVING.due(uow, later) == []


def test_the_clock_knows_when_a_seat_leaves(database: Database) -> None:
    with_rota(database, exchange(database))
    world = World(database)
    world.says(SECRETARIAT, "seat leave WLS on:2027-07-01")
    with database.reading() as uow:
        assert LEAVING.due(uow, world.now) == []
        coming = LEAVING.coming(uow, world.now)
    assert coming is not None
    assert coming.isoformat() == "2027-06-30T23:00:00+00:00"  # midnight in London, in summer


def test_a_seat_that_leaves_today_is_gone_at_once(database: Database) -> None:
    with_rota(database, exchange(database, starts_on=date(2026, 6, 1)))
    world = World(database)
    assert "Wales has left" in world.says(SECRETARIAT, "seat leave WLS on:today")
    assert "aren't in any group" in world.refuses(lead("WLS"), "member list")


def test_a_new_order_names_every_seat_once(database: Database) -> None:
    world = group(database)
    said = world.says(OPERATOR, "seat order IRL, NIR, WLS, SCT, UKG")
    assert "is now Ireland, Northern Ireland, Wales, Scotland and UK Government." in said
    assert "Seats: Ireland, Northern Ireland, Wales, Scotland and UK Government" in world.says(OPERATOR, "group show")


def test_seats_are_put_back_as_they_were(database: Database) -> None:
    world = group(database)
    before = world.says(OPERATOR, "group show")
    for typed in ("seat order IRL, NIR, WLS, SCT, UKG", "seat add IMN from:2027-09-01", "seat leave WLS on:2028-02-01"):
        world.says(OPERATOR, typed)
        assert "took a change back" in world.says(OPERATOR, "undo")
        assert world.says(OPERATOR, "group show") == before


def test_a_seat_with_people_stays(database: Database) -> None:
    world = group(database)
    world.says(OPERATOR, "seat add IMN from:2027-09-01")
    world.says(OPERATOR, "member add juan@example.org seat:IMN as:lead")
    world.says(OPERATOR, "undo")
    assert "changed again since" in world.refuses(OPERATOR, "undo")
