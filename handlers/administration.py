"""``administration``: the governments that can take part."""

from __future__ import annotations

from dataclasses import dataclass

from bot.arguments import Missing, Nothing, option, word
from bot.commands import Answer, Context, command
from bot.domain.administrations import administration_code, language_tags
from bot.domain.dates import zone
from bot.domain.permissions import Right
from bot.presenters import administrations as present
from bot.services import administrations


@dataclass(frozen=True)
class Add:
    code: str = word(check=administration_code)
    name: str = word()
    tz: str = option(check=zone)
    holidays: str = option()
    languages: str = option(default="en-GB", check=language_tags)


@command("administration add", requires=Right.OPERATE, changes=True)
def add(context: Context, arguments: Add) -> Answer:
    if not arguments.name:
        raise Missing("name")
    added = administrations.add(
        context.uow,
        code=arguments.code,
        name=arguments.name,
        tz=arguments.tz,
        holidays=arguments.holidays,
        languages=arguments.languages,
        by=context.actor,
        now=context.now,
    )
    return Answer(present.added(added, context.words))


@command("administration list", requires=Right.OFFICIAL)
def listed(context: Context, _arguments: Nothing) -> Answer:
    return Answer(present.listed(administrations.listed(context.uow), context.words))
