# What every command may say: refusals at the door, questions for what is missing, faults of ours.

broken = Something went wrong on our side. Nothing was changed. If it happens again, give your secretariat this reference: { $reference }

hurried = That was a great deal at once. Please try again { $seconds ->
    [one] in a second.
   *[other] in { $seconds } seconds.
}

refused-not-linked = I don't know which official you are yet. Ask your secretariat for a code, then type: { $prefix } me link CODE
refused-operators-only = Only the people who run this service can do that.
refused-not-allowed = { $right ->
    [read] You aren't a member of that group.
    [see] You aren't a member of that group.
    [manage-group] Only the group's secretariat can do that.
    [answer-turn] Only the seat's lead or deputy, or the secretariat, can do that.
    [run-meeting] Only the chair of the next meeting or the secretariat can do that.
    [contribute] Observers can read along, but can't do that.
    [hand-over] Only a lead, a deputy or the secretariat can do that.
    [export] Only the secretariat, the chair, or a seat's lead or deputy can export.
   *[other] You can't do that here.
}
refused-no-such-group = I know no group “{ $slug }” that you belong to.
refused-of-another-group = { $reference } isn't in the group “{ $slug }”. Leave out one of the two.
refused-unknown-command = I don't know “{ $asked }”.{ $meant ->
    [none] {""}
   *[other] {" "}Did you mean “{ $meant }”?
} Type “{ $prefix } help” to see what I can do.
refused-too-many-words = I didn't expect “{ $words }” there.
refused-unknown-option = There is no option “{ $option }:” here.{ $meant ->
    [none] {""}
   *[other] {" "}Did you mean “{ $meant }:”?
}
refused-not-a-number = “{ $asked }” isn't a number.
refused-no-such-person = I know nobody in this group called “{ $asked }”. Try their e-mail address, or mention them.
refused-several-people = Several people are called “{ $asked }”. Whom do you mean?
refused-not-a-link = “{ $asked }” isn't a link. It begins with https:// or http://.
refused-not-one-of = “{ $asked }” isn't one of: { $choices }.
refused-missing = Something is missing: { $wanted }.
refused-text-too-long = That is too long. { $limit } characters is the most I can keep.
refused-command-too-long = That is too long for one command. { $limit } characters is the most I can read.
refused-unknown-territory = “{ $code }” isn't a territory of this group. Say one or more of: { $territories }.
refused-administration-is-no-territory = { $code } is an administration, not a territory. Say where it applies: { $territories }.
refused-extent-unclear = I can't tell which territory you mean. Say one or more of: { $territories }.
refused-changed-meanwhile = Somebody changed that at the same moment. Have a look at how it stands now, then try again.
refused-request-still-running = I'm still working on that. I'll answer in a moment.

yes = Yes
no = No
cancel = Cancel
send = Send

close = Close
go-on = Next

file-preparing = I'm preparing the file. It comes as soon as it is ready.
form-required = Please fill this in.
form-coming = One moment…
form-open = Fill it in
form-late = The form took too long to open. Try once more:
form-working-title = One moment
form-working = I'm still working on it. You can close this; the answer comes to you.
ask-no-group = You aren't in any group yet.
ask-group = Which group is it about?
ask-person = Who is it?
ask-owner = Who will do it?
ask-day = Which day?
ask-due = By when?
ask-from = From which day?
ask-on = On which day?
ask-reason = What is the reason?
ask-when = On which day, and at what time?
ask-extent = Where does it apply?
ask-extent-all = All seats
ask-extent-mine = My seat
ask-extent-choose = Choose
ask-seat = Which seat?
ask-seats = Which seats?
ask-order = Which seats? In the order of the turns.
ask-newcomer = Who is it?
ask-meeting = Which meeting?
ask-action = Which action?
ask-anything = One thing is still missing: { $label }.
ask-usage = Or type it: { $usage }

in-words-date = { $label }, or in words
in-words-person = { $label }, by e-mail address

hint-day = For example: friday, 3 Dec, in 2 weeks
hint-when = For example: 20 Jan 2027 10:00
hint-order = Codes in the order of the turns, which is no order of rank. For example: IRL, NIR, SCT, UKG, WLS
hint-newcomer = An e-mail address, or somebody who is here already

territory-ENG = England
territory-WLS = Wales
territory-SCT = Scotland
territory-NIR = Northern Ireland
territory-IRL = Ireland
territory-IMN = Isle of Man
territory-JEY = Jersey
territory-GGY = Guernsey
