"""Words in an Adaptive Card: runs of rich text, which Teams shows as they are, and the few lines that must be markdown.

Only a text block can mention somebody. Whatever a person typed is escaped there, in the one place that makes such
blocks; everywhere else there is nothing to escape.
"""

from __future__ import annotations

import re
from typing import Any, Final, assert_never

from bot.messages import model
from bot.messages.characters import ELLIPSIS, address, clipped, one_line, visible
from bot.messages.model import Handle, Line, Span

Json = dict[str, Any]
Style = dict[str, Any]
Run = Json | str

PLATFORM: Final = "teams"

URL: Final = 2_000
"""Characters of an address; a longer one is left as its words."""

BOLD: Final[Style] = {"weight": "Bolder"}
ASIDE: Final[Style] = {"isSubtle": True, "size": "Small"}

_FUNCTION = re.compile(r"\{(?=\{(?:DATE|TIME)\()", re.IGNORECASE)
_APART = "{\u2060"

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!~|])")
_UNNAMED = re.compile(r"[\\`*_{}\[\]<>~|#]")
"""What no mention's name has: it stands in markdown, where only its tag is understood."""

_ACCOUNT = re.compile(r"[A-Za-z0-9:._@-]{1,200}")


def literal(text: str) -> str:
    """Words in which nothing is a date function: clients put a date in its place wherever words stand, each reader's
    own. What keeps the braces apart is seen by nobody."""
    return _FUNCTION.sub(_APART, text)


def escaped(text: str) -> str:
    """Words that stay words in a text block: no emphasis, no link, no mention, no date function."""
    plain = _MARKDOWN.sub(r"\\\1", one_line(text))
    return plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


class Writer:
    """Makes the texts of one card for one tenant. ``room`` is what is left of the card's characters; ``mentioned`` are
    the entities that its mentions need beside it."""

    def __init__(self, workspace: str, room: int) -> None:
        self.workspace = workspace
        self.room = room
        self.mentioned: list[Json] = []

    def take(self, words: str) -> str:
        """As much of the words as fits, with an ellipsis where they were cut; empty when nothing fits."""
        if len(words) > self.room:
            words = clipped(words, self.room) if self.room > 0 else ""
        self.room -= len(words)
        return words

    def blocks(self, line: Line, style: Style | None = None) -> list[Json]:
        """The line as blocks of its own, one for each line in it; none where it says nothing."""
        style = style or {}
        if any(self._handle(span) for span in line if isinstance(span, model.Mention)):
            text = "".join(self._marked(span) for span in line)
            return [{"type": "TextBlock", "text": text, "wrap": True} | style] if text.strip() else []
        return [rich_text(runs) for runs in self._runs(line, style) if runs]

    def words(self, words: str, style: Style | None = None) -> list[Json]:
        """One line of plain words as a block, or none."""
        taken = self.take(one_line(words))
        return [rich_text([_run(taken, style or {})])] if taken else []

    def _runs(self, line: Line, style: Style) -> list[list[Run]]:
        rows: list[list[Run]] = [[]]
        for span in line:
            first, *others = self._span(span, style)
            rows[-1] += first
            rows += others
        return rows

    def _span(self, span: Span, style: Style) -> list[list[Run]]:
        match span:
            case model.Text():
                return self._texts(span.text, style)
            case model.Strong():
                return self._texts(span.text, style | BOLD)
            case model.Link():
                return [self._link(span, style)]
            case model.Mention():
                return self._texts(span.name, style)
            case model.Moment():
                return self._texts(span.words, style)
            case _:
                assert_never(span)

    def _texts(self, text: str, style: Style) -> list[list[Run]]:
        taken = self.take(visible(text))
        return [[_run(part, style)] if part else [] for part in taken.split("\n")]

    def _link(self, span: model.Link, style: Style) -> list[Run]:
        url = address(span.url)
        shown = self.take(one_line(span.text) or (url or ""))
        if not shown:
            return []
        if url is None or len(url) > URL:
            return [_run(shown, style)]
        opens = {"type": "Action.OpenUrl", "url": url}
        return [{"type": "TextRun", "text": literal(shown), "selectAction": opens} | style]

    def _handle(self, mention: model.Mention) -> Handle | None:
        for handle in mention.handles:
            here = handle.platform == PLATFORM and handle.workspace == self.workspace
            if here and _ACCOUNT.fullmatch(handle.account):
                return handle
        return None

    def _marked(self, span: Span) -> str:
        """The span in markdown, for a block that mentions somebody."""
        match span:
            case model.Text():
                return escaped_spaced(self.take(visible(span.text)))
            case model.Strong():
                said = escaped_spaced(self.take(visible(span.text)))
                bold = said.strip()
                return said.replace(bold, f"**{bold}**") if bold else said
            case model.Link():
                url, shown = address(span.url), escaped(self.take(one_line(span.text)))
                safe = url is not None and len(url) <= URL and not set(url) & set("()")
                return f"[{shown}]({url})" if safe and shown else shown
            case model.Mention():
                return self._mention(span)
            case model.Moment():
                return escaped(self.take(one_line(span.words)))
            case _:
                assert_never(span)

    def _mention(self, mention: model.Mention) -> str:
        handle, name = self._handle(mention), one_line(_UNNAMED.sub("", mention.name))
        taken = self.take(name)
        if handle is None or taken != name or not name:
            return escaped(taken)
        text = f"<at>{name}</at>"
        entity = {"type": "mention", "text": text, "mentioned": {"id": handle.account, "name": name}}
        if entity not in self.mentioned:
            self.mentioned.append(entity)
        return text


def escaped_spaced(text: str) -> str:
    """``escaped``, with the blanks at both ends that part the text from its neighbours."""
    lead = " " if text[:1].isspace() else ""
    tail = " " if len(text) > 1 and text[-1:].isspace() else ""
    return f"{lead}{escaped(text)}{tail}"


def rich_text(runs: list[Run]) -> Json:
    """A block of runs."""
    return {"type": "RichTextBlock", "inlines": runs or [ELLIPSIS]}


def _run(text: str, style: Style) -> Run:
    """Words alone are their own short form."""
    said = literal(text)
    return {"type": "TextRun", "text": said} | style if style else said
