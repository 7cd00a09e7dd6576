"""A small world for tests: a database, a clock that moves when told, and people who type."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Self

from sqlalchemy import func, literal, select, union_all

from bot.commands import Answered, Invocation
from bot.db import models
from bot.db.unit_of_work import Database, UnitOfWork
from bot.dispatch import Dispatcher
from bot.domain.people import Account, Actor, Post
from bot.domain.rotation import Policy
from bot.matching import Menu
from bot.messages import codec, plain_text
from bot.messages.model import Document, Form, Message
from bot.scheduler import tick
from bot.services import ledger
from handlers import COMMANDS
from tests.copies import begun

SECRETARIAT = "sam@example.org"
OPERATOR = "operator@example.org"
SERIES = 'meeting series "third wednesday of jan, apr, jul, oct at 10:00 for 2 hours"'
WIDE = 1_000  # so that sentences stand on one line
SEATS = ("UKG", "SCT", "WLS", "NIR", "IRL")


def lead(seat: str) -> str:
    """The address of a seat's lead: ``lead.sct@example.org``."""
    return f"lead.{seat.lower()}@example.org"


def deputy(seat: str) -> str:
    return f"deputy.{seat.lower()}@example.org"


@dataclass
class World:
    """``says`` types a command as somebody; the answer comes back as plain text."""

    database: Database
    now: datetime = datetime(2027, 1, 4, 9, 0, tzinfo=UTC)
    dispatcher: Dispatcher = field(init=False)

    def __post_init__(self) -> None:
        self.dispatcher = Dispatcher(self.database, Menu(COMMANDS), lambda: self.now, [OPERATOR])

    def kept(self) -> datetime:
        return self.now

    @classmethod
    def again(cls, database: Database, kept: datetime) -> Self:
        return cls(database, kept)

    def move(self, *, days: int = 0, hours: int = 0, minutes: int = 0) -> None:
        self.now += timedelta(days=days, hours=hours, minutes=minutes)

    def asks(self, who: str, text: str, *, channel: str | None = None, **extra: object) -> Answered:
        """The whole answer to a typed command."""
        return self.dispatcher(
            Invocation("terminal", "", who, text, channel=channel, address=who, **extra)  # type: ignore[arg-type]
        )

    def says(self, who: str, text: str, *, channel: str | None = None) -> str:
        """The answer as plain text. Raises ``AssertionError`` if it was refused or broken."""
        answered = self.asks(who, text, channel=channel)
        assert answered.outcome == "done", worded(answered)
        return worded(answered)

    def refuses(self, who: str, text: str) -> str:
        """The refusal as plain text. Raises ``AssertionError`` if it was done."""
        answered = self.asks(who, text)
        assert answered.outcome == "refused", worded(answered)
        return worded(answered)


def worded(answered: Answered) -> str:
    match answered.reply:
        case Form() as form:
            return plain_text.render_form(form, width=WIDE)
        case Document(message=message):
            return plain_text.render(message, width=WIDE)
        case message:
            return plain_text.render(message, width=WIDE)


def exchange(database: Database, *, starts_on: date = date(2027, 1, 1)) -> int:
    """The five-jurisdiction exchange by rows alone: a group, five seats with lead, deputy and member, a secretariat."""
    return begun(database, f"exchange from {starts_on}", lambda empty: _exchange(empty, starts_on))


def _exchange(database: Database, starts_on: date) -> int:
    created = datetime(starts_on.year, starts_on.month, starts_on.day, tzinfo=UTC)
    with database.writing("test") as uow:
        group = models.Group(
            slug="vawg", name="Ending violence against women and girls", starts_on=starts_on, created_at=created
        )
        ids = {row.code: row.id for row in uow.administrations.all()}
        _written(uow, [group])
        seats = [models.Seat(group_id=group.id, administration_id=ids[code], first_day=starts_on) for code in SEATS]
        _written(uow, seats)
        _posts(
            uow,
            group.id,
            [
                (None, Post.SECRETARIAT, SECRETARIAT, "Sam Taylor"),
                *(
                    held
                    for seat, code in zip(seats, SEATS, strict=True)
                    for held in (
                        (seat.id, Post.LEAD, lead(code), f"Lena {code.title()}"),
                        (seat.id, Post.DEPUTY, deputy(code), f"Dara {code.title()}"),
                    )
                ),
            ],
            created,
        )
        return group.id


