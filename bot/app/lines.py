"""What the chat faces say by themselves, in each language."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from bot.commands import Invocation
from bot.foresight import foreseen
from bot.matching import Menu
from bot.messages.model import Button, Form, Message, buttons
from bot.platforms.lines import Lines, Speech
from bot.presenters.refusals import broken
from bot.presenters.speech import words


def lines_of(menu: Menu, *, offering: str, at_once: Callable[[Invocation], bool] = lambda _: False) -> Speech:
    """``offering`` is the sentence with which a form that didn't open is offered; ``at_once`` tells what is answered in
    no time."""

    @lru_cache(maxsize=8)
    def lines(language: str) -> Lines:
        say = words(language)

        def offered(form: Form, command: str) -> Message:
            button = buttons([Button(say("form-open"), command)])
            return Message(form.title, (say.paragraph(offering), *button), say.language)

        working = (say.note("form-working"),)
        return Lines(
            foresee=foreseen(menu, say, at_once),
            offered=offered,
            working=Form(say("form-working-title"), "", (), "", say("close"), working, say.language),
            preparing=Message(say("file-preparing"), (), say.language),
            broken=lambda reference: broken(reference, say),
            close=say("close"),
        )

    return lines
