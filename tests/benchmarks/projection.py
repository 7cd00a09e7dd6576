"""Twenty turns of ten thousand groups, each with its date and instant, beside bare indexing of the seats."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from dateutil import rrule

from bot.domain.cadence import Cadence, occurrences, parse_cadence
from bot.domain.dates import to_instant
from bot.domain.rotation import Rotation, Slot, project, replay
from tests.benchmarks.harness import Figure, Place, compare

GROUPS, TURNS = 10_000, 20
EXPANDED, ICALENDAR = 200, "expansion of iCalendar"
ZONES = ("Europe/London", "Europe/Dublin", "America/Toronto", "Australia/Sydney", "Asia/Kolkata")
SEATS = ("UKG", "SCT", "WLS", "NIR", "IRL")
FIRST, LAST, AT = date(2027, 1, 4), date(2040, 1, 1), time(10)
SERIES = "third wednesday of jan, apr, jul, oct at 10:00 for 2 hours"


def measure(place: Place) -> Iterator[Figure]:
    """Everything in memory: a projection reads the ledger once, and that is another figure's affair."""
    groups, few = place.many(GROUPS), place.many(EXPANDED)
    cadence, rotation = parse_cadence(SERIES), replay(SEATS, events=())
    with place.beside({ICALENDAR: ("expansion", str(few), str(TURNS))}) as peers:
        seconds = compare(
            {
                "bare indexing": lambda: [indexed(number) for number in range(groups)],
                "convenor": lambda: [projected(number, cadence, rotation) for number in range(groups)],
                "dateutil": lambda: [expanded(number) for number in range(groups)],
                **peers,
            },
            rounds=place.rounds,
            clock=place.processor,
        )
    if ICALENDAR in seconds:
        seconds[ICALENDAR] *= groups / few
        place.note(f"the expansion of iCalendar was measured with {few} groups, and told for {groups:,}")
    yield Figure(f"{groups:,} groups × {TURNS} turns with zones", "s", "bare indexing", "convenor", seconds, 7)


def indexed(number: int) -> list[tuple[datetime, str, str]]:
    """The least that anybody could do: every thirteen weeks, the seats one after the other."""
    zone = ZoneInfo(ZONES[number % len(ZONES)])
    found = []
    for turn in range(TURNS):
        wall = datetime.combine(FIRST + timedelta(weeks=13 * turn), AT, zone)
        found.append((wall.astimezone(UTC), SEATS[turn % 5], SEATS[(turn + 1) % 5]))
    return found


def projected(number: int, cadence: Cadence, rotation: Rotation) -> list[tuple[datetime, str | None, str | None]]:
    """As the rota is worked out: days of the series, seats by the rules, instants by the zone."""
    zone = ZONES[number % len(ZONES)]
    slots = [Slot(None, day) for day in islice(occurrences(cadence, FIRST, LAST), TURNS)]
    return [(to_instant(t.day, AT, zone), t.chair, t.host) for t in project(rotation, slots) if t.day is not None]


def expanded(number: int) -> list[tuple[datetime, str, str]]:
    """The same days by a recurrence rule, and bare indexing again."""
    zone = ZoneInfo(ZONES[number % len(ZONES)])
    rule = rrule.rrule(
        rrule.MONTHLY,
        dtstart=datetime.combine(FIRST, AT),
        bymonth=(1, 4, 7, 10),
        byweekday=rrule.WE(3),
        count=TURNS,
    )
    return [
        (wall.replace(tzinfo=zone).astimezone(UTC), SEATS[turn % 5], SEATS[(turn + 1) % 5])
        for turn, wall in enumerate(rule)
    ]
