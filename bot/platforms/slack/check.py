"""Who we are in the workspace of the settings: asked at the start and by ``convenor check``."""

from __future__ import annotations

from dataclasses import dataclass

from bot.platforms.slack.api import Api
from bot.settings import Slack


@dataclass(frozen=True)
class Workspace:
    """A workspace where the app is installed. ``bot_account`` is our own account there; all but the name are ids."""

    id: str
    name: str
    bot_account: str


async def workspace(settings: Slack, api: Api | None = None) -> Workspace:
    """The workspace of the bot token. Raises ``TryLater`` where Slack is away, ``Undeliverable`` with Slack's code
    (``invalid_auth``, ``account_inactive``, ``token_revoked``) where the token is no good, or ``Unknown``."""
    used = api or Api(settings.api_url)
    try:
        token = settings.bot_token.get_secret_value() if settings.bot_token else None
        found = await used.call("auth.test", token)
    finally:
        if api is None:
            await used.close()
    return Workspace(
        id=str(found.get("team_id") or found.get("enterprise_id", "")),
        name=str(found.get("team", "")),
        bot_account=str(found.get("user_id", "")),
    )
