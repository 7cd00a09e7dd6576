"""Every role against every command: the table of the rules is what the door does."""

from __future__ import annotations

import pytest

from bot.db import models
from bot.db.unit_of_work import Database
from bot.domain.permissions import MATRIX, Right, Role
from bot.domain.rotation import Role as TurnRole
from bot.messages.model import Document
from handlers import COMMANDS
from tests.copies import copied
from tests.world import OPERATOR, SECRETARIAT, World, exchange, lead, traces, with_rota, worded

MEMBER, OBSERVER, OUTSIDER = "member@example.org", "observer@example.org", "outsider@example.org"
WHO = {
    Role.SECRETARIAT: SECRETARIAT,
    Role.CHAIR: lead("UKG"),
    Role.LEAD: lead("SCT"),
    Role.MEMBER: MEMBER,
    Role.OBSERVER: OBSERVER,
}
AT_THE_DOOR = {
    Right.READ: "You aren't a member of that group.",
    Right.SEE: "You aren't a member of that group.",
    Right.MANAGE_GROUP: "Only the group's secretariat can do that.",
    Right.ANSWER_TURN: "Only the seat's lead or deputy, or the secretariat, can do that.",
    Right.RUN_MEETING: "Only the chair of the next meeting or the secretariat can do that.",
    Right.CONTRIBUTE: "Observers can read along, but can't do that.",
    Right.HAND_OVER: "Only a lead, a deputy or the secretariat can do that.",
    Right.EXPORT: "Only the secretariat, the chair, or a seat's lead or deputy can export.",
}
IN_A_GROUP = [command for command in COMMANDS if command.needs_group]


@pytest.fixture
@copied
def world(database: Database) -> World:
    return peopled(database)


def peopled(database: Database) -> World:
    """The exchange with a meeting that the UK Government was told to chair, a member and an observer."""
    found = World(database)
    with_rota(database, exchange(database))
    found.says(SECRETARIAT, f"member add {MEMBER} seat:WLS as:member")
    found.says(SECRETARIAT, f"member add {OBSERVER} seat:WLS as:observer")
    found.says(SECRETARIAT, "meeting add 20 Jan 2027 10:00")
    with database.writing("test") as uow:
        group = uow.groups.by_slug("vawg")
        assert group is not None
        meeting = uow.meetings.by_number(group.id, 1)
        assert meeting is not None
        seat = next(seat for seat in uow.groups.seats(group.id) if seat.code == "UKG")
        if uow.groups.chairing(group.id) == ():
            uow.session.add(
                models.Turn(
                    group_id=group.id,
                    meeting_id=meeting.id,
                    role=TurnRole.CHAIR,
                    seat_id=seat.id,
                    assigned_at=found.now,
                )
            )
        uow.people.create(name="Outsider", email=OUTSIDER, now=found.now)
    found.says(OPERATOR, "group new other Other seats:UKG,SCT")
    return found


def test_the_table_of_the_rules_is_the_one_in_use() -> None:
    secretariat, chair, lead_, member, observer = Role
    assert {
        Right.READ: frozenset(Role),
        Right.SEE: frozenset(Role),
        Right.MANAGE_GROUP: {secretariat},
        Right.ANSWER_TURN: {secretariat, chair, lead_},
        Right.RUN_MEETING: {secretariat, chair},
        Right.CONTRIBUTE: {secretariat, chair, lead_, member},
        Right.HAND_OVER: {secretariat, chair, lead_},
        Right.EXPORT: {secretariat, chair, lead_},
    } == MATRIX
    assert observer in MATRIX[Right.SEE]


def test_every_role_at_every_door(world: World) -> None:
    asked, wrong = doors(world)
    print(f"{asked} asked, {wrong} got in")
    assert not wrong


def doors(world: World) -> tuple[int, int]:
    """How often was asked, and how often the door wasn't as the table has it. Commands are typed bare: whoever may pass
    the door is asked for what is missing, or served."""
    asked = wrong = 0
    for command in IN_A_GROUP:
        for role, who in WHO.items():
            before = traces(world.database) if command.changes else {}
            answered = world.asks(who, f"{command.name} group:vawg")
            stopped = AT_THE_DOOR[command.requires] in worded(answered)
            if isinstance(answered.reply, Document):
                answered.reply.content.close()
            right = stopped == (role not in MATRIX[command.requires])
            if stopped:
                right &= answered.outcome == "refused" and (not command.changes or traces(world.database) == before)
            asked, wrong = asked + 1, wrong + (not right)
            if not right:
                print(f"{role} types {command.name}")
    return asked, wrong


def test_an_outsider_learns_nothing_from_any_command(world: World) -> None:
    before = traces(world.database)
    for command in IN_A_GROUP:
        for who in (OUTSIDER, OPERATOR):
            real = worded(world.asks(who, f"{command.name} group:vawg"))
            unreal = worded(world.asks(who, f"{command.name} group:nothing"))
            assert "I know no group" in real, command.name
            assert real.replace("vawg", "…") == unreal.replace("nothing", "…"), command.name
    assert traces(world.database) == before


def test_only_operators_pass_their_doors(world: World) -> None:
    for command in (command for command in COMMANDS if command.requires is Right.OPERATE):
        for who in WHO.values():
            assert "Only the people who run this service" in world.refuses(who, command.name)
        assert "Only the people" not in worded(world.asks(OPERATOR, command.name))


def test_an_account_that_is_nobodys_is_told_so_by_every_command(world: World) -> None:
    before = traces(world.database)
    for command in (command for command in COMMANDS if command.requires is not Right.ANYONE):
        assert "I don't know which official you are yet" in world.refuses("nobody@example.org", command.name)
    assert traces(world.database) == before
