"""Where a platform let us speak, and may still."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.db.models import ConversationRecord
from bot.domain.conversations import Conversation, Kind


class Conversations:
    def __init__(self, session: Session) -> None:
        self._session = session

    def record(self, platform: str, workspace: str, conversation: str) -> ConversationRecord | None:
        """The row itself, to be changed."""
        return self._session.scalar(
            select(ConversationRecord).where(
                ConversationRecord.platform == platform,
                ConversationRecord.workspace == workspace,
                ConversationRecord.conversation == conversation,
            )
        )

    def named(self, platform: str, workspace: str, conversation: str) -> Conversation | None:
        """The conversation with this id, if we weren't removed from it."""
        found = self.record(platform, workspace, conversation)
        return _conversation(found) if found is not None and found.left_at is None else None

    def personal(self, platform: str, workspace: str, account: str) -> Conversation | None:
        """The newest conversation with this account alone."""
        return self._newest(
            ConversationRecord.platform == platform,
            ConversationRecord.workspace == workspace,
            ConversationRecord.account == account,
            ConversationRecord.kind == Kind.PERSONAL,
            ConversationRecord.left_at.is_(None),
        )

    def any(self, platform: str, workspace: str) -> Conversation | None:
        """The newest conversation in this workspace: it tells who we are there, and where to speak."""
        return self._newest(ConversationRecord.platform == platform, ConversationRecord.workspace == workspace)

    def _newest(self, *wanted: object) -> Conversation | None:
        found = self._session.scalar(
            select(ConversationRecord).where(*wanted).order_by(ConversationRecord.id.desc()).limit(1)  # type: ignore[arg-type]
        )
        return _conversation(found) if found is not None else None


def _conversation(row: ConversationRecord) -> Conversation:
    return Conversation(row.platform, row.workspace, row.conversation, row.kind, row.account, row.bot, row.service_url)
