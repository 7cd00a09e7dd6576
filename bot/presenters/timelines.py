"""The timeline of a group's turns: what the picture shows, and the table that says the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from bot.documents import timeline as picture
from bot.documents.model import Sheet, Written
from bot.documents.timeline import Column, Mark, State, Timeline
from bot.domain.groups import Group
from bot.domain.rotation import Role, Turn, TurnState
from bot.domain.turns import Seen
from bot.messages.model import Message, Table, Text, text
from bot.presenters.seats import seat_name
from bot.presenters.speech import Words
from bot.presenters.speech import words as words_of

KEY: tuple[tuple[Literal["chair", "host"], State], ...] = (
    ("chair", "served"),
    ("host", "served"),
    ("chair", "told"),
    ("chair", "projected"),
)


@dataclass(frozen=True)
class Item:
    """One turn of one meeting."""

    number: int | None
    day: date | None
    role: Role
    seat: str
    state: TurnState


def timeline(found: Seen, words: Words) -> tuple[Timeline, Message]:
    """The picture, and the message beside it with the same as a table."""
    items = [item for turn in found.turns for item in _items(turn)]
    drawn = _drawn(items, found.order, found.today, found.group, words)
    rows = tuple(
        (
            text(_when(turn.number, turn.day, found.group, words)),
            text(_side(turn.chair, turn.chair_state, words)),
            text(_side(turn.host, turn.host_state, words)),
        )
        for turn in found.turns
    )
    columns = tuple(words(f"column-{name}") for name in ("meeting", "chair", "host"))
    table = Table(columns, rows, words("timeline-caption"))
    return drawn, Message(words("timeline-title", group=Text(found.group.name)), (table,), words.language)


def drawer(group: Group) -> Callable[[Sheet], Written]:
    """Draws an export of turns, in the group's language."""
    words = words_of(group.language)

    def write(sheet: Sheet) -> Written:
        items = list(_read(sheet))
        seats = sorted({item.seat for item in items}, key=lambda code: seat_name(code, words))
        drawn = _drawn(items, seats, sheet.about.day, group, words)
        return picture.written(sheet.about, drawn)

    return write


def _items(turn: Turn) -> Iterator[Item]:
    sides = ((Role.CHAIR, turn.chair, turn.chair_state), (Role.HOST, turn.host, turn.host_state))
    for role, seat, state in sides:
        if seat is not None:
            yield Item(turn.number, turn.day, role, seat, state)


def _read(sheet: Sheet) -> Iterator[Item]:
    places = {column.name: at for at, column in enumerate(sheet.columns)}
    for row in sheet.rows:
        number, day, seat = (row[places[name]] for name in ("meeting", "date", "seat"))
        if isinstance(seat, str) and seat:
            on = date.fromisoformat(day) if isinstance(day, str) else None
            role, state = Role(str(row[places["role"]])), TurnState(str(row[places["state"]]))
            yield Item(_number(number), on, role, seat, state)


def _number(cell: object) -> int | None:
    """A meeting's number, or ``T3`` for a term, as the ledger numbers it."""
    if isinstance(cell, str) and cell.startswith("T"):
        return -int(cell[1:])
    return cell if isinstance(cell, int) else None


def _drawn(items: Sequence[Item], order: Sequence[str], today: date, group: Group, words: Words) -> Timeline:
    """Seats in the order given, others behind them; meetings in the order in which they come."""
    seats = list(dict.fromkeys([*order, *(item.seat for item in items)]))
    places: dict[tuple[int | None, date | None, int], int] = {}
    columns: list[Column] = []
    marks: list[Mark] = []
    undated: dict[Role, int] = {}
    for item in items:
        nth = 0
        if item.number is None and item.day is None:
            undated[item.role] = nth = undated.get(item.role, 0) + 1
        key = (item.number, item.day, nth)
        if key not in places:
            places[key] = len(columns)
            columns.append(_column(item, today, group, words))
        state = _state(item.state)
        said = words(
            "timeline-mark",
            role=item.role.value,
            state=state,
            seat=seat_name(item.seat, words),
            when=_when(item.number, item.day, group, words),
        )
        letter = words(f"timeline-letter-{item.role.value}")
        marks.append(Mark(places[key], seats.index(item.seat), item.role.value, state, letter, said))
    return Timeline(
        title=words("timeline-title", group=Text(group.name)),
        description=words("timeline-description", meetings=len(columns), seats=len(seats)),
        rows=[seat_name(seat, words) for seat in seats],
        columns=columns,
        marks=marks,
        today=words("timeline-today"),
        key=[
            (role, state, words(f"timeline-letter-{role}"), words("timeline-key", role=role, state=state))
            for role, state in KEY
        ],
        language=words.language,
    )


def _column(item: Item, today: date, group: Group, words: Words) -> Column:
    reference = group.turn(item.number) if item.number is not None else ""
    if item.day is None:
        return Column(words("rota-undated"), "", reference, past=False)
    day, _, year = words.short_day(item.day).rpartition(" ")
    return Column(day, year, reference, past=item.day < today or item.state is TurnState.SERVED)


def _state(state: TurnState) -> State:
    if state is TurnState.SERVED:
        return "served"
    return "projected" if state is TurnState.PROJECTED else "told"


def _side(seat: str | None, state: TurnState, words: Words) -> str:
    if seat is None:
        return words("rota-no-host")
    return words("timeline-cell", seat=seat_name(seat, words), state=_state(state))


def _when(number: int | None, day: date | None, group: Group, words: Words) -> str:
    on = words.short_day(day) if day is not None else words("rota-undated")
    return f"{on}, {group.turn(number)}" if number is not None else on
