"""What Slack's payloads say: who, where, in which workspace."""

from __future__ import annotations

from typing import Any

import pytest

from bot.platforms.fields import Malformed
from bot.platforms.slack.payloads import read
from bot.platforms.slack.received import Addressed, AtHome, Nothing, Pressed, Typed
from bot.platforms.slack.submissions import Submitted
from tests.platforms.slack_client import command, envelope, press, press_at_home, submission
from tests.platforms.slack_server import View

Json = dict[str, Any]
HOOK = "https://hooks.slack.com/1"
BUTTON = {"type": "button", "action_id": "command:0", "value": "my"}


def pressed(**changes: Any) -> Pressed:
    found = read(press("U1", BUTTON, response_url=HOOK) | changes, prefix="/wg")
    assert isinstance(found, Pressed)
    return found


def addressed(event: Json, **changes: Any) -> Addressed:
    happened = {"type": "app_mention", "user": "U1", "channel": "C1", "text": "my"} | event
    found = read(envelope(happened) | changes, prefix="/wg")
    assert isinstance(found, Addressed)
    return found


def test_a_press_by_somebody_from_outside_belongs_to_the_workspace_of_the_message() -> None:
    """In a shared channel the payload's team is that of the one who pressed."""
    outside = pressed(team={"id": "T9"}, user={"id": "U9", "team_id": "T9"})
    assert (outside.invocation.workspace, outside.invocation.account) == ("T1", "U9")


def test_a_press_on_what_only_one_person_sees_belongs_to_that_persons_workspace() -> None:
    alone = press("U1", BUTTON, response_url=HOOK, ephemeral=True)
    for place, workspace in (
        ({"team": {"id": "T2"}}, "T2"),
        ({"team": None, "user": {"id": "U1", "team_id": "T3"}}, "T3"),
    ):
        found = read(alone | place, prefix="/wg")
        assert isinstance(found, Pressed)
        assert found.invocation.workspace == workspace


def test_an_organisation_counts_where_no_workspace_is_named() -> None:
    nowhere = {"team": None, "user": {"id": "U1"}, "message": None, "enterprise": {"id": "E1", "name": "x"}}
    assert pressed(**nowhere).invocation.workspace == "E1"
    typed = read(command("U1", "my", "C1", HOOK) | {"team_id": None, "enterprise_id": "E1"}, prefix="/wg")
    assert isinstance(typed, Typed)
    assert typed.invocation.workspace == "E1"


def test_an_event_belongs_to_the_workspace_where_the_app_is_installed() -> None:
    """Not to that of the author, who may be from outside."""
    shared = addressed({"team": "T9", "user_team": "T9"}, is_ext_shared_channel=True, team_id="T8")
    assert shared.invocation.workspace == "T1"
    old = addressed({}, authorizations=None)
    assert old.invocation.workspace == "T1"
    everywhere = [{"team_id": None, "enterprise_id": "E1", "user_id": "UCONVENOR"}]
    assert addressed({}, authorizations=everywhere).invocation.workspace == "T1"


GRID = [{"team_id": "T1", "enterprise_id": "E1", "user_id": "UCONVENOR", "is_enterprise_install": False}]
WHOLE = [{"team_id": None, "enterprise_id": "E1", "user_id": "UCONVENOR", "is_enterprise_install": True}]


@pytest.mark.parametrize(
    ("event", "around", "theirs"),
    [
        ({}, {}, "T1"),
        ({"team": "T1", "user_team": "T1"}, {"is_ext_shared_channel": True}, "T1"),
        ({"team": "T1", "user_team": "T9"}, {"is_ext_shared_channel": True}, "T9"),
        ({"team": "T1", "source_team": "T9"}, {"is_ext_shared_channel": True, "team_id": "T9"}, "T9"),
        ({"team": "T9"}, {"is_ext_shared_channel": True}, "T9"),
        ({"team": "T9"}, {}, "T1"),
        ({"user_team": "E9"}, {"is_ext_shared_channel": True}, "E9"),
        ({"user_team": "E1"}, {"authorizations": GRID, "is_ext_shared_channel": True}, "T1"),
        ({"user_team": "T8"}, {"authorizations": GRID}, "T8"),
        ({"user_team": "T1"}, {"authorizations": WHOLE, "enterprise_id": "E1", "is_ext_shared_channel": True}, "E1"),
        ({"user_team": "T9"}, {"authorizations": WHOLE, "enterprise_id": "E1", "is_ext_shared_channel": True}, "T9"),
    ],
)
def test_whoever_types_is_known_by_their_own_workspace(event: Json, around: Json, theirs: str) -> None:
    invocation = addressed(event, **around).invocation
    assert invocation.who == ("slack", theirs, "U1")
    assert invocation.workspace == ("E1" if around.get("authorizations") == WHOLE else "T1")


