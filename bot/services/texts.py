"""Minutes and summaries of meetings: read as they stand, corrected by people, with nothing lost.

Their words are made from the record outside (services have none) and handed in: labelled facts and sections.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from bot.db import models
from bot.db.audit import digest
from bot.db.repositories.changes import EXPORTED
from bot.db.repositories.meetings import facts
from bot.db.unit_of_work import UnitOfWork
from bot.domain import minutes as rules
from bot.domain.groups import Group
from bot.domain.meetings import MeetingState, NoSuchMeeting
from bot.domain.minutes import (
    Corrected,
    MinutesApproved,
    NoSuchVersion,
    Section,
    SummaryReleased,
    TextKind,
    TextState,
    Version,
    Written,
)
from bot.domain.people import Actor, Marking
from bot.domain.record import MeetingNotHeld, RecordIsLocked
from bot.domain.undo import ChangedSince, UndoneFact


@dataclass(frozen=True)
class Fresh:
    """What the record says today: labelled facts and sections, and the highest marking of what stands in them."""

    head: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    marking: Marking = Marking.OFFICIAL


def meeting(uow: UnitOfWork, *, group: Group, number: int | None) -> models.Meeting:
    """The meeting of that number, or the open one, or the last that was held. Raises ``NoSuchMeeting`` (0 where there
    is none) or ``MeetingNotHeld``."""
    if number is None:
        row = uow.meetings.open(group.id) or next(
            (one for one in uow.meetings.past(group.id) if one.state is MeetingState.HELD), None
        )
    else:
        row = uow.meetings.by_number(group.id, number)
    if row is None:
        raise NoSuchMeeting(number or 0)
    if row.state not in (MeetingState.OPEN, MeetingState.HELD):
        raise MeetingNotHeld(row.number, row.state.value)
    return row


def written(
    uow: UnitOfWork, *, group: Group, row: models.Meeting, kind: TextKind, fresh: Fresh, number: int | None = None
) -> Written:
    """The text as it stands: what people wrote as they wrote it, the rest as the record has it; once it was settled, as
    it was settled. ``number``: an earlier version, as it was saved. Raises ``NoSuchVersion``."""
    kept = uow.texts.of_meeting(row.id, kind)
    seen = facts(row, group)
    if kept is None:
        if number:
            raise NoSuchVersion(number)
        draft = Version(0, fresh.sections)
        return Written(group, seen, kind, TextState.DRAFT, draft, fresh.head, marking=fresh.marking)
    saved = uow.texts.version(kept.id, kept.latest if number is None else number)
    if saved is None and number:
        raise NoSuchVersion(number)
    version, head = saved if saved is not None else (Version(0, fresh.sections), fresh.head)
    if kept.state is TextState.DRAFT and not number:
        version, head = rules.refreshed(version, fresh.sections), fresh.head
    settled_in = uow.meetings.by_id(kept.settled_in) if kept.settled_in is not None else None
    return Written(
        group=group,
        meeting=seen,
        kind=kind,
        state=kept.state,
        version=version,
        head=head,
        release_at=kept.release_at,
        settled_at=kept.settled_at,
        settled_in=group.meeting(settled_in.number) if settled_in is not None else "",
        marking=fresh.marking,
    )


def correct(
    uow: UnitOfWork,
    *,
    group: Group,
    row: models.Meeting,
    kind: TextKind,
    key: str,
    text: str,
    base: int | None,
    fresh: Fresh,
    by: Actor,
    now: datetime,
) -> Corrected:
    """One section says this from now on. ``base`` is the version that was read; what others changed elsewhere since
    stays, and the same section is never overwritten.

    Raises ``MinutesApproved``, ``SummaryReleased``, ``NoSuchSection``, ``NoSuchVersion``, ``SectionUnchanged`` or
    ``SectionChanged``.
    """
    current = written(uow, group=group, row=row, kind=kind, fresh=fresh)
    require_open(current)
    read = _base(uow, row, kind, base, fresh)
    sections, section = rules.corrected(current.version, read, key.lower(), rules.tidy(text))
    saved = save(uow, group=group, row=row, kind=kind, sections=sections, head=current.head, by=by, now=now)
    uow.record(
        f"{kind.value}.corrected",
        by=by,
        now=now,
        group_id=group.id,
        subject=subject(group, row, kind),
        before={"version": current.version.number},
        after={"version": saved.latest, "section": section.key, "text": digest(section.text)},
    )
    before = [asdict(one) for one in current.version.sections]
    kept = {"text": saved.id, "latest": saved.latest, "sections": before, "head": [list(one) for one in current.head]}
    uow.undoable("text.correct", by=by, now=now, group_id=group.id, facts=kept)
    after = written(uow, group=group, row=row, kind=kind, fresh=fresh)
    return Corrected(after, section, merged=read is not None and read.number != current.version.number)


def not_corrected(uow: UnitOfWork, kept: Mapping[str, Any], by: Actor, now: datetime) -> dict[str, UndoneFact]:
    """Inverse of ``correct``: a new version says what stood before. Refused once somebody saved another, or the text
    was settled."""
    text = uow.texts.by_id(kept["text"])
    meeting = uow.meetings.by_id(text.meeting_id)
    if text.state in (TextState.APPROVED, TextState.RELEASED):
        raise RecordIsLocked(meeting.number)
    if text.latest != kept["latest"]:
        raise ChangedSince
    _store(uow, text, kept["sections"], kept["head"], by, now)
    return {"number": str(meeting.number)}


def save(
    uow: UnitOfWork,
    *,
    group: Group,
    row: models.Meeting,
    kind: TextKind,
    sections: Sequence[Section],
    head: Sequence[tuple[str, str]],
    by: Actor,
    now: datetime,
) -> models.RecordText:
    """The whole text as a new version."""
    text = uow.texts.of_meeting(row.id, kind)
    if text is None:
        text = models.RecordText(group_id=group.id, meeting_id=row.id, kind=kind)
        uow.session.add(text)
        uow.session.flush()
    _store(uow, text, [asdict(one) for one in sections], [list(one) for one in head], by, now)
    return text


def history(
    uow: UnitOfWork, *, group: Group, row: models.Meeting, kind: TextKind
) -> Sequence[tuple[int, str, datetime]]:
    """Number, writer and instant of each version, the latest first."""
    text = uow.texts.of_meeting(row.id, kind)
    return uow.texts.history(text.id) if text is not None else ()


def handed_out(uow: UnitOfWork, *, text: Written, ending: str, by: Actor, now: datetime) -> None:
    """One line of audit for a file that was made of it."""
    uow.record(
        EXPORTED,
        by=by,
        now=now,
        group_id=text.group.id,
        subject=f"{text.meeting.reference}:{text.kind.value}",
        after={"format": ending, "version": text.version.number, "state": text.state.value},
    )


def require_open(text: Written) -> None:
    """Raise ``MinutesApproved`` or ``SummaryReleased``."""
    if text.state is TextState.APPROVED:
        raise MinutesApproved(text.meeting.number)
    if text.state is TextState.RELEASED:
        raise SummaryReleased(text.meeting.number)


def subject(group: Group, row: models.Meeting, kind: TextKind) -> str:
    return f"{group.meeting(row.number)}:{kind.value}"


def _base(uow: UnitOfWork, row: models.Meeting, kind: TextKind, base: int | None, fresh: Fresh) -> Version | None:
    """The version that was read, as it stood then; what the record alone said is number 0."""
    if not base:
        return None if base is None else Version(0, fresh.sections)
    text = uow.texts.of_meeting(row.id, kind)
    saved = uow.texts.version(text.id, base) if text is not None else None
    if saved is None:
        raise NoSuchVersion(base)
    return saved[0]


def _store(
    uow: UnitOfWork, text: models.RecordText, sections: list[Any], head: list[Any], by: Actor, now: datetime
) -> None:
    text.latest += 1
    uow.session.add(
        models.RecordVersion(
            text_id=text.id,
            number=text.latest,
            sections=sections,
            head=head,
            written_by=by.official_id,
            written_at=now,
        )
    )
    uow.session.flush()
