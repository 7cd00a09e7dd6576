"""Turns in words: who is next and why, what happened, and what was accepted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.domain.groups import Group
from bot.domain.occasions import When
from bot.domain.rotation import Role, Turn, TurnState
from bot.domain.rotation.reasons import IN_ORDER, Reason, WithChair
from bot.domain.turns import Answered, Coming, Explained, Happened, History
from bot.messages.model import Block, Button, Fact, Facts, Line, Message, Table, Text, buttons, text
from bot.presenters import occasions
from bot.presenters.seats import seat_name
from bot.presenters.speech import Words
from bot.presenters.turn_reasons import full, short

Side = tuple[Role, str | None, TurnState, tuple[Reason, ...]]
"""One role of a turn: which, whose, where it stands, why."""


def rota(turns: Sequence[Turn], group: Group, words: Words) -> Message:
    """The next turns of chair and host, with their dates and a short why each."""
    name = Text(group.name)
    if not turns or all(turn.chair is None for turn in turns):
        return Message(words("rota-none", group=name), (), words.language)
    hosted = any(_hosted(turn) for turn in turns)
    first = "column-turn" if any(occasions.is_term(turn) for turn in turns) else "column-meeting"
    columns = [first, "column-chair", *(["column-host"] if hosted else []), "column-why"]
    table = Table(
        columns=tuple(words(column) for column in columns),
        rows=tuple(_row(turn, group, hosted, words) for turn in turns),
        caption=words("rota-caption"),
    )
    return Message(
        words("rota-title", group=name), (table, words.note("rota-more"), *_pictured(group, words)), words.language
    )


def _pictured(group: Group, words: Words) -> tuple[Block, ...]:
    return buttons([words.button("timeline-button", f"rota timeline group:{group.slug}")])


def explained(found: Explained, words: Words) -> Message:
    """In full: whose turn it is, why, who came before and why they could not, who follows."""
    turn, group = found.turn, found.group
    dated = turn.number is not None and turn.day is not None
    title = words("rota-why-title", dated="yes" if dated else "no", **_named(turn, group, words))
    blocks: list[Block] = []
    for role, seat, state, why in _sides(turn):
        if found.role in (None, role):
            blocks.append(_whose(turn, role, seat, state, words))
            blocks += full(seat, why, words)
    return Message(title, (*blocks, *_neighbours(found, words)), words.language)


def next_meeting(found: Coming | None, group: Group, words: Words) -> Message:
    """The next meeting, when and where, who chairs and hosts; a button for whose answer is awaited."""
    if found is None:
        return Message(words("next-none", group=Text(group.name)), (words.note("next-none-how"),), words.language)
    meeting = found.meeting
    why = words.fact("column-why", _why(found.turn, words))
    facts = [words.fact("column-meeting", meeting.reference), *people(found.turn, words), why]
    if meeting.place or meeting.mode:
        facts.append(words.fact("column-place", ", ".join(part for part in (meeting.place, meeting.mode) if part)))
    offered = [accept_button(found.reference or meeting.reference, found.mine, words)] if found.mine else []
    when = words.moment(meeting.starts_at, meeting.zone)
    title = words("next-title", group=Text(group.name), when=when)
    return Message(title, (Facts(tuple(facts)), *buttons(offered)), words.language)


def history(found: History, words: Words) -> Message:
    """What happened to the turns, a page at a time, with buttons to the pages beside it."""
    name = Text(found.group.name)
    if not found.lines:
        return Message(words("history-none", group=name), (), words.language)
    table = Table(
        columns=tuple(words(f"column-{column}") for column in ("date", "meeting", "seat", "what")),
        rows=tuple(_step(line, found.group, words) for line in found.lines),
        caption=words("history-caption"),
        more=words("history-more", count=found.earlier) if found.earlier else "",
    )
    command = f"rota history group:{found.group.slug} page:"
    offered = [Button(words("history-earlier"), f"{command}{found.page + 1}")] if found.earlier else []
    if found.page > 1:
        offered.append(Button(words("history-later"), f"{command}{found.page - 1}"))
    return Message(words("history-title", group=name), (table, *buttons(offered)), words.language)


def accepted(found: Answered, by: str, words: Words) -> Message:
    """A seat accepts, or the secretariat for it; accepting twice says that it stood already."""
    key = "turn-accepted" if found.changed else "turn-accepted-already"
    seat = seat_name(found.seat, words)
    title = words(
        key,
        seat=seat,
        roles=roles_named(found.roles),
        reference=found.reference,
        when=occasions.when(found.when, words),
    )
    if not found.changed:
        return Message(title, (), words.language)
    noted = (words.note("turn-accepted-for", name=Text(by), seat=seat),) if found.for_seat else ()
    return Message(title, (*noted, *buttons([words.button("undo", "undo")])), words.language)


def accept_button(reference: str, role: Role, words: Words) -> Button:
    """Accepting that turn of that meeting, whatever group the person thinks of."""
    return Button(words("turn-notice-accept"), f"rota accept {reference} role:{role.value}", "primary")


def roles_named(roles: Sequence[Role]) -> str:
    """``chair``, ``host`` or ``both``: what the sentences choose by."""
    return "both" if len(roles) > 1 else next(iter(roles), Role.CHAIR).value


def people(turn: Turn, words: Words) -> list[Fact]:
    """Chair and host by seat, and where each stands."""
    return [words.fact(f"column-{role.value}", _seat(seat, state, words)) for role, seat, state, _ in _sides(turn)]


def _sides(turn: Turn) -> tuple[Side, ...]:
    chair: Side = (Role.CHAIR, turn.chair, turn.chair_state, turn.chair_why)
    return (chair, (Role.HOST, turn.host, turn.host_state, turn.host_why)) if _hosted(turn) else (chair,)


def _hosted(turn: Turn) -> bool:
    return turn.host is not None or bool(turn.host_why)


def _seat(seat: str | None, state: TurnState, words: Words) -> str:
    return words("rota-seat", seat=seat_name(seat, words), state=state.value)


def _row(turn: Turn, group: Group, hosted: bool, words: Words) -> tuple[Line, ...]:
    host = _seat(turn.host, turn.host_state, words) if _hosted(turn) else words("rota-no-host")
    cells = [text(_when(turn, group, words)), text(_seat(turn.chair, turn.chair_state, words))]
    return (*cells, *([text(host)] if hosted else []), _why(turn, words))


def _spell(turn: Turn, day: date) -> When:
    return When(day, turn.until, term=occasions.is_term(turn))


def _when(turn: Turn, group: Group, words: Words) -> str:
    if occasions.is_term(turn) and turn.day is not None:
        span = occasions.span(turn.day, turn.until, words)
        return f"{span}, {group.turn(turn.number)}" if turn.number is not None else span
    day = f"{words.short_weekday(turn.day)} {words.short_day(turn.day)}" if turn.day else words("rota-undated")
    return f"{day}, {group.meeting(turn.number)}" if turn.number is not None else day


def _why(turn: Turn, words: Words) -> Line:
    """``next in order`` where that holds for both; else each with its seat. A chair that hosts needs no second why."""
    sides = [side for side in _sides(turn) if side[3] != (WithChair(),)]
    if all(why == IN_ORDER for _, _, _, why in sides):
        return short(IN_ORDER, words)
    found: Line = ()
    for role, seat, _, why in sides:
        whose = {"seat": seat_name(seat, words)} if seat else {"role": role.value}
        line = words.line("rota-why-seat" if seat else "rota-why-nobody", why=short(why, words), **whose)
        found = (*found, *((Text(". "),) if found else ()), *line)
    return found


def _named(turn: Turn, group: Group, words: Words) -> dict[str, str]:
    return {
        "reference": group.turn(turn.number) if turn.number is not None else "",
        "when": occasions.when(_spell(turn, turn.day), words) if turn.day else "",
    }


def _whose(turn: Turn, role: Role, seat: str | None, state: TurnState, words: Words) -> Block:
    if seat is None:
        return words.paragraph("because-nobody", role=role.value)
    if state is TurnState.PROJECTED and occasions.is_term(turn):
        return words.paragraph("turn-term-projected", role=role.value, seat=seat_name(seat, words))
    return words.paragraph("because-turn", role=role.value, seat=seat_name(seat, words), state=state.value)


def _neighbours(found: Explained, words: Words) -> list[Block]:
    """Who chairs before and after."""
    blocks: list[Block] = []
    before, after, group = found.before, found.after, found.group
    if before is not None and before.chair and before.number is not None:
        served = "yes" if before.chair_state is TurnState.SERVED else "no"
        name = seat_name(before.chair, words)
        blocks.append(words.note("rota-before", served=served, seat=name, reference=group.turn(before.number)))
    if after is not None and after.chair:
        name = seat_name(after.chair, words)
        if after.number is None:
            blocks.append(words.note("rota-after-undated", seat=name))
        else:
            blocks.append(words.note("rota-after", seat=name, reference=group.turn(after.number)))
    return blocks


def _step(line: Happened, group: Group, words: Words) -> tuple[Line, ...]:
    meeting = group.turn(line.number) if line.number is not None else ""
    if line.role is not None and line.state is not None:
        what = words(f"history-{line.role.value}", state=line.state.value)
    else:
        seats = words.listed(seat_name(code, words) for code in line.seats)
        what = words(f"history-{line.event}", seats=seats, day=words.day(line.on) if line.on else "")
    seat = seat_name(line.seats[0], words) if len(line.seats) == 1 else ""
    return text(words.short_day(line.day)), text(meeting), text(seat), text(what)
