"""Who may change an action, which post owns it, and what may follow what."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.domain.actions import (
    Action,
    ActionIsClosed,
    ActionStatus,
    DueDayIsPast,
    DueDayIsTheSame,
    NotYourAction,
    ObserversOwnNothing,
    may_settle,
    owning_post,
    require_ahead,
    require_mine,
    require_moved,
    require_open,
)
from bot.domain.giving import Owner
from bot.domain.people import Actor, Marking, Membership, Post

DUE = date(2027, 1, 15)
OWNER = Owner(7, Post.MEMBER, "SCT", "Scottish Government", 3, "Ana Sinclair")
ACTION = Action(
    id=1,
    number=12,
    reference="VAWG-12",
    group="vawg",
    group_name="Exchange",
    text="Publish minutes",
    extent=("SCT",),
    owner=OWNER,
    due=DUE,
    original_due=DUE,
    status=ActionStatus.OPEN,
    marking=Marking.OFFICIAL,
    meeting=None,
    number_in_meeting=None,
    dropped_reason="",
    raised_by="Sam Taylor",
    raised_at=datetime(2027, 1, 4, 9, tzinfo=UTC),
    closed_at=None,
)


def actor(*held: tuple[int, Post, str | None]) -> Actor:
    return Actor(official_id=1, name="Somebody", memberships=tuple(Membership(*one) for one in held))


@pytest.mark.parametrize(
    ("who", "chairing", "allowed"),
    [
        (actor((7, Post.MEMBER, "SCT")), (), True),
        (actor((8, Post.MEMBER, "SCT")), (), False),
        (actor((9, Post.LEAD, "SCT")), (), True),
        (actor((10, Post.DEPUTY, "SCT")), (), True),
        (actor((11, Post.LEAD, "WLS")), (), False),
        (actor((11, Post.LEAD, "WLS")), ("WLS",), True),
        (actor((12, Post.DEPUTY, "WLS")), ("WLS",), True),
        (actor((13, Post.MEMBER, "WLS")), ("WLS",), False),
        (actor((14, Post.OBSERVER, "SCT")), (), False),
        (actor((15, Post.SECRETARIAT, None)), (), True),
        (actor(), (), False),
    ],
)
def test_an_action_is_settled_by_its_owner_the_seats_lead_the_chair_or_the_secretariat(
    who: Actor, chairing: tuple[str, ...], allowed: bool
) -> None:
    assert may_settle(who, OWNER, chairing) is allowed


def test_what_the_secretariat_owns_no_seat_settles() -> None:
    owner = Owner(20, Post.SECRETARIAT, "", "", 5, "Sam Taylor")
    assert not may_settle(actor((9, Post.LEAD, "SCT")), owner, ())


def test_whoever_may_not_settle_it_hears_whose_it_is() -> None:
    with pytest.raises(NotYourAction) as refused:
        require_mine(actor((11, Post.LEAD, "WLS")), ACTION, ())
    assert (refused.value.reference, refused.value.owner) == ("VAWG-12", "Ana Sinclair")


@pytest.mark.parametrize(
    ("held", "owning"),
    [
        ([(5, Post.MEMBER, "SCT"), (6, Post.LEAD, "SCT")], 6),
        ([(5, Post.OBSERVER, "SCT"), (6, Post.MEMBER, "WLS")], 6),
        ([(5, Post.SECRETARIAT, None), (6, Post.DEPUTY, "SCT")], 6),
        ([(9, Post.MEMBER, "SCT"), (4, Post.MEMBER, "WLS")], 4),
        ([(5, Post.SECRETARIAT, None)], 5),
    ],
)
def test_the_leading_post_owns(held: list[tuple[int, Post, str | None]], owning: int) -> None:
    assert owning_post("Ana", [Membership(*one) for one in held]).post_id == owning


def test_an_observer_owns_nothing() -> None:
    with pytest.raises(ObserversOwnNothing):
        owning_post("Ana", [Membership(5, Post.OBSERVER, "SCT")])


@pytest.mark.parametrize("status", [ActionStatus.DONE, ActionStatus.DROPPED])
def test_what_is_closed_stays_as_it_is(status: ActionStatus) -> None:
    with pytest.raises(ActionIsClosed) as refused:
        require_open(replace(ACTION, status=status))
    assert refused.value.status == status.value


@pytest.mark.parametrize("status", [ActionStatus.OPEN, ActionStatus.IN_PROGRESS])
def test_what_is_open_or_in_progress_may_change(status: ActionStatus) -> None:
    require_open(replace(ACTION, status=status))
    assert replace(ACTION, status=status).open


def test_today_is_no_past_day() -> None:
    require_ahead(DUE, DUE)
    with pytest.raises(DueDayIsPast):
        require_ahead(date(2027, 1, 14), DUE)


def test_moving_to_the_same_day_is_refused() -> None:
    require_moved(ACTION, date(2027, 1, 16))
    with pytest.raises(DueDayIsTheSame):
        require_moved(ACTION, DUE)


def test_an_action_is_overdue_from_the_day_after() -> None:
    assert not ACTION.overdue(DUE)
    assert ACTION.overdue(date(2027, 1, 16))
    assert not replace(ACTION, status=ActionStatus.DONE).overdue(date(2027, 1, 16))


def test_a_sensitive_text_is_kept_from_channels() -> None:
    assert ACTION.discreet is ACTION
    hidden = replace(ACTION, marking=Marking.SENSITIVE, dropped_reason="why").discreet
    assert (hidden.text, hidden.dropped_reason) == ("", "")
    assert hidden.extent == ("SCT",)
