"""The ratios as bars: the floor is 1, a mark stands at the goal, peers are thinner. Logarithmic where peers are far."""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape

from tests.benchmarks.harness import Figure
from tests.benchmarks.table import amount

WIDTH, LEFT, BAR, GAP = 960, 30, 15, 3
ROOM = WIDTH - 2 * LEFT - 210
INK, OURS, PEER, GOAL = "#1d2733", "#20639b", "#b9c3cd", "#b3202a"
STYLE = "font: 13px system-ui, sans-serif; fill: #1d2733"


def draw(machine: str, figures: Sequence[Figure]) -> str:
    """One SVG, readable in black and white: every bar has its figure in words."""
    parts: list[str] = []
    top = 52
    for figure in figures:
        block, top = _figure(figure, top)
        parts += block
    title = "Speed and memory, as multiples of a floor measured in the same run"
    head = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {top + 10}" role="img" aria-label="{title}">',
        f'<rect width="{WIDTH}" height="{top + 10}" fill="#ffffff"/>',
        f'<text x="{LEFT}" y="22" style="{STYLE}; font-weight: 600">{title}</text>',
        f'<text x="{LEFT}" y="40" style="{STYLE}; font-size: 11px">{escape(machine)}</text>',
    ]
    return "\n".join([*head, *parts, "</svg>", ""])


def _figure(figure: Figure, top: int) -> tuple[list[str], int]:
    floor = figure.figures[figure.floor]
    ratios = {name: value / floor for name, value in figure.figures.items()}
    widest = max(*ratios.values(), figure.goal or 1)
    parts = [f'<text x="{LEFT}" y="{top + 16}" style="{STYLE}; font-weight: 600">{escape(figure.what)}</text>']
    y = top + 22
    for name, ratio in ratios.items():
        length = _length(ratio, widest)
        colour = OURS if name == figure.ours else INK if name == figure.floor else PEER
        said = f"{name}: {amount(figure.figures[name], figure.unit)}, {ratio:.2f} ×"
        parts.append(f'<rect x="{LEFT}" y="{y}" width="{length:.0f}" height="{BAR}" fill="{colour}"/>')
        parts.append(
            f'<text x="{LEFT + length + 6:.0f}" y="{y + 12}" style="{STYLE}; font-size: 12px">{escape(said)}</text>'
        )
        if name == figure.ours and figure.goal is not None:
            at = LEFT + _length(figure.goal, widest)
            parts.append(f'<path d="M{at:.0f} {y - 2} v{BAR + 4}" stroke="{GOAL}" stroke-width="2"/>')
        y += BAR + GAP
    return parts, y + 8


def _length(ratio: float, widest: float) -> float:
    """Bars grow with the ratio; beyond twelve times the floor, with its logarithm."""
    if widest <= 12:
        return max(ROOM * ratio / widest, 2)
    return max(ROOM * math.log1p(ratio) / math.log1p(widest), 2)
