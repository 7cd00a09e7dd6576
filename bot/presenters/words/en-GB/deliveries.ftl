# Delivery: repeats, stand-ins, what was lost, and the record that the secretariat can read.

repeat-title = { $title } (repeat)
repeat-why = You may have had this already. The connection broke while I was sending it, and I can't tell whether it arrived.
instead-of = This was for { $name }, whom I can't reach at any address I know. I tell you instead.

channel-lost-title = { $group }: I can't post in a { $platform } channel any more
channel-lost-why = The channel is { $channel }. { $reason }
channel-lost-mend = { $reason ->
    [is_archived] Open the channel again, or link another one: invite me there and type “group link group:{ $slug }”.
    [channel_not_found] Link another channel: invite me there and type “group link group:{ $slug }”.
   *[other] Invite me there again. If what waits doesn't come then, type “group link group:{ $slug }” in it.
}
channel-lost-kept = Until then I keep what is meant for it, for a week, and try once a day. You won't hear of this again.

workspace-lost-title = { $platform } no longer lets me speak in { $workspace }
workspace-lost-why = { $reason } Nothing goes out there at the moment. People whom I know at another address hear from me there.
workspace-lost-mend = Install the app again, set the new token, start the service, and what waits goes out. You won't hear of this again.

platform-name = { $platform ->
    [slack] Slack
    [teams] Teams
    [email] e-mail
    [web] the console
   *[other] { $platform }
}

delivery-title = { $group }: { $count ->
    [0] nothing that was to be said
    [one] one thing that was to be said
   *[other] { $count } things that were to be said
}
delivery-counts = In all: { $sent } sent, { $waiting } waiting, { $unsure } unsure, { $failed } failed, { $stale } no longer true when their time came.
delivery-none = There is nothing of that kind.
delivery-paused = { $what ->
    [workspace] Nothing goes out in the { $platform } workspace { $name }
    [list] Nothing goes to the list { $name }
   *[channel] Nothing goes out in the { $platform } channel { $name }
} since { $day }: { $reason }
delivery-page = Page { $page } of { $pages }, the latest first.
delivery-older = Older
delivery-newer = Newer
delivery-failed = What failed
delivery-read = Read it as a page
delivery-read-why = (for 15 minutes; the link is for you alone)

column-delivery-to = To
column-delivery-came = What came of it

delivery-list = list { $address }
delivery-channel = { $platform } channel { $channel }
delivery-instead = { $name }, instead of { $meant }

delivery-subject = { $subject ->
    [message] A change
    [appointment] A meeting for the calendar
    [digest] Digest of actions
    [action-answered] An action offered was answered
    [actions-left] What somebody left behind
    [actions-weekly] The week of the group's actions
    [calendar-ask] A turn in a pre-election period
    [calendar-news] News of a calendar
    [clash] A clash with another group
    [meeting-near] A meeting is near
    [meeting-question] Was the meeting held?
    [meeting-assumed] A meeting counts as held
    [poll] When can you meet?
    [poll-closed] What came of a poll
    [platform-refused] A platform refused us
    [turn-notice] Notice of a turn
    [turn-off] A turn's meeting was cancelled
    [turn-pack] The chair's pack
    [turn-note] A note from the last chair
    [turn-moved] A turn has moved
    [turn-offer] A turn is offered
    [turn-answered] What became of a turn
    [turn-unfilled] A turn that nobody takes
    [agenda-ahead] An agenda
    [decision-ask] A decision in writing
    [decision-closed] What a decision in writing came to
    [decision-review] A decision is due for review
    [summary-released] The summary of a meeting
    [clearance-ask] A clearance is asked for
    [home] Home
    [handover] Hand-over to the chair
    [export-ready] A monthly export
    [invitation] Invitation
    [code] A linking code
    [list-ask] A question to a list
    [list-answered] What a list answered
    [channel-lost] A channel was lost
    [workspace-lost] A workspace was lost
   *[other] A notice
}

delivery-came = { $came ->
    [sent] Sent{ $platform ->
        [none] {""}
       *[other] {" "}by { $platform }
    }.
    [failed] Failed: { $reason }
    [stale] Not said: { $reason }
    [unsure] May have arrived; I'm looking.
   *[waiting] Waiting{ $attempts ->
        [0] .
        [one] {" "}after one try: { $reason }
       *[other] {" "}after { $attempts } tries: { $reason }
    }
}
delivery-refused = Not by { $platform }: { $reason }

delivery-reason = { $reason ->
    [none] It will go out soon.
    [is_archived] The channel is archived.
    [not_in_channel] I'm not a member of the channel.
    [channel_not_found] The channel is gone, or I was removed from it.
    [restricted_action] The workspace doesn't let me post there.
    [token_revoked] My token was revoked.
    [token_expired] My token has run out.
    [account_inactive] My account there was switched off.
    [invalid_auth] My token isn't known there.
    [not_authed] I have no token there.
    [not_installed] I'm not installed there.
    [missing_scope] I lack a permission there.
    [user_not_found] That account doesn't exist any more.
    [user_disabled] That account was switched off.
    [cannot_dm_bot] That account can't get messages.
    [messages_tab_disabled] Direct messages to me are switched off there.
    [invalid_blocks] The message couldn't be shown there.
    [msg_too_long] The message was too long.
    [ratelimited] The platform asked me to wait.
    [unreachable] The platform didn't answer.
    [may-be-on-its-way] It may still be on its way.
    [no-address] I know no address of theirs.
    [waited-too-long] It had waited too long.
    [too-many-attempts] I tried too often.
    [nothing-left-to-say] it was no longer true.
    [expired] its time had passed.
    [the-workspace-was-lost] I can't speak in that workspace.
   *[other] The reason given is “{ $given }”.
}

choice-all = Everything
choice-sent = Sent
choice-waiting = Waiting
choice-unsure = Unsure
choice-failed = Failed
choice-stale = No longer true

subject-delivery = what was said to whom, and what couldn't be
help-delivery = What was said to whom, what waits and what failed, for the secretariat
usage-delivery = delivery failed since:"1 Dec"
