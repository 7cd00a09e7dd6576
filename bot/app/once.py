"""One round of scheduler and delivery, for ``convenor tick``."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass
from datetime import datetime

import structlog

from bot.app import App
from bot.deliverer import Deliverer
from bot.gateways import Gateway, TryLater, Undeliverable, Unknown
from bot.notices import NOTICES
from bot.notices.model import Notice
from bot.scheduler import chores, tick

log = structlog.get_logger()


@dataclass(frozen=True)
class _Mails:
    gateway: Gateway
    notices: Mapping[str, Notice]


def round_of(app: App, now: datetime) -> dict[str, dict[str, int]]:
    """Do what is due at an instant and say what can be said; what was done, by chore, and what came of each entry."""
    return asyncio.run(_round(app, now))


async def _round(app: App, now: datetime) -> dict[str, dict[str, int]]:
    done = await asyncio.to_thread(tick, app.database, now, chores(mails=app.settings.smtp is not None))
    async with _gateways(app) as gateways, _mails(app) as mails:
        spoken = mails.notices if mails else NOTICES
        ways = [*gateways, *([mails.gateway] if mails else [])]
        deliverer = Deliverer(app.database, ways, app.clock, notices=spoken, operators=app.settings.operators)
        said = await deliverer.deliver_due(now)
    return {"chores": done, "deliveries": asdict(said)}


@asynccontextmanager
async def _gateways(app: App) -> AsyncIterator[Sequence[Gateway]]:
    """The ways out that are configured, the preferred one first."""
    async with _slack(app) as slack, _teams(app) as teams:
        yield [*slack, *teams]


@asynccontextmanager
async def _slack(app: App) -> AsyncIterator[Sequence[Gateway]]:
    """A Slack that is away delays what is for it."""
    if app.settings.slack is None:
        yield ()
        return
    from bot.app.slack import SlackFace, slack_of  # only where Slack is on: its libraries take a second to load

    settings = slack_of(app.settings)
    assert settings is not None
    face = SlackFace(app, settings)
    try:
        if settings.bot_token is not None:
            await face.confirm()
        if settings.client_id is not None:
            await face.tokens.round()
    except (TryLater, Unknown, Undeliverable) as away:
        log.warning("slack is away", reason=str(away))
    try:
        yield [face.gateway]
    finally:
        await face.api.close()


@asynccontextmanager
async def _teams(app: App) -> AsyncIterator[Sequence[Gateway]]:
    if app.settings.teams is None:
        yield ()
        return
    from bot.app.teams import TeamsFace  # only where Teams is on: its libraries take a second to load

    face = TeamsFace(app, app.settings.teams)
    async with face.listening():
        yield [face.gateway]


@asynccontextmanager
async def _mails(app: App) -> AsyncIterator[_Mails | None]:
    """E-mail, where it is on."""
    if app.settings.smtp is None:
        yield None
        return
    from bot.app import mail  # only where e-mail is on

    smtp = mail.smtp_of(app.settings)
    assert smtp is not None
    gateway = mail.gateway(app.database, app.settings, smtp, app.clock)
    try:
        yield _Mails(gateway, mail.notices(mail.links_of(app.settings), smtp.organiser))
    finally:
        await gateway.close()
