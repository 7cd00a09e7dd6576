"""Requests that changed something, by the platform's own key: a repeated one gets the stored reply.

A request is claimed, carried out and answered in one transaction. Where that dies in between nothing of it is left, and
a repeated request begins anew; where it lives too long, the database ends it (``db.engine``). Beside that stands who
says an answer, so that it is said once: also that of a request that changed nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import delete, or_, select, update
from sqlalchemy.dialects.postgresql import insert as insert_postgresql
from sqlalchemy.dialects.sqlite import insert as insert_sqlite
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from bot.db import models
from bot.db.errors import waited_too_long
from bot.domain.presses import Press


@dataclass(frozen=True)
class Stored:
    """The reply that was given; ``None`` while the first request is still at work."""

    reply: str | None
    public: bool


class Inbox:
    def __init__(self, session: Session) -> None:
        self._session = session

    def claim(self, key: str, *, at: datetime, press: Press | None = None) -> Stored | None:
        """``None`` if this request is new and now ours; what was answered if it was here before, or if it is the same
        press as one that was.

        On PostgreSQL a twin that is still at work is waited for, for as long as any lock is: its row is locked by the
        unique key. On SQLite there is one writer at a time anyhow.
        """
        try:
            return self._claimed(key, at, press)
        except OperationalError as error:
            if waited_too_long(error):
                return Stored(reply=None, public=False)
            raise

    def answer(self, key: str, *, reply: str, public: bool, press: Press | None = None) -> None:
        """Keep the reply beside the effect."""
        keys = (key, press.key) if press is not None else (key,)
        self._session.execute(
            update(models.Received).where(models.Received.key.in_(keys)).values(reply=reply, public=public)
        )

    def begins_to_say(self, key: str, *, at: datetime, press: Press | None, since: datetime) -> bool:
        """Whether the answer to this request, or to the same press, is now ours to say: nobody has said it, and whoever
        began to did so before ``since`` and must have died."""
        own = _answer_to(key)
        if self._entered(self._insert(key=own, at=at).on_conflict_do_nothing()):
            if press is None or self._pressed_first(_said_of(press), at):
                return True
            self.answer(own, reply="", public=False)
            return False
        taken_over = (
            update(models.Received)
            .where(models.Received.key == own, models.Received.reply.is_(None), models.Received.at < since)
            .values(at=at)
        )
        return self._entered(taken_over)

    def said(self, key: str, *, press: Press | None) -> None:
        """The answer to this request was said."""
        self.answer(_answer_to(key), reply="", public=False, press=_said_of(press) if press is not None else None)

    def says(self, key: str, *, since: datetime) -> bool:
        """Whether the answer to this request was said, or is being said since then."""
        found = self._session.get(models.Received, _answer_to(key))
        return found is not None and (found.reply is not None or found.at >= since)

    def older_than(self, instant: datetime) -> bool:
        """Whether anything from before that is still kept."""
        return (
            self._session.scalar(select(models.Received.key).where(models.Received.at < instant).limit(1)) is not None
        )

    def forget(self, before: datetime, *, limit: int) -> int:
        """Forget requests from before that, the oldest first; how many."""
        oldest = (
            select(models.Received.key).where(models.Received.at < before).order_by(models.Received.at).limit(limit)
        )
        forgotten = self._session.execute(
            delete(models.Received).where(models.Received.key.in_(oldest)).returning(models.Received.key)
        )
        return len(forgotten.all())

    def _claimed(self, key: str, at: datetime, press: Press | None) -> Stored | None:
        if not self._entered(self._insert(key=key, at=at).on_conflict_do_nothing()):
            return self._stored(key)
        if press is None or self._pressed_first(press, at):
            return None
        stored = self._stored(press.key)
        if stored.reply is not None:
            self.answer(key, reply=stored.reply, public=stored.public)
        return stored

    def _pressed_first(self, press: Press, at: datetime) -> bool:
        """Whether nobody pressed the same in the same moment; what was pressed in another moment gives way."""
        since, until = press.moment
        pressed_at = models.Received.pressed_at
        return self._entered(
            self._insert(key=press.key, at=at, pressed_at=press.at).on_conflict_do_update(
                index_elements=[models.Received.key],
                set_={"at": at, "pressed_at": press.at, "reply": None, "public": False},
                where=or_(pressed_at < since, pressed_at > until),
            )
        )

    def _entered(self, statement: Any) -> bool:
        """Whether it wrote a row."""
        return self._session.execute(statement.returning(models.Received.key)).scalar() is not None

    def _insert(self, **values: Any) -> Any:
        insert = insert_sqlite if self._session.get_bind().dialect.name == "sqlite" else insert_postgresql
        return insert(models.Received).values(public=False, **values)

    def _stored(self, key: str) -> Stored:
        found = self._session.get_one(models.Received, key, populate_existing=True)
        return Stored(reply=found.reply, public=found.public)

    def release(self, key: str) -> None:
        """The request may be made again: what it asked for was refused, and may be allowed later."""
        self._session.execute(delete(models.Received).where(models.Received.key == key))


def _answer_to(key: str) -> str:
    """The key under which it stands who says the answer: apart from what was asked for, which has its own."""
    return f"said:{key}"


def _said_of(press: Press) -> Press:
    return replace(press, key=_answer_to(press.key))
