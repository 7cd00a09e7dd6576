"""Minutes and summaries, as people type them: from the record, corrected, approved, released."""

from __future__ import annotations

import hashlib
import io
import threading
from datetime import UTC, datetime

import pytest
from docx import Document as Word

from bot.db.unit_of_work import Database
from bot.domain.people import Actor
from bot.messages.model import Document, Form
from bot.scheduler import tick
from bot.services import rotation
from tests.copies import copied
from tests.world import SECRETARIAT, World, deputy, exchange, lead, sent, traces, with_rota, worded

SERIES = 'meeting series "third wednesday of jan, apr, jul, oct at 10:00 for 1 hour"'


@pytest.fixture
@copied
def world(database: Database) -> World:
    """Meeting 1 of the exchange was held on 20 January 2027, with notes, two decisions and an action."""
    with_rota(database, exchange(database))
    found = World(database)
    found.says(SECRETARIAT, "group link", channel="C1")
    found.says(SECRETARIAT, SERIES)
    with database.writing("test") as uow:
        group = uow.groups.by_slug("vawg")
        assert group is not None
        rotation.assign_next(uow, group=group, by=Actor(None, "test"), now=found.now, through=1)
    found.says(lead("WLS"), 'agenda add "Refuge places" minutes:20 paper:https://example.org/places')
    found.says(lead("SCT"), 'agenda add "A glossary"')
    found.now = datetime(2027, 1, 20, 10, tzinfo=UTC)
    for text in (
        "meeting open 1",
        "agenda next",
        "attend UKG present",
        f"attend SCT deputy:{deputy('SCT')}",
        "attend WLS present",
        "attend NIR apologies",
        'attend IRL guest name:"Prof Byrne"',
        'note "Wales will share its figures"',
        'note "The court case goes on" marking:official-sensitive',
        'decide "Share figures on refuge places" extent:ENG,WLS',
        'decide "Speak with the court" extent:SCT marking:official-sensitive',
        'position 1 reserves for:SCT reason:"ministers have not seen it"',
        f'action add "Publish the figures" owner:{lead("WLS")} due:"12 Feb" extent:WLS',
    ):
        found.says(SECRETARIAT, text)
    found.now = datetime(2027, 1, 20, 11, tzinfo=UTC)
    found.says(SECRETARIAT, "meeting close 1")
    return found


def second_meeting(world: World) -> None:
    world.now = datetime(2027, 4, 21, 9, tzinfo=UTC)
    world.says(SECRETARIAT, "meeting open 2")


def content(world: World, text: str, who: str = SECRETARIAT) -> tuple[str, bytes]:
    answered = world.asks(who, text)
    assert isinstance(answered.reply, Document), worded(answered)
    with answered.reply.content as file:
        return answered.reply.filename, file.read()


def test_minutes_are_made_from_the_record(world: World) -> None:
    said = world.says(lead("IRL"), "minutes 1")
    for sentence in (
        "Minutes of VAWG-M1 (draft)",
        "Wednesday 20 January 2027, 10:00 (Europe/London)",
        "Chair: UK Government",
        "Scotland: present by a deputy, Dara Sct",
        "Northern Ireland: apologies",
        "Ireland: as a guest, Prof Byrne",
        "Quorum: 3 of 5 seats",
        "Refuge places (VAWG-A1)",
        "Paper: https://example.org/places",
        "Wales will share its figures",
        "VAWG-D1, agreed: Share figures on refuge places (applies to England and Wales).",
        "Scotland reserves: ministers have not seen it.",
        "A glossary (VAWG-A2): not reached, carried over to the next meeting",
        "VAWG-1: Publish the figures – Lena Wls (Wales), by Friday 12 February 2027 (applies to Wales)",
        "Meeting 2 on Wednesday 21 April 2027. Scotland chairs.",
    ):
        assert sentence in said


def test_while_a_meeting_is_open_its_minutes_can_be_read_already(world: World) -> None:
    second_meeting(world)
    world.says(SECRETARIAT, 'note "It begins"')
    assert "It begins" in world.says(lead("IRL"), "minutes")


def test_a_correction_is_a_new_version_and_can_be_taken_back(world: World) -> None:
    said = world.says(SECRETARIAT, 'minutes correct 1 section:a1 "Wales shares its figures by March."')
    assert "“Refuge places (VAWG-A1)” was corrected (version 1)." in said
    shown = world.says(lead("IRL"), "minutes 1")
    assert "Wales shares its figures by March." in shown
    assert "VAWG-1: Publish the figures" in shown, "the rest still follows the record"
    world.says(SECRETARIAT, 'note "More came by mail" meeting:1')
    assert "More came by mail" in world.says(lead("IRL"), "minutes 1")
    world.says(SECRETARIAT, "undo")
    world.says(SECRETARIAT, 'minutes correct 1 section:a1 "Wales shares its figures by April."')
    world.says(SECRETARIAT, "undo")
    assert "by March" in world.says(lead("IRL"), "minutes 1")
    assert "3 versions" in world.says(lead("IRL"), "minutes history 1")
    assert "by April" in world.says(lead("IRL"), "minutes 1 version:2"), "nothing is ever lost"
    assert "what stands there already" in world.refuses(
        SECRETARIAT, 'minutes correct 1 section:a1 "Wales shares its figures by March."'
    )
    assert "Say one of: people, a1, later, actions, next" in world.refuses(
        SECRETARIAT, "minutes correct 1 section:a9 Nothing"
    )
    assert "no version 9" in world.refuses(SECRETARIAT, "minutes 1 version:9")


