"""CSV of a hundred thousand actions, beside the databases' own tools with the same statement; and memory."""

from __future__ import annotations

import csv
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from bot.db import models
from bot.db.exports.actions import ACTIONS
from bot.db.unit_of_work import Database
from bot.documents import FORMATS
from bot.domain.people import Actor, Membership, Post
from bot.services import exports
from bot.services.exports import Scope
from tests.benchmarks.data import KEY, NOW, Filled, filled
from tests.benchmarks.harness import Figure, Place, compare
from tests.benchmarks.servers import fresh, sqlite3_command

FEW, SOME, MANY = 10_000, 100_000, 1_000_000
RECORDS = "records"
SECRETARIAT = Actor(1, "Sam Taylor", memberships=(Membership(1, Post.SECRETARIAT, None),))


def measure(place: Place) -> Iterator[Figure]:
    """Speed and memory, on each database."""
    sizes = [place.many(count) for count in (FEW, SOME, MANY)]
    data = filled(place.sqlite("export"), *sizes)
    name, floor = _sqlite_floor(place, data)
    yield _speed(place, data, "SQLite", name, floor, 2.6)
    yield _memory(data, "SQLite", sizes)
    data.database.close()
    if place.postgresql is None or place.psql is None:
        place.note("no psql here: the export on PostgreSQL wasn't measured")
        return
    fresh(place.postgresql)
    data = filled(place.postgresql, *sizes)
    yield _speed(place, data, "PostgreSQL", "psql COPY", _psql(place, data), 1.5)
    yield _memory(data, "PostgreSQL", sizes)
    data.database.close()


def _speed(place: Place, data: Filled, database: str, name: str, floor: Callable[[], object], goal: float) -> Figure:
    group_id = data.groups[1]
    seconds = compare(
        {
            name: floor,
            "convenor csv": lambda: written(data.database, group_id, "csv"),
            "convenor json": lambda: written(data.database, group_id, "json"),
            "ORM records": lambda: _records(data.database, group_id),
        },
        rounds=place.rounds,
        clock=place.processor,
    )
    what = f"CSV export of {place.many(SOME):,} actions, {database}"
    return Figure(what, "s", name, "convenor csv", seconds, goal)


def written(database: Database, group_id: int, ending: str) -> int:
    """One whole export, as the command makes it: its length in bytes."""
    with database.reading() as uow:
        group = uow.groups.by_id(group_id)
    assert group is not None
    with database.snapshot() as snapshot:
        file = FORMATS[ending](exports.actions(snapshot, Scope(group=group, by=SECRETARIAT, now=NOW)))
    with file.content:
        return file.length


def _statement(connection: Connection, group_id: int) -> str:
    """The very statement that an export reads, as text."""
    statement = ACTIONS.where(models.Action.group_id == group_id)
    return str(statement.compile(connection.engine, compile_kwargs={"literal_binds": True})).replace("\n", " ")


def _psql(place: Place, data: Filled) -> Callable[[], object]:
    with data.database.engine.connect() as connection:
        statement = _statement(connection, data.groups[1])
    target = place.folder / "floor.csv"
    command = [str(place.psql), "-X", "-q", data.url.replace("+psycopg", "")]
    copy = rf"\copy ({statement}) TO '{target}' WITH (FORMAT csv, HEADER)"
    return lambda: subprocess.run([*command, "-c", copy], check=True)


def _sqlite_floor(place: Place, data: Filled) -> tuple[str, Callable[[], object]]:
    with data.database.engine.connect() as connection:
        statement = _statement(connection, data.groups[1])
    command, target = sqlite3_command(), place.folder / "floor.csv"
    path = data.url.removeprefix("sqlite:///")

    def outside() -> None:
        with target.open("wb") as file:
            subprocess.run([str(command), "-csv", "-header", path, statement], stdout=file, check=True)

    def inside() -> None:
        import sqlite3

        connection = sqlite3.connect(path)
        with target.open("w", newline="") as file:
            csv.writer(file).writerows(connection.execute(statement))
        connection.close()

    if command is None:
        place.note("no sqlite3 command here: the floor on SQLite is Python's own driver with its CSV writer")
        return "sqlite3 module, csv writer", inside
    return "sqlite3 -csv", outside


def _records(database: Database, group_id: int) -> None:
    """As many would write it: load the records, write their attributes. Without the owners' names at that."""
    names = [column.name for column in models.Record.metadata.tables["actions"].columns]
    with Session(database.engine) as session, tempfile.TemporaryFile("w", newline="") as file:
        found = session.scalars(select(models.Action).where(models.Action.group_id == group_id)).all()
        csv.writer(file).writerows([getattr(record, name) for name in names] for record in found)


def _memory(data: Filled, database: str, sizes: list[int]) -> Figure:
    """Peak memory of a process that exports few rows, of one that exports many, and of one that loads some records."""
    few, some, many = data.groups
    names = (f"{sizes[0]:,} rows", f"{sizes[2]:,} rows")
    figures = {
        names[0]: peak_of(data.url, few, "csv"),
        names[1]: peak_of(data.url, many, "csv"),
        f"ORM records of {sizes[1]:,}": peak_of(data.url, some, RECORDS),
    }
    return Figure(f"peak memory of an export, {database}", "MB", *names, figures=figures, goal=1.1)


def peak_of(url: str, group_id: int, ending: str) -> float:
    """Peak memory, in MB, of a process that does nothing but export once."""
    command = [sys.executable, "-m", __spec__.name, url, str(group_id), ending]
    return float(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout)


def peak() -> float:
    """The most memory that this process ever had, in MB. Linux counts in ``getrusage`` what the parent had, too."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return float(line.split()[1]) / 1024
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2


def main(url: str, group_id: int, ending: str) -> None:
    """Export once and print the most memory that this process had, in MB."""
    database = Database(url, [KEY])
    if ending == RECORDS:
        _records(database, group_id)
    else:
        written(database, group_id, ending)
    print(peak())


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3])
