"""Who may give an action, who may answer, and when it changes hands at once."""

from __future__ import annotations

import pytest

from bot.domain.giving import (
    NotYoursToGive,
    OfferedToSomebodyElse,
    Owner,
    at_once,
    require_may_answer,
    require_may_give,
)
from bot.domain.people import Actor, Membership, Post

SCT = Owner(7, Post.MEMBER, "SCT", "Scottish Government", 3, "Ana")
IRL = Owner(8, Post.MEMBER, "IRL", "Government of Ireland", 4, "Aoife")
OFFICE = Owner(9, Post.SECRETARIAT, "", "", 5, "Sam")


def actor(post: Post, seat: str | None, post_id: int = 1) -> Actor:
    return Actor(2, "Somebody", memberships=(Membership(post_id, post, seat),))


GIVES = [
    (actor(Post.LEAD, "SCT"), (), True),
    (actor(Post.DEPUTY, "SCT"), (), True),
    (actor(Post.MEMBER, "SCT", 7), (), False),
    (actor(Post.LEAD, "IRL"), (), False),
    (actor(Post.LEAD, "IRL"), ("IRL",), True),
    (actor(Post.OBSERVER, "SCT"), (), False),
    (actor(Post.SECRETARIAT, None), (), True),
]


@pytest.mark.parametrize(("who", "chairing", "may"), GIVES)
def test_the_lead_the_chair_and_the_secretariat_give(who: Actor, chairing: tuple[str, ...], may: bool) -> None:
    if may:
        require_may_give(who, "VAWG-1", SCT, chairing)
    else:
        with pytest.raises(NotYoursToGive):
            require_may_give(who, "VAWG-1", SCT, chairing)


ANSWERS = [
    (actor(Post.MEMBER, "IRL", 8), IRL, True),
    (actor(Post.MEMBER, "IRL", 6), IRL, False),
    (actor(Post.DEPUTY, "IRL"), IRL, True),
    (actor(Post.LEAD, "SCT"), IRL, False),
    (actor(Post.SECRETARIAT, None), IRL, True),
    (actor(Post.SECRETARIAT, None), OFFICE, True),
    (actor(Post.LEAD, "IRL"), OFFICE, False),
]


@pytest.mark.parametrize(("who", "to", "may"), ANSWERS)
def test_who_is_asked_answers_or_the_lead_there(who: Actor, to: Owner, may: bool) -> None:
    if may:
        require_may_answer(who, "VAWG-1", to)
    else:
        with pytest.raises(OfferedToSomebodyElse):
            require_may_answer(who, "VAWG-1", to)


def test_only_within_a_seat_or_by_who_may_accept_there_it_changes_hands_at_once() -> None:
    assert at_once(SCT, SCT, actor(Post.LEAD, "SCT"))
    assert not at_once(SCT, IRL, actor(Post.LEAD, "SCT"))
    assert not at_once(SCT, IRL, actor(Post.SECRETARIAT, None))
    assert at_once(SCT, IRL, actor(Post.LEAD, "IRL"))
    assert at_once(SCT, OFFICE, actor(Post.SECRETARIAT, None))
