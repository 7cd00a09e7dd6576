"""Files that somebody received in the console, kept on disk until the demo ends."""

from __future__ import annotations

import secrets
import shutil
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bot.messages.model import Document

KEPT: Final = 100
"""Files kept; the oldest go first."""


@dataclass(frozen=True)
class File:
    """A received file. ``token`` is its unguessable address; ``length`` counts bytes."""

    token: str
    filename: str
    media_type: str
    length: int
    path: Path


class Files:
    """The store, in a directory that belongs to it alone and that its owner removes."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._files: OrderedDict[str, File] = OrderedDict()

    def receive(self, document: Document) -> File:
        """Keep the document's bytes and close it. Blocking: run it in a thread."""
        token = secrets.token_urlsafe(24)
        path = self._directory / token
        with document.content as source, path.open("wb") as target:
            shutil.copyfileobj(source, target)
        file = File(token, document.filename, document.media_type, document.length, path)
        self._files[token] = file
        while len(self._files) > KEPT:
            self._files.popitem(last=False)[1].path.unlink(missing_ok=True)
        return file

    def get(self, token: str) -> File | None:
        return self._files.get(token)
