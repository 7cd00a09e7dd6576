"""Which command is meant: the longest name wins, short forms count, and a near miss is offered."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

from bot.commands import Command
from bot.domain.errors import DomainError
from bot.language import Token

LONGEST_NAME = 3


@dataclass(eq=False)
class UnknownCommand(DomainError):
    """No command begins so; ``meant`` is the nearest one, or empty."""

    asked: str
    meant: str


@dataclass(frozen=True)
class Matched:
    command: Command
    rest: tuple[Token, ...]


class Menu:
    """The commands by name. Looking one up costs the same with one command as with five hundred."""

    def __init__(self, commands: Iterable[Command]) -> None:
        self.commands = tuple(commands)
        self._names: dict[tuple[str, ...], Command] = {}
        for command in self.commands:
            for name in (command.name, *command.aliases):
                if self._names.setdefault(tuple(name.split()), command) is not command:
                    raise ValueError(f"two commands are called {name}")
        self._subjects = {command.subject for command in self.commands}
        self._last: tuple[tuple[Token, ...], Matched | None] = ((), None)

    def match(self, found: tuple[Token, ...]) -> Matched:
        """The command and the tokens after its name, as ``find`` has it. Raises ``UnknownCommand``."""
        matched = self.find(found)
        if matched is None:
            raise self._unknown(found)
        return matched

    def find(self, found: tuple[Token, ...]) -> Matched | None:
        """The command and the tokens after its name; ``None`` where no command begins so.

        Nothing at all is ``my``; a bare subject (``action``) is help for it. The same tokens are looked up several
        times on their road: the last answer is kept.
        """
        asked, answer = self._last
        if asked is not found or answer is None:
            answer = self._found(found)
            self._last = found, answer
        return answer

    def _found(self, found: tuple[Token, ...]) -> Matched | None:
        if not found:
            return Matched(self._names[("my",)], ())
        for length in range(min(LONGEST_NAME, len(found)), 0, -1):
            head = tuple(t.text.lower() for t in found[:length] if t.key is None and not t.quoted)
            command = self._names.get(head) if len(head) == length else None
            if command is not None:
                rest = found[length:]
                meant = command.branch(rest) if command.branch else ""
                command = self._names[tuple(meant.split())] if meant else command
                return Matched(command, command.short(rest) if command.short else rest)
        first = found[0].text.lower()
        if first in self._subjects and len(found) == 1:
            return Matched(self._names[("help",)], found)
        return None

    def _unknown(self, found: tuple[Token, ...]) -> UnknownCommand:
        names = [" ".join(name) for name in self._names] + list(self._subjects)
        typed = [t.as_typed.lower()[:40] for t in found[:LONGEST_NAME]]
        for length in (2, 1, 3):
            near = difflib.get_close_matches(" ".join(typed[:length]), names, n=1, cutoff=0.7)
            if near:
                return UnknownCommand(" ".join(typed[:length]), near[0])
        return UnknownCommand(" ".join(typed[:2]), "")
