"""What ``convenor check`` asks of Teams: each registration's secret, the keys, our address, the channels."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator, Sequence

from bot.app.finding import Finding
from bot.db.unit_of_work import Database
from bot.gateways import TryLater, Undeliverable
from bot.platforms.teams.adapter import PATH
from bot.platforms.teams.clouds import Cloud, cloud_of
from bot.platforms.teams.keys import Keys, Unavailable
from bot.platforms.teams.tokens import Tokens
from bot.platforms.teams.wire import Wire
from bot.settings import Settings, Teams, TeamsApp

Say = Callable[..., str]
Channel = tuple[str, str]
"""Tenant and conversation."""


async def findings(settings: Settings, teams: Teams, say: Say) -> AsyncIterator[Finding]:
    """One thing at a time."""
    cloud = cloud_of(teams)
    wire = Wire(cloud)
    tokens = Tokens(teams, cloud, wire)
    try:
        for registration in teams.registrations:
            yield await _registration(tokens, registration, say)
        yield await _keys(cloud, wire, say)
        address = settings.base_url.rstrip("/") + PATH
        good = address.startswith("https://")
        words = say("check-teams-address-good" if good else "check-teams-address-bad", address=address)
        yield Finding("teams-address", good, words)
    finally:
        await wire.close()


def channels(database: Database, linked: Sequence[Channel], say: Say) -> Iterator[Finding]:
    """Whether Teams has told us of each channel that a group is linked to, and not that we were removed."""
    with database.reading() as uow:
        for tenant, channel in linked:
            there = uow.conversations.named("teams", tenant, channel) is not None
            key = "check-teams-channel-good" if there else "check-teams-channel-outside"
            yield Finding("teams-channel", there, say(key, channel=channel))


async def _registration(tokens: Tokens, registration: TeamsApp, say: Say) -> Finding:
    client = registration.client_id
    try:
        await tokens.asked(registration)
    except Undeliverable as refused:
        return Finding("teams", False, say("check-teams-refuses", client=client, reason=str(refused)))
    except TryLater as away:
        return Finding("teams", False, say("check-teams-away", reason=str(away)))
    return Finding("teams", True, say("check-teams-good", client=client, tenants=len(registration.tenants)))


async def _keys(cloud: Cloud, wire: Wire, say: Say) -> Finding:
    try:
        await Keys(cloud.metadata, wire).key("any")
    except Unavailable:
        return Finding("teams-keys", False, say("check-teams-keys-missing", address=cloud.metadata))
    return Finding("teams-keys", True, say("check-teams-keys-good"))
