"""The terminal: exit codes, what goes where, and one sentence instead of a traceback."""

from __future__ import annotations

import io
import json
import logging
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
import structlog
from click.testing import CliRunner, Result
from sqlalchemy import select, update

from bot.__main__ import main
from bot.command_line import say
from bot.commands import Answered
from bot.db import models
from bot.db.recipients import ToPlace
from bot.db.unit_of_work import Database
from bot.messages import codec
from bot.messages.model import Document, Message, Text
from bot.platforms.terminal import command_of, show
from tests.conftest import KEY
from tests.world import OPERATOR, SECRETARIAT, exchange

ROOT = Path(__file__).resolve().parents[2]
NOW = "2027-01-17T09:12"
QUIET: dict[str, str | None] = {name: None for name in os.environ if name.startswith("CONVENOR_")}


@dataclass
class Terminal:
    """A directory to stand in, and an environment."""

    environment: Mapping[str, str | None]

    def __call__(self, *words: str, **environment: str) -> Result:
        given = {**QUIET, **self.environment, **environment}
        return CliRunner().invoke(main, list(words), env=given, prog_name="convenor")


@pytest.fixture(autouse=True)
def logging_as_it_was() -> Iterator[None]:
    handlers, level = logging.root.handlers[:], logging.root.level
    yield
    logging.root.handlers[:] = handlers
    logging.root.setLevel(level)
    structlog.reset_defaults()


