"""Every command that asks for something, in Slack over signed HTTP: typed alone it opens its form, a form that Slack
takes; filled in, it does what typing it does."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.db import models
from bot.db.unit_of_work import Database
from bot.foresight import lacking
from bot.messages.block_kit_inputs import field_id
from bot.services import linking
from handlers import COMMANDS
from tests.messages import slack_rules
from tests.platforms.slack_world import CHANNEL, ELSEWHERE, NOW, SlackWorld, account, slack_world
from tests.platforms.test_slack_forms import eventually, opened, sends, told
from tests.world import OPERATOR, SECRETARIAT, World, lead, raise_action, with_rota, worded

pytestmark = pytest.mark.network

SAM = account(SECRETARIAT)
OLU = "UOLU"
OPENING = {one.name: one for one in COMMANDS if lacking(one, {})}
FILLED: dict[str, tuple[str, dict[str, Any], str]] = {
    "administration add": (
        OLU,
        {"code": "DEU", "name": "Germany", "tz": "Europe/Berlin", "holidays": "DE"},
        "Germany (DEU) can take part now.",
    ),
    "group new": (OLU, {"slug": "other", "name": "Another"}, "Another (other) is set up."),
    "group edit": (SAM, {"purpose": "Share what works"}, "Ending violence against women and girls was changed."),
    "group close": (SAM, {"reason": "Its work is done"}, "Ending violence against women and girls has ended:"),
    "seat add": (SAM, {"seat": "IMN", "from": "2027-02-01"}, "Isle of Man"),
    "seat leave": (SAM, {"seat": "WLS", "on": "2027-03-01"}, "Wales"),
    "seat order": (SAM, {"seats": "IRL, NIR, SCT, UKG, WLS"}, "Ending violence against women and girls"),
    "member add": (
        SAM,
        {"person": None, "person:words": "new@example.org", "as": "member", "seat": "SCT", "name": "Nia Reid"},
        "Nia Reid",
    ),
    "member remove": (SAM, {"person": lead("WLS")}, "Lena Wls"),
    "meeting series": (SAM, {"series": "third wednesday of jan, apr, jul, oct at 10:00 for 2 hours"}, "Ending"),
    "meeting add": (SAM, {"when": "20 Jan 2027 14:00"}, "Meeting 3 is on Wednesday 20 January 2027, 14:00."),
    "meeting show": (SAM, {"meeting": "VAWG-M1"}, "Meeting 1 (VAWG-M1)"),
    "meeting move": (SAM, {"meeting": "VAWG-M2", "to": "26 Feb 2027 10:00"}, "Meeting 2 has moved"),
    "meeting cancel": (SAM, {"meeting": "VAWG-M2", "reason": "A storm"}, "Meeting 2 on"),
    "meeting open": (SAM, {"meeting": "VAWG-M1"}, "Meeting 1 is open."),
    "meeting close": (SAM, {"meeting": "VAWG-M1"}, "Meeting 1 on Tuesday 5 January 2027 was held."),
    "export file": (SAM, {"number": "1"}, "No file 1 waits for you."),
    "export revoke": (SAM, {"number": "1"}, "No file 1 waits for you."),
    "export schedule": (SAM, {"what": "actions"}, "Actions of Ending violence against women and girls: as XLSX"),
    "action add": (
        SAM,
        {"text": "Publish", "owner": lead("SCT"), "due": "2027-01-29", "extent": ["SCT"]},
        "VAWG-2 is added: Lena Sct, by Friday 29 January 2027.",
    ),
    "action show": (SAM, {"action": "1"}, "VAWG-1: open"),
    "action done": (SAM, {"action": "1"}, "VAWG-1 is done."),
    "action update": (SAM, {"action": "1", "text": "The draft is with colleagues"}, "There is news on VAWG-1"),
    "action due": (SAM, {"action": "1", "due": "2027-03-01"}, "VAWG-1 is now due on Monday 1 March 2027."),
    "action lines": (
        SAM,
        {
            "lines": f"{lead('SCT')} Publish by 29 Jan\n{lead('WLS')} Book a room",
            "due": "2027-02-05",
            "extent": ["SCT"],
        },
        "Ending violence against women and girls: 2 actions are added",
    ),
    "action search": (SAM, {"text": "publish"}, "Ending violence against women and girls"),
    "action give": (SAM, {"action": "1", "to": lead("IRL")}, "VAWG-1 is offered to Lena Irl (Ireland)."),
    "action accept": (SAM, {"action": "1"}, "VAWG-1 is offered to nobody at the moment."),
    "action refuse": (SAM, {"action": "1"}, "VAWG-1 is offered to nobody at the moment."),
    "action snooze": (SAM, {"action": "1", "until": "2027-01-11"}, "VAWG-1 rests until Monday 11 January 2027."),
    "action needs": (SAM, {"action": "1", "first": "VAWG-1"}, "VAWG-1 can't wait for itself."),
    "action free": (SAM, {"action": "1", "first": "VAWG-1"}, "VAWG-1 doesn't wait for VAWG-1."),
    "action priority": (SAM, {"action": "1", "priority": "high"}, "VAWG-1 now has high priority."),
    "action link": (SAM, {"action": "1", "link": "https://example.org/a"}, "VAWG-1 has one more link."),
    "me pause": (SAM, {"until": "2027-01-11"}, "I remind you of no action before Monday 11 January 2027."),
    "action drop": (SAM, {"action": "1", "reason": "No longer needed"}, "VAWG-1 is dropped."),
    "seat suspend": (SAM, {"seat": "NIR"}, "Northern Ireland"),
    "seat resume": (SAM, {"seat": "NIR"}, "Northern Ireland isn't suspended"),
    "member invite": (SAM, {"person": lead("WLS")}, "This service sends no e-mail."),
    "rota swap": (SAM, {"with": "IRL", "role": "chair", "for": "SCT"}, "Ireland"),
    "rota set": (SAM, {"meeting": "VAWG-M2", "chair": "IRL", "reason": "A storm"}, "has named who takes the turn"),
    "rota note": (SAM, {"text": "The paper on housing is still to come"}, "there is nothing to hand over yet."),
    "rota give-up": (SAM, {"meeting": "VAWG-M2", "role": "chair"}, "Nobody has been told yet to chair meeting 2."),
    "rota willing": (
        SAM,
        {"meeting": "VAWG-M2", "seat": "NIR"},
        "No pre-election period keeps your seat from chairing",
    ),
    "meeting host": (SAM, {"meeting": "VAWG-M2", "seat": "IRL", "reason": "A storm"}, "has named who takes the turn"),
    "calendar add": (
        SAM,
        {
            "administration": "SCT",
            "kind": "recess",
            "from": "2031-07-01",
            "to": "2031-08-31",
            "source": "parliament.scot",
        },
        "Scotland",
    ),
    "calendar remove": (SAM, {"number": "1"}, "Removed: number 1"),
    "calendar check": (SAM, {"day": "2027-07-12"}, "Monday 12 July 2027"),
    "agenda add": (SAM, {"text": "Refuge places", "minutes": "15"}, "On the agenda of meeting 1"),
    "agenda paper": (SAM, {"item": "VAWG-A1", "paper": "https://example.org/1"}, "There is a paper for VAWG-A1"),
    "agenda move": (SAM, {"item": "VAWG-A1", "to": "1"}, "has a new order"),
    "agenda withdraw": (SAM, {"item": "VAWG-A1"}, "No longer on the agenda: VAWG-A1"),
    "note": (SAM, {"text": "Wales will share its figures"}, "No meeting is open."),
    "decide": (SAM, {"text": "Share", "extent": ["SCT"], "closes": "20 Jan 2027"}, "VAWG-D2 is put to the seats"),
    "position": (
        SAM,
        {"decision": "VAWG-D1", "position": "supports", "for": "SCT"},
        "Scotland supports VAWG-D1.",
    ),
    "decision show": (SAM, {"decision": "VAWG-D1"}, "VAWG-D1: in writing"),
    "decision clear": (SAM, {"decision": "VAWG-D1", "answer": "given", "for": "SCT"}, "VAWG-D1 is not waiting"),
    "decision withdraw": (SAM, {"decision": "VAWG-D1", "reason": "A new text"}, "VAWG-D1 is withdrawn: A new text"),
    "decision review": (SAM, {"decision": "VAWG-D1", "on": "2027-12-01"}, "VAWG-D1 is looked at again"),
    "minutes correct": (
        SAM,
        {"meeting": "VAWG-M1", "section": "people", "text": "All came."},
        "Meeting 1 was never opened",
    ),
    "minutes approve": (SAM, {"meeting": "VAWG-M1"}, "Meeting 1 was never opened"),
    "summary correct": (
        SAM,
        {"meeting": "VAWG-M1", "section": "people", "text": "All came."},
        "Meeting 1 was never opened",
    ),
    "summary release": (SAM, {"meeting": "VAWG-M1"}, "Meeting 1 was never opened"),
    "summary withdraw": (SAM, {"meeting": "VAWG-M1"}, "Meeting 1 was never opened"),
    "meeting poll": (SAM, {"slots": "12 May 10:00, 13 May 14:00"}, "Finding a time (VAWG-P1): 2 slots to choose from"),
    "meeting answer": (SAM, {"meeting": "VAWG-M2", "answer": "yes"}, "You're coming to meeting 2"),
    "me calendar": (SAM, {"calendar": "feed"}, "From now on I send no invitations."),
    "me link": ("UNEW", {"code": "the code"}, "This account is yours"),
}

REFUSED = {
    "note",
    "decision clear",
    "minutes correct",
    "minutes approve",
    "summary correct",
    "summary release",
    "summary withdraw",
    "member invite",
    "rota note",
    "rota give-up",
    "rota willing",
    "seat resume",
}
REFUSED |= {"action accept", "action refuse", "action needs", "action free", "export file", "export revoke"}
"""What can't be done as this world stands, and is said in the form."""


