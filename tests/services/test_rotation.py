"""Turns in the database: rows follow the ledger, notices come once, and whoever answers for a seat is told."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy import event, select

from bot.db import models
from bot.db.unit_of_work import Database, UnitOfWork
from bot.domain.groups import Group
from bot.domain.people import Actor, Post
from bot.domain.rotation import Hosting, Kind, Policy, Role, TurnState
from bot.domain.turns import TooLateToCorrect
from bot.notices import NOTICES
from bot.notices.model import Entry
from bot.presenters.speech import words
from bot.scheduler import tick
from bot.services import ledger, meeting_turns, meetings, rotation, seat_turns, turn_notices
from tests.copies import copied
from tests.world import SEATS, SECRETARIAT, World, deputy, exchange, lead, with_rota

START = datetime(2027, 1, 4, 9, tzinfo=UTC)
SAM = Actor(1, "Sam Taylor")
"""The first official of the exchange."""


@pytest.fixture
@copied
def world(database: Database) -> World:
    """The exchange with its rota begun and no meeting yet."""
    found = World(database)
    with_rota(database, exchange(database), now=START)
    return found


@contextmanager
def doing(world: World) -> Iterator[tuple[UnitOfWork, Group]]:
    with world.database.writing("test") as uow:
        group = uow.groups.by_slug("vawg")
        assert group is not None
        yield uow, group


def meet(world: World, day: date, kind: Kind = Kind.REGULAR, **chosen: str) -> int:
    """Schedule a meeting; its number."""
    with doing(world) as (uow, group):
        added = meetings.add(uow, group=group, day=day, at=time(10), kind=kind, by=SAM, now=world.now, **chosen)  # type: ignore[arg-type]
        return added.meeting.number


def told(world: World, number: int) -> dict[str, tuple[str, str]]:
    """The rows of a meeting's told turns: role → seat and state."""
    with world.database.reading() as uow:
        meeting = uow.meetings.by_number(1, number)
        assert meeting is not None
        codes = {seat.id: seat.code for seat in uow.groups.seats(1)}
        turns = uow.ledger.told(1, [meeting.number])
        return {role.value: (codes[row.seat_id], row.state.value) for (_, role), row in turns.items()}


def said(world: World, subject: str = "turn-notice") -> list[str]:
    """To whom entries of that subject were made, in the order of the alphabet, each with its key's lead day."""
    with world.database.reading() as uow:
        entries = uow.session.scalars(
            select(models.OutboxEntry)
            .where(models.OutboxEntry.subject == subject, models.OutboxEntry.key.not_like("%:raised-%"))
            .order_by(models.OutboxEntry.id)
        )
        found = []
        for entry in entries:
            assert entry.official_id is not None
            official = uow.people.by_id(entry.official_id)
            assert official is not None
            found.append(f"{str(official.email).split('@')[0]} {entry.key.split(':')[3]}")
        return sorted(found)


def notice_at(world: World, number: int) -> datetime | None:
    with world.database.reading() as uow:
        meeting = uow.meetings.by_number(1, number)
        assert meeting is not None
        return meeting.notice_at


def at(world: World, year: int, month: int, day: int, hour: int, minute: int = 0) -> None:
    """It is then, and the clock's chores are done."""
    world.now = datetime(year, month, day, hour, minute, tzinfo=UTC)
    counts = tick(world.database, world.now)
    assert counts["failed"] == 0


def vacate(world: World, who: str) -> None:
    """Somebody holds their posts no more."""
    with world.database.writing("test") as uow:
        official = uow.people.by_email(who)
        assert official is not None
        for holder in uow.session.scalars(select(models.Holder).where(models.Holder.official_id == official.id)):
            holder.until = world.now


# Lead times


