"""A text for reading before it has a format: a title, labelled facts, and sections with paragraphs and points."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

POINT = "- "
"""How a line begins that is a point of a list."""


@dataclass(frozen=True)
class Part:
    """A section: its heading, and its text in lines."""

    title: str
    text: str


@dataclass(frozen=True)
class Prose:
    """``stem`` is the file's name without its ending. ``marking`` stands at the head and the foot, empty where none
    need be shown; ``foot`` says which version this is. ``language`` is a tag such as ``en-GB``."""

    stem: str
    title: str
    marking: str
    head: tuple[tuple[str, str], ...]
    parts: tuple[Part, ...]
    foot: str
    language: str


@dataclass(frozen=True)
class Paragraph:
    text: str


@dataclass(frozen=True)
class Points:
    items: tuple[str, ...]


def blocks(text: str) -> Iterator[Paragraph | Points]:
    """The lines of a section: those that begin with a dash are points, in one list where they stand together."""
    items: list[str] = []
    for line in text.splitlines():
        said = line.strip()
        if said.startswith(POINT):
            items.append(said.removeprefix(POINT).strip())
            continue
        if items:
            yield Points(tuple(items))
            items = []
        if said:
            yield Paragraph(said)
    if items:
        yield Points(tuple(items))
