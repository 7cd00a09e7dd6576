"""Files that somebody brings: whatever stands in them, the answer is rows or one kind refusal, in little room."""

from __future__ import annotations

import tracemalloc
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.documents.csv import inert
from bot.documents.reading import LONGEST_CELL, MOST_ROWS, Read, read
from bot.domain.errors import DomainError
from bot.domain.imports import CellIsFormula, CellTooLong, FileTooLarge, TooManyRows, WrongColumnCount


def of(content: bytes) -> Read:
    with TemporaryDirectory() as directory:
        path = Path(directory, "file.csv")
        path.write_bytes(content)
        return read(path, required=("a",), known=("a", "b"))


@given(st.binary(max_size=400) | st.text(max_size=200).map(lambda text: b"a,b\n" + text.encode("utf-8", "replace")))
@settings(max_examples=400, deadline=None)
def test_no_bytes_break_it(content: bytes) -> None:
    try:
        found = of(content)
    except DomainError:
        return
    assert all(line.number >= 2 for line in found.lines)
    assert all(line.wrong is not None or "a" in line.cells for line in found.lines)


@given(st.lists(st.tuples(st.text(max_size=20), st.text(max_size=20)), max_size=10))
@settings(max_examples=200, deadline=None)
def test_what_was_made_inert_comes_back_as_it_was_typed(rows: list[tuple[str, str]]) -> None:
    def cell(text: str) -> str:
        return '"' + inert(text.replace("\0", "")).replace('"', '""') + '"'

    content = "a,b\r\n" + "".join(f"{cell(one)},{cell(two)}\r\n" for one, two in rows)
    found = of(content.encode())
    assert [(line.cells["a"], line.cells["b"]) for line in found.lines] == [
        (one.replace("\0", "").strip(), two.replace("\0", "").strip())
        for one, two in rows
        if one.replace("\0", "") or two.replace("\0", "")
    ]


def test_rows_that_can_not_be_read_are_named_one_by_one() -> None:
    found = of(b'a,b\n1,2\n"x\ny",2\n=1,2\n1\n' + b"z" * (LONGEST_CELL + 1) + b",2\n")
    assert [(line.number, type(line.wrong)) for line in found.lines] == [
        (2, type(None)),
        (3, type(None)),
        (5, CellIsFormula),
        (6, WrongColumnCount),
        (7, CellTooLong),
    ]


def test_rows_and_bytes_are_bounded() -> None:
    with pytest.raises(TooManyRows):
        of(b"a,b\n" + b"1,2\n" * (MOST_ROWS + 1))
    tracemalloc.start()
    try:
        with pytest.raises(FileTooLarge):
            of(b"a,b\n" + b"1" * 5_000_001)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 50_000_000
