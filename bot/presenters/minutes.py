"""Minutes in words: made from the record in the group's language, shown, and said of when they change."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.domain.actions import Action
from bot.domain.agenda import Item, ItemState, Why
from bot.domain.dates import local
from bot.domain.decisions import Decision
from bot.domain.meetings import Attended
from bot.domain.minutes import Corrected, Section, TextKind, TextState, Written
from bot.domain.record import Noted, Record
from bot.messages.characters import clipped
from bot.messages.model import (
    Block,
    Button,
    Fact,
    Facts,
    Link,
    Message,
    Note,
    Paragraph,
    Strong,
    Table,
    Text,
    buttons,
    text,
)
from bot.presenters import decisions as decided
from bot.presenters.action_words import extent
from bot.presenters.record import quorum
from bot.presenters.seats import seat_name
from bot.presenters.speech import Words

BUTTONS = 12
SHOWN = 40
"""Characters of a part's title on its button."""
"""Parts of a text that can be corrected by a button."""

FORMATS = ("docx", "html", "md")

Head = tuple[tuple[str, str], ...]


def head(found: Record, words: Words) -> Head:
    """What stands above the text: which meeting, when, where, who chaired."""
    meeting = found.meeting
    day = words("minutes-day", day=words.day(meeting.day), start=words.time(meeting.start), zone=meeting.zone)
    place = ", ".join(part for part in (meeting.place, _mode(meeting.mode, words)) if part)
    facts = [
        (words("label-group"), found.group.name),
        (words("column-meeting"), words("minutes-number", number=str(meeting.number), ordinal=str(found.ordinal))),
        (words("column-when"), day),
        (words("column-place"), place),
        (words("column-chair"), seat_name(found.chair, words) if found.chair else ""),
        (words("column-host"), seat_name(found.host, words) if found.host else ""),
    ]
    return tuple((label, said) for label, said in facts if said)


def sections(found: Record, words: Words) -> tuple[Section, ...]:
    """The minutes as the record has them."""
    made = [Section("people", words("minutes-people"), _people(found, words))]
    made += [_item(item, found, words) for item in found.items if item.id not in found.gone]
    beside = [note for note in found.notes if _loose(note.item_id, found)]
    alone = [one for one in found.decisions if _loose(one.item_id, found)]
    if beside or alone:
        made.append(Section("other", words("minutes-other"), _lines(beside, alone, words)))
    gone = [item for item in found.items if item.id in found.gone]
    if gone:
        said = [_gone(item, found, words) for item in gone]
        made.append(Section("later", words("minutes-later"), _points(said)))
    if found.actions:
        said = [_action(action, words) for action in found.actions]
        made.append(Section("actions", words("minutes-actions"), _points(said)))
    if found.following is not None:
        made.append(Section("next", words("minutes-next"), next_meeting(found, words)))
    return tuple(made)


def next_meeting(found: Record, words: Words) -> str:
    """When the group meets next, and who chairs then."""
    following = found.following
    assert following is not None
    day = words.day(following.day)
    if found.following_chair is None:
        return words("minutes-next-day", number=str(following.number), day=day)
    chair = seat_name(found.following_chair, words)
    return words("minutes-next-chair", number=str(following.number), day=day, chair=chair)


def shown(found: Written, words: Words, url: str = "") -> Message:
    """A text with everything in it, and what can be done with it. ``url`` is a page of the same, where there is one."""
    title = words(f"{found.kind.value}-title", reference=found.meeting.reference, state=_state(found, words))
    blocks: list[Block] = [Facts(tuple(Fact(label, (Text(said),)) for label, said in found.head))]
    for section in found.version.sections:
        blocks.append(Paragraph((Strong(section.title), Text("\n" + (section.text or words("minutes-nothing"))))))
    if found.locked:
        blocks.append(words.note("text-version-locked", version=found.version.number))
    elif found.version.number:
        blocks.append(words.note("text-version", version=found.version.number, by=Text(found.version.by)))
    else:
        blocks.append(words.note("text-from-record"))
    if url:
        blocks.append(Note((Link(words("delivery-read"), url), Text(f" {words('delivery-read-why')}"))))
    return Message(title, (*blocks, *buttons(_offered(found, words))), words.language)


def corrected(found: Corrected, words: Words) -> Message:
    """One part reads otherwise now, under a new version."""
    written = found.text
    title = words(
        f"{written.kind.value}-corrected",
        reference=written.meeting.reference,
        section=Text(found.section.title),
        version=written.version.number,
    )
    merged = (words.note("text-merged"),) if found.merged else ()
    show = words.button("text-button-show", f"{written.kind.value} {written.meeting.reference}")
    return Message(title, (*merged, *buttons([show, words.button("undo", "undo")])), words.language)


def approved(found: Written, words: Words) -> Message:
    """The minutes stand from now on."""
    title = words("minutes-approved", reference=found.meeting.reference, by=found.settled_in)
    files = [_file(found, ending, words) for ending in FORMATS]
    return Message(title, (words.note("minutes-locked"), *buttons(files)), words.language)


def history(found: Written, versions: Sequence[tuple[int, str, datetime]], words: Words) -> Message:
    """Every version, the latest first."""
    title = words("text-history", reference=found.meeting.reference, count=len(versions), kind=found.kind.value)
    if not versions:
        return Message(title, (words.note("text-from-record"),), words.language)
    columns = tuple(words(f"column-{name}") for name in ("version", "when", "by"))
    zone = found.group.zone
    rows = tuple((text(str(number)), (words.moment(at, zone),), text(by)) for number, by, at in versions)
    kind, reference = found.kind.value, found.meeting.reference
    latest = words.button("text-button-before", f"{kind} {reference} version:{versions[-1][0]}")
    return Message(title, (Table(columns, rows, caption=words("text-versions")), *buttons([latest])), words.language)


