"""Turns that may change hands, in words: declined, offered, taken, swapped. Reasons for declining are never public."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.domain.groups import Group
from bot.domain.occasions import Occasion
from bot.domain.offers import (
    Called,
    Change,
    Declination,
    Offered,
    OfferKind,
    OfferRefused,
    OfferState,
    Swap,
    TakenOver,
    Told,
    Unfilled,
)
from bot.domain.rotation import Role
from bot.domain.terms import Term
from bot.messages.model import Block, Button, Facts, Message, Note, Table, Text, buttons, text
from bot.presenters import occasions
from bot.presenters.seats import seat_name
from bot.presenters.speech import Value, Words


def declined(found: Declination, by: str, words: Words) -> Message:
    """A seat can't take its turn: whose it is until somebody takes it, and who is asked."""
    seat = seat_name(found.seat, words)
    facts = _named(found.meeting, found.role, words) | {"seat": seat}
    if not found.changed:
        return Message(words("turn-declined-already", **facts), (_asked(found.offered, seat, words),), words.language)
    blocks: list[Block] = [_asked(found.offered, seat, words), *_for(found.for_seat, by, seat, words)]
    return Message(words("turn-declined", **facts), (*blocks, *_undo(words)), words.language)


def refused(found: OfferRefused, by: str, words: Words) -> Message:
    """Privately: a seat does not take what it was offered, and who is asked now."""
    seat, holder = seat_name(found.seat, words), seat_name(found.holder, words)
    title = words("offer-refused", seat=seat, holder=holder, **_named(found.meeting, found.role, words))
    return Message(
        title, (_asked(found.offered, holder, words), *_for(found.for_seat, by, seat, words)), words.language
    )


def called(found: Called, by: str, words: Words) -> Message:
    """An open call, or its end."""
    seat = seat_name(found.seat, words)
    facts = _named(found.meeting, found.role, words) | {"seat": seat}
    if found.withdrawn:
        return Message(words("call-withdrawn", **facts), _for(found.for_seat, by, seat, words), words.language)
    if not found.changed:
        return Message(words("call-made-already", **facts), (), words.language)
    take = take_button(found.meeting.reference, found.role, words)
    blocks: tuple[Block, ...] = (words.paragraph("call-first", seat=seat), *_for(found.for_seat, by, seat, words))
    return Message(words("call-made", **facts), (*blocks, *buttons([take]), *_undo(words)), words.language)


def taken(found: TakenOver, by: str, words: Words) -> Message:
    """A seat has taken a turn, and which one it gives for it; or another had been quicker."""
    facts = _named(found.meeting, found.role, words) | {"seat": seat_name(found.seat, words)}
    if not found.won or not found.changes:
        return Message(words("turn-taken-before", **facts), (words.note("turn-taken-before-how"),), words.language)
    before = seat_name(found.before, words)
    title = words("turn-taken", before=before, **facts)
    noted = _for(found.for_seat, by, seat_name(found.seat, words), words)
    return Message(title, (changes(found.changes, found.group, words), *noted, *_undo(words)), words.language)


def swap(found: Swap, by: str, words: Words) -> Message:
    """A request to swap as it stands now: asked, agreed, refused, or answered before."""
    seat, other = seat_name(found.seat, words), seat_name(found.other, words)
    facts: dict[str, Value] = {"seat": seat, "other": other, "role": found.role.value}
    if found.late:
        return Message(words("swap-late", state=found.state.value, **facts), (), words.language)
    acting = other if found.state in (OfferState.ACCEPTED, OfferState.REFUSED) else seat
    noted = _for(found.for_seat, by, acting, words)
    title = words(f"swap-{found.state.value}", **facts)
    table = (changes(found.changes, found.group, words),) if found.changes else ()
    undo = _undo(words) if found.state in (OfferState.ACCEPTED, OfferState.OPEN) else ()
    return Message(title, (*table, *noted, *undo), words.language)


def offered(found: Offered, words: Words) -> Message:
    """What a seat is asked in its lead's own chat, what its yes would change, and until when it may answer."""
    seat, other = seat_name(found.seat, words), seat_name(found.other, words)
    facts: dict[str, Value] = {"seat": seat, "other": other, "group": Text(found.group.name), "role": found.role.value}
    if found.meeting is not None:
        facts |= {"reference": found.meeting.reference, "when": occasions.about(found.meeting, words)}
    title = words(f"offer-{found.kind.value}-title", **facts)
    blocks: list[Block] = [changes(found.changes, found.group, words)]
    if found.reason:
        blocks.append(Facts((words.fact("column-reason", (Text(found.reason),)),)))
    if not found.own:
        blocks.append(words.note("offer-nobody", seat=other))
    blocks.append(words.note(f"offer-{found.kind.value}-until", seat=seat, day=words.day(found.until)))
    return Message(title, (*blocks, *buttons(_answers(found, words))), words.language)


