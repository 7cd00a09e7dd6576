# Labels of arguments, shared by all forms and questions.

label-group = Group
label-owner = Who will do it
label-due = Due
label-extent = Where it applies
label-text = Text
label-reason = Reason
label-meeting = Meeting
label-action = Action
label-link = Link
label-to = To
label-seat = Seat
label-seats = Seats
label-role = Chair or host
label-as = Post
label-person = Person
label-from = From
label-on = On
label-until = Until
label-since = Since
label-name = Name
label-slug = Short name
label-series = When the group meets
label-when = When
label-day = Day
label-format = Format
label-turns = How many turns
label-filter = Which ones
label-code = Code
label-extraordinary = Extraordinary
label-deputy = Deputy
label-tz = Time zone
label-host = Host
label-holidays = Holidays
label-languages = Languages
label-subject = Subject

# Where a command says it better than the shared label does: label-<command>-<argument>.

label-action-add-text = What needs doing
label-action-update-text = What is new
