subject-export = the record as a file
help-export-actions = All actions as a file: CSV for a spreadsheet, JSON for machines
usage-export-actions = export actions format:csv since:"1 Jan 2027" seat:SCT
help-export-turns = Who chaired and hosted, who is next, and why, as a file
usage-export-turns = export turns format:csv until:"31 Dec 2027"
help-export-meetings = All meetings, with who was there, as a file
usage-export-meetings = export meetings format:csv
help-export-members = Who holds and held which post, as a file
usage-export-members = export members format:csv
help-export-calendar = What the seats have on their calendars, as a file
usage-export-calendar = export calendar format:csv since:"1 Jan 2027"
help-export-audit = Every change, with who made it, as a file
usage-export-audit = export audit format:csv since:"1 Jan 2027"
choice-csv = CSV (for a spreadsheet)
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
export-csv = A cell that begins with =, +, - or @ has an apostrophe in front of it, so that no spreadsheet runs it as a formula.

refused-until-before-since = That would end on { $until }, before it begins on { $since }.
refused-only-own-seat = You can export your own seat's rows, but not those of { $seat }. Ask your secretariat.
