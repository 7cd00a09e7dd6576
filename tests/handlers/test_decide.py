"""Notes, decisions and positions, as people type them; decisions in writing, closed by the clock."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from bot.db import models
from bot.db.unit_of_work import Database
from bot.domain.people import Actor
from bot.scheduler import tick
from bot.services import rotation
from tests.copies import copied
from tests.world import SECRETARIAT, World, deputy, exchange, lead, sent, with_rota, worded

SERIES = 'meeting series "third wednesday of jan, apr, jul, oct at 10:00 for 1 hour"'


@pytest.fixture
@copied
def world(database: Database) -> World:
    """Meeting 1 of the exchange is open, on 20 January 2027; the UK Government chairs."""
    with_rota(database, exchange(database))
    found = World(database)
    found.says(SECRETARIAT, SERIES)
    with database.writing("test") as uow:
        group = uow.groups.by_slug("vawg")
        assert group is not None
        rotation.assign_next(uow, group=group, by=Actor(None, "test"), now=found.now, through=1)
    found.says(lead("WLS"), 'agenda add "Refuge places"')
    found.now = datetime(2027, 1, 20, 10, tzinfo=UTC)
    found.says(SECRETARIAT, "meeting open 1")
    found.says(SECRETARIAT, "agenda next")
    return found


def at(world: World, month: int, day: int, hour: int = 10) -> None:
    world.now = datetime(2027, month, day, hour, tzinfo=UTC)
    tick(world.database, world.now)


def heard(world: World, subject: str) -> list[str]:
    """To whom something was entered, by name."""
    with world.database.reading() as uow:
        names = select(models.Official.name).join(
            models.OutboxEntry, models.OutboxEntry.official_id == models.Official.id
        )
        return sorted(uow.session.scalars(names.where(models.OutboxEntry.subject == subject)))


def everybody_there(world: World) -> None:
    for seat in ("UKG", "SCT", "WLS", "NIR", "IRL"):
        world.says(SECRETARIAT, f"attend {seat} present")


def test_a_note_stands_beside_the_item_that_is_talked_about(world: World) -> None:
    said = world.says(SECRETARIAT, 'note "Wales will share its figures"')
    assert "Noted at meeting 1: Wales will share its figures" in said
    assert "VAWG-A1 Refuge places" in said
    assert "Only the chair" in world.refuses(lead("SCT"), "note Mine")
    assert "does not count" in world.says(SECRETARIAT, "undo")


def test_a_decision_has_a_number_an_outcome_and_an_extent(world: World) -> None:
    everybody_there(world)
    said = world.says(lead("UKG"), 'decide "Share figures on places" extent:ENG,WLS outcome:agreed')
    assert said.startswith("VAWG-D1: agreed")
    assert "England and Wales" in said
    assert "no quorum" not in said
    shown = world.says(lead("SCT"), "decision show 1")
    assert "VAWG-M1, Wednesday 20 January 2027" in shown
    assert "has said nothing" in shown
    assert "VAWG-D1" in world.says(lead("SCT"), "decision list")


def test_an_extent_is_asked_for_and_never_assumed(world: World) -> None:
    asked = worded(world.asks(lead("UKG"), 'decide "Share figures"'))
    for label in ("All seats", "My seat", "Choose"):
        assert label in asked
    assert "no decisions" in world.says(lead("SCT"), "decision list")
    assert "UKG is an administration, not a territory" in world.refuses(lead("UKG"), "decide Share extent:UKG")


def test_only_who_runs_the_meeting_decides_and_only_in_one_that_was_opened(world: World) -> None:
    assert "Only the chair" in world.refuses(lead("SCT"), "decide Share extent:all")
    assert "never opened" in world.refuses(SECRETARIAT, "decide Share extent:all meeting:2")
    at(world, 1, 20, 11)
    world.says(SECRETARIAT, "meeting close 1")
    for typed, helps in (
        ("decide Share extent:all", 'decide "…" extent:all meeting:VAWG-M1”.'),
        ("note Late", 'note "…" meeting:VAWG-M1”.'),
        ("agenda next", "meeting open VAWG-M2”."),
        ("attend SCT", "attend SCT meeting:VAWG-M2"),
    ):
        refused = world.refuses(SECRETARIAT, typed).strip()
        assert refused.startswith("No meeting is open. "), refused
        assert refused.endswith(helps), "what helps whoever typed this"
    assert "VAWG-D1: agreed" in world.says(SECRETARIAT, "decide Share extent:all meeting:1"), "the minutes are open yet"


def test_a_decision_without_quorum_says_so(world: World) -> None:
    world.says(SECRETARIAT, "attend SCT present")
    assert "There was no quorum when this was decided." in world.says(SECRETARIAT, "decide Share extent:all")
    everybody_there(world)
    assert "no quorum" not in world.says(SECRETARIAT, "decision show 1"), "attendance was put right"


def test_positions_are_by_seat_and_a_reservation_says_why(world: World) -> None:
    world.says(SECRETARIAT, "decide Share extent:all")
    assert "What is the reason?" in worded(world.asks(lead("SCT"), "position 1 reserves"))
    said = world.says(lead("SCT"), 'position 1 reserves reason:"ministers have not seen it"')
    assert "Scotland reserves its position on VAWG-D1." in said
    assert "Wales supports VAWG-D1." in world.says(SECRETARIAT, "position 1 supports for:WLS")
    assert "stands aside" in world.says(deputy("NIR"), 'position VAWG-D1 "stands aside"')
    shown = world.says(lead("IRL"), "decision show VAWG-D1")
    assert "ministers have not seen it" in shown
    world.says(lead("SCT"), "position 1 supports")
    world.says(lead("SCT"), "undo")
    assert "reserves" in world.says(lead("IRL"), "decision show 1")
    assert "Only the seat's lead" in world.refuses(lead("SCT"), "position 1 supports for:WLS")
    assert "no decision VAWG-D9" in world.refuses(lead("SCT"), "position 9 supports")


def test_a_decision_subject_to_clearance_is_asked_for_and_follows_the_answer(world: World) -> None:
    assert "whose clearance" in world.refuses(
        SECRETARIAT, 'decide Share extent:all outcome:"agreed subject to clearance"'
    )
    said = world.says(SECRETARIAT, 'decide Share extent:all clearance:SCT,WLS by:"10 Feb"')
    assert "VAWG-D1: agreed subject to clearance by Scotland and Wales" in said
    at(world, 2, 2)
    assert heard(world, "clearance-ask") == []
    at(world, 2, 3)
    assert heard(world, "clearance-ask") == ["Lena Sct", "Lena Wls"], "five working days before"
    said = world.says(lead("SCT"), "decision clear 1 given")
    assert "Scotland gives its clearance" in said
    assert "Still waiting for Wales." in said
    at(world, 2, 11)
    assert heard(world, "clearance-ask") == ["Lena Sct", "Lena Wls", "Lena Wls", "Sam Taylor"], "late, so once more"
    assert "VAWG-D1: agreed" in world.says(lead("WLS"), "decision clear VAWG-D1 given for:WLS")
    assert "not waiting" in world.refuses(lead("WLS"), "decision clear VAWG-D1 given")
    assert "waits for the clearance of Wales again" in world.says(lead("WLS"), "undo")
    assert "VAWG-D1: not agreed" in world.says(lead("WLS"), "decision clear 1 refused")


def test_a_review_date_is_reminded_of_and_stands_on_the_agenda(world: World) -> None:
    assert "is not ahead" in world.refuses(SECRETARIAT, 'decide Share extent:all review:"20 Jan 2027"')
    world.says(SECRETARIAT, 'decide Share extent:all review:"1 April"')
    at(world, 1, 20, 11)
    world.says(SECRETARIAT, "meeting close 1")
    assert "Due for review: VAWG-D1." in world.says(lead("SCT"), "agenda")
    at(world, 4, 1)
    assert heard(world, "decision-review") == ["Lena Sct", "Sam Taylor"], "the next chair and the secretariat"
    assert "is looked at again on Friday 1 October 2027" in world.says(SECRETARIAT, 'decision review 1 on:"1 Oct"')
    assert "Due for review" not in world.says(lead("SCT"), "agenda")


def test_a_decision_in_writing_asks_every_lead_and_closes_by_the_clock(world: World) -> None:
    world.says(SECRETARIAT, "group link", channel="C1")
    said = world.says(SECRETARIAT, 'decide "Fund the pilot" extent:SCT closes:"3 Feb"')
    assert "VAWG-D1 is put to the seats in writing. It closes on Wednesday 3 February 2027, 17:00." in said
    assert heard(world, "decision-ask") == [f"Lena {seat}" for seat in ("Irl", "Nir", "Sct", "Ukg", "Wls")]
    for seat in ("UKG", "SCT", "WLS", "NIR"):
        world.says(lead(seat), "position 1 supports")
    at(world, 2, 1, 17)
    again = [name for name in heard(world, "decision-ask") if name.endswith("Irl")]
    assert again == ["Dara Irl", "Lena Irl", "Lena Irl"], "who said nothing is asked again, with the deputy"
    at(world, 2, 3, 17)
    shown = world.says(lead("SCT"), "decision show 1")
    assert shown.startswith("VAWG-D1: not agreed"), "silence blocks, unless the group says otherwise"
    assert len(heard(world, "decision-closed")) == 6
    assert "closed on Wednesday 3 February 2027" in world.refuses(lead("IRL"), "position 1 supports")
    at(world, 2, 3, 18)
    assert len(heard(world, "decision-closed")) == 6, "once"


@pytest.mark.parametrize(
    ("silence", "outcome"), [("supports", "agreed"), ("aside", "agreed"), ("blocks", "not agreed")]
)
def test_silence_counts_as_the_group_has_laid_down(world: World, silence: str, outcome: str) -> None:
    if silence != "blocks":
        world.says(SECRETARIAT, f"meeting policy silence:{silence}")
    world.says(SECRETARIAT, 'decide "Fund the pilot" extent:SCT closes:"3 Feb 12:00"')
    for seat in ("UKG", "SCT", "WLS"):
        world.says(lead(seat), "position 1 supports")
    at(world, 2, 3, 12)
    assert world.says(lead("SCT"), "decision show 1").startswith(f"VAWG-D1: {outcome}")


def test_one_reservation_stops_a_decision_in_writing(world: World) -> None:
    world.says(SECRETARIAT, "meeting policy silence:supports")
    world.says(SECRETARIAT, 'decide "Fund the pilot" extent:SCT closes:"3 Feb"')
    world.says(lead("NIR"), 'position 1 reserves reason:"no budget"')
    at(world, 2, 4)
    assert world.says(lead("SCT"), "decision show 1").startswith("VAWG-D1: not agreed")


def test_what_a_decision_in_writing_refuses(world: World) -> None:
    for text, sentence in (
        ('decide Fund extent:all closes:"19 Jan 2027"', "has passed already"),
        ('decide Fund extent:all closes:"1 Mar 2028"', "more than a year away"),
        ('decide Fund extent:all closes:"3 Feb" outcome:agreed', "the outcome is what the seats say"),
        ("decision withdraw 1 reason:none", "no decision VAWG-D1"),
    ):
        assert sentence in world.refuses(SECRETARIAT, text)


def test_a_decision_in_writing_can_be_withdrawn_and_then_asks_nobody(world: World) -> None:
    world.says(SECRETARIAT, 'decide Fund extent:all closes:"3 Feb"')
    assert "VAWG-D1 is withdrawn: new text" in world.says(SECRETARIAT, 'decision withdraw 1 reason:"new text"')
    assert "runs again" in world.says(SECRETARIAT, "undo")
    world.says(SECRETARIAT, 'decision withdraw 1 reason:"new text"')
    assert "was withdrawn" in world.refuses(lead("SCT"), "position 1 supports")
    at(world, 2, 4)
    assert heard(world, "decision-closed") == []


def test_a_sensitive_decision_reaches_no_channel(world: World) -> None:
    world.says(SECRETARIAT, "group link", channel="C1")
    world.says(SECRETARIAT, 'decide "A court case" extent:SCT marking:official-sensitive')
    assert not any("court" in line for line in sent(world.database))
    assert any("VAWG-D1" in line for line in sent(world.database))


def test_an_action_names_the_decision_that_it_carries_out(world: World) -> None:
    world.says(SECRETARIAT, "decide Share extent:SCT")
    added = world.says(SECRETARIAT, f'action add "Send them" owner:{lead("SCT")} due:"12 Feb" extent:SCT decision:1')
    assert "VAWG-D1" in added
    assert "Actions from it: VAWG-1" in world.says(lead("SCT"), "decision show 1")
    refused = world.refuses(SECRETARIAT, f'action add Send owner:{lead("SCT")} due:"12 Feb" extent:SCT decision:9')
    assert "no decision VAWG-D9" in refused
