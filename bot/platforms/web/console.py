"""The web console: a real face of the bot for the demo, where one chooses which official to be.

It exists under ``demo`` alone and trusts whoever sits at this machine. Every page works without JavaScript:
forms post, the answer is a redirect to the room where the reply stands.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final, assert_never

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, RedirectResponse, Response

from bot.clock import Clock
from bot.commands import Answered, Invocation
from bot.domain.dates import local
from bot.foresight import Foresee
from bot.language import spoken
from bot.messages.model import Document, Form, Message
from bot.platforms.web import looking, pages, posted, posts
from bot.platforms.web.clockwork import STEPS, Clockwork
from bot.platforms.web.facts import PLATFORM, WORKSPACE, Directory, Person, Voice, Voices
from bot.platforms.web.files import File, Files
from bot.platforms.web.guard import LETTER, Seal
from bot.platforms.web.posted import PREFIX
from bot.platforms.web.pressing import Pressing
from bot.platforms.web.recording import REFERENCE, Recording
from bot.platforms.web.rooms import ChatRoom, Content, Received, Room, Typed

PATIENCE: Final = 2.0
"""Seconds until a file is said to be in preparation."""
LANGUAGE: Final = "en-GB"

Ask = Callable[[Invocation], Awaitable[Answered]]


@dataclass(frozen=True)
class Console:
    """The endpoints over what the app handed in."""

    ask: Ask
    directory: Callable[[], Directory]
    rooms: ChatRoom
    clock: Clock
    clockwork: Clockwork
    voices: Voices
    zone: str
    files: Files
    foresee: Foresee
    pressing: Pressing
    under_way: set[asyncio.Task[None]] = field(default_factory=set)
    seal: Seal = field(default_factory=Seal)
    handed: dict[tuple[str, str], File] = field(default_factory=dict)

    @cached_property
    def recording(self) -> Recording:
        return Recording(self.ask)

    async def choose(self, _request: Request) -> Response:
        """Whom one may be."""
        directory = await self._directory()
        return HTMLResponse(pages.chooser(directory, self._now(), self.voices(LANGUAGE), self._hidden()))

    async def switch(self, request: Request) -> Response:
        """Become somebody else, in the same channel if they are in it too."""
        directory = await self._directory()
        person = directory.person(request.query_params.get("who", ""))
        if person is None:
            return self._missing()
        here = Room("channel", request.query_params.get("channel", ""))
        same = any(one.name == here.name for one in directory.channels_of(person)) and person.linked
        return _see(looking.place(person.account, here) if same else pages.home(directory, person), "#latest")

    async def room(self, request: Request) -> Response:
        """A channel, or the direct messages."""
        view = await self._view(request)
        if view is None or view.room is None:
            return self._missing()
        self.rooms.opened(view.room, view.person.account)
        voice = self.voices(view.person.language)
        return HTMLResponse(pages.room(view, self.rooms, self._now(), voice, self._hidden()))

    async def home(self, request: Request) -> Response:
        """What Slack's App Home shows. It is kept current by what happens; what the time alone changes is seen when it
        is opened on another day, as in Slack."""
        view = await self._view(request)
        if view is None:
            return self._missing()
        account = view.person.account
        found = self.rooms.home(account)
        if found is None or local(found.at, self.zone).date() != local(self.clock(), self.zone).date():
            await self.ask(Invocation(PLATFORM, WORKSPACE, account, "home", forms=True, prefix=PREFIX, home="opened"))
        voice = self.voices(view.person.language)
        return HTMLResponse(pages.at_home(view, self.rooms, self._now(), voice, self._hidden()))

    async def press(self, request: Request) -> Response:
        """Something was pressed in the Home: the answer stands there. A form or a file comes in the direct messages."""
        form = await request.form()
        if not self.seal.fits(posted.one(form, "seal")):
            return self._expired()
        view = await self._view(request)
        if view is None or view.room is None:
            return self._missing()
        at = 0
        if self.rooms.first_time(posted.one(form, "once")):
            at = await self._press(view.person, posted.one(form, "text"), posted.one(form, "once"))
        direct = looking.place(view.person.account, Room("direct", view.person.account))
        return _see(f"{direct}?at={at}", f"#p{at}") if at else _see(view.path, "#home")

    async def _press(self, person: Person, text: str, once: str) -> int:
        """The id of the post to look at, or 0 where the Home itself has the answer."""
        answered = await self.ask(
            Invocation(
                PLATFORM,
                WORKSPACE,
                person.account,
                text,
                request=f"web:{once}",
                forms=True,
                prefix=PREFIX,
                home="pressed",
            )
        )
        if isinstance(answered.reply, Message):
            return 0
        direct = Room("direct", person.account)
        self.rooms.close_forms(direct, person.account)
        return self.rooms.post(direct, await self._content(answered), at=self.clock()).id

    async def minutes(self, request: Request) -> Response:
        """The live page of a meeting's minutes."""
        view, reference = await self._view(request), request.path_params["reference"]
        if view is None or not REFERENCE.fullmatch(reference):
            return self._missing()
        seen = await self.recording.look(self._base(view.person), reference)
        voice, file = self.voices(view.person.language), self.handed.get((view.person.account, reference))
        page = pages.minutes(view, seen, file, self.rooms, self._now(), voice, self._hidden())
        return HTMLResponse(page, 200 if seen.found else 404)

    async def record(self, request: Request) -> Response:
        """Lines, a button or a form of that page. What was answered stands on it."""
        form = await request.form()
        if not self.seal.fits(posted.one(form, "seal")):
            return self._expired()
        view, reference = await self._view(request), request.path_params["reference"]
        if view is None or not REFERENCE.fullmatch(reference):
            return self._missing()
        account, once = view.person.account, posted.one(form, "once")
        if self.rooms.first_time(once):
            self.handed.pop((account, reference), None)
            document = await self.recording.act(self._base(view.person), reference, form, f"web:{once}")
            if document is not None:
                self.handed[account, reference] = await asyncio.to_thread(self.files.receive, document)
        return _see(looking.live(account, reference), "#home")

    def _base(self, person: Person) -> Invocation:
        return Invocation(PLATFORM, WORKSPACE, person.account, "", prefix=PREFIX)

    async def mailbox(self, request: Request) -> Response:
        """The mails of one person, or one of them."""
        view = await self._view(request)
        if view is None or ("id" in request.path_params and view.letter is None):
            return self._missing()
        self.rooms.opened(None, view.person.account)
        voice = self.voices(view.person.language)
        return HTMLResponse(pages.mailbox(view, self.rooms, self._now(), voice, self._hidden()))

    async def letter(self, request: Request) -> Response:
        """The HTML part of a mail, shut into a sandbox."""
        mail = self.rooms.read_mail(request.path_params["account"], request.path_params["id"])
        if mail is None:
            return self._missing()
        return HTMLResponse(posts.letter_html(mail.mail), headers={"Content-Security-Policy": LETTER})

    async def file(self, request: Request) -> Response:
        """A received file, always as a download."""
        found = self.files.get(request.path_params["token"])
        if found is None:
            return self._missing()
        return FileResponse(found.path, media_type=found.media_type, filename=found.filename)

    async def move(self, request: Request) -> Response:
        """Move the clock, then show the page from which it was moved."""
        form = await request.form()
        step = next((step for step in STEPS if step == form.get("to")), None)
        if step is None or not self.seal.fits(posted.one(form, "seal")):
            return self._expired()
        if self.rooms.first_time(posted.one(form, "once")):
            await self.clockwork.move(step)
        back = posted.one(form, "back")
        return _see(back if back.startswith("/as/") else "/", "#clock")

    async def say(self, request: Request) -> Response:
        """What was typed, pressed or filled in, carried out as the chosen official."""
        form = await request.form()
        if not self.seal.fits(posted.one(form, "seal")):
            return self._expired()
        view = await self._view(request)
        if view is None or view.room is None:
            return self._missing()
        at = self.rooms.last
        if self.rooms.first_time(posted.one(form, "once")):
            at = await self._say(view.person, view.room, form)
        return _see(f"{view.path}?at={at}", f"#p{at}")

    async def _say(self, person: Person, room: Room, form: FormData) -> int:
        """Ask, and put question and reply into the room; the id of the post to look at."""
        standing = posted.number(form, "form")
        if "cancel" in form:
            self.rooms.close_forms(room, person.account)
            return self.rooms.last
        fields = posted.fields(form)
        text = posted.one(form, "command") if "command" in form else posted.without_prefix(posted.one(form, "text"))
        invocation = Invocation(
            PLATFORM,
            WORKSPACE,
            person.account,
            text,
            channel=room.name if room.kind == "channel" else None,
            request=f"web:{posted.one(form, 'once')}",
            fields=fields,
            forms=True,
            prefix=PREFIX,
        )
        foreseen = self.foresee(invocation)
        asking = asyncio.ensure_future(self.ask(invocation))
        await asyncio.wait({asking}, timeout=PATIENCE if foreseen.file else None)
        preparing = not asking.done()
        answered = self._preparing(person) if preparing else asking.result()
        only = None if answered.public or room.kind == "direct" else person.account
        content = await self._content(answered)
        if self.rooms.form(standing, person.account) and isinstance(content, Form):
            self.rooms.replace(standing, content)
            return standing
        self.rooms.close_forms(room, person.account)
        asked = Typed(f"{PREFIX} {spoken(text, ((name, value) for name, value in fields.items() if value))}".strip())
        mine = person.account if room.kind == "channel" else None
        self.rooms.post(room, asked, at=self.clock(), author=person.account, only=mine)
        again = foreseen.again if answered.outcome == "done" else ""
        post = self.rooms.post(room, content, at=self.clock(), only=only, answers=again)
        if preparing:
            self._soon(self._prepared(post.id, asking))
        elif not isinstance(content, Form):
            await self.pressing(invocation, room, posted.number(form, "post"), answered)
        return post.id

    def _preparing(self, person: Person) -> Answered:
        voice = self.voices(person.language)
        return Answered(Message(voice("file-preparing"), (), voice.language))

    async def _prepared(self, post: int, asking: asyncio.Future[Answered]) -> None:
        """The file takes the place of what was said of it."""
        self.rooms.replace(post, await self._content(await asking))

    def _soon(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self.under_way.add(task)
        task.add_done_callback(self.under_way.discard)

    async def _content(self, answered: Answered) -> Content:
        match answered.reply:
            case Message() | Form():
                return answered.reply
            case Document() as document:
                return Received(await asyncio.to_thread(self.files.receive, document), document.message)
            case _:
                assert_never(answered.reply)

    async def _directory(self) -> Directory:
        return await asyncio.to_thread(self.directory)

    async def _view(self, request: Request) -> looking.View | None:
        """Who looks at what, or ``None`` where there is no such person, or the person isn't in that channel. Who reads
        a list has a mailbox alone."""
        directory = await self._directory()
        person = directory.person(request.path_params["account"])
        if person is None:
            return None
        channel, id = request.path_params.get("channel"), request.path_params.get("id")
        if channel is not None and all(one.name != channel for one in directory.channels_of(person)):
            return None
        room, at = _room(request, person), request.query_params.get("at", "")
        if person.lists and room is not None:
            return None
        return looking.View(
            directory,
            person,
            room,
            at=int(at) if at.isdecimal() and len(at) < 10 else 0,
            letter=None if id is None else self.rooms.read_mail(person.account, id),
        )

    def _now(self) -> looking.Now:
        return looking.Now(self.clock(), self.zone, self.clockwork.moved, self.clockwork.happened())

    def _hidden(self) -> dict[str, str]:
        """What stands hidden in every form of a page: ``once`` makes a form that is sent twice have one effect."""
        return {"seal": self.seal.value, "once": secrets.token_urlsafe(12)}

    def _voice(self) -> Voice:
        return self.voices(LANGUAGE)

    def _missing(self) -> Response:
        return HTMLResponse(pages.missing(self._now(), self._voice(), self._hidden()), 404)

    def _expired(self) -> Response:
        return HTMLResponse(pages.expired(self._now(), self._voice(), self._hidden()), 403)


def _room(request: Request, person: Person) -> Room | None:
    if "channel" in request.path_params:
        return Room("channel", request.path_params["channel"])
    match request.url.path.rpartition("/")[2]:
        case "direct" | "home" as kind:
            return Room(kind, person.account)
        case _:
            return None


def _see(path: str, anchor: str) -> Response:
    return RedirectResponse(f"{path}{anchor}", 303)
