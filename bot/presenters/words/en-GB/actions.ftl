# Actions: adding, changing, lists, and the digests that remind of them.

action-added = { $reference } is added: { $owner }, by { $due }.
action-completed = { $reference } is done. Thank you.
action-dropped = { $reference } is dropped.
action-updated = There is news on { $reference }, which is in progress.
action-moved = { $reference } is now due on { $due }. Until now it was { $before }.
action-original-due = The original day stays on record: { $due }.
action-shown = { $reference }: { $status }
action-raised = Added by { $by } on { $day }.
action-update-by = { $by }, { $day }
action-day-off = { $day } is no working day for the owner ({ $seat }): { $holiday ->
    [none] it is a weekend.
   *[other] { $holiday }.
} It stays the due day; “action due” chooses another.

action-fact-text = Action
action-fact-extent = Applies to
action-fact-owner = Owner
action-fact-due = Due
action-fact-meeting = From
action-fact-reason = Reason
action-fact-update = Update
action-fact-marking = Marking
action-marking = OFFICIAL-SENSITIVE. Its text is not shown in channels; members can read it with “action show { $reference }”.
action-due-moved = { $due } (originally { $original })
action-from-meeting = Meeting { $meeting }, action { $number }
action-owner = { $name } ({ $seat })
action-owner-vacant = nobody at present ({ $seat }, { $post })
action-vacant = nobody at present ({ $seat })
action-secretariat = secretariat
action-post-lead = lead
action-post-deputy = deputy
action-post-member = member
action-post-observer = observer
action-post-secretariat = secretariat

action-status-open = open
action-status-in-progress = in progress
action-status-done = done
action-status-dropped = dropped
action-status-overdue = was due on { $due }
action-cell-overdue = { $day }, overdue
action-cell-closed = { $day }, { $status }
action-cell-waits = { $day }, waits for another
action-cell-priority = { $priority ->
    [high] High: { $text }
   *[low] Low: { $text }
}
action-line = { $reference } { $text } ({ $extent }). Due on { $due }.
action-line-overdue = { $reference } { $text } ({ $extent }). Was due on { $due }.
action-line-closed = ✓ { $reference } { $text }: { $status }.
action-line-owner = { $line } Owner: { $owner }.
action-button-done = Done
action-button-done-which = Done: { $reference }
action-button-show = Show { $reference }

actions-caption = { $which ->
    [done] Actions, the latest first
    [dropped] Actions, the latest first
   *[other] Actions, the first due first
}
actions-open = { $group }: { $count ->
    [0] no open actions
    [one] one open action
   *[other] { $count } open actions
}
actions-mine = { $group }: { $count ->
    [0] none of the open actions is yours
    [one] one open action is yours
   *[other] { $count } open actions are yours
}
actions-overdue = { $group }: { $count ->
    [0] no overdue actions
    [one] one overdue action
   *[other] { $count } overdue actions
}
actions-done = { $group }: { $count ->
    [0] no actions are done yet
    [one] one action is done
   *[other] { $count } actions are done
}
actions-waiting = { $group }: { $count ->
    [0] no action waits for another
    [one] one action waits for another
   *[other] { $count } actions wait for others
}
actions-vacant = { $group }: { $count ->
    [0] every open action has somebody to do it
    [one] one open action has nobody to do it
   *[other] { $count } open actions have nobody to do them
}
actions-dropped = { $group }: { $count ->
    [0] no actions were dropped
    [one] one action was dropped
   *[other] { $count } actions were dropped
}
actions-none-waiting = “action needs 12 11” says that 12 waits for 11.
actions-none-vacant = When somebody leaves, what was theirs stands here until it is given to somebody.
actions-none-dropped = “action list” shows the open ones.
actions-page = Page { $page } of { $pages }
actions-page-before = Page before
actions-page-after = Next page
action-search-found = { $group }: { $count ->
    [0] no action has
    [one] one action has
   *[other] { $count } actions have
} “{ $search }”
action-search-none = Every word must stand in the action or in an update. Open ones are searched; “filter:done” searches those that are done.
actions-none-open = To add one, type for example: action add @ana Publish minutes by friday for SCT
actions-none-mine = “my” shows what waits on you in all your groups.
actions-none-overdue = Nothing is late.
actions-none-done = “action list” shows the open ones.
actions-more = { $count ->
    [one] and one more
   *[other] and { $count } more
}
column-reference = Ref
column-action = Action
column-extent = Applies to
column-owner = Owner
column-due = Due

actions-added = { $group }: { $count ->
    [one] one action is added
   *[other] { $count } actions are added
}
actions-none-added = { $of ->
    [0] There is no action in these lines
   *[other] { $count ->
        [one] One line can't be used, so nothing was added
       *[other] { $count } lines can't be used, so nothing was added
    }
}
actions-none-added-next = Put them right and send all lines again. Each is like: @ana Publish minutes by friday for SCT
actions-problem = Line { $line }: { $why }
actions-lacks-text = What is to be done is missing.
actions-lacks-owner = Who does it is missing: begin the line with the person, such as @ana or an address.
actions-lacks-due = By when is missing, such as: by friday.
actions-lacks-extent = Where it applies is missing, such as: for SCT.

