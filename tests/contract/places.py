"""The exchange behind each face, as the script finds it: in January, its first meeting under way."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.clock import Movable
from bot.db.unit_of_work import Database
from bot.links import Links
from tests.conftest import KEY
from tests.contract.in_terminal import InTerminal
from tests.contract.on_console import InConsole
from tests.contract.on_slack import OnSlack
from tests.contract.on_teams import OnTeams
from tests.contract.steps import Hand
from tests.platforms import slack_world, teams_world
from tests.platforms.slack_world import NOW
from tests.stories.faces import Console, Face, Slack, Terminal, face
from tests.stories.in_teams import Teams
from tests.world import SECRETARIAT, exchange, raise_action, with_rota

ADDRESS = "https://convenor.example"


@contextmanager
def place(name: str, database: Database, database_url: str, folder: Path) -> Iterator[Hand]:
    clock = Movable(NOW, lambda: NOW)
    with face(name, database, database_url, clock, folder) as found:
        group_id = exchange(database)
        hand = _hand(found, database, group_id)
        with_rota(database, group_id)
        raise_action(database, seat="SCT", text="Publish", extent=("SCT",))
        found.types(SECRETARIAT, "meeting add 6 Jan 2027 10:00")
        found.types(SECRETARIAT, "meeting add 20 Feb 2027 10:00")
        _begins(database, group_id)
        yield hand


def _hand(found: Face, database: Database, group_id: int) -> Hand:
    match found:
        case Slack():
            slack_world.linked_accounts(database, group_id)
            _as_served(found)
            return OnSlack(found)
        case Teams():
            teams_world.linked_accounts(database, group_id, found.server)
            _as_served(found)
            return OnTeams(found)
        case Console():
            _as_served(found)
            return InConsole(found)
        case Terminal():
            mails = {"CONVENOR_SMTP__HOST": "127.0.0.1", "CONVENOR_SMTP__SENDER": "convenor@example.org"}
            found.environment |= {"CONVENOR_BASE_URL": ADDRESS, **mails}
            return InTerminal(found)
        case _:
            raise TypeError(found)


def _as_served(found: Slack | Teams | Console) -> None:
    """The service sends mails and has addresses to offer, as the terminal's settings say too."""
    links = Links([KEY], ADDRESS)
    found.dispatcher._mails, found.dispatcher._opens, found.dispatcher._feeds = True, links.open, links.feed


def _begins(database: Database, group_id: int) -> None:
    """The first meeting is today, and has begun."""
    with database.writing("test") as uow:
        row = uow.meetings.by_number(group_id, 1)
        assert row is not None
        row.day, row.starts_at = NOW.date(), datetime(2027, 1, 5, 9, tzinfo=UTC)
        row.ends_at = row.starts_at + timedelta(hours=2)
