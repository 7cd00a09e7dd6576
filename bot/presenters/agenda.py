"""Agendas in words: what stands on one, where an item went, and where an open meeting is."""

from __future__ import annotations

from bot.domain.agenda import Item, ItemState, Running, Why
from bot.domain.agenda_answers import Changed, Listed, Reminded, Stepped, Waiting
from bot.domain.groups import Group
from bot.domain.meetings import Meeting
from bot.domain.people import Marking
from bot.messages.model import Block, Button, Facts, Line, Link, Message, Paragraph, Span, Table, Text, buttons, text
from bot.presenters.seats import seat_name
from bot.presenters.speech import Words

SHOWN = 30


def added(found: Changed, words: Words) -> Message:
    """An item, and on which meeting's agenda it stands."""
    meeting = found.meeting
    key = "agenda-added" if meeting is not None else "agenda-added-waiting"
    title = words(key, item=_name(found.item, words), **_when(meeting, words))
    return _changed(title, found, words)


def papered(found: Changed, words: Words) -> Message:
    """An item has a paper."""
    return _changed(words("agenda-papered", item=_name(found.item, words)), found, words)


def deferred(found: Changed, words: Words) -> Message:
    """An item was put off, and where it comes back."""
    key = "agenda-deferred" if found.meeting is not None else "agenda-deferred-waiting"
    day = words.day(found.item.returns_on) if found.item.returns_on else "none"
    title = words(key, item=_name(found.item, words), until=day, **_when(found.meeting, words))
    return Message(title, buttons([words.button("undo", "undo")]), words.language)


def withdrawn(found: Changed, words: Words) -> Message:
    """An item was taken off the agenda by those who wanted it."""
    title = words("agenda-withdrawn", item=_name(found.item, words))
    return Message(title, buttons([words.button("undo", "undo")]), words.language)


def listed(found: Listed, group: Group, words: Words, *, changed: bool = False) -> Message:
    """The agenda of a meeting; while it is open, with where it stands."""
    meeting = found.meeting
    title = words("agenda-moved" if changed else "agenda-title", group=Text(group.name), **_when(meeting, words))
    blocks: list[Block] = []
    if found.running is not None:
        blocks.append(_running(found.running, words))
    blocks += standing(found.waiting, words)
    blocks += _items(found, words)
    offered = [words.button("undo", "undo")] if changed else _offered(found, group, words)
    return Message(title, (*blocks, *buttons(offered)), words.language)


def stepped(found: Stepped, words: Words) -> Message:
    """What is talked about now, for how long, what comes next, and how much time is left."""
    run = found.running
    if run.current is None:
        key = "agenda-through" if found.closed is not None else "agenda-nothing"
        title = words(key, number=str(found.meeting.number))
    else:
        title = words("agenda-now", item=_name(run.current, words), minutes=run.current.minutes)
    offered: list[Button] = []
    if run.current is not None:
        offered.append(words.button("agenda-button-next", f"agenda next group:{found.group.slug}"))
        offered.append(words.button("agenda-button-defer", f"agenda defer {run.current.reference}"))
    else:
        offered.append(words.button("meeting-button-close", f"meeting close {found.meeting.reference}"))
    blocks: tuple[Block, ...] = (_running(run, words), *buttons([*offered, words.button("undo", "undo")]))
    return Message(title, blocks, words.language)


def reminded(found: Reminded, words: Words) -> Message:
    """Some days before: what stands on the agenda, which papers are there, and until when others may come."""
    agenda = found.agenda
    meeting = agenda.meeting
    key = "agenda-ahead-runs" if found.runs else "agenda-ahead"
    title = words(key, group=Text(found.group.name), days=found.days, **_when(meeting, words))
    lacking = sum(not item.paper for item in agenda.items)
    blocks: list[Block] = [*(standing(agenda.waiting, words) if found.runs else ()), *_items(agenda, words)]
    if lacking:
        blocks.append(words.note("agenda-papers-lacking", count=lacking, day=words.day(agenda.deadline)))
    if found.runs and agenda.minutes > meeting.minutes:
        blocks.append(words.note("agenda-too-long", minutes=agenda.minutes, length=meeting.minutes))
    add = words.button("agenda-button-add", f"agenda add meeting:{meeting.reference}")
    return Message(title, (*blocks, *buttons([add])), words.language)


