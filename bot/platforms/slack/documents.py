"""A file to a person or a channel, by the three steps of Slack's external upload."""

from __future__ import annotations

from bot.messages.model import Document
from bot.platforms.outward import pieces
from bot.platforms.slack.api import Api


async def deliver(api: Api, document: Document, *, token: str | None, account: str, channel: str | None) -> None:
    """Upload the document to the channel, or to the person's direct messages where that is ``None``.

    Raises ``TryLater``, ``Undeliverable`` or ``Unknown``. The caller closes the document.
    """
    where = channel or await direct_channel(api, token=token, account=account)
    slot = await api.call("files.getUploadURLExternal", token, filename=document.filename, length=str(document.length))
    await api.upload(str(slot["upload_url"]), pieces(document.content), document.length)
    files = [{"id": str(slot["file_id"]), "title": document.filename}]
    await api.call("files.completeUploadExternal", token, files=files, channel_id=where)


async def direct_channel(api: Api, *, token: str | None, account: str) -> str:
    """The id of the direct messages between us and somebody."""
    opened = await api.call("conversations.open", token, users=account)
    return str(opened["channel"]["id"])
