"""What the platform needs of the database: the conversations that Teams told us of. Joined in ``app``."""

from __future__ import annotations

from typing import Protocol

from bot.domain.conversations import Conversation


class References(Protocol):
    async def personal(self, tenant: str, account: str) -> Conversation | None:
        """The conversation with this account alone."""
        ...

    async def named(self, tenant: str, id: str) -> Conversation | None:
        """The conversation with this id, if we weren't removed from it."""
        ...

    async def any(self, tenant: str) -> Conversation | None:
        """One in this tenant: it tells who we are there, and where to speak."""
        ...

    async def keep(self, conversation: Conversation) -> None:
        """Teams has told us of it."""
        ...

    async def leave(self, conversation: Conversation) -> None:
        """We were removed from it."""
        ...

    async def home(self, conversation: Conversation, id: str | None = None) -> str:
        """The id of the person's Home in their conversation with us, empty where there is none; from now on ``id``,
        where one is given."""
        ...
