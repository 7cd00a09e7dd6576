"""``convenor import actions``: the group's own files back, and a stranger's spreadsheet; all of it or nothing."""

from __future__ import annotations

import io
import json
import tracemalloc
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from sqlalchemy import select

from bot.db import models
from bot.db.unit_of_work import Database
from bot.messages.model import Document
from tests.platforms.test_terminal import Terminal, logging_as_it_was, terminal
from tests.world import SECRETARIAT, World, deputy, exchange, lead, member_of_another_group, traces, with_rota, worded

__all__ = ["logging_as_it_was", "terminal"]

NOW = datetime(2027, 1, 17, 9, 12, tzinfo=UTC)


@pytest.fixture
def group(database: Database) -> World:
    with_rota(database, exchange(database))
    return World(database, now=NOW)


def run(terminal: Terminal, content: str | bytes, *more: str, name: str = "file.csv") -> tuple[int, str]:
    Path(name).write_bytes(content.encode() if isinstance(content, str) else content)
    result = terminal("import", "actions", name, "--group", "vawg", "--now", "2027-01-17T09:12", *more)
    return result.exit_code, result.output


def kept(world: World) -> list[models.Action]:
    with world.database.reading() as uow:
        return list(uow.session.scalars(select(models.Action).order_by(models.Action.number)))


def counts(world: World) -> dict[str, int]:
    """What there is, without who has asked."""
    return {**traces(world.database), "officials": 0}


def exported(world: World, ending: str) -> bytes:
    answered = world.asks(SECRETARIAT, f"export actions format:{ending}")
    assert isinstance(answered.reply, Document), worded(answered)
    with answered.reply.content as content:
        return content.read()


def logged(world: World) -> list[dict[str, Any]]:
    """The log as JSON has it, but for where each action was raised."""
    rows: list[dict[str, Any]] = json.loads(exported(world, "json"))["rows"]
    return [{name: value for name, value in row.items() if name != "origin"} for row in rows]


def log(world: World) -> None:
    """Actions in every state, two of which say the same."""
    world.says(SECRETARIAT, f'action add "Cyhoeddi’r cofnodion – ŵ" owner:{lead("WLS")} due:2027-01-29 extent:WLS')
    world.says(SECRETARIAT, f'action add "=1+1" owner:{deputy("SCT")} also:{lead("IRL")} due:2027-02-01 extent:SCT,ENG')
    world.says(SECRETARIAT, f'action add "Find a room" owner:{SECRETARIAT} due:2027-02-02 extent:all')
    world.says(SECRETARIAT, f'action add "Find a room" owner:{SECRETARIAT} due:2027-02-02 extent:all')
    world.says(lead("SCT"), 'action update 2 "@first draft"')
    world.says(lead("SCT"), 'action due 2 "8 Feb 2027"')
    world.says(lead("WLS"), "action done 1")
    world.says(SECRETARIAT, 'action drop 3 reason:"No need"')
    world.says(SECRETARIAT, "action priority 2 high")
    world.says(SECRETARIAT, "action link 2 https://example.org/z;v=1,2")
    world.says(SECRETARIAT, "action link 2 https://example.org/a")
    world.says(SECRETARIAT, "action needs 2 VAWG-4")


@pytest.mark.parametrize("ending", ["csv", "xlsx", "ods", "json"])
def test_a_round_trip_adds_nothing(terminal: Terminal, group: World, ending: str) -> None:
    log(group)
    content = exported(group, ending)
    before = counts(group)
    code, said = run(terminal, content)
    assert code == 0, said
    assert "0 added, 4 unchanged, 0 refused." in said
    assert "the file has another" not in said
    assert counts(group) == before


@pytest.mark.parametrize("ending", ["csv", "xlsx", "ods", "json"])
def test_an_empty_group_gets_the_log_as_it_was(terminal: Terminal, group: World, ending: str) -> None:
    log(group)
    content = exported(group, ending)
    wanted = logged(group)
    assert wanted[1]["other_owners"] == ["Lena Irl"]
    assert [wanted[1][name] for name in ("priority", "links", "depends_on")] == [
        "high",
        ["https://example.org/a", "https://example.org/z;v=1,2"],
        ["VAWG-4"],
    ]
    with group.database.writing("test") as uow:
        for record in (
            models.ActionUpdate,
            models.ActionOwner,
            models.ActionNeed,
            models.ActionLink,
            models.Action,
        ):
            for row in uow.session.scalars(select(record)):
                uow.session.delete(row)
            uow.session.flush()
        uow.groups.record(1).actions_numbered = 0
    code, said = run(terminal, content)
    assert code == 0, said
    assert "4 added, 0 unchanged, 0 refused." in said
    assert logged(group) == wanted
    assert [a.closed_at is not None for a in kept(group)] == [True, False, True, False]
    assert "@first draft" in group.says(SECRETARIAT, "action show 2")
    with group.database.reading() as uow:
        assert not list(uow.audit.verify())
    code, said = run(terminal, content)
    assert (code, "0 added, 4 unchanged" in said) == (0, True)


