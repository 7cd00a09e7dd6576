"""Every sentence that may be needed is there, once, and without a hole."""

from __future__ import annotations

import dataclasses
import importlib
import pkgutil
import re
from collections import Counter
from pathlib import Path

import pytest

import bot
from bot.arguments import declared
from bot.commands import Command
from bot.domain.errors import Ambiguous, DomainError
from bot.messages.model import Strong, Text
from bot.presenters.speech import WORDS, Wordless, words
from handlers import COMMANDS

ENGLISH = words("en-GB")


def refusals() -> list[type[DomainError]]:
    for module in pkgutil.walk_packages(bot.__path__, "bot."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    found: list[type[DomainError]] = []
    waiting: list[type[DomainError]] = [DomainError]
    while waiting:
        kinds = waiting.pop().__subclasses__()
        found += [kind for kind in kinds if kind is not Ambiguous and kind.__module__.startswith(("bot.", "handlers."))]
        waiting += kinds
    return sorted(set(found), key=lambda kind: kind.__name__)


@pytest.mark.parametrize("refusal", refusals(), ids=lambda kind: kind.__name__)
def test_every_refusal_has_its_sentence(refusal: type[DomainError]) -> None:
    facts: dict[str, str | int] = {field.name: "7" for field in dataclasses.fields(refusal)}
    if "number" in facts:  # of a meeting, or of a term
        facts |= {"occasion": "meeting 7", "Occasion": "Meeting 7"}
    assert ENGLISH(refusal.key(), **facts)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_every_command_has_help_usage_and_labels(command: Command) -> None:
    assert ENGLISH(f"help-{command.key}")
    assert ENGLISH(f"usage-{command.key}").startswith(command.name)
    assert ENGLISH(f"subject-{command.subject}")
    for argument in declared(command.arguments):
        assert ENGLISH(f"label-{argument.name}")
        for choice in argument.choices:
            assert ENGLISH(f"choice-{choice.replace(' ', '-')}")


def test_no_sentence_is_written_twice() -> None:
    keys = [
        key
        for path in Path(WORDS / "en-GB").glob("*.ftl")
        for key in re.findall(r"^([a-zA-Z][\w-]*) *=", path.read_text(encoding="utf-8"), re.MULTILINE)
    ]
    assert [key for key, times in Counter(keys).items() if times > 1] == []


def test_spans_are_put_into_a_sentence_whole() -> None:
    line = ENGLISH.line("refused-too-many-words", words=Strong("<b>\ue000 & co"))
    assert Strong("<b>\ue000 & co") in line
    assert line[0] == Text("I didn't expect “")


def test_a_sentence_with_a_hole_is_a_fault() -> None:
    with pytest.raises(Wordless):
        ENGLISH("refused-too-many-words")
    with pytest.raises(Wordless):
        ENGLISH("no-such-sentence")


def test_a_language_that_has_no_words_falls_back_to_english() -> None:
    assert words("xx").language == "en-GB"


def test_a_sentence_says_what_stands_before_a_command_where_it_is_read() -> None:
    terminal = ENGLISH.calling(lambda code: None, "convenor run")
    for known, prefix in ((ENGLISH, "/wg"), (terminal, "convenor run"), (ENGLISH, "/wg")):
        assert known("refused-not-linked").endswith(f"type: {prefix} me link CODE")


def test_an_added_administration_is_asked_for_by_name_once() -> None:
    asked: list[str] = []

    def named(code: str) -> str | None:
        asked.append(code)
        return "Germany" if code == "DEU" else None

    known = ENGLISH.calling(named)
    found = [known.name("seat", code) for code in ("DEU", "SCT", "DEU", "XXX")]
    assert found == ["Germany", "Scotland", "Germany", "XXX"]
    assert asked == ["DEU", "XXX"]
