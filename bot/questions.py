"""What is missing or unclear is asked for, one thing at a time: by a form where the face has forms, else by
buttons that carry the whole command with one more argument. Nothing is kept between question and answer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields

from bot import remembered
from bot.arguments import Argument, Given, Missing, declared
from bot.choices import choices, chosen, known
from bot.commands import Command, Context
from bot.domain.dates import NextIsAmbiguous
from bot.domain.errors import Ambiguous, DomainError
from bot.domain.extent import AdministrationIsNoTerritory, ExtentUnclear, UnknownTerritory
from bot.domain.groups import Group
from bot.foresight import lacking
from bot.language import quote
from bot.messages.model import Block, Button, Choice, Field, Form, Message, Note, Text, buttons
from bot.presenters.refusals import refused
from bot.services.people import NoSuchPerson

ASKED = (Ambiguous, ExtentUnclear, NextIsAmbiguous, NoSuchPerson)

_CONTROLS = {
    "person": "person",
    "newcomer": "person",
    "day": "date",
    "extent": "choices",
    "seats": "choices",
    "seat": "choice",
    "choice": "choice",
    "meeting": "choice",
    "turn": "choice",
    "action": "choice",
    "item": "choice",
    "decision": "choice",
    "poll": "choice",
    "another": "choice",
}


class Asked(Exception):
    """Leaves the unit of work without a trace, with what is to be asked."""

    def __init__(self, reply: Message | Form) -> None:
        super().__init__(reply.title)
        self.reply = reply


def ask(context: Context, command: Command, given: Mapping[str, Given], unclear: DomainError) -> Message | Form | None:
    """The question for what is missing or unclear, or ``None`` where there is nothing to choose from."""
    submitted = context.invocation.submitted
    match unclear:
        case Missing(wanted="group"):
            return _which_group(context, command, given)
        case Missing(wanted=name) if context.invocation.forms:
            return form(context, command, given, Missing(name) if submitted else None)
        case _ if submitted:
            return form(context, command, given, unclear)
        case Missing(wanted=name):
            return _one(context, command, given, next(a for a in declared(command.arguments) if a.name == name))
        case Ambiguous(asked=asked, candidates=candidates):
            return _which(context, command, given, unclear, asked, candidates)
        case NoSuchPerson(asked=asked):
            return _nobody(context, command, given, unclear, asked)
        case NextIsAmbiguous():
            days = [unclear.first.isoformat(), unclear.second.isoformat()]
            return _which(context, command, given, unclear, unclear.text, days)
        case ExtentUnclear():
            return _which(context, command, given, unclear, given["extent"].text, unclear.territories.split(", "))
        case _:
            return None


def form(context: Context, command: Command, given: Mapping[str, Given], error: DomainError | None = None) -> Form:
    """The command's form with what was given already filled in, and whatever is wrong beside its field. A refusal
    that is about no field stands above them."""
    words = context.words
    errors = _errors(context, command, given, error) if error else {}
    started = {} if context.invocation.submitted else remembered.starting(context, command, given)
    shown = tuple(
        _field(context, command, argument, given, started, errors.get(argument.name, ""))
        for argument in declared(command.arguments)
        if not argument.carried
    )
    above: tuple[Block, ...] = ()
    if error and not errors:
        above = (Note((Text(refused(error, words).title),)),)
    elif not error and words.has(f"form-{command.key}"):
        above = (words.note(f"form-{command.key}"),)
    carried = _carried(command, given, started, error)
    return Form(
        title=words(f"help-{command.key}"),
        command=_spoken(context, command, carried),
        fields=shown,
        submit=words("send"),
        cancel=words("cancel"),
        blocks=above,
        language=words.language,
    )


def _carried(
    command: Command, given: Mapping[str, Given], started: Mapping[str, str], error: DomainError | None
) -> dict[str, Given]:
    """What the form carries without showing it: as it was given, or as it starts; or as the refusal has it."""
    known = {name: Given(value) for name, value in started.items()} | dict(given)
    known |= {name: Given(value) for name, value in getattr(error, "carries", {}).items()}
    return {a.name: known[a.name] for a in declared(command.arguments) if a.carried and a.name in known}


def _errors(context: Context, command: Command, given: Mapping[str, Given], error: DomainError) -> dict[str, str]:
    """What is wrong, by argument: the refusal that stopped it, and everything else that can be seen at once."""
    words, found = context.words, {}
    names = [argument.name for argument in declared(command.arguments)]
    for argument in declared(command.arguments):
        if argument.required and argument.name not in given:
            found[argument.name] = words("form-required")
        elif argument.name in given:
            try:
                known(context, argument, given[argument.name])
            except DomainError as wrong:
                found[argument.name] = refused(wrong, words).title
    name = error.argument or _meant(context, command, given, error)
    if name in names and name not in found:
        found[name] = words("form-required") if isinstance(error, Missing) else refused(error, words).title
    return found


def _meant(context: Context, command: Command, given: Mapping[str, Given], error: DomainError) -> str:
    """The argument that a refusal is about, where it repeats what was given there."""
    if isinstance(error, ExtentUnclear | UnknownTerritory | AdministrationIsNoTerritory):
        return "extent"
    repeated = [getattr(error, field.name) for field in fields(error)]
    for argument in declared(command.arguments):
        value = given.get(argument.name)
        if value is None:
            continue
        if any(isinstance(one, str) and one and _same(one, value.text) for one in repeated):
            return argument.name
        if argument.ask == "day" and _day(context, argument, value) in repeated:
            return argument.name
    return ""


def _day(context: Context, argument: Argument, given: Given) -> object:
    try:
        return argument.parse(given, context.today)
    except DomainError:
        return ()


def _field(
    context: Context,
    command: Command,
    argument: Argument,
    given: Mapping[str, Given],
    started: Mapping[str, str],
    error: str,
) -> Field:
    words = context.words
    first = "" if context.invocation.submitted else remembered.value(argument, started)
    offered = choices(context, argument)
    value = first
    if argument.name in given:
        value, offered = chosen(context, argument, given[argument.name], offered)
        value = _said(given[argument.name]) if value == given[argument.name].text else value
    control = _CONTROLS.get(argument.ask, "text" if argument.long else "line")
    if control in ("choice", "person", "choices") and not offered and argument.ask != "newcomer":
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
        in_words=words(f"in-words-{control}", label=Text(_label(context, command, argument)))
        if control == "date" or (control == "person" and not offered)
        else "",
    )


def _said(given: Given) -> str:
    """A raw value as one would type it; a mention goes back as a mention, so that it still means the same account."""
    return f"<@{given.account}|{given.text.lstrip('@')}>" if given.account else given.text


def _label(context: Context, command: Command, argument: Argument) -> str:
    """The argument's label, in the words of its command where it has any."""
    own = f"label-{command.key}-{argument.name}"
    return context.words(own if context.words.has(own) else f"label-{argument.name}")


