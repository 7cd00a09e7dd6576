"""Meetings: found, set, moved; their agenda, what is said in them, their minutes; and days that stand in the way."""

from __future__ import annotations

from tests.contract.steps import Fills, Step, Types
from tests.contract.who import LENA, SAM, ULA

STEPS: tuple[Step, ...] = (
    Types(SAM, "meeting list", "2 meetings ahead"),
    Fills(SAM, "meeting show", {"meeting": "VAWG-M1"}, "Meeting 1 (VAWG-M1)"),
    Fills(
        SAM,
        "meeting add",
        {"when": "20 Mar 2027 14:00"},
        "Meeting 3 is on Saturday 20 March 2027, 14:00.",
        wrong=(({"when": "20 Mar"}, {"when": "At what time on Saturday 20 March 2027? You could add 14:00 or 2pm."}),),
    ),
    Fills(
        SAM,
        "meeting series",
        {"series": "third wednesday of jan, apr, jul, oct at 10:00 for 2 hours"},
        "Ending violence against women and girls",
    ),
    Fills(
        SAM,
        "meeting move",
        {"meeting": "VAWG-M2", "to": "26 Feb 2027 10:00"},
        "Meeting 2 has moved from Saturday 20 February 2027, 10:00",
    ),
    Fills(SAM, "meeting cancel", {"meeting": "VAWG-M3", "reason": "A storm"}, "Meeting 3 on"),
    Fills(SAM, "meeting poll", {"slots": "12 May 10:00, 13 May 14:00"}, "Finding a time (VAWG-P1): 2 slots to choose"),
    Types(LENA, "meeting poll answer 1 yes:1 maybe:2", "Noted, thank you (VAWG-P1). You can still change it."),
    Types(SAM, "meeting poll show 1", "Finding a time (VAWG-P1), until Tuesday 12 January 2027, 16:00"),
    Types(SAM, "meeting poll close 1", "Meeting 8 is on Wednesday 12 May 2027, 10:00 (VAWG-P1)."),
    Types(SAM, 'meeting poll "14 May 10:00"', "Finding a time (VAWG-P2)"),
    Types(SAM, "meeting poll withdraw 2", "The search for a time (VAWG-P2) was withdrawn."),
    Fills(LENA, "meeting answer", {"meeting": "VAWG-M2", "answer": "yes"}, "You're coming to meeting 2"),
    Types(
        SAM,
        "meeting policy quorum:3",
        "Ending violence against women and girls changed how the record of its meetings is kept",
    ),
    Fills(LENA, "agenda add", {"text": "Refuge places", "minutes": "15"}, "On the agenda of meeting 1"),
    Fills(LENA, "agenda paper", {"item": "VAWG-A1", "paper": "https://example.org/1"}, "There is a paper for VAWG-A1"),
    Types(SAM, "agenda add Housing", "On the agenda of meeting 1 on Tuesday 5 January 2027: VAWG-A2, Housing"),
    Types(
        SAM, 'agenda add "Court cases"', "On the agenda of meeting 1 on Tuesday 5 January 2027: VAWG-A3, Court cases"
    ),
    Fills(SAM, "agenda move", {"item": "VAWG-A2", "to": "1"}, "has a new order"),
    Fills(SAM, "agenda withdraw", {"item": "VAWG-A2"}, "No longer on the agenda: VAWG-A2"),
    Types(SAM, "agenda", "Ending violence against women and girls: agenda of meeting 1 on Tuesday 5 January 2027"),
    Fills(SAM, "meeting open", {"meeting": "VAWG-M1"}, "Meeting 1 is open."),
    Types(SAM, "agenda next", "Now: VAWG-A1, Refuge places (15 minutes)"),
    Types(
        SAM,
        "agenda defer",
        "Put off: VAWG-A1, Refuge places. It comes back by itself at meeting 4 on Wednesday 20 January 2027.",
    ),
    Fills(SAM, "note", {"text": "Wales will share its figures"}, "Noted at meeting 1: Wales will share its figures"),
    Types(SAM, "attend WLS", "Wales at meeting 1: present."),
    Fills(
        SAM,
        "decide",
        {"text": "Share figures", "extent": "SCT", "outcome": "agreed", "clearance": "NIR", "by": "2027-02-03"},
        "VAWG-D1: agreed subject to clearance by Northern Ireland",
    ),
    Fills(
        SAM,
        "decision clear",
        {"decision": "VAWG-D1", "answer": "given", "for": "NIR"},
        "Northern Ireland gives its clearance. VAWG-D1: agreed",
    ),
    Types(SAM, 'decide Fund extent:SCT closes:"3 Feb 2027"', "VAWG-D2 is put to the seats"),
    Fills(LENA, "position", {"decision": "VAWG-D2", "position": "supports"}, "Scotland supports VAWG-D2."),
    Types(SAM, "decision list", "Ending violence against women and girls: 2 decisions"),
    Fills(SAM, "decision show", {"decision": "VAWG-D2"}, "VAWG-D2: in writing"),
    Fills(SAM, "decision review", {"decision": "VAWG-D1", "on": "2027-12-01"}, "VAWG-D1 is looked at again"),
    Fills(
        SAM, "decision withdraw", {"decision": "VAWG-D2", "reason": "A new text"}, "VAWG-D2 is withdrawn: A new text"
    ),
    Types(SAM, "summary 1", "Summary of VAWG-M1 (draft)"),
    Fills(SAM, "meeting close", {"meeting": "VAWG-M1"}, "Meeting 1 on Tuesday 5 January 2027 was held."),
    Types(SAM, "minutes 1", "Minutes of VAWG-M1 (draft)"),
    Fills(
        SAM,
        "minutes correct",
        {"meeting": "VAWG-M1", "section": "people", "text": "All came."},
        "Minutes of VAWG-M1: “Who took part” was corrected (version 1).",
    ),
    Types(SAM, "minutes history 1", "VAWG-M1: one version"),
    Types(SAM, "minutes file 1", "Minutes of VAWG-M1, draft"),
    Fills(
        SAM,
        "summary correct",
        {"meeting": "VAWG-M1", "section": "people", "text": "All came."},
        "Summary of VAWG-M1: “Participants” was corrected (version 1).",
    ),
    Types(SAM, "summary file 1 format:md", "Summary of VAWG-M1, draft"),
    Fills(SAM, "summary release", {"meeting": "VAWG-M1"}, "The summary of VAWG-M1 is released"),
    Fills(
        SAM,
        "calendar add",
        {
            "administration": "SCT",
            "kind": "recess",
            "from": "2031-07-01",
            "to": "2031-08-31",
            "source": "parliament.scot",
        },
        "Noted for Scotland: recess",
        wrong=(
            (
                {
                    "administration": "SCT",
                    "kind": "recess",
                    "from": "12/13/2031",
                    "to": "2031-08-31",
                    "source": "parliament.scot",
                },
                {"from": "There is no such month in “12/13/2031”"},
            ),
        ),
    ),
    Types(SAM, "calendar list SCT from:2031-07-01", "what its seats have on their calendars"),
    Fills(SAM, "calendar remove", {"number": "1"}, "Removed: number 1"),
    Fills(SAM, "calendar check", {"day": "2027-07-12"}, "Monday 12 July 2027 isn't free for every seat."),
    Types(LENA, "calendar feed", "Ending violence against women and girls in your own calendar"),
    Types(ULA, "rota", "Ending violence against women and girls: the next turns"),
)
