"""A service that has no chat: mails over a real SMTP conversation, and the pages that their links open."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import SecretStr
from starlette.applications import Starlette
from structlog.testing import capture_logs

from bot.app import App, feeds, mail
from bot.app import files as waiting
from bot.app.desk import linking_code
from bot.clock import Movable
from bot.commands import Answered, Invocation
from bot.db.unit_of_work import Database
from bot.deliverer import Deliverer
from bot.dispatch import Dispatcher
from bot.gateways import Gateway
from bot.matching import Menu
from bot.platforms.email.gateway import SmtpGateway
from bot.platforms.web import doors
from bot.scheduler import chores
from bot.settings import Settings, Smtp
from bot.stepping import Stepper
from handlers import COMMANDS
from tests.conftest import KEY
from tests.copies import begun
from tests.platforms.browserless import Browserless, Page
from tests.platforms.mail_server import Arrived, MailServer, mail_server
from tests.stories.diary import Diary
from tests.world import OPERATOR, worded

LONDON = ZoneInfo("Europe/London")
BASE = "https://convenor.example.org"


class Post:
    """``types`` is the terminal; ``follows`` opens a mail's link in a browser that keeps nothing, ``confirms`` presses
    what the page offers."""

    def __init__(
        self, database: Database, start: str, server: MailServer, *, chat: bool = False, calendars: bool = False
    ) -> None:
        self.server = server
        self.clock = Movable(instant(start), lambda: instant(start))
        smtp = Smtp(host="127.0.0.1", port=server.port, sender="Convenor <convenor@example.org>", tls="none")
        settings = Settings(  # type: ignore[call-arg]
            _env_file=None, base_url=BASE, secret_keys=(SecretStr(KEY),), smtp=smtp, operators=(OPERATOR,)
        )
        menu = Menu(COMMANDS)
        dispatch = Dispatcher(database, menu, self.clock, [OPERATOR], mails=True, feeds=mail.links_of(settings).feed)
        self.app = App(settings, database, self.clock, dispatch, menu)
        self.links = mail.links_of(settings)
        self.gateway: SmtpGateway = mail.gateway(database, settings, smtp, self.clock)
        self.diary = Diary(self.clock) if chat else None
        ways: list[Gateway] = [*([self.diary] if self.diary else []), self.gateway]
        deliverer = Deliverer(
            database, ways, self.clock, notices=mail.notices(self.links, smtp.organiser), luck=lambda: 0.5
        )
        self.stepper = Stepper(database, self.clock, deliverer, chores(mails=calendars))
        pages = [*mail.pages(database, settings, self._ask, self.clock), *feeds.routes(self.app), doors.static(BASE)]
        pages += waiting.pages(database, settings, self.clock)
        self.browser = Browserless(Starlette(routes=pages), host="convenor.example.org")
        self.runner = asyncio.Runner()

    async def _ask(self, invocation: Invocation) -> Answered:
        return await asyncio.to_thread(self.app.dispatch, invocation)

    def until(self, when: str) -> None:
        """Everything that falls due up to that London time happens, and every mail is handed over."""
        with capture_logs() as logged:
            self.runner.run(self.stepper.advance(instant(when)))
        assert not [line for line in logged if line["log_level"] == "error"], logged

    def delivers(self) -> None:
        self.runner.run(self.stepper.catch_up())

    def asks(self, who: str, text: str, **extra: Any) -> Answered:
        given = {"platform": "terminal", "workspace": "", "address": who, **extra}
        return self.app.dispatch(Invocation(account=who, text=text, **given))

    def code(self, who: str) -> str:
        """A linking code, as ``convenor code`` prints it."""
        issued = linking_code(self.app, who)
        assert issued is not None
        return issued.code

    def types(self, who: str, text: str, **extra: Any) -> str:
        answered = self.asks(who, text, **extra)
        assert answered.outcome == "done", worded(answered)
        return worded(answered)

    def link(self, found: Arrived, label: str) -> str:
        """The path of the link with this label; the same stands in the text and in the HTML."""
        text = " ".join(found.text.split())
        match = re.search(rf"{re.escape(label)} \({BASE}(/[^)\s]+)\)", text)
        assert match is not None, text
        assert f'href="{BASE}{match[1]}">{label}</a>' in found.html
        return match[1]

    def follows(self, path: str) -> Page:
        return self.browser.get(path)

    def confirms(self, path: str, **fields: str) -> Page:
        page = self.browser.get(path)
        assert f'<form class="buttons" method="post" action="{path}">' in page.text, page.words
        return self.browser.post(path, fields, origin=BASE)

    def begins(self, founded: Callable[[Post], None]) -> None:
        def made(_: Database) -> tuple[datetime, list[Arrived]]:
            founded(self)
            return self.clock(), self.server.arrived.copy()

        name = f"{founded.__module__}.{founded.__qualname__} from {self.clock()}"
        now, arrived = begun(self.app.database, name, made)
        self.clock.set(now)
        self.server.arrived[:] = arrived

    def close(self) -> None:
        self.runner.run(self.gateway.close())
        self.runner.close()


def instant(local: str) -> datetime:
    return datetime.fromisoformat(local).replace(tzinfo=LONDON)


@contextmanager
def by_mail(
    database: Database,
    start: str,
    *,
    chat: bool = False,
    calendars: bool = False,
    founded: Callable[[Post], None] | None = None,
) -> Iterator[Post]:
    """With ``chat`` the console's accounts are reached too, and what they are told is written down; with ``calendars``
    meetings come into people's calendars. What ``founded`` does by mail alone is done once in a test process, and then
    copied with the mails that came."""
    with mail_server() as server:
        post = Post(database, start, server, chat=chat, calendars=calendars)
        try:
            if founded is not None:
                post.begins(founded)
            yield post
        finally:
            post.close()
