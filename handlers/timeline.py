"""``rota timeline``: the turns as a picture, with a table that says the same."""

from __future__ import annotations

from bot.arguments import Nothing
from bot.commands import Answer, Context, command
from bot.documents import timeline as picture
from bot.domain.permissions import Right
from bot.messages.model import Document
from bot.presenters import timelines as present
from bot.services import timelines


@command("rota timeline", requires=Right.READ)
def timeline(context: Context, _arguments: Nothing) -> Answer:
    found = timelines.seen(context.uow, group=context.group, now=context.now)
    drawn, message = present.timeline(found, context.words)
    file = picture.named(f"{context.group.slug}-timeline-{found.today.isoformat()}", drawn)
    return Answer(Document(file.filename, file.media_type, file.content, file.length, message))
