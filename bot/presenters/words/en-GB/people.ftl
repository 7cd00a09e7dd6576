# Who somebody is: me, accounts, posts.

post-lead = lead
post-deputy = deputy
post-member = member
post-observer = observer
post-secretariat = secretariat
post-at-seat = { $post } for { $seat }

me-title = You are { $name }
label-email = Address
me-address = Address
me-no-address = none yet
me-accounts = Accounts
me-no-accounts = none tied yet
me-account = { $platform } ({ $account })
me-language = Language
me-operator = You also run this service: you can add administrations and set up groups.
me-no-groups = You hold no post in any group at the moment.
me-linked = This account is yours now, { $name }.
me-linked-next = Type “my” to see what waits on you.
me-code-refused = That code doesn't work: it is wrong, used already, or older than 15 minutes.
me-code-refused-next = Look for a mix-up of letters, or ask your secretariat for a new one.

platform-slack = Slack
platform-teams = Teams
platform-web = Web
platform-terminal = Terminal
platform-email = E-mail
platform-other = Account

refused-address-needed = Nobody in this group is called “{ $asked }”. Mention them, or give their e-mail address: { $prefix } member add ana@example.org seat:SCT as:lead
refused-not-an-address = “{ $asked }” isn't an e-mail address.
refused-address-of-somebody-else = That account and that address don't belong to the same person as far as I know, and I can't join two people into one. Leave the address out, or use the address alone.
refused-not-a-code = “{ $asked }” doesn't look like a code. A code has eight letters and digits, like { $example }. Your secretariat can get you one.
refused-too-many-tries = That was one wrong code too many. Please wait { $minutes } minutes, then try again.
refused-account-tied-already = This account is tied to another name. Only the secretariat can merge two names.

subject-me = who you are here
help-me = Who you are here, and in which groups
usage-me = me
help-me-link = Tie this account to your name with the code you were given
usage-me-link = me link 4F7K-9QXT
