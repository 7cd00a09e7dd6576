"""To an e-mail list: may the group write there? And what its readers answered, to whom it concerns."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from bot.db.unit_of_work import UnitOfWork
from bot.domain.mail_lists import Answered
from bot.messages.model import Message
from bot.notices.model import Entry, Notice
from bot.presenters import mail_lists as present
from bot.presenters.speech import Words
from bot.presenters.speech import words as words_of
from bot.services import mail_lists


def ask(address: Callable[[int], str] | None) -> Notice:
    """``address`` makes the link to agree; without it the mail can only tell."""

    def notice(uow: UnitOfWork, entry: Entry, words: Words, now: datetime) -> Message | None:
        """In the language in which the list would be written to. Nothing, where it was taken back or answered."""
        found = mail_lists.shown(uow, list_id=int(entry.facts["list"]), now=now)
        if found is None or found.agreed or found.ended or found.group.closed_on is not None:
            return None
        say = words_of(found.language, found.group.language) if found.language else words
        return present.asked_to_agree(found, address(found.id) if address else "", say)

    return notice


def answered(uow: UnitOfWork, entry: Entry, words: Words, _now: datetime) -> Message | None:
    """To the group's channels that it agreed; to the secretariat whatever it said."""
    found = mail_lists.answered(uow, list_id=int(entry.facts["list"]))
    answer = Answered(entry.facts["answer"])
    if found is None or found.group.closed_on is not None or (answer is Answered.AGREED and found.ended):
        return None
    return present.answered(found, answer, words)
