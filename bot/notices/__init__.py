"""What Convenor says by itself. An outbox entry holds keys; a notice reads what is still true when it is sent.

``NOTICES`` maps an entry's ``subject`` to the function that words it; ``None`` means that there is nothing
left to say, and the entry is stale.
"""

from __future__ import annotations

from bot.notices import actions, deliveries, meetings, rotation
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
    "channel-lost": deliveries.channel_lost,
    "workspace-lost": deliveries.workspace_lost,
}
