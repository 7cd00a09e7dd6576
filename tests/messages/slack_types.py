"""Slack's blocks, elements, objects and views: their fields, lengths and counts.

Written by hand from the published type definitions (@slack/types 3.2) and the reference at docs.slack.dev/reference;
where both give a limit the reference counts, for it is newer. Kinds that only agents and workflows have are left out:
a message of ours with one of them is refused.
"""

from __future__ import annotations

from collections.abc import Mapping

from tests.messages.slack_shapes import (
    Check,
    among,
    at_least_one,
    both,
    either,
    exactly_one,
    flag,
    kind,
    many,
    number,
    one_of,
    shaped,
    thing,
    words,
)

TEXT, URL = 3_000, 3_000
ID = words(255)
COLOUR = one_of("primary", "danger")
address = words(URL)


def plain(most: int = TEXT) -> Check:
    return kind("plain_text", {"text": words(most)}, {"emoji": flag})


def any_text(most: int = TEXT) -> Check:
    return either(plain_text=plain(most), mrkdwn=kind("mrkdwn", {"text": words(most)}, {"verbatim": flag}))


# Objects

CONFIRM = thing(
    {"text": any_text(300)}, {"title": plain(100), "confirm": plain(30), "deny": plain(30), "style": COLOUR}
)


def option(text: Check, *, linked: bool = False) -> Check:
    link = {"url": address} if linked else {}
    return thing({"text": text, "value": words(150)}, {"description": plain(75), **link})


MENU = option(plain(75))
CHOICE = option(any_text(75))
GROUP = thing({"label": plain(75), "options": many(MENU, 1, 100)})
FILTER = both(
    thing(
        {},
        {
            "include": many(one_of("im", "mpim", "private", "public"), 1, 4),
            "exclude_external_shared_channels": flag,
            "exclude_bot_users": flag,
        },
    ),
    at_least_one("include", "exclude_external_shared_channels", "exclude_bot_users"),
)
DISPATCH = thing({}, {"trigger_actions_on": many(one_of("on_enter_pressed", "on_character_entered"), 1, 2)})
SLACK_FILE = both(thing({}, {"url": address, "id": words(100)}), exactly_one("url", "id"))

# Rich text

STYLES = ("bold", "italic", "strike", "code", "underline")
STYLE = {"style": both(thing({}, dict.fromkeys(STYLES, flag)), at_least_one(*STYLES))}
SPAN = either(
    text=kind("text", {"text": words(TEXT)}, STYLE),
    link=kind("link", {"url": address}, {"text": words(TEXT), "unsafe": flag, **STYLE}),
    user=kind("user", {"user_id": words(64)}, STYLE),
    usergroup=kind("usergroup", {"usergroup_id": words(64)}, STYLE),
    channel=kind("channel", {"channel_id": words(64)}, STYLE),
    team=kind("team", {"team_id": words(64)}, STYLE),
    emoji=kind("emoji", {"name": words(100)}, {"unicode": words(100), "url": address, **STYLE}),
    color=kind("color", {"value": shaped("#[0-9A-Fa-f]{6}")}, STYLE),
    broadcast=kind("broadcast", {"range": one_of("here", "channel", "everyone")}, STYLE),
    date=kind(
        "date",
        {"timestamp": number(0, 10**11), "format": words(TEXT)},
        {"url": address, "fallback": words(TEXT), **STYLE},
    ),
)
MANY = 10_000
BORDER = {"border": one_of(0, 1)}
SECTION = kind("rich_text_section", {"elements": many(SPAN, 1, MANY)})
RICH = either(
    rich_text_section=SECTION,
    rich_text_quote=kind("rich_text_quote", {"elements": many(SPAN, 1, MANY)}, BORDER),
    rich_text_preformatted=kind("rich_text_preformatted", {"elements": many(SPAN, 1, MANY)}, BORDER),
    rich_text_list=kind(
        "rich_text_list",
        {"style": one_of("bullet", "ordered"), "elements": many(SECTION, 1, MANY)},
        {"indent": number(0, 8), "offset": number(0, MANY), **BORDER},
    ),
)
RICH_TEXT = kind("rich_text", {"elements": many(RICH, 1, MANY)}, {"block_id": ID})

