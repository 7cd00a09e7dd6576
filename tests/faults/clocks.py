"""Clocks that change, and a service that was down while things fell due: all of it is said, once, at the right hour."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select

from bot.db import models
from bot.db.unit_of_work import Database
from bot.scheduler import Clockwork
from tests.conftest import KEY
from tests.faults.harness import Row
from tests.world import OPERATOR, SECRETARIAT, World, exchange, with_rota

STEP, DAY = timedelta(minutes=30), timedelta(days=1)
ZONES = (
    *("Europe/London", "America/New_York", "Australia/Lord_Howe", "Europe/Dublin", "America/Santiago", "Africa/Cairo"),
    *("America/St_Johns", "Pacific/Auckland", "America/Havana", "Australia/Sydney", "Europe/Paris", "Europe/Athens"),
)
FIRST_YEAR = 2027
SUBJECTS = ("meeting-near", "meeting-question", "meeting-assumed")
NEAR_HOUR, ASSUMED_HOUR = 9, 17


@dataclass(frozen=True)
class Change:
    """A zone's clocks change at ``at``, on a day on which its group meets: ``starts`` is the wall time, which is half
    an hour before they go forward, or half an hour into the hour that comes twice."""

    zone: str
    at: datetime
    starts: datetime

    @property
    def group(self) -> str:
        return f"zone{ZONES.index(self.zone)}"

    @property
    def asked(self) -> datetime:
        """An hour after an hour's meeting, whatever clocks show."""
        return self.starts.astimezone(UTC) + timedelta(hours=2)


def clock_changes(url: str, scale: float) -> Row:
    """Meetings across each change: the word before, the question after and the assumption, each at its hour."""
    zones, years = ZONES[: max(int(len(ZONES) * scale), 1)], max(int(5 * scale), 1)
    changes = sorted((one for zone in zones for one in changes_of(zone, years)), key=lambda one: one.at)
    database = Database(url, [KEY])
    with_rota(database, exchange(database))
    world = World(database, datetime(FIRST_YEAR, 1, 1, 12, tzinfo=UTC))
    for zone in zones:
        _begun(world, zone)
    clockwork = Clockwork(database)
    for change in changes:
        _ticks(world, clockwork, _rounded(change.at) - 3 * DAY)
        local = change.starts
        day = f"{local.day} {local:%b %Y %H:%M}"
        world.says(SECRETARIAT, f'meeting add {day} for:"1 hour" group:{change.group}')
    _ticks(world, clockwork, changes[-1].at + 6 * DAY)
    lost, twice = _misses(database, changes)
    database.close()
    what = f"both clock changes in {len(zones)} zones for {years} years"
    return Row(what, 3 * len(changes), len(changes), lost, twice, note="the word before, the question, the assumption")


def _ticks(world: World, clockwork: Clockwork, until: datetime) -> None:
    """Half hour by half hour where something is due; where nothing is for long, on to the half hour before."""
    while world.now < until:
        clockwork.tick(world.now)
        coming = clockwork.coming(world.now)
        world.now = max(world.now + STEP, min(_rounded(coming) - STEP if coming else until, until))


def _begun(world: World, zone: str) -> None:
    number = ZONES.index(zone)
    world.says(OPERATOR, f"group new zone{number} Zone{number} seats:UKG,SCT tz:{zone}")
    world.says(OPERATOR, f"member add {SECRETARIAT} as:secretariat group:zone{number}")
    with world.database.writing("faults") as uow:
        group = uow.groups.by_slug(f"zone{number}")
        assert group is not None
        uow.session.add(
            models.Place(group_id=group.id, platform="web", workspace="demo", channel=f"C{number}", linked_at=world.now)
        )


def changes_of(name: str, years: int) -> Iterator[Change]:
    """Found by looking at every half hour of each day after which the clocks stand otherwise than before it."""
    zone = ZoneInfo(name)
    day = datetime(FIRST_YEAR, 1, 8, tzinfo=UTC)
    while day.year < FIRST_YEAR + years:
        if _offset(day, zone) != _offset(day + DAY, zone):
            yield from (one for number in range(48) if (one := _change(name, zone, day + number * STEP)))
        day += DAY


def _change(name: str, zone: ZoneInfo, before: datetime) -> Change | None:
    """What becomes of the clocks in the half hour from then on."""
    at = before + STEP
    forward = _offset(at, zone) - _offset(before, zone)
    starts = at - STEP if forward > timedelta(0) else at + forward / 2
    return Change(name, at, starts.astimezone(zone)) if forward else None


def _offset(instant: datetime, zone: ZoneInfo) -> timedelta:
    found = instant.astimezone(zone).utcoffset()
    assert found is not None
    return found


def _misses(database: Database, changes: list[Change]) -> tuple[int, int]:
    with database.reading() as uow:
        rows = uow.session.execute(
            select(
                models.OutboxEntry.subject, models.OutboxEntry.lane, models.OutboxEntry.created_at, models.Group.slug
            )
            .join(models.Group, models.Group.id == models.OutboxEntry.group_id)
            .where(models.OutboxEntry.subject.in_(SUBJECTS))
        ).all()
    lost = twice = 0
    for change in changes:
        zone = ZoneInfo(change.zone)
        mine = [
            (subject, lane, said.astimezone(zone))
            for subject, lane, said, slug in rows
            if slug == change.group and abs(said - change.at) < 6 * DAY
        ]
        times = Counter((subject, lane) for subject, lane, _ in mine)
        twice += sum(number - 1 for number in times.values())
        for wanted in SUBJECTS:
            lost += not any(subject == wanted and _at_its_hour(change, subject, said) for subject, _, said in mine)
    return lost, twice


def _at_its_hour(change: Change, subject: str, said: datetime) -> bool:
    """The question an hour after the end, whatever clocks show; the others when they show their hour."""
    if subject == "meeting-question":
        return said == _rounded(change.asked)
    return (said.hour, said.minute) == (NEAR_HOUR if subject == "meeting-near" else ASSUMED_HOUR, 0)


def _rounded(instant: datetime) -> datetime:
    """The first tick from then on."""
    return instant + (datetime(2000, 1, 1, tzinfo=UTC) - instant) % STEP


CLOCKS: tuple[Callable[[str, float], Row], ...] = (clock_changes,)
