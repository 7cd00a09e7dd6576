"""Signing in and the log of actions, joined: what the pages show is read by the services and said by the presenters;
what is pressed goes the road of all commands.

A further page of whoever is signed in is a route that asks ``pages.signed_in.viewer(request)`` who looks.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from starlette.routing import BaseRoute

from bot.app import App, mail
from bot.app.dead_links import dead
from bot.commands import Ask, Invocation
from bot.db.unit_of_work import Database
from bot.domain.action_lists import Order
from bot.domain.action_log import ActionLog
from bot.domain.signing import SESSION_WITHIN
from bot.language import tokens
from bot.links import Links
from bot.messages.model import Document, Form, Message
from bot.platforms.web import action_log as web
from bot.platforms.web.action_log import Column, Log, LogPage, Option, Row
from bot.platforms.web.doors import Shown
from bot.platforms.web.minutes import MinutesPage
from bot.platforms.web.recording import Recording
from bot.platforms.web.signed_in import Sessions, SignedIn
from bot.presenters import action_log as present
from bot.presenters import signing as speak
from bot.presenters.speech import FALLBACK, Words, words
from bot.services import action_log, signing

PLATFORM: Final = "page"
SUBJECTS: Final = frozenset({"action", "undo"})
"""What may be asked for from the page of an action."""


def pages(app: App, ask: Ask) -> list[BaseRoute]:
    """``/open``, ``/leave``, ``/log`` and ``/minutes``."""
    signed_in = signing_in(app)
    return [*signed_in.routes(), *web.routes(signed_in, log(app, ask)), *minutes(app, ask, signed_in).routes()]


def minutes(app: App, ask: Ask, signed_in: SignedIn) -> MinutesPage:
    """The live page of minutes."""
    prefix = mail.prefix_of(app.settings)

    def base(official_id: int) -> Invocation:
        return Invocation(PLATFORM, "", str(official_id), "", prefix=prefix, official_id=official_id)

    return MinutesPage(signed_in, Recording(ask), base, words, web.PATH)


def signing_in(app: App) -> SignedIn:
    """Sessions over the app's database."""
    doors = Doors(app, mail.links_of(app.settings))
    sessions = Sessions(doors.offered, doors.enter, doors.viewer, doors.leave, doors.ended)
    lasts = int(SESSION_WITHIN.total_seconds())
    return SignedIn(sessions, words, mail.origin(app.settings), web.PATH, lasts)


def log(app: App, ask: Ask) -> Log:
    """The log of actions over the app's database."""
    content = Content(app, ask)
    return Log(content.look, content.open, content.do, words)


def official(database: Database, address: str) -> int | None:
    """The official with this address, by their id."""
    with database.reading() as uow:
        found = uow.people.by_email(address)
    return found.id if found is not None else None


@dataclass(frozen=True)
class Doors:
    """What the sign-in pages ask for."""

    app: App
    links: Links

    async def offered(self, token: str) -> Shown:
        return await asyncio.to_thread(self._offered, token)

    async def enter(self, token: str) -> str | None:
        return await asyncio.to_thread(self._enter, token)

    async def viewer(self, secret: str) -> tuple[int, str, str] | None:
        return await asyncio.to_thread(self._viewer, secret)

    async def leave(self, secret: str) -> None:
        await asyncio.to_thread(self._leave, secret)

    def ended(self) -> Shown:
        return Shown(speak.ended(mail.prefix_of(self.app.settings), words(FALLBACK)), found=False)

    def _offered(self, token: str) -> Shown:
        sign_in_id = self.links.opening(token)
        if sign_in_id is None:
            return dead()
        with self.app.database.reading() as uow:
            official = signing.offered(uow, sign_in_id=sign_in_id, now=self.app.clock())
        if official is None:
            return dead()
        say = words(official.language)
        return Shown(speak.entering(official.name, say), press=say("open-button"))

    def _enter(self, token: str) -> str | None:
        sign_in_id = self.links.opening(token)
        if sign_in_id is None:
            return None
        with self.app.database.writing(PLATFORM) as uow:
            return signing.enter(uow, sign_in_id=sign_in_id, now=self.app.clock())

    def _viewer(self, secret: str) -> tuple[int, str, str] | None:
        with self.app.database.reading() as uow:
            found = signing.viewer(uow, secret=secret, now=self.app.clock())
        return (found.id, found.name, found.language) if found is not None else None

    def _leave(self, secret: str) -> None:
        with self.app.database.writing(PLATFORM) as uow:
            signing.leave(uow, secret=secret, now=self.app.clock())


