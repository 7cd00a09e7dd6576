"""The record as a file, as people ask for it: the columns, who gets which rows, and one view of one moment."""

from __future__ import annotations

import csv
import io
import json
import threading
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import func, select

from bot.db import models
from bot.db.unit_of_work import Database
from bot.documents import FORMATS
from bot.documents.csv import as_typed
from bot.domain.people import Actor, Marking, Membership, Post
from bot.domain.rotation import Policy
from bot.messages import plain_text
from bot.messages.model import Document
from bot.services import exports, ledger
from bot.services.exports import Scope
from tests.copies import copied
from tests.world import SEATS, SECRETARIAT, World, deputy, exchange, lead, worded

ACTION_COLUMNS = (
    "ref,group,raised_on,meeting,number_in_meeting,action,extent,owner_seat,owner_post,owner_name,other_owners,due,"
    "original_due,status,last_update,updated_on,closed_on,decision,marking,origin,priority,links,depends_on"
)
MEETING_COLUMNS = "number,date,start,end,time_zone,kind,state,mode,place,chair,host,present,apologies,quorum,quorate"
TURN_COLUMNS = "meeting,date,until,kind,role,seat,official,state,basis,reason"
AUDIT_COLUMNS = "at,actor,acting_for,group,event,subject,before,after,hash"


@pytest.fixture
@copied
def world(database: Database) -> World:
    found = World(database)
    group_id = exchange(database)
    with database.writing("test") as uow:
        group = uow.groups.by_id(group_id)
        assert group is not None
        ledger.begin(uow, group=group, seats=SEATS, policy=Policy(), by=Actor(None, "test"), now=found.now)
    return found


def exported(world: World, who: str, text: str) -> tuple[Document, bytes]:
    """The answer's file, and its bytes."""
    answered = world.asks(who, text)
    assert answered.outcome == "done", worded(answered)
    assert isinstance(answered.reply, Document)
    assert not answered.public
    with answered.reply.content as content:
        data = content.read()
    assert len(data) == answered.reply.length
    return answered.reply, data


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def typed(row: dict[str, str]) -> dict[str, str]:
    return {name: as_typed(cell) for name, cell in row.items()}


def lines(world: World, event: str | None = None) -> int:
    query = select(func.count()).select_from(models.AuditLine)
    with world.database.reading() as uow:
        return uow.session.scalar(query.where(models.AuditLine.event == event) if event else query) or 0


def log(world: World) -> None:
    """Three actions: Scotland's, done; Wales's, with an update; the secretariat's own."""
    world.says(SECRETARIAT, f'action add "Publish minutes, with papers" owner:{lead("SCT")} due:2027-01-29 extent:SCT')
    world.says(SECRETARIAT, f'action add "=1+1" owner:{deputy("WLS")} due:2027-02-01 extent:WLS,ENG')
    world.says(SECRETARIAT, f'action add "Find a room" owner:{SECRETARIAT} due:2027-02-02 extent:all')
    world.move(days=1)
    world.says(lead("WLS"), 'action update 2 "@first draft"')
    world.says(lead("WLS"), 'action due 2 "8 Feb 2027"')
    world.says(lead("SCT"), "action done 1")


def test_actions_have_the_agreed_columns_and_one_row_each(world: World) -> None:
    log(world)
    document, data = exported(world, SECRETARIAT, "export actions")
    assert data.startswith(b"\xef\xbb\xbf" + ACTION_COLUMNS.encode() + b"\r\n")
    first, second, third = map(typed, rows(data))
    assert first == {
        "ref": "VAWG-1",
        "group": "vawg",
        "raised_on": "2027-01-04",
        "meeting": "",
        "number_in_meeting": "",
        "action": "Publish minutes, with papers",
        "extent": "SCT",
        "owner_seat": "SCT",
        "owner_post": "lead",
        "owner_name": "Lena Sct",
        "other_owners": "",
        "due": "2027-01-29",
        "original_due": "2027-01-29",
        "status": "done",
        "last_update": "",
        "updated_on": "2027-01-05",
        "closed_on": "2027-01-05",
        "decision": "",
        "marking": "OFFICIAL",
        "origin": first["origin"],
        "priority": "normal",
        "links": "",
        "depends_on": "",
    }
    assert (second["action"], second["last_update"]) == ("=1+1", "@first draft")
    assert (second["extent"], second["due"], second["original_due"]) == ("ENG; WLS", "2027-02-08", "2027-02-01")
    assert (third["owner_seat"], third["owner_post"], third["owner_name"]) == ("", "secretariat", "Sam Taylor")
    assert all(row["extent"] for row in rows(data))
    assert document.media_type.startswith("text/csv")


