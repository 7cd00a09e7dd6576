"""Administrations in words."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.administrations import Administration
from bot.messages.model import Facts, Message, Table, Text, buttons, text
from bot.presenters.speech import Words


def listed(administrations: Sequence[Administration], words: Words) -> Message:
    """All administrations, by code: an order of the alphabet, never of rank."""
    return Message(
        words("administrations-title", count=len(administrations)),
        (
            Table(
                columns=(words("column-code"), words("column-name"), words("column-zone")),
                rows=tuple((text(a.code), text(a.name), text(a.zone)) for a in administrations),
                caption=words("administrations-caption"),
            ),
        ),
        words.language,
    )


def added(administration: Administration, words: Words) -> Message:
    """A government can take part from now on."""
    facts = Facts(
        (
            words.fact("column-zone", administration.zone),
            words.fact("label-holidays", administration.holidays),
            words.fact("label-languages", ", ".join(administration.languages)),
        )
    )
    title = words("administration-added", name=Text(administration.name), code=administration.code)
    return Message(title, (facts, *buttons([words.button("undo", "undo")])), words.language)
