"""A file's name says what it is, and a file that fails is let go of."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
import time_machine

from bot.documents import FORMATS, model
from bot.documents.model import Column, Kind, Sheet, Written
from tests.documents.sheets import ABOUT

TEXT = "Publish the minutes, and send them round to every administration"


def test_the_name_carries_group_what_marking_day_and_chain() -> None:
    assert ABOUT.stem == "vawg-actions-OFFICIAL-2027-01-20-audit-57-3fa9c1d2"


def test_the_name_says_what_was_left_out() -> None:
    narrowed = replace(ABOUT, since=date(2026, 4, 1), until=date(2026, 12, 31), seats=("SCT",))
    assert narrowed.stem == ("vawg-actions-SCT-since-2026-04-01-until-2026-12-31-OFFICIAL-2027-01-20-audit-57-3fa9c1d2")


def test_the_name_of_a_group_without_any_change_has_no_head() -> None:
    assert replace(ABOUT, audit_length=0, audit_head="").stem.endswith("-audit-0")


@pytest.mark.parametrize("write", FORMATS.values(), ids=FORMATS)
def test_a_file_that_breaks_off_is_not_handed_on(write: Callable[[Sheet], Written]) -> None:
    def rows() -> Iterator[tuple[str]]:
        yield ("first",)
        raise ConnectionError

    with pytest.raises(ConnectionError):
        write(Sheet(ABOUT, (Column("text", Kind.TEXT),), rows()))


def peak(write: Callable[[Sheet], Written], count: int) -> int:
    columns = (Column("ref"), Column("action", Kind.TEXT), Column("extent", Kind.LIST))
    tracemalloc.start()
    write(Sheet(ABOUT, columns, ((f"VAWG-{n}", TEXT, ("ENG", "SCT")) for n in range(count)))).content.close()
    _, found = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return found


@pytest.mark.parametrize("write", FORMATS.values(), ids=FORMATS)
def test_memory_does_not_grow_with_the_rows(write: Callable[[Sheet], Written], monkeypatch: pytest.MonkeyPatch) -> None:
    """A small file stays in memory, and would grow there: here it goes to disk at once. What Python keeps for the next
    time is there before either is measured."""
    monkeypatch.setattr(model, "SPOOLED", 10_000)
    peak(write, 24_000)
    few = peak(write, 8_000)
    assert peak(write, 24_000) <= 1.1 * few


VARIED = (
    Column("ref"),
    Column("action", Kind.TEXT),
    Column("extent", Kind.LIST),
    Column("due", Kind.DAY),
    Column("number"),
    Column("origin", report=False),
)


@pytest.mark.parametrize("write", FORMATS.values(), ids=FORMATS)
def test_the_same_rows_give_the_same_bytes_at_any_time_of_any_day(write: Callable[[Sheet], Written]) -> None:
    """Apart from the stamp, which is part of what the file is."""
    rows = [(f"VAWG-{n}", TEXT, ("ENG", "SCT"), "2027-01-29", n, "slack") for n in range(50)]

    def bytes_of() -> bytes:
        with write(Sheet(ABOUT, VARIED, iter(rows))).content as content:
            return content.read()

    with time_machine.travel(datetime(2027, 1, 20, 9, 12, tzinfo=UTC)):
        first = bytes_of()
    with time_machine.travel(datetime(2028, 7, 31, 23, 59, 58, tzinfo=UTC)):
        assert bytes_of() == first
