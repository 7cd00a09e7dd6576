"""Arguments of a command: from words, options or form fields to one frozen dataclass.

A command declares what it takes as a dataclass whose fields are made by ``word``, ``rest``, ``day`` and
their kin. The same declaration makes the parser, the form and the question for what is missing.
"""

from __future__ import annotations

from bot.arguments.kinds.days import day, day_or_off, later_day, moment, when
from bot.arguments.kinds.people import extent, people, person, seat, seats
from bot.arguments.kinds.references import action, decision, item, meeting, number, poll, reference, references, turn
from bot.arguments.kinds.texts import MAX_TEXT, choice, lines, link, option, paragraphs, parsed, rest, word
from bot.arguments.model import Argument, Ask, Given, Nothing, Parse
from bot.arguments.reading import declared, gather, parse
from bot.arguments.refusals import Missing, NotALink, NotANumber, NotOneOf, TextTooLong, TooManyWords, UnknownOption

__all__ = [
    "MAX_TEXT",
    "Argument",
    "Ask",
    "Given",
    "Missing",
    "NotALink",
    "NotANumber",
    "NotOneOf",
    "Nothing",
    "Parse",
    "TextTooLong",
    "TooManyWords",
    "UnknownOption",
    "action",
    "choice",
    "day",
    "day_or_off",
    "decision",
    "declared",
    "extent",
    "gather",
    "item",
    "later_day",
    "lines",
    "link",
    "meeting",
    "moment",
    "number",
    "option",
    "paragraphs",
    "parse",
    "parsed",
    "people",
    "person",
    "poll",
    "reference",
    "references",
    "rest",
    "seat",
    "seats",
    "turn",
    "when",
    "word",
]
