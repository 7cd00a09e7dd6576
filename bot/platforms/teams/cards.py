"""Messages as activities: one adaptive card, with the words that a notification shows."""

from __future__ import annotations

from typing import Any, Final

from bot.messages.adaptive_card import Opens, render, summary
from bot.messages.model import Message

Json = dict[str, Any]

CARD: Final = "application/vnd.microsoft.card.adaptive"
MESSAGE: Final = "application/vnd.microsoft.activity.message"
"""What the answer to a press may be: a card in its place, or words that pass."""

UNFIT: Final = frozenset(
    ("BadSyntax", "BadArgument", "MessageSizeTooBig", "MessageSizeTooLarge", "InvalidBotApiMessage", "http_413")
)
"""What Teams says of a message that it won't show as it is."""

SHORT: Final = 4_000
"""Characters of a message that is said again as plain text."""

CONSENT: Final = "application/vnd.microsoft.teams.card.file.consent"
FILE: Final = "application/vnd.microsoft.teams.card.file.info"


def activity(message: Message, *, tenant: str, opens: Opens, beside: Json | None = None) -> Json:
    """What is posted."""
    rendered = render(message, workspace=tenant, opens=opens, beside=beside)
    return {"summary": rendered.summary, "attachments": [attached(rendered.card)]}


def attached(card: Json) -> Json:
    return {"contentType": CARD, "content": card}


def plain(message: Message) -> Json:
    """Its words alone, for a card that Teams won't take."""
    text = summary(message)[:SHORT]
    return {"text": text, "textFormat": "plain", "summary": text[:200]}


def in_place(card: Json) -> Json:
    """The answer to a press that puts a card in the place of the one that was pressed."""
    return {"statusCode": 200, "type": CARD, "value": card}


def passing(text: str) -> Json:
    """The answer to a press that is shown for a moment."""
    return {"statusCode": 200, "type": MESSAGE, "value": text}


def shown(title: str, card: Json) -> Json:
    """A dialog."""
    info = {"title": title, "height": "medium", "width": "medium", "card": attached(card)}
    return {"task": {"type": "continue", "value": info}}


def consent(filename: str, length: int, description: str, command: str) -> Json:
    """The question whether we may put a file among somebody's own. It is made again by ``command``."""
    content = {
        "description": description,
        "sizeInBytes": length,
        "acceptContext": {"command": command},
        "declineContext": {"command": command},
    }
    return {"summary": filename, "attachments": [{"contentType": CONSENT, "name": filename, "content": content}]}


def filed(name: str, content_url: str, id: str, kind: str) -> Json:
    """A file that lies there now."""
    attachment = {
        "contentType": FILE,
        "contentUrl": content_url,
        "name": name,
        "content": {"uniqueId": id, "fileType": kind},
    }
    return {"summary": name, "attachments": [attachment]}
