# Clashes with other groups' meetings.

clash-title = { $group }: { $count ->
    [one] a meeting
   *[other] { $count } meetings
} at the same time as another group's
clash-why = Some of your people are wanted in both. The other secretariat knows too; of its group I can tell you no more.
clash-caption = Your meetings, who is wanted elsewhere, and when both go on
clash-more = { $count ->
    [one] and one more
   *[other] and { $count } more
}
clash-button-move = Move the meeting
column-overlap = Both go on
