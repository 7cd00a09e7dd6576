"""What comes in, what a handler is given, what it answers, and how a command is declared."""

from __future__ import annotations

import typing
from collections.abc import Awaitable, Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from typing import Any, Literal, TypeVarTuple

from bot.db.unit_of_work import Snapshot, UnitOfWork
from bot.domain.groups import Group
from bot.domain.people import Actor
from bot.domain.permissions import MATRIX, Right
from bot.domain.presses import Press
from bot.language import Token, tokens
from bot.messages.model import Message, Reply
from bot.presenters.speech import Words


@dataclass(frozen=True)
class Invocation:
    """One thing that somebody asked for, from whatever face.

    ``address`` is an e-mail address where the face itself vouches for the person (terminal, console);
    otherwise the account decides, in ``account_workspace`` where its own isn't the one that was spoken in: somebody
    from outside in a channel that is shared with them. ``channel`` is ``None`` in a private place. ``request`` is the
    platform's own key of the payload, so that a repeated one has one effect; ``press`` tells a double click, which has
    two such keys, from two presses. ``fields`` are those of a submitted form.
    ``forms`` says whether the face can open one; ``prefix`` how a command begins there. ``home`` says that the person
    opened their Home, or pressed something in it: then the answer stands there. ``reading`` says that the answer is a
    page already. ``official_id`` is who it is, where the face has signed them in itself. ``together`` says that it is
    one of several in a message, whose reply is none of the channel's.
    """

    platform: str
    workspace: str
    account: str
    text: str
    channel: str | None = None
    address: str | None = None
    request: str | None = None
    press: Press | None = None
    fields: Mapping[str, str] = field(default_factory=dict)
    forms: bool = False
    prefix: str = "/wg"
    home: Literal["", "opened", "pressed"] = ""
    reading: bool = False
    official_id: int | None = None
    together: bool = False
    account_workspace: str = ""

    @property
    def who(self) -> tuple[str, str, str]:
        """Whose account it is: platform, the account's own workspace, and its id there."""
        return self.platform, self.account_workspace or self.workspace, self.account

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """The words of its text, read once."""
        return tokens(self.text)

    @property
    def origin(self) -> str:
        """Where it came from, for the audit."""
        return ":".join(part for part in (self.platform, self.workspace, self.channel or "direct") if part)

    @property
    def submitted(self) -> bool:
        """Whether a form with the command's own fields was filled in. Which group is meant is asked before that."""
        return self.forms and bool(self.fields.keys() - {"group"})

    @property
    def place(self) -> tuple[str, str, str] | None:
        """The channel where it was typed, as platform, workspace and channel; ``None`` in a private place."""
        return None if self.channel is None else (self.platform, self.workspace, self.channel)


Facts = TypeVarTuple("Facts")


@dataclass(frozen=True)
class Answer:
    """What a handler says. ``announce`` words the public line of a change: it goes to every place that speaks for the
    group, in the language of each, and in the channel where the command was typed it *is* the reply. ``group_id`` says
    which group, where the command itself was about none. ``outcome`` is ``refused`` for a refusal that leaves a trace
    (a wrong code counts). ``alike``: the reply is that same line, in the language of whoever typed."""

    reply: Reply
    announce: Callable[[Words], Message] | None = None
    group_id: int | None = None
    outcome: Literal["done", "refused"] = "done"
    alike: bool = False

    @property
    def private(self) -> Answer:
        """The same, and nothing of it in public."""
        return replace(self, announce=None, alike=False)


@dataclass(frozen=True)
class Answered:
    """What a face shows: ``public`` tells whether everybody in the channel may see it.

    ``outcome`` tells a face with exit codes how it went; ``spent``, that what was asked can't be done any more;
    ``concerned``, what was changed: groups, each with the subject of a line of its audit."""

    reply: Reply
    public: bool = False
    outcome: Literal["done", "refused", "broken"] = "done"
    spent: bool = False
    concerned: tuple[tuple[int, str], ...] = ()


