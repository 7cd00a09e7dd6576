"""``convenor rehearse``: everything Convenor would say and do, on a copy of which nothing is kept, nothing sent."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any, Final, Literal

from sqlalchemy import select

from bot.app import App, bring_up_to_date
from bot.chores import Chore, LongChore
from bot.clock import Movable, fixed
from bot.commands import Answered, Invocation
from bot.db.extract import copy_group
from bot.db.models import AuditLine
from bot.db.unit_of_work import Database, UnitOfWork
from bot.deliverer import Deliverer
from bot.dispatch import Dispatcher
from bot.domain.dates import to_instant
from bot.domain.groups import Group, NoSuchGroup
from bot.gateways import Address
from bot.matching import Menu
from bot.messages import plain_text
from bot.messages.model import Document, Form, Message
from bot.scheduler import CHORES, chores
from bot.services import meetings
from bot.stepping import Stepper
from handlers import COMMANDS

PLATFORMS: Final = ("slack", "teams", "web", "email")
"""Where somebody would be written to, the preferred one first."""

LONGEST: Final = timedelta(days=366 * 10)
MOST_EVENTS: Final = 10_000
JUST_BEFORE: Final = timedelta(seconds=1)
WIDE: Final = 1_000

Kind = Literal["types", "answers", "refuses", "does", "says"]
_ORDER: Final = {"types": 0, "answers": 0, "refuses": 0, "does": 1, "says": 2}


class UnreadableEvents(Exception):
    """A line of the events file can't be read: its number, and the key of why."""

    def __init__(self, line: int, why: str) -> None:
        super().__init__(line, why)
        self.line, self.why = line, why


@dataclass(frozen=True)
class Typed:
    """What somebody (by address) will type at an instant."""

    at: datetime
    who: str
    text: str


@dataclass(frozen=True)
class Heard:
    """One thing in the order of time. ``who`` typed or hears it (empty: nobody, or the answer to who typed);
    ``title`` is it in one line, ``text`` in full."""

    at: datetime
    kind: Kind
    who: str
    title: str
    text: str


@dataclass
class _Notebook:
    """What was said: a gateway that writes down and sends nothing."""

    clock: Movable
    name: Callable[[str, str], str]
    heard: list[Heard]
    platform: str

    async def send(self, address: Address, message: Message, *, key: str) -> str:
        to = self.name(address.platform, address.channel) if address.direct else f"#{address.channel}"
        text = plain_text.render(message, width=WIDE)
        self.heard.append(Heard(self.clock(), "says", to, message.title, text))
        return key


@dataclass
class _Rehearsal:
    database: Database
    clock: Movable
    group: Group
    dispatch: Dispatcher
    heard: list[Heard] = field(default_factory=list)
    names: dict[tuple[str, str], str] = field(default_factory=dict)
    last_line: int = 0
    chores: Sequence[Chore | LongChore[Any]] = CHORES

    def stepper(self) -> Stepper:
        notebooks = [_Notebook(self.clock, self._name, self.heard, platform) for platform in PLATFORMS]
        return Stepper(
            self.database, self.clock, Deliverer(self.database, notebooks, self.clock, luck=lambda: 0.5), self.chores
        )

    async def live(self, until: datetime, events: Sequence[Typed]) -> None:
        """Step on, type what was planned on the way, and hold the meetings."""
        stepper = self.stepper()
        await stepper.catch_up()
        for event in events:
            if event.at <= until:
                await self._step(stepper, event.at)
                self._type(event)
                await stepper.catch_up()
        await self._step(stepper, until)
        self._note_what_was_done()

    async def _step(self, stepper: Stepper, until: datetime) -> None:
        """Meetings count as held: just before anybody would be asked about one, it is closed."""
        while (asked := self._first_asked(until)) is not None:
            number, at = asked
            await stepper.advance(max(self.clock(), at - JUST_BEFORE))
            with self.database.writing("rehearsal") as uow:
                row = uow.meetings.by_number(self.group.id, number)
                if row is not None and row.ask_at == at:
                    meetings.close(uow, group=self.group, number=number, by=None, now=self.clock())
        await stepper.advance(until)

    def _first_asked(self, until: datetime) -> tuple[int, datetime] | None:
        with self.database.reading() as uow:
            due = [(row.ask_at, row.number) for row in uow.meetings.ahead(self.group.id) if row.ask_at is not None]
        at, number = min(due, default=(None, 0))
        return (number, at) if at is not None and at <= until else None

    def _type(self, event: Typed) -> None:
        now = self.clock()
        self.heard.append(Heard(now, "types", event.who, event.text, event.text))
        answered = self.dispatch(
            Invocation(
                "terminal", "", event.who, event.text, address=event.who, fields={"group": self.group.slug}, prefix=""
            )
        )
        title, text = _worded(answered)
        kind: Kind = "answers" if answered.outcome == "done" else "refuses"
        self.heard.append(Heard(now, kind, event.who, title, text))

    def _note_what_was_done(self) -> None:
        with self.database.reading() as uow:
            lines = uow.session.scalars(
                select(AuditLine).where(AuditLine.id > self.last_line, AuditLine.chain == self.group.id)
            )
            for line in lines.all():
                facts = ", ".join(f"{key} {value}" for key, value in line.after.items() if value not in (None, ""))
                title = f"{line.event} {line.subject}" + (f" ({facts})" if facts else "")
                self.heard.append(Heard(line.at, "does", "", title, title))

    def _name(self, platform: str, account: str) -> str:
        """Whose account it is; those who come to the group on the way too."""
        if (platform, account) not in self.names:
            with self.database.reading() as uow:
                people = uow.people.of_group(self.group.id)
            self.names = {("email", person.email): person.name for person in people if person.email}
            self.names |= {(one.platform, one.account): person.name for person in people for one in person.accounts}
        return self.names.get((platform, account), account)


