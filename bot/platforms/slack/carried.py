"""What a view carries for us between its opening and its submission: the command, and where its answer goes.

Who submits and what they may do is never read from it. Where the answer goes, and which channel's group is meant, is
sealed for one account: whatever was altered counts as the same command typed in a direct message.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
from dataclasses import asdict, dataclass, replace
from typing import Any, Final

from bot.messages.block_kit_views import CARRIED
from bot.platforms.fields import cleaned
from bot.platforms.slack.fields import ID

_PRESSED: Final = re.compile(r"[A-Z0-9]{1,64}:[0-9]{1,12}\.[0-9]{1,12}")


@dataclass(frozen=True)
class Carried:
    """``command`` is the text that the form fills in; ``channel`` where it was asked for, ``None`` in private;
    ``hook`` an address that Slack gave for the answer, or empty; ``pressed`` the message whose button opened it."""

    command: str = ""
    channel: str | None = None
    hook: str = ""
    pressed: str = ""


class Seal:
    """Closes and opens what views carry. ``key`` is a secret that all processes of one service share."""

    def __init__(self, key: str) -> None:
        self._key = hashlib.sha256(b"convenor view " + key.encode()).digest()

    def close(self, carried: Carried, *, workspace: str, account: str) -> str:
        """As the text of a view. One that would be too long goes without its ``hook``; raises ``ValueError`` where
        the command alone is too long."""
        for tried in (carried, replace(carried, hook="")):
            facts = asdict(tried)
            text = json.dumps(
                facts | {"seal": self._sealed(facts, workspace, account)}, ensure_ascii=False, separators=(",", ":")
            )
            if len(text) <= CARRIED:
                return text
        raise ValueError("the command is too long for a view")

    def open(self, text: str, *, workspace: str, account: str) -> Carried:
        """What was carried; of what is altered, the command alone."""
        try:
            found = json.loads(text)
            command = cleaned(found["command"])
            facts = {"command": command, **{name: found[name] for name in ("channel", "hook", "pressed")}}
            genuine = hmac.compare_digest(str(found["seal"]), self._sealed(facts, workspace, account))
        except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
            return Carried(cleaned(text) if not text.lstrip().startswith("{") else "")
        if not (genuine and _shaped(facts)):
            return Carried(command)
        return Carried(**facts)

    def _sealed(self, facts: dict[str, Any], workspace: str, account: str) -> str:
        said = json.dumps([workspace, account, *(facts[name] for name in ("command", "channel", "hook", "pressed"))])
        return hmac.new(self._key, said.encode(), hashlib.sha256).hexdigest()[:32]


def _shaped(facts: dict[str, Any]) -> bool:
    channel, hook, pressed = facts["channel"], facts["hook"], facts["pressed"]
    known = channel is None or (isinstance(channel, str) and ID.fullmatch(channel) is not None)
    return (
        known
        and isinstance(hook, str)
        and isinstance(pressed, str)
        and bool(not pressed or _PRESSED.fullmatch(pressed))
    )
