"""Decisions in words. Wherever one is shown its extent is shown, and that there was no quorum, if so."""

from __future__ import annotations

from datetime import date

from bot.domain.dates import local
from bot.domain.decision_answers import Answered, Asked, Closed, Listed, Reviewed, Said
from bot.domain.decisions import Clearance, Cleared, Decision, DecisionFilter, Outcome, Position, Reason, Taken
from bot.domain.groups import Group
from bot.domain.people import Marking
from bot.messages.model import Block, Button, Facts, Line, Message, Table, Text, buttons, text
from bot.presenters.action_words import extent
from bot.presenters.seats import seat_name
from bot.presenters.speech import Words

BRIEF = 160
ELLIPSIS = "…"


def made(found: Decision, group: Group, words: Words) -> Message:
    """A decision was made, or is put to the seats in writing."""
    if found.running:
        title = words("decision-asked", reference=found.reference, closes=_closes(found, group, words))
    else:
        title = words("decision-made", reference=found.reference, outcome=_outcome(found, words))
    offered = [] if found.running else [words.button("decision-button-action", _action(found, group))]
    return _message(title, found, group, words, [*offered, words.button("undo", "undo")])


def shown(found: Decision, group: Group, words: Words) -> Message:
    """Everything about one decision, with every seat's position."""
    title = words("decision-shown", reference=found.reference, outcome=_outcome(found, words))
    facts = _facts(found, group, words, whole=True)
    rows = tuple(_position_row(one, words) for one in found.positions)
    columns = tuple(words(f"column-{name}") for name in ("seat", "position", "reason"))
    table = Table(columns, rows, caption=words("decision-positions"))
    told = words.note("decision-recorded", by=Text(found.recorded_by))
    return Message(title, (facts, *_lacking(found, words), table, told), words.language)


def listed(found: Listed, group: Group, words: Words) -> Message:
    """Decisions in a table, the latest first."""
    title = words(f"decisions-{found.which.value}", group=Text(group.name), count=found.total)
    if not found.decisions:
        note = () if found.which is not DecisionFilter.ALL else (words.note("decisions-none"),)
        return Message(title, note, words.language)
    columns = ("reference", "date", "decision", "extent", "outcome")
    more = found.total - len(found.decisions)
    table = Table(
        columns=tuple(words(f"column-{name}") for name in columns),
        rows=tuple(_row(one, group, words) for one in found.decisions),
        caption=words("decisions-caption"),
        more=words("meetings-more", count=more) if more else "",
    )
    return Message(title, (table,), words.language)


def said(found: Said, words: Words) -> Message:
    """Where a seat stands."""
    taken = found.taken
    assert taken.position is not None
    title = words(
        "position-taken",
        seat=seat_name(taken.seat, words),
        position=_key(taken.position),
        reference=found.decision.reference,
    )
    facts = [words.fact("decision-fact-reason", (Text(taken.reason),))] if taken.reason else []
    blocks: list[Block] = [Facts(tuple(facts))] if facts else []
    if found.for_seat:
        note = words.note("turn-accepted-for", name=Text(taken.by), seat=seat_name(taken.seat, words))
        blocks.append(note)
    return Message(title, (*blocks, *buttons([words.button("undo", "undo")])), words.language)


def cleared(found: Answered, words: Words) -> Message:
    """A clearance was given or not, and what the decision is now."""
    one, decision = found.clearance, found.decision
    assert one.answer is not None
    title = words(
        "clearance-answered",
        seat=seat_name(one.seat, words),
        answer=one.answer.value,
        reference=decision.reference,
        outcome=_outcome(decision, words),
    )
    blocks: list[Block] = []
    if decision.outcome is Outcome.SUBJECT:
        blocks.append(words.paragraph("clearance-waiting", seats=_seats(decision.waiting, words)))
    if found.for_seat:
        blocks.append(words.note("turn-accepted-for", name=Text(one.by), seat=seat_name(one.seat, words)))
    return Message(title, (*blocks, *buttons([words.button("undo", "undo")])), words.language)


