"""Every example reply, by name: ``SUBJECT/EXAMPLE`` from each ``gallery_SUBJECT.py`` beside this file.

A gallery exports ``EXAMPLES: dict[str, Message | Form]``. Each example becomes one golden file a renderer.
"""

from __future__ import annotations

import importlib
from functools import cache
from pathlib import Path

from bot.messages.model import Form, Message

HERE = Path(__file__).parent


@cache
def examples() -> dict[str, Message | Form]:
    """All examples of all galleries, in the order of their names."""
    found: dict[str, Message | Form] = {}
    for path in sorted(HERE.glob("gallery_*.py")):
        gallery: dict[str, Message | Form] = importlib.import_module(f"tests.messages.{path.stem}").EXAMPLES
        subject = path.stem.removeprefix("gallery_")
        found |= {f"{subject}/{name}": example for name, example in sorted(gallery.items())}
    return found


def messages() -> dict[str, Message]:
    """The examples that are messages."""
    return {name: example for name, example in examples().items() if isinstance(example, Message)}


def forms() -> dict[str, Form]:
    """The examples that are forms."""
    return {name: example for name, example in examples().items() if isinstance(example, Form)}
