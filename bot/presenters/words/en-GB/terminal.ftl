# What the terminal says around the answers themselves, to whoever runs the service.

terminal-saved = Saved as { $path } ({ $bytes ->
    [one] 1 byte
   *[other] { $bytes } bytes
}).
terminal-working = Working…
terminal-migrating = Bringing the database up to date…
terminal-migrated = The database is up to date.
terminal-loading = Making a small world to look at…
terminal-demo = The console is at { $address }. Nothing of it is kept: Ctrl-C ends it.
terminal-port-taken = Nothing can listen on { $address }: { $reason }. Another port may be free (--port, or CONVENOR_WEB__PORT).
terminal-serve-has-no-now = The service runs by the real clock: --now and CONVENOR_NOW are for the other commands.
terminal-unreadable-now = “{ $asked }” isn’t a time I can read. Say it like 2027-01-17T09:12 (UTC) or 2027-01-17T09:12+01:00.
terminal-who = Say who asks, with --as ADDRESS.
terminal-file = The file can’t be written: { $reason }.
terminal-unreadable-file = The file can’t be read: { $reason }.
terminal-no-official = I know no official with the address { $address }.
terminal-code = A code for { $name }, good once within { $minutes } minutes. To be typed in the chat: me link { $code }
terminal-manifest-address = Slack takes this only with a public https address in CONVENOR_BASE_URL. It is { $address } now.
terminal-broken = Something went wrong on our side. The log has it under { $reference }.

rehearse-working = Living through it…
rehearse-until = The last day of a rehearsal lies between today and { $years } years from now.
rehearse-events = Line { $line } of the events can’t be read: { $why ->
    [instant] it should begin with an instant like 2027-01-17T09:12 (UTC) or 2027-01-17T09:12+01:00.
    [parts] it should say: instant, who, command.
    [many] there are too many of them.
    [past] its instant has passed.
   *[text] the file isn’t UTF-8.
}
rehearse-types = { $when }  { $who } types: { $title }
rehearse-answers = { $when }    answered: { $title }
rehearse-refuses = { $when }    refused: { $title }
rehearse-does = { $when }    done: { $title }
rehearse-says = { $when }  to { $who }: { $title }
rehearse-nothing = Nothing would happen by then.

audit-whole = { $lines ->
    [one] 1 line
   *[other] { $lines } lines
} in { $chains ->
    [one] 1 chain
   *[other] { $chains } chains
}: nothing altered, nothing missing.
audit-broken = { $chain }: { $why ->
    [altered] line { $number } was altered.
    [missing] line { $number } is missing.
   *[cut] the chain was cut or lengthened: its head doesn’t fit from line { $number } on.
}
audit-no-group = What concerns no group

check-good = good
check-bad = not good
check-settings = Settings
check-database = Database
check-database-good = It answers and is up to date ({ $address }).
check-database-behind = { $reason }
check-clock = Clock
check-clock-good = It is { $now } UTC. The database’s clock differs by { $seconds } s.
check-clock-set = It was set to { $now } UTC.
check-zones = Time zones
check-zones-good = tzdata { $version } from its package.
check-keys = Secret keys
check-keys-good = { $keys ->
    [one] 1 key: it writes and reads.
   *[other] { $keys } keys: the first writes, all read.
}
check-keys-none = None. Slack needs one; without Slack nothing secret is kept.
check-keys-missing = None, but Slack’s token must be kept encrypted: set CONVENOR_SECRET_KEYS.
check-slack = Slack
check-slack-off = Off: its section is empty.
check-slack-good = It answers for { $name } ({ $workspace }).
check-slack-refuses = It refuses the token: { $reason }.
check-slack-away = No answer: { $reason }.
