# Agendas: items, their papers, and a meeting's way through them.

agenda-item = { $reference }, { $text }
agenda-title = { $group }: agenda of meeting { $number } on { $day }
agenda-moved = { $group }: the agenda of meeting { $number } on { $day } has a new order
agenda-added = On the agenda of meeting { $number } on { $day }: { $item }
agenda-added-waiting = On the agenda of the next meeting, once there is one: { $item }
agenda-papered = There is a paper for { $item }
agenda-deferred = Put off: { $item }. It comes back by itself at meeting { $number } on { $day }.
agenda-deferred-waiting = Put off: { $item }. It comes back by itself { $until ->
    [none] as soon as there is another meeting.
   *[other] at the first meeting from { $until } on.
}
agenda-withdrawn = No longer on the agenda: { $item }
agenda-now = Now: { $item } ({ $minutes ->
    [one] one minute
   *[other] { $minutes } minutes
})
agenda-through = That was the last item of meeting { $number }.
agenda-nothing = Nothing is left on the agenda of meeting { $number }.
agenda-ahead = { $group }: meeting { $number } is on { $day }. The agenda so far
agenda-ahead-runs = { $group }: { $days ->
    [one] one day
   *[other] { $days } days
} to meeting { $number } on { $day }. The agenda so far
agenda-papers-lacking = { $count ->
    [one] One item has no paper yet.
   *[other] { $count } items have no paper yet.
} Papers that come by { $day } are on time; later ones are taken too, and marked late.
agenda-too-long = The items take { $minutes } minutes together, and the meeting has { $length }.
agenda-empty = Nothing is on it yet. Anybody in the group can add something: { $prefix } agenda add "…" minutes:15
pack-decisions = Decisions that wait for somebody
agenda-caption = Agenda, { $minutes } of { $length } minutes
agenda-secretariat = Secretariat
agenda-came-deferred = {" "}(put off at { $reference })
agenda-came-over = {" "}(carried over from { $reference })
agenda-went-deferred = {" "}(put off)
agenda-went-over = {" "}(not reached)
agenda-state-current = {" "}– now
agenda-state-done = {" "}– done
agenda-paper = paper
agenda-paper-late = paper (late)
agenda-no-paper = –
agenda-late = The paper came after { $day }, so it is marked late. It is taken all the same.
agenda-paper-by = A paper is on time until { $day }: { $prefix } agenda paper { $reference } https://…
agenda-minutes = { $count ->
    [one] one minute
   *[other] { $count } minutes
}
agenda-spent = { $item }: { $spent } of { $minutes } minutes
agenda-none-left = nothing more
agenda-left = { $minutes ->
    [one] one minute
   *[other] { $minutes } minutes
} to the end{ $count ->
    [0] .
    [one] ; one item to come, { $wanted } minutes wanted{ $short ->
        [0] .
       *[other] , { $short } too many.
    }
   *[other] ; { $count } items to come, { $wanted } minutes wanted{ $short ->
        [0] .
       *[other] , { $short } too many.
    }
}
agenda-over = { $minutes ->
    [one] One minute
   *[other] { $minutes } minutes
} over time.
agenda-fact-now = Now
agenda-fact-next = Next
agenda-fact-left = Time
agenda-fact-minutes = Time
agenda-fact-paper = Paper
agenda-button-next = Next item
agenda-button-defer = Put it off
agenda-button-add = Add an item

agenda-standing-minutes = To be approved: the minutes of { $reference }.
agenda-standing-actions = Actions: { $count ->
    [one] one open
   *[other] { $count } open
}{ $overdue ->
    [0] .
    [one] , one of them overdue.
   *[other] , { $overdue } of them overdue.
}
agenda-standing-clearances = Waiting for clearance: { $references }.
agenda-standing-reviews = Due for review: { $references }.

column-agenda-reference = Reference
column-agenda-item = Item
column-agenda-minutes = Minutes
column-agenda-from = From
column-agenda-paper = Paper

label-agenda-add-text = What is it about
label-minutes = Minutes
label-paper = Link to the paper
label-item = Item
label-agenda-move-to = At which place
label-agenda-defer-until = Not before
choice-official = OFFICIAL
choice-official-sensitive = OFFICIAL-SENSITIVE
ask-item = Which item?

undone-agenda-add = { $reference } is not on the agenda.
undone-agenda-defer = { $reference } stands on the agenda where it was.
undone-agenda-move = The agenda has the order that it had.
undone-agenda-next = Meeting { $meeting } is back at the item before.
undone-agenda-paper = { $reference } has the paper that it had before, if any.
undone-agenda-withdraw = { $reference } is on the agenda again.
undone-attend = What was noted before for { $seat } at meeting { $meeting } counts again.

refused-no-such-item = There is no agenda item { $reference } in this group.
refused-item-is-over = { $reference } was { $state ->
    [withdrawn] withdrawn
   *[done] dealt with
} already.
refused-not-your-item = { $reference } was put forward by { $owner }. Only they, their seat, the chair, or in the meeting the secretariat can put it off.
refused-nobody-refuses = { $reference } was put forward by { $owner }. Only they or their seat can take it off the agenda.
refused-not-minutes = An item takes at least one minute, and at most { $longest }.
refused-nothing-more-on-agenda = Nothing is left on the agenda of meeting { $number }.

subject-agenda = what a meeting will talk about, and its papers
help-agenda = The agenda of the next meeting; while one is open, where it stands
usage-agenda = agenda meeting:7
help-agenda-add = Put something on the agenda
usage-agenda-add = agenda add "Refuge places" minutes:15 paper:https://…
help-agenda-next = Go on to the next item of the open meeting
usage-agenda-next = agenda next
help-agenda-paper = Give an item its paper
usage-agenda-paper = agenda paper 4 https://…
help-agenda-defer = Put an item off; it comes back by itself
usage-agenda-defer = agenda defer 4 until:"1 June"
help-agenda-move = Put an item at another place of the agenda
usage-agenda-move = agenda move 4 to:1
help-agenda-withdraw = Take your own item off the agenda
usage-agenda-withdraw = agenda withdraw 4
