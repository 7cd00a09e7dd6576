"""Who may do what: the table of section 6 of the rules, as data.

Rights that depend on the subject (one's own action, the own seat's turn) are asked for twice: at the
door with ``permit`` for the role, and in the service with the subject at hand.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import Enum

from bot.domain.errors import DomainError
from bot.domain.people import Actor, Post


class Role(Enum):
    """What somebody is in a group at this moment. ``CHAIR`` leads or deputises for the seat that chairs."""

    SECRETARIAT = "secretariat"
    CHAIR = "chair"
    LEAD = "lead"
    MEMBER = "member"
    OBSERVER = "observer"


class Right(Enum):
    """What a command needs. The first three need no group. ``READ`` is ``SEE`` where the people of a linked channel may
    read along."""

    ANYONE = "anyone"
    OFFICIAL = "official"
    OPERATE = "operate"
    READ = "read"
    SEE = "see"
    MANAGE_GROUP = "manage-group"
    ANSWER_TURN = "answer-turn"
    RUN_MEETING = "run-meeting"
    CONTRIBUTE = "contribute"
    HAND_OVER = "hand-over"
    EXPORT = "export"


_S, _C, _L, _M, _O = Role.SECRETARIAT, Role.CHAIR, Role.LEAD, Role.MEMBER, Role.OBSERVER

MATRIX: dict[Right, frozenset[Role]] = {
    Right.READ: frozenset({_S, _C, _L, _M, _O}),
    Right.SEE: frozenset({_S, _C, _L, _M, _O}),
    Right.MANAGE_GROUP: frozenset({_S}),
    Right.ANSWER_TURN: frozenset({_S, _C, _L}),
    Right.RUN_MEETING: frozenset({_S, _C}),
    Right.CONTRIBUTE: frozenset({_S, _C, _L, _M}),
    Right.HAND_OVER: frozenset({_S, _C, _L}),
    Right.EXPORT: frozenset({_S, _C, _L}),
}


@dataclass(eq=False)
class NotAllowed(DomainError):
    """The person's role does not carry this right; ``right`` is the value of a ``Right``."""

    right: str


@dataclass(eq=False)
class NotLinked(DomainError):
    """The account is tied to no official."""


@dataclass(eq=False)
class OperatorsOnly(DomainError):
    """Only those named in the settings may do this."""


def roles(actor: Actor, chairing: Collection[str] = ()) -> frozenset[Role]:
    """The roles of an actor; ``chairing`` are the seats that chair the meeting in question."""
    found: set[Role] = set()
    for membership in actor.memberships:
        match membership.post:
            case Post.SECRETARIAT:
                found.add(Role.SECRETARIAT)
            case Post.LEAD | Post.DEPUTY:
                found.add(Role.LEAD)
                if membership.seat in chairing:
                    found.add(Role.CHAIR)
            case Post.MEMBER:
                found.add(Role.MEMBER)
            case Post.OBSERVER:
                found.add(Role.OBSERVER)
    return frozenset(found)


def allowed(right: Right, actor: Actor, chairing: Collection[str] = ()) -> bool:
    """Whether the actor has the right in the group whose memberships it carries."""
    match right:
        case Right.ANYONE:
            return True
        case Right.OFFICIAL:
            return actor.known
        case Right.OPERATE:
            return actor.operator
        case Right.READ if actor.reader:
            return True
        case _:
            return not MATRIX[right].isdisjoint(roles(actor, chairing))


def permit(right: Right, actor: Actor, chairing: Collection[str] = ()) -> None:
    """Raise ``NotLinked``, ``OperatorsOnly`` or ``NotAllowed`` unless the actor has the right."""
    if allowed(right, actor, chairing):
        return
    if not actor.known:
        raise NotLinked
    if right is Right.OPERATE:
        raise OperatorsOnly
    raise NotAllowed(right.value)
