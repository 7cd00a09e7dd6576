"""The delivery record as a page: it shows what the command answers, to who may still ask, and changes nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from pydantic import SecretStr

from bot.app import App, core
from bot.app.service import served
from bot.clock import Movable
from bot.commands import Invocation
from bot.db.recipients import ToPlace
from bot.db.unit_of_work import Database
from bot.links import Links
from bot.messages import codec
from bot.messages.model import Message
from bot.settings import Settings
from tests.conftest import KEY
from tests.platforms.browserless import Browserless, Page
from tests.world import OPERATOR, SECRETARIAT, exchange, lead, traces, worded

BASE = "https://convenor.example.org"
NOW = datetime(2027, 1, 4, 9, tzinfo=UTC)
OTHER = "MTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTI="
DEAD = "This link doesn't work any more."
TITLE = "Ending violence against women and girls: 60 things that were to be said"


@dataclass
class Service:
    app: App
    clock: Movable
    browser: Browserless

    def types(self, who: str, text: str) -> str:
        return worded(self.app.dispatch(Invocation("terminal", "", who, text, address=who)))

    def path(self, text: str = "delivery") -> str:
        found = re.search(rf"Read it as a page \({BASE}(/read/[^)\s]+)\)", self.types(SECRETARIAT, text))
        assert found is not None
        return found[1]

    def signed(self, who: str, command: str, *, key: str = KEY, minutes: int = 15) -> str:
        with self.app.database.reading() as uow:
            official = uow.people.by_email(who)
        assert official is not None
        until = self.clock() + timedelta(minutes=minutes)
        return Links([key], BASE).read(official.id, command, until=until).removeprefix(BASE)


def chosen(database_url: str, *, keys: tuple[str, ...] = (KEY,), **given: Any) -> Settings:
    secret = tuple(SecretStr(key) for key in keys)
    return Settings(  # type: ignore[call-arg]
        _env_file=None, database_url=database_url, secret_keys=secret, operators=(OPERATOR,), **given
    )


@contextmanager
def running(database_url: str) -> Iterator[Service]:
    settings = chosen(database_url, base_url=BASE)
    clock = Movable(NOW, lambda: NOW)
    with core(settings, clock) as app:
        yield Service(app, clock, Browserless(served(app), host="convenor.example.org"))


@pytest.fixture
def service(database: Database, database_url: str) -> Iterator[Service]:
    group_id = exchange(database)
    with database.writing("test") as uow:
        for number in range(60):
            facts, to = {"reply": codec.dump(Message("A private matter"))}, ToPlace("slack", "T1", f"C{number}")
            uow.outbox.say(key=f"{number}", subject="message", facts=facts, to=to, now=NOW, group_id=group_id)
    with running(database_url) as found:
        yield found


def dead(page: Page) -> bool:
    return page.status == 404 and DEAD in page.words


def test_the_record_is_read_as_a_page_and_paged_through(service: Service) -> None:
    path = service.path()
    before = traces(service.app.database)
    page = service.browser.get(path)
    assert page.status == 200
    assert TITLE in page.words
    assert "Page 1 of" in page.words
    assert "A private matter" not in page.words
    assert "<form" not in page.text
    assert "Read it as a page" not in page.words
    older = re.search(rf'href="{BASE}(/read/[^"]+)">Older</a>', page.text)
    assert older is not None
    assert "Page 2 of" in service.browser.get(older[1]).words
    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert page.headers["cache-control"] == "no-store"
    assert page.headers["referrer-policy"] == "same-origin"
    assert service.browser.get("/static/console.css").status == 200
    assert service.browser.post(path, {}, origin=BASE).status == 405
    assert traces(service.app.database) == before


def test_the_page_keeps_what_was_asked_for(service: Service) -> None:
    assert "There is nothing of that kind." in service.browser.get(service.path("delivery failed")).words
    assert "Page 2 of" in service.browser.get(service.path("delivery page:2")).words


def test_what_is_too_old_altered_or_forged_is_dead(service: Service) -> None:
    asked = "delivery group:vawg"
    true = service.path()
    place = len("/read/") + 5
    altered = true[:place] + ("A" if true[place] != "A" else "B") + true[place + 1 :]
    press = Links([KEY], BASE).pressing(1, asked, now=NOW)
    paths = (
        altered,
        "/read/x",
        f"/read/{press}",
        service.signed(SECRETARIAT, asked, minutes=0),
        service.signed(SECRETARIAT, asked, key=OTHER),
    )
    pages = [service.browser.get(path) for path in paths]
    assert all(dead(page) for page in pages)
    assert len({page.body for page in pages}) == 1


@pytest.mark.parametrize("command", ["group rename vawg", "action add Publish", "me language en-GB", "export actions"])
def test_nothing_but_what_is_read_is_carried_out(service: Service, command: str) -> None:
    before = traces(service.app.database)
    assert dead(service.browser.get(service.signed(SECRETARIAT, command)))
    assert traces(service.app.database) == before


def test_rights_are_asked_anew(service: Service) -> None:
    page = service.browser.get(service.signed(lead("SCT"), "delivery group:vawg"))
    assert "Only the group's secretariat" in page.words
    assert TITLE not in page.words


def test_whoever_left_reads_nothing(service: Service) -> None:
    path = service.signed(lead("SCT"), "delivery group:vawg")
    assert service.browser.get(path).status == 200
    service.types(SECRETARIAT, f"member remove {lead('SCT')}")
    assert dead(service.browser.get(path))


def test_what_a_page_leads_to_ends_when_it_ends(service: Service) -> None:
    """So that a link that was passed on isn't read on by for ever."""
    links = Links([KEY], BASE)
    path = service.signed(SECRETARIAT, "delivery group:vawg", minutes=5)
    older = re.search(rf'href="{BASE}/read/([^"]+)">Older</a>', service.browser.get(path).text)
    assert older is not None
    assert links.reading(older[1], NOW + timedelta(minutes=4)) is not None
    assert links.reading(older[1], NOW + timedelta(minutes=5)) is None
    asked = service.path().rpartition("/")[2]
    assert links.reading(asked, NOW + timedelta(minutes=14)) is not None
    assert links.reading(asked, NOW + timedelta(minutes=15)) is None


@pytest.mark.parametrize(("keys", "address"), [((KEY,), True), ((KEY,), False), ((), True)])
def test_a_page_is_offered_where_there_are_a_key_and_an_address(
    service: Service, database_url: str, keys: tuple[str, ...], address: bool
) -> None:
    given = {"base_url": BASE} if address else {}
    settings = chosen(database_url, keys=keys, **given)
    with core(settings, service.clock) as app:
        said = worded(app.dispatch(Invocation("terminal", "", SECRETARIAT, "delivery", address=SECRETARIAT)))
    assert "60 things" in said
    assert ("Read it as a page" in said) == (bool(keys) and address)
