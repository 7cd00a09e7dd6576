# Why a date, a time, a series, a day or a holiday calendar was refused. Days arrive in full, with their weekday.

refused-phrase-too-long = That is too long for a date or a series: { $length } characters, where { $most } is the most I can read.
refused-date-not-understood = { $text ->
    [none] Which day do you mean? You could say 3 Dec, 3/12/2027, friday, tomorrow, in 2 weeks or end of month.
   *[other] I can't read “{ $text }” as a day. You could say 3 Dec, 3/12/2027, friday, tomorrow, in 2 weeks or end of month.
}
refused-bare-number = “{ $text }” on its own could be a day or an hour. You could say 10 Dec for a day, or 10:00 for a time.
refused-month-first = There is no such month in “{ $text }”: I read the day first, then the month. If you mean { $meant }, please say so.
refused-no-such-month = “{ $text }” names month { $month }, and there are only twelve. I read the day first, then the month.
refused-no-such-day = There is no such day as “{ $text }”: that month ends on { $last }.
refused-wrong-weekday = The weekday in “{ $text }” doesn't fit the date. It is { $day }; the nearest such weekday is { $nearest }.
refused-next-is-ambiguous = “{ $text }” could be { $first } or { $second }. Which do you mean?
refused-year-out-of-range = “{ $text }” is outside the years I know, { $first } to { $last }.

refused-time-not-understood = { $text ->
    [none] At what time? You could say 14:00 or 2pm.
   *[other] I can't read “{ $text }” as one time. You could say 14:00 or 2pm.
}
refused-no-such-time = No clock shows “{ $text }”. Times run from 00:00 to 23:59.
refused-time-missing = At what time on { $day }? You could add 14:00 or 2pm.
refused-day-missing = On which day, at { $at }? You could add 3 Dec, friday or tomorrow.
refused-duration-not-understood = { $text ->
    [none] For how long? You could say 2 hours, 90 minutes or 1h30.
   *[other] I can't tell how long “{ $text }” is. You could say 2 hours, 90 minutes or 1h30.
}
refused-duration-out-of-range = “{ $text }” can't be how long it lasts. It must be more than nothing, and at most { $most_hours } hours.
refused-unknown-time-zone = { $name ->
    [none] Which time zone? It needs a name such as Europe/London, with the same capital letters.
   *[other] I know no time zone called “{ $name }”. It needs a name such as Europe/London, with the same capital letters.
}

refused-cadence-not-understood = { $part ->
    [none] How often? You could say third wednesday of jan, apr, jul, oct at 10:00 for 2 hours, or every 6 weeks on tuesday at 14:00.
   *[other] I don't understand “{ $part }” in this series. You could say third wednesday of jan, apr, jul, oct at 10:00 for 2 hours, or every 6 weeks on tuesday at 14:00.
}
refused-cadence-day-missing = “{ $text }” doesn't say on which day. You could say every 2 weeks on tuesday, monthly on the first thursday, or monthly on the 15th.
refused-cadence-months-missing = “{ $text }” doesn't say in which months. You could say second tuesday of every month, or twice a year in june and december.
refused-cadence-too-rare = “{ $text }” is too far apart. At most { $most_weeks } weeks or { $most_months } months can lie between two meetings.
refused-cadence-too-short = “{ $text }” leaves no time between two meetings. The shortest is every week.
refused-day-not-in-every-month = Not every month in “{ $text }” has a day { $day }. You could say the last day, or a day that each of them has.
refused-times-a-year-mismatch = “{ $text }” says { $said ->
    [one] once a year
    [2] twice a year
   *[other] { $said } times a year
}, but names { $named ->
    [one] one month
   *[other] { $named } months
}.

refused-no-working-day = { $administration } has no working day within three years of { $day }. Please check its calendar.
refused-no-free-day = No day within three years of { $day } is free for every seat. Please check the calendar.
refused-entry-ends-before-it-begins = That would end on { $last_day }, before it begins on { $first_day }.
refused-entry-too-long = From { $first_day } to { $last_day } is too long for one entry: { $most_days } days is the most. Is the year right?

refused-unknown-holiday-code = { $asked ->
    [none] Which holiday calendar? It needs a country's code, such as DE, or a country and its part, such as CA-ON.
   *[other] I know no holiday calendar called “{ $asked }”. It needs a country's code, such as DE, or a country and its part, such as CA-ON.
}
refused-holiday-subdivision-needed = “{ $asked }” needs a part of { $country } whose holidays I know: { $known }. You could say { $country }-CODE.
