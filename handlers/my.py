"""``my``: everything that waits on whoever asks. A bare ``/wg`` is the same."""

from __future__ import annotations

from bot.arguments import Nothing
from bot.commands import Answer, Context, command
from bot.domain.permissions import Right
from bot.presenters import my as present
from bot.services import my


@command("my", requires=Right.ANYONE, aliases=("mine",))
def waiting(context: Context, _arguments: Nothing) -> Answer:
    """Somebody whose account is tied to nobody is told how to begin."""
    prefix = context.invocation.prefix
    found = my.waiting(context.uow, by=context.actor, now=context.now)
    if found is None:
        return Answer(present.unknown(prefix, context.words))
    return Answer(present.waiting(found, prefix, context.words))
