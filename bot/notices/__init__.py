"""What Convenor says by itself. An outbox entry holds keys; a notice reads what is still true when it is sent.

``NOTICES`` maps an entry's ``subject`` to the function that words it; ``None`` means that there is nothing
left to say, and the entry is stale.
"""

from __future__ import annotations

from bot.notices import actions, meetings, offers, rotation
from bot.notices.model import Notice, said

NOTICES: dict[str, Notice] = {
    "message": said,
    "digest": actions.digest,
    "meeting-near": meetings.near,
    "meeting-question": meetings.question,
    "meeting-assumed": meetings.assumed,
    "turn-notice": rotation.notice,
    "turn-off": rotation.off,
    "turn-pack": rotation.pack,
    "turn-note": rotation.note,
    "turn-moved": rotation.moved,
    "turn-offer": offers.offer,
    "turn-answered": offers.answered,
    "turn-unfilled": offers.unfilled,
    "handover": rotation.handover,
}
