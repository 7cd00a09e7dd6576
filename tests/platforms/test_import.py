"""``convenor import``: every row by its line; all or nothing; twice adds nothing; hostile files refused kindly."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.db.unit_of_work import Database
from bot.domain.rotation import Role
from bot.services import ledger, rotation
from tests.platforms.test_terminal import Terminal, logging_as_it_was, terminal
from tests.world import OPERATOR, SEATS, SECRETARIAT, World, exchange, lead, traces, with_rota

__all__ = ["logging_as_it_was", "terminal"]

TURNS = "meeting,date,until,kind,role,seat,official,state,basis,reason\n"
DAYS = ("2025-06-10", "2025-08-10", "2025-10-10", "2025-12-10", "2026-02-10", "2026-04-10", "2026-06-10")
CYCLE = "".join(
    f"{number},{day},,regular,chair,{SEATS[(number - 1) % 5]},,served,held,\n" for number, day in enumerate(DAYS, 1)
)


@pytest.fixture
def group(database: Database) -> World:
    with_rota(database, exchange(database))
    return World(database)


def written(text: str | bytes, name: str = "file.csv") -> str:
    Path(name).write_bytes(text.encode() if isinstance(text, str) else text)
    return name


def next_chairs(world: World, count: int = 6) -> list[str | None]:
    with world.database.reading() as uow:
        found = uow.groups.by_slug("vawg")
        assert found is not None
        now = datetime(2027, 1, 17, tzinfo=UTC)
        return [turn.chair for turn in rotation.upcoming(uow, group=found, now=now, count=count)]


def run(terminal: Terminal, what: str, text: str | bytes, *more: str) -> tuple[int, str]:
    result = terminal("import", what, written(text), "--group", "vawg", "--now", "2027-01-17T09:12", *more)
    return result.exit_code, result.output


def test_a_history_of_turns_goes_on_where_it_ends(terminal: Terminal, group: World) -> None:
    code, said = run(terminal, "turns", TURNS + CYCLE)
    assert code == 0, said
    assert "Line 2: added: 1, " in said
    assert "7 added, 0 unchanged, 0 refused." in said
    assert "Columns that are not used here: official and basis." in said
    assert "Off-rota" not in said
    assert next_chairs(group)[:5] == ["WLS", "NIR", "IRL", "UKG", "SCT"]
    code, said = run(terminal, "turns", TURNS + CYCLE)
    assert (code, "0 added, 7 unchanged, 0 refused." in said) == (0, True)


def test_a_history_of_terms_goes_on_where_it_ends_with_the_term_under_way(terminal: Terminal, group: World) -> None:
    rows = [
        "T1,2026-01-01,2026-04-30,regular,chair,UKG,,served,term,",
        "T2,2026-05-01,2026-10-31,regular,chair,WLS,,served,term,swapped with Scotland",
        "T3,2026-11-01,2027-02-28,regular,chair,SCT,,accepted,term,",
        "T4,2027-03-01,2027-06-30,regular,chair,NIR,,projected,term,",
    ]
    code, said = run(terminal, "turns", TURNS + "\n".join(rows) + "\n")
    assert code == 0, said
    assert "Line 3: added: T2, 2026-05-01, chair, WLS" in said
    assert "3 added, 1 unchanged, 0 refused." in said
    code, said = run(terminal, "turns", TURNS + "\n".join(rows) + "\n")
    assert (code, "0 added, 4 unchanged, 0 refused." in said) == (0, True)
    group.now = datetime(2027, 1, 17, 9, 12, tzinfo=UTC)
    assert group.says(SECRETARIAT, "rota why T3").startswith("Whose turn it is at VAWG-T3 from 1 November 2026")
    group.says(SECRETARIAT, 'rota policy set basis:term span:"4 months" host:off')
    found = group.says(SECRETARIAT, "rota")
    assert "1 Nov 2026 – 28 Feb 2027, VAWG-T3  Scotland" in found
    assert "1 Mar – 30 Jun 2027, VAWG-T4       Northern Ireland" in found


def test_a_term_that_can_not_be_numbered_is_refused(terminal: Terminal, group: World) -> None:
    code, said = run(terminal, "turns", TURNS + "T,2026-01-01,2026-04-30,regular,chair,UKG,,served,term,\n")
    assert (code, "Line 2: refused" in said) == (1, True)


def test_a_dry_run_keeps_nothing(terminal: Terminal, group: World) -> None:
    before = traces(group.database)
    code, said = run(terminal, "turns", TURNS + CYCLE, "--dry-run")
    assert (code, "it was a dry run" in said) == (0, True)
    assert {**traces(group.database), "officials": 0} == {**before, "officials": 0}


def test_what_the_rules_can_not_explain_is_reported_and_stands(terminal: Terminal, group: World) -> None:
    rows = [
        "1,2026-01-10,,regular,chair,UKG,,served,held,",
        "2,2026-02-10,,regular,chair,WLS,,served,held,swapped with Scotland",
        "3,2026-03-10,,regular,chair,SCT,,served,held,",
        "4,2026-04-10,,regular,chair,NIR,,served,held,",
        "5,2026-04-20,,extraordinary,chair,UKG,,served,held,",
        "6,2026-05-10,,regular,chair,IRL,,served,held,",
        "7,2026-06-10,,regular,chair,IRL,,served,held,asked to",
    ]
    code, said = run(terminal, "turns", TURNS + "\n".join(rows) + "\n")
    assert code == 0, said
    assert "Line 8: added: 7, 2026-06-10, chair, IRL. Off-rota: by the rules it was the turn of UK Government" in said
    assert said.count("Off-rota") == 1  # the order is the one in which seats first chaired
    assert next_chairs(group)[:4] == ["UKG", "WLS", "SCT", "NIR"]


def test_who_gave_a_turn_up_is_owed_it(terminal: Terminal, group: World) -> None:
    rows = (
        "1,2026-01-10,,regular,chair,UKG,,released,held,no ministers\n1,2026-01-10,,regular,chair,SCT,,served,held,\n"
    )
    code, said = run(terminal, "turns", TURNS + rows)
    assert code == 0, said
    assert next_chairs(group)[0] == "UKG"


def test_a_cancelled_meeting_leaves_its_seat_the_turn(terminal: Terminal, group: World) -> None:
    code, said = run(terminal, "turns", TURNS + "1,2026-01-10,,regular,chair,UKG,,cancelled,held,storm\n")
    assert code == 0, said
    assert next_chairs(group)[:2] == ["UKG", "SCT"]
    assert "cancelled" in group.says(SECRETARIAT, "meeting list past")


def test_a_seat_that_joined_and_one_that_left_are_counted_as_such(terminal: Terminal, group: World) -> None:
    order = ["UKG", "JEY", "WLS", "NIR", "UKG", "JEY", "WLS", "NIR", "UKG", "IRL", "WLS", "NIR"]
    rows = [f"{n},2026-{n:02}-10,,regular,chair,{seat},,served,held," for n, seat in enumerate(order, 1)]
    code, said = run(terminal, "turns", TURNS + "\n".join(rows) + "\n")
    assert code == 0, said
    assert "JEY. It isn't seated now: it is counted as leaving after this." in said
    assert "10, 2026-10-10, chair, IRL. Its first turn comes after another seat's second" in said
    assert "SCT" in next_chairs(group)[:3]
    assert next_chairs(group, 5)[:1] in (["UKG"], ["SCT"])
    with group.database.reading() as uow:
        found = uow.groups.by_slug("vawg")
        assert found is not None
        assert "JEY" not in rotation.order(uow, group=found, now=group.now)
        assert {seat.code: seat.last_day for seat in uow.groups.seats(found.id)}["JEY"] == date(2026, 6, 10)


def test_terms_of_unequal_length_count_as_one_turn_each(terminal: Terminal, group: World) -> None:
    rows = "1,2025-01-01,2025-06-30,regular,chair,UKG,,served,term,\n"
    rows += "2,2025-07-01,2026-06-30,regular,chair,SCT,,served,term,\n"
    code, said = run(terminal, "turns", TURNS + rows)
    assert code == 0, said
    assert "A term up to 2026-06-30 counts as one turn" in said
    assert next_chairs(group)[0] == "WLS"


def test_hosts_come_along(terminal: Terminal, group: World) -> None:
    rows = "1,2026-01-10,,regular,chair,UKG,,served,held,\n1,2026-01-10,,regular,host,SCT,,served,held,\n"
    rows += "2,2026-02-10,,regular,chair,SCT,,served,held,\n2,2026-02-10,,regular,host,SCT,,served,held,\n"
    code, said = run(terminal, "turns", TURNS + rows)
    assert code == 0, said
    assert "It chaired and hosted; hosting stands apart here, so hosting isn't counted." in said
    with group.database.reading() as uow:
        found = uow.groups.by_slug("vawg")
        assert found is not None
        assert ledger.state(uow, group=found, now=group.now).holder(1, Role.HOST) == "SCT"


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ("1,2026-01-10,,regular,chair,UKG,,served,held,\n1,2026-01-10,,regular,chair,SCT,,served,held,\n", "at once"),
        ("1,2026-01-10,,regular,chair,UKG,,served,held,\n1,2026-01-11,,regular,host,SCT,,served,held,\n", "two days"),
        ("1,2026-01-10,,regular,chair,XYZ,,served,held,\n", "XYZ"),
        ("1,10/01/2026,,regular,chair,UKG,,served,held,\n", "can't be read"),
        ("one,2026-01-10,,regular,chair,UKG,,served,held,\n", "can't be read"),
        ("1,2026-01-10,,regular,king,UKG,,served,held,\n", "Say it like: chair, host"),
        ("1,2026-01-10,,regular,chair,UKG,,served\n", "8 cells where the first line names 10"),
        ('1,2026-01-10,,regular,chair,UKG,,served,held,"=1+1"\n', "begins like a formula"),
        (",2026-01-10,,regular,chair,,,served,held,\n", "can't be read"),
    ],
)
def test_a_row_that_can_not_be_is_refused_and_nothing_is_kept(
    terminal: Terminal, group: World, rows: str, sentence: str
) -> None:
    before = traces(group.database)
    code, said = run(terminal, "turns", TURNS + "5,2025-12-10,,regular,chair,IRL,,served,held,\n" + rows)
    assert code == 1
    assert sentence in said
    assert "Nothing was kept: a row was refused." in said
    assert {**traces(group.database), "officials": 0} == {**before, "officials": 0}


def test_numbers_that_are_taken_are_others_here(terminal: Terminal, group: World) -> None:
    group.says(SECRETARIAT, 'meeting series "third wednesday of jan, apr, jul, oct at 10:00 for 2 hours"')
    code, said = run(terminal, "turns", TURNS + CYCLE)
    assert code == 0, said
    assert "The number was taken: it is meeting 8 here." in said
    assert next_chairs(group)[0] == "WLS"
    assert "0 added, 7 unchanged" in run(terminal, "turns", TURNS + CYCLE)[1]
    assert "VAWG-M1" in group.says(SECRETARIAT, "next")


def test_a_history_is_not_put_before_turns_that_were_told(terminal: Terminal, group: World) -> None:
    group.says(SECRETARIAT, "meeting add 20 Jan 2027 10:00")
    group.now = datetime(2027, 1, 20, 13, tzinfo=UTC)
    group.says(SECRETARIAT, "meeting close 1")
    code, said = run(terminal, "turns", TURNS + CYCLE)
    assert code == 1
    assert "a history can't be put before them" in said


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The file is empty"),
        (b"PK\x03\x04\x00\x00", "This workbook can't be opened"),
        (TURNS.encode() + "1,2026-01-10,,regular,chair,UKG,Fran\xe7ois,served,held,\n".encode("cp1252"), "Line 2"),
        (b"meeting,date\n", "Missing: role and seat."),
        (b"meeting,date,role,seat,seat\n", "stands there twice"),
        (TURNS.encode() + b'1,"2026', "Line 2 can't be read"),
        (TURNS.encode() + b"x" * 6_000_000, "larger than 5 MB"),
    ],
    ids=["empty", "workbook", "windows-1252", "columns", "twice", "open-quote", "large"],
)
def test_a_file_that_is_none_is_refused_in_a_sentence(
    terminal: Terminal, group: World, content: bytes, sentence: str
) -> None:
    code, said = run(terminal, "turns", content)
    assert code == 1
    assert sentence in said
    assert "Traceback" not in said


def test_a_hundred_megabytes_are_refused_at_once(terminal: Terminal, group: World) -> None:
    with Path("huge.csv").open("wb") as file:
        file.truncate(100_000_000)
    began = time.perf_counter()
    result = terminal("import", "calendar", "huge.csv", "--group", "vawg")
    assert "larger than 5 MB" in result.output + result.stderr
    assert time.perf_counter() - began < 5


def test_whoever_is_not_of_the_secretariat_is_refused_and_outsiders_learn_nothing(
    terminal: Terminal, group: World
) -> None:
    assert "Only the group's secretariat" in run(terminal, "turns", TURNS + CYCLE, "--as", lead("SCT"))[1]
    unknown = run(terminal, "turns", TURNS + CYCLE, "--as", "nobody@example.org")
    assert (unknown[0], "I know no group" in unknown[1]) == (1, True)
    assert run(terminal, "turns", TURNS + CYCLE, "--as", SECRETARIAT)[0] == 0


@pytest.mark.parametrize("what", ["turns", "members", "calendar"])
def test_an_export_comes_back_unchanged(terminal: Terminal, group: World, what: str) -> None:
    run(terminal, "turns", TURNS + CYCLE)
    group.says(
        SECRETARIAT, 'calendar add SCT closure from:"20 Jan 2027" to:"21 Jan 2027" source:"=notice" name:"-Move"'
    )
    assert terminal("export", what, "--group", "vawg", "--output", "out.csv", "--as", SECRETARIAT).exit_code == 0
    result = terminal("import", what, "out.csv", "--group", "vawg", "--now", "2027-01-17T09:12")
    assert result.exit_code == 0, result.output + result.stderr
    assert " 0 refused." in result.output
    assert "0 added" in result.output


def test_members_of_now_and_of_before_are_added_once(terminal: Terminal, group: World) -> None:
    rows = "name,email,seat,post,language,since,until\n"
    rows += "Ana Reid,ana.reid@example.org,SCT,member,en-GB,2026-09-01,\n"
    rows += "Old Hand,old.hand@example.org,SCT,lead,,2024-01-01,2026-08-31\n"
    rows += f"Lena Wls,{lead('WLS')},WLS,lead,,,\n"
    code, said = run(terminal, "members", rows)
    assert code == 0, said
    assert "2 added, 1 unchanged, 0 refused." in said
    assert "0 added, 3 unchanged" in run(terminal, "members", rows)[1]
    assert "Ana Reid" in group.says(SECRETARIAT, "member list")
    bad = rows + "X,not an address,SCT,member,,,\nY,y@example.org,JEY,member,,,\nZ,z@example.org,SCT,king,,,\n"
    code, said = run(terminal, "members", bad)
    assert (code, said.count(": refused: ")) == (1, 3)


def test_calendar_entries_are_added_once(terminal: Terminal, group: World) -> None:
    rows = "administration,kind,first_day,last_day,name,source,checked_on,provisional\n"
    rows += "SCT,recess,2027-02-13,2027-02-21,Recess,parliament.scot,2026-12-01,yes\n"
    rows += "IRL,closure,2027-03-01,2027-03-01,,office,,\n"
    code, said = run(terminal, "calendar", rows, "--as", SECRETARIAT)
    assert (code, "2 added" in said) == (0, True), said
    assert "2 unchanged" in run(terminal, "calendar", rows)[1]
    assert "recess: Recess (provisional)" in " ".join(group.says(SECRETARIAT, "calendar list").split())
    jersey = rows + "JEY,closure,2027-03-01,2027-03-01,,office,,\n"
    assert "has a seat" in run(terminal, "calendar", jersey, "--as", SECRETARIAT)[1]
    assert run(terminal, "calendar", jersey, "--as", OPERATOR)[0] == 0
