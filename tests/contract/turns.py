"""Turns: shown, told, accepted, declined, taken, swapped; and how they pass."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from tests.contract.steps import Fills, Passes, Presses, Step, Types
from tests.contract.who import IDA, LENA, NELL, SAM, ULA, WYN

MEETS = datetime(2027, 1, 20, 10, 30, tzinfo=UTC)
MONTH_LATER = datetime(2027, 2, 2, 10, 0, tzinfo=UTC)

SOON = datetime(2027, 1, 5, 10, 15, tzinfo=UTC)
NEXT_DAY = datetime(2027, 1, 21, 12, 0, tzinfo=UTC)
AFTER_M2 = datetime(2027, 2, 26, 14, 0, tzinfo=UTC)

STEPS: tuple[Step, ...] = (
    Passes(SOON),
    Presses(NELL, "Ask to swap", "rota swap VAWG-M4 role:chair", opens=True),
    Presses(NELL, "Decline", "rota decline VAWG-M4 role:chair", opens=True),
    Presses(
        WYN,
        "Accept",
        "rota accept VAWG-M4 role:chair",
        "Northern Ireland chairs meeting 4: only its lead or deputy, or the secretariat, can answer.",
        of=NELL,
    ),
    Presses(
        NELL,
        "Accept",
        "rota accept VAWG-M4 role:chair",
        "Northern Ireland accepts: it chairs VAWG-M4 on Wednesday 20 January 2027.",
    ),
    Types(SAM, "rota", "Ending violence against women and girls: the next turns"),
    Presses(
        SAM,
        "As a picture",
        "rota timeline group:vawg",
        "Ending violence against women and girls: turns past and coming",
    ),
    Types(SAM, "rota next", "Next: Ending violence against women and girls meets on Wednesday 20 January 2027, 10:00"),
    Types(SAM, "rota why", "Whose turn it is at VAWG-M4 on Wednesday 20 January 2027, and why"),
    Types(SAM, "rota history", "what happened to the turns"),
    Types(SAM, "rota policy host:off", "Ending violence against women and girls: what other policies would do"),
    Presses(
        SAM,
        "Do it",
        'rota policy set host:"off" group:vawg',
        "Ending violence against women and girls: turns pass by other policies from now on.",
    ),
    Presses(SAM, "Undo", "undo {n}", "In Ending violence against women and girls turns pass as they did before."),
    Types(SAM, "rota fairness", "turns had and owed"),
    Types(SAM, "rota timeline", "Ending violence against women and girls: turns past and coming"),
    Types(SAM, "rota policy", "how turns pass"),
    Types(
        SAM,
        "rota policy set notices:28,7,2",
        "Ending violence against women and girls: turns pass by other policies from now on.",
    ),
    Fills(
        NELL, "rota note", {"text": "The paper on housing is still to come"}, "Noted for the next chair, about VAWG-M4."
    ),
    Types(
        NELL,
        "rota accept VAWG-M4 role:chair",
        "Northern Ireland has accepted already",
    ),
    Types(
        LENA,
        'rota decline VAWG-M4 role:host reason:"No room is free"',
        "Scotland can't host VAWG-M4 on Wednesday 20 January 2027.",
    ),
    Types(
        WYN,
        "rota decline VAWG-M4 role:host",
        "Scotland hosts meeting 4: only its lead or deputy, or the secretariat, can answer.",
    ),
    Types(
        LENA, "rota offer VAWG-M4 role:host", "Who can host VAWG-M4 on Wednesday 20 January 2027 in Scotland's place?"
    ),
    Types(IDA, "my", "VAWG-M4"),
    Types(WYN, "my", "VAWG-M4"),
    Presses(
        IDA,
        "Take it",
        "rota take VAWG-M4 role:host",
        "Ireland takes over from Scotland: it hosts VAWG-M4 on Wednesday 20 January 2027. Thank you.",
    ),
    Presses(
        WYN,
        "Take it",
        "rota take VAWG-M4 role:host",
        "Ireland hosts VAWG-M4 on Wednesday 20 January 2027: that was settled before you pressed.",
    ),
    Fills(
        LENA,
        "rota swap",
        {"with": "WLS", "role": "chair"},
        "Scotland asks Wales to swap turns in the chair. Until Wales agrees, both stay as they are.",
    ),
    Types(WYN, "my", "Scotland"),
    Presses(
        IDA,
        "Accept",
        "rota swap with:SCT role:chair request:{n} answer:yes group:vawg",
        "Scotland has not asked your seat to swap, or the request no longer stands.",
        of=WYN,
    ),
    Presses(
        WYN,
        "Accept",
        "rota swap with:SCT role:chair request:{n} answer:yes group:vawg",
        "Scotland and Wales swap turns in the chair. Nobody else's turn moves.",
    ),
    Fills(
        SAM,
        "rota set",
        {"meeting": "VAWG-M2", "chair": "WLS", "reason": "A storm"},
        "VAWG-M2 on Friday 26 February 2027: the secretariat has named who takes the turn.",
    ),
    Fills(
        SAM,
        "meeting host",
        {"meeting": "VAWG-M2", "seat": "IRL", "reason": "A storm"},
        "VAWG-M2 on Friday 26 February 2027: the secretariat has named who takes the turn.",
    ),
    Types(
        SAM,
        'calendar add NIR pre-election from:2027-01-10 to:2027-02-10 source:"niassembly.gov.uk"',
        "Noted for Northern Ireland: pre-election period, 10 Jan – 10 Feb 2027",
    ),
    Passes(SOON + timedelta(minutes=15)),
    Presses(
        SAM,
        "What 20 Jan 2027 means",
        "calendar check 2027-01-20 group:vawg",
        "Wednesday 20 January 2027 is free for every seat.",
    ),
    Presses(
        WYN,
        "Give it up",
        "rota give-up VAWG-M4 role:chair",
        "Northern Ireland chairs meeting 4: only its lead or deputy, or the secretariat, can answer.",
        of=NELL,
    ),
    Fills(
        NELL,
        "rota give-up",
        {"meeting": "VAWG-M4", "role": "chair"},
        "Northern Ireland can't chair VAWG-M4 on Wednesday 20 January 2027.",
    ),
    Types(
        SAM,
        'calendar add UKG pre-election from:2027-03-20 to:2027-05-01 source:"gov.uk"',
        "Noted for UK Government: pre-election period, 20 Mar – 1 May 2027",
    ),
    Fills(
        ULA,
        "rota willing",
        {"meeting": "VAWG-M5"},
        "UK Government is willing to chair VAWG-M5 on Wednesday 21 April 2027, in spite of its",
    ),
    Passes(MEETS - timedelta(minutes=35)),
    Types(SAM, "rota set meeting:VAWG-M4 host:WLS reason:x", "the secretariat has named who takes the turn."),
    Passes(MEETS - timedelta(minutes=25)),
    Types(SAM, "undo", "VAWG-M4 has begun since, so I can't take it back."),
    Passes(MEETS),
    Types(SAM, "rota decline VAWG-M4 role:chair reason:x", "Meeting 4 has begun, so its turns stay as they are now."),
    Types(SAM, "meeting open 4", "Meeting 4 is open."),
    Fills(SAM, "minutes approve", {"meeting": "VAWG-M1"}, "The minutes of VAWG-M1 are approved, at VAWG-M4."),
    Presses(SAM, "Close the meeting", "meeting close VAWG-M4", "Meeting 4 on Wednesday 20 January 2027 was held."),
    Types(SAM, "summary release 4", "The summary of VAWG-M4 is held until Thursday 11 February 2027."),
    Types(SAM, "summary 4", "Summary of VAWG-M4"),
    Presses(SAM, "Do not release it", "summary withdraw VAWG-M4", "The summary of VAWG-M4 is a draft again"),
    Types(SAM, "summary release 4", "The summary of VAWG-M4 is held until Thursday 11 February 2027."),
    Fills(
        SAM,
        "summary withdraw",
        {"meeting": "VAWG-M4"},
        "The summary of VAWG-M4 is a draft again, and is not released by itself.",
    ),
    Types(SAM, 'decision review 1 on:"20 Feb 2027"', "VAWG-D1 is looked at again"),
    Types(SAM, "member remove new@example.org", "Nia Reid"),
    Passes(NEXT_DAY),
    Presses(LENA, "Give VAWG-5", "action give VAWG-5", opens=True),
    Types(IDA, 'rota decline VAWG-M2 role:host reason:"No room is free"', "Ireland can't host VAWG-M2"),
    Types(IDA, "action due 1 2027-03-02", "VAWG-1 is now due on Tuesday 2 March 2027."),
    Passes(MONTH_LATER),
    Presses(SAM, "All open actions", "action list group:vawg", "4 open actions", in_channel=True),
    Presses(SAM, "Name a seat", "rota set meeting:VAWG-M2", opens=True),
    Presses(SAM, "Offer it to all", "rota offer VAWG-M2 role:host for:IRL", "Who can host VAWG-M2"),
    Presses(SAM, "Get the file", "export file 1 group:vawg", "Actions of Ending violence against women and girls"),
    Fills(SAM, "export file", {"number": "1"}, "Actions of Ending violence against women and girls"),
    Fills(SAM, "export revoke", {"number": "1"}, "is taken back: nobody can fetch it any more."),
    Passes(AFTER_M2),
    Presses(SAM, "Show VAWG-4", "action show VAWG-4", "VAWG-4: was due on Friday 5 February 2027"),
    Presses(SAM, "Put it on the agenda", "agenda add group:vawg", opens=True),
    Presses(SAM, "Reviewed", "decision review VAWG-D1", "VAWG-D1 is not looked at again."),
    Presses(SAM, "Moved", "meeting move VAWG-M2", opens=True),
    Presses(SAM, "Cancelled", "meeting cancel VAWG-M2", opens=True),
    Presses(SAM, "Held", "meeting close VAWG-M2", "Meeting 2 on Friday 26 February 2027 was held."),
    Types(SAM, "rota history", "what happened to the turns"),
    Presses(SAM, "Earlier", "rota history group:vawg page:2", "what happened to the turns"),
    Presses(SAM, "Later", "rota history group:vawg page:1", "what happened to the turns"),
    Types(SAM, "delivery", "that were to be said"),
    Presses(SAM, "Older", "delivery page:2 group:vawg", "that were to be said"),
    Presses(SAM, "Newer", "delivery page:1 group:vawg", "that were to be said"),
)
