"""Who we are in the workspace of the settings, and what we may do: asked at the start and by ``convenor check``."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Final

from bot.platforms.slack.api import Api, Headers
from bot.settings import Slack

_COMMAND: Final = re.compile(r"/[a-z0-9_-]{1,31}")


@dataclass(frozen=True)
class Workspace:
    """A workspace where the app is installed. ``bot_account`` is our own account there; all but the name are ids."""

    id: str
    name: str
    bot_account: str


@dataclass(frozen=True)
class Looked:
    """What ``auth.test`` told: ``scopes`` that the token has and ``at``, Slack's own time, are ``None`` where it
    didn't say."""

    workspace: Workspace
    scopes: frozenset[str] | None
    at: datetime | None


async def workspace(settings: Slack, api: Api | None = None) -> Workspace:
    """The workspace of the bot token. Raises ``TryLater`` where Slack is away, ``Undeliverable`` with Slack's code
    (``invalid_auth``, ``account_inactive``, ``token_revoked``) where the token is no good, or ``Unknown``."""
    used = api or Api(settings.api_url)
    try:
        return (await look(settings, used)).workspace
    finally:
        if api is None:
            await used.close()


async def look(settings: Slack, api: Api) -> Looked:
    """The same, with what else the answer tells."""
    found, headers = await api.look("auth.test", bot_token(settings))
    known = Workspace(
        id=str(found.get("team_id") or found.get("enterprise_id", "")),
        name=str(found.get("team", "")),
        bot_account=str(found.get("user_id", "")),
    )
    return Looked(known, _scopes(headers), _at(headers))


async def connects(settings: Slack, api: Api) -> None:
    """Whether Slack would let the app token connect; no connection is opened. Raises as ``workspace`` does:
    ``missing_scope`` where the token lacks ``connections:write``."""
    token = settings.app_token.get_secret_value() if settings.app_token else None
    await api.call("apps.connections.open", token)


async def reads(settings: Slack, api: Api, channel: str) -> None:
    """Whether we are in a channel. Raises as ``workspace`` does: ``not_in_channel``, ``channel_not_found``."""
    await api.call("conversations.history", bot_token(settings), channel=channel, limit="1")


def bot_token(settings: Slack) -> str | None:
    return settings.bot_token.get_secret_value() if settings.bot_token else None


def names_a_command(text: str) -> bool:
    """Whether Slack takes this as a slash command's name."""
    return _COMMAND.fullmatch(text) is not None


def _scopes(headers: Headers) -> frozenset[str] | None:
    told = headers.get("X-OAuth-Scopes")
    return None if told is None else frozenset(scope.strip() for scope in told.split(",")) - {""}


def _at(headers: Headers) -> datetime | None:
    with suppress(ValueError, TypeError):
        found = parsedate_to_datetime(headers.get("Date", ""))
        return found if found.tzinfo is not None else None
    return None
