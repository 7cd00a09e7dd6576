# Meetings in people's own calendars: invitations by mail, answers, feeds.

appointment-title = { $group }: meeting { $number }
appointment-organiser = Convenor
appointment-request = Invitation: { $group }, meeting { $number } on { $when }
appointment-update = Changed: { $group }, meeting { $number } is now on { $when }
appointment-cancel = Cancelled: { $group }, meeting { $number } on { $when }
appointment-remove = No longer in your calendar: { $group }, meeting { $number } on { $when }
appointment-answer = Are you coming? Answer in your calendar, or here:
appointment-gone = Your calendar takes it out by itself.
appointment-yes = Coming
appointment-maybe = Perhaps
appointment-no = Not coming
appointment-chair = Chair: { $seat }
appointment-host = Host: { $seat }
appointment-noted = { $coming ->
    [yes] You're coming
    [maybe] You may be coming
   *[no] You can't come
} to meeting { $number } on { $day }. I've noted it.
appointment-same = { $coming ->
    [yes] You're coming
    [maybe] You may be coming
   *[no] You can't come
} to meeting { $number } on { $day }. I knew already.
appointment-told = { $name } { $coming ->
    [yes] is coming
    [maybe] may be coming
   *[no] can't come
} to { $reference }.

coming-yes = Coming ({ $count })
coming-maybe = Perhaps ({ $count })
coming-no = Not coming ({ $count })
coming-silent = { $count ->
    [one] One person hasn't answered yet.
   *[other] { $count } people haven't answered yet.
}
coming-more = { $count ->
    [one] one more
   *[other] { $count } more
}

feed-name = Meetings of { $owner }
feed-of-group = { $group } in your own calendar
feed-of-mine = All your meetings in your own calendar
feed-how = Subscribe to this address in your calendar: { $address }
feed-secret = It is for you alone: whoever has it can read when you meet. It ends when you leave, or when you take it back.
feed-button-revoke = Take the address back
feed-revoked = The address no longer works. Ask again for a new one.
feed-none = There was no address to take back.

calendar-by-mail = From now on I invite you to meetings by mail, and keep your calendar right.
calendar-by-feed = From now on I send no invitations. Subscribe to your meetings with “me feed”.
calendar-no-address = I know no mail address of yours yet: the secretariat can add it.
calendar-button-feed = No invitations, please
calendar-button-mail = Invite me by mail

refused-no-such-appointment = This answer fits no invitation of ours.
refused-answer-too-old = This answers an earlier version of { $reference }. Nothing was changed: please answer the latest invitation.
refused-answer-not-ours = This answers a version of the meeting that was never sent. Nothing was changed.
refused-answer-too-late = Meeting { $number } has begun already.
refused-no-feeds = I can't offer an address to subscribe to: whoever runs the service hasn't set CONVENOR_BASE_URL and CONVENOR_SECRET_KEYS.
refused-reply-not-read = { $why ->
    [huge] The mail is larger than any answer to an invitation. Nothing was changed.
    [no-calendar] The mail holds no answer that a calendar programme wrote. Nothing was changed.
    [method] The mail holds something for a calendar, but no answer to an invitation. Nothing was changed.
    [several] The mail answers for more than one person or meeting. Nothing was changed.
    [forged] The mail comes from another address than the one it answers for. Nothing was changed.
    [answer] The mail says neither yes, perhaps nor no. Nothing was changed.
   *[broken] The mail can't be read. Nothing was changed.
}

help-meeting-answer = Say whether you are coming to a meeting
usage-meeting-answer = meeting answer 7 yes
help-calendar-feed = An address that your own calendar subscribes to, for this group
usage-calendar-feed = calendar feed
help-me-feed = An address that your own calendar subscribes to, for all your groups
usage-me-feed = me feed
help-me-calendar = Have meetings in your calendar by mail, or only by subscription
usage-me-calendar = me calendar feed
label-meeting-answer-answer = Are you coming?
label-calendar = Meetings in your calendar
label-feed = Address
choice-maybe = Perhaps
choice-mail = By mail
choice-feed = By subscription
choice-show = Show it
choice-revoke = Take it back
