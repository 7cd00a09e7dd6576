"""``action lines``: several actions at once, a line each as ``action add`` takes it. All are added, or none is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot import arguments as reading
from bot import questions
from bot.arguments import day, extent, lines
from bot.commands import Answer, Context, command
from bot.domain.action_answers import Added
from bot.domain.actions import LinesRefused, TooManyActionsAtOnce
from bot.domain.errors import DomainError
from bot.domain.extent import Asked
from bot.domain.members import Refused
from bot.domain.permissions import Right
from bot.language import tokens
from bot.presenters import actions_together as present
from bot.services import actions
from handlers.action import AddAction, adding
from handlers.action_line import by_lines, spelt_out

MOST_ROWS = 50


@dataclass(frozen=True)
class AddLines:
    lines: tuple[str, ...] = lines()
    due: date | None = day(default=None)
    extent: Asked | None = extent(default=None)


@command("action lines", requires=Right.CONTRIBUTE, changes=True, short=by_lines)
def added(context: Context, arguments: AddLines) -> Answer:
    """Where a line can't be used, each such line is named. A day and an extent that are said once hold for the lines
    that say none."""
    numbered = [(number, line) for number, line in enumerate(arguments.lines, 1) if line.strip()]
    if len(numbered) > MOST_ROWS:
        raise TooManyActionsAtOnce(MOST_ROWS).beside("lines")
    found: list[Added] = []
    refused: list[Refused] = []
    for number, line in numbered:
        try:
            found.append(adding(context, _read(context, arguments, line), undoable=False))
        except DomainError as error:
            refused.append(Refused(number, line, error))
    if refused or not found:
        _refuse(context, refused, len(numbered))
    actions.added_together(context.uow, group=context.group, added=found, by=context.actor, now=context.now)
    private = present.added_together(found, context.group.name, context.words)
    discreet = [one.discreet for one in found]
    return Answer(private, announce=lambda words: present.added_together(discreet, context.group.name, words))


def _read(context: Context, common: AddLines, line: str) -> AddAction:
    """What one line says. Raises what ``action add`` would be refused for, or ``Missing``."""
    declared = reading.declared(AddAction)
    given = reading.gather(declared, spelt_out(tokens(line)), {})
    if common.due is not None and "due" not in given:
        given["due"] = reading.Given(common.due.isoformat())
    stated = common.extent if "extent" not in given else None
    if stated is not None:
        given["extent"] = reading.Given(stated.whole.value if stated.whole else ",".join(stated.codes))
    return reading.parse(AddAction, given, today=context.today)


def _refuse(context: Context, refused: list[Refused], count: int) -> None:
    """Leaves with nothing changed: beside the field where it was a form's, else as a report of its own."""
    if context.invocation.submitted:
        raise LinesRefused(present.problems(refused, context.words)).beside("lines")
    raise questions.Asked(present.rows_refused(refused, count, context.words))
