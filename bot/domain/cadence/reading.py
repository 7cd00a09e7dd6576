"""Walking through the words of a series. Commas are gone already; "and", "the" and "&" say nothing here."""

from __future__ import annotations

from bot.domain.cadence.rules import LAST
from bot.domain.dates.words import MONTHS, WEEKDAYS, WELSH_DAY, number, ordinal

_SILENT = frozenset({"and", "the", "&"})
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "last": LAST}
_UNITS = {"week": "week", "weeks": "week", "month": "month", "months": "month"}
_TIMES = {"once": 1, "twice": 2}


class Reading:
    """The words still to be read. Each method takes what it understands and leaves the rest."""

    def __init__(self, text: str, words: list[str]) -> None:
        self.text = text
        self._typed = [word for word in words if word.casefold() not in _SILENT]
        self._words = [word.casefold() for word in self._typed]
        self._place = 0

    def rest(self) -> str:
        """What hasn't been read, as typed; the whole text where nothing was."""
        return " ".join(self._typed[self._place :])

    def ended(self) -> bool:
        return self._place >= len(self._words)

    def take(self, *words: str) -> bool:
        """Whether these words come next; then they are taken."""
        if tuple(self._words[self._place : self._place + len(words)]) != words:
            return False
        self._place += len(words)
        return True

    def at_weekday(self) -> bool:
        return _weekday(self._peek(1) if self._peek() in WELSH_DAY else self._peek()) is not None

    def weekday(self) -> int:
        """The weekday that comes next; ``at_weekday`` was true."""
        self._place += 2 if self._peek() in WELSH_DAY else 1
        return WEEKDAYS[_singular(self._words[self._place - 1])]

    def weekdays(self) -> tuple[int, ...]:
        found = set()
        while self.at_weekday():
            found.add(self.weekday())
        return tuple(sorted(found))

    def months(self) -> tuple[int, ...]:
        """``jan apr``, or all twelve for ``every month``, ``each month`` and ``month``."""
        if self.take("every", "month") or self.take("each", "month") or self.take("month"):
            return tuple(range(1, 13))
        found = set()
        while self._peek() in MONTHS:
            found.add(MONTHS[self._peek()])
            self._place += 1
        return tuple(sorted(found))

    def positions(self) -> tuple[int, ...]:
        """``first third``, ``1st 15th``, ``last``: ascending, each once, the last one last."""
        found: set[int] = set()
        while (position := _ORDINALS.get(self._peek(), ordinal(self._peek()))) is not None:
            found.add(position)
            self._place += 1
        return tuple(sorted(found, key=lambda position: (position == LAST, position)))

    def interval(self) -> tuple[int, str] | None:
        """``week``, ``6 weeks``, ``other month``, ``second week``, ``fortnight``: how many, and of what."""
        if self.take("fortnight"):
            return 2, "week"
        if unit := _UNITS.get(self._peek()):
            self._place += 1
            return 1, unit
        count = self._peek()
        many = 2 if count == "other" else _ORDINALS.get(count, ordinal(count) or number(count))
        unit = _UNITS.get(self._peek(1))
        if many is None or many == LAST or unit is None:
            return None
        self._place += 2
        return many, unit

    def times_a_year(self) -> int | None:
        """``once a year``, ``twice a year``, ``4 times a year``, ``yearly``, ``every year``."""
        if self.take("yearly") or self.take("annually") or self.take("every", "year"):
            return 1
        many = _TIMES.get(self._peek())
        tail: tuple[str, ...] = ("a", "year")
        if many is None:
            many, tail = number(self._peek()), ("times", "a", "year")
        if many is None or tuple(self._words[self._place + 1 : self._place + 1 + len(tail)]) != tail:
            return None
        self._place += 1 + len(tail)
        return many

    def _peek(self, ahead: int = 0) -> str:
        place = self._place + ahead
        return self._words[place] if place < len(self._words) else ""


def _singular(word: str) -> str:
    return word if word in WEEKDAYS else word.removesuffix("s")


def _weekday(word: str) -> int | None:
    return WEEKDAYS.get(_singular(word))
