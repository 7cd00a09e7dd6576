"""Days as administrations have them: holidays, closures, recesses, pre-election periods, working days.

Pure. Whoever asks brings a ``Calendar``, an index built once from entries: ``bot.calendars.calendar_for`` makes one
from public holidays and the entries that groups have added.
"""

from __future__ import annotations

from bot.domain.days.calendar import Calendar
from bot.domain.days.check import DayCheck, check, first_clear
from bot.domain.days.elsewhere import other_clocks, seen_from
from bot.domain.days.entries import (
    BLOCKING,
    LONGEST_ENTRY,
    CalendarEntry,
    EntryEndsBeforeItBegins,
    EntryTooLong,
    Kind,
)
from bot.domain.days.free import NoFreeDay, Shift, free_for_all, holidays_on, nearest_free, shift, shift_all
from bot.domain.days.working import NoWorkingDay, add_working_days, is_working_day, working_days_between

__all__ = [
    "BLOCKING",
    "LONGEST_ENTRY",
    "Calendar",
    "CalendarEntry",
    "DayCheck",
    "EntryEndsBeforeItBegins",
    "EntryTooLong",
    "Kind",
    "NoFreeDay",
    "NoWorkingDay",
    "Shift",
    "add_working_days",
    "check",
    "first_clear",
    "free_for_all",
    "holidays_on",
    "is_working_day",
    "nearest_free",
    "other_clocks",
    "seen_from",
    "shift",
    "shift_all",
    "working_days_between",
]
