"""Forms in Slack: what is missing opens a view within a second; sending it does what typing it all would do."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select

from bot.db import models
from bot.db.unit_of_work import Database
from bot.domain.people import Account, Post
from tests.platforms.slack_server import Fault, View, direct, permalink
from tests.platforms.slack_world import CHANNEL, ELSEWHERE, SlackWorld, account, slack_world
from tests.world import SECRETARIAT, World, lead, member_of_another_group, raise_action, with_rota, worded

pytestmark = pytest.mark.network

SAM = account(SECRETARIAT)
ANA = account(lead("SCT"))
BRYN = account(lead("WLS"))
WHAT = {
    "field:text": "Publish the minutes",
    "field:owner": lead("SCT"),
    "field:due": "2027-01-29",
    "field:extent": ["SCT"],
}


@pytest.fixture
def world(database: Database) -> Iterator[SlackWorld]:
    with slack_world(database) as found:
        with_rota(database, found.group_id)
        yield found


@pytest.fixture
def hurried(database: Database) -> Iterator[SlackWorld]:
    with slack_world(database, patience=0.1) as found:
        yield found


def eventually(happened: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + 10
    while not happened() and time.monotonic() < deadline:
        time.sleep(0.01)
    return happened()


def opened(world: SlackWorld, who: str, text: str, *, channel: str = CHANNEL) -> View:
    reply = world.workspace.types(who, text, channel=channel)
    assert (reply.status, reply.text) == (200, "")
    return standing(world)


def standing(world: SlackWorld) -> View:
    """The form, once it has taken the place of what announces it where the database takes its time."""
    assert eventually(lambda: bool(world.server.views) and "submit" in world.server.view().view)
    return world.server.view()


def sends(world: SlackWorld, who: str, view: View, values: dict[str, Any] | None = None) -> dict[str, Any]:
    reply = world.workspace.submits(who, view, values)
    assert reply.status == 200
    return reply.body


def actions(world: SlackWorld) -> list[models.Action]:
    with world.database.reading() as uow:
        return list(uow.session.scalars(select(models.Action).order_by(models.Action.id)))


def told(world: SlackWorld) -> list[tuple[str, str]]:
    """What was said through Slack's own addresses for answers: to whom, and its first line."""
    assert eventually(lambda: bool(world.server.responses))
    return [(body["response_type"], body["text"].splitlines()[0]) for _, body in world.server.responses]


# Opening


def test_what_is_missing_opens_a_form_and_sending_it_does_what_typing_does(world: SlackWorld) -> None:
    view = opened(world, ANA, "action add")
    assert view.title == "Add an action"
    assert list(view.inputs) == [
        *("field:text", "field:owner", "field:due", "field:due:words", "field:extent", "field:meeting", "field:link"),
        *("field:also", "field:priority", "field:needs", "field:decision"),
    ]
    assert sends(world, ANA, view, WHAT) == {"response_action": "clear"}
    assert told(world) == [("in_channel", "VAWG-1 is added: Lena Sct, by Friday 29 January 2027.")]
    [action] = actions(world)
    assert (action.text, action.extent, action.due.isoformat()) == ("Publish the minutes", ["SCT"], "2027-01-29")


def test_what_was_typed_stands_in_the_form(world: SlackWorld) -> None:
    view = opened(world, ANA, 'action add "Publish <&> minutes" owner:<@ULEADWLS|bryn> due:friday extent:')
    assert view.inputs["field:text"]["element"]["initial_value"] == "Publish <&> minutes extent:"
    assert view.inputs["field:owner"]["element"]["initial_option"]["value"] == lead("WLS")
    assert "initial_date" not in view.inputs["field:due"]["element"]
    assert view.inputs["field:due:words"]["element"]["initial_value"] == "friday"
    assert sends(world, ANA, view, {"field:extent": ["WLS"]}) == {"response_action": "clear"}
    assert told(world)[0][1] == "VAWG-1 is added: Lena Wls, by Friday 8 January 2027."


