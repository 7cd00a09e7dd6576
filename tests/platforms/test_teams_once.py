"""What Teams sends again, to another process too, has one effect and is said once."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, select

from bot.db import models
from bot.db.unit_of_work import Database
from bot.services.requests import SAYING
from tests.platforms.teams_client import Client, Reply, settings
from tests.platforms.teams_server import Activity, Fault
from tests.platforms.teams_world import (
    CHANNEL,
    NOW,
    TeamsWorld,
    account,
    app_of,
    eventually,
    teams_face,
    teams_world,
)
from tests.world import SECRETARIAT, lead

pytestmark = pytest.mark.network

ANA = account(lead("SCT"))
SAM = account(SECRETARIAT)
ACTION = {"field:text": "Publish", "field:owner": lead("SCT"), "field:due": "2027-01-29", "field:extent": "SCT"}
MESSAGE = {"id": "17", "body": {"contentType": "text", "content": "Please translate"}}


@pytest.fixture
def world(database: Database) -> Iterator[TeamsWorld]:
    with teams_world(database) as found:
        yield found


@contextmanager
def another(world: TeamsWorld, now: datetime = NOW) -> Iterator[Client]:
    """The people's clients, led to a second process over the same database. What that begins is done when it ends."""
    app = app_of(world.database, world.dispatcher, lambda: now, settings(world.server))
    with teams_face(app, world.dispatch) as address:
        yield replace(world.client, address=address)


def effects(world: TeamsWorld) -> tuple[int | None, ...]:
    """Things added, actions, and files that wait."""
    lines = select(func.count()).select_from(models.AuditLine).where(models.AuditLine.event == "thing.added")
    others = (select(func.count()).select_from(one) for one in (models.Action, models.StoredFile))
    with world.database.reading() as uow:
        return tuple(uow.session.scalar(counted) for counted in (lines, *others))


class Teams:
    """Asks for each thing in turn, waits until it is answered, and keeps what Teams may send again."""

    def __init__(self, world: TeamsWorld) -> None:
        self.world = world
        self.sent: dict[str, tuple[dict[str, object], Reply]] = {}

    def asks(self, what: str, do: object, *, says: int) -> list[Activity]:
        """What was said in answer: so many things."""
        client, before = self.world.client, len(self.world.server.said)
        reply = do() if callable(do) else None
        assert eventually(lambda: len(self.world.server.said) == before + says), (what, reply)
        self.sent[what] = (client.last, reply if isinstance(reply, Reply) else Reply(200, ""))
        return self.world.server.said[before:]


def everything(teams: Teams) -> None:
    client = teams.world.client
    [listed] = teams.asks("a mention", lambda: client.writes(ANA, "thing show", channel=CHANNEL), says=1)
    teams.asks("a mention that changes", lambda: client.writes(ANA, "thing add one", channel=CHANNEL), says=1)
    teams.asks("a direct message", lambda: client.writes(ANA, "thing show"), says=1)
    [asked] = teams.asks("a question", lambda: client.writes(ANA, 'thing plan on:"next friday"'), says=1)
    teams.asks("a refusal", lambda: client.writes(ANA, "action show 7"), says=1)
    teams.asks("a file by link", lambda: client.writes(SAM, "export actions format:csv", channel=CHANNEL), says=1)
    teams.asks("a press", lambda: client.presses(ANA, listed, "Done 1"), says=1)
    teams.asks("an answer to a question", lambda: client.presses(ANA, asked, asked.buttons[0]["title"]), says=0)
    [offered] = teams.asks("a form", lambda: client.writes(SAM, "action add", channel=CHANNEL), says=1)
    dialog = client.presses(SAM, offered, "Fill it in").dialog
    teams.asks("a dialog", lambda: client.fills(SAM, dialog, ACTION, channel=CHANNEL), says=1)
    taken = client.takes_up(SAM, MESSAGE, channel=CHANNEL).dialog
    teams.asks("an extension", lambda: client.makes_of_it(SAM, taken, ACTION, channel=CHANNEL), says=1)
    consent = teams.asks("a file", lambda: client.writes(SAM, "export actions format:csv"), says=2)[0]
    teams.asks("an agreement", lambda: client.agrees(SAM, consent, name="actions.csv"), says=1)
    declined = teams.asks("another", lambda: client.writes(SAM, "export actions format:csv"), says=2)[0]
    teams.asks("a refused file", lambda: client.agrees(SAM, declined, name="x", accept=False), says=1)
    teams.asks("a greeting", lambda: client.installs(ANA), says=0)


