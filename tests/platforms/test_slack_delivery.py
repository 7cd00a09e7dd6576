"""The outbox against Slack's wire: nothing lost, nothing twice."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from bot.clock import fixed
from bot.db import models
from bot.db.outbox import ToPerson, ToPlace
from bot.db.unit_of_work import Database
from bot.deliverer import Counts, Deliverer
from bot.messages import codec
from bot.messages.model import Message
from bot.platforms.slack.api import Api
from bot.platforms.slack.gateway import SlackGateway
from tests.platforms.slack_client import token
from tests.platforms.slack_server import Fault, SlackServer, direct, slack_server
from tests.platforms.slack_world import CHANNEL, account, linked_accounts
from tests.world import exchange, lead

pytestmark = pytest.mark.network

NOW = datetime(2027, 1, 4, 9, 0, tzinfo=UTC)
LATER = timedelta(minutes=11)


@pytest.fixture
def server() -> Iterator[SlackServer]:
    with slack_server() as found:
        yield found


def enter(database: Database, title: str, to: ToPlace | ToPerson) -> None:
    with database.writing("test") as uow:
        facts = {"reply": codec.dump(Message(title))}
        uow.outbox.say(key=f"{to.lane}:{title}", subject="message", facts=facts, to=to, now=NOW)


def deliver(database: Database, server: SlackServer, now: datetime = NOW) -> Counts:
    async def one_round() -> Counts:
        api = Api(server.api_url)
        try:
            gateway = SlackGateway(api, token)
            return await Deliverer(database, [gateway], fixed(now), luck=lambda: 0.0).deliver_due(now)
        finally:
            await api.close()

    return asyncio.run(one_round())


def states(database: Database) -> Counter[str]:
    with database.reading() as uow:
        return Counter(row.value for row in uow.session.scalars(select(models.OutboxEntry.state)))


def titles(server: SlackServer) -> list[str]:
    return [post.text for post in server.posts]


def test_a_channel_and_a_person_are_told(database: Database, server: SlackServer) -> None:
    group_id = exchange(database)
    linked_accounts(database, group_id)
    with database.reading() as uow:
        ana = uow.people.by_email(lead("SCT"))
    assert ana is not None
    enter(database, "for all", ToPlace("slack", "T1", CHANNEL))
    enter(database, "for Ana", ToPerson(ana.id))
    assert deliver(database, server) == Counts(sent=2)
    assert {(post.channel, post.text) for post in server.posts} == {
        (CHANNEL, "for all"),
        (direct(account(lead("SCT"))), "for Ana"),
    }
    with database.reading() as uow:
        ids = set(uow.session.scalars(select(models.OutboxEntry.platform_id)))
    assert ids == {f"{post.channel}:{post.ts}" for post in server.posts}


FAULTS = {
    "an answer lost after the post was taken": (Fault(cut="after"), "unknown"),
    "a connection cut before it was": (Fault(cut="before"), "unknown"),
    "a gateway that gave up": (Fault(status=504), "unknown"),
    "an error of which Slack isn't sure": (Fault(error="internal_error"), "unknown"),
    "a refusal for now": (Fault(status=429), "later"),
    "a failure": (Fault(status=503), "later"),
}


@pytest.mark.parametrize("what", FAULTS)
def test_after_any_fault_it_was_said_once(what: str, database: Database, server: SlackServer) -> None:
    fault, counted = FAULTS[what]
    for title in ("a", "b", "c"):
        enter(database, title, ToPlace("slack", "T1", CHANNEL))
    server.plan("chat.postMessage", fault)
    assert deliver(database, server) == Counts(**{counted: 1})
    assert deliver(database, server, NOW + LATER) == Counts(sent=3)
    assert titles(server) == ["a", "b", "c"]
    assert states(database) == {"sent": 3}


def test_where_history_may_not_be_read_it_is_said_again_rather_than_lost(
    database: Database, server: SlackServer
) -> None:
    server.scopes.clear()
    enter(database, "a", ToPlace("slack", "T1", CHANNEL))
    server.plan("chat.postMessage", Fault(cut="after"))
    assert deliver(database, server) == Counts(unknown=1)
    assert deliver(database, server, NOW + LATER) == Counts(sent=1)
    assert titles(server) == ["a", "a"]


def test_an_entry_that_could_not_be_looked_for_waits(database: Database, server: SlackServer) -> None:
    enter(database, "a", ToPlace("slack", "T1", CHANNEL))
    server.plan("chat.postMessage", Fault(cut="after"))
    server.plan("conversations.history", Fault(status=429), Fault(cut="before"))
    assert deliver(database, server) == Counts(unknown=1)
    assert deliver(database, server, NOW + LATER) == Counts(later=1)
    assert deliver(database, server, NOW + 2 * LATER) == Counts(unknown=1)
    assert deliver(database, server, NOW + 3 * LATER) == Counts(sent=1)
    assert titles(server) == ["a"]


def test_a_revoked_token_is_found_out_once_for_each_entry_and_holds_nothing_up(
    database: Database, server: SlackServer
) -> None:
    enter(database, "a", ToPlace("slack", "T1", CHANNEL))
    enter(database, "b", ToPlace("slack", "T1", "C2"))
    server.revoked = True
    assert deliver(database, server) == Counts(undeliverable=2)
    server.revoked = False
    assert deliver(database, server, NOW + LATER) == Counts()
    assert len(server.called("chat.postMessage")) == 2
