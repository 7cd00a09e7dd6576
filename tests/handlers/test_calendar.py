"""Calendars of administrations: noted, listed, removed; what follows for turns, meetings and those affected."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from bot.calendars import starting_entries
from bot.db import models
from bot.db.unit_of_work import Database
from bot.domain.rotation import Role
from bot.scheduler import tick
from bot.services import ledger, rotation
from bot.services.calendars import ensure_starting
from tests.copies import copied
from tests.world import OPERATOR, SECRETARIAT, World, exchange, in_chat, lead, traces, with_rota, worded

CLOSURE = 'calendar add SCT closure from:"20 Jan 2027" to:"21 Jan 2027" source:"office notice" name:"Move of offices"'
PERIOD = 'calendar add SCT pre-election from:"1 Apr 2027" to:"6 May 2027" source:"parliament.scot" name:"Early poll"'


@pytest.fixture
@copied
def world(database: Database) -> World:
    found = World(database)
    with_rota(database, exchange(database))
    return found


def chairs(world: World) -> list[str | None]:
    with world.database.reading() as uow:
        group = uow.groups.by_slug("vawg")
        assert group is not None
        return [turn.chair for turn in rotation.upcoming(uow, group=group, now=world.now, count=5)]


def waiting(world: World, subject: str) -> list[models.OutboxEntry]:
    with world.database.reading() as uow:
        found = select(models.OutboxEntry).where(models.OutboxEntry.subject == subject)
        return list(uow.session.scalars(found.order_by(models.OutboxEntry.id)))


def test_a_secretariat_notes_what_an_administration_has(world: World) -> None:
    said = world.says(SECRETARIAT, CLOSURE)
    assert "Noted for Scotland: closure, 20–21 Jan 2027" in said
    assert "office notice" in said
    listed = world.says(SECRETARIAT, "calendar list seat:SCT kind:closure")
    assert "Move of offices" in listed
    assert "Scotland (Move of offices)" in world.says(SECRETARIAT, "meeting add 20 Jan 2027 10:00")
    assert "closure: Move of offices, 20–21 Jan 2027" in world.says(lead("WLS"), "calendar check 20 Jan 2027")


@pytest.mark.parametrize("text", ["calendar add", "calendar add SCT", "calendar add SCT closure", "calendar remove"])
def test_what_is_missing_is_asked_for(world: World, text: str) -> None:
    before = traces(world.database)
    for forms in (False, True):
        answered = world.asks(SECRETARIAT, text, forms=forms)
        assert answered.outcome == "refused"
        assert "reference" not in worded(answered).lower()
    assert traces(world.database) == before


def test_noting_twice_is_refused_with_the_number(world: World) -> None:
    world.says(SECRETARIAT, CLOSURE)
    assert "stands in the calendar already, as number" in world.refuses(SECRETARIAT, CLOSURE)


def test_only_a_secretariat_with_that_seat_or_an_operator_notes_anything(world: World) -> None:
    before = traces(world.database)
    assert "Only the secretariat of a group in which Scotland has a seat" in world.refuses(lead("SCT"), CLOSURE)
    assert "Only the secretariat of a group in which Jersey has a seat" in world.refuses(
        SECRETARIAT, CLOSURE.replace("SCT", "JEY", 1)
    )
    assert traces(world.database) == before
    assert "Noted for Jersey" in world.says(OPERATOR, CLOSURE.replace("SCT", "JEY", 1))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('calendar add SCT closure from:"2 Jan 2027" to:"1 Jan 2027" source:x', "before it begins"),
        ('calendar add SCT closure from:"2 Jan 2027" to:"1 Jan 2029" source:x', "too long for one entry"),
        ('calendar add XYZ closure from:"2 Jan 2027" to:"3 Jan 2027" source:x', "XYZ"),
        ("calendar remove 99999", "No calendar has an entry number 99999"),
        ("calendar list seat:JEY", "has no seat in this group"),
    ],
)
def test_what_can_not_be_is_refused(world: World, text: str, sentence: str) -> None:
    before = traces(world.database)
    assert sentence in world.refuses(SECRETARIAT, text)
    assert traces(world.database) == before


def test_a_removed_entry_is_gone_and_undo_brings_it_back(world: World) -> None:
    number = world.says(SECRETARIAT, CLOSURE).split("Number: ")[1].split()[0]
    assert f"Removed: number {number}" in world.says(SECRETARIAT, f"calendar remove {number}")
    assert "Move of offices" not in world.says(SECRETARIAT, "calendar list seat:SCT kind:closure")
    assert "stands in the calendar again" in world.says(SECRETARIAT, "undo")
    assert "Move of offices" in world.says(SECRETARIAT, "calendar list seat:SCT kind:closure")


def test_a_long_list_comes_in_pages(world: World) -> None:
    first = world.says(SECRETARIAT, 'calendar list from:"1 Jan 2017"')
    assert "Page 1 of" in first
    assert "UK general election 2019" in world.says(SECRETARIAT, 'calendar list from:"1 Nov 2019" to:"1 Dec 2019"')
    assert "page:2" in first
    assert "Page 2 of" in world.says(SECRETARIAT, 'calendar list from:"1 Jan 2017" page:2')


def test_the_starting_entries_are_there_once_and_what_people_removed_stays_away(database: Database) -> None:
    def standing() -> set[str]:
        with database.reading() as uow:
            return {key for key, row in uow.calendars.starting().items() if not row.removed}

    assert standing() == {one.key for one in starting_entries()}
    assert len(standing()) == 161
    removed = sorted(standing())[0]
    with database.writing("test") as uow:
        uow.calendars.set_removed(uow.calendars.starting()[removed].id, True)
        ensure_starting(uow)
        ensure_starting(uow)
    assert standing() == {one.key for one in starting_entries()} - {removed}


def test_an_assumed_period_is_shown_as_provisional(world: World) -> None:
    said = world.says(lead("NIR"), "calendar check 21 April 2027")
    assert "Northern Ireland Assembly election 2027, 25 Mar – 6 May 2027 (provisional)" in said
    assert "in nobody's pre-election period: Friday 7 May 2027" in said
    assert "stop nothing" in said


def test_a_seat_in_its_pre_election_period_is_passed_over_for_the_chair_and_owed(world: World) -> None:
    world.says(SECRETARIAT, 'meeting series "third wednesday of jan, apr, jul, oct at 10:00 for 2 hours"')
    assert chairs(world)[:3] == ["UKG", "SCT", "WLS"]
    world.says(SECRETARIAT, PERIOD)
    assert chairs(world)[:4] == ["UKG", "WLS", "SCT", "NIR"]
    said = world.says(lead("WLS"), "rota why meeting:2")
    assert "Scotland came before, but could not take it 1 Apr – 6 May 2027 (pre-election). It is owed a turn." in said


def test_a_seat_that_is_willing_is_not_passed_over(world: World) -> None:
    world.says(SECRETARIAT, 'meeting series "third wednesday of jan, apr, jul, oct at 10:00 for 2 hours"')
    world.says(SECRETARIAT, PERIOD)
    assert "No pre-election period keeps your seat" in world.refuses(lead("WLS"), "rota willing 2")
    assert "No pre-election period keeps your seat" in world.refuses(lead("SCT"), "rota willing 3")
    assert "No pre-election" in world.refuses(lead("WLS"), "rota willing 2 seat:UKG")
    world.refuses(lead("WLS"), "rota willing 2 seat:SCT")
    said = world.says(lead("SCT"), "rota willing 2")
    assert "Scotland is willing to chair VAWG-M2 on Wednesday 21 April 2027" in said
    assert "it is Scotland's turn" in said
    assert chairs(world)[:3] == ["UKG", "SCT", "WLS"]
    assert "Scotland is passed over again for VAWG-M2" in world.says(lead("SCT"), "undo")
    assert chairs(world)[:3] == ["UKG", "WLS", "SCT"]
    assert "logged as such" in world.says(SECRETARIAT, "rota willing 2 seat:SCT")
    world.now = datetime(2027, 1, 20, 13, tzinfo=UTC)
    world.says(SECRETARIAT, "meeting close 1")
    assert "has been told to chair meeting 2" in world.refuses(SECRETARIAT, "rota willing 2 seat:NIR")


def test_what_was_projected_is_what_happens(world: World) -> None:
    world.says(SECRETARIAT, 'meeting series "third wednesday of jan, apr, jul, oct at 10:00 for 2 hours"')
    world.says(SECRETARIAT, PERIOD)
    projected = chairs(world)
    happened = []
    for number, instant in ((1, datetime(2027, 1, 20, 13, tzinfo=UTC)), (2, datetime(2027, 4, 21, 13, tzinfo=UTC))):
        world.now = instant
        world.says(SECRETARIAT, f"meeting close {number}")
        with world.database.reading() as uow:
            group = uow.groups.by_slug("vawg")
            assert group is not None
            happened.append(ledger.state(uow, group=group, now=world.now).holder(number, Role.CHAIR))
    assert happened == projected[:2]
    assert chairs(world)[:3] == projected[2:]


def test_a_seat_already_told_is_asked_and_keeps_its_turn_until_it_says_otherwise(world: World) -> None:
    world.says(SECRETARIAT, 'meeting series "third wednesday of jan, apr, jul, oct at 10:00 for 2 hours"')
    world.now = datetime(2027, 1, 20, 13, tzinfo=UTC)
    world.says(SECRETARIAT, "meeting close 1")
    world.says(SECRETARIAT, PERIOD)
    tick(world.database, world.now)
    tick(world.database, world.now)
    assert len(waiting(world, "calendar-ask")) == 1
    assert chairs(world)[0] == "SCT"
    assert "Scotland" in world.refuses(lead("WLS"), "rota give-up VAWG-M2 role:chair")
    said = world.says(lead("SCT"), "rota give-up VAWG-M2 role:chair")
    assert "Scotland can't chair VAWG-M2 on Wednesday 21 April 2027." in said
    assert "Ireland chairs it." in said
    assert "Scotland is owed a turn." in said
    assert chairs(world)[:2] == ["IRL", "SCT"]  # Wales was told to host that meeting
    assert "Ireland chairs meeting 2" in world.refuses(lead("SCT"), "rota give-up VAWG-M2 role:chair")


def test_a_meeting_that_moves_into_its_chairs_period_asks_it_once(world: World) -> None:
    world.says(SECRETARIAT, 'meeting series "third wednesday of jan, apr, jul, oct at 10:00 for 2 hours"')
    world.says(SECRETARIAT, PERIOD.replace("1 Apr 2027", "22 Apr 2027"))
    world.now = datetime(2027, 1, 20, 13, tzinfo=UTC)
    world.says(SECRETARIAT, "meeting close 1")
    assert chairs(world)[0] == "SCT"
    assert not waiting(world, "calendar-ask")
    said = world.says(SECRETARIAT, 'meeting move 2 to:"28 Apr 10:00"')
    assert "Scotland (pre-election period: Early poll, 22 Apr" in said
    world.says(SECRETARIAT, 'meeting move 2 to:"29 Apr 10:00"')
    assert len(waiting(world, "calendar-ask")) == 1
    assert chairs(world)[0] == "SCT"


def test_the_secretariat_gives_up_for_a_seat_and_the_audit_says_so(world: World) -> None:
    world.says(SECRETARIAT, 'meeting series "third wednesday of jan, apr, jul, oct at 10:00 for 2 hours"')
    world.now = datetime(2027, 1, 20, 13, tzinfo=UTC)
    world.says(SECRETARIAT, "meeting close 1")
    assert "logged as such" in world.says(SECRETARIAT, "rota give-up 2")
    with world.database.reading() as uow:
        lines = uow.session.scalars(select(models.AuditLine).where(models.AuditLine.acting_for.is_not(None))).all()
    assert {line.subject for line in lines} == {"VAWG-M2:chair"}
    assert "Nobody has been told yet" in world.refuses(SECRETARIAT, "rota give-up 3")
    assert "Meeting 1 is over" in world.refuses(SECRETARIAT, "rota give-up 1")


def test_a_new_entry_tells_the_secretariat_once_whose_meetings_stand_on_it(world: World) -> None:
    world.says(SECRETARIAT, "meeting add 20 Jan 2027 10:00")
    world.says(SECRETARIAT, CLOSURE)
    for _ in range(3):
        tick(world.database, world.now)
    assert len(waiting(world, "calendar-news")) == 1
    world.says(SECRETARIAT, 'calendar add IRL recess from:"1 Feb 2027" to:"5 Feb 2027" source:"oireachtas.ie"')
    tick(world.database, world.now)
    assert len(waiting(world, "calendar-news")) == 1


def test_another_holiday_table_checks_every_booked_meeting(world: World) -> None:
    world.says(SECRETARIAT, "meeting add 12 July 2027 10:00")
    world.says(SECRETARIAT, "meeting add 14 July 2027 10:00")
    with world.database.writing("test") as uow:
        for code in ("NIR", "SCT"):
            administration = uow.administrations.by_code(code)
            assert administration is not None
            for row in uow.session.scalars(
                select(models.HolidayTable).where(models.HolidayTable.administration_id == administration.id)
            ):
                uow.session.delete(row)
            uow.session.flush()
            uow.session.add(
                models.HolidayTable(
                    administration_id=administration.id,
                    revision="an older table, which didn't know the twelfth of July",
                    first_year=2027,
                    last_year=2028,
                    days=["2027-01-01"],
                )
            )
    for _ in range(2):
        tick(world.database, world.now)
    (entry,) = waiting(world, "calendar-news")
    assert entry.facts == {"administration": "NIR", "day": "2027-07-12"}


def test_whoever_has_a_slack_account_is_asked_there_in_the_same_words(world: World, database: Database) -> None:
    says = in_chat(database, SECRETARIAT, "U1")
    assert "Noted for Scotland" in says(world, CLOSURE)
