"""Who hears of a turn in another's place: each person once, down the line, until somebody is reached."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from bot.clock import fixed
from bot.db import models
from bot.db.recipients import ToPerson
from bot.db.unit_of_work import Database
from bot.deliverer import Counts, Deliverer
from bot.domain.deliveries import INSTEAD_OF
from bot.domain.people import Account, Post
from bot.gateways import Address, Undeliverable
from bot.messages import plain_text
from bot.messages.model import Message
from bot.notices.model import Entry
from bot.presenters.speech import Words
from tests.world import SECRETARIAT, deputy, exchange, lead

NOW = datetime(2027, 1, 4, 9, 0, tzinfo=UTC)


def said(_uow: object, entry: Entry, _words: Words, _now: datetime) -> Message | None:
    return Message(f"Notice of {entry.facts.get('meeting')}")


NOTICES = {"turn-notice": said, "meeting-question": said, "message": said}


class Chat:
    """A platform that reaches nobody but those in ``reached``; it keeps whom it was asked for."""

    platform = "web"

    def __init__(self, *reached: str) -> None:
        self.reached = reached
        self.asked: list[str] = []
        self.said: list[tuple[str, str]] = []

    async def send(self, address: Address, message: Message, *, key: str) -> str:
        self.asked.append(address.channel)
        if address.channel not in self.reached:
            raise Undeliverable("user_not_found")
        self.said.append((address.channel, plain_text.render(message, width=1_000)))
        return key


@pytest.fixture
def group_id(database: Database) -> int:
    return exchange(database)


def official(database: Database, email: str) -> int:
    with database.reading() as uow:
        found = uow.people.by_email(email)
    assert found is not None
    return found.id


def enter(
    database: Database, group_id: int | None, who: str, *, subject: str = "turn-notice", meeting: int = 7
) -> None:
    with database.writing("test") as uow:
        seat = next((s.id for s in uow.groups.seats(group_id) if s.code == "SCT"), None) if group_id else None
        facts = {"meeting": meeting, "seat": seat} if subject.startswith("turn") else {"meeting": meeting}
        uow.outbox.say(
            key=f"{subject}:{meeting}:{who}",
            subject=subject,
            facts=facts,
            to=ToPerson(official(database, who)),
            now=NOW,
            group_id=group_id,
        )


def deliver(database: Database, *gateways: Chat) -> Counts:
    return asyncio.run(Deliverer(database, gateways, fixed(NOW), notices=NOTICES).deliver_due(NOW))


def test_a_turn_that_its_lead_can_not_hear_of_comes_to_the_deputy(database: Database, group_id: int) -> None:
    enter(database, group_id, lead("SCT"))
    web = Chat(deputy("SCT"), SECRETARIAT)
    assert deliver(database, web) == Counts(sent=1, undeliverable=1)
    [(who, words)] = web.said
    assert who == deputy("SCT")
    assert "This was for Lena Sct, whom I can't reach at any address I know. I tell you instead." in words


def test_then_to_the_secretariat_and_nobody_is_tried_twice(database: Database, group_id: int) -> None:
    enter(database, group_id, lead("SCT"))
    web = Chat(SECRETARIAT)
    assert deliver(database, web) == Counts(sent=1, undeliverable=2)
    assert web.asked == [lead("SCT"), deputy("SCT"), SECRETARIAT]
    with database.reading() as uow:
        rows = uow.session.scalars(select(models.OutboxEntry).order_by(models.OutboxEntry.id)).all()
    first, second = official(database, lead("SCT")), official(database, deputy("SCT"))
    assert [row.facts.get(INSTEAD_OF) for row in rows] == [None, [first], [first, second]]
    assert [row.state.value for row in rows] == ["undeliverable", "undeliverable", "sent"]


def test_where_nobody_can_be_reached_it_ends(database: Database, group_id: int) -> None:
    enter(database, group_id, lead("SCT"))
    web = Chat()
    assert deliver(database, web) == Counts(undeliverable=3)
    assert deliver(database, web) == Counts()
    assert web.asked == [lead("SCT"), deputy("SCT"), SECRETARIAT]


def test_whoever_was_told_already_is_not_told_again(database: Database, group_id: int) -> None:
    """The secretariat is asked of a meeting as well as the chairing seat's leads."""
    enter(database, group_id, SECRETARIAT, subject="meeting-question")
    enter(database, group_id, lead("SCT"), subject="meeting-question")
    web = Chat(SECRETARIAT)
    assert deliver(database, web) == Counts(sent=1, undeliverable=2)
    assert [who for who, _ in web.said] == [SECRETARIAT]


