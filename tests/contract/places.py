"""The exchange behind each face, as the script finds it: in January, its first meeting under way."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from bot.clock import Movable
from bot.db import models
from bot.db.unit_of_work import Database
from bot.domain.days import Kind
from bot.domain.people import Post
from tests.contract.in_terminal import InTerminal
from tests.contract.on_console import InConsole
from tests.contract.on_slack import OnSlack
from tests.contract.on_teams import OnTeams
from tests.contract.serving import offers
from tests.contract.steps import Hand
from tests.platforms import slack_world, teams_world
from tests.platforms.slack_world import NOW
from tests.stories.faces import Console, Face, Slack, Terminal, face
from tests.stories.in_teams import Teams
from tests.world import SECRETARIAT, exchange, raise_action, with_rota


@contextmanager
def place(name: str, database: Database, database_url: str, folder: Path) -> Iterator[Hand]:
    clock = Movable(NOW, lambda: NOW)
    with face(name, database, database_url, clock, folder) as found:
        group_id = exchange(database)
        hand = _hand(found, database, group_id)
        with_rota(database, group_id)
        _besides(database, group_id)
        raise_action(database, seat="SCT", text="Publish", extent=("SCT",))
        found.types(SECRETARIAT, "meeting add 6 Jan 2027 10:00")
        found.types(SECRETARIAT, "meeting add 20 Feb 2027 10:00")
        _begins(database, group_id)
        yield hand


def _hand(found: Face, database: Database, group_id: int) -> Hand:
    match found:
        case Slack():
            slack_world.linked_accounts(database, group_id)
            offers(found.dispatcher, True)
            return OnSlack(found)
        case Teams():
            teams_world.linked_accounts(database, group_id, found.server)
            offers(found.dispatcher, True)
            return OnTeams(found)
        case Console():
            offers(found.dispatcher, True)
            return InConsole(found)
        case Terminal():
            return InTerminal(found)
        case _:
            raise TypeError(found)


def _begins(database: Database, group_id: int) -> None:
    """The first meeting is today, and has begun."""
    with database.writing("test") as uow:
        row = uow.meetings.by_number(group_id, 1)
        assert row is not None
        row.day, row.starts_at = NOW.date(), datetime(2027, 1, 5, 9, tzinfo=UTC)
        row.ends_at = row.starts_at + timedelta(hours=2)


def _besides(database: Database, group_id: int) -> None:
    """What nobody can bring about by words, or not in one: somebody without an address, a list whose readers said no,
    and years in which nobody works in Guernsey."""
    with database.writing("test") as uow:
        ada = models.Official(name="Ada Less", email=None, created_at=NOW)
        seat = next(one for one in uow.groups.seats(group_id) if one.code == "WLS")
        post = models.PostRecord(group_id=group_id, seat_id=seat.id, kind=Post.OBSERVER)
        uow.session.add_all([ada, post])
        uow.session.flush()
        guernsey = next(one.id for one in uow.administrations.all() if one.code == "GGY")
        uow.session.add_all(
            [
                models.Holder(post_id=post.id, official_id=ada.id, since=NOW),
                models.MailList(
                    group_id=group_id,
                    address="quiet@example.org",
                    asked_at=NOW,
                    expires_at=NOW + timedelta(days=7),
                    ended_at=NOW,
                    left=True,
                ),
                *(
                    models.CalendarEntry(
                        administration_id=guernsey,
                        kind=Kind.CLOSURE,
                        first_day=date(year, 1, 1),
                        last_day=date(year, 12, 31),
                        source="test",
                        checked_on=NOW.date(),
                        spread=True,
                    )
                    for year in range(2026, 2032)
                ),
            ]
        )
