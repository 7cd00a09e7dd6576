"""App Home: opened, pressed, kept current. Signed requests in, ``views.publish`` out, a real core between."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot.clock import fixed
from bot.db import models
from bot.db.unit_of_work import Database
from bot.deliverer import Counts, Deliverer
from bot.messages import codec, plain_text
from bot.messages.model import Message
from bot.notices import NOTICES
from bot.notices.model import Entry
from bot.platforms.slack.api import Api
from bot.platforms.slack.gateway import SlackGateway
from bot.presenters.speech import words
from bot.scheduler import tick
from bot.services import linking
from tests.messages.slack_rules import texts
from tests.platforms import slack_client
from tests.platforms.slack_client import buttons, slack_face, token
from tests.platforms.slack_server import Fault, direct
from tests.platforms.slack_world import CHANNEL, NOW, SlackWorld, account, slack_world
from tests.platforms.test_slack_answers import eventually
from tests.world import SECRETARIAT, deputy, lead, with_rota

pytestmark = pytest.mark.network

ANA = account(lead("SCT"))
BRYN = account(lead("WLS"))
SAM = account(SECRETARIAT)
STRANGER = "USTRANGER"


@pytest.fixture
def world(database: Database) -> Iterator[SlackWorld]:
    """The exchange with its rota, and a meeting on 20 January that Scotland hosts."""
    with slack_world(database) as found:
        with_rota(database, found.group_id)
        found.workspace.types(SAM, "meeting add 20 Jan 2027 10:00")
        found.workspace.types(SAM, f"action add Minutes owner:{lead('SCT')} due:22/1/2027 extent:SCT", channel=CHANNEL)
        yield found


def deliver(world: SlackWorld, now: datetime = NOW) -> Counts:
    """One round of the outbox for Homes: what else waits in it is left alone."""

    async def one_round() -> Counts:
        api = Api(world.server.api_url)
        try:
            gateway = SlackGateway(api, token)
            return await Deliverer(world.database, [gateway], fixed(now), luck=lambda: 0.0).deliver_due(now)
        finally:
            await api.close()

    return asyncio.run(one_round())


def opened(world: SlackWorld, who: str) -> str:
    """Somebody opens their Home; what they see."""
    assert world.workspace.opens_home(who).status == 200
    deliver(world)
    return seen(world, who)


def seen(world: SlackWorld, who: str) -> str:
    return "\n".join(texts(world.server.homes[who]))


def labels(world: SlackWorld, who: str) -> list[str]:
    return [str(one["text"]["text"]) for one in buttons({"blocks": world.server.homes[who]})]


def published(world: SlackWorld) -> list[str]:
    """To whom, in order."""
    return [str(call["user_id"]) for call in world.server.called("views.publish")]


def messages(world: SlackWorld, who: str) -> list[str]:
    return [post.text for post in world.server.posts if post.channel == direct(who) or post.user == who]


def homes(database: Database) -> list[tuple[str, str, str]]:
    with database.reading() as uow:
        return [
            (row.subject, row.lane, row.state.value)
            for row in uow.session.scalars(
                select(models.OutboxEntry).where(models.OutboxEntry.subject == "home").order_by(models.OutboxEntry.id)
            )
        ]


# Opened


def test_who_opens_it_sees_what_waits_and_what_is_set(world: SlackWorld) -> None:
    said = opened(world, ANA)
    assert "One thing waits on you" in said
    assert "VAWG-1" in said
    assert "Minutes" in said
    assert "you host on Wednesday 20 January 2027" in said
    assert "Office hours" in said
    assert "Monday to Friday, 09:00–17:00 (Europe/London)" in said
    assert labels(world, ANA) == ["Done: VAWG-1", "Change office hours", "Choose where I write", "Quieter, please"]


def test_it_says_what_my_says(world: SlackWorld) -> None:
    """One presenter: every text of ``my`` stands in the Home too."""
    said = opened(world, ANA)
    mine = world.workspace.types(ANA, "", channel=direct(ANA)).body
    for line in texts(mine["blocks"][:1]):
        assert line in said
    commands = [one["value"] for one in buttons(mine)]
    assert commands == [one["value"] for one in buttons({"blocks": world.server.homes[ANA]})][: len(commands)]


def test_an_account_of_nobody_is_told_how_to_begin_and_nothing_else(world: SlackWorld) -> None:
    said = opened(world, STRANGER)
    assert "Hello. I don't know yet which official you are." in said
    assert "/wg me link CODE" in said
    assert "VAWG" not in said
    assert labels(world, STRANGER) == []
    assert messages(world, STRANGER) == []


def test_the_other_tabs_are_nothing_for_us(world: SlackWorld) -> None:
    before = homes(world.database)
    assert world.workspace.opens_home(ANA, tab="messages").status == 200
    assert homes(world.database) == before == []


def test_an_opening_that_slack_sends_again_has_one_effect(world: SlackWorld) -> None:
    world.workspace.opens_home(ANA)
    assert [world.workspace.again(**{"X-Slack-Retry-Num": "1"}).status for _ in range(3)] == [200] * 3
    assert len(homes(world.database)) == 1
    with slack_face(world.server, world.dispatch) as other:
        world.workspace.address = other
        assert world.workspace.again().status == 200
    assert len(homes(world.database)) == 1, "another process was given it too"


def test_whoever_opens_it_again_gets_it_again(world: SlackWorld) -> None:
    opened(world, ANA)
    opened(world, ANA)
    assert published(world) == [ANA, ANA]


@pytest.mark.parametrize("event", [{"user": None}, {"user": "<@U1>"}, {"user": ["U1"]}])
def test_an_opening_by_nobody_is_malformed(world: SlackWorld, event: dict[str, Any]) -> None:
    assert world.workspace.opens_home(ANA, **event).status == 400


# Pressed


def test_a_press_is_done_and_answered_on_top_with_its_undo(world: SlackWorld) -> None:
    opened(world, ANA)
    deliver(world)
    before = len(messages(world, ANA))
    assert world.workspace.presses_at_home(ANA, "Done: VAWG-1").status == 200
    deliver(world)
    said = seen(world, ANA)
    assert "Nothing waits on you." in said
    assert "VAWG-1 is done." in said
    assert labels(world, ANA)[0] == "Undo"
    assert (len(messages(world, ANA)), world.server.responses) == (before, [])
    world.workspace.presses_at_home(ANA, "Undo")
    deliver(world)
    assert "One thing waits on you" in seen(world, ANA)
    assert "Lena Sct took a change back." in seen(world, ANA)


def test_a_press_in_a_home_is_the_command_and_no_more(world: SlackWorld) -> None:
    opened(world, ANA)
    world.workspace.presses_at_home(ANA, "Done: VAWG-1")
    press = world.invocations[-1]
    assert (press.platform, press.workspace, press.account, press.channel) == ("slack", "T1", ANA, None)
    assert (press.text, press.home) == ("action done VAWG-1", "pressed")


@pytest.mark.parametrize(
    ("value", "refusal"),
    [
        ("action done VAWG-99", "There is no action VAWG-99"),
        ("meeting cancel VAWG-M1 reason:storm", "Only the chair of the next meeting or the secretariat can do that."),
        ("action done OTHER-1", "I know no group"),
        ("wave wand", "I don't know"),
        ("me hours nonsense", "I can't read “nonsense” as office hours"),
    ],
)
def test_a_refusal_stands_on_top_and_nowhere_else(world: SlackWorld, value: str, refusal: str) -> None:
    opened(world, ANA)
    deliver(world)
    effects, before = world.effects(), len(messages(world, ANA))
    button = buttons({"blocks": world.server.homes[ANA]})[0] | {"value": value}
    assert world.workspace.acts_at_home(ANA, button).status == 200
    deliver(world)
    assert refusal in seen(world, ANA)
    assert (world.effects(), len(messages(world, ANA)), world.server.responses) == (effects, before, [])


def test_a_question_is_asked_there_and_its_buttons_work_there(world: SlackWorld) -> None:
    opened(world, ANA)
    button = buttons({"blocks": world.server.homes[ANA]})[0] | {"value": 'thing plan on:"next friday"'}
    world.workspace.acts_at_home(ANA, button)
    deliver(world)
    days = [one for one in buttons({"blocks": world.server.homes[ANA]}) if "thing plan" in one["value"]]
    assert len(days) == 2
    world.workspace.acts_at_home(ANA, days[0])
    deliver(world)
    assert "Planned for 2027-01-08" in seen(world, ANA)


def test_settings_are_changed_there(world: SlackWorld) -> None:
    opened(world, ANA)
    world.workspace.presses_at_home(ANA, "Quieter, please")
    deliver(world)
    assert "quieter, only when something is due or overdue" in seen(world, ANA)
    assert "Back to the usual" in labels(world, ANA)
    world.workspace.presses_at_home(ANA, "Back to the usual")
    deliver(world)
    assert "as usual, at most two a week" in seen(world, ANA)


def test_a_press_twice_has_one_effect(world: SlackWorld) -> None:
    opened(world, ANA)
    world.workspace.presses_at_home(ANA, "Done: VAWG-1")
    effects = world.effects()
    assert world.workspace.again().status == 200
    deliver(world)
    assert world.effects() == effects
    assert "VAWG-1 is done." in seen(world, ANA)


def test_a_file_that_was_asked_for_there_comes_as_a_direct_message(world: SlackWorld) -> None:
    opened(world, ANA)
    button = buttons({"blocks": world.server.homes[ANA]})[0] | {"value": "thing file"}
    world.workspace.acts_at_home(ANA, button)
    deliver(world)
    assert [file.channel for file in world.server.files] == [direct(ANA)]
    assert "The file is in your direct messages." in seen(world, ANA)


def test_what_of_ours_fails_is_said_in_a_direct_message(world: SlackWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    opened(world, ANA)

    def fails(_invocation: object) -> None:
        raise RuntimeError("canary")

    monkeypatch.setattr(world, "dispatcher", fails)
    world.workspace.presses_at_home(ANA, "Done: VAWG-1")
    assert eventually(lambda: any("Something went wrong" in said for said in messages(world, ANA)))
    before = len(messages(world, ANA))
    world.workspace.opens_home(ANA)
    assert len(messages(world, ANA)) == before, "looking at it brings no messages"


def test_an_answer_that_takes_long_still_stands_there_in_the_end(database: Database) -> None:
    with slack_world(database, patience=0.05) as world:
        world.workspace.opens_home(ANA)
        assert eventually(lambda: bool(homes(database)))
        deliver(world)
        world.gate.clear()
        world.workspace.presses_at_home(ANA, "Quieter, please")
        world.gate.set()
        assert eventually(lambda: world.effects() > 0)
        assert eventually(lambda: deliver(world) is not None and "Back to the usual" in labels(world, ANA))


# Kept current


def test_what_others_change_is_published_to_those_whom_it_concerns(world: SlackWorld) -> None:
    opened(world, ANA)
    opened(world, BRYN)
    world.workspace.types(SAM, f"action add Survey owner:{lead('SCT')} due:29/1/2027 extent:SCT", channel=CHANNEL)
    deliver(world)
    assert "2 things wait on you" in seen(world, ANA)
    assert published(world) == [ANA, BRYN, ANA], "in Bryn's nothing is new, so nothing is sent"


def test_many_changes_become_one_publication(world: SlackWorld) -> None:
    opened(world, ANA)
    for number in range(5):
        world.workspace.types(SAM, f"action add Item{number} owner:{lead('SCT')} due:29/1/2027 extent:SCT")
    assert [state for _, _, state in homes(world.database)] == ["sent", "ready"]
    deliver(world)
    assert published(world) == [ANA, ANA]
    assert "6 things wait on you" in seen(world, ANA)


def test_a_change_while_it_is_being_published_is_not_lost(world: SlackWorld) -> None:
    """What was claimed before the change was read before it, perhaps: another publication follows."""
    opened(world, ANA)
    held = threading.Event()
    world.server.plan("views.publish", Fault(until=held))
    world.workspace.types(SAM, f"action add One owner:{lead('SCT')} due:29/1/2027 extent:SCT")
    sending = threading.Thread(target=deliver, args=(world,))
    sending.start()
    assert eventually(lambda: len(published(world)) == 2)
    world.workspace.types(SAM, f"action add Two owner:{lead('SCT')} due:29/1/2027 extent:SCT")
    held.set()
    sending.join(20)
    deliver(world)
    assert "3 things wait on you" in seen(world, ANA)


def test_who_never_opened_theirs_costs_nothing(world: SlackWorld) -> None:
    world.workspace.types(SAM, f"action add Survey owner:{lead('SCT')} due:29/1/2027 extent:SCT", channel=CHANNEL)
    deliver(world)
    assert (homes(world.database), published(world)) == ([], [])


def test_what_the_clock_does_is_published_too(world: SlackWorld) -> None:
    opened(world, ANA)
    assert "Accept" not in labels(world, ANA)
    tick(world.database, NOW)  # the notice of 28 days is due: Scotland is told that it hosts
    deliver(world)
    assert "Accept" in labels(world, ANA)
    assert "Scotland is asked to host meeting 1" in seen(world, ANA)


def test_who_leaves_a_group_no_longer_sees_it(world: SlackWorld) -> None:
    opened(world, ANA)
    assert "VAWG" in seen(world, ANA)
    world.workspace.types(SAM, f"member remove {lead('SCT')}", channel=CHANNEL)
    deliver(world)
    assert "VAWG" not in seen(world, ANA)
    assert "You aren't in any group yet." in seen(world, ANA)


def test_the_secretariats_mention_undone_shows_nothing_of_theirs_any_more(world: SlackWorld) -> None:
    opened(world, STRANGER)
    world.workspace.types(SAM, f"member add <@{STRANGER}|noor> seat:SCT as:member", channel=CHANNEL)
    deliver(world)
    assert "VAWG-M1" in seen(world, STRANGER)
    world.workspace.types(SAM, "undo", channel=CHANNEL)
    deliver(world)
    assert "VAWG-M1" not in seen(world, STRANGER)


def test_an_account_that_is_tied_by_its_code_sees_its_home_at_once(world: SlackWorld) -> None:
    with world.database.writing("test") as uow:
        noor = uow.people.create(name="Noor", email="noor@example.org", now=NOW)
        code = linking.issue_code(uow, official_id=noor.id, now=NOW)
    assert "I don't know yet" in opened(world, STRANGER)
    world.workspace.types(STRANGER, f"me link {code}", channel=direct(STRANGER))
    deliver(world)
    assert "You aren't in any group yet." in seen(world, STRANGER)
    assert "Your settings" in seen(world, STRANGER)


def test_many_things_stay_within_what_slack_takes(world: SlackWorld) -> None:
    for number in range(40):
        world.workspace.types(
            SAM, f'action add "{"Long words " * 20}{number}" owner:{lead("SCT")} due:29/1/2027 extent:all'
        )
    opened(world, ANA)
    assert len(world.server.homes[ANA]) <= 100
    assert "41 things wait on you" in seen(world, ANA)
    assert "more" in seen(world, ANA)


# Workspaces


def test_the_same_account_in_another_workspace_is_another_person(world: SlackWorld) -> None:
    opened(world, ANA)
    body = world.workspace.types(ANA, "home", channel=direct(ANA), team_id="T2").body
    assert "I don't know yet which official you are." in body["text"]
    elsewhere = [{"team_id": "T2", "user_id": "UCONVENOR", "is_bot": True}]
    event = {"type": "app_home_opened", "user": ANA, "tab": "home", "channel": direct(ANA)}
    assert opened_in(world, event, team_id="T2", authorizations=elsewhere) == 200
    lanes = {lane for _, lane, _ in homes(world.database)}
    assert lanes == {f"slack:T1:home:{ANA}", f"slack:T2:home:{ANA}"}
    assert "VAWG" not in as_published(world, f"slack:T2:home:{ANA}")
    before = len(homes(world.database))
    world.workspace.types(SAM, f"action add Survey owner:{lead('SCT')} due:29/1/2027 extent:SCT")
    assert [lane for _, lane, _ in homes(world.database)[before:]] == [f"slack:T1:home:{ANA}"]


def opened_in(world: SlackWorld, event: dict[str, Any], **envelope: Any) -> int:
    body = json.dumps(slack_client.envelope(event) | envelope).encode()
    headers = {"Content-Type": "application/json", **slack_client.signed(body)}
    return slack_client.send(world.workspace.address, body, headers).status


def as_published(world: SlackWorld, lane: str) -> str:
    """What the newest entry of a lane would say."""
    with world.database.reading() as uow:
        row = uow.session.scalars(
            select(models.OutboxEntry).where(models.OutboxEntry.lane == lane).order_by(models.OutboxEntry.id.desc())
        ).first()
        assert row is not None
        entry = Entry(row.key, row.subject, row.facts, row.group_id, row.official_id, row.due_at)
        message = NOTICES[row.subject](uow, entry, words("en-GB"), NOW)
    assert isinstance(message, Message)
    return plain_text.render(message)


def test_a_press_in_another_workspace_is_nobodys_here(world: SlackWorld) -> None:
    opened(world, ANA)
    button = buttons({"blocks": world.server.homes[ANA]})[0]
    effects = world.effects()
    view = {"id": "V1", "team_id": "T2", "type": "home", "app_installed_team_id": "T2"}
    world.workspace.acts_at_home(ANA, button, view=view, team={"id": "T2"})
    assert world.effects() == effects
    assert "I don't know" in as_published(world, f"slack:T2:home:{ANA}")


# Slack's moods


@pytest.mark.parametrize(
    ("fault", "counted"),
    [
        (Fault(status=429, headers=(("Retry-After", "7"),)), Counts(later=1)),
        (Fault(status=503), Counts(later=1)),
        (Fault(cut="after"), Counts(unknown=1)),
        (Fault(error="internal_error"), Counts(unknown=1)),
    ],
)
def test_what_slack_refuses_for_now_or_loses_is_published_later(
    world: SlackWorld, fault: Fault, counted: Counts
) -> None:
    deliver(world)
    world.workspace.opens_home(ANA)
    world.server.plan("views.publish", fault)
    assert deliver(world) == counted
    assert deliver(world, NOW + timedelta(minutes=11)) == Counts(sent=1)
    assert "One thing waits on you" in seen(world, ANA)
    assert world.server.called("conversations.history") == [], "it is published again without looking"


def test_after_an_unknown_outcome_even_the_same_is_published(world: SlackWorld) -> None:
    """What was undone meanwhile looks like what was published before, and isn't what Slack shows."""
    opened(world, ANA)
    world.workspace.types(ANA, "action done VAWG-1")
    world.server.plan("views.publish", Fault(cut="after"))
    deliver(world)
    assert "Nothing waits on you." in seen(world, ANA)
    world.workspace.types(ANA, "undo")
    deliver(world, NOW + timedelta(minutes=11))
    assert "One thing waits on you" in seen(world, ANA)


def test_a_home_that_slack_refuses_holds_nobody_up(world: SlackWorld) -> None:
    deliver(world)
    world.server.plan("views.publish", Fault(error="not_enabled"))
    world.workspace.opens_home(ANA)
    world.workspace.opens_home(BRYN)
    assert deliver(world) == Counts(sent=1, undeliverable=1)


def test_only_the_last_publication_is_kept(world: SlackWorld) -> None:
    for _ in range(4):
        opened(world, ANA)
    assert [state for _, _, state in homes(world.database)] == ["sent", "sent"]


def test_a_note_is_stored_as_it_was_said(world: SlackWorld) -> None:
    opened(world, ANA)
    world.workspace.presses_at_home(ANA, "Done: VAWG-1")
    with world.database.reading() as uow:
        (home,) = uow.session.scalars(select(models.Home)).all()
    assert home.note is not None
    noted = codec.load(home.note)
    assert isinstance(noted, Message)
    assert noted.title.startswith("VAWG-1 is done.")
    assert deputy("SCT") not in home.note
