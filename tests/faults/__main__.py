"""``python -m tests.faults``: every fault of delivery, and what was lost or said twice, on SQLite and PostgreSQL; then
everything hostile that comes in, and what got through.

Ends with 1 where a row isn't as it should be.
"""

from __future__ import annotations

import argparse
import logging
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from zoneinfo import reset_tzpath

import structlog

from bot.app import bring_up_to_date
from bot.db.unit_of_work import Database
from tests.benchmarks.servers import fresh, postgresql
from tests.faults.away import DOWN
from tests.faults.clocked import CLOCKED
from tests.faults.clocks import CLOCKS
from tests.faults.databases import ON_BOTH, ON_SERVER, ON_SQLITE
from tests.faults.harness import Row
from tests.faults.hostile import ATTACKS
from tests.faults.hostile.tried import Attack, Tried
from tests.faults.receiving import RECEIVING
from tests.faults.rows import ON_POSTGRESQL, PROCESSES
from tests.faults.teams import TEAMS

Fault = Callable[[str, float], Row]

FAULTS: tuple[Fault, ...] = (
    *(*CLOCKED, *DOWN, *CLOCKS, *TEAMS, *PROCESSES, *ON_POSTGRESQL),
    *(*ON_SQLITE, *ON_SERVER, *ON_BOTH, *RECEIVING),
)


def main(arguments: list[str]) -> int:
    """Run the faults that were named, or all; print the table as it grows."""
    known = {fault.__name__: fault for fault in FAULTS}
    hostile = {attack.__name__: attack for attack in ATTACKS}
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="FAULT", help=f"which: {', '.join({**known, **hostile})}")
    parser.add_argument("--scale", type=float, default=1.0, help="make everything smaller, to try it out")
    parser.add_argument("--only", choices=("sqlite", "postgresql"), help="one database alone")
    asked = parser.parse_args(arguments)
    if unknown := set(asked.names) - set(known) - set(hostile):
        parser.error(f"no such fault: {', '.join(sorted(unknown))}")
    faults = [known[name] for name in asked.names or known if name in known]
    attacks = [hostile[name] for name in asked.names or hostile if name in hostile]
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    logging.disable(logging.CRITICAL)
    reset_tzpath(to=[])
    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as name:
        for kind, address in _databases(Path(name), asked.only) if faults else ():
            print(f"{kind}:", flush=True)
            rows += [_shown(fault, address(), asked.scale) for fault in _fit(faults, kind)]
        if rows:
            print(_total(rows), flush=True)
        tried = [_attempted(attack, f"sqlite:///{name}/{attack.__name__}.db", asked.scale) for attack in attacks]
    return 0 if all(row.good for row in rows) and all(row.good for row in tried) else 1


def _attempted(attack: Attack, url: str, scale: float) -> Tried:
    """One row of what is hostile."""
    _migrated(url)
    began = time.monotonic()
    row = attack(url, scale)
    print(f"  {row}, {time.monotonic() - began:.0f} s{'' if row.good else '  NOT GOOD'}", flush=True)
    return row


def _migrated(url: str) -> None:
    database = Database(url)
    bring_up_to_date(database)
    database.close()


def _shown(fault: Fault, url: str, scale: float) -> Row:
    """One row, on an empty database."""
    _migrated(url)
    began = time.monotonic()
    row = fault(url, scale)
    print(f"  {row}, {time.monotonic() - began:.0f} s{'' if row.good else '  NOT GOOD'}", flush=True)
    return row


def _total(rows: Sequence[Row]) -> str:
    injected, lost, twice = (sum(getattr(row, name) for row in rows) for name in ("injected", "lost", "twice"))
    return f"All: {injected} injected, {lost} lost, {twice} twice"


def _fit(faults: list[Fault], kind: str) -> list[Fault]:
    elsewhere = ON_SQLITE if kind == "PostgreSQL" else (*ON_POSTGRESQL, *ON_SERVER)
    return [fault for fault in faults if fault not in elsewhere]


@contextmanager
def _server(folder: Path) -> Iterator[str | None]:
    with postgresql(folder) as found:
        yield found.address if found else None


def _databases(folder: Path, only: str | None) -> Iterator[tuple[str, Callable[[], str]]]:
    """Each kind of database, with what makes an empty one."""
    if only != "postgresql":
        numbers = iter(range(1_000))
        yield "SQLite", lambda: f"sqlite:///{folder / f'faults-{next(numbers)}.db'}"
    if only != "sqlite":
        with _server(folder) as server:
            if server is None:
                print("no PostgreSQL here: only SQLite was tried", flush=True)
                return

            def emptied() -> str:
                fresh(server)
                return server

            yield "PostgreSQL", emptied


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
