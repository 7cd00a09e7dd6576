# Terms: turns that last a span. What is said of a meeting or a term alike, and what terms alone need.

when-meeting = on { $day }
when-term = from { $first } to { $last }
when-term-open = from { $first }
span-open = from { $day }
occasion-meeting = meeting { $number }
occasion-term = term { $number }
column-term = Term

why-of-term = for all of { $term }
because-of-term = A term lasts for several meetings: { $seat } has the whole of { $term }.
history-term-began = the term begins

handover-term = { $chair } chaired { $reference }, { $when }. That term is over.
handover-term-yours = Your term
turn-notice-rest = The term is under way. If { $seat } can't go on, ask another seat to swap: it then has the rest of it.
turn-term-projected = { $role ->
    [chair] { $seat } will chair; it hears of it when the term before begins, or at the first notice.
   *[host] { $seat } will host; it hears of it when the term before begins, or at the first notice.
}
turn-term-began = { $role ->
    [chair] { $seat } chairs for the term.
   *[host] { $seat } hosts for the term.
}

label-basis = How long a turn lasts
label-span = How long each term lasts
label-rota-policy-terms = First days of the terms, if they are unequal
label-rota-policy-set-terms = First days of the terms, if they are unequal
label-handover = When a term is handed over
label-rota-policy-from = First day of the next term
label-rota-policy-set-from = First day of the next term
choice-held = One meeting
choice-term = A term
choice-start = At a meeting's start
choice-end = At a meeting's end
choice-date = On its first day

policy-span = how long a term lasts; or give the first days one by one: terms:"1 Jan 2027, 1 May 2027"
policy-from = the first day of the terms laid like this
policy-terms = the first days of the terms, one by one; the last of them lasts until more are given
policy-handover = { $value ->
    [start] a term is handed over at the start of the first meeting from its first day on
    [end] a term is handed over at the end of the first meeting from its first day on
   *[date] a term is handed over as its first day begins
}
preview-terms = The next terms, then

refused-not-a-span = “{ $asked }” isn't a number of months or years up to { $longest } years. Try span:"6 months".
refused-span-or-terms = Terms are laid either by span: (and from:) or by terms: with dates given one by one, not by both.
refused-terms-needed = Where do the coming terms lie? Add span:"6 months" (and from:), or terms:"1 Jan 2027, 1 May 2027".
refused-only-with-terms = Here a turn is one meeting, so { $policy }: means nothing yet. Add basis:term.
refused-terms-in-order = The dates of terms stand in order, each once: { $day } does not come after the one before it.
refused-term-in-the-past = { $day } has passed. A term begins today or later.
refused-term-too-far-ahead = { $day } is too far ahead, or there are too many: up to { $most } terms, up to twenty years ahead.
refused-term-under-way = Term { $number } is under way since { $day } and keeps its seat. It can be swapped, and the next term begins later than that day.
refused-term-without-end = A seat was told term { $number }, which has no last day yet. Give the day on which it ends first: terms:"…" with the first day of the term after it.
refused-no-such-term = There is no term { $number } in this group.
