"""What the outbox holds, on its way out to Teams: where it goes, and what comes of every refusal."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.db import models
from bot.db.models import OutboxState
from bot.db.recipients import ToPerson, ToPlace
from bot.db.unit_of_work import Database
from bot.deliverer import Counts
from bot.messages import codec
from bot.messages.model import Message, Paragraph, Text
from tests.platforms.teams_server import BOT, TENANT, Fault, personal
from tests.platforms.teams_world import CHANNEL, NOW, TeamsWorld, account, teams_world
from tests.world import lead

pytestmark = pytest.mark.network

ANA = account(lead("SCT"))
LATER = NOW + timedelta(minutes=11)


@pytest.fixture
def world(database: Database) -> Iterator[TeamsWorld]:
    with teams_world(database) as found:
        yield found


def say(world: TeamsWorld, title: str = "Hello", *, to: str | None = None, channel: str = CHANNEL) -> None:
    with world.database.writing("test") as uow:
        official = uow.people.by_email(to) if to else None
        uow.outbox.say(
            key=f"line:{title}:{to or channel}",
            subject="message",
            facts={"reply": codec.dump(Message(title, (Paragraph((Text("body"),)),)))},
            to=ToPerson(official.id) if official else ToPlace("teams", TENANT, channel),
            now=NOW,
            group_id=world.group_id,
        )


def states(world: TeamsWorld) -> list[tuple[str, str]]:
    with world.database.reading() as uow:
        return [
            (row.state.value, row.reason)
            for row in uow.session.scalars(select(models.OutboxEntry).order_by(models.OutboxEntry.id))
        ]


def test_a_notice_goes_to_its_channel_and_is_known_again(world: TeamsWorld) -> None:
    say(world)
    assert world.deliver() == Counts(sent=1)
    [said] = world.server.said
    assert (said.conversation, said.body["from"]["id"]) == (CHANNEL, BOT)
    with world.database.reading() as uow:
        [entry] = uow.session.scalars(select(models.OutboxEntry)).all()
    assert entry.platform_id == f"{CHANNEL}|{said.id}"


def test_a_person_is_written_to_alone_in_a_conversation_that_is_begun_once(world: TeamsWorld) -> None:
    say(world, "One", to=lead("SCT"))
    say(world, "Two", to=lead("SCT"))
    assert world.deliver() == Counts(sent=2)
    assert [one.conversation for one in world.server.said] == [personal(ANA)] * 2
    assert world.server.called("begin") == 1
    with world.database.reading() as uow:
        kept = uow.conversations.personal("teams", TENANT, ANA)
    assert kept is not None
    assert kept.service_url == world.server.service_url


def test_one_token_serves_for_all_and_is_asked_for_again_when_it_is_refused(world: TeamsWorld) -> None:
    for number in range(3):
        say(world, f"Hello {number}", to=lead("SCT"))
    world.server.plan("say", Fault(status=401, code="Unauthorized"))
    assert world.deliver() == Counts(sent=3)
    assert world.server.called("token") == 2


def test_a_secret_that_is_no_good_loses_the_tenant_and_what_waits_goes_later(world: TeamsWorld) -> None:
    world.server.secrets = {}
    say(world)
    assert world.deliver() == Counts(undeliverable=1)
    assert states(world)[0] == ("ready", "invalid_client")
    with world.database.reading() as uow:
        assert uow.delivered.road("teams", TENANT) is not None


@pytest.mark.parametrize(
    ("fault", "counted", "state"),
    [
        (Fault(status=429, headers=(("Retry-After", "7"),)), Counts(later=1), "ready"),
        (Fault(status=412), Counts(later=1), "ready"),
        (Fault(status=503), Counts(later=1), "ready"),
        (Fault(status=502), Counts(unknown=1), "unknown"),
        (Fault(status=504), Counts(unknown=1), "unknown"),
        (Fault(status=500), Counts(unknown=1), "unknown"),
        (Fault(cut="before"), Counts(unknown=1), "unknown"),
        (Fault(cut="after"), Counts(unknown=1), "unknown"),
    ],
)
def test_what_is_refused_for_now_or_lost_is_said_later(
    fault: Fault, counted: Counts, state: str, world: TeamsWorld
) -> None:
    say(world)
    world.server.plan("say", fault)
    assert world.deliver() == counted
    assert states(world)[0][0] == state
    assert world.deliver(LATER) == Counts(sent=1)
    repeats = "repeat" in world.server.said[-1].texts
    assert repeats == (state == "unknown"), "what may have been said before says so"


def test_a_pause_that_teams_asks_for_is_kept(world: TeamsWorld) -> None:
    say(world)
    world.server.plan("say", Fault(status=429, headers=(("Retry-After", "90"),)))
    world.deliver()
    assert world.deliver(NOW + timedelta(seconds=89)) == Counts()
    assert world.deliver(NOW + timedelta(seconds=91)) == Counts(sent=1)


def test_a_card_that_teams_will_not_take_is_said_as_words(world: TeamsWorld) -> None:
    say(world)
    world.server.plan("say", Fault(status=413, code="MessageSizeTooBig"))
    assert world.deliver() == Counts(sent=1)
    assert world.server.said[-1].body["text"] == "Hello\nbody"


@pytest.mark.parametrize(
    "fault", [Fault(status=403, code="BotNotInConversationRoster"), Fault(status=404, code="ConversationNotFound")]
)
def test_a_channel_that_is_lost_waits_until_somebody_lets_us_in_again(fault: Fault, world: TeamsWorld) -> None:
    say(world)
    world.server.plan("say", fault)
    assert world.deliver() == Counts(undeliverable=1, sent=1), "the secretariat is told"
    with world.database.reading() as uow:
        assert uow.delivered.lane(f"teams:{TENANT}:{CHANNEL}") is not None
    gone = world.client.activity("29:sam", CHANNEL, type="conversationUpdate", membersRemoved=[{"id": BOT}])
    world.client.sends(gone)
    back = world.client.activity("29:sam", CHANNEL, type="conversationUpdate", membersAdded=[{"id": BOT}])
    world.client.sends(back)
    assert world.deliver() == Counts(sent=1)
    assert "Hello" in world.server.said[-1].texts


def test_whoever_has_not_installed_it_is_not_reached_there(world: TeamsWorld) -> None:
    del world.server.rooms[personal(ANA)]
    say(world, to=lead("SCT"))
    assert world.deliver().undeliverable == 1
    assert states(world)[0] == ("undeliverable", "BotNotInstalledForUser")


def test_whoever_is_of_a_tenant_without_convenor_is_not_reached_there_and_the_tenant_is_not_lost(
    world: TeamsWorld,
) -> None:
    with world.database.writing("test") as uow:
        row = uow.session.scalars(select(models.Account).where(models.Account.account == ANA)).one()
        row.workspace = "another-tenant"
    say(world, to=lead("SCT"))
    assert world.deliver() == Counts(undeliverable=1)
    assert states(world)[0] == ("undeliverable", "not_installed")


def test_nothing_is_said_to_a_service_that_is_no_longer_on_the_list(world: TeamsWorld) -> None:
    with world.database.writing("test") as uow:
        row = uow.conversations.record("teams", TENANT, CHANNEL)
        assert row is not None
        row.service_url = "https://evil.example/"
    say(world)
    assert world.deliver().undeliverable == 1
    assert world.server.calls == []


def test_a_service_that_moved_is_spoken_to_where_it_is_now(world: TeamsWorld) -> None:
    with world.database.writing("test") as uow:
        row = uow.conversations.record("teams", TENANT, CHANNEL)
        assert row is not None
        row.service_url = "http://127.0.0.1:1/"
    world.client.writes(ANA, "thing show", channel=CHANNEL)
    with world.database.reading() as uow:
        kept = uow.conversations.named("teams", TENANT, CHANNEL)
    assert kept is not None
    assert kept.service_url == world.server.service_url


def test_an_unreachable_service_is_tried_later_and_nothing_was_said(world: TeamsWorld) -> None:
    world.server.plan("token", Fault(cut="before"))
    say(world)
    assert world.deliver() == Counts(later=1)
    assert states(world)[0][0] == OutboxState.READY.value
