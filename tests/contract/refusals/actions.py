"""Actions, exports and calendars."""

from __future__ import annotations

from tests.contract.steps import Step, Types
from tests.contract.who import LENA, SAM, WYN

STEPS: tuple[Step, ...] = (
    Types(SAM, "action done 99", "There is no action VAWG-99."),
    Types(WYN, "action done 1", "VAWG-1 belongs to Lena Sct. Its owner, the lead or deputy of that seat, the"),
    Types(LENA, "action due 1 2027-01-01", "Friday 1 January 2027 is past. Which day from today on?"),
    Types(LENA, "action due 1 2027-02-01", "VAWG-1 is due on Monday 1 February 2027 already."),
    Types(
        LENA, "action snooze 1 2027-01-01", "Friday 1 January 2027 is today or past. Until which day from tomorrow on?"
    ),
    Types(LENA, "action needs 1 1", "VAWG-1 can't wait for itself."),
    Types(LENA, "action free 1 1", "VAWG-1 doesn't wait for VAWG-1."),
    Types(LENA, "action priority 1 normal", "VAWG-1 has normal priority already."),
    Types(LENA, "action give 1 to:lead.sct@example.org", "VAWG-1 is with Lena Sct already, or offered to them."),
    Types(LENA, "action accept 1", "VAWG-1 is offered to nobody at the moment."),
    Types(
        SAM,
        "action add X owner:dana@example.org due:friday extent:SCT",
        "Dana observes, and observers can't own actions.",
    ),
    Types(SAM, 'action search "!"', "Which words shall I look for? They need at least one letter or digit."),
    Types(
        SAM,
        "action add X owner:lead.sct@example.org due:friday extent:XYZ",
        "“XYZ” isn't a territory of this group. Say one or more of: ENG, IRL, NIR, SCT,",
    ),
    Types(
        SAM,
        "action add X owner:lead.sct@example.org due:friday extent:UKG",
        "UKG is an administration, not a territory. Say where it applies: ENG, NIR, SCT,",
    ),
    Types(
        SAM,
        "export actions since:2027-03-01 until:2027-02-01",
        "That would end on Monday 1 February 2027, before it begins on Monday 1 March",
    ),
    Types(LENA, "export actions seat:WLS", "You can export your own seat's rows, but not those of Wales. Ask your"),
    Types(SAM, "export file 9", "No file 9 waits for you."),
    Types(SAM, "export schedule off audit", "No such export comes by itself."),
    Types(SAM, "calendar remove 9999", "No calendar has an entry number 9999. “calendar list” shows them."),
    Types(
        LENA, "calendar remove 1", "Only the secretariat of a group in which UK Government has a seat, or the people"
    ),
    Types(
        SAM,
        "calendar add SCT recess from:2031-07-02 to:2031-07-01 source:x",
        "That would end on Tuesday 1 July 2031, before it begins on Wednesday 2 July",
    ),
    Types(
        SAM,
        "calendar add SCT recess from:2031-07-02 to:2039-07-01 source:x",
        "From Wednesday 2 July 2031 to Friday 1 July 2039 is too long for one entry: 366",
    ),
    Types(
        SAM,
        "action add X owner:lead.sct@example.org due:friday extent:mine",
        "I can't tell which territory you mean. Say one or more of: ENG, IRL, NIR, SCT, WLS.",
    ),
)

LATE: tuple[Step, ...] = (
    Types(
        SAM,
        'calendar add UKG pre-election from:2027-03-20 to:2027-05-01 source:"gov.uk"',
        "That stands in the calendar already, as number",
    ),
    Types(SAM, "export schedule actions", "It comes as xlsx each month already."),
    Types(
        WYN, "action give 1 to:lead.wls@example.org", "VAWG-1 belongs to Ireland. The lead or deputy there, the chair"
    ),
)
