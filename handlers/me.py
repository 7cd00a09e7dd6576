"""``me``: who I am here, and which accounts are mine. Never public."""

from __future__ import annotations

from dataclasses import dataclass

from bot.arguments import Nothing, rest
from bot.commands import Answer, Context, command
from bot.domain.joining import NoMailHere
from bot.domain.members import address, looks_like_address
from bot.domain.people import Account
from bot.domain.permissions import Right
from bot.presenters import joining
from bot.presenters import people as present
from bot.services import linking, people, standing


@dataclass(frozen=True)
class Link:
    code: str = rest()


@command("me", requires=Right.OFFICIAL)
def me(context: Context, _arguments: Nothing) -> Answer:
    return Answer(present.myself(people.myself(context.uow, by=context.actor), context.words))


@command("me link", requires=Right.ANYONE, changes=True)
def link(context: Context, arguments: Link) -> Answer:
    """An address sends a new code, with the same answer whoever it belongs to. A wrong code leaves a trace, so it is
    an answer and no refusal that undoes everything."""
    asked = context.invocation
    account = Account(*asked.who)
    if looks_like_address(arguments.code):
        return _send(context, address(arguments.code), account)
    official = linking.redeem(context.uow, code=arguments.code, account=account, by=context.actor, now=context.now)
    if official is None:
        return Answer(present.code_refused(context.words), outcome="refused")
    found = standing.of(context.uow, official=official, now=context.now)
    return Answer(joining.linked(official, found, context.words))


def _send(context: Context, to: str, account: Account) -> Answer:
    if not context.mails:
        raise NoMailHere
    linking.request_code(context.uow, address=to, account=account, now=context.now)
    return Answer(joining.code_on_its_way(to, context.words))
