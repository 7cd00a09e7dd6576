"""Mails over a real SMTP conversation: every answer told apart, one mail however often, no header slipped in."""

from __future__ import annotations

import asyncio
import ssl
import subprocess
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from secrets import token_hex
from typing import Any, TypeVar

import pytest

from bot.gateways import Address, TryLater, Undeliverable, Unknown
from bot.links import Links
from bot.messages.model import Button, Buttons, CalendarPart, Message, Paragraph, Text
from bot.platforms.email import NotAddressable, compose
from bot.platforms.email.gateway import SmtpGateway
from bot.settings import Smtp
from tests.conftest import KEY
from tests.platforms.mail_server import READING, MailServer, free_port, mail_server

pytestmark = pytest.mark.network

AT = datetime(2027, 1, 4, 9, 0, tzinfo=UTC)
SENDER = "Convenor <convenor@example.org>"
LINKS = Links([KEY], "https://convenor.example.org")
HELLO = Message("Hello", (Paragraph((Text("A word, and – a dash."),)),))
Result = TypeVar("Result")


def composed(message: Message, address: Address, key: str) -> EmailMessage:
    return compose(
        message,
        to=address.channel,
        sender=SENDER,
        at=AT,
        key=key,
        link=lambda c: LINKS.press(1, c, now=AT),
        stamp=LINKS.stamp,
    )


def settings(server: MailServer, **extra: Any) -> Smtp:
    return Smtp(**{"host": "127.0.0.1", "port": server.port, "sender": SENDER, "tls": "none", **extra})


def with_gateway(
    chosen: Smtp, act: Callable[[SmtpGateway], Awaitable[Result]], *, wait: float = 5, text: float = 5
) -> Result:
    async def run() -> Result:
        gateway = SmtpGateway(chosen, composed, wait=wait, text=text)
        try:
            return await act(gateway)
        finally:
            await gateway.close()

    return asyncio.run(run())


def send(
    server: MailServer, to: str = "ana@example.org", message: Message = HELLO, *, key: str = "k", **extra: Any
) -> str:
    waits = {name: extra.pop(name) for name in ("wait", "text") if name in extra}
    return with_gateway(settings(server, **extra), lambda gateway: say(gateway, to, message, key=key), **waits)


async def say(gateway: SmtpGateway, to: str = "ana@example.org", message: Message = HELLO, *, key: str = "k") -> str:
    return await gateway.send(Address("email", "", to, True), message, key=key)


def test_a_mail_arrives_with_text_and_html() -> None:
    with mail_server() as server:
        said = send(server)
    (found,) = server.arrived
    assert (found.sender, found.to) == ("convenor@example.org", ["ana@example.org"])
    assert found.mail["Subject"] == "Hello"
    assert found.mail["Auto-Submitted"] == "auto-generated"
    assert found.mail["Message-ID"] == said
    assert "A word, and – a dash." in found.text
    assert "<p>A word, and – a dash.</p>" in found.html
    assert max(map(len, found.raw.split(b"\r\n"))) <= 998


def test_a_mail_sent_twice_is_one_mail_to_its_reader() -> None:
    with mail_server() as server:
        first, second, other = send(server, key="one"), send(server, key="one"), send(server, key="two")
    assert first == second != other


def test_nobody_who_knows_an_entry_can_work_out_its_message_id() -> None:
    other = Links(["MTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTI="], "https://convenor.example.org")
    assert other.stamp("one") != LINKS.stamp("one")


@pytest.mark.parametrize(
    ("command", "answer", "kind"),
    [
        ("EHLO", "421 4.3.2 Shutting down", TryLater),
        ("MAIL", "451 4.3.0 Later", TryLater),
        ("MAIL", "421 4.3.2 Shutting down", TryLater),
        ("MAIL", "550 5.7.1 Not with that sender", TryLater),
        ("MAIL", "552 5.3.4 Too large", Undeliverable),
        ("RCPT", "450 4.2.1 Greylisted", TryLater),
        ("RCPT", "452 4.2.2 Mailbox full", TryLater),
        ("RCPT", "550 5.1.1 No such user", Undeliverable),
        ("RCPT", "553 5.1.3 Bad address", Undeliverable),
        ("RCPT", "521 5.1.10 Takes no mail", Undeliverable),
        ("DATA", "451 4.7.1 Later", TryLater),
        ("DATA", "554 5.7.1 Refused by policy", Undeliverable),
        ("DATA", "354 Once more", TryLater),
    ],
)
def test_the_servers_answers_are_told_apart(command: str, answer: str, kind: type[Exception]) -> None:
    with mail_server() as server:
        server.plan(command, answer)
        with pytest.raises(kind) as refused:
            send(server)
        if command != "EHLO":
            assert answer.split()[0] in str(refused.value)
        server.answers.clear()
        assert send(server), "the next mail goes through"
    assert len(server.arrived) == 1


