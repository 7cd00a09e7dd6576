"""Help: what one can type, in words and with an example each."""

from __future__ import annotations

from collections.abc import Sequence

from bot.messages.model import Fact, Facts, Message, Text
from bot.presenters.speech import Words


def overview(commands: Sequence[tuple[str, str]], prefix: str, words: Words, *, forms: bool = False) -> Message:
    """One line for each subject. ``commands`` are pairs of name and key; ``forms`` says that they open there."""
    subjects = list(dict.fromkeys(name.split()[0] for name, _ in commands))
    facts = tuple(Fact(f"{prefix} {subject}", (Text(words(f"subject-{subject}")),)) for subject in subjects)
    return Message(
        words("help-title"),
        (
            words.paragraph("help-intro", prefix=prefix),
            *([words.paragraph("help-forms", prefix=prefix)] if forms else []),
            Facts(facts),
            words.note("help-more", prefix=prefix),
        ),
        words.language,
    )


def subject(name: str, commands: Sequence[tuple[str, str]], prefix: str, words: Words, *, form: str = "") -> Message:
    """Each command of one subject with its usage; ``form`` is one of them that opens its form when typed alone."""
    facts = tuple(Fact(words(f"help-{key}"), (Text(f"{prefix} {words(f'usage-{key}')}"),)) for _, key in commands)
    note = [words.note("help-form", command=f"{prefix} {form}")] if form else []
    return Message(words("help-subject-title", subject=Text(name)), (Facts(facts), *note), words.language)
