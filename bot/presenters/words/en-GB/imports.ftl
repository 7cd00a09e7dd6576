# Files that are imported from the terminal: each row, and what became of it.

import-row = Line { $line }: { $fate ->
    [added] added
    [unchanged] unchanged
   *[refused] refused
}: { $what }{ $said ->
    [none] {""}
   *[other] . { $said }
}
import-row-unread = not read
import-ignored = Columns that are not used here: { $columns }.
import-counts = { $added } added, { $unchanged } unchanged, { $refused } refused.
import-outcome = { $outcome ->
    [kept] Imported.
    [dry] Nothing was kept: it was a dry run.
   *[refused] Nothing was kept: a row was refused. Put it right and run it again; rows that are there already change nothing.
}
import-remark-off-rota = Off-rota: by the rules it was the turn of { $fact }; it stands as the history has it.
import-remark-joined = Its first turn comes after another seat's second: it is counted as joining here.
import-remark-gone = It isn't seated now: it is counted as leaving after this.
import-remark-host-is-chair = It chaired and hosted; hosting stands apart here, so hosting isn't counted.
import-remark-no-hosts = Hosting has no turns of its own here, so it isn't counted.
import-remark-projected = Projected turns are worked out anew.
import-remark-comes-later = It is still to come: its seat is told here when its time comes.
import-remark-term = A term up to { $fact } counts as one turn, however long it was.
import-remark-renumbered = The number was taken: it is meeting { $fact } here.

import-remark-numbered = Its reference isn't one of this group: here it is { $fact }.
import-remark-due-set = No due day stands there: it is due on { $fact } here.
import-remark-stands-otherwise = It is there already, and stays as it is here; the file has another { $fact }.

refused-file-too-large = The file is larger than { $megabytes } MB, or unpacks to more. An export of a group is never that large: is it the right file?
refused-file-not-known = This file is none of CSV, XLSX, ODS and JSON. Save it as one of these.
refused-file-not-opened = This workbook can't be opened: it is broken, locked by a password, or not what it says. Save it anew as XLSX, ODS or CSV.
refused-file-not-json = From line { $line } on this isn't JSON with a list of rows.
refused-file-not-text = Line { $line } can't be read as CSV in UTF-8. Save the file as “CSV UTF-8” (not in a Windows code page), and check its quotes.
refused-map-unknown = There is no column { $column } to map to. There are: { $known }.
refused-map-unclear = “{ $asked }” doesn't say which column is which. Say it like: Their column=action.
refused-cell-is-live = A formula stands under { $column }. Copy the sheet, paste it as values, and import that.
refused-cell-not-text = The cell under { $column } holds something that isn't text.
refused-still-to-come = { $column } says { $day }, which is still to come.
refused-reference-taken = { $reference } is another action here.
refused-file-holds-nul = Line { $line } holds a NUL byte: this isn't a text file.
refused-file-is-empty = The file is empty: its first line should name the columns.
refused-column-twice = The column { $column } stands there twice.
refused-columns-missing = Missing: { $columns }. The first line should name the columns as an export does.
refused-too-many-rows = The file has more than { $limit } rows.
refused-wrong-column-count = It has { $found } cells where the first line names { $expected } columns. Is a comma missing, or a quote?
refused-cell-is-formula = The cell under { $column } begins like a formula. Put an apostrophe in front of it if it is meant as text.
refused-cell-too-long = The cell under { $column } is longer than { $limit } characters.
refused-cell-missing = Nothing stands under { $column }.
refused-cell-unreadable = “{ $cell }” under { $column } can't be read. Say it like: { $known }.
refused-not-yours-to-import = Only the group's secretariat, or the people who run this service, can import.
refused-row-twice = Line { $line } says the same.
refused-begins-later = { $day } is still to come. Posts are imported as they are, or were.
refused-two-holders = { $role ->
    [host] Meeting { $meeting } was hosted by { $seats } at once. A turn belongs to one seat; if they took part jointly, name the seat whose turn it was.
   *[other] Meeting { $meeting } was chaired by { $seats } at once. A turn belongs to one seat; if they chaired jointly, name the seat whose turn it was.
}
refused-meeting-on-two-days = Meeting { $meeting } stands under two days or kinds.
refused-stands-otherwise = { $role ->
    [host] The group's own record of { $day } has { $seat } as host.
   *[other] The group's own record of { $day } has { $seat } in the chair.
}
refused-history-comes-first = Turns up to { $day } are known or told here already, and a history can't be put before them.
