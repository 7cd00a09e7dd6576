"""What the script leaves to other tests: refusals that no words on a face bring about, or that need a state of their
own. Whatever else the product can refuse is said on every face by the contract."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator

import bot
from bot.domain.errors import DomainError

OF_FILES = "bot.domain.imports"
"""Said of files that are imported, in the terminal: ``tests/platforms/test_import*.py``."""

BY_MAIL = {"AnswerNotOurs", "AnswerTooLate", "AnswerTooOld", "NoSuchAppointment", "ReplyNotRead"}
AT_A_RACE = {"ChangedMeanwhile", "RequestStillRunning", "SectionChanged"}
BY_SETTINGS = {"NoFeeds", "NoMailHere", "NoPagesHere"}
IN_CHANNELS = {"ChannelLinkedAlready", "ChannelNeeded", "ChannelNotLinked", "ChannelTaken"}
BY_ACCOUNT = {"AccountTiedAlready", "NoAccountThere", "NotLinked", "NotWrittenToHere", "TooManyTries"}
AS_QUESTIONS = {"Ambiguous", "ExtentUnclear", "Missing", "ReasonNeeded", "ReservationNeedsReason"}
OF_LENGTH = {"CommandTooLong", "PhraseTooLong", "TextTooLong", "TooManyActionsAtOnce", "TooManyPeopleAtOnce"}
OF_LISTS = {"ListAskedAlready", "ListAskedTooOften", "ListNotLinked", "ListSaidNo", "NoMailToLists"}
OF_LINES = {"AddressOfSomebodyElse", "LinesRefused", "NotAnAddress", "PostNotGiven", "RowsRefused", "SeatNotGiven"}
OF_DAYS = {"HolidaySubdivisionNeeded", "NoFreeDay", "NoWorkingDay", "SeriesSaysMore", "TimeNotUnderstood"}
OF_ACTIONS = {"NeedsAlready", "NeedsInACircle"}
OF_POLLS = {"NoCommonHour", "NoSuchSlot", "NobodyToAsk"}
OF_RECORDS = {"MeetingWasCancelled", "NothingMoreOnAgenda", "ProcedureIsOver", "SectionUnchanged", "WhichSeat"}
OF_SEATS = {"LastSeat", "NoAddressToInvite", "SeatNotYetThere"}
OF_TERMS = {"NotAHandover", "TermUnderWay", "TermWithoutEnd"}
OF_UNDOING = {"AlreadyUndone", "BegunSince", "ChangedSince", "ExportedSince", "TooLateToUndo"}
OF_TURNS = {
    *("MeetingHasBegun", "NoHostQueue", "NoTurnToAnswer", "NotACallToWithdraw", "NothingToHandOver"),
    *("OfferAlreadyRefused", "TooLateToCorrect", "TurnAlreadyAssigned", "WhichSeatActs"),
}
ELSEWHERE = frozenset().union(
    *(BY_MAIL, AT_A_RACE, BY_SETTINGS, IN_CHANNELS, BY_ACCOUNT, AS_QUESTIONS, OF_LENGTH, OF_LINES, OF_DAYS, OF_ACTIONS),
    *(OF_LISTS, OF_POLLS, OF_RECORDS, OF_SEATS, OF_TERMS, OF_UNDOING, OF_TURNS),
)
"""Each is said in the tests of its subject."""


def refusals() -> set[str]:
    """Every kind of refusal that words can bring about."""
    for module in pkgutil.walk_packages(bot.__path__, "bot."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    return {one.__name__ for one in _below(DomainError) if one.__module__ != OF_FILES}


def _below(kind: type[DomainError]) -> Iterator[type[DomainError]]:
    for one in kind.__subclasses__():
        if one.__module__.startswith("bot."):
            yield one
            yield from _below(one)
