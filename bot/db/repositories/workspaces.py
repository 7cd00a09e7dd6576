"""Where Convenor is installed, and with which token it speaks there."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import or_, select, update
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

    def running_out(self, platform: str, before: datetime) -> list[str]:
        """Where the token runs out before that instant and another can be asked for."""
        kept = models.Workspace
        found = select(kept.workspace).where(
            kept.platform == platform, kept.token_until < before, kept.refresh_token.is_not(None)
        )
        return list(self._session.scalars(found.order_by(kept.token_until)))

    def claim_refresh(self, platform: str, workspace: str, *, before: datetime, now: datetime, until: datetime) -> bool:
        """Whether the next token, which is wanted for one that runs out before that instant, is ours to ask for."""
        kept = models.Workspace
        free = or_(kept.refreshing_until.is_(None), kept.refreshing_until <= now)
        claimed = (
            update(kept)
            .where(kept.platform == platform, kept.workspace == workspace, free)
            .where(kept.token_until < before, kept.refresh_token.is_not(None))
            .values(refreshing_until=until)
            .returning(kept.id)
        )
        return self._session.scalar(claimed) is not None

    def token(self, platform: str, workspace: str) -> str | None:
        """The token, in the clear. Raises ``ValueError`` where the keys don't read it."""
        found = self.record(platform, workspace)
        return found.token if found else None