action-given = { $reference } is now with { $name } ({ $seat }).
action-offered = { $reference } is offered to { $name } ({ $seat }).
action-offered-stays = Until it is accepted there, it stays with { $owner }.
action-offered-to = { $owner }, asked by { $by }; not answered yet
action-handover-accepted = { $by } has accepted { $reference }. It is now with { $owner }.
action-handover-refused = { $by } has not taken { $reference }. It stays with { $owner }.
action-handover-withdrawn = { $reference } is no longer offered to { $name }. It stays with { $owner }.
action-offer-accepted = accepted
action-offer-refused = refused
action-offer-withdrawn = no longer offered
action-offer-open = offered
action-line-offer = { $line } Offered by { $by }; until now with { $owner }.
action-line-offer-other = { $line } Offered to { $to } by { $by }, not answered yet.
action-line-waits = {" "}Waits for { $needs }.
action-snoozed = { $reference } rests until { $until }.
action-snoozed-late = It is due before that, on { $due }, and stays so. “action due” moves the day.
action-waits = { $reference } waits for { $needs }.
action-waits-quiet = I remind nobody of it until the other one is done or dropped.
action-freed = { $reference } no longer waits for { $needs }.
action-linked = { $reference } has one more link.
action-prioritised = { $reference } now has { $priority } priority.
action-need = { $open ->
    [yes] { $reference }
   *[no] { $reference } (closed)
}
action-text-marked = (OFFICIAL-SENSITIVE)
action-fact-also = Also
action-fact-priority = Priority
action-fact-needs = Waits for
action-fact-first = First
action-fact-rests = Rests until
action-fact-offered = Offered to
action-fact-decision = Decision
action-button-accept = Accept { $reference }
action-button-refuse = Refuse { $reference }
action-button-update = What is new
action-button-due = Another day
action-button-snooze = Snooze
action-button-give = Give { $reference }

actions-left-by = { $name } has left, and { $count ->
    [one] one action has nobody to do it
   *[other] { $count } actions have nobody to do them
}
actions-left-seat = { $seat } has left, and { $count ->
    [one] one action has nobody to do it
   *[other] { $count } actions have nobody to do them
}
actions-left-stay = They stay with { $seat } until somebody takes up the post, or you give them to others. Until then I remind you.

actions-weekly = { $group }, the week in actions: { $done } done, { $added } new, { $open } open
actions-weekly-totals = { $open ->
    [0] Nothing is open.
    [one] One action is open{ $overdue ->
        [0] , and none is overdue.
       *[other] , and it is overdue.
    }
   *[other] { $open } actions are open{ $overdue ->
        [0] , none of them overdue.
        [one] , one of them overdue.
       *[other] , { $overdue } of them overdue.
    }
}
actions-weekly-done = Done
actions-weekly-added = New
actions-weekly-line = { $reference } { $text } ({ $extent }). { $owner }, by { $due }.
actions-weekly-line-done = ✓ { $reference } { $text } ({ $extent }).
actions-weekly-also = Also: { $what }.
actions-weekly-moved = { $count ->
    [one] one got another day
   *[other] { $count } got another day
}
actions-weekly-given = { $count ->
    [one] one changed hands
   *[other] { $count } changed hands
}
actions-weekly-dropped = { $count ->
    [one] one was dropped
   *[other] { $count } were dropped
}
actions-weekly-list = All open actions

digest-offers = { $count ->
    [one] This is offered to you or your seat:
   *[other] These are offered to you or your seat:
}
digest-offered = { $count ->
    [one] An action is offered to you
   *[other] { $count } actions are offered to you
}
digest-title = { $own ->
    [0] { $raised ->
        [one] One action is long overdue
       *[other] { $raised } actions are long overdue
    }
    [one] { $late ->
        [none] One action needs you
       *[all] One action of yours is overdue
    }
   *[other] { $late ->
        [none] { $own } actions need you
        [all] { $own } actions of yours are overdue
       *[some] { $own } actions need you, { $overdue ->
            [one] one of them is overdue
           *[other] { $overdue } of them are overdue
        }
    }
}
digest-nothing-left = Nothing here waits for you any more
digest-raised = Long overdue in your seat or group. You hear of these because nobody has closed them.
digest-more = { $count ->
    [one] And one more: “my” shows everything.
   *[other] And { $count } more: “my” shows everything.
}
digest-foot = I remind you at most twice a week. If an action can't be done by its day, type “action due { $reference } 14 May” with a day that can be kept; “action snooze { $reference } monday” lets it rest.

