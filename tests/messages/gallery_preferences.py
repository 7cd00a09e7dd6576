"""What people set for themselves, as it is answered."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

from bot.domain.preferences import (
    HoursEndBeforeTheyBegin,
    HoursNotUnderstood,
    HoursTooShort,
    NoAccountThere,
    NoOfficeHoursAtWeekends,
    NotAPlatform,
    NotWrittenToHere,
    NoWordsInLanguage,
    OfficeHours,
    Preferences,
    Reached,
)
from bot.messages.model import Form, Message
from bot.presenters import preferences
from bot.presenters.refusals import refused
from bot.presenters.speech import words

ENGLISH = words("en-GB")
PART_TIME = Preferences("en-GB", "Europe/Dublin", OfficeHours(time(9, 30), time(15), (0, 1, 2, 4)), quieter=True)
REACHED = (
    Reached("slack", "T1", "U1", "Scottish Government"),
    Reached("slack", "T2", "U2", "UK Government"),
    Reached("teams", "0000-1", "29:1"),
    Reached("email", "", "ana@example.org"),
)
ANYWHERE = Preferences(reached=REACHED)

EXAMPLES: dict[str, Message | Form] = {
    "language": preferences.spoken(PART_TIME, ENGLISH),
    "language-of-group": preferences.spoken(Preferences(), ENGLISH),
    "languages": preferences.choosing(Preferences(), ENGLISH),
    "languages-one-chosen": preferences.choosing(PART_TIME, ENGLISH),
    "hours": preferences.worked(Preferences(), ENGLISH),
    "hours-part-time": preferences.worked(PART_TIME, ENGLISH),
    "prefers": preferences.heard(replace(ANYWHERE, prefers="teams"), ENGLISH),
    "prefers-one-of-two": preferences.heard(replace(ANYWHERE, prefers="slack", prefers_at="T2"), ENGLISH),
    "prefers-which": preferences.heard(replace(ANYWHERE, prefers="slack"), ENGLISH),
    "prefers-usual": preferences.heard(ANYWHERE, ENGLISH),
    "places": preferences.choosing_place(replace(ANYWHERE, prefers="email"), ENGLISH, mails=True),
    "places-none-chosen": preferences.choosing_place(ANYWHERE, ENGLISH, mails=True),
    "places-one": preferences.choosing_place(Preferences(reached=REACHED[2:]), ENGLISH, mails=False),
    "refused-platform": refused(NotAPlatform("fax", ("slack", "teams", "mail")), ENGLISH),
    "refused-no-slack": refused(NoAccountThere("slack"), ENGLISH),
    "refused-no-teams": refused(NoAccountThere("teams"), ENGLISH),
    "refused-no-mail": refused(NoAccountThere("email"), ENGLISH),
    "refused-no-workspace": refused(NoAccountThere("slack", "Welsh Government"), ENGLISH),
    "refused-here": refused(NotWrittenToHere(), ENGLISH),
    "quieter": preferences.quietened(PART_TIME, ENGLISH),
    "quieter-off": preferences.quietened(Preferences(), ENGLISH),
    "refused-hours": refused(HoursNotUnderstood("mornings"), ENGLISH),
    "refused-hours-backwards": refused(HoursEndBeforeTheyBegin(time(17), time(9)), ENGLISH),
    "refused-hours-short": refused(HoursTooShort(60), ENGLISH),
    "refused-weekend": refused(NoOfficeHoursAtWeekends("sat 9:00-12:00"), ENGLISH),
    "refused-language": refused(NoWordsInLanguage("cy", ("British English (en-GB)",)), ENGLISH),
}