def _posts(
    uow: UnitOfWork, group_id: int, held: Sequence[tuple[int | None, Post, str, str]], created: datetime
) -> None:
    """Posts and who holds them: seat, kind, address and name of each. Rows of a kind are written together."""
    officials = [models.Official(name=name, email=email, created_at=created) for _, _, email, name in held]
    _written(uow, officials)
    posts = [models.PostRecord(group_id=group_id, seat_id=seat_id, kind=kind) for seat_id, kind, _, _ in held]
    _written(uow, posts)
    pairs = list(zip(posts, officials, strict=True))
    _written(uow, [models.Holder(post_id=post.id, official_id=one.id, since=created) for post, one in pairs])
    _written(
        uow,
        [
            models.Account(
                official_id=one.id, platform="web", workspace="demo", account=str(one.email), created_at=created
            )
            for one in officials
        ],
    )


def _written(uow: UnitOfWork, records: Sequence[models.Record]) -> None:
    uow.session.add_all(records)
    uow.session.flush()


def with_rota(database: Database, group_id: int, *, now: datetime = datetime(2027, 1, 1, tzinfo=UTC)) -> int:
    """Begin the rotation of a group that was made by rows, its seats in the order of ``SEATS``."""
    with database.writing("test") as uow:
        group = uow.groups.by_id(group_id)
        assert group is not None
        ledger.begin(uow, group=group, seats=SEATS, policy=Policy(), by=Actor(None, "test"), now=now)
    return group_id


_COUNTED = union_all(
    *(select(literal(table.name), func.count()).select_from(table) for table in models.Record.metadata.sorted_tables)
)


def told_exchange(database: Database, *, linked: bool = True) -> World:
    """The exchange with its series, ``linked`` to channel ``C1``; UKG was told to chair the first meeting, SCT to host
    it."""
    begun(database, f"told, linked: {linked}", lambda empty: _told(empty, linked))
    return World(database)


def _told(database: Database, linked: bool) -> int:
    world, group_id = World(database), exchange(database)
    with_rota(database, group_id, now=world.now)
    world.says(SECRETARIAT, SERIES)
    if linked:
        world.says(SECRETARIAT, "group link", channel="C1")
    tick(database, world.now)
    return group_id


def traces(database: Database) -> dict[str, int]:
    """How many rows there are of everything, so that a refusal can be shown to leave none."""
    with database.reading() as uow:
        return {name: count for name, count in uow.session.execute(_COUNTED)}


def sent(database: Database) -> list[str]:
    """The public lines that wait for the group's channels, oldest first, as plain text."""
    with database.reading() as uow:
        entries = uow.session.scalars(
            select(models.OutboxEntry).where(models.OutboxEntry.subject == "message").order_by(models.OutboxEntry.id)
        )
        replies = [codec.load(entry.facts["reply"]) for entry in entries]
    return [plain_text.render(reply, width=WIDE) for reply in replies if isinstance(reply, Message)]


def raise_action(database: Database, *, seat: str, text: str, extent: tuple[str, ...]) -> int:
    """An open action of the seat's lead, by rows alone; its number."""
    at = datetime(2027, 1, 2, tzinfo=UTC)
    with database.writing("test") as uow:
        group = uow.groups.by_slug("vawg")
        assert group is not None
        holding = next(h for h in uow.people.holdings(group.id) if (h.seat, h.post) == (seat, Post.LEAD))
        assert holding.official is not None
        row = uow.groups.record(group.id)
        row.actions_numbered += 1
        action = models.Action(
            group_id=group.id,
            number=row.actions_numbered,
            text=text,
            extent=list(extent),
            seat_id=next(s.id for s in uow.groups.seats(group.id) if s.code == seat),
            post_id=holding.post_id,
            due=date(2027, 2, 1),
            original_due=date(2027, 2, 1),
            origin="test",
            raised_by=holding.official.id,
            raised_at=at,
            updated_at=at,
        )
        uow.session.add(action)
        return row.actions_numbered


def in_chat(database: Database, who: str, account: str) -> Callable[[World, str], str]:
    """Give somebody a Slack account; what they type there is answered as plain text."""
    with database.writing("test") as uow:
        official = uow.people.by_email(who)
        assert official is not None
        uow.people.tie(Account("slack", "T1", account), official.id, datetime(2027, 1, 1, tzinfo=UTC))

    def says(world: World, text: str) -> str:
        answered = world.dispatcher(Invocation("slack", "T1", account, text))
        assert answered.outcome == "done", worded(answered)
        return worded(answered)

    return says


def member_of_another_group(database: Database, email: str, *, name: str = "Ana Reid") -> None:
    """Somebody whom only another group knows, by rows alone."""
    created = datetime(2027, 1, 1, tzinfo=UTC)
    with database.writing("test") as uow:
        group = models.Group(slug="other", name="Another group", starts_on=created.date(), created_at=created)
        uow.session.add(group)
        uow.session.flush()
        _posts(uow, group.id, [(None, Post.SECRETARIAT, email, name)], created)
