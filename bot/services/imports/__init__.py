"""Imports: the same columns as in the exports; a row is added, unchanged or refused, and nothing is kept unless all
are good. Each function reports every row and writes into the unit of work; its caller keeps or drops it."""

from __future__ import annotations

from bot.services.imports.actions import ACTIONS
from bot.services.imports.calendar import CALENDAR
from bot.services.imports.members import MEMBERS
from bot.services.imports.model import Import
from bot.services.imports.turns import TURNS

IMPORTS: dict[str, Import] = {"actions": ACTIONS, "calendar": CALENDAR, "members": MEMBERS, "turns": TURNS}

__all__ = ["IMPORTS", "Import"]
