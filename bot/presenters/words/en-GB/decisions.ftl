# Decisions, positions, written procedures, clearances; notes and quorum.

record-sensitive = (OFFICIAL-SENSITIVE, not shown here)
note-taken = Noted at meeting { $number }: { $text }
note-item = Item

quorum-needed = Quorum: { $needed } of { $seats } seats. Nobody's attendance is noted yet.
quorum-unknown = Quorum: { $needed } of { $seats } seats were needed; nobody's attendance was noted.
quorum-reached = Quorum: { $present } of { $seats } seats are noted as present, and { $needed ->
    [one] one is
   *[other] { $needed } are
} needed.
quorum-lacking = No quorum: { $present } of { $seats } seats are noted as present, and { $needed ->
    [one] one is
   *[other] { $needed } are
} needed. Decisions can be recorded, and will say so.
quorum-lacked = There was no quorum: { $present } of { $seats } seats are noted as present, and { $needed ->
    [one] one was
   *[other] { $needed } were
} needed.
meeting-fact-quorum = Quorum

record-policy = { $group }: how the record of meetings is kept
record-policy-changed = { $group } changed how the record of its meetings is kept
record-policy-quorum = { $value ->
    [majority] more than half of the seats make a quorum
    [all] every seat must be there
    [none] no number of seats is needed
    [one] one seat makes a quorum
   *[other] { $value } seats make a quorum
}
record-policy-silence = { $value ->
    [supports] in a written procedure a seat that says nothing supports
    [aside] in a written procedure a seat that says nothing does not count
   *[blocks] in a written procedure nothing is agreed while a seat has said nothing
}
record-policy-papers = days before a meeting until which a paper is on time
record-policy-runners = days before a meeting on which chair and secretariat hear of its agenda
record-policy-members = days before a meeting on which members hear of its agenda
record-policy-how = The secretariat changes them: { $prefix } meeting policy quorum:3 silence:supports
choice-blocks = Nothing is agreed
choice-aside = It does not count
choice-supports = Supports
label-quorum = Quorum
label-silence = What silence means
label-papers = Papers due, in days before
label-runners = Chair and secretariat reminded, in days before
label-members = Members reminded, in days before
help-meeting-policy = How the record of meetings is kept: quorum, silence, papers, reminders
usage-meeting-policy = meeting policy quorum:3 silence:supports
undone-meeting-policy = The record of meetings of { $name } is kept as before.
refused-not-a-quorum = “{ $asked }” isn't a quorum. Say a number of seats, or majority, all or none.
refused-not-paper-days = “{ $asked }” isn't a number of days. Papers can be due up to { $longest } days before.

decision-made = { $reference }: { $outcome }
decision-asked = { $reference } is put to the seats in writing. It closes on { $closes }.
decision-shown = { $reference }: { $outcome }
decision-withdrawn = { $reference } is withdrawn: { $reason }
decision-review-set = { $reference } { $day ->
    [none] is not looked at again.
   *[other] is looked at again on { $day }.
}
decision-recorded = Recorded by { $by }.
decision-positions = Where the seats stand
decision-without-quorum = There was no quorum when this was decided.
decision-in-writing = In writing, { $day }
decision-at = { $reference }, { $day }
decision-closes = { $day }, { $time }
decision-fact-text = Decision
decision-fact-extent = Where it applies
decision-fact-closes = Closes
decision-fact-day = Decided
decision-fact-clearance = Clearance
decision-fact-review = Review
decision-fact-actions = Actions from it
decision-fact-reason = Reason
decision-fact-withdrawn = Withdrawn because
decision-button-action = Add an action

outcome-agreed = agreed
outcome-agreed-subject-to-clearance = agreed subject to clearance{ $seats ->
    [none] {""}
   *[other] {" "}by { $seats }
}
outcome-noted = noted
outcome-not-agreed = not agreed
outcome-running = in writing, not closed yet
outcome-withdrawn = withdrawn

decisions-all = { $group }: { $count ->
    [0] no decisions
    [one] one decision
   *[other] { $count } decisions
}
decisions-open = { $group }: { $count ->
    [0] nothing is being decided in writing
    [one] one decision in writing
   *[other] { $count } decisions in writing
}
decisions-clearance = { $group }: { $count ->
    [0] nothing waits for clearance
    [one] one decision waits for clearance
   *[other] { $count } decisions wait for clearance
}
decisions-review = { $group }: { $count ->
    [0] no decision is due for review
    [one] one decision is due for review
   *[other] { $count } decisions are due for review
}
decisions-none = While a meeting is open: { $prefix } decide "…" extent:ENG,WLS outcome:agreed
decisions-caption = Decisions, the latest first
column-decision = Decision
column-outcome = Outcome
column-position = Position

position-supports = supports
position-reserves = reserves
position-stands-aside = stands aside
position-not-applicable = not applicable
position-nothing = has said nothing
position-line-supports = { $seat } supports
position-line-reserves = { $seat } reserves
position-line-stands-aside = { $seat } stands aside
position-line-not-applicable = Not applicable to { $seat }
position-because = { $said }: { $reason }
position-taken = { $position ->
    [supports] { $seat } supports { $reference }.
    [reserves] { $seat } reserves its position on { $reference }.
    [stands-aside] { $seat } stands aside on { $reference }.
   *[other] { $reference } is not applicable to { $seat }.
}
position-button-supports = Supports
position-button-reserves = Reserves
position-button-stands-aside = Stands aside
position-button-not-applicable = Not applicable
choice-reserves = Reserves
choice-stands-aside = Stands aside
choice-not-applicable = Not applicable

