"""``me language``, ``me hours``, ``me quieter``: private, audited, taken back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.commands import Answered, Invocation
from bot.db import models
from bot.db.unit_of_work import Database
from bot.domain.people import Account
from bot.messages.model import Buttons, Form, Message
from bot.services import workspaces as services
from tests.copies import copied
from tests.languages import spoken_too
from tests.world import SECRETARIAT, World, exchange, lead, sent, traces, with_rota, worded

ANA = lead("SCT")


@pytest.fixture
@copied
def world(database: Database) -> World:
    exchange(database)
    return World(database)


@pytest.fixture
def welsh(tmp_path: Path) -> Iterator[None]:
    with spoken_too(tmp_path, "cy", "language-cy = Cymraeg\nme-title = { $name } ydych chi\n"):
        yield


def commands(answered: Answered) -> list[str]:
    assert isinstance(answered.reply, Message)
    return [b.command for block in answered.reply.blocks if isinstance(block, Buttons) for b in block.buttons]


def test_me_shows_what_is_set_with_a_button_for_each(world: World) -> None:
    said = world.says(ANA, "me")
    assert "Language: British English" in said
    assert "Office hours: Monday to Friday, 09:00–17:00 (Europe/London)" in said
    assert "Reminders: as usual, at most two a week" in said
    assert "Where I write to you: in chat, else by e-mail" in said
    assert commands(world.asks(ANA, "me")) == ["me hours", "me prefers", "me quieter"]
    world.says(ANA, "me quieter")
    assert commands(world.asks(ANA, "me")) == ["me hours", "me prefers", "me quieter off"]


def test_hours_are_set_with_days_and_zone(world: World) -> None:
    said = world.says(ANA, "me hours mon-thu 9:00-15:00 tz:Europe/Dublin")
    assert "Your office hours: Monday to Thursday, 09:00–15:00 (Europe/Dublin)." in said
    assert "Monday to Thursday, 09:00–15:00 (Europe/Dublin)" in world.says(ANA, "me")
    assert "Monday to Thursday, 09:00–15:00 (Europe/Athens)" in world.says(ANA, "me hours tz:Europe/Athens")
    assert "Monday to Friday, 10:00–16:00 (Europe/Athens)" in world.says(ANA, "me hours 10-16")


@pytest.mark.parametrize(
    ("typed", "refusal"),
    [
        ("me hours mornings", "I can't read “mornings” as office hours."),
        ("me hours 17:00-9:00", "Office hours can't end at 09:00 if they begin at 17:00."),
        ("me hours 9:00-9:30", "Office hours need to last at least an hour"),
        ("me hours sat 9:00-12:00", "I never write at weekends"),
        ("me hours 9:00-25:00", "25:00"),
        ("me hours 9:00-17:00 tz:Europe/Edinburgh", "Europe/Edinburgh"),
        ("me hours tz:../../etc/passwd", "passwd"),
        ("me language cy", "I can't write in “cy” yet. I can write in: British English (en-GB)."),
        ("me language ../en-GB", "I can't write in"),
        ("me prefers fax", "I don't know “fax” as a place to write to."),
        ("me prefers slack", "I know no account of yours in Slack."),
        ("me prefers teams", "I know no account of yours in Teams."),
        ("me prefers mail", "I can't write to you by e-mail"),
        ("me prefers console Elsewhere", "You have no account in “Elsewhere” that I know."),
        ("me prefers here", "Here you only get answers"),
        ("me quieter please", "“please” isn't one of: on, off."),
    ],
)
def test_what_cannot_be_set_is_refused_and_leaves_no_trace(world: World, typed: str, refusal: str) -> None:
    before = traces(world.database)
    assert refusal in world.refuses(ANA, typed)
    assert traces(world.database) == before


def test_hours_alone_ask_for_them(world: World) -> None:
    said = world.refuses(ANA, "me hours")
    assert "Office hours" in said
    assert "/wg me hours mon-thu 9:00-15:00" in said
    asked = world.asks(ANA, "me hours", forms=True)
    assert isinstance(asked.reply, Form)
    wrong = world.asks(ANA, "me hours", forms=True, fields={"hours": "mornings"})
    assert isinstance(wrong.reply, Form)
    assert [field.name for field in wrong.reply.fields if field.error] == ["hours"]


def test_a_language_alone_tells_which_there_are(world: World) -> None:
    said = world.says(ANA, "me language")
    assert "Your language: British English" in said
    assert "I can write in: British English (en-GB)." in said
    assert "From now on I write to you in British English." in world.says(ANA, "me language english")
    assert commands(world.asks(ANA, "me language")) == ["me language default"]
    assert "in the language of each group" in world.says(ANA, "me language default")


@pytest.mark.usefixtures("welsh")
def test_a_language_with_words_is_spoken_at_once(world: World) -> None:
    assert "From now on I write to you in Cymraeg." in world.says(ANA, "me language welsh")
    assert "Lena Sct ydych chi" in world.says(ANA, "me")
    assert "me language" in commands(world.asks(ANA, "me"))
    assert "You are Sam Taylor" in world.says(SECRETARIAT, "me"), "others are written to as before"


@pytest.mark.usefixtures("welsh")
def test_who_chose_none_is_written_to_in_the_groups_language(world: World) -> None:
    """The person's, else the group's, else British English."""
    with world.database.writing("test") as uow:
        group = uow.groups.by_slug("vawg")
        assert group is not None
        uow.groups.record(group.id).language = "cy"
    assert languages(world, ANA) == ("en-GB", "cy")
    world.says(ANA, "me language en-GB")
    assert languages(world, ANA) == ("en-GB", "en-GB")
    with world.database.writing("test") as uow:
        uow.groups.record(1).language = "ga"
    world.says(ANA, "me language default")
    assert languages(world, ANA) == ("en-GB", "en-GB")


def languages(world: World, who: str) -> tuple[str, str]:
    """In which language something about no group is answered, and something about the group."""
    found = [world.asks(who, text).reply for text in ("me", "action list")]
    return found[0].language, found[1].language  # type: ignore[union-attr]


def test_with_several_accounts_on_a_platform_they_say_which(world: World) -> None:
    for workspace, name in (("T1", "Scottish Government"), ("T2", "UK Government")):
        with world.database.writing("test") as uow:
            found = uow.people.by_email(ANA)
            assert found is not None
            uow.people.tie(Account("slack", workspace, f"U{workspace}"), found.id, world.now)
            services.remember(
                uow, platform="slack", workspace=workspace, name=name, bot_account="UB", token="x", now=world.now
            )
    assert "me prefers" in commands(world.asks(ANA, "me"))
    assert commands(world.asks(ANA, "me prefers")) == [
        "me prefers console",
        "me prefers slack T1",
        "me prefers slack T2",
    ]
    asked = world.asks(ANA, "me prefers slack")
    assert commands(asked)[:2] == ["me prefers slack T1", "me prefers slack T2"]
    assert "in Slack (UK Government) first" in world.says(ANA, "me prefers slack uk government")
    assert "Where I write to you: in Slack (UK Government) first" in world.says(ANA, "home")
    assert "in Slack (Scottish Government) first" in world.says(ANA, "me prefers slack T1")
    there = world.dispatcher(Invocation("slack", "T2", "UT2", "me prefers here"))
    assert "in Slack (UK Government) first" in worded(there)
    assert "in chat, else by e-mail" in world.says(ANA, "me prefers usual")


def test_quieter_says_what_it_means_and_goes_off_again(world: World) -> None:
    assert "I no longer tell you on Mondays what is coming." in world.says(ANA, "me quieter")
    assert "as much as everybody" in world.says(ANA, "me quieter off")


def test_each_is_audited_without_its_text_and_taken_back(world: World) -> None:
    world.says(ANA, "me hours 10:00-16:00")
    world.says(ANA, "me quieter on")
    world.says(ANA, "me prefers console")
    with world.database.reading() as uow:
        lines = uow.session.scalars(
            select(models.AuditLine)
            .where(models.AuditLine.event.startswith("preferences"))
            .order_by(models.AuditLine.number)
        ).all()
    assert [(line.event, line.before, line.after) for line in lines] == [
        ("preferences.hours", {"opens": "09:00", "closes": "17:00"}, {"opens": "10:00", "closes": "16:00"}),
        ("preferences.quieter", {"quieter": False}, {"quieter": True}),
        ("preferences.prefers", {"prefers": ""}, {"prefers": "web"}),
    ]
    assert "They are written to where they were before." in world.says(ANA, "undo")
    assert "They hear as much as before." in world.says(ANA, "undo")
    assert "Their office hours are what they were before." in world.says(ANA, "undo")
    said = world.says(ANA, "me")
    assert "09:00–17:00" in said
    assert "as usual, at most" in said
    assert "in chat, else by e-mail" in said


def test_setting_what_stands_already_changes_nothing_and_offers_no_undo(world: World) -> None:
    world.says(SECRETARIAT, f"action add Report owner:{ANA} due:20/1/2027 extent:SCT")
    before = traces(world.database)
    answered = world.asks(ANA, "me hours 9:00-17:00")
    assert traces(world.database) == before
    assert commands(answered) == []


def test_nothing_of_it_is_public(world: World) -> None:
    with world.database.writing("test") as uow:
        uow.session.add(models.Place(group_id=1, platform="slack", workspace="T1", channel="C1", linked_at=world.now))
        uow.session.add(
            models.Account(official_id=2, platform="slack", workspace="T1", account="U1", created_at=world.now)
        )
    for text in ("me hours 10:00-16:00", "me quieter", "me language en-GB", "me prefers here", "undo", "home"):
        answered = world.dispatcher(Invocation("slack", "T1", "U1", text, channel="C1"))
        assert (answered.outcome, answered.public) == ("done", False), text
    assert sent(world.database) == []


def test_a_part_time_day_off_is_no_working_day_for_reminders_alone(database: Database) -> None:
    """Turns and holidays of the seat are not touched by what a person sets."""
    world = World(database)
    with_rota(database, exchange(database))
    world.says(SECRETARIAT, "meeting add 20 Jan 2027 10:00")
    before = world.says(SECRETARIAT, "rota")
    world.says(lead("UKG"), "me hours mon 9:00-12:00")
    assert world.says(SECRETARIAT, "rota") == before


def test_home_typed_is_what_waits_with_ones_settings(world: World) -> None:
    world.says(SECRETARIAT, f"action add Report owner:{ANA} due:20/1/2027 extent:SCT")
    said = world.says(ANA, "home")
    assert "One thing waits on you" in said
    assert "Your settings" in said
    assert "I don't know yet which official you are." in world.says("nobody@example.org", "home")
    with world.database.reading() as uow:
        assert uow.session.scalars(select(models.Home)).all() == [], "typed, it is a reply and no page"