def _group_form(context: Context, command: Command, groups: Sequence[Group], text: str) -> Form:
    """The first step of a command's form, where several groups may be meant: which one."""
    words = context.words
    found = tuple(Choice(group.slug, group.name) for group in groups)
    field = Field("group", words("label-group"), "choice", value=found[0].value, choices=found)
    title = words(f"help-{command.key}")
    return Form(title, text, (field,), words("go-on"), words("cancel"), language=words.language)


def _which_group(context: Context, command: Command, given: Mapping[str, Given]) -> Message | Form:
    actor = context.actor
    groups = context.uow.groups.of(actor.official_id) if actor.official_id is not None else ()
    if not groups:
        return Message(context.words("ask-no-group"), (), context.words.language)
    groups = remembered.last_first(context, groups)
    if context.invocation.forms and lacking(command, given):
        return _group_form(context, command, groups, _typed(command.name, given))
    offered = [Button(g.name, _typed(f"{command.name} group:{g.slug}", given)) for g in groups]
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


def _nobody(
    context: Context, command: Command, given: Mapping[str, Given], unclear: DomainError, asked: str
) -> Message | None:
    """Nobody is called so: the people of the group, to choose from."""
    argument = next((a for a in declared(command.arguments) if a.ask == "person" and a.name in given), None)
    if argument is None or not _same(given[argument.name].text, asked):
        return None
    offered = [
        Button(label, _spoken(context, command, {**given, argument.name: Given(value)}))
        for value, label in choices(context, argument)
    ]
    return Message(refused(unclear, context.words).title, buttons(offered), context.words.language) if offered else None


def _same(typed: str, asked: str) -> bool:
    return typed.strip().lstrip("@").casefold() == asked.strip().lstrip("@").casefold()


def _spoken(context: Context, command: Command, given: Mapping[str, Given]) -> str:
    name = f"{command.name} group:{context.settled_group.slug}" if context.settled_group else command.name
    return _typed(name, given)


def _typed(name: str, given: Mapping[str, Given]) -> str:
    """The whole command with its raw values as options; a mention stays one, so it isn't quoted."""
    options = (f"{key}:{_said(one) if one.account else quote(one.text)}" for key, one in given.items())
    return " ".join([name, *options])