def test_what_has_changed_since_stays_and_is_said(terminal: Terminal, group: World) -> None:
    log(group)
    content = exported(group, "csv")
    group.says(lead("SCT"), 'action due 2 "9 Feb 2027"')
    group.says(SECRETARIAT, "action done 4")
    code, said = run(terminal, content)
    assert code == 0, said
    assert "Line 3: unchanged: VAWG-2, Dara Sct, =1+1. It is there already" in said
    assert "the file has another due." in said
    assert "the file has another status." in said
    assert kept(group)[1].due == date(2027, 2, 9)


THEIRS = [
    ["No", "What needs doing", "Nation", "Lead", "By when", "Progress", "Remarks"],
    ["A1", "Share the evaluation of the helpline", "Scotland – SCT", "", "", "", ""],
]
MAP = ["--map", "What needs doing=action, Nation=extent, Lead=owner_name", "--map", "By when=due,Progress=status"]


def workbook(rows: Sequence[Sequence[Any]]) -> bytes:
    book, saved = Workbook(), io.BytesIO()
    page = book.active
    assert page is not None
    page.title = "Action log 2026–27"
    for row in rows:
        page.append(row)
    book.save(saved)
    return saved.getvalue()


def test_a_strangers_spreadsheet_comes_in_by_its_own_names(terminal: Terminal, group: World) -> None:
    rows: list[list[Any]] = [
        THEIRS[0],
        ["A1", "Share the evaluation of the helpline", "SCT", "Lena Sct", datetime(2027, 3, 1), "Ongoing", "urgent"],
        ["A2", "=not a formula, a heading", "ENG and WLS", lead("WLS"), "12 March 2027", "Not started", None],
        ["A3", "Book the room", "all seats", "Sam", None, "Complete", None],
        ["A4", "Circulate the minutes", "NIR", "Dara Nir", None, None, None],
    ]
    rows[2][1] = "Agree the wording"
    content = workbook(rows)
    code, said = run(terminal, content, *MAP, "--dry-run", name="log.xlsx")
    assert (code, "it was a dry run" in said) == (0, True), said
    assert not kept(group)
    code, said = run(terminal, content, *MAP, name="log.xlsx")
    assert code == 0, said
    assert "Line 2: added: VAWG-1, Lena Sct, Share the evaluation of the helpline" in said
    assert "Columns that are not used here: no and remarks." in said
    found = [(a.number, a.text, a.extent, a.due, a.status.value) for a in kept(group)]
    assert found == [
        (1, "Share the evaluation of the helpline", ["SCT"], date(2027, 3, 1), "in progress"),
        (2, "Agree the wording", ["ENG", "WLS"], date(2027, 3, 12), "open"),
        (3, "Book the room", ["ENG", "IRL", "NIR", "SCT", "WLS"], date(2027, 1, 17), "done"),
        (4, "Circulate the minutes", ["NIR"], date(2027, 2, 14), "open"),
    ]
    assert "No due day stands there: it is due on 2027-02-14 here." in said
    assert "Lena Wls" in group.says(SECRETARIAT, "action show 2")
    group.says(lead("WLS"), 'action due 2 "20 March 2027"')
    code, said = run(terminal, content, *MAP, name="log.xlsx")
    assert (code, "0 added, 4 unchanged, 0 refused." in said) == (0, True), said


def test_foreign_references_are_replaced_and_said(terminal: Terminal, group: World) -> None:
    content = "ref,action,extent,owner_seat,due\n"
    for reference, text, extent, seat in (
        ("OTHER-7", "Write", "SCT", "SCT"),
        ("VAWG-12", "Read", "WLS", "WLS"),
        ("3", "Sum", "ENG", "UKG"),
    ):
        content += f"{reference},{text},{extent},{seat},1/2/2027\n"
    code, said = run(terminal, content)
    assert code == 0, said
    assert "Line 2: added: VAWG-1, Lena Sct, Write. Its reference isn't one of this group: here it is VAWG-1." in said
    assert [a.number for a in kept(group)] == [1, 12, 13]