def test_notice_is_given_at_nine_in_the_groups_zone_at_each_lead_time(world: World) -> None:
    meet(world, date(2027, 4, 21))
    assert notice_at(world, 1) == datetime(2027, 3, 24, 9, tzinfo=UTC)
    at(world, 2027, 3, 24, 8, 59)
    assert told(world, 1) == {}
    at(world, 2027, 3, 24, 9)
    assert told(world, 1) == {"chair": ("UKG", "assigned"), "host": ("SCT", "assigned")}
    assert notice_at(world, 1) == datetime(2027, 4, 14, 8, tzinfo=UTC)
    at(world, 2027, 4, 14, 8)
    assert said(world) == [
        "lead.sct 2027-03-24",
        "lead.sct 2027-04-14",
        "lead.ukg 2027-03-24",
    ]
    assert [line.split()[0] for line in said(world, "turn-pack")] == ["lead.ukg"]
    assert notice_at(world, 1) is None


def test_a_tick_may_come_again_or_late(world: World) -> None:
    meet(world, date(2027, 4, 21))
    at(world, 2027, 4, 1, 12)
    at(world, 2027, 4, 1, 12)
    assert said(world) == ["lead.sct 2027-03-24", "lead.ukg 2027-03-24"]
    assert notice_at(world, 1) == datetime(2027, 4, 14, 8, tzinfo=UTC)


def test_a_meeting_inside_a_lead_time_is_told_at_once_and_only_once(world: World) -> None:
    meet(world, date(2027, 1, 20))
    at(world, 2027, 1, 4, 9)
    assert said(world) == ["lead.sct 2026-12-23", "lead.ukg 2026-12-23"]
    assert notice_at(world, 1) == datetime(2027, 1, 13, 9, tzinfo=UTC)


def test_a_meeting_inside_the_last_lead_time_is_told_once_altogether(world: World) -> None:
    meet(world, date(2027, 1, 7))
    at(world, 2027, 1, 4, 9)
    assert len(said(world) + said(world, "turn-pack")) == 2
    assert notice_at(world, 1) is None
    at(world, 2027, 1, 6, 9)
    assert len(said(world) + said(world, "turn-pack")) == 2


def test_a_meeting_that_moves_is_told_again_when_its_new_lead_time_comes(world: World) -> None:
    meet(world, date(2027, 4, 21))
    at(world, 2027, 3, 24, 9)
    world.says(SECRETARIAT, 'meeting move 1 to:"16 Jun 10:00"')
    assert notice_at(world, 1) == datetime(2027, 5, 19, 8, tzinfo=UTC)
    at(world, 2027, 4, 14, 8)
    assert said(world) == ["lead.sct 2027-03-24", "lead.ukg 2027-03-24"]
    at(world, 2027, 5, 19, 8)
    assert said(world)[1::2] == ["lead.sct 2027-05-19", "lead.ukg 2027-05-19"]
    assert told(world, 1)["chair"] == ("UKG", "assigned")


def test_the_groups_own_lead_times_hold_from_when_they_are_set(world: World) -> None:
    meet(world, date(2027, 4, 21))
    world.says(SECRETARIAT, 'group edit notices:"60, 14"')
    assert notice_at(world, 1) == datetime(2027, 2, 20, 9, tzinfo=UTC)
    world.says(SECRETARIAT, "undo")
    assert notice_at(world, 1) == datetime(2027, 3, 24, 9, tzinfo=UTC)


def test_a_group_that_has_ended_tells_nobody(world: World) -> None:
    meet(world, date(2027, 4, 21))
    world.says(SECRETARIAT, "group close reason:done")
    at(world, 2027, 3, 24, 9)
    assert said(world) == []


def test_what_comes_next_is_known_to_the_clock(world: World) -> None:
    meet(world, date(2027, 4, 21))
    with world.database.reading() as uow:
        chore = turn_notices.TURN_NOTICES
        assert chore.coming(uow, world.now) == datetime(2027, 3, 24, 9, tzinfo=UTC)
        assert chore.coming(uow, datetime(2027, 3, 24, 9, tzinfo=UTC)) is None


# Who is told


def test_joint_leads_are_both_told(world: World) -> None:
    with doing(world) as (uow, group):
        official = uow.people.by_email(deputy("UKG"))
        seat = next(seat for seat in uow.groups.seats(group.id) if seat.code == "UKG")
        post = models.PostRecord(group_id=group.id, seat_id=seat.id, kind=Post.LEAD)
        uow.session.add(post)
        uow.session.flush()
        assert official is not None
        uow.session.add(models.Holder(post_id=post.id, official_id=official.id, since=START))
    meet(world, date(2027, 4, 21))
    at(world, 2027, 3, 24, 9)
    assert [line.split()[0] for line in said(world)] == ["deputy.ukg", "lead.sct", "lead.ukg"]


