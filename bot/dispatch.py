"""The one road in: match → who, which group → arguments → permission → handler → reply.

Plain synchronous code, run by the faces in a bounded pool of threads.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace

import structlog

from bot import arguments, questions
from bot.bearings import group_named, group_of, official_of, only_its_own, standing_of
from bot.clock import Clock
from bot.commands import Answered, Command, Context, Invocation
from bot.db.errors import LOST_RACES, ChangedUnderneath
from bot.db.unit_of_work import Database, UnitOfWork
from bot.domain.dates import local
from bot.domain.errors import DomainError
from bot.domain.groups import Group
from bot.domain.people import Account, Actor, Standing
from bot.domain.permissions import NotLinked, Right, allowed, permit
from bot.language import MAX_CHARACTERS
from bot.matching import Matched, Menu
from bot.messages import codec
from bot.messages.model import Document, Form, Message, Reply
from bot.presenters import together
from bot.presenters.refusals import broken, refused
from bot.presenters.speech import FALLBACK, words
from bot.publishing import published
from bot.services import homes, people
from bot.together import several

log = structlog.get_logger()


@dataclass(eq=False)
class CommandTooLong(DomainError):
    limit: int


@dataclass(eq=False)
class ChangedMeanwhile(DomainError):
    """Somebody else changed the same thing, twice in a row."""


@dataclass(eq=False)
class RequestStillRunning(DomainError):
    """The same request is being carried out at this moment, by another process."""


class Dispatcher:
    """Carries out invocations. Never raises: whatever goes wrong is answered."""

    def __init__(
        self,
        database: Database,
        menu: Menu,
        clock: Clock,
        operators: Sequence[str] = (),
        *,
        mails: bool = False,
        pages: Callable[[int, str], str] | None = None,
        opens: Callable[[int], str] | None = None,
        feeds: Callable[[int], str] | None = None,
    ) -> None:
        self._database = database
        self._menu = menu
        self._clock = clock
        self._operators = frozenset(address.lower() for address in operators)
        self._mails = mails
        self._pages = pages
        self._opens = opens
        self._feeds = feeds

    def __call__(self, invocation: Invocation) -> Answered:
        try:
            lines = several(invocation.text, self._menu, invocation.prefix) if not invocation.together else ()
            answered = self._together(invocation, lines) if lines else self._done_or_refused(invocation)
            self._note(invocation, answered)
            return answered
        except Exception:
            reference = secrets.token_hex(4)
            log.exception("command failed", reference=reference, origin=invocation.origin)
            return Answered(broken(reference, words(FALLBACK)), outcome="broken")

    def at_once(self, invocation: Invocation) -> bool:
        """Whether this is over sooner than it could be handed to a thread: a few questions to a database in this very
        process, where nobody who writes keeps a reader waiting. A thread would be no kinder to others either, for it
        takes turns with them only every five milliseconds (``sys.getswitchinterval``)."""
        matched = self._menu.find(invocation.tokens) if self._database.embedded else None
        return matched is not None and matched.command.brief

    def _together(self, invocation: Invocation, lines: Sequence[str]) -> Answered:
        """Each line by itself, in its order, in a transaction of its own: a bad one loses no other. Every line has a
        request of its own, so that a message that comes again has one effect too."""
        answers = []
        for number, line in enumerate(lines, 1):
            request = f"{invocation.request}:{number}" if invocation.request is not None else None
            one = replace(invocation, text=line, request=request, press=None, forms=False, together=True, home="")
            answered = self(one)
            if isinstance(answered.reply, Document):
                answered.reply.content.close()
            answers.append((line, _storable(answered.reply), answered.outcome == "done"))
        speech = words(answers[0][1].language)
        fine = all(done for _, _, done in answers)
        return Answered(together.answered(answers, speech), outcome="done" if fine else "refused")

    def _done_or_refused(self, invocation: Invocation) -> Answered:
        try:
            return self._tried_twice(invocation)
        except questions.Asked as asked:
            return Answered(asked.reply, outcome="refused")
        except DomainError as error:
            return self._refused(invocation, error)

    def _note(self, invocation: Invocation, answered: Answered) -> None:
        """What was pressed in a Home is answered on top of it; a form is opened by the face instead."""
        if invocation.home != "pressed" or isinstance(answered.reply, Form):
            return
        account = Account(*invocation.who)
        try:
            note = codec.dump(_storable(answered.reply))
            with self._database.writing(invocation.origin) as uow:
                homes.noted(uow, account=account, note=note, prefix=invocation.prefix, now=self._clock())
        except Exception:  # what was done is done, and is told by the face itself
            log.exception("an answer could not be noted", origin=invocation.origin)

    def _tried_twice(self, invocation: Invocation) -> Answered:
        """A lost race is run once more: the second time it reads what the winner wrote."""
        try:
            return self._carried_out(invocation)
        except LOST_RACES as lost:
            log.info("tried again", origin=invocation.origin, reason=type(lost).__name__)
        try:
            return self._carried_out(invocation)
        except ChangedUnderneath as lost:
            raise ChangedMeanwhile from lost

    def _carried_out(self, invocation: Invocation) -> Answered:
        if len(invocation.text) > MAX_CHARACTERS:
            raise CommandTooLong(MAX_CHARACTERS)
        matched = self._menu.match(invocation.tokens)
        self._welcome_operator(invocation)
        with self._unit_of_work(matched.command, invocation) as uow:
            remembered = matched.command.changes and invocation.request is not None
            if remembered:
                stored = uow.inbox.claim(str(invocation.request), at=self._clock(), press=invocation.press)
                if stored is not None and stored.reply is None:
                    raise RequestStillRunning
                if stored is not None:
                    return Answered(codec.load(str(stored.reply)), stored.public)
            answered = self._answered(uow, matched, invocation)
            if uow.concerned:
                answered = replace(answered, concerned=tuple(uow.concerned))
            if remembered:
                reply = codec.dump(_storable(answered.reply))
                uow.inbox.answer(str(invocation.request), reply=reply, public=answered.public, press=invocation.press)
            return answered

    def _welcome_operator(self, invocation: Invocation) -> None:
        """An operator becomes an official by acting."""
        address = (invocation.address or "").lower()
        if address not in self._operators:
            return
        with self._database.reading() as uow:
            known = uow.people.by_email(address) is not None
        if not known:
            with self._database.writing(invocation.origin) as uow:
                people.ensure_operator(uow, address=address, now=self._clock())

    def _unit_of_work(self, command: Command, invocation: Invocation) -> AbstractContextManager[UnitOfWork]:
        return self._database.writing(invocation.origin) if command.changes else self._database.reading()

    def _answered(self, uow: UnitOfWork, matched: Matched, invocation: Invocation) -> Answered:
        """The handler's answer. What is missing or unclear leaves as ``Asked``, with nothing changed."""
        found = self._context(uow, matched, invocation)
        context, given = found.context, found.given
        try:
            return self._handled(context, matched.command, given)
        except (arguments.Missing, *questions.ASKED) as unclear:
            asked = questions.ask(context, matched.command, given, unclear)
            if asked is None:
                raise
            raise questions.Asked(asked) from unclear
        except DomainError as error:
            if not invocation.submitted:
                raise
            raise questions.Asked(questions.form(context, matched.command, given, error)) from error

    def _handled(self, context: Context, command: Command, given: dict[str, arguments.Given]) -> Answered:
        if command.needs_group and context.settled_group is None:
            raise arguments.Missing("group")
        if not allowed(command.requires, context.actor):
            permit(command.requires, context.actor, context.chairing)
        if context.settled_group is not None:
            only_its_own(given, arguments.declared(command.arguments), context.settled_group)
        wanted = arguments.parse(command.arguments, given, today=context.today)
        answer = command.handler(context, wanted)
        return published(context, answer)

    def _context(self, uow: UnitOfWork, matched: Matched, invocation: Invocation) -> _Found:
        now = self._clock()
        declared = arguments.declared(matched.command.arguments)
        named, rest = group_named(matched, declared)
        given = arguments.gather(declared, rest, invocation.fields)
        if matched.command.needs_group:
            standing = standing_of(uow, invocation)
        else:
            standing = Standing(official_of(uow, invocation))
        official = standing.official
        if official is None:
            actor = Actor(official_id=None, name="", operator=False)
        else:
            actor = people.actor(uow, official, group_id=None, operators=self._operators)
        group = _group(uow, standing, invocation, matched.command, named)
        if group is not None:
            memberships = standing.memberships(group.id)
            if matched.command.changes and matched.command.serial:
                uow.audit.lock(group.id)  # what was true before it was ours may have changed
                memberships = uow.people.memberships(official.id, group.id) if official is not None else ()
            reader = matched.command.requires is Right.READ and not memberships
            actor = replace(actor, memberships=memberships, reader=reader)
        context = Context(
            invocation=invocation,
            uow=uow,
            now=now,
            today=local(now, group.zone if group else actor.zone).date(),
            actor=actor,
            words=words(actor.language, group.language if group else "").calling(
                uow.administrations.name, invocation.prefix
            ),
            commands=self._menu.commands,
            snapshot=self._database.snapshot,
            settled_group=group,
            mails=self._mails,
            pages=self._pages,
            opens=self._opens,
            feeds=self._feeds,
        )
        return _Found(context, given)

    def _refused(self, invocation: Invocation, error: DomainError) -> Answered:
        """The refusal in the person's language, kept for a repeated request in a transaction of its own. A form that
        was refused stands open, and may come back put right."""
        with self._database.reading() as uow:
            official = official_of(uow, invocation)
            linked = uow.groups.linked_to(*invocation.place) if invocation.place is not None else None
            speech = words(official.language if official else "", linked.language if linked else "")
            reply = refused(error, speech.calling(uow.administrations.name, invocation.prefix))
        if invocation.request is not None and not (invocation.submitted or isinstance(error, RequestStillRunning)):
            with self._database.writing(invocation.origin) as uow:
                if uow.inbox.claim(invocation.request, at=self._clock(), press=invocation.press) is None:
                    kept = codec.dump(reply)
                    uow.inbox.answer(invocation.request, reply=kept, public=False, press=invocation.press)
        return Answered(reply, outcome="refused", spent=error.spent)


@dataclass(frozen=True)
class _Found:
    context: Context
    given: dict[str, arguments.Given]


def _group(
    uow: UnitOfWork, standing: Standing, invocation: Invocation, command: Command, named: str | None
) -> Group | None:
    """The group in question, for a command that needs one. An account that is nobody's may only read along."""
    reading, nobody = command.requires is Right.READ, standing.official is None
    if nobody and command.requires is not Right.ANYONE and not reading:
        raise NotLinked
    group = group_of(uow, standing, invocation, named, command) if command.needs_group else None
    if group is None and reading and nobody:
        raise NotLinked
    return group


def _storable(reply: Reply) -> Message:
    match reply:
        case Document(message=message):
            return message
        case Message():
            return reply
        case _:
            return Message(reply.title, reply.blocks, reply.language)


Dispatch = Callable[[Invocation], Answered]
