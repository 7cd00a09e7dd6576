"""The outbox against Slack's wire: nothing lost, nothing twice."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot.clock import fixed
from bot.commands import Invocation
from bot.db import models
from bot.db.recipients import ToPerson, ToPlace
from bot.db.unit_of_work import Database
from bot.deliverer import Counts, Deliverer
from bot.dispatch import Dispatcher
from bot.gateways import Address, Gateway
from bot.matching import Menu
from bot.messages import codec, plain_text
from bot.messages.model import Message
from bot.notices.model import said
from bot.platforms.slack.api import Api
from bot.platforms.slack.gateway import SlackGateway
from bot.services import workspaces
from handlers import COMMANDS
from tests.platforms.slack_client import token
from tests.platforms.slack_server import Fault, SlackServer, direct, slack_server
from tests.platforms.slack_world import CHANNEL, account, linked_accounts
from tests.world import OPERATOR, SECRETARIAT, deputy, exchange, lead

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


def deliver(
    database: Database, server: SlackServer, now: datetime = NOW, *, beside: Sequence[Gateway] = (), **extra: Any
) -> Counts:
    """One round. Slack's clock goes on as ours does, years behind it."""
    server.at = lambda: 1_700_000_000.0 + (now - NOW).total_seconds()

    async def one_round() -> Counts:
        api = Api(server.api_url)
        try:
            gateway = SlackGateway(api, token)
            return await Deliverer(database, [gateway, *beside], fixed(now), luck=lambda: 0.0, **extra).deliver_due(now)
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
    "an answer lost after the post was taken": (Fault(cut="after"), "unknown", 1),
    "a connection cut before it was": (Fault(cut="before"), "unknown", 2),
    "a gateway that gave up": (Fault(status=504), "unknown", 2),
    "an error of which Slack isn't sure": (Fault(error="internal_error"), "unknown", 2),
    "a refusal for now": (Fault(status=429), "later", 1),
    "a failure": (Fault(status=503), "later", 1),
}


@pytest.mark.parametrize("what", FAULTS)
def test_after_any_fault_it_was_said_once(what: str, database: Database, server: SlackServer) -> None:
    """What isn't seen at the first look is looked for once more before it is said again."""
    fault, counted, looks = FAULTS[what]
    for title in ("a", "b", "c"):
        enter(database, title, ToPlace("slack", "T1", CHANNEL))
    server.plan("chat.postMessage", fault)
    assert deliver(database, server) == Counts(**{counted: 1})
    for look in range(1, looks):
        assert deliver(database, server, NOW + look * LATER) == Counts(unknown=1)
    assert deliver(database, server, NOW + looks * LATER) == Counts(sent=3)
    assert titles(server) == ["a", "b", "c"]
    assert states(database) == {"sent": 3}


def test_a_message_still_on_its_way_is_waited_for_by_slacks_own_clock(database: Database, server: SlackServer) -> None:
    """It arrives after the first look. However far our clock jumps, Slack's has to go on before it is said again."""
    enter(database, "a", ToPlace("slack", "T1", CHANNEL))
    server.plan("chat.postMessage", Fault(cut="after", hidden=700))
    assert deliver(database, server) == Counts(unknown=1)
    assert deliver(database, server, NOW + LATER) == Counts(unknown=1)
    assert deliver(database, server, NOW + 2 * LATER) == Counts(sent=1)
    assert titles(server) == ["a"]


def test_a_clock_that_jumps_ahead_says_nothing_early(database: Database, server: SlackServer) -> None:
    enter(database, "a", ToPlace("slack", "T1", CHANNEL))
    server.plan("chat.postMessage", Fault(cut="after", hidden=20))
    assert deliver(database, server) == Counts(unknown=1)
    still = server.at()
    for hours in (1, 2, 3):
        ahead = NOW + timedelta(hours=hours)

        async def one_round(ahead: datetime = ahead) -> Counts:
            api = Api(server.api_url)
            try:
                return await Deliverer(database, [SlackGateway(api, token)], fixed(ahead)).deliver_due(ahead)
            finally:
                await api.close()

        server.at = lambda: still + 1
        assert asyncio.run(one_round()) == Counts(unknown=1)
    assert deliver(database, server, NOW + timedelta(hours=4)) == Counts(sent=1)
    assert titles(server) == ["a"]


def test_where_history_may_not_be_read_it_is_said_again_with_a_mark(database: Database, server: SlackServer) -> None:
    server.scopes.clear()
    enter(database, "a", ToPlace("slack", "T1", CHANNEL))
    server.plan("chat.postMessage", Fault(cut="after"))
    assert deliver(database, server) == Counts(unknown=1)
    assert deliver(database, server, NOW + LATER) == Counts(sent=1)
    first, again = titles(server)
    assert first == "a"
    assert again.startswith("a (repeat)\nYou may have had this already.")


