"""After a press the message says what is true now, and what was said elsewhere too; a long file is announced."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.db import models
from bot.db.recipients import ToPerson
from bot.db.unit_of_work import Database
from bot.deliverer import Deliverer
from bot.platforms.slack.api import Api
from bot.platforms.slack.gateway import SlackGateway
from tests.languages import spoken_too
from tests.platforms.slack_client import buttons, token
from tests.platforms.slack_server import Post as Said
from tests.platforms.slack_server import direct
from tests.platforms.slack_world import CHANNEL, ELSEWHERE, NOW, SlackWorld, account, slack_world
from tests.platforms.test_slack_forms import eventually, sends
from tests.world import SECRETARIAT, lead, raise_action, with_rota

pytestmark = pytest.mark.network

SAM = account(SECRETARIAT)
ANA = account(lead("SCT"))


@pytest.fixture
def world(database: Database) -> Iterator[SlackWorld]:
    with slack_world(database) as found:
        with_rota(database, found.group_id)
        yield found


def say(world: SlackWorld, subject: str, to: str, facts: dict[str, Any], *, group: bool = True) -> None:
    """Enter a notice by hand and deliver it."""
    with world.database.writing("test") as uow:
        official = uow.people.by_email(to)
        assert official is not None
        uow.outbox.say(
            key=f"{subject}:{to}",
            subject=subject,
            facts=facts,
            to=ToPerson(official.id),
            now=NOW - timedelta(minutes=1),
            group_id=world.group_id if group else None,
        )

    async def deliver() -> None:
        api = Api(world.server.api_url)
        try:
            await Deliverer(world.database, [SlackGateway(api, token)], lambda: NOW).deliver_due(NOW)
        finally:
            await api.close()

    asyncio.run(deliver())


def said_to(world: SlackWorld, who: str) -> Said:
    return next(post for post in world.server.posts if post.channel == direct(who))


def pressing(world: SlackWorld, who: str, post: Said, label: str) -> dict[str, Any]:
    """The press of one of its buttons, with the message as Slack sends it along; what was answered."""
    [button] = [one for one in buttons({"blocks": post.blocks}) if one["text"]["text"] == label]
    before = len(world.server.responses)
    world.workspace.presses(who, button, channel=post.channel, at=post.ts, text=post.text, blocks=post.blocks)
    assert eventually(lambda: len(world.server.responses) > before)
    return world.server.responses[before][1]


def labels(post: Said) -> list[str]:
    return [one["text"]["text"] for one in buttons({"blocks": post.blocks})]


def digest(world: SlackWorld, database: Database) -> Said:
    raise_action(database, seat="SCT", text="Publish", extent=("SCT",))
    raise_action(database, seat="SCT", text="Send", extent=("SCT",))
    with database.writing("test") as uow:
        for action in uow.session.query(models.Action).all():
            action.due = NOW.date() + timedelta(days=1)
    say(world, "digest", lead("SCT"), {}, group=False)
    return said_to(world, ANA)


def test_in_a_digest_only_the_line_concerned_changes(world: SlackWorld, database: Database) -> None:
    post = digest(world, database)
    assert labels(post) == ["Done: VAWG-1", "Done: VAWG-2"]
    answer = pressing(world, ANA, post, "Done: VAWG-1")
    assert answer["text"].startswith("VAWG-1 is done. Thank you.")
    assert eventually(lambda: labels(said_to(world, ANA)) == ["Done: VAWG-2"])
    now = said_to(world, ANA).text
    assert "✓ VAWG-1 Publish: done." in now
    assert "VAWG-2 Send (Scotland). Due on Wednesday 6 January 2027." in now
    assert now.startswith("One action needs you")
    pressing(world, ANA, said_to(world, ANA), "Done: VAWG-2")
    assert eventually(lambda: said_to(world, ANA).text.startswith("Nothing here waits for you any more"))
    assert labels(said_to(world, ANA)) == []


def test_a_digest_tells_what_was_moved_since(world: SlackWorld, database: Database) -> None:
    post = digest(world, database)
    world.workspace.types(ANA, 'action due VAWG-2 "26 Feb"', channel=ELSEWHERE)
    world.workspace.types(ANA, 'action due VAWG-2 "26 Mar"', channel=ELSEWHERE)
    pressing(world, ANA, post, "Done: VAWG-1")
    assert eventually(lambda: "VAWG-2 Send (Scotland). Due on Friday 26 March 2027." in said_to(world, ANA).text)


def test_what_was_typed_brings_what_was_said_of_it_up_to_date(world: SlackWorld, database: Database) -> None:
    """Nobody presses anything: in the digest the one line changes, and a digest in which it didn't stand stays."""
    digest(world, database)
    say(world, "digest", lead("WLS"), {}, group=False)
    world.workspace.types(SAM, "action done VAWG-1", channel=ELSEWHERE)
    assert eventually(lambda: labels(said_to(world, ANA)) == ["Done: VAWG-2"])
    world.workspace.types(ANA, 'action due VAWG-2 "26 Feb"', channel=CHANNEL)
    assert eventually(lambda: "Due on Friday 26 February 2027." in said_to(world, ANA).text)
    world.workspace.types(ANA, "undo", channel=CHANNEL)
    assert eventually(lambda: "Due on Wednesday 6 January 2027." in said_to(world, ANA).text)
    assert len(world.server.called("chat.update")) == 3


