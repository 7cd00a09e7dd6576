"""A group's copy: whole, alone, and without secrets."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import func, select

from bot.app import bring_up_to_date
from bot.db.extract import LEFT_BEHIND, copy_group
from bot.db.models import Record
from bot.db.types import Secret
from bot.db.unit_of_work import Database
from tests.world import SECRETARIAT, World, exchange, member_of_another_group, raise_action, with_rota


def counted(database: Database) -> dict[str, int]:
    with database.reading() as uow:
        tables = Record.metadata.sorted_tables
        return {t.name: uow.session.scalar(select(func.count()).select_from(t)) or 0 for t in tables}


def record_of_a_meeting(world: World) -> None:
    """One of each thing that stands in it."""
    world.says(SECRETARIAT, "agenda add Places")
    world.now = datetime(2027, 1, 22, 10, tzinfo=UTC)
    for text in (
        "meeting open 1",
        "attend SCT guest name:Rees",
        "note It begins",
        'decide Share extent:all clearance:WLS by:"3 Feb"',
        "position 1 supports for:SCT",
        "minutes correct 1 section:people Everybody",
    ):
        world.says(SECRETARIAT, text)


def test_a_group_is_copied_whole_and_nothing_of_others(database: Database, tmp_path: Path) -> None:
    group_id = with_rota(database, exchange(database))
    world = World(database)
    world.says(SECRETARIAT, 'meeting series "third wednesday of jan, apr, jul, oct at 10:00 for 2 hours"')
    world.says(SECRETARIAT, 'calendar add SCT closure from:"20 Jan 2027" to:"21 Jan 2027" source:notice')
    raise_action(database, seat="SCT", text="Share", extent=("SCT",))
    record_of_a_meeting(world)
    with database.writing("test") as uow:
        uow.mail_lists.create(
            group_id=group_id, address="a@example.org", language="", asked_by=1, expires_at=world.now, now=world.now
        )
    alone = counted(database)
    member_of_another_group(database, "ana@example.org")
    target = Database(f"sqlite:///{tmp_path}/copy.db")
    bring_up_to_date(target)
    copy_group(database, target, group_id)
    copied = counted(target)
    target.close()
    machine = {"inbox", "lanes", "changes", "audit", "chains", "holiday_tables"}
    assert {name: n for name, n in copied.items() if name not in machine} == {
        name: n for name, n in alone.items() if name not in machine
    }
    assert copied["audit"] == alone["audit"] - 1  # the calendar's line is no group's
    assert copied["groups"] == 1


def test_no_secret_is_ever_copied() -> None:
    secret = {t.name for t in Record.metadata.sorted_tables if any(isinstance(c.type, Secret) for c in t.columns)}
    assert secret <= LEFT_BEHIND
