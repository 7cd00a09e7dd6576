"""People whom a command mentions: whose workspace is theirs.

A mention carries an account's id alone. In a channel that is shared (Slack Connect) it may be that of another
workspace, and Slack tells which. ``<@T9/U9|Noor>`` is how the core then reads it: an account there.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from bot.platforms.fields import optional, part
from bot.platforms.slack.api import Api
from bot.platforms.slack.fields import ID

MOST: Final = 20
"""People that are asked about for one command."""

_MENTION = re.compile(r"<@(?:[A-Z0-9]{1,30}/)?(?P<id>[UW][A-Z0-9]{1,30})(?:\|(?P<name>[^>\n]{0,200}))?>")
_QUALIFIED = re.compile(r"<@[A-Z0-9]{1,30}/(?=[A-Za-z0-9_.-]+(?:\||>))")
_UNFIT = re.compile(r"[\x00-\x1f]+")


@dataclass(frozen=True)
class Theirs:
    """Whose an account is, as Slack tells: its workspace, and the organisation above that, each empty where there is
    none; and what its owner is called."""

    workspace: str
    organisation: str
    name: str


def mentioned(text: str, fields: Mapping[str, str]) -> list[str]:
    """The accounts that are mentioned in a typed command, and in fields where a person was picked."""
    typed = [found["id"] for found in _MENTION.finditer(text)]
    picked = [found["id"] for value in fields.values() if (found := _MENTION.fullmatch(value.strip()))]
    return list(dict.fromkeys([*typed, *picked]))[:MOST]


def plain(text: str) -> str:
    """Without workspaces in its mentions: whoever wrote one there, Slack is who knows."""
    return _QUALIFIED.sub("<@", text)


def qualified(text: str, homes: Mapping[str, tuple[str, str]]) -> str:
    """With the workspace of each account that is known in ``homes``, beside what its owner is called; a name that
    stands there stays."""

    def told(found: re.Match[str]) -> str:
        if found["id"] not in homes:
            return found[0]
        workspace, name = homes[found["id"]]
        shown = found["name"] or html.escape(_UNFIT.sub(" ", name)[:100], quote=False)
        return f"<@{workspace}/{found['id']}{'|' if shown else ''}{shown}>"

    return _MENTION.sub(told, text)


def picked(value: str, homes: Mapping[str, tuple[str, str]]) -> str:
    """The same for a field: only where it holds a person who was picked and nothing else."""
    return qualified(value, homes) if _MENTION.fullmatch(value.strip()) else value


async def theirs(api: Api, token: str | None, account: str) -> Theirs | None:
    """What Slack tells of an account; ``None`` where it tells no workspace. Raises as ``Api.call`` does, and
    ``Malformed``."""
    user = part(await api.call("users.info", token, user=account), "user")
    workspace = optional(user, "team_id", ID)
    above = optional(part(user, "enterprise_user"), "enterprise_id", ID) or ""
    names = [user.get("real_name"), user.get("name")]
    name = next((one for one in names if isinstance(one, str) and one.strip()), "")
    return Theirs(workspace, above, name) if workspace is not None else None
