"""``convenor rehearse``: three years of a five-seat group, in order; nothing sent, nothing kept."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.db.unit_of_work import Database
from tests.platforms.test_terminal import Terminal, logging_as_it_was, terminal
from tests.stories.three_years import CHAIRED, EVENTS, HOSTED, REFUSED, SAID, SERIES, by_the_rules
from tests.world import SECRETARIAT, World, exchange, raise_action, traces, with_rota

__all__ = ["logging_as_it_was", "terminal"]

START = "2027-01-04T09:00"


@pytest.fixture
def group(database: Database) -> World:
    with_rota(database, exchange(database))
    world = World(database)
    world.says(SECRETARIAT, f'meeting series "{SERIES}"')
    return world


def test_three_years_print_exactly_what_the_rules_say(terminal: Terminal, group: World) -> None:
    Path("events.txt").write_text(EVENTS)
    before = traces(group.database)
    result = terminal(
        *("rehearse", "--group", "vawg", "--until", "2029-12-31", "--now", START),
        *("--events", "events.txt", "--format", "json"),
    )
    assert result.exit_code == 0, result.output
    heard = json.loads(result.output)
    assert (_served(heard, "chair"), _served(heard, "host")) == (CHAIRED, HOSTED)
    assert by_the_rules() == list(zip(CHAIRED, HOSTED, strict=True))
    assert [one["at"] for one in heard] == sorted(one["at"] for one in heard)
    said = [f"{one['at'][:10]} {one['who']}: {one['title']}" for one in heard if one["kind"] == "says"]
    for day, seat, title in SAID:
        assert f"{day} Lena {seat.title()}: {title}" in said
    handed = [one for one in heard if one["title"].startswith("Over to Isle of Man")][-1]
    assert "Ireland came before, but could not take it 15 Jun" in handed["text"]
    assert [one["title"] for one in heard if one["kind"] == "refuses"] == [REFUSED]
    assert sum(1 for one in heard if one["title"].startswith("meeting.held")) == len(CHAIRED)
    assert traces(group.database) == before


def _served(heard: list[dict[str, str]], role: str) -> list[str]:
    """The seats that served, in order, as the rehearsal prints them."""
    titles = [one["title"] for one in heard if one["title"].startswith("turn.served") and f":{role} " in one["title"]]
    return [title.rpartition("seat ")[2].rstrip(")") for title in titles]


def test_terms_are_rehearsed_too(terminal: Terminal, group: World) -> None:
    group.says(SECRETARIAT, 'rota policy set basis:term span:"2 months" from:"1 Feb 2027" host:off')
    before = traces(group.database)
    result = terminal("rehearse", "--group", "vawg", "--until", "2027-06-02", "--now", START)
    assert result.exit_code == 0, result.output
    said = [line for line in result.output.splitlines() if "Over to" in line]
    assert [line.partition(": it chairs")[0] for line in said] == [
        "2027-04-01 09:00  to Lena Sct: Over to Scotland",
        "2027-06-01 09:00  to Lena Wls: Over to Wales",
    ]
    assert traces(group.database) == before


def test_people_do_what_the_file_says_and_reminders_come_along(terminal: Terminal, group: World) -> None:
    raise_action(group.database, seat="SCT", text="Share the evaluation", extent=("SCT",))
    group.says(SECRETARIAT, "action add Publish owner:lead.wls@example.org due:2027-01-15 extent:WLS")
    Path("events.txt").write_text("2027-01-14T11:00, lead.wls@example.org, action done 2\n")
    result = terminal(
        *("rehearse", "--group", "vawg", "--until", "2027-01-31", "--now", START, "--events", "events.txt")
    )
    assert result.exit_code == 0, result.output
    lines = result.output.splitlines()
    assert "2027-01-11 09:00  to Lena Wls: One action needs you" in lines
    assert "2027-01-14 11:00  lead.wls@example.org types: action done 2" in lines
    assert any(line.startswith("2027-01-14 11:00    done: action.done VAWG-2") for line in lines)
    assert not any("Lena Wls" in line and line > "2027-01-14 11:01" and "action" in line for line in lines)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"tomorrow, sam@example.org, rota\n", "Line 1 of the events"),
        (
            b"# fine\n2027-01-17T09:12, sam@example.org\n",
            "it should say: instant, who, command",
        ),
        (b"2026-12-17T09:12, sam@example.org, rota\n", "its instant has passed"),
        (b"2027-01-17T09:12, sam@example.org, caf\xe9\n", "UTF-8"),
    ],
)
def test_events_that_can_not_be_read_are_named_by_their_line(
    terminal: Terminal, group: World, content: bytes, sentence: str
) -> None:
    Path("events.txt").write_bytes(content)
    result = terminal("rehearse", "--group", "vawg", "--until", "2027-02-01", "--now", START, "--events", "events.txt")
    assert result.exit_code == 2
    assert sentence in result.output


def test_a_rehearsal_of_nothing_says_so(terminal: Terminal, group: World) -> None:
    unknown = terminal("rehearse", "--group", "other", "--until", "2027-02-01", "--now", START)
    assert (unknown.exit_code, "I know no group" in unknown.output) == (1, True)
    past = terminal("rehearse", "--group", "vawg", "--until", "2026-02-01", "--now", START)
    assert (past.exit_code, "between today and 10 years" in past.output) == (2, True)
    far = terminal("rehearse", "--group", "vawg", "--until", "2099-02-01", "--now", START)
    assert far.exit_code == 2
