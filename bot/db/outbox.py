"""What is to be said, written beside what made it true. A unique key is the memory that it was said."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, select, update
from sqlalchemy.orm import Session

from bot.db import models
from bot.db.addresses import EMAIL
from bot.db.engine import inserting
from bot.db.models import OutboxState
from bot.db.recipients import Sent, ToHome, ToMail, ToPerson, ToPlace, sent

ALIKE = 100
"""Entries of one kind in one group that are looked through for the same notice: the newest."""


class Outbox:
    def __init__(self, session: Session) -> None:
        self._session = session

    def said_as(self, platform: str, workspace: str, platform_id: str) -> tuple[Sent, ...]:
        """The entry that was said under this id, and every other one that said the same: the same subject and facts
        in the same group, to somebody else. Nothing where no entry was said so."""
        here = f"{platform}:{workspace}:"
        entry = self._session.scalar(
            select(models.OutboxEntry)
            .where(
                models.OutboxEntry.platform_id == platform_id,
                models.OutboxEntry.platform_id != "",
                models.OutboxEntry.sent_to.startswith(here, autoescape=True),
            )
            .order_by(models.OutboxEntry.id.desc())
            .limit(1)
        )
        if entry is None:
            return ()
        others = self._alike(entry) if entry.group_id is not None and entry.facts else []
        return tuple(sent(one) for one in (entry, *others))

    def said_of(
        self, *, group_id: int, subjects: Collection[str], about: tuple[str, int], since: datetime
    ) -> tuple[Sent, ...]:
        """The latest entries of a group that were said on a platform which keeps ids, each as it was said last, whose
        fact of that name is ``about`` that row. What else was said in between crowds none of them out."""
        name, row_id = about
        found = self._said(since).where(
            models.OutboxEntry.group_id == group_id,
            models.OutboxEntry.subject.in_(sorted(subjects)),
            models.OutboxEntry.facts[name].as_integer() == row_id,
        )
        return tuple(sent(one) for one in self._session.scalars(found.limit(ALIKE)))

    def last_said_to(self, officials: Sequence[int], *, subject: str, since: datetime) -> tuple[Sent, ...]:
        """The last entry of a kind that was said to each of these people."""
        found = self._said(since).where(
            models.OutboxEntry.official_id.in_(officials), models.OutboxEntry.subject == subject
        )
        last: dict[int | None, models.OutboxEntry] = {}
        for one in self._session.scalars(found):
            last.setdefault(one.official_id, one)
        return tuple(sent(one) for one in last.values())

    def _said(self, since: datetime) -> Select[models.OutboxEntry]:
        return (
            select(models.OutboxEntry)
            .where(
                models.OutboxEntry.state == OutboxState.SENT,
                models.OutboxEntry.platform_id != "",
                models.OutboxEntry.due_at >= since,
            )
            .order_by(models.OutboxEntry.id.desc())
        )

    def _alike(self, entry: models.OutboxEntry) -> list[models.OutboxEntry]:
        beside = self._session.scalars(
            select(models.OutboxEntry)
            .where(
                models.OutboxEntry.group_id == entry.group_id,
                models.OutboxEntry.subject == entry.subject,
                models.OutboxEntry.state == OutboxState.SENT,
                models.OutboxEntry.platform_id != "",
                models.OutboxEntry.id != entry.id,
            )
            .order_by(models.OutboxEntry.id.desc())
            .limit(ALIKE)
        )
        return [one for one in beside if one.facts == entry.facts]

    def say(
        self,
        *,
        key: str,
        subject: str,
        facts: Mapping[str, Any],
        to: ToPerson | ToMail | ToPlace | ToHome,
        now: datetime,
        group_id: int | None = None,
        due_at: datetime | None = None,
        expires_at: datetime | None = None,
    ) -> bool:
        """Enter it once: a second entry with the same key changes nothing and returns ``False``."""
        values: dict[str, Any] = {
            "key": key,
            "subject": subject,
            "facts": dict(facts),
            "group_id": group_id,
            "lane": to.lane,
            "state": OutboxState.READY,
            "due_at": due_at or now,
            "expires_at": expires_at,
            "created_at": now,
            "official_id": None,
            "platform": "",
            "workspace": "",
            "channel": "",
            "attempts": 0,
            "sent_to": "",
            "platform_id": "",
            "reason": "",
        }
        match to:
            case ToPerson(official_id):
                values["official_id"] = official_id
            case ToMail(official_id):
                values |= {"official_id": official_id, "platform": EMAIL}
            case ToPlace(platform, workspace, channel):
                values |= {"platform": platform, "workspace": workspace, "channel": channel}
            case ToHome(platform, workspace):
                values |= {"platform": platform, "workspace": workspace, "channel": to.channel}
        statement = (
            inserting(self._session)(models.OutboxEntry).values(**values).on_conflict_do_nothing(index_elements=["key"])
        )
        return bool(self._session.execute(statement.returning(models.OutboxEntry.id)).scalar())

    def tell(
        self,
        people: Iterable[int],
        about: str,
        *,
        facts: Mapping[str, Any],
        now: datetime,
        group_id: int | None = None,
        expires_at: datetime | None = None,
    ) -> int:
        """Enter it once for each of these people; how many entries are new. ``about`` begins with the subject
        (``decision-closed:12``) and makes, with the person behind it, the key."""
        subject, *_ = about.split(":")
        return sum(
            self.say(
                key=f"{about}:{official_id}",
                subject=subject,
                facts=facts,
                to=ToPerson(official_id),
                now=now,
                group_id=group_id,
                expires_at=expires_at,
            )
            for official_id in dict.fromkeys(people)
        )

    def post(
        self,
        places: Iterable[models.Place],
        about: str,
        *,
        facts: Mapping[str, Any],
        now: datetime,
        due_at: datetime | None = None,
        expires_at: datetime | None = None,
    ) -> int:
        """Enter it once for each of these places, of whose group it speaks; how many entries are new. ``about`` as in
        ``tell``."""
        subject, *_ = about.split(":")
        return sum(
            self.say(
                key=f"{about}:place-{place.id}",
                subject=subject,
                facts=facts,
                to=ToPlace(place.platform, place.workspace, place.channel),
                now=now,
                group_id=place.group_id,
                due_at=due_at,
                expires_at=expires_at,
            )
            for place in places
        )

    def entered(self, key: str) -> datetime | None:
        """When the entry with this key was made, if it ever was."""
        return self._session.scalar(select(models.OutboxEntry.created_at).where(models.OutboxEntry.key == key))

    def said(self, key: str) -> bool:
        """Whether an entry with this key was ever made."""
        return self._session.scalar(select(models.OutboxEntry.id).where(models.OutboxEntry.key == key)) is not None

    def said_to(self, prefix: str) -> bool:
        """Whether an entry under a key that begins so was sent, or is being sent."""
        begins = models.OutboxEntry.key.startswith(prefix, autoescape=True)
        left = models.OutboxEntry.state.not_in((OutboxState.READY, OutboxState.STALE))
        return self._session.scalar(select(models.OutboxEntry.id).where(begins, left).limit(1)) is not None

    def unsent(self, prefix: str) -> Mapping[str, Any] | None:
        """The facts of the first entry under a key that begins so, if it was not sent yet."""
        return self._session.scalar(
            select(models.OutboxEntry.facts)
            .where(models.OutboxEntry.key.startswith(prefix, autoescape=True))
            .where(models.OutboxEntry.state == OutboxState.READY)
            .order_by(models.OutboxEntry.id)
            .limit(1)
        )

    def withdraw(self, prefix: str, *, why: str) -> int:
        """What was not sent yet under keys that begin so is no longer true; how many that were."""
        found = self._session.execute(
            update(models.OutboxEntry)
            .where(models.OutboxEntry.key.startswith(prefix, autoescape=True))
            .where(models.OutboxEntry.state == OutboxState.READY)
            .values(state=OutboxState.STALE, reason=why)
            .returning(models.OutboxEntry.id)
        )
        return len(found.all())

    def withdraw_from(self, official_id: int, group_id: int, *, why: str) -> int:
        """What was still to be told this person about this group is told no more; how much that was."""
        return self._withdraw(models.OutboxEntry.official_id == official_id, group_id, why)

    def withdraw_all(self, group_id: int, *, why: str) -> int:
        """What was still to be told anybody directly about this group is told no more; its channels keep their
        lines. How much that was."""
        return self._withdraw(models.OutboxEntry.official_id.is_not(None), group_id, why)

    def _withdraw(self, whom: ColumnElement[bool], group_id: int, why: str) -> int:
        found = self._session.execute(
            update(models.OutboxEntry)
            .where(
                whom,
                models.OutboxEntry.group_id == group_id,
                models.OutboxEntry.state == OutboxState.READY,
            )
            .values(state=OutboxState.STALE, reason=why)
            .returning(models.OutboxEntry.id)
        )
        return len(found.all())
