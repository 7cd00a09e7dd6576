"""Answers to invitations as mail programmes send them (RFC 5546, METHOD:REPLY), read with suspicion.

Anybody may write to the address that answers go to. What counts is decided elsewhere: here it is only established
that one mail answers one invitation for one person, and comes from that person's own address.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from typing import Any, Final

from icalendar import Calendar

from bot.domain.appointments import Coming, ReplyNotRead

MAX_BYTES: Final = 1_000_000
"""More than any answer needs."""

ANSWERS: Final = {"ACCEPTED": Coming.YES, "TENTATIVE": Coming.MAYBE, "DECLINED": Coming.NO}
_PARSER: Final = BytesParser(policy=policy.default)
_NONSENSE = (ValueError, LookupError, TypeError, AttributeError, RecursionError, NotImplementedError)
"""What parsers of text that strangers write raise."""


@dataclass(frozen=True)
class Replied:
    """One person's answer to one version of one meeting; ``stamp`` is their own programme's time of it."""

    uid: str
    sequence: int
    stamp: datetime
    address: str
    coming: Coming


def read(raw: bytes) -> Replied:
    """The answer that a mail holds. Raises ``ReplyNotRead`` and nothing else."""
    if len(raw) > MAX_BYTES:
        raise ReplyNotRead("huge")
    try:
        return _read(raw)
    except _NONSENSE as nonsense:
        raise ReplyNotRead("broken") from nonsense


def _read(raw: bytes) -> Replied:
    mail = _PARSER.parsebytes(raw)
    if not isinstance(mail, EmailMessage):
        raise ReplyNotRead("broken")
    calendars = [_parsed(part) for part in _parts(mail)]
    if not calendars:
        raise ReplyNotRead("no-calendar")
    replies = [one for one in calendars if str(one.get("METHOD", "")).strip().upper() == "REPLY"]
    if not replies:
        raise ReplyNotRead("method")
    found = {_answer(one) for one in replies}  # the same object often comes twice, as a part and as a file
    if len(found) != 1:
        raise ReplyNotRead("several")
    answer = found.pop()
    if _senders(mail) != [answer.address]:
        raise ReplyNotRead("forged")
    return answer


def _parts(mail: EmailMessage) -> Iterator[bytes]:
    for part in mail.walk():
        if part.get_content_type() in ("text/calendar", "application/ics") and not part.is_multipart():
            content = part.get_payload(decode=True)
            if isinstance(content, bytes) and content.strip():
                yield content


def _parsed(content: bytes) -> Calendar:
    found = Calendar.from_ical(content.decode("utf-8-sig", "replace"))
    if not isinstance(found, Calendar):
        raise ReplyNotRead("broken")
    return found


def _answer(found: Calendar) -> Replied:
    events = [one for one in found.subcomponents if one.name == "VEVENT"]
    if len(events) != 1:
        raise ReplyNotRead("several" if events else "broken")
    event = events[0]
    attendees = event.get("ATTENDEE")
    if attendees is None or isinstance(attendees, list):
        raise ReplyNotRead("several" if attendees else "broken")
    said = str(attendees.params.get("PARTSTAT", "")).strip().upper()
    if said not in ANSWERS:
        raise ReplyNotRead("answer")
    return Replied(
        uid=str(event["UID"]).strip(),
        sequence=int(event.get("SEQUENCE", 0)),
        stamp=_instant(event.get("DTSTAMP")),
        address=_bare(str(attendees)),
        coming=ANSWERS[said],
    )


def _instant(stamp: Any) -> datetime:
    """Its time; one that says no zone means UTC, for that is all it may be in."""
    found = stamp.dt
    if not isinstance(found, datetime):
        raise ReplyNotRead("broken")
    return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)


def _bare(address: str) -> str:
    scheme, colon, rest = address.strip().partition(":")
    return (rest if colon and scheme.lower() == "mailto" else address).strip().lower()


def _senders(mail: EmailMessage) -> list[str]:
    """The addresses that the mail says it is from: one, where nothing is wrong."""
    headers = mail.get_all("From", [])
    return [one.addr_spec.lower() for header in headers for one in header.addresses]
