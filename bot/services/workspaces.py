"""Places on a platform where Convenor is installed, and the tokens with which it speaks there."""

from __future__ import annotations

from datetime import datetime

from bot.db import models
from bot.db.unit_of_work import UnitOfWork
from bot.services import deliveries


def remember(
    uow: UnitOfWork, *, platform: str, workspace: str, name: str, bot_account: str, token: str, now: datetime
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
    found.name, found.bot_account, found.token = name, bot_account, token
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
    """Convenor was removed there: the token is kept no longer."""
    found = uow.workspaces.record(platform, workspace)
    if found is None or found.token is None:
        return
    found.token = None
    uow.record("workspace.removed", by=None, now=now, subject=f"{platform}:{workspace}")


def token(uow: UnitOfWork, *, platform: str, workspace: str) -> str | None:
    """The token with which Convenor speaks there; ``None`` where it isn't installed."""
    return uow.workspaces.token(platform, workspace)
