# Days: holidays, closures, recesses, pre-election periods; what is noted of them, and who is told.

calendar-free = { $day } is free for every seat.
calendar-not-free = { $day } isn't free for every seat.
calendar-caption = Who has what on { $day }
calendar-weekend = It is a weekend.
calendar-nearest = The nearest days that are free for all: { $before }, or { $after }.
calendar-clear = The first day that is free for all and in nobody's pre-election period: { $clear }.
calendar-only-warns = Recesses, sensitive and pre-election periods warn, and stop nothing: whether to meet is for people to say.
calendar-provisional = (provisional)
calendar-warning = That day isn't free for { $who }. The next day that is free for all: { $clear }.
calendar-warning-weekend = That day is a weekend.
calendar-warning-periods = Please note what that day is in: { $who }. { $clear ->
    [none] It stops nothing.
   *[other] It stops nothing; the first clear day is { $clear }.
}

kind-public-holiday = public holiday
kind-closure = closure
kind-leave = leave
kind-recess = recess
kind-pre-election = pre-election period
kind-sensitive = sensitive period

column-seat = Seat
column-what = What
column-number = Number
column-days = Days
column-source = Source

calendar-number = Number
calendar-added = Noted for { $seat }: { $kind }, { $days }
calendar-removed = Removed: number { $number }, { $seat }, { $kind }, { $days }
calendar-means-public-holiday = No meeting is proposed on these days. Meetings that are booked on them stay, and their secretariats hear of it.
calendar-means-closure = No meeting is proposed on these days. Meetings that are booked on them stay, and their secretariats hear of it.
calendar-means-leave = No meeting is proposed on these days. Meetings that are booked on them stay, and their secretariats hear of it.
calendar-means-recess = These days warn whoever books a meeting, and stop nothing. Secretariats of meetings booked on them hear of it.
calendar-means-sensitive = These days warn whoever books a meeting, and stop nothing. Secretariats of meetings booked on them hear of it.
calendar-means-pre-election = These days warn whoever books a meeting. A turn to chair that nobody was told yet passes this seat over, and it is owed one; if it was told, it is asked. Secretariats hear of meetings booked on these days.

calendar-list-title = { $group }: what its seats have on their calendars
calendar-list-none = { $group }: nothing of that kind is noted for its seats in these days.
calendar-list-how = Public holidays aren't listed: “calendar check” knows them. To note something: calendar add SCT closure from:"24 Dec" to:"2 Jan" source:"office notice"
calendar-list-caption = By first day. “calendar remove” with its number takes one out.
calendar-list-page = Page { $page } of { $pages }
calendar-list-before = Page before
calendar-list-after = Page after

calendar-news = { $count ->
    [one] { $group }: a meeting is booked on days that { $seat } has newly noted
   *[other] { $group }: { $count } meetings are booked on days that { $seat } has newly noted
}
calendar-news-booked = { $count ->
    [one] Booked on them:
   *[other] Booked on them, { $count } in all:
}
calendar-news-blocks = Nothing was moved. A meeting that should be on another day is moved by you or the chair.
calendar-news-check = What { $day } means
calendar-news-move = Move { $meeting }

calendar-ask = { $seat } chairs { $group } { $when }, which is now in its pre-election period: keep the turn?
calendar-ask-stays = The turn stays { $seat }'s unless it says otherwise. Given up, it isn't lost: { $seat } is owed one.
calendar-ask-keep = Keep it
calendar-ask-give = Give it up

turn-given-up = { $role ->
    [host] { $seat } can't host { $reference } { $when }.
   *[other] { $seat } can't chair { $reference } { $when }.
}
turn-given-up-next = { $role ->
    [host] { $seat } hosts it.
   *[other] { $seat } chairs it.
}
turn-given-up-nobody = Nobody else is available: the secretariat decides, and nobody is charged.
turn-given-up-owed = { $seat } is owed a turn.
turn-given-up-forfeited = Here a turn that is given up counts: { $seat } goes to the back.

turn-willing = { $seat } is willing to chair { $reference } { $when }, in spite of its pre-election period.
turn-willing-now = { $own ->
    [yes] By the order as it stands it is { $seat }'s turn.
   *[no] By the order as it stands it is the turn of { $seat } all the same.
}
undone-turn-willing = { $seats } is passed over again for { $reference }, while it is in its pre-election period.
refused-nothing-in-the-way = No pre-election period keeps your seat from chairing { $occasion }.

subject-calendar = which days suit every seat
help-calendar-check = What a day means to every seat
usage-calendar-check = calendar check 12 July 2027
help-calendar-add = Note a recess, a pre-election period, a closure or leave of an administration
usage-calendar-add = calendar add SCT pre-election from:"25 Mar 2031" to:"1 May 2031" source:"parliament.scot" provisional:yes
help-calendar-remove = Take an entry out of a calendar
usage-calendar-remove = calendar remove 12
help-calendar-list = What the seats have on their calendars, beside public holidays
usage-calendar-list = calendar list seat:SCT from:"1 Jan 2027" kind:recess
help-rota-give-up = Give up a turn that your seat was told: it is owed one
usage-rota-give-up = rota give-up meeting:7 role:chair

help-rota-willing = Say that your seat will chair in its pre-election period, if it is its turn
usage-rota-willing = rota willing meeting:7

label-administration = Administration
label-source = Source
label-provisional = Provisional
label-number = Number
label-calendar-add-from = First day
label-calendar-add-to = Last day
label-calendar-add-name = What it is called
choice-public-holiday = Public holiday
choice-closure = Closure
choice-leave = Leave
choice-recess = Recess
choice-pre-election = Pre-election period
choice-sensitive = Sensitive period

undone-calendar-add = Entry { $number } is taken out of the calendar again.
undone-calendar-remove = Entry { $number } stands in the calendar again.

refused-not-your-calendar = Only the secretariat of a group in which { $administration } has a seat, or the people who run this service, can change its calendar.
refused-entry-noted-already = That stands in the calendar already, as number { $number }.
refused-no-such-entry = No calendar has an entry number { $number }. “calendar list” shows them.