HEAD = "action,extent,owner_name,due,status,raised_on,meeting,owner_seat,marking\n"


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("Write,SCT,Lena Sct,12/13/2026,,,,,", "12/13/2026"),
        ("Write,SCT,Lena Sct,29 Feb 2027,,,,,", "29 Feb"),
        ("Write,SCT,Lena Sct,Friday 3 December 2026,,,,,", "Thursday"),
        ("Write,SCT,Lena Sct,10,,,,,", "10"),
        ("Write,SCT,Lena Sct,next friday,,,,,", "friday"),
        ("Write,SCT,Lena Sct,friday,,,,,", "“friday” under due can't be read"),
        ("Write,SCT,Lena Sct,3 Dec,,,,,", "“3 Dec” under due can't be read"),
        ("Write,SCT,Lena Sct,soon,,,,,", "soon"),
        ("Write,UKG,Lena Sct,2027-02-01,,,,,", "UKG"),
        ("Write,DEU,Lena Sct,2027-02-01,,,,,", "DEU"),
        ("Write,,Lena Sct,2027-02-01,,,,,", "Nothing stands under extent"),
        (",SCT,Lena Sct,2027-02-01,,,,,", "Nothing stands under action"),
        ("Write,SCT,,2027-02-01,,,,,", "Nothing stands under owner_name"),
        ("Write,SCT,Ana Reid,2027-02-01,,,,,", "Ana Reid"),
        ("Write,SCT,Nobody,2027-02-01,,,,,", "Nobody"),
        ("Write,SCT,Lena,2027-02-01,,,,,", "Lena"),
        ("Write,SCT,Lena Sct,2027-02-01,,,,WLS,", "Lena Sct"),
        ("Write,SCT,Lena Sct,2027-02-01,,,,DEU,", "DEU"),
        ("Write,SCT,Lena Sct,2027-02-01,half,,,,", "open, in progress, done, dropped"),
        ("Write,SCT,Lena Sct,2027-02-01,,2027-06-01,,,", "still to come"),
        ("Write,SCT,Lena Sct,2027-02-01,,,9,,", "9"),
        ("Write,SCT,Lena Sct,2027-02-01,,,January,,", "“January” under meeting"),
        ("Write,SCT,Lena Sct,2027-02-01,,,,,SECRET", "OFFICIAL, OFFICIAL-SENSITIVE"),
        ("=HYPERLINK(1),SCT,Lena Sct,2027-02-01,,,,,", "begins like a formula"),
        ("Write,SCT,Lena Sct,2027-02-01,,,,", "8 cells where the first line names 9 columns"),
        (f"{'x' * 100_000},SCT,Lena Sct,2027-02-01,,,,,", "longer than 4,000 characters"),
        ("Good,SCT,Lena Sct,2027-02-01,,,,,", "Line 2 says the same"),
    ],
    ids=lambda value: value[:40],
)
def test_one_row_that_can_not_be_taken_stops_all_and_is_named(
    terminal: Terminal, group: World, row: str, words: str
) -> None:
    member_of_another_group(group.database, "ana@example.org")
    before = counts(group)
    code, said = run(terminal, f"{HEAD}Good,SCT,Lena Sct,2027-02-01,,,,,\n{row}\n")
    assert code == 1
    assert words in said
    assert "Line 3: refused: " in said
    assert "1 added, 0 unchanged, 1 refused." in said
    assert "Nothing was kept" in said
    assert counts(group) == before


