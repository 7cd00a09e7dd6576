"""The table of faults, on few notices. The whole of it is ``python -m tests.faults``."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.app import bring_up_to_date
from bot.db.unit_of_work import Database
from tests.benchmarks.servers import fresh
from tests.faults.away import three_days_down
from tests.faults.clocked import CLOCKED
from tests.faults.clocks import CLOCKS, DAY, FIRST_YEAR, ZONES, changes_of
from tests.faults.databases import commit_lost, copied, disk_full, locked, migration_killed, restarted
from tests.faults.harness import Row
from tests.faults.receiving import sent_again
from tests.faults.rows import everything, stopped, terminated
from tests.faults.teams import TEAMS

pytestmark = [pytest.mark.network, pytest.mark.xdist_group("faults")]

SCALE = 0.05
FAST = (stopped, everything)


@pytest.fixture
def postgresql_url(request: pytest.FixtureRequest) -> str:
    """An empty database that is a server of its own."""
    address: str = request.getfixturevalue("postgresql_address")
    fresh(address)
    database = Database(address)
    bring_up_to_date(database)
    database.close()
    return address


@pytest.mark.parametrize("fault", [*CLOCKED, *CLOCKS, *TEAMS, *FAST], ids=lambda fault: fault.__name__)
def test_nothing_is_lost_and_nothing_said_twice(
    fault: Callable[[str, float], Row], database: Database, database_url: str
) -> None:
    row = fault(database_url, SCALE)
    print(row)
    assert row.injected > 0
    assert row.good


def test_the_clocks_change_as_often_as_the_tz_database_says() -> None:
    """A change makes a day longer or shorter. It isn't two a year everywhere: Havana keeps its summer time through the
    winter before, so that there is no change in March 2027."""
    first, last = datetime(FIRST_YEAR, 1, 8), datetime(FIRST_YEAR + 5, 1, 1)
    for name in ZONES:
        zone = ZoneInfo(name)
        days = [(first + number * DAY).replace(tzinfo=zone) for number in range((last - first).days + 1)]
        lengths = [(after.astimezone(UTC) - day.astimezone(UTC)) for day, after in pairwise(days)]
        assert len(list(changes_of(name, 5))) == sum(one != DAY for one in lengths) >= 9, name


def test_three_days_in_which_nothing_runs_lose_nothing(tmp_path: Path) -> None:
    row = three_days_down(f"sqlite:///{tmp_path}/away.db", SCALE)
    print(row)
    assert row.injected > 0
    assert row.good


@pytest.mark.parametrize("fault", [locked, disk_full, copied, migration_killed], ids=lambda fault: fault.__name__)
def test_what_befalls_an_embedded_database_loses_nothing(
    fault: Callable[[str, float], Row], sqlite_template: Path, tmp_path: Path
) -> None:
    shutil.copy(sqlite_template, tmp_path / "convenor.db")
    row = fault(f"sqlite:///{tmp_path}/convenor.db", SCALE)
    print(row)
    assert row.injected > 0
    assert row.good


@pytest.mark.parametrize("fault", [restarted, commit_lost, sent_again], ids=lambda fault: fault.__name__)
def test_what_befalls_a_server_loses_nothing(fault: Callable[[str, float], Row], postgresql_url: str) -> None:
    row = fault(postgresql_url, SCALE)
    print(row)
    assert row.injected > 0
    assert row.good


def test_postgresql_that_ends_its_connections_loses_nothing(postgresql_url: str) -> None:
    row = terminated(postgresql_url, SCALE)
    print(row)
    assert row.injected > 0
    assert row.good


def test_a_row_says_what_was_injected_lost_and_said_twice() -> None:
    row = Row("what", 10, 3, 1, 2, 1, "note")
    assert str(row).endswith("10 notices: 3 injected, 1 lost, 2 twice, 1 out of order (note)")
    assert not row.good
    assert Row("what", 10, 3, 0, 0).good
