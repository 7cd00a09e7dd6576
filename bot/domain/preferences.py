"""What a person may set for themselves: language, office hours, and how much they hear. Parsed and checked here.

Office hours are one span on some weekdays, in the zone of the person: reminders and notices wait for them. Weekends are
nobody's office hours, because no administration's working day falls on one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, time

from bot.domain.dates import BareNumber, TimeNotUnderstood, parse_time
from bot.domain.dates.words import WEEKDAYS, tokens
from bot.domain.errors import DomainError

WORKING_WEEK = (0, 1, 2, 3, 4)
"""Monday to Friday."""

SHORTEST = 60
"""Minutes that office hours last at least: somebody must be there when a digest is said."""

_JOINED = re.compile(r"\s*(?:-|\bto\b|\buntil\b|\btill\b)\s*")
_WEEKDAYS = frozenset({"weekday", "weekdays", "daily"})
_GROUPS = frozenset({"default", "group", "off", "none"})
_ANYWHERE = frozenset({"default", "usual", "any", "anywhere", "off", "none"})
_PLATFORMS = {
    **{word: "email" for word in ("mail", "email", "e-mail")},
    **{word: "web" for word in ("console", "web")},
    "slack": "slack",
    "teams": "teams",
}


@dataclass(eq=False)
class HoursNotUnderstood(DomainError):
    asked: str


@dataclass(eq=False)
class HoursEndBeforeTheyBegin(DomainError):
    opens: time
    closes: time


@dataclass(eq=False)
class HoursTooShort(DomainError):
    """Less than ``minutes``."""

    minutes: int


@dataclass(eq=False)
class NoOfficeHoursAtWeekends(DomainError):
    asked: str


@dataclass(eq=False)
class NoWordsInLanguage(DomainError):
    """``spoken`` are the languages that there are, by their own names with their tags."""

    asked: str
    spoken: tuple[str, ...]


@dataclass(eq=False)
class PausedIntoThePast(DomainError):
    """``until`` is today or past."""

    until: date


@dataclass(eq=False)
class NotAPlatform(DomainError):
    """``known`` are the words for those that there are."""

    asked: str
    known: tuple[str, ...]


@dataclass(eq=False)
class NoAccountThere(DomainError):
    """The person has no account on the platform, or none of that ``name`` there."""

    platform: str
    name: str = ""


@dataclass(eq=False)
class NotWrittenToHere(DomainError):
    """Where it was typed, nothing is ever said to anybody by itself."""


@dataclass(frozen=True)
class Reached:
    """An address at which somebody can be written to. ``named`` is what its workspace is called, if known."""

    platform: str
    workspace: str
    account: str
    named: str = ""


@dataclass(frozen=True)
class OfficeHours:
    """``days`` are weekdays, 0 for Monday, in order and never empty; ``opens`` lies before ``closes``."""

    opens: time = time(9)
    closes: time = time(17)
    days: tuple[int, ...] = WORKING_WEEK


@dataclass(frozen=True)
class Preferences:
    """What a person has set. An empty ``language``: that of the group in question. ``quieter``: see
    ``domain.reminders``; ``paused_until``: the day from which they are reminded of actions again. ``prefers`` is the
    platform on which they would rather hear, ``prefers_at`` the workspace there; both may be empty. ``reached`` isn't
    set but known: every address of theirs."""

    language: str = ""
    zone: str = "Europe/London"
    hours: OfficeHours = field(default_factory=OfficeHours)
    quieter: bool = False
    paused_until: date | None = None
    prefers: str = ""
    prefers_at: str = ""
    reached: tuple[Reached, ...] = field(default=(), compare=False)


@dataclass(frozen=True)
class Language:
    """A language that there are words in: its tag, its name for itself, and further names that people type."""

    tag: str
    name: str
    also: tuple[str, ...] = ()


def parse_office_hours(text: str) -> OfficeHours:
    """``9:00-17:00``, ``mon-thu 9am to 3pm``, ``mon, wed 9:30-14:00``.

    Raises ``HoursNotUnderstood``, ``NoOfficeHoursAtWeekends``, ``HoursEndBeforeTheyBegin``, ``HoursTooShort``,
    ``NoSuchTime`` or ``PhraseTooLong``, and nothing else.
    """
    words = _JOINED.sub("-", " ".join(tokens(text)).replace("a.m", "am").replace("p.m", "pm")).split()
    count = 0
    while count < len(words) and _are_days(words[count]):
        count += 1
    days = sorted({day for word in words[:count] for day in _days(word, text)}) or list(WORKING_WEEK)
    opens, closes = _span(" ".join(words[count:]), text)
    if closes <= opens:
        raise HoursEndBeforeTheyBegin(opens, closes)
    if _minutes(closes) - _minutes(opens) < SHORTEST:
        raise HoursTooShort(SHORTEST)
    return OfficeHours(opens, closes, tuple(days))


def runs(days: Sequence[int]) -> tuple[tuple[int, int], ...]:
    """Weekdays in order as stretches: (0, 1, 2, 4) is Monday to Wednesday, and Friday."""
    found: list[tuple[int, int]] = []
    for day in days:
        if found and found[-1][1] == day - 1:
            found[-1] = (found[-1][0], day)
        else:
            found.append((day, day))
    return tuple(found)


def pick_language(asked: str, languages: Sequence[Language]) -> str:
    """The tag of the language that was asked for, by tag or name; empty for that of the group in question.

    Raises ``NoWordsInLanguage``.
    """
    wanted = " ".join(asked.casefold().replace("_", "-").split())
    if wanted in _GROUPS:
        return ""
    for one in languages:
        if wanted in {name.casefold() for name in (one.tag, one.name, *one.also)}:
            return one.tag
    plain = [one.tag for one in languages if one.tag.casefold().partition("-")[0] == wanted]
    if len(plain) == 1:
        return plain[0]
    raise NoWordsInLanguage(asked[:40], tuple(f"{one.name} ({one.tag})" for one in languages))


def pick_place(asked: str, reached: Sequence[Reached], here: tuple[str, str]) -> tuple[str, str]:
    """The platform, and where it matters the workspace, that was asked for: ``slack``, ``teams``, ``mail``; ``here``,
    where it was typed; or with a workspace's name or id behind it. Both empty for the usual.

    Raises ``NotAPlatform``, ``NoAccountThere`` or ``NotWrittenToHere``.
    """
    word, _, which = " ".join(asked.split()).partition(" ")
    if word.casefold() in _ANYWHERE:
        return "", ""
    if word.casefold() == "here":
        if here not in {(one.platform, one.workspace) for one in reached}:
            raise NotWrittenToHere
        platform, which = here
    elif word.casefold() in _PLATFORMS:
        platform = _PLATFORMS[word.casefold()]
    else:
        raise NotAPlatform(asked[:40], ("slack", "teams", "mail"))
    there = {one.workspace: one for one in reached if one.platform == platform}
    if not there:
        raise NoAccountThere(platform)
    fitting = [place for place, one in there.items() if which.casefold() in (place.casefold(), one.named.casefold())]
    if which and not fitting:
        raise NoAccountThere(platform, which[:60])
    return platform, fitting[0] if which and len(there) > 1 else ""


def _are_days(word: str) -> bool:
    return word in _WEEKDAYS or all(part in WEEKDAYS for part in word.split("-"))


def _days(word: str, text: str) -> list[int]:
    if word in _WEEKDAYS:
        return list(WORKING_WEEK)
    ends = [WEEKDAYS[part] for part in word.split("-")]
    if len(ends) > 2 or ends[0] > ends[-1]:
        raise HoursNotUnderstood(text[:60])
    found = list(range(ends[0], ends[-1] + 1))
    if not set(found) <= set(WORKING_WEEK):
        raise NoOfficeHoursAtWeekends(text[:60])
    return found


def _span(said: str, text: str) -> tuple[time, time]:
    ends = said.split("-")
    if len(ends) != 2:
        raise HoursNotUnderstood(text[:60])
    try:
        return _time(ends[0]), _time(ends[1])
    except (TimeNotUnderstood, BareNumber):
        raise HoursNotUnderstood(text[:60]) from None


def _time(said: str) -> time:
    """In a span a bare hour can only be one: ``9-17``."""
    plain = said.strip()
    return parse_time(f"{plain}:00" if re.fullmatch(r"[0-9]{1,2}", plain) else plain)


def _minutes(at: time) -> int:
    return at.hour * 60 + at.minute
