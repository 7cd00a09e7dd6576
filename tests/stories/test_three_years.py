"""Three years of a five-seat group through Slack and through the console: what the rehearsal prints, and no other."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.clock import Movable
from bot.db.unit_of_work import Database
from tests.stories.faces import Face, face, through
from tests.stories.three_years import (
    CANCELLED,
    CHAIRED,
    DAYS,
    EVENTS,
    GROUP,
    HOSTED,
    REFUSED,
    SAID,
    SERIES,
    by_the_rules,
)
from tests.world import OPERATOR, SEATS, SECRETARIAT, lead

pytestmark = pytest.mark.network

LONDON = ZoneInfo("Europe/London")
STARTS = datetime(2027, 1, 4, 9, 0, tzinfo=UTC)
OVER = time(12)
Typed = tuple[datetime, str, str]


@through("console", "slack")
def test_three_years_are_what_the_rules_say_through_a_face(
    name: str, database: Database, database_url: str, tmp_path: Path
) -> None:
    clock = Movable(STARTS, lambda: STARTS)
    with face(name, database, database_url, clock, tmp_path) as exchange:
        _found(exchange)
        refused = []
        for at, who, text in _all():
            exchange.goes_to(at)
            said = exchange.types(who, _as_typed(exchange, text))
            refused += [text] if REFUSED in said else []
            if text.startswith("member add"):
                exchange.joins(lead("IMN"))
        assert refused == ["seat leave UKG on:2028-03-01"]
        exchange.goes_to(datetime(2029, 12, 31, 9, 0, tzinfo=UTC))
        turns = list(csv.DictReader(io.StringIO(exchange.receives(OPERATOR, "export turns format:csv"))))
        assert _served(turns, "chair") == CHAIRED
        assert _served(turns, "host") == HOSTED
        assert by_the_rules() == list(zip(CHAIRED, HOSTED, strict=True))
        heard = {seat: exchange.heard(lead(seat)) for seat in {seat for _, seat, _ in SAID}}
        for _, seat, title in SAID:
            assert title in heard[seat]
        assert "Ireland came before, but could not take it 15 Jun" in heard["IMN"]


def _found(exchange: Face) -> None:
    exchange.types(OPERATOR, f'group new vawg "{GROUP}" seats:{",".join(SEATS)} series:"{SERIES}"')
    people = [(SECRETARIAT, "Sam Taylor", "as:secretariat")]
    people += [(lead(seat), f"Lena {seat.title()}", f"seat:{seat} as:lead") for seat in SEATS]
    for address, name, post in people:
        exchange.types(OPERATOR, f'member add {exchange.mention(address)} name:"{name}" email:{address} {post}')
        exchange.joins(address)


def _all() -> list[Typed]:
    """What the file of events says, and each meeting closed by the secretariat as it ends, in the order of time."""
    lines = [line for line in EVENTS.splitlines() if line and not line.startswith("#")]
    typed = [_line(line) for line in lines]
    for number, day in enumerate(DAYS[:-1], 1):
        if number != CANCELLED:
            typed.append((datetime.combine(day, OVER, LONDON), SECRETARIAT, f"meeting close {number}"))
    return sorted(typed, key=lambda one: one[0])


def _line(line: str) -> Typed:
    at, who, text = (part.strip() for part in line.split(",", 2))
    return datetime.fromisoformat(at).replace(tzinfo=LONDON), who, text


def _as_typed(exchange: Face, text: str) -> str:
    """Somebody is added by a mention where the face has mentions."""
    address = lead("IMN")
    return text.replace(f"add {address}", f"add {exchange.mention(address)} email:{address}")


def _served(turns: list[dict[str, str]], role: str) -> list[str]:
    return [row["seat"] for row in turns if (row["role"], row["state"]) == (role, "served")]
