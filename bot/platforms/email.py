"""The same ``Message`` as an e-mail: a text part and an HTML part, with the headers of an automatic sender."""

from __future__ import annotations

import hashlib
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Final

from markupsafe import Markup

from bot.messages import html, plain_text
from bot.messages.characters import clipped, one_line
from bot.messages.model import Message

MAX_SUBJECT: Final = 200

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


def compose(message: Message, *, to: str, sender: str, at: datetime, key: str, command: str = "/wg") -> EmailMessage:
    """The e-mail of a message from ``sender`` to the address ``to``, dated ``at``.

    The title is the subject. Buttons become the commands to type under the name ``command``. The Message-ID
    is made of ``key``, so that the same entry sent twice is one mail to the reader's programme.
    """
    mail = EmailMessage()
    mail["Subject"] = clipped(one_line(message.title), MAX_SUBJECT)
    mail["From"] = sender
    mail["To"] = to
    mail["Date"] = format_datetime(at)
    mail["Message-ID"] = f"<{hashlib.sha256(key.encode()).hexdigest()[:32]}@{_domain(sender)}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail["Content-Language"] = message.language
    mail.set_content(plain_text.render(message, command=command))
    body = html.render(message, prefix="message", command=command, level=1)
    page = _PAGE.format(lang=message.language, title=one_line(message.title), body=body)
    mail.add_alternative(str(page), subtype="html")
    return mail


def _domain(sender: str) -> str:
    return sender.rpartition("@")[2].strip("> ") or "localhost"
