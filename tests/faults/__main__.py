"""``python -m tests.faults``: every fault of delivery, and what was lost or said twice, on SQLite and PostgreSQL.

A thousand notices with hundreds of faults and kills, counted at the receiving side. Ends with 1 where a row isn't as
it should be.
"""

from __future__ import annotations

import argparse
import logging
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from zoneinfo import reset_tzpath

import structlog

from bot.app import bring_up_to_date
from bot.db.unit_of_work import Database
from tests.benchmarks.servers import fresh, postgresql
from tests.faults.clocked import CLOCKED
from tests.faults.databases import ON_BOTH, ON_SERVER, ON_SQLITE
from tests.faults.harness import Row
from tests.faults.rows import ON_POSTGRESQL, PROCESSES

Fault = Callable[[str, float], Row]


def main(arguments: list[str]) -> int:
    """Run the faults that were named, or all; print the table as it grows."""
    known: dict[str, Fault] = {
        fault.__name__: fault for fault in (*CLOCKED, *PROCESSES, *ON_POSTGRESQL, *ON_SQLITE, *ON_SERVER, *ON_BOTH)
    }
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="FAULT", help=f"which: {', '.join(known)} (default: all)")
    parser.add_argument("--scale", type=float, default=1.0, help="make everything smaller, to try it out")
    parser.add_argument("--only", choices=("sqlite", "postgresql"), help="one database alone")
    asked = parser.parse_args(arguments)
    if unknown := set(asked.names) - set(known):
        parser.error(f"no such fault: {', '.join(sorted(unknown))}")
    faults = [known[name] for name in asked.names or known]
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    reset_tzpath(to=[])
    good = True
    with tempfile.TemporaryDirectory() as name:
        for kind, address in _databases(Path(name), asked.only):
            print(f"{kind}:", flush=True)
            good &= all([_shown(fault, address(), asked.scale) for fault in _fit(faults, kind)])
    return 0 if good else 1


def _shown(fault: Fault, url: str, scale: float) -> bool:
    """One row, on an empty database."""
    database = Database(url)
    bring_up_to_date(database)
    database.close()
    began = time.monotonic()
    row = fault(url, scale)
    print(f"  {row}, {time.monotonic() - began:.0f} s{'' if row.good else '  NOT GOOD'}", flush=True)
    return row.good


def _fit(faults: list[Fault], kind: str) -> list[Fault]:
    elsewhere = ON_SQLITE if kind == "PostgreSQL" else (*ON_POSTGRESQL, *ON_SERVER)
    return [fault for fault in faults if fault not in elsewhere]


@contextmanager
def _server(folder: Path) -> Iterator[str | None]:
    with postgresql(folder) as found:
        yield found[0] if found else None


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
