"""The demo's story: ten months of the five-jurisdiction exchange, lived through by typing commands.

Nothing is put into the database by hand: the officials type, the clock steps, Convenor says what it says. The
people are invented.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from bot.clock import Clock
from bot.commands import Answered, Invocation
from bot.db.unit_of_work import Database
from bot.domain.groups import Group
from bot.messages.model import Message
from bot.platforms.web.facts import PLATFORM, WORKSPACE
from bot.platforms.web.rooms import ChatRoom, Room
from bot.services import linking, rotation

GROUP: Final = "vawg"
SEATS: Final = ("UKG", "SCT", "WLS", "NIR", "IRL")
SECRETARIAT: Final = "sam.taylor@secretariat.example"
OPERATORS: Final = (SECRETARIAT,)
HISTORY: Final = timedelta(days=300)
"""How long before the demo's own day its history begins."""

RECENT: Final = timedelta(days=2)
"""What was said longer than this before the latest meeting is in the record, and no longer in the rooms."""

SETTLED: Final = timedelta(days=5)
"""A meeting as recent as this is left to whoever looks at the demo."""


@dataclass(frozen=True)
class Person:
    """An official of a seat. ``linked`` tells whether their chat account is known; to the others mail is sent."""

    address: str
    name: str
    seat: str
    post: str
    linked: bool = True


PEOPLE: Final = (
    Person("priya.nair@ukg.example", "Priya Nair", "UKG", "lead"),
    Person("tom.ashworth@ukg.example", "Tom Ashworth", "UKG", "deputy"),
    Person("fiona.mackay@sct.example", "Fiona Mackay", "SCT", "lead"),
    Person("ewan.ross@sct.example", "Ewan Ross", "SCT", "deputy"),
    Person("bryn.hughes@wls.example", "Bryn Hughes", "WLS", "lead"),
    Person("cerys.morgan@wls.example", "Cerys Morgan", "WLS", "deputy"),
    Person("orla.mckee@nir.example", "Orla McKee", "NIR", "lead"),
    Person("david.boyd@nir.example", "David Boyd", "NIR", "deputy"),
    Person("aoife.byrne@irl.example", "Aoife Byrne", "IRL", "lead"),
    Person("cian.walsh@irl.example", "Cian Walsh", "IRL", "member", linked=False),
)


@dataclass(frozen=True)
class Task:
    """An action as it is typed. It falls due ``due`` days after the meeting, or after the demo's own day where
    ``of_today``; its owner reports ``update`` after ten days, and is done after ``done`` days."""

    text: str
    owner: str
    extent: str
    due: int
    of_today: bool = False
    update: str = ""
    done: int | None = None


EARLIER: Final[Sequence[Sequence[Task]]] = (
    (
        Task("Share the evaluation of perpetrator programmes", "fiona.mackay@sct.example", "SCT", 42, done=33),
        Task("Circulate a list of contacts for cross-border protection orders", SECRETARIAT, "all", 14, done=12),
    ),
    (
        Task("Compare how repeat offences are recorded", "cerys.morgan@wls.example", "ENG, WLS", 56, done=49),
        Task("Summarise research on young people and coercive control", "aoife.byrne@irl.example", "IRL", 40, done=38),
    ),
)
LATEST: Final[Sequence[Task]] = (
    Task("Publish the summary of this meeting", "priya.nair@ukg.example", "all", 14, done=11),
    Task(
        "Draft guidance for schools on reporting",
        "orla.mckee@nir.example",
        "NIR",
        -3,
        of_today=True,
        update="Draft is with colleagues in education; comments expected this week.",
    ),
    Task("Collect figures on refuge places", "cian.walsh@irl.example", "IRL", 4, of_today=True),
    Task("Invite a speaker on survivors' housing", "ewan.ross@sct.example", "SCT", 10, of_today=True),
    Task("Propose a common glossary", "bryn.hughes@wls.example", "all", 24, of_today=True),
)


@dataclass(frozen=True)
class Point:
    """An item of an agenda as its seat types it, what is noted of it, and what is decided where."""

    text: str
    seat: str
    minutes: int
    note: str
    decision: str = ""
    extent: str = "all"


