"""A group's policies in words; what a change would do, beside what is true today; and overrides of single turns."""

from __future__ import annotations

from bot.domain.fairness import Fairness, Figures
from bot.domain.groups import Group
from bot.domain.overrides import Named
from bot.domain.policies import Changed, Previewed, Shown, worded
from bot.domain.rotation import Turn
from bot.domain.seats import Pause
from bot.messages.model import Block, Button, Facts, Line, Message, Table, Text, buttons, text
from bot.presenters import occasions
from bot.presenters.offers import spot
from bot.presenters.rotation import people
from bot.presenters.seats import seat_name
from bot.presenters.speech import Words

Row = tuple[str, str, str]


def shown(found: Shown, words: Words) -> Message:
    """Every policy with its value as one would type it, and what it means."""
    columns = tuple(words(f"column-{name}") for name in ("policy", "value", "meaning"))
    rows = tuple(
        (text(f"{key}:"), text(value), text(words(f"policy-{key}", value=value)))
        for key, value in worded(found.policies).items()
    )
    table = Table(columns, rows, caption=words("policy-caption"))
    title = words("policy-title", group=Text(found.group.name))
    return Message(title, (table, words.note("policy-how")), words.language)


def previewed(found: Previewed, words: Words) -> Message:
    """The next turns as they are and as they would be. Nothing is changed until the button is pressed."""
    blocks: list[Block] = []
    if found.changed:
        blocks.append(_changes(found.changed, words))
    blocks.append(_beside(found, words) if found.before != found.after else words.note("preview-same"))
    if found.terms:
        blocks.append(_terms(found, words))
    confirm = Button(words("preview-confirm"), found.command, "primary")
    title = words(f"preview-{found.what}", group=Text(found.group.name))
    return Message(title, (*blocks, words.note("preview-nothing"), *buttons([confirm])), words.language)


def changed(found: Changed, words: Words) -> Message:
    """Policies as they are now."""
    title = words("policy-changed", group=Text(found.group.name))
    rota = words.button("seat-button-rota", f"rota group:{found.group.slug}")
    note = words.note("policy-told-stay")
    blocks: tuple[Block, ...] = (_changes(found.changed, words), note, *buttons([rota, words.button("undo", "undo")]))
    return Message(title, blocks, words.language)


def named(found: Named, words: Words) -> Message:
    """An override: who has the turn now, why, and who is owed one for it."""
    meeting = found.meeting
    facts = Facts((*people(found.turn, words), words.fact("column-reason", (Text(found.reason),))))
    key = "named" if found.changed else "named-already"
    title = words(key, reference=meeting.reference, when=occasions.about(meeting, words))
    if not found.changed:
        return Message(title, (Facts(tuple(people(found.turn, words))),), words.language)
    owed = words.listed(seat_name(seat, words) for seat in found.owed)
    note = (
        (words.note("named-owed", seats=owed, count=len(found.owed)),)
        if found.owed
        else (words.note("named-owed-nobody"),)
    )
    return Message(title, (facts, *note, *buttons([words.button("undo", "undo")])), words.language)


def paused(found: Pause, words: Words, *, back: bool) -> Message:
    """A seat is suspended, or returns; and what it had been told goes on."""
    facts = {"seat": seat_name(found.seat, words), "day": words.day(found.on), "now": "yes" if found.now else "no"}
    title = words("seat-resumed" if back else "seat-suspended", group=Text(found.group.name), **facts)
    blocks: list[Block] = [words.note("seat-resumed-next" if back else "seat-suspended-debt")]
    if found.freed:
        references = words.listed(
            dict.fromkeys(
                words("seat-freed", reference=found.group.turn(number), role=role.value) for number, role in found.freed
            )
        )
        blocks.insert(0, words.paragraph("seat-suspended-freed", turns=references))
    offered = (words.button("seat-button-rota", f"rota group:{found.group.slug}"), words.button("undo", "undo"))
    return Message(title, (*blocks, *buttons(offered)), words.language)


def fairness(found: Fairness, words: Words) -> Message:
    """Own figures and totals, or for the secretariat all; in the order of the alphabet, never ranked."""
    title = words("fairness-title", group=Text(found.group.name))
    blocks: list[Block] = []
    if found.seats:
        columns = tuple(words(f"column-{n}") for n in ("seat", "role", "served", "used", "owed", "more"))
        rows = tuple(_figures(figures, words) for figures in found.seats)
        blocks.append(Table(columns, rows, caption=words("fairness-all" if found.everything else "fairness-own")))
    owed = dict(found.owed)
    totals = [
        words.fact(f"column-{role.value}", words("fairness-total", served=served, owed=owed[role]))
        for role, served in found.served
    ]
    blocks += [words.paragraph("fairness-group"), Facts(tuple(totals)), words.note("fairness-law")]
    return Message(title, tuple(blocks), words.language)


def _figures(found: Figures, words: Words) -> tuple[Line, ...]:
    one = found.standing
    more = [
        words(f"fairness-{name}", count=count)
        for name, count in (
            ("early", one.early),
            ("lapsed", one.lapsed),
            ("forfeited", one.forfeited),
            ("noted", one.noted),
        )
        if count
    ]
    role = words(f"choice-{found.role.value}")
    cells = (seat_name(found.seat, words), role, str(one.served), str(one.used), str(one.owed), words.listed(more))
    return tuple(text(cell) for cell in cells)


def _changes(found: tuple[Row, ...], words: Words) -> Table:
    columns = tuple(words(f"column-{name}") for name in ("policy", "now", "then"))
    rows = tuple((text(f"{key}:"), text(before or "–"), text(after or "–")) for key, before, after in found)
    return Table(columns, rows, caption=words("policy-caption"))


def _beside(found: Previewed, words: Words) -> Table:
    """Each slot once: chair and host as they are, and as they would be."""
    hosted = any(turn.host is not None for turn in (*found.before, *found.after))
    roles = ("chair", "host") if hosted else ("chair",)
    columns = ("column-meeting", *(f"column-{role}-{when}" for role in roles for when in ("now", "then")))
    rows = tuple(
        _pair(before, after, found.group, roles, words) for before, after in zip(found.before, found.after, strict=True)
    )
    return Table(tuple(words(column) for column in columns), rows, caption=words("preview-caption"))


def _terms(found: Previewed, words: Words) -> Table:
    """The next terms as they would be."""
    hosted = any(turn.host is not None for turn in found.terms)
    columns = ("column-term", "column-chair", *(("column-host",) if hosted else ()))
    rows = tuple(
        tuple(
            text(cell)
            for cell in (
                occasions.span(turn.day, turn.until, words) if turn.day else words("rota-undated"),
                *(seat_name(seat, words) for seat in ((turn.chair, turn.host) if hosted else (turn.chair,))),
            )
        )
        for turn in found.terms
    )
    return Table(tuple(words(column) for column in columns), rows, caption=words("preview-terms"))


def _pair(before: Turn, after: Turn, group: Group, roles: tuple[str, ...], words: Words) -> tuple[Line, ...]:
    cells = [spot(before.number, before.day, group, words)]
    for role in roles:
        for turn in (before, after):
            seat = getattr(turn, role)
            cells.append(seat_name(seat, words) if seat is not None else words("rota-no-host"))
    return tuple(text(cell) for cell in cells)
