"""Groups: set up, shown, changed, ended, linked to channels."""

from __future__ import annotations

import pytest

from bot.db.unit_of_work import Database
from tests.world import OPERATOR, SEATS, SECRETARIAT, World, exchange, lead, sent, traces, with_rota

NEW = 'group new vawg "Ending VAWG exchange" seats:UKG,SCT,WLS,NIR,IRL'
SERIES = 'series:"third wednesday of jan, apr, jul, oct at 10:00 for 2 hours"'


def test_a_new_group_has_its_seats_in_the_order_given_and_its_maker_as_secretariat(database: Database) -> None:
    world = World(database)
    said = world.says(OPERATOR, NEW)
    assert "Ending VAWG exchange (vawg) is set up." in said
    assert "Seats in rota order: UK Government, Scotland, Wales, Northern Ireland and Ireland." in said
    assert "Operator is its secretariat." in said
    assert "member add" in said
    assert "Secretariat: Operator" in world.says(OPERATOR, "group show")


def test_with_a_series_the_first_turns_are_told(database: Database) -> None:
    said = World(database).says(OPERATOR, f"{NEW} {SERIES}")
    assert "Wednesday 20 January 2027: UK Government chairs, Scotland hosts" in said
    assert "Wednesday 21 April 2027: Scotland chairs, Wales hosts" in said


def test_hosting_can_go_with_the_chair_or_be_left_out(database: Database) -> None:
    world = World(database)
    assert "UK Government chairs and hosts" in world.says(OPERATOR, f"{NEW} {SERIES} host:with-chair")
    said = world.says(OPERATOR, f"group new other Other seats:UKG,SCT {SERIES} host:off")
    assert "Wednesday 20 January 2027: UK Government chairs\n" in said


def test_made_in_a_channel_the_channel_speaks_for_it_and_everybody_reads_so(database: Database) -> None:
    world = World(database)
    answered = world.asks(OPERATOR, NEW, channel="C1")
    assert answered.public
    assert "Channels: one linked; everybody there may read along" in world.says(OPERATOR, "group show")


def test_a_channel_speaks_for_one_group_only(database: Database) -> None:
    world = World(database)
    world.says(OPERATOR, NEW, channel="C1")
    said = world.says(OPERATOR, "group new other Other seats:UKG,SCT", channel="C1")
    assert "speaks for another group already" in said
    assert "Channels: none linked" in world.says(OPERATOR, "group show other")
    refused = world.asks(OPERATOR, "group link group:other", channel="C1")
    assert refused.outcome == "refused"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("group new v Name seats:UKG,SCT", "can't be a short name"),
        ("group new 7up Name seats:UKG,SCT", "can't be a short name"),
        ("group new vawg Name seats:UKG,XXX", "I don't know XXX."),
        ("group new vawg Name seats:UKG,SCT tz:Mars/Base", "Mars/Base"),
        ("group new vawg Name seats:UKG,SCT host:sometimes", "isn't one of: apart, with-chair, off"),
        ('group new vawg Name seats:UKG,SCT series:"now and then"', "in this series"),
        ("group new taken Name seats:UKG,SCT", "The short name “taken” is taken."),
    ],
)
def test_a_group_that_makes_no_sense_is_refused_and_leaves_no_trace(database: Database, typed: str, said: str) -> None:
    world = World(database)
    world.says(OPERATOR, "group new taken Taken seats:UKG,SCT")
    before = traces(database)
    assert said in world.refuses(OPERATOR, typed)
    assert traces(database) == before


def test_what_is_missing_is_asked_for(database: Database) -> None:
    world = World(database)
    assert "Which seats?" in world.refuses(OPERATOR, 'group new vawg "Ending VAWG exchange"')
    assert "Name" in world.refuses(OPERATOR, 'group new vawg "" seats:UKG,SCT')


def test_each_thing_about_a_group_can_be_changed(database: Database) -> None:
    with_rota(database, exchange(database))
    world = World(database)
    said = world.says(
        SECRETARIAT,
        'group edit name:"VAWG exchange" purpose:"Share what works" kind:"ad hoc" terms:"As agreed in Cardiff" '
        'themes:"safety, justice" tz:Europe/Dublin notices:7,21 review:2027-12-01',
    )
    for fact in ("Share what works", "ad hoc", "As agreed in Cardiff", "safety, justice", "Europe/Dublin", "21 and 7"):
        assert fact in said
    assert "Wednesday 1 December 2027" in world.says(lead("SCT"), "group show")


def test_a_purpose_can_be_emptied_and_a_name_not(database: Database) -> None:
    with_rota(database, exchange(database))
    world = World(database)
    world.says(SECRETARIAT, 'group edit purpose:One themes:"safety, justice"')
    said = world.says(SECRETARIAT, 'group edit purpose:"" themes:""')
    assert "Purpose: nothing said" in said
    shown = world.says(SECRETARIAT, "group show")
    assert "safety" not in shown
    assert "Purpose" not in shown


