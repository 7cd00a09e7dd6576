# The web console of the demo: everything around the replies themselves.

console-brand = Convenor
console-demo = Demo
console-skip = Skip to the main part
console-choose = Who would you like to be?
console-intro = This is a working exchange between five governments, with invented people. Choose an official and type what they would type: everything is carried out for real, in a database of its own, and nothing leaves this computer.
console-clock-stands = The demo's clock stands at { $day }, { $time }. You can move it forward and watch what happens.
console-start = Start as the secretariat: { $name }
console-choose-again = Choose an official
console-secretariat = Secretariat
console-no-post = No post yet
console-mail-only = reached by e-mail only

console-post-lead = { $administration }, lead
console-post-deputy = { $administration }, deputy
console-post-member = { $administration }, member
console-post-observer = { $administration }, observer
console-post-secretariat = Secretariat

console-kind-lead = Lead
console-kind-deputy = Deputy
console-kind-member = Member
console-kind-observer = Observer
console-kind-secretariat = Serves every seat

console-you-are = You are
console-switch = Switch
console-places = Channels and messages
console-home = Home
console-home-hint = This is what Slack shows under Home, in Convenor's own tab. It is kept current.
console-direct = Convenor, direct
console-mail = Mail
console-unread = { $count } new

console-clock = The demo's clock
console-next-day = Next day
console-next-week = Next week
console-next-thing = Next thing that happens
console-happened = What happened
console-not-moved = Move the clock, and what Convenor says by itself is listed here.
console-nothing-happened = Nothing was said in that time.
console-moved = It is now { $day }, { $time }. { $count ->
    [0] Nothing was said.
    [one] One message was sent.
   *[other] { $count } messages were sent.
}
console-earlier = { $count ->
    [one] One earlier message isn't listed.
   *[other] { $count } earlier messages aren't listed.
}
console-to-channel = in #{ $name }
console-to-direct = to { $name }
console-to-mail = to { $name }, by e-mail

console-messages = Messages
console-empty = Nothing was said here yet.
console-only-you = Only you see this
console-type = Ask Convenor
console-placeholder = action list
console-send = Send
console-try = Try
console-download = Download { $name }
console-bytes = { $count ->
    [one] One byte
   *[other] { $count } bytes
}
console-kilobytes = { $count } kB
console-not-linked = Convenor doesn't know this chat account yet. The secretariat can give you a code; then type: me link CODE
console-by-mail = Convenor doesn't know a chat account of this official, so it writes by e-mail.
console-lists = E-mail lists
console-list-of = Whoever reads it; asked by { $groups }
console-list-readers = An e-mail list: this is what everybody who reads it gets. Whoever follows a link here answers for the whole list.
console-no-mail = No mail yet.
console-all-mail = All mail
console-mail-from = From
console-mail-to = To
console-mail-date = Date
console-mail-html = The mail as it looks
console-mail-text = The same as plain text

console-working = One moment.
console-offline = The demo doesn't answer. Is it still running?
console-missing = There is nothing here for you.
console-expired = This page is older than the demo that runs now. Please start again.
