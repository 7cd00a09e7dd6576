"""Which Homes a change concerns, and that none of it is missed, however it falls together with sending."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from bot.commands import Invocation
from bot.db import models
from bot.db.claims import Claim, Outcome
from bot.db.models import OutboxState
from bot.db.repositories.homes import AT_ONCE
from bot.db.unit_of_work import Database
from bot.domain.homes import NOTED, WATCHED, account_of, channel_of
from bot.domain.people import Account
from bot.messages import plain_text
from bot.messages.codec import fingerprint
from bot.notices import NOTICES
from bot.notices.model import Entry
from bot.presenters.speech import words
from tests.copies import copied
from tests.world import OPERATOR, SECRETARIAT, World, exchange, lead, raise_action

ANA, BRYN = lead("SCT"), lead("WLS")


@pytest.fixture
@copied
def world(database: Database) -> World:
    exchange(database)
    return World(database)


def opens(world: World, who: str, *, home: str = "opened", text: str = "home") -> None:
    """Somebody opens their Home in the console, or presses something there."""
    answered = world.dispatcher(Invocation("web", "demo", who, text, home=home))  # type: ignore[arg-type]
    assert answered.outcome != "broken"


def ready(database: Database) -> list[str]:
    """Whose Homes are to be published, in the order in which they were entered."""
    with database.reading() as uow:
        rows = uow.session.scalars(
            select(models.OutboxEntry)
            .where(models.OutboxEntry.subject == "home", models.OutboxEntry.state == OutboxState.READY)
            .order_by(models.OutboxEntry.id)
        )
        return [str(account_of(row.channel)) for row in rows]


def publish_all(world: World) -> None:
    """As though all that waits had been published."""
    with world.database.writing("test") as uow:
        uow.session.execute(
            update(models.OutboxEntry)
            .where(models.OutboxEntry.state == OutboxState.READY)
            .values(state=OutboxState.SENT, attempts=1)
        )


def claim(world: World, holder: str = "one") -> list[Claim]:
    with world.database.writing("test") as uow:
        found = uow.deliveries.claim(now=world.now, holder=holder, platforms=["web"], limit=50)
        return [one for one in found.claims if one.subject == "home"]


def settle(world: World, claimed: Claim) -> bool:
    with world.database.writing("test") as uow:
        return uow.deliveries.settle(Outcome(claimed, OutboxState.SENT), now=world.now).in_time


def says(world: World, claimed: Claim) -> str | None:
    with world.database.reading() as uow:
        entry = Entry(claimed.key, claimed.subject, claimed.facts, None, None, claimed.due_at)
        message = NOTICES["home"](uow, entry, words("en-GB"), world.now)
    return plain_text.render(message) if message else None


@pytest.fixture
def watching(world: World) -> World:
    """Ana and Bryn have opened theirs, which were published."""
    opens(world, ANA)
    opens(world, BRYN)
    publish_all(world)
    return world


def test_the_name_of_a_home_is_no_channels() -> None:
    assert account_of(channel_of("U1")) == "U1"
    assert account_of("C1") is None


def test_a_change_in_the_group_concerns_everybody_in_it_who_opened_theirs(watching: World) -> None:
    watching.says(SECRETARIAT, f"action add Report owner:{ANA} due:20/1/2027 extent:SCT")
    assert ready(watching.database) == [ANA, BRYN]


def test_what_one_sets_for_oneself_concerns_nobody_else(watching: World) -> None:
    watching.says(ANA, "me quieter")
    assert ready(watching.database) == [ANA]


def test_a_group_one_is_not_in_concerns_one_not(watching: World) -> None:
    watching.says(OPERATOR, "group new other Other seats:UKG,SCT")
    assert ready(watching.database) == []


def test_reading_and_refusals_publish_nothing(watching: World) -> None:
    watching.says(ANA, "my")
    watching.says(ANA, "action list")
    watching.refuses(BRYN, "meeting add nonsense")
    assert ready(watching.database) == []


def test_a_change_that_is_rolled_back_publishes_nothing(watching: World) -> None:
    def broken() -> None:
        with watching.database.writing("test") as uow:
            uow.record("thing.changed", by=None, now=watching.now, subject="x", group_id=1)
            raise LookupError

    with pytest.raises(LookupError):
        broken()
    assert ready(watching.database) == []


def test_whoever_held_a_post_before_is_concerned_too(watching: World) -> None:
    watching.says(SECRETARIAT, f"member remove {ANA}")
    assert ready(watching.database) == [ANA, BRYN]


def test_after_two_weeks_a_home_costs_nothing_until_it_is_opened_again(watching: World) -> None:
    watching.now += WATCHED - timedelta(minutes=1)
    watching.says(SECRETARIAT, f"action add Report owner:{ANA} due:20/4/2027 extent:SCT")
    assert ready(watching.database) == [ANA, BRYN]
    publish_all(watching)
    watching.now += timedelta(minutes=2)
    watching.says(SECRETARIAT, f"action add More owner:{ANA} due:20/4/2027 extent:SCT")
    assert ready(watching.database) == []
    opens(watching, ANA)
    (claimed,) = claim(watching)
    assert "2 things wait on you" in str(says(watching, claimed))


def test_many_changes_before_it_is_sent_are_one_publication(watching: World) -> None:
    for _ in range(5):
        watching.says(SECRETARIAT, f"action add Report owner:{ANA} due:20/1/2027 extent:SCT")
    assert ready(watching.database) == [ANA, BRYN]


def test_a_change_after_it_was_claimed_is_published_afterwards(watching: World) -> None:
    watching.says(SECRETARIAT, f"action add One owner:{ANA} due:20/1/2027 extent:SCT")
    first = claim(watching)
    watching.says(SECRETARIAT, f"action add Two owner:{ANA} due:20/1/2027 extent:SCT")
    assert all(settle(watching, one) for one in first)
    again = claim(watching)
    assert [account_of(one.channel) for one in again] == [ANA, BRYN]
    assert "2 things wait on you" in str(says(watching, again[0]))


def test_a_process_that_died_while_publishing_loses_nothing(watching: World) -> None:
    watching.says(SECRETARIAT, f"action add One owner:{ANA} due:20/1/2027 extent:SCT")
    dead = claim(watching, "dead")
    watching.now += timedelta(minutes=2)
    living = claim(watching, "living")
    assert [one.key for one in living] == [one.key for one in dead]
    assert all(one.again for one in living)
    assert "One thing waits on you" in str(says(watching, living[0]))
    assert not settle(watching, dead[0])
    assert settle(watching, living[0])


def test_changes_and_claims_at_once_lose_nothing(watching: World) -> None:
    """One process changes, another claims and reads, over and over: the last that is read holds every change."""
    stop, seen, wrong = threading.Event(), [], []

    def send() -> None:
        try:
            while not stop.is_set():
                for one in claim(watching):
                    seen.append((account_of(one.channel), says(watching, one)))
                    settle(watching, one)
        except Exception as error:
            wrong.append(error)

    sender = threading.Thread(target=send)
    sender.start()
    for number in range(15):
        watching.says(SECRETARIAT, f"action add Item{number} owner:{ANA} due:20/1/2027 extent:SCT")
    stop.set()
    sender.join(60)
    assert wrong == []
    for one in claim(watching):
        seen.append((account_of(one.channel), says(watching, one)))
        settle(watching, one)
    last = [text for who, text in seen if who == ANA and text][-1]
    assert "15 things wait on you" in str(last)


def test_more_homes_than_slack_takes_at_once_are_spread(world: World) -> None:
    count = AT_ONCE + 5
    with world.database.writing("test") as uow:
        for number in range(count):
            account = Account("web", "demo", f"a{number}")
            uow.people.tie(account, 1, world.now)
            uow.homes.open(account, prefix="/wg", now=world.now)
    publish_all(world)
    world.says(SECRETARIAT, f"action add Report owner:{ANA} due:20/1/2027 extent:SCT")
    with world.database.reading() as uow:
        due = uow.session.scalars(
            select(models.OutboxEntry.due_at).where(
                models.OutboxEntry.subject == "home", models.OutboxEntry.state == OutboxState.READY
            )
        ).all()
    assert len(due) == count
    assert sum(at == world.now for at in due) == AT_ONCE + 1
    assert max(due) - world.now < timedelta(seconds=5)


def test_nothing_is_sent_where_nothing_is_new(watching: World) -> None:
    with watching.database.writing("test") as uow:
        uow.record("thing.changed", by=None, now=watching.now, subject="x", group_id=1)
    first = claim(watching)
    assert all(says(watching, one) is not None for one in first), "what was published isn't known"
    assert all(settle_with(watching, one) for one in first)
    with watching.database.writing("test") as uow:
        uow.record("thing.changed", by=None, now=watching.now, subject="x", group_id=1)
    assert [says(watching, one) for one in claim(watching)] == [None, None]


def settle_with(world: World, claimed: Claim) -> bool:
    """Published, and the platform's answer kept: what then stands there."""
    with world.database.reading() as uow:
        entry = Entry(claimed.key, claimed.subject, claimed.facts, None, None, claimed.due_at)
        message = NOTICES["home"](uow, entry, words("en-GB"), world.now)
    assert message is not None
    with world.database.writing("test") as uow:
        outcome = Outcome(claimed, OutboxState.SENT, platform_id=fingerprint(message))
        return uow.deliveries.settle(outcome, now=world.now).in_time


def test_an_answer_stands_there_as_long_as_it_can_be_taken_back(world: World) -> None:
    number = raise_action(world.database, seat="SCT", text="Report", extent=("SCT",))
    opens(world, ANA)
    opens(world, ANA, home="pressed", text=f"action done VAWG-{number}")
    (claimed,) = claim(world)[:1]
    assert "VAWG-1 is done." in str(says(world, claimed))
    world.now += NOTED
    assert "VAWG-1 is done." not in str(says(world, claimed))


def test_a_home_is_in_its_owners_language_and_shows_nothing_of_others(world: World) -> None:
    raise_action(world.database, seat="WLS", text="Secret of Wales", extent=("WLS",))
    opens(world, ANA)
    (claimed,) = claim(world)
    said = str(says(world, claimed))
    assert said.startswith("Nothing waits on you.")
    assert "Secret of Wales" not in said