def test_a_press_that_comes_too_late_gets_the_truth_in_its_place(world: SlackWorld, database: Database) -> None:
    post = digest(world, database)
    world.workspace.types(SAM, "action done VAWG-1", channel=ELSEWHERE)
    answer = pressing(world, ANA, post, "Done: VAWG-1")
    assert answer["text"].startswith("VAWG-1 is done already.")
    assert eventually(lambda: labels(said_to(world, ANA)) == ["Done: VAWG-2"])


def asked_about(world: SlackWorld) -> None:
    """Meeting 1 began, nobody closed it: chair's lead and secretariat are asked."""
    world.workspace.types(SAM, "meeting add 20 Jan 2027 10:00", channel=ELSEWHERE)
    with world.database.writing("test") as uow:
        row = uow.meetings.by_number(world.group_id, 1)
        assert row is not None
        row.starts_at = datetime(2027, 1, 4, 6, tzinfo=UTC)
        row.ends_at = datetime(2027, 1, 4, 8, tzinfo=UTC)
        row.day = NOW.date()
        id = row.id
    for who in (lead("SCT"), SECRETARIAT):
        say(world, "meeting-question", who, {"meeting": id})


def test_a_question_that_was_answered_is_answered_everywhere(world: SlackWorld) -> None:
    asked_about(world)
    assert labels(said_to(world, SAM)) == labels(said_to(world, ANA)) == ["Held", "Cancelled", "Moved"]
    pressing(world, SAM, said_to(world, SAM), "Held")
    for who in (SAM, ANA):
        assert eventually(lambda who=who: labels(said_to(world, who)) == [])  # type: ignore[misc]
        assert said_to(world, who).text.startswith("Meeting 1 on Tuesday 5 January 2027 was held.")


def test_a_question_that_somebody_answers_by_typing_is_answered_everywhere(world: SlackWorld) -> None:
    asked_about(world)
    world.workspace.types(SAM, "meeting add 24 Feb 2027 10:00", channel=ELSEWHERE)
    assert labels(said_to(world, SAM)) == ["Held", "Cancelled", "Moved"]
    world.workspace.types(SAM, "meeting close 1", channel=ELSEWHERE)
    for who in (SAM, ANA):
        assert eventually(lambda who=who: labels(said_to(world, who)) == [])  # type: ignore[misc]


def test_a_form_that_a_press_opened_brings_its_message_up_to_date(world: SlackWorld) -> None:
    asked_about(world)
    [button] = [one for one in buttons({"blocks": said_to(world, SAM).blocks}) if one["text"]["text"] == "Cancelled"]
    post = said_to(world, SAM)
    world.workspace.presses(SAM, button, channel=post.channel, at=post.ts, text=post.text, blocks=post.blocks)
    assert eventually(lambda: bool(world.server.views) and "submit" in world.server.view().view)
    assert labels(said_to(world, SAM)) == ["Held", "Cancelled", "Moved"]
    assert sends(world, SAM, world.server.view(), {"field:reason": "A storm"}) == {"response_action": "clear"}
    for who in (SAM, ANA):
        assert eventually(lambda who=who: "is cancelled: A storm" in said_to(world, who).text)  # type: ignore[misc]


def test_the_button_that_was_pressed_goes_from_an_answer_and_the_others_stay(world: SlackWorld) -> None:
    reply = world.workspace.types(
        ANA, 'action add "x" owner:lead.sct@example.org due:friday extent:SCT', channel=CHANNEL
    ).body
    done, undo = buttons(reply)
    assert (done["text"]["text"], undo["text"]["text"]) == ("Done", "Undo")
    blocks = [block | {"block_id": f"B{place}"} for place, block in enumerate(reply["blocks"])]
    shown = [one | {"block_id": blocks[-1]["block_id"]} for one in (done, undo)]
    world.workspace.presses(ANA, shown[0], channel=CHANNEL, at="1.2", text=reply["text"], blocks=blocks)
    assert eventually(lambda: len(world.server.responses) == 2)
    (_, answer), (_, left) = world.server.responses
    assert answer["text"].startswith("VAWG-1 is done.")
    assert (left["replace_original"], [one["text"]["text"] for one in buttons(left)]) == (True, ["Undo"])
    assert "VAWG-1 is done. Thank you." in json.dumps(left["blocks"][-1])
    world.workspace.presses(SAM, shown[0], channel=CHANNEL, at="1.2", text=reply["text"], blocks=blocks)
    assert eventually(lambda: len(world.server.responses) == 4)
    assert [one["text"]["text"] for one in buttons(world.server.responses[-1][1])] == ["Undo"]


