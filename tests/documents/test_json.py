"""JSON read back: a head, then the same rows with the same names."""

from __future__ import annotations

import json as reader
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.documents import json
from bot.documents.model import BATCH, Column, Kind, Sheet
from tests.documents.sheets import ABOUT, contents

COLUMNS = (
    Column("ref"),
    Column("action", Kind.TEXT),
    Column("extent", Kind.LIST),
    Column("after", Kind.OBJECT),
    Column("closed_on"),
)


def test_the_head_says_what_the_file_is() -> None:
    about = replace(ABOUT, since=date(2027, 1, 1), seats=("SCT", "WLS"), consult=("SCT", "WLS"))
    read = reader.loads(contents(json.write(Sheet(about, COLUMNS, []))))
    assert read == {
        "about": {
            "what": "actions",
            "group": "vawg",
            "group_name": "Ending violence against women and girls",
            "marking": "OFFICIAL",
            "at": "2027-01-20T09:12:00Z",
            "by": "Sam Taylor",
            "filter": {"since": "2027-01-01", "until": None, "seats": ["SCT", "WLS"]},
            "consult": ["SCT", "WLS"],
            "audit": {"length": 57, "head": ABOUT.audit_head},
        },
        "rows": [],
    }


def test_lists_are_lists_objects_are_objects_and_nothing_is_null() -> None:
    rows = [("VAWG-1", "=1+1", ("ENG", "SCT"), '{"due": "2027-01-20"}', None), ("VAWG-2", "", (), "{}", "2027-01-20")]
    assert reader.loads(contents(json.write(Sheet(ABOUT, COLUMNS, rows))))["rows"] == [
        {
            "ref": "VAWG-1",
            "action": "=1+1",
            "extent": ["ENG", "SCT"],
            "after": {"due": "2027-01-20"},
            "closed_on": None,
        },
        {"ref": "VAWG-2", "action": "", "extent": [], "after": {}, "closed_on": "2027-01-20"},
    ]


@pytest.mark.parametrize("count", [1, BATCH, BATCH + 1, 2 * BATCH + 1])
def test_batches_leave_no_seam(count: int) -> None:
    written = json.write(Sheet(ABOUT, (Column("n"),), ((n,) for n in range(count))))
    assert written.rows == count
    assert [row["n"] for row in reader.loads(contents(written))["rows"]] == list(range(count))


@given(st.text(st.characters(blacklist_categories=["Cs"])))
def test_any_text_comes_back_as_it_was_typed(text: str) -> None:
    written = json.write(Sheet(ABOUT, (Column("text", Kind.TEXT),), [(text,)]))
    assert reader.loads(contents(written))["rows"] == [{"text": text}]
