"""Turns and how they pass."""

from __future__ import annotations

from tests.contract.steps import Step, Types
from tests.contract.who import LENA, NELL, SAM, ULA, WYN

STEPS: tuple[Step, ...] = (
    Types(
        SAM,
        "rota accept VAWG-M2 role:chair",
        "Nobody has been told yet to chair meeting 2. Its seat can accept when it has",
    ),
    Types(SAM, "rota set meeting:VAWG-M2 reason:x", "Whom do you name? Say chair:WLS, host:WLS, or both."),
    Types(
        SAM,
        "rota set meeting:VAWG-M2 chair:IRL host:IRL reason:x",
        "Ireland chairs meeting 2, and here the chairing seat never hosts.",
    ),
    Types(LENA, "rota swap with:SCT role:chair", "Scotland can't swap with itself."),
    Types(SAM, "rota policy set answer:many", "“many” isn't a number of working days from 1 to 60."),
    Types(
        SAM,
        "rota policy set basis:term span:soon",
        '“soon” isn\'t a number of months or years up to 10 years. Try span:"6 months".',
    ),
    Types(
        SAM,
        'rota policy set span:"6 months"',
        "Here a turn is one meeting, so span: means nothing yet. Add basis:term.",
    ),
    Types(
        SAM, "rota policy set basis:term", 'Where do the coming terms lie? Add span:"6 months" (and from:), or terms:"1'
    ),
    Types(
        SAM,
        'rota policy set basis:term span:"6 months" terms:"1 Jan 2028"',
        "Terms are laid either by span: (and from:) or by terms: with dates given one by",
    ),
    Types(
        SAM,
        'rota policy set basis:term terms:"1 Jan 2026"',
        "Thursday 1 January 2026 has passed. A term begins today or later.",
    ),
    Types(
        SAM,
        'rota policy set basis:term terms:"1 May 2028, 1 Jan 2028"',
        "The dates of terms stand in order, each once: Saturday 1 January 2028 does not",
    ),
    Types(
        SAM,
        'rota policy set basis:term terms:"1 Jan 2060"',
        "Thursday 1 January 2060 is too far ahead, or there are too many: up to 40",
    ),
    Types(SAM, 'rota policy set basis:term span:"6 months" handover:noon', "“noon” isn't one of: start, end, date."),
    Types(SAM, "rota why meeting:VAWG-T9", "There is no term 9 in this group."),
    Types(WYN, "rota take VAWG-M2 role:chair", "Meeting 2 is not on offer to Wales."),
    Types(
        SAM, "rota willing meeting:VAWG-M2 seat:SCT", "No pre-election period keeps your seat from chairing meeting 2."
    ),
    Types(NELL, "undo", "There is nothing of yours that I can take back."),
    Types(LENA, "rota accept", "Nothing waits for your answer: none of your seats has been told a turn that is still"),
    Types(
        LENA, "rota note x", "There is no meeting that your seat chaired last or chairs next, so there is nothing to"
    ),
    Types(SAM, "rota swap with:SCT role:chair", "For which seat? Add for:SCT, for example."),
    Types(
        SAM, 'rota set meeting:VAWG-M2 chair:WLS reason:" "', "Moving somebody's turn needs a reason, because everybody"
    ),
)

LATE: tuple[Step, ...] = (
    Types(SAM, "rota accept VAWG-M3 role:chair", "Meeting 3 was cancelled, so nothing waits for an answer there."),
    Types(SAM, "rota accept VAWG-M1 role:chair", "Meeting 1 is over, so nothing waits for an answer there."),
    Types(WYN, "rota take", "No turn is on offer to your seat now."),
    Types(
        WYN, "rota offer VAWG-M5 role:chair withdraw:yes", "Scotland chairs meeting 5: only its lead or deputy, or the"
    ),
    Types(ULA, "rota willing meeting:VAWG-M5", "Scotland has been told to chair meeting 5, so that stands."),
    Types(
        SAM, "rota offer VAWG-M5 role:host withdraw:yes", "Meeting 5 is not on offer to everybody, so there is nothing"
    ),
)