@pytest.fixture
def terminal(database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    monkeypatch.chdir(tmp_path)
    return Terminal({"CONVENOR_DATABASE_URL": database_url, "CONVENOR_OPERATORS": OPERATOR})


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """Over a database that nobody has migrated."""
    monkeypatch.chdir(tmp_path)
    return Terminal({"CONVENOR_DATABASE_URL": f"sqlite:///{tmp_path}/new.db", "CONVENOR_OPERATORS": OPERATOR})


def test_a_command_that_is_done_prints_its_reply_and_ends_with_0(terminal: Terminal) -> None:
    done = terminal("run", "--as", OPERATOR, "administration list")
    assert (done.exit_code, done.stderr) == (0, "")
    assert "Scottish Government" in done.stdout


def test_without_as_the_first_operator_asks(terminal: Terminal) -> None:
    assert terminal("run", "administration", "list").exit_code == 0


def test_a_refusal_goes_to_standard_error_and_ends_with_1(terminal: Terminal) -> None:
    refused = terminal("run", "--as", "stranger@example.org", "administration list")
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert refused.stderr.startswith("I don't know which official you are yet.")


def test_a_fault_of_ours_ends_with_2_and_a_reference_but_no_traceback(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.presenters.administrations.listed", lambda *_: 1 / 0)
    broken = terminal("run", "administration list")
    assert broken.exit_code == 2
    assert "Something went wrong on our side." in broken.stderr
    assert "ZeroDivisionError" in broken.stderr
    assert "Traceback" not in broken.output


def test_the_group_is_named_by_an_option(terminal: Terminal, database: Database) -> None:
    exchange(database)
    refused = terminal("run", "--as", SECRETARIAT, "--group", "other", "group", "show")
    assert "other" in refused.stderr
    assert terminal("run", "--as", SECRETARIAT, "--group", "vawg", "group", "show").exit_code == 0


def test_words_that_were_quoted_for_the_shell_stay_together() -> None:
    assert command_of(["action add Publish"]) == "action add Publish"
    assert command_of(["action", "add", "Publish minutes", "owner:Lena Sct", "due:friday"]) == (
        'action add "Publish minutes" owner:"Lena Sct" due:friday'
    )


def document(text: str = "a,b\r\n") -> Answered:
    content = io.BytesIO(text.encode())
    return Answered(Document("actions.csv", "text/csv", content, len(text), Message("2 actions")))


def test_a_file_is_kept_here_and_never_over_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for _ in range(2):
        assert show(document(), say=say, command="convenor") == 0
    assert Path("actions.csv").read_bytes() == Path("actions (2).csv").read_bytes() == b"a,b\r\n"


def test_a_file_goes_where_it_was_told_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    show(document(), say=say, command="convenor", output="mine.csv")
    show(document(), say=say, command="convenor", output="mine.csv")
    assert Path("mine.csv").read_bytes() == b"a,b\r\n"
    assert "Saved as mine.csv (5 bytes)." in capsys.readouterr().out


def test_a_file_on_standard_output_stands_there_alone(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    show(document(), say=say, command="convenor", output="-")
    found = capfdbinary.readouterr()
    assert found.out == b"a,b\r\n"
    assert b"2 actions" in found.err


def test_a_file_that_cannot_be_written_is_not_said_to_be_there(terminal: Terminal, tmp_path: Path) -> None:
    terminal("run", 'group new vawg "VAWG" seats:SCT,WLS')
    failed = terminal("export", "actions", "--group", "vawg", "--output", str(tmp_path / "nowhere" / "file.csv"))
    assert (failed.exit_code, failed.stdout) == (2, "")
    assert failed.stderr.startswith("The file can't be written: No such file")


def test_what_people_typed_cannot_steer_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    from bot.messages.model import Paragraph

    show(Answered(Message("x", (Paragraph((Text("\x1b[31mred"),)),))), say=say, command="convenor")
    assert "\x1b" not in capsys.readouterr().out


def test_a_database_behind_its_migrations_says_so_and_ends_with_2(empty: Terminal) -> None:
    behind = empty("run", "administration list")
    assert behind.exit_code == 2
    assert "run convenor migrate first" in behind.stderr
    assert empty("migrate").exit_code == 0
    assert empty("migrate").exit_code == 0
    assert empty("run", "administration list").exit_code == 0


@pytest.mark.parametrize(
    ("environment", "sentence"),
    [
        ({"CONVENOR_SLACK__BOT_TOKEN": "xoxb-1"}, "CONVENOR_SLACK__SIGNING_SECRET is missing"),
        ({"CONVENOR_SLACK__SIGNING_SECRET": "s"}, "CONVENOR_SLACK__BOT_TOKEN is missing"),
        ({"CONVENOR_SLACK__APP_TOKEN": "xapp-1"}, "CONVENOR_SLACK__BOT_TOKEN is missing"),
        ({"CONVENOR_SLACK__BOT_TOKEN": "xoxb-1", "CONVENOR_SLACK__APP_TOKEN": "xoxb-1"}, "begin with xapp-"),
        ({"CONVENOR_DATABASE_URL": "mysql://x"}, "CONVENOR_DATABASE_URL can't be used"),
        ({"CONVENOR_DATABASE_URL": "nonsense"}, "CONVENOR_DATABASE_URL can't be used"),
        ({"CONVENOR_DATABASE_URL": "sqlite:////nowhere/at/all.db"}, "The database doesn't answer"),
        ({"CONVENOR_DATABASE_URL": "postgresql://127.0.0.1:9/x"}, "The database doesn't answer"),
        ({"CONVENOR_SLACK__SIGNING_SECRT": "x"}, "CONVENOR_SLACK__SIGNING_SECRT: there is no such setting"),
        ({"CONVENOR_BASE_URL": "convenor.example.org"}, "CONVENOR_BASE_URL is convenor.example.org: it begins with"),
        ({"CONVENOR_SECRET_KEYS": "short"}, "CONVENOR_SECRET_KEYS can't be used"),
        ({"CONVENOR_NOW": "soon"}, "CONVENOR_NOW"),
        ({"CONVENOR_WEB__PORT": "0"}, "CONVENOR_WEB__PORT"),
    ],
)
def test_unusable_settings_end_with_2_and_one_sentence(
    empty: Terminal, environment: dict[str, str], sentence: str
) -> None:
    found = empty("run", "administration list", **environment)
    assert found.exit_code == 2
    assert sentence in found.stderr
    assert len(found.stderr.strip().splitlines()) == 1


def test_nobody_to_ask_as_is_a_matter_of_usage(terminal: Terminal) -> None:
    found = terminal("run", "administration list", CONVENOR_OPERATORS="")
    assert found.exit_code == 2
    assert "Say who asks" in found.stderr


@pytest.mark.parametrize(
    ("written", "instant"),
    [(NOW, "2027-01-17 09:12:00"), ("2027-07-17T09:12+01:00", "2027-07-17 08:12:00"), ("2027-01-17", "2027-01-17 00:")],
)
def test_the_clock_is_set_by_an_option_before_or_after_the_command_or_by_the_environment(
    terminal: Terminal, written: str, instant: str
) -> None:
    for found in (
        terminal("--now", written, "check"),
        terminal("check", "--now", written),
        terminal("check", CONVENOR_NOW=written),
    ):
        assert f"It was set to {instant}" in found.stdout


def test_an_unreadable_time_is_refused(terminal: Terminal) -> None:
    found = terminal("tick", "--now", "half past nine")
    assert found.exit_code == 2
    assert "“half past nine”" in found.stderr


def test_the_service_runs_by_the_real_clock_alone(terminal: Terminal) -> None:
    for found in (
        terminal("--now", NOW, "serve"),
        terminal("serve", "--now", NOW),
        terminal("serve", CONVENOR_NOW=NOW),
    ):
        assert found.exit_code == 2
        assert "The service runs by the real clock" in found.stderr


def test_a_tick_prints_its_counts_and_leaves_what_it_cannot_reach(terminal: Terminal, database: Database) -> None:
    with database.writing("test") as uow:
        uow.outbox.say(
            key="a",
            subject="message",
            facts={"reply": codec.dump(Message("x"))},
            to=ToPlace("slack", "T1", "C1"),
            now=datetime(2027, 1, 1, tzinfo=UTC),
        )
    found = terminal("tick", "--now", NOW)
    assert found.exit_code == 0
    counts = json.loads(found.stdout)
    assert counts["at"] == "2027-01-17T09:12:00+00:00"
    assert counts["chores"]["failed"] == 0
    assert counts["deliveries"]["sent"] == counts["deliveries"]["undeliverable"] == 0


def test_the_audit_is_whole_until_somebody_changes_a_line(terminal: Terminal, database: Database) -> None:
    with database.writing("test") as uow:
        for number in range(3):
            uow.record("thing.changed", by=None, now=datetime(2027, 1, 1, tzinfo=UTC), subject=str(number))
    whole = terminal("audit", "verify")
    assert (whole.exit_code, whole.stdout) == (0, "3 lines in 1 chain: nothing altered, nothing missing.\n")
    with database.writing("test") as uow:
        uow.session.execute(update(models.AuditLine).where(models.AuditLine.number == 2).values(subject="x"))
    broken = terminal("audit", "verify")
    assert (broken.exit_code, broken.stderr) == (1, "What concerns no group: line 2 was altered.\n")


def test_a_code_is_printed_for_an_official_and_for_nobody_else(terminal: Terminal, database: Database) -> None:
    exchange(database)
    assert terminal("code", "nobody@example.org").exit_code == 1
    found = terminal("code", SECRETARIAT)
    assert found.exit_code == 0
    with database.reading() as uow:
        codes = uow.session.scalars(select(models.LinkingCode)).all()
    assert len(codes) == 1
    assert "me link " in found.stdout


def test_an_operator_gets_a_code_before_anything_else_was_done(terminal: Terminal) -> None:
    """The first account of a new service is tied so."""
    found = terminal("code", OPERATOR.upper())
    assert found.exit_code == 0
    assert "A code for Operator" in found.stdout


def test_a_check_shows_every_setting_and_no_secret(terminal: Terminal) -> None:
    found = terminal(
        "check",
        CONVENOR_SECRET_KEYS=KEY,
        CONVENOR_SLACK__SIGNING_SECRET="canary-signing",
        CONVENOR_SLACK__BOT_TOKEN="xoxb-canary",
        CONVENOR_SLACK__API_URL="http://127.0.0.1:9/",
    )
    assert "CONVENOR_SLACK__BOT_TOKEN: ***" in found.stdout.replace("**********", "***")
    assert "canary" not in found.output
    assert KEY not in found.output
    assert found.exit_code == 1
    assert "Slack: not good. No answer: unreachable." in found.stdout
    assert "Database: good." in found.stdout


def test_a_check_asks_for_a_key_where_slack_is_on(terminal: Terminal) -> None:
    found = terminal("check", CONVENOR_SLACK__SIGNING_SECRET="s", CONVENOR_SLACK__BOT_TOKEN="t")
    assert found.exit_code == 1
    assert "set CONVENOR_SECRET_KEYS" in found.stdout


def test_the_service_with_slack_needs_a_key(terminal: Terminal) -> None:
    found = terminal("serve", CONVENOR_SLACK__SIGNING_SECRET="s", CONVENOR_SLACK__BOT_TOKEN="t")
    assert found.exit_code == 2
    assert "CONVENOR_SECRET_KEYS is missing" in found.stderr


def test_slacks_manifest_is_json(terminal: Terminal) -> None:
    found = terminal("manifest", "slack", CONVENOR_BASE_URL="https://convenor.example.org")
    assert found.exit_code == 0
    assert json.loads(found.stdout)["features"]["slash_commands"][0]["command"] == "/wg"


def bare(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    given = {name: value for name, value in os.environ.items() if not name.startswith("CONVENOR_")}
    return subprocess.run(
        [sys.executable, *words],
        env={**given, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_the_terminal_is_a_program(tmp_path: Path) -> None:
    place = {"CONVENOR_DATABASE_URL": f"sqlite:///{tmp_path}/new.db", "CONVENOR_OPERATORS": OPERATOR}
    assert bare("-m", "bot", "migrate", **place).returncode == 0
    found = bare("-m", "bot", "run", "administration list", **place)
    assert (found.returncode, found.stderr) == (0, "")
    assert "Welsh Government" in found.stdout


def test_a_command_loads_neither_web_nor_chat(tmp_path: Path) -> None:
    script = (
        "import sys; from click.testing import CliRunner; from bot.__main__ import main\n"
        "print(CliRunner().invoke(main, ['run', '--as', 'x@example.org', 'help']).exit_code)\n"
        "heavy = ('slack_sdk', 'slack_bolt', 'starlette', 'uvicorn', 'aiohttp')\n"
        "print([name for name in heavy if name in sys.modules])"
    )
    place = {"CONVENOR_DATABASE_URL": f"sqlite:///{tmp_path}/new.db"}
    assert bare("-m", "bot", "migrate", **place).returncode == 0
    assert bare("-c", script, **place).stdout == "0\n[]\n"
