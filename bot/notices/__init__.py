"""What Convenor says by itself. An outbox entry holds keys; a notice reads what is still true when it is sent.

``NOTICES`` maps an entry's ``subject`` to the function that words it; ``None`` means that there is nothing
left to say, and the entry is stale.
"""

from __future__ import annotations

from bot.notices import actions, meetings, rotation
from bot.notices.model import Notice, said

NOTICES: dict[str, Notice] = {
    "message": said,
    "digest": actions.digest,
    "meeting-near": meetings.near,
    "meeting-question": meetings.question,
    "meeting-assumed": meetings.assumed,
    "turn-notice": rotation.notice,
    "turn-off": rotation.off,
    "handover": rotation.handover,
}

RESTATED: dict[str, Notice] = {
    "digest": actions.digest_now,
    "meeting-question": meetings.stands,
    "meeting-assumed": meetings.assumed_now,
    "turn-notice": rotation.notice_now,
    "handover": rotation.handover_now,
}
"""How a notice that was said before says what is true now. A subject that isn't here is worded as it was the first
time; ``None`` leaves its message as it is."""
