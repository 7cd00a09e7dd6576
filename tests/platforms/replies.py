"""Answers to invitations as mail programmes write them."""

from __future__ import annotations

REQUEST_PARTS = 'Content-Type: multipart/alternative; boundary="b0"'


def reply(
    uid: str,
    attendee: str,
    *,
    said: str = "ACCEPTED",
    sequence: int = 0,
    stamp: str = "20261126T100000Z",
    sender: str | None = None,
    method: str = "REPLY",
    twice: bool = False,
    more: str = "",
) -> bytes:
    """As Outlook and Thunderbird write it: words, and the part for a calendar; ``twice`` also as a file."""
    calendar = "\n".join(
        line
        for line in (
            "BEGIN:VCALENDAR",
            "PRODID:-//Example//Client//EN",
            "VERSION:2.0",
            f"METHOD:{method}",
            "BEGIN:VEVENT",
            f'ATTENDEE;PARTSTAT={said};CN="A, B":MAILTO:{attendee}',
            more,
            f"UID:{uid}",
            f"SEQUENCE:{sequence}",
            f"DTSTAMP:{stamp}",
            "DTSTART:20270120T100000Z",
            "ORGANIZER:mailto:convenor@example.org",
            "SUMMARY:Accepted: a meeting",
            "END:VEVENT",
            "END:VCALENDAR",
        )
        if line
    )
    part = f"--b0\nContent-Type: text/calendar; charset=utf-8; method={method}\n\n{calendar}\n"
    file = f"--b0\nContent-Type: application/ics; name=invite.ics\n\n{calendar}\n" if twice else ""
    return f"""From: Somebody <{sender or attendee}>
To: convenor@example.org
Subject: Accepted: a meeting
Date: Thu, 26 Nov 2026 10:00:00 +0000
Message-ID: <1@example.org>
MIME-Version: 1.0
{REQUEST_PARTS}

--b0
Content-Type: text/plain; charset=utf-8

I have accepted.
{part}{file}--b0--
""".replace("\n", "\r\n").encode()
