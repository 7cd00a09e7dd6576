"""Every message about decisions, once."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from bot.domain.decision_answers import Answered, Asked, Closed, Listed, Reviewed, Said
from bot.domain.decisions import Clearance, Cleared, Decision, DecisionFilter, Outcome, Position, Reason, Settled, Taken
from bot.domain.people import Marking
from bot.messages.model import Form, Message
from bot.presenters import decisions
from tests.messages.gallery_meetings import GROUP, WORDS

DAY = date(2027, 7, 13)
DECISION = Decision(
    id=3,
    number=3,
    reference="VAWG-D3",
    text="Share <figures> & methods",
    outcome=Outcome.AGREED,
    extent=("ENG", "WLS"),
    marking=Marking.OFFICIAL,
    meeting=7,
    item_id=4,
    decided_on=DAY,
    closes_at=None,
    settled_at=datetime(2027, 7, 13, 10, tzinfo=UTC),
    review_on=date(2028, 1, 10),
    withdrawn_reason="",
    withdrawn=False,
    recorded_by="Sam Taylor",
    positions=(
        Taken("IRL", Position.NOT_APPLICABLE),
        Taken("NIR", Position.RESERVES, "no <budget>", "Orla McKee"),
        Taken("SCT", None),
    ),
)
SUBJECT = replace(
    DECISION,
    outcome=Outcome.SUBJECT,
    clearances=(
        Clearance("SCT", date(2027, 8, 2)),
        Clearance("WLS", date(2027, 8, 2), Cleared.GIVEN, "Bryn Rees"),
    ),
)
RUNNING = replace(
    DECISION,
    outcome=None,
    meeting=None,
    decided_on=None,
    settled_at=None,
    review_on=None,
    closes_at=datetime(2027, 7, 30, 16, tzinfo=UTC),
)
IN_WRITING = replace(RUNNING, outcome=Outcome.NOT_AGREED, decided_on=date(2027, 7, 30), settled_at=RUNNING.closes_at)
QUIET = replace(DECISION, marking=Marking.SENSITIVE).discreet
NIR = Taken("NIR", Position.RESERVES, "no <budget>", "Orla McKee")
ASK = Asked(GROUP, RUNNING, "SCT", None, again=False)


def _closed(why: Reason, outcome: Outcome, *seats: str) -> Closed:
    return Closed(GROUP, replace(IN_WRITING, outcome=outcome), Settled(outcome, why, seats))


EXAMPLES: dict[str, Message | Form] = {
    "made": decisions.made(DECISION, GROUP, WORDS),
    "made-without-quorum": decisions.made(replace(DECISION, without_quorum=True), GROUP, WORDS),
    "made-subject": decisions.made(SUBJECT, GROUP, WORDS),
    "made-sensitive": decisions.made(QUIET, GROUP, WORDS),
    "made-in-writing": decisions.made(RUNNING, GROUP, WORDS),
    "shown": decisions.shown(replace(SUBJECT, actions=("VAWG-12", "VAWG-14")), GROUP, WORDS),
    "shown-withdrawn": decisions.shown(replace(RUNNING, withdrawn=True, withdrawn_reason="a new <text>"), GROUP, WORDS),
    "listed": decisions.listed(Listed((IN_WRITING, SUBJECT, RUNNING), 12, DecisionFilter.ALL, DAY), GROUP, WORDS),
    "listed-none": decisions.listed(Listed((), 0, DecisionFilter.ALL, DAY), GROUP, WORDS),
    "listed-open": decisions.listed(Listed((RUNNING,), 1, DecisionFilter.OPEN, DAY), GROUP, WORDS),
    "listed-clearance": decisions.listed(Listed((SUBJECT,), 1, DecisionFilter.CLEARANCE, DAY), GROUP, WORDS),
    "listed-review": decisions.listed(Listed((), 0, DecisionFilter.REVIEW, DAY), GROUP, WORDS),
    "position": decisions.said(Said(DECISION, NIR, Position.SUPPORTS, for_seat=False), WORDS),
    "position-for-seat": decisions.said(
        Said(DECISION, Taken("SCT", Position.ASIDE, "", "Sam Taylor"), None, for_seat=True), WORDS
    ),
    "cleared": decisions.cleared(Answered(SUBJECT, SUBJECT.clearances[1], for_seat=True), WORDS),
    "cleared-not": decisions.cleared(
        Answered(
            replace(SUBJECT, outcome=Outcome.NOT_AGREED),
            Clearance("SCT", date(2027, 8, 2), Cleared.REFUSED, "Ana Sinclair"),
            for_seat=False,
        ),
        WORDS,
    ),
    "withdrawn": decisions.withdrawn(replace(RUNNING, withdrawn=True, withdrawn_reason="a new <text>"), WORDS),
    "reviewed": decisions.reviewed(DECISION, WORDS),
    "reviewed-done": decisions.reviewed(replace(DECISION, review_on=None), WORDS),
    "asked": decisions.asked(ASK, WORDS),
    "asked-again": decisions.asked(replace(ASK, again=True), WORDS),
    "asked-answered": decisions.asked(replace(ASK, own=Position.SUPPORTS), WORDS),
    "closed-supported": decisions.closed(_closed(Reason.SUPPORTED, Outcome.AGREED), WORDS, public=True),
    "closed-supported-silent": decisions.closed(_closed(Reason.SUPPORTED, Outcome.AGREED, "IRL"), WORDS, public=True),
    "closed-reserved": decisions.closed(_closed(Reason.RESERVED, Outcome.NOT_AGREED, "NIR"), WORDS, public=False),
    "closed-silent": decisions.closed(_closed(Reason.SILENT, Outcome.NOT_AGREED, "IRL", "NIR"), WORDS, public=False),
    "closed-too-few": decisions.closed(_closed(Reason.TOO_FEW, Outcome.NOT_AGREED, "IRL"), WORDS, public=False),
    "closed-nobody": decisions.closed(_closed(Reason.NOBODY, Outcome.NOT_AGREED), WORDS, public=False),
    "clearance-asked": decisions.clearance_asked(Answered(SUBJECT, SUBJECT.clearances[0], for_seat=False), WORDS),
    "review-due": decisions.review_asked(Reviewed(GROUP, DECISION), WORDS),
}
