# Short names of the built-in administrations. UKG is the UK Government, never England.

seat-UKG = UK Government
seat-SCT = Scotland
seat-WLS = Wales
seat-NIR = Northern Ireland
seat-IRL = Ireland
seat-IMN = Isle of Man
seat-JEY = Jersey
seat-GGY = Guernsey
seat-nobody = nobody yet

seat-added = { $seat } has a seat in { $group } from { $day }.
seat-added-rota = It takes its place in the rota behind the last seat that has not yet had its turn. Nobody who was told a turn is moved.
seat-left = { $now ->
    [yes] { $seat } has left { $group }, from today, { $day }.
   *[no] { $seat } leaves { $group } on { $day }.
}
seat-left-people = { $now ->
    [yes] Those behind it in the rota move up, and its people no longer see the group.
   *[no] From that day those behind it in the rota move up, and its people no longer see the group.
}
left-behind = { $count ->
    [one] One open action stays, for somebody to take on
   *[other] { $count } open actions stay, for somebody to take on
}
left-behind-public = { $count ->
    [one] One open action stays, for somebody to take on: { $references }.
   *[other] { $count } open actions stay, for somebody to take on: { $references }.
}
seat-ordered = The rota order of { $group } is now { $seats }.
seat-ordered-told = Turns that somebody was told, and turns that are owed, stay as they are.
seat-button-people = Add its people
seat-button-rota = See the next turns

undone-seat-add = { $seats } has no seat after all.
undone-seat-leave = { $seats } keeps its seat.
undone-seat-order = The rota order is { $seats } again.

refused-seat-day-passed = { $day } has passed. A seat joins or leaves from today on, because turns of the past stand.
refused-seat-leaves-already = { $name } leaves already, on { $day }.
refused-seat-not-yet-there = { $name } has its seat only from { $day }, so it can leave on a later day at the earliest.

subject-seat = which administrations take part, and in which order
help-seat-add = Give an administration a seat
usage-seat-add = seat add IMN from:2027-09-01
help-seat-leave = Let a seat leave on a day
usage-seat-leave = seat leave WLS on:2028-02-01
help-seat-order = Set the rota order of the seats
usage-seat-order = seat order SCT, WLS, NIR, IRL, UKG