def test_a_command_with_everything_opens_nothing(world: SlackWorld) -> None:
    reply = world.workspace.types(
        ANA, 'action add "x" owner:lead.sct@example.org due:friday extent:SCT', channel=CHANNEL
    )
    assert reply.body["response_type"] == "in_channel"
    assert world.server.views == {}


def test_help_points_to_forms(world: SlackWorld) -> None:
    overview = worded(World(world.database).asks(SECRETARIAT, "help", forms=True))
    assert "Type a command without its details, such as “/wg action add”, and a form asks for them." in overview
    subject = world.workspace.types(SAM, "help meeting", channel=ELSEWHERE).body["text"]
    assert "Typed alone, “/wg meeting series” opens a form that asks for the rest." in subject
    assert world.server.views == {}


def test_where_nobody_may_know_what_is_there_no_form_opens(world: SlackWorld) -> None:
    reply = world.workspace.types("USTRANGER", "action add", channel=CHANNEL)
    assert "which official you are" in reply.body["text"]
    assert world.server.views == {}


def test_the_right_is_asked_before_the_form(world: SlackWorld) -> None:
    reply = world.workspace.types(ANA, "group close", channel=CHANNEL)
    assert reply.body["text"] == "Only the group's secretariat can do that."


def test_a_form_is_announced_within_a_second_though_the_database_sleeps(world: SlackWorld) -> None:
    world.gate.clear()
    threading.Timer(1.6, world.gate.set).start()
    began = time.monotonic()
    reply = world.workspace.types(ANA, "action add", channel=CHANNEL)
    took = time.monotonic() - began
    assert (reply.text, [name for name, _ in world.server.calls]) == ("", ["views.open"])
    assert took < 1.0 or not world.gate.is_set()
    assert world.server.view().inputs == {}
    assert eventually(lambda: bool(world.server.view().inputs))
    assert sends(world, ANA, world.server.view(), WHAT) == {"response_action": "clear"}


def test_an_announced_form_says_why_there_is_none(world: SlackWorld) -> None:
    world.gate.clear()
    world.workspace.types("USTRANGER", "action add", channel=CHANNEL)
    world.gate.set()
    assert eventually(lambda: bool(world.server.called("views.update")))
    assert "which official you are" in json.dumps(world.server.view().view["blocks"])
    assert world.server.responses == []


def test_a_form_that_comes_too_late_can_be_asked_for_once_more(world: SlackWorld) -> None:
    world.server.plan("views.open", Fault(error="expired_trigger_id"))
    reply = world.workspace.types(ANA, "action drop", channel=CHANNEL)
    assert reply.body["text"].startswith("Drop an action that won't be done")
    [button] = [one for block in reply.body["blocks"] if block["type"] == "actions" for one in block["elements"]]
    world.workspace.presses(ANA, button, channel=CHANNEL, ephemeral=True)
    assert eventually(lambda: bool(world.server.views) and "submit" in world.server.view().view)
    assert world.server.view().inputs.keys() == {"field:action", "field:reason"}


def test_a_press_that_needs_more_opens_the_form(world: SlackWorld) -> None:
    number = raise_action(world.database, seat="SCT", text="Publish", extent=("SCT",))
    button = {"type": "button", "action_id": "command:0", "value": f"action drop VAWG-{number}"}
    world.workspace.presses(ANA, button, channel=direct(ANA))
    view = standing(world)
    assert world.server.responses == []
    assert sends(world, ANA, view, {"field:reason": "No longer needed"}) == {"response_action": "clear"}
    assert told(world) == [("in_channel", "VAWG-1 is dropped.")]


def test_a_mention_has_no_trigger_so_it_is_asked_by_buttons(world: SlackWorld) -> None:
    world.workspace.writes(ANA, "action add Publish")
    [post] = world.server.posts
    assert (world.server.views, post.text.partition("\n")[0]) == ({}, "Who will do it?")


# What is wrong