def told(found: Told, words: Words) -> Message:
    """What came of a turn, to those whom it concerns."""
    facts: dict[str, Value] = {
        "role": found.role.value,
        "seat": seat_name(found.seat, words),
        "other": seat_name(found.other, words),
        "by": Text(found.by) if found.by else "",
        "answered": "yes" if found.by else "no",
        "group": Text(found.group.name),
        "dated": "yes" if found.meeting else "no",
        "reference": found.meeting.reference if found.meeting else "",
        "when": occasions.about(found.meeting, words) if found.meeting else "",
    }
    title = words(f"told-{found.what.value}", **facts)
    return Message(title, buttons([_rota(found.group, words)]), words.language)


def unfilled(found: Unfilled, words: Words) -> Message:
    """To the secretariat alone: nobody takes a turn; why it was declined, who was asked, and what one can do."""
    seat = seat_name(found.seat, words)
    facts = _named(found.meeting, found.role, words)
    column = "column-term" if isinstance(found.meeting, Term) else "column-meeting"
    lines = [words.fact(column, found.meeting.reference)]
    if found.reason:
        lines.append(words.fact("column-reason", (Text(found.reason),)))
    if found.asked:
        lines.append(words.fact("unfilled-asked", words.listed(seat_name(code, words) for code in found.asked)))
    role, reference = found.role.value, found.meeting.reference
    offer = words.button("unfilled-offer", f"rota offer {reference} role:{role} for:{found.seat}")
    name = words.button("unfilled-name", f"rota set meeting:{reference}")
    note = words.note("unfilled-how", role=role, number=occasions.typed(found.meeting.number), seat=seat)
    title = words("unfilled-title", seat=seat, group=Text(found.group.name), **facts)
    return Message(title, (Facts(tuple(lines)), note, *buttons([offer, name])), words.language)


def changes(found: Sequence[Change], group: Group, words: Words) -> Table:
    """Turns that change seats: which, whose now, whose then."""
    columns = tuple(words(f"column-{name}") for name in ("meeting", "now", "then"))
    rows = tuple(
        (
            text(spot(change.spot.number, change.spot.day, group, words)),
            text(seat_name(change.before, words)),
            text(seat_name(change.after, words)),
        )
        for change in found
    )
    return Table(columns, rows, caption=words("changes-caption"))


def spot(number: int | None, day: date | None, group: Group, words: Words) -> str:
    """``Wed 20 Jan 2027, VAWG-M7``; without a day or number as much as is known."""
    when = f"{words.short_weekday(day)} {words.short_day(day)}" if day is not None else words("rota-undated")
    return f"{when}, {group.turn(number)}" if number is not None else when


def take_button(reference: str, role: Role, words: Words) -> Button:
    """Taking that turn of that meeting."""
    return Button(words("offer-take"), f"rota take {reference} role:{role.value}", "primary")


def _answers(found: Offered, words: Words) -> list[Button]:
    acting = "" if found.own else f" for:{found.other}"
    if found.kind is OfferKind.SWAP:
        command = f"rota swap with:{found.seat} role:{found.role.value} request:{found.offer_id}"
        yes = Button(words("turn-notice-accept"), f"{command} answer:yes group:{found.group.slug}", "primary")
        return [yes, Button(words("turn-notice-decline"), f"{command} answer:no group:{found.group.slug}")]
    reference = found.meeting.reference if found.meeting else ""
    take = Button(words("offer-take"), f"rota take {reference} role:{found.role.value}{acting}", "primary")
    if found.kind is OfferKind.CALL:
        return [take]
    no = Button(words("offer-no"), f"rota decline {reference} role:{found.role.value} for:{found.other}")
    return [take, no]


def _named(meeting: Occasion, role: Role, words: Words) -> dict[str, Value]:
    return {"role": role.value, "reference": meeting.reference, "when": occasions.about(meeting, words)}


def _asked(offered: str | None, seat: str, words: Words) -> Note:
    """Who is asked next, or that the secretariat decides."""
    if offered is None:
        return words.note("turn-declined-nobody", seat=seat)
    return words.note("turn-declined-asked", seat=seat, offered=seat_name(offered, words))


def _for(for_seat: bool, by: str, seat: str, words: Words) -> tuple[Note, ...]:
    return (words.note("turn-accepted-for", name=Text(by), seat=seat),) if for_seat else ()


def _undo(words: Words) -> tuple[Block, ...]:
    return tuple(buttons([words.button("undo", "undo")]))


def _rota(group: Group, words: Words) -> Button:
    return words.button("seat-button-rota", f"rota group:{group.slug}")