Ask = Callable[[Invocation], Awaitable[Answered]]


@dataclass(frozen=True)
class Context:
    """Everything a handler may use. ``today`` is the local day of the group, or else of the person. ``mails`` tells
    whether this service sends e-mail; ``pages`` makes the address of a page for an official and a command, ``opens``
    one that signs somebody in, where the service has any; ``feeds`` that of a feed, where people can reach it."""

    invocation: Invocation
    uow: UnitOfWork
    now: datetime
    today: date
    actor: Actor
    words: Words
    commands: tuple[Command, ...]
    snapshot: Callable[[], AbstractContextManager[Snapshot]]
    settled_group: Group | None = None
    mails: bool = False
    feeds: Callable[[int], str] | None = None
    pages: Callable[[int, str], str] | None = None
    opens: Callable[[int], str] | None = None

    @property
    def group(self) -> Group:
        """The group in question; only commands that need one may ask."""
        if self.settled_group is None:
            raise LookupError("this command was declared without a group")
        return self.settled_group

    @cached_property
    def chairing(self) -> tuple[str, ...]:
        """The seats that chair the meeting in question; most commands never ask."""
        group = self.settled_group
        return self.uow.groups.chairing(group.id, terms="handover" in group.policy) if group is not None else ()

    def page(self, command: str) -> str:
        """The address where the command's answer can be read as a page; empty where there is none to offer."""
        actor = self.actor
        if self.pages is None or self.invocation.reading or actor.official_id is None or not actor.email:
            return ""
        return self.pages(actor.official_id, command)

    def shared(self, present: Callable[[*Facts, Words], Message], *facts: *Facts) -> Answer:
        """A change that everybody in the group's channels may read; ``present`` words the facts."""
        return Answer(present(*facts, self.words), announce=lambda words: present(*facts, words), alike=True)


Handler = Callable[[Context, Any], Answer]
Shortened = Callable[[tuple[Token, ...]], tuple[Token, ...]]


@dataclass(frozen=True)
class Command:
    """A declared command. ``changes`` ones are remembered in the inbox and carried out in one transaction;
    with ``serial`` one at a time within a group. ``short`` rewrites a short form into the full one. ``bare``: typed
    alone it opens its form, though it requires nothing. ``files``: it answers with a file, which may take a while.
    ``brief``: it reads, by a few questions, no more than fits on a page. ``branch`` names the command that is meant
    instead, by what follows the name; empty where this one is."""

    name: str
    handler: Handler
    arguments: type[Any]
    requires: Right
    changes: bool
    serial: bool
    aliases: tuple[str, ...]
    short: Shortened | None
    bare: bool = False
    files: bool = False
    brief: bool = False
    branch: Callable[[tuple[Token, ...]], str] | None = None

    @property
    def subject(self) -> str:
        return self.name.split()[0]

    @property
    def key(self) -> str:
        """Its name in the Fluent files: ``action add`` is ``action-add``."""
        return self.name.replace(" ", "-")

    @property
    def needs_group(self) -> bool:
        return self.requires in MATRIX


def command(
    name: str,
    *,
    requires: Right,
    changes: bool = False,
    serial: bool = True,
    aliases: tuple[str, ...] = (),
    short: Shortened | None = None,
    bare: bool = False,
    files: bool = False,
    brief: bool = False,
    branch: Callable[[tuple[Token, ...]], str] | None = None,
) -> Callable[[Handler], Command]:
    """Declare a handler as a command; its second parameter's annotation is the dataclass of its arguments."""

    def declare(handler: Handler) -> Command:
        hints = typing.get_type_hints(handler)
        arguments = next(kind for parameter, kind in hints.items() if parameter not in ("context", "return"))
        return Command(name, handler, arguments, requires, changes, serial, aliases, short, bare, files, brief, branch)

    return declare
