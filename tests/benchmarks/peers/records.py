"""The same list through mapped records and an asynchronous driver, as many would write it: ``records URL GROUP TIMES
LIMIT``."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, DateTime, ForeignKey, make_url, select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, joinedload, mapped_column, relationship, selectinload

from tests.benchmarks.peers.turns import take_async

DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg"}


class Base(DeclarativeBase):
    pass


class Group(Base):
    __tablename__ = "groups"
    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str]
    name: Mapped[str]


class Administration(Base):
    __tablename__ = "administrations"
    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str]
    name: Mapped[str]


class Seat(Base):
    __tablename__ = "seats"
    id: Mapped[int] = mapped_column(primary_key=True)
    administration_id: Mapped[int] = mapped_column(ForeignKey("administrations.id"))
    administration: Mapped[Administration] = relationship()


class Official(Base):
    __tablename__ = "officials"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


class Account(Base):
    __tablename__ = "accounts"
    id: Mapped[int] = mapped_column(primary_key=True)
    platform: Mapped[str]
    workspace: Mapped[str]
    account: Mapped[str]
    official_id: Mapped[int] = mapped_column(ForeignKey("officials.id"))
    official: Mapped[Official] = relationship()


class Holder(Base):
    __tablename__ = "holders"
    id: Mapped[int] = mapped_column(primary_key=True)
    post_id: Mapped[int] = mapped_column(ForeignKey("posts.id"))
    official_id: Mapped[int] = mapped_column(ForeignKey("officials.id"))
    until: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    official: Mapped[Official] = relationship()


class Post(Base):
    __tablename__ = "posts"
    id: Mapped[int] = mapped_column(primary_key=True)
    group_id: Mapped[int] = mapped_column(ForeignKey("groups.id"))
    kind: Mapped[str]
    holders: Mapped[list[Holder]] = relationship()


class Action(Base):
    __tablename__ = "actions"
    id: Mapped[int] = mapped_column(primary_key=True)
    group_id: Mapped[int] = mapped_column(ForeignKey("groups.id"))
    number: Mapped[int]
    text: Mapped[str]
    extent: Mapped[list[Any]] = mapped_column(JSON)
    seat_id: Mapped[int | None] = mapped_column(ForeignKey("seats.id"))
    post_id: Mapped[int] = mapped_column(ForeignKey("posts.id"))
    due: Mapped[date]
    status: Mapped[str]
    group: Mapped[Group] = relationship()
    seat: Mapped[Seat | None] = relationship()
    post: Mapped[Post] = relationship()


def sessions(url: str) -> async_sessionmaker[AsyncSession]:
    """Sessions on the database of that address, by its asynchronous driver."""
    address = make_url(url)
    engine = create_async_engine(address.set(drivername=DRIVERS[address.get_backend_name()]))
    return async_sessionmaker(engine, expire_on_commit=False)


async def listed(session: AsyncSession, group_id: int, limit: int) -> Sequence[Action]:
    """The first open actions of a group, with whoever owns each."""
    query = (
        select(Action)
        .where(Action.group_id == group_id, Action.status == "open")
        .options(
            joinedload(Action.group),
            joinedload(Action.seat).joinedload(Seat.administration),
            selectinload(Action.post).selectinload(Post.holders).joinedload(Holder.official),
        )
        .order_by(Action.due, Action.number)
        .limit(limit)
    )
    return (await session.scalars(query)).all()


def line(action: Action) -> str:
    """One action in words."""
    names = ", ".join(holder.official.name for holder in action.post.holders if holder.until is None)
    seat = action.seat.administration.code if action.seat else ""
    extent = ", ".join(action.extent)
    return f"{action.group.slug.upper()}-{action.number} {action.text} ({extent}), {seat} {names}, {action.due}"


def main(url: str, group: str, times: str, limit: str) -> None:
    made = sessions(url)

    async def work() -> None:
        for _ in range(int(times)):
            async with made() as session:
                found = await listed(session, int(group), int(limit))
                assert found, "an empty list"
                [line(action) for action in found]

    take_async(work)


if __name__ == "__main__":
    main(*sys.argv[1:])
