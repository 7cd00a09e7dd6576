"""Three days in which nothing runs, while much falls due: told against the same weeks in which all went well.

Whoever would have had a digest gets one when the service is back, and whoever would have been asked about a procedure
that closed meanwhile can read what came of it; everything else has its own key, and is said under that.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import select

from bot.app import bring_up_to_date
from bot.db import models
from bot.db.models import OutboxState
from bot.db.unit_of_work import Database
from tests.benchmarks.servers import fresh
from tests.faults.harness import Row
from tests.stories.diary import Story
from tests.world import SEATS, SECRETARIAT, deputy, exchange, lead, with_rota

BEGINS, ENDS = "2027-03-10 10:00", "2027-03-26 12:00"
AWAY = (
    ("2027-03-15 20:00", "2027-03-18 20:00"),  # from an evening to an evening
    ("2027-03-16 08:59", "2027-03-19 08:59"),  # from the minute before digests leave
    ("2027-03-17 16:59", "2027-03-20 16:59"),  # from the minute before polls and procedures close, into a weekend
)
DIGEST, ASKED, CLOSED = "digest", "decision-ask", "decision-closed"
BUDGET = 2


@dataclass(frozen=True)
class Said:
    """An entry of the outbox that was sent."""

    key: str
    subject: str
    at: datetime
    to: str


def three_days_down(url: str, scale: float) -> Row:
    """Once or several times, with much or little that falls due."""
    outages = AWAY[: max(int(len(AWAY) * scale), 1)]
    with tempfile.TemporaryDirectory() as folder:
        reference = _lived(f"sqlite:///{Path(folder, 'reference.db')}", scale, None)
    due = lost = twice = 0
    for number, outage in enumerate(outages):
        said = _lived(_empty(url, number), scale, outage)
        missed = [one for one in reference if _instant(outage[0]) <= one.at < _instant(outage[1])]
        due += len(missed)
        lost += sum(not _came(one, said, _instant(outage[1])) for one in missed)
        twice += _repeated(said)
    note = f"{len(outages)} times, away for three days"
    return Row("three days down over due times", due, due, lost, twice, note=note)


def _lived(url: str, scale: float, away: tuple[str, str] | None) -> Sequence[Said]:
    """Two weeks and a half with actions, meetings, turns, a poll and a written procedure, and what was said."""
    database = Database(url)
    bring_up_to_date(database)
    group_id = with_rota(database, exchange(database))
    story = Story(database, BEGINS)
    with database.writing("faults") as uow:
        place = models.Place(group_id=group_id, platform="web", workspace="demo", channel="C1", linked_at=story.clock())
        uow.session.add(place)
    for text in _typed(scale):
        story.types(BEGINS, SECRETARIAT, text)
    if away is not None:
        story.until(away[0])
        story.sleeps(away[1])
    story.until(ENDS)
    found = _said(database)
    database.close()
    return found


def _typed(scale: float) -> Sequence[str]:
    """Everything here falls due around the outages."""
    people = [who(seat) for seat in SEATS for who in (lead, deputy)]
    if scale < 0.2:
        return [f'action add "Report" owner:{who} due:"17 Mar 2027" extent:all' for who in people[:4]]
    days = ("17 Mar 2027", "18 Mar 2027", "19 Mar 2027")
    return (
        *("meeting add 16 Mar 2027 14:00", "meeting add 14 Apr 2027 10:00", "meeting add 24 Mar 2027 10:00"),
        *(f'action add "Report" owner:{who} due:"{day}" extent:all' for who in people for day in days),
        'meeting poll "12 May 10:00, 13 May 14:00" closes:"17 Mar"',
        'decide "Publish" extent:all closes:"17 Mar"',
        'decide "Review" extent:all closes:"19 Mar"',
        "agenda add Read",
    )


def _said(database: Database) -> Sequence[Said]:
    with database.reading() as uow:
        rows = uow.session.scalars(
            select(models.OutboxEntry)
            .where(models.OutboxEntry.state == OutboxState.SENT, models.OutboxEntry.subject != "message")
            .order_by(models.OutboxEntry.id)
        )
        return [
            Said(row.key, row.subject, row.sent_at, row.lane) for row in rows if row.sent_at and not _restated(row.key)
        ]


def _restated(key: str) -> bool:
    """What a command said in the channel when it was typed, under a key of the moment."""
    return key.startswith("line:")


def _came(one: Said, said: Sequence[Said], back: datetime) -> bool:
    theirs = [other for other in said if other.to == one.to]
    if one.subject == DIGEST:
        return any(other.subject == DIGEST and other.at >= back for other in theirs)
    if one.subject == ASKED:  # it closed meanwhile, and they hear how
        overtaken = f"{CLOSED}:{one.key.split(':')[1]}:"
        return any(other.key == one.key or other.key.startswith(overtaken) for other in said)
    return any(other.key == one.key for other in theirs)


def _repeated(said: Sequence[Said]) -> int:
    """Keys said twice; digests beyond one a day, or two a week, to one person."""
    keys = Counter(one.key for one in said)
    daily = Counter((one.to, one.at.date()) for one in said if one.subject == DIGEST)
    weekly = Counter((one.to, one.at.isocalendar()[:2]) for one in said if one.subject == DIGEST)
    more = [*(number - 1 for number in (*keys.values(), *daily.values())), *(n - BUDGET for n in weekly.values())]
    return sum(number for number in more if number > 0)


def _empty(url: str, number: int) -> str:
    if url.startswith("sqlite"):
        return f"{url}-{number}"
    fresh(url)
    return url


def _instant(local: str) -> datetime:
    return datetime.fromisoformat(local).replace(tzinfo=ZoneInfo("Europe/London"))


DOWN: tuple[Callable[[str, float], Row], ...] = (three_days_down,)
