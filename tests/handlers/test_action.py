"""Actions as people type and press them: adding, listing, finishing, and what is refused."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select, update

from bot.commands import Answered
from bot.db import models
from bot.db.unit_of_work import Database
from bot.domain.meetings import MeetingState
from bot.domain.people import Marking
from bot.messages.model import Button, Buttons, Form, Mention, Message
from tests.copies import copied
from tests.world import (
    SECRETARIAT,
    World,
    deputy,
    exchange,
    lead,
    member_of_another_group,
    sent,
    traces,
    worded,
)

MEMBER = "mena.sct@example.org"
OBSERVER = "olu.sct@example.org"
ADD = f'action add "Publish minutes" owner:{deputy("SCT")} due:"15 Jan" extent:SCT'
CHANNEL = "C1"


@pytest.fixture
@copied
def world(database: Database) -> World:
    """Monday 4 January 2027, 09:00."""
    exchange(database)
    return World(database)


@pytest.fixture
def channel(world: World) -> World:
    """The group is linked to a channel."""
    with world.database.writing("test") as uow:
        place = models.Place(group_id=1, platform="terminal", workspace="", channel=CHANNEL, linked_at=world.now)
        uow.session.add(place)
    return world


def buttons(answered: Answered) -> dict[str, str]:
    assert isinstance(answered.reply, Message)
    found = [b for block in answered.reply.blocks if isinstance(block, Buttons) for b in block.buttons]
    return {button.label: button.command for button in found if isinstance(button, Button)}


def join(world: World, who: str, post: str) -> None:
    name = who.split(".")[0].title()
    world.says(SECRETARIAT, f"member add {who} name:{name} seat:SCT as:{post}")


def row(world: World, number: int = 1) -> models.Action:
    with world.database.reading() as uow:
        found = uow.actions.record(1, number)
        assert found is not None
        return found


def audited(world: World) -> list[tuple[str, str]]:
    with world.database.reading() as uow:
        lines = select(models.AuditLine.event, models.AuditLine.subject).order_by(models.AuditLine.id)
        return [(event, subject) for event, subject in uow.session.execute(lines)]


def test_an_action_is_added_and_read_back(world: World) -> None:
    said = world.says(lead("WLS"), ADD)
    assert "VAWG-1 is added: Dara Sct, by Friday 15 January 2027." in said
    assert "Applies to: Scotland" in said
    shown = world.says(lead("NIR"), "action show VAWG-1")
    assert "Publish minutes" in shown
    assert "Owner: Dara Sct (Scotland)" in shown
    assert "Added by Lena Wls on Monday 4 January 2027." in shown
    kept = row(world)
    assert (kept.due, kept.original_due, kept.origin) == (date(2027, 1, 15), date(2027, 1, 15), "terminal:direct")
    assert audited(world) == [("action.added", "VAWG-1")]


def test_the_short_line_says_the_same_as_the_keys(world: World) -> None:
    said = world.says(lead("WLS"), f"action add {deputy('SCT')} Publish minutes by 15 jan for SCT")
    assert "VAWG-1 is added: Dara Sct, by Friday 15 January 2027." in said
    assert "Action: Publish minutes" in said
    assert "Applies to: Scotland" in said


def test_references_are_never_used_twice(world: World) -> None:
    world.says(SECRETARIAT, ADD)
    world.says(SECRETARIAT, "undo")
    assert "VAWG-2 is added" in world.says(SECRETARIAT, ADD)
    assert "one open action" in world.says(SECRETARIAT, "action list")


def test_a_due_day_that_is_a_holiday_of_the_owner_is_said_at_once_and_kept(world: World) -> None:
    said = world.says(SECRETARIAT, f"action add Report owner:{lead('NIR')} due:12/7/2027 extent:NIR")
    assert "Monday 12 July 2027 is no working day for the owner (Northern Ireland): Battle of the Boyne" in said
    said = world.says(SECRETARIAT, f"action add Report owner:{lead('SCT')} due:12/7/2027 extent:SCT")
    assert "no working day" not in said
    said = world.says(SECRETARIAT, f"action add Report owner:{SECRETARIAT} due:16/1/2027 extent:all")
    assert "no working day for the owner (secretariat): it is a weekend." in said


def test_what_is_missing_is_asked_for_one_thing_at_a_time_and_each_button_goes_on(world: World) -> None:
    asked = world.asks(lead("SCT"), "action add Publish minutes")
    assert "Who will do it?" in worded(asked)
    asked = world.asks(lead("SCT"), buttons(asked)["Dara Wls"])
    assert "By when?" in worded(asked)
    asked = world.asks(lead("SCT"), buttons(asked)["Friday 8 January 2027"])
    assert "Where does it apply?" in worded(asked)
    assert set(buttons(asked)) == {"All seats", "My seat", "Choose"}
    choosing = world.asks(lead("SCT"), buttons(asked)["Choose"])
    assert set(buttons(choosing)) == {"ENG", "IRL", "NIR", "SCT", "WLS"}
    said = world.says(lead("SCT"), buttons(asked)["My seat"])
    assert "VAWG-1 is added: Dara Wls, by Friday 8 January 2027." in said
    assert "Applies to: Scotland" in said


def test_nothing_is_kept_between_questions(world: World) -> None:
    before = traces(world.database)
    world.asks(lead("SCT"), "action add Publish minutes")
    assert traces(world.database) == before


def test_a_form_takes_the_same_arguments_and_says_what_is_wrong_beside_its_field(world: World) -> None:
    opened = world.asks(lead("SCT"), "action add", forms=True)
    assert isinstance(opened.reply, Form)
    fields = {"text": "Publish minutes", "owner": deputy("SCT"), "due": "32 Jan", "extent": "SCT,WLS"}
    wrong = world.asks(lead("SCT"), opened.reply.command, forms=True, fields=fields)
    assert isinstance(wrong.reply, Form)
    assert [field.name for field in wrong.reply.fields if field.error] == ["due"]
    assert {field.name: field.value for field in wrong.reply.fields}["text"] == "Publish minutes"
    done = world.asks(lead("SCT"), wrong.reply.command, forms=True, fields=fields | {"due": "31 Jan"})
    assert done.outcome == "done"
    assert "Applies to: Scotland and Wales" in worded(done)


def test_a_name_that_fits_several_asks_which(world: World) -> None:
    asked = world.asks(lead("SCT"), ADD.replace(deputy("SCT"), "Dara"))
    assert "VAWG-1 is added: Dara Irl" in world.says(lead("SCT"), buttons(asked)["deputy.irl@example.org"])


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("action add Report owner:nobody due:friday extent:SCT", "I know nobody in this group called “nobody”"),
        (f'action add Report owner:{lead("SCT")} due:"3 Jan 2027" extent:SCT', "Sunday 3 January 2027 is past."),
        (f'action add Report owner:{lead("SCT")} due:"29 Feb 2027" extent:SCT', "There is no such day"),
        (f"action add Report owner:{lead('SCT')} due:12/13/2026 extent:SCT", "no such month"),
        (f"action add Report owner:{lead('SCT')} due:10 extent:SCT", "could be a day or an hour"),
        (f"action add Report owner:{lead('SCT')} due:friday extent:UKG", "UKG is an administration, not a territory"),
        (f"action add Report owner:{lead('SCT')} due:friday extent:FRA", "“FRA” isn't a territory of this group"),
        (f"action add Report owner:{lead('SCT')} due:friday extent:SCT meeting:9", "no meeting 9"),
        (f"action add Report owner:{OBSERVER} due:friday extent:SCT", "observers can't own actions"),
        ("action done 9", "There is no action VAWG-9."),
        ("action done twelve", "isn't a number"),
        ("action show VAWG-9", "There is no action VAWG-9."),
        ("action list late", "isn't one of"),
        ("action list seat:IMN", "Isle of Man has no seat in this group."),
        ("action list owner:nobody", "I know nobody"),
        ("action due 9 friday", "There is no action VAWG-9."),
        ("action update 9 text", "There is no action VAWG-9."),
        ("action drop 9 reason:none", "There is no action VAWG-9."),
    ],
)
def test_what_makes_no_sense_is_refused_and_leaves_no_trace(world: World, typed: str, said: str) -> None:
    join(world, OBSERVER, "observer")
    before = traces(world.database)
    assert said in world.refuses(SECRETARIAT, typed)
    assert traces(world.database) == before


@pytest.mark.parametrize(
    "typed", [ADD, "action list", "action show VAWG-1", "action done VAWG-1", "action due VAWG-1 20 Jan"]
)
def test_somebody_outside_the_group_learns_nothing_not_even_that_it_exists(world: World, typed: str) -> None:
    world.says(SECRETARIAT, ADD)
    member_of_another_group(world.database, "ana@example.com")
    typed = typed if "VAWG-" in typed else f"{typed} group:vawg"
    there = world.refuses("ana@example.com", typed)
    nowhere = world.refuses("ana@example.com", typed.replace("vawg", "gone").replace("VAWG", "GONE"))
    assert there.replace("vawg", "gone") == nowhere


@pytest.mark.parametrize(
    "typed", [ADD, "action done 1", "action update 1 news", "action due 1 20 Jan", "action drop 1 reason:none"]
)
def test_an_observer_reads_and_changes_nothing(world: World, typed: str) -> None:
    world.says(SECRETARIAT, ADD)
    join(world, OBSERVER, "observer")
    before = traces(world.database)
    assert "Publish minutes" in world.says(OBSERVER, "action show 1")
    assert "Observers can read along" in world.refuses(OBSERVER, typed)
    assert traces(world.database) == before


def test_a_member_updates_any_action_and_finishes_their_own(world: World) -> None:
    join(world, MEMBER, "member")
    world.says(SECRETARIAT, ADD)
    world.says(SECRETARIAT, ADD.replace(deputy("SCT"), MEMBER))
    assert "There is news on VAWG-1, which is in progress." in world.says(MEMBER, 'action update 1 "The draft is out"')
    assert "VAWG-1 belongs to Dara Sct." in world.refuses(MEMBER, "action done 1")
    assert "VAWG-2 is done." in world.says(MEMBER, "done 2")


@pytest.mark.parametrize("typed", ["action done 1", "action due 1 20 Jan", "action drop 1 reason:none"])
def test_another_seat_settles_nothing_but_the_own_seat_and_the_secretariat_do(world: World, typed: str) -> None:
    world.says(SECRETARIAT, ADD)
    before = traces(world.database)
    assert "VAWG-1 belongs to Dara Sct." in world.refuses(lead("WLS"), typed)
    assert traces(world.database) == before
    world.says(lead("SCT"), typed)
    world.says(lead("SCT"), "undo")
    world.says(SECRETARIAT, typed)
    with world.database.reading() as uow:
        acting = uow.session.scalars(select(models.AuditLine.acting_for).order_by(models.AuditLine.id.desc())).first()
    assert acting == row(world).seat_id


def test_what_is_done_is_done_once(world: World) -> None:
    world.says(SECRETARIAT, ADD)
    assert "VAWG-1 is done. Thank you." in world.says(deputy("SCT"), "action done VAWG-1")
    assert row(world).closed_at == world.now
    for typed in ("action done 1", "action update 1 news", "action due 1 20 Jan", "action drop 1 reason:none"):
        assert "VAWG-1 is done already." in world.refuses(deputy("SCT"), typed)


def test_moving_the_due_day_keeps_the_original_one_for_ever(world: World) -> None:
    world.says(SECRETARIAT, ADD)
    said = world.says(deputy("SCT"), 'action due 1 "14 May"')
    assert "VAWG-1 is now due on Friday 14 May 2027. Until now it was Friday 15 January 2027." in said
    assert "The original day stays on record: Friday 15 January 2027." in said
    world.says(deputy("SCT"), "action due 1 20 may")
    assert "Thursday 20 May 2027 (originally Friday 15 January 2027)" in world.says(deputy("SCT"), "action show 1")
    assert "is due on Thursday 20 May 2027 already" in world.refuses(deputy("SCT"), "action due 1 20 may")
    assert "is past" in world.refuses(deputy("SCT"), "action due 1 3/1/2027")


def test_a_dropped_action_says_why_and_leaves_the_list(world: World) -> None:
    world.says(SECRETARIAT, ADD)
    assert "Reason: No longer needed" in world.says(SECRETARIAT, 'action drop 1 reason:"No longer needed"')
    assert "no open actions" in world.says(SECRETARIAT, "action list")
    assert "VAWG-1: dropped" in world.says(SECRETARIAT, "action show 1")


def test_history_shows_who_said_what_and_when(world: World) -> None:
    world.says(SECRETARIAT, ADD)
    world.move(days=1)
    world.says(deputy("SCT"), "action update 1 The draft is with colleagues")
    world.move(days=1)
    world.says(lead("IRL"), "action update 1 We commented")
    shown = world.says(SECRETARIAT, "action show 1")
    assert "VAWG-1: in progress" in shown
    first = shown.index("Dara Sct, Tuesday 5 January 2027: The draft is with colleagues")
    assert first < shown.index("Lena Irl, Wednesday 6 January 2027: We commented")


@pytest.mark.parametrize(
    ("typed", "undone", "status"),
    [
        ("action done 1", "VAWG-1 is open again.", "open"),
        ("action drop 1 reason:none", "VAWG-1 is open again.", "open"),
        ("action update 1 news", "What was said about VAWG-1 is withdrawn", "open"),
        ("action due 1 20 Jan", "VAWG-1 is due on Friday 15 January 2027 again.", "open"),
    ],
)
def test_each_change_is_taken_back_by_its_author_alone(world: World, typed: str, undone: str, status: str) -> None:
    world.says(SECRETARIAT, ADD)
    changed = world.asks(deputy("SCT"), typed)
    press = buttons(changed)["Undo"]
    assert "nothing of yours" in world.refuses(lead("WLS"), press)
    assert undone in world.says(deputy("SCT"), press)
    kept = row(world)
    assert (kept.status.value, kept.due, kept.closed_at, kept.dropped_reason) == (status, date(2027, 1, 15), None, "")
    assert "news" not in world.says(SECRETARIAT, "action show 1")


def test_an_update_by_somebody_else_stands_in_the_way_of_undo(world: World) -> None:
    world.says(SECRETARIAT, ADD)
    press = buttons(world.asks(deputy("SCT"), "action due 1 20 Jan"))["Undo"]
    world.says(lead("IRL"), "action update 1 We commented")
    assert "changed again since" in world.refuses(deputy("SCT"), press)
    assert row(world).due == date(2027, 1, 20)


def test_lists_are_sorted_by_due_day_and_filtered(world: World) -> None:
    for owner, due in ((lead("SCT"), "20 Jan"), (lead("WLS"), "6 Jan"), (deputy("SCT"), "12 Jan")):
        world.says(SECRETARIAT, f'action add "For {due}" owner:{owner} due:"{due}" extent:all')
    everything = world.says(lead("SCT"), "action list")
    assert everything.index("VAWG-2") < everything.index("VAWG-3") < everything.index("VAWG-1")
    assert "ENG, IRL, NIR, SCT, WLS" in everything
    assert "one open action is yours" in world.says(lead("SCT"), "action list mine")
    assert "2 open actions" in world.says(lead("IRL"), "action list seat:sct")
    assert "For 6 Jan" in world.says(lead("IRL"), f"action list owner:{lead('WLS')}")
    world.move(days=3)
    assert "one overdue action" in world.says(lead("IRL"), "action list overdue")
    assert "6 Jan 2027, overdue" in world.says(lead("IRL"), "action list")
    world.says(lead("WLS"), "done 2")
    assert "no overdue actions" in world.says(lead("IRL"), "action list overdue")
    assert "VAWG-2" in world.says(lead("IRL"), "action list done")


def test_ones_own_list_has_a_done_button_for_each(world: World) -> None:
    world.says(SECRETARIAT, ADD)
    assert buttons(world.asks(deputy("SCT"), "action list mine")) == {"Done: VAWG-1": "action done VAWG-1"}


def test_which_action_is_asked_with_ones_own_as_buttons(world: World) -> None:
    world.says(SECRETARIAT, ADD)
    asked = world.asks(deputy("SCT"), "done")
    assert "VAWG-1 is done." in world.says(deputy("SCT"), buttons(asked)["VAWG-1 Publish minutes"])


def test_an_action_belongs_to_the_meeting_that_is_open_or_named(world: World) -> None:
    with world.database.writing("test") as uow:
        for number, state in ((1, "held"), (2, "open")):
            start = datetime(2027, 1, 4, 8 + number, tzinfo=UTC)
            uow.session.add(
                models.Meeting(
                    group_id=1,
                    number=number,
                    state=MeetingState(state),
                    day=start.date(),
                    start=start.time(),
                    minutes=60,
                    zone="Europe/London",
                    starts_at=start,
                    ends_at=start,
                    uid=str(number),
                    opened_at=start,
                    created_at=start,
                )
            )
    assert "From: Meeting 2, action 1" in world.says(SECRETARIAT, ADD)
    assert "From: Meeting 2, action 2" in world.says(SECRETARIAT, ADD)
    assert "From: Meeting 1, action 1" in world.says(SECRETARIAT, f"{ADD} meeting:1")


def test_the_public_line_names_the_owner_and_offers_done_and_undo(channel: World) -> None:
    answered = channel.asks(SECRETARIAT, ADD)
    assert not answered.public
    (line,) = sent(channel.database)
    assert "VAWG-1 is added: Dara Sct, by Friday 15 January 2027." in line
    assert "Publish minutes" in line
    here = channel.asks(SECRETARIAT, ADD, channel=CHANNEL)
    assert here.public
    assert set(buttons(here)) == {"Done", "Undo"}
    assert len(sent(channel.database)) == 1


def test_the_owner_is_mentioned_when_an_action_is_added(channel: World) -> None:
    answered = channel.asks(SECRETARIAT, ADD, channel=CHANNEL)
    assert isinstance(answered.reply, Message)
    assert any(isinstance(span, Mention) and span.handles for span in _spans(answered.reply))
    done = channel.asks(SECRETARIAT, "action done 1", channel=CHANNEL)
    assert isinstance(done.reply, Message)
    assert not any(isinstance(span, Mention) and span.handles for span in _spans(done.reply))


def _spans(message: Message) -> list[object]:
    return [span for block in message.blocks for fact in getattr(block, "facts", ()) for span in fact.value]


def test_a_sensitive_groups_texts_stay_out_of_its_channel(channel: World) -> None:
    with channel.database.writing("test") as uow:
        uow.session.execute(update(models.Group).values(marking=Marking.SENSITIVE))
    assert "Publish minutes" in channel.says(SECRETARIAT, ADD)
    channel.says(deputy("SCT"), "action update 1 Named victims")
    channel.says(deputy("SCT"), "action due 1 20 jan")
    channel.says(deputy("SCT"), "action drop 1 reason:withdrawn")
    public = "\n".join(sent(channel.database))
    assert not any(text in public for text in ("Publish minutes", "Named victims", "withdrawn"))
    assert "OFFICIAL-SENSITIVE" in public
    assert "Applies to: Scotland" in public
    here = channel.asks(SECRETARIAT, ADD, channel=CHANNEL)
    assert here.public
    assert "Publish minutes" not in worded(here)


def test_a_text_keeps_what_looks_like_markup_as_it_was_typed(world: World) -> None:
    world.says(SECRETARIAT, ADD.replace("Publish minutes", "Ask O'Brien: *why* =1+1 don't https://example.org/a?b=1"))
    assert row(world).text == "Ask O'Brien: *why* =1+1 don't https://example.org/a?b=1"


def test_a_repeated_request_adds_one_action(world: World) -> None:
    first = world.asks(SECRETARIAT, ADD, request="trigger-1")
    again = world.asks(SECRETARIAT, ADD, request="trigger-1")
    assert worded(first) == worded(again)
    assert "one open action" in world.says(SECRETARIAT, "action list")


@pytest.mark.parametrize(
    "line",
    [
        'action add Review COVID-19 guidance owner:"Lena Sct" due:friday extent:SCT',
        "action add lead.sct@example.org Review COVID-19 guidance by friday for SCT",
    ],
)
def test_a_text_that_speaks_of_something_with_a_number_names_no_group(world: World, line: str) -> None:
    world.says(SECRETARIAT, line)
    assert row(world).text == "Review COVID-19 guidance"
    world.says(SECRETARIAT, "action update VAWG-1 Waiting for COVID-19 and G7-2 figures")
    world.says(SECRETARIAT, 'action drop action:VAWG-1 reason:"See OTHER-2"')
    assert "I know no group “other”" in world.refuses(SECRETARIAT, "action done OTHER-2")
    assert "I know no group “other”" in world.refuses(SECRETARIAT, "action done action:OTHER-2")


def test_a_link_is_kept_and_shown_to_those_who_see_the_action(database: Database) -> None:
    exchange(database)
    world = World(database)
    link = "https://exchange.slack.com/archives/C1/p1700000000000100"
    added = f"action add Publish owner:{lead('SCT')} due:friday extent:SCT link:<{link}>"
    world.says(SECRETARIAT, added)
    assert f"Link: {link}" in world.says(lead("SCT"), "action show 1")
    assert "isn't a link" in world.refuses(SECRETARIAT, added.replace(f"<{link}>", "javascript:alert(1)"))


def test_everything_that_is_wrong_in_a_form_is_said_at_once(database: Database) -> None:
    exchange(database)
    fields = {"text": "Publish", "owner": "nobody", "due": "12/13/2027", "extent": "", "link": "x"}
    answered = World(database).asks(SECRETARIAT, "action add", fields=fields, forms=True)
    assert isinstance(answered.reply, Form)
    wrong = {field.name for field in answered.reply.fields if field.error}
    assert wrong == {"due", "extent", "link"}


def test_an_extent_of_everything_is_chosen_anew_each_time(database: Database) -> None:
    exchange(database)
    world = World(database)
    for extent, remembered in (("SCT,WLS", "SCT, WLS"), ("all", "")):
        world.says(SECRETARIAT, f"action add Publish owner:{lead('SCT')} due:friday extent:{extent}")
        answered = world.asks(SECRETARIAT, "action add", forms=True)
        assert isinstance(answered.reply, Form)
        values = {field.name: field.value for field in answered.reply.fields}
        assert (values["extent"], values["owner"], values["text"]) == (remembered, lead("SCT"), "")
