"""Another language for a test: a few words of its own, the rest in English, as everywhere where a word is missing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.presenters import preferences, speech

_CACHED = (speech.tags, speech._spoken, speech._bundle, speech._sentence, preferences.languages)


@contextmanager
def spoken_too(folder: Path, tag: str, sentences: str) -> Iterator[None]:
    for known in speech.WORDS.iterdir():
        (folder / known.name).symlink_to(known)
    (folder / tag).mkdir()
    (folder / tag / "few.ftl").write_text(sentences, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(speech, "WORDS", folder)
        _forget()
        yield
    _forget()


def _forget() -> None:
    for cached in _CACHED:
        cached.cache_clear()