def test_what_a_spreadsheet_would_run_is_inert_in_the_file(world: World) -> None:
    log(world)
    _, data = exported(world, SECRETARIAT, "export actions")
    assert rows(data)[1]["action"] == "'=1+1"
    assert rows(data)[1]["last_update"] == "'@first draft"


def test_json_says_what_csv_says_with_lists_as_lists_and_numbers_as_numbers(world: World) -> None:
    log(world)
    _, table = exported(world, SECRETARIAT, "export actions csv")
    document, data = exported(world, SECRETARIAT, "export actions format:json")
    read = json.loads(data)
    assert document.filename.endswith(".json")
    assert [flat(row) for row in read["rows"]] == list(map(typed, rows(table)))
    assert read["rows"][1]["extent"] == ["ENG", "WLS"]
    assert read["rows"][0]["closed_on"] == "2027-01-05"
    assert read["rows"][1]["closed_on"] is None


def flat(row: dict[str, Any]) -> dict[str, str]:
    def cell(value: Any) -> str:
        if isinstance(value, list):
            return "; ".join(value)
        return "" if value is None else str(value)

    return {name: cell(value) for name, value in row.items()}


def test_the_files_name_carries_the_chain_as_it_stood(world: World) -> None:
    log(world)
    with world.database.reading() as uow:
        length, head = uow.audit.head(1)
    document, _ = exported(world, SECRETARIAT, "export actions")
    assert document.filename == f"vawg-actions-OFFICIAL-2027-01-05-audit-{length}-{head[:8]}.csv"
    _, data = exported(world, SECRETARIAT, "export actions json")
    about = json.loads(data)["about"]
    assert (about["audit"]["length"], about["by"], about["at"]) == (length + 1, "Sam Taylor", "2027-01-05T09:00:00Z")
    assert about["filter"] == {"since": None, "until": None, "seats": []}


def test_a_sensitive_action_marks_the_whole_file(world: World) -> None:
    log(world)
    with world.database.writing("test") as uow:
        action = uow.session.scalars(select(models.Action).where(models.Action.number == 2)).one()
        action.marking = Marking.SENSITIVE
    assert "-OFFICIAL-SENSITIVE-" in exported(world, SECRETARIAT, "export actions")[0].filename
    assert "-SENSITIVE-" not in exported(world, lead("SCT"), "export actions")[0].filename


def test_the_same_data_gives_the_same_bytes(world: World) -> None:
    log(world)
    assert exported(world, SECRETARIAT, "export actions")[1] == exported(world, SECRETARIAT, "export actions")[1]
    first, second = (json.loads(exported(world, SECRETARIAT, "export actions json")[1]) for _ in "12")
    assert first["rows"] == second["rows"]


def test_an_export_is_one_line_of_audit_and_the_chain_holds(world: World) -> None:
    log(world)
    before = lines(world)
    exported(world, SECRETARIAT, "export actions since:2027-01-01 seat:SCT")
    assert lines(world) == before + 1
    with world.database.reading() as uow:
        line = uow.session.scalars(select(models.AuditLine).where(models.AuditLine.event == "exported")).one()
        assert line.after["seats"] == ["SCT"]
        assert (line.after["rows"], line.after["since"], line.after["audit"]) == (1, "2027-01-01", before)
        assert not list(uow.audit.verify())


def test_a_repeated_request_is_answered_without_a_second_line(world: World) -> None:
    for _ in "12":
        answered = world.asks(SECRETARIAT, "export actions", request="r1")
        assert answered.outcome == "done"
        if isinstance(answered.reply, Document):
            answered.reply.content.close()
    assert lines(world, "exported") == 1


def test_a_lead_or_deputy_gets_the_own_seats_rows_and_no_others(world: World) -> None:
    log(world)
    for who in (lead("WLS"), deputy("WLS")):
        document, data = exported(world, who, "export actions")
        assert [row["ref"] for row in rows(data)] == ["VAWG-2"]
        assert "-actions-WLS-" in document.filename
    assert "Scotland" not in world.says(lead("WLS"), "help")
    assert "those of Scotland" in world.refuses(lead("WLS"), "export actions seat:SCT")


