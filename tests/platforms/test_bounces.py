"""Mails that come back: read from a pipe, believed only by the Message-ID that nobody else was told."""

from __future__ import annotations

import logging
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog
from click.testing import CliRunner

from bot.__main__ import main
from bot.app.desk import bounced
from bot.db import models
from bot.db.unit_of_work import Database
from bot.platforms.email.bounces import Bounced, read
from tests.conftest import KEY
from tests.stories.by_mail import Post, by_mail
from tests.world import OPERATOR

pytestmark = pytest.mark.network


@pytest.fixture(autouse=True)
def logging_as_it_was() -> Iterator[None]:
    """The terminal's commands set up logging for their process, which is this one."""
    handlers, level = logging.root.handlers[:], logging.root.level
    yield
    logging.root.handlers[:] = handlers
    logging.root.setLevel(level)
    structlog.reset_defaults()


ANA = "ana@example.org"
ID = "<0123456789abcdef0123456789abcdef@example.org>"


def report(
    message_id: str = ID,
    *,
    action: str = "failed",
    status: str = "5.1.1",
    said: str = "smtp; 550 5.1.1 No such user",
    kind: str = "message/rfc822",
    report_type: str = "multipart/report; report-type=delivery-status;",
) -> bytes:
    """A delivery status notification as Postfix writes it."""
    return f"""Return-Path: <>
From: MAILER-DAEMON@mx.example.org (Mail Delivery System)
To: convenor@example.org
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: {report_type} boundary="b0"

--b0
Content-Description: Notification
Content-Type: text/plain; charset=us-ascii

I'm sorry to have to inform you that your message could not be delivered.

--b0
Content-Description: Delivery report
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.org
X-Postfix-Queue-ID: 4F2C1

Final-Recipient: rfc822; {ANA}
Original-Recipient: rfc822;{ANA}
Action: {action}
Status: {status}
Remote-MTA: dns; mx.example.net
Diagnostic-Code: {said}

--b0
Content-Description: Undelivered Message
Content-Type: {kind}

From: Convenor <convenor@example.org>
To: {ANA}
Message-ID: {message_id}
Subject: Your turn

Hello

--b0--
""".encode()


@pytest.mark.parametrize("kind", ["message/rfc822", "text/rfc822-headers"])
def test_a_report_is_read(kind: str) -> None:
    assert read(report(kind=kind)) == (Bounced(ID, "5.1.1 550 5.1.1 No such user"),)
    assert read(report(kind=kind).replace(b"\n", b"\r\n")) == read(report(kind=kind))


def test_what_is_only_late_or_has_arrived_is_no_bounce() -> None:
    for action, status in (("delayed", "4.4.7"), ("failed", "4.4.7"), ("delivered", "2.0.0"), ("relayed", "2.0.0")):
        assert read(report(action=action, status=status)) == ()


HOSTILE = [
    b"",
    b"\0" * 100,
    b"hello",
    report(report_type="multipart/mixed;"),
    report(message_id="<somebody-elses@example.org>"),
    report(message_id="\r\nBcc: x"),
    report(kind="text/plain"),
    report()[:400],
    report().replace(b"message/delivery-status", b"text/plain"),
    b"Content-Type: multipart/report; boundary=x\n\n" + b"--x\nContent-Type: multipart/mixed; boundary=x\n\n" * 2_000,
    report().replace(b"us-ascii", b"utf-7"),
    report().replace(b"text/plain; charset=us-ascii", b"\xff\xfe; charset=\xff"),
]


@pytest.mark.parametrize("raw", HOSTILE, ids=range(len(HOSTILE)))
def test_nonsense_is_no_bounce(raw: bytes) -> None:
    assert all(one.message_id == ID for one in read(raw))


def test_no_damage_to_a_report_breaks_the_reader() -> None:
    luck, whole = random.Random(3464), report()
    for _ in range(2_000):
        damaged = bytearray(whole)
        for _ in range(luck.randrange(1, 30)):
            damaged[luck.randrange(len(damaged))] = luck.randrange(256)
        read(bytes(damaged))


def founded(post: Post) -> None:
    post.types(OPERATOR, "group new vawg Exchange seats:UKG,SCT")
    post.types(OPERATOR, f"member add {ANA} seat:SCT as:lead")
    post.delivers()


@pytest.fixture
def post(database: Database) -> Iterator[Post]:
    with by_mail(database, "2026-12-15 09:00", founded=founded) as found:
        yield found


def entry(post: Post) -> models.OutboxEntry:
    with post.app.database.reading() as uow:
        return uow.session.query(models.OutboxEntry).filter_by(subject="invitation").one()


def test_a_mail_that_comes_back_is_noted_as_not_delivered(post: Post) -> None:
    sent = post.server.of(ANA, "you are").mail["Message-ID"]
    assert entry(post).state is models.OutboxState.SENT
    assert bounced(post.app, report(sent)) == 1
    assert entry(post).state is models.OutboxState.READY, "the next address is looked for"
    assert entry(post).reason == "bounced: 5.1.1 550 5.1.1 No such user"
    post.delivers()
    assert (entry(post).state, entry(post).sent_to) == (models.OutboxState.UNDELIVERABLE, ""), "there is none"
    assert entry(post).reason == "bounced: 5.1.1 550 5.1.1 No such user"
    assert len(post.server.mails(ANA)) == 1, "nothing goes to that address again"
    assert bounced(post.app, report(sent)) == 0, "once"
    with post.app.database.reading() as uow:
        (line,) = uow.session.query(models.AuditLine).filter_by(event="mail.bounced").all()
        assert ANA not in repr(line.before) + repr(line.after)
        assert list(uow.audit.verify()) == []


def test_a_made_up_bounce_changes_nothing(post: Post) -> None:
    for forged in (report(), report("<" + "0" * 32 + "@example.org>")):
        assert bounced(post.app, forged) == 0
    assert entry(post).state is models.OutboxState.SENT


def test_a_mail_server_pipes_it_in(
    post: Post, database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    given = {"CONVENOR_DATABASE_URL": database_url, "CONVENOR_SECRET_KEYS": KEY}
    sent = post.server.of(ANA, "you are").mail["Message-ID"]
    for raw, said in ((report(sent), "One mail is noted"), (b"hello", "Nothing was noted")):
        answer = CliRunner().invoke(main, ["bounce"], input=raw, env=given)
        assert answer.exit_code == 0, answer.output
        assert said in answer.output
    assert entry(post).reason.startswith("bounced: ")
