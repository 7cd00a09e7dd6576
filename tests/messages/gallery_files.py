"""Files that wait, and exports that come by themselves."""

from __future__ import annotations

from datetime import UTC, date, datetime

from bot.domain.files import Offered, Scheduled
from bot.messages.model import Form, Message
from bot.presenters import files as present
from bot.presenters.exports import exported
from tests.messages.gallery_exports import ABOUT, ENGLISH, GROUP, file

OFFERED = Offered(
    id=12,
    group=GROUP,
    what="actions",
    filename="vawg-actions-OFFICIAL-2027-02-01-audit-57-3fa9c1d2.xlsx",
    media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    length=48_213,
    created_at=datetime(2027, 2, 1, 6, tzinfo=UTC),
    expires_at=datetime(2027, 3, 4, 6, tzinfo=UTC),
)
ACTIONS = Scheduled("actions", "xlsx", date(2027, 2, 1))
PACK = Scheduled("pack", "ods", date(2027, 2, 1))
URL = "https://convenor.example.org/files/WzEyLDdd.c2lnbmF0dXJl"

EXAMPLES: dict[str, Message | Form] = {
    "ready": present.ready(OFFERED, ENGLISH),
    "fetched": present.fetched(OFFERED, ENGLISH),
    "page": present.asked_for(OFFERED, ENGLISH),
    "linked": present.linked(
        exported(ABOUT, file(ABOUT, 112), GROUP, ENGLISH), URL, OFFERED.expires_at, GROUP.zone, ENGLISH
    ),
    "revoked": present.revoked(OFFERED, ENGLISH),
    "scheduled": present.scheduled(ACTIONS, GROUP, ENGLISH),
    "one-stopped": present.unscheduled((ACTIONS,), GROUP, ENGLISH),
    "all-stopped": present.unscheduled((ACTIONS, PACK), GROUP, ENGLISH),
    "list": present.listed((ACTIONS, PACK), GROUP, ENGLISH),
    "list-of-none": present.listed((), GROUP, ENGLISH),
}
