"""The same ``Message`` as an e-mail: a text part and an HTML part, with the headers of an automatic sender; and where
it has one, the part for the reader's calendar."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import EmailPolicy as Policy
from email.utils import format_datetime, parseaddr
from typing import Final

from markupsafe import Markup

from bot.domain.members import looks_like_address
from bot.messages import html, plain_text
from bot.messages.characters import clipped, one_line
from bot.messages.linked import ToAddress, linked
from bot.messages.model import CalendarPart, Message

MAX_SUBJECT: Final = 200


class NotAddressable(ValueError):
    """No mail can go to what was given as an address."""


class Unbroken(str):
    """An address that stands in a header as it is: by itself the library would write a long one as an encoded word,
    which no mail programme takes for an address."""

    name: Final = "List-Unsubscribe"

    def fold(self, *, policy: Policy) -> str:
        return f"{self.name}: {self}{policy.linesep}"


_PAGE: Final = Markup(
    """<!doctype html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{title}</title>
<style>
body {{ font: 16px/1.5 Arial, Helvetica, sans-serif; color: #16212b; background: #fff; margin: 0; padding: 16px; }}
article {{ max-width: 640px; }}
h1 {{ font-size: 20px; line-height: 1.3; margin: 0 0 12px; }}
dl {{ margin: 0 0 16px; }}
dt {{ font-weight: bold; }}
dd {{ margin: 0 0 8px; }}
table {{ border-collapse: collapse; margin: 0 0 16px; }}
caption {{ text-align: left; font-weight: bold; padding: 4px 0; }}
th, td {{ border-bottom: 1px solid #c3ccd5; padding: 6px 12px 6px 0; text-align: left; vertical-align: top; }}
code {{ background: #eef1f4; padding: 1px 4px; }}
a {{ color: #174f74; }}
</style>
</head>
<body>
<main>
{body}</main>
</body>
</html>
"""
)


def compose(
    message: Message,
    *,
    to: str,
    sender: str,
    at: datetime,
    key: str,
    command: str = "/wg",
    link: ToAddress | None = None,
    stamp: Callable[[str], str] | None = None,
    end: str = "",
) -> EmailMessage:
    """The e-mail of a message from ``sender`` to the address ``to``, dated ``at``. Raises ``NotAddressable``.

    The title is the subject. A mail has nothing to press: with ``link`` each button becomes the address that stands
    for its command, without it the command to type under the name ``command``. The Message-ID is made of ``key`` (by
    ``stamp``, so that nobody else can work it out): the same entry sent twice is one mail to the reader's programme.
    ``end`` is the address where one press ends such mails (RFC 8058).
    """
    mail = EmailMessage()
    mail["Subject"] = clipped(one_line(message.title), MAX_SUBJECT)
    mail["From"] = sender
    mail["To"] = Address(addr_spec=addressable(to))
    mail["Date"] = format_datetime(at)
    mail["Message-ID"] = f"<{(stamp or _digest)(key)}@{parseaddr(sender)[1].rpartition('@')[2] or 'localhost'}>"
    mail["Auto-Submitted"] = "auto-generated"
    if end:
        mail["List-Unsubscribe"] = Unbroken(f"<{end}>")
        mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    shown = message if link is None else linked(message, link)
    mail.set_content(plain_text.render(shown, command=command))
    body = html.render(shown, prefix="message", command=command, level=1)
    page = _PAGE.format(lang=message.language, title=one_line(message.title), body=body)
    mail.add_alternative(str(page), subtype="html")
    if shown.calendar is not None:
        mail.attach(_calendar(shown.calendar))
    mail["Content-Language"] = message.language  # last: whoever sets content clears what is said of it
    return mail


def _calendar(found: CalendarPart) -> EmailMessage:
    """The part that a calendar programme reads (RFC 6047): in bytes, so that every CRLF and fold stays as written."""
    part = EmailMessage()
    part.set_content(
        found.content.encode(),
        maintype="text",
        subtype="calendar",
        cte="base64",
        params={"charset": "utf-8", "method": found.method, "component": "VEVENT"},
    )
    del part["MIME-Version"]
    return part


def addressable(to: str) -> str:
    """The address as a header and an SMTP command may hold it, its domain in ASCII. Raises ``NotAddressable``."""
    local, _, domain = to.rpartition("@")
    if not (looks_like_address(to) and to.isprintable() and local.isascii() and all(domain.split("."))):
        raise NotAddressable("not an address that a mail can go to")
    try:
        plain = f"{local}@{domain if domain.isascii() else domain.encode('idna').decode()}"
        return Address(addr_spec=plain).addr_spec
    except (ValueError, UnicodeError, IndexError) as error:
        raise NotAddressable("not an address that a mail can go to") from error


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()[:32]