@pytest.mark.parametrize(
    ("beside", "words"),
    [
        (("urgently,,", ",,"), "high, normal, low"),
        ((",a paper,", ",,"), "https://example.org/paper"),
        ((",,VAWG-99", ",,"), "VAWG-99"),
        ((",,THEIRS-1", ",,"), "VAWG-1"),
        ((",,THEIRS-2", ",,THEIRS-1"), "VAWG-1, VAWG-2"),
    ],
)
def test_what_a_row_can_not_wait_for_or_link_to_stops_all(
    terminal: Terminal, group: World, beside: tuple[str, str], words: str
) -> None:
    head = "ref,action,extent,owner_name,priority,links,depends_on\n"
    lines = (f"THEIRS-{at},Write {at},SCT,Lena Sct,{one}\n" for at, one in enumerate(beside, 1))
    before = counts(group)
    code, said = run(terminal, head + "".join(lines))
    assert (code, "1 added, 0 unchanged, 1 refused." in said) == (1, True), said
    assert words in said
    assert counts(group) == before


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("Write,SCT\n".encode("utf-16"), "NUL"),
        ("action,extent,owner_name\nCaf\u00e9,SCT,Lena Sct\n".encode("cp1252"), "Line 2 can't be read as CSV in UTF-8"),
        (b"action,extent,owner_name\nWri\0te,SCT,Lena Sct\n", "Line 2 holds a NUL"),
        (b"action,owner_name\nWrite,Lena Sct\n", "Missing: extent."),
        (b"action,extent\nWrite,SCT\n", "Missing: owner_seat / owner_name."),
        (b"", "empty"),
    ],
)
def test_a_file_that_can_not_be_read_is_refused_whole(
    terminal: Terminal, group: World, content: bytes, words: str
) -> None:
    before = counts(group)
    code, said = run(terminal, content)
    assert (code, words in said) == (1, True), said
    assert counts(group) == before


@pytest.mark.parametrize(
    ("mapped", "words"),
    [
        ("Task=what", "There is no column what"),
        ("Nope=action", "Missing: nope"),
        ("Task", "doesn't say which column"),
        ("=action", "doesn't say which column"),
    ],
)
def test_a_map_that_leads_nowhere_is_refused(terminal: Terminal, group: World, mapped: str, words: str) -> None:
    code, said = run(terminal, "Task,extent,owner_name\nWrite,SCT,Lena Sct\n", "--map", mapped)
    assert (code, words in said) == (1, True), said


def test_a_comma_in_a_columns_name_is_one_of_it(terminal: Terminal, group: World) -> None:
    content = '"Task, in short","Where?","Who, mainly"\nWrite,SCT,Lena Sct\n'
    code, said = run(terminal, content, "--map", "Task, in short=action,Who, mainly=owner_name,Where?=extent")
    assert code == 0, said
    assert [a.text for a in kept(group)] == ["Write"]


def test_a_bomb_is_refused_in_little_room(terminal: Terminal, group: World) -> None:
    from tests.documents.test_reading_workbooks import bomb

    content = bomb("xl/worksheets/sheet2.xml", b"<c/>", 200)
    assert len(content) < 1_000_000
    tracemalloc.start()
    code, said = run(terminal, content, name="log.xlsx")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (code, "unpacks to more" in said) == (1, True)
    assert peak < 50_000_000


def test_what_came_in_is_reminded_of(terminal: Terminal, group: World) -> None:
    code, said = run(terminal, f"{HEAD}Write,SCT,Lena Sct,2027-02-01,,,,,\n")
    assert code == 0, said
    with group.database.reading() as uow:
        official = uow.people.by_email(lead("SCT"))
        assert official is not None
        days = uow.session.scalars(select(models.Reminder.day).where(models.Reminder.official_id == official.id))
        assert list(days) == [date(2027, 1, 25)]


def test_only_the_secretariat_or_an_operator_imports(terminal: Terminal, group: World) -> None:
    code, said = run(terminal, f"{HEAD}Write,SCT,Lena Sct,2027-02-01,,,,,\n", "--as", lead("SCT"))
    assert (code, "secretariat" in said) == (1, True)
    assert not kept(group)


def test_further_owners_are_found_as_the_first_is(terminal: Terminal, group: World) -> None:
    content = "action,extent,owner_name,other_owners,decision\n"
    code, said = run(terminal, content + f"Write,SCT,Lena Sct,Dara Wls; {lead('IRL')}; NIR deputy,VAWG-D3\n")
    assert code == 0, said
    [row] = logged(group)
    assert row["other_owners"] == ["Dara Nir", "Dara Wls", "Lena Irl"]
    assert row["decision"] == "VAWG-D3"
    for others, decision, words in (("Nobody", "", "Nobody"), ("Lena", "", "Lena"), ("", "the third", "VAWG-D3")):
        code, said = run(terminal, content + f"Other,SCT,Lena Sct,{others},{decision}\n")
        assert (code, words in said) == (1, True), said
