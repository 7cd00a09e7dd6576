"""``help``: what one can type here."""

from __future__ import annotations

from dataclasses import dataclass

from bot.arguments import rest
from bot.commands import Answer, Context, command
from bot.domain.permissions import Right
from bot.foresight import lacking
from bot.presenters import help as present


@dataclass(frozen=True)
class About:
    subject: str = rest(default="")


@command("help", requires=Right.ANYONE)
def help_(context: Context, arguments: About) -> Answer:
    """An unknown subject gets the overview: help never refuses."""
    known = [(c.name, c.key) for c in context.commands]
    prefix = context.invocation.prefix
    asked = arguments.subject.lower()
    chosen = [pair for pair in known if pair[0] == asked or pair[0].split()[0] == asked.split(" ")[0]]
    if not asked or not chosen:
        return Answer(present.overview(known, prefix, context.words, forms=context.invocation.forms))
    exact = [pair for pair in chosen if pair[0] == asked] or chosen
    opening = [c.name for c in context.commands if lacking(c, {}) and (c.name, c.key) in exact]
    form = opening[0] if opening and context.invocation.forms else ""
    return Answer(present.subject(asked.split()[0], exact, prefix, context.words, form=form))
