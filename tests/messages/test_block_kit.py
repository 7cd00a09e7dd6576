"""Block Kit: what stands where, and each of Slack's limits with its degradation."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from bot.messages import block_kit
from bot.messages.block_kit import render, render_home
from bot.messages.model import (
    Block,
    Button,
    Buttons,
    Fact,
    Facts,
    Handle,
    Link,
    Mention,
    Message,
    Moment,
    Note,
    Paragraph,
    Span,
    Strong,
    Table,
    Text,
    text,
)
from tests.messages.gallery import messages
from tests.messages.slack_rules import check, check_view, texts

Json = dict[str, Any]


def _blocks(*blocks: Block) -> list[Json]:
    """The rendered blocks behind the title."""
    found = render(Message("Title", blocks), workspace="T1").blocks
    check(found)
    return found[1:]


def _spans(*spans: Span) -> list[Json]:
    (block,) = _blocks(Paragraph(spans))
    elements: list[Json] = block["elements"][0]["elements"]
    return elements


def _table(columns: int, rows: int, cell: str = "x") -> Table:
    return Table(tuple(f"c{place}" for place in range(columns)), ((text(cell),) * columns,) * rows, "Caption", "")


def _kinds(blocks: list[Json]) -> list[str]:
    return [block["type"] for block in blocks]


@pytest.mark.parametrize("name", messages())
@pytest.mark.parametrize("workspace", ["T0SCT", "T0IRL", "T-elsewhere"])
def test_slack_takes_every_example_in_every_workspace(name: str, workspace: str) -> None:
    check(render(messages()[name], workspace=workspace).blocks)


@pytest.mark.parametrize("name", messages())
def test_slack_takes_every_example_as_a_home(name: str) -> None:
    check_view({"type": "home", "blocks": render_home(messages()[name], workspace="T0SCT")})


def test_a_home_has_twice_as_many_blocks_and_its_tables_are_lists() -> None:
    many = [one for place in range(60) for one in (Paragraph(text(f"{place}")), Buttons((Button("x", "y"),)))]
    found = render_home(Message("Title", (_table(2, 3), *many)), workspace="T1")
    check_view({"type": "home", "blocks": found})
    assert len(found) == block_kit.HOME_BLOCKS
    assert len(render(Message("Title", tuple(many)), workspace="T1").blocks) == block_kit.BLOCKS
    assert "rich_text_list" in [element["type"] for element in found[0]["elements"]]


def test_a_title_alone_is_a_sentence_and_above_blocks_a_heading() -> None:
    assert render(Message("VAWG-12 is done."), workspace="T1").blocks == [
        {
            "type": "rich_text",
            "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": "VAWG-12 is done."}]}],
        }
    ]
    heading = render(Message("Title", (Paragraph(text("x")),)), workspace="T1").blocks[0]
    assert heading["elements"][0]["elements"][0]["style"] == {"bold": True}


def test_each_span_has_its_element() -> None:
    assert _spans(
        Text("<b> & *x*"),
        Strong("Scotland"),
        Link("record", "https://example.org/?a=b&c=d"),
        Moment(datetime(2027, 1, 20, 10, 0, tzinfo=UTC), "Wednesday"),
    ) == [
        {"type": "text", "text": "<b> & *x*"},
        {"type": "text", "text": "Scotland", "style": {"bold": True}},
        {"type": "link", "url": "https://example.org/?a=b&c=d", "text": "record"},
        {"type": "date", "timestamp": 1800439200, "format": "{date_long}, {time}", "fallback": "Wednesday"},
    ]


def test_an_official_is_mentioned_only_by_an_account_of_this_workspace() -> None:
    handles = (Handle("teams", "T1", "U9"), Handle("slack", "T2", "U2"), Handle("slack", "T1", "U1"))
    assert _spans(Mention("Ana", handles)) == [{"type": "user", "user_id": "U1"}]
    assert _spans(Mention("Ana", handles[:2])) == [{"type": "text", "text": "Ana"}]
    assert _spans(Mention("Ana", (Handle("slack", "T1", "U1> <!channel"),))) == [{"type": "text", "text": "Ana"}]


def test_facts_are_one_block_a_line_each() -> None:
    (block,) = _blocks(Facts((Fact("Chair", text("Scotland")), Fact("Host", text("Wales")))))
    assert "".join(texts(block)) == "Chair: Scotland\nHost: Wales"


def test_a_note_is_small_unless_it_holds_a_link() -> None:
    assert _kinds(_blocks(Note(text("undo takes it back")))) == ["context"]
    (block,) = _blocks(Note((Text("see "), Link("here", "https://example.org"))))
    assert [one["style"] for one in block["elements"][0]["elements"]] == [{"italic": True}] * 2


def test_a_table_is_a_table_and_an_empty_cell_a_space() -> None:
    table = Table(("Ref", "Due"), ((text("VAWG-12"), ()), ((Strong("late"),), text(""))), more="and 2 more")
    found, more = _blocks(table)
    assert found["rows"][0] == [{"type": "raw_text", "text": "Ref"}, {"type": "raw_text", "text": "Due"}]
    assert found["rows"][1] == [{"type": "raw_text", "text": "VAWG-12"}, {"type": "raw_text", "text": " "}]
    assert found["rows"][2][0]["type"] == "rich_text"
    assert list(texts(more)) == ["and 2 more"]


def test_short_rows_are_filled_up() -> None:
    (found,) = _blocks(Table(("a", "b", "c"), ((text("1"),),)))
    assert len(found["rows"][1]) == 3


def test_the_second_table_of_a_message_is_a_list_that_names_its_columns() -> None:
    first, second = _blocks(
        Table(("a",), ((text("1"),),)), Table(("Host", "Chair"), ((text("Jersey"), text("Wales")),))
    )
    assert _kinds([first, second]) == ["table", "rich_text"]
    assert "".join(texts(second)) == "Host: Jersey · Chair: Wales"


def test_a_table_of_a_hundred_rows_is_whole_but_for_what_slack_takes() -> None:
    _, whole = _blocks(_table(2, 99))
    assert len(whole["rows"]) == 100
    _, cut, more = _blocks(_table(2, 100))
    assert len(cut["rows"]) == 100
    assert list(texts(more)) == ["…"]


def test_a_table_of_more_than_twenty_columns_is_a_list() -> None:
    assert _kinds(_blocks(_table(20, 1))) == ["rich_text", "table"]
    _, bullets = _blocks(_table(21, 1))
    assert bullets["elements"][0]["type"] == "rich_text_list"


def test_a_table_of_too_many_characters_ends_in_an_ellipsis_before_its_remainder() -> None:
    wordy = Table(("a", "b"), ((text("x" * 200), text("y" * 200)),) * 50, more="and 12 more")
    table, more = _blocks(wordy)
    assert 20 < len(table["rows"]) < 30
    assert list(texts(more)) == ["… and 12 more"]


def test_a_list_of_too_many_characters_ends_in_an_ellipsis_too() -> None:
    _, bullets, more = _blocks(Table(("a",), ((text("1"),),)), Table(("a",), ((text("x" * 400),),) * 50))
    assert 20 < len(bullets["elements"][0]["elements"]) < 30
    assert list(texts(more)) == ["…"]


def test_one_text_ends_at_three_thousand_characters() -> None:
    (element,) = _spans(Text("x" * 3_001))
    assert element["text"] == "x" * 2_999 + "…"
    (note,) = _blocks(Note(text("x" * 3_001)))
    assert len(note["elements"][0]["text"]) == 3_000


def test_a_whole_message_stays_under_ten_thousand_characters_and_keeps_its_buttons() -> None:
    found = _blocks(*[Paragraph(text("x" * 2_900))] * 9, Buttons((Button("Done", "action done 12"),)))
    assert sum(map(len, texts(found))) <= block_kit.MESSAGE + len("Done")
    assert found[-1]["elements"][0]["value"] == "action done 12"


def test_a_link_with_an_address_that_is_too_long_or_unsafe_stays_as_words() -> None:
    base = "https://example.org/"
    (whole,) = _spans(Link("record", base + "a" * (3_000 - len(base))))
    assert whole["type"] == "link"
    assert _spans(Link("record", base + "a" * 3_000)) == [{"type": "text", "text": "record"}]
    assert _spans(Link("record", "javascript:alert(1)")) == [{"type": "text", "text": "record"}]


def test_more_than_twenty_five_buttons_go_on_in_a_second_row_with_ids_of_their_own() -> None:
    found = _blocks(Buttons(tuple(Button(f"{n}", f"action done {n}") for n in range(26))), Buttons((Button("a", "b"),)))
    assert [len(block["elements"]) for block in found] == [25, 1, 1]


def test_a_long_label_is_cut_and_a_button_whose_command_is_too_long_is_left_out() -> None:
    (found,) = _blocks(
        Buttons(
            (Button("x" * 76, "y" * 2_000), Button("too long", "y" * 2_001), Button("", "help"), Button("none", ""))
        )
    )
    (button,) = found["elements"]
    assert button["text"]["text"] == "x" * 74 + "…"
    assert len(button["value"]) == 2_000


def test_a_default_button_has_no_style() -> None:
    (found,) = _blocks(Buttons((Button("a", "b"), Button("c", "d", "primary"), Button("e", "f", "danger"))))
    assert [button.get("style") for button in found["elements"]] == [None, "primary", "danger"]


def test_beyond_fifty_blocks_neighbouring_texts_are_joined() -> None:
    (joined,) = render(Message("t", (Paragraph(text("x")),) * 60), workspace="T1").blocks
    check([joined])
    assert list(texts(joined)) == ["t", *["x"] * 60]


def test_what_cannot_be_joined_is_cut_before_the_last_buttons() -> None:
    few: tuple[Block, ...] = (Note(text("aside")), Paragraph(text("x")))
    found = _blocks(*few * 40, Buttons((Button("Done", "action done 12"),)))
    assert len(found) == 49
    assert list(texts(found[-2])) == ["…"]
    assert found[-1]["type"] == "actions"


def test_the_fallback_is_the_title_then_all_words_escaped() -> None:
    message = Message(
        "Meeting 7 <soon>",
        (
            Paragraph((Text("Tea & <!channel>"),)),
            Facts((Fact("Chair", (Mention("Ana", (Handle("slack", "T1", "U1"),)),)),)),
            Table(("Ref", "Due"), ((text("VAWG-12"), ()),), more="and 2 more"),
            Buttons((Button("Done", "action done 12"),)),
        ),
    )
    assert render(message, workspace="T1").text == (
        "Meeting 7 &lt;soon&gt;\nTea &amp; &lt;!channel&gt;\nChair: Ana\nRef, Due\nVAWG-12\nand 2 more"
    )


@pytest.mark.parametrize("shift", range(6))
def test_the_fallback_ends_at_four_thousand_escaped_characters_and_never_within_an_escape(shift: int) -> None:
    said = render(Message("x" * shift + "&" * 4_000), workspace="T1").text
    assert 3_990 < len(said) <= 4_000
    assert said.removesuffix("…").endswith("&amp;")


@pytest.mark.parametrize(
    "block", [Table(("Ref",), ()), Facts(()), Buttons(()), Paragraph(()), Note(()), Note(text(""))]
)
def test_what_is_empty_leaves_no_trace(block: Block) -> None:
    assert _blocks(block) == []