@pytest.fixture
def world(database: Database) -> Iterator[SlackWorld]:
    with slack_world(database) as found:
        with_rota(database, found.group_id)
        with database.writing("test") as uow:
            operator = uow.people.create(name="Olu Operator", email=OPERATOR, now=NOW)
            uow.session.add(
                models.Account(official_id=operator.id, platform="slack", workspace="T1", account=OLU, created_at=NOW)
            )
        raise_action(database, seat="SCT", text="Publish", extent=("SCT",))
        found.workspace.types(SAM, "meeting add 6 Jan 2027 10:00", channel=ELSEWHERE)
        found.workspace.types(SAM, "meeting add 20 Feb 2027 10:00", channel=ELSEWHERE)
        found.workspace.types(SAM, "agenda add Housing", channel=ELSEWHERE)
        found.workspace.types(SAM, "decide Fund extent:SCT closes:2027-02-03", channel=ELSEWHERE)
        with database.writing("test") as uow:
            row = uow.meetings.by_number(found.group_id, 1)
            assert row is not None
            row.day, row.starts_at = NOW.date(), datetime(2027, 1, 5, 9, tzinfo=UTC)
            row.ends_at = row.starts_at + timedelta(hours=2)
        yield found


def test_every_command_that_opens_a_form_is_filled_in_here() -> None:
    """A new command needs its line above."""
    assert OPENING.keys() == FILLED.keys()