def test_the_seat_that_chairs_next_gets_every_row(world: World) -> None:
    log(world)
    world.says(SECRETARIAT, "meeting add 20 Jan 2027 10:00")
    world.says(SECRETARIAT, "meeting add 20 Apr 2027 10:00")
    world.now = datetime(2027, 1, 20, 10, tzinfo=UTC)
    world.says(SECRETARIAT, "meeting open 1")
    world.says(SECRETARIAT, "meeting close 1")
    with world.database.reading() as uow:
        [chair] = uow.groups.chairing(1)
    other = next(code for code in SEATS if code != chair and code != "WLS")
    assert len(rows(exported(world, lead(chair), "export actions")[1])) == 3
    assert len(rows(exported(world, lead(other), "export actions")[1])) < 3


@pytest.mark.parametrize("what", ["actions", "turns", "meetings", "audit"])
@pytest.mark.parametrize("post", [Post.MEMBER, Post.OBSERVER])
def test_members_and_observers_are_refused_and_leave_no_trace(world: World, what: str, post: Post) -> None:
    with world.database.writing("test") as uow:
        held = select(models.PostRecord).join(models.Holder, models.Holder.post_id == models.PostRecord.id)
        theirs = held.join(models.Official, models.Official.id == models.Holder.official_id)
        uow.session.scalars(theirs.where(models.Official.email == deputy("UKG"))).one().kind = post
    before = lines(world)
    assert "export" in world.refuses(deputy("UKG"), f"export {what}")
    assert lines(world) == before


def test_who_is_in_no_group_learns_nothing_of_it(world: World) -> None:
    with world.database.writing("test") as uow:
        uow.session.add(models.Official(name="Out Sider", email="out@example.org", created_at=world.now))
    said = world.refuses("out@example.org", "export actions group:vawg")
    assert said == world.refuses("out@example.org", "export actions group:nosuch").replace("nosuch", "vawg")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("export actions seat:DEU", "DEU"),
        ("export actions pdf", "csv, xlsx, ods, docx, json"),
        ("export actions since:2027-02-01 until:2027-01-01", "Friday 1 January 2027"),
        ("export actions since:12/13/2026", "12/13/2026"),
        ("export actions whatever:1", "whatever"),
    ],
)
def test_what_cannot_be_exported_is_refused_and_leaves_no_trace(world: World, text: str, words: str) -> None:
    before = lines(world)
    assert words in world.refuses(SECRETARIAT, text)
    assert lines(world) == before


def test_since_and_until_are_local_days_both_included(world: World) -> None:
    world.now = datetime(2027, 6, 30, 22, 59, tzinfo=UTC)
    world.says(SECRETARIAT, f'action add "June" owner:{lead("SCT")} due:2027-07-29 extent:SCT')
    world.now = datetime(2027, 6, 30, 23, 0, tzinfo=UTC)
    world.says(SECRETARIAT, f'action add "July" owner:{lead("SCT")} due:2027-07-29 extent:SCT')
    [june] = rows(exported(world, SECRETARIAT, "export actions until:2027-06-30")[1])
    [july] = rows(exported(world, SECRETARIAT, "export actions since:2027-07-01")[1])
    assert (june["action"], june["raised_on"]) == ("June", "2027-06-30")
    assert (july["action"], july["raised_on"]) == ("July", "2027-07-01")
    assert len(rows(exported(world, SECRETARIAT, "export actions since:2027-06-30 until:2027-07-01")[1])) == 2


def test_an_action_whose_post_is_empty_has_no_name(world: World) -> None:
    log(world)
    with world.database.writing("test") as uow:
        holder = uow.session.scalars(
            select(models.Holder)
            .join(models.Official, models.Official.id == models.Holder.official_id)
            .where(models.Official.email == lead("SCT"))
        ).one()
        holder.until = world.now
    first, *_ = rows(exported(world, SECRETARIAT, "export actions")[1])
    assert (first["owner_seat"], first["owner_post"], first["owner_name"]) == ("SCT", "lead", "")


