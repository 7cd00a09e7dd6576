"""Sentences in the reader's language, from the Fluent files under ``words/``.

``fluent.runtime`` returns its errors instead of raising them; here they are raised, so that a sentence
with a hole in it never reaches anybody.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_time
from babel.lists import format_list
from fluent.runtime import FluentBundle, FluentResource

from bot.messages.model import Button, Buttons, Fact, Line, Mention, Message, Moment, Note, Paragraph, Span, Text

WORDS = Path(__file__).parent / "words"
FALLBACK = "en-GB"

_OPEN, _CLOSE = "\ue000", "\ue001"  # private use: where a span stands while the sentence is put together

Value = str | int | Span | Line


class Wordless(LookupError):
    """A sentence is missing, or was given the wrong arguments. A fault of ours, never of the person."""


class Words:
    """The words of one language. Numbers and plain strings choose plurals and cases; spans are put in whole.

    What a person typed is given as ``Text`` (or another span), never as a plain string.
    """

    def __init__(self, language: str = FALLBACK) -> None:
        self.language = language if language in tags() else FALLBACK
        self._bundle = _bundle(self.language)
        self._locale = self.language.replace("-", "_")
        self._plain: dict[str, Line] = {}

    def has(self, key: str) -> bool:
        return bool(self._bundle.has_message(key))

    def __call__(self, key: str, **facts: Value) -> str:
        """The sentence as plain text; spans become their words."""
        return plain(self.line(key, **facts))

    def line(self, key: str, **facts: Value) -> Line:
        """The sentence as spans. Raises ``Wordless``."""
        if facts:
            return self._worded(key, facts)
        if key not in self._plain:  # labels and headings, wanted again and again
            self._plain[key] = self._worded(key, facts)
        return self._plain[key]

    def _worded(self, key: str, facts: Mapping[str, Value]) -> Line:
        message = self._bundle.get_message(key) if self.has(key) else None
        if message is None or message.value is None:
            raise Wordless(f"no sentence {key} in {self.language}")
        spans: list[Line] = []
        arguments: dict[str, str | int] = {}
        for name, value in facts.items():
            if isinstance(value, str):
                arguments[name] = value.replace(_OPEN, "").replace(_CLOSE, "")
            elif isinstance(value, int):
                arguments[name] = value
            else:
                arguments[name] = f"{_OPEN}{len(spans)}{_CLOSE}"
                spans.append(value if isinstance(value, tuple) else (value,))
        sentence, errors = self._bundle.format_pattern(message.value, arguments)
        if errors:
            raise Wordless(f"{key} in {self.language}: {errors}")
        return _assembled(str(sentence), spans)

    def paragraph(self, key: str, **facts: Value) -> Paragraph:
        return Paragraph(self.line(key, **facts))

    def note(self, key: str, **facts: Value) -> Note:
        return Note(self.line(key, **facts))

    def fact(self, key: str, value: Line | str) -> Fact:
        """A labelled value; ``key`` names the label."""
        return Fact(self(key), (Text(value),) if isinstance(value, str) else value)

    def button(self, key: str, command: str, **facts: Value) -> Button:
        return Button(self(key, **facts), command)

    def message(self, title: str, *blocks: Paragraph | Note | Buttons) -> Message:
        return Message(title, blocks, self.language)

    def day(self, day: date) -> str:
        """``Wednesday 20 January 2027``."""
        return _dated(day, "EEEE d MMMM y", self._locale)

    def short_day(self, day: date) -> str:
        """``20 Jan 2027``: for tables."""
        return _dated(day, "d MMM y", self._locale)

    def weekday(self, day: date) -> str:
        """``Wednesday``."""
        return _dated(day, "EEEE", self._locale)

    def short_weekday(self, day: date) -> str:
        """``Wed``: for tables."""
        return _dated(day, "EEE", self._locale)

    def time(self, at: time) -> str:
        """``10:00``."""
        return format_time(at, "HH:mm", locale=self._locale)

    def moment(self, instant: datetime, zone: str) -> Moment:
        """An instant, worded as the local day and time of a zone."""
        local = instant.astimezone(ZoneInfo(zone))
        return Moment(instant, f"{self.day(local.date())}, {self.time(local.time())}")

    def listed(self, items: Iterable[str]) -> str:
        """``Scotland, Wales and Ireland``."""
        found = list(items)
        return format_list(found, locale=self._locale) if found else ""


@lru_cache(maxsize=4096)
def _dated(day: date, pattern: str, locale: str) -> str:
    return format_date(day, pattern, locale=locale)


@lru_cache(maxsize=1)
def tags() -> tuple[str, ...]:
    """The languages that there are words in, in alphabetical order."""
    return tuple(sorted(folder.name for folder in WORDS.iterdir() if folder.is_dir()))


def words(*languages: str) -> Words:
    """The words of the first of these languages that has any: the person's, then the group's. An empty one is none
    chosen. British English where none of them has words."""
    return _spoken(next((one for one in languages if one in tags()), FALLBACK))


@lru_cache(maxsize=8)
def _spoken(language: str) -> Words:
    return Words(language)


@lru_cache(maxsize=8)
def _bundle(language: str) -> FluentBundle:
    bundle = FluentBundle([language, FALLBACK], use_isolating=False)
    for folder in dict.fromkeys([FALLBACK, language]):
        for path in sorted((WORDS / folder).glob("*.ftl")):
            bundle.add_resource(FluentResource(path.read_text(encoding="utf-8")), allow_overrides=folder != FALLBACK)
    return bundle


def plain(line: Iterable[Span]) -> str:
    """A line as plain text."""
    return "".join(_words(span) for span in line)


def _words(span: Span) -> str:
    match span:
        case Mention(name=name):
            return name
        case Moment(words=text):
            return text
        case _:
            return span.text


def _assembled(sentence: str, spans: Sequence[Line]) -> Line:
    if not spans:
        return (Text(sentence),)
    found: list[Span] = []
    for index, part in enumerate(sentence.split(_OPEN)):
        if index:
            number, _, part = part.partition(_CLOSE)
            found.extend(spans[int(number)])
        if part:
            found.append(Text(part))
    return tuple(found)
