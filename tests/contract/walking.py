"""A hand walks through the steps; whatever is other than the script says is listed, and nothing stops the rest."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from typing import Any

import pytest

from bot import dispatch, questions
from bot.arguments import Given, Missing, declared
from bot.commands import Answered, Command, Context, Invocation
from bot.db.unit_of_work import Database
from bot.dispatch import Dispatcher
from bot.domain.errors import DomainError
from bot.language import tokens
from bot.matching import Menu
from bot.messages.model import (
    Button,
    Buttons,
    Document,
    Fact,
    Form,
    Link,
    Mention,
    Message,
    Moment,
    Reply,
    Strong,
    Table,
    Text,
)
from bot.presenters import actions_together, members
from bot.presenters.refusals import refused
from bot.presenters.speech import Words, words
from bot.questions import ask
from bot.services import linking
from handlers import COMMANDS
from tests.contract.steps import FILL_IN, REQUIRED, Fills, Hand, Lacks, Passes, Presses, Shown, Standing, Step, Types
from tests.contract.who import NOBODY
from tests.platforms.slack_world import NOW

MENU = Menu(COMMANDS)
BY_NAME = {one.name: one for one in COMMANDS}
SPEECH = words("en-GB")
_CODE = re.compile(r"\{code of (\S+)\}")


def kind(command: str) -> str:
    """What kind of button carries this: the command's name."""
    return MENU.match(tokens(command)).command.name


def buttons_of(messages: Iterable[Message]) -> set[str]:
    """The kinds of button in these messages."""
    blocks = (block for message in messages for block in message.blocks if isinstance(block, Buttons))
    return {kind(button.command) for block in blocks for button in block.buttons}


def pressed(steps: Iterable[Step]) -> set[str]:
    """The kinds of button that the script presses; one that opens a late form among them."""
    return {
        kind(one.command if isinstance(one, Fills) else one.carries)
        for one in steps
        if isinstance(one, Presses) or (isinstance(one, Fills) and one.late)
    }


def required(command: str) -> list[str]:
    """The arguments without which a command can't be carried out."""
    return [one.name for one in declared(BY_NAME[command].arguments) if one.required]


