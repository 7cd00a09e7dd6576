"""Lists of actions page by page, filtered, ordered, and found by their words."""

from __future__ import annotations

import pytest

from bot.commands import Answered
from bot.db.unit_of_work import Database
from bot.messages.model import Button, Buttons, Message
from tests.copies import copied
from tests.world import SECRETARIAT, World, deputy, exchange, lead, member_of_another_group, worded

MEMBER = "mena.sct@example.org"


@pytest.fixture
@copied
def world(database: Database) -> World:
    """Monday 4 January 2027, 09:00."""
    exchange(database)
    return World(database)


def add(world: World, text: str, owner: str = lead("SCT"), due: str = "15 Jan", more: str = "") -> None:
    world.says(SECRETARIAT, f'action add "{text}" owner:{owner} due:"{due}" extent:all {more}')


def buttons(answered: Answered) -> dict[str, str]:
    assert isinstance(answered.reply, Message)
    found = [b for block in answered.reply.blocks if isinstance(block, Buttons) for b in block.buttons]
    return {button.label: button.command for button in found if isinstance(button, Button)}


def references(said: str) -> list[str]:
    return [word for word in said.split() if word.startswith("VAWG-")]


def test_a_long_list_is_read_page_by_page_and_back(world: World) -> None:
    for number in range(43):
        add(world, f"Number {number}")
    first = world.asks(SECRETARIAT, "action list")
    assert "43 open actions" in worded(first)
    assert "Page 1 of 3" in worded(first)
    assert set(buttons(first)) == {"Next page"}
    second = world.asks(SECRETARIAT, buttons(first)["Next page"])
    assert set(buttons(second)) == {"Page before", "Next page"}
    third = world.asks(SECRETARIAT, buttons(second)["Next page"])
    assert set(buttons(third)) == {"Page before"}
    shown = [number for page in (first, second, third) for number in references(worded(page))]
    assert shown == [f"VAWG-{number}" for number in range(1, 44)]


def test_a_page_beyond_the_last_is_the_last_one(world: World) -> None:
    for number in range(21):
        add(world, f"Number {number}")
    said = world.says(SECRETARIAT, "action list page:99")
    assert "Page 2 of 2" in said
    assert references(said) == ["VAWG-21"]
    assert "no actions are done yet" in world.says(SECRETARIAT, "action list done page:99")
    assert "21 open actions" in world.says(SECRETARIAT, "action list page:0")


def test_the_pages_beside_keep_filter_order_seat_and_owner(world: World) -> None:
    for number in range(21):
        add(world, f"Number {number}", owner=lead("WLS"))
    asked = world.asks(SECRETARIAT, f"action list owner:{lead('WLS')} seat:WLS order:newest")
    command = buttons(asked)["Next page"]
    for part in ("order:newest", "seat:WLS", lead("WLS"), "page:2", "group:vawg"):
        assert part in command
    assert references(world.says(SECRETARIAT, command)) == ["VAWG-1"]


def test_orders_by_due_day_age_change_and_priority(world: World) -> None:
    add(world, "One", due="20 Jan")
    add(world, "Two", due="10 Jan", more="priority:low")
    add(world, "Three", due="15 Jan", more="priority:high")
    world.move(hours=1)
    world.says(lead("SCT"), "action update 1 News")
    found = {order: references(world.says(SECRETARIAT, f"action list order:{order}")) for order in (
        "due", "newest", "changed", "priority")}  # fmt: skip
    assert found["due"] == ["VAWG-2", "VAWG-3", "VAWG-1"]
    assert found["newest"] == ["VAWG-3", "VAWG-2", "VAWG-1"]
    assert found["changed"] == ["VAWG-1", "VAWG-3", "VAWG-2"]
    assert found["priority"] == ["VAWG-3", "VAWG-1", "VAWG-2"]
    assert "High: Three" in world.says(SECRETARIAT, "action list")
    assert "Low: Two" in world.says(SECRETARIAT, "action list")