def test_who_may_not_press_takes_no_button_from_the_others(world: SlackWorld) -> None:
    reply = world.workspace.types(
        ANA, 'action add "x" owner:lead.sct@example.org due:friday extent:SCT', channel=CHANNEL
    ).body
    blocks = [block | {"block_id": f"B{place}"} for place, block in enumerate(reply["blocks"])]
    button = buttons(reply)[0] | {"block_id": blocks[-1]["block_id"]}
    world.workspace.presses(account(lead("WLS")), button, channel=CHANNEL, at="1.2", text="x", blocks=blocks)
    [(_, body)] = world.server.responses
    assert body["response_type"] == "ephemeral"


def test_what_waits_on_me_is_asked_for_again_after_a_press(world: SlackWorld, database: Database) -> None:
    raise_action(database, seat="SCT", text="Publish", extent=("SCT",))
    shown = world.workspace.types(ANA, "", channel=ELSEWHERE).body
    [done] = [one for one in buttons(shown) if one["value"] == "action done VAWG-1"]
    world.workspace.presses(ANA, done, channel=ELSEWHERE, ephemeral=True)
    assert eventually(lambda: len(world.server.responses) == 2)
    (_, answer), (_, fresh) = world.server.responses
    assert answer["text"].startswith("VAWG-1 is done.")
    assert (fresh["replace_original"], fresh["response_type"]) == (True, "ephemeral")
    assert "VAWG-1" not in fresh["text"]


def test_an_altered_mark_repeats_nothing_that_changes(world: SlackWorld, database: Database) -> None:
    raise_action(database, seat="SCT", text="Publish", extent=("SCT",))
    mark = {"block_id": "again:1:action drop 1 reason:x"}
    button = {"type": "button", "action_id": "command:0", "value": "action update 1 news"} | mark
    world.workspace.presses(ANA, button, channel=CHANNEL, ephemeral=True)
    assert [text.text for text in world.invocations] == ["action update 1 news"]


def test_a_long_file_is_announced_and_then_comes(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.platforms.slack.answers.PATIENCE", 0.05)
    with slack_world(database, patience=0.05) as world:
        world.gate.clear()
        reply = world.workspace.types(SAM, "export actions", channel=ELSEWHERE)
        assert reply.body["text"].startswith("I'm preparing the file.")
        assert reply.body["response_type"] == "ephemeral"
        world.workspace.writes(SAM, "export actions")
        assert eventually(lambda: any(post.text.startswith("I'm preparing") for post in world.server.posts))
        world.gate.set()
        assert eventually(lambda: len(world.server.files) == 2 and len(world.server.posts) == 2)
        assert eventually(lambda: bool(world.server.responses))
        assert all(one.name.startswith("vawg-actions-") for one in world.server.files)


def test_what_takes_its_time_says_so_in_its_readers_language(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """That of the last answer to them: nothing is asked of the database for it. The first one is in English."""
    monkeypatch.setattr("bot.platforms.slack.views.OPENING", 0.05)
    monkeypatch.setattr("bot.platforms.slack.answers.OPENING", 0.05)
    sentences = "file-preparing = Mae'r ffeil ar y ffordd.\nform-coming = Eiliad…\n"
    with spoken_too(tmp_path, "cy", sentences), slack_world(database, patience=5.0) as world:
        monkeypatch.setattr("bot.platforms.slack.answers.PATIENCE", 0.05)
        with database.writing("test") as uow:
            for email in (SECRETARIAT, lead("SCT")):
                official = uow.people.by_email(email)
                assert official is not None
                uow.people.record(official.id).language = "cy"
        world.workspace.types(SAM, "rota", channel=ELSEWHERE)
        world.gate.clear()
        for who in (SAM, ANA):
            world.workspace.types(who, "action add", channel=CHANNEL)
        opened = [given["view"]["blocks"] for given in world.server.called("views.open")]
        world.workspace.writes(SAM, "export actions")
        world.gate.set()
        assert eventually(lambda: any(post.text == "Mae'r ffeil ar y ffordd." for post in world.server.posts))
    assert ["Eiliad…" in json.dumps(one, ensure_ascii=False) for one in opened] == [True, False]
