# Taking a command back. Each inverse has its sentence: undone-<name>, what is true again, as a whole sentence.

undo = Undo
undo-taken-back = { $who } took a change back. { $what }

refused-nothing-to-undo = There is nothing of yours that I can take back.
refused-too-late-to-undo = That was more than { $minutes } minutes ago, so I can't take it back any more.
refused-already-undone = That was taken back already.
refused-exported-since = The group's record was exported as a file since, so I can't take it back. You can put it right with another command.
refused-changed-since = That was changed again since, so I can't take it back. Have a look at how it stands now.
refused-begun-since = { $reference } has begun since, so I can't take it back. You can put it right with another command.

subject-undo = take back your last command
help-undo = Take back your last command, within 15 minutes
usage-undo = undo
label-change = Which change