def test_everything_that_is_wrong_stands_beside_its_field(world: SlackWorld) -> None:
    view = opened(world, ANA, "action add")
    answer = sends(world, ANA, view, WHAT | {"field:due": None, "field:due:words": "12/13/2026", "field:link": "x"})
    assert answer["response_action"] == "errors"
    assert answer["errors"].keys() == {"field:due", "field:link"}
    assert "13" in answer["errors"]["field:due"]
    assert world.server.answered(view, answer) is view
    put_right = WHAT | {"field:due": None, "field:due:words": "a week on friday", "field:link": None}
    assert sends(world, ANA, view, put_right) == {"response_action": "clear"}
    assert told(world)[0][1].endswith("by Friday 15 January 2027.")


def test_what_is_asked_elsewhere_by_buttons_is_said_beside_the_field(world: SlackWorld) -> None:
    view = opened(world, ANA, "action add")
    answer = sends(world, ANA, view, WHAT | {"field:due": None, "field:due:words": "next friday"})
    assert answer["errors"] == {
        "field:due": "“next friday” could be Friday 8 January 2027 or Friday 15 January 2027. Which do you mean?"
    }


def test_a_refusal_about_no_field_stands_above_them(world: SlackWorld) -> None:
    """Somebody else dropped it while the form stood open."""
    raise_action(world.database, seat="SCT", text="Publish", extent=("SCT",))
    view = opened(world, ANA, "action drop VAWG-1")
    beside = sends(world, ANA, view, {"field:reason": "No longer needed", "field:action": "VAWG-7"})
    assert beside["errors"] == {"field:action": "There is no action VAWG-7."}
    world.workspace.types(SAM, 'action drop VAWG-1 reason:"Agreed"', channel=ELSEWHERE)
    answer = sends(world, ANA, view, {"field:reason": "No longer needed", "field:action": "1"})
    assert answer["response_action"] == "update"
    shown = world.server.answered(view, answer)
    assert shown is not None
    assert "VAWG-1 is dropped already." in json.dumps(shown.view["blocks"])
    assert shown.inputs["field:reason"]["element"]["initial_value"] == "No longer needed"


def test_a_form_whose_meeting_was_cancelled_says_so(world: SlackWorld) -> None:
    world.workspace.types(SAM, "meeting add 20 Jan 2027 10:00", channel=ELSEWHERE)
    view = opened(world, SAM, "meeting move VAWG-M1")
    world.workspace.types(SAM, "meeting cancel 1 reason:storm", channel=ELSEWHERE)
    answer = sends(world, SAM, view, {"field:to": "26 Jan 2027 10:00"})
    assert "Meeting 1 was cancelled already." in json.dumps(answer["view"])


# Once


def test_a_form_that_is_sent_twice_has_one_effect_and_one_answer(world: SlackWorld) -> None:
    view = opened(world, ANA, "action add")
    first = world.workspace.submits(ANA, view, WHAT)
    second = world.workspace.submits(ANA, view, WHAT | {"field:text": "Something else"})
    assert first.text == second.text == world.workspace.again().text
    assert (len(actions(world)), len(told(world))) == (1, 1)


def test_two_processes_that_get_the_same_form_carry_it_out_once(world: SlackWorld) -> None:
    from tests.platforms.slack_client import send, slack_face

    view = opened(world, ANA, "action add")
    world.workspace.submits(ANA, view, WHAT)
    body, headers = world.workspace.repeated[-1]
    with slack_face(world.server, world.dispatch) as other:
        assert send(other, body, headers).body == {"response_action": "clear"}
    assert len(actions(world)) == 1
    assert {line for _, line in told(world)} == {"VAWG-1 is added: Lena Sct, by Friday 29 January 2027."}


def test_a_form_that_takes_long_says_so_and_its_answer_comes(hurried: SlackWorld) -> None:
    view = replace(opened_slowly(hurried), id="V1")
    hurried.gate.clear()
    answer = sends(hurried, ANA, view, WHAT)
    assert answer["response_action"] == "update"
    assert "submit" not in answer["view"]
    assert hurried.server.answered(view, answer)
    hurried.gate.set()
    assert told(hurried) == [("in_channel", "VAWG-1 is added: Lena Sct, by Friday 29 January 2027.")]
    assert eventually(lambda: "VAWG-1" in json.dumps(hurried.server.view().view))
    assert len(actions(hurried)) == 1


