# What people set for themselves: language, office hours, how much they hear.

language-en-GB = British English
me-preferences = Your settings
me-language-of-group = that of each group, else { $language }
me-hours = Office hours
me-days = { $several ->
    [yes] { $first } to { $last }
   *[no] { $first }
}
me-hours-named = { $days }, { $opens }–{ $closes } ({ $zone })
me-messages = Reminders
me-messages-usual = as usual, at most two a week
me-messages-quieter = quieter, only when something is due or overdue

me-messages-paused = away: none before { $until }
me-button-back = I'm back
me-pause-set = I remind you of no action before { $until }.
me-pause-off = I remind you of actions again.
me-pause-means = What then still stands comes in one message on that day. When it is your seat's turn, I tell you as before; whoever leads hears of what is long overdue.

me-prefers = Where I write to you
me-prefers-usual = in chat, else by e-mail
me-prefers-place = { $platform ->
    [slack] Slack
    [teams] Teams
    [email] E-mail
    [web] The console
   *[other] { $platform }
}{ $at ->
    [yes] {" "}({ $name })
   *[no] {""}
}
me-prefers-first = { $platform ->
    [slack] in Slack
    [teams] in Teams
    [email] by e-mail
    [web] in the console
   *[other] in { $platform }
}{ $at ->
    [yes] {" "}({ $name })
   *[no] {""}
} first
me-prefers-now = Where I write to you: { $where }
me-prefers-set = From now on I write to you { $where }.
me-prefers-none = From now on I write to you in chat, else by e-mail.
me-prefers-means = You hear each thing once. What can't reach you there comes to the next address of yours that I know.
me-prefers-one = I know only one address of yours. Type “me link” where you have another account, and then you can choose.
me-button-prefers = Choose where I write
me-button-prefers-usual = As usual

me-button-language = Change language
me-button-language-default = Each group's own
me-button-hours = Change office hours
me-button-quieter = Quieter, please
me-button-louder = Back to the usual

me-language-now = Your language: { $language }
me-language-known = I can write in: { $languages }.
me-language-set = From now on I write to you in { $language }.
me-language-none = From now on I write to you in the language of each group.
me-hours-set = Your office hours: { $hours }.
me-hours-wait = Reminders and notices wait until you are there. If you don't work every day, give the days too: me hours mon-thu 9:00-15:00
me-quieter-on = You'll hear less from now on.
me-quieter-on-means = I remind you on the day when something of yours is due, and once a week while something is overdue. I no longer tell you on Mondays what is coming. When it is your seat's turn, I tell you as before.
me-quieter-off = You'll hear as much as everybody from now on.
me-quieter-off-means = That is a look ahead at the start of a week, and one more reminder at most.

undone-me-language = Their language is what it was before.
undone-me-hours = Their office hours are what they were before.
undone-me-prefers = They are written to where they were before.
undone-me-pause = They are reminded as before.
undone-me-quieter = They hear as much as before.

refused-hours-not-understood = I can't read “{ $asked }” as office hours. Like this: 9:00-17:00, or with days: mon-thu 9:00-15:00
refused-hours-end-before-they-begin = Office hours can't end at { $closes } if they begin at { $opens }.
refused-hours-too-short = Office hours need to last at least { $minutes ->
    [60] an hour
   *[other] { $minutes } minutes
}, so that a reminder finds you there.
refused-no-office-hours-at-weekends = I never write at weekends, so “{ $asked }” won't work. Choose days from Monday to Friday.
refused-no-words-in-language = I can't write in “{ $asked }” yet. I can write in: { $spoken }.

refused-not-a-platform = I don't know “{ $asked }” as a place to write to. Say one of { $known }, or “here”; “usual” for no choice.
refused-no-account-there = { $name ->
    [none] { $platform ->
        [slack] I know no account of yours in Slack. Type “me link” there first, and then choose it.
        [teams] I know no account of yours in Teams. Type “me link” there first, and then choose it.
        [email] I can't write to you by e-mail: I know no address of yours, or this service sends none.
       *[other] I know no account of yours there.
    }
   *[other] You have no account in “{ $name }” that I know. “me prefers” tells which there are.
}
refused-not-written-to-here = Here you only get answers: nothing comes to you by itself. “me prefers” tells where something can.

help-me-prefers = Say where you would rather hear from me, if you have several accounts
usage-me-prefers = me prefers teams
help-me-language = Choose the language in which I write to you
usage-me-language = me language en-GB
help-me-hours = Say when you are at work: reminders and notices wait for it
usage-me-hours = me hours mon-thu 9:00-15:00 tz:Europe/London
refused-paused-into-the-past = { $until } is today or past. Until which day from tomorrow on?
help-me-pause = Hear of no action until a day; “off” when you are back
usage-me-pause = me pause until:"11 Jan"
help-me-quieter = Hear only of what is due or overdue; “off” for the usual
usage-me-quieter = me quieter
label-language = Language
label-hours = Office hours
label-where = Where
label-quieter = Quieter
label-me-hours-hours = Office hours, such as mon-thu 9:00-15:00
label-me-hours-tz = Time zone, such as Europe/Dublin, if it is to change
label-me-quieter-quieter = Hear only of what is due or overdue
choice-on = On
