"""``rota`` as people type it: asking, accepting, and what is refused."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from bot.db import models
from bot.db.unit_of_work import Database
from bot.domain.people import Post
from bot.messages.model import Buttons, Message
from bot.scheduler import tick
from tests.copies import copied
from tests.world import (
    SECRETARIAT,
    World,
    deputy,
    exchange,
    lead,
    member_of_another_group,
    sent,
    told_exchange,
    traces,
    with_rota,
)


@pytest.fixture
@copied
def world(database: Database) -> World:
    """The exchange with its series; the first meeting's turns are told."""
    return told_exchange(database, linked=False)


def audited(world: World, event: str) -> list[models.AuditLine]:
    with world.database.reading() as uow:
        lines = select(models.AuditLine).where(models.AuditLine.event == event).order_by(models.AuditLine.id)
        return list(uow.session.scalars(lines))


def observer(world: World, email: str) -> str:
    """Somebody who observes for Scotland."""
    with world.database.writing("test") as uow:
        official = uow.people.create(name="Oona Hay", email=email, now=world.now)
        seat = next(seat for seat in uow.groups.seats(1) if seat.code == "SCT")
        post = models.PostRecord(group_id=1, seat_id=seat.id, kind=Post.OBSERVER)
        uow.session.add(post)
        uow.session.flush()
        uow.session.add(models.Holder(post_id=post.id, official_id=official.id, since=world.now))
    return email


def rows(text: str) -> list[list[str]]:
    """The cells of a table in plain text, apart by two blanks or more."""
    lines = text.split("\n")
    start = next(at for at, line in enumerate(lines) if set(line) == {"-", " "}) + 1
    table = lines[start : lines.index("", start)]
    return [[cell.strip() for cell in line.split("  ") if cell.strip()] for line in table]


def test_the_next_turns_stand_in_order_with_dates_and_reasons(world: World) -> None:
    found = rows(world.says(lead("SCT"), "rota turns:6"))
    assert found == [
        ["Wed 20 Jan 2027, VAWG-M1", "UK Government (told)", "Scotland (told)", "next in order"],
        ["Wed 21 Apr 2027, VAWG-M2", "Scotland", "Wales", "next in order"],
        ["Wed 21 Jul 2027, VAWG-M3", "Wales", "Northern Ireland", "next in order"],
        ["Wed 20 Oct 2027, VAWG-M4", "Northern Ireland", "Ireland", "next in order"],
        ["Wed 19 Jan 2028", "Ireland", "UK Government", "next in order"],
        ["Wed 19 Apr 2028", "UK Government", "Wales", "next in order"],
    ]


def test_ten_turns_are_shown_and_never_fewer_than_one_nor_more_than_fifty(world: World) -> None:
    assert len(rows(world.says(lead("SCT"), "rota"))) == 10
    assert len(rows(world.says(lead("SCT"), "rota turns:0"))) == 1
    assert len(rows(world.says(lead("SCT"), "rota turns:5000"))) == 50


def test_a_group_without_meetings_knows_its_order_but_no_dates(database: Database) -> None:
    world = World(database)
    with_rota(database, exchange(database), now=world.now)
    found = rows(world.says(lead("SCT"), "rota turns:2"))
    assert found == [
        ["no date yet", "UK Government", "Scotland", "next in order"],
        ["no date yet", "Scotland", "Wales", "next in order"],
    ]
    assert "no meeting is planned" in world.says(lead("SCT"), "next")
    assert "Whose turn comes next" in world.says(lead("SCT"), "rota why")
    assert "Nothing waits" in world.refuses(lead("UKG"), "rota accept")


def test_next_is_the_next_meeting_with_a_button_for_whose_answer_is_awaited(world: World) -> None:
    said = world.says(lead("UKG"), "next")
    assert "meets on Wednesday 20 January 2027, 10:00" in said
    assert "Accept: /wg rota accept VAWG-M1 role:chair" in said
    assert "Accept: /wg rota accept VAWG-M1 role:host" in world.says(deputy("SCT"), "next")
    assert "Accept" not in world.says(lead("WLS"), "next")
    world.says(lead("UKG"), "rota accept")
    assert "Accept" not in world.says(lead("UKG"), "next")


def test_why_says_who_comes_first_and_who_is_owed(world: World) -> None:
    world.says(SECRETARIAT, "meeting cancel 1 reason:storm")
    said = world.says(lead("SCT"), "rota why")
    assert "Whose turn it is at VAWG-M2 on Wednesday 21 April 2027" in said
    assert "UK Government comes first: it is owed a turn since meeting 1." in said
    assert "After: Scotland chairs VAWG-M3." in said
    only_host = world.says(lead("SCT"), "rota why meeting:2 role:host")
    assert "Scotland comes first: it is owed a turn since meeting 1." in only_host
    assert "chairs; it was told" not in only_host


