"""Meetings, polls, agenda, decisions and minutes."""

from __future__ import annotations

from tests.contract.steps import Step, Types
from tests.contract.who import LENA, SAM, WYN

STEPS: tuple[Step, ...] = (
    Types(SAM, "meeting show 99", "There is no meeting 99 in this group."),
    Types(SAM, "meeting add 1 Jan 2027 10:00", "Friday 1 January 2027 at that time has passed already."),
    Types(SAM, "meeting add 1 Jan 2040 10:00", "Sunday 1 January 2040 is more than five years away."),
    Types(SAM, "meeting add 20 Feb 2027 10:00", "The group meets at that time already: meeting 2."),
    Types(
        SAM,
        "meeting add 28 Mar 2027 01:30",
        "There is no 01:30 on Sunday 28 March 2027 in Europe/London: clocks are put",
    ),
    Types(SAM, "meeting close 2", "Meeting 2 is on Saturday 20 February 2027, which is still to come."),
    Types(
        SAM,
        'meeting move 2 to:"21 Feb 2027 10:00" following:yes',
        "Meeting 2 doesn't belong to the series by which the group meets, so nothing",
    ),
    Types(SAM, "meeting poll show 9", "There is no poll 9 in this group."),
    Types(SAM, 'meeting poll propose:5 between:"1 May" and:"31 Dec"', "I look at 92 days at most."),
    Types(
        SAM, 'meeting poll propose:5 between:"31 May" and:"1 May"', "Saturday 1 May 2027 is before Monday 31 May 2027."
    ),
    Types(
        SAM,
        'meeting poll "12 May 10:00" closes:"13 May"',
        "It has to close before the first slot, on Wednesday 12 May 2027.",
    ),
    Types(SAM, 'meeting poll "12 May 10:00" closes:"1 Jan 2027"', "Friday 1 January 2027 has passed already."),
    Types(
        SAM,
        f'meeting poll "{", ".join(f"{day} May 9:00" for day in range(1, 10))}"',
        "At most 8 slots, and at least one: more are no choice but a chore.",
    ),
    Types(SAM, "agenda withdraw 9", "There is no agenda item VAWG-A9 in this group."),
    Types(SAM, "agenda add Housing minutes:9999", "An item takes at least one minute, and at most 1,440."),
    Types(SAM, "attend SCT", "No meeting is open. Say which one:"),
    Types(SAM, "decision show 9", "There is no decision VAWG-D9 in this group."),
    Types(
        SAM,
        'decide Fund extent:SCT closes:"1 Jan 2027"',
        "Friday 1 January 2027 at that time has passed already. A decision in writing",
    ),
    Types(
        SAM,
        'decide Fund extent:SCT closes:"1 Jan 2029"',
        "Monday 1 January 2029 is more than a year away. That is too long for a decision",
    ),
    Types(
        SAM,
        'decide Fund extent:SCT closes:"3 Feb 2027" outcome:agreed',
        "In writing, the outcome is what the seats say. Leave “outcome:” and",
    ),
    Types(SAM, "meeting policy quorum:lots", "“lots” isn't a quorum. Say a number of seats, or majority, all or none."),
    Types(SAM, "meeting policy papers:400", "“400” isn't a number of days. Papers can be due up to 60 days before."),
    Types(SAM, "minutes 1 version:7", "Meeting 1 was never opened, so there is no record of it."),
    Types(LENA, "meeting answer 1 yes", "Meeting 1 has begun already."),
    Types(
        SAM,
        'meeting poll propose:3 between:"25 Dec" and:"26 Dec"',
        "Between Saturday 25 December 2027 and Sunday 26 December 2027 no time is free of holidays, within everybody's",
    ),
)

LATE: tuple[Step, ...] = (
    Types(SAM, "agenda paper 2 https://example.org/x", "VAWG-A2 was withdrawn already."),
    Types(SAM, "agenda withdraw 1", "VAWG-A1 was put forward by Lena Sct. Only they or their seat"),
    Types(WYN, "agenda defer 1", "VAWG-A1 was put forward by Lena Sct. Only they, their seat, the"),
    Types(LENA, "meeting answer 2 yes", "Meeting 2 was held already."),
    Types(
        SAM,
        'meeting move 5 to:"22 Apr 2027 10:00" following:yes',
        "Ending violence against women and girls, from meeting 5 on:",
    ),
    Types(
        SAM,
        "decide Fund extent:SCT outcome:agreed clearance:SCT meeting:2",
        "Agreed subject to whose clearance, and by when? For example:",
    ),
    Types(
        SAM,
        "decide Fund extent:SCT outcome:agreed clearance:SCT by:2027-01-01 meeting:2",
        "Friday 1 January 2027 is not ahead. A clearance needs a day",
    ),
    Types(SAM, "decision withdraw 1 reason:x", "VAWG-D1 was not put to the seats in writing, so there is"),
    Types(SAM, "decision review 1 on:2027-01-01", "Friday 1 January 2027 is not ahead. A review needs a day that"),
    Types(
        SAM,
        'minutes correct 1 section:people "Nobody came."',
        "The minutes of meeting 1 were approved, so they stand as they",
    ),
    Types(
        SAM,
        'minutes correct 4 section:nowhere "Nobody came."',
        "There is no part “nowhere” in this text. Say one of: people,",
    ),
    Types(SAM, "minutes 4 version:9", "There is no version 9 of this text."),
    Types(SAM, "summary withdraw 4", "The summary of meeting 4 waits for nothing."),
    Types(SAM, "note x meeting:1", "The minutes of meeting 1 were approved, so its record stands."),
    Types(SAM, "attend SCT meeting:3", "Meeting 3 was cancelled."),
    Types(
        SAM,
        'meeting move 6 to:"10 Aug 2027 10:00" following:yes',
        "One day doesn't tell what all of that is to become: say it anew,",
    ),
    Types(LENA, "position 4 supports", "VAWG-D4 closed on Thursday 4 February 2027, so its outcome stands."),
)
