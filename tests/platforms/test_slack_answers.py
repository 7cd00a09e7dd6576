"""Typed, pressed, mentioned and written in Slack: in by signed requests and by Socket Mode alike, out by Slack's own
calls, and a real core between."""

from __future__ import annotations

import io
import re
import threading
import time
from collections.abc import Callable, Iterator

import pytest

from bot.commands import Answered, Invocation
from bot.db.unit_of_work import Database
from bot.messages.model import Document, Message
from tests.messages import slack_rules
from tests.platforms.slack_client import Workspace, buttons, send, signed, slack_face
from tests.platforms.slack_server import BOT, Fault, SlackServer, direct, slack_server
from tests.platforms.slack_world import CHANNEL, ELSEWHERE, FILE, SlackWorld, account, slack_world
from tests.world import lead

pytestmark = pytest.mark.network

ANA = account(lead("SCT"))
STRANGER = "USTRANGER"


@pytest.fixture(params=["http", "socket"])
def road(request: pytest.FixtureRequest) -> str:
    """How Slack sends us what people do: everything here is the same by each."""
    found: str = request.param
    return found


@pytest.fixture
def world(database: Database, road: str) -> Iterator[SlackWorld]:
    with slack_world(database, road=road) as found:
        yield found


@pytest.fixture
def hurried(database: Database, road: str) -> Iterator[SlackWorld]:
    """A face that waits for an answer for a moment only."""
    with slack_world(database, patience=0.05, road=road) as found:
        yield found


@pytest.fixture
def signed_world(database: Database) -> Iterator[SlackWorld]:
    """By signed requests, for what is about those themselves."""
    with slack_world(database) as found:
        yield found


@pytest.fixture
def hurried_and_signed(database: Database) -> Iterator[SlackWorld]:
    with slack_world(database, patience=0.05) as found:
        yield found


@pytest.fixture
def server() -> Iterator[SlackServer]:
    with slack_server() as found:
        yield found


def eventually(happened: Callable[[], bool]) -> bool:
    """Whether it happens within ten seconds."""
    deadline = time.monotonic() + 10
    while not happened() and time.monotonic() < deadline:
        time.sleep(0.01)
    return happened()


# Commands


def test_a_command_is_answered_in_its_acknowledgement(world: SlackWorld) -> None:
    reply = world.workspace.types(ANA, "thing show", channel=ELSEWHERE)
    assert reply.status == 200
    assert reply.body["response_type"] == "ephemeral"
    assert reply.body["text"].startswith("Shown to Lena Sct")
    assert (world.server.calls, world.server.responses) == ([], [])


def test_a_change_in_a_linked_channel_is_said_to_everybody_there(world: SlackWorld) -> None:
    reply = world.workspace.types(ANA, "thing add minutes", channel=CHANNEL)
    assert (reply.body["response_type"], reply.body["text"]) == ("in_channel", "Added: minutes")
    assert world.effects() == 1


def test_a_change_elsewhere_is_answered_to_its_author_alone(world: SlackWorld) -> None:
    assert world.workspace.types(ANA, "thing add minutes", channel=ELSEWHERE).body["response_type"] == "ephemeral"


def test_who_has_no_account_learns_nothing(world: SlackWorld) -> None:
    for text in ("thing show", "thing show group:vawg", "thing show group:nonsense"):
        reply = world.workspace.types(STRANGER, text, channel=CHANNEL)
        assert reply.body["response_type"] == "ephemeral"
        assert "which official you are" in reply.body["text"]
    assert world.effects() == 0


def test_an_account_of_another_workspace_is_nobody_here(world: SlackWorld) -> None:
    reply = world.workspace.types(ANA, "thing show", team_id="T2")
    assert "which official you are" in reply.body["text"]


