"""Meetings in one's own calendar: whether one is coming, and how calendars hear of meetings."""

from __future__ import annotations

from dataclasses import dataclass

from bot.arguments import choice
from bot.arguments import meeting as meeting_number
from bot.commands import Answer, Context, command
from bot.domain.appointments import Coming, NoFeeds
from bot.domain.groups import Group
from bot.domain.permissions import Right
from bot.presenters import appointments as present
from bot.services import appointments, feeds


@dataclass(frozen=True)
class Reply:
    meeting: int = meeting_number()
    answer: str = choice(*(one.value for one in Coming), positional=True)


@dataclass(frozen=True)
class Subscribe:
    feed: str = choice("show", "revoke", default="show", positional=True)


@dataclass(frozen=True)
class Choose:
    calendar: str = choice("mail", "feed", positional=True)


@command("meeting answer", requires=Right.SEE, changes=True)
def answer(context: Context, arguments: Reply) -> Answer:
    found = appointments.answer(
        context.uow,
        group=context.group,
        number=arguments.meeting,
        coming=Coming(arguments.answer),
        by=context.actor,
        now=context.now,
    )
    return Answer(present.answered(found, context.words))


@command("calendar feed", requires=Right.SEE, changes=True, serial=False)
def of_group(context: Context, arguments: Subscribe) -> Answer:
    return _feed(context, arguments, context.group)


@command("me feed", requires=Right.OFFICIAL, changes=True)
def of_mine(context: Context, arguments: Subscribe) -> Answer:
    return _feed(context, arguments, None)


def _feed(context: Context, arguments: Subscribe, group: Group | None) -> Answer:
    if arguments.feed == "revoke":
        count = feeds.revoke(context.uow, group=group, by=context.actor, now=context.now)
        return Answer(present.revoked(count, context.words))
    if context.feeds is None:
        raise NoFeeds
    number = feeds.opened(context.uow, group=group, by=context.actor, now=context.now)
    name = group.name if group is not None else None
    return Answer(present.fed(context.feeds(number), name, context.words))


@command("me calendar", requires=Right.OFFICIAL, changes=True)
def by_mail(context: Context, arguments: Choose) -> Answer:
    wanted = arguments.calendar == "mail"
    appointments.choose(context.uow, by_mail=wanted, by=context.actor, now=context.now)
    return Answer(present.chosen(wanted, context.actor.email, context.words))
