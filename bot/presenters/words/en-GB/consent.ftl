# Turns that change hands: declined, offered, taken, swapped; what seats are asked, and what they are told came of it.
# Reasons for declining are never public.

column-now = Now
column-then = Then
changes-caption = Turns that change seats
label-with = Swap with
label-rota-decline-for = For which seat
label-rota-swap-for = For which seat
label-rota-offer-for = For which seat
label-rota-take-for = For which seat
label-request = Which request
label-answer = Answer
label-withdraw = Withdraw the offer

turn-notice-decline = Decline
turn-notice-swap = Ask to swap
offer-take = Take it
offer-no = No, thank you

turn-declined = { $role ->
    [chair] { $seat } can't chair { $reference } { $when }.
   *[host] { $seat } can't host { $reference } { $when }.
}
turn-declined-already = { $role ->
    [chair] { $seat } has said already that it can't chair { $reference } { $when }.
   *[host] { $seat } has said already that it can't host { $reference } { $when }.
}
turn-declined-asked = The turn stays { $seat }'s until another seat takes it. { $offered } is asked now, whose turn comes next after it.
turn-declined-nobody = The turn stays { $seat }'s until another seat takes it. Nobody is left to ask, so the secretariat decides.
undone-turn-declined = The turn at { $reference } { $when } stays where it is, and waits for an answer again.

offer-refused = { $role ->
    [chair] { $seat } won't chair { $reference } { $when } in { $holder }'s place. Thank you for saying so.
   *[host] { $seat } won't host { $reference } { $when } in { $holder }'s place. Thank you for saying so.
}

call-made = { $role ->
    [chair] Who can chair { $reference } { $when } in { $seat }'s place?
   *[host] Who can host { $reference } { $when } in { $seat }'s place?
}
call-first = The first seat that takes it has it, and gives { $seat } its own next turn for it. Until then the turn stays { $seat }'s.
call-made-already = { $role ->
    [chair] The chair of { $reference } { $when } is on offer to everybody already. Until somebody takes it, it stays { $seat }'s.
   *[host] Hosting { $reference } { $when } is on offer to everybody already. Until somebody takes it, it stays { $seat }'s.
}
call-withdrawn = { $role ->
    [chair] The chair of { $reference } { $when } is no longer on offer. It stays { $seat }'s.
   *[host] Hosting { $reference } { $when } is no longer on offer. It stays { $seat }'s.
}
undone-turn-called = The turn at { $reference } { $when } is no longer on offer to everybody.

turn-taken = { $role ->
    [chair] { $seat } takes over from { $before }: it chairs { $reference } { $when }. Thank you.
   *[host] { $seat } takes over from { $before }: it hosts { $reference } { $when }. Thank you.
}
turn-taken-before = { $role ->
    [chair] { $seat } chairs { $reference } { $when }: that was settled before you pressed.
   *[host] { $seat } hosts { $reference } { $when }: that was settled before you pressed.
}
turn-taken-before-how = Thank you all the same. Nothing else has changed.
undone-turn-taken = The turn at { $reference } { $when } is back where it was, and still wanted.

swap-open = { $role ->
    [chair] { $seat } asks { $other } to swap turns in the chair. Until { $other } agrees, both stay as they are.
   *[host] { $seat } asks { $other } to swap turns of hosting. Until { $other } agrees, both stay as they are.
}
swap-accepted = { $role ->
    [chair] { $seat } and { $other } swap turns in the chair. Nobody else's turn moves.
   *[host] { $seat } and { $other } swap turns of hosting. Nobody else's turn moves.
}
swap-refused = { $other } keeps its own turn, and { $seat } its own. { $seat } hears so now.
swap-late = { $state ->
    [accepted] That was answered before you pressed: { $seat } and { $other } have swapped.
    [refused] That was answered before you pressed: { $other } keeps its own turn, and { $seat } its own.
    [expired] That request has run out, so both turns stay as they are. { $seat } can ask again.
   *[withdrawn] That request no longer stands, so both turns stay as they are.
}
undone-turn-swap-asked = The request to swap no longer stands. Both turns stay as they are.
undone-turn-swapped = { $dated ->
    [0] Both seats have their own turns again.
   *[other] Both seats have their own turns again, that at { $reference } { $when } among them.
}

