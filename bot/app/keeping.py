"""A file for somebody whose face takes none: it waits, and what is said beside it has the address where."""

from __future__ import annotations

from typing import Final

from bot.clock import Clock
from bot.db.unit_of_work import Database
from bot.domain.files import FETCHED_WITHIN
from bot.domain.people import Official
from bot.links import Links
from bot.messages.model import Document, Message
from bot.presenters import files as present
from bot.presenters.speech import words
from bot.services import files

PLATFORM: Final = "link"


def kept(database: Database, links: Links, clock: Clock, document: Document, official: Official) -> Message:
    """The file waits for that official; what is said beside it, with the address where it is. Closes the document."""
    now = clock()
    with document.content as content:
        if document.group_id is None:
            return document.message
        with database.writing(PLATFORM) as uow:
            group = uow.groups.by_id(document.group_id)
            number = files.keep(
                uow,
                group_id=document.group_id,
                official_id=official.id,
                what="file",
                filename=document.filename,
                media_type=document.media_type,
                length=document.length,
                content=content,
                now=now,
            )
    say = words(official.language, group.language if group else "")
    url = links.file(number, official.id)
    return present.linked(document.message, url, now + FETCHED_WITHIN, group.zone if group else official.zone, say)
