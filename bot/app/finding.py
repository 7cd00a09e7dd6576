"""One thing that ``convenor check`` looked at."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """``about`` names its label among the words; ``words`` say what is so, and how to mend it where it isn't good."""

    about: str
    good: bool
    words: str
