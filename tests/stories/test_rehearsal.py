"""What was rehearsed is what then happens: the same year lived once on paper and once for real, word for word."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.app import App, rehearsal
from bot.db.unit_of_work import Database
from bot.dispatch import Dispatcher
from bot.domain.people import Official
from bot.matching import Menu
from bot.messages import plain_text
from bot.settings import Settings
from handlers import COMMANDS
from tests.stories.diary import Story
from tests.world import OPERATOR, SECRETARIAT, exchange, lead, traces, with_rota

LONDON = ZoneInfo("Europe/London")
YEAR = (
    ("2027-01-20 12:30", SECRETARIAT, "meeting close 1"),
    ("2027-02-01 10:00", SECRETARIAT, "seat add IMN from:2027-09-01"),
    ("2027-02-02 10:00", SECRETARIAT, "action add Publish owner:lead.wls@example.org due:2027-02-19 extent:WLS"),
    (
        "2027-02-22 09:30",
        SECRETARIAT,
        "calendar add SCT pre-election from:2027-04-01 to:2027-05-06 source:law",
    ),
    ("2027-02-23 09:30", lead("SCT"), "rota give-up VAWG-M2 role:chair"),
    ("2027-02-24 10:00", lead("WLS"), "action done 1"),
    ("2027-04-21 12:30", SECRETARIAT, "meeting close 2"),
    ("2027-07-20 17:00", SECRETARIAT, 'meeting cancel 3 reason:"storm"'),
    ("2027-09-01 10:00", SECRETARIAT, "seat leave NIR on:2027-11-01"),
    ("2027-10-20 12:30", SECRETARIAT, "meeting close 4"),
)
END = "2027-12-31 23:59"


def instant(wall: str) -> datetime:
    return datetime.fromisoformat(wall).replace(tzinfo=LONDON)


def begun(database: Database) -> Story:
    with_rota(database, exchange(database))
    story = Story(database, "2027-01-04 09:00")
    story.world.says(SECRETARIAT, 'meeting series "third wednesday of jan, apr, jul, oct at 10:00 for 2 hours"')
    return story


def test_a_year_rehearsed_is_the_year_lived(database: Database) -> None:
    story = begun(database)
    menu = Menu(COMMANDS)
    app = App(
        settings=Settings(operators=(OPERATOR,)),
        database=database,
        clock=story.clock,
        dispatch=Dispatcher(database, menu, story.clock, [OPERATOR]),
        menu=menu,
    )
    before = traces(database)
    names = {person.email: person.name for person in _people(database)}
    planned = [rehearsal.Typed(instant(at), who, text) for at, who, text in YEAR]
    _, heard = rehearsal.rehearsed(app, "vawg", datetime(2027, 12, 31), planned)
    assert traces(database) == before

    for at, who, text in YEAR:
        story.types(at, who, text)
    story.until(END)
    lived = [
        (said.at, names.get(said.to, said.to), said.message.title, plain_text.render(said.message, width=1_000))
        for said in story.diary.said
    ]
    rehearsed = [(one.at.astimezone(LONDON), one.who, one.title, one.text) for one in heard if one.kind == "says"]
    assert not [one.title for one in heard if one.kind == "refuses"]
    assert sorted(rehearsed) == sorted(lived)
    assert len(lived) > 30


def _people(database: Database) -> Sequence[Official]:
    with database.reading() as uow:
        group = uow.groups.by_slug("vawg")
        assert group is not None
        return uow.people.of_group(group.id)