def opened_slowly(world: SlackWorld) -> View:
    world.workspace.types(ANA, "action add", channel=CHANNEL)
    assert eventually(lambda: bool(world.server.views) and bool(world.server.view().inputs))
    return world.server.view()


# What a client sends back is never trusted


def altered(view: View, **changes: Any) -> View:
    carried = json.loads(view.view["private_metadata"]) | changes
    return replace(view, view=view.view | {"private_metadata": json.dumps(carried)})


def test_an_altered_channel_counts_as_a_direct_message(world: SlackWorld) -> None:
    """Else a channel that one isn't in would tell its group."""
    view = altered(opened(world, ANA, "action add", channel=ELSEWHERE), channel=CHANNEL)
    assert sends(world, ANA, view, WHAT) == {"response_action": "clear"}
    assert eventually(lambda: bool(world.server.posts))
    assert [post.channel for post in world.server.posts] == [direct(ANA)]
    assert world.server.responses == []


def test_an_altered_command_can_do_what_typing_it_could(world: SlackWorld) -> None:
    view = opened(world, ANA, "action drop")
    for command in ("group close group:vawg reason:x", "meeting close 1 group:vawg", "nonsense", "x" * 2_000, ""):
        answer = sends(world, ANA, altered(view, command=command), {"field:reason": "x"})
        assert answer["response_action"] in ("update", "errors", "clear")
    with world.database.reading() as uow:
        group = uow.groups.by_id(world.group_id)
    assert group is not None
    assert group.closed_on is None


def test_somebody_elses_view_gives_nobody_their_rights(world: SlackWorld) -> None:
    view = opened(world, SAM, "group close")
    answer = sends(world, ANA, view, {"field:reason": "x"})
    assert "Only the group's secretariat can do that." in json.dumps(answer)
    answer = sends(world, "USTRANGER", view, {"field:reason": "x"})
    assert "which official you are" in json.dumps(answer)


@pytest.mark.parametrize("metadata", ["", "[]", "{", "null", '{"command": 5}', "x" * 3_000, '{"command":"action add"}'])
def test_metadata_of_another_shape_is_read_as_what_somebody_typed(metadata: str, world: SlackWorld) -> None:
    view = opened(world, ANA, "action add")
    broken = replace(view, view=view.view | {"private_metadata": metadata})
    assert world.workspace.submits(ANA, broken, WHAT).status == 200


def test_an_option_that_was_not_offered_is_text_like_any_other(world: SlackWorld) -> None:
    view = opened(world, ANA, "action add")
    answer = sends(world, ANA, view, WHAT | {"field:extent": ["UKG"]})
    assert answer["errors"].keys() == {"field:extent"}
    answer = sends(world, ANA, view, WHAT | {"field:owner": "nobody@example.org"})
    assert answer["errors"].keys() == {"field:owner"}
    assert actions(world) == []


@pytest.mark.parametrize(
    "values",
    [
        {"field:text": 5},
        {"field:text": {"value": 5}},
        {"field:text": {"value": {"type": "plain_text_input", "value": ["x"]}}},
        {"field:extent": {"value": {"type": "checkboxes", "selected_options": [5]}}},
        {"field:extent": {"value": {"type": "checkboxes", "selected_options": "SCT"}}},
        {"field:due": {"value": {"type": "users_select", "selected_user": "<@U1>"}}},
        {"field:text": {"value": {"type": "plain_text_input", "value": "x" * 100_000}}},
    ],
    ids=range(7),
)
def test_values_that_slack_never_sends_are_turned_away(values: dict[str, Any], world: SlackWorld) -> None:
    view = opened(world, ANA, "action add")
    state = {"state": {"values": values}}
    payload = {
        "id": view.id,
        "type": "modal",
        "hash": view.hash,
        "callback_id": "form",
        "private_metadata": "x",
    } | state
    reply = world.workspace.submits(ANA, view, None, view=payload)
    assert reply.status in (200, 400)
    assert world.workspace.submits(ANA, view, None, view={}).status == 200
    assert actions(world) == []


