"""``rota``: who chairs and hosts next, why, and what happened; accepting one's turn. ``next`` is its short form."""

from __future__ import annotations

from dataclasses import dataclass

from bot.arguments import Nothing, choice, number, rest, turn
from bot.commands import Answer, Context, command
from bot.domain.permissions import Right
from bot.domain.rotation import Role
from bot.presenters import handovers
from bot.presenters import rotation as present
from bot.services import acceptance, handover, rotation, turns_shown


@dataclass(frozen=True)
class HowMany:
    turns: int = number(default=rotation.SHOWN)


@dataclass(frozen=True)
class Which:
    meeting: int | None = turn(default=None)
    role: str | None = choice("chair", "host", default=None)

    @property
    def asked(self) -> Role | None:
        """The role that was named."""
        return Role(self.role) if self.role else None


@dataclass(frozen=True)
class Page:
    page: int = number(default=1, positional=True)


@dataclass(frozen=True)
class Note:
    text: str = rest(long=True)
    meeting: int | None = turn(default=None, positional=False)


@command("rota", requires=Right.READ)
def rota(context: Context, arguments: HowMany) -> Answer:
    turns = rotation.upcoming(context.uow, group=context.group, now=context.now, count=arguments.turns)
    return Answer(present.rota(turns, context.group, context.words))


@command("rota next", requires=Right.READ, aliases=("next",))
def next_(context: Context, _arguments: Nothing) -> Answer:
    found = turns_shown.coming(context.uow, group=context.group, by=context.actor, now=context.now)
    return Answer(present.next_meeting(found, context.group, context.words))


@command("rota why", requires=Right.READ)
def why(context: Context, arguments: Which) -> Answer:
    found = turns_shown.explained(
        context.uow, group=context.group, number=arguments.meeting, role=arguments.asked, now=context.now
    )
    return Answer(present.explained(found, context.words))


@command("rota history", requires=Right.READ)
def history(context: Context, arguments: Page) -> Answer:
    found = turns_shown.history(context.uow, group=context.group, page=arguments.page)
    return Answer(present.history(found, context.words))


@command("rota accept", requires=Right.ANSWER_TURN, changes=True)
def accept(context: Context, arguments: Which) -> Answer:
    """Accepting twice changes nothing, so nothing is said in public then."""
    answered = acceptance.accept(
        context.uow,
        group=context.group,
        number=arguments.meeting,
        role=arguments.asked,
        by=context.actor,
        now=context.now,
    )
    said = context.shared(present.accepted, answered, context.actor.name)
    return said if answered.changed else said.private


@command("rota note", requires=Right.ANSWER_TURN, changes=True)
def note(context: Context, arguments: Note) -> Answer:
    """For the next chair alone, so that nothing of it is said in public."""
    written = handover.write(
        context.uow,
        group=context.group,
        number=arguments.meeting,
        text=arguments.text,
        by=context.actor,
        now=context.now,
    )
    return Answer(handovers.written(written, context.actor.name, context.words))
