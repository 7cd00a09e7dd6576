"""``parse_cadence``: the closed grammar of series, read word by word."""

from __future__ import annotations

import calendar
from datetime import time, timedelta

from bot.domain.cadence.reading import Reading
from bot.domain.cadence.refusals import (
    CadenceDayMissing,
    CadenceMonthsMissing,
    CadenceNotUnderstood,
    CadenceTooRare,
    CadenceTooShort,
    DayNotInEveryMonth,
    TimesAYearMismatch,
)
from bot.domain.cadence.rules import (
    DEFAULT_AT,
    DEFAULT_LENGTH,
    DEFAULT_ON,
    LAST,
    MOST_MONTHS,
    MOST_WEEKS,
    QUARTERS,
    Cadence,
    Monthly,
    OnDays,
    OnWeekday,
    Weekly,
)
from bot.domain.dates import parse_duration, parse_time
from bot.domain.dates.words import split

_EVERY_MONTH = tuple(range(1, 13))
_LEAST_DAYS = {month: calendar.monthrange(2027, month)[1] for month in _EVERY_MONTH}
_MOST_POSITIONS = 5


def parse_cadence(text: str) -> Cadence:
    """The series that ``text`` names.

    ``third wednesday of jan, apr, jul, oct at 10:00 for 2 hours``, ``last friday of every month``, ``every 6 weeks on
    tuesday at 14:00``, ``every 2 weeks on tue and thu``, ``weekly on monday``, ``monthly on the first thursday``,
    ``monthly on the 15th``, ``quarterly on the second tuesday``, ``every 2 months on the last day``, ``twice a year in
    june and december``. Without its time it is at ``DEFAULT_AT``, without its length ``DEFAULT_LENGTH``, and months
    alone mean their ``DEFAULT_ON``.

    Raises the refusals of this package, those of ``parse_time`` and ``parse_duration``, and nothing else.
    """
    body, at, length = _parts(text)
    if not body:
        raise CadenceNotUnderstood(text.strip(), part=text.strip())
    reading = Reading(text.strip(), body)
    rule = _rule(reading)
    if reading.rest():
        raise CadenceNotUnderstood(reading.text, part=reading.rest())
    return Cadence(rule, at, length)


def _parts(text: str) -> tuple[list[str], time, timedelta]:
    """What stands before ``at …`` and ``for …``, the time and the length; the two come in either order."""
    words = split(text)
    places = [place for place, word in enumerate(words) if word.casefold() in ("at", "for")]
    body = words[: places[0]] if places else words
    at, length = DEFAULT_AT, DEFAULT_LENGTH
    named: set[str] = set()
    for place, end in zip(places, [*places, len(words)][1:], strict=True):
        name, said = words[place].casefold(), " ".join(words[place + 1 : end])
        if not said or name in named:
            raise CadenceNotUnderstood(text.strip(), part=" ".join(words[place:end]))
        named.add(name)
        if name == "at":
            at = parse_time(said)
        else:
            length = parse_duration(said)
    return body, at, length


def _rule(reading: Reading) -> Weekly | Monthly:
    if reading.take("weekly"):
        return _weekly(reading, 1)
    if reading.take("fortnightly"):
        return _weekly(reading, 2)
    if reading.take("monthly"):
        return _monthly(reading, 1)
    if reading.take("quarterly"):
        return _quarterly(reading)
    times = reading.times_a_year()
    if times is not None:
        return _yearly(reading, times)
    if reading.take("every"):
        return _every(reading)
    return _dated(reading)


def _every(reading: Reading) -> Weekly | Monthly:
    """``every tuesday``, ``every week``, ``every other month``, ``every 6 weeks``, ``every first thursday of …``."""
    if reading.at_weekday():
        return Weekly(1, reading.weekdays())
    if reading.take("quarter"):
        return _quarterly(reading)
    found = reading.interval()
    if found is None:
        return _dated(reading)
    interval, unit = found
    if interval < 1:
        raise CadenceTooShort(reading.text)
    if interval > (MOST_WEEKS if unit == "week" else MOST_MONTHS):
        raise CadenceTooRare(reading.text, most_weeks=MOST_WEEKS, most_months=MOST_MONTHS)
    return _weekly(reading, interval) if unit == "week" else _monthly(reading, interval)


def _weekly(reading: Reading, interval: int) -> Weekly:
    reading.take("on")
    if reading.ended():
        raise CadenceDayMissing(reading.text)
    weekdays = reading.weekdays()
    if not weekdays:
        raise CadenceNotUnderstood(reading.text, part=reading.rest())
    return Weekly(interval, weekdays)


def _monthly(reading: Reading, interval: int) -> Monthly:
    reading.take("on")
    on = _which(reading)
    return Monthly(_held_by(on, _EVERY_MONTH, reading.text), interval=interval)


def _quarterly(reading: Reading) -> Monthly:
    reading.take("on")
    return Monthly(_held_by(_which(reading), QUARTERS, reading.text), months=QUARTERS)


def _yearly(reading: Reading, times: int) -> Monthly:
    rule = _dated(reading)
    named = len(rule.months or _EVERY_MONTH)
    if named != times:
        raise TimesAYearMismatch(reading.text, said=times, named=named)
    return rule


def _dated(reading: Reading) -> Monthly:
    """``[on] third wednesday of jan, apr``, ``15th of every month``, ``in june and december [on the 15th]``."""
    if reading.ended():
        raise CadenceMonthsMissing(reading.text)
    if reading.take("in"):
        months = _months(reading)
        on = _which(reading) if reading.take("on") else DEFAULT_ON
    else:
        reading.take("on")
        on = _which(reading)
        if reading.ended():
            raise CadenceMonthsMissing(reading.text)
        if not (reading.take("of") or reading.take("in")):
            raise CadenceNotUnderstood(reading.text, part=reading.rest())
        months = _months(reading)
    return Monthly(_held_by(on, months, reading.text), months=() if months == _EVERY_MONTH else months)


def _months(reading: Reading) -> tuple[int, ...]:
    if reading.ended():
        raise CadenceMonthsMissing(reading.text)
    months = reading.months()
    if not months:
        raise CadenceNotUnderstood(reading.text, part=reading.rest())
    return months


def _which(reading: Reading) -> OnWeekday | OnDays:
    """``first and third wednesday``, ``15th``, ``last day``."""
    if reading.ended():
        raise CadenceDayMissing(reading.text)
    here = reading.rest()
    positions = reading.positions()
    if reading.at_weekday():
        if not positions:
            raise CadenceDayMissing(reading.text)
        if any(position != LAST and not 1 <= position <= _MOST_POSITIONS for position in positions):
            raise CadenceNotUnderstood(reading.text, part=here)
        return OnWeekday(positions, reading.weekday())
    if not positions:
        raise CadenceNotUnderstood(reading.text, part=here)
    if not reading.take("day") and LAST in positions:
        raise CadenceDayMissing(reading.text)
    return OnDays(positions)


def _held_by(on: OnWeekday | OnDays, months: tuple[int, ...], text: str) -> OnWeekday | OnDays:
    """``on``, if every one of the months has such days every year."""
    if isinstance(on, OnDays):
        shortest = min(_LEAST_DAYS[month] for month in months)
        for day in on.days:
            if day != LAST and not 1 <= day <= shortest:
                raise DayNotInEveryMonth(text, day)
    return on