def test_two_people_who_correct_the_same_part_at_once_lose_nothing(world: World) -> None:
    world.says(SECRETARIAT, 'minutes correct 1 section:a1 version:0 "The secretariat\'s words."')
    refused = world.refuses(lead("UKG"), 'minutes correct 1 section:a1 version:0 "The chair\'s words."')
    assert "Sam Taylor changed this part while you were writing, and nothing was overwritten." in refused
    assert "The secretariat's words." in refused
    assert "was corrected (version 2)" in world.says(
        lead("UKG"), 'minutes correct 1 section:a1 version:1 "Both in one."'
    )


def test_two_people_who_correct_different_parts_at_once_both_stand(world: World) -> None:
    world.says(SECRETARIAT, 'minutes correct 1 section:a1 version:0 "Places."')
    said = world.says(lead("UKG"), 'minutes correct 1 section:next version:0 "In April."')
    assert "Others had changed other parts meanwhile; their changes stay." in said
    shown = world.says(lead("IRL"), "minutes 1")
    assert "Places." in shown
    assert "In April." in shown


def test_in_a_form_the_others_words_stand_above_and_ones_own_are_kept(world: World) -> None:
    opened = world.asks(lead("UKG"), "minutes correct 1 section:a1", forms=True)
    assert isinstance(opened.reply, Form)
    text = next(field for field in opened.reply.fields if field.name == "text")
    assert "Wales will share its figures" in text.value
    assert 'version:"0"' in opened.reply.command
    world.says(SECRETARIAT, 'minutes correct 1 section:a1 "The secretariat\'s words."')
    filled = {"meeting": "1", "section": "a1", "text": "Mine.\n- and a point"}
    again = world.asks(lead("UKG"), opened.reply.command, forms=True, fields=filled)
    assert isinstance(again.reply, Form)
    assert "The secretariat's words." in str(again.reply.blocks)
    assert next(field.value for field in again.reply.fields if field.name == "text") == "Mine.\n- and a point"
    assert 'version:"1"' in again.reply.command
    done = world.asks(lead("UKG"), again.reply.command, forms=True, fields=filled)
    assert done.outcome == "done", worded(done)
    assert "Mine." in world.says(lead("IRL"), "minutes 1")


def test_at_the_very_same_moment_one_of_them_is_told(world: World) -> None:
    answers: list[str] = []
    start = threading.Barrier(2)

    def corrects(who: str, text: str) -> None:
        start.wait()
        answers.append(worded(world.asks(who, f'minutes correct 1 section:a1 version:0 "{text}"')))

    people = [
        threading.Thread(target=corrects, args=(who, text))
        for who, text in ((SECRETARIAT, "One of them."), (lead("UKG"), "The other one."))
    ]
    for person in people:
        person.start()
    for person in people:
        person.join()
    assert sorted("was corrected" in one for one in answers) == [False, True], answers
    assert any("changed this part while you were writing" in one for one in answers)


def test_minutes_are_approved_at_the_next_meeting_and_then_locked(world: World) -> None:
    assert "approved at the next meeting, which is on Wednesday 21 April 2027" in world.refuses(
        SECRETARIAT, "minutes approve 1"
    )
    assert "To be approved: the minutes of VAWG-M1." in world.says(lead("SCT"), "agenda")
    second_meeting(world)
    assert "Only the chair" in world.refuses(lead("WLS"), "minutes approve 1")
    assert "approved, at VAWG-M2" in world.says(SECRETARIAT, "minutes approve 1")
    assert "To be approved" not in world.says(lead("SCT"), "agenda")
    assert "approved at VAWG-M2, Wednesday 21 April 2027" in world.says(lead("SCT"), "minutes 1")
    before = traces(world.database)
    for text in (
        'minutes correct 1 section:a1 "Otherwise"',
        "minutes approve 1",
        "note Late meeting:1",
        "decide Late extent:all meeting:1",
        "attend NIR present meeting:1",
        "position 1 supports for:SCT",
    ):
        assert "approved" in world.refuses(SECRETARIAT, text)
    assert traces(world.database) == before


def test_nothing_is_taken_back_after_the_lock(world: World) -> None:
    second_meeting(world)
    world.says(lead("UKG"), "attend UKG apologies meeting:1")
    world.says(SECRETARIAT, "minutes approve 1")
    assert "its record stands" in world.refuses(lead("UKG"), "undo")
    assert "UK Government: apologies" in world.says(lead("SCT"), "minutes 1")


