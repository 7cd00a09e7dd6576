"""Administrations, groups, seats, posts, officials and their accounts; places where a group is linked."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint, false, text, true
from sqlalchemy.orm import Mapped, mapped_column

from bot.db.models.base import Record, referred_to, within_group
from bot.db.types import Secret, choice
from bot.domain.people import GroupKind, Marking, Post


class Administration(Record, kw_only=True):
    """A government that takes part. ``holidays`` is a code such as ``GB-SCT``; ``languages`` are tags."""

    __tablename__ = "administrations"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    code: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    zone: Mapped[str]
    holidays: Mapped[str]
    languages: Mapped[list[Any]]
    territories: Mapped[list[Any]]


class Group(Record, kw_only=True):
    """A working group. The counters give numbers that are never reused, whatever becomes of the row. ``rota_due_at`` is
    when the next dated change of its seats holds."""

    __tablename__ = "groups"
    __table_args__ = (Index("ix_groups_rota_due_at", "rota_due_at"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    purpose: Mapped[str] = mapped_column(default="")
    kind: Mapped[GroupKind] = mapped_column(choice(GroupKind), default=GroupKind.WORKING)
    terms: Mapped[str] = mapped_column(default="")
    themes: Mapped[list[Any]] = mapped_column(default_factory=list)
    marking: Mapped[Marking] = mapped_column(choice(Marking), default=Marking.OFFICIAL)
    zone: Mapped[str] = mapped_column(default="Europe/London")
    language: Mapped[str] = mapped_column(default="en-GB")
    starts_on: Mapped[date]
    review_on: Mapped[date | None] = mapped_column(default=None)
    closed_on: Mapped[date | None] = mapped_column(default=None)
    closed_reason: Mapped[str] = mapped_column(default="")
    policy: Mapped[dict[str, Any]] = mapped_column(default_factory=dict)
    notice_days: Mapped[list[Any]] = mapped_column(default_factory=lambda: [28, 7])
    rota_due_at: Mapped[datetime | None] = mapped_column(default=None)
    meetings_numbered: Mapped[int] = mapped_column(default=0)
    actions_numbered: Mapped[int] = mapped_column(default=0)
    items_numbered: Mapped[int] = mapped_column(default=0, server_default="0")
    decisions_numbered: Mapped[int] = mapped_column(default=0, server_default="0")
    created_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(init=False)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012


class Seat(Record, kw_only=True):
    """An administration's place in one group; ``last_day`` is the last day on which it is seated."""

    __tablename__ = "seats"
    __table_args__ = (
        referred_to(),
        UniqueConstraint("group_id", "administration_id", "first_day"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    group_id: Mapped[int] = mapped_column(ForeignKey("groups.id"), index=True)
    administration_id: Mapped[int] = mapped_column(ForeignKey("administrations.id"))
    first_day: Mapped[date]
    last_day: Mapped[date | None] = mapped_column(default=None)


class Official(Record, kw_only=True):
    """A person. The address is kept in lower case; ``None`` for somebody known by a chat account alone.

    An empty ``language`` is that of the group in question. Office hours are local times on ``hours_days``, a digit
    for each weekday from 0 for Monday. ``calendar_mail``: meetings come into their calendar by mail. ``prefers`` is the
    platform on which they would rather hear (``prefers_at``: in which workspace); empty for the usual."""

    __tablename__ = "officials"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    name: Mapped[str]
    email: Mapped[str | None] = mapped_column(unique=True, default=None)
    language: Mapped[str] = mapped_column(default="")
    zone: Mapped[str] = mapped_column(default="Europe/London")
    hours_from: Mapped[time] = mapped_column(default=time(9))
    hours_until: Mapped[time] = mapped_column(default=time(17))
    hours_days: Mapped[str] = mapped_column(default="01234", server_default="01234")
    quieter: Mapped[bool] = mapped_column(default=False, server_default=false())
    calendar_mail: Mapped[bool] = mapped_column(default=True, server_default=true())
    prefers: Mapped[str] = mapped_column(default="", server_default="")
    prefers_at: Mapped[str] = mapped_column(default="", server_default="")
    paused_until: Mapped[date | None] = mapped_column(default=None)
    created_at: Mapped[datetime]


class PostRecord(Record, kw_only=True):
    """A post of a seat, or of the secretariat where ``seat_id`` is ``None``."""

    __tablename__ = "posts"
    __table_args__ = (
        referred_to(),
        within_group("seat_id", "seats"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    group_id: Mapped[int] = mapped_column(ForeignKey("groups.id"), index=True)
    seat_id: Mapped[int | None] = mapped_column(default=None)
    kind: Mapped[Post] = mapped_column(choice(Post))
    title: Mapped[str] = mapped_column(default="")


class Holder(Record, kw_only=True):
    """Who held a post from when to when. At most one holder has no ``until``."""

    __tablename__ = "holders"
    __table_args__ = (
        Index(
            "uq_holders_current",
            "post_id",
            unique=True,
            sqlite_where=text("until IS NULL"),
            postgresql_where=text("until IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    post_id: Mapped[int] = mapped_column(ForeignKey("posts.id"))
    official_id: Mapped[int] = mapped_column(ForeignKey("officials.id"), index=True)
    since: Mapped[datetime]
    until: Mapped[datetime | None] = mapped_column(default=None)


class Account(Record, kw_only=True):
    """An official's account on a platform; an account is tied to one official."""

    __tablename__ = "accounts"
    __table_args__ = (UniqueConstraint("platform", "workspace", "account"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    official_id: Mapped[int] = mapped_column(ForeignKey("officials.id"), index=True)
    platform: Mapped[str]
    workspace: Mapped[str]
    account: Mapped[str]
    created_at: Mapped[datetime]


class LinkingCode(Record, kw_only=True):
    """A one-time code that ties an account to an official; only its digest is kept."""

    __tablename__ = "linking_codes"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    official_id: Mapped[int] = mapped_column(ForeignKey("officials.id"), index=True)
    digest: Mapped[str] = mapped_column(index=True)
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None] = mapped_column(default=None)


class CodeTry(Record, kw_only=True):
    """A wrong code, remembered by account so that guessing ends after five."""

    __tablename__ = "code_tries"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    platform: Mapped[str]
    workspace: Mapped[str]
    account: Mapped[str]
    at: Mapped[datetime]


class Workspace(Record, kw_only=True):
    """A place on a platform where the bot is installed; its tokens are encrypted. One that runs out does so at
    ``token_until``; the next is asked for with ``refresh_token``, by one process at a time: until
    ``refreshing_until``."""

    __tablename__ = "workspaces"
    __table_args__ = (UniqueConstraint("platform", "workspace"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    platform: Mapped[str]
    workspace: Mapped[str]
    name: Mapped[str] = mapped_column(default="")
    bot_account: Mapped[str] = mapped_column(default="")
    token: Mapped[str | None] = mapped_column(Secret, default=None)
    refresh_token: Mapped[str | None] = mapped_column(Secret, default=None)
    token_until: Mapped[datetime | None] = mapped_column(default=None)
    refreshing_until: Mapped[datetime | None] = mapped_column(default=None)
    installed_at: Mapped[datetime]


class Place(Record, kw_only=True):
    """A channel or an e-mail list that speaks for a group. ``readers`` is ``channel`` or ``members``; an empty
    ``language`` is the group's."""

    __tablename__ = "places"
    __table_args__ = (UniqueConstraint("platform", "workspace", "channel"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    group_id: Mapped[int] = mapped_column(ForeignKey("groups.id"), index=True)
    platform: Mapped[str]
    workspace: Mapped[str]
    channel: Mapped[str]
    readers: Mapped[str] = mapped_column(default="channel")
    language: Mapped[str] = mapped_column(default="", server_default="")
    linked_at: Mapped[datetime]
