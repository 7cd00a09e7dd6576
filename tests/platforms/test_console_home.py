"""The console's Home: what Slack's App Home shows, kept current, with its buttons."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from bot.commands import Answered, Invocation
from bot.db import models
from bot.db.unit_of_work import Database
from bot.platforms.web.rooms import Room
from tests.platforms.browserless import Page
from tests.platforms.test_console import Demo
from tests.world import SECRETARIAT, lead

ANA = f"/as/{lead('SCT')}"
HOME = f"{ANA}/home"


class Delivering(Demo):
    """What a command brought about is said before it is answered, as in the demo."""

    async def _ask(self, invocation: Invocation) -> Answered:
        answered = await super()._ask(invocation)
        await self.stepper._deliverer.deliver_due(self.clock())
        return answered


@pytest.fixture
def demo(database: Database, tmp_path: Path) -> Demo:
    return Delivering(database, tmp_path)


def add(demo: Demo, text: str = "Minutes") -> None:
    demo.browser.says(f"/as/{SECRETARIAT}/direct", f"action add {text} owner:{lead('SCT')} due:22/1/2027 extent:SCT")


def pressed(demo: Demo, label: str) -> Page:
    return demo.browser.says(HOME, demo.browser.get(HOME).button(label))


def homes(demo: Demo) -> int:
    with demo.database.reading() as uow:
        return uow.session.query(models.OutboxEntry).filter(models.OutboxEntry.subject == "home").count()


def test_it_is_published_when_it_is_first_opened_and_kept_current(demo: Demo) -> None:
    assert "Nothing waits on you." in demo.browser.get(HOME).words
    add(demo)
    said = demo.browser.get(HOME).words
    assert "One thing waits on you" in said
    assert "VAWG-1 Minutes (Scotland)" in said
    assert "Office hours" in said


def test_to_look_at_it_again_costs_nothing_until_another_day(demo: Demo) -> None:
    for _ in range(3):
        demo.browser.get(HOME)
    assert homes(demo) == 1
    demo.clock.set(demo.clock() + timedelta(days=1))
    demo.browser.get(HOME)
    assert homes(demo) == 2


def test_what_became_overdue_is_seen_on_the_day(demo: Demo) -> None:
    add(demo)
    assert "Due on Friday 22 January 2027" in demo.browser.get(HOME).words
    demo.clock.set(demo.clock() + timedelta(days=30))
    assert "Was due on Friday 22 January 2027" in demo.browser.get(HOME).words


def test_a_press_is_answered_there(demo: Demo) -> None:
    add(demo)
    page = pressed(demo, "Done: VAWG-1")
    assert page.path == HOME
    assert "VAWG-1 is done." in page.words
    assert "Nothing waits on you." in page.words
    assert "One thing waits on you" in pressed(demo, "Undo").words
    assert demo.rooms.seen_by(Room("direct", lead("SCT")), lead("SCT")) == ()


def test_a_refusal_stands_there_too(demo: Demo) -> None:
    demo.browser.get(HOME)
    assert "There is no action VAWG-9" in demo.browser.says(HOME, "action done VAWG-9").words


def test_a_form_is_filled_in_in_the_direct_messages(demo: Demo) -> None:
    page = pressed(demo, "Change office hours")
    assert page.path == f"{ANA}/direct"
    assert "Office hours, such as mon-thu 9:00-15:00" in page.words
    command = {"command": "me hours", "field.hours": "mon-wed 10:00-14:00", "field.tz": ""}
    said = demo.browser.submits(f"{ANA}/direct", command).words
    assert "Your office hours: Monday to Wednesday, 10:00–14:00 (Europe/London)." in said
    assert "Monday to Wednesday, 10:00–14:00" in demo.browser.get(HOME).words


def test_a_file_comes_in_the_direct_messages(demo: Demo) -> None:
    demo.browser.get(HOME)
    page = demo.browser.says(HOME, "export actions format:csv")
    assert page.path == f"{ANA}/direct"
    assert "Download" in page.words


def test_what_is_sent_twice_has_one_effect(demo: Demo) -> None:
    add(demo)
    page = demo.browser.get(HOME)
    fields = {"seal": page.hidden("seal"), "once": page.hidden("once"), "text": "action done VAWG-1"}
    for _ in range(2):
        assert demo.browser.post(HOME, fields).headers["location"] == f"{HOME}#home"
    assert "VAWG-1 is done." in demo.browser.get(HOME).words


def test_a_page_of_an_earlier_run_presses_nothing(demo: Demo) -> None:
    demo.browser.get(HOME)
    assert demo.browser.post(HOME, {"seal": "old", "once": "x", "text": "me quieter"}).status == 403
    assert "as usual" in demo.browser.get(HOME).words


def test_a_stranger_has_none_and_who_is_not_linked_is_told_how_to_begin(demo: Demo) -> None:
    assert demo.browser.get("/as/nobody@example.org/home").status == 404
    with demo.database.writing("test") as uow:
        uow.session.query(models.Account).filter(models.Account.account == lead("SCT")).delete()
    said = demo.browser.get(HOME).words
    assert "I don't know yet which official you are." in said
    assert "VAWG-" not in said
