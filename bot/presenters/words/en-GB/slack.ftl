# What administrators read when they add Convenor to Slack: the app manifest and the reasons for its permissions.

slack-description = Coordinates working groups between governments: turns, meetings, actions
slack-long-description = Convenor looks after working groups between governments. It keeps the rota of chair and host and says whose turn it is, and why. It schedules meetings around everybody's public holidays, reminds people of what they agreed to do, and exports the record. Every administration in a group counts the same.
slack-command-description = Turns, meetings and actions of your working group
slack-shortcut-make-action = Make this an action
slack-shortcut-make-action-description = Who will do it, by when? The message stays linked.
slack-command-hint = help | rota | meeting list | action list | my

slack-scope-commands = So that people can type the slash command, fill in its forms, and make an action out of a message.
slack-scope-app-mentions-read = So that a mention does the same as the slash command, which people from outside a shared channel can't use.
slack-scope-chat-write = So that Convenor can answer, and post what a group should know in the channels it was invited to.
slack-scope-files-write = So that an export arrives as a file in the chat.
slack-scope-im-write = So that notices, reminders and exports reach a person privately.
slack-scope-im-history = So that people can type commands in a direct message to Convenor. It sees no other direct messages.
slack-scope-channels-history = So that after a lost connection Convenor can see whether its own post arrived, and doesn't post twice. It keeps nothing of what it reads.
slack-scope-groups-history = The same, in private channels that Convenor was invited to.
slack-scope-channels-read = So that Convenor notices at once when it is invited to a channel or removed from one, or the channel is archived, and what waits for it goes out. It looks at no other channels.
slack-scope-groups-read = The same, for private channels.
slack-scope-users-read = So that somebody from another workspace, mentioned in a shared channel, is known by their own workspace and isn't entered twice. Slack is asked only of people whom a command mentions and whom Convenor doesn't know yet; of what it tells, their workspace and name are kept.

check-slack-many = Workspaces install the app themselves, at /slack/install; each one’s token is kept encrypted.
slack-install-done = Convenor is installed in { $name }. Invite it to a channel there, and tie accounts with codes. You can close this page.
slack-install-refused = Nothing was installed: Slack says that it wasn't allowed. You can close this page.
slack-install-strange = This answer doesn't belong to a question that this browser asked within the last ten minutes. Open the address for installing once more.
slack-install-failed = Slack didn't confirm the installation, so nothing was kept. Open the address for installing once more.
