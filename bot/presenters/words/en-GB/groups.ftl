# Working groups: set up, shown, changed, ended, linked to channels.

group-title = { $group } ({ $slug })
group-created = { $group } ({ $slug }) is set up.
group-created-seats = Seats in rota order: { $seats }.
group-created-secretariat = { $name } is its secretariat.
group-created-linked = This channel speaks for the group: changes are posted here, and everybody here may read its turns, meetings and unmarked actions.
group-created-occupied = This channel speaks for another group already, so it wasn't linked. Type “group link” in a channel of its own.
group-created-next = Next, give every seat its people: member add ana@example.org seat:SCT as:lead group:{ $slug }
group-button-people = Add people
group-button-series = Say when it meets
group-turn = { $chair } chairs, { $host } hosts
group-turn-chair = { $both ->
    [yes] { $chair } chairs and hosts
   *[no] { $chair } chairs
}
group-undated = Later
group-next = Next meeting
group-next-meeting = { $reference }, { $day }:{" "}
group-no-meeting = none planned
group-notices = { $days } days before
group-ended = Ended
group-channels = Channels
group-channel-count = { $count ->
    [0] none linked
    [one] one linked
   *[other] { $count } linked
}
group-channels-all = { $count }; everybody there may read along
group-channels-none = { $count }; only members may read there
group-channels-some = { $count }; everybody may read along in { $everybody } of them
group-in-list = { $group } ({ $slug })
groups-title = { $count ->
    [0] You hold no post in any group at the moment.
    [one] You are in one group
   *[other] You are in { $count } groups
}
group-edited = { $group } was changed. It stands like this now:
group-nothing-said = nothing said
group-edited-hidden = Also changed, and not shown here because the group is OFFICIAL-SENSITIVE: { $what }. “group show” tells its members.
group-closed = { $group } has ended: { $reason }
group-closed-open = { $actions ->
    [0] {""}
    [one] One action was still open.
   *[other] { $actions } actions were still open.
}{ $meetings ->
    [0] {""}
    [one] {" "}One meeting was still planned.
   *[other] {" "}{ $meetings } meetings were still planned.
}
group-closed-record = Nothing more will be sent. Its record is kept, and its members can read it by name: “group show { $slug }”, “action list group:{ $slug }” and so on.
group-linked = { $name } linked a channel to { $group }: changes are posted there.
group-linked-list = { $name } changed how { $group } writes to a list.
group-linked-readers = { $readers ->
    [members] Only members of the group can read about it there.
   *[channel] Everybody in that channel may read its turns, meetings and unmarked actions. They change nothing.
}
group-linked-language = What I post there is in { $language }.
group-channels-spoken = { $channels }; { $languages }
group-channels-language = { $count ->
    [one] one is written to
   *[other] { $count } are written to
} in { $language }
group-unlinked = { $name } unlinked a channel from { $group }: nothing more is posted there.

undone-group-edit = { $name } stands as it did before.
undone-group-link = { $kept ->
    [0] The channel isn't linked any more.
   *[other] The channel is linked as it was before.
}
undone-group-unlink = The channel is linked again, and changes are posted there.

form-group-new = Filled in for an exchange of five governments that meets four times a year. Change whatever is different; before anything is set up you see the first meetings.
group-preview = { $group } ({ $slug }) would be set up like this
group-preview-seats = Seats in rota order: { $seats }. You are its secretariat.
group-preview-no-meetings = No meetings yet: “meeting series” makes them later.
group-preview-nothing-yet = Nothing is set up before you say so.
group-preview-create = Set it up

kind-formal = formal
kind-working = working group
kind-ad-hoc = ad hoc
choice-formal = Formal
choice-working = Working group
choice-ad-hoc = Ad hoc
choice-apart = A seat of its own hosts
choice-with-chair = The chairing seat hosts
choice-off = Nobody hosts (virtual only)
choice-channel = Everybody in the channel may read
choice-members = Only members may read

label-purpose = Purpose
label-kind = Kind
label-marking = Marking
label-notices = Turn notices
label-terms = Terms of reference
label-themes = Themes
label-review = Review
label-group-link-language = Language that I write in there
label-group-link-email = Address of an e-mail list, if one is meant
label-group-unlink-email = Address of an e-mail list, if one is meant
label-readers = Who may read

refused-not-a-group-name = “{ $asked }” can't be a short name. Letters, digits and dashes, please: two to { $longest } of them, a letter first, such as vawg.
refused-group-name-taken = The short name “{ $slug }” is taken.
refused-group-has-ended = { $name } ended on { $day }. Its record can be read, but nothing in it changes any more.
refused-marking-too-high = I can't hold “{ $asked }”. { $highest } is the highest marking here.
refused-not-notice-days = “{ $asked }” isn't a list of days. Say up to { $most } whole numbers of days before a meeting, each no more than { $longest }, such as 28,7.
refused-nothing-to-change = That changes nothing. Say what is new, for example: { $prefix } group edit purpose:"Share what works"
refused-channel-needed = There is no channel here. Type it in the channel that is meant.
refused-channel-taken = This channel speaks for another group already. A channel speaks for one group.
refused-channel-linked-already = This channel speaks for the group already.
refused-channel-not-linked = This channel doesn't speak for the group.

subject-group = a working group: set it up, see it, change it, link it to a channel
help-group-new = Set up a working group (for those who run this service)
usage-group-new = group new vawg "Ending VAWG exchange" seats:UKG,SCT,WLS,NIR,IRL series:"third wednesday of jan, apr, jul, oct at 10:00 for 2 hours"
help-group-show = The group as it stands
usage-group-show = group show
help-group-list = Your groups
usage-group-list = group list
help-group-edit = Change what is said of the group
usage-group-edit = group edit purpose:"Share what works" notices:28,7
help-group-close = End the group
usage-group-close = group close reason:"Its work is done"
help-group-link = Let this channel speak for the group, or ask an e-mail list whether the group may write to it
usage-group-link = group link language:en-GB
help-group-unlink = Let this channel no longer speak for the group, or write to an e-mail list no more
usage-group-unlink = group unlink
