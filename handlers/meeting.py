"""``meeting``: a series in words, single meetings, and what becomes of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, time

from bot.arguments import choice, moment, option, rest, seat, when
from bot.arguments import meeting as meeting_number
from bot.commands import Answer, Context, command
from bot.domain.cadence import parse_cadence
from bot.domain.dates import parse_duration
from bot.domain.permissions import Right
from bot.domain.rotation import Kind
from bot.presenters import appointments as appointed
from bot.presenters import meetings as present
from bot.services import appointments, following, meetings, meetings_shown, series


@dataclass(frozen=True)
class Series:
    series: str = rest(check=parse_cadence)
    from_: int | None = meeting_number(default=None, positional=False)


@dataclass(frozen=True)
class Add:
    when: tuple[date, time] = when(rest=True)
    extraordinary: str = choice("yes", "no", default="no")
    for_: str = option(default="2 hours", check=parse_duration)
    mode: str = choice("in person", "virtual", "hybrid", default="")
    place: str = option(default="")
    chair: str | None = seat(default=None)
    host: str | None = seat(default=None)


@dataclass(frozen=True)
class Listed:
    which: str = choice("ahead", "past", default="ahead", positional=True)


@dataclass(frozen=True)
class One:
    meeting: int = meeting_number()


@dataclass(frozen=True)
class Move:
    meeting: int = meeting_number()
    to: tuple[date, time | None] = moment()
    following: str = choice("yes", "no", default="no")


@dataclass(frozen=True)
class Cancel:
    meeting: int = meeting_number()
    reason: str = option()


@command("meeting series", requires=Right.RUN_MEETING, changes=True)
def series_(context: Context, arguments: Series) -> Answer:
    uow, group, by, now = context.uow, context.group, context.actor, context.now
    if arguments.from_ is not None:
        split = following.split(uow, group=group, number=arguments.from_, cadence=arguments.series, by=by, now=now)
        return context.shared(present.series_split, split, group)
    made = series.add_series(uow, group=group, cadence=arguments.series, by=by, now=now)
    return context.shared(present.series_made, made, context.group)


@command("meeting add", requires=Right.RUN_MEETING, changes=True)
def add(context: Context, arguments: Add) -> Answer:
    day, at = arguments.when
    added = meetings.add(
        context.uow,
        group=context.group,
        day=day,
        at=at,
        minutes=int(parse_duration(arguments.for_).total_seconds() // 60),
        kind=Kind.EXTRAORDINARY if arguments.extraordinary == "yes" else Kind.REGULAR,
        mode=arguments.mode,
        place=arguments.place,
        chair=arguments.chair,
        host=arguments.host,
        by=context.actor,
        now=context.now,
    )
    return context.shared(present.added, added)


@command("meeting list", requires=Right.READ)
def listed(context: Context, arguments: Listed) -> Answer:
    past = arguments.which == "past"
    found = meetings_shown.listed(context.uow, group=context.group, now=context.now, past=past)
    return Answer(present.listed(found, context.group, context.words, past=past))


@command("meeting show", requires=Right.READ)
def show(context: Context, arguments: One) -> Answer:
    shown = meetings_shown.shown(context.uow, group=context.group, number=arguments.meeting, now=context.now)
    answers = appointments.answers(context.uow, group=context.group, number=arguments.meeting)
    message = present.shown(shown, context.words)
    seats = context.uow.groups.seats(context.group.id, shown.changed.meeting.day)
    there = present.elsewhere(shown.changed.meeting, seats, context.words)
    return Answer(replace(message, blocks=(*message.blocks, *there, *appointed.coming(answers, context.words))))


@command("meeting move", requires=Right.RUN_MEETING, changes=True)
def move(context: Context, arguments: Move) -> Answer:
    day, at = arguments.to
    if arguments.following == "yes":
        split = following.move(
            context.uow,
            group=context.group,
            number=arguments.meeting,
            day=day,
            at=at,
            by=context.actor,
            now=context.now,
        )
        return context.shared(present.series_split, split, context.group)
    moved = meetings.move(
        context.uow,
        group=context.group,
        number=arguments.meeting,
        day=day,
        at=at,
        by=context.actor,
        now=context.now,
    )
    return context.shared(present.moved, moved)


@command("meeting cancel", requires=Right.RUN_MEETING, changes=True)
def cancel(context: Context, arguments: Cancel) -> Answer:
    cancelled = meetings.cancel(
        context.uow,
        group=context.group,
        number=arguments.meeting,
        reason=arguments.reason,
        by=context.actor,
        now=context.now,
    )
    return context.shared(present.cancelled, cancelled)


@command("meeting open", requires=Right.RUN_MEETING, changes=True)
def open_(context: Context, arguments: One) -> Answer:
    opened = meetings.open_(
        context.uow, group=context.group, number=arguments.meeting, by=context.actor, now=context.now
    )
    return context.shared(present.opened, opened)


@command("meeting close", requires=Right.RUN_MEETING, changes=True)
def close(context: Context, arguments: One) -> Answer:
    closed = meetings.close(
        context.uow, group=context.group, number=arguments.meeting, by=context.actor, now=context.now
    )
    return context.shared(present.closed, closed)
