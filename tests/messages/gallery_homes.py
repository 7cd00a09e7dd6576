"""A Home: what waits, what is set, and the answer to what was pressed there."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

from bot.domain.homes import AtHome
from bot.domain.my import OwnTurn
from bot.domain.occasions import When
from bot.domain.preferences import OfficeHours, Preferences
from bot.domain.reminders import Digested
from bot.domain.rotation import Role
from bot.messages.model import Form, Message
from bot.presenters import actions, homes
from bot.presenters.speech import words
from tests.messages.gallery_actions import MINUTES, SURVEY, TODAY
from tests.messages.gallery_my import GROUP, NOTHING, TURN

ENGLISH = words("en-GB")
NEXT = OwnTurn(GROUP, Role.CHAIR, "SCT", When(date(2027, 4, 21)), leads=True)
MINE = replace(NOTHING, turns=(TURN,), actions=Digested((SURVEY,), (), TODAY), own=(NEXT,))
SET = Preferences("en-GB", "Europe/Dublin", OfficeHours(time(9, 30), time(15), (0, 1, 2, 4)), quieter=True)
QUIET = AtHome("/wg", replace(NOTHING, own=(NEXT,)), Preferences())

EXAMPLES: dict[str, Message | Form] = {
    "waiting": homes.home(AtHome("/wg", MINE, SET), None, ENGLISH),
    "noted": homes.home(QUIET, actions.completed(MINUTES, ENGLISH), ENGLISH),
    "nothing": homes.home(QUIET, None, ENGLISH),
    "no-group": homes.home(AtHome("/wg", replace(NOTHING, groups=(), meetings=()), Preferences()), None, ENGLISH),
    "unknown": homes.home(AtHome("/wg"), None, ENGLISH),
    "opened": homes.opened(ENGLISH),
}
