"""What was said is brought up to date where it stands: an entry is worded again from what is true now, and its message
changed on the platform, at every place where the same notice was said. So it is when one of its buttons was pressed,
and when what it is about was changed by whatever face.

Best effort on purpose: a message that couldn't be changed is told so by the next press, which gets the truth anyhow.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import structlog

from bot.clock import Clock
from bot.db.recipients import Sent
from bot.db.unit_of_work import Database, UnitOfWork
from bot.delivery import languages, stood_in
from bot.gateways import Address, Gateway, TryLater, Undeliverable, Unknown, Updates, prefix_of
from bot.messages.model import Message
from bot.notices import NOTICES, RESTATED
from bot.notices.model import Entry, Notice
from bot.presenters.speech import Words, words
from bot.services import restated

log = structlog.get_logger()

SECONDS: Final = 15.0
"""For one change."""


@dataclass(frozen=True)
class _Change:
    address: Address
    id: str
    message: Message


class Restater:
    """``gateways`` that can change what they said do so; the others (mail) leave it as it was."""

    def __init__(
        self,
        database: Database,
        gateways: Sequence[Gateway],
        clock: Clock,
        *,
        notices: Mapping[str, Notice] | None = None,
        pool: Executor | None = None,
    ) -> None:
        self._database = database
        self._gateways = {one.platform: one for one in gateways if isinstance(one, Updates)}
        self._notices = NOTICES | RESTATED if notices is None else notices
        self._clock = clock
        self._pool = pool
        self._under_way: set[asyncio.Task[None]] = set()

    async def __call__(self, platform: str, workspace: str, id: str) -> bool:
        """Bring the message with this id up to date, and the same notice elsewhere. ``False`` where it is none of
        the outbox's, or has nothing new to say."""
        loop = asyncio.get_running_loop()
        try:
            changes = await loop.run_in_executor(self._pool, self._worded, platform, workspace, id, self._clock())
        except Exception:
            log.exception("a message could not be worded again", id=id)
            return False
        done = await asyncio.gather(*(self._changed(change) for change in changes))
        return any(ok and change.id == id for ok, change in zip(done, changes, strict=True))

    def soon(self, concerned: Sequence[tuple[int, str]]) -> None:
        """Bring up to date what was said about something that somebody has just changed, by whatever face: groups, each
        with the subject of a line of its audit. Only from the event loop's own thread."""
        if concerned and self._gateways:
            task = asyncio.get_running_loop().create_task(self.about(concerned))
            self._under_way.add(task)
            task.add_done_callback(self._under_way.discard)

    async def about(self, concerned: Sequence[tuple[int, str]]) -> None:
        loop = asyncio.get_running_loop()
        try:
            changes = await loop.run_in_executor(self._pool, self._worded_about, concerned, self._clock())
        except Exception:
            log.exception("what was said could not be worded again")
            return
        await asyncio.gather(*(self._changed(change) for change in changes), return_exceptions=True)

    async def close(self) -> None:
        """Let what is under way end: for as long as one change may take."""
        if self._under_way:
            await asyncio.wait(self._under_way, timeout=SECONDS)

    async def _changed(self, change: _Change) -> bool:
        gateway = self._gateways[change.address.platform]
        try:
            async with asyncio.timeout(SECONDS):
                await gateway.update(change.address, change.id, change.message)
        except (TryLater, Undeliverable, Unknown, TimeoutError) as refusal:
            log.info("a message was not brought up to date", id=change.id, reason=str(refusal))
            return False
        return True

    def _worded(self, platform: str, workspace: str, id: str, now: datetime) -> list[_Change]:
        with self._database.reading() as uow:
            return self._changes(uow, uow.outbox.said_as(platform, workspace, id), now)

    def _worded_about(self, concerned: Sequence[tuple[int, str]], now: datetime) -> list[_Change]:
        with self._database.reading() as uow:
            return self._changes(uow, restated.about(uow, changed=concerned, subjects=RESTATED, now=now), now)

    def _changes(self, uow: UnitOfWork, found: Sequence[Sent], now: datetime) -> list[_Change]:
        return [
            _Change(Address(said.platform, said.workspace, said.channel, said.direct), said.platform_id, message)
            for said in found
            if said.platform in self._gateways and (message := self._again(uow, said, now)) is not None
        ]

    def _again(self, uow: UnitOfWork, said: Sent, now: datetime) -> Message | None:
        entry = Entry(said.key, said.subject, said.facts, said.group_id, said.official_id, said.due_at, said.sent_at)
        notice = self._notices.get(said.subject)
        language = _language(uow, said, prefix_of(self._gateways[said.platform]))
        message = notice(uow, entry, language, now) if notice is not None else None
        return stood_in(uow, message, said.facts, language) if message is not None else None


def _language(uow: UnitOfWork, said: Sent, prefix: str) -> Words:
    where = (said.platform, said.workspace, said.channel) if said.official_id is None else None
    return words(*languages(uow, said.official_id, where, said.group_id)).calling(uow.administrations.name, prefix)