def read_events(path: Path, now: datetime) -> tuple[Typed, ...]:
    """``instant, who, command`` a line, in the order of time; empty lines and ``#`` are left out. An instant without
    an offset is UTC; one that is past is refused. Raises ``UnreadableEvents`` or ``OSError``."""
    found: list[Typed] = []
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise UnreadableEvents(1, "text") from None
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        parts = [part.strip() for part in line.split(",", 2)]
        if len(parts) < 3 or not all(parts):
            raise UnreadableEvents(number, "parts")
        try:
            at = datetime.fromisoformat(parts[0])
        except ValueError:
            raise UnreadableEvents(number, "instant") from None
        at = at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
        if at < now:
            raise UnreadableEvents(number, "past")
        found.append(Typed(at, parts[1], parts[2]))
        if len(found) > MOST_EVENTS:
            raise UnreadableEvents(number, "many")
    return tuple(sorted(found, key=lambda event: event.at))


def rehearsed(app: App, slug: str, until_day: datetime, events: Iterable[Typed]) -> tuple[Group, Sequence[Heard]]:
    """The group, and what would be heard up to the end of that local day, in order. Raises ``NoSuchGroup``."""
    with app.database.reading() as uow:
        group = uow.groups.by_slug(slug.lower())
    if group is None:
        raise NoSuchGroup(slug)
    until = to_instant(until_day.date() + timedelta(days=1), time(0), group.zone) - JUST_BEFORE
    with _copy(app, group) as rehearsal:
        asyncio.run(rehearsal.live(until, tuple(events)))
        return group, sorted(rehearsal.heard, key=_in_order)


def _in_order(heard: Heard) -> tuple[datetime, int, str]:
    """At one instant lanes go side by side: what is said then stands by who hears it."""
    return heard.at, _ORDER[heard.kind], heard.who if heard.kind == "says" else ""


@contextmanager
def _copy(app: App, group: Group) -> Iterator[_Rehearsal]:
    now = app.clock()
    clock = Movable(now, source=fixed(now))
    with tempfile.TemporaryDirectory(prefix="convenor-rehearsal-") as directory:
        database = Database(f"sqlite:///{directory}/rehearsal.db", app.settings.keys)
        try:
            bring_up_to_date(database)
            copy_group(app.database, database, group.id)
            dispatch = Dispatcher(database, Menu(COMMANDS), clock, app.settings.operators)
            with database.reading() as uow:
                last = _last_line(uow)
            yield _Rehearsal(
                database, clock, group, dispatch, last_line=last, chores=chores(mails=app.settings.smtp is not None)
            )
        finally:
            database.close()


def _last_line(uow: UnitOfWork) -> int:
    return uow.session.scalar(select(AuditLine.id).order_by(AuditLine.id.desc()).limit(1)) or 0


def _worded(answered: Answered) -> tuple[str, str]:
    match answered.reply:
        case Message() as message:
            return message.title, plain_text.render(message, width=WIDE)
        case Form() as form:
            return form.title, plain_text.render_form(form, width=WIDE)
        case Document() as document:
            document.content.close()
            return document.message.title, plain_text.render(document.message, width=WIDE)
