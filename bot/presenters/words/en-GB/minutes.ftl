# Minutes and summaries: made from the record, corrected, approved or released.

refused-no-such-section = There is no part “{ $asked }” in this text. Say one of: { $known }.
refused-no-such-version = There is no version { $version } of this text.
refused-section-changed = { $by } changed this part while you were writing, and nothing was overwritten. It reads now: “{ $theirs }” Put both together and send again.
refused-section-unchanged = That is what stands there already.
refused-minutes-too-early = The minutes of meeting { $number } are approved at the next meeting{ $day ->
    [none] , once there is one.
   *[other] , which is on { $day }.
}
refused-minutes-approved = The minutes of meeting { $number } were approved, so they stand as they are.
refused-summary-released = The summary of meeting { $number } was released, so it stands as it is.
refused-summary-not-held = The summary of meeting { $number } waits for nothing.

minutes-title = Minutes of { $reference } ({ $state })
summary-title = Summary of { $reference } ({ $state })
text-draft = draft
text-approved = approved at { $meeting }, { $day }
text-held = held until { $day }
text-released = released { $day }
text-version = Version { $version }, last changed by { $by }. What nobody has changed still follows the record.
text-version-locked = Version { $version }. It stands as it is.
text-from-record = Made from the record. It follows the record until somebody corrects it.
text-merged = Others had changed other parts meanwhile; their changes stay.
text-history = { $reference }: { $count ->
    [0] nobody has changed the text yet
    [one] one version
   *[other] { $count } versions
}
text-versions = Versions, the latest first
text-foot = { $reference }, version { $version }, { $state }
text-exported = The group's record was handed out, so nothing before this can be taken back by undo.
text-button-correct = Correct: { $section }
text-button-approve = Approve
text-button-release = Release
text-button-withdraw = Do not release it
text-button-show = Show
text-button-before = First version
text-button-docx = Word
text-button-html = HTML
text-button-md = Markdown
column-version = Version
column-by = By

minutes-file-title = { $group }: minutes of meeting { $number }
minutes-filed = Minutes of { $reference }, { $state }
minutes-corrected = Minutes of { $reference }: “{ $section }” was corrected (version { $version }).
minutes-approved = The minutes of { $reference } are approved, at { $by }.
minutes-locked = From now on nothing in the record of that meeting changes.
minutes-number = Meeting { $number }; meetings held so far, with this one: { $ordinal }
minutes-day = { $day }, { $start } ({ $zone })
minutes-nothing = Nothing is recorded here.
minutes-people = Who took part
minutes-attended = { $seat }: { $how }, { $name }
minutes-attended-seat = { $seat }: { $how }
minutes-absent = { $seat }: nothing noted
minutes-item = { $text } ({ $reference })
minutes-to-come = Still to come.
minutes-paper = Paper: { $paper }
minutes-paper-late = Paper (came late): { $paper }
minutes-other = Also noted
minutes-later = Not reached or put off
minutes-carried = { $text } ({ $reference }): not reached, carried over to the next meeting
minutes-deferred = { $text } ({ $reference }): put off
minutes-actions = Actions
minutes-action = { $reference }: { $text } – { $owner }, by { $due } (applies to { $extent })
minutes-decision = { $reference }, { $outcome }: { $text } (applies to { $extent })
minutes-next = Next meeting
minutes-next-day = Meeting { $number } on { $day }.
minutes-next-chair = Meeting { $number } on { $day }. { $chair } chairs.

summary-file-title = { $group }: summary of meeting { $number }
summary-filed = Summary of { $reference }, { $state }
summary-corrected = Summary of { $reference }: “{ $section }” was corrected (version { $version }).
summary-people = Participants
summary-points = What was discussed
summary-decisions = Decisions
summary-decision = { $text } (applies to { $extent }{ $outcome ->
    [agreed-subject-to-clearance] ; subject to clearance
    [noted] ; noted
   *[other] {""}
})
summary-released = The summary of { $reference } is released{ $channels ->
    [0] . No channel speaks for the group, so nobody hears of it from me.
    [one] , in the group's channel.
   *[other] , in { $channels } channels.
}
summary-held = The summary of { $reference } is held until { $day }.
summary-held-why = Nothing is published while a seat is in its pre-election period. I release it by myself on that day, the day after polling, unless you stop it.
summary-period = pre-election period, { $first } to { $last }
summary-withdrawn = The summary of { $reference } is a draft again, and is not released by itself.

undone-text-correct = The text of meeting { $number } reads as it did before, as a new version.
undone-summary-release = The summary of meeting { $number } is a draft again.

label-section = Which part
label-version = Version
label-minutes-correct-text = How it should read
label-summary-correct-text = How it should read
label-minutes-correct-section = Which part
label-summary-correct-section = Which part
choice-html = HTML
choice-md = Markdown

subject-minutes = the minutes of meetings
help-minutes = The minutes of a meeting, as they stand
usage-minutes = minutes 7
help-minutes-correct = Correct a part of the minutes
usage-minutes-correct = minutes correct 7 section:a4 "Wales will share its figures."
help-minutes-approve = Approve the minutes of the last meeting
usage-minutes-approve = minutes approve 7
help-minutes-file = The minutes as a file: Word, HTML or Markdown
usage-minutes-file = minutes file 7 format:docx
help-minutes-history = Who changed the minutes when
usage-minutes-history = minutes history 7
subject-summary = what a group tells the public of a meeting
help-summary = The summary of a meeting, as it stands
usage-summary = summary 7
help-summary-correct = Correct a part of the summary
usage-summary-correct = summary correct 7 section:points "…"
help-summary-release = Release the summary, or hold it over elections
usage-summary-release = summary release 7
help-summary-withdraw = Do not release a summary that is held
usage-summary-withdraw = summary withdraw 7
help-summary-file = The summary as a file: Word, HTML or Markdown
usage-summary-file = summary file 7 format:docx

# The live page.

minutes-live = Open the live page of these minutes
minutes-lines = For the record, a line each
minutes-lines-hint = For example: note "…", decide "…" extent:ENG,WLS, action add "…", attend SCT present, agenda next
minutes-record = Record
