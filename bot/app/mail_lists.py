"""The pages behind the links in mails to lists, and how such a mail is made. Nobody acts as a person there: the links
say yes or no for a list, and nothing else."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Protocol

from bot.app.dead_links import dead
from bot.clock import Clock
from bot.db.unit_of_work import Database, UnitOfWork
from bot.domain.mail_lists import MailList
from bot.links import Links
from bot.messages.model import Message
from bot.platforms.email.compose import NotAddressable
from bot.platforms.web.doors import Door, Shown
from bot.presenters import mail_lists as present
from bot.presenters.speech import Words, words
from bot.services import mail_lists

ORIGIN: Final = "email"


class Do(Protocol):
    """What a press does; ``None`` where there is nothing to do it to."""

    def __call__(self, uow: UnitOfWork, *, list_id: int, now: datetime) -> MailList | None: ...


def doors(database: Database, links: Links, clock: Clock) -> dict[str, Door]:
    """``/list`` agrees, ``/leave`` ends. The second takes the press of a mail programme too (RFC 8058)."""
    agrees = Page(database, clock, links.agreed, _agreeing, mail_lists.agree, present.agreed)
    leaves = Page(database, clock, links.left, _leaving, mail_lists.leave, present.left)
    return {"list": agrees.door(), "leave": leaves.door()}


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
class Page:
    """What a link in a mail to a list opens: ``read`` tells which list it is of, ``ask`` words the question with its
    button (empty where there is nothing to press), ``do`` carries it out, and ``done`` says so."""

    database: Database
    clock: Clock
    read: Callable[[str], int | None]
    ask: Callable[[MailList, Words], tuple[Message, str]]
    do: Do
    done: Callable[[MailList, Words], Message]

    def door(self) -> Door:
        return Door(self.look, self.press)

    async def look(self, token: str) -> Shown:
        return await asyncio.to_thread(self._look, token)

    async def press(self, token: str, _fields: Mapping[str, str]) -> Shown:
        return await asyncio.to_thread(self._press, token)

    def _look(self, token: str) -> Shown:
        list_id = self.read(token)
        if list_id is None:
            return dead()
        with self.database.reading() as uow:
            found = mail_lists.shown(uow, list_id=list_id, now=self.clock())
        if found is None:
            return dead()
        message, button = self.ask(found, _say(found))
        return Shown(message, press=button)

    def _press(self, token: str) -> Shown:
        list_id = self.read(token)
        if list_id is None:
            return dead()
        with self.database.writing(ORIGIN) as uow:
            found = self.do(uow, list_id=list_id, now=self.clock())
        return Shown(self.done(found, _say(found))) if found is not None else dead()


def _agreeing(found: MailList, say: Words) -> tuple[Message, str]:
    return present.agreeing(found, say), "" if found.agreed or found.ended else say("list-agree-button")


def _leaving(found: MailList, say: Words) -> tuple[Message, str]:
    return present.leaving(found, say), "" if found.ended else say("list-leave-button")


def _say(found: MailList) -> Words:
    return words(found.language, found.group.language)