def test_the_same_kind_of_notice_about_something_else_is_told(database: Database, group_id: int) -> None:
    enter(database, group_id, SECRETARIAT, subject="meeting-question", meeting=6)
    enter(database, group_id, lead("SCT"), subject="meeting-question", meeting=7)
    web = Chat(SECRETARIAT)
    deliver(database, web)
    assert sorted(words.splitlines()[0] for _, words in web.said) == ["Notice of 6", "Notice of 7"]


def test_what_concerns_one_person_alone_goes_to_nobody_else(database: Database, group_id: int) -> None:
    enter(database, group_id, lead("SCT"), subject="message")
    web = Chat(SECRETARIAT, deputy("SCT"))
    assert deliver(database, web) == Counts(undeliverable=1)
    assert web.asked == [lead("SCT")]


def test_each_address_is_tried_once_before_somebody_stands_in(database: Database, group_id: int) -> None:
    enter(database, group_id, lead("SCT"))
    web, mail = Chat(), Chat(deputy("SCT"))
    mail.platform = "email"
    assert deliver(database, web, mail) == Counts(sent=1, undeliverable=3)
    assert web.asked == [lead("SCT"), deputy("SCT")]
    assert mail.asked == [lead("SCT"), deputy("SCT")]
    with database.reading() as uow:
        refused = uow.session.execute(
            select(models.Refusal.platform, models.Refusal.channel).order_by(models.Refusal.id)
        ).all()
    assert [tuple(row) for row in refused] == [
        ("web", lead("SCT")),
        ("email", lead("SCT")),
        ("web", deputy("SCT")),
    ]


def test_a_person_without_any_address_is_stood_in_for_too(database: Database, group_id: int) -> None:
    enter(database, group_id, lead("SCT"))
    with database.writing("test") as uow:
        for row in uow.session.scalars(select(models.Account).where(models.Account.account == lead("SCT"))):
            uow.session.delete(row)
    web = Chat(deputy("SCT"))
    assert deliver(database, web) == Counts(sent=1, undeliverable=1)
    assert web.asked == [deputy("SCT")]


def test_a_post_that_is_vacant_is_passed_over(database: Database, group_id: int) -> None:
    with database.writing("test") as uow:
        held = uow.people.holdings(group_id)
        post = next(h.post_id for h in held if h.seat == "SCT" and h.post is Post.DEPUTY)
        holder = uow.people.current_holder(post)
        assert holder is not None
        holder.until = NOW
    enter(database, group_id, lead("SCT"))
    web = Chat(SECRETARIAT)
    deliver(database, web)
    assert web.asked == [lead("SCT"), SECRETARIAT]


def test_the_ladder_goes_over_every_address_of_each_in_the_order_they_prefer(database: Database, group_id: int) -> None:
    """Slack, Teams and mail: the lead's own addresses first, then the deputy's, then the secretariat's."""
    for who, prefers in ((lead("SCT"), "email"), (deputy("SCT"), "teams"), (SECRETARIAT, "")):
        with database.writing("test") as uow:
            row = uow.people.record(official(database, who))
            row.prefers = prefers
            for platform in ("slack", "teams"):
                uow.people.tie(Account(platform, "T1", f"{platform}:{who}"), row.id, NOW)
    enter(database, group_id, lead("SCT"))
    ways = [Chat(), Chat(), Chat(SECRETARIAT)]
    asked: list[str] = []
    for way, platform in zip(ways, ("slack", "teams", "email"), strict=True):
        way.platform, way.asked = platform, asked
    assert deliver(database, *ways) == Counts(sent=1, later=0, undeliverable=8)
    assert asked == [
        *(lead("SCT"), f"slack:{lead('SCT')}", f"teams:{lead('SCT')}"),
        *(f"teams:{deputy('SCT')}", f"slack:{deputy('SCT')}", deputy("SCT")),
        *(f"slack:{SECRETARIAT}", f"teams:{SECRETARIAT}", SECRETARIAT),
    ]
