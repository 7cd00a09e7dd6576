"""What a group lays down about its meetings' record: how many seats make a quorum, what silence means in a written
procedure, when papers are due and when whom is reminded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from bot.domain.errors import DomainError
from bot.domain.groups import Group, notice_days

MAJORITY, ALL, NONE = "majority", "all", "none"
LONGEST_PAPERS = 60


class Silence(StrEnum):
    """What a seat that says nothing in a written procedure counts as."""

    BLOCKS = "blocks"
    ASIDE = "aside"
    SUPPORTS = "supports"


@dataclass(eq=False)
class NotAQuorum(DomainError):
    """A quorum is a number of seats, or one of a few words."""

    asked: str


@dataclass(eq=False)
class NotPaperDays(DomainError):
    """Papers are due a whole number of days before, up to ``longest``."""

    asked: str
    longest: int


@dataclass(frozen=True)
class RecordPolicy:
    """``quorum``: a number of seats, ``majority``, ``all`` or ``none``; ``papers``: days before a meeting by which its
    papers are due; ``runners`` and ``members``: days before at which chair and secretariat, and members, are
    reminded."""

    quorum: str = MAJORITY
    silence: Silence = Silence.BLOCKS
    papers: int = 10
    runners: tuple[int, ...] = (21, 3)
    members: tuple[int, ...] = (10, 1)

    @property
    def rungs(self) -> tuple[int, ...]:
        """Every number of days before at which somebody is reminded, the longest first."""
        return tuple(sorted({*self.runners, *self.members}, reverse=True))


@dataclass(frozen=True)
class Wanted:
    """A change as it was typed; what isn't said stays."""

    quorum: str | None = None
    silence: str | None = None
    papers: str | None = None
    runners: str | None = None
    members: str | None = None

    @property
    def given(self) -> bool:
        return any(value is not None for value in self.__dict__.values())


@dataclass(frozen=True)
class Shown:
    """The policy of a group as it stands; ``changed`` are the keys that are new."""

    group: Group
    policy: RecordPolicy
    changed: tuple[str, ...] = ()


def of_group(group: Group) -> RecordPolicy:
    """The group's policy; what it doesn't say has its default."""
    said: Mapping[str, Any] = group.policy.get("record", {})
    found = RecordPolicy()
    return RecordPolicy(
        quorum=str(said.get("quorum", found.quorum)),
        silence=Silence(said.get("silence", found.silence)),
        papers=int(said.get("papers", found.papers)),
        runners=tuple(said.get("runners", found.runners)),
        members=tuple(said.get("members", found.members)),
    )


def as_json(policy: RecordPolicy) -> dict[str, Any]:
    return {
        "quorum": policy.quorum,
        "silence": policy.silence.value,
        "papers": policy.papers,
        "runners": list(policy.runners),
        "members": list(policy.members),
    }


def changed(policy: RecordPolicy, wanted: Wanted) -> RecordPolicy:
    """The policy with what is wanted. Raises ``NotAQuorum``, ``NotPaperDays`` or ``NotNoticeDays``."""
    found = policy
    if wanted.quorum is not None:
        found = replace(found, quorum=quorum(wanted.quorum))
    if wanted.silence is not None:
        found = replace(found, silence=Silence(wanted.silence))
    if wanted.papers is not None:
        found = replace(found, papers=paper_days(wanted.papers))
    if wanted.runners is not None:
        found = replace(found, runners=notice_days(wanted.runners))
    if wanted.members is not None:
        found = replace(found, members=notice_days(wanted.members))
    return found


def worded(policy: RecordPolicy) -> Mapping[str, str]:
    """Every rule by the key that people type, with its value as they would type it."""
    return {
        "quorum": policy.quorum,
        "silence": policy.silence.value,
        "papers": str(policy.papers),
        "runners": ", ".join(map(str, policy.runners)),
        "members": ", ".join(map(str, policy.members)),
    }


def quorum(text: str) -> str:
    """A quorum as one types it. Raises ``NotAQuorum``."""
    asked = text.strip().lower()
    if asked in (MAJORITY, ALL, NONE):
        return asked
    if asked.isascii() and asked.isdigit() and 1 <= int(asked[:4]) <= 1_000:
        return str(int(asked))
    raise NotAQuorum(text[:40])


def paper_days(text: str) -> int:
    """Days before a meeting. Raises ``NotPaperDays``."""
    asked = text.strip()
    if not (asked.isascii() and asked.isdigit() and int(asked[:4]) <= LONGEST_PAPERS):
        raise NotPaperDays(text[:40], LONGEST_PAPERS)
    return int(asked)


def needed(policy: RecordPolicy, seats: int) -> int:
    """How many of so many seats make a quorum: at least one more than half, all, none, or the number given (never more
    than there are)."""
    match policy.quorum:
        case "majority":
            return seats // 2 + 1 if seats else 0
        case "all":
            return seats
        case "none":
            return 0
        case number:
            return min(int(number), seats)
