"""What people set for themselves, as it is answered."""

from __future__ import annotations

from datetime import time

from bot.domain.preferences import (
    HoursEndBeforeTheyBegin,
    HoursNotUnderstood,
    HoursTooShort,
    NoOfficeHoursAtWeekends,
    NoWordsInLanguage,
    OfficeHours,
    Preferences,
)
from bot.messages.model import Form, Message
from bot.presenters import preferences
from bot.presenters.refusals import refused
from bot.presenters.speech import words

ENGLISH = words("en-GB")
PART_TIME = Preferences("en-GB", "Europe/Dublin", OfficeHours(time(9, 30), time(15), (0, 1, 2, 4)), quieter=True)

EXAMPLES: dict[str, Message | Form] = {
    "language": preferences.spoken(PART_TIME, ENGLISH),
    "language-of-group": preferences.spoken(Preferences(), ENGLISH),
    "languages": preferences.choosing(Preferences(), ENGLISH),
    "languages-one-chosen": preferences.choosing(PART_TIME, ENGLISH),
    "hours": preferences.worked(Preferences(), ENGLISH),
    "hours-part-time": preferences.worked(PART_TIME, ENGLISH),
    "quieter": preferences.quietened(PART_TIME, ENGLISH),
    "quieter-off": preferences.quietened(Preferences(), ENGLISH),
    "refused-hours": refused(HoursNotUnderstood("mornings"), ENGLISH),
    "refused-hours-backwards": refused(HoursEndBeforeTheyBegin(time(17), time(9)), ENGLISH),
    "refused-hours-short": refused(HoursTooShort(60), ENGLISH),
    "refused-weekend": refused(NoOfficeHoursAtWeekends("sat 9:00-12:00"), ENGLISH),
    "refused-language": refused(NoWordsInLanguage("cy", ("British English (en-GB)",)), ENGLISH),
}
