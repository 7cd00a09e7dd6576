"""Any export in any format, worded in its group's language: for who asks, and for the clock."""

from __future__ import annotations

from typing import Final

from bot.db.unit_of_work import Snapshot
from bot.documents import FORMATS
from bot.documents import pack as packing
from bot.documents.model import About, Written
from bot.presenters import exports as present
from bot.services import exports
from bot.services.exports import Reader, Scope

READERS: Final[dict[str, Reader]] = {
    "actions": exports.actions,
    "turns": lambda snapshot, scope: exports.turns(snapshot, scope, present.reasons(scope.group)),
    "decisions": exports.decisions,
    "meetings": exports.meetings,
    "attendance": exports.attendance,
    "members": exports.members,
    "calendar": exports.calendar,
    "audit": exports.audit,
}
PACK: Final = "pack"
KINDS: Final = (*READERS, PACK)


def made(snapshot: Snapshot, scope: Scope, what: str, format: str) -> tuple[About, Written]:
    """What the file is, and the file, read from one view. Raises what ``exports.view`` raises."""
    group, write = scope.group, FORMATS[format]
    if what == PACK:
        about, sheets = exports.pack(snapshot, scope, present.reasons(group))
        return about, packing.write(about, (present.worded(one, group) for one in sheets), write)
    sheet = present.worded(READERS[what](snapshot, scope), group)
    return sheet.about, write(sheet)
