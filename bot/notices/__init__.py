"""What Convenor says by itself. An outbox entry holds keys; a notice reads what is still true when it is sent.

``NOTICES`` maps an entry's ``subject`` to the function that words it; ``None`` means that there is nothing
left to say, and the entry is stale.
"""

from __future__ import annotations

from bot.notices import (
    actions,
    appointments,
    calendars,
    clashes,
    deliveries,
    files,
    homes,
    joining,
    mail_lists,
    meetings,
    offers,
    operators,
    polls,
    record,
    rotation,
)
from bot.notices.hours import in_office_hours
from bot.notices.model import Notice, said

NOTICES: dict[str, Notice] = {
    "message": said,
    "appointment": appointments.appointment(""),
    "digest": in_office_hours(actions.digest),
    "action-answered": in_office_hours(actions.answered),
    "actions-left": in_office_hours(actions.left),
    "actions-weekly": actions.weekly,
    "calendar-ask": in_office_hours(calendars.ask),
    "calendar-news": in_office_hours(calendars.news),
    "clash": in_office_hours(clashes.clash),
    "export-ready": in_office_hours(files.ready),
    "list-ask": mail_lists.ask(None),
    "list-answered": in_office_hours(mail_lists.answered),
    "meeting-near": meetings.near,
    "meeting-question": in_office_hours(meetings.question),
    "meeting-assumed": meetings.assumed,
    "poll": in_office_hours(polls.question),
    "poll-closed": in_office_hours(polls.closed),
    "platform-refused": operators.platform_refused,
    "turn-notice": in_office_hours(rotation.notice),
    "turn-off": in_office_hours(rotation.off),
    "turn-pack": in_office_hours(rotation.pack),
    "turn-note": in_office_hours(rotation.note),
    "turn-moved": in_office_hours(rotation.moved),
    "turn-offer": in_office_hours(offers.offer),
    "turn-answered": in_office_hours(offers.answered),
    "turn-unfilled": in_office_hours(offers.unfilled),
    "agenda-ahead": in_office_hours(record.agenda_ahead),
    "decision-ask": in_office_hours(record.decision_ask),
    "decision-closed": in_office_hours(record.decision_closed),
    "decision-review": in_office_hours(record.decision_review),
    "summary-released": record.summary_released,
    "clearance-ask": in_office_hours(record.clearance_ask),
    "home": homes.home,
    "handover": in_office_hours(rotation.handover),
    "invitation": joining.invitation(None),
    "code": joining.code,
    "channel-lost": deliveries.channel_lost,
    "workspace-lost": deliveries.workspace_lost,
}

RESTATED: dict[str, Notice] = {
    "decision-ask": record.decision_ask_now,
    "digest": actions.digest_now,
    "meeting-question": meetings.stands,
    "meeting-assumed": meetings.assumed_now,
    "poll": polls.question_now,
    "turn-notice": rotation.notice_now,
    "handover": rotation.handover_now,
}
"""How a notice that was said before says what is true now. A subject that isn't here is worded as it was the first
time; ``None`` leaves its message as it is."""