def test_a_connection_lost_after_the_mail_was_handed_over_leaves_it_unknown() -> None:
    with mail_server() as server:
        server.hang_up = 1
        with pytest.raises(Unknown):
            send(server, key="one")
        again = send(server, key="one")
    assert [one.mail["Message-ID"] for one in server.arrived] == [again, again]


def test_a_server_that_never_says_yes_leaves_the_mail_unknown() -> None:
    with mail_server() as server:
        server.slow["DATA"] = 2
        with pytest.raises(Unknown):
            send(server, text=0.2)


def test_a_connection_lost_before_that_is_tried_again() -> None:
    with mail_server() as server:
        server.hang_up_early = 1
        with pytest.raises(TryLater):
            send(server)
    assert server.arrived == []


def test_nobody_who_listens_is_tried_again() -> None:
    with pytest.raises(TryLater, match="doesn't answer"):
        send(MailServer(port=free_port()))
    with pytest.raises(TryLater, match="doesn't answer"):
        with_gateway(Smtp(host="nowhere.invalid", sender=SENDER, tls="none"), say)


def test_one_connection_carries_many_mails() -> None:
    async def many(gateway: SmtpGateway) -> None:
        for number in range(20):
            await say(gateway, key=str(number))

    with mail_server() as server:
        with_gateway(settings(server), many)
    assert (len(server.arrived), server.sessions) == (20, 1)


def test_fifty_at_once_share_three_connections_and_none_is_lost() -> None:
    async def many(gateway: SmtpGateway) -> None:
        await asyncio.gather(*(say(gateway, key=str(number)) for number in range(50)))

    with mail_server() as server:
        with_gateway(settings(server), many)
    assert len({one.mail["Message-ID"] for one in server.arrived}) == 50
    assert server.sessions == 3


def test_who_waits_too_long_for_a_connection_is_tried_later() -> None:
    async def many(gateway: SmtpGateway) -> list[object]:
        return list(await asyncio.gather(*(say(gateway, key=str(n)) for n in range(4)), return_exceptions=True))

    with mail_server() as server:
        server.slow["DATA"] = 0.6
        found = with_gateway(settings(server), many, wait=0.2)
    assert [type(one) for one in found].count(TryLater) == 1
    assert len(server.arrived) == 3