def standing(found: Waiting, words: Words) -> list[Block]:
    """What stands on every agenda by itself."""
    lines: list[str] = []
    if found.minutes:
        lines.append(words("agenda-standing-minutes", reference=found.minutes))
    if found.actions:
        lines.append(words("agenda-standing-actions", count=found.actions, overdue=found.overdue))
    if found.clearances:
        lines.append(words("agenda-standing-clearances", references=words.listed(found.clearances)))
    if found.reviews:
        lines.append(words("agenda-standing-reviews", references=words.listed(found.reviews)))
    return [Paragraph(text(line)) for line in lines]


def item_table(found: Listed, words: Words) -> Table:
    """The items in their order."""
    columns = ("reference", "item", "minutes", "from", "paper")
    return Table(
        columns=tuple(words(f"column-agenda-{name}") for name in columns),
        rows=tuple(_row(item, found, words) for item in found.items[:SHOWN]),
        caption=words("agenda-caption", minutes=found.minutes, length=found.meeting.minutes),
        more=words("meetings-more", count=len(found.items) - SHOWN) if len(found.items) > SHOWN else "",
    )


def _items(found: Listed, words: Words) -> list[Block]:
    return [item_table(found, words)] if found.items else [words.note("agenda-empty")]


def _row(item: Item, found: Listed, words: Words) -> tuple[Line, ...]:
    who = seat_name(item.seat, words) if item.seat else words("agenda-secretariat")
    return (
        text(item.reference),
        _what(item, found, words),
        text(str(item.minutes)),
        text(who),
        _paper(item, late=item.id in found.late, words=words),
    )


def _what(item: Item, found: Listed, words: Words) -> Line:
    said: list[Span] = [Text(_said(item, words))]
    came = found.came.get(item.id)
    if came is not None:
        left = found.meeting.over and came[0] == found.meeting.reference
        key = ("agenda-went-" if left else "agenda-came-") + ("deferred" if came[1] is Why.DEFERRED else "over")
        said.append(Text(words(key, reference=came[0])))
    if item.state in (ItemState.CURRENT, ItemState.DONE):
        said.append(Text(words(f"agenda-state-{item.state.value}")))
    return tuple(said)


def _paper(item: Item, *, late: bool, words: Words) -> Line:
    if not item.paper:
        return text(words("agenda-no-paper"))
    label = words("agenda-paper-late" if late else "agenda-paper")
    return (Link(label, item.paper),)


def _running(run: Running, words: Words) -> Facts:
    facts = []
    if run.current is not None:
        said = words("agenda-spent", item=_name(run.current, words), spent=run.spent, minutes=run.current.minutes)
        facts.append(words.fact("agenda-fact-now", said))
    following = _name(run.following, words) if run.following else words("agenda-none-left")
    facts.append(words.fact("agenda-fact-next", following))
    key = "agenda-over" if run.left < 0 else "agenda-left"
    left = words(key, minutes=abs(run.left), count=run.to_come, wanted=run.minutes, short=max(0, run.short))
    return Facts((*facts, words.fact("agenda-fact-left", left)))


def _changed(title: str, found: Changed, words: Words) -> Message:
    item = found.item
    facts = [words.fact("agenda-fact-minutes", words("agenda-minutes", count=item.minutes))]
    if item.paper:
        facts.append(words.fact("agenda-fact-paper", _paper(item, late=found.late, words=words)))
    blocks: list[Block] = [Facts(tuple(facts))]
    if found.late and found.deadline is not None:
        blocks.append(words.note("agenda-late", day=words.day(found.deadline)))
    elif not item.paper and found.deadline is not None and item.marking is Marking.OFFICIAL:
        blocks.append(words.note("agenda-paper-by", day=words.day(found.deadline), reference=item.reference))
    return Message(title, (*blocks, *buttons([words.button("undo", "undo")])), words.language)


def _offered(found: Listed, group: Group, words: Words) -> list[Button]:
    if found.running is not None:
        return [words.button("agenda-button-next", f"agenda next group:{group.slug}")]
    if found.meeting.over:
        return []
    return [words.button("agenda-button-add", f"agenda add meeting:{found.meeting.reference}")]


def _said(item: Item, words: Words) -> str:
    """The text, or that it is not for a channel."""
    return item.text or words("record-sensitive")


def _name(item: Item, words: Words) -> Line:
    return words.line("agenda-item", reference=item.reference, text=Text(_said(item, words)))


def _when(meeting: Meeting | None, words: Words) -> dict[str, str]:
    if meeting is None:
        return {}
    return {"number": str(meeting.number), "day": words.day(meeting.day)}