def test_without_a_lead_the_deputy_is_told_and_without_both_the_secretariat(world: World) -> None:
    vacate(world, lead("UKG"))
    vacate(world, lead("SCT"))
    vacate(world, deputy("SCT"))
    meet(world, date(2027, 4, 21))
    at(world, 2027, 3, 24, 9)
    assert [line.split()[0] for line in said(world)] == ["deputy.ukg", "sam"]


def test_one_message_where_the_chair_hosts_too(database: Database) -> None:
    world = World(database)
    group_id = exchange(database)
    with database.writing("test") as uow:
        group = uow.groups.by_id(group_id)
        assert group is not None
        policy = Policy(host=Hosting.WITH_CHAIR)
        ledger.begin(uow, group=group, seats=SEATS, policy=policy, by=Actor(None, "test"), now=START)
    meet(world, date(2027, 4, 21))
    at(world, 2027, 3, 24, 9)
    assert told(world, 1) == {"chair": ("UKG", "assigned"), "host": ("UKG", "assigned")}
    assert said(world) == ["lead.ukg 2027-03-24"]


def test_an_extraordinary_meeting_tells_its_chair_and_host_at_once(world: World) -> None:
    meet(world, date(2027, 4, 21))
    meet(world, date(2027, 6, 16), Kind.EXTRAORDINARY, chair="IRL")
    assert [line.split()[0] for line in said(world)] == ["lead.irl", "lead.wls"]
    at(world, 2027, 3, 24, 9)
    assert told(world, 1) == {"chair": ("UKG", "assigned"), "host": ("SCT", "assigned")}


# What is still true when it is sent


def notices(world: World, subject: str = "turn-notice") -> list[str]:
    """The titles of entries of that subject as they would be worded now; stale ones are empty."""
    with world.database.reading() as uow:
        query = select(models.OutboxEntry).where(models.OutboxEntry.subject == subject).order_by(models.OutboxEntry.id)
        found = []
        for row in uow.session.scalars(query):
            entry = Entry(row.key, row.subject, row.facts, row.group_id, row.official_id, row.due_at)
            message = NOTICES[subject](uow, entry, words("en-GB"), world.now)
            found.append(message.title if message is not None else "")
        return sorted(found)


def test_a_notice_says_what_is_true_when_it_is_sent(world: World) -> None:
    meet(world, date(2027, 4, 21))
    at(world, 2027, 3, 24, 9)
    world.says(SECRETARIAT, 'meeting move 1 to:"28 Apr 10:00"')
    world.says(lead("UKG"), "rota accept")
    group = "Ending violence against women and girls"
    assert notices(world) == [
        f"A reminder: UK Government chairs {group} on Wednesday 28 April 2027",
        f"Scotland hosts {group} on Wednesday 28 April 2027",
    ]


def test_a_notice_of_a_meeting_that_was_cancelled_or_has_begun_is_stale(world: World) -> None:
    meet(world, date(2027, 4, 21))
    meet(world, date(2027, 7, 21))
    at(world, 2027, 3, 24, 9)
    world.now = datetime(2027, 4, 21, 9, tzinfo=UTC)
    assert notices(world) == ["", ""]
    world.now = datetime(2027, 4, 20, 9, tzinfo=UTC)
    world.says(SECRETARIAT, "meeting cancel 1 reason:storm")
    assert [title[:14] for title in notices(world)] == ["", "", "Scotland hosts", "UK Government "]


def test_a_notice_to_somebody_who_has_left_is_stale(world: World) -> None:
    meet(world, date(2027, 4, 21))
    at(world, 2027, 3, 24, 9)
    vacate(world, lead("UKG"))
    assert [bool(title) for title in notices(world)] == [False, True]


# Rows follow the ledger


