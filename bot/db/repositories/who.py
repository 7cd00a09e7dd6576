"""Who asks, what they hold, where they are written to: what stands before everything else, by statements that stand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, and_, bindparam, select
from sqlalchemy.orm import Session

from bot.db import models
from bot.db.prebuilt import Prebuilt
from bot.domain.people import Account, Held, Membership, Official, Standing

_TABLES = models.Record.metadata.tables
_officials, _accounts, _holders, _posts = (_TABLES[name] for name in ("officials", "accounts", "holders", "posts"))
_seats, _administrations = _TABLES["seats"], _TABLES["administrations"]
_workspaces, _places, _groups = _TABLES["workspaces"], _TABLES["places"], _TABLES["groups"]
_theirs = _accounts.alias("theirs")

_WITH_ACCOUNTS = (
    select(_officials, _theirs.c.platform, _theirs.c.workspace, _theirs.c.account)
    .outerjoin(_theirs, _theirs.c.official_id == _officials.c.id)
    .order_by(_theirs.c.id)
)
BY_ACCOUNT = Prebuilt(
    _WITH_ACCOUNTS.join(_accounts, _accounts.c.official_id == _officials.c.id).where(
        _accounts.c.platform == bindparam("platform"),
        _accounts.c.workspace == bindparam("workspace"),
        _accounts.c.account == bindparam("account"),
    )
)
BY_EMAIL = Prebuilt(_WITH_ACCOUNTS.where(_officials.c.email == bindparam("email")))
MEMBERSHIPS = Prebuilt(
    select(_posts.c.id, _posts.c.kind, _administrations.c.code)
    .join(_holders, _holders.c.post_id == _posts.c.id)
    .outerjoin(_seats, _seats.c.id == _posts.c.seat_id)
    .outerjoin(_administrations, _administrations.c.id == _seats.c.administration_id)
    .where(
        _holders.c.official_id == bindparam("official_id"),
        _holders.c.until.is_(None),
        _posts.c.group_id == bindparam("group_id"),
    )
    .order_by(_posts.c.id)
)
_LINKED = (
    select(_places.c.group_id)
    .where(
        _places.c.platform == bindparam("place_platform"),
        _places.c.workspace == bindparam("place_workspace"),
        _places.c.channel == bindparam("channel"),
    )
    .scalar_subquery()
)
_STANDING = (
    select(
        *(_officials.c[name] for name in ("id", "name", "email", "language", "zone")),
        _posts.c.id.label("post_id"),
        _posts.c.kind,
        _posts.c.group_id,
        _administrations.c.code,
        _groups.c.slug,
        _groups.c.closed_on,
        _LINKED.label("linked"),
    )
    .outerjoin(_holders, and_(_holders.c.official_id == _officials.c.id, _holders.c.until.is_(None)))
    .outerjoin(_posts, _posts.c.id == _holders.c.post_id)
    .outerjoin(_groups, _groups.c.id == _posts.c.group_id)
    .outerjoin(_seats, _seats.c.id == _posts.c.seat_id)
    .outerjoin(_administrations, _administrations.c.id == _seats.c.administration_id)
    .order_by(_groups.c.slug, _posts.c.id)
)
STANDING_BY_ACCOUNT = Prebuilt(
    _STANDING.join(_accounts, _accounts.c.official_id == _officials.c.id).where(
        _accounts.c.platform == bindparam("platform"),
        _accounts.c.workspace == bindparam("workspace"),
        _accounts.c.account == bindparam("account"),
    )
)
STANDING_BY_ID = Prebuilt(_STANDING.where(_officials.c.id == bindparam("official_id")))
REACHED = Prebuilt(
    select(_accounts.c.platform, _accounts.c.workspace, _accounts.c.account, _workspaces.c.name.label("named"))
    .outerjoin(
        _workspaces,
        and_(_workspaces.c.platform == _accounts.c.platform, _workspaces.c.workspace == _accounts.c.workspace),
    )
    .where(_accounts.c.official_id == bindparam("official_id"))
    .order_by(_accounts.c.id)
)
ACCOUNTS = Prebuilt(
    select(_accounts.c.platform, _accounts.c.workspace, _accounts.c.account)
    .where(_accounts.c.official_id == bindparam("official_id"))
    .order_by(_accounts.c.id)
)


def standing(session: Session, whose: Account | int, place: tuple[str, str, str] | None) -> Standing:
    """Who the official with this account or id is, what they hold, and what the channel at ``place`` speaks for."""
    spoken = dict(zip(("place_platform", "place_workspace", "channel"), place or (None, None, None), strict=True))
    if isinstance(whose, int):
        found = STANDING_BY_ID.rows(session, **spoken, official_id=whose)
    else:
        account = {"platform": whose.platform, "workspace": whose.workspace, "account": whose.account}
        found = STANDING_BY_ACCOUNT.rows(session, **spoken, **account)
    if not found:
        return Standing()
    held = [
        Held(Membership(row.post_id, row.kind, row.code), row.group_id, row.slug, row.closed_on is not None)
        for row in found
        if row.post_id is not None
    ]
    return Standing(with_accounts(found[0], ()), tuple(held), found[0].linked)


def official(found: Sequence[Row[Any]]) -> Official | None:
    """The official whose accounts these rows are."""
    if not found:
        return None
    accounts = [Account(row.platform, row.workspace, row.account) for row in found if row.account is not None]
    return with_accounts(found[0], accounts)


def with_accounts(found: models.Official | Row[Any], accounts: Sequence[Account]) -> Official:
    return Official(
        id=found.id,
        name=found.name,
        email=found.email,
        language=found.language,
        zone=found.zone,
        accounts=tuple(accounts),
    )
