"""Taking back one's last command: what it changed is changed back, and what was said is corrected."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.db import models
from bot.db.repositories.changes import UNDONE
from bot.db.unit_of_work import UnitOfWork
from bot.domain.people import Actor
from bot.domain.undo import (
    AlreadyUndone,
    ChangedSince,
    ExportedSince,
    NothingToUndo,
    TakenBack,
    UndoneFact,
    require_in_time,
)
from bot.services import (
    acceptance,
    action_undo,
    administrations,
    attendance,
    calendars,
    channels,
    consent_undo,
    giving_up,
    groups,
    handover,
    mail_lists,
    meeting_undo,
    members,
    notes,
    policies,
    polls_closed,
    preferences,
    record_undo,
    schedules,
    seats,
    summaries,
    texts,
)

Inverse = Callable[[UnitOfWork, Mapping[str, Any], Actor, datetime], Mapping[str, UndoneFact]]
"""Given the facts that ``uow.undoable`` kept: change it back, and return what the sentence ``undone-<name>`` needs
(strings are put in as what people typed). Raises ``ChangedSince`` where it no longer can; writes no audit line."""

INVERSES: dict[str, Inverse] = {
    "action.add": action_undo.not_added,
    "action.done": action_undo.not_closed,
    "action.drop": action_undo.not_closed,
    "action.due": action_undo.not_moved,
    "action.accept": action_undo.not_accepted,
    "action.free": action_undo.not_freed,
    "action.give": action_undo.not_given,
    "action.link": action_undo.not_linked,
    "action.needs": action_undo.not_needed,
    "action.priority": action_undo.not_prioritised,
    "action.refuse": action_undo.not_refused,
    "action.snooze": action_undo.not_snoozed,
    "action.update": action_undo.not_updated,
    "actions.add": action_undo.none_added,
    "administration.add": administrations.not_added,
    "agenda.add": record_undo.item_not_added,
    "agenda.defer": record_undo.item_put_back,
    "agenda.move": record_undo.items_put_back,
    "agenda.next": record_undo.not_stepped,
    "agenda.paper": record_undo.item_put_back,
    "agenda.withdraw": record_undo.item_put_back,
    "attend": attendance.not_attended,
    "calendar.add": calendars.not_added,
    "calendar.remove": calendars.not_removed,
    "decide": record_undo.not_decided,
    "decision.clear": record_undo.not_cleared,
    "decision.review": record_undo.not_reviewed,
    "decision.withdraw": record_undo.not_withdrawn,
    "export.schedule": schedules.not_switched_on,
    "export.unschedule": schedules.not_switched_off,
    "group.edit": groups.not_edited,
    "group.link": channels.not_linked,
    "group.unlink": channels.not_unlinked,
    "list.ask": mail_lists.not_asked,
    "list.unlink": mail_lists.not_unlinked,
    "me.hours": preferences.not_set,
    "me.language": preferences.not_set,
    "me.pause": preferences.not_set,
    "me.prefers": preferences.not_set,
    "me.quieter": preferences.not_set,
    "meeting.add": meeting_undo.not_added,
    "meeting.move": meeting_undo.not_moved,
    "meeting.open": meeting_undo.not_opened,
    "meeting.policy": record_undo.policy_not_changed,
    "meeting.poll": polls_closed.not_opened,
    "member.add": members.not_added,
    "member.remove": members.not_removed,
    "members.add": members.none_added,
    "note": notes.not_noted,
    "position": record_undo.not_positioned,
    "rota.note": handover.unwritten,
    "rota.policy": policies.not_changed,
    "seat.add": seats.not_added,
    "seat.leave": seats.not_left,
    "seat.order": seats.not_ordered,
    "seat.resume": consent_undo.not_paused,
    "seat.suspend": consent_undo.not_paused,
    "summary.release": summaries.not_released,
    "text.correct": texts.not_corrected,
    "turn.accepted": acceptance.not_accepted,
    "turn.called": consent_undo.taken_back,
    "turn.declined": consent_undo.taken_back,
    "turn.named": consent_undo.taken_back,
    "turn.swap-asked": consent_undo.not_asked,
    "turn.swapped": consent_undo.taken_back,
    "turn.taken": consent_undo.taken_back,
    "turn.willing": giving_up.not_willing,
}

QUIET = frozenset({"export.schedule", "export.unschedule"})
"""Those of which nothing was said in public: neither is that they are taken back."""


def take_back(uow: UnitOfWork, *, change_id: int | None, by: Actor, now: datetime) -> TakenBack:
    """The actor's change of that number, or the newest that still stands, is taken back.

    Raises ``NothingToUndo``, ``AlreadyUndone``, ``TooLateToUndo``, ``ExportedSince`` or
    ``ChangedSince``. Another person's change is
    nothing to undo; neither is one in a group that has ended, or in which the actor's posts changed since.
    """
    change = _wanted(uow, change_id, by)
    require_in_time(change.at, now)
    by = _require_standing(uow, change, by)
    facts = INVERSES[change.inverse](uow, change.facts, by, now)
    change.undone_at = now
    uow.record(
        UNDONE,
        by=by,
        now=now,
        group_id=change.group_id,
        subject=change.subject,
        before={"line": change.line},
        after={"inverse": change.inverse},
    )
    public = change.group_id is not None and change.inverse not in QUIET
    return TakenBack(inverse=change.inverse, facts=facts, by=by.name, group_id=change.group_id, public=public)


def _wanted(uow: UnitOfWork, change_id: int | None, by: Actor) -> models.Change:
    if by.official_id is None:
        raise NothingToUndo
    found = uow.changes.latest(by.official_id) if change_id is None else uow.changes.by_id(change_id)
    if found is None or found.official_id != by.official_id:
        raise NothingToUndo
    uow.audit.lock(found.group_id)
    locked = uow.changes.by_id(found.id)  # read again: another process may have been quicker
    if locked is None or locked.undone_at is not None:
        raise AlreadyUndone
    return locked


def _require_standing(uow: UnitOfWork, change: models.Change, by: Actor) -> Actor:
    """The actor with the posts held in the change's group, once nothing stands in the way."""
    if change.group_id is not None:
        group = uow.groups.by_id(change.group_id)
        ended = group is None or group.closed_on is not None
        if ended or uow.changes.posts_changed_since(change.official_id, change.group_id, change.at):
            raise NothingToUndo
        by = replace(by, memberships=uow.people.memberships(change.official_id, change.group_id))
    if uow.changes.exported_since(change):
        raise ExportedSince
    if uow.changes.touched_since(change):
        raise ChangedSince
    return by
