"""Hostile text in every place of every reply, and anything at all that may be typed."""

from __future__ import annotations

import random
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from functools import partial

from bot.domain import dates
from bot.domain.errors import DomainError
from bot.language import tokens
from tests.faults.harness import SEED
from tests.faults.hostile.tried import Attack, Tried, many
from tests.messages import test_hostile as hostile

RENDERED: tuple[Callable[[str], None], ...] = (
    hostile.test_plain_text_shows_it_and_nothing_steers_the_terminal,
    hostile.test_html_shows_it_and_nothing_of_it_becomes_markup,
    hostile.test_slack_takes_it_literally,
)
WORDS = (
    *("action add", "3 Dec", "12/13/2026", "next friday", "end of month", "in 2 weeks", "from:", "to:", '"', "“", "”"),
    *("'", "\\", "group:vawg", "@ana", "<@U1|ana>", "<!channel>", "=1+1", "\r\n", "\x00", "\ud800", "\u202e", "0" * 50),
    *(
        "31 Feb",
        "29/2/2027",
        "every 6 weeks on tuesday",
        "99:99",
        "10:00",
        "for 2 hours",
        "-",
        ",",
        ":",
        "é",
        "漢",
        "1e9",
    ),
)


def texts(_url: str, scale: float) -> Tried:
    """Mentions, links, markdown, card JSON, formulas, CR LF, bidi marks, zero width, NUL, surrogates, 100 kB: through
    every renderer; it is shown, and does nothing."""
    tried = wrong = 0
    for text in list(hostile.HOSTILE.values())[: many(len(hostile.HOSTILE), scale)]:
        for check in RENDERED:
            tried, wrong = tried + 1, wrong + _fails(check, text)
    if scale >= 1:
        for text in hostile.LONG.values():
            check = hostile.test_a_hundred_kilobytes_are_shown_or_cut_but_never_refused
            tried, wrong = tried + len(RENDERED), wrong + _fails(check, text)
    return Tried("hostile text, in every place of a message and a form", tried, wrong)


def _fails(check: Callable[[str], None], text: str) -> bool:
    try:
        check(text)
    except Exception:
        return True
    return False


def grammar(_url: str, scale: float) -> Tried:
    """Anything that may be typed where a command, a day, a time or a span is expected: a value or a refusal."""
    die, tried, broken, today = random.Random(SEED), many(50_000, scale), 0, date(2027, 1, 4)
    for _ in range(tried):
        text = _typed(die)
        broken += _breaks(tokens, text)
        broken += _breaks(partial(dates.parse_when, today=today), text)
        broken += _breaks(partial(dates.parse_date, today=today), text)
        broken += _breaks(dates.parse_duration, text)
    return Tried("fuzzed commands, days, times and spans", 4 * tried, broken)


def _typed(die: random.Random) -> str:
    pieces = [die.choice(WORDS) for _ in range(die.randint(1, 6))]
    text = die.choice(("", " ", " ")).join(pieces)
    for _ in range(die.randint(0, 3)):
        place = die.randrange(len(text))
        text = text[:place] + chr(die.randrange(0x110000)) + text[place + 1 :]
    return text


def _breaks(reads: Callable[[str], object], text: str) -> bool:
    try:
        with suppress(DomainError):
            reads(text)
    except Exception:
        return True
    return False


TEXTS: tuple[Attack, ...] = (texts, grammar)
