"""Channels that the bot is removed from and invited to: noticed as soon as Slack says so, by whichever road."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from sqlalchemy import select

from bot.db import models
from bot.db.recipients import ToPlace
from bot.db.unit_of_work import Database
from bot.messages import codec
from bot.messages.model import Message
from tests.platforms.slack_server import BOT, Fault, direct
from tests.platforms.slack_world import CHANNEL, ELSEWHERE, NOW, SlackWorld, account, slack_world
from tests.world import SECRETARIAT, lead

pytestmark = pytest.mark.network

SAM = direct(account(SECRETARIAT))
LANE = f"slack:T1:{CHANNEL}"


@pytest.fixture(params=["http", "socket"])
def world(request: pytest.FixtureRequest, database: Database) -> Iterator[SlackWorld]:
    with slack_world(database, road=request.param) as found:
        yield found


def happens(world: SlackWorld, kind: str, channel: str = CHANNEL, **event: Any) -> None:
    """Something happens to a channel, and has been seen to."""
    before = world.nudged
    world.workspace.happens({"type": kind, "channel": channel} | event)
    if channel == CHANNEL:
        until(lambda: world.nudged > before)


def comes_back(world: SlackWorld) -> None:
    world.server.absent.clear()
    happens(world, "member_joined_channel", user=BOT, channel_type="C", team="T1")


def until(happened: Callable[[], object]) -> None:
    deadline = time.monotonic() + 20
    while not happened():
        assert time.monotonic() < deadline, "it never happened"
        time.sleep(0.005)


def waits(world: SlackWorld, title: str) -> None:
    with world.database.writing("test") as uow:
        facts = {"reply": codec.dump(Message(title))}
        uow.outbox.say(key=title, subject="message", facts=facts, to=ToPlace("slack", "T1", CHANNEL), now=NOW)


def paused(world: SlackWorld) -> str | None:
    with world.database.reading() as uow:
        return uow.session.scalar(select(models.Lane.paused_reason).where(models.Lane.name == LANE))


def told(world: SlackWorld) -> list[tuple[str, str]]:
    until(lambda: world.server.posts or not world.nudged)
    return [(post.channel, post.text.partition("\n")[0]) for post in world.server.posts]


LOST = "Ending violence against women and girls: I can't post in a Slack channel any more"


@pytest.mark.parametrize(
    ("kind", "how", "reason"),
    [
        ("channel_left", "absent", "not_in_channel"),
        ("group_left", "gone", "channel_not_found"),
        ("channel_archive", "archived", "is_archived"),
        ("group_deleted", "gone", "channel_not_found"),
    ],
)
def test_a_lost_channel_is_noticed_at_once_and_its_secretariat_told_once(
    kind: str, how: str, reason: str, world: SlackWorld
) -> None:
    getattr(world.server, how).add(CHANNEL)
    happens(world, kind)
    until(lambda: world.server.posts)
    happens(world, kind)
    assert paused(world) == reason
    assert told(world) == [(SAM, LOST)]


def test_what_waits_for_a_channel_comes_as_soon_as_the_bot_is_invited_again(world: SlackWorld) -> None:
    world.server.absent.add(CHANNEL)
    happens(world, "channel_left")
    waits(world, "Meeting 7 has moved.")
    happens(world, "channel_left")
    assert told(world) == [(SAM, LOST)]
    comes_back(world)
    until(lambda: len(world.server.posts) == 2)
    assert told(world)[1:] == [(CHANNEL, "Meeting 7 has moved.")]
    assert paused(world) is None


def test_what_was_found_out_by_a_post_is_mended_by_an_invitation_too(world: SlackWorld) -> None:
    world.server.absent.add(CHANNEL)
    waits(world, "Meeting 7 has moved.")
    happens(world, "channel_unarchive")
    assert paused(world) == "not_in_channel"
    comes_back(world)
    until(lambda: any(post.channel == CHANNEL for post in world.server.posts))


def test_an_event_that_comes_late_changes_nothing(world: SlackWorld) -> None:
    """Slack may tell of a removal after the invitation that followed it."""
    happens(world, "channel_left")
    assert (paused(world), world.server.posts) == (None, [])


def test_where_slack_does_not_say_how_things_stand_the_event_is_believed(world: SlackWorld) -> None:
    world.server.plan("conversations.info", Fault(error="missing_scope"), Fault(error="missing_scope"))
    happens(world, "channel_left")
    assert paused(world) == "not_in_channel"
    happens(world, "member_joined_channel", user=BOT)
    assert paused(world) is None


def test_others_who_come_and_channels_without_a_group_are_nothing_for_us(world: SlackWorld) -> None:
    world.workspace.happens({"type": "member_joined_channel", "channel": CHANNEL, "user": account(lead("SCT"))})
    happens(world, "channel_left", ELSEWHERE)
    happens(world, "channel_archive")
    assert (world.nudged, world.server.called("conversations.info")) == (1, [{"channel": CHANNEL}])


@pytest.mark.parametrize("channel", [None, 5, "", "<#C1>", {"id": CHANNEL}])
def test_a_channel_of_another_shape_is_refused(channel: object, world: SlackWorld) -> None:
    if world.workspace.road == "http":
        assert world.workspace.happens({"type": "channel_left", "channel": channel}).status == 400
    assert world.nudged == 0
