"""What was said to whom, what was lost, and messages that may be a repeat."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.domain.deliveries import Came, Delivery, DeliveryRecord, Paused, Refused
from bot.messages.model import Form, Message, Paragraph, text
from bot.presenters import deliveries
from bot.presenters.speech import words
from tests.messages.gallery_groups import VAWG
from tests.messages.gallery_members import ANA

ENGLISH = words("en-GB")
AT = datetime(2027, 1, 4, 9, tzinfo=UTC)
PLAIN = Message("VAWG-12 is done.", (Paragraph(text("Publish minutes")),))
COUNTS = {Came.SENT: 340, Came.WAITING: 2, Came.UNSURE: 1, Came.FAILED: 2, Came.STALE: 4}
CHANNEL = Paused("slack", "T1", "C0VAWG", AT, "is_archived")
WORKSPACE = Paused("slack", "T1", "", AT, "token_revoked")
LIST = Paused("email", "vawg", "policy-leads@lists.example.org", AT, "bounced: 5.1.1 550 No such user")
ROWS = (
    Delivery("turn-notice", Came.SENT, AT, "slack", to="Ana Reid"),
    Delivery("turn-notice", Came.SENT, AT, "email", to="Bob Fox", refused=(Refused("slack", "user_not_found"),)),
    Delivery(
        "meeting-question", Came.FAILED, AT, "", to="Cat Low", reason="no-such-box", refused=(Refused("email", "gone"),)
    ),
    Delivery("meeting-question", Came.WAITING, AT, "", to="Dan Roe", instead_of="Cat Low"),
    Delivery("message", Came.WAITING, AT, "slack", channel="C0VAWG", reason="is_archived"),
    Delivery("message", Came.WAITING, AT, "slack", channel="C0WLS", reason="ratelimited", attempts=3),
    Delivery("handover", Came.UNSURE, AT, "slack", to="Ana Reid", reason="TimeoutError", attempts=1),
    Delivery("meeting-near", Came.STALE, AT, "slack", channel="C0VAWG", reason="expired"),
    Delivery("message", Came.SENT, AT, "email", channel="policy-leads@lists.example.org"),
    Delivery("something-new", Came.FAILED, AT, "slack", channel="C0VAWG", reason="invalid_blocks"),
)

EXAMPLES: dict[str, Message | Form] = {
    "repeated": deliveries.repeated(PLAIN),
    "instead": deliveries.instead(PLAIN, ANA, ENGLISH),
    "channel-archived": deliveries.channel_lost(CHANNEL, VAWG, ENGLISH),
    "channel-left": deliveries.channel_lost(Paused("slack", "T1", "C0VAWG", AT, "not_in_channel"), VAWG, ENGLISH),
    "workspace-lost": deliveries.workspace_lost(WORKSPACE, ENGLISH),
    "record": deliveries.record(
        DeliveryRecord(VAWG, ROWS, 49, 2, COUNTS, (CHANNEL, WORKSPACE, LIST)), {"since": "2027-01-01"}, ENGLISH
    ),
    "record-link": deliveries.record(
        DeliveryRecord(VAWG, ROWS[:1], 1, 1, COUNTS, ()), {}, ENGLISH, "https://convenor.example.org/read/Wzdd.x"
    ),
    "record-empty": deliveries.record(
        DeliveryRecord(VAWG, (), 0, 1, dict.fromkeys(Came, 0), ()), {"filter": "failed"}, ENGLISH
    ),
}
