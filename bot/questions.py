"""What is missing or unclear is asked for, one thing at a time: by a form where the face has forms, else by
buttons that carry the whole command with one more argument. Nothing is kept between question and answer.
"""

from __future__ import annotations

from collections.abc import Mapping

from bot.arguments import Argument, Given, Missing, declared
from bot.choices import Offered, choices, chosen
from bot.commands import Command, Context
from bot.domain.dates import NextIsAmbiguous
from bot.domain.errors import Ambiguous, DomainError
from bot.domain.extent import ExtentUnclear
from bot.language import spoken
from bot.messages.model import Block, Button, Choice, Field, Form, Message, Note, Text, buttons
from bot.presenters.refusals import refused

ASKED = (Ambiguous, ExtentUnclear, NextIsAmbiguous)

_CONTROLS = {
    "person": "person",
    "day": "date",
    "extent": "choices",
    "seats": "choices",
    "seat": "choice",
    "choice": "choice",
    "meeting": "choice",
    "action": "choice",
}


class Asked(Exception):
    """Leaves the unit of work without a trace, with what is to be asked."""

    def __init__(self, reply: Message | Form) -> None:
        super().__init__(reply.title)
        self.reply = reply


def ask(context: Context, command: Command, given: Mapping[str, Given], unclear: DomainError) -> Message | Form | None:
    """The question for what is missing or unclear, or ``None`` where there is nothing to choose from."""
    match unclear:
        case Missing(wanted="group"):
            return _which_group(context, command, given)
        case Missing(wanted=name) if context.invocation.forms:
            return form(context, command, given, Missing(name) if context.invocation.fields else None)
        case Missing(wanted=name):
            return _one(context, command, given, next(a for a in declared(command.arguments) if a.name == name))
        case Ambiguous(asked=asked, candidates=candidates):
            return _which(context, command, given, unclear, asked, candidates)
        case NextIsAmbiguous():
            days = [unclear.first.isoformat(), unclear.second.isoformat()]
            return _which(context, command, given, unclear, unclear.text, days)
        case ExtentUnclear():
            return _which(context, command, given, unclear, given["extent"].text, unclear.territories.split(", "))
        case _:
            return None


def form(context: Context, command: Command, given: Mapping[str, Given], error: DomainError | None = None) -> Form:
    """The command's form with what was given already filled in, and what is wrong beside its field."""
    words = context.words
    wrong = getattr(error, "argument", "") if error else ""
    sentence = refused(error, words).title if error else ""
    if isinstance(error, Missing):
        sentence = words("form-required")
    fields = tuple(
        _field(context, command, argument, given, sentence if argument.name == wrong else "")
        for argument in declared(command.arguments)
    )
    above: tuple[Block, ...] = (Note((Text(sentence),)),) if sentence and not wrong else ()
    named = f"{command.name} group:{context.settled_group.slug}" if context.settled_group else command.name
    return Form(
        title=words(f"help-{command.key}"),
        command=named,
        fields=fields,
        submit=words("send"),
        cancel=words("cancel"),
        blocks=above,
        language=words.language,
    )


def _field(context: Context, command: Command, argument: Argument, given: Mapping[str, Given], error: str) -> Field:
    words = context.words
    value, offered = _filled(context, argument, given)
    control = _CONTROLS.get(argument.ask, "text" if argument.long else "line")
    if control in ("choice", "person", "choices") and not offered:
        control = "line"
    hint = f"hint-{argument.ask or 'text'}"
    return Field(
        name=argument.name,
        label=_label(context, command, argument),
        control=control,  # type: ignore[arg-type]
        required=argument.required,
        value=value,
        hint=words(hint) if words.has(hint) else "",
        choices=tuple(Choice(value, label) for value, label in offered),
        error=error,
    )


def _filled(context: Context, argument: Argument, given: Mapping[str, Given]) -> tuple[str, Offered]:
    offered = choices(context, argument)
    return chosen(context, argument, given[argument.name], offered) if argument.name in given else ("", offered)


def _label(context: Context, command: Command, argument: Argument) -> str:
    """The argument's label, in the words of its command where it has any."""
    own = f"label-{command.key}-{argument.name}"
    return context.words(own if context.words.has(own) else f"label-{argument.name}")


def _which_group(context: Context, command: Command, given: Mapping[str, Given]) -> Message | None:
    actor = context.actor
    groups = context.uow.groups.of(actor.official_id) if actor.official_id is not None else ()
    if not groups:
        return Message(context.words("ask-no-group"), (), context.words.language)
    options = _options(given)
    offered = [Button(g.name, spoken(f"{command.name} group:{g.slug}", options)) for g in groups]
    return Message(context.words("ask-group"), buttons(offered), context.words.language)


def _one(context: Context, command: Command, given: Mapping[str, Given], argument: Argument) -> Message:
    """A question for one argument, with buttons where there is something to choose from."""
    words = context.words
    key = next(filter(words.has, (f"ask-{argument.name}", f"ask-{argument.ask}")), None)
    title = words(key) if key else words("ask-anything", label=Text(_label(context, command, argument)))
    usage = words.note("ask-usage", usage=Text(f"{context.invocation.prefix} {words(f'usage-{command.key}')}"))
    offered = [
        Button(label, _spoken(context, command, {**given, argument.name: Given(value)}))
        for value, label in choices(context, argument)
    ]
    return Message(title, (*buttons(offered), usage), words.language)


def _which(
    context: Context,
    command: Command,
    given: Mapping[str, Given],
    unclear: DomainError,
    asked: str,
    candidates: list[str] | tuple[str, ...],
) -> Message | None:
    name = next((name for name, value in given.items() if _same(value.text, asked)), None)
    if name is None:
        return None
    offered = [Button(text, _spoken(context, command, {**given, name: Given(text)})) for text in candidates]
    return Message(refused(unclear, context.words).title, buttons(offered), context.words.language)


def _same(typed: str, asked: str) -> bool:
    return typed.strip().lstrip("@").casefold() == asked.strip().lstrip("@").casefold()


def _spoken(context: Context, command: Command, given: Mapping[str, Given]) -> str:
    name = f"{command.name} group:{context.settled_group.slug}" if context.settled_group else command.name
    return spoken(name, _options(given))


def _options(given: Mapping[str, Given]) -> list[tuple[str, str]]:
    """Raw values as options; a mention goes back as a mention, so that it still means the same account."""
    return [
        (name, f"<@{value.account}|{value.text.lstrip('@')}>" if value.account else value.text)
        for name, value in given.items()
    ]
