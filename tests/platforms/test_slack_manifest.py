"""The manifest is what Slack takes, and asks for nothing without a reason."""

from __future__ import annotations

import json

import pytest

from bot.platforms.slack.listeners import PATH
from bot.platforms.slack.manifest import EVENTS, SCOPES, manifest, scopes
from bot.platforms.slack.payloads import MAKE_ACTION
from bot.presenters.speech import words
from bot.settings import Settings, Slack

SAY = words("en-GB")
NEEDS = {
    "app_mention": "app_mentions:read",
    "message.im": "im:history",
    "member_joined_channel": "channels:read",
    **{f"channel_{what}": "channels:read" for what in ("left", "archive", "unarchive", "deleted")},
    **{f"group_{what}": "groups:read" for what in ("left", "archive", "unarchive", "deleted")},
}


@pytest.fixture
def settings() -> Settings:
    slack = Slack(signing_secret="canary-secret", bot_token="xoxb-canary", command="/convenor")  # type: ignore[arg-type]
    return Settings(base_url="https://convenor.example.gov.uk/", slack=slack)


def test_everything_comes_to_the_one_address(settings: Settings) -> None:
    found = manifest(settings, SAY)
    here = f"https://convenor.example.gov.uk{PATH}"
    [command] = found["features"]["slash_commands"]
    assert command["url"] == here
    assert found["settings"]["event_subscriptions"]["request_url"] == here
    assert found["settings"]["interactivity"] == {"is_enabled": True, "request_url": here}


def test_the_command_is_that_of_the_settings_and_its_mentions_are_escaped(settings: Settings) -> None:
    [command] = manifest(settings, SAY)["features"]["slash_commands"]
    assert (command["command"], command["should_escape"]) == ("/convenor", True)
    bare = settings.model_copy(update={"slack": None})
    assert manifest(bare, SAY)["features"]["slash_commands"][0]["command"] == "/wg"


def test_every_permission_has_its_reason_and_every_event_its_permission(settings: Settings) -> None:
    reasons = scopes(SAY)
    assert tuple(reasons) == SCOPES == tuple(manifest(settings, SAY)["oauth_config"]["scopes"]["bot"])
    assert len(set(reasons.values())) == len(SCOPES)
    assert {NEEDS[event] for event in EVENTS if event != "app_home_opened"} <= set(SCOPES), "that one needs none"


def test_the_shortcut_is_the_one_that_is_answered(settings: Settings) -> None:
    [shortcut] = manifest(settings, SAY)["features"]["shortcuts"]
    assert (shortcut["type"], shortcut["callback_id"]) == ("message", MAKE_ACTION)
    assert len(shortcut["name"]) <= 24
    assert len(shortcut["description"]) <= 150


def test_by_socket_mode_it_holds_no_address_and_is_else_the_same(settings: Settings) -> None:
    called, calling = manifest(settings, SAY), manifest(settings, SAY, socket=True)
    assert "https://convenor.example.gov.uk" not in json.dumps(calling)
    assert calling["settings"]["socket_mode_enabled"] is True
    assert calling["settings"]["interactivity"] == {"is_enabled": True}
    assert calling["settings"]["event_subscriptions"] == {"bot_events": list(EVENTS)}
    for part in ("oauth_config", "display_information"):
        assert calling[part] == called[part]
    [ours], [theirs] = (found["features"]["slash_commands"] for found in (called, calling))
    assert theirs == {key: value for key, value in ours.items() if key != "url"}


def test_people_can_write_to_it_and_it_has_a_home(settings: Settings) -> None:
    home = manifest(settings, SAY)["features"]["app_home"]
    assert home == {
        "home_tab_enabled": True,
        "messages_tab_enabled": True,
        "messages_tab_read_only_enabled": False,
    }


def test_its_texts_have_the_lengths_that_slack_takes(settings: Settings) -> None:
    """Limits of docs.slack.dev/reference/app-manifest."""
    found = manifest(settings, SAY)
    shown, [command] = found["display_information"], found["features"]["slash_commands"]
    assert len(shown["name"]) <= 35
    assert len(shown["description"]) <= 140
    assert 175 <= len(shown["long_description"]) <= 4_000
    assert len(found["features"]["bot_user"]["display_name"]) <= 80
    assert len(command["command"]) <= 32
    assert len(command["description"]) <= 2_000
    assert len(command["usage_hint"]) <= 1_000


def test_no_secret_stands_in_it(settings: Settings) -> None:
    assert "canary" not in json.dumps(manifest(settings, SAY))