# Elements

ACTION: Mapping[str, Check] = {"action_id": ID}
ASKS: Mapping[str, Check] = {**ACTION, "confirm": CONFIRM}
FOCUS: Mapping[str, Check] = {"focus_on_load": flag}
HELD: Mapping[str, Check] = {**FOCUS, "placeholder": plain(150)}
TYPED: Mapping[str, Check] = {
    **ACTION,
    **HELD,
    "dispatch_action_config": DISPATCH,
    "initial_value": words(TEXT, least=0),
}
PICKED: Mapping[str, Check] = {**ASKS, **HELD}
SEVERAL: Mapping[str, Check] = {"max_selected_items": number(1, 100)}
RESPONDS: Mapping[str, Check] = {"response_url_enabled": flag}
HERE: Mapping[str, Check] = {"default_to_current_conversation": flag, "filter": FILTER}
OFFERED: Mapping[str, Check] = {"options": many(MENU, 1, 100), "option_groups": many(GROUP, 1, 100)}
QUERY: Mapping[str, Check] = {"min_query_length": number(0, 3_000)}
INITIAL = many(words(64), 1, 100)
DECIMAL = shaped(r"-?[0-9]+(\.[0-9]+)?")

BUTTON = kind(
    "button",
    {"text": plain(75)},
    {**ASKS, "value": words(2_000), "url": address, "style": COLOUR, "accessibility_label": words(75)},
)
IMAGE = both(
    kind("image", {"alt_text": words(2_000)}, {"image_url": address, "slack_file": SLACK_FILE}),
    exactly_one("image_url", "slack_file"),
)
SELECTS: Mapping[str, Check] = {
    "static_select": both(
        kind("static_select", {}, {**PICKED, **OFFERED, "initial_option": MENU}),
        exactly_one("options", "option_groups"),
        among("initial_option"),
    ),
    "external_select": kind("external_select", {}, {**PICKED, **QUERY, "initial_option": MENU}),
    "users_select": kind("users_select", {}, {**PICKED, "initial_user": words(64)}),
    "conversations_select": kind(
        "conversations_select", {}, {**PICKED, **RESPONDS, **HERE, "initial_conversation": words(64)}
    ),
    "channels_select": kind("channels_select", {}, {**PICKED, **RESPONDS, "initial_channel": words(64)}),
    "multi_static_select": both(
        kind("multi_static_select", {}, {**PICKED, **SEVERAL, **OFFERED, "initial_options": many(MENU, 1, 100)}),
        exactly_one("options", "option_groups"),
        among("initial_options"),
    ),
    "multi_external_select": kind(
        "multi_external_select", {}, {**PICKED, **SEVERAL, **QUERY, "initial_options": many(MENU, 1, 100)}
    ),
    "multi_users_select": kind("multi_users_select", {}, {**PICKED, **SEVERAL, "initial_users": INITIAL}),
    "multi_conversations_select": kind(
        "multi_conversations_select", {}, {**PICKED, **SEVERAL, **HERE, "initial_conversations": INITIAL}
    ),
    "multi_channels_select": kind("multi_channels_select", {}, {**PICKED, **SEVERAL, "initial_channels": INITIAL}),
}
PICKERS: Mapping[str, Check] = {
    "checkboxes": both(
        kind(
            "checkboxes",
            {"options": many(CHOICE, 1, 10)},
            {**ASKS, **FOCUS, "initial_options": many(CHOICE, 1, 10)},
        ),
        among("initial_options"),
    ),
    "radio_buttons": both(
        kind("radio_buttons", {"options": many(CHOICE, 1, 10)}, {**ASKS, **FOCUS, "initial_option": CHOICE}),
        among("initial_option"),
    ),
    "datepicker": kind("datepicker", {}, {**PICKED, "initial_date": shaped("[0-9]{4}-[0-9]{2}-[0-9]{2}")}),
    "timepicker": kind(
        "timepicker", {}, {**PICKED, "initial_time": shaped("[0-9]{2}:[0-9]{2}"), "timezone": words(64)}
    ),
    "datetimepicker": kind("datetimepicker", {}, {**ASKS, **FOCUS, "initial_date_time": number(10**9, 10**10 - 1)}),
}
INPUTS: Mapping[str, Check] = {
    "plain_text_input": kind(
        "plain_text_input",
        {},
        {**TYPED, "multiline": flag, "min_length": number(0, 3_000), "max_length": number(1, 3_000)},
    ),
    "email_text_input": kind("email_text_input", {}, TYPED),
    "url_text_input": kind("url_text_input", {}, TYPED),
    "number_input": kind(
        "number_input",
        {"is_decimal_allowed": flag},
        {**TYPED, "initial_value": DECIMAL, "min_value": DECIMAL, "max_value": DECIMAL},
    ),
    "rich_text_input": kind(
        "rich_text_input",
        {},
        {
            **ACTION,
            **HELD,
            "dispatch_action_config": DISPATCH,
            "initial_value": RICH_TEXT,
            "min_lines": number(1, 100),
            "max_lines": number(1, 100),
        },
    ),
    "file_input": kind("file_input", {}, {**ACTION, "filetypes": many(words(20), 1, 100), "max_files": number(1, 10)}),
}
OVERFLOW = kind("overflow", {"options": many(option(plain(75), linked=True), 1, 5)}, ASKS)

