"""What comes back when a mail could not be delivered: a delivery status notification (RFC 3464), read with suspicion.

Anybody may write to the address that bounces go to. A bounce counts by the Message-ID of ours that it holds, which only
the mail's own reader was ever told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import policy
from email.message import EmailMessage, Message
from email.parser import BytesParser, HeaderParser
from typing import Final

MAX_BYTES: Final = 1_000_000
"""More than any bounce needs; what lies beyond isn't read."""

MOST: Final = 50
"""Recipients that are looked at: ours go to one each."""

_ID: Final = re.compile(r"<([0-9a-f]{32}@[^\s<>]{1,255})>")
_STATUS: Final = re.compile(r"\b([245]\.\d{1,3}\.\d{1,3})\b")
_PARSER: Final = BytesParser(policy=policy.default)


@dataclass(frozen=True)
class Bounced:
    """A mail that did not arrive, for good. ``reason`` is what the server said: ``5.1.1 550 No such user``."""

    message_id: str
    reason: str


def read(raw: bytes) -> tuple[Bounced, ...]:
    """The recipients whom a mail of ours failed to reach for good; none where it isn't such a report. Never raises."""
    try:
        mail = _PARSER.parsebytes(raw[:MAX_BYTES])
        return tuple(_failed(mail)) if isinstance(mail, EmailMessage) else ()
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return ()  # a parser of mails that strangers write meets every kind of nonsense


def _failed(mail: EmailMessage) -> Iterator[Bounced]:
    if mail.get_content_type() != "multipart/report":
        return
    message_id = _message_id(mail)
    if message_id is None:
        return
    for count, fields in enumerate(_recipients(mail)):
        if count >= MOST:
            return
        status, said = _plain(fields, "Status"), _plain(fields, "Diagnostic-Code")
        found = _STATUS.search(status)
        code = found[1] if found is not None else ""
        if _plain(fields, "Action").lower() == "failed" and not code.startswith(("2.", "4.")):
            yield Bounced(message_id, " ".join(f"{code} {_typed(said)}".split())[:200])


def _recipients(mail: EmailMessage) -> Iterator[Message]:
    """The report's blocks, one for each recipient; the first block is about the report itself."""
    for part in mail.iter_parts():
        if part.get_content_type() == "message/delivery-status":
            blocks = part.get_payload()
            if isinstance(blocks, list):
                yield from (block for block in blocks if isinstance(block, Message) and "Action" in block)
            return


def _message_id(mail: EmailMessage) -> str | None:
    """That of the mail which came back, from its headers as the report returns them."""
    for part in mail.iter_parts():
        headers: Message | None
        kind = part.get_content_type()
        if kind in ("message/rfc822", "message/global"):
            inner = part.get_payload()
            first = inner[0] if isinstance(inner, list) and inner else None
            headers = first if isinstance(first, Message) else None
        elif kind in ("text/rfc822-headers", "message/rfc822-headers", "message/global-headers"):
            text = part.get_content()
            headers = HeaderParser().parsestr(text if isinstance(text, str) else text.decode("ascii", "replace"))
        else:
            continue
        found = _ID.search(str(headers["Message-ID"])) if headers is not None else None
        if found is not None:
            return f"<{found[1]}>"
    return None


def _plain(fields: Message, name: str) -> str:
    return " ".join(str(fields.get(name, "")).split())


def _typed(value: str) -> str:
    """Without the type before it: ``rfc822;ana@example.org``."""
    return value.partition(";")[2].strip() if ";" in value else value