procedure-title = { $group }: where does { $seat } stand? Please answer by { $closes }
procedure-again = { $group }: { $seat } has not answered yet. It closes on { $closes }
procedure-how = Every answer is fine, and you can change it until it closes.
procedure-own = Your answer so far
procedure-closed = Decided in writing. { $reference }: { $outcome }
procedure-supported = Every seat has answered, and none reserves.
procedure-supported-silent = No seat reserves. { $seats } said nothing, and the group's rules say what that means.
procedure-reserved = It is not agreed because { $seats } { $count ->
    [one] reserves
   *[other] reserve
}.
procedure-silent = It is not agreed because nothing was heard from { $seats }.
procedure-too-few = It is not agreed because too few seats answered. Nothing was heard from { $seats }.
procedure-nobody = It is not agreed because no seat supports it.

clearance-waiting = Still waiting for { $seats }.
clearance-fact-waiting = { $seat }, by { $day }
clearance-fact-given = { $seat }: given
clearance-fact-refused = { $seat }: not given
clearance-answered = { $answer ->
    [given] { $seat } gives its clearance. { $reference }: { $outcome }
   *[refused] { $seat } does not give its clearance. { $reference }: { $outcome }
}
clearance-asked = Is { $reference } cleared by { $seat }? The answer is wanted by { $day }
clearance-button-given = Cleared
clearance-button-refused = Not cleared
choice-given = Given
choice-refused = Not given

review-due = { $group }: { $reference } is due for review
review-button-agenda = Put it on the agenda
review-button-done = Reviewed

choice-agreed = Agreed
choice-agreed-subject-to-clearance = Agreed subject to clearance
choice-noted = Noted
choice-not-agreed = Not agreed
choice-clearance = Waiting for clearance
choice-review = Due for review

label-outcome = Outcome
label-clearance = Whose clearance it needs
label-decide-by = Clearance until
label-decide-closes = In writing, closes on
label-by = By
label-position = Position
label-decision = Decision
label-decide-text = What is decided
label-note-text = What is to be noted
label-position-for = For which seat
label-decision-clear-for = For which seat
label-decision-review-on = Next review
ask-decision = Which decision?
ask-outcome = What came of it?
ask-position = Where does the seat stand?
form-decide = A meeting that is open decides; with a closing date the seats are asked in writing, each in its lead's own chat.

undone-note = What was noted at meeting { $meeting } does not count.
undone-decide = { $reference } does not stand.
undone-decision-clear = { $reference } waits for the clearance of { $seat } again.
undone-decision-review = { $reference } is looked at again when it was to be before.
undone-decision-withdraw = { $reference } runs again.
undone-position = { $seat } stands on { $reference } where it stood before.

refused-no-such-decision = There is no decision { $reference } in this group.
refused-decision-is-withdrawn = { $reference } was withdrawn.
refused-procedure-is-over = { $reference } closed on { $day }, so its outcome stands.
refused-not-a-procedure = { $reference } was not put to the seats in writing, so there is nothing to withdraw.
refused-closes-too-soon = { $day } at that time has passed already. A decision in writing needs a time that is still to come.
refused-closes-too-late = { $day } is more than a year away. That is too long for a decision in writing.
refused-outcome-comes-later = In writing, the outcome is what the seats say. Leave “outcome:” and “clearance:” out.
refused-clearance-by-whom = Agreed subject to whose clearance, and by when? For example: clearance:SCT by:"3 Feb"
refused-clearance-too-soon = { $day } is not ahead. A clearance needs a day that is still to come.
refused-review-too-soon = { $day } is not ahead. A review needs a day that is still to come.
refused-no-clearance-wanted = { $reference } is not waiting for the clearance of { $seat }.
refused-reservation-needs-reason = A seat that reserves says why.
refused-meeting-not-held = Meeting { $number } { $state ->
    [cancelled] was cancelled
   *[other] was never opened
}, so there is no record of it.
refused-record-is-locked = The minutes of meeting { $number } were approved, so its record stands.

subject-note = note what is said in a meeting
help-note = Note something in the open meeting
usage-note = note "Wales will share its figures"
subject-decide = record a decision, or ask the seats in writing
help-decide = Record a decision with where it applies, or ask the seats in writing
usage-decide = decide "Share figures on refuge places" extent:ENG,WLS outcome:agreed
subject-position = say where a seat stands on a decision
help-position = Say where your seat stands on a decision
usage-position = position 3 reserves reason:"ministers have not seen it"
subject-decision = look up decisions, clear and review them
help-decision-list = Decisions, the latest first
usage-decision-list = decision list clearance
help-decision-show = One decision, with where every seat stands
usage-decision-show = decision show 3
help-decision-clear = Say whether your seat gives its clearance
usage-decision-clear = decision clear 3 given
help-decision-withdraw = Withdraw a decision that is being asked in writing
usage-decision-withdraw = decision withdraw 3 reason:"a new text is coming"
help-decision-review = Say when a decision is looked at next, or that it is done
usage-decision-review = decision review 3 on:"1 Dec 2027"

# Several commands in one message.

together-title = { $refused ->
    [0] { $done ->
        [one] One line is done.
       *[other] { $done } lines are done.
    }
   *[other] { $done ->
        [0] Nothing is done
        [one] One line is done
       *[other] { $done } lines are done
    }; { $refused ->
        [one] one needs another look.
       *[other] { $refused } need another look.
    }
}
together-refused = “{ $typed }” – { $why }
together-undo = Undo { $number }

# Decisions as a file.

help-export-decisions = All decisions with where the seats stand, as a file
usage-export-decisions = export decisions format:csv
export-decisions = { $count ->
    [0] No decisions of { $group }
    [one] One decision of { $group }
   *[other] { $count } decisions of { $group }
}, as a file
export-name-decisions = Decisions
heading-decision = Decision
heading-outcome = Outcome
heading-positions = Positions
heading-review_on = Review
