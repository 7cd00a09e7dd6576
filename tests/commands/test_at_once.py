"""Brief commands: answered where they arrived if the database is embedded, handed to a thread if it is a server's."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import event

from bot.app.running import in_turn
from bot.arguments import Nothing
from bot.clock import system
from bot.commands import Answer, Context, Invocation, command
from bot.db.unit_of_work import Database
from bot.dispatch import Dispatcher
from bot.domain.permissions import Right
from bot.foresight import foreseen
from bot.matching import Menu
from bot.messages.model import Message
from bot.presenters.speech import words
from handlers import COMMANDS
from tests.world import SEATS, SECRETARIAT, World, exchange, lead

QUESTIONS = 6
"""A brief command asks the database no more often."""


@command("thing brief", requires=Right.ANYONE, brief=True)
def brief(context: Context, _arguments: Nothing) -> Answer:
    return Answer(Message(threading.current_thread().name, language=context.words.language))


@command("thing long", requires=Right.ANYONE)
def long(context: Context, _arguments: Nothing) -> Answer:
    return Answer(Message(threading.current_thread().name, language=context.words.language))


MENU = Menu((brief, long))


def asked(text: str) -> Invocation:
    return Invocation("slack", "T1", "U1", text, forms=True)


@pytest.fixture
def pool() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(1, thread_name_prefix="pool") as pool:
        yield pool


def test_only_what_is_brief_and_embedded_is_answered_outside_the_pool(
    database: Database, pool: ThreadPoolExecutor
) -> None:
    ask = in_turn(Dispatcher(database, MENU, system), pool)

    async def threads() -> list[str]:
        return [(await ask(asked(f"thing {name}"))).reply.title for name in ("brief", "long", "brave")]  # type: ignore[union-attr]

    here, there, _ = asyncio.run(threads())
    assert there.startswith("pool")
    assert here.startswith("pool") is not database.embedded


def test_a_face_foresees_what_is_answered_at_once(database: Database) -> None:
    foresee = foreseen(MENU, words("en-GB"), Dispatcher(database, MENU, system).at_once)
    assert foresee(asked("thing brief")).at_once is database.embedded
    assert not foresee(asked("thing long")).at_once
    assert not foresee(asked("nothing of ours")).at_once


def test_what_changes_something_or_makes_a_file_is_never_brief() -> None:
    assert not [one.name for one in COMMANDS if one.brief and (one.changes or one.files)]


@pytest.mark.parametrize("text", [one.name for one in COMMANDS if one.brief])
def test_a_brief_command_asks_the_same_few_questions_however_much_there_is(database: Database, text: str) -> None:
    exchange(database)
    world = World(database)
    heard: list[str] = []
    event.listen(world.database.engine, "before_cursor_execute", lambda *given: heard.append(given[2]))
    counted = []
    for number in range(2):
        for action in range(number * 12):
            world.says(
                SECRETARIAT, f'action add "Publish {action}" owner:{lead(SEATS[action % 5])} due:friday extent:SCT'
            )
        heard.clear()
        world.says(lead("SCT"), text)
        counted.append(len(heard))
    assert counted[0] == counted[1] <= QUESTIONS
