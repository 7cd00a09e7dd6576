"""Onboarding: several people at once, one invitation each, codes by mail, and what everybody else learns of it."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import event, select

from bot.commands import Answered, Invocation
from bot.db import models
from bot.db.unit_of_work import Database
from bot.dispatch import Dispatcher
from bot.matching import Menu
from bot.messages.model import Form
from handlers import COMMANDS
from tests.world import OPERATOR, SECRETARIAT, World, deputy, exchange, in_chat, lead, traces, with_rota, worded

ANA, BOB, EVE = "ana.reid@example.org", "bob.fox@example.org", "U0EVE"


def ready(database: Database, *, mails: bool = True) -> World:
    with_rota(database, exchange(database))
    world = World(database)
    world.dispatcher = Dispatcher(database, Menu(COMMANDS), lambda: world.now, [OPERATOR], mails=mails)
    return world


def entries(database: Database, subject: str) -> list[models.OutboxEntry]:
    with database.reading() as uow:
        wanted = select(models.OutboxEntry).where(models.OutboxEntry.subject == subject).order_by(models.OutboxEntry.id)
        return list(uow.session.scalars(wanted))


def unlinked(database: Database, address: str) -> None:
    """The official can only be reached by e-mail."""
    with database.writing("test") as uow:
        for account in uow.session.query(models.Account).filter_by(account=address):
            uow.session.delete(account)


def in_slack(world: World, account: str, text: str) -> Answered:
    return world.dispatcher(Invocation("slack", "T1", account, text))


def test_somebody_new_gets_one_invitation(database: Database) -> None:
    world = ready(database)
    said = world.says(SECRETARIAT, f"member add {ANA} seat:SCT as:lead")
    assert "They get an invitation by e-mail" in said
    world.says(SECRETARIAT, f"member add {ANA} seat:WLS as:observer")
    (entry,) = entries(database, "invitation")
    assert set(entry.facts) == {"invitation"}, "keys only"


def test_where_no_mail_leaves_nobody_is_told_that_it_does(database: Database) -> None:
    world = ready(database, mails=False)
    assert "invitation" not in world.says(SECRETARIAT, f"member add {ANA} seat:SCT as:lead")
    assert entries(database, "invitation") == []
    assert "sends no e-mail" in world.refuses(SECRETARIAT, f"member invite {ANA}")
    assert "sends no e-mail" in worded(in_slack(world, EVE, f"me link {ANA}"))


def test_who_is_known_in_chat_gets_no_mail(database: Database) -> None:
    world = ready(database)
    assert "invitation" not in world.says(SECRETARIAT, f"member add {lead('SCT')} seat:WLS as:observer")
    assert entries(database, "invitation") == []
    assert "nothing to join" in world.refuses(SECRETARIAT, f"member invite {lead('SCT')}")


SEVERAL = [
    f"member add {ANA} seat:SCT as:lead {BOB} seat:WLS as:member",
    f"member add {ANA} seat:SCT as:lead\n{BOB} seat:WLS as:member",
    f"member add {ANA}, SCT, lead\n{BOB}, WLS, member",
    f"member add\n\nAna Reid <{ANA}>, SCT, lead\nBob Fox <{BOB}> seat:WLS as:member",
    f"member add group:vawg as:lead\n{ANA} SCT\n{BOB} WLS member",
    f'member add people:"{ANA} SCT lead\n\n{BOB} WLS member"',
    f"member add <mailto:{ANA}|{ANA}> seat:SCT as:lead <mailto:{BOB}|{BOB}> seat:WLS as:member group:vawg",
]


@pytest.mark.parametrize("text", SEVERAL, ids=range(len(SEVERAL)))
def test_several_are_added_at_once(database: Database, text: str) -> None:
    world = ready(database)
    said = world.says(SECRETARIAT, text)
    assert "2 new posts are filled" in said
    assert "2 of them get an invitation" in said
    listed = world.says(SECRETARIAT, "member list")
    assert "lead Ana Reid" in listed
    assert "member Bob Fox" in listed
    assert len(entries(database, "invitation")) == 2


def test_what_is_said_once_holds_for_all(database: Database) -> None:
    world = ready(database)
    world.says(SECRETARIAT, f"member add seat:SCT as:member {ANA} {BOB} as:observer")
    listed = world.says(SECRETARIAT, "member list")
    assert "member Ana Reid" in listed
    assert "observer Bob Fox" in listed


PASTED = [
    f"Ana Sinclair <{ANA}>, SCT, lead",
    f"{ANA};sct;Lead",
    f"Ana Sinclair\t{ANA}\tSCT\tlead",
    f'{ANA} seat:SCT as:lead name:"Ana Sinclair"',
    f"{ANA} lead SCT",
]


@pytest.mark.parametrize("line", PASTED)
def test_a_line_is_read_as_lists_have_it(database: Database, line: str) -> None:
    world = ready(database)
    world.asks(SECRETARIAT, "member add", fields={"people": f"{line}\n{BOB} seat:WLS as:member"}, forms=True)
    assert re.search("lead Ana (Sinclair|Reid)", world.says(SECRETARIAT, "member list"))


def test_one_bad_line_and_nobody_is_added_but_each_is_named(database: Database) -> None:
    world = ready(database)
    before = traces(database)
    lines = [
        f"{ANA} seat:SCT as:lead",
        f"{BOB} seat:ZZZ as:member",
        "",
        "Somebody Else SCT lead",
        f"{lead('SCT')} seat:SCT as:lead",
        "carol@example.org seat:SCT",
        "dan@example.org as:lead",
        "erin@example.org seat:SCT as:king",
        f"{ANA} seat:SCT as:lead",
        "frank@example.org SCT lead tomorrow",
        "gina@example.org colour:blue seat:SCT as:lead",
    ]
    said = world.refuses(SECRETARIAT, "member add " + f'people:"{chr(10).join(lines)}"')
    assert "Nobody was added: 9 of 10 lines can't be used." in said
    told = {int(found[1]): found[2] for found in re.finditer(r"^ *(\d+) +(.*)$", said, re.MULTILINE)}
    assert sorted(told) == [2, 4, 5, 6, 7, 8, 9, 10, 11], said
    for line, why in {
        2: "has no seat",
        4: "Nobody in this group is called",
        5: "already lead",
        6: "No post is given",
        7: "No seat is given",
        8: "isn't one of",
        9: "already lead",
        10: "didn't expect",
        11: "no option",
    }.items():
        assert why in told[line], (line, said)
    assert traces(database) == before


def test_in_a_form_the_lines_stay_and_what_is_wrong_stands_beside_them(database: Database) -> None:
    world = ready(database)
    before = traces(database)
    pasted = f"{ANA} seat:SCT as:lead\n{BOB} seat:ZZZ as:member"
    answered = world.asks(SECRETARIAT, "member add group:vawg", fields={"people": pasted}, forms=True)
    assert isinstance(answered.reply, Form)
    (field,) = [one for one in answered.reply.fields if one.name == "people"]
    assert field.value == pasted
    assert field.control == "text"
    assert "Line 2: ZZZ has no seat in this group." in field.error
    assert traces(database) == before


def test_more_lines_than_anybody_reads_are_refused(database: Database) -> None:
    world = ready(database)
    before = traces(database)
    text = "\n".join(f"a{number}@example.org SCT member" for number in range(101))
    assert "up to 100 lines" in worded(world.asks(SECRETARIAT, "member add", fields={"people": text}))
    assert traces(database) == before


def test_several_are_taken_back_at_once(database: Database) -> None:
    world = ready(database)
    before = world.says(SECRETARIAT, "member list")
    world.says(SECRETARIAT, SEVERAL[0])
    assert "The 2 new posts aren't filled after all." in world.says(SECRETARIAT, "undo")
    after = world.says(SECRETARIAT, "member list")
    assert "Ana" not in after
    assert before.splitlines()[0] == after.splitlines()[0]


def test_only_the_secretariat_adds_and_invites(database: Database) -> None:
    world = ready(database)
    before = traces(database)
    for text in (*SEVERAL, f"member invite {lead('WLS')}"):
        assert "Only the group's secretariat" in world.refuses(lead("SCT"), text)
    assert traces(database) == before


def test_a_new_invitation_is_another_mail(database: Database) -> None:
    world = ready(database)
    world.says(SECRETARIAT, f"member add {ANA} seat:SCT as:lead")
    assert "on its way to Ana Reid" in world.says(SECRETARIAT, f"member invite {ANA}")
    assert len({entry.key for entry in entries(database, "invitation")}) == 2


def test_who_leaves_before_the_mail_was_sent_gets_none(database: Database) -> None:
    world = ready(database)
    world.says(SECRETARIAT, f"member add {ANA} seat:SCT as:lead")
    world.says(SECRETARIAT, f"member remove {ANA}")
    assert [entry.state for entry in entries(database, "invitation")] == [models.OutboxState.STALE]
    world.says(SECRETARIAT, f"member add {ANA} seat:SCT as:lead")
    assert len(entries(database, "invitation")) == 2, "who is added again is invited again"


def test_an_address_gets_the_same_answer_whoever_it_belongs_to(database: Database) -> None:
    world = ready(database)
    unlinked(database, lead("SCT"))
    answers = {
        worded(in_slack(world, f"U{number}", f"me link {address}")).replace(address, "…")
        for number, address in enumerate((lead("SCT"), lead("WLS"), "nobody@example.org", SECRETARIAT))
    }
    assert len(answers) == 1
    assert "is an official's address here" in answers.pop()


def test_the_same_is_done_for_an_address_whoever_it_belongs_to(database: Database) -> None:
    """Not by a stopwatch: by the very statements that are sent to the database."""
    world = ready(database)

    def statements(account: str, address: str) -> list[str]:
        found: list[str] = []

        def seen(_connection, _cursor, statement, *_rest) -> None:  # type: ignore[no-untyped-def]
            found.append(statement)

        event.listen(database.engine, "before_cursor_execute", seen)
        try:
            in_slack(world, account, f"me link {address}")
        finally:
            event.remove(database.engine, "before_cursor_execute", seen)
        return found

    statements("U0", "warm@example.org")
    assert statements("U1", lead("SCT")) == statements("U2", "nobody@example.org") != []


def test_codes_by_mail_are_few_for_one_account_and_one_address(database: Database) -> None:
    world = ready(database)
    for number in range(10):
        in_slack(world, EVE, f"me link victim{number}@example.org")
    assert len(entries(database, "code")) == 5
    for number in range(10):
        in_slack(world, f"U{number}", f"me link {lead('SCT')}")
    assert len(entries(database, "code")) == 8
    world.move(minutes=16)
    in_slack(world, EVE, f"me link {lead('SCT')}")
    assert len(entries(database, "code")) == 9


def test_a_repeated_request_mails_once(database: Database) -> None:
    world = ready(database)
    for _ in range(4):
        world.dispatcher(Invocation("slack", "T1", EVE, f"me link {lead('SCT')}", request="one"))
    assert len(entries(database, "code")) == 1


def _code(database: Database) -> str:
    with database.reading() as uow:
        found = uow.session.scalars(select(models.CodeRequest).order_by(models.CodeRequest.id.desc())).first()
        assert found is not None
        return found.sealed


def test_a_code_by_mail_ties_the_account_and_tells_where_one_stands(database: Database) -> None:
    world = ready(database)
    unlinked(database, lead("SCT"))
    in_slack(world, "U0LENA", f"me link {lead('SCT')}")
    said = worded(in_slack(world, "U0LENA", f"me link {_code(database)}"))
    assert "This account is yours now, Lena Sct." in said
    assert "You're Scotland's lead. No meeting is planned yet. Nothing waits on you." in said
    assert "lead for Scotland" in worded(in_slack(world, "U0LENA", "me"))
    assert in_slack(world, EVE, f"me link {_code(database)}").outcome == "refused", "once"


def test_a_code_tells_the_next_meeting_and_the_seats_turn(database: Database) -> None:
    world = ready(database)
    unlinked(database, lead("SCT"))
    world.says(SECRETARIAT, 'meeting series "third wednesday of jan, apr, jul, oct at 10:00 for 2 hours"')
    in_slack(world, "U0LENA", f"me link {lead('SCT')}")
    said = worded(in_slack(world, "U0LENA", f"me link {_code(database)}"))
    assert (
        "You're Scotland's lead. Next meeting Wednesday 20 January 2027; you chair Wednesday 21 April 2027. "
        "Nothing waits on you."
    ) in said


def test_a_code_by_mail_is_kept_only_encrypted_and_not_for_long(database: Database) -> None:
    world = ready(database)
    in_slack(world, EVE, f"me link {lead('SCT')}")
    code = _code(database)
    with database.reading() as uow:
        rows = uow.session.connection().exec_driver_sql("SELECT sealed, digest FROM code_requests").all()
        facts = [dict(entry.facts) for entry in entries(database, "code")]
    assert code not in repr(rows)
    assert code not in repr(facts)
    world.move(days=2)
    in_slack(world, EVE, "me link other@example.org")
    with database.reading() as uow:
        assert uow.session.scalars(select(models.CodeRequest.address)).all() == ["other@example.org"]
    assert [entry.channel for entry in entries(database, "code")] == ["other@example.org"]


def test_nothing_is_kept_for_long_of_an_address_that_anybody_typed(database: Database) -> None:
    world = ready(database)
    in_slack(world, EVE, "me link nobody@example.org")
    with database.writing("test") as uow:
        uow.deliveries.claim(now=world.now, holder="test", platforms=["email"], limit=9)
    world.move(days=2)
    with database.writing("test") as uow:
        for lane in uow.session.query(models.Lane):
            lane.leased_by, lane.leased_until = "", None
    in_slack(world, EVE, "me link other@example.org")
    with database.reading() as uow:
        assert uow.session.scalars(select(models.Lane.name)).all() == []
        channels = uow.session.scalars(select(models.OutboxEntry.channel).where(models.OutboxEntry.subject == "code"))
        assert channels.all() == ["other@example.org"]


def test_a_code_for_nobodys_address_ties_nothing(database: Database) -> None:
    world = ready(database)
    in_slack(world, EVE, "me link nobody@example.org")
    assert in_slack(world, EVE, f"me link {_code(database)}").outcome == "refused"


def test_a_guessed_code_is_looked_at_five_times(database: Database) -> None:
    world = ready(database)
    in_slack(world, "U0LENA", f"me link {lead('SCT')}")
    for number in range(5):
        assert "doesn't work" in worded(in_slack(world, EVE, f"me link 2222-222{number + 2}"))
    assert "wait 15 minutes" in worded(in_slack(world, EVE, f"me link {_code(database)}"))
    assert in_slack(world, "U0OTHER", f"me link {_code(database)}").outcome == "done"


def test_an_account_that_claims_an_address_is_not_tied(database: Database) -> None:
    world = ready(database)
    in_slack(world, lead("SCT"), f"me link {lead('SCT')}")
    assert in_slack(world, lead("SCT"), "me").outcome == "refused"


def test_an_account_of_somebody_else_stays_theirs(database: Database) -> None:
    world = ready(database)
    in_chat(database, deputy("SCT"), "U0DARA")
    in_slack(world, "U0DARA", f"me link {lead('SCT')}")
    assert "tied to another name" in worded(in_slack(world, "U0DARA", f"me link {_code(database)}"))
