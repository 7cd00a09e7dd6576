"""Conversations as a platform tells of them: kept where we may speak, marked where we no longer may."""

from __future__ import annotations

from datetime import datetime

from bot.db.models import ConversationRecord
from bot.db.unit_of_work import UnitOfWork
from bot.domain.conversations import Conversation


def keep(uow: UnitOfWork, *, conversation: Conversation, now: datetime) -> None:
    """It was just heard from. What waited because it was lost may go."""
    one = conversation
    found = uow.conversations.record(one.platform, one.workspace, one.id)
    if found is None:
        found = ConversationRecord(
            platform=one.platform,
            workspace=one.workspace,
            conversation=one.id,
            kind=one.kind,
            account=one.account,
            bot=one.bot,
            service_url=one.service_url,
            seen_at=now,
        )
        uow.session.add(found)
        uow.session.flush()
    elif found.left_at is not None:
        uow.deliveries.resume_lane(":".join((one.platform, one.workspace, one.id)))
    found.kind, found.account, found.bot, found.service_url = one.kind, one.account, one.bot, one.service_url
    found.seen_at, found.left_at = now, None


def leave(uow: UnitOfWork, *, conversation: Conversation, now: datetime) -> None:
    """We were removed from it."""
    found = uow.conversations.record(conversation.platform, conversation.workspace, conversation.id)
    if found is not None and found.left_at is None:
        found.left_at = now


def known(uow: UnitOfWork, conversation: Conversation) -> bool:
    """Whether it is kept just so: most of what arrives tells nothing new."""
    return uow.conversations.named(conversation.platform, conversation.workspace, conversation.id) == conversation


def home(uow: UnitOfWork, conversation: Conversation) -> str:
    """The platform's id of the person's Home there; empty where there is none."""
    found = uow.conversations.record(conversation.platform, conversation.workspace, conversation.id)
    return found.home if found is not None else ""


def set_home(uow: UnitOfWork, conversation: Conversation, id: str) -> None:
    """Their Home is another message from now on; an empty id asks for a new one."""
    found = uow.conversations.record(conversation.platform, conversation.workspace, conversation.id)
    if found is not None:
        found.home = id
