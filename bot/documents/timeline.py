"""A timeline of turns as a picture: one row a seat, one column a meeting, drawn by hand as SVG.

No seat has a colour of its own: what differs is shape (a square chairs, a circle hosts), letter and line (solid:
served, thick: told, dashed: projected), so that it reads in black and white. Every mark says itself in words to whoever
points at it; the whole has a title and a description, and a table beside it says the same to whoever doesn't see it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Literal

from bot.documents.model import About, Written, spooled

ENDING = "svg"
MEDIA_TYPE = "image/svg+xml"

LEFT, TOP, COLUMN, ROW, MARGIN = 190, 96, 92, 44, 20
LETTER_WIDTH = 7.6
INK, PALE, BAND, TODAY = "#1d2733", "#ffffff", "#f1f4f7", "#5a6775"
FONT = "font-family=\"system-ui, 'Segoe UI', Arial, sans-serif\""

State = Literal["served", "told", "projected"]


@dataclass(frozen=True)
class Column:
    """A meeting: its day in two lines, and its reference (empty where it has none yet)."""

    day: str
    year: str
    reference: str
    past: bool


@dataclass(frozen=True)
class Mark:
    """A turn: where it stands, in which role and state, the letter on it, and the sentence that says it."""

    column: int
    row: int
    role: Literal["chair", "host"]
    state: State
    letter: str
    said: str


@dataclass(frozen=True)
class Timeline:
    """``rows`` are the seats' names, ``key`` the sentences for role and state in the order of the key's marks."""

    title: str
    description: str
    rows: Sequence[str]
    columns: Sequence[Column]
    marks: Sequence[Mark]
    today: str
    key: Sequence[tuple[Literal["chair", "host"], State, str, str]]
    language: str


def draw(timeline: Timeline) -> str:
    """The picture as one SVG element that stands alone."""
    left = max(LEFT, MARGIN * 2 + round(max(map(len, timeline.rows), default=0) * LETTER_WIDTH))
    keyed = sum(60 + round(len(text) * LETTER_WIDTH) for *_, text in timeline.key)
    width = max(left + COLUMN * len(timeline.columns) + MARGIN, keyed + MARGIN * 2, 480)
    bottom = TOP + ROW * len(timeline.rows)
    height = bottom + 74
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'role="img" aria-labelledby="t d" lang="{escape(timeline.language)}" {FONT}>',
        f'<title id="t">{escape(timeline.title)}</title>',
        f'<desc id="d">{escape(timeline.description)}</desc>',
        f'<rect width="{width}" height="{height}" fill="{PALE}"/>',
        _text(MARGIN, 28, timeline.title, size=17, weight=600),
        *_rows(timeline.rows, width, left),
        *_columns(timeline, bottom, left),
        *(_mark(mark, *_at(mark, left, timeline.marks), said=mark.said) for mark in timeline.marks),
        *_key(timeline, bottom + 48),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def written(about: About, timeline: Timeline) -> Written:
    """The picture as a file that says what it is about, as every export does."""
    return named(about.stem, timeline)


def named(stem: str, timeline: Timeline) -> Written:
    """The picture as a file of that name."""
    content = spooled()
    content.write(draw(timeline).encode())
    length = content.tell()
    content.seek(0)
    return Written(f"{stem}.{ENDING}", MEDIA_TYPE, content, length, len(timeline.marks))


def _rows(rows: Sequence[str], width: int, left: int) -> Iterator[str]:
    for number, name in enumerate(rows):
        top = TOP + number * ROW
        if number % 2 == 0:
            yield f'<rect x="0" y="{top}" width="{width}" height="{ROW}" fill="{BAND}"/>'
        yield _text(left - MARGIN, top + ROW // 2 + 5, name, size=14, anchor="end")


def _columns(timeline: Timeline, bottom: int, left: int) -> Iterator[str]:
    for number, column in enumerate(timeline.columns):
        middle = left + number * COLUMN + COLUMN // 2
        yield _text(middle, 54, column.day, size=13, anchor="middle", weight=600)
        yield _text(middle, 69, column.year, size=12, anchor="middle")
        yield _text(middle, 84, column.reference, size=11, anchor="middle")
        yield f'<path d="M{middle} {TOP} V{bottom}" stroke="{TODAY}" stroke-opacity="0.25"/>'
    past = sum(1 for column in timeline.columns if column.past)
    if 0 < past < len(timeline.columns):
        at = left + past * COLUMN
        yield f'<path d="M{at} {TOP - 6} V{bottom + 6}" stroke="{TODAY}" stroke-width="2" stroke-dasharray="2 4"/>'
        yield _text(at, bottom + 20, timeline.today, size=12, anchor="middle")


def _at(mark: Mark, left: int, marks: Sequence[Mark]) -> tuple[int, int]:
    """In the middle of its cell; where a seat chairs and hosts the same meeting, side by side."""
    both = any((o.column, o.row) == (mark.column, mark.row) and o.role != mark.role for o in marks)
    aside = 0 if not both else -17 if mark.role == "chair" else 17
    return left + mark.column * COLUMN + COLUMN // 2 + aside, TOP + mark.row * ROW + ROW // 2


def _mark(mark: Mark, x: int, y: int, *, said: str) -> str:
    solid = mark.state == "served"
    line = {"served": "", "told": ' stroke-width="3"', "projected": ' stroke-width="1.5" stroke-dasharray="4 3"'}
    look = f'fill="{INK if solid else PALE}" stroke="{INK}"{line[mark.state]}'
    shape = (
        f'<rect x="{x - 14}" y="{y - 14}" width="28" height="28" {look}/>'
        if mark.role == "chair"
        else f'<circle cx="{x}" cy="{y}" r="14" {look}/>'
    )
    letter = _text(x, y + 5, mark.letter, size=14, anchor="middle", weight=600, fill=PALE if solid else INK)
    return f"<g><title>{escape(said)}</title>{shape}{letter}</g>"


def _key(timeline: Timeline, y: int) -> Iterator[str]:
    x = MARGIN + 14
    for role, state, letter, text in timeline.key:
        yield _mark(Mark(0, 0, role, state, letter, text), x, y, said=text)
        yield _text(x + 22, y + 5, text, size=13)
        x += 60 + round(len(text) * LETTER_WIDTH)


def _text(x: int, y: int, words: str, *, size: int, anchor: str = "start", weight: int = 400, fill: str = INK) -> str:
    return (
        f'<text x="{x}" y="{y}" font-size="{size}" text-anchor="{anchor}" font-weight="{weight}" fill="{fill}">'
        f"{escape(words)}</text>"
    )