@pytest.mark.parametrize("name", FILLED)
def test_a_command_typed_alone_opens_its_form_and_the_form_does_it(name: str, world: SlackWorld) -> None:
    who, values, said = FILLED[name]
    if name == "me link":
        values = {"code": code_of(world, lead("SCT"))}
    view = opened(world, who, name, channel=CHANNEL if who == SAM else ELSEWHERE)
    slack_rules.check_view(view.view)
    filled = {f"field:{key}": value for key, value in values.items()}
    assert filled.keys() <= view.inputs.keys()
    answer = sends(world, who, view, filled)
    if answer.get("response_action") == "push":
        shown = world.server.answered(view, answer)
        assert shown is not None
        answer = sends(world, who, shown)
    if name in REFUSED:
        assert said in " ".join(slack_rules.texts(answer) if "view" in answer else answer["errors"].values())
        return
    assert answer == {"response_action": "clear"}, answer
    assert said in " ".join(line for _, line in told(world))


@pytest.mark.parametrize("name", FILLED)
def test_an_empty_form_comes_back_with_what_is_missing(name: str, world: SlackWorld) -> None:
    who, _, _ = FILLED[name]
    view = opened(world, who, name, channel=CHANNEL if who == SAM else ELSEWHERE)
    several = ("checkboxes", "multi_static_select")
    nothing: dict[str, Any] = {
        block: [] if one["element"]["type"] in several else None for block, one in view.inputs.items()
    }
    answer = sends(world, who, view, nothing)
    required = [one.name for one in _required(name)]
    if required:
        assert answer["response_action"] == "errors"
        assert answer["errors"].keys() == {field_id(one) for one in required}
        assert set(answer["errors"].values()) == {"Please fill this in."}
    else:
        assert answer["response_action"] in ("errors", "update")


def _required(name: str) -> list[Any]:
    from bot.arguments import declared

    return [one for one in declared(OPENING[name].arguments) if one.required]


def code_of(world: SlackWorld, who: str) -> str:
    with world.database.writing("test") as uow:
        found = uow.people.by_email(who)
        assert found is not None
        return linking.issue_code(uow, official_id=found.id, now=NOW)


def test_help_points_to_forms(world: SlackWorld) -> None:
    overview = worded(World(world.database).asks(SECRETARIAT, "help", forms=True))
    assert "Type a command without its details, such as “/wg action add”, and a form asks for them." in overview
    subject = world.workspace.types(SAM, "help meeting", channel=ELSEWHERE).body["text"]
    assert "Typed alone, “/wg meeting series” opens a form that asks for the rest." in subject
    assert eventually(lambda: world.server.views == {})
