"""``help``: it finds what one asks about, and never refuses."""

from __future__ import annotations

import pytest

from bot.db.unit_of_work import Database
from handlers import COMMANDS
from tests.copies import copied
from tests.world import SECRETARIAT, World, exchange


@pytest.fixture
@copied
def world(database: Database) -> World:
    exchange(database)
    return World(database)


@pytest.mark.parametrize("subject", sorted({command.subject for command in COMMANDS}))
def test_a_subject_shows_each_of_its_commands(world: World, subject: str) -> None:
    """A subject that is a command too (``rota``, ``me``) hides none of the others."""
    said = world.says(SECRETARIAT, f"help {subject}")
    for command in COMMANDS:
        if command.subject == subject:
            assert said.count(f": /wg {command.name}") >= 1, command.name


@pytest.mark.parametrize(
    ("asked", "usage"), [("action done", "action done 12"), ("done", "action done 12"), ("NEXT", "rota next")]
)
def test_a_command_is_shown_by_its_name_or_its_short_form(world: World, asked: str, usage: str) -> None:
    said = world.says(SECRETARIAT, f"help {asked}")
    assert f": /wg {usage}" in said
    assert said.count("/wg ") == 1


@pytest.mark.parametrize("asked", ["", "nonsense", "!", "the weather tomorrow"])
def test_anything_else_gets_the_overview(world: World, asked: str) -> None:
    assert "I keep your working groups going" in world.says(SECRETARIAT, f"help {asked}")
