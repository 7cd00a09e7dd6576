"""The first story with one member in Slack, one in a Teams channel, one in a Teams direct chat of another
tenant, and one who has e-mail only; and exactly what each of them was told."""

from __future__ import annotations

import csv
import io

import pytest

from bot.db.unit_of_work import Database
from tests.platforms.slack_client import buttons
from tests.platforms.slack_server import direct
from tests.platforms.slack_world import account as slack_account
from tests.platforms.teams_client import CHANNEL
from tests.platforms.teams_world import account as teams_account
from tests.platforms.teams_world import eventually
from tests.stories.everywhere import Everywhere, everywhere
from tests.world import OPERATOR, SECRETARIAT, lead

pytestmark = pytest.mark.network

SERIES = "third wednesday of jan, apr, jul, oct at 10:00 for 2 hours"
IN_SLACK, IN_CHANNEL, ALONE, BY_MAIL = lead("UKG"), lead("SCT"), lead("WLS"), lead("IRL")
SAM = teams_account(SECRETARIAT)
OLU, UKG = slack_account(OPERATOR), slack_account(IN_SLACK)
SLACK_CHANNEL = "CVAWG"


def begun(place: Everywhere) -> None:
    """The group is made in Slack, its people join where they are, and two channels speak for it."""
    place.slack.types(OLU, f"me link {operators_code(place)}", channel=direct(OLU))
    place.slack.types(
        OLU, f'group new vawg "Ending VAWG exchange" seats:UKG,SCT,WLS,IRL series:"{SERIES}"', channel=SLACK_CHANNEL
    )
    person = f'<@{UKG}|ukg> name:"Una Ukg" email:{IN_SLACK}'
    place.slack.types(OLU, f"member add {person} seat:UKG as:lead", channel=SLACK_CHANNEL)
    for who, seat, name in ((IN_CHANNEL, "SCT", "Ana"), (ALONE, "WLS", "Bryn"), (BY_MAIL, "IRL", "Aoife")):
        place.slack.types(OLU, f'member add {who} name:"{name}" seat:{seat} as:lead', channel=SLACK_CHANNEL)
    place.teams.types(teams_account(IN_CHANNEL), f"me link {place.code(IN_CHANNEL)}")
    place.elsewhere.types(teams_account(ALONE), f"me link {place.code(ALONE)}")
    place.teams.types(teams_account(OPERATOR), f"me link {place.code(OPERATOR)}")
    place.slack.types(OLU, f'member add {SECRETARIAT} name:"Sam" as:secretariat', channel=SLACK_CHANNEL)
    place.teams.types(SAM, f"me link {place.code(SECRETARIAT)}")
    linked = place.teams.types(teams_account(OPERATOR), "group link group:vawg", channel=CHANNEL)
    assert "linked a channel" in linked


def operators_code(place: Everywhere) -> str:
    from bot.app.desk import linking_code

    issued = linking_code(place.app, OPERATOR)
    assert issued is not None
    return issued.code


def slack_button(place: Everywhere, label: str) -> None:
    """Una presses the newest button with that label in Slack."""
    posts = [post for post in place.slack_server.posts if post.channel == direct(UKG)]
    post, button = next(
        (post, one)
        for post in reversed(posts)
        for one in buttons({"blocks": post.blocks})
        if one["text"]["text"] == label
    )
    place.slack.presses(UKG, button, channel=direct(UKG), at=post.ts, text=post.text, blocks=post.blocks)


def labels(place: Everywhere, account: str) -> list[str]:
    """The buttons that stand below what somebody was told last in Slack."""
    post = [one for one in place.slack_server.posts if one.channel == direct(account)][-1]
    return [one["text"]["text"] for one in buttons({"blocks": post.blocks})]


