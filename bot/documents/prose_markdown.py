"""Prose as Markdown. What a person typed is escaped, so that it reads as it was typed."""

from __future__ import annotations

import re

from bot.documents.prose import Paragraph, Points, Prose, blocks

MEDIA_TYPE = "text/markdown; charset=utf-8"
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|#~!&$])")
_BEGINS = re.compile(r"^(\s*)([-+=>]|\d+[.)])")


def write(prose: Prose) -> bytes:
    """The whole text. The same prose gives the same bytes."""
    lines = [f"# {_plain(prose.title)}", ""]
    if prose.marking:
        lines += [f"**{_plain(prose.marking)}**", ""]
    if prose.head:
        lines += ["| | |", "| --- | --- |", *(f"| {_plain(name)} | {_plain(said)} |" for name, said in prose.head), ""]
    for part in prose.parts:
        lines += [f"## {_plain(part.title)}", ""]
        for block in blocks(part.text):
            match block:
                case Paragraph(text):
                    lines += [_begun(text), ""]
                case Points(items):
                    lines += [*(f"- {_begun(item)}" for item in items), ""]
    lines.append(f"*{_plain(prose.foot)}*")
    return ("\n".join(lines) + "\n").encode(errors="replace")


def _plain(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def _begun(text: str) -> str:
    """A line that begins as no list or heading by itself."""
    return _BEGINS.sub(lambda found: f"{found[1]}{found[2][:-1]}\\{found[2][-1]}", _plain(text))