def test_other_views_are_nothing_for_us(world: SlackWorld) -> None:
    view = opened(world, ANA, "action add")
    other = {"id": view.id, "hash": view.hash, "callback_id": "other", "state": {"values": {}}}
    assert world.workspace.submits(ANA, view, None, view=other).text == ""
    assert actions(world) == []


# Where the answer goes


def test_an_answer_whose_address_has_run_out_is_posted(world: SlackWorld) -> None:
    view = opened(world, ANA, "action add")
    world.server.plan("hooks", Fault(status=404))
    sends(world, ANA, view, WHAT)
    assert eventually(lambda: bool(world.server.posts))
    [post] = world.server.posts
    assert (post.channel, post.user) == (CHANNEL, None)


def test_a_private_answer_goes_to_its_author_alone(world: SlackWorld) -> None:
    view = opened(world, ANA, "action show", channel=CHANNEL)
    raise_action(world.database, seat="SCT", text="Publish", extent=("SCT",))
    sends(world, ANA, view, {"field:action": "1"})
    assert told(world)[0][0] == "ephemeral"


# Several groups


def test_which_group_is_asked_first_where_several_may_be_meant(world: SlackWorld) -> None:
    member_of_another_group(world.database, "both@example.org")
    with world.database.writing("test") as uow:
        both = uow.people.by_email("both@example.org")
        assert both is not None
        seat = uow.groups.seats(world.group_id)[0]
        post = models.PostRecord(group_id=world.group_id, seat_id=seat.id, kind=Post.MEMBER)
        uow.session.add(post)
        uow.session.flush()
        uow.session.add(models.Holder(post_id=post.id, official_id=both.id, since=post_time()))
        uow.session.add(
            models.Account(
                official_id=both.id, platform="slack", workspace="T1", account="UBOTH", created_at=post_time()
            )
        )
    view = opened(world, "UBOTH", "action add Publish", channel=direct("UBOTH"))
    assert list(view.inputs) == ["field:group"]
    answer = sends(world, "UBOTH", view, {"field:group": "vawg"})
    assert answer["response_action"] == "update"
    second = world.server.answered(view, answer)
    assert second is not None
    assert second.inputs["field:text"]["element"]["initial_value"] == "Publish"
    assert not any("Please fill this in" in json.dumps(block) for block in second.view["blocks"])
    assert sends(world, "UBOTH", second, WHAT) == {"response_action": "clear"}


def post_time() -> Any:
    from tests.platforms.slack_world import NOW

    return NOW


# What was last said stands there again


def test_the_last_owner_and_extent_stand_in_the_next_form(world: SlackWorld) -> None:
    sends(world, ANA, opened(world, ANA, "action add"), WHAT)
    view = opened(world, ANA, "action add")
    assert view.inputs["field:owner"]["element"]["initial_option"]["value"] == lead("SCT")
    assert [one["value"] for one in view.inputs["field:extent"]["element"]["initial_options"]] == ["SCT"]
    assert "initial_value" not in view.inputs["field:text"]["element"]


def test_a_group_is_changed_from_what_it_is(world: SlackWorld) -> None:
    view = opened(world, SAM, "group edit")
    assert view.inputs["field:name"]["element"]["initial_value"] == "Ending violence against women and girls"
    assert sends(world, SAM, view, {"field:purpose": "Share what works"}) == {"response_action": "clear"}
    assert "was changed" in told(world)[0][1]


# A message becomes an action


def test_a_message_becomes_an_action_with_its_link(world: SlackWorld) -> None:
    assert (
        world.workspace.takes(
            ANA, "Please <@U9|bryn> publish <https://x.example/a|the minutes> &amp; send", channel=CHANNEL
        ).text
        == ""
    )
    view = standing(world)
    assert view.inputs["field:text"]["element"]["initial_value"] == "Please @bryn publish the minutes & send"
    link = permalink(CHANNEL, "1700000000.000100")
    assert view.inputs["field:link"]["element"]["initial_value"] == link
    left = {key: value for key, value in WHAT.items() if key != "field:text"}
    assert sends(world, ANA, view, left) == {"response_action": "clear"}
    assert actions(world)[0].link == link
    shown = world.workspace.types(ANA, "action show 1", channel=CHANNEL).body
    assert link in json.dumps(shown["blocks"])


