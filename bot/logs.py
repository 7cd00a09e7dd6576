"""Structured logs to standard error, as text or as JSON. Tracebacks show no local variables, for those hold secrets,
and every secret of the settings is masked wherever it turns up."""

from __future__ import annotations

import logging
import sys
import traceback
from collections.abc import Callable, Iterable
from urllib.parse import urlsplit

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

from bot.settings import Settings

MASK = "***"
MASKED_FROM = 8
"""Characters of a database password that is masked; to mask a shorter one would black out common words."""

QUIET = (
    "apscheduler",
    "slack_bolt",
    "slack_sdk",
    "microsoft_teams",
    "aiohttp",
    "aiosmtplib",
    "alembic",
    "asyncio",
    "uvicorn",
)
"""Libraries that tell more than anybody wants to know; their warnings are kept."""


def configure(settings: Settings | None = None, *, brief: bool = False, level: int = logging.INFO) -> None:
    """Set up logging for this process, ours and that of libraries. With ``brief`` a failure is one line that names
    the place of the fault, for people at a terminal; else its whole traceback follows."""
    secrets = _secrets(settings)
    rendered: Processor = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if settings is not None and settings.log_format == "json"
        else structlog.dev.ConsoleRenderer(
            colors=sys.stderr.isatty(), exception_formatter=structlog.dev.plain_traceback, sort_keys=False
        )
    )
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _place_of_fault if brief else structlog.processors.format_exc_info,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, _masking(rendered, secrets)],
        )
    )
    logging.basicConfig(handlers=[handler], level=logging.WARNING if brief else level, force=True)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)


def _secrets(settings: Settings | None) -> tuple[str, ...]:
    if settings is None:
        return ()
    found = [*settings.keys]
    if settings.slack is not None:
        given = (
            settings.slack.signing_secret,
            settings.slack.bot_token,
            settings.slack.app_token,
            settings.slack.client_secret,
        )
        found += [secret.get_secret_value() for secret in given if secret is not None]
    if settings.teams is not None:
        secrets = (one.client_secret for one in settings.teams.registrations)
        found += [secret.get_secret_value() for secret in secrets if secret is not None]
    if settings.smtp is not None and settings.smtp.password is not None:
        found.append(settings.smtp.password.get_secret_value())
    password = urlsplit(settings.database_url).password or ""
    if len(password) >= MASKED_FROM:
        found.append(password)
    return tuple(sorted(set(found), key=len, reverse=True))


def _masking(render: Processor, secrets: Iterable[str]) -> Callable[[WrappedLogger, str, EventDict], str]:
    known = tuple(secret for secret in secrets if secret)

    def masked(logger: WrappedLogger, name: str, event: EventDict) -> str:
        line = str(render(logger, name, event))
        for secret in known:
            line = line.replace(secret, MASK)
        return line

    return masked


def _place_of_fault(_logger: WrappedLogger, _name: str, event: EventDict) -> EventDict:
    """What went wrong and where, on the event's own line."""
    error = event.pop("exc_info", None)
    if error is True:
        error = sys.exc_info()[1]
    if isinstance(error, tuple):
        error = error[1]
    if isinstance(error, BaseException):
        frames = traceback.extract_tb(error.__traceback__)
        event["error"] = type(error).__name__
        event["at"] = f"{frames[-1].filename}:{frames[-1].lineno}" if frames else ""
    return event