def test_one_group_in_slack_two_tenants_and_by_mail(database: Database) -> None:
    with everywhere(database, "2026-11-23 09:00") as place:
        begun(place)
        place.until("2026-12-23 10:00")
        slack_button(place, "Accept")
        place.until("2026-12-30 10:00")
        [late] = [one for one in place.teams_server.heard(SAM) if "Not answered yet" in one.texts]
        assert "Accept" in labels(place, OLU)
        place.teams.presses(SAM, late, "Accept")
        assert eventually(lambda: "Accept" not in labels(place, OLU)), "a press in Teams the message in Slack"
        place.until("2027-01-20 13:30")
        [asked] = [one for one in place.teams_server.heard(SAM) if "was meeting 1 held" in one.texts]
        slack_button(place, "Held")
        assert eventually(lambda: asked.changes), "a press in Slack brings the card in Teams up to date"
        assert "Held" not in [one["title"] for one in asked.buttons]
        place.until("2027-01-20 14:00")
        added = place.teams.types(
            teams_account(IN_CHANNEL),
            f'action add "Publish minutes" owner:{ALONE} due:"17 Feb 2027" extent:WLS',
            channel=CHANNEL,
        )
        assert "VAWG-1 is added" in added
        place.teams.types(
            teams_account(IN_CHANNEL),
            f'action add "Send the survey" owner:{BY_MAIL} due:"17 Feb 2027" extent:IRL',
            channel=CHANNEL,
        )
        place.until("2027-02-17 18:00")
        reminder = next(one for one in place.teams_server.heard(teams_account(ALONE)) if "Publish minutes" in one.texts)
        done = place.elsewhere.presses(teams_account(ALONE), reminder, "Done: VAWG-1")
        assert "VAWG-1 is done" in done.passing
        assert "VAWG-2 is done" in place.follows(BY_MAIL, "One action needs you", "Done: VAWG-2").words
        place.until("2027-02-18 18:00")
        consent = next(
            one
            for one in place.teams.writes(teams_account(IN_CHANNEL), "export actions format:csv")
            if "consent" in one.attachment["contentType"]
        )
        place.teams.agrees(teams_account(IN_CHANNEL), consent, name="actions.csv")
        assert eventually(lambda: "actions.csv" in place.teams_server.files)
        rows = csv.DictReader(io.StringIO(place.teams_server.files["actions.csv"].decode("utf-8-sig")))
        assert [(row["ref"], row["status"]) for row in rows] == [("VAWG-1", "done"), ("VAWG-2", "done")]
        with database.reading() as uow:
            assert list(uow.audit.verify()) == []
        assert place.lines() == TOLD


