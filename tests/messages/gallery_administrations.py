"""Administrations, in words."""

from __future__ import annotations

from bot.domain.administrations import BUILT_IN, Administration
from bot.messages.model import Form, Message
from bot.presenters import administrations
from bot.presenters.speech import words

ENGLISH = words("en-GB")
GERMANY = Administration("DEU", "Germany", "Europe/Berlin", "DE", ("de",), ("DEU",))

EXAMPLES: dict[str, Message | Form] = {
    "listed": administrations.listed(sorted(BUILT_IN, key=lambda one: one.code), ENGLISH),
    "added": administrations.added(GERMANY, ENGLISH),
}
