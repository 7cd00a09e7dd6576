"""``open``: the pages in a browser, by a link for whoever asks alone, which serves once."""

from __future__ import annotations

from bot.arguments import Nothing
from bot.commands import Answer, Context, command
from bot.domain.permissions import Right
from bot.domain.signing import NoPagesHere
from bot.presenters import signing as present
from bot.services import signing


@command("open", requires=Right.OFFICIAL, changes=True)
def open_(context: Context, _arguments: Nothing) -> Answer:
    """Never public: whoever presses the link first is signed in."""
    if context.opens is None:
        raise NoPagesHere
    sign_in_id = signing.issue(context.uow, by=context.actor, now=context.now)
    return Answer(present.offered(context.opens(sign_in_id), context.words))
