"""E-mail's parts, joined: mails whose buttons are signed links, and the pages that those links open."""

from __future__ import annotations

import asyncio
import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from email.message import EmailMessage
from typing import Final
from urllib.parse import urlsplit

from starlette.routing import BaseRoute

from bot.app import mail_lists
from bot.app.dead_links import dead
from bot.app.keeping import kept
from bot.clock import Clock
from bot.commands import Ask, Invocation
from bot.db.unit_of_work import Database
from bot.domain.people import Official
from bot.gateways import Address
from bot.links import Links, Pressed
from bot.messages.linked import linked
from bot.messages.model import Block, Button, Buttons, Document, Form, Message
from bot.notices import NOTICES, appointments, joining
from bot.notices import mail_lists as lists
from bot.notices.model import Notice
from bot.platforms import email
from bot.platforms.email.gateway import Compose, SmtpGateway
from bot.platforms.web import doors
from bot.platforms.web.doors import Door, Shown
from bot.presenters import joining as present
from bot.presenters.speech import words
from bot.services import invitations
from bot.settings import Settings, Smtp, UnusableSettings

PLATFORM: Final = "email"
PINNED: Final = frozenset({"group", "meeting", "action"})
"""What a link's command names stays as it is, whatever its form sends back."""

_REFERENCE = re.compile(r"\b[A-Za-z][A-Za-z0-9-]*-(?P<meeting>M)?\d+\b")


def smtp_of(settings: Settings) -> Smtp | None:
    """E-mail's settings, if it is on. Raises ``UnusableSettings`` where its links couldn't be signed."""
    if settings.smtp is not None and not settings.keys:
        raise UnusableSettings(
            "CONVENOR_SECRET_KEYS is missing: the links in mails are signed, and need a key to be signed with"
        )
    return settings.smtp


def links_of(settings: Settings) -> Links:
    return Links(settings.keys, settings.base_url)


def notices(links: Links, organiser: str = "") -> Mapping[str, Notice]:
    """All notices; invitations hold their links, and meetings come from ``organiser``."""
    appointment = appointments.appointment(organiser)
    asks = {"invitation": joining.invitation(links.join), "list-ask": lists.ask(links.agree)}
    return {**NOTICES, **asks, "appointment": appointment}


def composer(database: Database, links: Links, sender: str, clock: Clock, prefix: str) -> Compose:
    """Makes mails whose buttons are links of whoever the address belongs to; those to lists have none."""

    def compose(message: Message, address: Address, key: str) -> EmailMessage:
        at, to, end = clock(), address.channel, ""
        with database.reading() as uow:
            listed = bool(address.workspace)
            if listed:
                where = (address.platform, address.workspace, to)
                message, end = mail_lists.to_list(uow, links, message, where=where, now=at)
            official = uow.people.by_email(to) if not listed else None
        link = (lambda command: links.press(official.id, command, now=at)) if official is not None else None
        return email.compose(
            message, to=to, sender=sender, at=at, key=key, command=prefix, link=link, stamp=links.stamp, end=end
        )

    return compose


def gateway(database: Database, settings: Settings, smtp: Smtp, clock: Clock) -> SmtpGateway:
    return SmtpGateway(smtp, composer(database, links_of(settings), smtp.sender, clock, prefix_of(settings)))


def prefix_of(settings: Settings) -> str:
    """How a command begins in the chat of this service."""
    return settings.slack.command if settings.slack is not None else "/wg"


def pages(database: Database, settings: Settings, ask: Ask, clock: Clock) -> list[BaseRoute]:
    """``/join`` and ``/press``, and ``/list`` and ``/leave`` of e-mail lists."""
    links, prefix = links_of(settings), prefix_of(settings)
    joins, presses = Joins(database, links, clock, prefix), Presses(database, links, ask, clock, prefix)
    return doors.routes(
        {
            "join": Door(joins.look, joins.press),
            "press": Door(presses.look, presses.press),
            **mail_lists.doors(database, links, clock),
        },
        voices=words,
        origin=origin(settings),
    )


def origin(settings: Settings) -> str:
    """The scheme and host under which people reach the service, as a browser names them."""
    parts = urlsplit(settings.base_url)
    return f"{parts.scheme}://{parts.netloc}"


def remaining(database: Database, official_id: int) -> Official | None:
    """Who still holds a post somewhere, and has an address."""
    with database.reading() as uow:
        found = uow.people.by_id(official_id)
        return found if found is not None and found.email and uow.groups.of(found.id) else None


