"""From words, options and form fields to one value of arguments."""

from __future__ import annotations

import dataclasses
import difflib
from collections.abc import Mapping, Sequence
from dataclasses import MISSING
from datetime import date
from typing import Any, TypeVar

from bot.arguments.model import Argument, Given
from bot.arguments.refusals import Missing, TooManyWords, UnknownOption
from bot.domain.errors import DomainError
from bot.language import Token, tokens

Kind = TypeVar("Kind")

MAX_MENTION = 300


_DECLARED: dict[type[Any], tuple[Argument, ...]] = {}


def declared(kind: type[Any]) -> tuple[Argument, ...]:
    """The arguments of a command, in the order in which they are asked for; worked out once for each kind."""
    found = _DECLARED.get(kind)
    if found is None:
        found = _DECLARED[kind] = tuple(map(_argument, dataclasses.fields(kind)))
    return found


def _argument(field: dataclasses.Field[Any]) -> Argument:
    return Argument(
        name=field.name.rstrip("_"),
        required=field.default is MISSING,
        default=_typed(field.default),
        **field.metadata,
    )


def _typed(default: object) -> str:
    """A default as one would type it; nothing where there is none."""
    return str(default) if isinstance(default, str | int) and not isinstance(default, bool) else ""


def gather(arguments: Sequence[Argument], words: Sequence[Token], fields: Mapping[str, str]) -> dict[str, Given]:
    """Raw values by argument. Raises ``UnknownOption`` or ``TooManyWords``.

    Where the command takes free text, an unknown key that resembles none of its own is part of the text
    (``https://…``, ``Remember:this``).
    """
    by_name = {argument.name: argument for argument in arguments}
    takes_text = any(argument.rest and argument.ask == "text" for argument in arguments)
    found: dict[str, Given] = {}
    bare: list[Token] = []
    for token in words:
        if token.option is None:
            bare.append(token)
        elif token.option in by_name:
            found[token.option] = _with(found.get(token.option), token, by_name[token.option])
        else:
            meant = difflib.get_close_matches(token.option, by_name, n=1, cutoff=0.75)
            if not takes_text or meant:
                raise UnknownOption(token.option, meant[0] if meant else "")
            bare.append(token)
    _positions(arguments, bare, found)
    found.update({name: _filled_in(value) for name, value in fields.items() if name in by_name and value.strip()})
    return found


def _with(before: Given | None, token: Token, argument: Argument) -> Given:
    """One more value of an argument that may be given several times, after what was given before; else the last."""
    now = Given(token.text, token.account)
    return Given(f"{_spelt(before)}, {_spelt(now)}") if before is not None and argument.several else now


def _spelt(given: Given) -> str:
    return f"<@{given.account}|{given.text.lstrip('@')}>" if given.account else given.text


def _filled_in(value: str) -> Given:
    """A field's value as it stands; a mention alone means the account, as it does when it is typed."""
    found = tokens(value) if value.startswith("<@") and len(value) < MAX_MENTION else ()
    mentioned = len(found) == 1 and found[0].account is not None
    return Given(found[0].text, found[0].account) if mentioned else Given(value)


def _positions(arguments: Sequence[Argument], bare: list[Token], found: dict[str, Given]) -> None:
    for argument in arguments:
        if not (argument.positional and bare) or argument.name in found:
            continue
        if argument.rest:
            text = " ".join(token.as_typed for token in bare)
            found[argument.name] = Given(text, bare[0].account if len(bare) == 1 else None)
            bare.clear()
        else:
            token = bare.pop(0)
            found[argument.name] = Given(token.as_typed, token.account)
    if bare:
        raise TooManyWords(" ".join(token.as_typed for token in bare)[:80])


def parse(kind: type[Kind], given: Mapping[str, Given], *, today: date) -> Kind:
    """The arguments as a value of ``kind``. Raises ``Missing`` for the first required one that isn't there,
    and the refusals of each argument's grammar."""
    values: dict[str, Any] = {}
    for field, argument in zip(dataclasses.fields(kind), declared(kind), strict=True):  # type: ignore[arg-type]
        if argument.name in given:
            values[field.name] = _parsed(argument, given[argument.name], today)
        elif argument.required:
            raise Missing(argument.name)
    return kind(**values)


def _parsed(argument: Argument, given: Given, today: date) -> Any:
    try:
        return argument.parse(given, today)
    except DomainError as error:
        error.argument = argument.name
        raise
