"""``member``: who holds which post."""

from __future__ import annotations

from dataclasses import dataclass

from bot import questions
from bot.arguments import Missing, Nothing, choice, lines, option, person, seat
from bot.commands import Answer, Context, command
from bot.domain.errors import DomainError
from bot.domain.joining import NoMailHere
from bot.domain.members import Added, Refused, RowsRefused, ToAdd, TooManyPeopleAtOnce
from bot.domain.people import PersonName, Post
from bot.domain.permissions import Right
from bot.presenters import joining
from bot.presenters import members as present
from bot.services import invitations, members
from handlers.member_lines import POSTS, gathered, row

MOST_ROWS = 100


@dataclass(frozen=True)
class Add:
    person: PersonName | None = person(positional=True, default=None, ask="newcomer")
    as_: str = choice(*POSTS, default="")
    seat: str = seat(default="")
    name: str = option(default="")
    email: str = option(default="")
    people: tuple[str, ...] = lines(default=())


@dataclass(frozen=True)
class Invite:
    person: PersonName = person(positional=True)


@dataclass(frozen=True)
class Remove:
    person: PersonName = person(positional=True)
    seat: str = seat(default="")
    as_: str = choice(*POSTS, default="")


@command("member add", requires=Right.MANAGE_GROUP, changes=True, short=gathered, bare=True)
def add(context: Context, arguments: Add) -> Answer:
    """One person, or several with a line each. Every post but the secretariat's belongs to a seat."""
    if arguments.people:
        return _several(context, arguments)
    if arguments.person is None:
        raise Missing("person")
    if not arguments.as_:
        raise Missing("as")
    if arguments.as_ != Post.SECRETARIAT.value and not arguments.seat:
        raise Missing("seat")
    who = ToAdd(arguments.person, arguments.seat, Post(arguments.as_), arguments.name, arguments.email)
    added = _added(context, who, undoable=True)
    return context.shared(present.added, added)


def _several(context: Context, arguments: Add) -> Answer:
    """All or nothing: where a line can't be used, each such line is named, and nobody is added."""
    numbered = [(number, line) for number, line in enumerate(arguments.people, 1) if line.strip()]
    if len(numbered) > MOST_ROWS:
        raise TooManyPeopleAtOnce(MOST_ROWS).beside("people")
    added: list[Added] = []
    refused: list[Refused] = []
    for number, line in numbered:
        try:
            who = row(line, seat=arguments.seat, post=arguments.as_)
            added.append(_added(context, who, undoable=False))
        except DomainError as error:
            refused.append(Refused(number, line, error))
    if refused:
        _refuse(context, refused, len(numbered))
    found_all = members.added_together(
        context.uow, group=context.group, people=added, by=context.actor, now=context.now
    )
    return context.shared(present.added_together, found_all)


def _refuse(context: Context, refused: list[Refused], count: int) -> None:
    """Leaves with nothing changed: beside the field where it was a form's, else as a report of its own."""
    if context.invocation.forms and context.invocation.fields:
        raise RowsRefused(present.problems(refused, context.words)).beside("people")
    raise questions.Asked(present.rows_refused(refused, count, context.words))


def _added(context: Context, who: ToAdd, *, undoable: bool) -> Added:
    return members.add(
        context.uow,
        group=context.group,
        who=who,
        platform=context.invocation.platform,
        workspace=context.invocation.workspace,
        today=context.today,
        by=context.actor,
        now=context.now,
        invite=context.mails,
        undoable=undoable,
    )


@command("member invite", requires=Right.MANAGE_GROUP, changes=True)
def invite(context: Context, arguments: Invite) -> Answer:
    if not context.mails:
        raise NoMailHere
    official = invitations.invite_again(
        context.uow,
        group=context.group,
        name=arguments.person,
        platform=context.invocation.platform,
        workspace=context.invocation.workspace,
        by=context.actor,
        now=context.now,
    )
    return Answer(joining.invited_again(official, context.words))


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
    return Answer(
        present.removed(removed, context.words, public=False),
        announce=lambda words: present.removed(removed, words, public=True),
    )


@command("member list", requires=Right.SEE)
def list_(context: Context, _arguments: Nothing) -> Answer:
    seats, holdings = members.listed(context.uow, group=context.group, today=context.today)
    return Answer(present.listed(seats, holdings, context.group, context.words))


@command("member me", requires=Right.SEE)
def mine(context: Context, _arguments: Nothing) -> Answer:
    holdings = members.held_by(context.uow, group=context.group, by=context.actor)
    return Answer(present.mine(holdings, context.group, context.words))
