"""What the console of the demo is told of the world."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import groupby

from sqlalchemy import select

from bot.db import models
from bot.db.unit_of_work import Database, UnitOfWork
from bot.platforms.web.facts import PLATFORM, WORKSPACE, Channel, Directory, Person, Post


def directory(database: Database) -> Directory:
    """Everybody with an e-mail address, by name; the readers of each list that a group ever asked; and a channel for
    each group: those linked, and one of the group's own name, to which it may be linked."""
    with database.reading() as uow:
        people = _people(uow)
        return Directory((*people, *_readers(uow, {one.account for one in people})), _channels(uow))


def _people(uow: UnitOfWork) -> tuple[Person, ...]:
    officials = uow.session.scalars(
        select(models.Official).where(models.Official.email.is_not(None)).order_by(models.Official.name)
    )
    accounts = uow.session.execute(
        select(models.Account.official_id, models.Account.account).where(
            models.Account.platform == PLATFORM, models.Account.workspace == WORKSPACE
        )
    )
    linked = {(official, account) for official, account in accounts}
    posts = _posts(uow)
    return tuple(
        Person(one.email, one.name, one.language, (one.id, one.email) in linked, tuple(posts.get(one.id, ())))
        for one in officials
        if one.email is not None
    )


def _readers(uow: UnitOfWork, people: Collection[str]) -> Iterator[Person]:
    """Those of lists whose address is no official's."""
    rows = uow.session.execute(
        select(models.MailList.address, models.MailList.language, models.Group.slug)
        .join(models.Group, models.Group.id == models.MailList.group_id)
        .where(models.MailList.address.not_in(people))
        .order_by(models.MailList.address, models.Group.slug, models.MailList.id)
    )
    for address, found in groupby(rows, key=lambda row: row.address):
        asked = list(found)
        groups = tuple(dict.fromkeys(row.slug for row in asked))
        yield Person(address, address, asked[-1].language, linked=False, lists=groups)


def _posts(uow: UnitOfWork) -> dict[int, list[Post]]:
    rows = uow.session.execute(
        select(models.Holder.official_id, models.Group.slug, models.Administration.name, models.PostRecord.kind)
        .join(models.PostRecord, models.PostRecord.id == models.Holder.post_id)
        .join(models.Group, models.Group.id == models.PostRecord.group_id)
        .outerjoin(models.Seat, models.Seat.id == models.PostRecord.seat_id)
        .outerjoin(models.Administration, models.Administration.id == models.Seat.administration_id)
        .where(models.Holder.until.is_(None))
        .order_by(models.Group.slug, models.PostRecord.id)
    )
    posts: dict[int, list[Post]] = {}
    for official, group, administration, kind in rows:
        posts.setdefault(official, []).append(Post(group, administration or "", kind.value))
    return posts


def _channels(uow: UnitOfWork) -> tuple[Channel, ...]:
    linked = uow.session.execute(
        select(models.Place.channel, models.Group.slug, models.Group.name)
        .join(models.Group, models.Group.id == models.Place.group_id)
        .where(models.Place.platform == PLATFORM, models.Place.workspace == WORKSPACE)
    )
    groups = uow.session.execute(select(models.Group.slug, models.Group.name))
    found = {slug: Channel(slug, slug, title) for slug, title in groups}
    found |= {channel: Channel(channel, group, title) for channel, group, title in linked}
    return tuple(found[name] for name in sorted(found))
