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
terminal-unreadable-now = “{ $asked }” isn't a time I can read. Say it like 2027-01-17T09:12 (UTC) or 2027-01-17T09:12+01:00.
terminal-who = Say who asks, with --as ADDRESS.
terminal-file = The file can't be written: { $reason }.
terminal-unreadable-file = The file can't be read: { $reason }.
terminal-no-official = I know no official with the address { $address }.
terminal-code = A code for { $name }, good once within { $minutes } minutes. To be typed in the chat: me link { $code }
terminal-manifest-address = Slack takes this only with a public https address in CONVENOR_BASE_URL. It is { $address } now.
terminal-manifest-socket = Socket Mode also needs an app-level token with connections:write (Basic Information, App-Level Tokens), as CONVENOR_SLACK__APP_TOKEN: with it Convenor calls Slack, and nobody has to reach Convenor.
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
   *[cut] the chain was cut or lengthened: its head doesn't fit from line { $number } on.
}
audit-no-group = What concerns no group

check-good = good
check-bad = not good
check-settings = Settings
check-database = Database
check-database-good = It answers and is up to date ({ $address }).
check-database-behind = { $reason }
check-clock = Clock
check-clock-good = It is { $now } UTC. The database's clock differs by { $seconds } s.
check-clock-set = It was set to { $now } UTC.
check-zones = Time zones
check-zones-good = tzdata { $version } from its package.
check-keys = Secret keys
check-keys-good = { $keys ->
    [one] 1 key: it writes and reads.
   *[other] { $keys } keys: the first writes, all read.
}
check-keys-none = None. Slack needs one; without Slack nothing secret is kept.
check-keys-missing = None, but Slack's token must be kept encrypted: set CONVENOR_SECRET_KEYS.
check-slack = Slack
check-slack-off = Off: its section is empty.
check-slack-good = It answers for { $name } ({ $workspace }).
check-slack-refuses = It refuses the bot token: { $reason }. Copy the Bot User OAuth Token (OAuth & Permissions) into CONVENOR_SLACK__BOT_TOKEN.
check-slack-away = No answer: { $reason }. Can this machine reach CONVENOR_SLACK__API_URL, perhaps by a proxy (HTTPS_PROXY)?
check-scopes = Slack, permissions
check-scopes-good = The bot token has all { $scopes } of the manifest.
check-scopes-missing = The bot token lacks { $scopes }. Paste the manifest again (App Manifest), then reinstall the app to the workspace.
check-scopes-spared = The bot token lacks { $scopes }, which it can do without.{ $history ->
    [yes] {" "}After a lost connection a post may come twice, and then says that it is a repeat.
   *[no] {""}
}{ $read ->
    [yes] {" "}That it was removed from a channel, or invited again, it finds out by the next post, or within a day.
   *[no] {""}
}{ $people ->
    [yes] {" "}Somebody from another workspace who is mentioned in a command is taken for one of yours, unless the group knows them.
   *[no] {""}
}
check-scopes-unsaid = Slack doesn’t say which the bot token has.
check-slack-clock = Slack, time
check-slack-clock-good = Its clock and ours differ by { $seconds } s.
check-slack-clock-bad = Its clock and ours differ by { $seconds } s. Set this machine’s clock (NTP): from five minutes on, every signed request is turned away.
check-slack-clock-unsaid = Not compared.
check-command = Slack, command
check-command-good = { $command } is the name that people type; the app’s settings must have the same (Slash Commands).
check-command-bad = Slack takes no command called { $command }: CONVENOR_SLACK__COMMAND begins with /, then come at most 31 small letters, digits, - and _.
check-channel = Slack, channel
check-channel-good = Convenor is in { $channel }.
check-channel-outside = Convenor isn’t in { $channel }, which a group is linked to. Invite it there (/invite), or unlink the group.
check-channel-bad = { $channel }, which a group is linked to, can’t be used: { $reason }.
check-channel-unseen = Whether Convenor is in { $channel } can’t be seen without channels:history and groups:history.
check-socket = Slack, Socket Mode
check-socket-off = Off: there is no app token, so requests come by HTTP.
check-socket-good = Slack takes the app token. No request comes by HTTP: there is no signing secret.
check-socket-both = Slack takes the app token. Signed requests are taken too, for there is a signing secret.
check-socket-scope = The app token lacks connections:write. Make one that has it (Basic Information, App-Level Tokens) and set CONVENOR_SLACK__APP_TOKEN.
check-socket-refuses = Slack refuses the app token: { $reason }. Is Socket Mode on? Make a token with connections:write (Basic Information, App-Level Tokens) and set CONVENOR_SLACK__APP_TOKEN.
terminal-bounced = { $count ->
    [0] That is no report of a mail of ours that failed for good. Nothing was noted.
    [one] One mail is noted as not delivered.
   *[other] { $count } mails are noted as not delivered.
}
check-email = E-mail
check-email-off = It is off: no SMTP section is set.
check-email-good = The mail server { $host } takes mails from { $sender }.
check-email-away = { $reason }
keys-none = There is no key: set CONVENOR_SECRET_KEYS, the new key first and the old ones behind it.
keys-rotated = { $anew ->
    [0] Nothing had to be encrypted anew: { $standing ->
        [0] no secret is kept.
        [one] the one secret stands under the first key.
       *[other] all { $standing } secrets stand under the first key.
    }
    [one] One secret was encrypted anew with the first key.
   *[other] { $anew } secrets were encrypted anew with the first key.
} The other keys may go; links that were mailed under them end with them.
keys-unreadable = { $count ->
    [one] One secret was written
   *[other] { $count } secrets were written
} with a key that CONVENOR_SECRET_KEYS no longer holds. Put that key back behind the others and do this again.
backup-working = Copying the database…
backup-made = Copied to { $path } ({ $bytes ->
    [one] one byte
   *[other] { $bytes } bytes
}), checked, readable by you alone. To return: stop the service, put the file in the database's place, start again.
backup-there = { $path } is there already, and stays as it is. Choose another name.
backup-postgresql = The database is PostgreSQL, whose own tool copies it while it is in use: { $command }. Note the time. After pg_restore, and before the service starts: convenor restored --as-of TIME
restored-future = That is still to come: --as-of is when the copy was made.
restored-noted = Noted: what was still to be said at { $at } UTC is looked for first, and said only where nobody has heard it.
check-unknown = Settings, unknown
check-unknown-bad = { $name } is set, and there is no such setting; the README lists those there are.
serve-second = Another convenor serve has this database open. One service on an embedded database: for several, use PostgreSQL (CONVENOR_DATABASE_URL).
