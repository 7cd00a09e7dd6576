"""The check of Slack's blocks takes what Slack takes and finds what Slack refuses."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest

from tests.messages.slack_rules import check, check_message, check_view

Json = dict[str, Any]


def plain(text: str = "Words") -> Json:
    return {"type": "plain_text", "text": text, "emoji": False}


def mrkdwn(text: str = "*Words*") -> Json:
    return {"type": "mrkdwn", "text": text}


def button(**more: Any) -> Json:
    return {"type": "button", "action_id": "a", "text": plain(), "value": "help", **more}


def option(value: str = "v") -> Json:
    return {"text": plain(), "value": value}


def rich(*spans: Json) -> Json:
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": list(spans) or [text()]}]}


def text(said: str = "Words", **more: Any) -> Json:
    return {"type": "text", "text": said, **more}


def actions(*elements: Json, **more: Any) -> Json:
    return {"type": "actions", "elements": list(elements) or [button()], **more}


def ask(element: Json, **more: Any) -> Json:
    return {"type": "input", "label": plain(), "element": element, **more}


def table(rows: int = 2, columns: int = 2, cell: str = "x") -> Json:
    return {"type": "table", "rows": [[{"type": "raw_text", "text": cell}] * columns] * rows}


def menu(**more: Any) -> Json:
    return {"type": "static_select", "action_id": "s", "options": [option()], **more}


def modal(*blocks: Json, **more: Any) -> Json:
    shown = list(blocks) or [rich()]
    return {"type": "modal", "title": plain(), "submit": plain(), "close": plain(), "blocks": shown, **more}


TAKEN: dict[str, Json] = {
    "words": rich(text(), text(style={"bold": True, "italic": False}), {"type": "link", "url": "https://example.org"}),
    "a quote": {"type": "rich_text", "elements": [{"type": "rich_text_quote", "elements": [text()], "border": 1}]},
    "a date": rich({"type": "date", "timestamp": 1800000000, "format": "{date}", "fallback": "Friday"}),
    "buttons": actions(button(), button(action_id="b", style="danger", confirm={"title": plain(), "text": plain()})),
    "a section": {"type": "section", "text": mrkdwn(), "accessory": {"type": "overflow", "options": [option()]}},
    "fields": {"type": "section", "fields": [mrkdwn(), plain()]},
    "a table": table(3, 2),
    "a heading": {"type": "header", "text": plain("x" * 150)},
    "a line": {"type": "divider", "block_id": "b"},
    "a context": {"type": "context", "elements": [plain(), mrkdwn()]},
}

ASKED: dict[str, Json] = {
    "words": ask({"type": "plain_text_input", "action_id": "a", "multiline": True, "max_length": 3000}),
    "a day": ask({"type": "datepicker", "action_id": "a", "initial_date": "2027-01-20"}, optional=True),
    "a time": ask({"type": "timepicker", "action_id": "a", "initial_time": "10:00"}),
    "a person": ask({"type": "users_select", "action_id": "a", "initial_user": "U1"}, hint=plain()),
    "people": ask({"type": "multi_users_select", "action_id": "a", "max_selected_items": 3}),
    "a choice": ask(menu(initial_option=option(), placeholder=plain())),
    "boxes": ask({"type": "checkboxes", "options": [option("a"), option("b")], "initial_options": [option("b")]}),
    "a number": ask({"type": "number_input", "is_decimal_allowed": False, "min_value": "1"}),
}

REFUSED: dict[str, list[Json]] = {
    "an unknown block": [{"type": "banner", "text": plain()}],
    "a block without its kind": [{"text": plain()}],
    "a field that Slack doesn't know": [{"type": "divider", "colour": "blue"}],
    "nothing in a list": [{"type": "rich_text", "elements": []}],
    "nothing in a section of words": [
        {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": []}]}
    ],
    "an empty text": [rich(text(""))],
    "a text that is too long": [rich(text("x" * 3_001))],
    "a style that isn't there": [rich(text(style={"blink": True}))],
    "a style that isn't true or false": [rich(text(style={"bold": "yes"}))],
    "a date in words": [rich({"type": "date", "timestamp": "today", "format": "{date}"})],
    "a mention of everybody in another form": [rich({"type": "broadcast", "range": "all"})],
    "a button without words": [actions({"type": "button", "action_id": "a"})],
    "a button with long words": [actions(button(text=plain("x" * 76)))],
    "a button with a long value": [actions(button(value="x" * 2_001))],
    "a button with words of another kind": [actions(button(text=mrkdwn()))],
    "a button of another colour": [actions(button(style="blue"))],
    "26 buttons": [actions(*[button(action_id=f"{n}") for n in range(26)])],
    "the same action twice in a block": [actions(button(), button())],
    "the same action twice in a message": [actions(), actions()],
    "the same block twice": [actions(block_id="b"), actions(button(action_id="c"), block_id="b")],
    "a long name of a block": [{"type": "divider", "block_id": "x" * 256}],
    "11 things in a context": [{"type": "context", "elements": [plain()] * 11}],
    "a section that says nothing": [{"type": "section"}],
    "51 blocks": [rich()] * 51,
    "two tables": [table(), table()],
    "101 rows": [table(101, 1)],
    "21 columns": [table(1, 21)],
    "rows of different lengths": [{"type": "table", "rows": [table(1, 1)["rows"][0], table(1, 2)["rows"][0]]}],
    "a table of too many characters": [table(50, 2, "x" * 101)],
    "an empty cell": [table(1, 1, "")],
    "a menu without choices": [actions({"type": "static_select", "action_id": "s"})],
    "a menu with two kinds of choices": [actions(menu(option_groups=[{"label": plain(), "options": [option()]}]))],
    "101 choices": [actions(menu(options=[option(f"{n}") for n in range(101)]))],
    "a first choice that isn't offered": [actions(menu(initial_option=option("other")))],
    "a choice with a long value": [actions(menu(options=[option("x" * 151)]))],
    "six choices behind three dots": [actions({"type": "overflow", "action_id": "o", "options": [option()] * 6})],
    "an input among the buttons": [actions({"type": "plain_text_input", "action_id": "a"})],
    "a typed word that becomes an emoji": [actions(button(text={"type": "plain_text", "text": ":+1:", "emoji": True}))],
    "half a character": [rich(text("\ud800"))],
}

REFUSED_VIEWS: dict[str, Json] = {
    "a view of another kind": modal() | {"type": "popup"},
    "a long title": modal(title=plain("x" * 25)),
    "a title of another kind": modal(title=mrkdwn()),
    "a long button": modal(submit=plain("x" * 25)),
    "no blocks": modal() | {"blocks": []},
    "101 blocks": modal(*[rich()] * 101),
    "inputs without a submit": {key: value for key, value in modal(ASKED["words"]).items() if key != "submit"},
    "long private metadata": modal(private_metadata="x" * 3_001),
    "a long callback": modal(callback_id="x" * 256),
    "a table": modal(table()),
    "two that want the focus": modal(
        *[ask({"type": "plain_text_input", "action_id": f"{n}", "focus_on_load": True}) for n in range(2)]
    ),
    "an input without its label": modal({"type": "input", "element": ASKED["words"]["element"]}),
    "a day in another form": modal(ask({"type": "datepicker", "action_id": "a", "initial_date": "20/1/2027"})),
    "a time in another form": modal(ask({"type": "timepicker", "action_id": "a", "initial_time": "10am"})),
    "a placeholder that is too long": modal(ask(menu(placeholder=plain("x" * 151)))),
    "a button as an input": modal(ask(button())),
    "eleven boxes": modal(ask({"type": "checkboxes", "options": [option(f"{n}") for n in range(11)]})),
    "a home with a title": {"type": "home", "blocks": [rich()], "title": plain()},
}


@pytest.mark.parametrize("what", TAKEN)
def test_what_slack_takes_in_a_message_passes(what: str) -> None:
    check([TAKEN[what]])


def test_the_largest_table_passes() -> None:
    check([table(100, 20)])


@pytest.mark.parametrize("what", ASKED)
def test_what_slack_takes_in_a_view_passes(what: str) -> None:
    check_view(modal(ASKED[what], callback_id="c", private_metadata=""))
    check_view({"type": "home", "blocks": [ASKED[what], actions(), {"type": "divider"}]})


@pytest.mark.parametrize("what", REFUSED)
def test_what_slack_refuses_in_a_message_is_found(what: str) -> None:
    with pytest.raises((AssertionError, UnicodeEncodeError)):
        check(REFUSED[what])


@pytest.mark.parametrize("what", REFUSED_VIEWS)
def test_what_slack_refuses_in_a_view_is_found(what: str) -> None:
    check_view(modal())
    with pytest.raises(AssertionError):
        check_view(REFUSED_VIEWS[what])


@pytest.mark.parametrize(
    "body",
    [
        {"text": "", "blocks": []},
        {"text": "x" * 40_001, "blocks": []},
        {"blocks": []},
        {"text": "x", "blocks": [], "metadata": {"event_type": "e"}},
        {"text": "x", "blocks": [], "metadata": {"event_type": "e", "event_payload": {"k": "x" * 8_000}}},
    ],
    ids=["no words", "too many words", "no text", "half its metadata", "long metadata"],
)
def test_what_slack_refuses_beside_the_blocks_is_found(body: Json) -> None:
    check_message({"text": "x", "blocks": [rich()], "metadata": {"event_type": "e", "event_payload": {}}})
    with pytest.raises(AssertionError):
        check_message(body)


def everywhere(found: Any, change: Callable[[Any, Any], None]) -> int:
    """Call ``change`` with each container and each of its keys; how many there were."""
    keys = list(found) if isinstance(found, dict) else range(len(found)) if isinstance(found, list) else []
    count = 0
    for key in keys:
        change(found, key)
        count += 1 + everywhere(found[key], change)
    return count


def places(block: Json) -> int:
    return everywhere(copy.deepcopy(block), lambda *_: None)


@pytest.mark.parametrize("what", TAKEN)
@pytest.mark.parametrize("wrong", [None, -5, {}, [5]], ids=repr)
def test_a_wrong_value_anywhere_is_found(what: str, wrong: Any) -> None:
    for number in range(places(TAKEN[what])):
        altered, seen = copy.deepcopy(TAKEN[what]), iter(range(1_000_000))

        def alter(found: Any, key: Any, number: int = number, seen: Any = seen) -> None:
            if next(seen) == number:
                found[key] = wrong

        everywhere(altered, alter)
        with pytest.raises((AssertionError, UnicodeEncodeError)):
            check([altered])
