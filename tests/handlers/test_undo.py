"""``undo``: one's last command, for fifteen minutes, while nobody touched the same thing since."""

from __future__ import annotations

import re
from pathlib import Path

from sqlalchemy import select

import bot.services
from bot.db import models
from bot.db.unit_of_work import Database
from bot.presenters.speech import words
from bot.services.undo import INVERSES
from tests.world import OPERATOR, SECRETARIAT, World, exchange, lead, sent, traces, with_rota

ANA = "ana.reid@example.org"


def ready(database: Database) -> World:
    with_rota(database, exchange(database))
    return World(database)


def test_what_was_said_is_corrected_in_the_channels(database: Database) -> None:
    world = ready(database)
    world.says(SECRETARIAT, "group link", channel="C1")
    world.says(SECRETARIAT, "group edit purpose:One")
    world.says(SECRETARIAT, "undo")
    assert "Sam Taylor took a change back." in sent(database)[-1]


def test_typed_in_the_channel_the_correction_is_the_reply(database: Database) -> None:
    world = ready(database)
    world.says(SECRETARIAT, "group link", channel="C1")
    world.says(SECRETARIAT, "group edit purpose:One")
    assert world.asks(SECRETARIAT, "undo", channel="C1").public


def test_commands_are_taken_back_one_after_the_other(database: Database) -> None:
    world = ready(database)
    for purpose in ("One", "Two", "Three"):
        world.says(SECRETARIAT, f"group edit purpose:{purpose}")
    for purpose in ("Two", "One"):
        world.says(SECRETARIAT, "undo")
        assert f"Purpose: {purpose}" in world.says(SECRETARIAT, "group show")


def test_a_quarter_of_an_hour_later_it_stands(database: Database) -> None:
    world = ready(database)
    world.says(SECRETARIAT, "group edit purpose:One")
    world.move(minutes=15)
    assert "took a change back" in world.says(SECRETARIAT, "undo")
    world.says(SECRETARIAT, "group edit purpose:Two")
    world.move(minutes=16)
    before = traces(database)
    assert "more than 15 minutes ago" in world.refuses(SECRETARIAT, "undo")
    assert traces(database) == before


def test_what_somebody_else_changed_since_stands(database: Database) -> None:
    world = ready(database)
    world.says(SECRETARIAT, f"member add {ANA} as:secretariat")
    world.says(SECRETARIAT, "group edit purpose:One")
    world.says(ANA, "group edit purpose:Two")
    assert "changed again since" in world.refuses(SECRETARIAT, "undo")
    assert "Purpose: Two" in world.says(SECRETARIAT, "group show")


def test_an_old_button_hits_its_own_command_and_no_other(database: Database) -> None:
    world = ready(database)
    first = world.says(SECRETARIAT, f"member add {ANA} as:secretariat")
    pressed = next(line for line in first.splitlines() if line.startswith("Undo:")).split("/wg ")[1]
    world.says(SECRETARIAT, "group edit purpose:One")
    assert "isn't secretariat after all" in world.says(SECRETARIAT, pressed)
    assert "taken back already" in world.refuses(SECRETARIAT, pressed)
    assert "Purpose: One" in world.says(SECRETARIAT, "group show")


def test_nobody_takes_back_what_another_did(database: Database) -> None:
    world = ready(database)
    said = world.says(SECRETARIAT, "group edit purpose:One")
    pressed = next(line for line in said.splitlines() if line.startswith("Undo:")).split("/wg ")[1]
    for other in (lead("SCT"), OPERATOR):
        assert "nothing of yours" in world.refuses(other, pressed)
        assert "nothing of yours" in world.refuses(other, "undo")
    assert "nothing of yours" in world.refuses(SECRETARIAT, "undo 999999")


def test_who_lost_the_post_has_lost_the_right(database: Database) -> None:
    world = ready(database)
    world.says(SECRETARIAT, f"member add {ANA} as:secretariat")
    world.says(ANA, "group edit purpose:One")
    world.move(minutes=1)
    world.says(SECRETARIAT, f"member remove {ANA}")
    assert "nothing of yours" in world.refuses(ANA, "undo")


def test_it_leaves_a_line_in_the_audit_and_no_chain_breaks(database: Database) -> None:
    world = ready(database)
    world.says(SECRETARIAT, "group edit purpose:One")
    world.says(SECRETARIAT, "undo")
    with database.reading() as uow:
        events = list(uow.session.scalars(select(models.AuditLine.event).order_by(models.AuditLine.id)))
        assert list(uow.audit.verify()) == []
    assert events[-2:] == ["group.changed", "change.undone"]


def test_whatever_can_be_taken_back_knows_how() -> None:
    """Names are kept in rows, so a misspelt one would show only when somebody needs it."""
    source = "".join(path.read_text(encoding="utf-8") for path in Path(bot.services.__path__[0]).rglob("*.py"))
    named = set(re.findall(r'undoable\(\s*"([^"]+)"', source))
    assert len(named) > 5
    assert named <= set(INVERSES)


def test_every_inverse_has_its_sentence() -> None:
    english = words("en-GB")
    assert [name for name in INVERSES if not english.has(f"undone-{name.replace('.', '-')}")] == []
