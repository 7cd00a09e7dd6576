"""What stands in somebody's Home, and that it was opened or something pressed there."""

from __future__ import annotations

from datetime import datetime

from bot.db.unit_of_work import UnitOfWork
from bot.domain.homes import NOTED, AtHome
from bot.domain.people import Account, Actor, Official
from bot.services import my


def opened(uow: UnitOfWork, *, account: Account, prefix: str, now: datetime) -> None:
    """The Home is published, and kept current from now on."""
    uow.homes.open(account, prefix=prefix, now=now)


def noted(uow: UnitOfWork, *, account: Account, note: str, prefix: str, now: datetime) -> None:
    """``note``, the stored answer to what was pressed there, stands on top for a while."""
    uow.homes.note(account, note, prefix=prefix, now=now)


def shown(uow: UnitOfWork, *, home_id: int, now: datetime) -> tuple[AtHome, Official | None] | None:
    """What stands in a Home now, and whose it is; ``None`` where there is no such Home."""
    home = uow.homes.by_id(home_id)
    if home is None:
        return None
    official = uow.people.by_account(home.platform, home.workspace, home.account)
    fresh = home.noted_at is not None and now - home.noted_at < NOTED
    found = of_person(uow, official_id=official.id if official else None, prefix=home.prefix, now=now)
    return AtHome(found.prefix, found.mine, found.preferences, (home.note or "") if fresh else ""), official


def of_person(uow: UnitOfWork, *, official_id: int | None, prefix: str, now: datetime) -> AtHome:
    """The same for whoever asks, wherever they ask."""
    if official_id is None:
        return AtHome(prefix)
    mine = my.waiting(uow, by=Actor(official_id, ""), now=now)
    return AtHome(prefix, mine, uow.people.preferences(official_id))
