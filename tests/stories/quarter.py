"""A quarter of a hundred actions that came in from somebody else's spreadsheet: who does what, and when.

What becomes of an action follows from its number, so that the story can be read: of ten in a row, five are done in
time, one is put off, one is given to a colleague, one is offered to another administration, one rests for a week, and
one is left until long after its day.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from bot.app import App
from bot.app.importing import imported
from bot.commands import Invocation
from bot.db import models
from bot.db.unit_of_work import Database
from bot.domain.imports import Fate
from bot.matching import Menu
from bot.settings import Settings
from handlers import COMMANDS
from tests.stories.diary import Story
from tests.world import SECRETARIAT, deputy, exchange, lead, worded

HERE = Path(__file__).parent
SPREADSHEET = HERE / "quarter.csv"
SAID = HERE / "quarter.txt"
MAP = ("What needs doing=action, Nation=extent, Lead=owner_name", "By when=due, Progress=status")
MEMBERS = {"mena.ross@example.org": ("Mena Ross", "SCT"), "olwen.hughes@example.org": ("Olwen Hughes", "WLS")}
BEGINS, ENDS = "2027-01-11 10:00", "2027-04-12 12:00"
DOWN = ("2027-02-08 18:00", "2027-02-11 07:30")
"""Nothing runs from a Monday evening to a Thursday morning."""

NEIGHBOUR = {"UKG": "SCT", "SCT": "WLS", "WLS": "NIR", "NIR": "IRL", "IRL": "UKG"}


@dataclass(frozen=True, order=True)
class Typed:
    """A command, when it is typed (London time) and by whom."""

    at: str
    who: str
    text: str


def founded(database: Database) -> Story:
    """The exchange with two ordinary members, its channel linked, and the hundred actions brought in."""
    exchange(database)
    story = Story(database, BEGINS)
    linked = Invocation("web", "demo", SECRETARIAT, "group link", channel="vawg", address=SECRETARIAT)
    answered = story.world.dispatcher(linked)
    assert answered.outcome == "done", worded(answered)
    for address, (name, seat) in MEMBERS.items():
        story.world.says(SECRETARIAT, f'member add {address} name:"{name}" seat:{seat} as:member')
        _reached(database, address, story)
    return story


def brought_in(story: Story, database: Database) -> tuple[int, int]:
    """Import the spreadsheet half an hour later; how many rows were added, and how many stood there already."""
    story.until("2027-01-11 10:30")
    settings = Settings(_env_file=None, database_url=str(database.engine.url))  # type: ignore[call-arg]
    app = App(settings, database, story.clock, story.world.dispatcher, Menu(COMMANDS))
    report = imported(app, "actions", SPREADSHEET, group="vawg", who=SECRETARIAT, dry=False, mapped=MAP)
    fates = [row.fate for row in report.rows]
    assert Fate.REFUSED not in fates, [row for row in report.rows if row.fate is Fate.REFUSED]
    return fates.count(Fate.ADDED), fates.count(Fate.UNCHANGED)


def lived_through(story: Story) -> None:
    """The quarter, as it is typed; in February nothing runs for three days, and what people would have typed then they
    type on the morning after."""
    planned = sorted(_typed(story))
    before = [typed for typed in planned if typed.at < DOWN[0]]
    missed = [typed for typed in planned if DOWN[0] <= typed.at < DOWN[1]]
    for typed in before:
        story.types(typed.at, typed.who, typed.text)
    story.until(DOWN[0])
    story.sleeps(DOWN[1])
    for minute, typed in enumerate(missed, 1):
        story.types(f"{DOWN[1][:10]} 08:{minute:02}", typed.who, typed.text)
    for typed in planned[len(before) + len(missed) :]:
        story.types(typed.at, typed.who, typed.text)
    story.until(ENDS)


def _typed(story: Story) -> Iterator[Typed]:
    with story.world.database.reading() as uow:
        actions = [uow.actions.by_id(row.id) for row in uow.actions.records(1)]
        addresses = {person.id: person.email or "" for person in uow.people.of_group(1)}
    for action in actions:
        assert action.owner.official_id is not None
        owner = addresses[action.owner.official_id]
        yield from _fate(action.number, action.reference, action.due, owner, action.owner.seat)


def _fate(number: int, reference: str, due: date, owner: str, seat: str) -> Iterator[Typed]:
    """What becomes of one action. The secretariat's own are done in time."""
    kind = number % 10 if seat else 0
    colleague = deputy(seat) if owner != deputy(seat) else lead(seat)
    match kind:
        case 1:
            yield _on(due, -2, 10, owner, f'action due {reference} "{_weekday(due, 14):%d/%m/%Y}"')
            yield _on(due, 13, 15, owner, f"action done {reference}")
        case 3:
            yield _on(due, -4, 11, lead(seat), f"action give {reference} {colleague}")
            yield _on(due, 1, 16, colleague, f"action done {reference}")
        case 5:
            there = NEIGHBOUR[seat]
            yield _on(due, -6, 11, lead(seat), f"action give {reference} {deputy(there)}")
            verdict = "refuse" if number % 20 == 5 else "accept"
            yield _on(due, -3, 14, deputy(there), f"action {verdict} {reference}")
            yield _on(due, 2, 16, owner if verdict == "refuse" else deputy(there), f"action done {reference}")
        case 7:
            yield _on(due, -1, 9, owner, f"action snooze {reference} {_weekday(due, 6):%d/%m/%Y}")
            yield _on(due, 7, 12, owner, f"action done {reference}")
        case 9:
            yield _on(due, -3, 12, owner, f'action update {reference} "The draft is with colleagues"')
            yield _on(due, 24, 12, owner, f"action done {reference}")
        case _:
            yield _on(due, -2, 15, owner, f"action done {reference}")


def _on(due: date, days: int, hour: int, who: str, text: str) -> Typed:
    return Typed(f"{_weekday(due, days)} {hour:02}:07", who, text)


def _weekday(due: date, days: int) -> date:
    """So many days from the due day, on a weekday, and never before the story's second day."""
    day = max(due + timedelta(days=days), date(2027, 1, 12))
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)


def _reached(database: Database, address: str, story: Story) -> None:
    with database.writing("test") as uow:
        official = uow.people.by_email(address)
        assert official is not None
        account = models.Account(
            official_id=official.id, platform="web", workspace="demo", account=address, created_at=story.world.now
        )
        uow.session.add(account)
