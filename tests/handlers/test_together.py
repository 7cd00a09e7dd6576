"""Several commands in one message: one reply, each line answered, and a bad line loses no other."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.commands import Invocation
from bot.db.unit_of_work import Database
from bot.matching import Menu
from bot.together import several
from handlers import COMMANDS
from tests.copies import copied
from tests.world import SECRETARIAT, World, exchange, lead, sent, with_rota, worded

MENU = Menu(COMMANDS)


@pytest.fixture
@copied
def world(database: Database) -> World:
    """A meeting of the exchange is open."""
    with_rota(database, exchange(database))
    found = World(database)
    found.says(SECRETARIAT, "meeting add 20 Jan 2027 10:00")
    found.says(SECRETARIAT, 'agenda add "Refuge places"')
    found.now = datetime(2027, 1, 20, 10, tzinfo=UTC)
    found.says(SECRETARIAT, "meeting open 1")
    return found


MESSAGE = f"""agenda next
attend SCT present
note Wales will share its figures
decde "Share" extent:all
decide "Share figures" extent:ENG,WLS
decide "Forget the extent"
action add "Publish" owner:{lead("SCT")} due:"12 Feb" extent:SCT"""


def test_one_reply_answers_each_line_and_a_bad_one_loses_no_other(world: World) -> None:
    answered = world.asks(SECRETARIAT, MESSAGE)
    said = worded(answered)
    assert said.startswith("5 lines are done; 2 need another look.")
    assert "1. Now: VAWG-A1, Refuge places (10 minutes)" in said
    assert '4. “decde "Share" extent:all” – I don\'t know “decde' in said
    assert "5. VAWG-D1: agreed" in said
    assert "Where does it apply?" in said
    assert "All seats" in said
    assert "7. VAWG-1 is added" in said
    assert "Undo 3" in said
    assert answered.outcome == "refused"
    minutes = world.says(SECRETARIAT, "minutes")
    for sentence in ("Wales will share its figures", "Share figures", "Publish", "Scotland: present"):
        assert sentence in minutes


def test_a_message_that_comes_again_has_one_effect(world: World) -> None:
    message = Invocation("slack", "T1", "U1", MESSAGE, address=SECRETARIAT, request="evt-1")
    first = worded(world.dispatcher(message))
    assert worded(world.dispatcher(message)) == first
    assert "one decision" in world.says(SECRETARIAT, "decision list")


def test_in_a_channel_the_reply_is_the_typists_and_the_channel_hears_the_changes(world: World) -> None:
    world.says(SECRETARIAT, "group link", channel="C1")
    answered = world.asks(SECRETARIAT, MESSAGE, channel="C1")
    assert not answered.public
    lines = sent(world.database)
    assert any("VAWG-D1: agreed" in line for line in lines)
    assert not any("Wales will share" in line for line in lines), "notes are for the minutes"


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("note One\nnote Two", ("note One", "note Two")),
        ("/wg note One\n/wg note Two", ("note One", "note Two")),
        ("note One\n\nnote Two\n", ("note One", "note Two")),
        ("note One:\n - a\n - b\nnote Two", ("note One:\n - a\n - b", "note Two")),
        ('note "One\nand more"\nnote Two', ('note "One\nand more"', "note Two")),
        ('note "One\nnote Two', ('note "One', "note Two")),
        ("note One\nwhat is this\nnote Two", ("note One", "what is this", "note Two")),
        ("note One\nand more of it", ()),
        ("note One", ()),
        ("member add\nnote One\nnote Two", ()),
        ("hello\nnote One\nnote Two", ()),
    ],
)
def test_what_is_several_and_what_is_one(text: str, lines: tuple[str, ...]) -> None:
    assert several(text, MENU, "/wg") == lines
