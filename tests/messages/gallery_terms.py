"""Every message that speaks of a term, and what meetings in one say of themselves."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from bot.domain.calendars import GivenUp
from bot.domain.occasions import When
from bot.domain.offers import Change, Declination, Offered, OfferKind, Settled, Spot, Told, Unfilled
from bot.domain.overrides import Named
from bot.domain.policies import Changed, Limits, Policies, Previewed, Shown
from bot.domain.rotation import Basis, Hosting, Kind, Policy, Role, Turn, TurnState
from bot.domain.rotation.reasons import IN_ORDER, NobodyAvailable, OfTerm, Owed, WithChair
from bot.domain.rotation.refusals import NotYourTurn, TurnNotAssigned
from bot.domain.term_plans import (
    NotASpan,
    OnlyWithTerms,
    Plan,
    SpanOrTerms,
    TermInThePast,
    TermsInOrder,
    TermsNeeded,
    TermTooFarAhead,
)
from bot.domain.terms import Handover, NoSuchTerm, Term, TermUnderWay, TermWithoutEnd
from bot.domain.turns import (
    Answered,
    Coming,
    Explained,
    HandedOver,
    Happened,
    History,
    Note,
    NoteAfter,
    Noticed,
    Pack,
    Written,
)
from bot.domain.turns_moved import Because, Move, Moved, Place
from bot.messages.model import Form, Message
from bot.presenters import calendars, handovers, offers, policies, refusals, rotation, turn_notices
from tests.messages.gallery_rotation import GROUP, MEETING, SAM, WORDS

CHAIR, HOST = Role.CHAIR, Role.HOST
ASSIGNED, PROJECTED, SERVED = TurnState.ASSIGNED, TurnState.PROJECTED, TurnState.SERVED
WITH = (WithChair(),)


def term(number: int, day: date, until: date | None) -> Term:
    starts_at = datetime(day.year, day.month, day.day, tzinfo=UTC)
    return Term(number, -number, GROUP.turn(-number), day, until, GROUP.zone, starts_at, Handover.DATE)


FIRST = term(1, date(2027, 1, 1), date(2027, 6, 30))
SECOND = term(2, date(2027, 7, 1), date(2027, 12, 31))
THIRD = term(3, date(2028, 1, 1), None)
OVER = replace(FIRST, began_at=FIRST.starts_at, ended_at=SECOND.starts_at)
UNDER_WAY = replace(SECOND, began_at=SECOND.starts_at)


def turn(found: Term, seat: str | None, state: TurnState) -> Turn:
    why = IN_ORDER if seat else (NobodyAvailable(),)
    return Turn(found.number, found.day, Kind.REGULAR, seat, state, why, seat, state, WITH, found.until)


CHAIRED, NOW, NEXT = turn(FIRST, "UKG", SERVED), turn(SECOND, "SCT", ASSIGNED), turn(THIRD, "WLS", PROJECTED)
LATER = Turn(
    None, date(2028, 7, 1), Kind.REGULAR, "NIR", PROJECTED, (Owed(-2),), None, PROJECTED, (), date(2028, 12, 31)
)
MEETS = NOW._replace(number=7, day=MEETING.day, until=None, chair_why=(*IN_ORDER, OfTerm(-2)))
TOLD = Noticed(GROUP, SECOND, NOW, "SCT", (CHAIR, HOST), accepted=False, waiting=False, own=True, secretariat=(SAM,))
ON = When(SECOND.day, SECOND.until, term=True)
CHANGES = (Change(Spot(-2, SECOND.day), "SCT", "WLS"), Change(Spot(-3, THIRD.day), "WLS", "SCT"))
ASKED = Offered(GROUP, 12, OfferKind.DECLINED, SECOND, CHAIR, "SCT", "WLS", CHANGES, "", date(2027, 5, 11), own=True)
UP = GivenUp("VAWG-T2", ON, "SCT", "chair", for_seat=False, forfeited=False, turn=NOW._replace(chair="WLS"))
NOTE = Note("Two papers are still with the lawyers: <see the annex>.", "Ana Sinclair", "VAWG-T1")
HALVES = Policies(Policy(Basis.TERM, Hosting.WITH_CHAIR), Limits(), (28, 7), Plan(FIRST.day, 6, (), Handover.END))
GIVEN = replace(HALVES, plan=Plan(FIRST.day, None, (FIRST.day, SECOND.day), Handover.START))

EXAMPLES: dict[str, Message | Form] = {
    "rota": rotation.rota((CHAIRED, NOW, NEXT, LATER), GROUP, WORDS),
    "why": rotation.explained(Explained(GROUP, NOW, None, CHAIRED, NEXT), WORDS),
    "why-to-come": rotation.explained(Explained(GROUP, NEXT, CHAIR, NOW, LATER), WORDS),
    "why-meeting": rotation.explained(Explained(GROUP, MEETS, CHAIR, CHAIRED, NEXT), WORDS),
    "next": rotation.next_meeting(Coming(GROUP, MEETING, MEETS, CHAIR, "VAWG-T2"), GROUP, WORDS),
    "history": rotation.history(
        History(
            GROUP,
            (
                Happened(FIRST.day, "turn", -1, CHAIR, ASSIGNED, ("UKG",)),
                Happened(FIRST.day, "term-began", -1),
                Happened(SECOND.day, "turn", -1, CHAIR, SERVED, ("UKG",)),
            ),
            1,
            0,
        ),
        WORDS,
    ),
    "accepted": rotation.accepted(Answered("VAWG-T2", ON, (CHAIR,), "SCT", for_seat=False, changed=True), "Ana", WORDS),
    "notice": turn_notices.noticed(TOLD, WORDS),
    "notice-without-end": turn_notices.noticed(
        replace(TOLD, meeting=THIRD, turn=NEXT._replace(chair_state=ASSIGNED), seat="WLS", roles=(CHAIR,)), WORDS
    ),
    "notice-raised": turn_notices.noticed(replace(TOLD, raised=1), WORDS),
    "notice-under-way": turn_notices.noticed(replace(TOLD, meeting=UNDER_WAY, waiting=True), WORDS),
    "handover": turn_notices.handed_over(
        HandedOver(replace(TOLD, meeting=UNDER_WAY, accepted=True), OVER, CHAIRED, "WLS", 5, 2, NOTE), WORDS
    ),
    "moved": turn_notices.moved(
        Moved(GROUP, "WLS", (Move(CHAIR, Place(-3, THIRD.day), Place(-2, SECOND.day)),), Because.NAMED, "-2"), WORDS
    ),
    "pack": handovers.pack(Pack(replace(TOLD, meeting=MEETING, turn=MEETS, of_term=True), (), (), 0, NOTE), WORDS),
    "note": handovers.written(Written(GROUP, NOTE, "UKG", for_seat=False, told=False), "Ana Sinclair", WORDS),
    "note-after": handovers.note_after(NoteAfter(GROUP, NOTE, "SCT", UNDER_WAY), WORDS),
    "declined": offers.declined(
        Declination(GROUP, SECOND, CHAIR, "SCT", "WLS", for_seat=False, changed=True), "Ana Sinclair", WORDS
    ),
    "offered": offers.offered(ASKED, WORDS),
    "offered-to-all": offers.offered(replace(ASKED, kind=OfferKind.CALL), WORDS),
    "told-taken": offers.told(Told(GROUP, Settled.TAKEN, SECOND, CHAIR, "SCT", "WLS", "Bryn"), WORDS),
    "unfilled": offers.unfilled(Unfilled(GROUP, SECOND, CHAIR, "SCT", "a <reshuffle>", ("NIR", "WLS")), WORDS),
    "named": policies.named(Named(GROUP, SECOND, (CHAIR,), NOW, "a summit", ("WLS",), changed=True), WORDS),
    "given-up": calendars.given_up(UP, "Ana Sinclair", WORDS),
    "policies": policies.shown(Shown(GROUP, HALVES), WORDS),
    "policies-by-dates": policies.shown(Shown(GROUP, GIVEN), WORDS),
    "preview": policies.previewed(
        Previewed(
            GROUP,
            "policy",
            'rota policy set basis:"term" span:"6 months" group:vawg',
            (MEETS._replace(chair="WLS", host="NIR"),),
            (MEETS,),
            (("basis", "held", "term"), ("span", "", "6 months")),
            (NOW, NEXT, LATER),
        ),
        WORDS,
    ),
    "changed": policies.changed(Changed(GROUP, (("span", "6 months", ""), ("terms", "", "2027-01-01"))), WORDS),
    "refused-not-told": refusals.refused(TurnNotAssigned(-3, "chair"), WORDS),
    "refused-not-yours": refusals.refused(NotYourTurn(-2, "chair", "WLS", "SCT"), WORDS),
    "refused-no-term": refusals.refused(NoSuchTerm(-9), WORDS),
    "refused-not-a-span": refusals.refused(NotASpan("soon", 10), WORDS),
    "refused-only-with-terms": refusals.refused(OnlyWithTerms("span"), WORDS),
    "refused-span-or-terms": refusals.refused(SpanOrTerms(), WORDS),
    "refused-in-the-past": refusals.refused(TermInThePast(date(2026, 12, 1)), WORDS),
    "refused-out-of-order": refusals.refused(TermsInOrder(date(2027, 2, 1)), WORDS),
    "refused-needed": refusals.refused(TermsNeeded(), WORDS),
    "refused-too-far": refusals.refused(TermTooFarAhead(date(2099, 1, 1), 40), WORDS),
    "refused-under-way": refusals.refused(TermUnderWay(-2, SECOND.day), WORDS),
    "refused-without-end": refusals.refused(TermWithoutEnd(-3), WORDS),
}
