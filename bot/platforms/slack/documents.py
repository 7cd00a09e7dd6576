"""A file to a person or a channel, by the three steps of Slack's external upload."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import IO, Final

from bot.messages.model import Document
from bot.platforms.slack.api import Api

PIECE: Final = 65_536
"""Bytes read and sent at a time."""


async def deliver(api: Api, document: Document, *, token: str | None, account: str, channel: str | None) -> None:
    """Upload the document to the channel, or to the person's direct messages where that is ``None``.

    Raises ``TryLater``, ``Undeliverable`` or ``Unknown``. The caller closes the document.
    """
    where = channel or await direct_channel(api, token=token, account=account)
    await asyncio.to_thread(document.content.seek, 0)
    slot = await api.call("files.getUploadURLExternal", token, filename=document.filename, length=str(document.length))
    await api.upload(str(slot["upload_url"]), _pieces(document.content), document.length)
    files = [{"id": str(slot["file_id"]), "title": document.filename}]
    await api.call("files.completeUploadExternal", token, files=files, channel_id=where)


async def direct_channel(api: Api, *, token: str | None, account: str) -> str:
    """The id of the direct messages between us and somebody."""
    opened = await api.call("conversations.open", token, users=account)
    return str(opened["channel"]["id"])


async def _pieces(content: IO[bytes]) -> AsyncIterator[bytes]:
    """Read beside the loop: a large file lies on the disk."""
    while piece := await asyncio.to_thread(content.read, PIECE):
        yield piece
