administrations-title = { $count ->
    [one] One administration can take part
   *[other] { $count } administrations can take part
}
administrations-caption = Administrations, in alphabetical order of their codes
column-code = Code
column-name = Name
column-zone = Time zone

help-administration-list = The governments that can take part
usage-administration-list = administration list

administration-added = { $name } ({ $code }) can take part now. { $code } is its territory too.
undone-administration-add = { $name } can no longer take part.

refused-not-an-administration-code = “{ $asked }” can't be a code. Two to five letters, please, such as DEU.
refused-administration-taken = { $code } already means { $name }.
refused-unknown-administrations = { $codes ->
    [none] Name at least one seat.
   *[other] I don't know { $codes }.
} The administrations are: { $known }.
refused-not-a-language = “{ $asked }” isn't a language tag, such as de or en-IE.

help-administration-add = Add a government that isn't built in (for those who run this service)
usage-administration-add = administration add DEU "Germany" tz:Europe/Berlin holidays:DE languages:de
