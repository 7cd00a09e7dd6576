"""A real SMTP server on the loopback address, which can be told to refuse, to hang up, and to be slow."""

from __future__ import annotations

import asyncio
import email.policy
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.parser import BytesParser
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

READING = BytesParser(policy=email.policy.default)


@dataclass(frozen=True)
class Arrived:
    """A mail that the server took, with the envelope it came in."""

    sender: str
    to: list[str]
    raw: bytes

    @property
    def mail(self) -> EmailMessage:
        found = READING.parsebytes(self.raw)
        assert isinstance(found, EmailMessage)
        return found

    @property
    def text(self) -> str:
        part = self.mail.get_body(("plain",))
        assert part is not None
        return str(part.get_content())

    @property
    def calendar(self) -> bytes | None:
        """The part for a calendar programme, as it came."""
        for part in self.mail.walk():
            if part.get_content_type() == "text/calendar":
                content = part.get_payload(decode=True)
                assert isinstance(content, bytes)
                return content
        return None

    @property
    def html(self) -> str:
        part = self.mail.get_body(("html",))
        assert part is not None
        return str(part.get_content())


@dataclass
class MailServer:
    """``answers`` are given in turn to the commands of that name, before its own answer; ``slow`` are seconds before
    each; ``hang_up`` is how many mails are taken whole and then never answered, ``hang_up_early`` how many connections
    end at RCPT."""

    port: int = 0
    arrived: list[Arrived] = field(default_factory=list)
    answers: dict[str, list[str]] = field(default_factory=dict)
    slow: dict[str, float] = field(default_factory=dict)
    hang_up: int = 0
    hang_up_early: int = 0
    sessions: int = 0
    logins: list[tuple[str, str]] = field(default_factory=list)

    def plan(self, command: str, *answers: str) -> None:
        self.answers.setdefault(command, []).extend(answers)

    def mails(self, to: str) -> list[Arrived]:
        return [one for one in self.arrived if to in one.to]

    def of(self, to: str, subject: str) -> Arrived:
        """The newest mail to this address whose subject says so."""
        found = [one for one in self.mails(to) if subject in one.mail["Subject"]]
        assert found, [(one.to, one.mail["Subject"]) for one in self.arrived]
        return found[-1]

    async def _next(self, command: str) -> str | None:
        if command in self.slow:
            await asyncio.sleep(self.slow[command])
        planned = self.answers.get(command, [])
        return planned.pop(0) if planned else None

    async def handle_EHLO(
        self, _server: SMTP, session: Session, _envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        session.host_name = hostname
        self.sessions += 1
        planned = await self._next("EHLO")
        return [planned] if planned else responses

    async def handle_MAIL(
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        planned = await self._next("MAIL")
        if planned is None:
            envelope.mail_from = address
            envelope.mail_options.extend(options)
        return planned or "250 OK"

    async def handle_RCPT(
        self, server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if self.hang_up_early:
            self.hang_up_early -= 1
            _end(server)
        planned = await self._next("RCPT")
        if planned is None:
            envelope.rcpt_tos.append(address)
        return planned or "250 OK"

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:
        planned = await self._next("DATA")
        if planned is None or planned.startswith("250"):
            content = envelope.content
            assert isinstance(content, bytes)
            assert envelope.mail_from is not None
            self.arrived.append(Arrived(envelope.mail_from, list(envelope.rcpt_tos), content))
        if self.hang_up and planned is None:
            self.hang_up -= 1
            _end(server)
        return planned or "250 OK"

    def allow(self, _server: SMTP, _session: Session, _envelope: Envelope, _mechanism: str, data: Any) -> AuthResult:
        assert isinstance(data, LoginPassword)
        self.logins.append((data.login.decode(), data.password.decode()))
        return AuthResult(success=data.password == b"right", handled=data.password == b"right")


def _end(server: SMTP) -> None:
    """The connection is gone without a word."""
    assert isinstance(server.transport, asyncio.WriteTransport)
    server.transport.abort()


@contextmanager
def mail_server(**options: Any) -> Iterator[MailServer]:
    """With ``auth_required`` it asks for a name and the password ``right``."""
    handler = MailServer(port=free_port())
    authenticator = handler.allow if options.get("auth_required") else None
    controller = Controller(handler, hostname="127.0.0.1", port=handler.port, authenticator=authenticator, **options)
    controller.start()
    try:
        yield handler
    finally:
        controller.stop()


def free_port() -> int:
    """A port at which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])
