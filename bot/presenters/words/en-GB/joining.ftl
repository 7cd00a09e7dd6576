# Joining: invitations, the page they open, codes by mail, and where somebody stands afterwards.

standing = You're { $what }. { $meeting ->
    [none] No meeting is planned yet.
   *[some] { $chair ->
        [none] Next meeting { $next }.
        [you-now] Next meeting { $next }, which you chair.
        [seat-now] Next meeting { $next }, which { $seat } chairs.
        [you] Next meeting { $next }; you chair { $day }.
       *[seat] Next meeting { $next }; { $seat } chairs { $day }.
    }
} { $waiting ->
    [0] Nothing waits on you.
    [one] One thing waits on you.
   *[other] { $waiting } things wait on you.
}
standing-lead = { $seat }'s lead
standing-deputy = { $seat }'s deputy
standing-member = a member for { $seat }
standing-observer = an observer for { $seat }
standing-secretariat = on the secretariat
standing-no-group = You hold no post in any group at the moment.

invitation-title = { $group }: you are { $what }
invitation-by = { $name } has added you to { $group } as { $posts }.
invitation-by-nobody = You have been added to { $group } as { $posts }.
invitation-purpose = What it is for
invitation-next = Next meeting
invitation-chair = { $mine ->
    [yes] You chair
   *[no] { $seat } chairs
}
invitation-none-planned = not planned yet
invitation-link = Join
invitation-link-why = The link opens a page that asks you to confirm. It is for you alone, and good until { $day }.
invitation-no-link = Do you use the same chat as the group? Type there: me link { $address }
invitation-what = Convenor keeps track of whose turn it is to chair, of meetings, and of who does what. It writes seldom, and each mail says what you can do.
invitation-mistake = If this isn't meant for you, please tell { $name }.

invited-again = A new invitation is on its way to { $name }. The link in the one before works no more.

join-title = Join { $group }
join-who = You are { $name }, and have been added as { $posts }.
join-confirm = Press the button to confirm that this address is yours.
join-button = Join
join-already = You have joined, { $name }.
joined-title = Welcome, { $name }.
joined-code = Do you use chat too? Type this there within { $minutes } minutes, and what concerns you comes there:
joined-mail = If you don't, there is nothing more to do: it comes to you by e-mail, with links to answer.
joined-another = For a chat account, type there: me link { $address }

link-dead = This link doesn't work any more.
link-dead-why = It may be older than it lasts, or meant for somebody who has since left the group. Your secretariat can send you a new one.

code-on-its-way = If { $address } is an official's address here, a code is on its way there.
code-on-its-way-next = Type it here within 15 minutes: me link 4F7K-9QXT. If nothing comes, look at the spelling, wait a quarter of an hour, and ask again.
code-mail = Your code for Convenor
code-mail-how = Type in the chat where you asked for it: { $typed }
code-mail-until = The code is good once, until { $time } ({ $zone }).
code-mail-mistake = If you didn't ask for it, leave it alone: without this mail nobody can use it.

press-title = { $name }, is this what you want?
press-command = It is the same as typing: { $command }
press-confirm = Confirm
press-now = How it stands now
press-button-undo = Undo
page-skip = Skip to the main part
page-offline = Convenor doesn't answer at the moment, so what stands here may be old.

refused-has-account-already = I know { $name } in chat already, so there is nothing to join.
refused-no-address-to-invite = I know no e-mail address of { $name }.
refused-no-mail-here = This service sends no e-mail. Ask whoever runs it for a code, and type: { $prefix } me link 4F7K-9QXT
