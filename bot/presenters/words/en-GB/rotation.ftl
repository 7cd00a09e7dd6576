# Turns of chair and host: who is next, why, what happened, and what a seat is told.

rota-title = { $group }: the next turns
rota-none = { $group }: nobody has a seat yet, so there are no turns.
rota-caption = Turns in the order in which they come
rota-undated = no date yet
rota-more = “rota why” gives the reasons in full, “rota history” what happened so far.
rota-seat = { $state ->
    [accepted] { $seat } (accepted)
    [declined] { $seat } (declined)
    [assigned] { $seat } (told)
   *[other] { $seat }
}
rota-why-seat = { $seat }: { $why }
rota-why-nobody = { $role ->
    [chair] Chair: { $why }
   *[host] Host: { $why }
}
rota-no-host = –

# The reasons, short.
why-next-in-order = next in order
why-owed = owed since { $since }
why-owed-one = owed a turn
why-by-swap = swapped with { $other }
why-overridden = named by the secretariat ({ $reason })
why-chosen = chosen, uses no turn
why-with-chair = hosts as chair
why-nobody-available = nobody is available, the secretariat decides
why-counted-as-served = cancelled, counts as served
why-new-seat = first turn since it joined
why-passed-over = { $other } passed over { $span }({ $because }){ $outcome ->
    [owed] , owed
    [still-owed] , still owed
    [lapsed] , an older turn lapsed
    [forfeited] , forfeited
   *[nothing] {""}
}
why-set-off = { $other } served this turn early
why-suspended-seat = { $other } is suspended
away-own-word = its own word
away-chairs-here = it chairs
away-hosts-here = it hosts
away-not-yet-seated = not seated yet
away-pre-election = pre-election

# The reasons, in full.
rota-why-title = { $dated ->
    [yes] Whose turn it is at { $reference } { $when }, and why
   *[no] Whose turn comes next, and why
}
because-turn = { $role ->
    [chair] { $state ->
        [served] { $seat } chaired.
        [accepted] { $seat } chairs, and has accepted.
        [assigned] { $seat } chairs; it was told and has not answered yet.
        [declined] { $seat } was told to chair, and declined.
       *[other] { $seat } will chair; it hears of it when the meeting before is closed, or at the first notice.
    }
   *[host] { $state ->
        [served] { $seat } hosted.
        [accepted] { $seat } hosts, and has accepted.
        [assigned] { $seat } hosts; it was told and has not answered yet.
        [declined] { $seat } was told to host, and declined.
       *[other] { $seat } will host; it hears of it when the meeting before is closed, or at the first notice.
    }
}
because-nobody = { $role ->
    [chair] Nobody chairs.
   *[host] Nobody hosts.
}
because-next-in-order = { $seat } is next in order: of the seats with the fewest turns it comes first.
because-owed = { $seat } comes first: it is owed a turn since { $since }.
because-owed-one = { $seat } comes first: it is owed a turn.
because-by-swap = { $seat } and { $other } swapped turns.
because-overridden = The secretariat named { $seat }: { $reason }
because-chosen = The meeting is extraordinary: { $seat } was chosen, and nobody's turn is used.
because-with-chair = Here the chairing seat hosts too.
because-nobody-available = No seat is available. The secretariat decides, and nobody is charged.
because-counted-as-served = The meeting was cancelled, and counts as served.
because-new-seat = It is { $seat }'s first turn since it joined.
because-passed-over = { $other } came before, but could not take it { $span }({ $because }){ $outcome ->
    [owed] . It is owed a turn.
    [still-owed] . It is still owed a turn.
    [lapsed] . An older turn of it lapsed; it is owed one.
    [forfeited] . It has forfeited this turn.
   *[nothing] . It keeps its place.
}
because-set-off = { $other } came before, but has served this turn early.
because-suspended-seat = { $other } came before, but is suspended: it goes to the back, and nothing is owed.
rota-before = { $served ->
    [yes] Before: { $seat } chaired { $reference }.
   *[no] Before: { $seat } chairs { $reference }.
}
rota-after = After: { $seat } chairs { $reference }.
rota-after-undated = After: { $seat } chairs.

next-title = Next: { $group } meets on { $when }
next-none = { $group }: no meeting is planned yet.
next-none-how = The secretariat or the chair adds one: meeting add 20 Jan 2027 10:00

history-title = { $group }: what happened to the turns
history-none = { $group }: nothing has happened to the turns yet.
history-caption = Steps in the order in which they happened
history-more = { $count ->
    [one] and one earlier step
   *[other] and { $count } earlier steps
}
history-earlier = Earlier
history-later = Later
history-begun = the rota begins: { $seats }
history-joined = joins, from { $day }
history-left = leaves, on { $day }
history-reordered = new order: { $seats }
history-cancelled = cancelled
history-moved = moved to { $day }
history-chair = { $state ->
    [assigned] told to chair
    [accepted] accepted the chair
    [declined] declined the chair
    [served] chaired
    [forfeited] forfeited the chair
   *[released] no longer chairs
}
history-host = { $state ->
    [assigned] told to host
    [accepted] accepted to host
    [declined] declined to host
    [served] hosted
    [forfeited] forfeited hosting
   *[released] no longer hosts
}

turn-accepted = { $roles ->
    [both] { $seat } accepts: it chairs and hosts { $reference } { $when }.
    [chair] { $seat } accepts: it chairs { $reference } { $when }.
   *[host] { $seat } accepts: it hosts { $reference } { $when }.
}
turn-accepted-already = { $roles ->
    [both] { $seat } has accepted already: it chairs and hosts { $reference } { $when }.
    [chair] { $seat } has accepted already: it chairs { $reference } { $when }.
   *[host] { $seat } has accepted already: it hosts { $reference } { $when }.
}
turn-accepted-for = Noted by { $name } of the secretariat for { $seat }, and logged as such.
undone-turn-accepted = The turn at { $reference } { $when } waits for an answer again. It stays where it is.

