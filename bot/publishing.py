"""The public line of a change: in every place that speaks for the group, once, in the language of that place."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import replace

from bot.commands import Answer, Answered, Context
from bot.db.recipients import ToPlace
from bot.messages import codec
from bot.messages.model import Message
from bot.presenters.speech import Words, words
from bot.presenters.undo import bound, without_undo


def published(context: Context, answer: Answer) -> Answered:
    """What the face shows, with the public line posted where the group is linked; where it was typed, it is the
    reply."""
    answer = _tied_to_change(answer, context.uow.change_id)
    if answer.announce is None:
        return Answered(answer.reply, outcome=answer.outcome)
    invocation, public = context.invocation, None
    group_id = answer.group_id or context.group.id
    line = _Line(context, answer, answer.announce, group_id)
    here = (invocation.platform, invocation.workspace, invocation.channel)
    for place in context.uow.groups.places(group_id):
        said = line.in_language(place.language)
        if (place.platform, place.workspace, place.channel) == here and not invocation.together:
            public = said
            continue
        context.uow.outbox.say(
            key=f"line:{secrets.token_hex(12)}",
            subject="message",
            facts={"reply": codec.dump(without_undo(said))},
            to=ToPlace(place.platform, place.workspace, place.channel),
            now=context.now,
            group_id=group_id,
        )
    return Answered(public or answer.reply, public is not None)


class _Line:
    """The line in each language that is asked for, worded once."""

    def __init__(self, context: Context, answer: Answer, announce: Callable[[Words], Message], group_id: int) -> None:
        self._context = context
        self._announce = announce
        self._said: dict[str, Message] = {}
        if answer.alike and isinstance(answer.reply, Message):
            self._said[context.words.language] = answer.reply
        settled = context.settled_group
        group = settled if settled is not None and settled.id == group_id else context.uow.groups.by_id(group_id)
        self._of_group = group.language if group is not None else ""

    def in_language(self, language: str) -> Message:
        """In that language, or else the group's."""
        spoken = words(language, self._of_group)
        if spoken.language not in self._said:
            context = self._context
            spoken = spoken.calling(context.uow.administrations.name, context.invocation.prefix)
            message, change = self._announce(spoken), context.uow.change_id
            self._said[spoken.language] = bound(message, change) if change is not None else message
        return self._said[spoken.language]


def _tied_to_change(answer: Answer, change: int | None) -> Answer:
    """Undo buttons carry the number of what this command changed."""
    if change is None or not isinstance(answer.reply, Message):
        return answer
    return replace(answer, reply=bound(answer.reply, change))
