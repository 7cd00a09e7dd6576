"""Slack's app manifest, from the settings: what an administrator pastes when creating the app.

Each government makes its own app from it, so nothing is asked for that has no reason; ``scopes`` gives them in words.
The form is docs.slack.dev/reference/app-manifest.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from bot.platforms.slack.channels import CHANGES
from bot.platforms.slack.installing import RETURN
from bot.platforms.slack.listeners import PATH
from bot.platforms.slack.payloads import MAKE_ACTION
from bot.settings import Settings, Slack

Say = Callable[[str], str]
"""A sentence by its key in ``words/<locale>/slack.ftl``."""

SCOPES: Final = (
    "commands",
    "app_mentions:read",
    "chat:write",
    "files:write",
    "im:write",
    "im:history",
    "channels:history",
    "groups:history",
    "channels:read",
    "groups:read",
    "users:read",
)

HISTORY: Final = frozenset(("channels:history", "groups:history"))
CHANNELS: Final = frozenset(("channels:read", "groups:read"))
PEOPLE: Final = frozenset(("users:read",))
DISPENSABLE: Final = HISTORY | CHANNELS | PEOPLE
"""Permissions that an administrator may refuse. Without ``HISTORY`` a post whose fate is unknown is made again, and
says so; without ``CHANNELS`` a channel that was lost, or is ours again, is found out by the next post or within a day;
without ``PEOPLE`` somebody mentioned who is of another workspace is taken for one of ours, unless the group knows
them."""

EVENTS: Final = ("app_home_opened", "app_mention", "message.im", *CHANGES)

REMOVALS: Final = ("app_uninstalled", "tokens_revoked")
"""Beside them, where workspaces install the app themselves. They need no permission."""


def scopes(say: Say) -> dict[str, str]:
    """Each permission that the app asks for, with its reason."""
    return {scope: say(f"slack-scope-{scope.replace(':', '-').replace('_', '-')}") for scope in SCOPES}


def manifest(settings: Settings, say: Say, *, socket: bool = False) -> dict[str, Any]:
    """The manifest, ready to be written as JSON. By ``socket`` no address stands in it, for nobody calls us; else Slack
    takes it only if ``base_url`` is a public ``https`` address. Tokens rotate where workspaces install the app: one
    that stands in the settings would run out."""
    address = settings.base_url.rstrip("/") + PATH
    command = settings.slack.command if settings.slack else Slack.model_fields["command"].default
    called = {} if socket else {"url": address}
    requested = {} if socket else {"request_url": address}
    many = settings.slack is not None and settings.slack.client_id is not None
    redirects = {"redirect_urls": [settings.base_url.rstrip("/") + RETURN]} if many else {}
    return {
        "_metadata": {"major_version": 1, "minor_version": 1},
        "display_information": {
            "name": "Convenor",
            "description": say("slack-description"),
            "long_description": say("slack-long-description"),
            "background_color": "#1d3c4f",
        },
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "shortcuts": [
                {
                    "name": say("slack-shortcut-make-action"),
                    "type": "message",
                    "callback_id": MAKE_ACTION,
                    "description": say("slack-shortcut-make-action-description"),
                }
            ],
            "bot_user": {"display_name": "Convenor", "always_online": True},
            "slash_commands": [
                {
                    "command": command,
                    **called,
                    "description": say("slack-command-description"),
                    "usage_hint": say("slack-command-hint"),
                    "should_escape": True,
                }
            ],
        },
        "oauth_config": {**redirects, "scopes": {"bot": list(SCOPES)}},
        "settings": {
            "event_subscriptions": {**requested, "bot_events": [*EVENTS, *(REMOVALS if many else ())]},
            "interactivity": {"is_enabled": True, **requested},
            "org_deploy_enabled": many,
            "socket_mode_enabled": socket,
            "token_rotation_enabled": many and settings.slack is not None and settings.slack.bot_token is None,
        },
    }
