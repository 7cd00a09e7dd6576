"""Where a person is written to: whatever accounts they have and whatever they prefer, one address after another."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import product

from sqlalchemy import insert, select, update

from bot.db import models
from bot.db.addresses import Addresses, Where
from bot.db.unit_of_work import Database

NOW = datetime(2027, 1, 4, 9, tzinfo=UTC)
PLATFORMS = ("slack", "teams", "email")
ACCOUNTS = (("teams", "tenant-a"), ("slack", "T2"), ("slack", "T1"), ("teams", "tenant-b"))
"""In the order in which they were tied."""

PREFERRED = (
    ("", ""),
    ("slack", ""),
    ("slack", "T1"),
    ("teams", "tenant-b"),
    ("email", ""),
    ("web", ""),
    ("slack", "T9"),
)
CASES = tuple(product(product((False, True), repeat=len(ACCOUNTS) + 1), PREFERRED))


def accounts_of(which: tuple[bool, ...]) -> list[tuple[str, str]]:
    return [one for one, there in zip(ACCOUNTS, which, strict=False) if there]


def test_whoever_has_several_accounts_hears_first_where_they_prefer_and_then_everywhere_else(
    database: Database,
) -> None:
    """Every combination of two workspaces, two tenants and a mail address with every preference: 224 people."""
    with database.writing("test") as uow:
        made = uow.session.execute(
            insert(models.Official).returning(models.Official.id, sort_by_parameter_order=True),
            [
                {"name": str(n), "email": f"p{n}@example.org" if which[-1] else None, "created_at": NOW}
                for n, (which, _) in enumerate(CASES)
            ],
        ).scalars()
        ids = list(made)
        for official, (_, (platform, at)) in zip(ids, CASES, strict=True):
            uow.session.execute(
                update(models.Official).where(models.Official.id == official).values(prefers=platform, prefers_at=at)
            )
        uow.session.execute(
            insert(models.Account),
            [
                {"official_id": official, "platform": p, "workspace": w, "account": f"U{official}", "created_at": NOW}
                for official, (which, _) in zip(ids, CASES, strict=True)
                for p, w in accounts_of(which)
            ],
        )
    with database.reading() as uow:
        found = Addresses(uow.session).of(ids, PLATFORMS)
        mails = {one.id: one.email for one in uow.session.execute(select(models.Official.id, models.Official.email))}
    for official, (which, (platform, at)) in zip(ids, CASES, strict=True):
        there: list[Where] = [(p, w, f"U{official}") for p, w in accounts_of(which)]
        if which[-1]:
            there.append(("email", "", str(mails[official])))
        usual = sorted(there, key=lambda one: PLATFORMS.index(one[0]))  # the oldest account of each platform first
        mine = [one for one in usual if one[0] == platform]
        first = [one for one in mine if one[1] == at]
        expected = list(dict.fromkeys([*first, *mine, *usual]))
        assert found.get(official, []) == expected, (which, platform, at)
