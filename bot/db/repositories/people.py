"""Who is who: officials, accounts and the posts they hold."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from bot.db import models
from bot.db.addresses import EMAIL
from bot.db.repositories import who
from bot.domain.members import Holding
from bot.domain.people import Account, Membership, Official, Post, Standing
from bot.domain.preferences import OfficeHours, Preferences, Reached


class People:
    def __init__(self, session: Session) -> None:
        self._session = session
        self.retied: list[Account] = []
        """Accounts that were tied or untied in this unit of work."""

    def by_account(self, platform: str, workspace: str, account: str) -> Official | None:
        """The official to whom this account is tied."""
        return who.official(who.BY_ACCOUNT.rows(self._session, platform=platform, workspace=workspace, account=account))

    def by_email(self, email: str) -> Official | None:
        """The official with this address, in any case of letters."""
        return who.official(who.BY_EMAIL.rows(self._session, email=email.strip().lower()))

    def by_id(self, official_id: int) -> Official | None:
        row = self._session.get(models.Official, official_id)
        return None if row is None else self._known(row)

    def standing(self, whose: Account | int, place: tuple[str, str, str] | None) -> Standing:
        """Who the official with this account or id is, what they hold, and what the channel at ``place`` speaks for."""
        return who.standing(self._session, whose, place)

    def memberships(self, official_id: int, group_id: int) -> tuple[Membership, ...]:
        """The posts that the official holds now in the group."""
        found = who.MEMBERSHIPS.rows(self._session, official_id=official_id, group_id=group_id)
        return tuple(Membership(post_id=row.id, post=row.kind, seat=row.code) for row in found)

    def of_group(self, group_id: int) -> Sequence[Official]:
        """Everybody who holds a post of the group now, by name."""
        found = self._session.scalars(
            select(models.Official)
            .join(models.Holder, models.Holder.official_id == models.Official.id)
            .join(models.PostRecord, models.PostRecord.id == models.Holder.post_id)
            .where(models.PostRecord.group_id == group_id, models.Holder.until.is_(None))
            .distinct()
            .order_by(models.Official.name, models.Official.id)
        ).all()
        return tuple(self._all_known(found))

    def holdings(self, group_id: int) -> tuple[Holding, ...]:
        """Every post of the group with its holder now, or vacant since its last one left, oldest post first."""
        vacated = (
            select(models.Holder.post_id, func.max(models.Holder.until).label("until"))
            .join(models.PostRecord, models.PostRecord.id == models.Holder.post_id)
            .where(models.PostRecord.group_id == group_id)
            .group_by(models.Holder.post_id)
            .subquery()
        )
        held = self._session.execute(
            select(
                models.PostRecord.id,
                models.PostRecord.kind,
                models.Administration.code,
                models.Official,
                models.Holder.since,
                vacated.c.until,
            )
            .outerjoin(
                models.Holder, and_(models.Holder.post_id == models.PostRecord.id, models.Holder.until.is_(None))
            )
            .outerjoin(models.Official, models.Official.id == models.Holder.official_id)
            .outerjoin(vacated, vacated.c.post_id == models.PostRecord.id)
            .outerjoin(models.Seat, models.Seat.id == models.PostRecord.seat_id)
            .outerjoin(models.Administration, models.Administration.id == models.Seat.administration_id)
            .where(models.PostRecord.group_id == group_id)
            .order_by(models.PostRecord.id)
        ).all()
        known = {person.id: person for person in self._all_known(row[3] for row in held if row[3] is not None)}
        return tuple(
            Holding(
                post_id=post_id,
                post=kind,
                seat=code,
                official=known[person.id] if person is not None else None,
                since=since or until,
            )
            for post_id, kind, code, person, since, until in held
        )

    def vacant_post(self, group_id: int, seat_id: int | None, kind: Post) -> models.PostRecord | None:
        """The post of that kind that was vacated last, so that what was its holder's finds a successor."""
        taken = select(models.Holder.post_id).where(models.Holder.until.is_(None))
        same_seat = models.PostRecord.seat_id.is_(None) if seat_id is None else models.PostRecord.seat_id == seat_id
        return self._session.scalar(
            select(models.PostRecord)
            .outerjoin(models.Holder, models.Holder.post_id == models.PostRecord.id)
            .where(
                models.PostRecord.group_id == group_id,
                same_seat,
                models.PostRecord.kind == kind,
                models.PostRecord.id.not_in(taken),
            )
            .group_by(models.PostRecord.id)
            .order_by(func.max(models.Holder.until).desc(), models.PostRecord.id.desc())
            .limit(1)
        )

    def current_holder(self, post_id: int) -> models.Holder | None:
        """Who holds the post now, as the row to be ended."""
        return self._session.scalar(
            select(models.Holder).where(models.Holder.post_id == post_id, models.Holder.until.is_(None))
        )

    def holding(self, group_id: int, *, seat_id: int | None, posts: Collection[Post]) -> tuple[int, ...]:
        """The officials who hold such posts now, at a seat or (``None``) in the secretariat; longest first."""
        same_seat = models.PostRecord.seat_id.is_(None) if seat_id is None else models.PostRecord.seat_id == seat_id
        found = self._session.scalars(
            select(models.Holder.official_id)
            .join(models.PostRecord, models.PostRecord.id == models.Holder.post_id)
            .where(
                models.PostRecord.group_id == group_id,
                same_seat,
                models.PostRecord.kind.in_(posts),
                models.Holder.until.is_(None),
            )
            .order_by(models.Holder.since, models.Holder.id)
        )
        return tuple(dict.fromkeys(found))

    def secretariat(self, group_id: int) -> tuple[int, ...]:
        """The officials who serve the group now; longest first."""
        return self.holding(group_id, seat_id=None, posts=(Post.SECRETARIAT,))

    def held_at(self, seat_id: int) -> Sequence[int]:
        """The posts of a seat that somebody holds now."""
        return self._session.scalars(
            select(models.PostRecord.id)
            .join(models.Holder, models.Holder.post_id == models.PostRecord.id)
            .where(models.PostRecord.seat_id == seat_id, models.Holder.until.is_(None))
            .order_by(models.PostRecord.id)
        ).all()

    def held_between(
        self, group_id: int, seat_id: int | None, kind: Post, official_id: int, since: datetime, until: datetime
    ) -> bool:
        """Whether the official held such a post at any time between two instants."""
        return bool(self._holders(group_id, seat_id, kind, since, until, official_id))

    def post_free_between(
        self, group_id: int, seat_id: int | None, kind: Post, since: datetime, until: datetime
    ) -> int | None:
        """The oldest post of that kind that nobody held at any time between two instants."""
        taken = self._holders(group_id, seat_id, kind, since, until)
        same_seat = models.PostRecord.seat_id.is_(None) if seat_id is None else models.PostRecord.seat_id == seat_id
        return self._session.scalar(
            select(models.PostRecord.id)
            .where(
                models.PostRecord.group_id == group_id,
                same_seat,
                models.PostRecord.kind == kind,
                models.PostRecord.id.not_in(taken),
            )
            .order_by(models.PostRecord.id)
            .limit(1)
        )

    def _holders(
        self,
        group_id: int,
        seat_id: int | None,
        kind: Post,
        since: datetime,
        until: datetime,
        official_id: int | None = None,
    ) -> Sequence[int]:
        """The posts of that kind that somebody (or this official) held between two instants."""
        same_seat = models.PostRecord.seat_id.is_(None) if seat_id is None else models.PostRecord.seat_id == seat_id
        query = (
            select(models.Holder.post_id)
            .join(models.PostRecord, models.PostRecord.id == models.Holder.post_id)
            .where(
                models.PostRecord.group_id == group_id,
                same_seat,
                models.PostRecord.kind == kind,
                models.Holder.since <= until,
                or_(models.Holder.until.is_(None), models.Holder.until >= since),
            )
        )
        if official_id is not None:
            query = query.where(models.Holder.official_id == official_id)
        return self._session.scalars(query).all()

    def record(self, official_id: int) -> models.Official:
        """The row itself, to be changed. The official must exist."""
        return self._session.get_one(models.Official, official_id)

    def preferences(self, official_id: int) -> Preferences:
        """What the official set for themselves. They must exist."""
        row = self.record(official_id)
        hours = OfficeHours(row.hours_from, row.hours_until, tuple(map(int, row.hours_days)))
        return Preferences(
            language=row.language,
            zone=row.zone,
            hours=hours,
            quieter=row.quieter,
            paused_until=row.paused_until,
            prefers=row.prefers,
            prefers_at=row.prefers_at,
            reached=self.reached(official_id),
        )

    def reached(self, official_id: int) -> tuple[Reached, ...]:
        """Every address of the official: accounts, oldest first, then their mail. They must exist."""
        found = [
            Reached(row.platform, row.workspace, row.account, row.named or "")
            for row in who.REACHED.rows(self._session, official_id=official_id)
        ]
        email = self.record(official_id).email
        return (*found, *([Reached(EMAIL, "", email)] if email is not None else []))

    def prefer(self, official_id: int, wanted: Preferences) -> None:
        """From now on these are the official's preferences."""
        row = self.record(official_id)
        row.language, row.zone, row.quieter = wanted.language, wanted.zone, wanted.quieter
        row.hours_from, row.hours_until = wanted.hours.opens, wanted.hours.closes
        row.hours_days, row.paused_until = "".join(map(str, wanted.hours.days)), wanted.paused_until
        row.prefers, row.prefers_at = wanted.prefers, wanted.prefers_at
        self._session.flush()

    def groups_ever(self, official_id: int) -> frozenset[int]:
        """The groups in which the official holds or held a post."""
        found = self._session.scalars(
            select(models.PostRecord.group_id)
            .join(models.Holder, models.Holder.post_id == models.PostRecord.id)
            .where(models.Holder.official_id == official_id)
        )
        return frozenset(found)

    def acted(self, official_id: int) -> bool:
        """Whether the official ever changed anything, by whatever face."""
        line = select(models.AuditLine.id).where(models.AuditLine.actor == official_id).limit(1)
        return self._session.scalar(line) is not None

    def create(self, *, name: str, email: str | None, now: datetime) -> Official:
        """A new official; the address must be nobody's yet."""
        row = models.Official(name=name, email=email, created_at=now)
        self._session.add(row)
        self._session.flush()
        return self._known(row)

    def tie(self, account: Account, official_id: int, now: datetime) -> int:
        """Tie an account to an official; it must be nobody's yet. The id of the tie."""
        row = models.Account(
            official_id=official_id,
            platform=account.platform,
            workspace=account.workspace,
            account=account.account,
            created_at=now,
        )
        self._session.add(row)
        self._session.flush()
        self.retied.append(account)
        return row.id

    def untie(self, tie_id: int) -> None:
        """Undo a tie."""
        row = self._session.get(models.Account, tie_id)
        if row is not None:
            self.retied.append(Account(row.platform, row.workspace, row.account))
            self._session.delete(row)

    def accounts(self, official_id: int) -> Sequence[Account]:
        """The official's accounts, oldest first."""
        found = who.ACCOUNTS.rows(self._session, official_id=official_id)
        return tuple(Account(row.platform, row.workspace, row.account) for row in found)

    def _all_known(self, found: Iterable[models.Official]) -> list[Official]:
        people = list(found)
        accounts: dict[int, list[Account]] = {}
        for official_id, *account in self._session.execute(
            select(
                models.Account.official_id, models.Account.platform, models.Account.workspace, models.Account.account
            )
            .where(models.Account.official_id.in_({row.id for row in people}))
            .order_by(models.Account.id)
        ):
            accounts.setdefault(official_id, []).append(Account(*account))
        return [who.with_accounts(row, accounts.get(row.id, ())) for row in people]

    def _known(self, found: models.Official) -> Official:
        return who.with_accounts(found, self.accounts(found.id))
