"""Ids of another group, workspace or tenant in every parameter of every command: answered like ids that don't exist."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from typing import Any, cast

import pytest
from sqlalchemy import select, update

from bot.arguments import declared
from bot.arguments.model import Argument
from bot.commands import Answered, Command, Invocation
from bot.db import models
from bot.db.unit_of_work import Database, UnitOfWork
from bot.dispatch import Dispatcher
from bot.matching import Menu
from bot.messages.model import Document
from bot.scheduler import tick
from handlers import COMMANDS
from tests.contract.script import STEPS
from tests.contract.steps import Fills
from tests.copies import copied
from tests.world import OPERATOR, SECRETARIAT, World, exchange, lead, raise_action, with_rota, worded

GIVEN = re.compile(r"(?<=undo )\d+|(?<=Number: )\d+")
SPY = "spy@example.org"
NOW = datetime(2027, 1, 4, 9, 0, tzinfo=UTC)
THEIRS = {
    "meeting": (("VAWG-M643", "VAWG-M977"), ("643", "977")),
    "action": (("VAWG-641", "VAWG-977"), ("641", "977")),
    "item": (("VAWG-A645", "VAWG-A977"), ("645", "977")),
    "decision": (("VAWG-D647", "VAWG-D977"), ("647", "977")),
    "person": ((lead("WLS"), "none@example.org"), ("Lena Wls", "Nobody Else")),
    "text": (("VAWG-641", "VAWG-977"), ("VAWG-M643", "VAWG-M977"), ("641", "977"), ("643", "977")),
}
"""For each kind of argument: what another group has, and beside it the same where nobody has it."""

SHARED = {("calendar remove", "number")}
"""What belongs to an administration and not to a group: everybody seated for it may know."""

NAMED = {("member add", "person"), ("group new", "slug"), ("member add", "name"), ("delivery", "page")}
"""Where somebody new is named: what is typed is what is entered. And where a number counts pages."""


class Forgetful:
    """A database in which nothing that is written stays: each command meets the same world. ``touched`` counts how
    often something of the other group was changed all the same."""

    def __init__(self, database: Database, *, other: str = "vawg") -> None:
        self._database = database
        self._length = (select(models.Chain.length).join(models.Group, models.Group.id == models.Chain.chain)).where(
            models.Group.slug == other
        )
        self._before = lines_of(database, other)
        self.touched = 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._database, name)

    @contextmanager
    def writing(self, origin: str = "") -> Iterator[UnitOfWork]:
        class Forgotten(Exception):
            pass

        with suppress(Forgotten), self._database.writing(origin) as uow:
            yield uow
            uow.conclude()
            uow.session.flush()
            self.touched += uow.session.scalar(self._length) != self._before
            raise Forgotten


@pytest.fixture
@copied
def world(database: Database) -> World:
    return spied(database)


def spied(database: Database, group_id: int | None = None) -> World:
    """The exchange (begun here, or already there), with two meetings, two actions and an open call; and the spy's own
    group with one of each, of which the spy is lead and secretariat."""
    found = World(database, NOW)
    with_rota(database, exchange(database) if group_id is None else group_id)
    for day in ("20 Jan", "24 Mar"):
        found.says(SECRETARIAT, f"meeting add {day} 2027 10:00")
    for text in ("Publish", "Share"):
        raise_action(database, seat="SCT", text=text, extent=("SCT",))
        found.says(SECRETARIAT, f"agenda add {text}")
        found.says(SECRETARIAT, f"decide {text} extent:all closes:2027-02-03")
    with database.writing("test") as uow:
        second = {"number": 2}
        uow.session.execute(update(models.Meeting).filter_by(**second).values(number=643))
        uow.session.execute(update(models.Action).filter_by(**second).values(number=641))
        uow.session.execute(update(models.AgendaItem).filter_by(**second).values(number=645))
        uow.session.execute(update(models.Decision).filter_by(**second).values(number=647))
    tick(database, NOW)
    found.says(SECRETARIAT, "rota offer meeting:1 role:chair for:UKG")
    found.says(OPERATOR, "group new other Other seats:UKG,SCT")
    found.says(OPERATOR, f"member add {SPY} name:Spy as:secretariat group:other")
    found.says(OPERATOR, f"member add {SPY} seat:UKG as:lead group:other")
    found.says(SPY, "meeting add 20 Jan 2027 14:00")
    found.says(SPY, f"action add Read owner:{SPY} due:friday extent:ENG")
    found.says(SPY, "agenda add Read")
    found.says(SPY, "decide Read extent:ENG closes:2027-02-03")
    return found


FILLED = {one.command: one.values for one in STEPS if isinstance(one, Fills)}


def cases() -> Iterator[tuple[Command, Argument, str, str]]:
    for command in COMMANDS:
        for argument in declared(command.arguments):
            kind = "text" if argument.ask in ("text", "") else argument.ask
            if (command.name, argument.name) in SHARED | NAMED or kind not in THEIRS:
                continue
            for theirs, nobodys in THEIRS[kind]:
                yield command, argument, theirs, nobodys


def said(world: World, command: Command, argument: Argument, value: str) -> tuple[str, str]:
    """The answer to the command as the spy submits it, with the value named as it would be for any value."""
    fields = {**FILLED.get(command.name, {}), argument.name: value, "group": "other"}
    invocation = Invocation("web", "demo", SPY, command.name, address=SPY, fields=fields, forms=True)
    answered: Answered = world.dispatcher(invocation)
    if isinstance(answered.reply, Document):
        answered.reply.content.close()
    return answered.outcome, normal(worded(answered), value)


def normal(text: str, value: str) -> str:
    """An answer without what it names of the value, or of what numbers are given: two answers that say the same are
    then the same."""
    number = value.rpartition("-")[2].lstrip("MAD")
    return GIVEN.sub("…", text).lower().replace(value.lower(), "…").replace(number, "…")


def lines_of(database: Database, slug: str) -> int:
    """How often the group was changed."""
    with database.reading() as uow:
        group = uow.groups.by_slug(slug)
        assert group is not None
        chain = uow.session.get(models.Chain, group.id)
        return chain.length if chain else 0


def told(world: World, *, every: int = 1) -> tuple[int, list[str]]:
    """How often was asked, and what told the one from the other; the group is as it was. ``every`` leaves some out."""
    asked, found, forgetful = 0, [], Forgetful(world.database)
    world.dispatcher = Dispatcher(cast("Database", forgetful), Menu(COMMANDS), lambda: NOW, [OPERATOR])
    for command, argument, theirs, nobodys in list(cases())[::every]:
        asked += 2
        real = said(world, command, argument, theirs)
        unreal = said(world, command, argument, nobodys)
        if real != unreal:
            found.append(str((command.name, argument.name, theirs, real, unreal)))
    if forgetful.touched:
        found.append(f"the other group was changed {forgetful.touched} times")
    return asked, found


def test_what_another_group_has_is_answered_like_what_nobody_has(world: World) -> None:
    asked, found = told(world)
    print(f"{asked} asked, {len(found)} told")
    assert not found, "\n".join(found)
    assert asked > 200


def test_an_account_counts_in_its_own_workspace_alone(world: World) -> None:
    """The same account and channel ids in another workspace, or on another platform, are nobody's."""
    with world.database.writing("test") as uow:
        found = uow.people.by_email(SECRETARIAT)
        group = uow.groups.by_slug("vawg")
        assert found is not None
        assert group is not None
        uow.session.add(
            models.Account(official_id=found.id, platform="slack", workspace="T1", account="USAM", created_at=NOW)
        )
        uow.session.add(
            models.Place(group_id=group.id, platform="slack", workspace="T1", channel="CVAWG", linked_at=NOW)
        )
    before = lines_of(world.database, "vawg")
    at_home = Invocation("slack", "T1", "USAM", "", channel="CVAWG")
    for command in COMMANDS:
        there = [world.dispatcher(dataclasses.replace(at_home, text=command.name, workspace="T2"))]
        there.append(world.dispatcher(dataclasses.replace(at_home, text=command.name, platform="teams")))
        for answered in there:
            assert "VAWG" not in worded(answered).replace("“vawg”", ""), command.name
            assert "violence" not in worded(answered), command.name
    assert lines_of(world.database, "vawg") == before


def test_a_whole_reference_is_never_taken_for_another_groups(world: World) -> None:
    """``OTHER-1`` exists, and ``VAWG-1`` doesn't mean it, however the group is named."""
    typed = world.refuses(SPY, "action done VAWG-1 group:other")
    assert typed == "VAWG-1 isn't in the group “other”. Leave out one of the two.\n"
    fields = {"action": "VAWG-1", "group": "other"}
    form = world.dispatcher(Invocation("web", "demo", SPY, "action done", address=SPY, fields=fields, forms=True))
    assert "VAWG-1 isn't in the group “other”." in worded(form)
    for command in ("meeting show VAWG-M1 group:other", "rota why meeting:VAWG-M1 group:other"):
        assert world.refuses(SPY, command).startswith("VAWG-M1 isn't in the group “other”.")
    assert "OTHER-1 is done." in world.says(SPY, "action done OTHER-1 group:other")