def test_whoever_presses_or_sends_a_form_is_too() -> None:
    outside = {"user": {"id": "U1", "team_id": "T9"}, "team": {"id": "T9"}}
    assert pressed(**outside).invocation.who == ("slack", "T9", "U1")
    assert pressed().invocation.who == ("slack", "T1", "U1")
    view = View("V1", "1.2", {"type": "modal", "blocks": [], "private_metadata": "", "callback_id": "form"}, "")
    for changes, theirs in ((outside, "T9"), ({}, "")):
        found = read(submission("U1", view, {}) | changes, prefix="/wg")
        assert isinstance(found, Submitted)
        assert (found.workspace, found.account_workspace) == ("T1", theirs)


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ("<@UCONVENOR>", ""),
        ("<@UCONVENOR> /wg", ""),
        ("<@UCONVENOR> /wgx", "/wgx"),
        ("<@UCONVENOR>, done 12", "done 12"),
        ("please <@UCONVENOR> done 12", "please done 12"),
        ("<@UOTHER> my", "<@UOTHER> my"),
    ],
)
def test_our_mention_and_a_repeated_command_are_left_out(said: str, text: str) -> None:
    assert addressed({"text": said}).invocation.text == text


def test_an_event_that_does_not_say_who_we_are_loses_a_leading_mention_only() -> None:
    for said, text in (("<@UX> my", "my"), ("action add x owner:<@UX>", "action add x owner:<@UX>")):
        assert addressed({"text": said}, authorizations=[]).invocation.text == text


def test_requests_keep_their_key_and_differ_by_workspace() -> None:
    body = command("U1", "my", "C1", HOOK)
    keys = set()
    for team in ("T1", "T1", "T2"):
        typed = read(body | {"team_id": team}, prefix="/wg")
        assert isinstance(typed, Typed)
        keys.add(typed.invocation.request)
    assert len(keys) == 2


def test_what_no_database_takes_is_replaced_in_what_was_typed() -> None:
    typed = read(command("U1", "a\x00b\ud800c \U0001f3f4", "C1", HOOK), prefix="/wg")
    assert isinstance(typed, Typed)
    assert typed.invocation.text == "a\ufffdb\ufffdc \U0001f3f4"


@pytest.mark.parametrize("kind", ["view_submission", "view_closed", "shortcut", "message_action", "anything", 5, None])
def test_other_kinds_are_nothing_for_us(kind: object) -> None:
    assert read({"type": kind}, prefix="/wg") == Nothing()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        *(("user_id", one) for one in (None, "", "U 1", "U1|ana", "<@U1>", "U" * 65, 5)),
        *(("channel_id", one) for one in (None, "#vawg", "C1:D2")),
        *(("trigger_id", one) for one in (None, "", "x" * 201, "a b", "é")),
        *(("team_id", one) for one in ("", "T1:C1", ["T1"])),
        *(("command", one) for one in ("wg", "/", "/w g", None, 7)),
        *(("response_url", one) for one in (None, "", "https://a b", "x" * 2_001)),
        ("text", 5),
    ],
)
def test_a_field_that_slack_never_sends_is_malformed(field: str, value: object) -> None:
    with pytest.raises(Malformed):
        read(command("U1", "my", "C1", HOOK) | {field: value}, prefix="/wg")


def test_a_press_in_a_home_belongs_to_the_workspace_where_the_view_stands() -> None:
    for view, workspace in (
        ({"type": "home", "app_installed_team_id": "T7", "team_id": "T8"}, "T7"),
        ({"type": "home", "team_id": "T8"}, "T8"),
        ({"type": "home"}, "T1"),
    ):
        found = read(press_at_home("U1", BUTTON) | {"view": view}, prefix="/wg")
        assert isinstance(found, AtHome)
        assert (found.invocation.workspace, found.invocation.channel, found.invocation.home) == (
            workspace,
            None,
            "pressed",
        )
        assert found.trigger


def test_what_in_a_home_is_no_button_is_nothing_for_us() -> None:
    for action in ({"type": "static_select", "action_id": "x"}, {"type": "button", "action_id": "x"}):
        assert isinstance(read(press_at_home("U1", action), prefix="/wg"), Nothing)


def test_an_opening_keeps_its_key_and_belongs_to_where_the_app_is_installed() -> None:
    opened = envelope({"type": "app_home_opened", "user": "U1", "channel": "D1", "tab": "home"}) | {"team_id": "T9"}
    found = read(opened, prefix="/wg")
    assert isinstance(found, AtHome)
    assert (found.invocation.workspace, found.invocation.account, found.invocation.home) == ("T1", "U1", "opened")
    assert found.trigger == ""
    assert found.invocation.request == f"slack:T1:{opened['event_id']}"


@pytest.mark.parametrize(
    "change", [{"user": {"id": "<@U1>"}}, {"trigger_id": "a b"}, {"view": {"type": "home", "team_id": 7}}]
)
def test_a_press_in_a_home_of_another_shape_is_malformed(change: Json) -> None:
    with pytest.raises(Malformed):
        read(press_at_home("U1", BUTTON) | change, prefix="/wg")
