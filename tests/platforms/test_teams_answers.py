"""What somebody types and presses in Teams, and what comes back: signed activities in, the connector's wire out."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from bot.app.teams import TeamsFace
from bot.clock import fixed
from bot.db import models
from bot.db.recipients import ToPerson
from bot.db.unit_of_work import Database
from bot.deliverer import Counts, Deliverer
from bot.messages.model import Message
from bot.platforms.teams.answers import Answers
from bot.services import linking
from tests.languages import spoken_too
from tests.messages import teams_rules
from tests.platforms.teams_server import Fault, personal
from tests.platforms.teams_world import CHANNEL, ELSEWHERE, NOW, TeamsWorld, account, eventually, teams_world
from tests.world import SECRETARIAT, lead, raise_action

pytestmark = pytest.mark.network

ANA = account(lead("SCT"))
SAM = account(SECRETARIAT)
STRANGER = "29:stranger"


@pytest.fixture
def world(database: Database) -> Iterator[TeamsWorld]:
    with teams_world(database) as found:
        yield found


def effects(world: TeamsWorld) -> int:
    with world.database.reading() as uow:
        return (
            uow.session.scalar(
                select(func.count()).select_from(models.AuditLine).where(models.AuditLine.event == "thing.added")
            )
            or 0
        )


# Words


def test_a_direct_message_is_answered_in_that_conversation(world: TeamsWorld) -> None:
    [said] = world.client.writes(ANA, "thing show")
    assert (said.conversation, said.to) == (personal(ANA), None)
    assert "Shown to Lena Sct" in said.texts
    assert said.body["summary"].startswith("Shown to Lena Sct")


def test_a_change_in_the_channel_is_answered_for_everybody_in_its_thread(world: TeamsWorld) -> None:
    [said] = world.client.writes(ANA, "thing add Publish", channel=f"{CHANNEL};messageid=17")
    assert (said.conversation, said.thread, said.to) == (CHANNEL, f"{CHANNEL};messageid=17", None)
    assert "Added: Publish" in said.texts
    assert effects(world) == 1


def test_a_private_answer_in_a_channel_is_for_whoever_asked(world: TeamsWorld) -> None:
    [said] = world.client.writes(ANA, "thing show", channel=CHANNEL)
    assert (said.conversation, said.to) == (CHANNEL, ANA)


def test_where_clients_know_no_targeted_messages_it_is_direct(world: TeamsWorld) -> None:
    world.server.targets = False
    [said] = world.client.writes(ANA, "thing show", channel=CHANNEL)
    assert (said.conversation, said.to) == (personal(ANA), None)


def test_a_group_chat_is_a_channel_too(world: TeamsWorld) -> None:
    world.server.room("19:chat@thread.v2", "groupChat", members=(SAM,))
    [said] = world.client.writes(SAM, "group link group:vawg", channel="19:chat@thread.v2")
    assert said.conversation == "19:chat@thread.v2"
    with world.database.reading() as uow:
        assert uow.groups.linked_to("teams", world.client.tenant, "19:chat@thread.v2") is not None


def test_the_commands_name_may_be_typed_and_our_mention_is_no_word(world: TeamsWorld) -> None:
    assert "Shown to" in world.client.types(ANA, "@Convenor thing show")
    assert "Shown to" in world.client.types(ANA, "&nbsp;thing\xa0show \r\n", channel=CHANNEL)
    assert world.invocations[-1].text == "thing\xa0show" or world.invocations[-1].text == "thing show"


def test_somebody_mentioned_is_known_by_their_account(world: TeamsWorld) -> None:
    text = "<at>Lena Wls</at> due:29/1/2027 extent:SCT"
    said = world.client.types(
        SAM, f"action add Minutes owner:{text}", channel=CHANNEL, people={account(lead("WLS")): "Lena Wls"}
    )
    assert "Lena Wls" in said
    assert "VAWG-1 is added" in said


def test_a_name_in_a_mention_is_no_mark_up(world: TeamsWorld) -> None:
    said = world.client.types(SAM, "member add <at>A<b>&lt;x&gt;</at> as:member seat:SCT", people={'29:"x': "A"})
    assert world.server.said, said


def test_an_account_of_nobody_is_told_how_to_begin_and_a_code_ties_it(world: TeamsWorld) -> None:
    assert "I don't know yet which official you are" in world.client.types(STRANGER, "my")
    with world.database.writing("test") as uow:
        noor = uow.people.create(name="Noor", email="noor@example.org", now=NOW)
        code = linking.issue_code(uow, official_id=noor.id, now=NOW)
    assert "This account is yours" in world.client.types(STRANGER, f"me link {code}")
    with world.database.reading() as uow:
        tied = uow.people.by_account("teams", world.client.tenant, STRANGER)
    assert tied is not None
    assert tied.name == "Noor"


def test_no_address_that_teams_claims_is_believed(world: TeamsWorld) -> None:
    claimed = world.client.activity(STRANGER, None, type="message", text="my")
    claimed["from"] |= {"userPrincipalName": lead("SCT"), "email": lead("SCT")}
    world.client.sends(claimed)
    assert "I don't know yet which official you are" in world.server.said[-1].texts


def test_words_that_teams_sends_again_have_one_effect_and_one_answer(world: TeamsWorld) -> None:
    world.client.writes(ANA, "thing add Publish", channel=CHANNEL)
    before = len(world.server.said)
    assert world.client.again().status == 200
    assert len(world.server.said) == before
    assert effects(world) == 1


def test_edits_reactions_and_our_own_words_are_nothing_for_us(world: TeamsWorld) -> None:
    for more in ({"type": "messageUpdate"}, {"type": "messageReaction"}, {"type": "typing"}, {"type": "event"}):
        activity = world.client.activity(ANA, None, text="thing add no") | more
        assert world.client.sends(activity).status == 200
    own = world.client.activity(ANA, None, type="message", text="thing add no")
    own["from"] = {"id": world.client.bot}
    assert world.client.sends(own).status == 200
    assert effects(world) == 0
    assert world.server.said == []


@pytest.mark.parametrize(
    "more",
    [
        {"conversation": "x"},
        {"from": {"id": ["x"]}},
        {"from": None},
        {"text": {"a": 1}},
        {"entities": "x"},
        {"recipient": {}},
        {"type": "invoke", "name": "adaptiveCard/action", "value": {"action": {"data": {"command": 1}}}},
        {"type": "invoke", "name": "task/submit", "value": {"data": {"command": "my", "field:x": ["x"]}}},
        {"type": "invoke", "name": "task/fetch", "value": []},
    ],
)
def test_what_teams_never_sends_is_refused(more: dict[str, object], world: TeamsWorld) -> None:
    activity = {**world.client.activity(ANA, None, type="message", text="thing add no"), **more}
    if more.get("conversation") == "x":
        assert world.client.sends(activity).status in (400, 403)
    else:
        assert world.client.sends(activity).status == 400
    assert effects(world) == 0


def test_an_invoke_that_nobody_asked_for_is_answered_with_nothing(world: TeamsWorld) -> None:
    activity = world.client.activity(ANA, None, type="invoke", name="signin/verifyState", value={"state": "1"})
    assert world.client.sends(activity).status == 200


def test_an_answer_that_teams_refuses_for_now_is_said_after_its_pause(world: TeamsWorld) -> None:
    world.server.plan("say", Fault(status=429, headers=(("Retry-After", "1"),)), Fault(status=412))
    world.client.writes(ANA, "thing show")
    assert eventually(lambda: any("Shown to" in one.texts for one in world.server.said))


def test_an_answer_that_teams_will_not_take_as_a_card_is_said_in_words(world: TeamsWorld) -> None:
    world.server.plan("say", Fault(status=400, code="BadArgument"), Fault(status=400, code="BadArgument"))
    [said] = world.client.writes(ANA, "thing show", channel=CHANNEL)
    assert (said.conversation, said.to) == (CHANNEL, ANA)
    assert "Shown to" in said.body["text"]


# Presses


def test_a_press_is_done_and_what_was_answered_stands_in_its_place(world: TeamsWorld) -> None:
    [shown] = world.client.writes(ANA, "thing add Publish")
    pressed = world.client.presses(ANA, shown, "Undo")
    assert pressed.status == 200
    [listed] = world.client.writes(ANA, "thing show")
    answer = world.client.presses(ANA, listed, "Done 1")
    assert "Shown to Lena Sct" in teams_rules.texts(answer.card), "the list is asked for again"
    assert "Added: one" in world.server.said[-1].texts, "what was done is said beside it"
    assert effects(world) == 2


def test_a_public_answer_to_a_press_in_a_channel_is_said_for_everybody(world: TeamsWorld) -> None:
    [listed] = world.client.writes(ANA, "thing show", channel=CHANNEL)
    answer = world.client.presses(ANA, listed, "Done 1")
    assert "Shown to Lena Sct" in teams_rules.texts(answer.card)
    assert (world.server.said[-1].to, world.server.said[-1].thread) == (None, listed.thread)


def test_a_question_gives_way_to_its_answer(world: TeamsWorld) -> None:
    [asked] = world.client.writes(ANA, 'thing plan on:"next friday"')
    labels = [one["title"] for one in asked.buttons]
    assert len(labels) > 1
    assert asked.buttons[0]["data"]["question"] is True
    answer = world.client.presses(ANA, asked, labels[0])
    assert "Planned for" in "".join(teams_rules.texts(answer.card))
    assert len(world.server.said) == 1, "nothing is said beside it"


def test_a_double_click_is_one_press(world: TeamsWorld) -> None:
    [listed] = world.client.writes(ANA, "thing show")
    world.client.presses(ANA, listed, "Done 1")
    world.client.presses(ANA, listed, "Done 1")
    assert effects(world) == 1


def test_a_notice_says_what_is_true_now_wherever_it_stands(world: TeamsWorld) -> None:
    digest(world)
    [told] = world.server.heard(ANA)
    assert "Publish" in told.texts
    label = next(one["title"] for one in told.buttons if one["title"].startswith("Done"))
    answer = world.client.presses(ANA, told, label)
    assert "VAWG-1 is done" in answer.passing
    assert told.changes == 1
    assert "VAWG-1 is done" in world.server.heard(ANA)[-1].texts


def test_what_is_told_by_itself_says_how_a_command_begins_here(world: TeamsWorld) -> None:
    digests = {"digest": lambda _uow, _entry, words, _now: Message(words("my-more"))}

    async def told() -> None:
        assert world.app.settings.teams is not None
        face = TeamsFace(world.app, world.app.settings.teams)
        async with face.listening():
            await Deliverer(world.database, [face.gateway], fixed(NOW), notices=digests).deliver_due(NOW)

    with world.database.writing("test") as uow:
        official = uow.people.by_email(lead("SCT"))
        assert official is not None
        uow.outbox.say(key="digest:1", subject="digest", facts={}, to=ToPerson(official.id), now=NOW)
    asyncio.run(told())
    assert world.server.heard(ANA)[-1].texts.startswith("“@Convenor help” shows what else you can ask.")


def digest(world: TeamsWorld) -> None:
    """A reminder of what falls due, entered by hand and delivered."""
    raise_action(world.database, seat="SCT", text="Publish", extent=("SCT",))
    with world.database.writing("test") as uow:
        uow.session.scalars(select(models.Action)).one().due = NOW.date() + timedelta(days=1)
        official = uow.people.by_email(lead("SCT"))
        assert official is not None
        uow.outbox.say(key="digest:1", subject="digest", facts={}, to=ToPerson(official.id), now=NOW)
    assert world.deliver() == Counts(sent=1)


def test_whoever_may_not_is_refused_and_nothing_is_public(world: TeamsWorld) -> None:
    [shown] = world.client.writes(ANA, "thing add Publish", channel=CHANNEL)
    world.client.acts(
        "29:stranger", shown, {"type": "Action.Execute", "verb": "command", "data": {"command": "thing add x"}}
    )
    assert effects(world) == 1
    assert world.server.said[-1].to == "29:stranger"


def test_what_takes_its_time_says_so_in_its_readers_language(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """That of the last answer to them: nothing is asked of the database for it."""
    monkeypatch.setattr("bot.platforms.teams.answers.PATIENCE", 0.05)
    monkeypatch.setattr(Answers.__init__, "__kwdefaults__", {"within": 0.05})
    sentences = "file-preparing = Mae'r ffeil ar y ffordd.\nform-working-title = Eiliad\nteams-form-ready = Bron yno.\n"
    with spoken_too(tmp_path, "cy", sentences), teams_world(database) as world:
        with database.writing("test") as uow:
            official = uow.people.by_email(SECRETARIAT)
            assert official is not None
            uow.people.record(official.id).language = "cy"
        world.client.writes(SAM, "rota")
        assert eventually(lambda: world.server.said)
        world.gate.clear()
        world.client.writes(SAM, "export actions")
        assert eventually(lambda: "Mae'r ffeil ar y ffordd." in world.server.said[-1].texts)
        told = world.server.said[-1]
        action = {"type": "Action.Execute", "verb": "command", "data": {"command": "action add"}}
        assert [world.client.acts(who, told, action).passing for who in (SAM, ANA)] == ["Eiliad", "One moment"]
        world.gate.set()
        assert eventually(lambda: any("Bron yno." in one.texts for one in world.server.said))


# Dialogs


def test_a_command_typed_alone_offers_its_form_and_the_dialog_does_it(world: TeamsWorld) -> None:
    [offered] = world.client.writes(SAM, "action add", channel=CHANNEL)
    assert offered.to == SAM
    dialog = world.client.presses(SAM, offered, "Fill it in").dialog
    values = {"field:text": "Publish", "field:owner": lead("SCT"), "field:due": "2027-01-29", "field:extent": "SCT"}
    assert world.client.fills(SAM, dialog, values, channel=offered.thread).closes
    assert eventually(lambda: "VAWG-1 is added" in "".join(one.texts for one in world.server.said))
    assert (world.server.said[-1].conversation, world.server.said[-1].to) == (CHANNEL, None)


def test_what_is_wrong_stands_beside_its_field_and_the_rest_is_kept(world: TeamsWorld) -> None:
    [offered] = world.client.writes(SAM, "action add", channel=CHANNEL)
    dialog = world.client.presses(SAM, offered, "Fill it in").dialog
    values = {"field:text": "Publish", "field:owner": "nobody@example.org", "field:due:words": "12/13/2026"}
    again = world.client.fills(SAM, dialog, values, channel=CHANNEL).dialog
    assert teams_rules.inputs(again)["field:text"]["value"] == "Publish"
    assert '"color": "Attention"' in json.dumps(again)
    good = {"field:owner": lead("SCT"), "field:due": "2027-01-29", "field:due:words": "", "field:extent": "SCT"}
    assert world.client.fills(SAM, again, good, channel=CHANNEL).closes


def test_a_message_becomes_an_action_with_its_text_and_its_link(world: TeamsWorld) -> None:
    message = {
        "id": "17",
        "body": {"contentType": "html", "content": "<p>Please <b>publish</b> the <at>x</at> minutes &amp; more</p>"},
        "linkToMessage": "https://teams.microsoft.com/l/message/19:vawg/17",
    }
    dialog = world.client.takes_up(SAM, message, channel=CHANNEL).dialog
    assert "Please publish the x minutes & more" in teams_rules.inputs(dialog)["field:text"]["value"]
    values = {"field:owner": lead("SCT"), "field:due": "2027-01-29", "field:extent": "SCT"}
    assert world.client.makes_of_it(SAM, dialog, values, channel=CHANNEL).closes
    assert eventually(lambda: "VAWG-1 is added" in "".join(one.texts for one in world.server.said))
    with world.database.reading() as uow:
        row = uow.session.scalars(select(models.Action)).one()
    assert row.link == "https://teams.microsoft.com/l/message/19:vawg/17"


# Where we may speak


def test_who_installs_it_sees_their_home_which_stays_current(world: TeamsWorld) -> None:
    assert world.client.installs(ANA).status == 200
    world.deliver()
    [home] = world.server.heard(ANA)
    assert "Nothing waits on you" in home.texts
    assert "Your settings" in home.texts
    world.client.writes(SAM, f"action add Minutes owner:{lead('SCT')} due:29/1/2027 extent:SCT", channel=ELSEWHERE)
    world.deliver()
    assert home.changes == 1
    assert "One thing waits on you" in home.texts
    pressed = world.client.presses(ANA, home, "Done: VAWG-1")
    assert "VAWG-1 is done" in pressed.passing
    world.deliver()
    assert "VAWG-1 is done" in home.texts
    assert "Undo" in [one["title"] for one in home.buttons]


def test_home_typed_is_a_new_card(world: TeamsWorld) -> None:
    world.client.installs(ANA)
    world.deliver()
    world.client.writes(ANA, "home")
    world.deliver()
    assert len(world.server.heard(ANA)) == 2
    assert [one.changes for one in world.server.heard(ANA)] == [0, 0]


def test_being_removed_from_a_channel_is_remembered_and_coming_back_too(world: TeamsWorld) -> None:
    with world.database.reading() as uow:
        assert uow.conversations.named("teams", world.client.tenant, CHANNEL) is not None
    gone = world.client.activity(SAM, CHANNEL, type="conversationUpdate", membersRemoved=[{"id": world.client.bot}])
    assert world.client.sends(gone).status == 200
    with world.database.reading() as uow:
        assert uow.conversations.named("teams", world.client.tenant, CHANNEL) is None
    world.client.writes(SAM, "my", channel=CHANNEL)
    with world.database.reading() as uow:
        assert uow.conversations.named("teams", world.client.tenant, CHANNEL) is not None
        assert uow.workspaces.record("teams", world.client.tenant) is not None
