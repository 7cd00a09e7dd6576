"""Summaries in words: what a group may tell the public of a meeting. Nothing marked above OFFICIAL goes in."""

from __future__ import annotations

from bot.domain.decisions import Outcome
from bot.domain.minutes import Held, Section, Written
from bot.domain.people import Marking
from bot.domain.record import Record
from bot.messages.model import Block, Fact, Facts, Message, Paragraph, Strong, Text, buttons
from bot.presenters import minutes
from bot.presenters.action_words import extent
from bot.presenters.seats import seat_name
from bot.presenters.speech import Words


def sections(found: Record, words: Words) -> tuple[Section, ...]:
    """The summary as the record has it. What is marked, and what was not agreed, is kept out."""
    items = [i for i in found.items if i.id not in found.gone and i.marking is not Marking.SENSITIVE]
    taken = [one for one in found.decisions if one.marking is not Marking.SENSITIVE and one.outcome in _SAID]
    made = [Section("people", words("summary-people"), _points(minutes.present(found, words)))]
    if items:
        made.append(Section("points", words("summary-points"), _points([item.text for item in items])))
    if taken:
        said = [
            words(
                "summary-decision",
                text=Text(one.text),
                extent=extent(one.extent, words),
                outcome=one.outcome.value.replace(" ", "-") if one.outcome else "agreed",
            )
            for one in taken
        ]
        made.append(Section("decisions", words("summary-decisions"), _points(said)))
    if found.following is not None:
        made.append(Section("next", words("minutes-next"), minutes.next_meeting(found, words)))
    return tuple(made)


_SAID = (Outcome.AGREED, Outcome.SUBJECT, Outcome.NOTED)


def released(found: Written, words: Words, *, channels: int) -> Message:
    """To whoever released it."""
    title = words("summary-released", reference=found.meeting.reference, channels=channels)
    return Message(title, (), words.language)


def held(found: Written, because: Held, words: Words) -> Message:
    """It waits, for whom and until when."""
    title = words("summary-held", reference=found.meeting.reference, day=words.day(because.until))
    why = tuple(
        Fact(
            seat_name(entry.administration, words),
            (Text(words("summary-period", first=words.day(entry.first_day), last=words.day(entry.last_day))),),
        )
        for entry in because.because
    )
    undo = words.button("undo", "undo")
    return Message(title, (Facts(why), words.note("summary-held-why"), *buttons([undo])), words.language)


def withdrawn(reference: str, words: Words) -> Message:
    """It is not released by itself."""
    return Message(words("summary-withdrawn", reference=reference), (), words.language)


def public(found: Written, words: Words) -> Message:
    """The summary itself, in the group's channels."""
    title = words("summary-file-title", group=Text(found.group.name), number=str(found.meeting.number))
    blocks: list[Block] = [Facts(tuple(Fact(label, (Text(said),)) for label, said in found.head))]
    for section in found.version.sections:
        blocks.append(Paragraph((Strong(section.title), Text("\n" + section.text))))
    return Message(title, tuple(blocks), words.language)


def _points(said: list[str]) -> str:
    return "\n".join("- " + " ".join(line.split()) for line in said)
