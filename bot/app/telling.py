"""What all processes remember of who says an answer, in the database that they share."""

from __future__ import annotations

import asyncio

import structlog

from bot.clock import Clock
from bot.db.unit_of_work import Database
from bot.domain.presses import Press
from bot.services import requests

log = structlog.get_logger()

ORIGIN = "telling"


class Telling:
    """Where the database doesn't answer, an answer is said rather than lost."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def begins(self, request: str, press: Press | None) -> bool:
        try:
            return await asyncio.to_thread(self._begins, request, press)
        except Exception:
            log.exception("who answers could not be noted")
            return True

    async def told(self, request: str, press: Press | None) -> None:
        try:
            await asyncio.to_thread(self._told, request, press)
        except Exception:
            log.exception("that it was answered could not be noted")

    async def elsewhere(self, request: str) -> bool:
        try:
            return await asyncio.to_thread(self._elsewhere, request)
        except Exception:
            log.exception("who answers could not be read")
            return False

    def _begins(self, request: str, press: Press | None) -> bool:
        with self._database.writing(ORIGIN) as uow:
            return requests.begins_to_say(uow, request, press, self._clock())

    def _told(self, request: str, press: Press | None) -> None:
        with self._database.writing(ORIGIN) as uow:
            requests.said(uow, request, press)

    def _elsewhere(self, request: str) -> bool:
        with self._database.reading() as uow:
            return requests.said_elsewhere(uow, request, self._clock())
