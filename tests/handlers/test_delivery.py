"""The delivery record: what the secretariat may know of what was said to whom, and nobody else."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.db import models
from bot.db.models import OutboxState
from bot.db.recipients import ToPerson, ToPlace
from bot.db.unit_of_work import Database
from bot.messages import codec
from bot.messages.model import Message
from bot.notices import NOTICES
from bot.presenters.speech import words
from tests.copies import copied
from tests.world import SECRETARIAT, World, exchange, lead, member_of_another_group

SECRET = "A private matter"


@pytest.fixture
@copied
def world(database: Database) -> World:
    exchange(database)
    return World(database)


def enter(world: World, key: str, state: OutboxState, **values: object) -> int:
    """An entry of the group in some state; to Scotland's lead unless a place is given."""
    with world.database.writing("test") as uow:
        group = uow.groups.by_slug("vawg")
        who = uow.people.by_email(str(values.pop("who", lead("SCT"))))
        assert group is not None
        assert who is not None
        to = values.pop("to", None) or ToPerson(who.id)
        assert isinstance(to, ToPerson | ToPlace)
        uow.outbox.say(
            key=key,
            subject=str(values.pop("subject", "turn-notice")),
            facts=values.pop("facts", {"reply": codec.dump(Message(SECRET))}),  # type: ignore[arg-type]
            to=to,
            now=world.now,
            group_id=group.id,
        )
        row = uow.session.query(models.OutboxEntry).filter_by(key=key).one()
        row.state = state
        for name, value in values.items():
            setattr(row, name, value)
        return row.id


@pytest.mark.parametrize("subject", NOTICES)
def test_the_record_has_a_name_for_everything_that_is_ever_said(subject: str) -> None:
    assert words("en-GB")("delivery-subject", subject=subject) != "A notice"


def test_the_secretariat_reads_what_became_of_each_thing_and_never_its_text(world: World) -> None:
    enter(world, "a", OutboxState.SENT, sent_at=world.now, sent_to="slack:T1:U1")
    enter(world, "b", OutboxState.UNDELIVERABLE, reason="user_not_found")
    enter(world, "c", OutboxState.READY, to=ToPlace("slack", "T1", "CVAWG"), subject="message")
    said = world.says(SECRETARIAT, "delivery")
    assert "Ending violence against women and girls: 3 things that were to be said" in said
    assert "In all: 1 sent, 1 waiting, 0 unsure, 1 failed, 0 no longer true when their time came." in said
    assert "Notice of a turn" in said
    assert "Lena Sct" in said
    assert "Sent by Slack." in said
    assert "Failed: That account doesn't exist any more." in said
    assert "Slack channel CVAWG" in said
    assert SECRET not in said


@pytest.mark.parametrize(
    ("asked", "count"), [("sent", 2), ("failed", 1), ("waiting", 1), ("stale", 0), ("all", 4), ("filter:sent", 2)]
)
def test_it_can_be_asked_for_by_what_came_of_it(world: World, asked: str, count: int) -> None:
    for number, state in enumerate(
        (OutboxState.SENT, OutboxState.SENT, OutboxState.UNDELIVERABLE, OutboxState.SENDING)
    ):
        enter(world, str(number), state)
    number_said = {0: "nothing that was", 1: "one thing that was"}.get(count, f"{count} things that were")
    assert f"{number_said} to be said" in world.says(SECRETARIAT, f"delivery {asked}")


def test_it_can_be_asked_for_by_person_and_by_day(world: World) -> None:
    enter(world, "a", OutboxState.SENT, sent_at=world.now - timedelta(days=3))
    enter(world, "b", OutboxState.SENT, sent_at=world.now, who=lead("WLS"))
    assert "one thing" in world.says(SECRETARIAT, f"delivery person:{lead('WLS')}")
    assert "one thing" in world.says(SECRETARIAT, "delivery since:2027-01-03")
    assert "one thing" in world.says(SECRETARIAT, "delivery until:2027-01-03")
    assert "nothing" in world.says(SECRETARIAT, "delivery since:2027-01-02 until:2027-01-03")
    assert "I know nobody in this group" in world.refuses(SECRETARIAT, "delivery person:nobody@example.org")


def test_it_is_read_page_by_page_with_the_same_filters(world: World) -> None:
    for number in range(45):
        enter(world, f"{number:02}", OutboxState.SENT, sent_at=world.now + timedelta(minutes=number))
    first = world.says(SECRETARIAT, "delivery sent")
    assert "Page 1 of 3, the latest first." in first
    assert "Older: /wg delivery filter:sent page:2 group:vawg" in first
    assert "Newer" not in first
    last = world.says(SECRETARIAT, "delivery filter:sent page:3 group:vawg")
    assert last.count("Notice of a turn") == 5
    assert "Newer: /wg delivery filter:sent page:2 group:vawg" in last
    assert "There is nothing of that kind." in world.says(SECRETARIAT, "delivery page:999999999")
    assert "Page 1 of 3" in world.says(SECRETARIAT, "delivery page:0")


def test_nobody_else_reads_it(world: World) -> None:
    member_of_another_group(world.database, "ana@other.example")
    enter(world, "a", OutboxState.SENT)
    assert "Only the group's secretariat can do that." in world.refuses(lead("SCT"), "delivery")
    assert world.refuses("ana@other.example", "delivery group:vawg") == world.refuses(
        "ana@other.example", "delivery group:nosuch"
    ).replace("nosuch", "vawg")


def test_another_groups_deliveries_and_personal_digests_are_not_in_it(world: World) -> None:
    with world.database.writing("test") as uow:
        who = uow.people.by_email(lead("SCT"))
        assert who is not None
        uow.outbox.say(key="digest", subject="digest", facts={}, to=ToPerson(who.id), now=world.now)
    assert "nothing that was to be said" in world.says(SECRETARIAT, "delivery")


def test_a_channel_that_was_lost_stands_above_the_rest(world: World) -> None:
    with world.database.writing("test") as uow:
        group = uow.groups.by_slug("vawg")
        assert group is not None
        uow.session.add(
            models.Place(group_id=group.id, platform="slack", workspace="T1", channel="CVAWG", linked_at=world.now)
        )
        uow.session.add(models.Lane(name="slack:T1:CVAWG", paused_at=world.now, paused_reason="is_archived"))
        uow.deliveries.roads.pause("slack", "T1", reason="token_revoked", now=world.now)
    said = world.says(SECRETARIAT, "delivery")
    assert "Nothing goes out in the Slack channel CVAWG since Monday 4 January 2027: The channel is archived." in said
    assert "Nothing goes out in the Slack workspace T1 since Monday 4 January 2027: My token was revoked." in said
