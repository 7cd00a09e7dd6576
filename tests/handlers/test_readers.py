"""The people of a linked channel: they may read turns, meetings and unmarked actions, and change nothing."""

from __future__ import annotations

import pytest

from bot.commands import Answered, Invocation
from bot.db import models
from bot.db.unit_of_work import Database
from bot.domain.people import Marking
from bot.domain.permissions import Right
from handlers import COMMANDS
from tests.copies import copied
from tests.world import SECRETARIAT, World, exchange, in_chat, member_of_another_group, raise_action, with_rota, worded

OUTSIDER = "ana.reid@example.org"
READABLE = ("rota", "next", "rota why", "meeting list", "meeting show 1", "action list", "action show 1")


@pytest.fixture
@copied
def world(database: Database) -> World:
    """The exchange, linked to the channel C1, with a meeting, an unmarked action and a marked one."""
    found = World(database)
    with_rota(database, exchange(database))
    secretariat = in_chat(database, SECRETARIAT, "U0SAM")
    secretariat(found, "meeting add 20 Jan 2027 10:00")
    raise_action(database, seat="SCT", text="Publish the minutes", extent=("SCT",))
    number = raise_action(database, seat="WLS", text="Write to the shelters", extent=("WLS",))
    with database.writing("test") as uow:
        uow.session.query(models.Action).filter_by(number=number).one().marking = Marking.SENSITIVE
    found.dispatcher(Invocation("slack", "T1", "U0SAM", "group link", channel="C1"))
    return found


def types(world: World, text: str, *, account: str = "U0EVE", channel: str | None = "C1") -> Answered:
    return world.dispatcher(Invocation("slack", "T1", account, text, channel=channel))


@pytest.mark.parametrize("typed", READABLE)
def test_everybody_in_the_channel_may_read_and_the_answer_is_theirs_alone(world: World, typed: str) -> None:
    answered = types(world, typed)
    assert answered.outcome == "done", worded(answered)
    assert not answered.public


def test_marked_actions_are_not_among_them(world: World) -> None:
    said = worded(types(world, "action list"))
    assert "Publish the minutes" in said
    assert "shelters" not in said
    assert "shelters" in world.says(SECRETARIAT, "action list")
    marked, missing = types(world, "action show 2"), types(world, "action show 99")
    assert worded(marked).replace("-2", "-…") == worded(missing).replace("-99", "-…")


def test_nobody_is_searched_for_by_readers(world: World) -> None:
    for typed in ("action list owner:lena", "action list mine"):
        answered = types(world, typed)
        assert answered.outcome == "refused"
        assert "@example.org" not in worded(answered)


def test_elsewhere_they_learn_nothing(world: World) -> None:
    for typed in READABLE:
        assert "I don't know which official you are" in worded(types(world, typed, channel=None))
        assert "I don't know which official you are" in worded(types(world, typed, channel="C2"))


def test_an_official_of_another_group_reads_along_too(world: World) -> None:
    member_of_another_group(world.database, OUTSIDER)
    in_chat(world.database, OUTSIDER, "U0ANA")
    assert "Publish the minutes" in worded(types(world, "action list", account="U0ANA"))
    assert "I know no group" in worded(types(world, "action list group:vawg", account="U0ANA", channel=None))


def test_where_only_members_may_read_nobody_else_does(world: World) -> None:
    types(world, "group link readers:members", account="U0SAM")
    for typed in READABLE:
        assert types(world, typed).outcome == "refused"


def test_an_ended_group_is_read_no_more(world: World) -> None:
    types(world, "group close reason:Done", account="U0SAM")
    for typed in READABLE:
        assert types(world, typed).outcome == "refused"


def test_readers_change_nothing_and_see_no_more_than_that(world: World) -> None:
    for command in COMMANDS:
        if command.requires not in (Right.READ, Right.ANYONE):
            assert types(world, command.name).outcome == "refused", command.name
    assert all(not command.changes for command in COMMANDS if command.requires is Right.READ)
