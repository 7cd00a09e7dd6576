"""Every example through every renderer, against what a person has read and committed."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.messages import adaptive_card, adaptive_card_form, block_kit, block_kit_views, html, plain_text
from bot.messages.model import Form, Message
from tests.messages.gallery import HERE, examples, forms, messages

GOLDEN = HERE / "golden"
PRESS = html.Press("/say", {"seal": "a-seal"})


def _slack(message: Message) -> str:
    rendered = block_kit.render(message, workspace="T0SCT")
    blocks = ",\n".join(json.dumps(block, ensure_ascii=False) for block in rendered.blocks)
    return f'{{"text": {json.dumps(rendered.text, ensure_ascii=False)}, "blocks": [\n{blocks}\n]}}\n'


def _teams(message: Message) -> str:
    rendered = adaptive_card.render(message, workspace="t-sct", opens=lambda command: command.endswith(" add"))
    return f'{{"summary": {json.dumps(rendered.summary, ensure_ascii=False)},\n{_card(rendered.card)}}}\n'


def _card(card: dict[str, Any]) -> str:
    body = ",\n".join(json.dumps(element, ensure_ascii=False) for element in card["body"])
    rest = {name: part for name, part in card.items() if name != "body"}
    return f'"card": {json.dumps(rest, ensure_ascii=False)[:-1]}, "body": [\n{body}\n]}}'


MESSAGES: dict[str, Callable[[Message], str]] = {
    "txt": plain_text.render,
    "html": lambda message: html.render(message, prefix="m1", press=PRESS),
    "slack.json": _slack,
    "teams.json": _teams,
}


def _view(form: Form) -> str:
    shown = block_kit_views.render_form(form, workspace="T0SCT", carried="carried")
    blocks = ",\n".join(json.dumps(block, ensure_ascii=False) for block in shown.pop("blocks"))
    return f'{json.dumps(shown, ensure_ascii=False)[:-1]}, "blocks": [\n{blocks}\n]}}\n'


def _dialog(form: Form) -> str:
    shown = adaptive_card_form.render_form(form, workspace="t-sct", carried={"command": form.command})
    return f'{{"title": {json.dumps(shown.title, ensure_ascii=False)},\n{_card(shown.card)}}}\n'


FORMS: dict[str, Callable[[Form], str]] = {
    "txt": plain_text.render_form,
    "html": lambda form: html.render_form(form, prefix="m1", press=PRESS),
    "slack.json": _view,
    "teams.json": _dialog,
}
EXPECTED = [f"{name}.{kind}" for name in messages() for kind in MESSAGES] + [
    f"{name}.{kind}" for name in forms() for kind in FORMS
]


def _rendered(file: str) -> str:
    name, kind = file.split(".", 1)
    example = examples()[name]
    return MESSAGES[kind](example) if isinstance(example, Message) else FORMS[kind](example)


@pytest.mark.parametrize("file", EXPECTED)
def test_an_example_reads_as_it_was_agreed(file: str, updating: bool) -> None:
    path = GOLDEN / file
    said = _rendered(file)
    if updating:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(said, encoding="utf-8", newline="\n")
    assert path.exists(), f"no golden file: read the rendering, then pytest {HERE.name} --update-golden"
    assert said == path.read_bytes().decode()


def test_no_golden_file_outlives_its_example(updating: bool) -> None:
    stale = {_name(path): path for path in GOLDEN.rglob("*.*") if _name(path) not in EXPECTED}
    if updating:
        for path in stale.values():
            path.unlink()
        stale = {}
    assert not stale


def _name(path: Path) -> str:
    return path.relative_to(GOLDEN).as_posix()


def test_the_gallery_has_every_kind_of_reply() -> None:
    assert messages()
    assert forms()
    assert all("." not in name for name in examples())
