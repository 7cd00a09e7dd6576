"""What the script leaves to other tests: refusals that no words on a face bring about, and those that a face has no
place for. Whatever else the product can refuse is said on every face by the contract."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator

import bot
from bot.domain.errors import DomainError

OF_FILES = "bot.domain.imports"
"""Said of files that are imported, in the terminal: ``tests/platforms/test_import*.py``."""

INVITING, ASKING = "tests/stories/test_invitations.py::test_", "tests/faults/test_askers.py::test_"
ELSEWHERE = {
    "AnswerNotOurs": f"{INVITING}an_answer_comes_back_from_a_mail_programme",
    "AnswerTooOld": f"{INVITING}an_answer_comes_back_from_a_mail_programme",
    "ChangedMeanwhile": "tests/commands/test_dispatch.py::test_who_loses_a_race_twice_is_told_to_look_again",
    "NoSuchAppointment": f"{INVITING}who_was_not_invited_or_writes_for_another_changes_nothing",
    "OfferAlreadyRefused": "tests/domain/test_rotation.py::test_nobody_is_asked_twice",
    "ReplyNotRead": "tests/platforms/test_rsvp.py::test_what_is_no_answer_is_said_plainly",
    "RequestStillRunning": f"{ASKING}a_process_that_is_stopped_does_not_block_its_retry_for_ever",
}
"""Refusals, each with the test that says it: to mails that answer an invitation; where two ask at the same moment; and
what the rules forbid once more behind a service that never asks it of them."""

IN_CHANNELS = frozenset({"ChannelLinkedAlready", "ChannelNotLinked", "ChannelTaken"})
BESIDE_FIELDS = frozenset({"LinesRefused", "ReservationNeedsReason", "RowsRefused"})
"""Said beside a field. Without forms lines come back in a table, each with what is wrong, and a reason is asked for."""

UNSAID = {
    "slack": frozenset({"NotWrittenToHere"}),
    "teams": frozenset({"NotWrittenToHere"}),
    "console": IN_CHANNELS | {"NotLinked", "NotWrittenToHere"},
    "terminal": IN_CHANNELS | BESIDE_FIELDS,
}
"""What a face has no place for: the terminal alone says nothing by itself, the console alone knows everybody."""


def refusals() -> set[str]:
    """Every kind of refusal that somebody can be told."""
    for module in pkgutil.walk_packages(bot.__path__, "bot."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    return {one.__name__ for one in _below(DomainError) if one.__module__ != OF_FILES and not one.__subclasses__()}


def said_on(face: str) -> set[str]:
    """What the contract must hear on that face."""
    return refusals() - ELSEWHERE.keys() - UNSAID[face]


def _below(kind: type[DomainError]) -> Iterator[type[DomainError]]:
    for one in kind.__subclasses__():
        if one.__module__.startswith("bot."):
            yield one
            yield from _below(one)