def test_holding_a_meeting_touches_only_the_turns_that_change(world: World) -> None:
    for day in (date(2027, 1, 20), date(2027, 4, 21), date(2027, 7, 21)):
        meet(world, day)
    at(world, 2027, 1, 4, 9)
    world.now = datetime(2027, 1, 20, 12, tzinfo=UTC)
    world.says(SECRETARIAT, "meeting close 1")
    before = versions(world)
    world.now = datetime(2027, 4, 21, 12, tzinfo=UTC)
    world.says(SECRETARIAT, "meeting close 2")
    after = versions(world)
    assert {key for key in after if after[key] != before.get(key)} == {
        (2, Role.CHAIR),
        (2, Role.HOST),
        (3, Role.CHAIR),
        (3, Role.HOST),
    }


def versions(world: World) -> dict[tuple[int, Role], int]:
    with world.database.reading() as uow:
        found = select(models.Meeting.number, models.Turn.role, models.Turn.version).join(
            models.Meeting, models.Meeting.id == models.Turn.meeting_id
        )
        return {(number, role): version for number, role, version in uow.session.execute(found)}


def test_every_step_of_a_turn_is_a_line_of_the_audit(world: World) -> None:
    meet(world, date(2027, 1, 20))
    meet(world, date(2027, 4, 21))
    at(world, 2027, 1, 4, 9)
    world.says(lead("UKG"), "rota accept")
    world.now = datetime(2027, 1, 20, 12, tzinfo=UTC)
    world.says(SECRETARIAT, "meeting close 1")
    with world.database.reading() as uow:
        lines = uow.session.scalars(
            select(models.AuditLine).where(models.AuditLine.event.startswith("turn.")).order_by(models.AuditLine.id)
        )
        assert [(line.event, line.subject) for line in lines] == [
            ("turn.assigned", "VAWG-M1:chair"),
            ("turn.assigned", "VAWG-M1:host"),
            ("turn.accepted", "VAWG-M1:chair"),
            ("turn.served", "VAWG-M1:chair"),
            ("turn.served", "VAWG-M1:host"),
            ("turn.assigned", "VAWG-M2:chair"),
            ("turn.assigned", "VAWG-M2:host"),
        ]
        assert list(uow.audit.verify()) == []


def test_a_seat_that_leaves_today_frees_its_turn_and_taking_it_back_gives_it_back(world: World) -> None:
    meet(world, date(2027, 1, 20))
    at(world, 2027, 1, 4, 9)
    with doing(world) as (uow, group):
        entries = seat_turns.left(uow, group=group, seat="UKG", on=date(2027, 1, 4), by=SAM, now=world.now)
    assert told(world, 1) == {"chair": ("WLS", "assigned"), "host": ("SCT", "assigned")}
    with doing(world) as (uow, group):
        ledger.take_back(uow, group=group, entries=entries, now=world.now)
    assert told(world, 1) == {"chair": ("UKG", "assigned"), "host": ("SCT", "assigned")}


def test_turns_of_a_seat_that_left_and_came_back_stay_its_own(world: World) -> None:
    meet(world, date(2027, 1, 20))
    at(world, 2027, 1, 4, 9)
    world.now = datetime(2027, 1, 20, 12, tzinfo=UTC)
    world.says(SECRETARIAT, "meeting close 1")
    with world.database.reading() as uow:
        served = {row.id: row.seat_id for row in uow.session.scalars(select(models.Turn))}
    world.says(SECRETARIAT, "seat leave UKG on:1/2/2027")
    at(world, 2027, 2, 1, 9)
    world.says(SECRETARIAT, "seat add UKG from:1/3/2027")
    at(world, 2027, 3, 1, 9)
    meet(world, date(2027, 3, 10))
    at(world, 2027, 3, 1, 10)
    with world.database.reading() as uow:
        rows = {row.id: row.seat_id for row in uow.session.scalars(select(models.Turn))}
    assert {key: rows[key] for key in served} == served


