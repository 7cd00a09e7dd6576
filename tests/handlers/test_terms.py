"""Turns that last a term: laid by policy, told, handed over, exchanged, taken back; and what is refused."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from bot.db import models
from bot.db.unit_of_work import Database
from tests.copies import copied
from tests.stories.diary import Story
from tests.world import SECRETARIAT, World, exchange, lead, with_rota

SERIES = 'meeting series "third wednesday of jan, apr, jul, oct at 10:00 for 2 hours"'
HALVES = 'rota policy set basis:term span:"6 months" from:"1 Feb 2027" host:with-chair'


@pytest.fixture
@copied
def story(database: Database) -> Story:
    """The exchange with its series, on a clock; UKG has chaired the first meeting."""
    with_rota(database, exchange(database))
    found = Story(database, "2027-01-05 10:00")
    found.world.says(SECRETARIAT, SERIES)
    found.types("2027-01-20 12:00", SECRETARIAT, "meeting close 1")
    return found


@pytest.fixture
@copied
def halves(database: Database) -> Story:
    """Half-years from 1 February: UKG, SCT, WLS, NIR, IRL."""
    with_rota(database, exchange(database))
    found = Story(database, "2027-01-05 10:00")
    found.world.says(SECRETARIAT, SERIES)
    found.world.says(SECRETARIAT, HALVES)
    found.world.says(SECRETARIAT, "meeting cancel 1 reason:moved")
    found.until("2027-01-21 10:05")
    return found


def rota(world: World) -> list[str]:
    """Each row of the rota: what, and whose chair."""
    lines = world.says(SECRETARIAT, "rota").splitlines()
    rows = [line for line in lines if "VAWG-" in line]
    return [" ".join(row.split())[:60] for row in rows]


def chair(world: World, number: int) -> str:
    """Who chairs or chaired a meeting."""
    shown = world.says(SECRETARIAT, f"meeting show {number}").splitlines()
    return next(line.removeprefix("Chair: ").partition(" (")[0] for line in shown if line.startswith("Chair: "))


# Policies


def test_a_change_is_shown_beside_todays_turns_meeting_by_meeting(story: Story) -> None:
    said = story.world.says(SECRETARIAT, HALVES.replace("policy set", "policy"))
    assert "basis:     held   term" in said
    assert "span:      –      6 months" in said
    for row in (
        "Wed 21 Apr 2027, VAWG-M2  Scotland          Scotland",
        "Wed 21 Jul 2027, VAWG-M3  Wales             Wales",
        "Wed 20 Oct 2027, VAWG-M4  Northern Ireland  Northern Ireland",
        "1 Feb – 31 Jul 2027       Wales",
        "1 Aug 2027 – 31 Jan 2028  Northern Ireland",
    ):
        assert row in said
    assert "Nothing has changed yet." in said
    assert "policy:" not in said
    assert "basis:        held" in story.world.says(SECRETARIAT, "rota policy")


def test_what_was_told_of_a_meeting_stays_when_turns_last_terms(story: Story) -> None:
    story.types("2027-01-21 10:00", SECRETARIAT, HALVES)
    assert rota(story.world)[:3] == [
        "1 Feb – 31 Jul 2027, VAWG-T1 Wales (told) Wales (told) next ",
        "Wed 21 Apr 2027, VAWG-M2 Scotland (told) Wales (told) next i",
        "1 Aug 2027 – 31 Jan 2028, VAWG-T2 Northern Ireland Northern ",
    ]
    assert (chair(story.world, 2), chair(story.world, 3)) == ("Scotland", "Wales")
    story.types("2027-04-21 12:00", SECRETARIAT, "meeting close 2")
    assert chair(story.world, 2) == "Scotland"
    assert "VAWG-M2" not in "".join(rota(story.world))


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("basis:term", "Where do the coming terms lie?"),
        ('span:"6 months"', "Here a turn is one meeting, so span: means nothing yet."),
        ("handover:end", "Here a turn is one meeting, so handover: means nothing yet."),
        ('basis:term span:"6 months" terms:"1 Feb 2027, 1 Aug 2027"', "not by both"),
        ('basis:term span:"6 months" from:"1 Jan 2027"', "Friday 1 January 2027 has passed."),
        ('basis:term terms:"1 Jan 2027, 1 Aug 2027"', "Friday 1 January 2027 has passed."),
        ('basis:term terms:"1 Aug 2027, 1 Feb 2027"', "Monday 1 February 2027 does not come after the one before it."),
        ('basis:term terms:"1 Aug 2027, 1 Aug 2027"', "Sunday 1 August 2027 does not come after the one before it."),
        ('basis:term span:"11 years"', "isn't a number of months or years up to 10 years"),
        ('basis:term span:"soon"', "isn't a number of months or years"),
        ('basis:term span:"1 year" from:"1 Feb 2099"', "is too far ahead"),
        ('basis:term terms:"maybe"', "maybe"),
        ("basis:held", "nothing"),
    ],
)
def test_terms_that_can_not_be_are_refused_with_what_is_true(story: Story, typed: str, sentence: str) -> None:
    for command in ("rota policy", "rota policy set"):
        assert sentence.casefold() in story.world.refuses(SECRETARIAT, f"{command} {typed}").casefold()
    assert "basis:        held" in story.world.says(SECRETARIAT, "rota policy")


def test_a_term_under_way_stays_where_it_is_and_the_next_one_may_move(halves: Story) -> None:
    halves.until("2027-02-02 10:00")
    assert "Term 1 is under way since Monday 1 February 2027" in refused(
        halves.world, 'rota policy set span:"3 months" from:"1 Feb 2027"'
    )
    halves.world.says(SECRETARIAT, 'rota policy set terms:"1 Feb 2027, 1 Sep 2027, 1 Dec 2027"')
    found = rota(halves.world)
    assert found[0].startswith("1 Feb – 31 Aug 2027, VAWG-T1 UK Government (told)")
    assert found[1].startswith("1 Sept – 30 Nov 2027, VAWG-T2 Scotland (told)")
    assert found[2].startswith("from 1 Dec 2027, VAWG-T3 Wales")
    assert "T2 from 1 September to 30 November 2027" in halves.world.says(lead("SCT"), "rota accept T2")


def test_back_to_meetings_terms_that_were_told_are_served_to_their_end(halves: Story) -> None:
    halves.types("2027-02-02 10:00", SECRETARIAT, "rota policy set basis:held")
    assert (chair(halves.world, 3), chair(halves.world, 4)) == ("UK Government", "Scotland")
    halves.until("2028-02-02 09:00")
    found = rota(halves.world)
    assert found[0].startswith("Wed 19 Apr 2028, VAWG-M6 Wales")
    assert not any("VAWG-T" in row for row in found)


def test_back_to_meetings_is_refused_while_a_term_that_was_told_has_no_end(story: Story) -> None:
    story.types("2027-01-21 10:00", SECRETARIAT, 'rota policy set basis:term terms:"1 Feb 2027" host:off')
    story.until("2027-02-02 10:00")
    assert "A seat was told term 1, which has no last day yet." in refused(story.world, "rota policy set basis:held")


def test_a_change_of_terms_is_taken_back_whole(story: Story) -> None:
    before = rota(story.world)
    story.types("2027-01-21 10:00", SECRETARIAT, HALVES)
    story.types("2027-01-21 10:01", SECRETARIAT, 'rota policy set terms:"1 Mar 2027, 1 Sep 2027"')
    assert rota(story.world)[0].startswith("1 Mar – 31 Aug 2027, VAWG-T1 Wales")
    story.types("2027-01-21 10:02", SECRETARIAT, "undo")
    assert rota(story.world)[0].startswith("1 Feb – 31 Jul 2027, VAWG-T1 Wales")
    story.types("2027-01-21 10:03", SECRETARIAT, "undo")
    assert rota(story.world)[:3] == before[:3]
    assert story.world.says(SECRETARIAT, "rota policy").count("held") >= 1


# Handing over


def test_a_term_is_handed_over_as_its_day_begins_and_the_next_one_is_told(halves: Story) -> None:
    halves.until("2027-07-31 23:59")
    assert chair(halves.world, 3) == "UK Government"
    halves.until("2027-08-01 00:00")
    assert handed_over(halves.world)[-1] == "VAWG-T2"
    halves.until("2027-08-03 09:00")
    over = "Over to Scotland: it chairs Ending violence against women and girls next, from 1 August"
    assert f"Tue 3 Aug 09:00 lead.sct: {over} 2027 to 31 January 2028" in halves.told("lead.sct")
    told = "Wales chairs and hosts Ending violence against women and girls from 1 February to 31 July 2028"
    assert f"Mon 2 Aug 09:00 lead.wls: {told}" in halves.told("lead.wls")


@pytest.mark.parametrize(("how", "chairs"), [("start", "Scotland"), ("end", "UK Government")])
def test_a_hand_over_at_a_meeting_waits_for_one_that_takes_place(halves: Story, how: str, chairs: str) -> None:
    halves.types("2027-01-21 10:06", SECRETARIAT, f"rota policy set handover:{how}")
    assert chair(halves.world, 4) == chairs
    halves.types("2027-09-01 10:00", SECRETARIAT, "meeting cancel 4 reason:storm")
    assert chair(halves.world, 5) == chairs
    halves.types("2028-01-19 09:55", SECRETARIAT, "meeting open 5")
    assert chair(halves.world, 5) == chairs
    halves.types("2028-01-19 12:00", SECRETARIAT, "meeting close 5")
    assert chair(halves.world, 5) == chairs
    assert handed_over(halves.world) == ["VAWG-T1", "VAWG-T2"]
    assert rota(halves.world)[0].startswith("1 Aug 2027 – 31 Jan 2028, VAWG-T2 Scotland")


def test_a_meeting_that_is_closed_without_being_opened_hands_over_at_its_start(halves: Story) -> None:
    halves.types("2027-01-21 10:06", SECRETARIAT, "rota policy set handover:start")
    halves.types("2027-10-20 12:00", SECRETARIAT, "meeting close 4")
    assert chair(halves.world, 4) == "Scotland"


def test_a_hand_over_that_is_put_on_a_date_changes_nothing_that_was_held(halves: Story) -> None:
    halves.types("2027-01-21 10:06", SECRETARIAT, "rota policy set handover:start")
    halves.types("2027-02-03 10:00", SECRETARIAT, "meeting add 4 Aug 2027 10:00 extraordinary:yes")
    halves.types("2027-08-04 12:00", SECRETARIAT, "meeting close 6")
    assert rota(halves.world)[0].startswith("1 Feb – 31 Jul 2027, VAWG-T1 UK Government")
    halves.types("2027-08-05 10:00", SECRETARIAT, "rota policy set handover:date")
    assert rota(halves.world)[0].startswith("1 Aug 2027 – 31 Jan 2028, VAWG-T2 Scotland")
    assert chair(halves.world, 6) == "UK Government"


def test_a_leftover_term_that_begins_early_is_served_to_its_own_end(halves: Story) -> None:
    halves.types("2027-02-02 10:00", SECRETARIAT, "rota policy set basis:held")
    halves.types("2027-02-02 10:01", SECRETARIAT, "seat leave UKG on:2027-04-01")
    halves.until("2027-08-02 10:00")
    assert rota(halves.world)[0].startswith("1 Aug 2027 – 31 Jan 2028, VAWG-T2 Scotland (told)")
    halves.until("2028-02-02 10:00")
    assert not any("VAWG-T" in row for row in rota(halves.world))


def test_where_nobody_is_available_the_outgoing_chair_goes_on_until_somebody_is(story: Story) -> None:
    story.types("2027-01-21 10:00", SECRETARIAT, 'rota policy set basis:term span:"1 month" from:"1 Feb 2027" host:off')
    story.until("2027-02-02 10:00")
    for seat in ("UKG", "SCT", "NIR", "IRL"):
        story.world.says(SECRETARIAT, f"seat suspend {seat}")
    holder = rota(story.world)[0]
    assert "VAWG-T1 Wales (told)" in holder
    story.types("2027-02-02 10:05", SECRETARIAT, "seat suspend WLS")
    story.until("2027-03-05 10:00")
    assert rota(story.world)[0].startswith("1–28 Feb 2027, VAWG-T1 Wales (told)")
    story.types("2027-03-05 10:01", SECRETARIAT, "seat resume IRL")
    story.until("2027-03-06 10:00")
    assert rota(story.world)[0].startswith("1–31 Mar 2027, VAWG-T2 Ireland (told)")


def test_if_the_holder_leaves_the_next_term_begins_that_day(halves: Story) -> None:
    halves.types("2027-02-02 10:00", SECRETARIAT, "seat leave UKG on:2027-04-01")
    halves.until("2027-04-02 10:00")
    assert rota(halves.world)[0].startswith("1 Aug 2027 – 31 Jan 2028, VAWG-T2 Scotland (told)")
    assert chair(halves.world, 3) == "Scotland"
    over = [line for line in halves.told("lead.sct") if "Over to Scotland" in line]
    assert len(over) == 1


def test_whoever_has_the_term_may_run_its_meetings_and_nobody_else(halves: Story) -> None:
    halves.until("2027-07-21 12:00")
    assert halves.world.asks(lead("SCT"), "meeting close 3").outcome == "refused"
    assert "UK Government chaired" in halves.world.says(lead("UKG"), "meeting close 3")


# Consent


def test_of_a_term_under_way_the_rest_is_exchanged_and_what_was_chaired_stands(halves: Story) -> None:
    halves.types("2027-02-03 10:00", SECRETARIAT, "meeting add 3 Mar 2027 10:00")
    halves.types("2027-03-03 12:00", SECRETARIAT, "meeting close 6")
    halves.types("2027-04-01 10:00", lead("UKG"), "rota swap T1 with:IRL")
    said = halves.types("2027-04-02 10:00", lead("IRL"), "rota swap with:UKG role:chair answer:yes")
    assert "Mon 1 Feb 2027, VAWG-T1  UK Government  Ireland" in said
    assert chair(halves.world, 6) == "UK Government"
    assert chair(halves.world, 3) == "Ireland"
    halves.types("2027-07-21 12:00", SECRETARIAT, "meeting close 3")
    assert chair(halves.world, 3) == "Ireland"
    assert chair(halves.world, 6) == "UK Government"


def test_what_was_done_to_the_rest_of_a_term_is_taken_back_while_no_meeting_has_begun_under_it(halves: Story) -> None:
    halves.until("2027-04-01 10:00")
    before = rota(halves.world), halves.world.says(SECRETARIAT, "rota fairness")
    halves.types("2027-04-01 10:00", lead("UKG"), "rota swap T1 with:IRL")
    halves.types("2027-04-02 10:00", lead("IRL"), "rota swap with:UKG role:chair answer:yes")
    assert "that at VAWG-T1 from 1 February to 31 July 2027 among them" in halves.world.says(lead("IRL"), "undo")
    halves.world.says(SECRETARIAT, 'rota set chair:IRL meeting:T1 reason:"a summit"')
    assert chair(halves.world, 3) == "Ireland"
    assert "is back where it was" in halves.world.says(SECRETARIAT, "undo")
    halves.types("2027-04-02 11:00", lead("UKG"), "rota offer T1 role:chair")
    assert "is no longer on offer to everybody" in halves.world.says(lead("UKG"), "undo")
    assert "UK Government chairs VAWG-T1" in halves.world.refuses(lead("NIR"), "rota take T1 role:chair")
    halves.world.says(lead("UKG"), "rota offer T1 role:chair")
    halves.world.says(lead("NIR"), "rota take T1 role:chair")
    halves.world.says(lead("NIR"), "undo")
    assert (rota(halves.world), halves.world.says(SECRETARIAT, "rota fairness")) == before
    assert chair(halves.world, 3) == "UK Government"


def test_what_was_done_to_the_rest_of_a_term_stays_once_a_meeting_has_begun_under_it(halves: Story) -> None:
    halves.types("2027-04-21 09:50", SECRETARIAT, 'rota set chair:IRL meeting:T1 reason:"a summit"')
    halves.until("2027-04-21 10:01")
    assert "VAWG-M2 has begun since, so I can't take it back." in halves.world.refuses(SECRETARIAT, "undo")
    assert chair(halves.world, 2) == "Ireland"


def test_a_term_that_was_handed_over_since_keeps_the_seat_that_has_it(halves: Story) -> None:
    halves.types("2027-07-31 23:50", SECRETARIAT, 'rota set chair:IRL meeting:T2 reason:"a summit"')
    halves.until("2027-08-01 00:01")
    assert "VAWG-T2 has begun since" in halves.world.refuses(SECRETARIAT, "undo")
    assert chair(halves.world, 4) == "Ireland"


def test_a_term_to_come_is_declined_offered_and_taken_and_one_under_way_is_not(halves: Story) -> None:
    said = halves.types("2027-02-03 10:00", lead("SCT"), 'rota decline T2 role:chair reason:"a reshuffle"')
    assert "Scotland can't chair VAWG-T2 from 1 August 2027 to 31 January 2028." in said
    assert "Wales is asked now" in said
    halves.until("2027-02-03 10:30")
    [asked] = [line for line in halves.told("lead.wls") if "could" in line]
    assert "could Wales chair from 1 August 2027 to 31 January 2028, in Scotland's place?" in asked
    said = halves.types("2027-02-03 11:00", lead("WLS"), "rota take VAWG-T2 role:chair")
    assert "it chairs VAWG-T2 from 1 August 2027 to 31 January 2028" in said
    assert "Term 1 is under way since Monday 1 February 2027" in refused(
        halves.world, "rota decline T1 role:chair reason:x for:UKG"
    )
    assert "Term 1 is under way" in refused(halves.world, "rota give-up T1")


def test_the_rest_of_a_term_is_offered_to_all_and_the_first_has_it(halves: Story) -> None:
    halves.types("2027-02-03 10:00", lead("UKG"), "rota offer T1 role:chair")
    said = halves.types("2027-02-03 11:00", lead("NIR"), "rota take T1 role:chair")
    assert "Northern Ireland takes over from UK Government: it chairs VAWG-T1 from 1 February to 31 July 2027." in said
    assert chair(halves.world, 3) == "Northern Ireland"


# The secretariat


def test_a_seat_named_for_one_meeting_of_a_term_uses_nobodys_turn(halves: Story) -> None:
    halves.until("2027-02-03 10:00")
    before = halves.world.says(SECRETARIAT, "rota fairness")
    said = halves.world.says(SECRETARIAT, 'rota set chair:NIR meeting:3 reason:"a visit"')
    assert "Nobody is owed a turn for it." in said
    assert chair(halves.world, 3) == "Northern Ireland"
    assert halves.world.says(SECRETARIAT, "rota fairness") == before
    halves.world.says(SECRETARIAT, "undo")
    assert chair(halves.world, 3) == "UK Government"
    halves.world.says(SECRETARIAT, 'meeting host 3 WLS reason:"storm"')
    halves.types("2027-07-21 12:00", SECRETARIAT, "meeting close 3")
    assert chair(halves.world, 3) == "UK Government"
    assert "Host: Wales" in halves.world.says(SECRETARIAT, "meeting show 3")


def test_a_seat_is_named_for_a_whole_term_and_the_displaced_one_is_owed(halves: Story) -> None:
    halves.until("2027-02-03 10:00")
    said = halves.world.says(SECRETARIAT, 'rota set chair:IRL meeting:T2 reason:"a summit"')
    assert "VAWG-T2 from 1 August 2027 to 31 January 2028: the secretariat has named" in said
    assert "Scotland is owed a turn for it" in said
    assert rota(halves.world)[2].startswith("1 Feb – 31 Jul 2028, VAWG-T3 Scotland")


def test_an_extraordinary_meeting_is_chaired_by_whoever_has_the_term(halves: Story) -> None:
    halves.until("2027-02-03 10:00")
    halves.world.says(SECRETARIAT, "meeting add 10 Mar 2027 10:00 extraordinary:yes")
    assert chair(halves.world, 6) == "UK Government"
    halves.types("2027-03-10 12:00", SECRETARIAT, "meeting close 6")
    assert rota(halves.world)[0].startswith("1 Feb – 31 Jul 2027, VAWG-T1 UK Government")


# Saying so


def test_the_rota_says_why_of_a_term_and_of_a_meeting_in_it(halves: Story) -> None:
    halves.until("2027-02-03 10:00")
    said = halves.world.says(lead("UKG"), "rota why T2")
    assert "Whose turn it is at VAWG-T2 from 1 August 2027 to 31 January 2028, and why" in said
    assert "Before: UK Government chairs VAWG-T1." in said
    assert "After: Wales chairs VAWG-T3." in said
    said = halves.world.says(lead("UKG"), "rota why 3")
    assert "A term lasts for several meetings: UK Government has the whole of term 1." in said
    assert "After: Scotland chairs VAWG-T2." in said
    assert "There is no term 40 in this group." in refused(halves.world, "rota why T40")
    assert "the term begins" in halves.world.says(lead("UKG"), "rota history")


def test_what_waits_on_somebody_names_the_term_with_its_days(halves: Story) -> None:
    halves.until("2027-02-03 10:00")
    said = halves.world.says(lead("SCT"), "my")
    assert "Scotland is asked to chair term 2 from 1 August 2027 to 31 January 2028." in said
    assert "Accept: /wg rota accept VAWG-T2 role:chair" in said
    assert "you chair from 1 August 2027 to 31 January 2028" in said


def test_the_note_of_one_term_reaches_the_chair_of_the_next(halves: Story) -> None:
    said = halves.types("2027-07-30 10:00", lead("UKG"), 'rota note "Two papers are with the lawyers"')
    assert "Noted for the next chair, about VAWG-T1." in said
    halves.until("2027-08-03 09:00")
    [over] = [said for said in halves.diary.said if "Over to Scotland" in said.message.title]
    assert "UK Government chaired VAWG-T1, from 1 February to 31 July 2027. That term is over." in over.text.replace(
        "\n", " "
    )
    assert "Two papers are with the lawyers" in over.text
    halves.until("2027-10-13 09:00")
    packs = [said for said in halves.diary.said if said.message.title.endswith("20 October 2027: what you need")]
    [pack] = [said for said in packs if said.to.startswith("lead.sct")]
    assert "Two papers are with the lawyers" in pack.text
    assert "rota accept" not in pack.text


def refused(world: World, text: str) -> str:
    return world.refuses(SECRETARIAT, text)


def handed_over(world: World) -> list[str]:
    with world.database.reading() as uow:
        query = select(models.AuditLine).where(models.AuditLine.event == "term.began").order_by(models.AuditLine.id)
        return [line.subject for line in uow.session.scalars(query)]


def test_the_record_of_a_meeting_names_the_chair_of_its_term(halves: Story) -> None:
    halves.types("2027-07-21 10:00", SECRETARIAT, "meeting open 3")
    halves.types("2027-07-21 12:00", lead("UKG"), "meeting close 3")
    assert "UK Government" in halves.world.says(SECRETARIAT, "summary 3")
