"""The pages behind the links in mails to lists, and how such a mail is made. Nobody acts as a person there: the links
say yes or no for a list, and nothing else."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bot.clock import Clock
from bot.db.unit_of_work import Database, UnitOfWork
from bot.domain.mail_lists import MailList
from bot.links import Links
from bot.messages.model import Message
from bot.platforms.email.compose import NotAddressable
from bot.platforms.web.doors import Door, Shown
from bot.presenters import joining
from bot.presenters import mail_lists as present
from bot.presenters.speech import FALLBACK, Words, words
from bot.services import mail_lists

ORIGIN: Final = "email"


def doors(database: Database, links: Links, clock: Clock) -> dict[str, Door]:
    """``/list`` agrees, ``/leave`` ends. The second takes the press of a mail programme too (RFC 8058)."""
    agrees, leaves = Agrees(database, links, clock), Leaves(database, links, clock)
    return {"list": Door(agrees.look, agrees.press), "leave": Door(leaves.look, leaves.press)}


def to_list(
    uow: UnitOfWork, links: Links, message: Message, *, where: tuple[str, str, str], now: datetime
) -> tuple[Message, str]:
    """The message as the list gets it, and the address that ends such mails. Raises ``NotAddressable`` where it serves
    no more."""
    found = mail_lists.writes_to(uow, where=where, now=now)
    if found is None:
        raise NotAddressable("the list takes no mails from this group")
    url = links.leave(found.id)
    return present.to_list(message, found, url), url


@dataclass(frozen=True)
class Agrees:
    """The page that the question to a list opens."""

    database: Database
    links: Links
    clock: Clock

    async def look(self, token: str) -> Shown:
        return await asyncio.to_thread(self._look, token)

    async def press(self, token: str, _fields: Mapping[str, str]) -> Shown:
        return await asyncio.to_thread(self._press, token)

    def _look(self, token: str) -> Shown:
        found = _shown(self.database, self.links.agreed(token), self.clock())
        if found is None:
            return _dead()
        say = _say(found)
        return Shown(
            present.agreeing(found, say), press="" if found.agreed or found.ended else say("list-agree-button")
        )

    def _press(self, token: str) -> Shown:
        list_id = self.links.agreed(token)
        if list_id is None:
            return _dead()
        with self.database.writing(ORIGIN) as uow:
            found = mail_lists.agree(uow, list_id=list_id, now=self.clock())
        return Shown(present.agreed(found, _say(found))) if found is not None else _dead()


@dataclass(frozen=True)
class Leaves:
    """The page that ends the mails to a list."""

    database: Database
    links: Links
    clock: Clock

    async def look(self, token: str) -> Shown:
        return await asyncio.to_thread(self._look, token)

    async def press(self, token: str, _fields: Mapping[str, str]) -> Shown:
        return await asyncio.to_thread(self._press, token)

    def _look(self, token: str) -> Shown:
        found = _shown(self.database, self.links.left(token), self.clock())
        if found is None:
            return _dead()
        say = _say(found)
        return Shown(present.leaving(found, say), press="" if found.ended else say("list-leave-button"))

    def _press(self, token: str) -> Shown:
        list_id = self.links.left(token)
        if list_id is None:
            return _dead()
        with self.database.writing(ORIGIN) as uow:
            found = mail_lists.leave(uow, list_id=list_id, now=self.clock())
        return Shown(present.left(found, _say(found))) if found is not None else _dead()


def _shown(database: Database, list_id: int | None, now: datetime) -> MailList | None:
    if list_id is None:
        return None
    with database.reading() as uow:
        return mail_lists.shown(uow, list_id=list_id, now=now)


def _say(found: MailList) -> Words:
    return words(found.language, found.group.language)


def _dead() -> Shown:
    return Shown(joining.dead(words(FALLBACK)), found=False)