def withdrawn(found: Decision, words: Words) -> Message:
    """A written procedure ended without an outcome."""
    reason = found.withdrawn_reason or words("record-sensitive")
    title = words("decision-withdrawn", reference=found.reference, reason=Text(reason))
    return Message(title, buttons([words.button("undo", "undo")]), words.language)


def reviewed(found: Decision, words: Words) -> Message:
    """When a decision is looked at next."""
    day = words.day(found.review_on) if found.review_on else "none"
    title = words("decision-review-set", reference=found.reference, day=day)
    return Message(title, buttons([words.button("undo", "undo")]), words.language)


def asked(found: Asked, words: Words) -> Message:
    """To who answers for a seat: where does it stand?"""
    decision, seat = found.decision, seat_name(found.seat, words)
    key = "procedure-again" if found.again else "procedure-title"
    title = words(key, group=Text(found.group.name), seat=seat, closes=_closes(decision, found.group, words))
    facts = [
        words.fact("decision-fact-text", (Text(decision.text),)),
        words.fact("decision-fact-extent", extent(decision.extent, words)),
        words.fact("decision-fact-closes", _closes(decision, found.group, words)),
    ]
    if found.own is not None:
        facts.append(words.fact("procedure-own", words(f"position-{_key(found.own)}")))
    offered = [_position_button(found, position, words) for position in Position if position is not found.own]
    return Message(title, (Facts(tuple(facts)), words.note("procedure-how"), *buttons(offered)), words.language)


def closed(found: Closed, words: Words, *, public: bool) -> Message:
    """How a written procedure came out, and why."""
    decision = found.decision.discreet if public else found.decision
    title = words("procedure-closed", reference=decision.reference, outcome=_outcome(decision, words))
    settled = found.settled
    seats = words.listed(seat_name(code, words) for code in settled.seats)
    why = words.paragraph(
        f"procedure-{_reason(settled.why, bool(settled.seats))}", seats=seats, count=len(settled.seats)
    )
    return Message(title, (_facts(decision, found.group, words), why), words.language)


def clearance_asked(found: Answered, words: Words) -> Message:
    """To who answers for a seat, and where it is late to the secretariat too: is it cleared?"""
    one, decision = found.clearance, found.decision
    title = words(
        "clearance-asked", seat=seat_name(one.seat, words), reference=decision.reference, day=words.day(one.due)
    )
    facts = Facts(
        (
            words.fact("decision-fact-text", (Text(decision.text),)),
            words.fact("decision-fact-extent", extent(decision.extent, words)),
        )
    )
    command = f"decision clear {decision.reference}"
    offered = [
        words.button("clearance-button-given", f"{command} given for:{one.seat}"),
        words.button("clearance-button-refused", f"{command} refused for:{one.seat}"),
    ]
    return Message(title, (facts, *buttons(offered)), words.language)


def review_asked(found: Reviewed, words: Words) -> Message:
    """To secretariat and chair: the day has come."""
    decision = found.decision
    title = words("review-due", group=Text(found.group.name), reference=decision.reference)
    offered = [
        words.button("review-button-agenda", f"agenda add group:{found.group.slug}"),
        words.button("review-button-done", f"decision review {decision.reference}"),
    ]
    return Message(title, (_facts(decision, found.group, words), *buttons(offered)), words.language)


def outcome(found: Decision, words: Words) -> str:
    """What came of it, with whose clearance it waits for."""
    return _outcome(found, words)


def position(one: Taken, words: Words) -> str:
    """``Scotland reserves: …``."""
    assert one.position is not None
    said = words(f"position-line-{_key(one.position)}", seat=seat_name(one.seat, words))
    return words("position-because", said=said, reason=Text(one.reason)) if one.reason else said


def _message(title: str, found: Decision, group: Group, words: Words, offered: list[Button]) -> Message:
    blocks = (_facts(found, group, words), *_lacking(found, words), *buttons(offered))
    return Message(title, blocks, words.language)


