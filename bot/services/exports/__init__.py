"""Exports: what a group did and will do, as sheets read from one consistent view. Each function must be given an open
snapshot, and its sheet be written before that is closed."""

from __future__ import annotations

from bot.services.exports.actions import actions
from bot.services.exports.attendance import attendance
from bot.services.exports.audit import audit
from bot.services.exports.calendar import calendar
from bot.services.exports.decisions import decisions
from bot.services.exports.meetings import meetings
from bot.services.exports.members import members
from bot.services.exports.pack import pack
from bot.services.exports.scope import OnlyOwnSeat, Reader, Scope, UntilBeforeSince, record
from bot.services.exports.turns import turns

__all__ = [
    "OnlyOwnSeat",
    "Reader",
    "Scope",
    "UntilBeforeSince",
    "actions",
    "attendance",
    "audit",
    "calendar",
    "decisions",
    "meetings",
    "members",
    "pack",
    "record",
    "turns",
]
