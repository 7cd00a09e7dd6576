"""Actions, from their raising to their end; and what is kept of them."""

from __future__ import annotations

from tests.contract.steps import Fills, Step, Types
from tests.contract.who import IDA, LENA, SAM
from tests.world import lead

STEPS: tuple[Step, ...] = (
    Fills(
        SAM,
        "action add",
        {"text": "Publish", "owner": lead("SCT"), "due": "2027-01-29", "extent": "SCT"},
        "VAWG-2 is added: Lena Sct, by Friday 29 January 2027.",
        wrong=(
            (
                {"text": "Publish", "owner": lead("SCT"), "due": "12/13/2027", "extent": "SCT"},
                {"due": "There is no such month in “12/13/2027”"},
            ),
        ),
    ),
    Fills(
        SAM,
        "action lines",
        {
            "lines": f"{lead('SCT')} Publish by 29 Jan\n{lead('WLS')} Book a room",
            "due": "2027-02-05",
            "extent": "SCT",
        },
        "Ending violence against women and girls: 2 actions are added",
    ),
    Types(SAM, "action list", "4 open actions"),
    Fills(SAM, "action search", {"text": "publish"}, "Ending violence against women and girls"),
    Fills(SAM, "action show", {"action": "1"}, "VAWG-1: open"),
    Fills(LENA, "action update", {"action": "1", "text": "The draft is with colleagues"}, "There is news on VAWG-1"),
    Fills(LENA, "action due", {"action": "1", "due": "2027-03-01"}, "VAWG-1 is now due on Monday 1 March 2027."),
    Fills(LENA, "action snooze", {"action": "1", "until": "2027-01-11"}, "VAWG-1 rests until Monday 11 January 2027."),
    Fills(LENA, "action needs", {"action": "1", "first": "VAWG-2"}, "VAWG-1 waits for VAWG-2."),
    Fills(LENA, "action free", {"action": "1", "first": "VAWG-2"}, "VAWG-1 no longer waits for VAWG-2."),
    Fills(LENA, "action priority", {"action": "1", "priority": "high"}, "VAWG-1 now has high priority."),
    Fills(LENA, "action link", {"action": "1", "link": "https://example.org/a"}, "VAWG-1 has one more link."),
    Fills(LENA, "action give", {"action": "1", "to": lead("IRL")}, "VAWG-1 is offered to Lena Irl (Ireland)."),
    Fills(IDA, "action accept", {"action": "1"}, "Lena Irl has accepted VAWG-1. It is now with Lena Irl."),
    Types(LENA, "action give 2 to:lead.irl@example.org", "VAWG-2 is offered to Lena Irl (Ireland)."),
    Fills(IDA, "action refuse", {"action": "2"}, "Lena Irl has not taken VAWG-2. It stays with Lena Sct."),
    Fills(LENA, "action done", {"action": "2"}, "VAWG-2 is done."),
    Fills(SAM, "action drop", {"action": "3", "reason": "No longer needed"}, "VAWG-3 is dropped."),
    Types(SAM, "undo", "Sam Taylor took a change back."),
)