choice-open = Open
choice-mine = Mine
choice-overdue = Overdue
choice-filter-waiting = Waiting for another
choice-vacant = Nobody's at present
choice-done = Done
choice-dropped = Dropped
choice-high = High
choice-normal = Normal
choice-low = Low
choice-due = The first due first
choice-newest = The newest first
choice-changed = The last changed first
choice-priority = The most pressing first

subject-action = who does what by when
help-action-add = Add an action
help-action-list = List actions
help-action-show = Show one action with its history
help-action-done = Close an action as done
help-action-update = Say what is new about an action
help-action-due = Move the day by which an action is due
help-action-drop = Drop an action that won't be done
help-action-lines = Add several actions, a line each
help-action-search = Find actions by their words
help-action-give = Give an action to somebody; another administration accepts it first
help-action-accept = Accept an action that is offered to you or your seat
help-action-refuse = Leave an offered action where it is
help-action-snooze = Hear nothing of an action until a day
help-action-needs = Let an action wait for another one
help-action-free = Let an action go on without waiting for the other
help-action-priority = Say how pressing an action is
help-action-link = Add a link to an action
usage-action-lines = action lines lines:"@ana Publish minutes by friday for SCT"
usage-action-search = action search minutes filter:done
usage-action-give = action give 12 to:@aoife
usage-action-accept = action accept 12
usage-action-refuse = action refuse 12 reason:"We have nobody for it this month"
usage-action-snooze = action snooze 12 until:monday
usage-action-needs = action needs 12 11
usage-action-free = action free 12 11
usage-action-priority = action priority 12 high
usage-action-link = action link 12 https://example.org/minutes
form-action-lines = Each line is like: @ana Publish minutes by friday for SCT. A day and a place given below hold for the lines that name none.
label-also = Further owners, parted by commas
label-priority = How pressing
label-needs = Waits for, such as 11 or VAWG-11
label-lines = Actions, a line each
label-order = Order
label-action-list-filter = Which
label-action-search-filter = Which
label-first = Which comes first
label-action-give-to = To whom
label-action-refuse-reason = Reason
usage-action-add = action add "Publish minutes" owner:@ana due:friday extent:SCT
usage-action-list = action list mine
usage-action-show = action show 12
usage-action-done = action done 12
usage-action-update = action update 12 "The draft is with colleagues"
usage-action-due = action due 12 "14 May"
usage-action-drop = action drop 12 reason:"No longer needed"

undone-action-add = { $reference } is off the list again. Its number won't be used for another.
undone-action-done = { $reference } is open again.
undone-actions-add = { $count ->
    [one] One action is off the list again. Its number won't be used for another.
   *[other] { $count } actions are off the list again. Their numbers won't be used for others.
}
undone-action-give = { $reference } is with whoever had it before.
undone-action-accept = { $reference } is with whoever had it before, and waits for an answer again.
undone-action-refuse = { $reference } waits for an answer again.
undone-action-snooze = { $reference } is reminded of as before.
undone-action-needs = { $reference } no longer waits for the other one.
undone-action-free = { $reference } waits for the other one again.
undone-action-link = The link is off { $reference } again.
undone-action-priority = { $reference } is as pressing as before.
undone-action-drop = { $reference } is open again.
undone-action-update = What was said about { $reference } is withdrawn.
undone-action-due = { $reference } is due on { $due } again.

refused-no-such-action = There is no action { $reference }.
refused-not-your-action = { $reference } belongs to { $owner ->
    [none] a vacant post
   *[other] { $owner }
}. Its owner, the lead or deputy of that seat, the chair or the secretariat can change it.
refused-action-is-closed = { $reference } is { $status } already.
refused-due-day-is-past = { $due } is past. Which day from today on?
refused-due-day-is-the-same = { $reference } is due on { $due } already.
refused-observers-own-nothing = { $name } observes, and observers can't own actions.
refused-not-yours-to-give = { $reference } belongs to { $seat ->
    [none] the secretariat
   *[other] { $seat }
}. The lead or deputy there, the chair or the secretariat can give it to somebody.
refused-owned-already = { $reference } is with { $name } already, or offered to them.
refused-nothing-offered = { $reference } is offered to nobody at the moment.
refused-offered-to-somebody-else = { $reference } is offered to { $name ->
    [none] a vacant post
   *[other] { $name }
}, who answers, or the lead or deputy there.
refused-snoozed-into-the-past = { $until } is today or past. Until which day from tomorrow on?
refused-priority-is-the-same = { $reference } has { $priority } priority already.
refused-needs-itself = { $reference } can't wait for itself.
refused-needs-already = { $reference } waits for { $needs } already.
refused-does-not-need = { $reference } doesn't wait for { $needs }.
refused-needs-in-a-circle = { $needs } waits for { $reference } already, by way of { $way }. In a circle nothing would ever begin.
refused-nothing-to-search-for = Which words shall I look for? They need at least one letter or digit.
refused-too-many-actions-at-once = At most { $limit } lines at once.
refused-lines-refused = Nothing was added. { $problems }
