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
action-cell-done = { $day }, done
action-line = { $reference } { $text } ({ $extent }). Due on { $due }.
action-line-overdue = { $reference } { $text } ({ $extent }). Was due on { $due }.
action-line-closed = ✓ { $reference } { $text }: { $status }.
action-line-owner = { $line } Owner: { $owner }.
action-button-done = Done
action-button-done-which = Done: { $reference }
action-button-show = Show { $reference }

actions-caption = { $which ->
    [done] Actions, the latest first
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
digest-foot = I remind you at most twice a week. If an action can't be done by its day, type “action due { $reference } 14 May” with a day that can be kept.

choice-open = Open
choice-mine = Mine
choice-overdue = Overdue
choice-done = Done

subject-action = who does what by when
help-action-add = Add an action
help-action-list = List actions
help-action-show = Show one action with its history
help-action-done = Close an action as done
help-action-update = Say what is new about an action
help-action-due = Move the day by which an action is due
help-action-drop = Drop an action that won't be done
usage-action-add = action add "Publish minutes" owner:@ana due:friday extent:SCT
usage-action-list = action list mine
usage-action-show = action show 12
usage-action-done = action done 12
usage-action-update = action update 12 "The draft is with colleagues"
usage-action-due = action due 12 "14 May"
usage-action-drop = action drop 12 reason:"No longer needed"

undone-action-add = { $reference } is off the list again. Its number won't be used for another.
undone-action-done = { $reference } is open again.
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