@dataclass(frozen=True)
class Joins:
    """The page that an invitation opens."""

    database: Database
    links: Links
    clock: Clock
    prefix: str

    async def look(self, token: str) -> Shown:
        return await asyncio.to_thread(self._look, token)

    async def press(self, token: str, _fields: Mapping[str, str]) -> Shown:
        return await asyncio.to_thread(self._press, token)

    def _look(self, token: str) -> Shown:
        found = self.links.joined(token)
        with self.database.reading() as uow:
            invited = invitations.shown(uow, invitation_id=found, now=self.clock()) if found is not None else None
        if invited is None:
            return dead()
        say = words(invited.official.language)
        return Shown(present.asked_to_join(invited, say), press="" if invited.joined else say("join-button"))

    def _press(self, token: str) -> Shown:
        found = self.links.joined(token)
        if found is None:
            return dead()
        with self.database.writing(PLATFORM) as uow:
            joined = invitations.join(uow, invitation_id=found, now=self.clock())
        if joined is None:
            return dead()
        return Shown(present.joined(joined, self.prefix, words(joined.official.language)))


@dataclass(frozen=True)
class Presses:
    """The page that a button's link opens: the command is carried out as that official, by the road of all commands."""

    database: Database
    links: Links
    ask: Ask
    clock: Clock
    prefix: str

    async def look(self, token: str) -> Shown:
        pressed, official = await self._found(token)
        if pressed is None or official is None:
            return dead()
        say = words(official.language)
        shown = present.pressing(official.name, pressed.command, say)
        return Shown(shown, press=say("press-confirm"), below=await self._now(official, pressed.command))

    async def press(self, token: str, fields: Mapping[str, str]) -> Shown:
        """Once: pressed again it tells what was answered, and below how it stands now. A refusal doesn't count."""
        pressed, official = await self._found(token)
        if pressed is None or official is None:
            return dead()
        given = {name: value for name, value in fields.items() if name not in PINNED}
        request = _request(pressed, given)
        answered = await self.ask(self._invocation(official, pressed.command, request=request, fields=given))
        if answered.outcome != "done":
            await asyncio.to_thread(self._forget, request)
        reply = answered.reply
        if isinstance(reply, Form):
            return Shown(replace(reply, fields=tuple(field for field in reply.fields if field.name not in PINNED)))
        message = await self._said(reply, official, request) if isinstance(reply, Document) else reply
        shown = linked(_kept(message, pressed.command), self._further(official))
        return Shown(shown, below=await self._now(official, pressed.command))

    async def _said(self, document: Document, official: Official, request: str) -> Message:
        """What is said beside a file, with the link to it; pressed again, the file is made again."""
        await asyncio.to_thread(self._forget, request)
        return await asyncio.to_thread(kept, self.database, self.links, self.clock, document, official)

    def _further(self, official: Official) -> Callable[[str], str]:
        return lambda command: self.links.press(official.id, command, now=self.clock())

    async def _found(self, token: str) -> tuple[Pressed | None, Official | None]:
        pressed = self.links.pressed(token, self.clock())
        return pressed, await asyncio.to_thread(remaining, self.database, pressed.official_id) if pressed else None

    async def _now(self, official: Official, command: str) -> Message | None:
        """How the turn, meeting or action stands that the command is about, if the official may see it."""
        shown = _telling(command)
        if shown is None:
            return None
        answered = await self.ask(self._invocation(official, shown))
        if answered.outcome != "done" or not isinstance(answered.reply, Message):
            return None
        return _kept(answered.reply, command)

    def _invocation(
        self, official: Official, text: str, *, request: str | None = None, fields: Mapping[str, str] | None = None
    ) -> Invocation:
        address = official.email or ""
        return Invocation(
            PLATFORM,
            "",
            address,
            text,
            address=address,
            request=request,
            fields=fields or {},
            forms=request is not None,
            prefix=self.prefix,
        )

    def _forget(self, request: str) -> None:
        with self.database.writing(PLATFORM) as uow:
            uow.inbox.release(request)


def _telling(command: str) -> str | None:
    """The command that tells how that stands which the command is about: by its whole reference."""
    found = _REFERENCE.search(command)
    if found is None:
        return None
    if command.startswith("rota "):
        return f"rota why meeting:{found[0]}"
    return f"{'meeting' if found['meeting'] else 'action'} show {found[0]}"


def _request(pressed: Pressed, fields: Mapping[str, str]) -> str:
    """The link's own key in the inbox: made of what it says, not of how its signature is spelt."""
    said = repr((pressed.official_id, pressed.expires_at.timestamp(), pressed.command, sorted(fields.items())))
    return f"mail:{hashlib.sha256(said.encode()).hexdigest()[:32]}"


def _kept(message: Message, command: str) -> Message:
    """The message with the buttons that lead no further than the link itself: taking it back, or saying it in full."""
    verb = " ".join(command.split()[:2])
    blocks = [block for block in (_narrowed(block, verb) for block in message.blocks) if block is not None]
    return replace(message, blocks=tuple(blocks))


def _narrowed(block: Block, verb: str) -> Block | None:
    if not isinstance(block, Buttons):
        return block
    kept: list[Button] = [one for one in block.buttons if one.command.startswith(("undo ", f"{verb} "))]
    return Buttons(tuple(kept)) if kept else None
