"""A meeting recorded and a decision made in writing, the same through every face."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.clock import Movable
from bot.db.unit_of_work import Database
from tests.stories.faces import face, through
from tests.world import OPERATOR, lead

pytestmark = pytest.mark.network

STARTS = datetime(2027, 1, 11, 9, 0, tzinfo=UTC)
SEATS = ("UKG", "SCT", "IRL")


@through("console", "slack", "slack-socket", "terminal")
def test_a_group_records_a_meeting_and_decides_in_writing(
    name: str, database: Database, database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    clock = Movable(STARTS, lambda: STARTS)
    with face(name, database, database_url, clock, tmp_path) as group:
        group.types(OPERATOR, f'group new vawg "Ending VAWG exchange" seats:{",".join(SEATS)}')
        for seat in SEATS:
            address = lead(seat)
            person = f'{group.mention(address)} name:"Lena {seat.title()}" email:{address}'
            group.types(OPERATOR, f"member add {person} seat:{seat} as:lead")
            group.joins(address)
        group.types(OPERATOR, "meeting add 20 Jan 2027 10:00")
        added = group.types(lead("SCT"), 'agenda add "Refuge places" minutes:20 paper:https://example.org/places')
        assert "On the agenda of meeting 1 on Wednesday 20 January 2027" in added

        group.goes_to(datetime(2027, 1, 20, 10, 0, tzinfo=UTC))
        group.types(OPERATOR, "meeting open 1")
        assert "Now: VAWG-A1, Refuge places (20 minutes)" in group.types(OPERATOR, "agenda next")
        group.types(OPERATOR, "attend SCT present")
        group.types(OPERATOR, 'note "Scotland shares its figures"')
        assert "VAWG-D1: agreed" in group.types(OPERATOR, 'decide "Share figures" extent:SCT,IRL')
        group.types(OPERATOR, "meeting close 1")
        minutes = group.types(lead("IRL"), "minutes 1")
        for sentence in ("Scotland shares its figures", "VAWG-D1, agreed: Share figures (applies to"):
            assert sentence in minutes
        assert "corrected (version 1)" in group.types(OPERATOR, 'minutes correct 1 section:a1 "As agreed."')

        group.types(OPERATOR, 'decide "Fund a pilot" extent:SCT closes:"3 Feb"')
        group.goes_to(datetime(2027, 1, 21, 10, 0, tzinfo=UTC))
        for seat in SEATS:
            assert "Fund a pilot" in group.heard(lead(seat))
            assert "supports VAWG-D2" in group.presses(lead(seat), "Supports")
        group.goes_to(datetime(2027, 2, 3, 18, 0, tzinfo=UTC))
        assert "VAWG-D2: agreed" in group.types(lead("IRL"), "decision show 2")
        rows = list(csv.DictReader(io.StringIO(group.receives(OPERATOR, "export decisions format:csv"))))
        assert [(row["ref"], row["outcome"], row["extent"]) for row in rows] == [
            ("VAWG-D1", "agreed", "IRL; SCT"),
            ("VAWG-D2", "agreed", "SCT"),
        ]
