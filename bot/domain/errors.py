"""Refusals as facts. Nothing here is worded: ``presenters.refusals`` finds the sentence by ``key``.

Every field of a refusal becomes an argument of its sentence. ``eq=False``: a frozen or comparing
dataclass breaks as an exception inside context managers, which set its traceback.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import ClassVar, Self


@dataclass(eq=False)
class DomainError(Exception):
    """Something that was asked for and is refused. The person is told why; nothing changes.

    ``argument`` is set by the parser: the name of the argument that was wrong. A refusal is ``spent`` where it comes
    too late: nobody can do any more what was asked, so the button that asked it has had its day.
    """

    spent: ClassVar[bool] = False

    def __post_init__(self) -> None:
        self.argument = ""

    def beside(self, argument: str) -> Self:
        """The same refusal, of what was said for this argument: it stands beside that field of a form."""
        self.argument = argument
        return self

    @classmethod
    def key(cls) -> str:
        """The name of its sentence: ``NoSuchMeeting`` is ``refused-no-such-meeting``."""
        return "refused-" + re.sub(r"(?<!^)(?=[A-Z])", "-", cls.__name__).lower()


@dataclass(eq=False)
class Ambiguous(DomainError):
    """What was typed fits several things: the person is asked which, and nothing is guessed.

    ``candidates`` are texts, each of which says one of them without doubt in place of ``asked``.
    """

    asked: str
    candidates: tuple[str, ...]
