"""Lines as ``rich_text`` elements, which Slack takes literally: nothing typed in them becomes a mention or a format."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from typing import Any, Final, Literal, assert_never

from bot.messages import model
from bot.messages.characters import ELLIPSIS, address, clipped, one_line, visible
from bot.messages.model import Line, Span

Json = dict[str, Any]
Style = Literal["bold", "italic"]

TEXT: Final = 3_000
"""Characters of one text."""

URL: Final = 3_000
"""Characters of an address; a link with a longer one stays as its words."""

MOMENT: Final = "{date_long}, {time}"
"""Each reader's own client words it, in that reader's zone and settings."""

_ACCOUNT: Final = re.compile(r"[UW][A-Z0-9]{1,30}")


@dataclass
class Writer:
    """Turns spans into elements for one message, until its ``room`` (in characters) is used up."""

    workspace: str
    room: int

    def take(self, words: str, limit: int = TEXT) -> str:
        """As much of ``words`` as fits, ending in an ellipsis where it was cut; empty when nothing fits."""
        left = self.room - len(words)
        if left < 0 or len(words) > limit:
            fits = min(limit, self.room)
            words = clipped(words, fits) if fits > 0 else ""
            left = self.room - len(words)
        self.room = left
        return words

    def line(self, line: Line, *style: Style) -> list[Json]:
        """The line's elements; none for what is empty, since Slack refuses an empty text."""
        return [element for span in line for element in self._span(span, style)]

    def words(self, words: str, *style: Style) -> list[Json]:
        """One text element, or none."""
        taken = self.take(words)
        return [_styled({"type": "text", "text": taken}, style)] if taken else []

    def _span(self, span: Span, style: tuple[Style, ...]) -> list[Json]:
        match span:
            case model.Text():
                return self.words(visible(span.text), *style)
            case model.Strong():
                return self.words(visible(span.text), "bold", *style)
            case model.Link():
                return self._link(span, style)
            case model.Mention():
                return self._mention(span, style)
            case model.Moment():
                timestamp = calendar.timegm(span.instant.utctimetuple())
                fallback = self.take(one_line(span.words)) or ELLIPSIS
                date = {"type": "date", "timestamp": timestamp, "format": MOMENT, "fallback": fallback}
                return [_styled(date, style)]
            case _:
                assert_never(span)

    def _link(self, span: model.Link, style: tuple[Style, ...]) -> list[Json]:
        url = address(span.url)
        if url is None or len(url) > URL:
            return self.words(one_line(span.text), *style)
        shown = self.take(one_line(span.text) or url)
        return [_styled({"type": "link", "url": url, "text": shown}, style)] if shown else []

    def _mention(self, span: model.Mention, style: tuple[Style, ...]) -> list[Json]:
        for handle in span.handles:
            here = handle.platform == "slack" and handle.workspace == self.workspace
            if here and _ACCOUNT.fullmatch(handle.account):
                return [_styled({"type": "user", "user_id": handle.account}, style)]
        return self.words(one_line(span.name), *style)


def section(elements: list[Json]) -> Json:
    """One run of text."""
    return {"type": "rich_text_section", "elements": elements}


def rich_text(elements: list[Json]) -> list[Json]:
    """A block of its own for one run of text, or no block at all."""
    return [{"type": "rich_text", "elements": [section(elements)]}] if elements else []


def _styled(element: Json, style: tuple[Style, ...]) -> Json:
    return element | {"style": dict.fromkeys(style, True)} if style else element