turn-notice-title = { $roles ->
    [both] { $seat } chairs and hosts { $group } { $when }
    [chair] { $seat } chairs { $group } { $when }
   *[host] { $seat } hosts { $group } { $when }
}
turn-waiting-title = { $roles ->
    [both] Please answer: { $seat } chairs and hosts { $group } { $when }
    [chair] Please answer: { $seat } chairs { $group } { $when }
   *[host] Please answer: { $seat } hosts { $group } { $when }
}
turn-reminder-title = { $roles ->
    [both] A reminder: { $seat } chairs and hosts { $group } { $when }
    [chair] A reminder: { $seat } chairs { $group } { $when }
   *[host] A reminder: { $seat } hosts { $group } { $when }
}
turn-notice-when = { $when } ({ $zone })
turn-notice-cannot = If { $seat } can't, decline or ask another seat to swap: the turn stays { $seat }'s until somebody takes it. Questions: { $people }.
turn-notice-cannot-none = If { $seat } can't, decline or ask another seat to swap: the turn stays { $seat }'s until somebody takes it.
turn-notice-nobody = { $seat } has neither lead nor deputy, so this comes to you as its secretariat.
turn-notice-accept = Accept
turn-notice-waiting = { $seat } has not answered yet.
turn-notice-accepted = { $seat } has accepted. Thank you.

turn-off-title = { $roles ->
    [both] Cancelled: { $group } on { $day }, which { $seat } was to chair and host
    [chair] Cancelled: { $group } on { $day }, which { $seat } was to chair
   *[host] Cancelled: { $group } on { $day }, which { $seat } was to host
}
turn-off-owed = The turn isn't lost: { $seat } is owed one.
turn-off-used = Here a cancelled meeting counts: { $seat } has had its turn.

handover-title = Over to { $seat }: it chairs { $group } next, { $when }
handover-held = { $hosted ->
    [yes] Meeting { $number } was held on { $day }. { $chair } chaired, { $host } hosted.
   *[no] Meeting { $number } was held on { $day }. { $chair } chaired.
}
handover-assumed = Nobody said otherwise, so meeting { $number } on { $day } counts as held, with { $chair } in the chair.
handover-next-meeting = Your meeting
handover-before = Chaired before
handover-after = Chairs after you
handover-actions = Actions
handover-open = { $count ->
    [0] none open
    [one] one open
   *[other] { $count } open
}{ $overdue ->
    [0] {""}
   *[other] , { $overdue } overdue
}
handover-list = Open actions

subject-rota = who chairs and hosts next, and why
help-rota = Whose turn it is: the next turns of chair and host
usage-rota = rota turns:10
help-rota-next = The next meeting, and who chairs and hosts it
usage-rota-next = rota next
help-rota-why = Why it is their turn, at the next meeting or another
usage-rota-why = rota why meeting:7 role:chair
help-rota-history = What happened to the turns so far
usage-rota-history = rota history
help-rota-accept = Accept your seat's turn
usage-rota-accept = rota accept meeting:7 role:chair

label-page = Page
column-date = Date
column-why = Why
choice-chair = Chair
choice-host = Host

refused-no-turn-to-answer = Nothing waits for your answer: none of your seats has been told a turn that is still to come.
refused-too-late-to-correct = The next turn has been told since, so what is noted of meeting { $number } stands.
refused-seat-not-in-group = { $seat } has no seat in this group.
refused-seat-already-in-group = { $seat } has a seat in this group already, or is about to.
refused-seat-is-suspended = { $seat } is suspended, so it can't be given a turn.
refused-last-seat = { $seat } has the only seat. Without it nobody could chair: close the group instead.
refused-order-incomplete = A new order names every seat once.{ $missing ->
    [none] {""}
   *[other] {" "}Missing: { $missing }.
}{ $unknown ->
    [none] {""}
   *[other] {" "}Not seated here, or named twice: { $unknown }.
}
refused-turn-not-assigned = { $role ->
    [host] Nobody has been told yet to host { $occasion }. Its seat can accept when it has been told.
   *[other] Nobody has been told yet to chair { $occasion }. Its seat can accept when it has been told.
}
refused-turn-already-assigned = { $role ->
    [host] { $seat } has been told to host { $occasion }, so that stands.
   *[other] { $seat } has been told to chair { $occasion }, so that stands.
}
refused-turn-already-served = { $Occasion } is over, so nothing waits for an answer there.
refused-turn-cancelled = { $Occasion } was cancelled, so nothing waits for an answer there.
refused-not-your-turn = { $role ->
    [host] { $holder } hosts { $occasion }: only its lead or deputy, or the secretariat, can answer.
   *[other] { $holder } chairs { $occasion }: only its lead or deputy, or the secretariat, can answer.
}
refused-turn-not-offered = { $Occasion } is not on offer to { $seat }.
refused-offer-already-refused = { $seat } has said no to { $occasion } before.
refused-swap-with-itself = { $seat } can't swap with itself.
refused-chair-never-hosts = { $seat } chairs { $occasion }, and here the chairing seat never hosts.
refused-no-host-queue = { $hosting ->
    [with-chair] Here the chairing seat hosts too, so hosting has no turns of its own.
   *[off] This group meets without a host, so hosting has no turns.
}
