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


@command("help", requires=Right.ANYONE, brief=True)
def help_(context: Context, arguments: About) -> Answer:
    """A subject gets all its commands, a command or its short form itself; anything else gets the overview: help
    never refuses."""
    prefix, asked, forms = context.invocation.prefix, arguments.subject.lower(), context.invocation.forms
    of_subject = [c for c in context.commands if asked and c.subject == asked.split()[0]]
    exact = [c for c in context.commands if asked in (c.name, *c.aliases) and asked != c.subject]
    chosen = exact or of_subject
    if not chosen:
        known = [(c.name, c.key) for c in context.commands]
        return Answer(present.overview(known, prefix, context.words, forms=forms))
    opening = next((c.name for c in chosen if forms and lacking(c, {})), "")
    pairs = [(c.name, c.key) for c in chosen]
    return Answer(present.subject(chosen[0].subject, pairs, prefix, context.words, form=opening))
