"""What a seat is told of its turn: at a lead time, when it is told, and at hand-over."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.groups import Group
from bot.domain.meetings import Meeting
from bot.domain.rotation import Kind, Role
from bot.domain.terms import Term
from bot.domain.turns import CalledOff, HandedOver, Noticed
from bot.domain.turns import Note as Left
from bot.domain.turns_moved import Because, Move, Moved
from bot.messages.model import Block, Button, Fact, Facts, Line, Message, Note, Table, Text, buttons, text
from bot.presenters import occasions
from bot.presenters.offers import spot
from bot.presenters.people import mention
from bot.presenters.rotation import accept_button, people, roles_named
from bot.presenters.seats import seat_name
from bot.presenters.speech import Words
from bot.presenters.turn_reasons import full


def noticed(found: Noticed, words: Words) -> Message:
    """Which meeting, when, in what role, why; who is beside them; how to accept, and what to do if they can't.
    Accepted already, it is a reminder."""
    key = "turn-reminder-title" if found.accepted else "turn-waiting-title" if found.waiting else "turn-notice-title"
    key = "turn-raised-title" if found.raised else "turn-declined-title" if found.declined else key
    blocks: list[Block] = [Facts((*_when(found, words), *people(found.turn, words))), *_why(found, words)]
    return Message(_title(key, found, words), (*blocks, *answer(found, words)), words.language)


def handed_over(found: HandedOver, words: Words) -> Message:
    """What was done, what is open, who chaired before and who chairs after; and the turn itself."""
    told = found.noticed
    facts = [
        words.fact("handover-before", seat_name(found.before.chair if found.before else None, words)),
        _yours(told, words),
        *people(told.turn, words),
        words.fact("handover-after", seat_name(found.following, words)),
        words.fact("handover-actions", words("handover-open", count=found.open_actions, overdue=found.overdue)),
    ]
    title = words(
        "handover-title",
        seat=seat_name(told.seat, words),
        group=Text(told.group.name),
        when=occasions.about(told.meeting, words),
    )
    listed = [words.button("handover-list", f"action list group:{told.group.slug}")] if found.open_actions else []
    noted = left(found.note, words)
    blocks = (_done(found, words), *noted, Facts(tuple(facts)), *_why(told, words), *answer(told, words, listed))
    return Message(title, blocks, words.language)


def called_off(found: CalledOff, words: Words) -> Message:
    """The meeting of a turn was cancelled: why, and what becomes of the turn."""
    meeting, seat = found.meeting, seat_name(found.seat, words)
    title = words(
        "turn-off-title",
        roles=roles_named(found.roles),
        seat=seat,
        group=Text(found.group.name),
        day=words.day(meeting.day),
    )
    reason = [words.fact("column-reason", (Text(meeting.cancelled_reason),))] if meeting.cancelled_reason else []
    facts = Facts((words.fact("column-meeting", meeting.reference), *reason))
    if meeting.kind is Kind.EXTRAORDINARY:
        return Message(title, (facts,), words.language)
    return Message(
        title, (facts, words.paragraph("turn-off-used" if found.used else "turn-off-owed", seat=seat)), words.language
    )


def _title(key: str, found: Noticed, words: Words) -> str:
    return words(
        key,
        roles=roles_named(found.roles),
        seat=seat_name(found.seat, words),
        group=Text(found.group.name),
        when=occasions.about(found.meeting, words),
    )


def _yours(found: Noticed, words: Words) -> Fact:
    """What the incoming chair has: its meeting, or its term."""
    if isinstance(found.meeting, Term):
        return words.fact("handover-term-yours", f"{found.meeting.reference}, {_spanned(found.meeting, words)}")
    return words.fact("handover-next-meeting", _moment(found.meeting, words))


def _spanned(term: Term, words: Words) -> str:
    return occasions.span(term.day, term.until, words)


def _when(found: Noticed, words: Words) -> list[Fact]:
    meeting = found.meeting
    if isinstance(meeting, Term):
        return [words.fact("column-term", meeting.reference), words.fact("column-when", _spanned(meeting, words))]
    facts = [words.fact("column-meeting", meeting.reference), words.fact("column-when", _moment(meeting, words))]
    if meeting.place or meeting.mode:
        facts.append(words.fact("column-place", ", ".join(part for part in (meeting.place, meeting.mode) if part)))
    return facts


def _moment(meeting: Meeting, words: Words) -> Line:
    return words.line("turn-notice-when", when=words.moment(meeting.starts_at, meeting.zone), zone=meeting.zone)


def _why(found: Noticed, words: Words) -> list[Block]:
    """The reasons in sentences, for the roles that are the seat's."""
    turn = found.turn
    sides = {Role.CHAIR: (turn.chair, turn.chair_why), Role.HOST: (turn.host, turn.host_why)}
    return [paragraph for role in found.roles for paragraph in full(*sides[role], words)]