def test_a_change_that_changes_nothing_or_is_nonsense_is_refused(database: Database) -> None:
    with_rota(database, exchange(database))
    world = World(database)
    before = traces(database)
    assert "That changes nothing" in world.refuses(SECRETARIAT, "group edit")
    assert "That changes nothing" in world.refuses(SECRETARIAT, "group edit tz:Europe/London")
    assert "That changes nothing" in world.refuses(SECRETARIAT, 'group edit name:""')
    assert "highest marking here" in world.refuses(SECRETARIAT, "group edit marking:SECRET")
    assert "isn't a list of days" in world.refuses(SECRETARIAT, "group edit notices:0")
    assert "isn't a list of days" in world.refuses(SECRETARIAT, "group edit notices:soon")
    assert traces(database) == before


def test_a_sensitive_purpose_stays_out_of_the_channels(database: Database) -> None:
    with_rota(database, exchange(database))
    world = World(database)
    world.says(SECRETARIAT, "group link", channel="C1")
    world.says(SECRETARIAT, "group edit marking:official-sensitive")
    private = world.says(SECRETARIAT, 'group edit purpose:"Names of shelters"')
    assert "Names of shelters" in private
    assert all("shelters" not in line for line in sent(database))
    assert "not shown here" in sent(database)[-1]


def test_an_edit_is_taken_back(database: Database) -> None:
    with_rota(database, exchange(database))
    world = World(database)
    before = world.says(SECRETARIAT, "group show")
    world.says(
        SECRETARIAT,
        'group edit name:New purpose:Else kind:formal notices:3 review:2027-12-01 marking:"official sensitive"',
    )
    assert "stands as it did before" in world.says(SECRETARIAT, "undo")
    assert world.says(SECRETARIAT, "group show") == before


def test_a_linked_channel_hears_of_changes_and_an_unlinked_one_no_more(database: Database) -> None:
    with_rota(database, exchange(database))
    world = World(database)
    assert world.asks(SECRETARIAT, "group link", channel="C1").public
    world.says(SECRETARIAT, "group edit purpose:One")
    assert len(sent(database)) == 1
    world.says(SECRETARIAT, "group unlink", channel="C1")
    world.says(SECRETARIAT, "group edit purpose:Two")
    assert len(sent(database)) == 1


def test_linking_is_refused_where_it_makes_no_sense(database: Database) -> None:
    with_rota(database, exchange(database))
    world = World(database)
    assert "no channel here" in world.refuses(SECRETARIAT, "group link")
    assert "no channel here" in world.refuses(SECRETARIAT, "group unlink")
    assert world.asks(SECRETARIAT, "group unlink", channel="C1").outcome == "refused"
    world.says(SECRETARIAT, "group link", channel="C1")
    assert world.asks(SECRETARIAT, "group link", channel="C1").outcome == "refused"
    world.says(SECRETARIAT, "group link readers:members", channel="C1")
    assert "only members may read there" in world.says(SECRETARIAT, "group show")


def test_linking_and_unlinking_are_taken_back(database: Database) -> None:
    with_rota(database, exchange(database))
    world = World(database)
    world.says(SECRETARIAT, "group link readers:members", channel="C1")
    world.says(SECRETARIAT, "undo")
    assert "Channels: none linked" in world.says(SECRETARIAT, "group show")
    world.says(SECRETARIAT, "group link readers:members", channel="C1")
    world.says(SECRETARIAT, "group unlink", channel="C1")
    world.says(SECRETARIAT, "undo")
    assert "Channels: one linked; only members may read there" in world.says(SECRETARIAT, "group show")


def test_an_ended_group_is_only_read_by_name_and_its_end_is_not_taken_back(database: Database) -> None:
    with_rota(database, exchange(database))
    world = World(database)
    world.says(SECRETARIAT, "group link", channel="C1")
    world.says(SECRETARIAT, "group edit purpose:One")
    said = world.says(SECRETARIAT, 'group close reason:"Its work is done"')
    assert "has ended: Its work is done" in said
    assert "has ended: Its work is done" in sent(database)[-1]
    assert "nothing of yours" in world.refuses(SECRETARIAT, "undo")
    assert "You hold no post in any group" in world.says(SECRETARIAT, "group list")
    assert "Ended: Monday 4 January 2027" in world.says(lead("SCT"), "group show vawg")
    assert "nothing in it changes any more" in world.refuses(SECRETARIAT, "group edit name:x group:vawg")
    world.says(OPERATOR, "group new other Other seats:UKG,SCT")
    assert "I know no group" in world.refuses(OPERATOR, "group show vawg")
    assert "is taken" in world.refuses(OPERATOR, "group new vawg Again seats:UKG,SCT")


def test_ending_a_group_needs_a_reason(database: Database) -> None:
    with_rota(database, exchange(database))
    assert "What is the reason?" in World(database).refuses(SECRETARIAT, "group close")


def test_a_group_is_seen_by_its_members_alone(database: Database) -> None:
    with_rota(database, exchange(database))
    world = World(database)
    world.says(OPERATOR, "group new other Other seats:UKG,SCT")
    assert "I know no group “vawg”" in world.refuses(OPERATOR, "group show vawg")
    assert "I know no group “nonsense”" in world.refuses(OPERATOR, "group show nonsense")
    assert "vawg" not in world.says(OPERATOR, "group list")


def test_somebody_in_two_groups_is_asked_which(database: Database) -> None:
    world = World(database)
    for slug in ("one", "two"):
        world.says(OPERATOR, f"group new {slug} {slug} seats:{','.join(SEATS)}")
    said = world.refuses(OPERATOR, "group show")
    assert "Which group is it about?" in said
    assert "group show group:one" in said
