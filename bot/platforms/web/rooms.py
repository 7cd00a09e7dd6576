"""The console's own chat server: what stands in its channels, direct messages and mailboxes, in memory.

One event loop writes and reads it; nothing here is kept when the demo ends.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from email.message import EmailMessage
from itertools import islice
from typing import Final, Literal

from bot.clock import Clock
from bot.gateways import Address
from bot.messages.codec import fingerprint
from bot.messages.model import Form, Message
from bot.platforms.web.facts import PLATFORM
from bot.platforms.web.files import File

KEPT: Final = 2_000
"""Posts and mails kept altogether; the oldest go first."""

REQUESTS: Final = 500
"""Requests remembered, so that a form sent twice is shown once."""


@dataclass(frozen=True)
class Room:
    """A channel by its name, the direct messages between Convenor and one account, or that account's Home."""

    kind: Literal["channel", "direct", "home"]
    name: str


@dataclass(frozen=True)
class Typed:
    """What somebody typed or pressed."""

    text: str


@dataclass(frozen=True)
class Received:
    """A file, with what was said beside it."""

    file: File
    message: Message


Content = Typed | Message | Form | Received


@dataclass(frozen=True)
class Post:
    """One thing that stands in a room. ``at`` is an instant of the demo's clock; ``author`` is an account, or
    empty for Convenor; ``only`` is the one account that sees it. ``unasked`` is what Convenor said by itself.
    ``revision`` rises when the content is replaced; ``answers`` is the command that it answered, where that may be
    asked again."""

    id: int
    at: datetime
    room: Room
    content: Content
    author: str = ""
    only: str | None = None
    unasked: bool = False
    revision: int = 0
    answers: str = ""


@dataclass(frozen=True)
class Home:
    """What stands in somebody's Home, published at an instant of the demo's clock."""

    at: datetime
    message: Message


@dataclass(frozen=True)
class Mail:
    """An e-mail as it lies in the mailbox of ``to``."""

    id: int
    at: datetime
    to: str
    mail: EmailMessage