def test_why_of_a_meeting_that_is_over_says_who_chaired(world: World) -> None:
    world.now = datetime(2027, 1, 20, 12, tzinfo=UTC)
    world.says(lead("UKG"), "meeting close 1")
    assert "UK Government chaired." in world.says(lead("SCT"), "rota why VAWG-M1")
    assert "Before: UK Government chaired VAWG-M1." in world.says(lead("SCT"), "rota why 2")


def test_a_seat_accepts_its_turn_once(world: World) -> None:
    said = world.says(lead("UKG"), "rota accept VAWG-M1 role:chair")
    assert "UK Government accepts: it chairs VAWG-M1 on Wednesday 20 January 2027." in said
    assert "UK Government (accepted)" in world.says(lead("SCT"), "rota")
    before = traces(world.database)
    again = world.says(deputy("UKG"), "rota accept VAWG-M1 role:chair")
    assert "UK Government has accepted already: it chairs VAWG-M1" in again
    assert traces(world.database) == before
    [line] = audited(world, "turn.accepted")
    assert (line.subject, line.acting_for) == ("VAWG-M1:chair", None)
    assert (line.before, line.after) == (
        {"state": "assigned", "seat": "UKG"},
        {"state": "accepted", "seat": "UKG"},
    )


def test_a_bare_accept_is_the_next_turn_of_the_own_seat(world: World) -> None:
    assert "Scotland accepts: it hosts VAWG-M1" in world.says(deputy("SCT"), "rota accept")
    assert "Scotland has accepted already: it hosts VAWG-M1" in world.says(lead("SCT"), "rota accept")


def test_the_secretariat_accepts_for_a_seat_and_it_is_logged_as_such(world: World) -> None:
    said = world.says(SECRETARIAT, "rota accept meeting:1 role:host")
    assert "Scotland accepts: it hosts VAWG-M1" in said
    assert "Noted by Sam Taylor of the secretariat for Scotland" in said
    [line] = audited(world, "turn.accepted")
    with world.database.reading() as uow:
        scotland = next(seat.id for seat in uow.groups.seats(1) if seat.code == "SCT")
    assert line.acting_for == scotland


def test_accepting_is_said_in_the_groups_channels(world: World) -> None:
    with world.database.writing("test") as uow:
        uow.session.add(models.Place(group_id=1, platform="web", workspace="demo", channel="vawg", linked_at=world.now))
    world.says(lead("UKG"), "rota accept")
    assert any("UK Government accepts: it chairs VAWG-M1" in line for line in sent(world.database))


def test_an_acceptance_is_taken_back(world: World) -> None:
    answered = world.asks(lead("UKG"), "rota accept")
    assert isinstance(answered.reply, Message)
    [undo] = [b for block in answered.reply.blocks if isinstance(block, Buttons) for b in block.buttons]
    said = world.says(lead("UKG"), undo.command)
    assert "The turn at VAWG-M1 on Wednesday 20 January 2027 waits for an answer again." in said
    assert "UK Government (told)" in world.says(lead("SCT"), "rota")
    assert "UK Government accepts" in world.says(lead("UKG"), "rota accept")


def test_an_acceptance_stands_once_the_meeting_was_held(world: World) -> None:
    world.now = datetime(2027, 1, 20, 11, tzinfo=UTC)
    world.says(lead("UKG"), "rota accept meeting:1")
    world.says(SECRETARIAT, "meeting close 1")
    refused = world.refuses(lead("UKG"), "undo")
    assert "changed again since" in refused


def test_with_chair_there_is_one_turn_for_both(database: Database) -> None:
    world = World(database)
    exchange(database)
    said = world.says("operator@example.org", 'group new both "Both" seats:SCT,WLS host:with-chair')
    assert "Scotland" in said
    world.says("operator@example.org", "member add lead.sct@example.org seat:SCT as:lead group:both")
    world.says("operator@example.org", "meeting add 20 Jan 2027 10:00 group:both")
    tick(database, world.now)
    said = world.says(lead("SCT"), "rota accept BOTH-M1 role:host")
    assert "Scotland accepts: it chairs and hosts BOTH-M1" in said
    assert "has accepted already: it chairs and hosts" in world.says(lead("SCT"), "rota accept BOTH-M1")


