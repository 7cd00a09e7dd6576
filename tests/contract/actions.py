"""Actions, from their raising to their end; and what is kept of them."""

from __future__ import annotations

from tests.contract.steps import Fills, Presses, Step, Types
from tests.contract.who import IDA, LENA, SAM, WYN
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
    Presses(
        WYN,
        "Done",
        "action done VAWG-2",
        "VAWG-2 belongs to Lena Sct. Its owner, the lead or deputy of that seat, the chair or",
        of=SAM,
    ),
    Presses(LENA, "Done", "action done VAWG-2", "VAWG-2 is done.", of=SAM),
    Presses(SAM, "Done", "action done VAWG-2", "VAWG-2 is done already."),
    Presses(LENA, "Undo", "undo {n}", "VAWG-2 is open again."),
    Fills(
        SAM,
        "action lines",
        {
            "lines": f"{lead('SCT')} Publish by 29 Jan\n{lead('WLS')} Book a room",
            "due": "2027-02-05",
            "extent": "SCT",
        },
        "Ending violence against women and girls: 2 actions are added",
        wrong=(
            ({"lines": "somebody Publish"}, {"lines": "Who does it is missing: begin the line with the person,"}),
            ({"lines": "x\n" * 51}, {"lines": "At most 50 lines at once."}),
        ),
    ),
    Types(SAM, "action list", "4 open actions"),
    Fills(SAM, "action search", {"text": "publish"}, "Ending violence against women and girls"),
    Fills(SAM, "action show", {"action": "1"}, "VAWG-1: open"),
    Types(LENA, "action show 1", "VAWG-1: open"),
    Presses(LENA, "What is new", "action update VAWG-1", opens=True),
    Presses(LENA, "Another day", "action due VAWG-1", opens=True),
    Presses(LENA, "Snooze", "action snooze VAWG-1", opens=True),
    Fills(LENA, "action update", {"action": "1", "text": "The draft is with colleagues"}, "There is news on VAWG-1"),
    Fills(LENA, "action due", {"action": "1", "due": "2027-03-01"}, "VAWG-1 is now due on Monday 1 March 2027."),
    Fills(LENA, "action snooze", {"action": "1", "until": "2027-01-11"}, "VAWG-1 rests until Monday 11 January 2027."),
    Fills(LENA, "action needs", {"action": "1", "first": "VAWG-2"}, "VAWG-1 waits for VAWG-2."),
    Types(LENA, "action needs 1 VAWG-2", "VAWG-1 waits for VAWG-2 already."),
    Types(LENA, "action needs 2 VAWG-1", "In a circle nothing would ever begin."),
    Fills(LENA, "action free", {"action": "1", "first": "VAWG-2"}, "VAWG-1 no longer waits for VAWG-2."),
    Fills(LENA, "action priority", {"action": "1", "priority": "high"}, "VAWG-1 now has high priority."),
    Fills(LENA, "action link", {"action": "1", "link": "https://example.org/a"}, "VAWG-1 has one more link."),
    Fills(LENA, "action give", {"action": "1", "to": lead("IRL")}, "VAWG-1 is offered to Lena Irl (Ireland)."),
    Fills(IDA, "action accept", {"action": "1"}, "Lena Irl has accepted VAWG-1. It is now with Lena Irl."),
    Presses(LENA, "Undo", "undo {n}", "That was changed again since, so I can't take it back."),
    Types(LENA, "action give 2 to:lead.irl@example.org", "VAWG-2 is offered to Lena Irl (Ireland)."),
    Types(IDA, "my", "VAWG-2"),
    Fills(IDA, "action refuse", {"action": "2"}, "Lena Irl has not taken VAWG-2. It stays with Lena Sct."),
    Presses(IDA, "Refuse VAWG-2", "action refuse VAWG-2", "VAWG-2 is offered to nobody at the moment."),
    Types(LENA, "action give 2 to:lead.irl@example.org", "VAWG-2 is offered to Lena Irl (Ireland)."),
    Presses(
        WYN,
        "Accept VAWG-2",
        "action accept VAWG-2",
        "VAWG-2 is offered to Lena Irl, who answers, or the lead or deputy there.",
        of=IDA,
    ),
    Presses(IDA, "Accept VAWG-2", "action accept VAWG-2", "Lena Irl has accepted VAWG-2. It is now with Lena Irl."),
    Types(IDA, "action give 2 to:lead.sct@example.org", "VAWG-2 is offered to Lena Sct (Scotland)."),
    Types(LENA, "action accept 2", "Lena Sct has accepted VAWG-2."),
    Fills(LENA, "action done", {"action": "2"}, "VAWG-2 is done."),
    Fills(SAM, "action drop", {"action": "3", "reason": "No longer needed"}, "VAWG-3 is dropped.", late=True),
    Types(SAM, "undo", "Sam Taylor took a change back."),
    Types(SAM, 'action add Read owner:new@example.org due:"29 Jan 2027" extent:SCT', "VAWG-5 is added"),
)