def test_meetings_have_the_agreed_columns_with_who_was_there(world: World) -> None:
    world.says(SECRETARIAT, 'meeting add 21 Jul 2027 10:00 mode:hybrid place:"=Cardiff" for:"90 minutes"')
    world.says(SECRETARIAT, "meeting add 20 Oct 2027 10:00")
    world.now = datetime(2027, 7, 21, 9, 30, tzinfo=UTC)
    world.says(SECRETARIAT, "meeting open 1")
    world.says(SECRETARIAT, "attend WLS present")
    world.says(SECRETARIAT, f"attend SCT deputy:{deputy('SCT')}")
    world.says(SECRETARIAT, "attend NIR apologies")
    world.says(SECRETARIAT, "attend IRL observer")
    world.says(SECRETARIAT, "meeting close 1")
    _, data = exported(world, SECRETARIAT, "export meetings")
    assert data.startswith(b"\xef\xbb\xbf" + MEETING_COLUMNS.encode() + b"\r\n")
    held, coming = map(typed, rows(data))
    assert held == {
        "number": "1",
        "date": "2027-07-21",
        "start": "10:00",
        "end": "11:30",
        "time_zone": "Europe/London",
        "kind": "regular",
        "state": "held",
        "mode": "hybrid",
        "place": "=Cardiff",
        "chair": "UKG",
        "host": "SCT",
        "present": "SCT; WLS",
        "apologies": "NIR",
        "quorum": "3",
        "quorate": "no",
    }
    for asked in ("meeting show 1", "minutes 1"):
        said = world.says(SECRETARIAT, asked)
        assert "There was no quorum: 2 of 5 seats are noted as present, and 3 were needed." in said
    assert (coming["state"], coming["chair"], coming["quorum"], coming["quorate"]) == ("scheduled", "SCT", "", "")
    read = json.loads(exported(world, SECRETARIAT, "export meetings json")[1])
    assert read["rows"][0]["present"] == ["SCT", "WLS"]
    assert (read["rows"][0]["number"], read["rows"][0]["quorum"]) == (1, 3)
    own = rows(exported(world, SECRETARIAT, "export meetings seat:IRL")[1])
    assert [row["number"] for row in own] == ["1"]


def test_turns_have_the_agreed_columns_and_ten_to_come(world: World) -> None:
    world.says(SECRETARIAT, 'meeting series "third wednesday of jan, apr, jul, oct at 10:00 for 2 hours"')
    _, data = exported(world, SECRETARIAT, "export turns")
    assert data.startswith(b"\xef\xbb\xbf" + TURN_COLUMNS.encode() + b"\r\n")
    read = [typed(row) for row in rows(data)]
    assert read[0] == {
        "meeting": "1",
        "date": "2027-01-20",
        "until": "",
        "kind": "regular",
        "role": "chair",
        "seat": "UKG",
        "official": "Lena Ukg",
        "state": "projected",
        "basis": "held",
        "reason": "next in order",
    }
    assert [row["role"] for row in read] == ["chair", "host"] * 10
    assert [row["seat"] for row in read if row["role"] == "chair"] == [*SEATS, *SEATS]
    assert [row["date"] for row in read if row["role"] == "chair"][4:6] == ["2028-01-19", "2028-04-19"]
    assert all(row["reason"] for row in read)


def test_turns_served_and_told_stand_before_projected_ones(world: World) -> None:
    world.says(SECRETARIAT, 'meeting series "third wednesday of jan, apr, jul, oct at 10:00 for 2 hours"')
    world.now = datetime(2027, 1, 20, 10, 30, tzinfo=UTC)
    world.says(SECRETARIAT, "meeting open 1")
    world.says(SECRETARIAT, "meeting close 1")
    world.move(days=1)
    read = rows(exported(world, SECRETARIAT, "export turns")[1])
    chairs = [(row["meeting"], row["seat"], row["state"]) for row in read if row["role"] == "chair"]
    assert chairs[:3] == [("1", "UKG", "served"), ("2", "SCT", "assigned"), ("3", "WLS", "projected")]
    assert len([row for row in read if row["role"] == "chair" and row["state"] != "served"]) >= 10


def test_turns_go_up_to_the_day_that_is_asked_for(world: World) -> None:
    world.says(SECRETARIAT, 'meeting series "third wednesday of jan, apr, jul, oct at 10:00 for 2 hours"')
    read = rows(exported(world, SECRETARIAT, "export turns until:2030-12-31")[1])
    assert {row["date"][:4] for row in read} == {"2027", "2028", "2029", "2030"}
    assert rows(exported(world, SECRETARIAT, "export turns until:2027-02-01")[1])[-1]["date"] == "2027-01-20"
    own = rows(exported(world, lead("IRL"), "export turns until:2030-12-31")[1])
    assert {row["seat"] for row in own} == {"IRL"}