def test_a_command_knows_its_workspace_channel_and_person_by_their_ids(world: SlackWorld) -> None:
    world.workspace.types(ANA, "thing show", channel=CHANNEL, user_name="sam", channel_name="other")
    world.workspace.types(ANA, "thing show", channel=direct(ANA))
    first, second = world.invocations
    assert (first.platform, first.workspace, first.channel, first.account) == ("slack", "T1", CHANNEL, ANA)
    assert (second.channel, second.forms, second.prefix, second.address) == (None, True, "/wg", None)
    assert first.request != second.request


def test_a_replayed_command_gets_the_stored_reply_and_has_one_effect(world: SlackWorld) -> None:
    first = world.workspace.types(ANA, "thing add minutes", channel=CHANNEL)
    assert [world.workspace.again().text for _ in range(3)] == [first.text] * 3
    assert (world.effects(), world.received()) == (1, 1)


def test_a_replay_with_other_words_is_another_request_that_nobody_signed(signed_world: SlackWorld) -> None:
    signed_world.workspace.types(ANA, "thing add minutes", channel=CHANNEL)
    body, headers = signed_world.workspace.repeated[-1]
    assert send(signed_world.workspace.address, body.replace(b"minutes", b"seconds"), headers).status == 401
    assert signed_world.effects() == 1


def test_an_answer_that_takes_long_goes_to_the_address_that_slack_gave(hurried: SlackWorld) -> None:
    hurried.gate.clear()
    reply = hurried.workspace.types(ANA, "thing add minutes", channel=CHANNEL)
    assert (reply.status, reply.text, hurried.server.responses) == (200, "", [])
    hurried.gate.set()
    assert eventually(lambda: bool(hurried.server.responses))
    [(hook, body)] = hurried.server.responses
    assert (hook, body["response_type"], body["text"]) == ("1", "in_channel", "Added: minutes")


def test_slow_commands_hold_up_nobody_else(hurried_and_signed: SlackWorld) -> None:
    """Three answers wait in their threads; a fourth request is answered while they do."""
    hurried_and_signed.gate.clear()
    replies = [hurried_and_signed.workspace.types(ANA, f"thing add {number}") for number in range(3)]
    challenge = b'{"type": "url_verification", "challenge": "still-here"}'
    assert send(hurried_and_signed.workspace.address, challenge, signed(challenge)).body == {"challenge": "still-here"}
    assert [reply.text for reply in replies] == [""] * 3
    assert hurried_and_signed.effects() == 0
    hurried_and_signed.gate.set()
    assert eventually(lambda: len(hurried_and_signed.server.responses) == 3)


