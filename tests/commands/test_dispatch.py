"""The one road in: one request, one effect, one answer."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select, update

from bot.arguments import Nothing, option, word
from bot.commands import Answer, Context, Invocation, command
from bot.db import models
from bot.db.unit_of_work import Database
from bot.dispatch import Dispatcher
from bot.domain.permissions import NotLinked, Right
from bot.language import MAX_CHARACTERS
from bot.matching import Menu
from bot.messages.model import Message
from tests.world import OPERATOR, SECRETARIAT, exchange, lead, worded

NOW = datetime(2027, 1, 4, 9, tzinfo=UTC)


@dataclass(frozen=True)
class Named:
    name: str = word()
    reason: str = option(default="")


@command("thing add", requires=Right.CONTRIBUTE, changes=True)
def add(context: Context, arguments: Named) -> Answer:
    context.uow.record("thing.added", by=context.actor, now=context.now, subject="x", group_id=context.group.id)
    return context.shared(lambda words: Message(f"{arguments.name} by {context.actor.name}"))


@command("thing refuse", requires=Right.CONTRIBUTE, changes=True)
def refuse(context: Context, _arguments: Nothing) -> Answer:
    context.uow.record("thing.refused", by=context.actor, now=context.now, subject="x", group_id=context.group.id)
    raise NotLinked


@command("thing break", requires=Right.OFFICIAL, changes=True)
def break_(context: Context, _arguments: Nothing) -> Answer:
    context.uow.record("thing.broken", by=context.actor, now=context.now, subject="x")
    raise RuntimeError("canary-in-the-log")


@command("thing show", requires=Right.SEE)
def show(context: Context, _arguments: Nothing) -> Answer:
    return Answer(Message(context.group.slug))


@command("thing race", requires=Right.CONTRIBUTE, changes=True)
def race(context: Context, _arguments: Nothing) -> Answer:
    """Between reading and writing the row is changed by somebody else, each time."""
    row = context.uow.groups.record(context.group.id)
    theirs = update(models.Group).values(version=models.Group.version + 1)
    context.uow.session.execute(theirs, execution_options={"synchronize_session": False})
    row.purpose = "mine"
    context.uow.session.flush()
    raise AssertionError("the race was won")


MENU = Menu((add, refuse, break_, show, race))


def dispatcher(database: Database) -> Dispatcher:
    return Dispatcher(database, MENU, lambda: NOW, [OPERATOR])


def typed(text: str, who: str = SECRETARIAT, **extra: str | None) -> Invocation:
    return Invocation("terminal", "", who, text, address=who, **extra)  # type: ignore[arg-type]


def lines(database: Database) -> int:
    with database.reading() as uow:
        return uow.session.scalar(select(func.count()).select_from(models.AuditLine)) or 0


def test_a_repeated_request_has_one_effect_and_gets_the_stored_reply(database: Database) -> None:
    exchange(database)
    ask = dispatcher(database)
    first = ask(typed("thing add first", request="r1"))
    again = ask(typed("thing add other", request="r1"))
    assert worded(first) == worded(again)
    assert lines(database) == 1


def test_a_repeated_request_that_was_refused_is_refused_again_with_the_same_words(database: Database) -> None:
    exchange(database)
    ask = dispatcher(database)
    assert worded(ask(typed("thing refuse", request="r1"))) == worded(ask(typed("thing add x", request="r1")))
    assert lines(database) == 0


def test_the_same_request_at_the_same_moment_has_one_effect(database: Database) -> None:
    exchange(database)
    ask = dispatcher(database)
    answers: list[str] = []
    threads = [
        threading.Thread(target=lambda: answers.append(worded(ask(typed("thing add x", request="r1"))))) for _ in "1234"
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [answers[0]] * 4
    assert lines(database) == 1


def test_changes_of_one_group_wait_for_each_other_and_none_is_lost(database: Database) -> None:
    exchange(database)
    ask = dispatcher(database)
    threads = [threading.Thread(target=lambda: [ask(typed("thing add x")) for _ in range(10)]) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert lines(database) == 40
    with database.reading() as uow:
        assert list(uow.audit.verify()) == []


def test_a_refusal_leaves_no_trace(database: Database) -> None:
    exchange(database)
    answered = dispatcher(database)(typed("thing refuse"))
    assert answered.outcome == "refused"
    assert lines(database) == 0


def test_who_loses_a_race_twice_is_told_to_look_again(database: Database) -> None:
    """``ChangedMeanwhile``: a third time nothing is tried."""
    exchange(database)
    answered = dispatcher(database)(typed("thing race"))
    assert (answered.outcome, lines(database)) == ("refused", 0)
    assert worded(answered).startswith("Somebody changed that at the same moment.")


def test_a_fault_leaves_no_trace_and_gives_a_reference(database: Database, capsys: pytest.CaptureFixture[str]) -> None:
    exchange(database)
    answered = dispatcher(database)(typed("thing break"))
    assert answered.outcome == "broken"
    assert lines(database) == 0
    reference = worded(answered).split()[-1]
    assert len(reference) == 8
    assert reference in capsys.readouterr().out


@pytest.mark.parametrize("named", ["group:vawg ", "GROUP:VAWG ", ""])
def test_the_group_is_named_or_the_only_one(database: Database, named: str) -> None:
    exchange(database)
    assert worded(dispatcher(database)(typed(f"thing show {named}", lead("SCT")))).strip() == "vawg"


def test_a_group_one_is_not_in_and_one_that_does_not_exist_get_the_same_answer(database: Database) -> None:
    exchange(database)
    ask = dispatcher(database)
    mine, none = (ask(typed(f"thing show group:{slug}", OPERATOR)) for slug in ("vawg", "wavg"))
    assert worded(mine).replace("vawg", "X") == worded(none).replace("wavg", "X")


def test_an_account_that_is_tied_to_nobody_is_told_how_to_begin(database: Database) -> None:
    exchange(database)
    answered = dispatcher(database)(Invocation("slack", "T1", "U9", "thing show"))
    assert answered.outcome == "refused"
    assert "me link CODE" in worded(answered)


def test_an_operator_becomes_an_official_by_acting(database: Database) -> None:
    dispatcher(database)(typed("thing show", OPERATOR))
    with database.reading() as uow:
        assert uow.people.by_email(OPERATOR) is not None


def test_the_public_line_goes_to_every_other_channel_and_is_the_reply_in_its_own(database: Database) -> None:
    group = exchange(database)
    with database.writing() as uow:
        for channel in ("C1", "C2"):
            uow.session.add(
                models.Place(group_id=group, platform="terminal", workspace="", channel=channel, linked_at=NOW)
            )
    ask = dispatcher(database)
    assert ask(typed("thing add x", channel="C1")).public
    assert not ask(typed("thing add x")).public
    with database.reading() as uow:
        channels = uow.session.scalars(select(models.OutboxEntry.channel).order_by(models.OutboxEntry.id)).all()
    assert channels == ["C2", "C1", "C2"]


def test_a_command_that_is_too_long_is_refused_at_once(database: Database) -> None:
    answered = dispatcher(database)(typed("thing add " + "x" * MAX_CHARACTERS))
    assert answered.outcome == "refused"


def test_a_near_miss_is_offered(database: Database) -> None:
    assert "thing show" in worded(dispatcher(database)(typed("thing shwo")))
