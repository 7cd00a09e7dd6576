"""Prose as files, by ending."""

from __future__ import annotations

from collections.abc import Callable

from bot.documents import prose_docx, prose_html, prose_markdown
from bot.documents.model import Written, spooled
from bot.documents.prose import Prose

WRITERS: dict[str, tuple[Callable[[Prose], bytes], str]] = {
    "docx": (prose_docx.write, prose_docx.MEDIA_TYPE),
    "html": (prose_html.write, prose_html.MEDIA_TYPE),
    "md": (prose_markdown.write, prose_markdown.MEDIA_TYPE),
}
"""How a text is written, and what the file is, by its ending."""


def write(prose: Prose, ending: str) -> Written:
    """The file. The same prose gives the same bytes."""
    writer, media_type = WRITERS[ending]
    content = spooled()
    made = writer(prose)
    content.write(made)
    content.seek(0)
    return Written(f"{prose.stem}.{ending}", media_type, content, len(made), len(prose.parts))