def _facts(found: Decision, group: Group, words: Words, *, whole: bool = False) -> Facts:
    facts = [
        words.fact("decision-fact-text", (Text(found.text or words("record-sensitive")),)),
        words.fact("decision-fact-extent", extent(found.extent, words)),
    ]
    if found.running:
        facts.append(words.fact("decision-fact-closes", _closes(found, group, words)))
    if found.decided_on is not None and whole:
        facts.append(words.fact("decision-fact-day", _day(found, group, words)))
    facts += [words.fact("decision-fact-clearance", _clearance(one, words)) for one in found.clearances]
    if found.review_on is not None:
        facts.append(words.fact("decision-fact-review", words.day(found.review_on)))
    if found.actions and whole:
        facts.append(words.fact("decision-fact-actions", words.listed(found.actions)))
    if found.withdrawn_reason:
        facts.append(words.fact("decision-fact-withdrawn", (Text(found.withdrawn_reason),)))
    if found.marking is Marking.SENSITIVE:
        facts.append(words.fact("action-fact-marking", Marking.SENSITIVE.value))
    return Facts(tuple(facts))


def _lacking(found: Decision, words: Words) -> tuple[Block, ...]:
    return (words.paragraph("decision-without-quorum"),) if found.without_quorum else ()


def _day(found: Decision, group: Group, words: Words) -> str:
    assert found.decided_on is not None
    if found.meeting is None:
        return words("decision-in-writing", day=words.day(found.decided_on))
    return words("decision-at", reference=group.meeting(found.meeting), day=words.day(found.decided_on))


def _closes(found: Decision, group: Group, words: Words) -> str:
    assert found.closes_at is not None
    at = local(found.closes_at, group.zone)
    return words("decision-closes", day=words.day(at.date()), time=words.time(at.time()))


def _outcome(found: Decision, words: Words) -> str:
    if found.withdrawn:
        return words("outcome-withdrawn")
    if found.outcome is None:
        return words("outcome-running")
    key = found.outcome.value.replace(" ", "-")
    return words(f"outcome-{key}", seats=_seats(found.waiting, words) or "none")


def _clearance(one: Clearance, words: Words) -> str:
    answer = {None: "waiting", Cleared.GIVEN: "given", Cleared.REFUSED: "refused"}[one.answer]
    return words(f"clearance-fact-{answer}", seat=seat_name(one.seat, words), day=words.day(one.due))


def _seats(clearances: tuple[Clearance, ...], words: Words) -> str:
    return words.listed(seat_name(one.seat, words) for one in clearances)


def _position_row(one: Taken, words: Words) -> tuple[Line, ...]:
    said = words(f"position-{_key(one.position)}") if one.position else words("position-nothing")
    return (text(seat_name(one.seat, words)), text(said), text(one.reason))


def _row(found: Decision, group: Group, words: Words) -> tuple[Line, ...]:
    day: date | None = found.decided_on
    if day is None and found.closes_at is not None:
        day = local(found.closes_at, group.zone).date()
    said = found.text or words("record-sensitive")
    brief = said if len(said) <= BRIEF else said[: BRIEF - 1].rstrip() + ELLIPSIS
    cells = (
        found.reference,
        words.short_day(day) if day else "",
        brief,
        ", ".join(found.extent),
        _outcome(found, words),
    )
    return tuple(text(cell) for cell in cells)


def _position_button(found: Asked, position: Position, words: Words) -> Button:
    command = f'position {found.decision.reference} "{position.value}" for:{found.seat}'
    return words.button(f"position-button-{_key(position)}", command)


def _key(position: Position) -> str:
    return position.value.replace(" ", "-")


def _reason(why: Reason, silent: bool) -> str:
    if why is Reason.SUPPORTED:
        return "supported-silent" if silent else "supported"
    return why.value.replace(" ", "-")


def _action(found: Decision, group: Group) -> str:
    meeting = f" meeting:{group.meeting(found.meeting)}" if found.meeting is not None else ""
    return f"action add extent:{','.join(found.extent)} decision:{found.reference}{meeting}"
