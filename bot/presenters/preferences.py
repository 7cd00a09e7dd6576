"""What people set for themselves, in words, with the buttons that change it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache

from babel import Locale, UnknownLocaleError

from bot.domain.preferences import WORKING_WEEK, Language, OfficeHours, Preferences, Reached, runs
from bot.messages.model import Block, Button, Fact, Facts, Message, Paragraph, Strong, Text, buttons
from bot.presenters.speech import FALLBACK, Words, tags
from bot.presenters.speech import words as words_of

EMAIL = "email"
_TYPED = {EMAIL: "mail", "web": "console"}
_MONDAY = date(2024, 1, 1)  # any Monday: only its name is used


@lru_cache(maxsize=1)
def languages() -> tuple[Language, ...]:
    """The languages that there are words in, by every name that people may type."""
    return tuple(_language(tag) for tag in tags())


def facts(found: Preferences, words: Words) -> list[Fact]:
    """Each preference with its value."""
    return [
        words.fact("me-language", language_named(found.language, words)),
        words.fact("me-hours", hours_named(found.hours, found.zone, words)),
        words.fact("me-prefers", place_named(found, words)),
        words.fact("me-messages", _messages(found, words)),
    ]


def _messages(found: Preferences, words: Words) -> str:
    usual = words("me-messages-quieter" if found.quieter else "me-messages-usual")
    if found.paused_until is None:
        return usual
    return words.listed((words("me-messages-paused", until=words.day(found.paused_until)), usual))


def offered(found: Preferences, words: Words) -> list[Button]:
    """A button for each thing that can be set otherwise."""
    more = [words.button("me-button-hours", "me hours")]
    if len(tags()) > 1 or found.language:
        more.insert(0, words.button("me-button-language", "me language"))
    if len(found.reached) > 1:
        more.append(words.button("me-button-prefers", "me prefers"))
    if found.paused_until is not None:
        more.append(words.button("me-button-back", "me pause off"))
    if found.quieter:
        return [*more, words.button("me-button-louder", "me quieter off")]
    return [*more, words.button("me-button-quieter", "me quieter")]


def section(found: Preferences, words: Words) -> list[Block]:
    """All preferences, for where they stand below something else."""
    heading = Paragraph((Strong(words("me-preferences")),))
    return [heading, Facts(tuple(facts(found, words))), *buttons(offered(found, words))]


def spoken(found: Preferences, words: Words, *, changed: bool = True) -> Message:
    """The language from now on. ``words`` are those of that language already. What was so before isn't undone."""
    named = language_named(found.language, words)
    key = "me-language-set" if found.language else "me-language-none"
    return _set(words(key, language=named), words, changed)


def worked(found: Preferences, words: Words, *, changed: bool = True) -> Message:
    """The office hours from now on."""
    return _set(
        words("me-hours-set", hours=hours_named(found.hours, found.zone, words)), words, changed, "me-hours-wait"
    )


def heard(found: Preferences, words: Words, *, changed: bool = True) -> Message:
    """Where one hears first from now on; with several accounts there and none named, which of them is asked beside."""
    title = words("me-prefers-set" if found.prefers else "me-prefers-none", where=place_named(found, words))
    there = [one for one in found.reached if one.platform == found.prefers]
    which = _places(found, there, words) if len(there) > 1 and not found.prefers_at else []
    undo = [words.button("undo", "undo")] if changed else []
    return Message(title, (words.note("me-prefers-means"), *buttons([*which, *undo])), words.language)


def choosing_place(found: Preferences, words: Words, *, mails: bool) -> Message:
    """Where one can be written to. ``mails`` tells whether this service sends e-mail."""
    title = words("me-prefers-now", where=place_named(found, words))
    reached = [one for one in found.reached if mails or one.platform != EMAIL]
    if len(reached) < 2:
        return Message(title, (words.note("me-prefers-one"),), words.language)
    press = _places(found, reached, words)
    if found.prefers:
        press.append(words.button("me-button-prefers-usual", "me prefers usual"))
    return Message(title, (words.note("me-prefers-means"), *buttons(press)), words.language)


