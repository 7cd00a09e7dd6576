"""What whoever runs the service does at the terminal: keys, copies, settings."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import text

from bot.app.checkup import findings
from bot.command_line import say
from bot.db import models
from bot.db.rekeying import Rekeyed, rekey, secret_columns
from bot.db.unit_of_work import Database
from bot.settings import Settings, unknown
from tests.platforms.test_terminal import NOW, Terminal, terminal
from tests.world import SECRETARIAT, exchange

__all__ = ["terminal"]

OLD, NEW, LOST = ("MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=", *(Fernet.generate_key().decode() for _ in range(2)))
AT = datetime(2027, 1, 4, 9, 0, tzinfo=UTC)


def keep(url: str, keys: list[str], *names: str) -> None:
    """Workspaces whose tokens are encrypted with the first key."""
    database = Database(url, keys)
    with database.writing("test") as uow:
        for name in names:
            row = models.Workspace(platform="slack", workspace=name, token=f"xoxb-{name}", installed_at=AT)
            uow.session.add(row)
    database.close()


def tokens(url: str, keys: list[str]) -> list[str | None]:
    database = Database(url, keys)
    try:
        with database.reading() as uow:
            return [row.token for row in uow.session.query(models.Workspace).order_by(models.Workspace.id)]
    finally:
        database.close()


def test_after_the_keys_were_rotated_the_old_one_may_go(database_url: str, terminal: Terminal) -> None:
    keep(database_url, [OLD], "T1", "T2")
    done = terminal("keys", "rotate", CONVENOR_SECRET_KEYS=f"{NEW} {OLD}")
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.startswith("2 secrets were encrypted anew with the first key. The other keys may go;")
    assert tokens(database_url, [NEW]) == ["xoxb-T1", "xoxb-T2"]
    again = terminal("keys", "rotate", CONVENOR_SECRET_KEYS=NEW)
    assert again.stdout.startswith("Nothing had to be encrypted anew: all 2 secrets stand under the first key.")


def test_a_secret_that_no_key_reads_is_counted_and_left(database_url: str, terminal: Terminal) -> None:
    keep(database_url, [LOST], "T1")
    keep(database_url, [OLD], "T2")
    done = terminal("keys", "rotate", CONVENOR_SECRET_KEYS=f"{NEW},{OLD}")
    assert done.exit_code == 1
    assert done.stdout.startswith("One secret was encrypted anew")
    assert done.stderr.startswith("One secret was written with a key that CONVENOR_SECRET_KEYS no longer holds.")
    assert tokens(database_url, [NEW, LOST]) == ["xoxb-T1", "xoxb-T2"]


def test_rotating_without_a_key_says_what_is_missing(terminal: Terminal) -> None:
    done = terminal("keys", "rotate")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith("There is no key: set CONVENOR_SECRET_KEYS")


def test_rotating_is_done_whole_or_not_at_all(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(database_url, [OLD], "T1", "T2")
    database = Database(database_url, [NEW, OLD])
    with database.reading() as uow:
        before = uow.session.execute(text("SELECT token FROM workspaces ORDER BY id")).scalars().all()
    rotated = iter([True])

    def rotate_once(self: object, kept: bytes) -> bytes:
        if next(rotated, False):
            return Fernet(NEW).encrypt(b"x")
        raise KeyboardInterrupt

    monkeypatch.setattr("cryptography.fernet.MultiFernet.rotate", rotate_once)
    with pytest.raises(KeyboardInterrupt):
        rekey(database, [NEW, OLD])
    with database.reading() as uow:
        assert uow.session.execute(text("SELECT token FROM workspaces ORDER BY id")).scalars().all() == before
    database.close()
    with pytest.raises(ValueError, match="no key"):
        rekey(database, [])


def test_every_encrypted_column_is_gone_through() -> None:
    assert {f"{table.name}.{column.name}" for table, column in secret_columns()} >= {
        "workspaces.token",
        "code_requests.sealed",
    }
    assert Rekeyed() == Rekeyed(0, 0, 0)


def test_a_copy_is_made_from_the_terminal(
    database_kind: str, database: Database, terminal: Terminal, tmp_path: Path
) -> None:
    exchange(database)
    done = terminal("backup", "copy.db", "--now", NOW)
    if database_kind == "postgresql":
        assert done.exit_code == 1
        assert "pg_dump --format=custom --file=copy.db 'postgresql://postgres" in done.stderr
        assert "convenor restored --as-of TIME" in done.stderr
        return
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.startswith("Copied to copy.db (")
    again = terminal("backup", "copy.db")
    assert (again.exit_code, again.stderr) == (
        1,
        "copy.db is there already, and stays as it is. Choose another name.\n",
    )
    nowhere = terminal("backup", "nowhere/copy.db")
    assert (nowhere.exit_code, nowhere.stderr) == (2, "The file can't be written: No such file or directory.\n")
    shown = terminal(
        "run",
        "--as",
        SECRETARIAT,
        "--group",
        "vawg",
        "group show",
        CONVENOR_DATABASE_URL=f"sqlite:///{tmp_path}/copy.db",
    )
    assert shown.exit_code == 0


def test_a_return_is_noted_with_the_time_of_the_copy(database: Database, terminal: Terminal) -> None:
    done = terminal("restored", "--as-of", "2027-01-16T18:00+01:00", "--now", NOW)
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.startswith("Noted: what was still to be said at 2027-01-16 17:00 UTC is looked for first")
    with database.reading() as uow:
        assert uow.restorations.unbegun()
    early = terminal("restored", "--as-of", "2027-01-18T18:00", "--now", NOW)
    assert (early.exit_code, early.stderr) == (1, "That is still to come: --as-of is when the copy was made.\n")
    puzzling = terminal("restored", "--as-of", "yesterday")
    assert puzzling.exit_code == 2
    assert "yesterday" in puzzling.stderr


def test_a_name_that_is_no_setting_is_pointed_out(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    environment = {
        "CONVENOR_SLAK__BOT_TOKEN": "x",
        "CONVENOR_DATABASE_URL": "y",
        "CONVENOR_SLACK__API_URL": "z",
        "HOME": "",
    }
    assert unknown(environment) == ["CONVENOR_SLAK__BOT_TOKEN"]
    monkeypatch.setenv("CONVENOR_SLAK__BOT_TOKEN", "x")
    settings = Settings(database_url=database_url, _env_file=None)  # type: ignore[call-arg]
    wrong = [one.words for one in findings(settings, AT, say) if one.about == "unknown"]
    assert "CONVENOR_SLAK__BOT_TOKEN is set, and there is no such setting; the README lists those there are." in wrong
