"""Messages that Slack won't show as they are: they go out once more, in words alone."""

from __future__ import annotations

from typing import Final

UNFIT: Final = frozenset(
    (
        *("invalid_blocks", "invalid_blocks_format", "msg_too_long", "msg_blocks_too_long", "no_text"),
        *("invalid_arguments", "markdown_text_conflict", "too_many_attachments", "invalid_attachments"),
    )
)
"""What Slack says of such a message."""

SHORT: Final = 1_000
"""Characters of a message that is said again as plain text."""


def shortened(text: str) -> str:
    """The first of an escaped text, without half an escape at its end."""
    if len(text) <= SHORT:
        return text
    kept, _, broken = text[:SHORT].rpartition("&")
    return (text[:SHORT] if ";" in broken or not kept else kept) + "…"
