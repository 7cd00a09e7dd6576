help-title = What you can ask me
help-intro = I keep your working groups going: who chairs and hosts next, meetings, actions and the record. Type “{ $prefix }” alone to see what waits on you.
help-forms = Type a command without its details, such as “{ $prefix } action add”, and a form asks for them.
help-form = Typed alone, “{ $command }” opens a form that asks for the rest.
help-more = “{ $prefix } help action” tells more about actions, and so on. Write values as key:value, with "quotes" around several words.
help-subject-title = What you can ask about “{ $subject }”

help-help = What you can ask me
usage-help = help action
subject-help = what you can ask me
subject-administration = the governments that can take part
