"""A Home, published. Read when it is sent; where nothing in it is new, nothing is sent."""

from __future__ import annotations

from datetime import datetime

from bot.db.unit_of_work import UnitOfWork
from bot.messages import codec
from bot.messages.model import Message
from bot.notices.model import Entry
from bot.presenters import homes as present
from bot.presenters.speech import Words, words
from bot.services import homes


def home(uow: UnitOfWork, entry: Entry, _words: Words, now: datetime) -> Message | None:
    """In the language of whose it is. Whoever opens their Home gets it whatever it showed before."""
    found = homes.shown(uow, home_id=int(entry.facts["home"]), now=now)
    if found is None:
        return None
    at_home, official = found
    noted = codec.load(at_home.note) if at_home.note else None
    own = words(official.language if official else "")
    message = present.home(at_home, noted if isinstance(noted, Message) else None, own)
    if entry.facts.get("opened") or uow.homes.published(entry.key) != codec.fingerprint(message):
        return message
    return None
