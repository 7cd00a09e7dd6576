"""From an empty database to an exported log, the same through every face."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.clock import Movable
from bot.db.unit_of_work import Database
from tests.stories.faces import face, through
from tests.world import OPERATOR, SEATS, lead

pytestmark = pytest.mark.network

STARTS = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
SERIES = "third wednesday of jan, apr, jul, oct at 10:00 for 2 hours"
CHAIR, OWNER = lead("UKG"), lead("SCT")


@through("console", "slack", "slack-socket", "slack-forms", "slack-socket-forms", "teams", "terminal")
def test_a_group_is_created_meets_acts_and_exports(
    name: str, database: Database, database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    clock = Movable(STARTS, lambda: STARTS)
    with face(name, database, database_url, clock, tmp_path) as exchange:
        created = exchange.types(
            OPERATOR, f'group new vawg "Ending VAWG exchange" seats:{",".join(SEATS)} series:"{SERIES}"'
        )
        assert "Ending VAWG exchange" in created
        assert "Wednesday 20 January 2027" in created
        for seat in SEATS:
            address = lead(seat)
            person = f'{exchange.mention(address)} name:"Lena {seat.title()}" email:{address}'
            added = exchange.types(OPERATOR, f"member add {person} seat:{seat} as:lead")
            assert f"Lena {seat.title()}" in added
            exchange.joins(address)

        rota = exchange.types(OPERATOR, "rota")
        assert "UK Government" in rota
        assert "next in order" in rota

        exchange.goes_to(datetime(2026, 12, 23, 9, 0, tzinfo=UTC))
        assert "20 January 2027" in exchange.heard(CHAIR)
        assert "UK Government accepts" in exchange.presses(CHAIR, "Accept")

        exchange.goes_to(datetime(2027, 1, 20, 10, 0, tzinfo=UTC))
        assert "Meeting 1 is open" in exchange.types(CHAIR, "meeting open 1")
        closed = exchange.types(CHAIR, "meeting close 1")
        assert "UK Government chaired, Scotland hosted" in closed
        assert "Scotland chairs, Wales hosts" in closed
        again = exchange.types(OPERATOR, "meeting close 1")
        assert "held already" in again
        assert "Scotland" in exchange.types(OPERATOR, "meeting show 2")

        added = exchange.types(CHAIR, f'action add "Publish minutes" owner:{OWNER} due:"17 Feb" extent:SCT')
        assert "Wednesday 17 February 2027" in added

        exchange.goes_to(datetime(2027, 2, 17, 18, 0, tzinfo=UTC))
        assert "Publish minutes" in exchange.heard(OWNER)
        assert "VAWG-1" in exchange.types(OWNER, "done 1")

        rows = list(csv.DictReader(io.StringIO(exchange.receives(OPERATOR, "export actions format:csv"))))
        assert [(row["ref"], row["action"], row["extent"], row["status"]) for row in rows] == [
            ("VAWG-1", "Publish minutes", "SCT", "done")
        ]
        turns = list(csv.DictReader(io.StringIO(exchange.receives(OPERATOR, "export turns format:csv"))))
        served = [(row["meeting"], row["role"], row["seat"]) for row in turns if row["state"] == "served"]
        assert served == [("1", "chair", "UKG"), ("1", "host", "SCT")]
        with database.reading() as uow:
            assert list(uow.audit.verify()) == []
