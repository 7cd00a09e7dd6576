"""Where Teams' activities arrive: ``POST /api/messages``, signed by Microsoft."""

from __future__ import annotations

from collections import OrderedDict
from typing import Any, Final

import structlog

from bot.platforms.teams.answers import Answers
from bot.platforms.teams.door import Came as Opened
from bot.platforms.teams.payloads import read
from bot.platforms.teams.received import Addressed, Agreed, Came, Fetched, Gone, Nothing, Pressed, Received, Sent, Where
from bot.platforms.teams.references import References

log = structlog.get_logger()

REMEMBERED: Final = 10_000
"""Words that this process knows it was given: Teams sends them again when its acknowledgement was late or lost."""

Answer = tuple[int, dict[str, Any] | None]


class Reception:
    """Takes activities in that the door has let through."""

    def __init__(self, answers: Answers, references: References, *, prefix: str) -> None:
        self._answers = answers
        self._references = references
        self._prefix = prefix
        self._seen: OrderedDict[str, None] = OrderedDict()

    async def receive(self, came: Opened) -> Answer:
        """Carry it out, or begin to; the status and body of the answer. Raises ``Malformed``."""
        received = read(came.activity, tenant=came.tenant, prefix=self._prefix)
        await self._remember(received)
        match received:
            case Pressed():
                return 200, await self._answers.to_press(received)
            case Fetched():
                return 200, await self._answers.to_fetch(received)
            case Sent():
                return 200, await self._answers.to_sent(received)
            case Addressed() | Agreed() | Came():
                await self._once(received)
                return 200, None
            case Gone() | Nothing():
                return 200, None

    async def _once(self, received: Addressed | Agreed | Came) -> None:
        """What is answered in the conversation, and not again when Teams sends it again."""
        match received:
            case Addressed(invocation) if not self._again(invocation.request):
                await self._answers.to_words(received)
            case Agreed() if not self._again(received.request):
                await self._answers.to_agreed(received)
            case Came(where, greet) if greet is not None and not self._again(greet.request):
                await self._answers.to_greeting(greet, where)

    async def _remember(self, received: Received) -> None:
        """Where we may speak, as far as it is new; or may no longer."""
        match received:
            case Gone(conversation):
                await self._references.leave(conversation)
            case Nothing():
                return
            case _:
                await self._known(received.where)

    async def _known(self, where: Where) -> None:
        conversation = where.conversation
        if conversation.account != conversation.bot:
            await self._references.keep(conversation)

    def _again(self, request: str | None) -> bool:
        """Whether this was given before, to this process; across processes ``once`` and the inbox remember."""
        if request is None:
            return False
        if request in self._seen:
            return True
        self._seen[request] = None
        if len(self._seen) > REMEMBERED:
            self._seen.popitem(last=False)
        return False