POINTS: Final[Sequence[Sequence[Point]]] = (
    (
        Point(
            "Perpetrator programmes: what the evaluation says",
            "SCT",
            40,
            "The evaluation is not published yet; figures are to be shared in confidence.",
            "Share evaluations of programmes before they are published",
        ),
        Point("Orders that hold across borders", "UKG", 30, "Each jurisdiction names one office to call."),
    ),
    (
        Point(
            "Refuge places",
            "WLS",
            35,
            "Counts differ by up to a third, depending on what counts as a place.",
            "Count refuge places in the same way from April",
            "ENG,WLS",
        ),
        Point(
            "What young people say of coercive control", "IRL", 25, "The study is to be read before the next meeting."
        ),
    ),
    (
        Point(
            "What was tried in schools",
            "NIR",
            35,
            "Two pilots ended this year, and both reports are being written.",
            "Exchange the reports of both pilots before they are printed",
            "NIR,SCT",
        ),
        Point("Helplines across borders", "UKG", 25, "Who calls from a border area should not be asked to call again."),
    ),
    (
        Point(
            "Survivors' housing",
            "WLS",
            35,
            "Waiting is counted from different days.",
            "Say in each publication from which day waiting is counted",
        ),
        Point("Words that we share", "IRL", 25, "A glossary would help whoever reads the figures of all five."),
    ),
)


@dataclass(frozen=True)
class Meeting:
    """A meeting ahead with the seats that chair and host it. Instants are UTC."""

    number: int
    starts_at: datetime
    ends_at: datetime
    chair: str
    host: str