def test_the_shortcut_is_for_members_alone(world: SlackWorld) -> None:
    world.workspace.takes("USTRANGER", "Publish", channel=CHANNEL)
    assert world.server.views == {}
    assert told(world)[0] == (
        "ephemeral",
        "I don't know which official you are yet. Ask your secretariat for a code, then type: /wg me link CODE",
    )


def test_a_link_that_slack_does_not_tell_is_left_empty(world: SlackWorld) -> None:
    world.server.plan("chat.getPermalink", Fault(error="channel_not_found"))
    world.workspace.takes(ANA, "x" * 40_000, channel=CHANNEL)
    view = standing(world)
    assert "initial_value" not in view.inputs["field:link"]["element"]
    assert len(view.inputs["field:text"]["element"]["initial_value"]) <= 1_000


# A group from its template


def test_a_group_is_shown_before_it_is_set_up(world: SlackWorld) -> None:
    with world.database.writing("test") as uow:
        operator = uow.people.create(name="Olu Operator", email="operator@example.org", now=post_time())
        uow.session.add(
            models.Account(
                official_id=operator.id, platform="slack", workspace="T1", account="UOLU", created_at=post_time()
            )
        )
    view = opened(world, "UOLU", "group new", channel=ELSEWHERE)
    assert view.inputs["field:seats"]["element"]["initial_value"] == "IRL, NIR, SCT, UKG, WLS"
    answer = sends(world, "UOLU", view, {"field:slug": "exchange", "field:name": "The “exchange”"})
    assert answer["response_action"] == "push"
    preview = world.server.answered(view, answer)
    assert preview is not None
    said = json.dumps(preview.view["blocks"], ensure_ascii=False)
    assert "Wednesday 20 January 2027" in said
    assert "Ireland chairs" in said
    with world.database.reading() as uow:
        assert uow.groups.by_slug("exchange") is None
    assert sends(world, "UOLU", preview) == {"response_action": "clear"}
    assert told(world)[0][1] == "The “exchange” (exchange) is set up."


def test_everything_wrong_with_a_new_group_is_said_at_once(world: SlackWorld) -> None:
    """Also what is missing beside what can't be read, and governments that there are none of."""
    with world.database.writing("test") as uow:
        operator = uow.people.create(name="Olu Operator", email="operator@example.org", now=post_time())
        uow.people.tie(Account("slack", "T1", "UOLU"), operator.id, post_time())
    view = opened(world, "UOLU", "group new", channel=ELSEWHERE)
    wrong = {"slug": "no such thing!", "name": None, "seats": "SCT, XYZ", "series": "now and then", "tz": "Mars/Base"}
    answer = sends(world, "UOLU", view, {f"field:{name}": value for name, value in wrong.items()})
    assert answer["response_action"] == "errors"
    assert answer["errors"].keys() == {f"field:{name}" for name in wrong}
    assert answer["errors"]["field:name"] == "Please fill this in."
    assert "XYZ" in answer["errors"]["field:seats"]


@pytest.mark.parametrize(
    ("command", "wrong"),
    [
        ("seat add", {"seat": "XYZ", "from": "12/13/2026"}),
        ("group edit", {"marking": "TOP SECRET", "tz": "Mars/Base", "notices": "soon"}),
        ("meeting add", {"when": "20 Jan", "for": "a while"}),
    ],
)
def test_so_is_everything_wrong_with_others(command: str, wrong: dict[str, str], world: SlackWorld) -> None:
    view = opened(world, SAM, command)
    filled = {
        f"field:{name}:words" if f"field:{name}:words" in view.inputs else f"field:{name}": value
        for name, value in wrong.items()
    }
    answer = sends(world, SAM, view, filled)
    assert answer["errors"].keys() == {f"field:{name}" for name in wrong}
