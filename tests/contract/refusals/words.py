"""What is typed and can't be read: days, times, series, options, commands."""

from __future__ import annotations

from tests.contract.steps import Step, Types
from tests.contract.who import SAM

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
    Types(SAM, "meeting add 14:00", "On which day, at 14:00? You could add 3 Dec, friday or tomorrow."),
    Types(SAM, "meeting add 20 Mar 2027 25:00", "No clock shows “25:00”. Times run from 00:00 to 23:59."),
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
    Types(
        SAM, "meeting add 10:00 20 Mar 2027 11:00", "I can't read “10:00 20 Mar 2027 11:00” as one time. You could say"
    ),
    Types(
        SAM, f"meeting add {'and then ' * 30}", "That is too long for a date or a series: 269 characters, where 200 is"
    ),
    Types(SAM, f"agenda add {'longer' * 700}", "That is too long. 4,000 characters is the most I can keep."),
    Types(SAM, f"note {'more ' * 2500}", "That is too long for one command. 12,000 characters is the most I can read."),
)