# Blocks

NAMED: Mapping[str, Check] = {"block_id": ID}
CELL = either(
    rich_text=RICH_TEXT,
    raw_text=kind("raw_text", {"text": words(TEXT)}),
    raw_number=kind("raw_number", {"value": number(-(2**53), 2**53), "text": words(TEXT)}),
)
COLUMN = thing({}, {"align": one_of("left", "center", "right"), "is_wrapped": flag})
ACTIONS = either(button=BUTTON, overflow=OVERFLOW, rich_text_input=INPUTS["rich_text_input"], **SELECTS, **PICKERS)
ANYWHERE: Mapping[str, Check] = {
    "actions": kind("actions", {"elements": many(ACTIONS, 1, 25)}, NAMED),
    "context": kind(
        "context",
        {"elements": many(either(image=IMAGE, plain_text=plain(), mrkdwn=any_text()), 1, 10)},
        NAMED,
    ),
    "divider": kind("divider", {}, NAMED),
    "header": kind("header", {"text": plain(150)}, NAMED),
    "image": both(
        kind(
            "image",
            {"alt_text": words(2_000)},
            {**NAMED, "title": plain(2_000), "image_url": address, "slack_file": SLACK_FILE},
        ),
        exactly_one("image_url", "slack_file"),
    ),
    "input": kind(
        "input",
        {"label": plain(2_000), "element": either(**INPUTS, **SELECTS, **PICKERS)},
        {**NAMED, "hint": plain(2_000), "optional": flag, "dispatch_action": flag},
    ),
    "rich_text": RICH_TEXT,
    "section": both(
        kind(
            "section",
            {},
            {
                **NAMED,
                "text": any_text(),
                "fields": many(any_text(2_000), 1, 10),
                "accessory": either(button=BUTTON, image=IMAGE, overflow=OVERFLOW, **SELECTS, **PICKERS),
                "expand": flag,
            },
        ),
        at_least_one("text", "fields"),
    ),
}
IN_MESSAGES: Mapping[str, Check] = {
    **ANYWHERE,
    "markdown": kind("markdown", {"text": words(12_000)}, NAMED),
    "table": kind(
        "table",
        {"rows": many(many(CELL, 1, 20), 1, 100)},
        {**NAMED, "column_settings": many(COLUMN, 1, 20)},
    ),
}

# Views

VIEW: Mapping[str, Check] = {
    "private_metadata": words(3_000, least=0),
    "callback_id": words(255),
    "external_id": words(255),
}
BLOCKS_OF_A_VIEW = many(either(**ANYWHERE), 1, 100)
VIEWS = either(
    home=kind("home", {"blocks": BLOCKS_OF_A_VIEW}, VIEW),
    modal=kind(
        "modal",
        {"title": plain(24), "blocks": BLOCKS_OF_A_VIEW},
        {**VIEW, "submit": plain(24), "close": plain(24), "clear_on_close": flag, "notify_on_close": flag},
    ),
)
