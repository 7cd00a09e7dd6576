"""Every export in every format, as people open it; attendance; and everything at once."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from bot.db.unit_of_work import Database
from bot.documents import FORMATS
from bot.documents.csv import as_typed
from bot.messages import plain_text
from tests.copies import copied
from tests.documents import office
from tests.handlers.test_export import exported, lines, rows, typed
from tests.world import SECRETARIAT, World, deputy, exchange, lead, with_rota

KINDS = ("actions", "turns", "meetings", "attendance", "decisions", "members", "calendar", "audit")
ATTENDANCE_COLUMNS = "group,meeting,date,seat,official,state,deputy"


@pytest.fixture
@copied
def world(database: Database) -> World:
    """A group with something of everything, in words that spreadsheets might run and in Welsh and Irish letters."""
    with_rota(database, exchange(database))
    found = World(database)
    found.says(SECRETARIAT, f'action add "Cyhoeddi’r cofnodion – ŵ ŷ" owner:{lead("WLS")} due:2027-01-29 extent:WLS')
    found.says(SECRETARIAT, f'action add "=1+1" owner:{lead("IRL")} due:2027-02-01 extent:IRL')
    found.says(SECRETARIAT, f'action add "Seán Ó Murchú to write" owner:{SECRETARIAT} due:2027-02-02 extent:all')
    found.says(lead("IRL"), 'action update 2 "@first draft"')
    found.says(SECRETARIAT, 'calendar add WLS recess from:2027-02-15 to:2027-02-19 source:"=senedd.wales"')
    found.says(SECRETARIAT, 'meeting add 21 Jul 2027 10:00 mode:hybrid place:"=Caerdydd"')
    found.now = datetime(2027, 7, 21, 9, 30, tzinfo=UTC)
    found.says(SECRETARIAT, "meeting open 1")
    found.says(SECRETARIAT, "attend WLS present")
    found.says(SECRETARIAT, f"attend SCT deputy:{deputy('SCT')}")
    found.says(SECRETARIAT, "attend NIR apologies")
    found.says(SECRETARIAT, 'decide "=Cytuno ar y cynllun – ŵ" extent:WLS,SCT outcome:agreed')
    found.says(lead("WLS"), "position 1 supports")
    found.says(SECRETARIAT, "meeting close 1")
    return found


def as_csv(world: World, what: str) -> list[list[str]]:
    """The rows of the CSV, as they were typed, its header first."""
    _, data = exported(world, SECRETARIAT, f"export {what} csv")
    header, *read = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    return [header, *([as_typed(cell) for cell in row] for row in read)]


def as_text(cell: Any) -> str:
    return str(int(cell)) if isinstance(cell, float) else str(cell)


def test_attendance_has_one_row_a_seat_with_who_sat_there(world: World) -> None:
    _, data = exported(world, SECRETARIAT, "export attendance")
    assert data.startswith(b"\xef\xbb\xbf" + ATTENDANCE_COLUMNS.encode() + b"\r\n")
    assert [tuple(typed(row).values()) for row in rows(data)] == [
        ("vawg", "1", "2027-07-21", "NIR", "Lena Nir", "apologies", ""),
        ("vawg", "1", "2027-07-21", "SCT", "Lena Sct", "deputy", "Dara Sct"),
        ("vawg", "1", "2027-07-21", "WLS", "Lena Wls", "present", ""),
    ]
    own = rows(exported(world, lead("WLS"), "export attendance")[1])
    assert [row["seat"] for row in own] == ["WLS"]
    assert rows(exported(world, SECRETARIAT, "export attendance since:2027-07-22")[1]) == []


@pytest.mark.parametrize("what", KINDS)
def test_workbooks_say_what_csv_says(world: World, what: str) -> None:
    """An export is itself a line of the audit: there only what stood before is compared."""
    header, *wanted = as_csv(world, what)
    for ending in ("xlsx", "ods"):
        _, data = exported(world, SECRETARIAT, f"export {what} format:{ending}")
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        assert book.sheet_names == [what.capitalize(), "About"]
        head, *found = book.get_sheet_by_index(0).to_python()
        assert head == header
        assert [[as_text(cell) for cell in row] for row in found][: len(wanted)] == wanted


def test_the_second_sheet_says_what_the_file_is(world: World) -> None:
    for ending in ("xlsx", "ods"):
        with world.database.reading() as uow:
            length, head = uow.audit.head(1)
        _, data = exported(world, SECRETARIAT, f"export actions format:{ending} since:2027-01-01")
        about = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_name("About").to_python()
        assert {label: value for label, value in about} == {
            "Group": "Ending violence against women and girls (vawg)",
            "Marking": "OFFICIAL",
            "As it stood": "Wednesday 21 July 2027, 10:30",
            "Made by": "Sam Taylor",
            "From": "Friday 1 January 2027",
            "Consult before disclosing": "Ireland and Wales",
            "Audit": f"{length} lines, the last one {head}",
        }


def test_who_is_to_be_consulted_is_said_where_rows_come_from_several(world: World) -> None:
    document, data = exported(world, SECRETARIAT, "export actions json")
    assert json.loads(data)["about"]["consult"] == ["IRL", "WLS"]
    assert "Consult before disclosing: Ireland and Wales" in plain_text.render(document.message)
    for who, text in ((SECRETARIAT, "export actions json seat:IRL"), (lead("IRL"), "export actions json")):
        document, data = exported(world, who, text)
        assert json.loads(data)["about"]["consult"] == []
        assert "Consult" not in plain_text.render(document.message)
    assert json.loads(exported(world, SECRETARIAT, "export decisions json")[1])["about"]["consult"] == [
        "SCT",
        "UKG",
        "WLS",
    ]
    audit = json.loads(exported(world, SECRETARIAT, "export audit json")[1])["about"]
    assert {"IRL", "WLS", "SCT"} <= set(audit["consult"])


def test_a_pack_holds_everything_with_its_digests(world: World) -> None:
    with world.database.reading() as uow:
        before, _ = uow.audit.head(1)
    document, data = exported(world, SECRETARIAT, "export pack")
    assert lines(world, "exported") == 1
    assert document.filename.startswith("vawg-pack-OFFICIAL-2027-07-21-audit-")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        manifest = json.loads(archive.read("manifest.json"))
        assert archive.namelist() == [*(file["name"] for file in manifest["files"]), "manifest.json"]
        for file in manifest["files"]:
            content = archive.read(file["name"])
            assert (len(content), hashlib.sha256(content).hexdigest()) == (file["bytes"], file["sha256"])
            assert len(rows(content)) == file["rows"]
    assert {file["what"] for file in manifest["files"]} == set(KINDS)
    assert manifest["about"]["audit"]["length"] == before
    assert {file["name"].rpartition("-audit-")[2] for file in manifest["files"]} == {
        f"{before}-{manifest['about']['audit']['head'][:8]}.csv"
    }
    said = plain_text.render(document.message)
    assert f"{sum(file['rows'] for file in manifest['files'])} rows of Ending violence" in said
    assert "a manifest with the SHA-256 of each" in " ".join(said.split())


@pytest.mark.parametrize("ending", FORMATS)
def test_a_pack_comes_in_every_format_and_the_same_twice(world: World, ending: str) -> None:
    _, data = exported(world, SECRETARIAT, f"export pack format:{ending} until:2027-07-20")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {name.rpartition(".")[2] for name in archive.namelist()} == {ending, "json"}


def test_a_leads_pack_holds_the_own_seats_rows(world: World) -> None:
    _, data = exported(world, lead("WLS"), "export pack")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        manifest = json.loads(archive.read("manifest.json"))
        [actions] = [file["name"] for file in manifest["files"] if file["what"] == "actions"]
        assert [row["owner_seat"] for row in rows(archive.read(actions))] == ["WLS"]
    assert manifest["about"]["consult"] == []


@office.needed
@pytest.mark.parametrize("database_kind", ["sqlite"])
def test_libreoffice_opens_every_export(world: World, tmp_path: Path) -> None:
    """With the right cells and accents, and nothing live: a formula would stand there as its result."""
    files = {
        f"{what}-{ending}.{ending}": exported(world, SECRETARIAT, f"export {what} format:{ending}")[1]
        for what in KINDS
        for ending in ("xlsx", "ods")
    }
    found = office.opened(files, tmp_path)
    for what in KINDS:
        wanted = as_csv(world, what)
        for ending in ("xlsx", "ods"):
            sheet = found[f"{what}-{ending}-{what.capitalize()}"]
            assert sheet == wanted[: len(sheet)]
            assert len(sheet) == len(wanted) or what == "audit"
            assert ["Marking", "OFFICIAL"] in found[f"{what}-{ending}-About"]
    reports = {f"{what}.docx": exported(world, SECRETARIAT, f"export {what} format:docx")[1] for what in KINDS}
    said = office.read(reports, tmp_path)
    assert set(said) == set(KINDS)
    for what in KINDS:
        assert said[what].startswith(f"{what.capitalize()}: Ending violence against women and girls\nAbout\n")
    log = said["actions"].splitlines()
    texts = ("Cyhoeddi’r cofnodion – ŵ ŷ", "=1+1", "Seán Ó Murchú to write", "@first draft", "29 Jan 2027", "Where")
    assert set(texts) <= set(log)
