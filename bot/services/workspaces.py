"""Places on a platform where Convenor is installed, and the tokens with which it speaks there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from bot.db import models
from bot.db.unit_of_work import UnitOfWork
from bot.services import deliveries

EARLY: Final = timedelta(hours=2)
"""How long before its end a token is replaced: enough for a platform that is away for a while."""

ASKING: Final = timedelta(minutes=3)
"""How long a process may take to ask for the next token; then somebody else asks."""

AGAIN: Final = timedelta(hours=1)
"""When somebody asks again after a refusal that may be mended in the settings."""

REMOVED: Final = "not_installed"
"""Why nothing is said in a workspace from which we were removed, in the word that gateways have for it."""


@dataclass(frozen=True)
class Refresh:
    """A token runs out at ``until``; the next one is asked for with another token, which serves once."""

    token: str
    until: datetime


def remember(
    uow: UnitOfWork,
    *,
    platform: str,
    workspace: str,
    name: str,
    bot_account: str,
    token: str,
    now: datetime,
    refresh: Refresh | None = None,
) -> None:
    """Keep who we are there and with which token, encrypted; what was kept before is replaced. It was just confirmed,
    so that what waited for a workspace that was lost may go."""
    deliveries.resume(uow, platform=platform, workspace=workspace)
    found = uow.workspaces.record(platform, workspace)
    if found is None:
        found = models.Workspace(platform=platform, workspace=workspace, installed_at=now)
        uow.session.add(found)
    if (found.name, found.bot_account, found.token) == (name, bot_account, token):
        return
    found.name, found.bot_account = name, bot_account
    _keep(found, token, refresh)
    uow.record("workspace.installed", by=None, now=now, subject=f"{platform}:{workspace}")


def seen(uow: UnitOfWork, *, platform: str, workspace: str, bot_account: str, now: datetime) -> None:
    """Somebody is there who speaks to us, on a platform whose tokens are asked for anew each time. What waited for a
    workspace that was lost may go."""
    deliveries.resume(uow, platform=platform, workspace=workspace)
    found = uow.workspaces.record(platform, workspace)
    if found is None:
        found = models.Workspace(platform=platform, workspace=workspace, installed_at=now)
        uow.session.add(found)
    elif found.bot_account == bot_account:
        return
    found.bot_account = bot_account
    uow.record("workspace.installed", by=None, now=now, subject=f"{platform}:{workspace}")


def clear(uow: UnitOfWork, *, platform: str, workspace: str, now: datetime) -> None:
    """Convenor was removed there: the token is kept no longer, and nobody waits for it."""
    uow.deliveries.roads.left(platform, workspace, reason=REMOVED, now=now)
    found = uow.workspaces.record(platform, workspace)
    if found is None or found.token is None:
        return
    _keep(found, None, None)
    uow.record("workspace.removed", by=None, now=now, subject=f"{platform}:{workspace}")


def token(uow: UnitOfWork, *, platform: str, workspace: str) -> str | None:
    """The token with which Convenor speaks there; ``None`` where it isn't installed."""
    return uow.workspaces.token(platform, workspace)


def standing(uow: UnitOfWork, *, platform: str, workspace: str, now: datetime) -> tuple[str | None, bool]:
    """The same, and whether it has run out while another could be had."""
    found = uow.workspaces.record(platform, workspace)
    if found is None:
        return None, False
    return found.token, bool(found.refresh_token and found.token_until and found.token_until <= now)


def running_out(uow: UnitOfWork, *, platform: str, now: datetime) -> Sequence[str]:
    """Where the next token should be asked for."""
    return uow.workspaces.running_out(platform, now + EARLY)


def begin_refresh(uow: UnitOfWork, *, platform: str, workspace: str, now: datetime) -> str | None:
    """With what the next token is asked for, if that is ours to do: of all processes one asks, for it serves once."""
    claimed = uow.workspaces.claim_refresh(platform, workspace, before=now + EARLY, now=now, until=now + ASKING)
    found = uow.workspaces.record(platform, workspace) if claimed else None
    return found.refresh_token if found is not None else None


def refreshed(
    uow: UnitOfWork, *, platform: str, workspace: str, used: str, token: str, refresh: Refresh | None
) -> None:
    """Keep the next token, unless the app was installed anew meanwhile. What waited for it may go."""
    found = uow.workspaces.record(platform, workspace)
    if found is not None and found.refresh_token == used:
        _keep(found, token, refresh)
        deliveries.resume(uow, platform=platform, workspace=workspace)


def refresh_refused(
    uow: UnitOfWork, *, platform: str, workspace: str, used: str, lasting: bool, now: datetime
) -> str | None:
    """There is no next token for now, or ``lasting``: then nobody asks again. What the place is called, if it is still
    so: another process may have been given one, or the app was installed anew."""
    found = uow.workspaces.record(platform, workspace)
    if found is None or found.refresh_token != used:
        return None
    if lasting:
        found.refresh_token = None
    found.refreshing_until = now + AGAIN
    return found.name or found.workspace


def _keep(found: models.Workspace, token: str | None, refresh: Refresh | None) -> None:
    found.token, found.refreshing_until = token, None
    found.refresh_token = refresh.token if refresh is not None else None
    found.token_until = refresh.until if refresh is not None else None
