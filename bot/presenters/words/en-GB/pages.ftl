# Pages in the browser: signing in, and the log of actions.

open-title = Your pages in the browser
open-link = Open the pages
open-once = The link is for you alone. It opens them once, within { $minutes } minutes.
open-page = Open the pages of Convenor as { $name }?
open-page-note = You stay signed in on this device for a working day, or until you sign out.
open-button = Open
open-ended = You aren't signed in
open-ended-how = Type “{ $prefix } open”, and you get a link that signs you in.
page-leave = Sign out
page-places = Pages
page-signed-in = Signed in as { $name }

log = Log of actions
log-filters = Which actions
log-group = Group
log-which = Which
log-seat = Seat
log-every-seat = Every seat
log-search = With these words
log-show = Show
log-table = Actions
log-sort = Sort by { $column }
log-number = Newest first
log-changed = Last changed
log-priority = Priority
log-waits = Waits
log-figures = How things stand
log-figures-all = The whole group
log-open = Open
log-overdue = Overdue
log-pages = Pages of the list
log-before = Page before
log-after = Next page
log-page = Page { $page } of { $pages }
log-none = There is no such action.
log-back = Back to the log
log-title = { $group }: log of actions
log-count = { $count ->
    [0] No actions
    [one] One action
   *[other] { $count } actions
}
log-said = What came of it

subject-open = your pages in the browser
help-open = Open your pages in the browser: the log of actions, to filter, sort and open
usage-open = open
refused-no-pages-here = There are no pages to open in this service.