offer-swap-title = { $role ->
    [chair] { $group }: { $seat } asks { $other } to swap turns in the chair
   *[host] { $group }: { $seat } asks { $other } to swap turns of hosting
}
offer-declined-title = { $role ->
    [chair] { $group }: could { $other } chair { $when }, in { $seat }'s place?
   *[host] { $group }: could { $other } host { $when }, in { $seat }'s place?
}
offer-call-title = { $role ->
    [chair] { $group }: who can chair { $when }, in { $seat }'s place?
   *[host] { $group }: who can host { $when }, in { $seat }'s place?
}
offer-swap-until = Please answer by { $day }. Either answer is fine; until then nothing changes, and nobody else's turn moves.
offer-declined-until = Please answer by { $day }. Either answer is fine; until somebody takes it, the turn stays { $seat }'s.
offer-call-until = The first seat that takes it has it. It is on offer until { $day }; until then it stays { $seat }'s.
offer-nobody = { $seat } has neither lead nor deputy, so this comes to you as its secretariat.

told-accepted = { $role ->
    [chair] Answered by { $by }: { $seat } accepts, and chairs { $group } { $when }
   *[host] Answered by { $by }: { $seat } accepts, and hosts { $group } { $when }
}
told-declined = { $role ->
    [chair] Answered by { $by }: { $seat } can't chair { $group } { $when }
   *[host] Answered by { $by }: { $seat } can't host { $group } { $when }
}
told-taken = { $role ->
    [chair] { $other } chairs { $group } { $when }, in { $seat }'s place
   *[host] { $other } hosts { $group } { $when }, in { $seat }'s place
}
told-swapped = { $role ->
    [chair] { $group }: { $seat } and { $other } have swapped turns in the chair
   *[host] { $group }: { $seat } and { $other } have swapped turns of hosting
}
told-refused = { $dated ->
    [yes] { $group }: { $other } keeps to its own turn; that { $when } stays { $seat }'s
   *[no] { $group }: { $other } keeps to its own turn, and { $seat } to its own
}
told-withdrawn = { $dated ->
    [yes] { $group }: the turn { $when } is settled, and { $other } is no longer asked
   *[no] { $group }: { $seat }'s request to swap no longer stands, and { $other } is no longer asked
}
told-expired = { $dated ->
    [yes] { $group }: nobody has answered, so the turn { $when } stays { $seat }'s for now
   *[no] { $group }: { $other } has not answered, so both turns stay as they are
}

unfilled-title = { $role ->
    [chair] { $group }: nobody has taken the chair of { $reference } { $when } from { $seat }
   *[host] { $group }: nobody has taken hosting { $reference } { $when } from { $seat }
}
unfilled-asked = Have been asked
unfilled-how = { $role ->
    [chair] It is yours to settle: talk to the seats, offer it to all, or name one: rota set chair:… meeting:{ $number } reason:"…". Until then it stays { $seat }'s.
   *[host] It is yours to settle: talk to the seats, offer it to all, or name one: rota set host:… meeting:{ $number } reason:"…". Until then it stays { $seat }'s.
}
unfilled-offer = Offer it to all
unfilled-name = Name a seat

turn-raised-title = { $roles ->
    [both] Not answered yet: { $seat } chairs and hosts { $group } { $when }
    [chair] Not answered yet: { $seat } chairs { $group } { $when }
   *[host] Not answered yet: { $seat } hosts { $group } { $when }
}
turn-declined-title = { $roles ->
    [both] Still wanted: a chair and host for { $group } { $when }, in { $seat }'s place
    [chair] Still wanted: a chair for { $group } { $when }, in { $seat }'s place
   *[host] Still wanted: a host for { $group } { $when }, in { $seat }'s place
}
turn-raised = { $level ->
    [1] Nobody has answered for { $seat } yet, so this comes to you as its deputy.
   *[other] Nobody has answered for { $seat } yet, so this comes to you as its secretariat. You may answer for it.
}
turn-notice-declined = { $seat } has said that it can't. Until another seat takes the turn, it stays { $seat }'s.

