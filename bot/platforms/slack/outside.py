"""People from outside, in channels that are shared with their workspace (Slack Connect): whose account theirs is.

The id of an account is good only together with the workspace, or the organisation, to which it belongs: what another
workspace calls ``U1`` is somebody else. So each is known by their own, and never taken for one of ours.
"""

from __future__ import annotations

from bot.platforms.fields import Json, optional, part
from bot.platforms.slack.fields import ID


def pressed(payload: Json, workspace: str) -> str:
    """The workspace of somebody who pressed or sent something in ours; empty for our own people. Of an organisation's
    people Slack names the workspace, so there the organisation counts."""
    theirs = optional(part(payload, "user"), "team_id", ID)
    whole = payload.get("is_enterprise_install") in (True, "true")
    return theirs if theirs is not None and theirs != workspace and not whole else ""


def typed(payload: Json, installed: Json, workspace: str) -> str:
    """The same of somebody who typed. ``user_team`` is always the sender's own; what else an event says of workspaces
    is theirs in a shared channel alone."""
    event, ours = part(payload, "event"), {workspace}
    ours |= {found for name in ("team_id", "enterprise_id") if (found := optional(installed, name, ID))}
    if installed.get("is_enterprise_install") is True:
        ours |= {optional(payload, "team_id", ID) or workspace}
    names = ("user_team", "source_team", "team") if payload.get("is_ext_shared_channel") is True else ("user_team",)
    theirs = next((found for name in names if (found := optional(event, name, ID))), None)
    return theirs if theirs is not None and theirs not in ours else ""
