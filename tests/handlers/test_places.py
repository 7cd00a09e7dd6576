"""Places of a group with a language of their own: whatever goes to several is worded for each."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.clock import fixed
from bot.commands import Answered
from bot.db.unit_of_work import Database
from bot.deliverer import Deliverer
from bot.gateways import Address
from bot.messages.model import Message
from bot.scheduler import tick
from tests.languages import spoken_too
from tests.world import SECRETARIAT, World, lead, told_exchange

CYMRAEG = """
language-cy = Cymraeg
group-edited = { $group }: wedi newid
meeting-near = { $group }: cyfarfod { $number }, { $when }
"""


class Heard:
    platform = "terminal"

    def __init__(self) -> None:
        self.said: list[tuple[str, str, str]] = []

    async def send(self, address: Address, message: Message, *, key: str) -> str:
        self.said.append((address.channel, message.language, message.title))
        return key


@pytest.fixture
def world(database: Database, tmp_path: Path) -> Iterator[World]:
    with spoken_too(tmp_path, "cy", CYMRAEG):
        world = told_exchange(database)
        world.says(SECRETARIAT, "group link language:cymraeg", channel="C2")
        delivered(world)
        yield world


def delivered(world: World) -> list[tuple[str, str, str]]:
    heard = Heard()
    asyncio.run(Deliverer(world.database, [heard], fixed(world.now)).deliver_due(world.now))
    return sorted(one for one in heard.said if one[0].startswith("C"))


def language(answered: Answered) -> str:
    assert isinstance(answered.reply, Message)
    return answered.reply.language


def test_a_change_and_a_notice_are_worded_for_each_place_whoever_typed_it(world: World) -> None:
    world.says(SECRETARIAT, "me language cy")
    answered = world.asks(SECRETARIAT, "group edit purpose:One")
    assert language(answered) == "cy", "the reply is in the language of whoever typed"
    assert [(channel, language) for channel, language, _ in delivered(world)] == [("C1", "en-GB"), ("C2", "cy")]
    typed = world.asks(SECRETARIAT, "group edit purpose:Two", channel="C1")
    assert (typed.public, language(typed)) == (True, "en-GB"), "and in a channel in the channel's"
    assert [language for _, language, _ in delivered(world)] == ["cy"]
    world.now += timedelta(days=15)
    tick(world.database, world.now)
    told = [title for _, _, title in delivered(world)]
    assert [title.partition(": ")[2].split()[0] for title in told] == ["meeting", "cyfarfod"]
    world.says(SECRETARIAT, "group edit language:cy")
    delivered(world)
    world.says(SECRETARIAT, "group edit purpose:Three")
    assert [language for _, language, _ in delivered(world)] == ["cy", "cy"], "a place without one has the group's"


def test_a_place_keeps_its_readers_when_its_language_changes_and_each_change_is_taken_back(world: World) -> None:
    world.says(SECRETARIAT, "group link readers:members", channel="C1")
    assert "What I post there is in Cymraeg." in world.says(SECRETARIAT, "group link language:cy", channel="C1")
    shown = world.says(lead("SCT"), "group show")
    assert "Channels: 2 linked; everybody may read along in 1 of them; 2 are written to in Cymraeg" in shown
    world.says(SECRETARIAT, "undo", channel="C1")
    assert "one is written to in Cymraeg" in world.says(lead("SCT"), "group show")
    world.says(SECRETARIAT, "group unlink", channel="C2")
    world.says(SECRETARIAT, "undo")
    assert "one is written to in Cymraeg" in world.says(lead("SCT"), "group show"), "it comes back as it was"
    world.says(SECRETARIAT, "group link language:default", channel="C2")
    assert "written to in" not in world.says(lead("SCT"), "group show")
    assert "I can't write in “klingon” yet." in world.refuses(SECRETARIAT, "group link language:klingon")
    assert "I can't write in “klingon” yet." in world.refuses(SECRETARIAT, "group edit language:klingon")
