"""What a command will come to, seen from its words alone: a form opens before the database was asked for anything."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot import arguments
from bot.arguments import Given
from bot.bearings import group_named
from bot.commands import Command, Invocation
from bot.domain.errors import DomainError
from bot.matching import Matched, Menu
from bot.messages.model import Form, Note, Text
from bot.presenters.speech import Words
from bot.together import several


@dataclass(frozen=True)
class Foreseen:
    """``form`` is what may stand open until the command's own form is known: its title, and that it comes.
    ``file``: the answer is a file. ``again`` is the command, where it may be asked again because it changes nothing.
    ``at_once``: it is answered in no time, and nobody needs to be told to wait."""

    form: Form | None = None
    file: bool = False
    again: str = ""
    at_once: bool = False


Foresee = Callable[[Invocation], Foreseen]


def foreseen(menu: Menu, words: Words, at_once: Callable[[Invocation], bool] = lambda _: False) -> Foresee:
    """The foresight of this menu, in these words: whose language it is, only the database knows. ``at_once`` tells what
    is answered in no time."""

    def foresee(invocation: Invocation) -> Foreseen:
        matched = None if several(invocation.text, menu, invocation.prefix) else menu.find(invocation.tokens)
        if matched is None:
            return Foreseen()
        command = matched.command
        form = _coming(command, words) if _opens(matched, invocation) else None
        again = "" if command.changes else invocation.text.strip() or command.name
        return Foreseen(form, command.files, again, at_once(invocation))

    return foresee


def _opens(matched: Matched, invocation: Invocation) -> bool:
    """Whether a form is what comes: not where the words are refused."""
    command = matched.command
    if not invocation.forms or invocation.submitted or not lacking(command, {}):
        return False
    declared = arguments.declared(command.arguments)
    _, rest = group_named(matched, declared)
    try:
        return lacking(command, arguments.gather(declared, rest, invocation.fields))
    except DomainError:
        return False


def lacking(command: Command, given: Mapping[str, Given]) -> bool:
    """Whether something required is missing, or nothing was given to a command that then opens its form."""
    declared = arguments.declared(command.arguments)
    missing = any(argument.required and argument.name not in given for argument in declared)
    return missing or (command.bare and not given)


def _coming(command: Command, words: Words) -> Form:
    note = Note((Text(words("form-coming")),))
    title = f"help-{command.key}"
    return Form(
        words(title) if words.has(title) else command.name,
        command.name,
        (),
        "",
        words("close"),
        (note,),
        words.language,
    )
