"""``home``: everything that waits on whoever asks, with their settings. What Slack's App Home shows."""

from __future__ import annotations

from bot.arguments import Nothing
from bot.commands import Answer, Context, command
from bot.domain.people import Account
from bot.domain.permissions import Right
from bot.presenters import homes as present
from bot.services import homes


@command("home", requires=Right.ANYONE, changes=True)
def home(context: Context, _arguments: Nothing) -> Answer:
    """Opened as a page of its own it is published there, and kept current; typed, it is the reply."""
    asked, uow, now = context.invocation, context.uow, context.now
    if asked.home:
        account = Account(*asked.who)
        homes.opened(uow, account=account, prefix=asked.prefix, now=now)
        return Answer(present.opened(context.words))
    found = homes.of_person(uow, official_id=context.actor.official_id, prefix=asked.prefix, now=now)
    return Answer(present.home(found, None, context.words))
