"""Why a turn is a seat's: short for tables, and in full sentences."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from babel.dates import format_interval

from bot.domain.rotation import reasons as r
from bot.domain.rotation.reasons import Reason
from bot.messages.model import Line, Paragraph, Span, Text
from bot.presenters import occasions
from bot.presenters.seats import seat_name
from bot.presenters.speech import Value, Words


def short(reasons: Sequence[Reason], words: Words) -> Line:
    """``next in order; Wales passed over 26 Mar – 7 May 2026 (pre-election), owed``."""
    found: list[Span] = []
    for reason in reasons:
        key, facts = _facts(reason, words)
        found += [*([Text("; ")] if found else []), *words.line(f"why-{key}", **facts)]
    return tuple(found)


def full(seat: str | None, reasons: Sequence[Reason], words: Words) -> tuple[Paragraph, ...]:
    """One sentence for each reason, the seat's own first, then who came before and why they could not."""
    name = seat_name(seat, words)
    found = (_facts(reason, words) for reason in reasons)
    return tuple(words.paragraph(f"because-{key}", seat=name, **facts) for key, facts in found)


def _facts(reason: Reason, words: Words) -> tuple[str, dict[str, Value]]:
    """The reason's sentence and its facts; ``other`` is another seat than the one whose turn it is."""
    match reason:
        case r.Owed(since):
            return ("owed", {"since": occasions.named(since, words)}) if since is not None else ("owed-one", {})
        case r.Overridden(why, _):
            return "overridden", {"reason": Text(why)}
        case r.OfTerm(number):
            return "of-term", {"term": occasions.named(number, words)}
        case r.PassedOver():
            return "passed-over", _passed_over(reason, words)
        case r.BySwap(other) | r.SetOff(other) | r.SuspendedSeat(other):
            return _KEYS[type(reason)], {"other": seat_name(other, words)}
        case _:
            return _KEYS[type(reason)], {}


_KEYS: dict[type[Reason], str] = {
    r.NextInOrder: "next-in-order",
    r.BySwap: "by-swap",
    r.Chosen: "chosen",
    r.WithChair: "with-chair",
    r.NobodyAvailable: "nobody-available",
    r.CountedAsServed: "counted-as-served",
    r.NewSeat: "new-seat",
    r.SetOff: "set-off",
    r.SuspendedSeat: "suspended-seat",
}


def _passed_over(reason: r.PassedOver, words: Words) -> dict[str, Value]:
    away = f"away-{reason.because}"
    return {
        "other": seat_name(reason.seat, words),
        "because": words(away) if words.has(away) else reason.because,
        "span": _span(reason.first_day, reason.last_day, words),
        "outcome": reason.outcome.value,
    }


def _span(first: date | None, last: date | None, words: Words) -> str:
    """The days with a blank behind them, or nothing where they are not known."""
    if first is None or last is None:
        return ""
    return str(format_interval(first, last, "yMMMd", locale=words.language.replace("-", "_"))) + " "