@dataclass
class Story:
    """What the story is told with: ``ask`` carries out an invocation at ``clock``, ``advance`` steps that clock and
    delivers what is said on the way into ``rooms``; ``today`` is the instant at which the story ends."""

    database: Database
    ask: Callable[[Invocation], Answered]
    advance: Callable[[datetime], Awaitable[None]]
    clock: Clock
    rooms: ChatRoom
    today: datetime
    _later: list[tuple[datetime, str, str]] = field(default_factory=list)
    _raised: int = 0

    async def tell(self) -> None:
        """Live through it all. Raises ``RuntimeError`` where a command of the story is refused."""
        self._founded()
        latest = self.today
        while (meeting := self._next()) is not None and meeting.ends_at < self.today - SETTLED:
            await self._meets(meeting)
            latest = meeting.starts_at
        await self._until(self.today)
        self.rooms.forget_before(min(latest, self.today) - RECENT)
        for person in PEOPLE:
            for room in (Room("channel", GROUP), Room("direct", person.address), None):
                self.rooms.opened(room, person.address)
        for room in (Room("channel", GROUP), Room("direct", SECRETARIAT)):
            self.rooms.opened(room, SECRETARIAT)

    def _founded(self) -> None:
        """The secretariat makes the group in its channel, and seats everybody; those who will link their accounts."""
        made = self._typed(
            SECRETARIAT,
            f'group new {GROUP} "Ending violence against women and girls" seats:{",".join(SEATS)} '
            'series:"third wednesday of jan, apr, jul, oct at 10:00 for 2 hours"',
            channel=GROUP,
        )
        if isinstance(made.reply, Message):
            self.rooms.post(Room("channel", GROUP), made.reply, at=self.clock())
        for one in PEOPLE:
            self._typed(SECRETARIAT, f'member add {one.address} seat:{one.seat} as:{one.post} name:"{one.name}"')
        for address in (SECRETARIAT, *(one.address for one in PEOPLE if one.linked)):
            code = self._code(address)
            self._typed(address, f"me link {code}", vouched=False)

    async def _meets(self, meeting: Meeting) -> None:
        """Chair and host accept, the meeting is held, and everybody goes home with something to do."""
        await self._until(max(self.clock(), meeting.starts_at - timedelta(days=27)))
        chair, host = _holder(meeting.chair, "lead"), _holder(meeting.host, "lead")
        self._typed(chair, f"rota accept {GROUP}-M{meeting.number} role:chair")
        self._typed(host, f"rota accept {GROUP}-M{meeting.number} role:host")
        points = POINTS[meeting.number % len(POINTS)]
        for point in points:
            self._typed(
                _holder(point.seat, "lead"),
                f'agenda add "{point.text}" minutes:{point.minutes} meeting:{GROUP}-M{meeting.number}',
            )
        await self._until(meeting.starts_at)
        self._typed(chair, f"meeting open {GROUP}-M{meeting.number}")
        for seat in SEATS:
            deputised = seat == "SCT" and meeting.number > 1 and meeting.chair != seat
            came = f"deputy:{_holder(seat, 'deputy')}" if deputised else "present"
            self._typed(SECRETARIAT, f"attend {seat} {came} meeting:{meeting.number}")
        for point in points:
            await self._until(self.clock() + timedelta(minutes=20))
            self._typed(chair, "agenda next")
            self._typed(SECRETARIAT, f'note "{point.note}"')
            if point.decision:
                self._typed(SECRETARIAT, f'decide "{point.decision}" extent:{point.extent}')
        self._agreed(meeting)
        await self._until(meeting.ends_at)
        self._typed(chair, f"meeting close {GROUP}-M{meeting.number}")

    def _agreed(self, meeting: Meeting) -> None:
        latest = meeting.starts_at > self.today - timedelta(days=100)
        tasks = LATEST if latest else EARLIER[meeting.number % len(EARLIER)]
        for task in tasks:
            self._raised += 1
            due = (self.today if task.of_today else meeting.starts_at) + timedelta(days=task.due)
            self._typed(
                SECRETARIAT,
                f'action add "{task.text}" owner:{task.owner} due:{due:%Y-%m-%d} extent:"{task.extent}" '
                f"meeting:{meeting.number}",
            )
            reference = f"{GROUP}-{self._raised}"
            if task.update:
                self._soon(meeting, 10, task.owner, f'action update {reference} "{task.update}"')
            if task.done is not None:
                self._soon(meeting, task.done, task.owner, f"action done {reference}")

    def _soon(self, meeting: Meeting, days: int, who: str, text: str) -> None:
        at = meeting.ends_at + timedelta(days=days)
        at += timedelta(days=max(0, 8 - at.isoweekday()) if at.isoweekday() > 5 else 0)  # nobody types on a Sunday
        self._later.append((at, who, text))
        self._later.sort()

    async def _until(self, instant: datetime) -> None:
        """Step on, and type on the way what was planned."""
        while self._later and self._later[0][0] <= instant:
            at, who, text = self._later.pop(0)
            await self.advance(at)
            self._typed(who, text)
        await self.advance(instant)

    def _typed(self, who: str, text: str, *, channel: str | None = None, vouched: bool = True) -> Answered:
        answered = self.ask(
            Invocation(PLATFORM, WORKSPACE, who, text, channel=channel, address=who if vouched else None)
        )
        if answered.outcome != "done":
            raise RuntimeError(f"the demo's story was refused at {self.clock()}: {text}: {answered.reply}")
        return answered

    def _code(self, address: str) -> str:
        with self.database.writing("terminal") as uow:
            official = uow.people.by_email(address)
            if official is None:
                raise LookupError(address)
            return linking.issue_code(uow, official_id=official.id, now=self.clock())

    def _next(self) -> Meeting | None:
        with self.database.reading() as uow:
            group = self._group()
            row = next(iter(uow.meetings.ahead(group.id, limit=1)), None)
            if row is None:
                return None
            turn = rotation.of_meeting(uow, group=group, number=row.number, now=self.clock())
            if turn is None or turn.chair is None or turn.host is None:
                raise LookupError(f"nobody chairs or hosts meeting {row.number}")
            return Meeting(row.number, row.starts_at, row.ends_at, turn.chair, turn.host)

    def _group(self) -> Group:
        with self.database.reading() as uow:
            group = uow.groups.by_slug(GROUP)
            if group is None:
                raise LookupError(GROUP)
            return group


def _holder(seat: str, post: str) -> str:
    return next(one.address for one in PEOPLE if one.seat == seat and one.post == post)
