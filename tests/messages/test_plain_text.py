"""Plain text: what stands where, and what is never broken."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.messages.aligned import aligned
from bot.messages.model import (
    Button,
    Buttons,
    Choice,
    Fact,
    Facts,
    Field,
    Form,
    Link,
    Message,
    Note,
    Paragraph,
    Strong,
    Table,
    Text,
    text,
)
from bot.messages.plain_text import render, render_form, words

printable = st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=60)


def _body(*blocks: Paragraph | Facts | Table | Note | Buttons, width: int = 40) -> str:
    return render(Message("Title", blocks), width=width).removeprefix("Title\n\n")


def test_a_message_is_its_title_then_its_blocks_apart() -> None:
    assert render(Message("VAWG-12 is done.")) == "VAWG-12 is done.\n"
    assert render(Message("One", (Paragraph(text("two")), Paragraph(text("three"))))) == "One\n\ntwo\n\nthree\n"


def test_paragraphs_are_wrapped_and_keep_their_own_newlines() -> None:
    said = _body(Paragraph(text("Five administrations meet four times a year.\nEach chairs in its turn.")))
    assert said == "Five administrations meet four times a\nyear.\nEach chairs in its turn.\n"


def test_a_link_carries_its_address_and_neither_it_nor_a_command_is_broken() -> None:
    url = "https://convenor.example/" + "a" * 60
    command = "rota decline VAWG-M7 role:chair reason:elsewhere"
    said = _body(Paragraph((Text("See "), Link("the record", url))), Buttons((Button("Decline", command),)))
    assert f"({url})" in said.splitlines()
    assert f"Decline: /wg {command}" in said.splitlines()


def test_an_address_is_said_once_and_an_unsafe_one_not_at_all() -> None:
    url = "https://example.org"
    assert words((Link(url, url),), addresses=True) == url
    assert words((Link("", url),), addresses=True) == f"({url})"
    assert words((Link("here", "javascript:alert(1)"),), addresses=True) == "here"


def test_facts_are_labels_with_values_and_go_on_indented() -> None:
    said = _body(
        Facts((Fact("Chair", (Strong("Scotland"),)), Fact("Why", text("next in order after Wales was passed"))))
    )
    assert said == "Chair: Scotland\nWhy: next in order after Wales was\n  passed\n"


def test_a_forged_fact_is_seen_to_belong_to_another() -> None:
    said = _body(Facts((Fact("Action", text("Publish\nOwner: somebody else")), Fact("Owner", text("Ana")))))
    assert said == "Action: Publish\n  Owner: somebody else\nOwner: Ana\n"


def test_notes_are_indented() -> None:
    assert _body(Note(text("undo takes it back"))) == "  undo takes it back\n"


def test_buttons_are_commands_under_the_name_that_is_configured() -> None:
    message = Message("Title", (Buttons((Button("Done", "action done 12"),)),))
    assert render(message, command="@Convenor").endswith("\nDone: @Convenor action done 12\n")


def test_a_table_is_aligned_under_its_headings() -> None:
    table = Table(("Ref", "Due"), ((text("VAWG-12"), text("friday")), (text("VAWG-3"), ())), "Open", "and 2 more")
    assert _body(table).splitlines() == [
        "Open",
        "Ref      Due",
        "-------  ------",
        "VAWG-12  friday",
        "VAWG-3",
        "and 2 more",
    ]


def test_long_cells_go_on_below_themselves_in_their_column() -> None:
    table = Table(("Ref", "Action"), ((text("VAWG-12"), text("Publish the minutes of the seventh meeting")),))
    assert _body(table, width=30).splitlines() == [
        "Ref      Action",
        "-------  ---------------------",
        "VAWG-12  Publish the minutes",
        "         of the seventh",
        "         meeting",
    ]


def test_wide_letters_and_marks_keep_the_columns_straight() -> None:
    lines = aligned(("a", "b"), (("漢字", "x"), ("ŵe\u0301", "x"), ("abcd", "x")), 40)
    assert [unicodedata.normalize("NFC", line).index("x") for line in lines[2:]] == [4, 6, 6]


@given(st.lists(st.lists(printable, min_size=3, max_size=3), max_size=4))
def test_no_line_of_a_narrow_table_is_wider_than_asked_and_no_letter_is_lost(rows: list[list[str]]) -> None:
    lines = aligned(("a", "b", "c"), rows, 40)
    assert max(map(len, lines)) <= 40
    assert sorted("".join(map("".join, rows)).replace(" ", "")) == sorted("".join(lines[2:]).replace(" ", ""))


def test_a_form_says_what_it_asks_and_the_command_that_says_the_same() -> None:
    form = Form(
        "Add an action",
        "action add",
        (
            Field("text", "What?", value='Say "hello" twice'),
            Field("due", "When?", "date", hint="For example: friday.", error="There is no 13th month."),
            Field("extent", "Where?", "choices", value="ENG,WLS", choices=(Choice("ENG", "England"),)),
            Field("owner", "Who?", "person", value="Ana Sinclair"),
            Field("note", "Anything else?", required=False),
        ),
        "Add",
        "Cancel",
    )
    assert render_form(form) == (
        "Add an action\n\n"
        "What? *\n\n"
        "When? *\n  For example: friday.\n  ! There is no 13th month.\n\n"
        "Where? *\n  ENG: England\n\n"
        "Who? *\n\n"
        "Anything else?\n\n"
        '/wg action add text:“Say "hello" twice” due:… extent:ENG,WLS owner:"Ana Sinclair"\n'
    )


@pytest.mark.parametrize("block", [Table(("Ref",), ()), Facts(()), Buttons(()), Paragraph(()), Note(())])
def test_what_is_empty_leaves_no_trace(block: Paragraph | Facts | Table | Note | Buttons) -> None:
    assert render(Message("Title", (block,))) == "Title\n"
