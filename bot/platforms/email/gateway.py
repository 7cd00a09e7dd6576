"""``bot.gateways.Gateway`` over SMTP: what the mail server says, told apart.

Refused for now (4xx, no connection, no answer before the text was handed over) is ``TryLater``. Refused for good (5xx
to the recipient or the text) is ``Undeliverable``. A connection lost, or no answer, once the text was on its way is
``Unknown``: the mail may be there, and a repeat carries the same Message-ID. What is wrong with *us* (name, password,
sender, certificate) is nobody's address's fault, and waits for whoever runs the service.
"""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Callable
from email.message import EmailMessage
from email.policy import SMTP as WIRE
from typing import Final

import structlog
from aiosmtplib import (
    SMTP,
    SMTPAuthenticationError,
    SMTPException,
    SMTPRecipientRefused,
    SMTPResponseException,
    SMTPSenderRefused,
    SMTPServerDisconnected,
)

from bot.gateways import Address, ChannelLost, TryLater, Undeliverable, Unknown
from bot.messages.model import Message
from bot.platforms.email.compose import NotAddressable
from bot.settings import Smtp

log = structlog.get_logger()

CONNECTIONS: Final = 3
"""Conversations with the server at once; further mails wait for one to end."""

WAIT_SECONDS: Final = 5.0
CONNECT_SECONDS: Final = 6.0
ENVELOPE_SECONDS: Final = 5.0
TEXT_SECONDS: Final = 12.0
"""One after the other these end within what a send may take, so that which of them ended it is always known."""

IDLE_SECONDS: Final = 30.0
MAILS: Final = 100
"""How long a connection waits for its next mail, and how many it carries: servers tire of longer ones."""

TOO_LARGE: Final = 552

Compose = Callable[[Message, Address, str], EmailMessage]
"""The mail of a message, given where it goes and the outbox entry's key; blocking, run in a thread."""


class _NoSuchBox(Undeliverable):
    """The server takes nothing for this recipient, whatever it is."""


class Line:
    """One open connection, and what it has carried."""

    def __init__(self, client: SMTP, now: float) -> None:
        self.client, self.mails, self.idle_since = client, 0, now

    def fresh(self, now: float) -> bool:
        """Whether it may carry another mail."""
        return self.client.is_connected and self.mails < MAILS and now - self.idle_since < IDLE_SECONDS


class SmtpGateway:
    """Mails out through one server. Connections are kept while mails follow one another."""

    platform = "email"

    def __init__(
        self, settings: Smtp, compose: Compose, *, wait: float = WAIT_SECONDS, text: float = TEXT_SECONDS
    ) -> None:
        self._settings = settings
        self._compose = compose
        self._wait, self._text_seconds = wait, text
        self._free = asyncio.Semaphore(CONNECTIONS)
        self._idle: list[Line] = []

    async def send(self, address: Address, message: Message, *, key: str) -> str:
        """Hand the mail over; its Message-ID."""
        try:
            mail = await asyncio.to_thread(self._compose, message, address, key)
        except NotAddressable as refusal:
            raise Undeliverable(str(refusal)) from refusal
        to, text = mail["To"].addresses[0].addr_spec, mail.as_bytes(policy=WIRE)
        try:
            async with asyncio.timeout(self._wait):
                await self._free.acquire()
        except TimeoutError:
            raise TryLater("every connection to the mail server is busy") from None
        try:
            await self._hand_over(to, text)
        except _NoSuchBox as refusal:
            if address.workspace and not address.direct:  # a list: a place like a channel
                raise ChannelLost(str(refusal)) from refusal
            raise
        finally:
            self._free.release()
        return str(mail["Message-ID"])

    async def close(self) -> None:
        """Say goodbye on the connections that are still open."""
        while self._idle:
            await _quit(self._idle.pop().client)

    async def _hand_over(self, to: str, text: bytes) -> None:
        """On a kept connection, or a new one where there is none or the server has let go of it meanwhile."""
        line = self._kept()
        if line is not None:
            try:
                await self._envelope(line.client, to)
            except SMTPServerDisconnected:
                line.client.close()
                line = None
            except BaseException:
                line.client.close()
                raise
        if line is None:
            line = Line(await connected(self._settings), 0)
            try:
                await self._envelope(line.client, to)
            except SMTPServerDisconnected as lost:
                raise TryLater("the mail server hung up") from lost
            except BaseException:
                line.client.close()
                raise
        await self._text(line, text)

    def _kept(self) -> Line | None:
        now = asyncio.get_running_loop().time()
        while self._idle:
            line = self._idle.pop()
            if line.fresh(now):
                return line
            line.client.close()
        return None

    async def _envelope(self, client: SMTP, to: str) -> None:
        """From whom and to whom. Nothing of the mail itself has left yet. ``SMTPServerDisconnected`` passes."""
        try:
            async with asyncio.timeout(ENVELOPE_SECONDS):
                await client.mail(self._settings.address)
                await client.rcpt(to)
        except SMTPSenderRefused as refusal:
            raise _sender_refused(refusal) from refusal
        except SMTPRecipientRefused as refusal:
            found = _refused(refusal)
            raise _NoSuchBox(str(found)) if isinstance(found, Undeliverable) else found from refusal
        except SMTPServerDisconnected:
            raise
        except (SMTPException, TimeoutError) as away:
            raise TryLater(f"the mail server doesn't answer: {away or type(away).__name__}") from away

    async def _text(self, line: Line, text: bytes) -> None:
        """The mail itself. From here on an answer that doesn't come may stand for one that would have been yes."""
        try:
            async with asyncio.timeout(self._text_seconds):
                await line.client.data(text, timeout=None)
        except SMTPResponseException as refusal:
            line.client.close()
            raise _refused(refusal) from refusal
        except (SMTPException, OSError) as lost:
            line.client.close()
            raise Unknown(f"no answer after the mail was handed over: {lost or type(lost).__name__}") from lost
        except BaseException:
            line.client.close()
            raise
        line.mails += 1
        line.idle_since = asyncio.get_running_loop().time()
        self._idle.append(line)


