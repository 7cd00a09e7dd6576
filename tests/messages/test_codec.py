"""A stored reply is read back as the same reply."""

from __future__ import annotations

from dataclasses import fields
from datetime import datetime, timedelta, timezone
from io import BytesIO
from typing import get_args

import pytest
from hypothesis import given

from bot.messages import model
from bot.messages.codec import Unreadable, dump, load
from bot.messages.model import Document, Form, Message, Moment, Paragraph, Strong, Text
from tests.messages import replies
from tests.messages.gallery import examples


@given(replies.messages)
def test_any_message_comes_back_exactly(message: Message) -> None:
    assert load(dump(message)) == message


@given(replies.forms)
def test_any_form_comes_back_exactly(form: Form) -> None:
    assert load(dump(form)) == form


@pytest.mark.parametrize("name", examples())
def test_every_example_comes_back_exactly(name: str) -> None:
    assert load(dump(examples()[name])) == examples()[name]


def test_spans_that_look_alike_keep_their_kind() -> None:
    (block,) = load(dump(Message("t", (Paragraph((Text("same"), Strong("same"))),)))).blocks
    assert isinstance(block, Paragraph)
    assert [type(span) for span in block.spans] == [Text, Strong]


def test_an_instant_keeps_its_microseconds_and_offset() -> None:
    instant = datetime(2027, 7, 1, 10, 0, 0, 123456, timezone(timedelta(hours=1)))
    (block,) = load(dump(Message("t", (Paragraph((Moment(instant, "w"),)),)))).blocks
    assert isinstance(block, Paragraph)
    (moment,) = block.spans
    assert isinstance(moment, Moment)
    assert moment.instant.isoformat() == instant.isoformat()


def test_what_is_stored_is_ascii_without_nul_whatever_was_typed() -> None:
    stored = dump(Message("\x00\ud800é\u202e"))
    assert stored.isascii()
    assert "\x00" not in stored
    assert "\n" not in stored


def test_a_document_is_not_stored() -> None:
    document = Document("a.csv", "text/csv", BytesIO(b""), 0, Message("t"))
    with pytest.raises(TypeError):
        dump(document)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "stored",
    [
        "",
        "null",
        "[]",
        "{}",
        '"text"',
        '{"is":"Document","filename":"x"}',
        '{"is":"Message"}',
        '{"is":"Message","title":"t","surprise":1}',
        '{"is":"Text","text":"no reply"}',
        '{"is":"Instant","at":"yesterday"}',
        "[" * 100_000,
    ],
)
def test_anything_else_is_refused_as_unreadable(stored: str) -> None:
    with pytest.raises(Unreadable):
        load(stored)


def test_every_kind_of_the_model_can_be_stored() -> None:
    kinds = {*get_args(model.Span), *get_args(model.Block), *get_args(model.Reply)} - {Document}
    seen: set[type] = set()

    def walk(value: object) -> None:
        seen.add(type(value))
        if type(value) in kinds or hasattr(value, "__dataclass_fields__"):
            for one in fields(value):  # type: ignore[arg-type]
                walk(getattr(value, one.name))
        elif isinstance(value, tuple):
            for part in value:
                walk(part)

    for example in examples().values():
        walk(load(dump(example)))
    assert kinds <= seen
