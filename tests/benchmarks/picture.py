"""The ratios as bars: the floor is 1, a mark stands at the goal, others are grey. Logarithmic where others are far."""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape

from tests.benchmarks.harness import Figure
from tests.benchmarks.table import amount

WIDTH, LEFT, BARS, RIGHT = 960, 24, 270, 770
"""How wide it is, and where names, bars and figures begin: none of them ever stands on another."""
BAR, GAP = 12, 3
INK, OURS, PEER, GOAL = "#1d2733", "#20639b", "#b9c3cd", "#b3202a"
FONT = "font-family: system-ui, sans-serif; fill: #1d2733"
SMALL, STRONG = f"{FONT}; font-size: 11px", f"{FONT}; font-size: 13px; font-weight: 600"
FAR = 12


def draw(machine: str, figures: Sequence[Figure]) -> str:
    """One SVG, readable in black and white: every bar has its name and its figure in words."""
    parts: list[str] = []
    top = 74
    for figure in figures:
        block, top = _figure(figure, top)
        parts += block
    title = "Speed and memory, as multiples of a floor measured in the same run"
    key = "black: the floor; blue: Convenor; grey: others; red mark: the goal, which blue shouldn't pass"
    head = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {top + 10}" role="img" aria-label="{title}">',
        f'<rect width="{WIDTH}" height="{top + 10}" fill="#ffffff"/>',
        _text(LEFT, 22, title, STRONG),
        _text(LEFT, 40, machine, SMALL),
        _text(LEFT, 56, key, SMALL),
    ]
    return "\n".join([*head, *parts, "</svg>", ""])


def _figure(figure: Figure, top: int) -> tuple[list[str], int]:
    floor = figure.figures[figure.floor]
    ratios = {name: value / floor for name, value in figure.figures.items()}
    widest = max(*ratios.values(), figure.goal or 1)
    what = f"{figure.what} (logarithmic)" if widest > FAR else figure.what
    parts = [_text(LEFT, top + 14, what, STRONG)]
    y = top + 21
    for name, ratio in ratios.items():
        colour = OURS if name == figure.ours else INK if name == figure.floor else PEER
        said = f"{amount(figure.figures[name], figure.unit)}, {ratio:.2f} ×"
        bar = f'<rect x="{BARS}" y="{y}" width="{_length(ratio, widest):.0f}" height="{BAR}" fill="{colour}"/>'
        parts += [_text(LEFT, y + 10, name, SMALL), bar, _text(RIGHT, y + 10, said, SMALL)]
        if name == figure.ours and figure.goal is not None:
            at = BARS + _length(figure.goal, widest)
            parts.append(f'<path d="M{at:.0f} {y - 2} v{BAR + 4}" stroke="{GOAL}" stroke-width="2"/>')
        y += BAR + GAP
    return parts, y + 6


def _text(x: int, y: int, said: str, style: str) -> str:
    return f'<text x="{x}" y="{y}" style="{style}">{escape(said)}</text>'


def _length(ratio: float, widest: float) -> float:
    """Bars grow with the ratio; where somebody is far beyond the floor, with its logarithm."""
    room = RIGHT - BARS - 12
    if widest <= FAR:
        return max(room * ratio / widest, 2)
    return max(room * math.log1p(ratio) / math.log1p(widest), 2)
