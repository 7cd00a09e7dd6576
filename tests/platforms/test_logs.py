"""Logs tell what happened and where, and never a secret."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from typing import Literal

import pytest
import structlog
from pydantic import SecretStr

from bot.logs import MASK, configure
from bot.settings import Settings, Slack

Form = Literal["text", "json"]
KEY = "canary-key-canary-key-canary-key"


@pytest.fixture(autouse=True)
def logging_as_it_was() -> Iterator[None]:
    handlers, level = logging.root.handlers[:], logging.root.level
    yield
    logging.root.handlers[:] = handlers
    logging.root.setLevel(level)
    structlog.reset_defaults()


def settings(form: Form) -> Settings:
    return Settings(  # type: ignore[call-arg]
        _env_file=None,
        database_url="postgresql://convenor:canary-password@db/convenor",
        secret_keys=(SecretStr(KEY),),
        slack=Slack(signing_secret=SecretStr("canary-signing"), bot_token=SecretStr("xoxb-canary")),
        log_format=form,
    )


def failing(secret_local: str) -> None:
    raise KeyError("no such thing")


@pytest.mark.parametrize("form", ["text", "json"])
def test_secrets_are_masked_wherever_they_turn_up(form: Form, capsys: pytest.CaptureFixture[str]) -> None:
    configure(settings(form), level=logging.DEBUG)
    structlog.get_logger().info("told", token="xoxb-canary", address="postgresql://convenor:canary-password@db")
    structlog.get_logger().debug(f"said {KEY}")
    logging.getLogger("somebody.else").warning("their line: %s", "canary-signing")
    words = "refused xoxb-canary"
    try:
        raise ValueError(words)
    except ValueError:
        structlog.get_logger().exception("failed")
    written = capsys.readouterr().err
    assert "canary" not in written
    assert written.count(MASK) == 5


def test_json_is_one_object_a_line_with_its_trace(capsys: pytest.CaptureFixture[str]) -> None:
    configure(settings("json"))
    try:
        failing("canary-local")
    except KeyError:
        structlog.get_logger().exception("command failed", reference="ab12cd34")
    logging.getLogger("somebody.else").warning("their line")
    ours, theirs = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert (ours["event"], ours["reference"], ours["level"]) == ("command failed", "ab12cd34", "error")
    assert "KeyError: 'no such thing'" in ours["exception"]
    assert theirs["event"] == "their line"


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_trace_shows_no_local_variable(form: Form, capsys: pytest.CaptureFixture[str]) -> None:
    configure(settings(form))
    try:
        failing("unheard-of-" + "value")
    except KeyError:
        structlog.get_logger().exception("command failed")
    written = capsys.readouterr().err
    assert "Traceback" in written
    assert "unheard-of-value" not in written


def test_at_a_terminal_a_failure_is_one_line_that_names_the_place(capsys: pytest.CaptureFixture[str]) -> None:
    configure(settings("text"), brief=True)
    try:
        failing("x")
    except KeyError:
        structlog.get_logger().exception("command failed", reference="ab12cd34")
    structlog.get_logger().info("not worth a line")
    line = capsys.readouterr().err
    assert line.count("\n") == 1
    assert "Traceback" not in line
    assert all(part in line for part in ("ab12cd34", "KeyError", "test_logs.py:"))