def test_whatever_reaches_two_processes_is_done_and_said_once(world: TeamsWorld) -> None:
    teams = Teams(world)
    everything(teams)
    assert eventually(lambda: world.server.files)
    before = len(world.server.said)
    assert effects(world) == (2, 2, 2)
    with another(world) as elsewhere:
        answers = {what: (elsewhere.sends(activity), first) for what, (activity, first) in teams.sent.items()}
    assert [one.texts for one in world.server.said[before:]] == []
    assert effects(world) == (2, 2, 2)
    for what, (again, first) in answers.items():
        assert again.status == 200, what
        if first.text:
            assert again.body == first.body, what


def test_what_reaches_two_processes_in_the_same_moment_is_said_once(world: TeamsWorld) -> None:
    client = world.client
    [listed] = client.writes(ANA, "thing show", channel=CHANNEL)
    [offered] = client.writes(SAM, "action add", channel=CHANNEL)
    dialog = client.presses(SAM, offered, "Fill it in").dialog
    asked = {
        "mention": lambda: client.writes(ANA, "thing show", channel=CHANNEL),
        "change": lambda: client.writes(ANA, "thing add two", channel=CHANNEL),
        "press": lambda: client.presses(ANA, listed, "Done 1"),
        "dialog": lambda: client.fills(SAM, dialog, ACTION, channel=CHANNEL),
    }
    for what, do in asked.items():
        before, came = len(world.server.said), len(world.invocations)
        with another(world) as elsewhere, ThreadPoolExecutor(2) as pool:
            world.gate.clear()
            pool.submit(do)
            assert eventually(lambda came=came: len(world.invocations) == came + 1)  # type: ignore[misc]
            second = pool.submit(elsewhere.sends, client.last)
            assert eventually(lambda came=came: len(world.invocations) == came + 2)  # type: ignore[misc]
            world.gate.set()
            assert second.result().status == 200
        assert eventually(lambda before=before: len(world.server.said) > before)  # type: ignore[misc]
        assert len(world.server.said) == before + 1, what


def test_what_a_process_died_over_is_said_when_teams_asks_again(world: TeamsWorld) -> None:
    """At once nobody knows that it died; a minute later somebody else says it, and nobody after that."""
    world.server.plan("say", Fault(cut="before"))
    world.client.writes(ANA, "thing show", channel=CHANNEL)
    for later, said in ((timedelta(0), 0), (SAYING + timedelta(seconds=1), 1), (3 * SAYING, 1)):
        with another(world, NOW + later) as elsewhere:
            elsewhere.clock = lambda later=later: NOW + later  # type: ignore[misc]
            assert elsewhere.sends(world.client.last).status == 200
        assert len(world.server.said) == said


def test_a_double_click_on_what_only_shows_is_answered_once(world: TeamsWorld) -> None:
    [added] = world.client.writes(ANA, "thing add one", channel=CHANNEL)
    before = len(world.server.said)
    for _ in "12":
        assert world.client.presses(ANA, added, "Undo").status == 200
    assert len(world.server.said) == before + 1


def test_an_activity_without_an_id_is_no_repeat_of_another(world: TeamsWorld) -> None:
    for text in ("thing add one", "thing add two"):
        told = world.client.activity(ANA, CHANNEL, type="invoke", name="adaptiveCard/action")
        del told["id"]
        told["conversation"]["id"] = CHANNEL
        told["value"] = {"action": {"data": {"command": text}}}
        assert world.client.sends(told).status == 200
    assert ["Added: one" in one.texts for one in world.server.said] == [True, False]
    assert len(world.server.said) == 2
