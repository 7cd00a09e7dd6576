"""Every kind of refusal that words can bring about: said on each face, in the same words."""

from __future__ import annotations

from tests.contract.steps import Step, Types
from tests.contract.who import LENA, NELL, OPERATOR, SAM, WYN

STEPS: tuple[Step, ...] = (
    Types(SAM, "action due 1 10", "“10” on its own could be a day or an hour. You could say 10 Dec for a day, or"),
    Types(SAM, 'action due 1 "some day"', "I can't read “some day” as a day. You could say 3 Dec, 3/12/2027, friday,"),
    Types(
        SAM,
        "calendar check 25/25/2027",
        "“25/25/2027” names month 25, and there are only twelve. I read the day first,",
    ),
    Types(
        SAM,
        "calendar check 29 Feb 2027",
        "There is no such day as “29 Feb 2027”: that month ends on Sunday 28 February",
    ),
    Types(
        SAM,
        "calendar check Friday 3 December 2026",
        "The weekday in “Friday 3 December 2026” doesn't fit the date. It is Thursday 3",
    ),
    Types(SAM, "calendar check 1 Jan 9999", "“1 Jan 9999” is outside the years I know, 1900 to 2199."),
    Types(
        SAM,
        "calendar check next friday",
        "“next friday” could be Friday 8 January 2027 or Friday 15 January 2027. Which",
    ),
    Types(SAM, "meeting add 20 Mar 2027", "At what time on Saturday 20 March 2027? You could add 14:00 or 2pm."),
    Types(SAM, "meeting add 14:00", "On which day, at 14:00? You could add 3 Dec, friday or tomorrow."),
    Types(SAM, "meeting add 20 Mar 2027 25:00", "No clock shows “25:00”. Times run from 00:00 to 23:59."),
    Types(
        SAM,
        "meeting add 20 Mar 2027 noonish",
        "I can't read “20 Mar 2027 noonish” as a day. You could say 3 Dec, 3/12/2027,",
    ),
    Types(
        SAM,
        "meeting add 20 Mar 2027 10:00 for:soon",
        "I can't tell how long “soon” is. You could say 2 hours, 90 minutes or 1h30.",
    ),
    Types(
        SAM,
        'meeting add 20 Mar 2027 10:00 for:"90 hours"',
        "“90 hours” can't be how long it lasts. It must be more than nothing, and at",
    ),
    Types(
        SAM, "group edit tz:Mars/Base", "I know no time zone called “Mars/Base”. It needs a name such as Europe/London,"
    ),
    Types(
        SAM,
        'meeting series "now and then"',
        "I don't understand “now then” in this series. You could say third wednesday of",
    ),
    Types(
        SAM,
        'meeting series "every 2 weeks"',
        "“every 2 weeks” doesn't say on which day. You could say every 2 weeks on",
    ),
    Types(
        SAM,
        'meeting series "second tuesday"',
        "“second tuesday” doesn't say in which months. You could say second tuesday of",
    ),
    Types(
        SAM,
        'meeting series "every 500 weeks on tuesday"',
        "“every 500 weeks on tuesday” is too far apart. At most 52 weeks or 12 months",
    ),
    Types(
        SAM,
        'meeting series "every 0 weeks on tuesday"',
        "“every 0 weeks on tuesday” leaves no time between two meetings. The shortest is",
    ),
    Types(
        SAM,
        'meeting series "monthly on the 31st"',
        "Not every month in “monthly on the 31st” has a day 31. You could say the last",
    ),
    Types(
        SAM, 'meeting series "twice a year in june"', "“twice a year in june” says twice a year, but names one month."
    ),
    Types(SAM, "rota next please", "I didn't expect “please” there."),
    Types(SAM, "rota colour:red", "There is no option “colour:” here."),
    Types(SAM, "rota turns:many", "“many” isn't a number."),
    Types(SAM, "agenda add Housing paper:here", "“here” isn't a link. It begins with https:// or http://."),
    Types(SAM, "export actions format:pdf", "“pdf” isn't one of: csv, xlsx, ods, docx, json."),
    Types(SAM, "actoin lsit", "I don't know “actoin lsit”. Did you mean “action list”? Type"),
    Types(LENA, "group edit purpose:mine", "Only the group's secretariat can do that."),
    Types(
        SAM,
        'administration add FRA "France" tz:Europe/Paris holidays:FR',
        "Only the people who run this service can do that.",
    ),
    Types(SAM, "action list group:nothing", "I know no group “nothing” that you belong to."),
    Types(OPERATOR, "action done VAWG-1 group:other", "VAWG-1 isn't in the group “other”. Leave out one of the two."),
    Types(
        OPERATOR,
        'administration add TOOLONG1 "X" tz:Europe/Paris holidays:FR',
        "“TOOLONG1” can't be a code. Two to five letters, please, such as DEU.",
    ),
    Types(OPERATOR, 'administration add SCT "X" tz:Europe/Paris holidays:FR', "SCT already means Scottish Government."),
    Types(
        OPERATOR,
        'administration add FRA "X" tz:Europe/Paris holidays:FR languages:???',
        "“???” isn't a language tag, such as de or en-IE.",
    ),
    Types(
        OPERATOR,
        'administration add FRA "X" tz:Europe/Paris holidays:XX',
        "I know no holiday calendar called “XX”. It needs a country's code, such as DE,",
    ),
    Types(
        OPERATOR,
        'group new "no such!" "Z" seats:UKG',
        "“no such!” can't be a short name. Letters, digits and dashes, please: two to 32",
    ),
    Types(OPERATOR, 'group new other "Z" seats:UKG', "The short name “other” is taken."),
    Types(
        OPERATOR,
        'group new zed "Z" seats:XYZ',
        "I don't know XYZ. The administrations are: DEU, GGY, IMN, IRL, JEY, NIR, SCT,",
    ),
    Types(SAM, "group edit marking:SECRET", "I can't hold “SECRET”. OFFICIAL-SENSITIVE is the highest marking here."),
    Types(SAM, "group edit notices:soon", "“soon” isn't a list of days. Say up to 5 whole numbers of days before a"),
    Types(SAM, "seat add SCT from:2027-09-01", "Scotland has a seat in this group already, or is about to."),
    Types(SAM, "seat suspend DEU", "Germany has no seat in this group."),
    Types(SAM, "seat resume SCT", "Scotland isn't suspended, so there is nothing to resume."),
    Types(
        SAM,
        "seat suspend SCT from:2026-01-01",
        "Thursday 1 January 2026 has passed. A seat joins or leaves from today on,",
    ),
    Types(
        SAM, "seat add JEY from:2026-01-01", "Thursday 1 January 2026 has passed. A seat joins or leaves from today on,"
    ),
    Types(SAM, "seat leave IMN on:2027-08-01", "Isle of Man Government leaves already, on Thursday 1 July 2027."),
    Types(SAM, "seat leave IMN on:2027-02-01", "Isle of Man Government leaves already, on Thursday 1 July 2027."),
    Types(SAM, "seat order SCT,UKG", "A new order names every seat once. Missing: IRL, NIR and WLS."),
    Types(
        SAM,
        "member add zed seat:SCT as:lead",
        "Nobody in this group is called “zed”. Mention them, or give their e-mail",
    ),
    Types(SAM, "member add new@example.org seat:SCT as:member", "Nia Reid is already member for Scottish Government."),
    Types(SAM, "member remove new@example.org as:lead", "Nia Reid holds no such post here."),
    Types(SAM, "member remove sam@example.org", "A group always has a secretariat. Add somebody else first:"),
    Types(
        SAM,
        "member add zed@example.org seat:SCT as:secretariat",
        "The secretariat belongs to no seat. Leave “seat:” out.",
    ),
    Types(
        SAM,
        'member remove "Nobody Known"',
        "I know nobody in this group called “Nobody Known”. Try their e-mail address, or",
    ),
    Types(SAM, "member remove lena", "Several people are called “lena”. Whom do you mean?"),
    Types(SAM, "member invite lead.sct@example.org", "I know Lena Sct in chat already, so there is nothing to join."),
    Types(LENA, "me link hello", "“hello” doesn't look like a code. A code has eight letters and digits, like"),
    Types(LENA, "me hours soon", "I can't read “soon” as office hours. Like this: 9:00-17:00, or with days:"),
    Types(LENA, "me hours 17:00-9:00", "Office hours can't end at 09:00 if they begin at 17:00."),
    Types(
        LENA, "me hours 9:00-9:30", "Office hours need to last at least an hour, so that a reminder finds you there."
    ),
    Types(
        LENA, "me hours sat 9:00-15:00", "I never write at weekends, so “sat 9:00-15:00” won't work. Choose days from"
    ),
    Types(LENA, "me language tlh", "I can't write in “tlh” yet. I can write in: British English (en-GB)."),
    Types(
        LENA, "me pause until:2027-01-01", "Friday 1 January 2027 is today or past. Until which day from tomorrow on?"
    ),
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
    Types(LENA, "calendar remove 1", "Only the secretariat of a group in which UKG has a seat, or the people who run"),
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
        "rota accept VAWG-M2 role:chair",
        "Nobody has been told yet to chair meeting 2. Its seat can accept when it has",
    ),
    Types(SAM, "rota set meeting:VAWG-M2 reason:x", "Whom do you name? Say chair:WLS, host:WLS, or both."),
    Types(
        SAM,
        "rota set meeting:VAWG-M2 chair:IRL host:IRL reason:x",
        "Ireland chairs meeting 2, and here the chairing seat never hosts.",
    ),
    Types(SAM, "rota set meeting:VAWG-M2 chair:DEU reason:x", "Germany has no seat in this group."),
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
        SAM,
        "rota give-up meeting:VAWG-M2 role:chair",
        "Nobody has been told yet to chair meeting 2. Its seat can accept when it has",
    ),
    Types(
        SAM, "rota willing meeting:VAWG-M2 seat:SCT", "No pre-election period keeps your seat from chairing meeting 2."
    ),
    Types(SAM, "minutes 1 version:7", "Meeting 1 was never opened, so there is no record of it."),
    Types(SAM, "minutes approve 1", "Meeting 1 was never opened, so there is no record of it."),
    Types(NELL, "undo", "There is nothing of yours that I can take back."),
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
        'calendar add UKG pre-election from:2027-03-20 to:2027-05-01 source:"gov.uk"',
        "That stands in the calendar already, as number",
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
    Types(SAM, "export schedule actions", "It comes as xlsx each month already."),
    Types(
        WYN, "action give 1 to:lead.wls@example.org", "VAWG-1 belongs to Ireland. The lead or deputy there, the chair"
    ),
    Types(SAM, 'meeting move 1 to:"26 Jan 2028 10:00"', "Meeting 1 was held already."),
    Types(SAM, "rota accept VAWG-M3 role:chair", "Meeting 3 was cancelled, so nothing waits for an answer there."),
    Types(SAM, "rota accept VAWG-M1 role:chair", "Meeting 1 is over, so nothing waits for an answer there."),
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
    Types(LENA, "me prefers pigeon", "I don't know “pigeon” as a place to write to. Say one of slack,"),
    Types(WYN, "rota take", "No turn is on offer to your seat now."),
    Types(
        WYN, "rota offer VAWG-M5 role:chair withdraw:yes", "Scotland chairs meeting 5: only its lead or deputy, or the"
    ),
    Types(SAM, "seat suspend NIR", "Northern Ireland is suspended in Ending violence against women"),
    Types(SAM, "seat suspend NIR", "Northern Ireland is suspended already."),
    Types(
        SAM,
        "rota set meeting:VAWG-M5 chair:NIR reason:x",
        "Northern Ireland is suspended, so it can't be given a turn.",
    ),
    Types(SAM, "seat resume NIR", "Northern Ireland takes turns in Ending violence against women"),
)
"""What comes too late, once there is a record."""
