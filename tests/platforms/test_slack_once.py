"""A request that reaches several processes is answered once, whether it changed something or only read."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime, timedelta

import pytest

from bot.app.telling import Telling
from bot.db.unit_of_work import Database
from bot.services.requests import SAYING
from tests.platforms.slack_client import Workspace, command, send, slack_face
from tests.platforms.slack_server import Fault
from tests.platforms.slack_world import CHANNEL, MENU, NOW, SlackWorld, account, slack_world
from tests.world import lead, raise_action

pytestmark = pytest.mark.network

ANA = account(lead("SCT"))
SHOWING = {"type": "button", "action_id": "command:0", "value": "thing show"}
ADDING = SHOWING | {"value": "thing add one"}
OPENING = SHOWING | {"value": "action drop"}
ASKED: dict[str, Callable[[Workspace], object]] = {
    "a mention": lambda one: one.mentions(ANA, "thing show", channel=CHANNEL),
    "a mention that changes": lambda one: one.mentions(ANA, "thing add one", channel=CHANNEL),
    "a direct message": lambda one: one.writes(ANA, "thing show"),
    "a question": lambda one: one.writes(ANA, "action add Publish"),
    "a refusal": lambda one: one.writes(ANA, "action show 7"),
    "a press": lambda one: one.presses(ANA, SHOWING, channel=CHANNEL),
    "a press that changes": lambda one: one.presses(ANA, ADDING, channel=CHANNEL),
}


@pytest.fixture
def world(database: Database) -> Iterator[SlackWorld]:
    with slack_world(database) as found:
        yield found


@contextmanager
def another(world: SlackWorld, *, now: datetime = NOW, road: str = "http") -> Iterator[str]:
    """The address of a second process over the same database, which knows nothing of what the first did."""
    telling = Telling(world.database, lambda: now)
    with slack_face(world.server, world.dispatch, menu=MENU, telling=telling, road=road) as address:
        yield address


def said(world: SlackWorld) -> list[str]:
    """Everything that was said at once, by whichever road."""
    return [post.text for post in world.server.posts] + [body["text"] for _, body in world.server.responses]


def until(happened: Callable[[], object]) -> None:
    deadline = time.monotonic() + 20
    while not happened():
        assert time.monotonic() < deadline, "it never happened"
        time.sleep(0.005)


@pytest.mark.parametrize("what", ASKED)
def test_what_reaches_two_processes_is_said_once(what: str, world: SlackWorld) -> None:
    ASKED[what](world.workspace)
    until(lambda: said(world))
    body, headers = world.workspace.repeated[-1]
    with another(world) as address:
        for retry in ("1", "2"):
            assert send(address, body, headers | {"X-Slack-Retry-Num": retry}).status == 200
    assert len(said(world)) == 1


@pytest.mark.parametrize("what", ASKED)
def test_what_reaches_two_processes_in_the_same_moment_is_said_once(what: str, world: SlackWorld) -> None:
    with another(world) as address, ThreadPoolExecutor(2) as pool:
        world.gate.clear()
        first = pool.submit(ASKED[what], world.workspace)
        until(lambda: len(world.invocations) == 1)
        second = pool.submit(send, address, *world.workspace.repeated[-1])
        until(lambda: len(world.invocations) == 2)
        world.gate.set()
        first.result()
        assert second.result().status == 200
    assert len(said(world)) == 1


def test_a_double_click_on_what_only_shows_is_answered_once(world: SlackWorld) -> None:
    for at in ("1700000000.000100", "1700000000.400000"):
        world.workspace.presses(ANA, SHOWING, channel=CHANNEL, when=at)
    assert said(world) == ["Shown to Lena Sct"]
    world.workspace.presses(ANA, SHOWING, channel=CHANNEL, when="1700000003.000100")
    assert len(said(world)) == 2


def test_a_form_that_another_process_opened_is_not_offered_again(world: SlackWorld) -> None:
    world.workspace.presses(ANA, OPENING, channel=CHANNEL)
    until(lambda: world.server.views)
    body, headers = world.workspace.repeated[-1]
    with another(world) as address:
        assert send(address, body, headers).status == 200
        until(lambda: len(world.server.called("views.open")) == 2)
    assert (said(world), len(world.server.views)) == ([], 1)


def test_a_form_that_only_shows_is_answered_once_by_two_processes(world: SlackWorld) -> None:
    raise_action(world.database, seat="SCT", text="Publish", extent=("SCT",))
    world.workspace.types(ANA, "action show", channel=CHANNEL)
    until(lambda: world.server.views and "submit" in world.server.view().view)
    world.workspace.submits(ANA, world.server.view(), {"field:action": "1"})
    until(lambda: said(world))
    body, headers = world.workspace.repeated[-1]
    with another(world) as address:
        assert send(address, body, headers).body == {"response_action": "clear"}
        until(lambda: len(world.invocations) == 3)
    assert len(said(world)) == 1


def test_what_a_process_said_at_its_own_address_no_other_says_in_an_acknowledgement(database: Database) -> None:
    """Its acknowledgement was lost with the line, so Slack sends the envelope to another process."""
    with slack_world(database, road="socket") as world, another(world, road="socket"):
        side, typed = world.server.socket, command(ANA, "thing show", CHANNEL, world.server.hook())
        side.wait_for(opened=2)
        first, second = side.lines
        second.ending, side.takes_payload = True, False
        side.delivers("slash_commands", typed, envelope="E1")
        until(lambda: said(world))
        first.ending, second.ending, side.takes_payload = True, False, True
        answered = side.delivers("slash_commands", typed, envelope="E1")
        assert (answered.lines, answered.answer, len(said(world))) == ([2], None, 1)


def test_what_a_process_died_over_is_said_when_slack_asks_again(world: SlackWorld) -> None:
    """At once nobody knows that it died; a minute later somebody else says it."""
    world.server.plan("chat.postEphemeral", Fault(cut="before"))
    body, headers = _begun_elsewhere(world)
    assert send(world.workspace.address, body, headers).status == 200
    assert said(world) == []
    with another(world, now=NOW + SAYING + timedelta(seconds=1)) as address:
        assert send(address, body, headers).status == 200
        until(lambda: said(world))
        with another(world, now=NOW + 3 * SAYING) as third:
            assert send(third, body, headers).status == 200
    assert len(said(world)) == 1


def _begun_elsewhere(world: SlackWorld) -> tuple[bytes, dict[str, str]]:
    """A mention that a process took in, and died before it answered."""
    with another(world) as address:
        world.workspace.address, first = address, world.workspace.address
        world.workspace.mentions(ANA, "thing show", channel=CHANNEL)
        world.workspace.address = first
    return world.workspace.repeated[-1]
