"""The demo's ways out: the console's rooms, and mailboxes for those who have no chat account."""

from __future__ import annotations

from email.message import EmailMessage
from typing import Final

from bot.clock import Clock
from bot.delivery import Gateway
from bot.messages.model import Message
from bot.platforms import email
from bot.platforms.web.rooms import ChatRoom, ConsoleGateway, MailboxGateway

SENDER: Final = "Convenor <convenor@demo.invalid>"


def ways_out(rooms: ChatRoom, clock: Clock) -> list[Gateway]:
    """Chat first, then mail: the order in which a person's address is looked for."""

    def mail(message: Message, to: str, key: str) -> EmailMessage:
        return email.compose(message, to=to, sender=SENDER, at=clock(), key=key)

    return [ConsoleGateway(rooms, clock), MailboxGateway(rooms, clock, mail)]
