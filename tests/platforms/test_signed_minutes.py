"""The live page of minutes under a session of one's own, over the service as it is served."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.db.unit_of_work import Database
from tests.platforms.test_read_page import BASE, Service, running
from tests.platforms.test_signed_in import LOST, entered, get, press
from tests.world import SECRETARIAT, exchange, lead, with_rota

PATH = "/minutes/VAWG-M1"


@pytest.fixture
def service(database: Database, database_url: str) -> Iterator[Service]:
    """Meeting 1 of the exchange is open."""
    with_rota(database, exchange(database))
    with running(database_url) as found:
        day = f"{found.clock():%Y-%m-%d}"
        found.types(SECRETARIAT, f"meeting add {day} 23:30")
        found.types(SECRETARIAT, "meeting open 1")
        yield found


def test_the_secretariat_records_lines_and_corrects_a_part(service: Service) -> None:
    cookie = entered(service, SECRETARIAT)
    page = press(service, cookie, PATH, text="note Wales <shares>\nattend SCT present\ndecde")
    assert "2 lines are done; one needs another look." in page.words
    assert "Wales <shares>" in page.words
    form = press(service, cookie, PATH, text=page.button("Correct: Also noted"))
    fields = {"field.meeting": "VAWG-M1", "field.section": "other", "field.text": "As agreed."}
    done = press(service, cookie, PATH, command=form.hidden("command"), **fields)
    assert "was corrected (version 1)" in done.words
    assert "As agreed." in get(service, cookie, PATH).words


def test_a_file_is_handed_over(service: Service) -> None:
    cookie = entered(service, SECRETARIAT)
    file = press(service, cookie, PATH, text="minutes file VAWG-M1 format:md")
    assert file.headers["content-disposition"].startswith("attachment; filename=")
    assert b"Who took part" in file.body


def test_without_a_session_or_a_right_nothing_is_shown_or_done(service: Service) -> None:
    lost = service.browser.get(PATH)
    assert lost.status == 401
    assert LOST in lost.words
    scotland = entered(service, lead("SCT"))
    assert "Only the chair" in press(service, scotland, PATH, text="note Mine").words
    assert get(service, scotland, "/minutes/OTHER-M1").status == 404
    assert get(service, scotland, "/minutes/nonsense").status == 404
    forged = service.browser.post(PATH, {"text": "note Mine", "seal": "x"}, origin=BASE, cookie=scotland)
    assert forged.status == 403