@pytest.mark.parametrize(
    ("who", "text", "sentence"),
    [
        (lead("WLS"), "rota accept", "none of your seats has been told a turn"),
        (lead("WLS"), "rota accept meeting:1", "UK Government chairs meeting 1: only its lead or deputy"),
        (lead("WLS"), "rota accept meeting:1 role:host", "Scotland hosts meeting 1: only its lead or deputy"),
        (lead("UKG"), "rota accept meeting:1 role:host", "Scotland hosts meeting 1: only its lead or deputy"),
        (lead("SCT"), "rota accept meeting:2", "Nobody has been told yet to chair meeting 2"),
        (SECRETARIAT, "rota accept meeting:2 role:host", "Nobody has been told yet to host meeting 2"),
        (lead("UKG"), "rota accept meeting:99", "There is no meeting 99 in this group"),
        (lead("UKG"), "rota why 99", "There is no meeting 99 in this group"),
        (lead("UKG"), "rota accept meeting:one", "isn't a number"),
        (lead("UKG"), "rota accept role:scribe", "isn't one of: chair, host"),
        (lead("UKG"), "rota turns:many", "isn't a number"),
        (lead("UKG"), "rota tomorrow", "I didn't expect “tomorrow”"),
        (lead("UKG"), "rota history page:x", "isn't a number"),
        (lead("UKG"), "rota accept OTHER-M1", "I know no group “other” that you belong to"),
    ],
)
def test_what_cant_be_done_is_said_and_leaves_no_trace(world: World, who: str, text: str, sentence: str) -> None:
    before = traces(world.database)
    assert sentence in world.refuses(who, text)
    assert traces(world.database) == before


def test_a_meeting_that_is_over_waits_for_no_answer(world: World) -> None:
    world.says(SECRETARIAT, "meeting cancel 1 reason:storm")
    assert "Meeting 1 was cancelled" in world.refuses(lead("UKG"), "rota accept meeting:1")
    world.now = datetime(2027, 4, 21, 12, tzinfo=UTC)
    world.says(SECRETARIAT, "meeting close 2")
    assert "Meeting 2 is over" in world.refuses(lead("UKG"), "rota accept meeting:2")


def test_an_observer_reads_and_does_not_answer(world: World) -> None:
    who = observer(world, "oona@example.org")
    assert "Scotland (told)" in world.says(who, "rota")
    assert "next in order" in world.says(who, "rota why")
    before = traces(world.database)
    assert "Only the seat's lead or deputy" in world.refuses(who, "rota accept meeting:1 role:host")
    assert traces(world.database) == before


@pytest.mark.parametrize("text", ["rota", "next", "rota why", "rota history", "rota accept VAWG-M1"])
def test_whoever_is_not_in_the_group_learns_nothing(world: World, text: str) -> None:
    member_of_another_group(world.database, "ana@example.org")
    with world.database.reading() as uow:
        assert uow.groups.by_slug("vawg") is not None
    named = text if "VAWG" in text else f"{text} group:vawg"
    missing = named.replace("VAWG", "NONE").replace("vawg", "none")
    assert world.refuses("ana@example.org", named).replace("vawg", "none") == world.refuses("ana@example.org", missing)


def test_the_history_tells_every_step_in_order(world: World) -> None:
    world.says(lead("UKG"), "rota accept")
    world.now = datetime(2027, 1, 20, 12, tzinfo=UTC)
    world.says(lead("UKG"), "meeting close 1")
    found = rows(world.says(lead("SCT"), "rota history"))
    assert found == [
        ["4 Jan 2027", "the rota begins: UK Government, Scotland, Wales, Northern Ireland and Ireland"],
        ["4 Jan 2027", "VAWG-M1", "UK Government", "told to chair"],
        ["4 Jan 2027", "VAWG-M1", "Scotland", "told to host"],
        ["4 Jan 2027", "VAWG-M1", "UK Government", "accepted the chair"],
        ["20 Jan 2027", "VAWG-M1", "UK Government", "chaired"],
        ["20 Jan 2027", "VAWG-M1", "Scotland", "hosted"],
        ["20 Jan 2027", "VAWG-M2", "Scotland", "told to chair"],
        ["20 Jan 2027", "VAWG-M2", "Wales", "told to host"],
    ]


def test_a_long_history_comes_in_pages(world: World) -> None:
    for number, month in ((1, 1), (2, 4), (3, 7), (4, 10)):
        with world.database.reading() as uow:
            meeting = uow.meetings.by_number(1, number)
            assert meeting is not None
            world.now = meeting.ends_at
        tick(world.database, world.now)
        world.says(SECRETARIAT, f"rota accept meeting:{number} role:chair")
        world.says(SECRETARIAT, f"meeting close {number}")
        assert meeting.day.month == month
    latest = world.says(lead("SCT"), "rota history")
    assert "Earlier: /wg rota history group:vawg page:2" in latest
    earlier = world.says(lead("SCT"), "rota history page:2")
    assert "Later: /wg rota history group:vawg page:1" in earlier
    assert "the rota begins" in earlier
    assert len([cells for cells in rows(latest) if len(cells) > 1]) == 20
    assert world.says(lead("SCT"), "rota history page:99") == earlier