@dataclass(frozen=True)
class Content:
    """What stands on the pages of the log."""

    app: App
    ask: Ask

    async def look(self, official_id: int, asked: Mapping[str, str], base: str) -> LogPage | None:
        return await asyncio.to_thread(self._look, official_id, asked, base)

    async def open(self, official_id: int, reference: str) -> Message | None:
        """By the road of all commands: whoever may not see it learns that there is none."""
        slug, _, number = reference.rpartition("-")
        if not (slug and number.isascii() and number.isdigit()):
            return None
        answered = await self.ask(self._invocation(official_id, f"action show {reference}"))
        return answered.reply if answered.outcome == "done" and isinstance(answered.reply, Message) else None

    async def do(self, official_id: int, text: str, fields: Mapping[str, str], request: str) -> Message | Form | None:
        matched = self.app.menu.find(tokens(text))
        if matched is None or matched.command.subject not in SUBJECTS or matched.command.files:
            return None
        answered = await self.ask(self._invocation(official_id, text, fields=fields, request=request))
        return answered.reply.message if isinstance(answered.reply, Document) else answered.reply

    def _invocation(
        self, official_id: int, text: str, *, fields: Mapping[str, str] | None = None, request: str | None = None
    ) -> Invocation:
        return Invocation(
            PLATFORM,
            "",
            str(official_id),
            text,
            request=request,
            fields=fields or {},
            forms=request is not None,
            prefix=mail.prefix_of(self.app.settings),
            official_id=official_id,
        )

    def _look(self, official_id: int, asked: Mapping[str, str], base: str) -> LogPage | None:
        with self.app.database.reading() as uow:
            official = uow.people.by_id(official_id)
            found = (
                action_log.log(uow, official=official, asked=asked, now=self.app.clock())
                if official is not None
                else None
            )
            if official is None or found is None:
                return None
            say = words(official.language, found.group.language).calling(uow.administrations.name)
            return worded(found, say, base)


def worded(found: ActionLog, say: Words, base: str) -> LogPage:
    """The log as its page shows it."""
    listed = found.listed
    here = {
        "group": found.group.slug,
        "which": listed.which.value,
        "seat": found.seat,
        "search": listed.search,
        "order": found.order.value,
    }

    def to(**more: str) -> str:
        return f"{base}?{urlencode({name: value for name, value in {**here, **more}.items() if value})}"

    return LogPage(
        title=present.title(found, say),
        count=say("log-count", count=listed.total),
        groups=tuple(Option(one.slug, one.name, one == found.group) for one in found.groups),
        which=tuple(Option(value, label, value == listed.which.value) for value, label in present.which(say)),
        seats=tuple(Option(value, label, value == found.seat) for value, label in present.seats(found, say)),
        search=listed.search,
        order=found.order.value,
        columns=_columns(found.order, say, {order: to(order=order.value) for order in Order}),
        rows=tuple(
            Row(f"{base}/{one.reference}", one.reference, present.cells(one, found, say)) for one in listed.actions
        ),
        figures=tuple(present.figures(one, say) for one in found.figures),
        before=to(page=str(listed.page - 1)) if listed.page > 1 else "",
        after=to(page=str(listed.page + 1)) if listed.page < listed.pages else "",
        page=say("log-page", page=listed.page, pages=listed.pages) if listed.pages > 1 else "",
        none=say("action-search-none" if listed.search else f"actions-none-{listed.which.value}"),
    )


def _columns(order: Order, say: Words, links: Mapping[Order, str]) -> tuple[Column, ...]:
    def column(label: str, by: Order | None = None, way: str = "ascending") -> Column:
        return Column(say(label), links[by] if by else "", way if by is order else "")

    return (
        column("column-reference", Order.NEWEST, "descending"),
        column("column-action", Order.PRIORITY),
        column("column-extent"),
        column("column-owner"),
        column("column-due", Order.DUE),
    )