def test_lists_of_what_waits_is_vacant_and_dropped(world: World) -> None:
    world.says(SECRETARIAT, f"member add {MEMBER} name:Mena seat:SCT as:member")
    add(world, "First")
    add(world, "Second", more="needs:1")
    add(world, "Third", owner=MEMBER)
    add(world, "Fourth")
    world.says(SECRETARIAT, "action drop 4 reason:none")
    world.says(SECRETARIAT, f"member remove {MEMBER}")
    assert references(world.says(SECRETARIAT, "action list waiting")) == ["VAWG-2"]
    assert "waits for another" in world.says(SECRETARIAT, "action list")
    assert references(world.says(SECRETARIAT, "action list vacant")) == ["VAWG-3"]
    assert references(world.says(SECRETARIAT, "action list dropped")) == ["VAWG-4"]
    world.says(SECRETARIAT, "done 1")
    assert "no action waits for another" in world.says(SECRETARIAT, "action list waiting")


def test_further_owners_find_it_in_their_own_list(world: World) -> None:
    add(world, "Together", more=f"also:{deputy('NIR')},{lead('IRL')}")
    assert "one open action is yours" in world.says(lead("IRL"), "action list mine")
    assert references(world.says(SECRETARIAT, f"action list owner:{deputy('NIR')}")) == ["VAWG-1"]
    assert "none of the open actions is yours" in world.says(lead("NIR"), "action list mine")


def test_a_search_finds_words_in_texts_and_updates_whatever_their_case_and_accents(world: World) -> None:
    add(world, "Circulate the Dŵr Cymru paper")
    add(world, "Publish minutes")
    world.says(lead("SCT"), "action update 2 The DÚN LAOGHAIRE figures are in")
    assert references(world.says(SECRETARIAT, "action search dwr PAPER")) == ["VAWG-1"]
    assert references(world.says(SECRETARIAT, "action search dún")) == ["VAWG-2"]
    assert references(world.says(SECRETARIAT, "action search dun minutes")) == ["VAWG-2"]
    assert "no action has “dun paper”" in world.says(SECRETARIAT, "action search dun paper")


def test_a_search_takes_each_sign_for_itself(world: World) -> None:
    add(world, "Save 100% of it")
    add(world, "Save 1000 of it")
    add(world, r"Send C:\papers_2")
    assert references(world.says(SECRETARIAT, "action search 100%")) == ["VAWG-1"]
    assert references(world.says(SECRETARIAT, 'action search "s_2"')) == ["VAWG-3"]
    assert references(world.says(SECRETARIAT, r'action search text:"\papers"')) == ["VAWG-3"]
    assert "no action has" in world.says(SECRETARIAT, 'action search "e_1"')


def test_a_search_is_of_open_ones_until_asked_otherwise_and_has_pages(world: World) -> None:
    for number in range(21):
        add(world, f"Report {number}")
    world.says(SECRETARIAT, "done 1")
    asked = world.asks(SECRETARIAT, 'action search "report"')
    assert "20 actions have “report”" in worded(asked)
    assert references(world.says(SECRETARIAT, "action search report filter:done")) == ["VAWG-1"]
    add(world, "Report again")
    asked = world.asks(SECRETARIAT, "action search report")
    assert references(world.says(SECRETARIAT, buttons(asked)["Next page"])) == ["VAWG-22"]


def test_a_withdrawn_update_and_an_action_taken_back_are_found_no_more(world: World) -> None:
    add(world, "Publish minutes")
    world.says(lead("SCT"), "action update 1 helplines")
    world.says(lead("SCT"), "undo")
    assert "no action has" in world.says(SECRETARIAT, "action search helplines")


@pytest.mark.parametrize("typed", ["action search ?!", 'action search "   "'])
def test_a_search_for_no_word_is_refused(world: World, typed: str) -> None:
    assert world.asks(SECRETARIAT, typed).outcome == "refused"


def test_a_search_finds_nothing_of_another_group(world: World) -> None:
    add(world, "Publish minutes")
    member_of_another_group(world.database, "ana@example.com")
    assert "no action has “minutes”" in world.says("ana@example.com", "action search minutes")
