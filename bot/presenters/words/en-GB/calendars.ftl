# Days: holidays, closures, recesses, pre-election periods.

calendar-free = { $day } is free for every seat.
calendar-not-free = { $day } isn't free for every seat.
calendar-caption = Who has what on { $day }
calendar-weekend = It is a weekend.
calendar-nearest = The nearest days that are free for all: { $before }, or { $after }.
calendar-provisional = (provisional)
calendar-warning = That day isn't free for { $who }. The next day that is free for all: { $clear }.
calendar-warning-weekend = That day is a weekend.

kind-public-holiday = public holiday
kind-closure = closure
kind-leave = leave
kind-recess = recess
kind-pre-election = pre-election period

column-seat = Seat
column-what = What

subject-calendar = which days suit every seat
help-calendar-check = What a day means to every seat
usage-calendar-check = calendar check 12 July 2027
