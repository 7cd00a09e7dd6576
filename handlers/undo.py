"""``undo``: takes back one's last command."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.arguments import number
from bot.commands import Answer, Context, command
from bot.domain.permissions import Right
from bot.presenters import undo as present
from bot.services import undo


@dataclass(frozen=True)
class Which:
    change: int | None = number(default=None, positional=True)


@command("undo", requires=Right.OFFICIAL, changes=True)
def undo_(context: Context, arguments: Which) -> Answer:
    """What was said in the group's channels is corrected there; of what was not, nothing is."""
    undone = undo.take_back(context.uow, change_id=arguments.change, by=context.actor, now=context.now)
    said = replace(context.shared(present.taken_back, undone), group_id=undone.group_id)
    return said if undone.public else said.private
