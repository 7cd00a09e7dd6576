# What waits on somebody, and how to begin.

my-title = { $count ->
    [0] Nothing waits on you.
    [one] One thing waits on you
   *[other] { $count } things wait on you
}
my-turn = { $group }: { $seat } is asked to { $role ->
    [host] host
   *[other] chair
} { $meeting } { $when }.
my-turn-accept = Accept
my-meetings = Next meetings
my-turns-ahead = { $group }: next, { $turns }.
my-own-turn = { $own ->
    [yes] you { $role ->
        [host] host
       *[other] chair
    }
   *[no] { $seat } { $role ->
        [host] hosts
       *[other] chairs
    }
} { $when }
my-more = “{ $prefix } help” shows what else you can ask.
my-actions-more = { $count ->
    [one] And one more: “{ $prefix } action list mine” in its group shows it.
   *[other] And { $count } more: “{ $prefix } action list mine” in each group shows them.
}
my-unknown = Hello. I don't know yet which official you are.
my-unknown-how = Your secretariat can send you a code. When you have it, type: { $prefix } me link CODE
my-unknown-help = “{ $prefix } help” tells what I am for.
my-no-group = You aren't in any group yet.
my-no-group-how = Ask the secretariat of your working group to add you. Then “{ $prefix } my” shows what waits on you: turns to chair, actions, and the next meetings.
column-group = Group

subject-my = everything that waits on you
help-my = See everything that waits on you, in all your groups
usage-my = my
