"""Who says an answer that no acknowledgement carries: the first process that was given the request, and nobody else.

What Slack sends again may reach another process, and a double click is two requests. What was asked for has one effect
by the inbox; this is about what the person then sees. It is asked for when there is something to say and no sooner, so
that a command that is answered in its acknowledgement costs nothing.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from typing import Final, Protocol

from bot.commands import Invocation
from bot.domain.presses import Press

REMEMBERED: Final = 10_000
"""Requests of which this process knows whether they are its own to answer."""


class Telling(Protocol):
    """What all processes remember together. Never raises: what can't be remembered is said."""

    async def begins(self, request: str, press: Press | None) -> bool:
        """Whether the answer is ours to say: nobody has said it, and nobody is about to."""
        ...

    async def told(self, request: str, press: Press | None) -> None:
        """It was said."""
        ...

    async def elsewhere(self, request: str) -> bool:
        """Whether somebody has said it, or is about to."""
        ...


class Once:
    """Asks that for each request once, however many things are said in answer to it."""

    def __init__(self, telling: Telling) -> None:
        self._telling = telling
        self._begun: OrderedDict[str, asyncio.Task[bool]] = OrderedDict()
        self._told: set[str] = set()

    async def ours(self, invocation: Invocation) -> bool:
        """Whether we say what there is to be said."""
        request = invocation.request
        if request is None:
            return True
        if request not in self._begun:
            self._begun[request] = asyncio.ensure_future(self._telling.begins(request, invocation.press))
            self._forget()
        return await asyncio.shield(self._begun[request])

    async def told(self, invocation: Invocation) -> None:
        """Something was said."""
        request = invocation.request
        if request is not None and request in self._begun and request not in self._told:
            self._told.add(request)
            await self._telling.told(request, invocation.press)

    async def elsewhere(self, invocation: Invocation) -> bool:
        """Whether another process says it, or has."""
        request = invocation.request
        return request is not None and request not in self._begun and await self._telling.elsewhere(request)

    def _forget(self) -> None:
        while len(self._begun) > REMEMBERED:
            self._told.discard(self._begun.popitem(last=False)[0])
