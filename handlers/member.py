"""``member``: who holds which post."""

from __future__ import annotations

from dataclasses import dataclass

from bot.arguments import Missing, Nothing, choice, option, person, seat
from bot.commands import Answer, Context, command
from bot.domain.people import PersonName, Post
from bot.domain.permissions import Right
from bot.presenters import members as present
from bot.services import members

POSTS = tuple(post.value for post in Post)


@dataclass(frozen=True)
class Add:
    person: PersonName = person(positional=True, ask="newcomer")
    as_: str = choice(*POSTS)
    seat: str = seat(default="")
    name: str = option(default="")
    email: str = option(default="")


@dataclass(frozen=True)
class Remove:
    person: PersonName = person(positional=True)
    seat: str = seat(default="")
    as_: str = choice(*POSTS, default="")


@command("member add", requires=Right.MANAGE_GROUP, changes=True)
def add(context: Context, arguments: Add) -> Answer:
    """Every post but the secretariat's belongs to a seat."""
    if arguments.as_ != Post.SECRETARIAT.value and not arguments.seat:
        raise Missing("seat")
    added = members.add(
        context.uow,
        group=context.group,
        name=arguments.person,
        seat=arguments.seat,
        post=Post(arguments.as_),
        called=arguments.name,
        email=arguments.email,
        platform=context.invocation.platform,
        workspace=context.invocation.workspace,
        today=context.today,
        by=context.actor,
        now=context.now,
    )
    return context.shared(present.added(added, context.words))


@command("member remove", requires=Right.MANAGE_GROUP, changes=True)
def remove(context: Context, arguments: Remove) -> Answer:
    removed = members.remove(
        context.uow,
        group=context.group,
        name=arguments.person,
        seat=arguments.seat,
        post=Post(arguments.as_) if arguments.as_ else None,
        platform=context.invocation.platform,
        workspace=context.invocation.workspace,
        by=context.actor,
        now=context.now,
    )
    words = context.words
    return Answer(present.removed(removed, words, public=False), announce=present.removed(removed, words, public=True))


@command("member list", requires=Right.SEE)
def list_(context: Context, _arguments: Nothing) -> Answer:
    seats, holdings = members.listed(context.uow, group=context.group, today=context.today)
    return Answer(present.listed(seats, holdings, context.group, context.words))


@command("member me", requires=Right.SEE)
def mine(context: Context, _arguments: Nothing) -> Answer:
    holdings = members.held_by(context.uow, group=context.group, by=context.actor)
    return Answer(present.mine(holdings, context.group, context.words))
