"""Every record, so that one import knows the whole schema."""

from __future__ import annotations

from bot.db.models.actions import (
    Action,
    ActionHandover,
    ActionLink,
    ActionNeed,
    ActionOwner,
    ActionUpdate,
    Reminder,
    Weekly,
)
from bot.db.models.appointments import Appointment, Feed, Watch
from bot.db.models.base import Record
from bot.db.models.calendars import CalendarEntry, HolidayTable
from bot.db.models.conversations import ConversationRecord
from bot.db.models.files import ExportSchedule, FilePiece, StoredFile
from bot.db.models.homes import Home
from bot.db.models.joining import CodeRequest, Invitation
from bot.db.models.machine import (
    AuditLine,
    Chain,
    Change,
    Lane,
    OutboxEntry,
    OutboxState,
    Received,
    Refusal,
    Restoration,
    Road,
)
from bot.db.models.mail_lists import MailList
from bot.db.models.meetings import Attendance, Meeting, Series
from bot.db.models.people import (
    Account,
    Administration,
    CodeTry,
    Group,
    Holder,
    LinkingCode,
    Official,
    Place,
    PostRecord,
    Seat,
    Workspace,
)
from bot.db.models.polls import Poll, PollAnswer, PollAsked, PollSlot
from bot.db.models.record import (
    AgendaItem,
    Decision,
    DecisionClearance,
    DecisionPosition,
    MeetingNote,
    RecordText,
    RecordVersion,
)
from bot.db.models.rotation import HandoverNote, LedgerEntry, Offer, Term, Turn
from bot.db.models.signing import SignIn

__all__ = [
    "Account",
    "Action",
    "ActionHandover",
    "ActionLink",
    "ActionNeed",
    "ActionOwner",
    "ActionUpdate",
    "Administration",
    "AgendaItem",
    "Appointment",
    "Attendance",
    "AuditLine",
    "CalendarEntry",
    "Chain",
    "Change",
    "CodeRequest",
    "CodeTry",
    "ConversationRecord",
    "Decision",
    "DecisionClearance",
    "DecisionPosition",
    "ExportSchedule",
    "Feed",
    "FilePiece",
    "Group",
    "HandoverNote",
    "Holder",
    "HolidayTable",
    "Home",
    "Invitation",
    "Lane",
    "LedgerEntry",
    "LinkingCode",
    "MailList",
    "Meeting",
    "MeetingNote",
    "Offer",
    "Official",
    "OutboxEntry",
    "OutboxState",
    "Place",
    "Poll",
    "PollAnswer",
    "PollAsked",
    "PollSlot",
    "PostRecord",
    "Received",
    "Record",
    "RecordText",
    "RecordVersion",
    "Refusal",
    "Reminder",
    "Restoration",
    "Road",
    "Seat",
    "Series",
    "SignIn",
    "StoredFile",
    "Term",
    "Turn",
    "Watch",
    "Weekly",
    "Workspace",
]
