"""What a command will come to, seen from its words alone: a form opens before the database was asked for anything."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot import arguments
from bot.arguments import Given
from bot.bearings import group_named
from bot.commands import Command, Invocation
from bot.domain.errors import DomainError
from bot.matching import Menu
from bot.messages.model import Form, Note, Text
from bot.presenters.speech import Words
from bot.together import several


@dataclass(frozen=True)
class Foreseen:
    """``form`` is what may stand open until the command's own form is known: its title, and that it comes.
    ``file``: the answer is a file. ``again`` is the command, where it may be asked again because it changes nothing."""

    form: Form | None = None
    file: bool = False
    again: str = ""


Foresee = Callable[[Invocation], Foreseen]


def foreseen(menu: Menu, words: Words) -> Foresee:
    """The foresight of this menu, in these words: whose language it is, only the database knows."""

    def foresee(invocation: Invocation) -> Foreseen:
        try:
            read = _read(menu, invocation)
        except DomainError:
            return Foreseen()
        if read is None:
            return Foreseen()
        command, given = read
        opens = invocation.forms and not invocation.submitted and lacking(command, given)
        again = "" if command.changes else invocation.text.strip() or command.name
        return Foreseen(_coming(command, words) if opens else None, command.files, again)

    return foresee


def lacking(command: Command, given: Mapping[str, Given]) -> bool:
    """Whether something required is missing, or nothing was given to a command that then opens its form."""
    declared = arguments.declared(command.arguments)
    missing = any(argument.required and argument.name not in given for argument in declared)
    return missing or (command.bare and not given)


def _read(menu: Menu, invocation: Invocation) -> tuple[Command, dict[str, Given]] | None:
    if several(invocation.text, menu, invocation.prefix):
        return None
    matched = menu.find(invocation.tokens)
    if matched is None:
        return None
    declared = arguments.declared(matched.command.arguments)
    _, rest = group_named(matched, declared)
    return matched.command, arguments.gather(declared, rest, invocation.fields)


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
