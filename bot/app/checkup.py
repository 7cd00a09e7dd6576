"""What ``convenor check`` looks at: settings, database, clock, zone data, keys, Slack."""

from __future__ import annotations

import asyncio
import os
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from importlib.metadata import version
from typing import Final

from sqlalchemy import select

from bot.app import lists_checkup, opened
from bot.app.finding import Finding
from bot.clock import system
from bot.db import models
from bot.db.errors import DatabaseError
from bot.db.schema import BehindItsMigrations, require_current
from bot.db.unit_of_work import Database
from bot.gateways import TryLater
from bot.settings import Settings, UnusableSettings, unknown

ASKEW_SECONDS: Final = 5
"""How far the database's clock may differ from ours before leases and due times suffer."""

_PASSWORD = re.compile(r"(//[^:/@]*:)[^@]+@|((?:password|passfile|sslkey|sslpassword)=)[^&]+")

Say = Callable[..., str]


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
    places: Sequence[str] = ()
    told: Sequence[Finding] = ()
    lists: Sequence[Finding] = ()
    for name in unknown(os.environ):
        yield Finding("unknown", False, say("check-unknown-bad", name=name))
    yield _keys(settings, say)
    yield Finding("zones", True, say("check-zones-good", version=version("tzdata")))
    try:
        with opened(settings) as database:
            yield _database(settings, database, say)
            yield _clock(database, now, say)
            places = _places(database)
            told = _teams_channels(settings, database, say)
            lists = _lists(settings, database, now or system(), say)
    except (UnusableSettings, DatabaseError) as error:
        yield Finding("database", False, str(error))
    yield from _slack(settings, places, now, say)
    yield from (*_teams(settings, say), *told)
    yield _email(settings, say)
    yield from lists


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


def _places(database: Database) -> Sequence[str]:
    """The Slack channels that groups are linked to; none where the database isn't up to date."""
    try:
        with database.reading() as uow:
            found = select(models.Place.channel).where(models.Place.platform == "slack").order_by(models.Place.channel)
            return uow.session.scalars(found).all()
    except DatabaseError:
        return ()


def _slack(settings: Settings, places: Sequence[str], now: datetime | None, say: Say) -> Iterator[Finding]:
    if settings.slack is None:
        yield Finding("slack", True, say("check-slack-off"))
        return
    from bot.app.slack_checkup import findings as slack_findings  # only where Slack is on

    chosen = settings.slack

    async def looked() -> list[Finding]:
        return [one async for one in slack_findings(chosen, places, system() if now is None else None, say)]

    yield from asyncio.run(looked())


def _teams(settings: Settings, say: Say) -> Iterator[Finding]:
    chosen = settings.teams
    if chosen is None:
        yield Finding("teams", True, say("check-teams-off"))
        return
    from bot.app.teams_checkup import findings as teams_findings  # only where Teams is on

    async def looked() -> list[Finding]:
        return [one async for one in teams_findings(settings, chosen, say)]

    yield from asyncio.run(looked())


def _teams_channels(settings: Settings, database: Database, say: Say) -> Sequence[Finding]:
    if settings.teams is None:
        return ()
    from bot.app.teams_checkup import channels

    wanted = select(models.Place.workspace, models.Place.channel).where(models.Place.platform == "teams")
    with database.reading() as uow:
        linked = [(tenant, channel) for tenant, channel in uow.session.execute(wanted.order_by(models.Place.channel))]
    return tuple(channels(database, linked, say))


def _lists(settings: Settings, database: Database, now: datetime, say: Say) -> Sequence[Finding]:
    """The e-mail lists of groups; none where the database isn't up to date."""
    try:
        return tuple(lists_checkup.findings(database, now, say, mails=settings.smtp is not None))
    except DatabaseError:
        return ()


def _email(settings: Settings, say: Say) -> Finding:
    if settings.smtp is None:
        return Finding("email", True, say("check-email-off"))
    from bot.platforms.email.gateway import greet  # only where e-mail is on

    try:
        asyncio.run(greet(settings.smtp))
    except TryLater as away:
        return Finding("email", False, say("check-email-away", reason=str(away)))
    return Finding("email", True, say("check-email-good", host=settings.smtp.host, sender=settings.smtp.sender))
