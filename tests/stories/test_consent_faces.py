"""A turn declined, refused, taken and swapped by pressing buttons in one's own chat, the same through every face."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.clock import Movable
from bot.db.unit_of_work import Database
from tests.stories.faces import face, through
from tests.world import OPERATOR, SEATS, lead

pytestmark = pytest.mark.network

STARTS = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)
SERIES = "third wednesday of jan, apr, jul, oct at 10:00 for 2 hours"


@through("console", "slack", "slack-forms", "terminal")
def test_turns_change_hands_by_pressing_a_button_in_ones_own_chat(
    name: str, database: Database, database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    clock = Movable(STARTS, lambda: STARTS)
    with face(name, database, database_url, clock, tmp_path) as exchange:
        exchange.types(OPERATOR, f'group new vawg "Ending VAWG exchange" seats:{",".join(SEATS)} series:"{SERIES}"')
        for seat in SEATS:
            person = f'{exchange.mention(lead(seat))} name:"Lena {seat.title()}" email:{lead(seat)}'
            exchange.types(OPERATOR, f"member add {person} seat:{seat} as:lead")
            exchange.joins(lead(seat))
        exchange.goes_to(datetime(2026, 12, 23, 9, 0, tzinfo=UTC))
        assert "20 January 2027" in exchange.heard(lead("UKG"))
        said = exchange.types(lead("UKG"), 'rota decline VAWG-M1 role:chair reason:"a reshuffle"')
        assert "The turn stays UK Government's until another seat takes it. Wales is asked now" in said

        exchange.goes_to(datetime(2026, 12, 23, 10, 0, tzinfo=UTC))
        asked = exchange.heard(lead("WLS"))
        assert "could Wales chair on Wednesday 20 January 2027" in asked
        assert "reshuffle" not in asked
        assert "Northern Ireland is asked now" in exchange.presses(lead("WLS"), "No, thank you")

        exchange.goes_to(datetime(2026, 12, 23, 11, 0, tzinfo=UTC))
        assert "could Northern Ireland chair" in exchange.heard(lead("NIR"))
        assert "Northern Ireland takes over from UK Government" in exchange.presses(lead("NIR"), "Take it")

        exchange.goes_to(datetime(2026, 12, 23, 12, 0, tzinfo=UTC))
        assert "Northern Ireland (accepted)" in exchange.types(lead("UKG"), "next")
        asked = exchange.types(lead("NIR"), "rota swap with:IRL role:chair")
        assert "Until Ireland agrees, both stay as they are." in asked

        exchange.goes_to(datetime(2026, 12, 23, 13, 0, tzinfo=UTC))
        assert "Northern Ireland asks Ireland to swap turns in the chair" in exchange.heard(lead("IRL"))
        assert "Nobody else's turn moves." in exchange.presses(lead("IRL"), "Accept")
        assert "Ireland (accepted)" in exchange.types(OPERATOR, "next")