def quietened(found: Preferences, words: Words, *, changed: bool = True) -> Message:
    """How much one hears from now on."""
    key = "me-quieter-on" if found.quieter else "me-quieter-off"
    return _set(words(key), words, changed, f"{key}-means")


def paused(found: Preferences, words: Words, *, changed: bool = True) -> Message:
    """From when on one hears of actions again."""
    if found.paused_until is None:
        return _set(words("me-pause-off"), words, changed)
    return _set(words("me-pause-set", until=words.day(found.paused_until)), words, changed, "me-pause-means")


def choosing(found: Preferences, words: Words) -> Message:
    """Which languages there are."""
    title = words("me-language-now", language=language_named(found.language, words))
    there = [one for one in languages() if one.tag != found.language]
    press = [Button(one.name, f"me language {one.tag}") for one in there]
    if found.language:
        press.append(words.button("me-button-language-default", "me language default"))
    note = words.note("me-language-known", languages=words.listed(f"{one.name} ({one.tag})" for one in languages()))
    return Message(title, (note, *buttons(press)), words.language)


def place_named(found: Preferences, words: Words) -> str:
    """``in Slack (Scottish Government) first``."""
    if not found.prefers:
        return words("me-prefers-usual")
    named = {(one.platform, one.workspace): one.named for one in found.reached}
    at = named.get((found.prefers, found.prefers_at)) or found.prefers_at
    return words("me-prefers-first", platform=found.prefers, name=Text(at), at="yes" if at else "no")


def _places(found: Preferences, reached: Sequence[Reached], words: Words) -> list[Button]:
    """A button for each of these addresses but the preferred one; workspaces are named where a platform has several."""
    platforms = [one.platform for one in found.reached]
    pressed: dict[str, Button] = {}
    for one in reached:
        several = platforms.count(one.platform) > 1
        if (one.platform, one.workspace if several else "") == (found.prefers, found.prefers_at):
            continue
        typed = _TYPED.get(one.platform, one.platform)
        command = f"me prefers {typed} {one.workspace}" if several else f"me prefers {typed}"
        label = words(
            "me-prefers-place",
            platform=one.platform,
            name=Text(one.named or one.workspace),
            at="yes" if several else "no",
        )
        pressed.setdefault(command, Button(label, command))
    return list(pressed.values())


def language_named(tag: str, words: Words) -> str:
    """The language's own name for itself; where none is chosen of several, that it is each group's."""
    if tag or len(tags()) == 1:
        return _name(tag or FALLBACK)
    return words("me-language-of-group", language=_name(FALLBACK))


def hours_named(hours: OfficeHours, zone: str, words: Words) -> str:
    """``Monday to Friday, 09:00–17:00 (Europe/London)``."""
    stretches = [
        words("me-days", first=_day(first, words), last=_day(last, words), several="yes" if last > first else "no")
        for first, last in runs(hours.days or WORKING_WEEK)
    ]
    return words(
        "me-hours-named",
        days=words.listed(stretches),
        opens=words.time(hours.opens),
        closes=words.time(hours.closes),
        zone=zone,
    )


def _set(title: str, words: Words, changed: bool, note: str = "") -> Message:
    notes: tuple[Block, ...] = (words.note(note),) if note else ()
    undo = [words.button("undo", "undo")] if changed else []
    return Message(title, (*notes, *buttons(undo)), words.language)


def _day(weekday: int, words: Words) -> str:
    return words.weekday(_MONDAY + timedelta(days=weekday))


def _name(tag: str) -> str:
    """As the language's own words have it, or else the locale data: these call British English by a state."""
    own, key = words_of(tag), f"language-{tag}"
    if own.has(key):
        return own(key)
    found = _locale(tag)
    return (found.get_display_name(found) if found else None) or tag


def _language(tag: str) -> Language:
    found, english = _locale(tag), Locale.parse("en")
    if found is None:
        return Language(tag, tag)
    also = (found.get_language_name(found), found.get_display_name(english), found.get_language_name(english))
    return Language(tag, _name(tag), tuple(dict.fromkeys(name for name in also if name)))


def _locale(tag: str) -> Locale | None:
    try:
        return Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        return None
