"""Administrations: those that can take part, and those that an operator adds."""

from __future__ import annotations

import pytest

from bot.db.unit_of_work import Database
from tests.world import OPERATOR, SECRETARIAT, World, exchange, traces

ADD = 'administration add DEU "Germany" tz:Europe/Berlin holidays:DE languages:de'


def test_an_operator_adds_a_government_and_it_can_take_part(database: Database) -> None:
    world = World(database)
    said = world.says(OPERATOR, ADD)
    assert "Germany (DEU) can take part now. DEU is its territory too." in said
    assert "Europe/Berlin" in world.says(OPERATOR, "administration list")
    world.says(OPERATOR, 'group new border "Border talks" seats:DEU,IRL')
    assert "Seats: Germany and Ireland" in world.says(OPERATOR, "group show")


def test_only_an_operator_adds_one(database: Database) -> None:
    exchange(database)
    world = World(database)
    before = traces(database)
    assert "Only the people who run this service" in world.refuses(SECRETARIAT, ADD)
    assert traces(database) == before


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ('administration add D "Germany" tz:Europe/Berlin holidays:DE', "can't be a code"),
        ('administration add D1X "Germany" tz:Europe/Berlin holidays:DE', "can't be a code"),
        ('administration add SCT "Germany" tz:Europe/Berlin holidays:DE', "SCT already means Scottish Government."),
        ('administration add ENG "England" tz:Europe/London holidays:GB-ENG', "ENG already means UK Government."),
        ('administration add DEU "Germany" tz:Europe/Bonn holidays:DE', "Europe/Bonn"),
        ('administration add DEU "Germany" tz:../../etc/passwd holidays:DE', "passwd"),
        ('administration add DEU "Germany" tz:Europe/Berlin holidays:XX', "XX"),
        ('administration add DEU "Germany" tz:Europe/Berlin holidays:GB', "GB"),
        ('administration add DEU "Germany" tz:Europe/Berlin holidays:DE languages:deutsch!', "isn't a language tag"),
    ],
)
def test_what_makes_no_sense_is_refused_and_leaves_no_trace(database: Database, typed: str, said: str) -> None:
    world = World(database)
    world.says(OPERATOR, "help")
    before = traces(database)
    assert said in world.refuses(OPERATOR, typed)
    assert traces(database) == before


def test_it_is_taken_back_while_it_has_no_seat(database: Database) -> None:
    world = World(database)
    world.says(OPERATOR, ADD)
    assert "Germany can no longer take part" in world.says(OPERATOR, "undo")
    assert "DEU" not in world.says(OPERATOR, "administration list")


def test_it_stays_once_it_has_a_seat(database: Database) -> None:
    world = World(database)
    world.says(OPERATOR, ADD)
    world.says(OPERATOR, "group new border Border seats:DEU,IRL")
    assert "changed again since" in world.refuses(OPERATOR, "undo")


def test_it_is_called_by_its_name_wherever_it_turns_up(database: Database) -> None:
    """No administration is the norm: one that was added is no more a code than one that is built in."""
    world = World(database)
    world.says(OPERATOR, ADD)
    world.says(OPERATOR, 'group new border "Border talks" seats:DEU,IRL series:"second tuesday of may, nov at 10:00"')
    world.says(OPERATOR, 'member add greta@deu.example seat:DEU as:lead name:"Greta Lang"')
    assert "Germany" in world.says(OPERATOR, "rota")
    assert "Germany will chair" in world.says(OPERATOR, "rota why")
    assert "lead for Germany" in world.says("greta@deu.example", "me")
    added = world.says("greta@deu.example", 'action add "Count the crossings" owner:greta due:friday extent:DEU')
    assert "Applies to: Germany" in added
    assert "Owner: Greta Lang (Germany)" in added
    world.says(OPERATOR, "meeting cancel 1 reason:storm")
    assert "Germany" in world.refuses(OPERATOR, "seat add DEU from:2028-01-01")
    for shown in ("rota", "rota history", "meeting list", "meeting show 2", "action show 1", "member list", "next"):
        assert "DEU" not in world.says(OPERATOR, shown), shown
