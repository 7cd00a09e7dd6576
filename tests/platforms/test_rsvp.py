"""Answers to invitations, read from a pipe with suspicion."""

from __future__ import annotations

import logging
import random
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime

import pytest
import structlog
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.__main__ import main
from bot.db.unit_of_work import Database
from bot.domain.appointments import Coming, ReplyNotRead
from bot.platforms.email.replies import MAX_BYTES, Replied, read
from tests.conftest import KEY
from tests.platforms.replies import reply
from tests.stories.by_mail import by_mail
from tests.world import OPERATOR, SEATS, traces

ANA = "ana@example.org"
UID = "0123456789abcdef0123456789abcdef@convenor"


@pytest.fixture(autouse=True)
def logging_as_it_was() -> Iterator[None]:
    """The terminal's commands set up logging for their process, which is this one."""
    handlers, level = logging.root.handlers[:], logging.root.level
    yield
    logging.root.handlers[:] = handlers
    logging.root.setLevel(level)
    structlog.reset_defaults()


@pytest.mark.parametrize(
    ("said", "coming"), [("ACCEPTED", Coming.YES), ("tentative", Coming.MAYBE), ("DECLINED", Coming.NO)]
)
@pytest.mark.parametrize("twice", [False, True])
def test_an_answer_is_read(said: str, coming: Coming, twice: bool) -> None:
    found = read(reply(UID, "Ana@Example.org", said=said, sequence=2, twice=twice))
    assert found == Replied(UID, 2, datetime(2026, 11, 26, 10, tzinfo=UTC), ANA, coming)
    assert read(reply(UID, "Ana@Example.org", said=said, sequence=2).replace(b"\r\n", b"\n")) == found


def test_an_answer_in_base64_or_in_a_part_of_a_part_is_read() -> None:
    plain = reply(UID, ANA)
    outer = plain.replace(b'boundary="b0"', b'boundary="b1"', 1)
    head, _, body = outer.partition(b"\r\n\r\n")
    nested = head + b'\r\n\r\n--b1\r\nContent-Type: multipart/alternative; boundary="b0"\r\n\r\n' + body + b"--b1--\r\n"
    assert read(nested) == read(plain)


REFUSED = [
    (b"", "no-calendar"),
    (b"\0" * 100, "no-calendar"),
    (b"From: ana@example.org\n\nI can't come, sorry", "no-calendar"),
    (b"x" * (MAX_BYTES + 1), "huge"),
    (reply(UID, ANA, method="REQUEST"), "method"),
    (reply(UID, ANA, method="COUNTER"), "method"),
    (reply(UID, ANA, said="NEEDS-ACTION"), "answer"),
    (reply(UID, ANA, said="DELEGATED"), "answer"),
    (reply(UID, ANA, said="ACCEPTED\r\nBcc: x"), None),
    (reply(UID, ANA, more="ATTENDEE;PARTSTAT=ACCEPTED:mailto:bob@example.org"), "several"),
    (reply(UID, ANA, more="END:VEVENT\nBEGIN:VEVENT\nUID:2"), None),
    (reply(UID, ANA, sender="bob@example.org"), "forged"),
    (reply(UID, ANA, sender="ana@example.org>, <bob@example.org"), "forged"),
    (reply(UID, ANA).replace(b"From: ", b"From: x@example.org\r\nFrom: "), "forged"),
    (reply(UID, ANA).replace(b"From: Somebody <ana@example.org>\r\n", b""), "forged"),
    (reply(UID, ANA).replace(b"DTSTAMP:20261126T100000Z\r\n", b""), "broken"),
    (reply(UID, ANA).replace(b"SEQUENCE:0", b"SEQUENCE:many"), "broken"),
    (reply(UID, ANA).replace(b"UID:" + UID.encode() + b"\r\n", b""), "broken"),
    (reply(UID, ANA).replace(b"BEGIN:VEVENT", b"BEGIN:VTODO").replace(b"END:VEVENT", b"END:VTODO"), "broken"),
    (reply(UID, ANA).replace(b"END:VEVENT", b""), None),
    (reply(UID, ANA).replace(b"utf-8", b"utf-7"), None),
]


