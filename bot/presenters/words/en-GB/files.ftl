# Files that wait to be fetched, and exports that come by themselves.

help-export-file = Fetch a file that was made for you
usage-export-file = export file 12
help-export-revoke = Take back a file that waits: nobody can fetch it any more
usage-export-revoke = export revoke 12
help-export-schedule = Send the secretariat an export on the first working day of each month
usage-export-schedule = export schedule actions format:xlsx
help-export-schedule-off = Send a monthly export no more, or none of them
usage-export-schedule-off = export schedule off actions
help-export-schedule-list = Which exports come each month
usage-export-schedule-list = export schedule list
label-what = Which export
choice-actions = Actions
choice-turns = Turns
choice-decisions = Decisions
choice-meetings = Meetings
choice-attendance = Attendance
choice-what-members = Members
choice-calendar = Calendar
choice-audit = Audit
choice-pack = Everything at once
choice-what-all = All of them

file-ready = { $what } of { $group } for this month
file-ready-why = You get this on the first working day of each month, because your secretariat asked for it: “{ $prefix } export schedule list” shows what comes.
file-fetch = Get the file
file-here = { $what } of { $group }
file-page = { $what } of { $group }
file-page-why = This link is yours alone. Please don't pass it on: handle the file as its marking says.
file-download = Download
file-link = Get the file
file-link-until = The link serves until { $day }.
file-size = Size
file-kilobytes = { $count } kB
file-until = Waits until
file-revoked = { $file } is taken back: nobody can fetch it any more.

schedule-on = { $what } of { $group }: as { $format } on the first working day of each month, the next for { $day }.
schedule-how = Everybody of the secretariat is told privately, in their own office hours, and the file waits for a month.
schedule-stop = Stop
schedule-off = Stopped: { $what } of { $group }. Nothing more of it comes by itself.
undone-export-schedule = { $stays ->
    [0] That export of { $name } doesn't come by itself.
   *[other] That export of { $name } comes each month as { $format } again.
}
undone-export-unschedule = { $count ->
    [one] The export of { $name } comes each month again.
   *[other] { $count } exports of { $name } come each month again.
}
schedule-list = { $count ->
    [0] Nothing of { $group } comes by itself
    [one] One export of { $group } comes each month
   *[other] { $count } exports of { $group } come each month
}
schedule-none = To change that: { $prefix } export schedule actions format:xlsx
schedule-column-what = Export
schedule-column-format = Format
schedule-column-next = Next for

refused-no-such-file = No file { $number } waits for you.
refused-nothing-scheduled = No such export comes by itself.
refused-scheduled-already = It comes as { $format } each month already.
