"""Workbooks and JSON that somebody brings: what we write comes back, and whatever else stands in them is refused
kindly, soon and in little room."""

from __future__ import annotations

import contextlib
import io
import json
import time
import tracemalloc
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from bot.documents import FORMATS
from bot.documents.model import Column, Kind, Sheet
from bot.documents.reading import LONGEST_CELL, MOST_ROWS, Read, read
from bot.domain.errors import DomainError
from bot.domain.imports import (
    CellIsLive,
    CellNotText,
    CellTooLong,
    ColumnsMissing,
    ColumnTwice,
    FileNotJson,
    FileNotKnown,
    FileNotOpened,
    FileTooLarge,
    MapUnknown,
    TooManyRows,
)
from tests.documents.sheets import ABOUT, contents
from tests.documents.test_csv import HOSTILE

COLUMNS = (Column("a"), Column("b", Kind.TEXT), Column("c", Kind.LIST), Column("d", Kind.DAY))
KNOWN = ("a", "b", "c", "d")


def of(content: bytes, **given: Any) -> Read:
    with TemporaryDirectory() as directory:
        path = Path(directory, "file")
        path.write_bytes(content)
        return read(path, required=("a",), known=KNOWN, **given)


def xlsx(rows: Sequence[Sequence[Any]]) -> bytes:
    """A stranger's workbook."""
    book, saved = Workbook(), io.BytesIO()
    page = book.active
    assert page is not None
    for row in rows:
        page.append(row)
    book.save(saved)
    return saved.getvalue()


def ods(body: str, *, before: str = "", encoding: str = "utf-8") -> bytes:
    names = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    content = f"""<?xml version="1.0" encoding="{encoding}"?>{before}<office:document-content {names}><office:body>
        <office:spreadsheet><table:table>{body}</table:table></office:spreadsheet></office:body>
        </office:document-content>"""
    mimetype = "application/vnd.oasis.opendocument.spreadsheet"
    return zipped({"mimetype": mimetype, "content.xml": content.encode(encoding)})


def zipped(parts: dict[str, str | bytes]) -> bytes:
    saved = io.BytesIO()
    with zipfile.ZipFile(saved, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return saved.getvalue()


def row(*texts: str, again: int = 1) -> str:
    cells = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{t}</text:p></table:table-cell>' for t in texts
    )
    return f'<table:table-row table:number-rows-repeated="{again}">{cells}</table:table-row>'


@pytest.mark.parametrize("ending", ["csv", "xlsx", "ods", "json"])
def test_what_we_write_comes_back_as_it_was_typed(ending: str) -> None:
    texts = [text for text in HOSTILE if len(text) < LONGEST_CELL]
    rows = [(f"r{n}", text, ("ENG", "SCT"), "2027-01-29") for n, text in enumerate(texts)]
    found = of(contents(FORMATS[ending](Sheet(ABOUT, COLUMNS, iter(rows)))))

    def alike(text: str) -> str:
        return " ".join(text.replace("\r", "\n").replace("\t", " ").split())

    assert [(line.cells["a"], alike(line.cells["b"])) for line in found.lines] == [(r[0], alike(r[1])) for r in rows]
    assert {(line.cells["c"], line.cells["d"]) for line in found.lines} == {("ENG; SCT", "2027-01-29")}


def test_cells_of_a_strangers_workbook_are_read_as_they_look() -> None:
    rows: list[list[Any]] = [
        ["A", "b", "C ", "d"],
        [1, 2.5, True, datetime(2027, 1, 29)],
        [None, None, None, None],
        ["x", "", "y", date(2027, 2, 1)],
    ]
    found = of(xlsx(rows))
    assert [(line.number, tuple(line.cells.values())) for line in found.lines] == [
        (2, ("1", "2.5", "yes", "2027-01-29")),
        (4, ("x", "", "y", "2027-02-01")),
    ]


def test_a_formula_is_named_and_not_worked_out() -> None:
    assert isinstance(of(xlsx([["a", "b"], ["x", "=1+1"]])).lines[0].wrong, CellIsLive)
    cell = '<table:table-cell table:formula="of:=1+1" office:value-type="float" office:value="2"/>'
    live = f"<table:table-row>{cell}</table:table-row>"
    assert isinstance(of(ods(row("a") + live)).lines[0].wrong, CellIsLive)
    assert of(xlsx([["a", "other"], ["x", "=1+1"]])).lines[0].wrong is None


