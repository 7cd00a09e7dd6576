# E-mail lists: asked whether a group may write there, what they answered, what each mail to them says.

list-asked = I've asked { $address } whether { $group } may write there.
list-asked-means = Somebody who reads the list has to agree, by the link in that mail, by { $day }. Until then nothing else goes there. I'll tell you what they say.
list-unlinked = Nothing of { $group } goes to { $address } any more.

list-ask = May { $group } write to this list?
list-ask-by = { $name } asks that { $group }, a working group between governments, may write to { $address }.
list-ask-by-nobody = { $group }, a working group between governments, would like to write to { $address }.
list-ask-purpose = What it is for: { $purpose }
list-ask-what = Whoever reads this list would hear of its meetings, decisions and actions: a few mails a month, with nothing to answer.
list-ask-link = Yes, write to this list
list-ask-else = The link opens a page that asks you to confirm, and is good until { $day }. If you do nothing, nothing more comes.

list-agree-confirm = Press the button if you may say so for everybody who reads this list.
list-agree-button = Yes, write to this list
list-agreed = { $group } writes to { $address } from now on.
list-agreed-means = Every mail has a link that ends it.
list-leave = End the mails of { $group } to { $address }?
list-leave-means = They end for everybody who reads this list.
list-leave-button = End the mails
list-left = { $group } doesn't write to { $address } any more.
list-left-means = Its secretariat is told.

list-answered-agreed = { $group }: { $address } has agreed, and changes and notices go there too
list-answered-refused = { $group }: { $address } wants no mails
list-answered-left = { $group }: { $address } wants no more mails
list-answered-means = { $answer ->
    [agreed] Somebody who reads the list has agreed. Every mail there has a link that ends it.
   *[other] Somebody who reads the list has said so, and nothing goes there any more. In a week you could ask again: group link email:{ $address } group:{ $slug }
}

list-mail-why = This comes to { $address } because { $group } writes to this list.
list-mail-no = No, write nothing here
list-mail-end = End these mails
list-mail-answer = There is nothing to press here. What Convenor asks of you yourself comes to you alone.

list-lost-title = { $group }: my mails to a list don't arrive
list-lost-why = The list is { $address }. { $reason }
list-lost-mend = Find out whether the address is right, and whether it takes mails from me. Then type “group link email:{ $address } group:{ $slug }”.
list-lost-kept = I keep what is meant for it for a week. You won't hear of this again.

group-lists = E-mail lists
group-list = { $address }{ $language ->
    [none] {""}
   *[other] {" "}(in { $language })
}{ $agreed ->
    [yes] {""}
   *[no] {" "}(asked, not answered yet)
}

undone-list-ask = The list isn't asked any more.
undone-list-unlink = The list is linked again.

refused-no-mail-to-lists = This service sends no e-mail, so no list can be linked.
check-list = E-mail, list
check-list-agreed = { $group } writes to { $address }.
check-list-asked = { $group } has asked { $address }, which can agree until { $day }. Nothing else goes there before that.
check-list-lost = Mails of { $group } don't arrive at { $address }: { $reason }. See whether the address is right, and link it again: group link email:{ $address } group:{ $group }
check-list-unsent = { $group } would write to { $address }, but no SMTP section is set, so nothing goes there.

refused-list-asked-already = { $address } has been asked, and can answer until { $day }.
refused-list-said-no = Somebody who reads { $address } has said that nothing of this group should go there. You can ask again from { $day }.
refused-list-asked-too-often = { $address } has been asked often enough today. Try again tomorrow.
refused-list-not-linked = The group doesn't write to { $address }.
