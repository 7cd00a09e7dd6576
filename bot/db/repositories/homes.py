"""Who has opened their Home, and which Homes a change concerns.

A Home is published through the outbox, in a lane of its own. An entry that is still to be claimed stands for every
change until then, for what is true is read when it is sent. It is locked while it is relied upon: whoever wants to
claim it meanwhile waits, and reads the change too. So nothing is missed, and many changes become one publication.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, delete, func, or_, select, tuple_
from sqlalchemy.dialects.postgresql import insert as insert_postgresql
from sqlalchemy.dialects.sqlite import insert as insert_sqlite
from sqlalchemy.orm import Session, aliased

from bot.db import models
from bot.db.models import OutboxState
from bot.db.outbox import Outbox
from bot.db.recipients import ToHome
from bot.domain.homes import WATCHED
from bot.domain.people import Account

SUBJECT = "home"

AT_ONCE = 20
"""Homes published at once after one change; the others follow at ``SPREAD``, which Slack's tier for it allows."""

SPREAD = timedelta(milliseconds=700)
KEPT = timedelta(days=1)
"""How long it is tried to publish one."""

_ENDS = (OutboxState.SENT, OutboxState.STALE, OutboxState.UNDELIVERABLE)


class Homes:
    def __init__(self, session: Session) -> None:
        self._session = session

    def open(self, account: Account, *, prefix: str, now: datetime) -> None:
        """The account opened its Home: it is published, whatever was published before."""
        self._enter(self._seen(account, prefix, now), now, now, opened=True)

    def note(self, account: Account, note: str, *, prefix: str, now: datetime) -> None:
        """What was answered to something pressed there stands on top of it, and it is published."""
        home = self._seen(account, prefix, now)
        home.note, home.noted_at = note, now
        self._session.flush()
        self._refresh([home], now)

    def refresh(
        self, *, groups: Collection[int], officials: Collection[int], accounts: Collection[Account], now: datetime
    ) -> None:
        """Something changed in these groups, for these officials or these accounts: the Homes that were opened lately
        are published anew, if there is anything new in them."""
        found = self._session.scalars(
            select(models.Home)
            .outerjoin(
                models.Account,
                and_(
                    models.Account.platform == models.Home.platform,
                    models.Account.workspace == models.Home.workspace,
                    models.Account.account == models.Home.account,
                ),
            )
            .where(models.Home.opened_at > now - WATCHED, _concerned(groups, officials, accounts))
            .order_by(models.Home.id)
        ).all()
        if found:
            self._refresh(found, now)

    def by_id(self, home_id: int) -> models.Home | None:
        return self._session.get(models.Home, home_id)

    def published(self, key: str) -> str:
        """What the platform said when this Home was last published, if that is what it shows: empty where the entry of
        that key was tried before, or another one's outcome isn't known."""
        this = self._session.scalars(select(models.OutboxEntry).where(models.OutboxEntry.key == key)).one()
        last = self._session.scalars(
            select(models.OutboxEntry)
            .where(
                models.OutboxEntry.lane == this.lane,
                models.OutboxEntry.id != this.id,
                models.OutboxEntry.attempts > 0,
                models.OutboxEntry.state != OutboxState.STALE,
            )
            .order_by(models.OutboxEntry.id.desc())
            .limit(1)
        ).first()
        known = this.attempts <= 1 and last is not None and last.state is OutboxState.SENT
        return last.platform_id if known and last is not None else ""

    def _seen(self, account: Account, prefix: str, now: datetime) -> models.Home:
        insert = insert_sqlite if self._session.get_bind().dialect.name == "sqlite" else insert_postgresql
        key = {"platform": account.platform, "workspace": account.workspace, "account": account.account}
        row = insert(models.Home).values(**key, prefix=prefix, opened_at=now)
        seen = {"prefix": prefix, "opened_at": now}
        self._session.execute(row.on_conflict_do_update(index_elements=list(key), set_=seen))
        return self._session.scalars(
            select(models.Home).filter_by(**key).execution_options(populate_existing=True)
        ).one()

    def _refresh(self, homes: Sequence[models.Home], now: datetime) -> None:
        lanes = {_place(home).lane: home for home in homes}
        waiting = set(
            self._session.scalars(
                select(models.OutboxEntry.lane)
                .where(
                    models.OutboxEntry.lane.in_(lanes),
                    models.OutboxEntry.state == OutboxState.READY,
                    models.OutboxEntry.due_at <= now + AT_ONCE * SPREAD,
                    models.OutboxEntry.expires_at > now,
                )
                .order_by(models.OutboxEntry.id)
                .with_for_update(skip_locked=True)
            )
        )
        for place, home in enumerate(home for lane, home in lanes.items() if lane not in waiting):
            self._enter(home, now, now + max(0, place - AT_ONCE) * SPREAD, opened=False)

    def _enter(self, home: models.Home, now: datetime, due_at: datetime, *, opened: bool) -> None:
        to = _place(home)
        self._tidy(to.lane)
        Outbox(self._session).say(
            key=f"{SUBJECT}:{home.id}:{secrets.token_hex(8)}",
            subject=SUBJECT,
            facts={"home": home.id, "opened": opened},
            to=to,
            now=now,
            due_at=due_at,
            expires_at=now + KEPT,
        )

    def _tidy(self, lane: str) -> None:
        """Of what was published before only the last is of use."""
        sent = aliased(models.OutboxEntry)
        last = select(func.max(sent.id)).where(sent.lane == lane, sent.state == OutboxState.SENT).scalar_subquery()
        self._session.execute(
            delete(models.OutboxEntry)
            .where(models.OutboxEntry.lane == lane, models.OutboxEntry.state.in_(_ENDS), models.OutboxEntry.id < last)
            .execution_options(synchronize_session=False)
        )


def _place(home: models.Home) -> ToHome:
    return ToHome(home.platform, home.workspace, home.account)


def _concerned(
    groups: Collection[int], officials: Collection[int], accounts: Collection[Account]
) -> ColumnElement[bool]:
    """Whoever holds or held a post in the groups (whoever left sees them no more), the officials, and the accounts."""
    members = (
        select(models.Holder.official_id)
        .join(models.PostRecord, models.PostRecord.id == models.Holder.post_id)
        .where(models.PostRecord.group_id.in_(groups))
    )
    named = tuple_(models.Home.platform, models.Home.workspace, models.Home.account)
    return or_(
        models.Account.official_id.in_(officials),
        models.Account.official_id.in_(members),
        *([named.in_([(one.platform, one.workspace, one.account) for one in accounts])] if accounts else []),
    )
