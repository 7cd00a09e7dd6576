"""One group in two Slack workspaces, two Teams tenants and on an e-mail list, with people who have several accounts:
exactly what each place and each person was told, each thing once."""

from __future__ import annotations

from collections import Counter

import pytest

from bot.db.unit_of_work import Database
from bot.services import workspaces
from tests.platforms.slack_server import BOT, TOKEN, direct
from tests.platforms.slack_world import account as slack_account
from tests.platforms.teams_client import CHANNEL
from tests.platforms.teams_world import account as teams_account
from tests.platforms.teams_world import eventually
from tests.stories.everywhere import BASE, Everywhere, everywhere
from tests.stories.test_everywhere import SERIES, operators_code
from tests.world import OPERATOR, deputy, lead

pytestmark = pytest.mark.network

UNA, ANA, CAL, BRYN = lead("UKG"), lead("SCT"), deputy("SCT"), lead("WLS")
OLU = slack_account(OPERATOR)
SECOND = {"team_id": "T2"}
HERE, THERE, FAR = "CVAWG", "CSCOT", "19:wales@thread.tacv2"
LIST = "policy-leads@lists.example.org"


def begun(place: Everywhere) -> None:
    with place.app.database.writing("test") as uow:
        workspaces.remember(
            uow,
            platform="slack",
            workspace="T2",
            name="Scottish Government",
            bot_account=BOT,
            token=TOKEN,
            now=place.clock(),
        )
    slack, teams, far = place.slack, place.teams, place.elsewhere
    slack.types(OLU, f"me link {operators_code(place)}", channel=direct(OLU))
    slack.types(OLU, f'group new vawg "Exchange" seats:UKG,SCT,WLS series:"{SERIES}"', channel=HERE)
    people = ((UNA, "UKG", "lead"), (ANA, "SCT", "lead"), (CAL, "SCT", "deputy"), (BRYN, "WLS", "lead"))
    for who, seat, post in people:
        name = who.partition("@")[0]
        slack.types(OLU, f'member add {who} name:"{name}" seat:{seat} as:{post}', channel=HERE)
    for who in (UNA, ANA):
        slack.types(slack_account(who), f"me link {place.code(who)}", channel=direct(slack_account(who)))
    for account, who in (("U2OLU", OPERATOR), ("U2ANA", ANA)):
        slack.types(account, f"me link {place.code(who)}", channel=direct(account), **SECOND)
    for who in (UNA, OPERATOR):
        teams.types(teams_account(who), f"me link {place.code(who)}")
    for who in (BRYN, CAL, OPERATOR):
        far.types(teams_account(who), f"me link {place.code(who)}")
    assert "in Teams first" in teams.types(teams_account(UNA), "me prefers here")
    said = slack.types("U2ANA", "me prefers here", channel=direct("U2ANA"), **SECOND).body["text"]
    assert "in Slack (Scottish Government) first" in said
    far.types(teams_account(BRYN), "me prefers mail")


def linked(place: Everywhere) -> None:
    """Two workspaces, two tenants, and a list that is asked first."""
    place.slack.types("U2OLU", "group link group:vawg", channel=THERE, **SECOND)
    place.teams.types(teams_account(OPERATOR), "group link group:vawg", channel=CHANNEL)
    place.elsewhere.types(teams_account(OPERATOR), "group link group:vawg", channel=FAR)
    place.slack.types(OLU, f"group link email:{LIST}", channel=direct(OLU))
    place.until("2026-12-14 09:30")
    assert "from now on" in place.follows(LIST, "May Exchange write", "Yes, write to this list").words


def test_every_place_and_every_person_hears_each_thing_once(database: Database) -> None:
    with everywhere(database, "2026-12-14 09:00") as place:
        begun(place)
        linked(place)
        place.until("2026-12-14 10:00")
        place.told.clear()
        place.slack.types(OLU, 'group edit purpose:"Share what works"', channel=HERE)
        place.until("2026-12-23 08:59")
        place.slack_server.gone |= {direct("U2ANA"), direct(slack_account(ANA))}
        place.mail_server.plan("RCPT", "550 5.1.1 No such user")
        place.until("2026-12-23 10:00")
        [notice] = [one for one in place.teams_server.heard(teams_account(UNA)) if "UK Government chairs" in one.texts]
        place.teams.presses(teams_account(UNA), notice, "Accept")
        [stand_in] = [one for one in place.teams_server.heard(teams_account(CAL)) if "Scotland hosts" in one.texts]
        assert eventually(lambda: stand_in.changes), "what was accepted beside it is said there too"
        assert "This was for lead.sct, whom I can't reach at any address I know." in stand_in.texts
        place.elsewhere.presses(teams_account(CAL), stand_in, "Accept")
        place.until("2027-01-05 12:00")
        asked = place.slack.types(OLU, "delivery", channel=direct(OLU)).body
        place.until("2027-01-19 12:00")
        assert place.lines() == TOLD
        titles = Counter((to, title) for _, to, title in place.told)
        assert set(titles.values()) == {1}, "each thing once"
        assert f"list {LIST}" in str(asked)
        mails = place.mail_server.mails(LIST)
        assert all("/press/" not in one.text + one.html for one in mails)
        assert all(f"<{BASE}/leave/" in str(one.mail["List-Unsubscribe"]) for one in mails)
        with database.reading() as uow:
            assert list(uow.audit.verify()) == []


EVERY = (
    f"email:{LIST}",
    f"slack:{THERE}",
    f"slack:{HERE}",
    f"teams:{CHANNEL}",
    f"teams:{FAR}",
)


def everywhere_heard(at: str, *titles: str, besides: str = "") -> list[str]:
    return [f"{at} {to}: {title}" for to in EVERY if to != besides for title in titles]


TOLD = [
    *everywhere_heard(
        "Mon 14 Dec 10:00", "Exchange was changed. It stands like this now:", besides=f"slack:{HERE}"
    ),  # there it was the answer
    "Wed 23 Dec 09:00 teams:29:deputy.sct: Scotland hosts Exchange on Wednesday 20 January 2027",
    "Wed 23 Dec 09:00 teams:29:lead.ukg: UK Government chairs Exchange on Wednesday 20 January 2027",
    (
        f"Wed 23 Dec 10:00 email:{ANA}: Answered by deputy.sct: Scotland accepts, and hosts Exchange on "
        "Wednesday 20 January 2027"
    ),
    *everywhere_heard(
        "Wed 23 Dec 10:00",
        "Scotland accepts: it hosts VAWG-M1 on Wednesday 20 January 2027.",
        "UK Government accepts: it chairs VAWG-M1 on Wednesday 20 January 2027.",
    ),
    f"Wed 13 Jan 09:00 email:{ANA}: A reminder: Scotland hosts Exchange on Wednesday 20 January 2027",
    "Wed 13 Jan 09:00 teams:29:lead.ukg: UK Government chairs Exchange on Wednesday 20 January 2027: what you need",
    *everywhere_heard("Tue 19 Jan 09:00", "Exchange: meeting 1 is on Wednesday 20 January 2027, 10:00."),
]
"""From the change on. Ana is found at no address at first, and her deputy hears instead; later her mail takes mails."""
