# Meetings, series, attendance.

meeting-title = Meeting { $number } ({ $reference })
meeting-added = Meeting { $number } is on { $when }.
meeting-added-extraordinary = Extraordinary meeting { $number } is on { $when }. It uses nobody's turn.
meeting-moved = Meeting { $number } has moved from { $before } to { $when }. Its turns go with it.
meeting-cancelled = Meeting { $number } on { $when } is cancelled: { $reason }
meeting-stands = Meeting { $number } is on { $when }.
meeting-opened = Meeting { $number } is open.
meeting-open-hint = Note who is here with “attend SCT”, or “attend SCT apologies”. Go on with “agenda next”; record with “note”, “decide” and “action add”, several lines at once if you like.
meeting-held = Meeting { $number } on { $day } was held.
meeting-assumed = Nobody said otherwise, so meeting { $number } on { $day } counts as held.
meeting-assumed-correct = If that's wrong, the chair or the secretariat can still put it right, until the next turn is told.
meeting-near = { $group }: meeting { $number } is on { $when }.
meeting-question = { $group }: was meeting { $number } held on { $when }?
meeting-question-why = Nobody has closed it yet. Turns pass only by what really happened, so please say. Without an answer within two working days I'll count it as held.
meeting-until = { $at } ({ $zone })
meeting-elsewhere = It begins { $times }.
meeting-there = on { $at } for { $seat }
meeting-shifted = moved from { $day }: { $holiday }
meeting-people = { $tense ->
    [past] { $chair } chaired, { $host } hosted.
   *[present] { $chair } chairs, { $host } hosts.
}
meeting-people-both = { $tense ->
    [past] { $chair } chaired and hosted.
   *[present] { $chair } chairs and hosts.
}
meeting-people-chair = { $tense ->
    [past] { $chair } chaired.
   *[present] { $chair } chairs.
}
meeting-next = Next: meeting { $number } on { $day }. { $chair } chairs, { $host } hosts.
meeting-next-chair = Next: meeting { $number } on { $day }. { $chair } chairs.
meeting-button-minutes = Minutes
meeting-button-close = Close the meeting
meeting-button-held = Held
meeting-button-cancelled = Cancelled
meeting-button-moved = Moved

meetings-ahead = { $group }: { $count ->
    [0] no meetings ahead
    [one] one meeting ahead
   *[other] { $count } meetings ahead
}
meetings-past = { $group }: { $count ->
    [0] no past meetings
    [one] one past meeting
   *[other] { $count } past meetings
}
meetings-none = Nothing is planned. A series makes meetings by itself: meeting series "third wednesday of jan, apr, jul, oct at 10:00 for 2 hours"
meetings-none-past = The record begins with the first meeting.
meetings-caption = Meetings with chair and host
meetings-more = { $count ->
    [one] and one more
   *[other] and { $count } more
}

series-made = { $group }: { $cadence }. { $count ->
    [0] No meetings
    [one] One meeting
   *[other] { $count } meetings
} in the next twelve months.
series-none = The first meeting is further away than that.
series-withdrawn = { $count ->
    [one] One meeting of the earlier series is withdrawn.
   *[other] { $count } meetings of the earlier series are withdrawn.
}

series-split = { $group }, from meeting { $number } on: { $cadence }.
series-split-turns = { $count ->
    [one] One meeting keeps its number, its turns and its place in calendars.
   *[other] { $count } meetings keep their numbers, their turns and their place in calendars.
}

attendance-noted = { $seat } at meeting { $meeting }: { $kind ->
    [present] present
    [deputy] present by a deputy
    [apologies] apologies
    [observer] observing
   *[guest] as a guest
}{ $named ->
    [yes] {" "}({ $person })
   *[no] {""}
}.
attended-present = present
attended-deputy = present by a deputy
attended-apologies = apologies
attended-observer = observing
attended-guest = as a guest

state-scheduled = scheduled
state-open = open
state-held = held
state-assumed = held (assumed)
state-cancelled = cancelled

column-meeting = Meeting
column-when = When
column-until = Until
column-chair = Chair
column-host = Host
column-state = State
column-place = Where
column-reason = Reason
column-actions = Actions from it

choice-yes = Yes
choice-no = No
choice-in-person = In person
choice-virtual = Virtual
choice-hybrid = Hybrid
choice-ahead = Meetings ahead
choice-past = Past meetings
choice-present = Present
choice-deputy = Present by a deputy
choice-apologies = Apologies
choice-observer = Observing
choice-guest = As a guest

label-for = How long
label-mode = How you meet
label-place = Where
label-chair = Chair
label-which = Which ones
label-following = Move the series after it too
label-meeting-series-from = From this meeting on (else a new series from today)

undone-meeting-add = Meeting { $number } on { $day } is withdrawn.
undone-meeting-move = Meeting { $number } is on { $day } again.
undone-meeting-open = Meeting { $number } is scheduled again.

refused-no-such-meeting = There is no meeting { $number } in this group.
refused-meeting-is-over = Meeting { $number } was { $state ->
    [held] held
    [cancelled] cancelled
   *[open] opened
} already.
refused-meeting-not-yet = Meeting { $number } is on { $day }, which is still to come.
refused-meeting-in-the-past = { $day } at that time has passed already.
refused-not-in-series = Meeting { $number } doesn't belong to the series by which the group meets, so nothing follows it. It can be moved alone.
refused-series-says-more = The group meets “{ $cadence }”. One day doesn't tell what all of that is to become: say it anew, with “meeting series … from:” and the meeting's number.
refused-meeting-too-far-ahead = { $day } is more than five years away.
refused-meetings-clash = The group meets at that time already: meeting { $number }.
refused-no-open-meeting = No meeting is open.{ $wanted ->
    [attend] {" "}Say which one: { $prefix } attend SCT meeting:{ $coming ->
        [none] { $last ->
            [none] 7
           *[other] { $last }
        }
       *[other] { $coming }
    }
   *[other] { $coming ->
        [none] {""}
       *[other] {" "}When the next one begins, on { $day }, say “{ $prefix } meeting open { $coming }”.
    }
}{ $wanted ->
    [note] { $last ->
        [none] {""}
       *[other] {" "}For the last one, say “{ $prefix } note "…" meeting:{ $last }”.
    }
    [decide] { $last ->
        [none] {""}
       *[other] {" "}For the last one, say “{ $prefix } decide "…" extent:all meeting:{ $last }”.
    }
   *[other] {""}
}
refused-meeting-was-cancelled = Meeting { $number } was cancelled.
refused-which-seat = Which seat? For example: { $prefix } attend SCT

subject-meeting = plan, open, close and look up meetings
help-meeting-series = Meet regularly, in words
usage-meeting-series = meeting series "third wednesday of jan, apr, jul, oct at 10:00 for 2 hours"
help-meeting-add = Add one meeting
usage-meeting-add = meeting add 20 Jan 2027 10:00
help-meeting-list = Meetings ahead, with chair and host
usage-meeting-list = meeting list
help-meeting-show = One meeting with everything about it
usage-meeting-show = meeting show 7
help-meeting-move = Move a meeting
usage-meeting-move = meeting move 7 to:"26 Jan 10:00", and with following:yes the series after it
help-meeting-cancel = Cancel a meeting
usage-meeting-cancel = meeting cancel 7 reason:"storm"
help-meeting-open = Open a meeting on its day
usage-meeting-open = meeting open 7
help-meeting-close = Close a meeting that was held
usage-meeting-close = meeting close 7
subject-attend = note who was there, by seat
help-attend = Note who was there
usage-attend = attend WLS deputy:@bryn
