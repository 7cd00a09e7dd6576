# How turns pass in a group: its policies, what a change would do, overrides, suspended seats, figures.

column-policy = Policy
column-value = Now
column-meaning = What it means
column-chair-now = Chair now
column-chair-then = Chair then
column-host-now = Host now
column-host-then = Host then
column-role = Role
column-served = Held
column-used = Used
column-owed = Owed
column-more = Also
label-unavailable = Seats that are unavailable
label-cancelled = Cancelled meetings
label-offer = Working days an offer stands
label-rota-policy-answer = Working days to answer
label-rota-policy-set-answer = Working days to answer
label-preview = Only show what it would do
choice-owed = Owed
choice-forfeit = Forfeit
choice-keep = Keep
choice-use = Use

policy-title = { $group }: how turns pass
policy-caption = Policies
policy-basis = { $value ->
    [term] a turn lasts a term
   *[held] a turn is one meeting, used when it is held
}
policy-host = { $value ->
    [with-chair] the chairing seat hosts too
    [off] nobody hosts: the group meets online
   *[apart] hosts have turns of their own; the chairing seat never hosts
}
policy-unavailable = { $value ->
    [forfeit] a seat that can't take its turn goes to the back
   *[owed] a seat that can't take its turn is owed one
}
policy-cancelled = { $value ->
    [use] a cancelled meeting counts as chaired
   *[keep] a cancelled meeting leaves its seats owed a turn
}
policy-notices = days before a meeting on which its seats hear of their turns
policy-answer = working days of the seat after which its deputy is asked, and after as many again the secretariat
policy-offer = working days of the seat that an offer or a request to swap stands
policy-how = The secretariat changes them, and sees first what that does: rota policy host:with-chair
policy-changed = { $group }: turns pass by other policies from now on.
policy-told-stay = Turns that somebody was told stay as they are.
undone-rota-policy = In { $name } turns pass as they did before.

preview-policy = { $group }: what other policies would do
preview-seat-add = { $group }: what another seat would do to the turns
preview-seat-leave = { $group }: what a seat's leaving would do to the turns
preview-seat-order = { $group }: what a new order would do to the turns
preview-seat-suspend = { $group }: what a suspension would do to the turns
preview-seat-resume = { $group }: what a seat's return would do to the turns
preview-caption = The next turns, now and then
preview-same = The next turns stay as they are.
preview-nothing = Nothing has changed yet.
preview-confirm = Do it

named = { $reference } { $when }: the secretariat has named who takes the turn.
named-already = { $reference } { $when }: it is so already, and nothing has changed.
named-owed = { $count ->
    [one] { $seats } is owed a turn for it, and comes first as soon as it can.
   *[other] { $seats } are owed a turn for it, and come first as soon as they can.
}
named-owed-nobody = Nobody is owed a turn for it.
undone-turn-named = The turn at { $reference } { $when } is back where it was.

seat-suspended = { $now ->
    [yes] { $seat } is suspended in { $group } from today, { $day }.
   *[no] { $seat } will be suspended in { $group } from { $day }.
}
seat-suspended-debt = While it is suspended its turns pass by without debt. What it was owed before stays owed.
seat-suspended-freed = These go to the next in order: { $turns }.
seat-freed = { $role ->
    [chair] the chair of { $reference }
   *[host] hosting { $reference }
}
seat-resumed = { $now ->
    [yes] { $seat } takes turns in { $group } again, from today, { $day }.
   *[no] { $seat } takes turns in { $group } again from { $day }.
}
seat-resumed-next = Its turn comes with the next one that nobody was told.
undone-seat-suspend = { $seats } is not suspended after all.
undone-seat-resume = { $seats } stays suspended.

fairness-title = { $group }: turns had and owed
fairness-own = Your seat
fairness-all = All seats, in the order of the alphabet
fairness-group = The group as a whole:
fairness-total = { $served ->
    [one] one held
   *[other] { $served } held
}, { $owed ->
    [0] none owed
    [one] one owed
   *[other] { $owed } owed
}
fairness-early = { $count ->
    [one] one served early
   *[other] { $count } served early
}
fairness-lapsed = { $count ->
    [one] one lapsed
   *[other] { $count } lapsed
}
fairness-forfeited = { $count ->
    [one] one forfeited
   *[other] { $count } forfeited
}
fairness-noted = { $count ->
    [one] one hosting switched away
   *[other] { $count } hostings switched away
}
fairness-law = Used and owed together differ by at most one between seats that have been here throughout.

help-rota-policy = How turns pass here, and what a change would do
usage-rota-policy = rota policy host:with-chair
help-rota-policy-set = Change how turns pass from now on
usage-rota-policy-set = rota policy set host:with-chair
help-rota-fairness = How many turns your seat has had and is owed
usage-rota-fairness = rota fairness
help-rota-set = Name a seat for one turn, with a reason
usage-rota-set = rota set chair:WLS meeting:7 reason:"…"
help-meeting-host = Name another host for one meeting
usage-meeting-host = meeting host 7 WLS reason:"storm"
help-seat-suspend = Suspend a seat: its turns pass by without debt
usage-seat-suspend = seat suspend NIR from:2027-03-01
help-seat-resume = A suspended seat takes turns again
usage-seat-resume = seat resume NIR from:2027-06-01

refused-nobody-named = Whom do you name? Say chair:WLS, host:WLS, or both.
refused-reason-needed = Moving somebody's turn needs a reason, because everybody may read why. Add reason:"…".
refused-not-a-limit = “{ $asked }” isn't a number of working days from 1 to { $longest }.
refused-seat-suspended-already = { $seat } is suspended already.
refused-seat-is-not-suspended = { $seat } isn't suspended, so there is nothing to resume.
