"""The terminal as a face: words of a command line become a command, answers become text, files and exit codes."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, Final, assert_never

from bot.commands import Answered
from bot.language import quote
from bot.messages import plain_text
from bot.messages.characters import visible
from bot.messages.model import Document, Form, Message

PLATFORM: Final = "terminal"
STANDARD_OUTPUT: Final = "-"
EXIT: Final = {"done": 0, "refused": 1, "broken": 2}

Say = Callable[..., str]
"""A sentence by its key in ``words/<locale>/terminal.ftl``."""

_OPTION = re.compile(r"([A-Za-z][A-Za-z_-]{0,30}):(.+)", re.DOTALL)


def command_of(words: Sequence[str]) -> str:
    """The command as one text. A single word is taken as it is; of several, those with blanks were quoted for the
    shell, and are quoted again."""
    return words[0] if len(words) == 1 else " ".join(_requoted(word) for word in words)


def show(answered: Answered, *, say: Say, command: str, output: str | None = None) -> int:
    """Print what was answered and keep a file; the exit code. A refusal goes to standard error.

    ``output`` is where a file goes, ``-`` for standard output; else it is kept here under its own name, and what was
    there before stays. Raises ``OSError`` where it can't be written.
    """
    stream = sys.stdout if answered.outcome == "done" else sys.stderr
    width = shutil.get_terminal_size((plain_text.WIDTH, 24)).columns if stream.isatty() else plain_text.WIDTH
    match answered.reply:
        case Message() as message:
            _print(plain_text.render(message, command=command, width=width), stream)
        case Form() as form:
            _print(plain_text.render_form(form, command=command, width=width), stream)
        case Document() as document:
            kept = _keep(document, output)
            if output == STANDARD_OUTPUT:
                stream = sys.stderr
            _print(plain_text.render(document.message, command=command, width=width), stream)
            if kept is not None:
                _print(say("terminal-saved", path=visible(str(kept)), bytes=document.length) + "\n", stream)
        case _:
            assert_never(answered.reply)
    return EXIT[answered.outcome]


@contextmanager
def busy(doing: str) -> Iterator[None]:
    """Show that something is going on, on a terminal; nothing in a pipe."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status(doing):
        yield


def _print(text: str, stream: Any) -> None:
    stream.write(text)
    stream.flush()


def _keep(document: Document, output: str | None) -> Path | None:
    with document.content as content:
        if output == STANDARD_OUTPUT:
            shutil.copyfileobj(content, sys.stdout.buffer)
            sys.stdout.buffer.flush()
            return None
        path, target = _fresh(Path(document.filename).name) if output is None else _named(Path(output))
        with target:
            shutil.copyfileobj(content, target)
        return path


def _named(path: Path) -> tuple[Path, IO[bytes]]:
    return path, path.open("wb")


def _fresh(name: str) -> tuple[Path, IO[bytes]]:
    """A new file here: under its name, or with the first number that is free."""
    whole, number = Path(name), 1
    while True:
        path = whole if number == 1 else whole.with_stem(f"{whole.stem} ({number})")
        try:
            return path, path.open("xb")
        except FileExistsError:
            number += 1


def _requoted(word: str) -> str:
    if not any(character.isspace() for character in word):
        return word
    option = _OPTION.fullmatch(word)
    return f"{option[1]}:{quote(option[2])}" if option else quote(word)