async def connected(chosen: Smtp) -> SMTP:
    """A connection, encrypted and with our password as the settings say. Raises ``TryLater`` with what is wrong."""
    client = SMTP(
        hostname=chosen.host,
        port=chosen.door,
        username=chosen.username,
        password=chosen.password.get_secret_value() if chosen.password else None,
        use_tls=chosen.tls == "implicit",
        start_tls=chosen.tls == "starttls",
        tls_context=None if chosen.tls == "none" else ssl.create_default_context(cafile=chosen.ca_file),
        local_hostname=chosen.address.rpartition("@")[2],
        timeout=ENVELOPE_SECONDS,
    )
    try:
        async with asyncio.timeout(CONNECT_SECONDS):
            await client.connect()
    except SMTPAuthenticationError as refusal:
        log.error("the mail server refuses our name and password", reason=_said(refusal))
        raise TryLater(f"the mail server refuses our name and password: {_said(refusal)}") from refusal
    except SMTPResponseException as refusal:
        raise TryLater(f"the mail server refuses us: {_said(refusal)}") from refusal
    except (OSError, TimeoutError, SMTPException, ssl.SSLError) as away:
        raise TryLater(f"the mail server doesn't answer: {away or type(away).__name__}") from away
    except BaseException:
        client.close()
        raise
    return client


async def greet(settings: Smtp) -> None:
    """Open a connection and say goodbye. Raises ``TryLater`` with what is wrong."""
    await _quit(await connected(settings))


def _sender_refused(refusal: SMTPSenderRefused) -> TryLater | Undeliverable:
    """A mail that is too large stays so; any other lasting no is about us, and not about whom we write to."""
    if refusal.code < 500 or refusal.code == TOO_LARGE:
        return _refused(refusal)
    log.error("the mail server refuses our sender", reason=_said(refusal))
    return TryLater(f"the mail server refuses our sender: {_said(refusal)}")


def _refused(refusal: SMTPResponseException) -> TryLater | Undeliverable:
    """By the first digit of the code; whatever isn't a clear no is tried again."""
    return Undeliverable(_said(refusal)) if 500 <= refusal.code < 600 else TryLater(_said(refusal))


def _said(refusal: SMTPResponseException) -> str:
    """``550 5.1.1 No such user``, on one line."""
    return " ".join(f"{refusal.code} {refusal.message}".split())


async def _quit(client: SMTP) -> None:
    try:
        async with asyncio.timeout(2):
            await client.quit()
    except (SMTPException, OSError, TimeoutError):
        client.close()
