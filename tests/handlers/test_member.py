"""Members: posts taken up and given up, and who may know of whom."""

from __future__ import annotations

from bot.commands import Invocation
from bot.db.unit_of_work import Database
from tests.world import (
    OPERATOR,
    SECRETARIAT,
    World,
    deputy,
    exchange,
    in_chat,
    lead,
    member_of_another_group,
    raise_action,
    sent,
    traces,
    with_rota,
    worded,
)

ANA = "ana.reid@example.org"


def ready(database: Database) -> World:
    with_rota(database, exchange(database))
    return World(database)


def test_somebody_new_is_added_by_address(database: Database) -> None:
    world = ready(database)
    said = world.says(SECRETARIAT, f"member add {ANA} seat:SCT as:member")
    assert "Ana Reid is now member for Scotland" in said
    assert "I can't reach them in chat yet" in said
    assert "member for Scotland" in world.says(ANA, "member me")


def test_a_name_given_beside_wins(database: Database) -> None:
    world = ready(database)
    assert "Ana Sinclair is now" in world.says(SECRETARIAT, f'member add {ANA} seat:SCT as:member name:"Ana Sinclair"')
    assert "Bob Fox is now" in world.says(SECRETARIAT, 'member add "Bob Fox" email:bob@example.org seat:SCT as:member')


def test_a_mention_ties_the_account(database: Database) -> None:
    world = ready(database)
    secretariat = in_chat(database, SECRETARIAT, "U0SAM")
    said = secretariat(world, 'member add <@U0ANA|ana> seat:SCT as:deputy name:"Ana Reid" email:ana.reid@example.org')
    assert "Ana Reid is now deputy for Scotland" in said
    assert "tied to them" in said
    ana = Invocation("slack", "T1", "U0ANA", "member me")
    assert "deputy for Scotland" in worded(world.dispatcher(ana))


def test_a_mention_opens_nothing_that_others_trusted_somebody_with(database: Database) -> None:
    """A secretariat can't lend a known official's name to an account of its choice."""
    world = ready(database)
    secretariat = in_chat(database, SECRETARIAT, "U0SAM")
    member_of_another_group(database, ANA)
    said = secretariat(world, f"member add <@U0EVE|eve> seat:SCT as:member email:{ANA}")
    assert "can't reach them in chat yet" in said
    eve = world.dispatcher(Invocation("slack", "T1", "U0EVE", "me"))
    assert eve.outcome == "refused"
    assert "hold" in world.says(ANA, "member me group:vawg")


def test_a_known_person_gets_no_other_address_by_a_mention(database: Database) -> None:
    world = ready(database)
    secretariat = in_chat(database, SECRETARIAT, "U0SAM")
    secretariat(world, f"member add <@U0ANA|ana> seat:SCT as:member email:{ANA}")
    answered = world.dispatcher(
        Invocation("slack", "T1", "U0SAM", "member add <@U0ANA|ana> seat:WLS as:member email:eve@example.org")
    )
    assert answered.outcome == "refused"
    assert "don't belong to the same person" in worded(answered)


def test_a_name_that_nobody_of_the_group_has_asks_for_an_address(database: Database) -> None:
    world = ready(database)
    member_of_another_group(database, ANA, name="Ana Reid")
    before = traces(database)
    said = world.refuses(SECRETARIAT, 'member add "Ana Reid" seat:SCT as:member')
    assert "Nobody in this group is called “Ana Reid”" in said
    assert "e-mail address" in said
    assert traces(database) == before


def test_a_name_that_fits_one_of_the_group_will_do(database: Database) -> None:
    world = ready(database)
    assert "Lena Sct is now observer for Wales" in world.says(SECRETARIAT, 'member add "Lena Sct" seat:WLS as:observer')


def test_joint_leads_are_two_posts(database: Database) -> None:
    world = ready(database)
    assert "Together with Lena Sct." in world.says(SECRETARIAT, f"member add {ANA} seat:SCT as:lead")
    assert "lead Lena Sct; lead Ana Reid" in world.says(ANA, "member list")


def test_the_same_post_twice_is_refused(database: Database) -> None:
    world = ready(database)
    assert "is already lead for Scot" in world.refuses(SECRETARIAT, f"member add {lead('SCT')} seat:SCT as:lead")
    assert "already secretariat." in world.refuses(SECRETARIAT, f"member add {SECRETARIAT} as:secretariat")


def test_the_secretariat_has_no_seat_and_everybody_else_has_one(database: Database) -> None:
    world = ready(database)
    assert "belongs to no seat" in world.refuses(SECRETARIAT, f"member add {ANA} seat:SCT as:secretariat")
    assert "Which seat?" in world.refuses(SECRETARIAT, f"member add {ANA} as:lead")
    assert "is now secretariat." in world.says(SECRETARIAT, f"member add {ANA} as:secretariat")


