"""Seats, in words."""

from __future__ import annotations

from datetime import date

from bot.domain.members import Left, LeftBehind
from bot.messages.model import Form, Message
from bot.presenters import seats
from bot.presenters.speech import words
from tests.messages.gallery_groups import SEATS, VAWG

ENGLISH = words("en-GB")
TODAY = date(2027, 3, 1)
WALES, GERMANY = SEATS[2], SEATS[3]
OPEN = (
    LeftBehind("VAWG-12", "Publish the minutes of <the first> meeting", ("WLS",)),
    LeftBehind("VAWG-14", "Ask for the housing figures", ("ENG", "WLS")),
)

EXAMPLES: dict[str, Message | Form] = {
    "added": seats.added(GERMANY, VAWG, ENGLISH),
    "left": seats.left(Left(WALES, date(2028, 2, 1), OPEN), VAWG, TODAY, ENGLISH, public=False),
    "left-public": seats.left(Left(WALES, date(2028, 2, 1), OPEN), VAWG, TODAY, ENGLISH, public=True),
    "left-today": seats.left(Left(WALES, TODAY, OPEN[:1]), VAWG, TODAY, ENGLISH, public=True),
    "ordered": seats.ordered(SEATS, VAWG, ENGLISH),
}