def test_rows_of_an_ods_are_read_with_their_blanks_and_repeats() -> None:
    body = row("a", "b") + row("", again=3) + row("one<text:s text:c='2'/>two<text:line-break/>x", "y", again=2)
    found = of(ods(body))
    assert [(line.number, line.cells["a"]) for line in found.lines] == [(5, "one  two\nx"), (6, "one  two\nx")]


def test_json_has_the_line_of_each_row_in_whatever_shape() -> None:
    found = of(
        b'{"about": {"x": [1, {"rows": []}]},\n"rows": [\n'
        b'{"a": "1", "c": ["x", "y"]},\n\n{"a": 2, "b": null, "z": 1}\n]}\n'
    )
    assert [(line.number, line.cells) for line in found.lines] == [
        (3, {"a": "1", "c": "x; y", "b": ""}),
        (5, {"a": "2", "c": "", "b": ""}),
    ]
    assert found.ignored == ("z",)
    assert [line.number for line in of(b'[{"a": 1}, {"a": 2}]').lines] == [1, 1]


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"{", FileNotJson),
        (b'{"rows": 1}', FileNotJson),
        (b'{"rows": [1]}', FileNotJson),
        (b'[{"a": 1} {"a": 2}]', FileNotJson),
        (b"[" * 100_000, FileNotJson),
        (b'{"a":' * 100_000, FileNotJson),
        (b"[" + b"{}," * 500_000, TooManyRows),
        (b'[{"a": 1e}]', FileNotJson),
        (b"PK\x03\x04nothing", FileNotOpened),
        (zipped({"a.txt": "a"}), FileNotKnown),
        (zipped({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<workbook/>"}), FileNotOpened),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, FileNotKnown),
        (b"%PDF-1.7", FileNotKnown),
        (ods("<broken"), FileNotOpened),
        (ods("", before="<!DOCTYPE a [<!ENTITY b 'c'>]>"), FileNotOpened),
        (ods("", before="<!DOCTYPE a [<!ENTITY b 'c'>]>", encoding="utf-16"), FileNotOpened),
        (ods("", encoding="cp037"), FileNotOpened),
    ],
    # What follows the first ten bytes of a zip file is the time, and every test process must collect the same names.
    ids=lambda value: str(value[:10]) if isinstance(value, bytes) else value.__name__,
)
def test_what_is_no_such_file_is_refused(content: bytes, refusal: type[DomainError]) -> None:
    with pytest.raises(refusal):
        of(content)


def test_cells_that_hold_no_text_or_too_much_are_named_by_line() -> None:
    found = of(json.dumps([{"a": "\0"}, {"a": "\ud800"}, {"a": "x" * 100_000}]).encode())
    assert [type(line.wrong) for line in found.lines] == [CellNotText, CellNotText, CellTooLong]
    assert isinstance(of(xlsx([["a"], ["x" * 30_000]])).lines[0].wrong, CellTooLong)
    body = row("a") + row("<text:s text:c='99999999'/>x")
    assert isinstance(of(ods(body)).lines[0].wrong, CellTooLong)


WIDE = '<table:table-cell table:number-columns-repeated="9999999"/>'


def bomb(name: str, unit: bytes, megabytes: int) -> bytes:
    """A workbook one part of which unpacks to so much."""
    saved = io.BytesIO(xlsx([["a"], ["x"]]))
    with zipfile.ZipFile(saved, "a", zipfile.ZIP_DEFLATED) as archive, archive.open(name, "w") as part:
        for _ in range(megabytes):
            part.write(unit * (1_000_000 // len(unit)))
    return saved.getvalue()


def entities() -> bytes:
    levels = "".join(f"<!ENTITY e{n} '{f'&e{n - 1};' * 10}'>" for n in range(1, 12))
    return ods(row("&e11;"), before=f"<!DOCTYPE a [<!ENTITY e0 'lol'>{levels}]>")


def lying() -> bytes:
    """The part says that it is small, and isn't."""
    content = bytearray(bomb("xl/worksheets/extra.xml", b"<c/>", 29))
    at = content.rindex(b"PK\x01\x02")
    content[at + 24 : at + 28] = (1_000).to_bytes(4, "little")
    return bytes(content)


@pytest.mark.parametrize(
    "made",
    [
        lambda: bomb("xl/media/image.bin", b"\0", 60),
        lambda: bomb("xl/worksheets/sheet2.xml", b"<c/>", 60),
        lambda: bomb("xl/sharedStrings2.xml", b"<si><t/></si>", 28),
        entities,
        lying,
        lambda: zipped({f"{n}.xml": "<a/>" for n in range(1_100)}),
        lambda: ods(row("a") + row("x", again=99_999_999)),
        lambda: ods(row("a") + f"<table:table-row>{WIDE}</table:table-row>" * 100),
        lambda: ods("<a>" * 500_000),
        lambda: ods("<a/>" * 500_000),
        lambda: ods(f"<table:table-row>{'<table:table-cell/>' * 500_000}</table:table-row>"),
    ],
    ids=[
        "stored zeros",
        "sheet",
        "strings",
        "entities",
        "lying",
        "parts",
        "rows repeated",
        "columns repeated",
        "deep",
        "wide",
        "row",
    ],
)
def test_a_bomb_goes_off_nowhere(made: Any) -> None:
    content = made()
    assert len(content) < 5_000_000
    tracemalloc.start()
    began = time.process_time()
    with contextlib.suppress(FileTooLarge, FileNotOpened, FileNotKnown, TooManyRows):
        assert not of(content).lines
    took = time.process_time() - began
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 50_000_000
    assert took < 5  # a second, where the tests' own bookkeeping of memory doesn't slow it


def test_more_rows_than_may_be_read_are_refused() -> None:
    with pytest.raises(TooManyRows):
        of(xlsx([["a"], *(["x"] for _ in range(MOST_ROWS + 1))]))


@given(st.binary(max_size=300))
@settings(max_examples=60, deadline=None)
def test_no_bytes_break_it_behind_any_beginning(content: bytes) -> None:
    whole = xlsx([["a", "b"], ["x", "y"]])
    for beginning in (b"PK\x03\x04", b"{", b"[", b'{"rows":[', whole[: len(whole) // 2], whole):
        try:
            of(beginning + content)
        except DomainError:
            continue


@given(st.integers(0, 10_000), st.binary(min_size=1, max_size=8))
@settings(max_examples=80, deadline=None)
def test_a_workbook_that_was_altered_anywhere_breaks_nothing(at: int, content: bytes) -> None:
    for whole in (xlsx([["a", "b"], ["x", "y"]]), ods(row("a", "b") + row("x", "y"))):
        place = at % len(whole)
        try:
            of(whole[:place] + content + whole[place + len(content) :])
        except DomainError:
            continue


def test_columns_are_mapped_by_whatever_they_are_called() -> None:
    content = b"What;Where;A;Extra;Extra\nx;y;z;1;2\n"
    found = of(content, mapping={"what": "b", "WHERE": "a"})
    assert found.lines[0].cells == {"b": "x", "a": "y"}
    assert found.ignored == ("a", "extra", "extra")
    assert of(content, mapping={"a": "", "what": "a"}).lines[0].cells == {"a": "x"}
    with pytest.raises(ColumnsMissing):
        of(content, mapping={"a": ""})
    with pytest.raises(ColumnsMissing):
        of(content, mapping={"nowhere": "b"})
    with pytest.raises(MapUnknown):
        of(content, mapping={"what": "x"})
    with pytest.raises(ColumnTwice):
        of(content, mapping={"what": "a", "where": "a"})
    with pytest.raises(ColumnsMissing):
        of(b"a\nx\n", either=(("b", "c"),))


@pytest.mark.parametrize(
    "content",
    [
        b"a;b\n1;2,3\n",
        b"a\tb\n1\t2,3\n",
        b'\xef\xbb\xbfa,b\n1,"2,3"\n',
        b"sep=;\na;b\n1;2,3\n",
        b'"a;x";b;a\n0;"2,3";1\n',
    ],
)
def test_csv_is_parted_by_what_its_first_line_has_most_of(content: bytes) -> None:
    [line] = of(content).lines
    assert (line.cells["a"], line.cells["b"]) == ("1", "2,3")
