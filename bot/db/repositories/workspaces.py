"""Where Convenor is installed, and with which token it speaks there."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.db import models


class Workspaces:
    def __init__(self, session: Session) -> None:
        self._session = session

    def record(self, platform: str, workspace: str) -> models.Workspace | None:
        """The row itself, to be changed."""
        return self._session.scalar(
            select(models.Workspace).where(
                models.Workspace.platform == platform, models.Workspace.workspace == workspace
            )
        )

    def token(self, platform: str, workspace: str) -> str | None:
        """The token, in the clear. Raises ``ValueError`` where the keys don't read it."""
        found = self.record(platform, workspace)
        return found.token if found else None
