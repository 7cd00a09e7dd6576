"""What becomes of a message in the console after one of its buttons was pressed: it says what is true now."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

from bot.commands import Answered, Invocation
from bot.foresight import Foresee
from bot.messages.model import Document, Message
from bot.messages.spent import without
from bot.platforms.web.rooms import ChatRoom, Room

Ask = Callable[[Invocation], Awaitable[Answered]]


@dataclass(frozen=True)
class Pressing:
    """As in Slack: said by Convenor itself, it is worded again wherever it stands; an answer is asked for again where
    that changes nothing; of anything else the button goes that nobody can press any more."""

    ask: Ask
    rooms: ChatRoom
    foresee: Foresee
    restate: Callable[[str], Awaitable[bool]]

    async def __call__(self, invocation: Invocation, room: Room, id: int, answered: Answered) -> None:
        """``id`` is the post whose button was pressed; 0 where none was."""
        post = self.rooms.said(id, room, invocation.account)
        if post is None or not isinstance(post.content, Message) or self.foresee(invocation).again:
            return
        if post.unasked and await self.restate(str(post.id)):
            return
        if post.answers:
            again = replace(invocation, text=post.answers, request=None, fields={}, forms=False)
            fresh = await self.ask(again)
            if isinstance(fresh.reply, Message) and fresh.outcome == "done":
                self.rooms.replace(post.id, fresh.reply)
                return
        if answered.outcome == "done" or answered.spent:
            reply = answered.reply.message if isinstance(answered.reply, Document) else answered.reply
            seen = post.only is not None or answered.public or room.kind == "direct"
            self.rooms.replace(post.id, without(post.content, invocation.text, reply.title if seen else ""))
