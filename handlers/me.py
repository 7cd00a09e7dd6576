"""``me``: who I am here, and which accounts are mine. Never public."""

from __future__ import annotations

from dataclasses import dataclass

from bot.arguments import Nothing, rest
from bot.commands import Answer, Context, command
from bot.domain.people import Account
from bot.domain.permissions import Right
from bot.presenters import people as present
from bot.services import linking, people


@dataclass(frozen=True)
class Link:
    code: str = rest()


@command("me", requires=Right.OFFICIAL)
def me(context: Context, _arguments: Nothing) -> Answer:
    return Answer(present.myself(people.myself(context.uow, by=context.actor), context.words))


@command("me link", requires=Right.ANYONE, changes=True)
def link(context: Context, arguments: Link) -> Answer:
    """A wrong code leaves a trace, so it is an answer and no refusal that undoes everything."""
    asked = context.invocation
    account = Account(asked.platform, asked.workspace, asked.account)
    official = linking.redeem(context.uow, code=arguments.code, account=account, by=context.actor, now=context.now)
    if official is None:
        return Answer(present.code_refused(context.words), outcome="refused")
    return Answer(present.linked(official, context.words))