@dataclass
class Walk:
    """What happened: commands that were carried out, forms that did what they are for, buttons by their kind, refusals
    that were said; and what was ``wrong``."""

    hand: Hand
    database: Database
    done: set[str] = field(default_factory=set)
    filled: set[str] = field(default_factory=set)
    pressed: set[str] = field(default_factory=set)
    refusals: set[str] = field(default_factory=set)
    wrong: list[str] = field(default_factory=list)
    answered: list[Answered] = field(default_factory=list)

    def listens(self, patch: pytest.MonkeyPatch) -> None:
        """Hears what the core does, whoever built it: which commands it carries out, and which refusals it words."""
        carried_out = Dispatcher.__call__

        def heard(dispatcher: Dispatcher, invocation: Invocation) -> Answered:
            answered = carried_out(dispatcher, invocation)
            self.answered.append(answered)
            found = MENU.find(tokens(invocation.text))
            if found is not None and answered.outcome == "done" and not isinstance(answered.reply, Form):
                self.done.add(found.command.name)
            return answered

        def worded(error: DomainError, speech: Words) -> Message:
            self.refusals.add(type(error).__name__)
            return refused(error, speech)

        def asked(context: Context, command: Command, given: Mapping[str, Given], unclear: DomainError) -> Any:
            question = ask(context, command, given, unclear)
            if isinstance(unclear, Missing) and question is not None:
                self.refusals.add(Missing.__name__)
            return question

        patch.setattr(Dispatcher, "__call__", heard)
        patch.setattr(questions, "ask", asked)
        for room in (dispatch, questions, members, actions_together):
            patch.setattr(room, "refused", worded)

    def goes(self, steps: Iterable[Step]) -> None:
        for step in steps:
            self.answered.clear()
            self.hand.awaited = getattr(step, "said", "")
            try:
                self._step(step)
            except AssertionError as error:
                titles = [_message(one.reply).title for one in self.answered]
                self.wrong.append(f"{step}: {str(error)[:600]} ## {titles}")

    def _step(self, step: Step) -> None:
        match step:
            case Types(who=who) if who == NOBODY and not self.hand.strangers:
                pass
            case Types(who, text, said, alone, unheard, direct):
                shown = self.hand.types(who, self._coded(text), direct=direct)
                said = alone if alone and not self.hand.channels else said
                _says(shown, unheard if unheard and not self.hand.writes else said)
                self._whole(shown)
            case Lacks(lacks):
                self.hand.lacks(lacks)
            case Presses(who, _, carries, said, _, _, in_channel=True) if not self.hand.channels:
                _says(self.hand.types(who, carries), said)
            case Presses(who, label, carries, said, opens, of):
                command, shown = self.hand.presses(who, label, carries, of or who)
                if opens:
                    self._opened(shown, MENU.match(tokens(carries)).command.name)
                _says(shown, said)
                self.pressed.add(kind(command))
            case Passes(until):
                self.hand.passes(until)
            case Fills():
                self._fills(step)

    def _whole(self, shown: Shown) -> None:
        """Every word of the answer stands before whoever asked; the terminal breaks those of narrow columns."""
        told = " ".join(every_text(self.answered[-1].reply, tables=self.hand.forms))
        missing = set(told.split()) - set(shown.words.split())
        assert not {one for one in missing if one not in shown.words}, f"not shown: {missing}, but: {shown.words}"

    def _fills(self, step: Fills) -> None:
        form = self._opened(self._asks_for(step), step.command)
        missing = dict.fromkeys(required(step.command), REQUIRED)
        if missing and self.hand.forms:
            empty = self.hand.fills(step.who, form, {}, emptied=True)
            assert empty.errors == missing, f"left empty: {empty.errors}"
            form = empty.form or form
        for values, errors in step.wrong:
            shown = self.hand.fills(step.who, form, values)
            if self.hand.forms:
                assert shown.errors.keys() == errors.keys(), f"{values}: {shown.errors}"
                assert all(errors[name] in said for name, said in shown.errors.items()), f"{values}: {shown.errors}"
            assert any(said in shown.words for said in errors.values()), f"{values}: {shown.words}"
            form = shown.form or form
        shown = self.hand.fills(step.who, form, {name: self._coded(said) for name, said in step.values.items()})
        _says(shown, step.said)
        assert not self.hand.forms or (shown.form is not None) == step.refused, "the form stands, or has gone"
        self.filled.add(step.command)

    def _asks_for(self, step: Fills) -> Shown:
        """The form, or how its command goes. One that comes too late is behind a button."""
        if step.late:
            self.hand.delays()
        shown = self.hand.types(step.who, step.typed or step.command)
        if step.late and self.hand.forms and shown.form is None:
            _, shown = self.hand.presses(step.who, FILL_IN, step.command, step.who)
        return shown

    def _coded(self, text: str) -> str:
        """With a code that the person was sent, where the script says so."""
        return _CODE.sub(lambda named: self._code(named[1]), text)

    def _code(self, who: str) -> str:
        with self.database.writing("test") as uow:
            found = uow.people.by_email(who)
            assert found is not None
            return linking.issue_code(uow, official_id=found.id, now=NOW)

    def _opened(self, shown: Shown, command: str) -> Standing:
        """The command's form, which asks for all that is required; a face without forms says how the command goes."""
        if not self.hand.forms:
            usage = SPEECH(f"usage-{command.replace(' ', '-')}")
            assert " ".join(usage.split()) in shown.words or command in _BARE, f"no usage: {shown.words}"
            return Standing(command, frozenset())
        assert shown.form is not None, f"no form: {shown.words}"
        assert set(required(command)) <= shown.form.fields, shown.form.fields
        return shown.form


def every_text(reply: Reply, *, tables: bool) -> list[str]:
    """What a reader reads, piece by piece; how a table is headed is the face's own."""
    message = _message(reply)
    blocks = [block for block in message.blocks if tables or not isinstance(block, Table)]
    return [message.title, *(said for block in blocks for said in _texts(block))]


def _message(reply: Reply) -> Message | Form:
    return reply.message if isinstance(reply, Document) else reply


def _texts(found: Any) -> Iterator[str]:
    match found:
        case Text(text=said) | Strong(text=said) | Link(text=said) | Mention(name=said) | Moment(words=said):
            yield said
        case Button(label=said):
            yield said
        case Fact(label=said, value=line):
            yield from (said, *_texts(line))
        case tuple():
            yield from (said for one in found for said in _texts(one))
        case str():
            yield found
        case _ if is_dataclass(found):
            yield from (
                said
                for one in fields(found)
                if one.name not in ("kind", "columns")
                for said in _texts(getattr(found, one.name))
            )


_BARE = {one.name for one in COMMANDS if one.bare}


def _says(shown: Shown, said: str) -> None:
    assert " ".join(said.split()) in " ".join(shown.words.split()), f"said: {shown.words}"
