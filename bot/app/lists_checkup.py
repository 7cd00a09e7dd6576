"""What ``convenor check`` tells of e-mail lists: which are written to, which have yet to agree, and which can't be."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from bot.app.finding import Finding
from bot.db.unit_of_work import Database
from bot.domain.dates import local
from bot.domain.mail_lists import MailList
from bot.services import mail_lists

Say = Callable[..., str]


def findings(database: Database, now: datetime, say: Say, *, mails: bool) -> Iterator[Finding]:
    """One list at a time; nothing where no group has any. ``mails`` tells whether e-mail leaves here."""
    with database.reading() as uow:
        for found, lost in mail_lists.everywhere(uow, now=now):
            yield _finding(found, lost, say, mails=mails)


def _finding(found: MailList, lost: str | None, say: Say, *, mails: bool) -> Finding:
    state = "unsent" if not mails else "lost" if lost is not None else "agreed" if found.agreed else "asked"
    words = say(
        f"check-list-{state}",
        address=found.address,
        group=found.group.slug,
        day=f"{local(found.expires_at, found.group.zone):%Y-%m-%d}",
        reason=lost or "",
    )
    return Finding("list", mails and lost is None, words)
