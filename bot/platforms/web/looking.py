"""Who looks at the console, at what, and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

from bot.platforms.web.facts import Channel, Directory, Person
from bot.platforms.web.rooms import Mail, Post, Room


@dataclass(frozen=True)
class View:
    """Who looks, at what. ``room`` is ``None`` for the mailbox. ``at`` is the post to which the focus goes."""

    directory: Directory
    person: Person
    room: Room | None
    at: int = 0
    letter: Mail | None = None

    @property
    def path(self) -> str:
        return place(self.person.account, self.room)

    @property
    def channel(self) -> Channel | None:
        found = self.room.name if self.room and self.room.kind == "channel" else None
        return next((one for one in self.directory.channels if one.name == found), None)


@dataclass(frozen=True)
class Now:
    """The demo's clock as it stands, and what happened since it was last moved."""

    instant: datetime
    zone: str
    moved: bool
    happened: tuple[Post | Mail, ...]


def place(account: str, room: Room | None) -> str:
    """The path of a room, or of the mailbox, as this account sees it."""
    mine = f"/as/{quote(account, safe='@')}"
    match room:
        case None:
            return f"{mine}/mail"
        case Room(kind="direct" | "home" as kind):
            return f"{mine}/{kind}"
        case Room(name=name):
            return f"{mine}/channel/{quote(name, safe='')}"


def live(account: str, reference: str) -> str:
    """The path of that page, as this account sees it."""
    return f"/as/{quote(account, safe='@')}/minutes/{quote(reference, safe='')}"
