"""Where a person is written to: every account, and their own mail address, in the order in which they are tried."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.db.models import Account, Official, Refusal

EMAIL = "email"
"""The platform on which an official's own address is the account."""

Where = tuple[str, str, str]
"""Platform, workspace, and a channel or an account."""


class Addresses:
    def __init__(self, session: Session) -> None:
        self._session = session

    def of(self, officials: Collection[int], platforms: Sequence[str]) -> dict[int, list[Where]]:
        """Each official's addresses on these platforms. First what they prefer: that workspace, or the whole platform;
        then as the platforms stand; on each the oldest account."""
        if not officials:
            return {}
        known = self._session.execute(
            select(Official.id, Official.email, Official.prefers, Official.prefers_at).where(Official.id.in_(officials))
        ).all()
        preferred = {official: (prefers, at) for official, _, prefers, at in known}
        rank = {platform: place for place, platform in enumerate(platforms)}
        found: dict[int, list[tuple[bool, bool, int, int, Where]]] = {}

        def enter(official: int, number: int, where: Where) -> None:
            platform, workspace = preferred[official]
            elsewhere = where[0] != platform
            beside = elsewhere or bool(workspace and where[1] != workspace)
            found.setdefault(official, []).append((elsewhere, beside, rank[where[0]], number, where))

        accounts = self._session.execute(
            select(Account.official_id, Account.id, Account.platform, Account.workspace, Account.account).where(
                Account.official_id.in_(officials), Account.platform.in_(platforms)
            )
        )
        for official, number, *place in accounts:
            enter(official, number, (place[0], place[1], place[2]))
        for official, email, *_ in known:
            if EMAIL in rank and email is not None:
                enter(official, 0, (EMAIL, "", email))
        return {official: [place for *_, place in sorted(places)] for official, places in found.items()}

    def refused(self, entries: Collection[int]) -> Mapping[int, set[Where]]:
        """The addresses that refused these entries for good."""
        found: dict[int, set[Where]] = {}
        if entries:
            rows = self._session.execute(
                select(Refusal.entry_id, Refusal.platform, Refusal.workspace, Refusal.channel).where(
                    Refusal.entry_id.in_(entries)
                )
            )
            for entry, *place in rows:
                found.setdefault(entry, set()).add((place[0], place[1], place[2]))
        return found
