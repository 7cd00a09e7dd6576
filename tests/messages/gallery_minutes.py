"""Every message about minutes and summaries, and one reply to several commands, once."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from bot.domain.agenda import Gone, ItemState, Why
from bot.domain.days import CalendarEntry
from bot.domain.days import Kind as EntryKind
from bot.domain.decision_answers import Answered
from bot.domain.meetings import Attended
from bot.domain.minutes import Corrected, Held, Section, SectionChanged, TextKind, TextState, Version, Written
from bot.domain.people import Marking
from bot.domain.quorum import Quorum
from bot.domain.record import Noted, Record
from bot.messages.model import Form, Message
from bot.presenters import decisions, handovers, meetings, minutes, my, summaries, together
from bot.presenters.refusals import refused
from tests.messages.gallery_agenda import CARRIED, HOUSING, LISTED, NOTHING, PLACES
from tests.messages.gallery_consent import PACK
from tests.messages.gallery_decisions import ASK, DECISION, SUBJECT
from tests.messages.gallery_meetings import CHANGED, GROUP, HELD, WORDS
from tests.messages.gallery_my import NOTHING as WAITING_FOR_NOTHING

AT = datetime(2027, 7, 14, 8, tzinfo=UTC)
DONE = replace(PLACES, state=ItemState.DONE)
GONE = replace(HOUSING, gone=(Gone(7, Why.DEFERRED),))
QUIET = replace(DONE, id=8, number=8, reference="VAWG-A8", text="A court case", marking=Marking.SENSITIVE)
RECORD = Record(
    group=GROUP,
    meeting=HELD,
    ordinal=5,
    chair="WLS",
    host="NIR",
    attendance=(
        ("IRL", Attended.GUEST, "Prof <Byrne>"),
        ("NIR", Attended.APOLOGIES, None),
        ("SCT", Attended.DEPUTY, "Ewan Ross"),
        ("WLS", Attended.PRESENT, None),
    ),
    absent=("UKG",),
    quorum=Quorum(2, 5, 3, noted=True),
    items=(DONE, QUIET, GONE, replace(CARRIED, gone=(Gone(7, Why.NOT_REACHED),))),
    gone=frozenset({GONE.id, CARRIED.id}),
    late=frozenset({DONE.id}),
    notes=(
        Noted(1, "Wales will share its <figures>", DONE.id, Marking.OFFICIAL, "Sam Taylor", AT),
        Noted(2, "The room was cold", None, Marking.OFFICIAL, "Sam Taylor", AT),
    ),
    decisions=(
        replace(DECISION, item_id=DONE.id, without_quorum=True),
        replace(SUBJECT, id=4, number=4, reference="VAWG-D4", item_id=None, text="Write to ministers"),
        replace(DECISION, id=5, number=5, reference="VAWG-D5", text="A court case", marking=Marking.SENSITIVE),
    ),
    actions=(),
    following=replace(HELD, id=8, number=8, reference="VAWG-M8", day=date(2027, 10, 20)),
    following_chair="NIR",
)
HEAD = minutes.head(RECORD, WORDS)
MADE = minutes.sections(RECORD, WORDS)
DRAFT = Written(GROUP, HELD, TextKind.MINUTES, TextState.DRAFT, Version(0, MADE), HEAD)
EDITED = replace(
    DRAFT,
    version=Version(
        3, (Section("a4", "Refuge <places>", "As it was & is.\n- a point", edited=True),), "Sam Taylor", AT
    ),
)
APPROVED = replace(EDITED, state=TextState.APPROVED, settled_at=AT, settled_in="VAWG-M8")
SUMMARY = replace(DRAFT, kind=TextKind.SUMMARY, version=Version(0, summaries.sections(RECORD, WORDS)))
WAITS = replace(SUMMARY, state=TextState.HELD, release_at=datetime(2027, 8, 6, 8, tzinfo=UTC))
RELEASED = replace(SUMMARY, state=TextState.RELEASED, settled_at=AT)
PERIOD = CalendarEntry(
    "WLS", EntryKind.PRE_ELECTION, date(2027, 7, 1), date(2027, 8, 5), "Senedd <election>", "senedd.wales", AT.date()
)
BAD = refused(SectionChanged("Ana Sinclair", "As it was & is.", 3), WORDS)

EXAMPLES: dict[str, Message | Form] = {
    "shown": minutes.shown(DRAFT, WORDS),
    "shown-with-page": minutes.shown(EDITED, WORDS, "https://convenor.example/read/abc"),
    "pack-with-agenda": handovers.pack(replace(PACK, agenda=LISTED, pending=(SUBJECT,)), WORDS),
    "pack-with-empty-agenda": handovers.pack(
        replace(PACK, agenda=replace(LISTED, items=(), waiting=NOTHING, came={})), WORDS
    ),
    "my-asked": my.waiting(
        replace(
            WAITING_FOR_NOTHING, asked=(ASK,), clearances=(Answered(SUBJECT, SUBJECT.clearances[0], for_seat=False),)
        ),
        "/wg",
        WORDS,
    ),
    "shown-corrected": minutes.shown(EDITED, WORDS),
    "shown-approved": minutes.shown(APPROVED, WORDS),
    "corrected": minutes.corrected(Corrected(EDITED, EDITED.version.sections[0], merged=False), WORDS),
    "corrected-merged": minutes.corrected(Corrected(EDITED, EDITED.version.sections[0], merged=True), WORDS),
    "corrected-meanwhile": BAD,
    "approved": minutes.approved(APPROVED, WORDS),
    "history": minutes.history(EDITED, [(3, "Sam Taylor", AT), (2, "", AT)], WORDS),
    "history-none": minutes.history(DRAFT, [], WORDS),
    "filed": minutes.filed(EDITED, "vawg-m7-minutes-OFFICIAL-version-3.docx", WORDS),
    "summary-shown": minutes.shown(SUMMARY, WORDS),
    "summary-shown-held": minutes.shown(WAITS, WORDS),
    "summary-filed": minutes.filed(RELEASED, "vawg-m7-summary-OFFICIAL-version-1.md", WORDS),
    "summary-corrected": minutes.corrected(Corrected(SUMMARY, SUMMARY.version.sections[0], merged=False), WORDS),
    "summary-released": summaries.released(RELEASED, WORDS, channels=2),
    "summary-released-nowhere": summaries.released(RELEASED, WORDS, channels=0),
    "summary-held": summaries.held(WAITS, Held(date(2027, 8, 6), (PERIOD,)), WORDS),
    "summary-withdrawn": summaries.withdrawn("VAWG-M7", WORDS),
    "summary-public": summaries.public(RELEASED, WORDS),
    "together": together.answered(
        (
            ("decide Share extent:all", decisions.made(DECISION, GROUP, WORDS), True),
            ("minutes correct <7>\n- a point", BAD, False),
            ("meeting open 7", meetings.opened(CHANGED, WORDS), True),
        ),
        WORDS,
    ),
    "together-all": together.answered((("decide Share", decisions.made(DECISION, GROUP, WORDS), True),), WORDS),
}
