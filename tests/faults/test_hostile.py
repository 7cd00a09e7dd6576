"""The table of what is hostile, on few tries. The whole of it is ``python -m tests.faults``; what other tests try in
full isn't tried here."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.faults.hostile.altered import menus_in_slack, menus_in_teams
from tests.faults.hostile.canaries import secrets_in_logs
from tests.faults.hostile.cards import cards_in_teams
from tests.faults.hostile.doors import elsewhere, tokens
from tests.faults.hostile.guessing import altered_views, guessed_addresses
from tests.faults.hostile.people import altered_buttons
from tests.faults.hostile.pressing import buttons_in_slack, buttons_in_teams
from tests.faults.hostile.texts import grammar
from tests.faults.hostile.tried import Attack, Tried

pytestmark = [pytest.mark.network, pytest.mark.xdist_group("faults")]

SCALE = 0.02
TRIED = (
    *(elsewhere, tokens, guessed_addresses, altered_views, altered_buttons, menus_in_slack, menus_in_teams),
    *(buttons_in_slack, buttons_in_teams, cards_in_teams, grammar, secrets_in_logs),
)


@pytest.mark.parametrize("attack", TRIED, ids=lambda attack: attack.__name__)
def test_nothing_gets_in(attack: Attack, sqlite_template: Path, tmp_path: Path) -> None:
    shutil.copy(sqlite_template, tmp_path / "convenor.db")
    row = attack(f"sqlite:///{tmp_path}/convenor.db", SCALE)
    print(row)
    assert row.good, str(row)


def test_a_row_says_how_much_was_tried_and_what_got_in() -> None:
    assert str(Tried("what", 1_000, 2, "note")).endswith("1,000 tried, 2 got in (note)")
    assert not Tried("what", 0, 0).good
