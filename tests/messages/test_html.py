"""HTML: meaning in the elements, every control named, and forms that post what they should."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from bot.messages.html import Press, render, render_form
from bot.messages.model import (
    Button,
    Buttons,
    Choice,
    Facts,
    Field,
    Form,
    Link,
    Message,
    Moment,
    Note,
    Paragraph,
    Table,
    Text,
    text,
)
from tests.messages.gallery import forms, messages
from tests.messages.markup import Page

PRESS = Press("/say?as=ana&group=vawg", {"seal": "s", "as": "ana"})
DONE = Message("t", (Buttons((Button("Done", 'action done 12 note:"a & b"', "primary"),)),))


def _form(*fields: Field) -> Page:
    return Page(render_form(Form("Add an action", "action add", fields, "Add", "Cancel"), prefix="f", press=PRESS))


def test_a_message_is_an_article_in_its_language_named_by_its_heading() -> None:
    page = Page(render(Message("Cyfarfod 7", language="cy"), prefix="m9", level=3))
    assert page.elements == [
        ("article", {"class": "message", "lang": "cy", "aria-labelledby": "m9-title"}),
        ("h3", {"id": "m9-title"}),
    ]


def test_ids_of_two_messages_never_meet() -> None:
    said = "".join(render(message, prefix=f"m{place}") for place, message in enumerate(messages().values()))
    assert Page(said)


def test_a_button_posts_its_command_with_what_the_caller_hides_beside_it() -> None:
    page = Page(render(DONE, prefix="m", press=PRESS))
    assert page.all("form") == [{"class": "buttons", "method": "post", "action": "/say?as=ana&group=vawg"}]
    assert page.all("input") == [
        {"type": "hidden", "name": "seal", "value": "s"},
        {"type": "hidden", "name": "as", "value": "ana"},
    ]
    assert page.all("button") == [
        {"type": "submit", "name": "text", "value": 'action done 12 note:"a & b"', "class": "primary"}
    ]


def test_a_mail_has_no_forms_but_the_commands_to_type() -> None:
    page = Page(render(DONE, prefix="m", command="@Convenor"))
    assert not page.all("form")
    assert 'Done: @Convenor action done 12 note:"a & b"' in page.words
    assert "Done" not in Page(render(DONE, prefix="m")).words


def test_a_moment_is_machine_readable_in_utc() -> None:
    instant = datetime(2027, 7, 1, 11, 0, tzinfo=timezone(timedelta(hours=1)))
    page = Page(render(Message("t", (Paragraph((Moment(instant, "1 July, 11:00"),)),)), prefix="m"))
    assert page.all("time") == [{"datetime": "2027-07-01T10:00:00Z"}]


def test_a_table_has_a_caption_and_column_headings_and_can_be_scrolled_by_keyboard() -> None:
    table = Table(("Ref", "Due"), ((text("VAWG-12"), text("friday")),), "Open actions", "and 2 more")
    page = Page(render(Message("t", (table, table)), prefix="m"))
    assert page.all("th") == [{"scope": "col"}] * 4
    assert [one["id"] for one in page.all("caption")] == ["m-1-caption", "m-2-caption"]
    assert [(one["tabindex"], one["aria-labelledby"]) for one in page.all("div")] == [
        ("0", "m-1-caption"),
        ("0", "m-2-caption"),
    ]
    assert "and 2 more" in page.words


def test_newlines_stay_and_unsafe_addresses_go() -> None:
    page = Page(render(Message("t", (Note((Text("one\ntwo"), Link("here", "javascript:alert(1)"))),)), prefix="m"))
    assert len(page.all("br")) == 1
    assert not page.all("a")
    assert "here" in page.words


@pytest.mark.parametrize("block", [Table(("Ref",), ()), Facts(()), Buttons(())])
def test_what_is_empty_leaves_no_trace(block: Facts | Table | Buttons) -> None:
    assert render(Message("t", (block,)), prefix="m", press=PRESS) == render(Message("t"), prefix="m")


def test_every_control_of_every_form_has_exactly_one_label() -> None:
    for form in forms().values():
        page = Page(render_form(form, prefix="f", press=PRESS))
        controls = page.all("select") + page.all("textarea") + page.all("input")
        named = [one["id"] for one in controls if one.get("type") != "hidden"]
        assert sorted(named) == sorted(label["for"] for label in page.all("label"))


def test_hint_and_error_are_tied_to_their_control_in_reading_order() -> None:
    page = _form(Field("due", "When?", "date", hint="For example: friday.", error="There is no 13th month."))
    (control,) = [one for one in page.all("input") if one["type"] == "text"]
    assert control["aria-describedby"] == "f-field-1-hint f-field-1-error"
    assert control["aria-invalid"] == "true"
    assert [one["id"] for one in page.all("p")] == ["f-field-1-hint", "f-field-1-error"]


def test_what_is_required_is_marked_for_eyes_and_for_readers() -> None:
    required = _form(Field("due", "When?"))
    assert "required" in required.all("input")[-1]
    assert required.all("span") == [{"class": "required", "aria-hidden": "true"}]
    optional = _form(Field("due", "When?", required=False))
    assert "required" not in optional.all("input")[-1]
    assert not optional.all("span")
    group = _form(Field("extent", "Where?", "choices", choices=(Choice("ENG", "England"),)))
    assert group.all("span") == [{"class": "required"}]


def test_a_form_posts_its_command_and_each_field_under_a_name_that_cannot_be_taken_for_another() -> None:
    page = _form(Field("command", "Which?"), Field("seal", "What?", "text"))
    assert page.all("form")[0]["action"] == "/say?as=ana&group=vawg"
    assert {one["name"]: one["value"] for one in page.all("input") if one["type"] == "hidden"} == {
        "seal": "s",
        "as": "ana",
        "command": "action add",
    }
    assert [one["name"] for one in page.all("input") if one["type"] == "text"] == ["field.command"]
    assert [one["name"] for one in page.all("textarea")] == ["field.seal"]


def test_enter_submits_and_does_not_cancel() -> None:
    first, second = _form(Field("text", "What?")).all("button")
    assert "name" not in first
    assert second["name"] == "cancel"


def test_few_choices_stand_open_and_many_fold() -> None:
    seats = tuple(Choice(str(number), str(number)) for number in range(6))
    assert [one["type"] for one in _form(Field("a", "A", "choice", choices=seats[:5])).all("input")[-5:]] == [
        "radio"
    ] * 5
    assert len(_form(Field("a", "A", "choice", choices=seats)).all("option")) == 7
    assert len(_form(Field("a", "A", "choice", value="3", choices=seats)).all("option")) == 6


def test_what_was_chosen_stays_chosen() -> None:
    seats = (Choice("ENG", "England"), Choice("SCT", "Scotland"), Choice("WLS", "Wales"))
    page = _form(
        Field("a", "A", "choice", value="SCT", choices=seats),
        Field("b", "B", "choices", value="eng, WLS", choices=seats),
        Field("c", "C", "person", value="wls", choices=seats),
        Field("d", "D", "text", value="\nfirst newline"),
    )
    checked = [(one["name"], one["value"]) for one in page.all("input") if "checked" in one]
    assert checked == [("field.a", "SCT"), ("field.b", "ENG"), ("field.b", "WLS")]
    assert [one["value"] for one in page.all("option") if "selected" in one] == ["WLS"]
    assert "\n\nfirst newline" in page.words


def test_buttons_of_a_form_stand_outside_it() -> None:
    form = Form("t", "action add", (), "Add", "Cancel", (Buttons((Button("Done", "action done 12"),)),))
    page = Page(render_form(form, prefix="f", press=PRESS))
    assert len(page.all("form")) == 2
