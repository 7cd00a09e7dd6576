# What Microsoft Teams' face says, and what its administrators read.

teams-form-ready = A few details are missing.
teams-name = Convenor for working groups
teams-description = Turns, meetings and actions of working groups between governments
teams-package = { $file } is for the tenant { $tenant }: upload it in the Teams admin centre.
teams-package-pages = Teams shows the addresses of your website, privacy statement and terms of use beside the app. They begin with https://; give them with --website, --privacy and --terms.
teams-package-off = Teams is off. Set CONVENOR_TEAMS__CLIENT_ID, __CLIENT_SECRET and __TENANT_ID first: the README tells where they come from.

check-teams = Teams
check-teams-off = Off: its section is empty.
check-teams-good = Microsoft takes the secret of { $client }, for { $tenants ->
    [one] one tenant
   *[other] { $tenants } tenants
}.
check-teams-refuses = Microsoft refuses the secret of { $client }: { $reason }. Make a new one (Certificates & secrets) and set it; is the tenant the right one?
check-teams-away = No answer: { $reason }. Can this machine reach Microsoft’s addresses, perhaps by a proxy (HTTPS_PROXY)?
check-teams-keys = Teams, keys
check-teams-keys-good = Microsoft’s keys are there: what it signs can be told from what it didn’t.
check-teams-keys-missing = Microsoft’s keys can’t be fetched from { $address }: everything that comes in is turned away.
check-teams-address = Teams, address
check-teams-address-good = Teams calls { $address }, which stands in the registration’s messaging endpoint.
check-teams-address-bad = Teams calls only https addresses, and CONVENOR_BASE_URL is { $address }.
check-teams-channel = Teams, channel
check-teams-channel-good = Convenor is in { $channel }.
check-teams-channel-outside = Convenor isn’t in { $channel }, which a group is linked to. Add it to the team or chat again, and mention it there.
