"""Exports that come by themselves, and files that wait."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import select

from bot.commands import Answered
from bot.db import models
from bot.db.unit_of_work import Database
from bot.domain.files import following
from bot.messages.model import Buttons, Document, Message
from bot.monthly import MONTHLY
from bot.notices import NOTICES
from bot.notices.model import Entry, NotNow
from bot.presenters.speech import words
from bot.scheduler import coming, tick
from tests.copies import copied
from tests.handlers.test_export import exported
from tests.world import SECRETARIAT, World, exchange, lead, traces, with_rota, worded


@pytest.fixture
@copied
def world(database: Database) -> World:
    with_rota(database, exchange(database))
    found = World(database, now=datetime(2027, 1, 11, 9, tzinfo=UTC))
    found.says(SECRETARIAT, f'action add "Publish" owner:{lead("WLS")} due:2027-01-29 extent:WLS')
    return found


def entries(world: World) -> list[models.OutboxEntry]:
    with world.database.reading() as uow:
        query = select(models.OutboxEntry).where(models.OutboxEntry.subject == "export-ready")
        return list(uow.session.scalars(query.order_by(models.OutboxEntry.id)))


def said(world: World, entry: models.OutboxEntry) -> Message | None:
    with world.database.reading() as uow:
        seen = Entry(entry.key, entry.subject, entry.facts, entry.group_id, entry.official_id, entry.due_at)
        return NOTICES["export-ready"](uow, seen, words("en-GB"), world.now)


def offered(answered: Answered) -> list[str]:
    """The commands of the buttons beneath an answer."""
    assert isinstance(answered.reply, Message)
    rows = [block.buttons for block in answered.reply.blocks if isinstance(block, Buttons)]
    return [button.command for row in rows for button in row]


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        ("2027-01-11T09:00", "2027-02-01T06:00"),
        ("2027-02-01T05:59", "2027-02-01T06:00"),
        ("2027-02-01T06:00", "2027-03-01T06:00"),
        ("2027-04-15T00:00", "2027-05-03T05:00"),
        ("2027-06-30T23:30", "2027-07-01T05:00"),
        ("2027-12-31T23:00", "2028-01-03T06:00"),
        ("2027-07-31T12:00", "2027-08-02T05:00"),
    ],
)
def test_it_is_made_on_the_first_weekday_of_each_month_early_in_the_morning(after: str, expected: str) -> None:
    instants = (datetime.fromisoformat(text).replace(tzinfo=UTC) for text in (after, expected))
    given, wanted = instants
    assert following(given, "Europe/London") == wanted


def test_a_schedule_is_set_shown_changed_and_stopped(world: World) -> None:
    assert "Nothing of" in world.says(SECRETARIAT, "export schedule list")
    text = world.says(SECRETARIAT, "export schedule actions")
    assert "as XLSX on the first working day of each month, the next for Monday 1 February 2027." in text
    assert "It comes as xlsx each month already." in world.refuses(SECRETARIAT, "export schedule actions format:xlsx")
    world.says(SECRETARIAT, "export schedule actions format:ods")
    world.says(SECRETARIAT, "export schedule pack")
    shown = world.says(SECRETARIAT, "export schedule list")
    assert "2 exports of" in shown
    assert "ODS" in shown
    assert "Actions of" in world.says(SECRETARIAT, "export schedule off actions")
    assert "One export of" in world.says(SECRETARIAT, "export schedule list")
    world.says(SECRETARIAT, "export schedule off")
    assert "No such export" in world.refuses(SECRETARIAT, "export schedule off")
    with world.database.reading() as uow:
        assert not list(uow.audit.verify())


def test_undo_brings_back_what_came_before_and_says_nothing_in_public(world: World) -> None:
    world.says(SECRETARIAT, "export schedule actions format:xlsx")
    back = world.asks(SECRETARIAT, "undo")
    assert "That export of Ending violence against women and girls doesn't come by itself." in worded(back)
    assert not back.public
    world.says(SECRETARIAT, "export schedule actions format:xlsx")
    world.says(SECRETARIAT, "export schedule actions format:ods")
    assert "comes each month as XLSX again." in world.says(SECRETARIAT, "undo")
    assert "XLSX" in world.says(SECRETARIAT, "export schedule list")
    world.says(SECRETARIAT, "export schedule pack")
    listed = world.says(SECRETARIAT, "export schedule list")
    world.says(SECRETARIAT, "export schedule off")
    assert "2 exports of Ending violence against women and girls come each month again." in world.says(
        SECRETARIAT, "undo"
    )
    assert world.says(SECRETARIAT, "export schedule list") == listed
    with world.database.reading() as uow:
        assert not list(uow.audit.verify())


def test_undo_of_a_stop_is_refused_once_it_was_switched_on_anew(world: World) -> None:
    world.says(SECRETARIAT, "export schedule actions")
    world.says(SECRETARIAT, "export schedule pack")
    [button] = [one for one in offered(world.asks(SECRETARIAT, "export schedule off")) if one.startswith("undo")]
    world.says(SECRETARIAT, "export schedule actions format:csv")
    assert "changed again since" in world.refuses(SECRETARIAT, button)
    assert "CSV" in world.says(SECRETARIAT, "export schedule list")


@pytest.mark.parametrize("text", ["export schedule actions", "export schedule off", "export schedule list"])
def test_only_the_secretariat_sets_one(world: World, text: str) -> None:
    before = traces(world.database)
    world.refuses(lead("WLS"), text)
    assert traces(world.database) == before


def test_it_is_made_and_told_once_however_often_the_clock_asks(world: World) -> None:
    world.says(SECRETARIAT, "export schedule actions format:xlsx")
    assert coming(world.database, world.now, [MONTHLY]) == datetime(2027, 2, 1, 6, tzinfo=UTC)
    world.now = datetime(2027, 2, 1, 5, 59, tzinfo=UTC)
    assert tick(world.database, world.now, [MONTHLY]) == {"failed": 0, "exports made": 0}
    world.now = datetime(2027, 2, 1, 6, 0, tzinfo=UTC)
    assert tick(world.database, world.now, [MONTHLY]) == {"failed": 0, "exports made": 1}
    assert tick(world.database, world.now, [MONTHLY]) == {"failed": 0, "exports made": 0}
    [entry] = entries(world)
    with pytest.raises(NotNow):
        said(world, entry)
    world.now = datetime(2027, 2, 1, 9, 0, tzinfo=UTC)
    message = said(world, entry)
    assert message is not None
    assert message.title == "Actions of Ending violence against women and girls for this month"
    [buttons] = [block for block in message.blocks if isinstance(block, Buttons)]
    document, data = exported(world, SECRETARIAT, buttons.buttons[0].command)
    assert document.filename.startswith("vawg-actions-OFFICIAL-2027-02-01-audit-")
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    assert len(book.get_sheet_by_index(0).to_python()) == 2
    assert ["Made by", "Sam Taylor"] in book.get_sheet_by_name("About").to_python()


def test_months_of_downtime_are_made_up_by_one(world: World) -> None:
    world.says(SECRETARIAT, "export schedule actions")
    world.now = datetime(2027, 5, 20, 13, tzinfo=UTC)
    assert tick(world.database, world.now, [MONTHLY])["exports made"] == 1
    assert tick(world.database, world.now, [MONTHLY])["exports made"] == 0
    assert len(entries(world)) == 1
    assert coming(world.database, world.now, [MONTHLY]) == datetime(2027, 6, 1, 5, tzinfo=UTC)


def test_of_two_processes_one_makes_it(world: World) -> None:
    """Both have read and written their file; the second finds it done."""
    world.says(SECRETARIAT, "export schedule actions")
    world.now = datetime(2027, 2, 1, 7, tzinfo=UTC)
    with world.database.snapshot() as one:
        first = MONTHLY.prepare(one, 1, world.now)
    with world.database.snapshot() as other:
        second = MONTHLY.prepare(other, 1, world.now)
    for prepared in (first, second):
        with world.database.writing("clock") as uow:
            MONTHLY.keep(uow, 1, world.now, prepared)
    assert len(entries(world)) == 1
    assert traces(world.database)["files"] == 1


def test_what_is_stopped_or_ended_is_not_made(world: World) -> None:
    world.says(SECRETARIAT, "export schedule actions")
    world.says(SECRETARIAT, "export schedule meetings")
    world.says(SECRETARIAT, "export schedule off actions")
    world.says(SECRETARIAT, 'group close reason:"Done"')
    world.now = datetime(2027, 2, 1, 7, tzinfo=UTC)
    assert tick(world.database, world.now, [MONTHLY]) == {"failed": 0, "exports made": 0}
    assert coming(world.database, datetime(2027, 1, 12, tzinfo=UTC), [MONTHLY]) is None


def test_whoever_serves_no_more_is_not_told_and_gets_nothing(world: World) -> None:
    world.says(SECRETARIAT, "export schedule actions")
    world.now = datetime(2027, 2, 1, 10, tzinfo=UTC)
    tick(world.database, world.now, [MONTHLY])
    [entry] = entries(world)
    with world.database.writing("test") as uow:
        holder = uow.session.scalars(select(models.Holder).order_by(models.Holder.id)).first()
        assert holder is not None
        holder.until = world.now
    assert said(world, entry) is None
    world.refuses(SECRETARIAT, "export file 1 group:vawg")


def test_a_leads_own_or_another_groups_number_finds_nothing(world: World) -> None:
    world.says(SECRETARIAT, "export schedule actions")
    world.now = datetime(2027, 2, 1, 10, tzinfo=UTC)
    tick(world.database, world.now, [MONTHLY])

    texts = {world.refuses(lead("NIR"), f"export file {n}").replace(str(n), "N") for n in (1, 2, 999_999)}
    assert texts == {"No file N waits for you.\n"}


def test_a_fetched_file_is_one_line_of_the_audit(world: World) -> None:
    world.says(SECRETARIAT, "export schedule actions")
    world.now = datetime(2027, 2, 1, 10, tzinfo=UTC)
    tick(world.database, world.now, [MONTHLY])
    before = traces(world.database)["audit"]
    answered = world.asks(SECRETARIAT, "export file 1")
    assert isinstance(answered.reply, Document), worded(answered)
    answered.reply.content.close()
    assert traces(world.database)["audit"] == before + 1


def test_a_file_is_gone_when_its_time_is_over(world: World) -> None:
    world.says(SECRETARIAT, "export schedule actions")
    world.now = datetime(2027, 2, 1, 10, tzinfo=UTC)
    tick(world.database, world.now)
    world.now += timedelta(days=31)
    assert "No file 1" in world.refuses(SECRETARIAT, "export file 1")
    world.says(SECRETARIAT, "export schedule off")
    tick(world.database, world.now)
    assert (traces(world.database)["files"], traces(world.database)["file_pieces"]) == (0, 0)
