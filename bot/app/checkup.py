"""What ``convenor check`` looks at: settings, database, clock, zone data, keys, Slack."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from typing import Final

from bot.app import opened
from bot.clock import system
from bot.db.errors import DatabaseError
from bot.db.schema import BehindItsMigrations, require_current
from bot.db.unit_of_work import Database
from bot.delivery import TryLater, Undeliverable, Unknown
from bot.settings import Settings, UnusableSettings

ASKEW_SECONDS: Final = 5
"""How far the database's clock may differ from ours before leases and due times suffer."""

_PASSWORD = re.compile(r"(//[^:/@]*:)[^@]+@|((?:password|passfile|sslkey|sslpassword)=)[^&]+")

Say = Callable[..., str]


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at."""

    about: str
    good: bool
    words: str


def shown_settings(settings: Settings) -> Iterator[tuple[str, str]]:
    """Every setting by its name in the environment; secrets masked."""
    for name, value in settings.model_dump().items():
        parts = value.items() if isinstance(value, dict) else [("", value)]
        for part, found in parts:
            full = f"CONVENOR_{name}{'__' if part else ''}{part}".upper()
            yield full, masked(found)


def masked(value: object) -> str:
    """The value as it may be shown: secrets as asterisks, addresses without their password."""
    if isinstance(value, tuple | list):
        return ", ".join(masked(one) for one in value) or "-"
    return (
        _PASSWORD.sub(lambda found: f"{found[1]}***@" if found[1] else f"{found[2]}***", str(value)) if value else "-"
    )


def findings(settings: Settings, now: datetime | None, say: Say) -> Iterator[Finding]:
    """What stands and what doesn't, one thing at a time. ``now`` is a clock that was set by hand."""
    keys = _keys(settings, say)
    yield keys
    yield Finding("zones", True, say("check-zones-good", version=version("tzdata")))
    try:
        with opened(settings) as database:
            yield _database(settings, database, say)
            yield _clock(database, now, say)
    except (UnusableSettings, DatabaseError) as error:
        yield Finding("database", False, str(error))
    if keys.good:
        yield _slack(settings, say)
        yield _email(settings, say)


def _keys(settings: Settings, say: Say) -> Finding:
    if settings.keys:
        return Finding("keys", True, say("check-keys-good", keys=len(settings.keys)))
    if settings.slack is None and settings.smtp is None:
        return Finding("keys", True, say("check-keys-none"))
    return Finding("keys", False, say("check-keys-missing"))


def _database(settings: Settings, database: Database, say: Say) -> Finding:
    try:
        require_current(database.engine)
    except BehindItsMigrations as behind:
        return Finding("database", False, say("check-database-behind", reason=str(behind)))
    return Finding("database", True, say("check-database-good", address=masked(settings.database_url)))


def _clock(database: Database, now: datetime | None, say: Say) -> Finding:
    if now is not None:
        return Finding("clock", True, say("check-clock-set", now=f"{now:%Y-%m-%d %H:%M:%S}"))
    ours = system()
    with database.reading() as uow:
        apart = abs((uow.waiting.database_time() - ours).total_seconds())
    words = say("check-clock-good", now=f"{ours:%Y-%m-%d %H:%M:%S}", seconds=f"{apart:.1f}")
    return Finding("clock", apart <= ASKEW_SECONDS, words)


def _slack(settings: Settings, say: Say) -> Finding:
    if settings.slack is None:
        return Finding("slack", True, say("check-slack-off"))
    from bot.platforms.slack.check import workspace  # only where Slack is on

    try:
        found = asyncio.run(workspace(settings.slack))
    except Undeliverable as refused:
        return Finding("slack", False, say("check-slack-refuses", reason=str(refused)))
    except (TryLater, Unknown) as away:
        return Finding("slack", False, say("check-slack-away", reason=str(away)))
    return Finding("slack", True, say("check-slack-good", name=found.name, workspace=found.id))


def _email(settings: Settings, say: Say) -> Finding:
    if settings.smtp is None:
        return Finding("email", True, say("check-email-off"))
    from bot.platforms.email.gateway import greet  # only where e-mail is on

    try:
        asyncio.run(greet(settings.smtp))
    except TryLater as away:
        return Finding("email", False, say("check-email-away", reason=str(away)))
    return Finding("email", True, say("check-email-good", host=settings.smtp.host, sender=settings.smtp.sender))
