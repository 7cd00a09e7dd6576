"""What is mailed to somebody who is to join: the invitation, and a code that was asked for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from bot.db.unit_of_work import UnitOfWork
from bot.messages.model import Message
from bot.notices.model import Entry, Notice
from bot.presenters import joining as present
from bot.presenters.speech import Words
from bot.presenters.speech import words as words_of
from bot.services import invitations, linking


def invitation(address: Callable[[int], str] | None) -> Notice:
    """``address`` makes the link of an invitation; without it the mail tells what to type."""

    def notice(uow: UnitOfWork, entry: Entry, words: Words, now: datetime) -> Message | None:
        """Nothing, where the invitation serves no more, or the official is known in chat by now."""
        found = invitations.shown(uow, invitation_id=int(entry.facts["invitation"]), now=now)
        if found is None or found.official.accounts:
            return None
        return present.invited(found, address(int(entry.facts["invitation"])) if address else "", words)

    return notice


def code(uow: UnitOfWork, entry: Entry, _words: Words, now: datetime) -> Message | None:
    """Nothing, where the address that was typed is nobody's who takes part."""
    found = linking.mailed_code(uow, request_id=int(entry.facts["request"]), now=now)
    if found is None:
        return None
    official, typed, until = found
    return present.code(official, typed, until, words_of(official.language))
