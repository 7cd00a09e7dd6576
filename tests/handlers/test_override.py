"""The secretariat names a seat for a turn, suspends a seat, changes policies: shown first, told to whom it moves."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.db.unit_of_work import Database
from bot.scheduler import tick
from tests.copies import copied
from tests.handlers.test_consent import audited, chairs, joint, seat_ids, text, told
from tests.world import (
    OPERATOR,
    SECRETARIAT,
    World,
    deputy,
    lead,
    sent,
    told_exchange,
    traces,
)

AT_WORK = datetime(2027, 1, 5, 10, tzinfo=UTC)  # the day before is a holiday in Scotland


@pytest.fixture
@copied
def world(database: Database) -> World:
    """The exchange with its series; UKG was told to chair the first meeting, SCT to host it."""
    return told_exchange(database)


# Overrides


def test_a_seat_is_named_with_a_reason_and_the_displaced_one_is_owed(world: World) -> None:
    said = world.says(SECRETARIAT, 'rota set chair:IRL meeting:1 reason:"a minister visits"')
    assert "VAWG-M1 on Wednesday 20 January 2027: the secretariat has named who takes the turn." in said
    assert "a minister visits" in said
    assert "UK Government is owed a turn for it" in said
    assert chairs(world) == ["Ireland (told)", "UK Government", "Scotland", "Wales", "Northern Ireland"]
    assert "The secretariat named Ireland: a minister visits" in world.says(lead("SCT"), "rota why 1")
    [moved] = told(world, lead("UKG"), "turn-moved")
    assert "UK Government's next turn in the chair is now on Wednesday 21 April 2027" in moved.title
    assert "The secretariat named a seat for meeting 1." in text(moved)
    [notice] = told(world, lead("IRL"), "turn-notice")
    assert "Ireland chairs Ending violence against women and girls on Wednesday 20 January 2027" in notice.title


def test_a_host_is_switched_for_a_storm_and_switching_back_leaves_no_debt(world: World) -> None:
    said = world.says(SECRETARIAT, 'meeting host 1 WLS reason:"storm"')
    assert "Wales (told)" in said
    assert "Scotland is owed a turn for it" in said
    back = world.says(SECRETARIAT, 'meeting host 1 SCT reason:"the storm has passed"')
    assert "Nobody is owed a turn for it." in back
    figures = world.says(SECRETARIAT, "rota fairness")
    assert "Host: none held, none owed" in figures.replace("0 held", "none held")


def test_an_override_is_taken_back(world: World) -> None:
    before = chairs(world)
    world.says(SECRETARIAT, "rota set chair:IRL meeting:1 reason:visit")
    assert "is back where it was" in world.says(SECRETARIAT, "undo")
    assert chairs(world) == before
    assert told(world, lead("UKG"), "turn-moved") == []
    assert told(world, lead("IRL"), "turn-notice") == []


def test_naming_the_seat_that_has_the_turn_changes_nothing(world: World) -> None:
    lines = len(sent(world.database))
    said = world.says(SECRETARIAT, "rota set chair:UKG meeting:1 reason:sure")
    assert "it is so already, and nothing has changed" in said
    assert len(sent(world.database)) == lines


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("rota set chair:IRL meeting:1", "What is the reason?"),
        ('rota set chair:IRL meeting:1 reason:" "', "Moving somebody's turn needs a reason"),
        ('meeting host 1 WLS reason:""', "Moving somebody's turn needs a reason"),
        ("meeting host 1 WLS", "What is the reason?"),
        ("rota set meeting:1 reason:x", "Whom do you name?"),
        ("rota set chair:IMN meeting:1 reason:x", "Isle of Man has no seat in this group."),
        ("rota set chair:IRL meeting:99 reason:x", "There is no meeting 99"),
        ("meeting host 1 UKG reason:x", "UK Government chairs meeting 1, and here the chairing seat never hosts."),
        ("seat suspend NIR from:2026-12-01", "has passed"),
        ("seat suspend IMN", "Isle of Man has no seat in this group."),
        ("seat resume NIR", "Northern Ireland isn't suspended"),
        ("seat order UKG, SCT, WLS, NIR", "A new order names every seat once. Missing: IRL."),
        ("seat order UKG, SCT, WLS, NIR, IRL, IRL", "Not seated here, or named twice: IRL."),
        ("seat order", "Which seats?"),
        ("rota policy host:everywhere", "isn't one of: apart, with-chair, off"),
        ("rota policy answer:0", "isn't a number of working days from 1 to 60"),
        ("rota policy set notices:soon", "soon"),
        ("rota policy set host:apart", "nothing"),
        ("rota policy set", "Host"),
    ],
)
def test_what_makes_no_sense_is_refused_and_leaves_no_trace(world: World, typed: str, sentence: str) -> None:
    before = traces(world.database)
    assert sentence in world.refuses(SECRETARIAT, typed)
    assert traces(world.database) == before


@pytest.mark.parametrize(
    "typed",
    [
        "rota set chair:IRL meeting:1 reason:x",
        "meeting host 1 WLS reason:x",
        "rota policy set host:off",
        "rota policy host:off",
        "seat suspend NIR",
        "seat resume NIR",
    ],
)
def test_only_the_secretariat_may(world: World, typed: str) -> None:
    before = traces(world.database)
    for who in (lead("UKG"), deputy("SCT")):
        assert "Only the group's secretariat can do that." in world.refuses(who, typed)
    assert traces(world.database) == before


def test_a_meeting_that_is_over_has_no_turn_to_name(world: World) -> None:
    world.says(SECRETARIAT, "meeting cancel 1 reason:storm")
    assert "Meeting 1 was cancelled" in world.refuses(SECRETARIAT, "rota set chair:IRL meeting:1 reason:x")


# Suspensions


def test_a_suspended_seat_is_passed_by_without_debt_and_returns(world: World) -> None:
    said = world.says(SECRETARIAT, "seat suspend UKG")
    assert "UK Government is suspended in Ending violence against women and girls from today" in said
    assert "These go to the next in order: the chair of VAWG-M1." in said
    assert chairs(world) == ["Wales (told)", "Scotland", "Northern Ireland", "Ireland", "Wales"]
    [notice] = told(world, lead("WLS"), "turn-notice")
    assert "Wales chairs" in notice.title
    assert "suspended already" in world.refuses(SECRETARIAT, "seat suspend UKG")
    world.says(SECRETARIAT, "seat resume UKG")
    assert "UK Government" in chairs(world)


def test_a_suspension_from_a_day_holds_from_the_start_of_that_day(world: World) -> None:
    said = world.says(SECRETARIAT, "seat suspend NIR from:1/6/2027")
    assert "Northern Ireland will be suspended in Ending violence against women and girls from Tuesday 1 June" in said
    assert chairs(world)[:4] == ["UK Government (told)", "Scotland", "Wales", "Ireland"]
    assert "Northern Ireland's next turn" in told(world, lead("NIR"), "turn-moved")[0].title
    world.now = datetime(2027, 5, 31, 23, 0, tzinfo=UTC)
    assert tick(world.database, world.now)["dated changes of seats"] == 1
    assert "suspended already" in world.refuses(SECRETARIAT, "seat suspend NIR")
    assert tick(world.database, world.now)["dated changes of seats"] == 0


def test_a_suspension_is_taken_back_while_nobody_was_told_for_it(world: World) -> None:
    before = chairs(world)
    world.says(SECRETARIAT, "seat suspend NIR")
    assert "Northern Ireland is not suspended after all." in world.says(SECRETARIAT, "undo")
    assert chairs(world) == before
    world.says(SECRETARIAT, "seat suspend UKG")
    assert "changed again since" in world.refuses(SECRETARIAT, "undo")


# Shown before anything is changed


@pytest.mark.parametrize(
    ("typed", "confirm"),
    [
        ("seat suspend NIR preview:yes", 'seat suspend seat:"NIR" from:"2027-01-04" group:vawg'),
        ("seat add IMN from:2027-02-01 preview:yes", 'seat add seat:"IMN" from:"2027-02-01" group:vawg'),
        ("seat leave WLS on:2027-02-01 preview:yes", 'seat leave seat:"WLS" on:"2027-02-01" group:vawg'),
        ("seat order IRL, NIR, WLS, SCT, UKG preview:yes", 'seat order seats:"IRL, NIR, WLS, SCT, UKG" group:vawg'),
        ("rota policy host:with-chair", 'rota policy set host:"with-chair" group:vawg'),
    ],
)
def test_what_a_change_would_do_stands_beside_today_and_changes_nothing(world: World, typed: str, confirm: str) -> None:
    before, today = traces(world.database), chairs(world)
    said = world.says(SECRETARIAT, typed)
    assert "Nothing has changed yet." in said
    assert "Chair now" in said
    assert "Chair then" in said
    assert f"Do it: /wg {confirm}" in said
    assert traces(world.database) == before
    assert chairs(world) == today
    world.says(SECRETARIAT, confirm)
    assert traces(world.database) != before


def test_a_preview_is_what_then_happens(world: World) -> None:
    said = world.says(SECRETARIAT, "seat order IRL, NIR, WLS, SCT, UKG preview:yes")
    world.says(SECRETARIAT, "seat order IRL, NIR, WLS, SCT, UKG")
    for seat in chairs(world):
        assert seat.removesuffix(" (told)") in said
    assert chairs(world)[1:] == ["Ireland", "Northern Ireland", "Wales", "Scotland"]


def test_policies_are_shown_changed_and_changed_back(world: World) -> None:
    shown = world.says(lead("SCT"), "rota policy")
    assert "28, 7" in shown
    assert "hosts have turns of their own; the chairing seat never hosts" in shown
    typed = 'rota policy set host:off cancelled:use notices:"21, 3" answer:2 offer:4'
    said = world.says(SECRETARIAT, typed)
    assert "turns pass by other policies from now on" in said
    after = world.says(lead("SCT"), "rota policy")
    assert "21, 3" in after
    assert "nobody hosts: the group meets online" in after
    assert "a cancelled meeting counts as chaired" in after
    world.says(SECRETARIAT, "undo")
    assert world.says(lead("SCT"), "rota policy") == shown


def test_a_group_that_meets_without_a_host_has_no_hosting_to_give(world: World) -> None:
    world.says(SECRETARIAT, "rota policy set host:off")
    assert "This group meets without a host" in world.refuses(SECRETARIAT, "meeting host 2 WLS reason:x")


def test_a_turn_that_moves_twice_before_it_was_said_is_said_once_from_first_to_last(world: World) -> None:
    world.now = AT_WORK
    world.says(SECRETARIAT, "seat order UKG, WLS, SCT, NIR, IRL")
    world.says(SECRETARIAT, "seat order UKG, WLS, NIR, SCT, IRL")
    [moved] = told(world, lead("SCT"), "turn-moved")
    found = " ".join(text(moved).split())
    assert "Chair Wed 21 Apr 2027, VAWG-M2 Wed 20 Oct 2027, VAWG-M4" in found
    assert "The seats stand in a new order." in found
    assert told(world, lead("UKG"), "turn-moved") == []
    world.says(SECRETARIAT, "seat order UKG, SCT, WLS, NIR, IRL")
    assert told(world, lead("SCT"), "turn-moved") == []


def test_a_meeting_that_moves_takes_its_turn_along_and_says_so(world: World) -> None:
    world.now = AT_WORK
    world.says(SECRETARIAT, 'meeting move 2 to:"28 Apr 10:00"')
    [moved] = told(world, lead("SCT"), "turn-moved")
    assert "Scotland's next turn in the chair is now on Wednesday 28 April 2027" in moved.title
    assert "Meeting 2 was moved." in text(moved)
    world.says(SECRETARIAT, "undo")
    assert told(world, lead("SCT"), "turn-moved") == []


# Figures


def test_a_seat_sees_its_own_figures_the_group_totals_and_the_secretariat_all(world: World) -> None:
    world.now = datetime(2027, 1, 20, 12, tzinfo=UTC)
    world.says(SECRETARIAT, "meeting close 1")
    own = world.says(lead("SCT"), "rota fairness")
    assert "Your seat" in own
    assert "Scotland" in own
    assert not any(name in own for name in ("Wales", "Ireland", "UK Government"))
    assert "Chair: one held, none owed" in own
    everything = world.says(SECRETARIAT, "rota fairness")
    rows = [line.split("  ")[0] for line in everything.split("\n") if "  Chair" in line]
    assert rows == ["Ireland", "Northern Ireland", "Scotland", "UK Government", "Wales"]


# Nobody answers


def test_where_nobody_answers_the_deputy_is_asked_then_the_secretariat_and_nobody_else(world: World) -> None:
    at(world, 7)
    [asked] = told(world, deputy("UKG"), "turn-notice")
    assert "Not answered yet: UK Government chairs" in asked.title
    assert "this comes to you as its deputy" in text(asked)
    assert told(world, SECRETARIAT, "turn-notice") == []
    at(world, 12)
    raised = told(world, SECRETARIAT, "turn-notice")
    assert "Not answered yet: UK Government chairs" in raised[0].title
    at(world, 19)
    assert len(told(world, SECRETARIAT, "turn-notice")) == len(raised)


def test_one_answer_ends_it_and_whoever_was_asked_hears_so(world: World) -> None:
    at(world, 7)
    world.says(lead("UKG"), "rota accept VAWG-M1 role:chair")
    assert "Answered by Lena Ukg" in told(world, deputy("UKG"), "turn-answered")[0].title
    assert told(world, deputy("UKG"), "turn-notice") == []
    at(world, 12)
    assert not any("UK Government" in message.title for message in told(world, SECRETARIAT, "turn-notice"))


def test_an_offer_that_is_not_answered_goes_to_the_secretariat(world: World) -> None:
    world.says(lead("UKG"), "rota decline reason:reshuffle")
    world.says(lead("SCT"), "rota offer role:host")
    world.says(lead("WLS"), "rota swap with:NIR role:chair")
    at(world, 11)
    titles = [message.title for message in told(world, SECRETARIAT, "turn-unfilled", "turn-answered")]
    assert len(titles) == 3
    assert any("nobody has taken the chair of VAWG-M1" in title for title in titles)
    assert any("Northern Ireland has not answered, so both turns stay as they are" in title for title in titles)
    assert len(audited(world, "offer.expired")) == 3
    assert "reshuffle" in "".join(text(message) for message in told(world, SECRETARIAT, "turn-unfilled"))


# Handing over


def test_the_outgoing_chair_leaves_a_note_that_the_next_one_reads(world: World) -> None:
    world.now = datetime(2027, 1, 20, 12, tzinfo=UTC)
    said = world.says(lead("UKG"), 'rota note "Two papers are still with the lawyers"')
    assert "Noted for the next chair, about VAWG-M1." in said
    world.says(lead("UKG"), "meeting close 1")
    [over] = told(world, lead("SCT"), "handover")
    assert "A note on VAWG-M1 from Lena Ukg" in text(over)
    assert "Two papers are still with the lawyers" in text(over)
    assert "lawyers" not in "\n".join(sent(world.database))
    later = world.says(lead("UKG"), "rota note They cleared one")
    assert "gets your note now" in later
    [note] = told(world, lead("SCT"), "turn-note")
    assert "They cleared one" in text(note)
    world.says(lead("UKG"), "undo")
    assert told(world, lead("SCT"), "turn-note") == []
    at(world, 20, month=4, day=14)
    [pack] = told(world, lead("SCT"), "turn-pack")
    assert "Scotland chairs Ending violence against women and girls on" in pack.title
    assert "Two papers are still with the lawyers" in text(pack)


def test_a_note_is_the_chairs_own(world: World) -> None:
    assert "UK Government chairs meeting 1" in world.refuses(lead("SCT"), "rota note hello meeting:1")
    assert "nothing to hand over yet" in world.refuses(lead("WLS"), "rota note hello")
    assert "Nobody has been told yet to chair meeting 2" in world.refuses(lead("WLS"), "rota note hello meeting:2")
    said = world.says(SECRETARIAT, "rota note hello meeting:1")
    assert "Noted by Sam Taylor of the secretariat for UK Government" in said
    assert audited(world, "handover.noted")[0][2] == seat_ids(world)["UKG"]


def test_the_pack_says_who_comes_and_what_is_open(world: World) -> None:
    world.says(SECRETARIAT, 'action add "Publish the minutes" owner:lead.wls@example.org due:1/2/2027 extent:WLS')
    world.says(lead("NIR"), "attend NIR apologies meeting:1")
    at(world, 13)
    [pack] = told(world, lead("UKG"), "turn-pack")
    found = text(pack)
    assert "Northern Ireland sends apologies" in found
    assert "VAWG-1 Publish the minutes" in found
    assert "Accept: /wg rota accept VAWG-M1 role:chair" in found
    assert told(world, deputy("UKG"), "turn-pack") == []


def test_joint_leads_both_get_the_pack(world: World) -> None:
    joint(world, "UKG", deputy("UKG"))
    at(world, 13)
    assert len(told(world, lead("UKG"), "turn-pack")) == len(told(world, deputy("UKG"), "turn-pack")) == 1


def at(world: World, day_: int, *, month: int = 1, day: int | None = None) -> None:
    """It is nine in the morning of that day, and the clock's chores are done."""
    world.now = datetime(2027, month, day or day_, 9, tzinfo=UTC)
    assert tick(world.database, world.now)["failed"] == 0


def test_operators_make_groups_whose_ladder_works_without_deputies(database: Database) -> None:
    world = World(database)
    world.says(OPERATOR, 'group new both "Both" seats:SCT,WLS')
    world.says(OPERATOR, "member add lead.sct@example.org seat:SCT as:lead group:both")
    world.says(OPERATOR, "meeting add 20 Jan 2027 10:00 group:both")
    tick(database, world.now)
    at(world, 7)
    [raised] = [one for one in told(world, OPERATOR, "turn-notice") if "Scotland" in one.title]
    assert "as its secretariat" in text(raised)
