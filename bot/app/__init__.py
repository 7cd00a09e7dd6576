"""The composition root: builds every part once. Nothing is made at import.

Here is the core, which is all that a terminal command needs; the service and the demo stand in rooms of their own,
so that a terminal command imports neither web nor chat.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from zoneinfo import reset_tzpath

from bot.clock import Clock, system
from bot.db.errors import DatabaseError, Unreachable
from bot.db.schema import migrate, require_current
from bot.db.unit_of_work import Database
from bot.dispatch import Dispatcher
from bot.links import READ_WITHIN, Links
from bot.matching import Menu
from bot.services.administrations import ensure_built_in
from bot.services.calendar_news import ensure_tables
from bot.services.calendars import ensure_starting
from bot.settings import Settings, UnusableSettings
from handlers import COMMANDS


@dataclass(frozen=True)
class App:
    """The core, ready to be asked."""

    settings: Settings
    database: Database
    clock: Clock
    dispatch: Dispatcher
    menu: Menu


def bring_up_to_date(database: Database) -> None:
    """Migrate, and see that the built-in administrations and the calendar entries to start from are there. May be
    repeated."""
    migrate(database.engine)
    with database.writing("migrate") as uow:
        ensure_built_in(uow)
        uow.session.flush()
        ensure_starting(uow)
        ensure_tables(uow, system().date())


@contextmanager
def opened(settings: Settings) -> Iterator[Database]:
    """The settings' database, whatever its revision. Raises ``UnusableSettings`` where it can't be opened with them."""
    reset_tzpath(to=[])  # the tzdata package, never the machine's own copy, which may be years old
    try:
        database = Database(settings.database_url, settings.keys)
    except (ValueError, DatabaseError) as error:
        wrong = "SECRET_KEYS" if "Fernet" in str(error) else "DATABASE_URL"
        raise UnusableSettings(f"CONVENOR_{wrong} can't be used: {error}") from error
    try:
        yield database
    except Unreachable as error:
        first = str(error.orig).strip().partition("\n")[0]
        raise UnusableSettings(f"The database doesn't answer or can't be written to: {first}") from error
    finally:
        database.close()


def addresses(settings: Settings) -> Links | None:
    """What makes addresses, where they can be signed and somebody said where people reach the service."""
    if not settings.keys or "base_url" not in settings.model_fields_set:
        return None
    return Links(settings.keys, settings.base_url)


def _pages(links: Links | None, clock: Clock) -> Callable[[int, str], str] | None:
    """The addresses of pages."""
    if links is None:
        return None
    return lambda official_id, command: links.read(official_id, command, until=clock() + READ_WITHIN)


@contextmanager
def core(
    settings: Settings, clock: Clock, *, migrated: bool = False, mails: bool | None = None, pages: bool = True
) -> Iterator[App]:
    """The core over the settings' database. Raises ``BehindItsMigrations`` where that isn't up to date;
    with ``migrated`` it is brought up to date first. ``mails`` tells whether e-mail leaves, where the settings don't;
    without ``pages`` no reply offers one.
    Raises ``UnusableSettings`` where it can't be opened."""
    with opened(settings) as database:
        if migrated:
            bring_up_to_date(database)
        require_current(database.engine)
        menu, links = Menu(COMMANDS), addresses(settings)
        yield App(
            settings=settings,
            database=database,
            clock=clock,
            dispatch=Dispatcher(
                database,
                menu,
                clock,
                settings.operators,
                mails=settings.smtp is not None if mails is None else mails,
                pages=_pages(links, clock) if pages else None,
                opens=links.open if links is not None else None,
                feeds=links.feed if links is not None else None,
            ),
            menu=menu,
        )
