"""The same list of commands, typed on every face: the same is done, and the same is said."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from importlib import import_module
from pathlib import Path

import pytest

from bot.clock import Movable
from bot.db.unit_of_work import Database
from tests.platforms import abilities, slack_world, teams_world
from tests.platforms.slack_world import NOW
from tests.stories.faces import Face, face
from tests.world import OPERATOR, SECRETARIAT, exchange, lead, raise_action, with_rota

pytestmark = pytest.mark.network

SAM, LENA = SECRETARIAT, lead("SCT")
FACES = ("slack", "teams", "console", "terminal")

CONTRACT: tuple[tuple[str, str, str], ...] = (
    (SAM, "help", "I keep your working groups going"),
    (SAM, "my", "Nothing waits on you."),
    (SAM, "me", "You are Sam Taylor"),
    (
        OPERATOR,
        'administration add DEU "Germany" tz:Europe/Berlin holidays:DE languages:de',
        "Germany (DEU) can take part now.",
    ),
    (OPERATOR, "administration list", "9 administrations can take part"),
    (OPERATOR, 'group new other "Another" seats:UKG,SCT', "Another (other) is set up."),
    (SAM, "group show", "Ending violence against women and girls (vawg)"),
    (SAM, 'group edit purpose:"Share what works"', "Ending violence against women and girls was changed."),
    (SAM, "seat add IMN from:2027-02-01", "Isle of Man has a seat in Ending violence against women and girls"),
    (SAM, "seat suspend NIR", "Northern Ireland is suspended in Ending violence"),
    (SAM, "seat resume NIR", "Northern Ireland takes turns in Ending violence"),
    (SAM, 'member add new@example.org name:"Nia Reid" seat:SCT as:member', "Nia Reid is now member for Scotland."),
    (SAM, "member list", "Ending violence against women and girls: 12 people"),
    (SAM, "rota", "Ending violence against women and girls: the next turns"),
    (SAM, "rota why", "Whose turn it is at VAWG-M1 on Tuesday 5 January 2027, and why"),
    (SAM, "rota history", "what happened to the turns"),
    (SAM, "rota fairness", "turns had and owed"),
    (SAM, 'rota set meeting:VAWG-M2 chair:IRL reason:"A storm"', "the secretariat has named who takes the turn"),
    (SAM, "rota policy", "how turns pass"),
    (SAM, "meeting list", "2 meetings ahead"),
    (SAM, "meeting show 1", "Meeting 1 (VAWG-M1)"),
    (SAM, "meeting add 20 Mar 2027 14:00", "Meeting 3 is on Saturday 20 March 2027, 14:00."),
    (SAM, 'meeting move 2 to:"26 Feb 2027 10:00"', "Meeting 2 has moved from Saturday 20 February 2027, 10:00"),
    (
        SAM,
        'action add "Send the survey" owner:lead.sct@example.org due:"29 Jan 2027" extent:SCT',
        "VAWG-2 is added: Lena Sct, by Friday 29 January 2027.",
    ),
    (SAM, "action list", "2 open actions"),
    (SAM, "action show 1", "VAWG-1: open"),
    (SAM, 'action update 1 "The draft is with colleagues"', "There is news on VAWG-1"),
    (SAM, 'action due 1 "1 Mar 2027"', "VAWG-1 is now due on Monday 1 March 2027."),
    (SAM, "action done 1", "VAWG-1 is done."),
    (
        SAM,
        'calendar add SCT recess from:2031-07-01 to:2031-08-31 source:"parliament.scot"',
        "Noted for Scotland: recess",
    ),
    (SAM, "calendar list SCT", "what its seats have on their calendars"),
    (SAM, "calendar check 12 July 2027", "Monday 12 July 2027 isn't free for every seat."),
    (SAM, "delivery", "that were to be said"),
    (SAM, "undo", "Sam Taylor took a change back."),
    (SAM, "meeting open 1", "Meeting 1 is open."),
    (SAM, "meeting close 1", "Meeting 1 on Tuesday 5 January 2027 was held."),
    (SAM, 'meeting cancel 2 reason:"A storm"', "Meeting 2 on Friday 26 February 2027, 10:00 is cancelled"),
    (SAM, 'action drop 2 reason:"No longer needed"', "VAWG-2 is dropped."),
    (SAM, "action ad", "Did you mean “action add”?"),
    (SAM, "action done 99", "There is no action VAWG-99."),
    (
        SAM,
        'action add "Publish" owner:lead.sct@example.org due:12/13/2026 extent:SCT',
        "There is no such month in “12/13/2026”",
    ),
    (LENA, 'rota set meeting:VAWG-M3 chair:IRL reason:"A storm"', "Only the group's secretariat can do that."),
    (LENA, "group edit purpose:mine", "Only the group's secretariat can do that."),
    (SAM, 'group close reason:"Its work is done"', "has ended: Its work is done"),
)
"""Who types what, and what they are told."""


@pytest.fixture(params=FACES)
def place(
    request: pytest.FixtureRequest,
    database: Database,
    database_url: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Face]:
    """The exchange as Slack's list of commands expects it, behind one face."""
    monkeypatch.chdir(tmp_path)
    clock = Movable(NOW, lambda: NOW)
    with face(request.param, database, database_url, clock, tmp_path) as found:
        group_id = exchange(database)
        if request.param == "slack":
            slack_world.linked_accounts(database, group_id)
        if request.param == "teams":
            teams_world.linked_accounts(database, group_id, found.server)  # type: ignore[attr-defined]
        with_rota(database, group_id)
        raise_action(database, seat="SCT", text="Publish", extent=("SCT",))
        found.types(SECRETARIAT, "meeting add 6 Jan 2027 10:00")
        found.types(SECRETARIAT, "meeting add 20 Feb 2027 10:00")
        with database.writing("test") as uow:
            row = uow.meetings.by_number(group_id, 1)
            assert row is not None
            row.day, row.starts_at = NOW.date(), datetime(2027, 1, 5, 9, tzinfo=UTC)
            row.ends_at = row.starts_at + timedelta(hours=2)
        yield found


def test_every_command_typed_says_the_same(place: Face) -> None:
    wrong = []
    for who, text, said in CONTRACT:
        answer = place.types(who, text)
        if said not in answer:
            wrong.append((text, said, answer[:300]))
    assert wrong == []


def test_the_readme_tells_what_each_face_can_do_and_a_test_shows_each() -> None:
    readme = (Path(__file__).resolve().parents[2] / "README.md").read_text(encoding="utf-8")
    assert abilities.table() in readme, "python -m tests.platforms.abilities prints the table"
    for what, cells in abilities.ROWS:
        for shown in (cell.shown_by for cell in cells if cell is not None):
            module, test = shown.split("::")
            assert callable(getattr(import_module(f"tests.{module}"), test, None)), (what, shown)