def test_the_audit_has_the_agreed_columns_and_names_who_acted(world: World) -> None:
    log(world)
    _, data = exported(world, SECRETARIAT, "export audit json")
    read = json.loads(data)["rows"]
    assert list(read[0]) == AUDIT_COLUMNS.split(",")
    assert len(read) == json.loads(data)["about"]["audit"]["length"]
    assert read[-1]["hash"] == json.loads(data)["about"]["audit"]["head"]
    assert {row["actor"] for row in read} == {"Sam Taylor", "Lena Wls", "Lena Sct"}
    assert read[0]["at"] == "2027-01-04T09:00:00Z"
    assert isinstance(read[0]["after"], dict)
    _, table = exported(world, SECRETARIAT, "export audit")
    assert [as_typed(row["hash"]) for row in rows(table)][:-1] == [row["hash"] for row in read]
    assert json.loads(as_typed(rows(table)[0]["after"])) == read[0]["after"]


def test_a_leads_audit_is_what_the_own_seat_did_and_what_was_done_for_it(world: World) -> None:
    log(world)
    read = json.loads(exported(world, lead("SCT"), "export audit json")[1])["rows"]
    assert {(row["actor"], row["acting_for"]) for row in read} == {("Lena Sct", None), ("Sam Taylor", "SCT")}


def test_an_export_is_one_moment_however_much_changes_while_it_is_read(world: World) -> None:
    log(world)
    with world.database.reading() as uow:
        group = uow.groups.by_slug("vawg")
        assert group is not None
        length, _ = uow.audit.head(group.id)
    by = Actor(1, "Sam Taylor", memberships=(Membership(1, Post.SECRETARIAT, None),))
    with world.database.snapshot() as snapshot:
        sheet = exports.actions(snapshot, Scope(group=group, by=by, now=world.now))
        reading = iter(sheet.rows)
        first = next(reading)
        world.says(SECRETARIAT, f'action add "Later" owner:{lead("SCT")} due:2027-02-09 extent:SCT')
        world.says(SECRETARIAT, "action done 3")
        others = list(reading)
    assert [row[0] for row in (first, *others)] == ["VAWG-1", "VAWG-2", "VAWG-3"]
    assert others[-1][13] == "open"
    assert sheet.about.audit_length == length


@pytest.mark.parametrize("database_kind", ["postgresql"])
def test_the_group_can_be_changed_while_a_file_is_written(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """SQLite has one writer at a time."""
    log(world)
    said: list[str] = []
    write = FORMATS["csv"]

    def meanwhile(sheet: Any) -> Any:
        text = f'action add "Later" owner:{lead("SCT")} due:2027-02-09 extent:SCT'
        other = threading.Thread(target=lambda: said.append(world.says(SECRETARIAT, text)))
        other.start()
        other.join(timeout=20)
        return write(sheet)

    monkeypatch.setitem(FORMATS, "csv", meanwhile)
    _, data = exported(world, SECRETARIAT, "export actions")
    assert "VAWG-4" in said[0]
    assert len(rows(data)) == 3
    with world.database.reading() as uow:
        assert not list(uow.audit.verify())


def test_the_answer_says_what_the_file_holds(world: World) -> None:
    log(world)
    document, _ = exported(world, lead("WLS"), "export actions since:2027-01-01")
    said = plain_text.render(document.message)
    assert said.startswith("One action of Ending violence against women and girls")
    assert "Wales" in said
    assert "Friday 1 January 2027" in said
    assert document.filename.split("-audit-")[0] in said


def test_what_stands_in_a_file_is_not_taken_back(world: World) -> None:
    log(world)
    exported(world, SECRETARIAT, "export meetings")
    assert "exported as a file" in world.refuses(lead("SCT"), "undo")
    assert rows(exported(world, SECRETARIAT, "export actions")[1])[0]["status"] == "done"


def test_meetings_as_a_calendar_are_those_of_the_rows(world: World) -> None:
    world.says(SECRETARIAT, "meeting add 20 Jan 2027 10:00")
    world.says(SECRETARIAT, "meeting add 21 Jan 2027 10:00")
    world.says(SECRETARIAT, "meeting add 22 Jan 2028 10:00")
    world.says(SECRETARIAT, "meeting cancel 2 reason:storm")
    answered = world.asks(SECRETARIAT, "export meetings format:ics until:2027-12-31")
    assert isinstance(answered.reply, Document)
    with answered.reply.content as content:
        text = content.read().decode()
    assert answered.reply.filename.endswith(".ics")
    assert text.count("BEGIN:VEVENT") == 2
    assert text.count("STATUS:CANCELLED") == 1
    assert "DTSTART;TZID=Europe/London:20270120T100000" in text