class ChatRoom:
    """All rooms and mailboxes. Ids rise over both, so that they tell what came after what."""

    def __init__(self) -> None:
        self._next = 1
        self._kept: OrderedDict[int, Post | Mail] = OrderedDict()
        self._seen: dict[tuple[str, Room | None], int] = {}
        self._requests: OrderedDict[str, None] = OrderedDict()
        self._homes: dict[str, Home] = {}

    @property
    def last(self) -> int:
        """The id of the newest post or mail; 0 before the first."""
        return self._next - 1

    def post(
        self,
        room: Room,
        content: Content,
        *,
        at: datetime,
        author: str = "",
        only: str | None = None,
        unasked: bool = False,
        answers: str = "",
    ) -> Post:
        post = Post(self._number(), at, room, content, author, only, unasked, answers=answers)
        self._keep(post)
        return post

    def mail(self, to: str, mail: EmailMessage, *, at: datetime) -> Mail:
        found = Mail(self._number(), at, to, mail)
        self._keep(found)
        return found

    def publish(self, account: str, message: Message, *, at: datetime) -> None:
        """This stands in the account's Home now."""
        self._homes[account] = Home(at, message)

    def home(self, account: str) -> Home | None:
        """What stands in the account's Home; ``None`` where nothing was ever published."""
        return self._homes.get(account)

    def replace(self, id: int, content: Content) -> None:
        """Put something else in the place of a post: a form that came back with its errors."""
        post = self._kept.get(id)
        if isinstance(post, Post):
            self._kept[id] = replace(post, content=content, revision=post.revision + 1)

    def remove(self, id: int) -> None:
        self._kept.pop(id, None)

    def close_forms(self, room: Room, account: str) -> None:
        """Take away the forms that stand open for this account: whoever goes on has left them."""
        for post in [post for post in self.seen_by(room, account) if isinstance(post.content, Form)]:
            self.remove(post.id)

    def form(self, id: int, account: str) -> Form | None:
        """The form that stands under this id for this account, if it still does."""
        post = self._kept.get(id)
        if not isinstance(post, Post) or account not in (post.only, post.room.name):
            return None
        return post.content if isinstance(post.content, Form) else None

    def said(self, id: int, room: Room, account: str) -> Post | None:
        """The message under this id, as this account sees it in the room."""
        post = self._kept.get(id)
        if not isinstance(post, Post) or post.room != room or post.only not in (None, account):
            return None
        return post if isinstance(post.content, Message) else None

    def seen_by(self, room: Room, account: str) -> tuple[Post, ...]:
        """What this account sees in the room, oldest first."""
        return tuple(post for post in self._posts() if post.room == room and post.only in (None, account))

    def mails(self, to: str) -> tuple[Mail, ...]:
        """The mails of an address, newest first."""
        return tuple(mail for mail in reversed(self._kept.values()) if isinstance(mail, Mail) and mail.to == to)

    def read_mail(self, to: str, id: int) -> Mail | None:
        found = self._kept.get(id)
        return found if isinstance(found, Mail) and found.to == to else None

    def unasked_since(self, id: int) -> tuple[Post | Mail, ...]:
        """What Convenor said by itself after this id, oldest first."""
        return tuple(
            one for one in self._kept.values() if one.id > id and (isinstance(one, Mail) or one.unasked)
        )  # fmt: skip

    def opened(self, room: Room | None, account: str) -> None:
        """The account has now read the room, or with ``None`` its mailbox."""
        self._seen[account, room] = self.last

    def unread(self, room: Room | None, account: str) -> int:
        """How many posts or mails came since the account last opened it."""
        since = self._seen.get((account, room), 0)
        found: Iterable[Post | Mail] = self.mails(account) if room is None else self.seen_by(room, account)
        return sum(one.id > since for one in found)

    def forget_before(self, instant: datetime) -> None:
        """Let go of what was said and mailed before an instant."""
        for one in [one for one in self._kept.values() if one.at < instant]:
            self.remove(one.id)

    def first_time(self, request: str) -> bool:
        """Whether this request comes for the first time; asking remembers it."""
        if request in self._requests:
            return False
        self._requests[request] = None
        while len(self._requests) > REQUESTS:
            self._requests.popitem(last=False)
        return True

    def _posts(self) -> Iterable[Post]:
        return (one for one in self._kept.values() if isinstance(one, Post))

    def _number(self) -> int:
        self._next += 1
        return self._next - 1

    def _keep(self, one: Post | Mail) -> None:
        self._kept[one.id] = one
        for id in list(islice(self._kept, max(0, len(self._kept) - KEPT))):
            del self._kept[id]


@dataclass(frozen=True)
class ConsoleGateway:
    """``bot.gateways.Gateway`` into the console's channels, direct messages and Homes. It never refuses."""

    rooms: ChatRoom
    clock: Clock
    platform: str = PLATFORM

    async def send(self, address: Address, message: Message, *, key: str) -> str:
        if address.home is not None:
            self.rooms.publish(address.home, message, at=self.clock())
            return fingerprint(message)
        room = Room("direct" if address.direct else "channel", address.channel)
        return str(self.rooms.post(room, message, at=self.clock(), unasked=True).id)

    async def update(self, address: Address, id: str, message: Message) -> None:
        """What has gone from the room meanwhile stays away."""
        if id.isdecimal():
            self.rooms.replace(int(id), message)


@dataclass(frozen=True)
class MailboxGateway:
    """``bot.gateways.Gateway`` for e-mail that lies in the console's mailboxes instead of leaving by SMTP.

    ``compose`` makes the e-mail of a message, given where it goes and the outbox entry's key.
    """

    rooms: ChatRoom
    clock: Clock
    compose: Callable[[Message, Address, str], EmailMessage]
    platform: str = "email"

    async def send(self, address: Address, message: Message, *, key: str) -> str:
        mail = self.compose(message, address, key)
        self.rooms.mail(address.channel, mail, at=self.clock())
        return str(mail["Message-ID"])
