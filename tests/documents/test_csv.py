"""CSV read back by readers that aren't ours: Python's own, and PostgreSQL's COPY."""

from __future__ import annotations

import csv as reader
import io
from collections.abc import Iterable, Sequence

import psycopg
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.documents import csv
from bot.documents.model import BATCH, Cell, Column, Kind, Sheet
from tests.documents.sheets import ABOUT, contents

COLUMNS = (Column("ref"), Column("action", Kind.TEXT), Column("extent", Kind.LIST), Column("number"))
HOSTILE = [
    '=HYPERLINK("https://evil.example","x")',
    "=1+1",
    "+44 20 7946 0000",
    "-1",
    "@SUM(A1:A9)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "＝1+1",
    "＋1",
    "－1",
    "＠x",
    "'=1+1",
    "''",
    "'",
    '"=1+1"',
    '","=1+1',
    '"\r\n=1+1',
    "a\r\nb",
    "a\rb",
    "a\nb",
    "<!channel> & <b>",
    "; ",
    "%s %d %(x)s %",
    "\u202eevil\u202c",
    "zero\u200bwidth",
    "na\u00efve – dash “quoted”",
    " leading and trailing ",
    "x" * 100_000,
]
STARTERS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def sheet(rows: Iterable[Sequence[Cell]], columns: tuple[Column, ...] = COLUMNS) -> Sheet:
    return Sheet(ABOUT, columns, rows)


def read(data: bytes) -> list[list[str]]:
    assert data.startswith(b"\xef\xbb\xbf")
    return list(reader.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))


def test_the_header_comes_first_and_lines_end_as_rfc_4180_has_it() -> None:
    data = contents(csv.write(sheet([("VAWG-1", "Publish", ("ENG", "SCT"), 7)])))
    assert data == b'\xef\xbb\xbfref,action,extent,number\r\nVAWG-1,"Publish","ENG; SCT",7\r\n'


def test_nothing_is_an_empty_cell_and_an_empty_sheet_has_its_header() -> None:
    assert contents(csv.write(sheet([(None, None, (), None)]))).endswith(b'\r\n,"","",\r\n')
    written = csv.write(sheet([]))
    assert written.rows == 0
    assert contents(written) == b"\xef\xbb\xbfref,action,extent,number\r\n"


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text[:20]))
def test_no_cell_is_a_formula_and_none_loses_its_text(text: str) -> None:
    [_, row] = read(contents(csv.write(sheet([("VAWG-1", text, (text, "SCT"), 1)]))))
    assert not row[1].startswith(STARTERS)
    assert not row[2].startswith(STARTERS)
    assert csv.as_typed(row[1]) == text
    assert csv.as_typed(row[2]) == f"{text}; SCT"
    assert (row[0], row[3]) == ("VAWG-1", "1")


@given(st.text(st.characters(blacklist_categories=["Cs"])))
def test_any_text_comes_back_as_it_was_typed(text: str) -> None:
    [_, row] = read(contents(csv.write(sheet([("x", text, (), None)]))))
    assert csv.as_typed(row[1]) == text
    assert not row[1].startswith(STARTERS)


def test_another_reader_finds_the_same_cells(postgresql_address: str) -> None:
    rows = [(f"VAWG-{number}", text, (), number) for number, text in enumerate(HOSTILE)]
    data = contents(csv.write(sheet(rows))).removeprefix(b"\xef\xbb\xbf")
    with psycopg.connect(postgresql_address.replace("+psycopg", "")) as connection:
        connection.execute("CREATE TEMPORARY TABLE read_back (ref text, action text, extent text, number int)")
        with connection.cursor().copy("COPY read_back FROM STDIN WITH (FORMAT csv, HEADER match)") as copy:
            copy.write(data)
        found = connection.execute("SELECT ref, action, number FROM read_back ORDER BY number").fetchall()
    assert [(ref, csv.as_typed(text), number) for ref, text, number in found] == [(r[0], r[1], r[3]) for r in rows]


@pytest.mark.parametrize("count", [BATCH - 1, BATCH, BATCH + 1, 3 * BATCH])
def test_batches_leave_no_seam(count: int) -> None:
    written = csv.write(sheet((f"VAWG-{n}", "", (), n) for n in range(count)))
    assert written.rows == count
    assert [row[3] for row in read(contents(written))[1:]] == [str(n) for n in range(count)]


def test_the_same_rows_give_the_same_bytes() -> None:
    rows = [(f"VAWG-{n}", text, ("ENG",), n) for n, text in enumerate(HOSTILE)]
    assert contents(csv.write(sheet(rows))) == contents(csv.write(sheet(iter(rows))))