def test_an_entry_that_could_not_be_looked_for_waits(database: Database, server: SlackServer) -> None:
    enter(database, "a", ToPlace("slack", "T1", CHANNEL))
    server.plan("chat.postMessage", Fault(cut="after"))
    server.plan("conversations.history", Fault(status=429), Fault(cut="before"))
    assert deliver(database, server) == Counts(unknown=1)
    assert deliver(database, server, NOW + LATER) == Counts(later=1)
    assert deliver(database, server, NOW + 2 * LATER) == Counts(unknown=1)
    assert deliver(database, server, NOW + 3 * LATER) == Counts(sent=1)
    assert titles(server) == ["a"]


DAY = timedelta(days=1)


def one_by_one(database: Database, server: SlackServer, now: datetime, **extra: Any) -> Counts:
    """A round in which one message is under way at a time: what one learns, the next one knows."""
    return deliver(database, server, now, at_once=1, **extra)


def test_a_revoked_token_is_found_out_by_one_call_and_everything_waits_until_it_is_mended(
    database: Database, server: SlackServer
) -> None:
    for title, channel in (("a", CHANNEL), ("b", "C2"), ("c", "C3")):
        enter(database, title, ToPlace("slack", "T1", channel))
    server.revoked = True
    assert one_by_one(database, server, NOW) == Counts(undeliverable=1)
    assert one_by_one(database, server, NOW + LATER) == Counts()
    assert one_by_one(database, server, NOW + DAY) == Counts(undeliverable=1)
    assert len(server.called("chat.postMessage")) == 2
    server.revoked = False
    with database.writing("test") as uow:
        workspaces.remember(
            uow, platform="slack", workspace="T1", name="x", bot_account="U", token="new", now=NOW + DAY
        )
    assert one_by_one(database, server, NOW + DAY + LATER) == Counts(sent=3)
    assert sorted(titles(server)) == ["a", "b", "c"]


def test_those_who_run_the_service_hear_of_a_lost_workspace_once_by_mail(
    database: Database, server: SlackServer
) -> None:
    group_id = exchange(database)
    linked_accounts(database, group_id)
    enter(database, "a", ToPlace("slack", "T1", CHANNEL))
    server.revoked = True
    mail = Mailbox()
    for number in range(4):
        later = NOW + number * DAY / 2
        deliver(database, server, later, operators=[OPERATOR, SECRETARIAT], beside=[mail])
    assert sorted(mail.sent) == [
        (OPERATOR, "Slack no longer lets me speak in T1"),
        (SECRETARIAT, "Slack no longer lets me speak in T1"),
    ]
    assert len(server.called("chat.postMessage")) == 2


@pytest.mark.parametrize("lost", ["archived", "absent", "gone"])
def test_a_lost_channel_is_found_out_by_one_call_and_its_secretariat_is_told_once(
    lost: str, database: Database, server: SlackServer
) -> None:
    group_id = exchange(database)
    linked_accounts(database, group_id)
    for title in ("a", "b"):
        enter(database, title, ToPlace("slack", "T1", CHANNEL))
    getattr(server, lost).add(CHANNEL)
    assert deliver(database, server) == Counts(undeliverable=1, sent=1)
    told = server.posts[0]
    assert told.channel == direct(account(SECRETARIAT))
    assert told.text.startswith("Ending violence against women and girls: I can't post in a Slack channel any more")
    assert deliver(database, server, NOW + LATER) == Counts()
    assert deliver(database, server, NOW + DAY) == Counts(undeliverable=1)
    assert deliver(database, server, NOW + DAY + LATER) == Counts()
    tried = [call for call in server.called("chat.postMessage") if call["channel"] == CHANNEL]
    assert (len(tried), len(server.posts)) == (2, 1)
    getattr(server, lost).clear()
    assert deliver(database, server, NOW + 2 * DAY) == Counts(sent=2)
    assert titles(server)[1:] == ["a", "b"]


def test_a_channel_that_is_linked_again_gets_what_waited(database: Database, server: SlackServer) -> None:
    group_id = exchange(database)
    linked_accounts(database, group_id)
    enter(database, "a", ToPlace("slack", "T1", CHANNEL))
    server.absent.add(CHANNEL)
    deliver(database, server)
    server.absent.clear()
    dispatcher = Dispatcher(database, Menu(COMMANDS), fixed(NOW + LATER))
    answered = dispatcher(Invocation("slack", "T1", account(SECRETARIAT), "group link", channel=CHANNEL))
    assert answered.outcome == "done"
    assert deliver(database, server, NOW + LATER) == Counts(sent=1)
    assert titles(server)[-1] == "a"


def test_what_waits_too_long_for_a_lost_channel_is_given_up_with_its_reason(
    database: Database, server: SlackServer
) -> None:
    enter(database, "a", ToPlace("slack", "T1", CHANNEL))
    enter(database, "b", ToPlace("slack", "T1", CHANNEL))
    server.archived.add(CHANNEL)
    for day in range(9):
        deliver(database, server, NOW + day * DAY)
    assert states(database) == {"undeliverable": 2}
    with database.reading() as uow:
        assert set(uow.session.scalars(select(models.OutboxEntry.reason))) == {"is_archived"}