turn-moved-title = { $roles ->
    [both] { $group }: { $seat }'s next turns move
    [chair] { $group }: { $seat }'s next turn in the chair { $dated ->
        [yes] is now on { $day }
       *[no] comes later
    }
   *[host] { $group }: { $seat }'s next turn to host { $dated ->
        [yes] is now on { $day }
       *[no] comes later
    }
}
turn-moved-caption = Turns that move
column-turn = Turn
column-was = It was
column-is = It is now
turn-moved-undated = after the meetings that are planned so far
moved-joined = { $about } joins the group.
moved-left = { $about } leaves the group.
moved-reordered = The seats stand in a new order.
moved-suspended = { $about } is suspended.
moved-resumed = { $about } takes turns again.
moved-named = The secretariat named a seat for { $about }.
moved-cancelled = Meeting { $about } was cancelled.
moved-meeting-added = A meeting was added.
moved-meeting-moved = Meeting { $about } was moved.
moved-series = The group meets by another series.
moved-policy = The group changed how turns pass.
moved-taken-back = A change was taken back.
moved-swapped = Two seats swapped turns.

pack-title = { $seat } chairs { $group } on { $day }: what you need
pack-coming = Said so far
pack-coming-nobody = nobody has said yet whether they come
pack-attends = { $how ->
    [apologies] { $seat } sends apologies
    [deputy] { $seat } sends a deputy
    [observer] { $seat } observes
    [guest] { $seat } brings a guest
   *[present] { $seat } comes
}
pack-actions = Open actions, the first due first
pack-more = { $count ->
    [one] and one more
   *[other] and { $count } more
}
pack-no-actions = No action is open.
note-by = A note on { $reference } from { $by }
note-written = Noted for the next chair, about { $reference }.
note-written-told = The next chair has had the hand-over, and gets your note now.
note-written-later = The next chair reads it at the hand-over, and in the pack a week before the meeting.
note-after-title = A note for { $seat }, which chairs { $group } { $when }
undone-rota-note = What was noted about { $reference } does not count.

history-suspended = suspended, from { $day }
history-resumed = takes turns again, from { $day }
history-swapped-chair = { $seats } swapped turns in the chair
history-swapped-host = { $seats } swapped turns of hosting
history-taken-chair = took the chair that was on offer
history-taken-host = took the hosting that was on offer
history-named-chair = named by the secretariat for the chair
history-named-host = named by the secretariat to host
history-called-chair = the chair was offered to all
history-called-host = hosting was offered to all
history-call-withdrawn-chair = the chair is no longer on offer to all
history-call-withdrawn-host = hosting is no longer on offer to all
history-policy = turns pass by other policies

help-rota-decline = Say that your seat can't take its turn, or an offered one
usage-rota-decline = rota decline meeting:7 role:chair reason:"ministers are away"
help-rota-swap = Ask another seat to swap turns with yours
usage-rota-swap = rota swap with:SCT role:chair reason:"…"
help-rota-offer = Offer your seat's turn to all at once
usage-rota-offer = rota offer meeting:7 role:chair
help-rota-take = Take a turn that is on offer
usage-rota-take = rota take meeting:7 role:chair
help-rota-note = Leave a note to the next chair
usage-rota-note = rota note "Two papers are still with the lawyers"
label-rota-note-text = What the next chair should know

refused-meeting-has-begun = Meeting { $number } has begun, so its turns stay as they are now. The secretariat can still note who really chaired or hosted.
refused-nothing-on-offer = No turn is on offer to your seat now.
refused-swap-not-asked = { $seat } has not asked your seat to swap, or the request no longer stands.
refused-not-a-call-to-withdraw = { $Occasion } is not on offer to everybody, so there is nothing to withdraw.
refused-which-seat-acts = For which seat? Add for:SCT, for example.
refused-nothing-to-hand-over = There is no meeting that your seat chaired last or chairs next, so there is nothing to hand over yet.
