"""Every message about turns that change hands, and their unusual moments."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.domain.action_lists import ActionLine
from bot.domain.actions import ActionStatus
from bot.domain.appointments import Answers, Coming
from bot.domain.fairness import Fairness, Figures
from bot.domain.offers import (
    Called,
    Change,
    Declination,
    Offered,
    OfferKind,
    OfferRefused,
    OfferState,
    Settled,
    Spot,
    Swap,
    TakenOver,
    Told,
    Unfilled,
)
from bot.domain.overrides import Named
from bot.domain.policies import Changed, Limits, Policies, Previewed, Shown
from bot.domain.rotation import Hosting, Policy, Role, Standing
from bot.domain.seats import Pause
from bot.domain.turns import Happened, History, Note, NoteAfter, Pack, Written
from bot.domain.turns_moved import Because, Move, Moved, Place
from bot.messages.model import Form, Message
from bot.presenters import handovers, offers, policies, rotation, turn_notices
from tests.messages.gallery_rotation import AFTER, GROUP, HANDED, MEETING, TAKEN, TOLD, TURN, TURNS, WORDS

CHAIR, HOST = Role.CHAIR, Role.HOST
SAM, ANA = "Sam <Taylor>", "Ana Sinclair"
DECLINED = Declination(GROUP, MEETING, CHAIR, "SCT", "WLS", for_seat=False, changed=True)
NO = OfferRefused(GROUP, MEETING, CHAIR, "WLS", "SCT", "NIR", for_seat=False)
CALL = Called(GROUP, MEETING, CHAIR, "SCT", ("WLS", "NIR"), for_seat=False, changed=True, withdrawn=False)
CHANGES = (
    Change(Spot(7, MEETING.day), "SCT", "WLS"),
    Change(Spot(8, date(2027, 4, 21)), "WLS", "SCT"),
)
UNDATED = (CHANGES[0], Change(Spot(None, None), "WLS", "SCT"))
TAKEN_OVER = TakenOver(GROUP, MEETING, CHAIR, "WLS", "SCT", CHANGES, for_seat=False, won=True)
SWAP = Swap(GROUP, 12, CHAIR, "SCT", "WLS", CHANGES, "our <budget> is that week", OfferState.OPEN, for_seat=False)
ASKED = Offered(
    GROUP, 12, OfferKind.SWAP, MEETING, CHAIR, "SCT", "WLS", CHANGES, SWAP.reason, date(2027, 1, 11), own=True
)
TELL = Told(GROUP, Settled.ACCEPTED, MEETING, CHAIR, "SCT", "WLS", ANA)
UNFILLED = Unfilled(GROUP, MEETING, CHAIR, "SCT", "a <reshuffle>", ("NIR", "WLS"))
NOTE = Note("Two papers are still with the lawyers: <see the annex>.", ANA, "VAWG-M6")
ACTION = ActionLine(
    12, "VAWG-12", "Publish the <minutes>", ("SCT", "WLS"), "Bryn Evans", "WLS", date(2027, 2, 1), ActionStatus.OPEN
)
PACK = Pack(
    TOLD, (("NIR", "apologies", None), ("WLS", "deputy", "Bryn Evans"), ("IRL", "present", None)), (ACTION,), 3, NOTE
)
BEFORE, THERE = Place(7, MEETING.day), Place(8, date(2027, 4, 21))
MOVED = Moved(GROUP, "SCT", (Move(CHAIR, BEFORE, THERE),), Because.NAMED, "7")
POLICIES = Policies(Policy(), Limits(), (28, 7))
CHANGED = (("host", "apart", "with-chair"), ("answer", "3", "5"))
NAMED = Named(GROUP, MEETING, (CHAIR,), TURN, "a <storm>", ("WLS",), changed=True)
PAUSE = Pause(GROUP, "NIR", date(2027, 1, 4), now=True, freed=((7, CHAIR), (8, HOST)))
FIGURES = Standing(used=3, owed=1, early=1, lapsed=1, forfeited=2, served=2, noted=1)
PREVIEW = Previewed(
    GROUP,
    "policy",
    'rota policy set host:"off" group:vawg',
    TURNS,
    tuple(turn._replace(host=None) for turn in TURNS),
    CHANGED,
)

LINES = (
    *(Happened(MEETING.day, event, seats=("NIR",), on=date(2027, 3, 1)) for event in ("suspended", "resumed")),
    *(
        Happened(MEETING.day, f"{event}-{role.value}", 7, seats=("SCT", "WLS") if event == "swapped" else ("WLS",))
        for event in ("swapped", "taken", "named", "called", "call-withdrawn")
        for role in Role
    ),
    Happened(MEETING.day, "policy"),
)

SETTLED: dict[str, Message | Form] = {
    f"told-{what.value}{suffix}": offers.told(replace(TELL, what=what, **changed), WORDS)
    for what in Settled
    for suffix, changed in (("", {}), ("-host", {"role": HOST}), ("-undated", {"meeting": None}))
}
WHY: dict[str, Message | Form] = {
    f"moved-{why.value}": turn_notices.moved(
        replace(MOVED, why=why, about="NIR" if why in (Because.JOINED, Because.LEFT, Because.SUSPENDED) else "7"),
        WORDS,
    )
    for why in Because
}
EXAMPLES: dict[str, Message | Form] = {
    **SETTLED,
    **WHY,
    "declined": offers.declined(DECLINED, ANA, WORDS),
    "declined-host-nobody-left": offers.declined(replace(DECLINED, role=HOST, offered=None, for_seat=True), SAM, WORDS),
    "declined-already": offers.declined(replace(DECLINED, changed=False), ANA, WORDS),
    "offer-refused": offers.refused(NO, ANA, WORDS),
    "offer-refused-last": offers.refused(replace(NO, offered=None, for_seat=True, role=HOST), SAM, WORDS),
    "called": offers.called(CALL, ANA, WORDS),
    "called-for-the-seat": offers.called(replace(CALL, for_seat=True, role=HOST), SAM, WORDS),
    "called-already": offers.called(replace(CALL, changed=False), ANA, WORDS),
    "call-withdrawn": offers.called(replace(CALL, withdrawn=True), ANA, WORDS),
    "taken": offers.taken(TAKEN_OVER, ANA, WORDS),
    "taken-undated": offers.taken(replace(TAKEN_OVER, changes=UNDATED, for_seat=True, role=HOST), SAM, WORDS),
    "taken-too-late": offers.taken(replace(TAKEN_OVER, changes=(), won=False), ANA, WORDS),
    "swap-asked": offers.swap(SWAP, ANA, WORDS),
    "swap-asked-for-the-seat": offers.swap(replace(SWAP, for_seat=True, role=HOST), SAM, WORDS),
    "swap-agreed": offers.swap(replace(SWAP, state=OfferState.ACCEPTED), ANA, WORDS),
    "swap-refused": offers.swap(replace(SWAP, state=OfferState.REFUSED, changes=()), ANA, WORDS),
    **{
        f"swap-late-{state.value}": offers.swap(replace(SWAP, state=state, late=True, changes=()), ANA, WORDS)
        for state in OfferState
        if state is not OfferState.OPEN
    },
    "offer-swap": offers.offered(ASKED, WORDS),
    "offer-swap-to-the-secretariat": offers.offered(replace(ASKED, own=False, reason="", meeting=None), WORDS),
    "offer-declined": offers.offered(replace(ASKED, kind=OfferKind.DECLINED, reason=""), WORDS),
    "offer-declined-host": offers.offered(
        replace(ASKED, kind=OfferKind.DECLINED, reason="", role=HOST, own=False), WORDS
    ),
    "offer-call": offers.offered(replace(ASKED, kind=OfferKind.CALL, reason=""), WORDS),
    "unfilled": offers.unfilled(UNFILLED, WORDS),
    "unfilled-unexplained": offers.unfilled(replace(UNFILLED, reason="", asked=(), role=HOST), WORDS),
    "moved-both": turn_notices.moved(
        replace(MOVED, moves=(*MOVED.moves, Move(HOST, THERE, None)), why=Because.SERIES), WORDS
    ),
    "moved-undated": turn_notices.moved(replace(MOVED, moves=(Move(HOST, BEFORE, None),)), WORDS),
    "raised-to-the-deputy": turn_notices.noticed(replace(TOLD, waiting=True, raised=1), WORDS),
    "raised-to-the-secretariat": turn_notices.noticed(replace(TOLD, waiting=True, raised=2, own=False), WORDS),
    "notice-declined": turn_notices.noticed(replace(TOLD, declined=True), WORDS),
    "handover-with-a-note": turn_notices.handed_over(replace(HANDED, note=NOTE), WORDS),
    "pack": handovers.pack(PACK, WORDS),
    "pack-answered": handovers.pack(
        replace(
            PACK,
            attendance=(),
            answers=Answers({Coming.YES: (ANA, "Bryn Evans"), Coming.MAYBE: (), Coming.NO: ("Orla <McKee>",)}, 4),
        ),
        WORDS,
    ),
    "pack-empty": handovers.pack(
        replace(PACK, noticed=replace(TOLD, turn=TAKEN, accepted=True), attendance=(), actions=(), more=0, note=None),
        WORDS,
    ),
    "note": handovers.written(Written(GROUP, NOTE, "SCT", for_seat=False, told=False), ANA, WORDS),
    "note-for-the-seat": handovers.written(Written(GROUP, NOTE, "SCT", for_seat=True, told=True), SAM, WORDS),
    "note-after": handovers.note_after(NoteAfter(GROUP, NOTE, "SCT", MEETING), WORDS),
    "policies": policies.shown(Shown(GROUP, POLICIES), WORDS),
    "policies-others": policies.shown(
        Shown(GROUP, replace(POLICIES, turns=replace(POLICIES.turns, host=Hosting.OFF))), WORDS
    ),
    "policies-changed": policies.changed(Changed(GROUP, CHANGED), WORDS),
    "preview": policies.previewed(PREVIEW, WORDS),
    "preview-the-same": policies.previewed(replace(PREVIEW, after=PREVIEW.before), WORDS),
    **{
        f"preview-{what}": policies.previewed(
            replace(PREVIEW, what=what, changed=(), before=TURNS[:2], after=(AFTER, TURN)), WORDS
        )
        for what in ("seat-add", "seat-leave", "seat-order", "seat-suspend", "seat-resume")
    },
    "named": policies.named(NAMED, WORDS),
    "named-both-owed": policies.named(replace(NAMED, owed=("NIR", "WLS"), roles=(CHAIR, HOST)), WORDS),
    "named-without-debt": policies.named(replace(NAMED, owed=()), WORDS),
    "named-already": policies.named(replace(NAMED, changed=False), WORDS),
    "suspended": policies.paused(PAUSE, WORDS, back=False),
    "suspended-later": policies.paused(replace(PAUSE, now=False, freed=()), WORDS, back=False),
    "resumed": policies.paused(replace(PAUSE, freed=()), WORDS, back=True),
    "history": rotation.history(History(GROUP, LINES, 1, 0), WORDS),
    "fairness-own": policies.fairness(
        Fairness(
            GROUP,
            (Figures("SCT", CHAIR, FIGURES), Figures("SCT", HOST, replace(FIGURES, early=0))),
            ((CHAIR, 5), (HOST, 1)),
            ((CHAIR, 1), (HOST, 0)),
            everything=False,
        ),
        WORDS,
    ),
    "fairness-all": policies.fairness(
        Fairness(
            GROUP,
            tuple(
                Figures(seat, CHAIR, replace(FIGURES, early=0, lapsed=0, forfeited=0, noted=0))
                for seat in ("NIR", "SCT", "WLS")
            ),
            ((CHAIR, 5),),
            ((CHAIR, 2),),
            everything=True,
        ),
        WORDS,
    ),
    "fairness-none-of-ours": policies.fairness(
        Fairness(GROUP, (), ((CHAIR, 0),), ((CHAIR, 0),), everything=False), WORDS
    ),
}
