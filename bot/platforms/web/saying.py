"""What somebody says in the console: asked as whoever they are, with question and reply put where they belong."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, field
from typing import Any, Final, assert_never

from starlette.datastructures import FormData

from bot.clock import Clock
from bot.commands import Answered, Invocation
from bot.foresight import Foresee
from bot.language import spoken
from bot.messages.model import Document, Form, Message
from bot.platforms.web import posted
from bot.platforms.web.facts import PLATFORM, WORKSPACE, Person, Voices
from bot.platforms.web.files import Files
from bot.platforms.web.posted import PREFIX
from bot.platforms.web.pressing import Pressing
from bot.platforms.web.rooms import ChatRoom, Content, Received, Room, Typed

PATIENCE: Final = 2.0
"""Seconds until a file is said to be in preparation."""

Ask = Callable[[Invocation], Awaitable[Answered]]


@dataclass(frozen=True)
class Saying:
    """``under_way`` keeps the files that are still being prepared."""

    ask: Ask
    rooms: ChatRoom
    clock: Clock
    voices: Voices
    files: Files
    foresee: Foresee
    pressing: Pressing
    under_way: set[asyncio.Task[None]] = field(default_factory=set)

    async def say(self, person: Person, room: Room, form: FormData) -> int:
        """Ask, and put question and reply into the room; the id of the post to look at."""
        standing = posted.number(form, "form")
        if "cancel" in form:
            self.rooms.close_forms(room, person.account)
            return self.rooms.last
        invocation = _invocation(person, room, form)
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
        mine = person.account if room.kind == "channel" else None
        self.rooms.post(room, _typed(invocation), at=self.clock(), author=person.account, only=mine)
        again = foreseen.again if answered.outcome == "done" else ""
        post = self.rooms.post(room, content, at=self.clock(), only=only, answers=again)
        if preparing:
            self._soon(self._prepared(post.id, asking))
        elif not isinstance(content, Form):
            await self.pressing(invocation, room, posted.number(form, "post"), answered)
        return post.id

    async def press(self, person: Person, text: str, once: str) -> int:
        """What was pressed in the Home; the id of the post to look at, or 0 where the Home itself has the answer."""
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


def _invocation(person: Person, room: Room, form: FormData) -> Invocation:
    return Invocation(
        PLATFORM,
        WORKSPACE,
        person.account,
        posted.one(form, "command") if "command" in form else posted.without_prefix(posted.one(form, "text")),
        channel=room.name if room.kind == "channel" else None,
        request=f"web:{posted.one(form, 'once')}",
        fields=posted.fields(form),
        forms=True,
        prefix=PREFIX,
    )


def _typed(invocation: Invocation) -> Typed:
    """The question as it stands in the room."""
    given = ((name, value) for name, value in invocation.fields.items() if value)
    return Typed(f"{PREFIX} {spoken(invocation.text, given)}".strip())
