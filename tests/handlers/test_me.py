"""``me``: who I am here, and tying an account by a one-time code."""

from __future__ import annotations

from bot.commands import Answered, Invocation
from bot.db import models
from bot.db.unit_of_work import Database
from bot.services import linking
from tests.world import OPERATOR, SECRETARIAT, World, exchange, in_chat, lead, traces, worded

ANA = "U0ANA"


def types(world: World, account: str, text: str) -> Answered:
    return world.dispatcher(Invocation("slack", "T1", account, text, channel="C1"))


def code_for(world: World, address: str) -> str:
    with world.database.writing("test") as uow:
        official = uow.people.by_email(address)
        assert official is not None
        return linking.issue_code(uow, official_id=official.id, now=world.now)


def ready(database: Database) -> World:
    exchange(database)
    return World(database)


def test_me_tells_who_i_am_here(database: Database) -> None:
    said = ready(database).says(lead("SCT"), "me")
    assert "Lena Sct" in said
    assert lead("SCT") in said
    assert f"Web ({lead('SCT')})" in said
    assert "Europe/London" in said
    assert "lead for Scotland" in said
    assert "run this service" not in said


def test_an_operator_is_told_so(database: Database) -> None:
    assert "You also run this service" in ready(database).says(OPERATOR, "me")


def test_an_account_that_is_tied_to_nobody_is_told_how_to_be(database: Database) -> None:
    answered = types(ready(database), ANA, "me")
    assert answered.outcome == "refused"
    assert "me link CODE" in worded(answered)


def test_a_code_ties_the_account_once(database: Database) -> None:
    world = ready(database)
    code = code_for(world, lead("SCT"))
    answered = types(world, ANA, f"me link {code.lower().replace('-', ' ')}")
    assert "This account is yours now, Lena Sct." in worded(answered)
    assert not answered.public
    assert "Slack (U0ANA)" in worded(types(world, ANA, "me"))
    assert types(world, "U0EVE", f"me link {code}").outcome == "refused"


def test_only_a_digest_of_the_code_is_kept(database: Database) -> None:
    world = ready(database)
    code = code_for(world, lead("SCT"))
    with database.reading() as uow:
        (kept,) = uow.session.query(models.LinkingCode.digest).one()
    assert code not in kept
    assert code.replace("-", "") not in kept
    assert len(kept) == 64


def test_wrong_used_old_and_unknown_codes_get_the_same_answer(database: Database) -> None:
    world = ready(database)
    used, old = code_for(world, lead("SCT")), code_for(world, lead("WLS"))
    types(world, ANA, f"me link {used}")
    world.move(minutes=16)
    answers = {worded(types(world, "U0EVE", f"me link {code}")) for code in (used, old, "2222-2222")}
    assert len(answers) == 1


def test_a_new_code_puts_the_one_before_out_of_use(database: Database) -> None:
    world = ready(database)
    first, second = code_for(world, lead("SCT")), code_for(world, lead("SCT"))
    assert types(world, ANA, f"me link {first}").outcome == "refused"
    assert types(world, ANA, f"me link {second}").outcome == "done"


def test_five_wrong_tries_close_the_door_for_a_quarter_of_an_hour(database: Database) -> None:
    world = ready(database)
    for _ in range(5):
        assert "doesn't work" in worded(types(world, "U0EVE", "me link 2222-2222"))
    code = code_for(world, lead("SCT"))
    assert "wait 15 minutes" in worded(types(world, "U0EVE", f"me link {code}"))
    assert types(world, ANA, f"me link {code}").outcome == "done", "another account is not shut out"
    world.move(minutes=16)
    later = code_for(world, lead("WLS"))
    assert types(world, "U0EVE", f"me link {later}").outcome == "done"


def test_what_is_no_code_at_all_costs_no_try(database: Database) -> None:
    world = ready(database)
    before = traces(database)
    for typed in ("hello", "4F7K-9QX", "4F7K-9QXTT", "0000-1111"):
        assert "doesn't look like a code" in worded(types(world, ANA, f"me link {typed}"))
    assert traces(database) == before


def test_an_account_of_somebody_else_stays_theirs(database: Database) -> None:
    world = ready(database)
    in_chat(database, SECRETARIAT, "U0SAM")
    code = code_for(world, lead("SCT"))
    assert "tied to another name" in worded(types(world, "U0SAM", f"me link {code}"))
    assert types(world, ANA, f"me link {code}").outcome == "done", "the code was not used up"


def test_a_repeated_request_does_not_count_twice(database: Database) -> None:
    world = ready(database)
    for _ in range(7):
        world.dispatcher(Invocation("slack", "T1", "U0EVE", "me link 2222-2222", request="one"))
    code = code_for(world, lead("SCT"))
    assert types(world, "U0EVE", f"me link {code}").outcome == "done"
