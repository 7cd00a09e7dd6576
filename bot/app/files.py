"""Links to files: who has no chat that takes a file fetches it from a page of their own, by a signed link."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass

from starlette.routing import BaseRoute

from bot.app import App, mail
from bot.app.dead_links import dead
from bot.clock import Clock
from bot.db.unit_of_work import Database
from bot.domain.people import Actor
from bot.links import Links
from bot.platforms.web import downloads
from bot.platforms.web.doors import Shown
from bot.platforms.web.downloads import Taken
from bot.presenters import files as present
from bot.presenters.speech import words
from bot.services import files
from bot.settings import Settings

PLATFORM = "link"


def pages(database: Database, settings: Settings, clock: Clock) -> list[BaseRoute]:
    """``/files``."""
    found = Files(database, mail.links_of(settings), clock)
    return downloads.routes(found.look, found.take, voices=words, origin=mail.origin(settings))


def of_service(app: App) -> list[BaseRoute]:
    return pages(app.database, app.settings, app.clock)


@dataclass(frozen=True)
class Files:
    """The page of one file, and its bytes. One answer to every link that doesn't serve."""

    database: Database
    links: Links
    clock: Clock

    async def look(self, token: str) -> Shown:
        return await asyncio.to_thread(self._look, token)

    async def take(self, token: str) -> Taken | Shown:
        return await asyncio.to_thread(self._take, token)

    def _look(self, token: str) -> Shown:
        filed = self.links.filed(token)
        if filed is None:
            return dead()
        with self.database.reading() as uow:
            file_id, official_id = filed
            found = files.offered_to(uow, file_id=file_id, official_id=official_id, now=self.clock())
            official = uow.people.by_id(official_id)
        if found is None or official is None:
            return dead()
        say = words(official.language, found.group.language)
        return Shown(present.asked_for(found, say), press=say("file-download"))

    def _take(self, token: str) -> Taken | Shown:
        filed = self.links.filed(token)
        if filed is None:
            return dead()
        file_id, official_id = filed
        now = self.clock()
        with self.database.writing(PLATFORM) as uow:
            found = files.offered_to(uow, file_id=file_id, official_id=official_id, now=now)
            official = uow.people.by_id(official_id)
            if found is None or official is None:
                return dead()
            files.taken(uow, found=found, by=Actor(official.id, official.name), now=now)
        return Taken(found.filename, found.media_type, found.length, self._pieces(found.id))

    async def _pieces(self, file_id: int) -> AsyncIterator[bytes]:
        """Few of its bytes at a time, each read by itself: who fetches slowly holds nothing up."""
        number = 0
        while (piece := await asyncio.to_thread(self._piece, file_id, number)) is not None:
            yield piece
            number += 1

    def _piece(self, file_id: int, number: int) -> bytes | None:
        with self.database.reading() as uow:
            return uow.files.piece(file_id, number)
