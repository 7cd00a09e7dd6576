# Posts and who holds them.

member-added = { $group }: { $name } is now { $post }.
member-beside = Together with { $names }.
member-tied = The account you mentioned is tied to them: I know them by it from now on.
member-needs-code = I can't reach them in chat yet. Mention their account instead of their address, or ask whoever runs this service for a code: they type “me link CODE”.
member-removed = { $group }: { $name } is no longer { $posts }.
member-invited = They get an invitation by e-mail, with a link to join.
members-added = { $group }: { $count ->
    [one] one person has a new post
   *[other] { $count } new posts are filled
}.
members-added-caption = Who holds what from now on
members-invited = { $count ->
    [one] One of them gets an invitation by e-mail, with a link to join.
   *[other] { $count } of them get an invitation by e-mail, with a link to join.
}
members-none-added = Nobody was added: { $count ->
    [one] one of { $of } lines can't be used.
   *[other] { $count } of { $of } lines can't be used.
}
members-none-added-next = Put these right and paste all of them again. A line looks like this: ana@example.org seat:SCT as:lead
members-refused-caption = Lines that can't be used
members-problem = Line { $line }: { $why }
column-person = Person
column-line = Line
column-pasted = What it says
member-gone = They no longer see the group and get nothing more from it. What was theirs stays with the post.
member-mine = { $count ->
    [one] You hold one post in { $group }
   *[other] You hold { $count } posts in { $group }
}
member-since = since { $day }

members-title = { $group }: { $count ->
    [one] one person
   *[other] { $count } people
}
members-secretariat = Secretariat
members-nobody = nobody yet
members-post = { $post } { $who }
members-vacant = vacant since { $day }

undone-member-add = { $name } isn't { $posts } after all.
undone-members-add = { $count ->
    [one] One person isn't added after all.
   *[other] The { $count } new posts aren't filled after all.
}
undone-member-remove = { $name } is { $posts } again.

choice-lead = Lead
choice-as-deputy = Deputy
choice-member = Member
choice-as-observer = Observer
choice-secretariat = Secretariat

refused-secretariat-has-no-seat = The secretariat belongs to no seat. Leave “seat:” out.
refused-already-holds = { $name } is already { $post }{ $seat ->
    [none] {""}
   *[other] {" "}for { $seat }
}.
refused-holds-no-such-post = { $name } holds no such post here. “{ $prefix } member list” shows who holds what.
refused-last-of-the-secretariat = A group always has a secretariat. Add somebody else first: { $prefix } member add ana@example.org as:secretariat

refused-seat-not-given = No seat is given. For example: ana@example.org seat:SCT as:lead
refused-post-not-given = No post is given. Say one of: { $choices }.
refused-rows-refused = Nobody was added. { $problems }
refused-too-many-people-at-once = That is more than I can add at once. Paste up to { $most } lines at a time.

label-people = Or several at once, a line each: ana@example.org seat:SCT as:lead

subject-member = who takes part, and in which post
help-member-add = Give somebody a post, or several people one each
usage-member-add = member add ana@example.org seat:SCT as:lead
help-member-invite = Send somebody a new invitation by e-mail
usage-member-invite = member invite ana@example.org
help-member-remove = End somebody's posts, all or one
usage-member-remove = member remove ana@example.org
help-member-list = Everybody in the group, by seat
usage-member-list = member list
help-member-me = Your own posts in the group
usage-member-me = member me
