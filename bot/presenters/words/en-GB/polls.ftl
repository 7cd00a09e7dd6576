# Finding a time: polls.

poll-opened = Finding a time ({ $reference }): { $count ->
    [one] one slot
   *[other] { $count } slots
} to choose from
poll-asked = I ask { $count ->
    [one] one person
   *[other] { $count } people
} on their own. It closes on { $closes }, or when everybody has answered.
poll-question = { $group }: when can you meet? ({ $reference })
poll-how = { $minutes ->
    [60] One hour
    [120] Two hours
   *[other] { $minutes } minutes
} are planned. Please answer by { $closes }; say yes to all that suit you.
poll-said-yes = you said yes
poll-said-maybe = you said if need be
poll-said-no = you said no
poll-button-yes = Yes: { $slot }
poll-button-maybe = If need be: { $slot }
poll-button-no = No: { $slot }
poll-button-none = None of these
poll-button-answer = Answer
poll-button-close = Close it now
poll-button-withdraw = Withdraw it
poll-button-again = Ask again
poll-noted = Noted, thank you ({ $reference }). You can still change it.
poll-noted-open = Noted ({ $reference }). { $open ->
    [one] One slot still waits for your answer.
   *[other] { $open } slots still wait for your answer.
}
poll-stands = Finding a time ({ $reference }), until { $closes }
poll-answered = { $answered } of { $asked } people have answered.
poll-caption = Slots with the administrations and people that they suit
poll-covered = { $covered } of { $seats }
poll-people = { $people }{ $maybe ->
    [0] {""}
   *[other] {" "}({ $maybe } if need be)
}
poll-booked = Meeting { $number } is on { $when } ({ $reference }).
poll-why = { $because ->
    [covered] It suits the most administrations: { $covered } of { $seats }.
    [firmly] It suits { $covered } of { $seats } administrations, as another did, and more of them without “if need be”.
    [people] It suits { $covered } of { $seats } administrations, as another did, and it suits more people, or suits them better.
    [earliest] It suits { $covered } of { $seats } administrations and { $people ->
        [one] one person
       *[other] { $people } people
    }. Another slot did just as well, so the earlier one counts.
   *[alone] It is the only slot that suits anybody: { $covered } of { $seats } administrations.
}
poll-nothing = No time was found ({ $reference }).
poll-nothing-why = { $answered } of { $asked } people answered, and no slot suits any of them. Nothing was booked.
poll-withdrawn = The search for a time ({ $reference }) was withdrawn.

my-poll = { $group }: when can you meet? Please answer by { $closes }.
my-poll-answer = Answer

column-slot = Slot
column-administrations = Administrations
column-people = People

undone-meeting-poll = { $reference } is withdrawn. Nobody is asked any more.

refused-no-such-poll = There is no poll { $number } in this group.
refused-poll-is-over = { $reference } is closed: { $state ->
    [booked] a meeting was booked
    [withdrawn] it was withdrawn
   *[nothing] no time was found
}.
refused-no-such-slot = There is no slot { $asked }: they are numbered from 1 to { $most }.
refused-too-many-slots = At most { $most } slots, and at least one: more are no choice but a chore.
refused-no-common-hour = Between { $first } and { $last } no time is free of holidays, within everybody's office hours and away from their other meetings. Try other days, a shorter meeting, or name the slots yourself.
refused-search-too-long = I look at { $most_days } days at most.
refused-search-ends-before-it-begins = { $last } is before { $first }.
refused-poll-closes-too-late = It has to close before the first slot, on { $day }.
refused-poll-closes-in-the-past = { $day } has passed already.
refused-nobody-to-ask = Nobody holds a post of a seat yet, so there is nobody to ask.
refused-no-such-hour = There is no { $at } on { $day } in { $zone }: clocks are put forward then, and show { $shown }.

help-meeting-poll = Find a time: ask everybody which of a few slots suit them
usage-meeting-poll = meeting poll "12 May 10:00, 13 May 14:00" closes:"30 Apr"
help-meeting-poll-answer = Say which slots suit you
usage-meeting-poll-answer = meeting poll answer 3 yes:1,3 maybe:2 no:4
help-meeting-poll-show = How a poll stands
usage-meeting-poll-show = meeting poll show 3
help-meeting-poll-close = Close a poll now, and book what stands
usage-meeting-poll-close = meeting poll close 3
help-meeting-poll-withdraw = Withdraw a poll
usage-meeting-poll-withdraw = meeting poll withdraw 3
form-meeting-poll = Name the slots yourself, or let me propose some between two days.
label-slots = Slots, such as 12 May 10:00, 13 May 14:00
label-propose = … or how many I shall propose
label-between = Proposed from
label-and = Proposed up to
label-closes = Closes on
label-poll = Poll
label-yes = Yes: numbers of slots, or all
label-maybe = If need be: numbers of slots, or all
label-no = No: numbers of slots, or all