def test_a_correction_comes_too_late_once_the_next_turn_is_told(world: World) -> None:
    meet(world, date(2027, 1, 20))
    meet(world, date(2027, 4, 21))
    at(world, 2027, 1, 4, 9)
    with doing(world) as (uow, group):
        at_close = datetime(2027, 1, 20, 12, tzinfo=UTC)
        meetings.close(uow, group=group, number=1, by=None, now=at_close, assumed=True)
    assert told(world, 2) == {}
    with doing(world) as (uow, group):
        meeting_turns.reopened(uow, group=group, number=1, by=SAM, now=at_close)
        assert ledger.state(uow, group=group, now=at_close).state(1, Role.CHAIR) is TurnState.ASSIGNED
    with doing(world) as (uow, group):
        meeting_turns.held(uow, group=group, number=1, by=SAM, now=at_close)
    assert told(world, 2)["chair"] == ("SCT", "assigned")
    with doing(world) as (uow, group), pytest.raises(TooLateToCorrect):
        meeting_turns.reopened(uow, group=group, number=1, by=SAM, now=at_close)


def test_a_meeting_that_nobody_chairs_is_held_without(world: World) -> None:
    number = meet(world, date(2027, 1, 20))
    with doing(world) as (uow, group):
        meeting_turns.held(uow, group=group, number=number, by=SAM, now=world.now)
        meeting_turns.held(uow, group=group, number=number, by=SAM, now=world.now)
    assert told(world, 1) == {"chair": ("UKG", "served"), "host": ("SCT", "served")}


# Projection


def test_the_series_goes_on_counting_from_its_first_day(world: World) -> None:
    """Every six weeks: what is projected beyond the meetings made is what the series makes later."""
    world.says(SECRETARIAT, 'meeting series "every 6 weeks on tuesday at 14:00"')
    with doing(world) as (uow, group):
        expected = [turn.day for turn in rotation.upcoming(uow, group=group, now=world.now, count=14)]
    at(world, 2027, 7, 5, 9)
    at(world, 2027, 12, 20, 9)
    with world.database.reading() as uow:
        made = sorted([row.day for row in uow.meetings.ahead(1)] + [row.day for row in uow.meetings.past(1)])
    assert len(made) >= 14
    assert made[:14] == expected


def test_a_command_replays_the_ledger_once_however_long_it_is(world: World) -> None:
    for number in range(1, 31):
        meet(world, date(2027, 1, 4) + timedelta(days=number))
        with doing(world) as (uow, group):
            meeting_turns.held(uow, group=group, number=number, by=SAM, now=world.now)
            row = uow.meetings.by_number(group.id, number)
            assert row is not None
            row.state = row.state.HELD
    statements: list[str] = []
    event.listen(world.database.engine, "before_cursor_execute", lambda *args: statements.append(args[2]))
    world.says(lead("SCT"), "rota")
    assert len([statement for statement in statements if "ledger" in statement]) == 1
    assert len(statements) < 20


# A meeting that is called off


def test_a_seat_that_gets_the_next_meeting_instead_hears_only_of_that(world: World) -> None:
    meet(world, date(2027, 1, 20))
    meet(world, date(2027, 4, 21))
    at(world, 2027, 1, 4, 9)
    world.says(SECRETARIAT, "meeting cancel 1 reason:storm")
    assert said(world, "turn-off") == []
    assert told(world, 2) == {"chair": ("UKG", "assigned"), "host": ("SCT", "assigned")}


def test_a_seat_without_a_next_meeting_hears_that_it_is_off_and_what_it_is_owed(world: World) -> None:
    meet(world, date(2027, 1, 20))
    at(world, 2027, 1, 5, 9)  # the day before is a holiday in Scotland
    world.says(SECRETARIAT, "meeting cancel 1 reason:storm")
    group = "Ending violence against women and girls"
    assert notices(world, "turn-off") == [
        f"Cancelled: {group} on Wednesday 20 January 2027, which Scotland was to host",
        f"Cancelled: {group} on Wednesday 20 January 2027, which UK Government was to chair",
    ]


def test_who_was_chosen_for_an_extraordinary_meeting_hears_that_it_is_withdrawn(world: World) -> None:
    meet(world, date(2027, 4, 21))
    world.says(SECRETARIAT, "meeting add 16 Jun 2027 10:00 extraordinary:yes chair:IRL")
    world.says(SECRETARIAT, "undo")
    assert [title.split(", which ")[1] for title in notices(world, "turn-off")] == [
        "Ireland was to chair",
        "Wales was to host",
    ]
