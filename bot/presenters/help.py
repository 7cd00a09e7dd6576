"""Help: what one can type, in words and with an example each."""

from __future__ import annotations

from collections.abc import Sequence

from bot.messages.model import Fact, Facts, Message, Text
from bot.presenters.speech import Words


def overview(commands: Sequence[tuple[str, str]], prefix: str, words: Words) -> Message:
    """One line for each subject. ``commands`` are pairs of name and key."""
    subjects = list(dict.fromkeys(name.split()[0] for name, _ in commands))
    facts = tuple(Fact(f"{prefix} {subject}", (Text(words(f"subject-{subject}")),)) for subject in subjects)
    return Message(
        words("help-title"),
        (words.paragraph("help-intro", prefix=prefix), Facts(facts), words.note("help-more", prefix=prefix)),
        words.language,
    )


def subject(name: str, commands: Sequence[tuple[str, str]], prefix: str, words: Words) -> Message:
    """Each command of one subject with its usage."""
    facts = tuple(Fact(words(f"help-{key}"), (Text(f"{prefix} {words(f'usage-{key}')}"),)) for _, key in commands)
    return Message(words("help-subject-title", subject=Text(name)), (Facts(facts),), words.language)
