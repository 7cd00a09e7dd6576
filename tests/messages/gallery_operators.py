"""What those who run the service are told."""

from __future__ import annotations

from bot.messages.model import Form, Message
from bot.presenters import operators
from bot.presenters.speech import words

ENGLISH = words("en-GB")

EXAMPLES: dict[str, Message | Form] = {
    "app-token-invalid": operators.platform_refused("slack", "invalid_auth", ENGLISH),
    "app-token-other": operators.platform_refused("slack", "forbidden_team", ENGLISH),
    "no-further-token": operators.platform_refused(
        "slack-workspace", "invalid_refresh_token", ENGLISH, where="Scottish Government"
    ),
    "no-further-token-secret": operators.platform_refused(
        "slack-workspace", "bad_client_secret", ENGLISH, where="Scottish Government"
    ),
    "no-further-token-other": operators.platform_refused(
        "slack-workspace", "accesslimited", ENGLISH, where="Scottish Government"
    ),
    "socket-mode-off": operators.platform_refused("slack", "link_disabled", ENGLISH),
}
