"""Pages behind the links in replies: what a command that changes nothing answers, to the official who asked for it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace

from starlette.routing import BaseRoute

from bot.app import App, mail
from bot.app.dead_links import dead
from bot.commands import Ask, Invocation
from bot.language import tokens
from bot.links import Links, Pressed
from bot.messages.linked import linked
from bot.messages.model import Block, Buttons, Message
from bot.platforms.web import doors
from bot.platforms.web.doors import Door, Shown
from bot.presenters.speech import words


def pages(app: App, ask: Ask) -> list[BaseRoute]:
    """``/read``. There is nothing to press in it."""
    reads = Reads(app, mail.links_of(app.settings), ask)
    return doors.routes({"read": Door(reads.look)}, voices=words, origin=mail.origin(app.settings))


@dataclass(frozen=True)
class Reads:
    """The command is carried out as that official, by the road of all commands; one that changes something never is.
    What a page leads to ends when it ends, so that nobody reads on for ever by a link that was passed on."""

    app: App
    links: Links
    ask: Ask

    async def look(self, token: str) -> Shown:
        found = self.links.reading(token, self.app.clock())
        if found is None or not self._readable(found.command):
            return dead()
        official = await asyncio.to_thread(mail.remaining, self.app.database, found.official_id)
        if official is None or not official.email:
            return dead()
        prefix, address = mail.prefix_of(self.app.settings), official.email
        answered = await self.ask(
            Invocation(mail.PLATFORM, "", address, found.command, address=address, prefix=prefix, reading=True)
        )
        return Shown(self._further(answered.reply, found)) if isinstance(answered.reply, Message) else dead()

    def _further(self, reply: Message, found: Pressed) -> Message:
        """The reply with links to what else can be read; its other buttons are for where it was asked."""
        kept = replace(reply, blocks=tuple(self._kept(block) for block in reply.blocks))
        return linked(kept, lambda command: self.links.read(found.official_id, command, until=found.expires_at))

    def _kept(self, block: Block) -> Block:
        if not isinstance(block, Buttons):
            return block
        return Buttons(tuple(one for one in block.buttons if self._readable(one.command)))

    def _readable(self, command: str) -> bool:
        matched = self.app.menu.find(tokens(command))
        return matched is not None and not (matched.command.changes or matched.command.files)
