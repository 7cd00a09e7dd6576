"""What an operator reads at ``/metrics``: how late we are, what nobody knows or gets, who waits, how long it took."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta

import pytest
from prometheus_client.parser import text_string_to_metric_families

from bot.clock import fixed, system
from bot.db.recipients import ToPlace
from bot.db.unit_of_work import Database
from bot.deliverer import Deliverer
from bot.gateways import Address, TryLater, Undeliverable, Unknown
from bot.messages import codec
from bot.messages.model import Message
from tests.platforms.slack_client import Workspace
from tests.platforms.slack_server import slack_server
from tests.platforms.slack_world import CHANNEL, account, linked_accounts
from tests.platforms.test_delivery import Recorder
from tests.platforms.test_service import get, given, running
from tests.world import exchange, lead

pytestmark = pytest.mark.network

AGO = timedelta(seconds=90)
WAIT = timedelta(minutes=10)
ANSWERS = {"CWAITS": TryLater("ratelimited", WAIT), "CUNKNOWN": Unknown("reset"), "CDEAD": Undeliverable("too long")}

Figures = dict[tuple[str, str], float]
"""By name, and the values of its labels in the order of the alphabet."""


def answer(address: Address, _message: Message) -> None:
    """A chat that tells one channel to wait, breaks off in one, and refuses in one."""
    if address.channel in ANSWERS:
        raise ANSWERS[address.channel]


def enter(database: Database, channel: str, at: datetime) -> None:
    with database.writing("test") as uow:
        facts = {"reply": codec.dump(Message(channel))}
        uow.outbox.say(key=channel, subject="message", facts=facts, to=ToPlace("chat", "T1", channel), now=at)


def left_behind(database: Database) -> datetime:
    """Ninety seconds ago there was a chat, which is no more: what it left is due, unknown, dead, and under way; one of
    its channels was told to wait for ten minutes, one is lost, and so is another workspace. When that was."""
    then = system() - AGO
    enter(database, "CUNDERWAY", then)
    with database.writing("test") as uow:
        uow.deliveries.claim(now=then, holder="another", platforms=("chat",), limit=1, lease=WAIT)
        uow.deliveries.pause_lane("chat:T1:CLOST", "archived", then)
        uow.deliveries.roads.pause("chat", "T2", reason="revoked", now=then)
    for channel in ("CSAID", *ANSWERS):
        enter(database, channel, then)
    asyncio.run(Deliverer(database, [Recorder(answer)], fixed(then), luck=lambda: 0.0).deliver_due(then))
    return then


def figures(address: str) -> Figures:
    status, page = get(address, "/metrics")
    assert status == 200
    return {
        (one.name, ",".join(sorted(one.labels.values()))): one.value
        for family in text_string_to_metric_families(page)
        for one in family.samples
    }


def test_an_operator_reads_what_is_late_unknown_dead_and_waiting_and_how_long_requests_took(
    database: Database, database_url: str
) -> None:
    linked_accounts(database, exchange(database))
    then = left_behind(database)
    with slack_server() as server, running(given(database_url, server)) as (address, _app):
        began = system()
        for text in ("group show", "action list", "group show group:nothing"):
            assert Workspace(address, server).types(account(lead("SCT")), text, channel=CHANNEL).status == 200
        before, found, after = system(), figures(address), system()
    names = ("ready", "sending", "unknown", "undeliverable", "sent")
    assert [found["convenor_outbox_entries", name] for name in names] == [1] * 5
    oldest, longest = found["convenor_outbox_oldest_due_seconds", ""], found["convenor_outbox_longest_wait_seconds", ""]
    assert 90 <= (before - then).total_seconds() <= oldest <= (after - then).total_seconds()
    assert then + WAIT - after <= timedelta(seconds=longest) <= then + WAIT - before
    assert [found["convenor_outbox_lanes", name] for name in ("sending", "waiting", "paused")] == [1, 1, 1]
    assert found["convenor_outbox_paused_workspaces", ""] == 1
    assert [found["convenor_request_seconds_count", f"{name},slack"] for name in ("done", "refused")] == [2, 1]
    assert 0 < found["convenor_request_seconds_sum", "done,slack"] < (before - began).total_seconds()
    assert found["convenor_request_seconds_bucket", "+Inf,done,slack"] == 2
