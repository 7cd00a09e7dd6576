"""``group``: set up, shown, changed, ended, linked to channels."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date

from bot.arguments import Missing, Nothing, choice, day, option, seats, word
from bot.commands import Answer, Context, command
from bot.domain.cadence import parse_cadence
from bot.domain.dates import zone
from bot.domain.groups import LinkedChannel, group_slug, marking, notice_days
from bot.domain.mail_lists import NoMailToLists
from bot.domain.permissions import Right
from bot.domain.preferences import pick_language
from bot.language import Token
from bot.presenters import groups as present
from bot.presenters import mail_lists as lists
from bot.presenters.preferences import languages
from bot.presenters.speech import FALLBACK
from bot.questions import Asked
from bot.services import channels, groups, mail_lists

FIVE = "IRL, NIR, SCT, UKG, WLS"
QUARTERLY = "third wednesday of jan, apr, jul, oct at 10:00 for 2 hours"
"""What the form of ``group new`` starts with: five governments, four meetings a year. Everything can be changed."""


@dataclass(frozen=True)
class New:
    slug: str = word(check=group_slug)
    name: str = word()
    seats: tuple[str, ...] = seats(ask="order", suggested=FIVE)
    series: str = option(default="", suggested=QUARTERLY, check=parse_cadence)
    tz: str = option(default="Europe/London", check=zone)
    host: str = choice("apart", "with-chair", "off", default="apart")


@dataclass(frozen=True)
class Edit:
    name: str | None = option(default=None)
    purpose: str | None = option(default=None)
    kind: str | None = choice("formal", "working", "ad hoc", default=None)
    terms: str | None = option(default=None)
    themes: str | None = option(default=None)
    marking: str | None = option(default=None, check=marking)
    tz: str | None = option(default=None, check=zone)
    notices: str | None = option(default=None, check=notice_days)
    review: date | None = day(default=None)
    language: str | None = option(default=None)


@dataclass(frozen=True)
class Close:
    reason: str = option()


@dataclass(frozen=True)
class Link:
    readers: str | None = choice("channel", "members", default=None)
    language: str | None = option(default=None)
    email: str | None = option(default=None)


@dataclass(frozen=True)
class Unlink:
    email: str | None = option(default=None)


def by_name(words: tuple[Token, ...]) -> tuple[Token, ...]:
    """``group show vawg`` is ``group show group:vawg``."""
    return (Token(words[0].text, key="group"),) if len(words) == 1 and words[0].key is None else words


@command("group new", requires=Right.OPERATE, changes=True)
def new(context: Context, arguments: New) -> Answer:
    """A form is answered with what would come of it, worked out in earnest and then given up again."""
    if not arguments.name:
        raise Missing("name")
    created = groups.create(
        context.uow,
        slug=arguments.slug,
        name=arguments.name,
        seats=arguments.seats,
        cadence=arguments.series,
        tz=arguments.tz,
        host=arguments.host,
        channel=context.invocation.place,
        by=context.actor,
        now=context.now,
    )
    if context.invocation.submitted:
        raise Asked(present.preview(created, _whole(arguments), context.words))
    return replace(context.shared(present.created, created, context.actor.name), group_id=created.group.id)


def _whole(arguments: New) -> list[tuple[str, str]]:
    """What was filled in, as options."""
    given = {field.name: getattr(arguments, field.name) for field in fields(arguments)}
    return [(name, ", ".join(said) if isinstance(said, tuple) else said) for name, said in given.items() if said]


@command("group show", requires=Right.SEE, short=by_name)
def show(context: Context, _arguments: Nothing) -> Answer:
    found = groups.shown(context.uow, group=context.group, today=context.today, now=context.now)
    return Answer(present.shown(found, context.words))


@command("group list", requires=Right.OFFICIAL)
def list_(context: Context, _arguments: Nothing) -> Answer:
    return Answer(present.listed(groups.listed(context.uow, by=context.actor), context.words))


@command("group edit", requires=Right.MANAGE_GROUP, changes=True, bare=True)
def edit(context: Context, arguments: Edit) -> Answer:
    if context.invocation.forms and arguments == Edit():
        raise Missing("name")
    found = groups.edit(
        context.uow,
        group=context.group,
        name=arguments.name,
        purpose=arguments.purpose,
        kind=arguments.kind,
        terms=arguments.terms,
        themes=arguments.themes,
        mark=arguments.marking,
        tz=arguments.tz,
        notices=arguments.notices,
        review_on=arguments.review,
        language=pick_language(arguments.language, languages()) or FALLBACK if arguments.language else None,
        by=context.actor,
        now=context.now,
    )
    return Answer(
        present.edited(found, context.words, public=False),
        announce=lambda words: present.edited(found, words, public=True),
    )


@command("group close", requires=Right.MANAGE_GROUP, changes=True)
def close(context: Context, arguments: Close) -> Answer:
    found = groups.close(
        context.uow,
        group=context.group,
        reason=arguments.reason,
        today=context.today,
        by=context.actor,
        now=context.now,
    )
    return context.shared(present.closed, found)


@command("group link", requires=Right.MANAGE_GROUP, changes=True)
def link(context: Context, arguments: Link) -> Answer:
    """Everybody concerned learns of it: the channel that was linked, and those that were before. A list is asked
    first, in private."""
    by, asked = context.actor, arguments.language
    if arguments.email is not None:
        return _list(context, arguments.email, asked)
    channel = channels.link(
        context.uow,
        group=context.group,
        channel=context.invocation.place,
        readers=arguments.readers,
        language=pick_language(asked, languages()) if asked is not None else None,
        by=by,
        now=context.now,
    )
    return context.shared(present.linked, channel, context.group, by.name)


def _list(context: Context, email: str, language: str | None) -> Answer:
    if not context.mails:
        raise NoMailToLists
    picked = pick_language(language, languages()) if language is not None else None
    found = mail_lists.ask(
        context.uow, group=context.group, address=email, language=picked, by=context.actor, now=context.now
    )
    if isinstance(found, LinkedChannel):
        return Answer(present.linked(found, context.group, context.actor.name, context.words))
    return Answer(lists.asked(found, context.words))


@command("group unlink", requires=Right.MANAGE_GROUP, changes=True)
def unlink(context: Context, arguments: Unlink) -> Answer:
    if arguments.email is not None:
        ended = mail_lists.unlink(
            context.uow, group=context.group, address=arguments.email, by=context.actor, now=context.now
        )
        return Answer(lists.unlinked(ended, context.words))
    place, by = context.invocation.place, context.actor
    channels.unlink(context.uow, group=context.group, channel=place, by=by, now=context.now)
    return context.shared(present.unlinked, context.group, by.name)
