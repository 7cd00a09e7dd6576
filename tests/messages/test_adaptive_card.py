"""Replies as Adaptive Cards: structure, limits, and what gives way where something doesn't fit."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings

from bot.messages.adaptive_card import COMMAND, render
from bot.messages.adaptive_card_form import render_form
from bot.messages.adaptive_card_text import escaped
from bot.messages.model import (
    Button,
    Choice,
    Field,
    Form,
    Handle,
    Line,
    Link,
    Mention,
    Message,
    Moment,
    Note,
    Paragraph,
    Strong,
    Table,
    Text,
    buttons,
    text,
)
from tests.messages import replies, teams_rules
from tests.messages.gallery import forms, messages
from tests.messages.gallery_model import EVERY_BLOCK
from tests.messages.test_hostile import LONG_TABLE, TABLE

Json = dict[str, Any]
ANA = Mention("Ana Reid", (Handle("slack", "T1", "UANA"), Handle("teams", "t-sct", "29:ana")))
WHEN = Moment(datetime(2027, 1, 20, 10, tzinfo=UTC), "Wednesday 20 January 2027, 10:00")


def card(message: Message, *, workspace: str = "t-sct", opens: bool = False) -> Json:
    found = render(message, workspace=workspace, opens=lambda _: opens)
    teams_rules.check_whole(found.card)
    assert found.summary
    return found.card


def dialog(*fields: Field, form: Form | None = None) -> Json:
    made = form or Form("Add an action", "action add", fields, "Send", "Cancel")
    found = render_form(made, workspace="t-sct", carried={"command": made.command})
    teams_rules.check(found.card)
    return found.card


def one_input(field: Field) -> Json:
    return next(iter(teams_rules.inputs(dialog(field)).values()))


@pytest.mark.parametrize("name", messages())
def test_every_example_is_a_card_that_teams_takes(name: str) -> None:
    card(messages()[name])
    card(messages()[name], opens=True)


@pytest.mark.parametrize("name", forms())
def test_every_form_is_a_dialog_that_teams_takes(name: str) -> None:
    dialog(form=forms()[name])


@settings(max_examples=60, deadline=None)
@given(replies.messages)
def test_any_message_is_a_card_that_teams_takes(message: Message) -> None:
    card(message)


@settings(max_examples=60, deadline=None)
@given(replies.forms)
def test_any_form_is_a_dialog_that_teams_takes(form: Form) -> None:
    dialog(form=form)


@TABLE
def test_hostile_text_is_words_and_no_more(text: str) -> None:
    line: Line = (Text(text), Strong(text), ANA, Link(text, text), Moment(WHEN.instant, text), Mention(text))
    found = card(Message(text, (Paragraph(line), Note(line), Table((text,), ((line,),), text, text))))
    assert [one["mentioned"]["id"] for one in found["msteams"].get("entities", [])] in ([], ["29:ana"])


@LONG_TABLE
def test_long_text_stays_within_what_teams_takes(text: str) -> None:
    rows = tuple(((Text(text),), (Text(text),)) for _ in range(200))
    pressed = [Button(text, "action add", "primary")] * 200
    found = card(Message(text, (Paragraph((Text(text),)), Table((text, "b"), rows), *buttons(pressed))))
    assert teams_rules.actions(found)


def test_a_long_table_says_that_there_is_more() -> None:
    rows = tuple(((Text(f"VAWG-{number}"),), (Text("Publish the minutes"),)) for number in range(400))
    found = card(Message("Actions", (Table(("Action", "Text"), rows, more="and 12 more"),)))
    assert teams_rules.texts(found)[-1] == "… and 12 more"


def test_a_wide_table_is_a_list_and_a_narrow_one_gives_each_column_its_share() -> None:
    wide = Table(tuple("ABCDEFGHI"), (tuple((Text(one),) for one in "abcdefghi"),))
    assert "a · B: b · C: c" in "\n".join(teams_rules.texts(card(Message("Wide", (wide,)))))
    long = Table(("Ref", "Action"), (((Text("VAWG-1"),), (Text("Publish the minutes " * 4),)),))
    assert "VAWG-1 · Action: Publish" in "\n".join(teams_rules.texts(card(Message("Long", (long,)))))
    narrow = Table(("Seat", "When"), (((Text("Wales"),), (Text("Wednesday 20 January 2027"),)),))
    [shown] = [one for one in card(Message("Narrow", (narrow,)))["body"] if one["type"] == "Table"]
    assert [one["width"] for one in shown["columns"]] == [7, 13]


def test_buttons_stand_side_by_side_as_far_as_a_phone_shows_them() -> None:
    labels = ["Accept", "Decline", "Ask to swap", "Change office hours", "x" * 75, "Undo"]
    found = card(Message("Turns", buttons([Button(one, "my") for one in labels])))
    sets = [[one["title"] for one in element["actions"]] for element in found["body"] if element["type"] == "ActionSet"]
    assert sets == [labels[:3], [labels[3]], [labels[4]], [labels[5]]]


def test_a_button_that_opens_a_form_fetches_its_dialog_and_another_executes() -> None:
    asked = Message("Turns", buttons([Button("Add", "action add"), Button("Done", "action done VAWG-1", "danger")]))
    found = render(asked, workspace="t", opens=lambda command: command == "action add", beside={"question": True})
    add, done = teams_rules.actions(found.card)
    assert add["type"] == "Action.Submit"
    assert add["data"] == {"command": "action add", "question": True, "msteams": {"type": "task/fetch"}}
    assert done["type"] == "Action.Execute"
    assert done["style"] == "destructive"
    assert done["data"] == {"command": "action done VAWG-1", "question": True}


def test_half_a_command_is_no_button() -> None:
    long = Button("Long", "note " + "x" * COMMAND)
    assert teams_rules.actions(card(Message("Title", buttons([long, Button("Short", "my")])))) != []
    assert teams_rules.actions(card(Message("Title", buttons([long])))) == []


def test_who_has_an_account_there_is_mentioned_and_elsewhere_named() -> None:
    told = Message("Turn", (Paragraph((Text("For "), ANA, Text(": *soon* <at>all</at>"))),))
    here = card(told)
    assert here["msteams"]["entities"] == [
        {"type": "mention", "text": "<at>Ana Reid</at>", "mentioned": {"id": "29:ana", "name": "Ana Reid"}}
    ]
    assert teams_rules.texts(here)[-1] == "For <at>Ana Reid</at>: \\*soon\\* &lt;at&gt;all&lt;/at&gt;"
    elsewhere = card(told, workspace="t-wls")
    assert "entities" not in elsewhere["msteams"]
    assert teams_rules.texts(elsewhere)[-1] == "For Ana Reid: *soon* <at>all</at>"


def test_a_name_is_no_markdown_where_it_is_mentioned() -> None:
    odd = Mention("[Ana](https://evil.example) *Reid*", ANA.handles)
    found = card(Message("Turn", (Paragraph((odd,)),)))
    assert teams_rules.texts(found)[-1] == "<at>Ana(https://evil.example) Reid</at>"
    assert teams_rules.texts(card(Message("Turn", (Paragraph((odd,)),)), workspace="t-wls"))[-1] == odd.name


def test_an_unsafe_address_is_only_words() -> None:
    found = card(
        Message("Links", (Paragraph((Link("paper", "javascript:alert(1)"), Link("ok", "https://a.example"))),))
    )
    opened = [one["selectAction"]["url"] for one in teams_rules.elements(found) if "selectAction" in one]
    assert opened == ["https://a.example"]


def test_what_is_escaped_reads_as_it_was_typed() -> None:
    assert escaped("{{DATE(x)}} [a](b) *c* <d> 1. e") == (
        "\\{\\{DATE\\(x\\)\\}\\} \\[a\\]\\(b\\) \\*c\\* &lt;d&gt; 1\\. e"
    )


def test_every_block_stands_in_its_order() -> None:
    kinds = [one["type"] for one in card(Message("Every", EVERY_BLOCK))["body"]]
    assert "Table" in kinds
    assert "ActionSet" in kinds


# Dialogs


def test_each_control_is_the_input_that_says_it_best() -> None:
    few, many = (Choice("a", "A"), Choice("b", "B")), tuple(Choice(f"v{n}", f"V{n}") for n in range(20))
    assert one_input(Field("x", "X"))["type"] == "Input.Text"
    assert one_input(Field("x", "X", "text"))["isMultiline"] is True
    assert one_input(Field("x", "X", "date", value="2027-01-20"))["value"] == "2027-01-20"
    assert one_input(Field("x", "X", "choice", choices=few, value="B"))["value"] == "b"
    assert one_input(Field("x", "X", "choice", choices=few))["style"] == "expanded"
    assert one_input(Field("x", "X", "choice", choices=many))["style"] == "compact"
    assert one_input(Field("x", "X", "choices", choices=many, value="v1, v3"))["value"] == "v1,v3"
    assert one_input(Field("x", "X", "choices", choices=many, value="v1, elsewhere"))["type"] == "Input.Text"
    assert one_input(Field("x", "X", "person", value="ana@example.org"))["value"] == "ana@example.org"
    assert one_input(Field("x", "X", "choice", choices=(Choice("a", "A"),) * 2))["type"] == "Input.Text"


def test_a_day_can_be_typed_in_words_too() -> None:
    found = teams_rules.inputs(dialog(Field("due", "Due", "date", value="friday", in_words="Or in words")))
    assert found["field:due:words"]["value"] == "friday"
    assert "value" not in found["field:due"]


def test_what_is_wrong_stands_below_its_field() -> None:
    found = dialog(Field("due", "Due", error="That day has passed.", hint="Such as friday"))
    kinds = [(one["type"], one.get("id")) for one in found["body"]]
    assert kinds == [("Input.Text", "field:due"), ("RichTextBlock", None), ("RichTextBlock", None)]
    assert found["body"][1]["inlines"] == [{"type": "TextRun", "text": "That day has passed.", "color": "Attention"}]


def test_a_form_that_only_says_something_has_no_button() -> None:
    said = Form("Note", "", (), "", "Close", (Paragraph(text("Hello")),))
    assert "actions" not in dialog(form=said)