def test_a_kept_connection_that_the_server_let_go_is_replaced() -> None:
    async def twice(gateway: SmtpGateway) -> None:
        await say(gateway, key="one")
        server.hang_up_early = 1
        await say(gateway, key="two")

    with mail_server() as server:
        with_gateway(settings(server), twice)
    assert len(server.arrived) == 2


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ssl.SSLContext]:
    """A certificate of 127.0.0.1's own, and what a server needs of it."""
    folder = tmp_path_factory.mktemp("certificate")
    made, key = folder / "certificate.pem", folder / "key.pem"
    asked = f"req -x509 -newkey rsa:2048 -nodes -keyout {key} -out {made} -days 2 -subj /CN=127.0.0.1"
    subprocess.run(
        ["openssl", *asked.split(), "-addext", "subjectAltName=IP:127.0.0.1"], check=True, capture_output=True
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(made, key)
    return made, context


def test_a_password_goes_over_an_encrypted_connection(certificate: tuple[Path, ssl.SSLContext]) -> None:
    made, context = certificate
    login: dict[str, Any] = {"tls": "starttls", "username": "convenor", "ca_file": made}
    with mail_server(tls_context=context, require_starttls=True, auth_required=True) as server:
        assert send(server, password="right", **login)
        with pytest.raises(TryLater, match="name and password"):
            send(server, password="wrong", **login)
    assert set(server.logins) == {("convenor", "right"), ("convenor", "wrong")}
    assert len(server.arrived) == 1


def test_no_mail_goes_to_a_server_that_can_not_encrypt_or_is_not_who_it_says(
    certificate: tuple[Path, ssl.SSLContext],
) -> None:
    with mail_server() as plain, pytest.raises(TryLater):
        send(plain, tls="starttls")
    with mail_server(tls_context=certificate[1]) as unknown, pytest.raises(TryLater):
        send(unknown, tls="starttls")
    assert plain.arrived == unknown.arrived == []


HOSTILE = [
    "ana@example.org\r\nBcc: eve@example.org",
    "ana@example.org\nBcc: eve@example.org",
    "ana@example.org\r\nRCPT TO:<eve@example.org>",
    "ana@example.org, eve@example.org",
    "ana@example.org>\r\nDATA\r\n",
    "<ana@example.org>",
    "ana@example.org\0",
    "ana\x7f@example.org",
    "ana\u202e@example.org",
    "ana@exa\u200bmple.org",
    "anä@example.org",
    "@example.org",
    "ana@",
    "ana",
    "",
    "a@b@example.org",
    'ana"@example.org',
    "ana@example..org",
    f"{'a' * 250}@example.org",
    "ana@\ud800.org",
]


@pytest.mark.parametrize("to", HOSTILE, ids=range(len(HOSTILE)))
def test_what_is_no_address_reaches_no_server(to: str) -> None:
    with mail_server() as server, pytest.raises(Undeliverable):
        send(server, to)
    assert server.arrived == []
    assert server.sessions == 0


@pytest.mark.parametrize("to", ["o'brien@example.org", "ana+work@example.org", "Ana.Reid@Example.ORG", "a_b-c@x.co.uk"])
def test_odd_addresses_that_are_addresses_are_written_to(to: str) -> None:
    with mail_server() as server:
        send(server, to)
    assert server.arrived[0].to == [to]
    assert server.arrived[0].mail["To"] == to


def test_a_domain_in_other_letters_is_written_in_ascii() -> None:
    with mail_server() as server:
        send(server, "ana@bücher.example")
    assert server.arrived[0].to == ["ana@xn--bcher-kva.example"]


@pytest.mark.parametrize("break_", ["\r\n", "\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\0"])
def test_no_title_and_no_text_slips_a_header_in(break_: str) -> None:
    title = f"Hello{break_}Bcc: eve@example.org{break_}{break_}<script>"
    with mail_server() as server:
        send(server, message=Message(title, (Paragraph((Text(f"x{break_}.{break_}MAIL FROM:<eve@example.org>"),)),)))
    (found,) = server.arrived
    assert found.to == ["ana@example.org"]
    assert found.mail["Bcc"] is None
    assert found.mail["Subject"].startswith("Hello")
    assert "<script>" not in found.html


def test_a_button_becomes_an_address_and_its_words_stay() -> None:
    pressed = Buttons((Button("Accept", "rota accept VAWG-M7 role:chair"), Button("Long", "x" + token_hex(2_000))))
    with mail_server() as server:
        send(server, message=Message("Your turn", (pressed,)))
    (found,) = server.arrived
    assert "Accept (https://convenor.example.org/press/" in " ".join(found.text.split())
    assert 'href="https://convenor.example.org/press/' in found.html
    assert "rota accept" not in found.text
    assert "Long: /wg x" in found.text


def test_without_a_key_the_command_stands_there_to_be_typed() -> None:
    message = Message("Your turn", (Buttons((Button("Accept", "rota accept VAWG-M7"),)),))
    mail = compose(message, to="ana@example.org", sender=SENDER, at=AT, key="k")
    assert "Accept: /wg rota accept VAWG-M7" in mail.get_body(("plain",)).get_content()  # type: ignore[union-attr]


def test_an_address_is_looked_at_before_it_becomes_a_header() -> None:
    with pytest.raises(NotAddressable):
        compose(HELLO, to="ana@example.org\r\nBcc: x@y.z", sender=SENDER, at=AT, key="k")


def test_what_a_calendar_reads_stays_byte_for_byte_and_slips_no_header_in() -> None:
    event = "BEGIN:VCALENDAR\r\nSUMMARY:Ŵ ends\r\n  here\r\nEND:VCALENDAR\r\n"
    message = Message("Invited", calendar=CalendarPart("REQUEST", event))
    mail = READING.parsebytes(
        composed(message, Address("email", "", "ana@example.org", direct=True), "k").as_bytes(policy=SMTP)
    )
    assert isinstance(mail, EmailMessage)
    assert mail.get_content_type() == "multipart/alternative"
    kinds = [part.get_content_type() for part in mail.iter_parts()]
    assert kinds == ["text/plain", "text/html", "text/calendar"]
    part = list(mail.iter_parts())[-1]
    assert isinstance(part, EmailMessage)
    assert part.get_payload(decode=True) == event.encode()
    given = part["Content-Type"].params
    assert (given["method"], given["charset"], given["component"]) == ("REQUEST", "utf-8", "VEVENT")
