"""What Slack's face says by itself."""

from __future__ import annotations

from bot.app.slack import slack_lines
from bot.commands import Invocation
from bot.matching import Menu
from bot.messages.model import Form, Message
from handlers import COMMANDS

LINES = slack_lines(Menu(COMMANDS))("en-GB")
COMING = LINES.foresee(Invocation("slack", "T1", "U1", "action drop 12", forms=True)).form
assert COMING is not None

EXAMPLES: dict[str, Message | Form] = {
    "coming": COMING,
    "late": LINES.offered(COMING, "action drop 12"),
    "working": LINES.working,
    "preparing": LINES.preparing,
}