def test_a_late_answer_is_not_lost_when_slack_is_busy(hurried: SlackWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.platforms.outward.PAUSES", (0.01, 0.01, 0.01))
    hurried.server.plan(
        "hooks", Fault(status=429), Fault(status=503), Fault(status=429, headers=(("Retry-After", "0"),))
    )
    hurried.gate.clear()
    hurried.workspace.types(ANA, "thing show")
    hurried.gate.set()
    assert eventually(lambda: len(hurried.server.responses) == 1)


def test_answers_under_way_go_out_before_the_service_stops(database: Database, road: str) -> None:
    with slack_world(database, patience=0.05, road=road) as world:
        world.gate.clear()
        world.workspace.types(ANA, "thing show")
        threading.Timer(0.2, world.gate.set).start()
        server = world.server
    assert len(server.responses) == 1


# Presses


def test_a_press_is_a_command_that_somebody_has_already_typed(world: SlackWorld) -> None:
    shown = world.workspace.types(ANA, "thing show", channel=CHANNEL).body
    assert [button["text"]["text"] for button in buttons(shown)] == ["Done 1", "Done 2"]
    reply = world.workspace.presses(ANA, buttons(shown)[1], channel=CHANNEL, ephemeral=True)
    assert (reply.status, reply.text) == (200, "")
    assert world.invocations[1].text == "thing add two"
    (_, body), (_, fresh) = world.server.responses
    assert (body["response_type"], body["text"]) == ("in_channel", "Added: two")
    assert (fresh["response_type"], fresh["replace_original"], fresh["text"]) == ("ephemeral", True, shown["text"])


def test_a_list_with_several_buttons_survives_a_press(world: SlackWorld) -> None:
    """A digest in a direct message: each of its buttons is still there after one was pressed."""
    shown = world.workspace.types(ANA, "thing show", channel=direct(ANA)).body
    world.workspace.presses(ANA, buttons(shown)[0], channel=direct(ANA))
    (_, body), (_, fresh) = world.server.responses
    assert (body["replace_original"], body["response_type"]) == (False, "in_channel")
    assert (fresh["replace_original"], len(buttons(fresh))) == (True, 2)


def test_an_answer_to_what_one_person_sees_is_seen_by_one_person(world: SlackWorld) -> None:
    """A command typed in a conversation between two people: the other one sees nothing of it."""
    shown = world.workspace.types(ANA, "thing show", channel="DBETWEENTWO").body
    world.workspace.presses(ANA, buttons(shown)[0], channel="DBETWEENTWO", ephemeral=True)
    (_, body), (_, fresh) = world.server.responses
    assert (body["response_type"], body["replace_original"]) == ("ephemeral", False)
    assert (fresh["response_type"], fresh["replace_original"]) == ("ephemeral", True)


def test_a_private_answer_to_a_press_in_a_channel_is_for_one_person(world: SlackWorld) -> None:
    world.workspace.presses(ANA, {"type": "button", "action_id": "command:0", "value": "thing show"}, thread="1.1")
    [(_, body)] = world.server.responses
    assert (body["replace_original"], body["response_type"], body["thread_ts"]) == (False, "ephemeral", "1.1")


def test_a_question_gives_way_to_its_answer(world: SlackWorld) -> None:
    question = world.workspace.types(ANA, 'thing plan on:"next friday"', channel=ELSEWHERE).body
    assert question["response_type"] == "ephemeral"
    world.workspace.presses(ANA, buttons(question)[0], channel=ELSEWHERE, ephemeral=True)
    [(_, body)] = world.server.responses
    assert (body["replace_original"], body["response_type"]) == (True, "ephemeral")
    assert body["text"].startswith("Planned for")


def test_a_question_in_a_conversation_gives_way_there_too(world: SlackWorld) -> None:
    world.workspace.writes(ANA, 'thing plan on:"next friday"')
    [question] = world.server.posts
    world.workspace.presses(ANA, buttons({"blocks": question.blocks})[0], channel=direct(ANA))
    [(_, body)] = world.server.responses
    assert (body["replace_original"], body["response_type"]) == (True, "in_channel")


def test_a_question_whose_answer_is_public_is_taken_away(world: SlackWorld) -> None:
    marked = {"type": "button", "action_id": "command:0", "value": "thing add one", "block_id": "question:1"}
    world.workspace.presses(ANA, marked, channel=CHANNEL, ephemeral=True)
    [(_, said), (_, gone)] = world.server.responses
    assert (said["response_type"], said["replace_original"]) == ("in_channel", False)
    assert gone == {"delete_original": True}


def test_a_replayed_press_has_one_effect(world: SlackWorld) -> None:
    world.workspace.presses(
        ANA, {"type": "button", "action_id": "command:0", "value": "thing add one"}, channel=CHANNEL
    )
    world.workspace.again()
    assert world.effects() == 1
    assert len({str(body) for _, body in world.server.responses}) == 1


ADDING = {"type": "button", "action_id": "command:0", "value": "thing add one"}


def test_a_double_click_has_one_effect_and_one_reply(world: SlackWorld) -> None:
    """Each press has a trigger of its own: what they share is person, message, command and moment."""
    for at in ("1700000000.000100", "1700000000.400000", "1700000001.900000"):
        world.workspace.presses(ANA, ADDING, channel=CHANNEL, when=at)
    assert len({invocation.request for invocation in world.invocations}) == 3
    assert world.effects() == 1
    assert [body["text"] for _, body in world.server.responses] == ["Added: one"]


@pytest.mark.parametrize(
    ("who", "button", "place"),
    [
        (ANA, ADDING, {"at": "1700000002.000200"}),
        (ANA, ADDING | {"value": "thing add two"}, {}),
        (ANA, ADDING, {"channel": ELSEWHERE}),
        (account(lead("WLS")), ADDING, {}),
    ],
    ids=["later", "another button", "another message", "another person"],
)
def test_what_is_no_double_click_is_a_press_of_its_own(
    who: str, button: dict[str, str], place: dict[str, str], world: SlackWorld
) -> None:
    world.workspace.presses(ANA, ADDING, channel=CHANNEL, when="1700000000.000100")
    world.workspace.presses(who, button, **{"channel": CHANNEL, "at": "1700000000.400000"} | place)
    assert world.effects() == 2


def test_a_replay_of_the_second_click_is_not_answered_again(signed_world: SlackWorld) -> None:
    """Not even by a process that remembers nothing; where nobody else has answered, it would say the stored reply."""
    for at in ("1700000000.000100", "1700000000.400000"):
        signed_world.workspace.presses(ANA, ADDING, channel=CHANNEL, when=at)
    body, headers = signed_world.workspace.repeated[-1]
    for telling, answers in ((signed_world.telling, 1), (None, 2)):
        with slack_face(signed_world.server, signed_world.dispatch, telling=telling) as other:
            assert send(other, body, headers).status == 200
        assert signed_world.effects() == 1
        assert [said["text"] for _, said in signed_world.server.responses] == ["Added: one"] * answers


@pytest.mark.parametrize("at", ["999999999999.1", "0.0", "1.999999999999", "9999999999.999999"])
def test_a_press_at_an_impossible_time_is_a_press(at: str, world: SlackWorld) -> None:
    world.workspace.presses(ANA, ADDING, channel=CHANNEL, when=at)
    assert world.effects() == 1


def test_an_altered_button_gives_nobody_more_than_typing_would(world: SlackWorld) -> None:
    for value in ("thing add x", "", "thing show group:other", "<@U1> drop", "x" * 12_001, "\x00\ud800"):
        button = {"type": "button", "action_id": "command:0", "value": value}
        assert world.workspace.presses(STRANGER, button).status == 200
    assert world.effects() == 0
    assert {body["response_type"] for _, body in world.server.responses} == {"ephemeral"}


def test_only_buttons_are_commands(world: SlackWorld) -> None:
    for button in ({"type": "static_select", "action_id": "x", "value": "my"}, {"type": "button", "action_id": "link"}):
        assert world.workspace.presses(ANA, button).status == 200
    assert world.invocations == []


# Mentions and direct messages


def test_a_mention_answers_everybody_in_its_thread(world: SlackWorld) -> None:
    assert world.workspace.mentions(ANA, "thing add minutes", channel=CHANNEL, ts="1700000200.000001").status == 200
    [post] = world.server.posts
    assert (post.channel, post.thread, post.user, post.text) == (CHANNEL, "1700000200.000001", None, "Added: minutes")
    assert not post.unfurls


def test_a_private_answer_to_a_mention_is_shown_to_one_person(world: SlackWorld) -> None:
    """Outside a thread it stands in the channel: Slack shows it to nobody in a thread that has not begun."""
    world.workspace.mentions(ANA, "thing show", channel=CHANNEL)
    world.workspace.mentions(ANA, "thing show", channel=CHANNEL, thread_ts="1700000200.000001")
    assert [(post.user, post.thread) for post in world.server.posts] == [(ANA, None), (ANA, "1700000200.000001")]


@pytest.mark.parametrize(
    "text",
    [
        f"<@{BOT}> thing show",
        f"<@{BOT}|convenor>: thing show",
        f"thing show <@{BOT}>",
        f"  <@{BOT}>   /wg thing show ",
    ],
)
def test_our_own_mention_is_no_part_of_the_command(text: str, world: SlackWorld) -> None:
    world.workspace.happens({"type": "app_mention", "user": ANA, "text": text, "channel": CHANNEL})
    assert world.invocations[0].text == "thing show"


def test_other_mentions_stay_in_the_command(world: SlackWorld) -> None:
    world.workspace.writes(ANA, "action add Write owner:<@UOTHER>")
    assert world.invocations[0].text == "action add Write owner:<@UOTHER>"


def test_a_private_answer_that_cannot_be_shown_there_comes_in_a_direct_message(world: SlackWorld) -> None:
    world.server.plan("chat.postEphemeral", Fault(error="user_not_in_channel"))
    world.workspace.mentions(ANA, "thing show", channel=CHANNEL)
    [post] = world.server.posts
    assert (post.channel, post.user) == (direct(ANA), None)


def test_an_answer_that_slack_will_not_show_as_it_is_comes_in_words_alone(world: SlackWorld) -> None:
    world.server.plan("chat.postEphemeral", Fault(error="invalid_blocks"))
    world.workspace.mentions(ANA, "thing show", channel=CHANNEL)
    [post] = world.server.posts
    assert (post.channel, post.user, post.blocks) == (CHANNEL, ANA, [])
    assert "Shown to" in post.text


def test_a_direct_message_is_answered_in_that_conversation(world: SlackWorld) -> None:
    world.workspace.writes(ANA, "thing show")
    world.workspace.writes(ANA, "thing show", thread_ts="1700000300.000001")
    assert [(post.channel, post.thread, post.user) for post in world.server.posts] == [
        (direct(ANA), None, None),
        (direct(ANA), "1700000300.000001", None),
    ]
    assert world.invocations[0].channel is None


@pytest.mark.parametrize(
    "event",
    [
        {"bot_id": "B1"},
        {"user": BOT},
        {"user": None},
        {"subtype": "message_changed"},
        {"subtype": "bot_message"},
        {"subtype": "channel_join"},
        {"edited": {"user": "U1", "ts": "1.1"}},
        {"channel": "C1", "channel_type": "channel"},
        {"type": "reaction_added"},
        {"type": "app_mention"},
    ],
    ids=str,
)
def test_our_own_words_edits_and_other_events_are_nothing_for_us(event: dict[str, object], world: SlackWorld) -> None:
    assert world.workspace.writes(ANA, "thing add minutes", **event).status == 200
    assert (world.invocations, world.server.posts, world.effects()) == ([], [], 0)


def test_an_event_that_slack_sends_again_is_answered_once(world: SlackWorld) -> None:
    world.workspace.mentions(ANA, "thing add minutes", channel=CHANNEL)
    for number in ("1", "2", "3"):
        retried = {"X-Slack-Retry-Num": number, "X-Slack-Retry-Reason": "http_timeout"}
        assert world.workspace.again(**retried).status == 200
    assert (world.effects(), len(world.server.posts)) == (1, 1)


def test_an_event_that_comes_to_another_process_has_one_effect(signed_world: SlackWorld) -> None:
    """The inbox remembers for all of them: the second one would say what the first one said."""
    signed_world.workspace.mentions(ANA, "thing add minutes", channel=CHANNEL)
    body, headers = signed_world.workspace.repeated[-1]
    with slack_face(signed_world.server, signed_world.dispatch) as other:
        assert send(other, body, headers | {"X-Slack-Retry-Num": "1"}).status == 200
    assert signed_world.effects() == 1
    assert len({post.text for post in signed_world.server.posts}) == 1


def test_only_so_many_events_are_remembered(server: SlackServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.platforms.slack.listeners.REMEMBERED", 2)
    with slack_face(server, lambda _: Answered(Message("Answered"))) as address:
        workspace = Workspace(address, server)
        for _ in range(3):
            workspace.writes(ANA, "my")
        for body, headers in workspace.repeated:
            send(address, body, headers)
    assert len(server.posts) == 6


def test_an_event_is_acknowledged_in_time_however_long_its_answer_takes(hurried: SlackWorld) -> None:
    hurried.gate.clear()
    assert hurried.workspace.writes(ANA, "thing show").status == 200
    assert hurried.server.posts == []
    hurried.gate.set()
    assert eventually(lambda: len(hurried.server.posts) == 1)


# Files


def test_a_file_arrives_in_the_persons_direct_messages(world: SlackWorld) -> None:
    reply = world.workspace.types(ANA, "thing file", channel=CHANNEL)
    assert (reply.body["response_type"], reply.body["text"]) == ("ephemeral", "The file is in your direct messages.")
    [shared] = world.server.files
    assert (shared.name, shared.content, shared.channel) == ("actions.csv", FILE, direct(ANA))


def test_a_file_that_cannot_be_handed_over_is_said_so(world: SlackWorld) -> None:
    world.server.plan("files.getUploadURLExternal", Fault(error="missing_scope"))
    reply = world.workspace.types(ANA, "thing file")
    assert reply.body["text"].startswith("Something went wrong")
    assert world.server.files == []


def test_a_file_for_everybody_stands_in_the_channel_and_is_closed_when_it_was_sent(server: SlackServer) -> None:
    content = io.BytesIO(b"a,b")
    answered = Answered(Document("turns.csv", "text/csv", content, 3, Message("Here it is.")), public=True)
    with slack_face(server, lambda _: answered) as address:
        Workspace(address, server).types(ANA, "export turns", channel=CHANNEL)
    assert [(one.name, one.content, one.channel) for one in server.files] == [("turns.csv", b"a,b", CHANNEL)]
    assert content.closed


def test_a_core_that_fails_is_said_so_with_a_reference(server: SlackServer) -> None:
    def fails(_invocation: Invocation) -> Answered:
        raise RuntimeError("the pool is gone")

    with slack_face(server, fails) as address:
        workspace = Workspace(address, server)
        typed = workspace.types(ANA, "my")
        workspace.writes(ANA, "my")
    assert (typed.status, typed.body["response_type"]) == (200, "ephemeral")
    assert re.fullmatch("Something went wrong on our side. .* this reference: [0-9a-f]{8}", typed.body["text"])
    assert [post.text[:20] for post in server.posts] == ["Something went wrong"]


def test_hostile_text_arrives_as_plain_words(world: SlackWorld) -> None:
    hostile = "<!channel> <@U1> *x* <https://evil.example|bank> \u202e\u200b & \x00 done"
    reply = world.workspace.types(ANA, f"thing add {hostile}", channel=CHANNEL)
    said = reply.body
    assert world.effects() == 1
    assert "&lt;!channel&gt;" in said["text"]
    assert not any(sign in said["text"] for sign in "<>\u202e\u200b\x00")
    slack_rules.check(said["blocks"])
    kinds = {span["type"] for span in said["blocks"][0]["elements"][0]["elements"]}
    assert kinds == {"text"}


def test_nothing_secret_and_nothing_that_was_typed_stands_in_the_log(
    world: SlackWorld, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    with caplog.at_level("DEBUG"):
        world.workspace.types(ANA, "thing add canary-words", channel=CHANNEL)
        world.workspace.mentions(ANA, "thing show canary-words")
        world.server.plan("chat.postEphemeral", Fault(error="canary_code"))
        world.workspace.mentions(ANA, "thing show")
        body, headers = world.workspace.repeated[-1]
        send(world.workspace.address, body + b" ", headers)
    written = caplog.text + "".join(capfd.readouterr())
    assert "canary_code" in written
    assert [word for word in ("xoxb-canary", "xapp-", "canary-signing", "canary-words") if word in written] == []