def filed(found: Written, filename: str, words: Words) -> Message:
    """What is said beside the file."""
    title = words(f"{found.kind.value}-filed", reference=found.meeting.reference, state=_state(found, words))
    facts = [words.fact("export-file", filename), words.fact("export-marking", found.marking.value)]
    return Message(title, (Facts(tuple(facts)), words.note("text-exported")), words.language)


def file_title(found: Written, words: Words) -> str:
    """The title of a file."""
    return words(f"{found.kind.value}-file-title", group=Text(found.group.name), number=str(found.meeting.number))


def foot(found: Written, words: Words) -> str:
    """Which version a file is, and how the text stands."""
    version = str(found.version.number)
    return words("text-foot", reference=found.meeting.reference, version=version, state=_state(found, words))


def _state(found: Written, words: Words) -> str:
    day = "none"
    at = found.release_at if found.state is TextState.HELD else found.settled_at
    if at is not None:
        day = words.day(local(at, found.group.zone).date())
    return words(f"text-{found.state.value}", day=day, meeting=found.settled_in or "none")


def _offered(found: Written, words: Words) -> list[Button]:
    reference, kind = found.meeting.reference, found.kind.value
    offered: list[Button] = []
    if not found.locked:
        version = found.version.number
        for section in found.version.sections[:BUTTONS]:
            command = f"{kind} correct {reference} section:{section.key} version:{version}"
            offered.append(words.button("text-button-correct", command, section=Text(clipped(section.title, SHOWN))))
        settle = "approve" if found.kind is TextKind.MINUTES else "release"
        if found.state is TextState.DRAFT:
            offered.append(words.button(f"text-button-{settle}", f"{kind} {settle} {reference}"))
        elif found.state is TextState.HELD:
            offered.append(words.button("text-button-withdraw", f"{kind} withdraw {reference}"))
    return [*offered, *(_file(found, ending, words) for ending in FORMATS)]


def _file(found: Written, ending: str, words: Words) -> Button:
    command = f"{found.kind.value} file {found.meeting.reference} format:{ending}"
    return words.button(f"text-button-{ending}", command)


def _mode(mode: str, words: Words) -> str:
    return words(f"choice-{mode.replace(' ', '-')}").lower() if mode else ""


def _people(found: Record, words: Words) -> str:
    said = [_attended(*one, words) for one in found.attendance]
    said += [words("minutes-absent", seat=seat_name(code, words)) for code in found.absent]
    enough = quorum(found.quorum, found.meeting.state, words)
    return "\n".join([*(f"- {line}" for line in said), *([enough] if enough else [])])


def present(found: Record, words: Words) -> list[str]:
    """Who took part, by administration, with deputies."""
    return [_attended(*one, words) for one in found.attendance if one[1] is not Attended.APOLOGIES]


def _attended(code: str, kind: Attended, name: str | None, words: Words) -> str:
    seat, how = seat_name(code, words), words(f"attended-{kind.value}")
    if not name:
        return words("minutes-attended-seat", seat=seat, how=how)
    return words("minutes-attended", seat=seat, how=how, name=Text(name))


def decision(one: Decision, words: Words) -> str:
    """A decision in a sentence, with where it applies, and where seats stand."""
    said = words(
        "minutes-decision",
        reference=one.reference,
        outcome=decided.outcome(one, words),
        extent=extent(one.extent, words),
        text=Text(one.text),
    )
    lacking = [words("decision-without-quorum")] if one.without_quorum else []
    positions = [decided.position(taken, words) + "." for taken in one.positions if taken.position is not None]
    return " ".join([f"{said}.", *lacking, *positions])


def _item(item: Item, found: Record, words: Words) -> Section:
    title = words("minutes-item", text=Text(item.text), reference=item.reference)
    lines = []
    if item.paper:
        key = "minutes-paper-late" if item.id in found.late else "minutes-paper"
        lines.append(words(key, paper=Text(item.paper)))
    notes = [note for note in found.notes if note.item_id == item.id]
    decisions = [one for one in found.decisions if one.item_id == item.id]
    body = _lines(notes, decisions, words)
    if not body and item.state is ItemState.PLANNED:
        body = words("minutes-to-come")
    return Section(f"a{item.number}", title, "\n".join([*lines, *([body] if body else [])]))


def _lines(notes: Sequence[Noted], decisions: Sequence[Decision], words: Words) -> str:
    return _points([*(note.text for note in notes), *(decision(one, words) for one in decisions)])


def _points(said: Sequence[str]) -> str:
    return "\n".join("- " + " ".join(line.split()) for line in said)


def _loose(item_id: int | None, found: Record) -> bool:
    """Whether something stands beside no item that the meeting dealt with."""
    return item_id is None or item_id in found.gone or item_id not in {item.id for item in found.items}


def _gone(item: Item, found: Record, words: Words) -> str:
    why = next(gone.why for gone in item.gone if gone.meeting == found.meeting.id)
    key = "minutes-deferred" if why is Why.DEFERRED else "minutes-carried"
    return words(key, text=Text(item.text), reference=item.reference)


def _action(action: Action, words: Words) -> str:
    owner = action.owner
    seat = seat_name(owner.seat, words) if owner.seat else words("action-secretariat")
    return words(
        "minutes-action",
        reference=action.reference,
        text=Text(action.text),
        owner=Text(f"{owner.name} ({seat})" if owner.name else seat),
        due=words.day(action.original_due),
        extent=extent(action.extent, words),
    )
