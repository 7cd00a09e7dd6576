"""The demo's ways out: the console's rooms, and mailboxes for those who have no chat account."""

from __future__ import annotations

from typing import Final

from bot.app import App
from bot.app.mail import composer, links_of, prefix_of
from bot.clock import Clock
from bot.gateways import Gateway
from bot.platforms.web.rooms import ChatRoom, ConsoleGateway, MailboxGateway

ORGANISER: Final = "convenor@demo.invalid"
SENDER: Final = f"Convenor <{ORGANISER}>"


def ways_out(app: App, rooms: ChatRoom, clock: Clock) -> list[Gateway]:
    """Chat first, then mail: the order in which a person's address is looked for."""
    mail = composer(app.database, links_of(app.settings), SENDER, clock, prefix_of(app.settings))
    return [ConsoleGateway(rooms, clock), MailboxGateway(rooms, clock, mail)]
