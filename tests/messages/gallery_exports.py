"""What is said beside a file."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, date, datetime

from bot.documents import csv, docx, json, pack
from bot.documents.model import About, Written
from bot.domain.groups import Group
from bot.domain.people import GroupKind, Marking
from bot.messages.model import Form, Message
from bot.presenters.exports import exported
from bot.presenters.speech import words

ENGLISH = words("en-GB")
GROUP = Group(
    id=1,
    slug="vawg",
    name="Ending *VAWG* <exchange>",
    purpose="",
    kind=GroupKind.WORKING,
    marking=Marking.OFFICIAL,
    zone="Europe/London",
    language="en-GB",
    starts_on=date(2027, 1, 1),
    closed_on=None,
    policy={},
    notice_days=(28, 7),
)
ABOUT = About(
    group="vawg",
    group_name=GROUP.name,
    what="actions",
    marking="OFFICIAL",
    at=datetime(2027, 7, 20, 8, 12, tzinfo=UTC),
    day=date(2027, 7, 20),
    by="Sam Taylor",
    since=None,
    until=None,
    seats=(),
    audit_length=57,
    audit_head="3fa9c1d2e4b5a697",
)
NARROWED = replace(
    ABOUT, what="turns", marking="OFFICIAL-SENSITIVE", since=date(2027, 1, 1), until=date(2027, 12, 31), seats=("SCT",)
)


CONSULTED = replace(ABOUT, consult=("IRL", "SCT", "WLS"))
TYPES = {one.ENDING: one.MEDIA_TYPE for one in (csv, docx, json, pack)}


def file(about: About, rows: int, *, ending: str = csv.ENDING) -> Written:
    return Written(f"{about.stem}.{ending}", TYPES[ending], io.BytesIO(), 0, rows)


EXAMPLES: dict[str, Message | Form] = {
    "all-actions": exported(ABOUT, file(ABOUT, 112), GROUP, ENGLISH),
    "one-seats-turn": exported(NARROWED, file(NARROWED, 1), GROUP, ENGLISH),
    "meetings-for-machines": exported(
        replace(ABOUT, what="meetings"), file(replace(ABOUT, what="meetings"), 9, ending="json"), GROUP, ENGLISH
    ),
    "a-report-of-several-seats": exported(CONSULTED, file(CONSULTED, 3, ending="docx"), GROUP, ENGLISH),
    "attendance": exported(
        replace(CONSULTED, what="attendance"), file(replace(CONSULTED, what="attendance"), 12), GROUP, ENGLISH
    ),
    "everything": exported(
        replace(CONSULTED, what="pack"), file(replace(CONSULTED, what="pack"), 214, ending="zip"), GROUP, ENGLISH
    ),
    "no-audit-yet": exported(
        replace(ABOUT, what="audit", audit_length=0, audit_head=""),
        file(replace(ABOUT, what="audit", audit_length=0, audit_head=""), 0),
        GROUP,
        ENGLISH,
    ),
}
