"""The app package that a Teams administrator uploads, from the settings: a manifest and two icons in a zip.

Each government registers its own app and uploads its own package. Nothing is asked for beyond what bots have: no
permission to read messages, and none of the directory's. The form is Microsoft's published schema of apps.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

from bot.platforms.teams import icons
from bot.platforms.teams.payloads import MAKE_ACTION
from bot.settings import Settings, TeamsApp

Say = Callable[[str], str]
"""A sentence by its key in ``words/<locale>``."""

VERSION: Final = "1.29"
SCHEMA: Final = f"https://developer.microsoft.com/json-schemas/teams/v{VERSION}/MicrosoftTeams.schema.json"
"""The first version in which private answers and slash commands can be declared."""

PACKAGE: Final = "1.0.0"
"""Our package's own version; raised whenever it says something else."""

COMMANDS: Final = (
    *("my", "home", "rota", "rota why", "rota accept", "meeting list", "meeting add", "action add", "action list"),
    *("me", "undo", "help"),
)
"""What Teams lists where somebody begins to type: the twelve that it takes."""

DESCRIBED: Final = 128
"""Characters of a command's description that Teams shows."""

_STAMP: Final = (2026, 11, 26, 0, 0, 0)
"""Of every file, so that the same settings give the same bytes."""


@dataclass(frozen=True)
class Publisher:
    """Who offers the app to their people, with the pages that Teams shows beside it."""

    name: str
    website: str
    privacy: str
    terms: str


def package(settings: Settings, app: TeamsApp, publisher: Publisher, say: Say) -> bytes:
    """The package of one registration, ready to be uploaded."""
    written = json.dumps(manifest(settings, app, publisher, say), indent=2, ensure_ascii=False)
    files = {"manifest.json": written.encode(), "color.png": icons.colour(), "outline.png": icons.outline()}
    found = io.BytesIO()
    with zipfile.ZipFile(found, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, _STAMP), content)
    return found.getvalue()


def manifest(settings: Settings, app: TeamsApp, publisher: Publisher, say: Say) -> dict[str, Any]:
    """What stands in it. Teams takes it only if the publisher's pages are ``https``."""
    lists = [
        {"scopes": ["personal"], "triggers": ["mention"], "commands": _commands(say)},
        {"scopes": ["team", "groupChat"], "triggers": ["mention", "slash"], "commands": _commands(say)},
    ]
    return {
        "$schema": SCHEMA,
        "manifestVersion": VERSION,
        "version": PACKAGE,
        "id": app.client_id,
        "developer": {
            "name": publisher.name,
            "websiteUrl": publisher.website,
            "privacyUrl": publisher.privacy,
            "termsOfUseUrl": publisher.terms,
        },
        "name": {"short": "Convenor", "full": say("teams-name")},
        "description": {"short": say("teams-description"), "full": say("slack-long-description")},
        "icons": {"color": "color.png", "outline": "outline.png"},
        "accentColor": "#1D3C4F",
        "bots": [
            {
                "botId": app.client_id,
                "scopes": ["personal", "team", "groupChat"],
                "supportsFiles": True,
                "isNotificationOnly": False,
                "supportsTargetedMessages": True,
                "commandLists": lists,
            }
        ],
        "composeExtensions": [
            {
                "botId": app.client_id,
                "commands": [
                    {
                        "id": MAKE_ACTION,
                        "type": "action",
                        "context": ["message"],
                        "title": say("slack-shortcut-make-action"),
                        "description": say("slack-shortcut-make-action-description"),
                        "fetchTask": True,
                    }
                ],
            }
        ],
        "validDomains": [urlsplit(settings.base_url).hostname or ""],
    }


def _commands(say: Say) -> list[dict[str, str]]:
    return [{"title": name, "description": say(f"help-{name.replace(' ', '-')}")[:DESCRIBED]} for name in COMMANDS]
