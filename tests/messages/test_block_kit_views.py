"""Forms as Slack's views: structure, limits, and what gives way where something doesn't fit."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings

from bot.messages.block_kit_views import errors, render_form, said, with_errors
from bot.messages.model import Button, Choice, Field, Form, Message, Note, Paragraph, Table, Text, buttons, text
from tests.messages import replies, slack_rules
from tests.messages.gallery import forms
from tests.messages.gallery_model import EVERY_BLOCK
from tests.messages.test_hostile import LONG_TABLE, TABLE

Json = dict[str, Any]


def view(*fields: Field, form: Form | None = None) -> Json:
    made = form or Form("Add an action", "action add", fields, "Send", "Cancel")
    found = render_form(made, workspace="T0SCT", carried="{}")
    slack_rules.check_view(found)
    return found


def element(field: Field) -> Json:
    [block, *_] = view(field)["blocks"]
    found: Json = block["element"]
    return found


def many(count: int) -> tuple[Choice, ...]:
    return tuple(Choice(f"V{number}", f"Value {number}") for number in range(count))


@pytest.mark.parametrize("name", forms())
def test_every_form_is_one_that_slack_takes(name: str) -> None:
    view(form=forms()[name])
    view(form=with_errors(forms()[name]))


@given(replies.forms)
@settings(max_examples=200, deadline=None)
def test_any_form_is_one_that_slack_takes(form: Form) -> None:
    """Names are arguments', so no two are the same."""
    named = tuple(replace(one, name=f"f{place}") for place, one in enumerate(form.fields))
    view(form=replace(form, fields=named, submit=form.submit or "Send"))


@TABLE
def test_hostile_text_stands_in_a_view_as_words(text: str) -> None:
    shown = Field("text", text, "text", value=text, hint=text, choices=(Choice(text, text),), error=text, in_words=text)
    controls = ("line", "text", "date", "choice", "choices", "person")
    all_fields = tuple(replace(shown, name=f"f{one}", control=one) for one in controls)  # type: ignore[arg-type]
    view(form=Form(text, text, all_fields, "Send", text, (Paragraph((Text(text),)),)))


@LONG_TABLE
def test_long_text_is_cut_to_what_a_view_holds(text: str) -> None:
    shown = Field("text", text, "text", value=text, hint=text, choices=(Choice(text, text),), error=text)
    view(form=Form(text, "x", (shown, replace(shown, name="b", control="choice")), text, text, EVERY_BLOCK))


def test_a_day_can_be_picked_or_said_in_words() -> None:
    field = Field("due", "By when?", "date", hint="friday", in_words="By when, in words")
    picker, words = view(replace(field, value="2027-01-29"))["blocks"]
    assert picker["element"] == {"type": "datepicker", "action_id": "value", "initial_date": "2027-01-29"}
    assert (picker["optional"], words["optional"], words["block_id"]) == (True, True, "field:due:words")
    assert "initial_value" not in words["element"]
    for typed in ("a week on tuesday", "2027-02-30", "0000-00-00"):
        picker, words = view(replace(field, value=typed))["blocks"]
        assert "initial_date" not in picker["element"]
        assert words["element"]["initial_value"] == typed
    assert date.fromisoformat("2027-01-29")


def test_a_newcomer_can_be_picked_or_named() -> None:
    field = Field("person", "Who?", "person", in_words="Who, by address", value="<@U1ANA|ana>")
    picker, words = view(field)["blocks"]
    assert picker["element"]["initial_user"] == "U1ANA"
    assert "initial_value" not in words["element"]
    _, words = view(replace(field, value="ana@example.org"))["blocks"]
    assert words["element"]["initial_value"] == "ana@example.org"


@pytest.mark.parametrize(
    ("count", "required", "kind"),
    [
        *((count, True, "radio_buttons") for count in (1, 5)),
        *((count, True, "static_select") for count in (6, 100)),
        *((count, True, "plain_text_input") for count in (0, 101)),
        (3, False, "static_select"),
    ],
)
def test_one_of_several_is_chosen_by_what_fits(count: int, required: bool, kind: str) -> None:
    """Slack can't take back what was chosen by a radio button, so nobody is made to."""
    assert element(Field("a", "A", "choice", required, choices=many(count)))["type"] == kind


@pytest.mark.parametrize(
    ("count", "kind"),
    [(10, "checkboxes"), (11, "multi_static_select"), (100, "multi_static_select"), (101, "plain_text_input")],
)
def test_some_of_several_are_chosen_by_what_fits(count: int, kind: str) -> None:
    found = element(Field("a", "A", "choices", choices=many(count), value="v1, V3"))
    assert found["type"] == kind
    chosen = [one["value"] for one in found.get("initial_options", [])]
    assert chosen == ([] if kind == "plain_text_input" else ["V1", "V3"])


def test_a_value_that_is_none_of_the_choices_is_typed() -> None:
    """Else what was typed in the command would be lost."""
    for control in ("choice", "choices", "person"):
        field = Field("a", "A", control, choices=many(3), value="something else")
        assert element(field)["initial_value"] == "something else"


def test_a_label_says_the_same_as_its_value() -> None:
    assert element(Field("a", "A", "choice", choices=many(9), value="value 3"))["initial_option"]["value"] == "V3"


def test_choices_that_would_have_to_be_cut_are_typed() -> None:
    long = (Choice("x" * 151, "Long"), Choice("y", "Short"))
    assert element(Field("a", "A", "choice", choices=long))["type"] == "plain_text_input"
    assert (
        len(element(Field("a", "A", "choice", choices=(Choice("x", "y" * 100),)))["options"][0]["text"]["text"]) == 75
    )


def test_a_long_title_stands_whole_above_the_fields() -> None:
    found = view(form=Form("Set up a working group (for those who run this service)", "x", (), "", "Close"))
    assert found["title"]["text"] == "Set up a working group"
    assert "for those who run this service" in json.dumps(found["blocks"][0])
    assert "submit" not in found


def test_too_many_fields_lose_the_optional_ones_first() -> None:
    fields = [Field(f"f{one}", "A", required=one % 2 == 0, hint="x") for one in range(160)]
    found = view(*fields)
    assert [block["block_id"] for block in found["blocks"]][-1] == "field:f158"
    assert sum(not block["optional"] for block in found["blocks"]) == 80


def test_a_view_has_no_tables_and_no_buttons() -> None:
    table = Table(("Meeting", "Chair"), ((text("7"), text("Scotland")),))
    found = view(
        form=Form("Preview", "x", (), "Create", "Cancel", (table, Note(text("x")), *buttons([Button("A", "b")])))
    )
    assert [block["type"] for block in found["blocks"]] == ["rich_text", "context"]
    assert "Chair: " in json.dumps(found["blocks"][0])


def test_errors_stand_under_the_block_that_slack_shows() -> None:
    wrong = Form("A", "a", (Field("due", "D", "date", error="No such day."), Field("b", "B")), "Send", "Cancel")
    assert errors(wrong) == {"field:due": "No such day."}
    assert with_errors(wrong).fields[0].hint == "⚠ No such day."


def test_a_message_is_a_view_that_only_says_something() -> None:
    message = Message("Done", (Paragraph(text("VAWG-1")), *buttons([Button("Undo", "undo")])))
    found = view(form=said(message, close="Close"))
    assert "submit" not in found
    assert found["title"]["text"] == "Done"
    view(form=said(Message("Done"), close="Close"))
