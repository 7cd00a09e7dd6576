"""Sentences in the reader's language, from the Fluent files under ``words/``.

``fluent.runtime`` returns its errors instead of raising them; here they are raised, so that a sentence
with a hole in it never reaches anybody.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
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
PREFIX = "/wg"

_OPEN, _CLOSE = "\ue000", "\ue001"  # private use: where a span stands while the sentence is put together

_PLAIN = frozenset((str, int))

Value = str | int | Span | Line


class Wordless(LookupError):
    """A sentence is missing, or was given the wrong arguments. A fault of ours, never of the person."""


class Words:
    """The words of one language. Numbers and plain strings choose plurals and cases; spans are put in whole.

    What a person typed is given as ``Text`` (or another span), never as a plain string. Every sentence may say
    ``{ $prefix }``, which stands before a command.
    """

    def __init__(self, language: str = FALLBACK) -> None:
        self.language = language if language in tags() else FALLBACK
        self._bundle = _bundle(self.language)
        self._locale = self.language.replace("-", "_")
        self._named: Callable[[str], str | None] = lambda code: None
        self._names: dict[str, str | None] = {}
        self._prefix = PREFIX

    def calling(self, named: Callable[[str], str | None], prefix: str = PREFIX) -> Words:
        """The same words, with the names of administrations that were added (``named`` is asked once for each code),
        and with what one types before a command where these words are read."""
        known = Words.__new__(Words)
        known.__dict__ |= self.__dict__ | {"_named": named, "_names": {}, "_prefix": prefix}
        return known

    def name(self, kind: str, code: str) -> str:
        """What a ``seat`` or ``territory`` is called: in this language, else by its administration's own name."""
        key = f"{kind}-{code}"
        return self(key) if self.has(key) else self._name(code) or code

    def _name(self, code: str) -> str | None:
        if code not in self._names:
            self._names[code] = self._named(code)
        return self._names[code]

    def has(self, key: str) -> bool:
        return bool(self._bundle.has_message(key))

    def __call__(self, key: str, **facts: Value) -> str:
        """The sentence as plain text; spans become their words."""
        sentence, spans = self._said(key, facts)
        return plain(_assembled(sentence, spans)) if spans else sentence

    def line(self, key: str, **facts: Value) -> Line:
        """The sentence as spans. Raises ``Wordless``."""
        return _assembled(*self._said(key, facts))

    def _said(self, key: str, facts: Mapping[str, Value]) -> tuple[str, Sequence[Line]]:
        """The sentence with marks where its spans stand, and these. Labels, days and counts are wanted again and again,
        whatever people have typed between them: so sentences are remembered, and no span is."""
        if _PLAIN.issuperset(map(type, facts.values())):
            return _sentence(self.language, self._prefix, key, tuple(facts.items())), ()
        spans: list[Line] = []
        plainly: list[tuple[str, str | int]] = []
        for name, value in facts.items():
            if isinstance(value, str):
                plainly.append((name, value if value.isascii() else value.replace(_OPEN, "").replace(_CLOSE, "")))
            elif isinstance(value, int):
                plainly.append((name, value))
            else:
                plainly.append((name, f"{_OPEN}{len(spans)}{_CLOSE}"))
                spans.append(value if isinstance(value, tuple) else (value,))
        return _sentence(self.language, self._prefix, key, tuple(plainly)), spans

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

    def long_day(self, day: date, *, year: bool = True) -> str:
        """``20 January 2027``, or without its year."""
        return _dated(day, "d MMMM y" if year else "d MMMM", self._locale)

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


@lru_cache(maxsize=4096)
def _sentence(language: str, prefix: str, key: str, facts: tuple[tuple[str, str | int], ...]) -> str:
    bundle = _bundle(language)
    message = bundle.get_message(key) if bundle.has_message(key) else None
    if message is None or message.value is None:
        raise Wordless(f"no sentence {key} in {language}")
    sentence, errors = bundle.format_pattern(message.value, {"prefix": prefix, **dict(facts)})
    if errors:
        raise Wordless(f"{key} in {language}: {errors}")
    return str(sentence)


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