def answer(found: Noticed, words: Words, further: Sequence[Button] = ()) -> list[Block]:
    """What one can do about it: accept, decline or swap; and further buttons."""
    seat = seat_name(found.seat, words)
    notes: list[Note] = []
    if found.raised:
        notes.append(words.note("turn-raised", level=found.raised, seat=seat))
    elif not found.own:
        notes.append(words.note("turn-notice-nobody", seat=seat))
    if found.accepted or found.waiting or found.declined:
        said = "accepted" if found.accepted else "declined" if found.declined else "waiting"
        notes.append(words.note(f"turn-notice-{said}", seat=seat))
    if found.of_term:
        return [*notes, *buttons(further)]
    if _under_way(found):
        return [*notes, words.note("turn-notice-rest", seat=seat), *buttons((*_answers(found, words), *further))]
    if found.declined:
        return [*notes, *buttons((*_answers(found, words), *further))]
    if found.secretariat and found.own:
        notes.append(words.note("turn-notice-cannot", seat=seat, people=_people(found, words)))
    elif found.own:
        notes.append(words.note("turn-notice-cannot-none", seat=seat))
    return [*notes, *buttons((*_answers(found, words), *further))]


def _answers(found: Noticed, words: Words) -> list[Button]:
    """Accept unless that was said; decline, and ask for a swap, unless that was said."""
    reference, role = found.meeting.reference, found.roles[0]
    offered = [] if found.accepted else [accept_button(reference, role, words)]
    if not found.declined:
        if not _under_way(found):
            offered.append(words.button("turn-notice-decline", f"rota decline {reference} role:{role.value}"))
        offered.append(words.button("turn-notice-swap", f"rota swap {reference} role:{role.value}"))
    return offered


def _under_way(found: Noticed) -> bool:
    return isinstance(found.meeting, Term) and found.meeting.under_way


def left(note: Left | None, words: Words) -> list[Block]:
    """What the chair before left, if anything."""
    if note is None:
        return []
    return [Facts((Fact(words("note-by", reference=note.reference, by=Text(note.by)), (Text(note.text),)),))]


def roles_facts(found: Noticed, words: Words) -> list[Fact]:
    """When, where, and who is in what role."""
    return [*_when(found, words), *people(found.turn, words)]


def moved(found: Moved, words: Words) -> Message:
    """A seat's future turns are others now: from what, to what, why."""
    group, first = found.group, found.moves[0]
    title = words(
        "turn-moved-title",
        roles=roles_named([move.role for move in found.moves]),
        seat=seat_name(found.seat, words),
        group=Text(group.name),
        dated="yes" if first.after else "no",
        day=words.day(first.after.day) if first.after else "",
    )
    columns = tuple(words(f"column-{name}") for name in ("turn", "was", "is"))
    about = seat_name(found.about, words) if found.about.isalpha() else found.about
    if found.why is Because.NAMED:
        about = occasions.named(int(found.about), words)
    why = Facts((words.fact("column-why", words(f"moved-{found.why.value}", about=about)),))
    table = Table(
        columns, tuple(_move(move, group, words) for move in found.moves), caption=words("turn-moved-caption")
    )
    rota = words.button("seat-button-rota", f"rota group:{group.slug}")
    return Message(title, (table, why, *buttons([rota])), words.language)


def _move(move: Move, group: Group, words: Words) -> tuple[Line, ...]:
    after = move.after
    now = spot(after.number, after.day, group, words) if after else words("turn-moved-undated")
    was = spot(move.before.number, move.before.day, group, words)
    return text(words(f"choice-{move.role.value}")), text(was), text(now)


def _people(found: Noticed, words: Words) -> Line:
    """The secretariat by name, each a mention."""
    line: Line = ()
    for official in found.secretariat:
        line = (*line, *((Text(", "),) if line else ()), mention(official))
    return line


def _done(found: HandedOver, words: Words) -> Block:
    closed, before = found.closed, found.before
    if isinstance(closed, Term):
        chair = seat_name(before.chair if before else None, words)
        when = occasions.about(closed, words)
        return words.paragraph("handover-term", chair=chair, reference=closed.reference, when=when)
    number, day = str(closed.number), words.day(closed.day)
    chair = seat_name(before.chair if before else None, words)
    if closed.assumed:
        return words.paragraph("handover-assumed", number=number, day=day, chair=chair)
    hosted = before is not None and before.host is not None and before.host != before.chair
    host = seat_name(before.host if before else None, words)
    return words.paragraph(
        "handover-held", number=number, day=day, chair=chair, host=host, hosted="yes" if hosted else "no"
    )
