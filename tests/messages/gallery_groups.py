"""Working groups, in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.domain.groups import Closed, Created, Edited, Group, LinkedChannel, Seat, Shown
from bot.domain.people import GroupKind, Marking, Membership, Official, Post
from bot.domain.rotation import Kind, Turn, TurnState
from bot.messages.model import Form, Message
from bot.presenters import groups
from bot.presenters.speech import words

ENGLISH = words("en-GB")
VAWG = Group(
    id=1,
    slug="vawg",
    name="Ending VAWG exchange",
    purpose="Five governments exchange what they have learned on ending violence against women and girls.",
    kind=GroupKind.WORKING,
    marking=Marking.OFFICIAL,
    zone="Europe/London",
    language="en-GB",
    starts_on=date(2027, 1, 4),
    closed_on=None,
    policy={},
    notice_days=(28, 7),
    themes=("prevention", "housing"),
    review_on=date(2027, 12, 1),
)
SECRET = replace(VAWG, marking=Marking.SENSITIVE, notice_days=(21, 5))
_NAMES = {"UKG": "UK Government", "SCT": "Scottish Government", "WLS": "Welsh Government", "DEU": "Germany"}
SEATS = tuple(
    Seat(number, code, name, "Europe/London", "GB", (code,), date(2027, 1, 4), None)
    for number, (code, name) in enumerate(_NAMES.items(), start=1)
)
SAM = Official(1, "Sam Taylor", "sam@example.org", "en-GB", "Europe/London")


def _turn(number: int, day: date, chair: str, host: str | None) -> Turn:
    projected = TurnState.PROJECTED
    return Turn(number, day, Kind.REGULAR, chair, projected, (), host, projected, ())


TURNS = (
    _turn(1, date(2027, 1, 20), "UKG", "SCT"),
    _turn(2, date(2027, 4, 21), "SCT", "WLS"),
    _turn(3, date(2027, 7, 21), "WLS", "WLS"),
)
HERE = LinkedChannel("slack", "T1", "C1", "channel")
CHANNELS = (HERE, LinkedChannel("slack", "T1", "C2", "members"))
GIVEN = [
    ("slug", "vawg"),
    ("name", "Ending VAWG exchange"),
    ("seats", "UKG, SCT, WLS, DEU"),
    ("series", "third wednesday of jan, apr, jul at 10:00 for 2 hours"),
]
EDITED = Edited(SECRET, ("purpose", "themes", "marking", "notice_days"))

EXAMPLES: dict[str, Message | Form] = {
    "created": groups.created(Created(VAWG, SEATS, (), linked=False, occupied=True), "Sam Taylor", ENGLISH),
    "created-with-series": groups.created(
        Created(VAWG, SEATS, TURNS, linked=True, occupied=False), "Sam Taylor", ENGLISH
    ),
    "preview": groups.preview(Created(VAWG, SEATS, TURNS, linked=False, occupied=False), GIVEN, ENGLISH),
    "preview-without-meetings": groups.preview(
        Created(VAWG, SEATS, (), linked=False, occupied=False), GIVEN[:3], ENGLISH
    ),
    "shown": groups.shown(Shown(VAWG, SEATS, (SAM,), TURNS[0], CHANNELS), ENGLISH),
    "shown-sensitive": groups.shown(Shown(SECRET, SEATS, (SAM,), None, (HERE,)), ENGLISH),
    "listed": groups.listed(((VAWG, (Membership(1, Post.LEAD, "SCT"), Membership(2, Post.MEMBER, "WLS"))),), ENGLISH),
    "listed-none": groups.listed((), ENGLISH),
    "edited": groups.edited(EDITED, ENGLISH, public=False),
    "edited-public": groups.edited(EDITED, ENGLISH, public=True),
    "closed": groups.closed(Closed(VAWG, "Its work is done", actions=3, meetings=1), ENGLISH),
    "linked": groups.linked(HERE, VAWG, "Sam Taylor", ENGLISH),
    "linked-in-a-language": groups.linked(replace(HERE, language="en-GB"), VAWG, "Sam Taylor", ENGLISH),
    "shown-languages": groups.shown(
        Shown(VAWG, SEATS, (SAM,), None, (replace(HERE, language="en-GB"), HERE, CHANNELS[1])), ENGLISH
    ),
    "unlinked": groups.unlinked(VAWG, "Sam Taylor", ENGLISH),
}
