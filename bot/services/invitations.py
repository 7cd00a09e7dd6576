"""Inviting officials by mail, and their joining by the link that came with it.

The link names the invitation; what it opens is decided when it is followed: the official still holds a post, the
invitation is the newest, and its time has not passed.
"""

from __future__ import annotations

from datetime import datetime

from bot.db import models
from bot.db.recipients import ToPerson
from bot.db.unit_of_work import UnitOfWork
from bot.domain.groups import Group
from bot.domain.joining import INVITED_FOR, HasAccountAlready, Invited, Joined, NoAddressToInvite
from bot.domain.linking import LIFETIME
from bot.domain.people import Actor, Official, PersonName
from bot.services import linking, people, standing

SUBJECT = "invitation"


def invite(uow: UnitOfWork, *, group: Group, official: Official, by: Actor, now: datetime) -> bool:
    """One mail to an official who has an address and no chat account; ``False`` to anybody else. Whoever holds an
    invitation that still serves gets no second one."""
    if official.email is None or official.accounts:
        return False
    before = uow.invitations.newest(official.id, group.id)
    if before is None or before.expires_at <= now:
        _send(uow, group, official, by, now)
    return True


def invite_again(
    uow: UnitOfWork, *, group: Group, name: PersonName, platform: str, workspace: str, by: Actor, now: datetime
) -> Official:
    """A new invitation to somebody of the group; the one before serves no more.

    Raises ``HasAccountAlready``, ``NoAddressToInvite``, ``NoSuchPerson`` or ``SeveralPeople``.
    """
    official = people.find(uow, group_id=group.id, name=name, platform=platform, workspace=workspace)
    if official.accounts:
        raise HasAccountAlready(official.name)
    if official.email is None:
        raise NoAddressToInvite(official.name)
    _send(uow, group, official, by, now)
    return official


def shown(uow: UnitOfWork, *, invitation_id: int, now: datetime) -> Invited | None:
    """The invitation as it stands; ``None`` for one that serves nobody (any more)."""
    row = uow.invitations.by_id(invitation_id)
    return _standing(uow, row, now) if row is not None else None


def join(uow: UnitOfWork, *, invitation_id: int, now: datetime) -> Joined | None:
    """The official has read the mail and joins; ``None`` where the invitation doesn't serve. Pressing again within a
    quarter of an hour gives a new code; after that the link only tells how things stand."""
    row = uow.invitations.by_id(invitation_id, lock=True)
    found = _standing(uow, row, now) if row is not None else None
    if row is None or found is None:
        return None
    official = found.official
    if row.joined_at is None:
        row.joined_at = now
        uow.record(
            "member.joined",
            by=Actor(official.id, official.name),
            now=now,
            group_id=row.group_id,
            subject=f"official:{official.id}",
            after={"invitation": row.id},
        )
    code = linking.issue_code(uow, official_id=official.id, now=now) if now < row.joined_at + LIFETIME else ""
    minutes = int(LIFETIME.total_seconds()) // 60
    return Joined(official, standing.of(uow, official=official, now=now), code, minutes)


def _send(uow: UnitOfWork, group: Group, official: Official, by: Actor, now: datetime) -> None:
    row = uow.invitations.create(
        group_id=group.id, official_id=official.id, invited_by=by.official_id, expires_at=now + INVITED_FOR, now=now
    )
    uow.outbox.say(
        key=f"{SUBJECT}:{row.id}",
        subject=SUBJECT,
        facts={"invitation": row.id},
        to=ToPerson(official.id),
        now=now,
        group_id=group.id,
        expires_at=row.expires_at,
    )
    uow.record(
        "member.invited",
        by=by,
        now=now,
        group_id=group.id,
        subject=f"official:{official.id}",
        after={"invitation": row.id},
    )


def _standing(uow: UnitOfWork, row: models.Invitation, now: datetime) -> Invited | None:
    group, official = uow.groups.by_id(row.group_id), uow.people.by_id(row.official_id)
    newest = uow.invitations.newest(row.official_id, row.group_id)
    if group is None or official is None or newest is None or newest.id != row.id or row.expires_at <= now:
        return None
    if group.closed_on is not None or not uow.people.memberships(official.id, group.id):
        return None
    inviter = uow.people.by_id(row.invited_by) if row.invited_by is not None else None
    where = standing.in_group(uow, official=official, group=group, now=now)
    return Invited(official, inviter.name if inviter else "", where, row.expires_at, row.joined_at is not None)
