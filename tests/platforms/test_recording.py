"""The live page of minutes in the console: lines, buttons and forms, as whoever looks."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.clock import Movable
from bot.db.unit_of_work import Database
from bot.domain.people import Actor
from bot.services import rotation
from tests.platforms.browserless import Browserless, Page
from tests.stories.faces import Console
from tests.world import SECRETARIAT, World, exchange, lead, with_rota

pytestmark = pytest.mark.network

NOW = datetime(2027, 1, 20, 10, tzinfo=UTC)
SAM = f"/as/{SECRETARIAT}/minutes/VAWG-M1"
UKG = f"/as/{lead('UKG')}/minutes/VAWG-M1"


@pytest.fixture
def browser(database: Database, tmp_path: Path) -> Browserless:
    """The exchange's meeting 1 is open; it has one item, which is talked about."""
    with_rota(database, exchange(database))
    world = World(database)
    world.says(SECRETARIAT, "meeting add 20 Jan 2027 10:00")
    with database.writing("test") as uow:
        group = uow.groups.by_slug("vawg")
        assert group is not None
        rotation.assign_next(uow, group=group, by=Actor(None, "test"), now=world.now, through=1)
    world.says(SECRETARIAT, 'agenda add "Refuge <places>"')
    world.now = NOW
    world.says(SECRETARIAT, "meeting open 1")
    world.says(SECRETARIAT, "agenda next")
    return Console(database, Movable(NOW, lambda: NOW), tmp_path).browser


def sends(browser: Browserless, path: str, fields: dict[str, str | list[str]]) -> Page:
    """Post a form of the page with its hidden inputs; the page that stands then."""
    page = browser.get(path)
    hidden = {name: page.hidden(name) for name in ("seal", "once")}
    answer = browser.post(path, {**hidden, **fields}, origin=f"http://{browser.host}")
    assert answer.status == 303, answer.words
    return browser.get(answer.headers["location"].partition("#")[0])


def test_lines_are_recorded_and_the_minutes_show_them(browser: Browserless) -> None:
    page = sends(
        browser, SAM, {"text": "note Wales <shares>\r\ndecide Share extent:all\r\nattend SCT present\r\ndecde"}
    )
    assert "3 lines are done; one needs another look." in page.words
    assert "Wales <shares>" in page.words
    assert "VAWG-D1, agreed: Share" in page.words
    assert "Wales <shares>" in browser.get(UKG).words, "whoever else looks sees it too"
    assert "lines are done" not in browser.get(UKG).words, "and not what was answered to others"
    assert "<shares>" not in page.text


def test_a_part_is_corrected_by_its_form_and_two_at_once_lose_nothing(browser: Browserless) -> None:
    sends(browser, SAM, {"text": "note Wales shares"})
    commands = {}
    for path in (SAM, UKG):
        pressed = browser.get(path).button("Correct: Refuge &lt;places&gt; (VAWG-A1)")
        form = sends(browser, path, {"text": pressed})
        assert "- Wales shares" in form.text
        commands[path] = form.hidden("command")
    fields = {"field.meeting": "VAWG-M1", "field.section": "a1"}
    done = sends(browser, SAM, {"command": commands[SAM], **fields, "field.text": "One.\r\n- a point"})
    assert "was corrected (version 1)" in done.words
    told = sends(browser, UKG, {"command": commands[UKG], **fields, "field.text": "Another."})
    assert "changed this part while you were writing" in told.words
    assert "Another." in told.text, "and it stands in the form still"
    both = sends(browser, UKG, {"command": told.hidden("command"), **fields, "field.text": "One. Another."})
    assert "was corrected (version 2)" in both.words
    assert "One. Another." in browser.get(SAM).words


def test_a_form_can_be_left(browser: Browserless) -> None:
    pressed = browser.get(SAM).button("Correct: Who took part")
    assert "How it should read" in sends(browser, SAM, {"text": pressed}).words
    assert "How it should read" not in sends(browser, SAM, {"cancel": "cancel"}).words


def test_a_file_is_handed_over_on_the_page(browser: Browserless) -> None:
    pressed = browser.get(SAM).button("Markdown")
    page = sends(browser, SAM, {"text": pressed})
    address = page.text.split('href="/received/')[1].split('"')[0]
    assert "Refuge" in browser.get(f"/received/{address}").body.decode()


def test_the_page_gives_nobody_a_right(browser: Browserless) -> None:
    scotland = f"/as/{lead('SCT')}/minutes/VAWG-M1"
    assert "Only the chair" in sends(browser, scotland, {"text": "decide Share extent:all"}).words
    assert browser.get(f"/as/{SECRETARIAT}/minutes/OTHER-M1").status == 404
    assert browser.get(f"/as/{SECRETARIAT}/minutes/nonsense").status == 404
    assert browser.get("/as/nobody@example.org/minutes/VAWG-M1").status == 404
    assert browser.post(SAM, {"text": "note x", "seal": "forged", "once": "1"}).status == 403


def test_a_message_with_minutes_leads_there(browser: Browserless) -> None:
    page = browser.says(f"/as/{SECRETARIAT}/direct", "minutes 1")
    assert f'href="{SAM}">Open the live page of these minutes</a>' in page.text