def test_who_leaves_loses_access_at_once_and_the_work_stays_with_the_post(database: Database) -> None:
    world = ready(database)
    raise_action(database, seat="SCT", text="Publish the minutes", extent=("SCT",))
    world.says(SECRETARIAT, "group link", channel="C1")
    said = world.says(SECRETARIAT, f"member remove {lead('SCT')}")
    assert "Lena Sct is no longer lead for Scotland" in said
    assert "Publish the minutes" in said
    assert "SCT" in said
    assert "Publish the minutes" not in sent(database)[-1]
    assert "aren't in any group" in world.refuses(lead("SCT"), "group show")
    assert "lead vacant since Monday 4 January 2027" in world.says(SECRETARIAT, "member list")


def test_a_vacant_post_is_taken_up_again(database: Database) -> None:
    world = ready(database)
    world.says(SECRETARIAT, f"member remove {lead('SCT')}")
    world.says(SECRETARIAT, f"member add {ANA} seat:SCT as:lead")
    said = world.says(SECRETARIAT, "member list")
    assert "lead Ana Reid" in said
    assert "vacant" not in said


def test_one_post_of_several_can_be_given_up(database: Database) -> None:
    world = ready(database)
    world.says(SECRETARIAT, f"member add {lead('SCT')} seat:WLS as:observer")
    said = world.says(SECRETARIAT, f"member remove {lead('SCT')} seat:WLS")
    assert "no longer observer for Wales" in said
    assert "no longer see the group" not in said
    assert "lead for Scotland" in world.says(lead("SCT"), "member me")


def test_a_group_is_never_without_secretariat(database: Database) -> None:
    world = ready(database)
    assert "always has a secretariat" in world.refuses(SECRETARIAT, f"member remove {SECRETARIAT}")
    world.says(SECRETARIAT, f"member add {ANA} as:secretariat")
    world.says(SECRETARIAT, f"member remove {SECRETARIAT}")
    assert "always has a secretariat" in world.refuses(ANA, f"member remove {ANA}")


def test_nobody_is_removed_who_isnt_there(database: Database) -> None:
    world = ready(database)
    before = traces(database)
    assert "nobody in this group" in world.refuses(SECRETARIAT, "member remove nobody@example.org")
    assert "holds no such post" in world.refuses(SECRETARIAT, f"member remove {lead('SCT')} as:observer")
    assert traces(database) == before


def test_everybody_is_listed_by_seat_in_alphabetical_order(database: Database) -> None:
    said = ready(database).says(deputy("IRL"), "member list")
    assert said.startswith("Ending violence against women and girls: 11 people")
    places = [
        said.index(f"\n{name}:") for name in ("Ireland", "Northern Ireland", "Scotland", "UK Government", "Wales")
    ]
    assert places == sorted(places)


def test_adding_and_removing_are_taken_back(database: Database) -> None:
    world = ready(database)
    before = world.says(SECRETARIAT, "member list")
    world.says(SECRETARIAT, f"member add {ANA} seat:SCT as:lead")
    world.says(SECRETARIAT, "undo")
    assert "aren't in any group" in world.refuses(ANA, "group show")
    world.says(SECRETARIAT, f"member remove {lead('SCT')}")
    world.says(SECRETARIAT, "undo")
    assert "lead Lena Sct" in world.says(lead("SCT"), "member list")
    assert "lead Lena Sct" in before


def test_taking_back_an_added_member_frees_the_account_again(database: Database) -> None:
    world = ready(database)
    secretariat = in_chat(database, SECRETARIAT, "U0SAM")
    secretariat(world, "member add <@U0ANA|ana> seat:SCT as:member")
    secretariat(world, "undo")
    assert world.dispatcher(Invocation("slack", "T1", "U0ANA", "me")).outcome == "refused"


def test_a_post_that_somebody_took_up_since_is_not_taken_from_them(database: Database) -> None:
    world = ready(database)
    world.says(SECRETARIAT, f"member add {ANA} as:secretariat")
    world.says(SECRETARIAT, f"member remove {lead('SCT')}")
    world.says(ANA, f"member add {deputy('SCT')} seat:SCT as:lead")
    assert "changed again since" in world.refuses(SECRETARIAT, "undo")


def test_outsiders_learn_nothing(database: Database) -> None:
    world = ready(database)
    world.says(OPERATOR, "group new other Other seats:UKG,SCT")
    assert "I know no group “vawg”" in world.refuses(OPERATOR, "member list group:vawg")
