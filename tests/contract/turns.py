"""Turns: shown, told, accepted, declined, taken, swapped; and how they pass."""

from __future__ import annotations

from datetime import UTC, datetime

from tests.contract.steps import Fills, Passes, Step, Types
from tests.contract.who import IDA, LENA, NELL, SAM, ULA, WYN

MEETS = datetime(2027, 1, 20, 10, 30, tzinfo=UTC)
MONTH_LATER = datetime(2027, 2, 2, 10, 0, tzinfo=UTC)

STEPS: tuple[Step, ...] = (
    Types(SAM, "rota", "Ending violence against women and girls: the next turns"),
    Types(SAM, "rota next", "Next: Ending violence against women and girls meets on Wednesday 20 January 2027, 10:00"),
    Types(SAM, "rota why", "Whose turn it is at VAWG-M4 on Wednesday 20 January 2027, and why"),
    Types(SAM, "rota history", "what happened to the turns"),
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
        "Northern Ireland accepts: it chairs VAWG-M4 on Wednesday 20 January 2027.",
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
    Types(
        IDA,
        "rota take VAWG-M4 role:host",
        "Ireland takes over from Scotland: it hosts VAWG-M4 on Wednesday 20 January 2027. Thank you.",
    ),
    Fills(
        LENA,
        "rota swap",
        {"with": "WLS", "role": "chair"},
        "Scotland asks Wales to swap turns in the chair. Until Wales agrees, both stay as they are.",
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
        "UK Government is willing to chair VAWG-M5 on Wednesday 21 April 2027, in spite of its pre-election period.",
    ),
    Passes(MEETS),
    Types(SAM, "meeting open 4", "Meeting 4 is open."),
    Fills(SAM, "minutes approve", {"meeting": "VAWG-M1"}, "The minutes of VAWG-M1 are approved, at VAWG-M4."),
    Types(SAM, "meeting close 4", "Meeting 4 on Wednesday 20 January 2027 was held."),
    Types(SAM, "summary release 4", "The summary of VAWG-M4 is held until Thursday 11 February 2027."),
    Fills(
        SAM,
        "summary withdraw",
        {"meeting": "VAWG-M4"},
        "The summary of VAWG-M4 is a draft again, and is not released by itself.",
    ),
    Passes(MONTH_LATER),
    Fills(SAM, "export file", {"number": "1"}, "Actions of Ending violence against women and girls"),
    Fills(SAM, "export revoke", {"number": "1"}, "is taken back: nobody can fetch it any more."),
    Fills(SAM, "group close", {"reason": "Its work is done"}, "has ended: Its work is done"),
)