@pytest.mark.parametrize("ending", ["docx", "html", "md"])
def test_a_file_of_the_minutes_has_the_same_bytes_each_time(world: World, ending: str) -> None:
    name, first = content(world, f"minutes file 1 format:{ending}")
    world.move(minutes=3)
    _, second = content(world, f"minutes file 1 format:{ending}")
    assert hashlib.sha256(first).digest() == hashlib.sha256(second).digest()
    assert name == f"vawg-m1-minutes-OFFICIAL-SENSITIVE-version-0.{ending}", "a note in it is marked"
    text = "\n".join(_paragraphs(first)) if ending == "docx" else first.decode()
    assert "Wales will share its figures" in text
    assert "Share figures on refuge places" in text


def _paragraphs(file: bytes) -> list[str]:
    return [paragraph.text for paragraph in Word(io.BytesIO(file)).paragraphs]


def test_a_file_that_was_made_ends_what_can_be_taken_back(world: World) -> None:
    world.says(SECRETARIAT, 'note "Late" meeting:1')
    content(world, "minutes file 1")
    assert "exported as a file since" in world.refuses(SECRETARIAT, "undo")


def test_a_summary_says_what_may_be_said_and_keeps_out_what_is_marked(world: World) -> None:
    said = world.says(lead("IRL"), "summary 1")
    for sentence in (
        "Summary of VAWG-M1 (draft)",
        "Meeting 1; meetings held so far, with this one: 1",
        "Scotland: present by a deputy, Dara Sct",
        "Ireland: as a guest, Prof Byrne",
        "- Refuge places",
        "Share figures on refuge places (applies to England and Wales)",
        "Meeting 2 on Wednesday 21 April 2027. Scotland chairs.",
    ):
        assert sentence in said
    for kept_out in ("court", "Northern Ireland", "ministers", "will share"):
        assert kept_out not in said


def test_a_summary_is_released_to_the_channels_once(world: World) -> None:
    world.says(SECRETARIAT, 'summary correct 1 section:points "- Places in refuges"')
    assert "is released, in the group's channel." in world.says(SECRETARIAT, "summary release 1")
    assert "was released" in world.refuses(SECRETARIAT, "summary release 1")
    assert "was released" in world.refuses(SECRETARIAT, 'summary correct 1 section:points "- More"')
    assert "Places in refuges" in world.says(lead("IRL"), "summary 1")
    _, file = content(world, "summary file 1 format:md")
    assert "Places in refuges" in file.decode()


def test_a_summary_is_held_over_an_election_and_released_the_day_after_polling(world: World) -> None:
    world.says(SECRETARIAT, 'calendar add WLS pre-election from:"18 Jan 2027" to:"4 Feb 2027" source:senedd.wales')
    said = world.says(SECRETARIAT, "summary release 1")
    assert "is held until Friday 5 February 2027" in said
    assert "Wales: pre-election period, Monday 18 January 2027 to Thursday 4 February 2027" in said
    assert "a draft again" in world.says(SECRETARIAT, "undo")
    world.says(SECRETARIAT, "summary release 1")
    world.now = datetime(2027, 2, 4, 23, tzinfo=UTC)
    tick(world.database, world.now)
    assert "held until Friday 5 February 2027" in world.says(lead("IRL"), "summary 1")
    world.says(SECRETARIAT, 'calendar add SCT pre-election from:"1 Feb 2027" to:"8 Feb 2027" source:parliament.scot')
    world.now = datetime(2027, 2, 5, 9, tzinfo=UTC)
    tick(world.database, world.now)
    assert "held until Tuesday 9 February 2027" in world.says(lead("IRL"), "summary 1"), "another period came up"
    world.now = datetime(2027, 2, 9, 9, tzinfo=UTC)
    tick(world.database, world.now)
    assert "released Tuesday 9 February 2027" in world.says(lead("IRL"), "summary 1")


def test_a_held_summary_can_be_stopped(world: World) -> None:
    assert "waits for nothing" in world.refuses(SECRETARIAT, "summary withdraw 1")
    world.says(SECRETARIAT, 'calendar add WLS pre-election from:"18 Jan 2027" to:"4 Feb 2027" source:senedd.wales')
    world.says(SECRETARIAT, "summary release 1")
    assert "not released by itself" in world.says(SECRETARIAT, "summary withdraw 1")
    world.now = datetime(2027, 2, 5, 9, tzinfo=UTC)
    tick(world.database, world.now)
    assert "(draft)" in world.says(lead("IRL"), "summary 1")


def test_a_meeting_that_never_opened_has_no_minutes(world: World) -> None:
    assert "never opened" in world.refuses(SECRETARIAT, "minutes 2")
    world.says(SECRETARIAT, "meeting cancel 2 reason:storm")
    assert "was cancelled" in world.refuses(SECRETARIAT, "summary 2")
    assert not any("Refuge" in line for line in sent(world.database) if "Minutes" in line)