@pytest.mark.parametrize(("raw", "why"), REFUSED, ids=range(len(REFUSED)))
def test_what_is_no_answer_is_said_plainly(raw: bytes, why: str | None) -> None:
    if why is not None:
        with pytest.raises(ReplyNotRead) as refusal:
            read(raw)
        assert refusal.value.why == why
        return
    with suppress(ReplyNotRead):
        assert read(raw).address == ANA


def test_deep_and_wide_nonsense_is_refused_within_a_second() -> None:
    part = b"--x\nContent-Type: multipart/mixed; boundary=x\n\n"
    deep = b"Content-Type: multipart/mixed; boundary=x\n\n" + part * 3_000
    wide = reply(UID, ANA, more="\n".join(f"X-{number}:y" for number in range(20_000)))
    nested = reply(UID, ANA, more="BEGIN:VALARM\n" * 5_000)
    long = reply(UID, ANA, more="X:" + "y" * 900_000)
    for raw in (deep, wide, nested, long):
        begun = time.process_time()
        with suppress(ReplyNotRead):
            assert read(raw).address == ANA
        assert time.process_time() - begun < 5


def test_a_thousand_garbled_answers_break_nothing() -> None:
    chance, whole = random.Random(7), reply(UID, ANA)
    for _ in range(1_000):
        garbled = bytearray(whole)
        for _ in range(chance.randint(1, 20)):
            garbled[chance.randrange(len(garbled))] = chance.randrange(256)
        with suppress(ReplyNotRead):
            read(bytes(garbled))


@given(st.binary(max_size=600))
@settings(max_examples=300, deadline=None)
def test_no_bytes_break_it(raw: bytes) -> None:
    head = reply(UID, ANA).partition(b"BEGIN:VEVENT")[0]
    for text in (raw, head + raw):
        with suppress(ReplyNotRead):
            read(text)


def piped(database_url: str, raw: bytes) -> tuple[int, str, str]:
    """Exit code, standard output and standard error of ``convenor rsvp``."""
    settings = {"CONVENOR_DATABASE_URL": database_url, "CONVENOR_SECRET_KEYS": KEY, "CONVENOR_OPERATORS": OPERATOR}
    done = CliRunner(env=settings).invoke(main, ["rsvp", "--now", "2026-11-26T09:30"], input=raw)
    return done.exit_code, done.stdout.strip(), done.stderr.strip()


@pytest.mark.network
def test_a_mail_server_hands_an_answer_over(database: Database, database_url: str) -> None:
    with by_mail(database, "2026-11-26 09:00", calendars=True) as post:
        post.types(OPERATOR, f"group new vawg Exchange seats:{','.join(SEATS)}")
        post.types(OPERATOR, f"member add {ANA} seat:SCT as:lead name:Ana")
        post.types(OPERATOR, "meeting add 20 Jan 2027 10:00")
        post.delivers()
        [letter] = [one for one in post.server.mails(ANA) if one.calendar is not None]
        assert letter.calendar is not None
        uid = letter.calendar.partition(b"UID:")[2].partition(b"\r\n")[0].decode()
    assert piped(database_url, reply(uid, ANA)) == (0, "Ana is coming to VAWG-M1.", "")
    before = traces(database)
    assert piped(database_url, reply(uid, "bob@example.org")) == (
        1,
        "",
        "This answer fits no invitation of ours.",
    )
    assert piped(database_url, reply(uid, ANA, sender="bob@example.org"))[::2] == (
        1,
        "The mail comes from another address than the one it answers for. Nothing was changed.",
    )
    assert piped(database_url, b"x" * (MAX_BYTES + 2))[::2] == (
        1,
        "The mail is larger than any answer to an invitation. Nothing was changed.",
    )
    assert traces(database) == before
