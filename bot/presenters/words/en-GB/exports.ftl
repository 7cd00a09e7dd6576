subject-export = the record as a file
help-export-actions = All actions as a file: a spreadsheet, a report to read, or JSON for machines
usage-export-actions = export actions format:xlsx since:"1 Jan 2027" seat:SCT
help-export-turns = Who chaired and hosted, who is next, and why, as a file
usage-export-turns = export turns format:csv until:"31 Dec 2027"
help-export-meetings = All meetings, with who was there, as a file
usage-export-meetings = export meetings format:csv
help-export-attendance = Who was at which meeting, by seat, as a file
usage-export-attendance = export attendance format:xlsx
help-export-members = Who holds and held which post, as a file
usage-export-members = export members format:csv
help-export-calendar = What the seats have on their calendars, as a file
usage-export-calendar = export calendar format:csv since:"1 Jan 2027"
help-export-audit = Every change, with who made it, as a file
usage-export-audit = export audit format:csv since:"1 Jan 2027"
choice-csv = CSV (for a spreadsheet)
help-export-pack = Everything at once: a zip of all these files as they stand at one moment, with their digests
usage-export-pack = export pack format:xlsx
choice-xlsx = XLSX (a workbook)
choice-ods = ODS (a workbook, open format)
choice-docx = DOCX (a report to read)
choice-svg = SVG (a picture)
choice-ics = ICS (for a calendar)
choice-json = JSON (for machines)

export-actions = { $count ->
    [0] No actions of { $group }
    [one] One action of { $group }
   *[other] { $count } actions of { $group }
}, as a file
export-turns = { $count ->
    [0] No turns of { $group }
    [one] One turn of { $group }
   *[other] { $count } turns of { $group }
}, as a file
export-meetings = { $count ->
    [0] No meetings of { $group }
    [one] One meeting of { $group }
   *[other] { $count } meetings of { $group }
}, as a file
export-attendance = { $count ->
    [0] Nobody's attendance in { $group }
    [one] One line of attendance in { $group }
   *[other] { $count } lines of attendance in { $group }
}, as a file
export-members = { $count ->
    [0] No members of { $group }
    [one] One post of { $group }
   *[other] { $count } posts of { $group }
}, as a file
export-calendar = { $count ->
    [0] No calendar entries of { $group }
    [one] One calendar entry of { $group }
   *[other] { $count } calendar entries of { $group }
}, as a file
export-audit = { $count ->
    [0] No lines of the audit of { $group }
    [one] One line of the audit of { $group }
   *[other] { $count } lines of the audit of { $group }
}, as a file

export-name-pack = Pack
export-name-actions = Actions
export-name-turns = Turns
export-name-meetings = Meetings
export-name-attendance = Attendance
export-name-members = Members
export-name-calendar = Calendar
export-name-audit = Audit

# What stands on the page or sheet that says what the file is.
export-title = { $what }: { $group }
export-about = About
export-group = Group
export-by = Made by
export-consult = Consult before disclosing
export-empty = There is nothing to list.
export-page = Page { $page } of { $pages }

# Headings where people read them.
heading-ref = Reference
heading-action = Action
heading-extent = Where
heading-owner_seat = Seat
heading-owner_name = Owner
heading-other_owners = Others
heading-due = Due
heading-status = Status
heading-last_update = Last update
heading-updated_on = Updated
heading-marking = Marking
heading-number = Number
heading-date = Date
heading-start = From
heading-end = To
heading-time_zone = Time zone
heading-kind = Kind
heading-state = State
heading-mode = How
heading-place = Where
heading-chair = Chair
heading-host = Host
heading-present = Present
heading-apologies = Apologies
heading-quorum = Quorum
heading-quorate = Quorate
heading-meeting = Meeting
heading-until = Until
heading-role = Role
heading-seat = Seat
heading-official = Official
heading-basis = Basis
heading-reason = Why
heading-deputy = Deputy
heading-name = Name
heading-email = E-mail
heading-post = Post
heading-language = Language
heading-since = Since
heading-administration = Administration
heading-first_day = First day
heading-last_day = Last day
heading-source = Source
heading-checked_on = Checked
heading-provisional = Provisional
heading-at = When (UTC)
heading-actor = Who
heading-acting_for = For
heading-event = What
heading-subject = About
heading-before = Before
heading-after = After
heading-hash = Hash

export-pack = { $count ->
    [one] One row of { $group }
   *[other] { $count } rows of { $group }
}, packed into one file
export-file = File
export-as-of = As it stood
export-seats = Only the rows of
export-since = From
export-until = Up to
export-marking = Marking
export-chain = Audit
export-chain-stood = { $head ->
    [none] no lines yet
   *[other] { $length ->
        [one] one line
       *[other] { $length } lines
    }, the last one { $head }
}
export-docx = The report shows what fits a page. A spreadsheet (xlsx, ods, csv) has every column.
export-pack-holds = Inside: the actions, meetings, attendance, turns, members, calendar and audit as they stood at one moment, and a manifest with the SHA-256 of each.
export-csv = A cell that begins with =, +, - or @ has an apostrophe in front of it, so that no spreadsheet runs it as a formula.

refused-until-before-since = That would end on { $until }, before it begins on { $since }.
refused-only-own-seat = You can export your own seat's rows, but not those of { $seat }. Ask your secretariat.
