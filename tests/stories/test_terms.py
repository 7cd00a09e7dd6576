"""Two years of terms through every face: a joining, a leaving, a suspension, an election, a swap and a decline."""

from __future__ import annotations

import csv
import io
import re
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.clock import Movable
from bot.db.unit_of_work import Database
from bot.domain.rotation import Basis, Hosting, Policy, Role, Slot, assign, project, replay
from bot.domain.rotation import events as e
from bot.domain.rotation.terms import Away
from tests.stories.faces import Face, face, through
from tests.world import OPERATOR, SEATS, lead

pytestmark = pytest.mark.network

LONDON = ZoneInfo("Europe/London")
STARTS = datetime(2027, 1, 4, 9, 0, tzinfo=UTC)
TERMS = 'basis:term span:"4 months" from:"1 Feb 2027" host:off'
EVENTS = """
2027-01-05 10:00 lead.ukg rota accept T1
2027-02-02 10:00 lead.sct rota decline VAWG-T2 role:chair reason:"a reshuffle"
2027-02-03 10:00 lead.wls rota take VAWG-T2 role:chair
2027-06-02 10:00 operator calendar add SCT pre-election from:2028-09-15 to:2028-10-20 source:gov.scot
2027-09-01 10:00 operator seat suspend NIR from:2027-12-01
2027-10-02 10:00 lead.irl rota swap T4 with:UKG role:chair
2027-10-04 10:00 lead.ukg rota swap with:IRL role:chair answer:yes
2027-11-01 10:00 operator seat add IMN from:2028-03-01
2028-02-02 10:00 operator seat leave WLS on:2028-05-01
"""

# By hand. Wales takes Scotland's second term and gives its own third. Northern Ireland is suspended as the fourth
# comes, and goes to the back; Ireland, whose that is then, swaps it with the UK Government's next, the fifth. Wales has
# left and Scotland is in its election as the sixth begins: it is owed that, Ireland's own turn comes, and Scotland has
# the seventh.
SERVED = [
    ("T1", "2027-02-01", "2027-05-31", "UKG"),
    ("T2", "2027-06-01", "2027-09-30", "WLS"),
    ("T3", "2027-10-01", "2028-01-31", "SCT"),
    ("T4", "2028-02-01", "2028-05-31", "UKG"),
    ("T5", "2028-06-01", "2028-09-30", "IRL"),
]
COMING = [("T6", "2028-10-01", "2029-01-31", "IRL"), ("T7", "2029-02-01", "2029-05-31", "SCT")]


@through("console", "slack", "terminal")
def test_two_years_of_terms_are_what_the_rules_say_through_every_face(
    name: str, database: Database, database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    clock = Movable(STARTS, lambda: STARTS)
    with face(name, database, database_url, clock, tmp_path) as exchange:
        _found(exchange)
        assert _chairs(exchange)[:3] == [("T1", "UK Government"), ("T2", "Scotland"), ("T3", "Wales")]
        for line in EVENTS.strip().splitlines():
            at, who, text = re.fullmatch(r"(\S+ \S+) (\S+) (.*)", line).groups()  # type: ignore[union-attr]
            exchange.goes_to(datetime.fromisoformat(at).replace(tzinfo=LONDON))
            exchange.types(OPERATOR if who == "operator" else f"{who}@example.org", text)
        foreseen = _chairs(exchange)
        for month in (6, 10):
            exchange.goes_to(datetime(2028, month, 2, 10, 0, tzinfo=UTC))
            assert _chairs(exchange)[0] in foreseen
        turns = list(csv.DictReader(io.StringIO(exchange.receives(OPERATOR, "export turns format:csv"))))
        rows = [(row["meeting"], row["date"], row["until"], row["seat"]) for row in turns]
        assert rows[:7] == [*SERVED, *COMING]
        assert [row["state"] for row in turns[:7]] == ["served"] * 5 + ["assigned"] * 2
        assert {row["basis"] for row in turns} == {"term"}
        assert [seat for *_, seat in rows[:7]] == by_the_rules()
        said = exchange.types(OPERATOR, "rota why T6")
        assert "Scotland came before, but could not take it" in said
        assert "for all of" not in said
        if name != "terminal":
            heard = exchange.heard(lead("IRL"))
            assert "Over to Ireland: it chairs Ending VAWG exchange next, from 1 June to 30 September 2028" in heard


def _found(exchange: Face) -> None:
    exchange.types(OPERATOR, f'group new vawg "Ending VAWG exchange" seats:{",".join(SEATS)}')
    for seat in SEATS:
        person = f'{exchange.mention(lead(seat))} name:"Lena {seat.title()}" email:{lead(seat)}'
        exchange.types(OPERATOR, f"member add {person} seat:{seat} as:lead")
        exchange.joins(lead(seat))
    exchange.types(OPERATOR, f"rota policy set {TERMS}")


def _chairs(exchange: Face) -> list[tuple[str, str]]:
    """The terms that the rota shows, with whose they are."""
    names = "UK Government|Scotland|Wales|Northern Ireland|Ireland|Isle of Man"
    return re.findall(rf"VAWG-(T\d+)\W.{{0,250}}?({names})", exchange.types(OPERATOR, "rota"))


def by_the_rules() -> list[str | None]:
    """The seats of the first seven terms from the pure rules: no database, no clock, no chat. What is projected before
    each hand-over is what happens."""
    days = [date(2027 + n // 3, (2, 6, 10)[n % 3], 1) for n in range(9)]
    slots = [Slot(-n, day) for n, day in enumerate(days, 1)]
    rotation = replay(SEATS, Policy(Basis.TERM, Hosting.OFF)).then(e.Told(-1, Role.CHAIR, "UKG", days[0]))
    happens: dict[int, list[e.Event]] = {
        1: [e.Declined(-2, Role.CHAIR, "SCT"), e.Taken(-2, Role.CHAIR, "WLS")],
        2: [e.Suspended("NIR", date(2027, 12, 1))],
        3: [e.Swapped(Role.CHAIR, "IRL", "UKG", -4), e.Joined("IMN", on=date(2028, 3, 1))],
        4: [e.Left("WLS", date(2028, 5, 1))],
    }
    for n in range(1, 7):
        ended = [e.Held(-n + 1)] if n > 1 else []
        rotation = rotation.then(e.DayCame(days[n - 1]), *ended, e.Began(-n))
        rotation = rotation.then(*assign(rotation, slots[n - 1 :], _election), *happens.get(n, ()))
        if n == 4:
            foreseen = [turn.chair for turn in project(rotation, slots[3:7], _election)]
    found = [rotation.holder(-n, Role.CHAIR) for n in range(1, 8)]
    assert foreseen == found[3:]
    return found


def _election(role: Role, seat: str, slot: Slot) -> Away | None:
    first, last = date(2028, 9, 15), date(2028, 10, 20)
    return Away("pre-election", first, last) if seat == "SCT" and slot.day and first <= slot.day <= last else None
