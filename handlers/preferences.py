"""``me language``, ``me hours``, ``me prefers``, ``me quieter``: what people set for themselves. Never public."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.arguments import Missing, choice, day_or_off, option, parsed, rest
from bot.commands import Answer, Context, command
from bot.domain.dates import zone
from bot.domain.permissions import Right
from bot.domain.preferences import OfficeHours, parse_office_hours
from bot.presenters import preferences as present
from bot.presenters.speech import words
from bot.services import preferences


@dataclass(frozen=True)
class Speak:
    language: str = rest(default="")


@dataclass(frozen=True)
class Work:
    hours: OfficeHours | None = parsed(parse_office_hours, default=None)
    tz: str = option(default="", check=zone)


@dataclass(frozen=True)
class Hear:
    where: str = rest(default="")


@dataclass(frozen=True)
class Quieten:
    quieter: str = choice("on", "off", default="on", positional=True)


@dataclass(frozen=True)
class Pause:
    until: date | None = day_or_off()


@command("me language", requires=Right.OFFICIAL, changes=True)
def language(context: Context, arguments: Speak) -> Answer:
    """Without a language: which there are. The answer comes in the new one."""
    uow, by, now = context.uow, context.actor, context.now
    if not arguments.language:
        assert by.official_id is not None
        return Answer(present.choosing(uow.people.preferences(by.official_id), context.words))
    found = preferences.speak(uow, language=arguments.language, languages=present.languages(), by=by, now=now)
    spoken = words(found.language, context.words.language)
    return Answer(present.spoken(found, spoken, changed=uow.change_id is not None))


@command("me hours", requires=Right.OFFICIAL, changes=True)
def hours(context: Context, arguments: Work) -> Answer:
    if arguments.hours is None and not arguments.tz:
        raise Missing("hours")
    found = preferences.work(context.uow, hours=arguments.hours, tz=arguments.tz, by=context.actor, now=context.now)
    return Answer(present.worked(found, context.words, changed=context.uow.change_id is not None))


@command("me prefers", requires=Right.OFFICIAL, changes=True)
def prefers(context: Context, arguments: Hear) -> Answer:
    """Without a place: where one can be written to."""
    uow, by, asked = context.uow, context.actor, context.invocation
    if not arguments.where:
        assert by.official_id is not None
        known = uow.people.preferences(by.official_id)
        return Answer(present.choosing_place(known, context.words, mails=context.mails))
    here = (asked.platform, asked.workspace)
    found = preferences.hear(uow, where=arguments.where, here=here, mails=context.mails, by=by, now=context.now)
    return Answer(present.heard(found, context.words, changed=uow.change_id is not None))


@command("me quieter", requires=Right.OFFICIAL, changes=True)
def quieter(context: Context, arguments: Quieten) -> Answer:
    found = preferences.quieten(context.uow, quieter=arguments.quieter == "on", by=context.actor, now=context.now)
    return Answer(present.quietened(found, context.words, changed=context.uow.change_id is not None))


@command("me pause", requires=Right.OFFICIAL, changes=True)
def pause(context: Context, arguments: Pause) -> Answer:
    """For leave: no digest before that day. ``off``: I'm back."""
    uow, by = context.uow, context.actor
    found = preferences.pause(uow, until=arguments.until, today=context.today, by=by, now=context.now)
    return Answer(present.paused(found, context.words, changed=uow.change_id is not None))
