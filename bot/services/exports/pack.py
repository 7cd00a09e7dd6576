"""Everything of a group, as it stood at one moment."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bot.db.unit_of_work import Snapshot
from bot.documents.model import About, Sheet
from bot.domain.people import Marking
from bot.services.exports.actions import actions
from bot.services.exports.attendance import attendance
from bot.services.exports.audit import audit
from bot.services.exports.calendar import calendar
from bot.services.exports.decisions import decisions
from bot.services.exports.meetings import meetings
from bot.services.exports.members import members
from bot.services.exports.scope import Reader, Scope, view
from bot.services.exports.turns import Reasons, turns


def pack(snapshot: Snapshot, scope: Scope, reasons: Reasons) -> tuple[About, Iterator[Sheet]]:
    """What the whole is, and its sheets one by one: each is to be written before the next is asked for. It bears the
    highest marking of any row. Raises what ``view`` raises."""
    seen = view(snapshot, scope)
    about = seen.about("pack", origins=seen.every)
    readers: tuple[Reader, ...] = (
        actions,
        meetings,
        attendance,
        decisions,
        lambda snapshot, scope: turns(snapshot, scope, reasons),
        members,
        calendar,
        audit,
    )
    sensitive = Marking.SENSITIVE.value
    if sensitive in (read(snapshot, scope).about.marking for read in (actions, decisions)):
        about = replace(about, marking=sensitive)
    return about, (reader(snapshot, scope) for reader in readers)