class Mailbox:
    """Mail, beside Slack."""

    platform = "email"

    def __init__(self) -> None:
        self.sent: list[tuple[str, str]] = []

    async def send(self, address: Address, message: Message, *, key: str) -> str:
        self.sent.append((address.channel, message.title))
        return key


def person(database: Database, email: str) -> int:
    with database.reading() as uow:
        found = uow.people.by_email(email)
    assert found is not None
    return found.id


def test_whoever_can_not_be_reached_in_slack_gets_a_mail_and_is_tried_there_once(
    database: Database, server: SlackServer
) -> None:
    linked_accounts(database, exchange(database))
    enter(database, "a", ToPerson(person(database, lead("SCT"))))
    mail = Mailbox()
    server.plan("chat.postMessage", Fault(error="user_not_found"))
    assert deliver(database, server, beside=[mail]) == Counts(undeliverable=1, sent=1)
    assert mail.sent == [(lead("SCT"), "a")]
    assert deliver(database, server, NOW + DAY, beside=[mail]) == Counts()
    assert len(server.calls) == 0


def test_a_lost_workspace_does_not_keep_people_waiting_who_have_another_address(
    database: Database, server: SlackServer
) -> None:
    linked_accounts(database, exchange(database))
    enter(database, "a", ToPerson(person(database, lead("SCT"))))
    mail = Mailbox()
    server.revoked = True
    assert deliver(database, server, beside=[mail]) == Counts(undeliverable=1, sent=1)
    assert mail.sent == [(lead("SCT"), "a")]


def test_whoever_has_no_other_address_waits_for_a_lost_workspace(database: Database, server: SlackServer) -> None:
    linked_accounts(database, exchange(database))
    enter(database, "a", ToPerson(person(database, lead("SCT"))))
    server.revoked = True
    assert deliver(database, server) == Counts(undeliverable=1)
    assert deliver(database, server, NOW + LATER) == Counts()
    server.revoked = False
    assert deliver(database, server, NOW + DAY) == Counts(sent=1)
    assert titles(server) == ["a"]


def test_of_a_workspace_without_convenor_somebody_hears_by_mail_or_their_deputy_does(
    database: Database, server: SlackServer
) -> None:
    """Both are met in a channel that is shared with them. Nothing is lost of which the owner should hear."""
    group_id = exchange(database)
    linked_accounts(database, group_id)
    with database.writing("test") as uow:
        for theirs in (lead("SCT"), lead("WLS")):
            row = uow.session.scalars(select(models.Account).where(models.Account.account == account(theirs))).one()
            row.workspace = "T9"
            facts = {"reply": codec.dump(Message(f"For {theirs}"))}
            to = ToPerson(person(database, theirs))
            uow.outbox.say(key=theirs, subject="turn-notice", facts=facts, to=to, now=NOW, group_id=group_id)
        uow.people.record(person(database, lead("WLS"))).email = None
    mail = Mailbox()
    told: dict[str, Any] = {"operators": [OPERATOR], "notices": {"turn-notice": said}}
    assert deliver(database, server, beside=[mail], **told) == Counts(undeliverable=2, sent=2)
    assert mail.sent == [(lead("SCT"), f"For {lead('SCT')}")]
    [stands_in] = server.posts
    assert stands_in.channel == direct(account(deputy("WLS")))
    assert stands_in.text.startswith(f"For {lead('WLS')}\nThis was for Lena Wls, whom I can't reach")
    assert states(database) == {"sent": 2, "undeliverable": 1}
    assert deliver(database, server, NOW + LATER, beside=[mail], **told) == Counts()
    dispatcher = Dispatcher(database, Menu(COMMANDS), fixed(NOW + LATER))
    shown = dispatcher(Invocation("slack", "T1", account(SECRETARIAT), "delivery")).reply
    assert isinstance(shown, Message)
    read = plain_text.render(shown, width=200)
    assert read.count("I'm not installed there.") == 2, read
    assert "Sent by e-mail. Not by Slack: I'm not installed there." in read
    assert "Dara Wls, instead of Lena Wls" in read


def test_an_unknown_outcome_at_a_lost_address_is_marked_at_the_next(database: Database, server: SlackServer) -> None:
    linked_accounts(database, exchange(database))
    enter(database, "a", ToPerson(person(database, lead("SCT"))))
    mail = Mailbox()
    server.plan("chat.postMessage", Fault(cut="after"))
    assert deliver(database, server, beside=[mail]) == Counts(unknown=1)
    server.revoked = True
    assert deliver(database, server, NOW + LATER, beside=[mail]) == Counts(undeliverable=1, sent=1)
    assert mail.sent == [(lead("SCT"), "a (repeat)")]
