"""One exchange with a person that may end in a view, and what its parts need of each other."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Protocol

from bot.commands import Invocation
from bot.foresight import Foreseen
from bot.platforms.slack.api import Json
from bot.platforms.slack.carried import Carried
from bot.platforms.slack.said import Said


@dataclass
class Conversation:
    """What was asked, with the trigger that may open a view. ``stands`` is done as soon as a view stands."""

    invocation: Invocation
    trigger: str
    carried: Carried
    foreseen: Foreseen
    stands: asyncio.Future[None]

    def stand(self) -> None:
        """A view stands now."""
        settle(self.stands)


def settle(stands: asyncio.Future[None]) -> None:
    """Nobody needs to wait any longer. Once more changes nothing."""
    if not stands.done():
        stands.set_result(None)


class Talk(Protocol):
    """How a press and a shortcut speak."""

    def begun(
        self,
        invocation: Invocation,
        trigger: str,
        hook: str,
        pressed: str = "",
        stands: asyncio.Future[None] | None = None,
    ) -> Conversation: ...

    async def conversed(self, asked: Conversation) -> Said | None: ...

    async def said(self, invocation: Invocation, foreseen: Foreseen | None = None) -> Said: ...

    async def prepared(
        self,
        invocation: Invocation,
        said: asyncio.Task[Said | None],
        foreseen: Foreseen,
        tell: Callable[[Said], Awaitable[object]],
    ) -> Said | None: ...

    async def respond(self, invocation: Invocation, response_url: str, body: Json) -> None: ...