TOLD = [
    "Mon 23 Nov 09:00 email:lead.irl@example.org: Ending VAWG exchange: you are Ireland's lead",
    "Mon 23 Nov 09:00 slack:CVAWG: Operator linked a channel to Ending VAWG exchange: changes are posted there.",
    "Wed 23 Dec 09:00 slack:ULEADUKG: UK Government chairs Ending VAWG exchange on Wednesday 20 January 2027",
    "Wed 23 Dec 09:00 teams:29:lead.sct: Scotland hosts Ending VAWG exchange on Wednesday 20 January 2027",
    "Wed 23 Dec 10:00 slack:CVAWG: UK Government accepts: it chairs VAWG-M1 on Wednesday 20 January 2027.",
    (
        "Wed 23 Dec 10:00 teams:19:vawg@thread.tacv2: UK Government accepts: it chairs VAWG-M1 on "
        "Wednesday 20 January 2027."
    ),
    (
        "Wed 30 Dec 09:00 slack:UOPERATOR: Not answered yet: Scotland hosts Ending VAWG exchange "
        "on Wednesday 20 January 2027"
    ),
    "Wed 30 Dec 09:00 teams:29:sam: Not answered yet: Scotland hosts Ending VAWG exchange on Wednesday 20 January 2027",
    "Wed 30 Dec 10:00 slack:CVAWG: Scotland accepts: it hosts VAWG-M1 on Wednesday 20 January 2027.",
    (
        "Wed 30 Dec 10:00 slack:UOPERATOR: Answered by Sam: Scotland accepts, and hosts Ending VAWG exchange on "
        "Wednesday 20 January 2027"
    ),
    "Wed 30 Dec 10:00 teams:19:vawg@thread.tacv2: Scotland accepts: it hosts VAWG-M1 on Wednesday 20 January 2027.",
    (
        "Wed 30 Dec 10:00 teams:29:lead.sct: Answered by Sam: Scotland accepts, and hosts Ending VAWG exchange on "
        "Wednesday 20 January 2027"
    ),
    (
        "Wed 13 Jan 09:00 slack:ULEADUKG: UK Government chairs Ending VAWG exchange on Wednesday "
        "20 January 2027: what you need"
    ),
    "Wed 13 Jan 09:00 teams:29:lead.sct: A reminder: Scotland hosts Ending VAWG exchange on Wednesday 20 January 2027",
    "Tue 19 Jan 09:00 slack:CVAWG: Ending VAWG exchange: meeting 1 is on Wednesday 20 January 2027, 10:00.",
    (
        "Tue 19 Jan 09:00 teams:19:vawg@thread.tacv2: Ending VAWG exchange: meeting 1 is on "
        "Wednesday 20 January 2027, 10:00."
    ),
    "Wed 20 Jan 13:00 slack:ULEADUKG: Ending VAWG exchange: was meeting 1 held on Wednesday 20 January 2027, 10:00?",
    "Wed 20 Jan 13:00 slack:UOPERATOR: Ending VAWG exchange: was meeting 1 held on Wednesday 20 January 2027, 10:00?",
    "Wed 20 Jan 13:00 teams:29:sam: Ending VAWG exchange: was meeting 1 held on Wednesday 20 January 2027, 10:00?",
    "Wed 20 Jan 13:30 slack:CVAWG: Meeting 1 on Wednesday 20 January 2027 was held.",
    "Wed 20 Jan 13:30 teams:19:vawg@thread.tacv2: Meeting 1 on Wednesday 20 January 2027 was held.",
    (
        "Wed 20 Jan 13:30 teams:29:lead.sct: Over to Scotland: it chairs Ending VAWG exchange "
        "next, on Wednesday 21 April 2027"
    ),
    "Wed 20 Jan 13:30 teams:29:lead.wls: Wales hosts Ending VAWG exchange on Wednesday 21 April 2027",
    "Wed 20 Jan 14:00 slack:CVAWG: VAWG-1 is added: Bryn, by Wednesday 17 February 2027.",
    "Wed 20 Jan 14:00 slack:CVAWG: VAWG-2 is added: Aoife, by Wednesday 17 February 2027.",
    "Mon 25 Jan 09:00 slack:CVAWG: Ending VAWG exchange, the week in actions: 0 done, 2 new, 2 open",
    "Mon 25 Jan 09:00 teams:19:vawg@thread.tacv2: Ending VAWG exchange, the week in actions: 0 done, 2 new, 2 open",
    "Mon 8 Feb 09:00 email:lead.irl@example.org: One action needs you",
    "Mon 8 Feb 09:00 teams:29:lead.wls: One action needs you",
    "Mon 15 Feb 09:00 email:lead.irl@example.org: One action needs you",
    "Mon 15 Feb 09:00 teams:29:lead.wls: One action needs you",
    "Tue 16 Feb 09:00 email:lead.irl@example.org: One action needs you",
    "Tue 16 Feb 09:00 teams:29:lead.wls: One action needs you",
    "Wed 17 Feb 18:00 slack:CVAWG: VAWG-1 is done. Thank you.",
    "Wed 17 Feb 18:00 slack:CVAWG: VAWG-2 is done. Thank you.",
    "Wed 17 Feb 18:00 teams:19:vawg@thread.tacv2: VAWG-1 is done. Thank you.",
    "Wed 17 Feb 18:00 teams:19:vawg@thread.tacv2: VAWG-2 is done. Thank you.",
]
"""By outbox: answers to what somebody typed or pressed stand beside."""
