"""A turn changes hands by its seats' own word: declined, offered, taken, swapped; and what is refused."""

from __future__ import annotations

import csv
from datetime import UTC, datetime
from threading import Barrier, Thread

import pytest
from sqlalchemy import select

from bot.commands import Answered
from bot.db import models
from bot.db.unit_of_work import Database
from bot.domain.people import Post
from bot.messages import plain_text
from bot.messages.model import Document, Message
from bot.notices import NOTICES
from bot.notices.model import Entry
from bot.presenters.speech import words
from bot.scheduler import tick
from tests.copies import copied
from tests.world import (
    OPERATOR,
    SECRETARIAT,
    WIDE,
    World,
    deputy,
    lead,
    sent,
    told_exchange,
    traces,
    worded,
)


@pytest.fixture
@copied
def world(database: Database) -> World:
    """The exchange with its series; UKG was told to chair the first meeting, SCT to host it."""
    return told_exchange(database)


def audited(world: World, *events: str) -> list[tuple[str, int | None, int | None]]:
    """Lines of the audit by event: what, who, acting for which seat."""
    with world.database.reading() as uow:
        query = select(models.AuditLine).where(models.AuditLine.event.in_(events)).order_by(models.AuditLine.id)
        return [(line.event, line.actor, line.acting_for) for line in uow.session.scalars(query)]


def told(world: World, who: str, *subjects: str) -> list[Message]:
    """What is said to somebody in direct messages, as it would be worded now; what is stale is left out."""
    with world.database.reading() as uow:
        official = uow.people.by_email(who)
        assert official is not None
        query = (
            select(models.OutboxEntry)
            .where(models.OutboxEntry.official_id == official.id, models.OutboxEntry.subject.in_(subjects))
            .where(models.OutboxEntry.state != models.OutboxState.STALE)
            .order_by(models.OutboxEntry.id)
        )
        found = []
        for row in uow.session.scalars(query):
            entry = Entry(row.key, row.subject, row.facts, row.group_id, row.official_id, row.due_at)
            message = NOTICES[row.subject](uow, entry, words("en-GB"), world.now)
            if message is not None:
                found.append(message)
        return found


def text(message: Message) -> str:
    return plain_text.render(message, width=WIDE)


def titles(world: World, who: str, *subjects: str) -> list[str]:
    return [message.title for message in told(world, who, *(subjects or ("turn-offer", "turn-answered")))]


def chairs(world: World, count: int = 5) -> list[str]:
    """Who chairs next, as ``rota`` shows it."""
    lines = world.says(SECRETARIAT, f"rota turns:{count}").split("\n")
    start = next(at for at, line in enumerate(lines) if set(line) == {"-", " "}) + 1
    return [[cell.strip() for cell in line.split("  ") if cell.strip()][1] for line in lines[start : start + count]]


def everything_said(world: World) -> str:
    """All public lines."""
    return "\n".join(sent(world.database))


# Declining


def test_a_declined_turn_stays_until_the_next_seat_takes_it(world: World) -> None:
    said = world.says(lead("UKG"), 'rota decline reason:"ministers are away"')
    assert "UK Government can't chair VAWG-M1 on Wednesday 20 January 2027." in said
    assert "The turn stays UK Government's until another seat takes it. Wales is asked now" in said
    assert chairs(world)[0] == "UK Government (declined)"
    [asked] = told(world, lead("WLS"), "turn-offer")
    assert "could Wales chair on Wednesday 20 January 2027, in UK Government's place?" in asked.title
    assert "Take it: /wg rota take VAWG-M1 role:chair" in text(asked)
    assert "Wed 21 Jul 2027, VAWG-M3 Wales UK Government" in " ".join(text(asked).split())
    said = world.says(lead("WLS"), "rota take VAWG-M1 role:chair")
    assert "Wales takes over from UK Government: it chairs VAWG-M1 on Wednesday 20 January 2027." in said
    assert chairs(world) == ["Wales (accepted)", "Scotland", "UK Government", "Northern Ireland", "Ireland"]
    assert "Wales chairs" in titles(world, lead("UKG"), "turn-answered")[-1]


def test_the_reason_is_read_by_the_secretariat_alone(world: World) -> None:
    world.says(lead("UKG"), 'rota decline reason:"a reshuffle"')
    for seat in ("WLS", "NIR", "IRL"):
        assert all("reshuffle" not in text(message) for message in told(world, lead(seat), "turn-offer"))
        world.says(lead(seat), "rota decline VAWG-M1 role:chair")
    [unfilled] = told(world, SECRETARIAT, "turn-unfilled")
    assert "nobody has taken the chair of VAWG-M1 on Wednesday 20 January 2027 from UK Gov" in unfilled.title
    assert "a reshuffle" in text(unfilled)
    assert "Ireland, Northern Ireland and Wales" in text(unfilled)
    assert "reshuffle" not in everything_said(world)
    assert "reshuffle" not in world.says(lead("SCT"), "rota why")
    assert "reshuffle" not in world.says(lead("SCT"), "rota history")
    with world.database.reading() as uow:
        lines = uow.session.scalars(select(models.AuditLine)).all()
        assert all("reshuffle" not in str((line.before, line.after)) for line in lines)


def test_nobody_is_asked_twice_and_a_no_is_private(world: World) -> None:
    world.says(lead("UKG"), "rota decline reason:busy")
    public = len(sent(world.database))
    said = world.says(lead("WLS"), "rota decline VAWG-M1 role:chair")
    assert "Wales won't chair VAWG-M1" in said
    assert "Northern Ireland is asked now" in said
    assert len(sent(world.database)) == public
    world.says(lead("UKG"), "rota accept VAWG-M1 role:chair")
    world.says(lead("UKG"), "rota decline VAWG-M1 role:chair reason:again")
    assert len(told(world, lead("WLS"), "turn-offer")) == 0
    assert len(told(world, lead("NIR"), "turn-offer")) == 1
    assert "not on offer to Wales" in world.refuses(lead("WLS"), "rota take VAWG-M1 role:chair")


def test_declining_twice_changes_nothing_more(world: World) -> None:
    world.says(lead("UKG"), "rota decline reason:busy")
    before = traces(world.database)
    assert "has said already that it can't chair" in world.says(deputy("UKG"), "rota decline reason:busy")
    assert "has said already that it can't chair" in world.says(deputy("UKG"), "rota decline VAWG-M1")
    assert traces(world.database) == before


def test_a_seat_that_accepts_after_all_keeps_its_turn_and_nobody_else_is_asked(world: World) -> None:
    world.says(lead("UKG"), "rota decline reason:busy")
    world.says(lead("UKG"), "rota accept")
    assert chairs(world)[0] == "UK Government (accepted)"
    assert titles(world, lead("WLS")) == []
    late = world.refuses(lead("WLS"), "rota take VAWG-M1 role:chair")
    assert "UK Government chairs VAWG-M1 on Wednesday 20 January 2027: that was settled before you pressed." in late


def test_an_offer_that_was_heard_of_is_called_back_with_a_word(world: World) -> None:
    world.says(lead("UKG"), "rota decline reason:busy")
    deliver(world)
    world.says(lead("UKG"), "rota accept")
    assert "is settled, and Wales is no longer asked" in titles(world, lead("WLS"), "turn-answered")[-1]


def test_a_hosting_is_declined_and_taken_in_the_same_way(world: World) -> None:
    world.says(lead("SCT"), "rota decline role:host reason:room")
    [asked] = told(world, lead("WLS"), "turn-offer")
    assert "could Wales host" in asked.title
    assert "Wales takes over from Scotland: it hosts VAWG-M1" in world.says(lead("WLS"), "rota take")


def test_the_secretariat_acts_for_an_absent_seat_and_that_is_logged(world: World) -> None:
    ids = seat_ids(world)
    said = world.says(SECRETARIAT, "rota decline meeting:1 role:chair reason:election")
    assert "Noted by Sam Taylor of the secretariat for UK Government" in said
    world.says(SECRETARIAT, "rota decline meeting:1 role:chair")
    said = world.says(SECRETARIAT, "rota take VAWG-M1 role:chair")
    assert "Northern Ireland takes over from UK Government" in said
    assert "Noted by Sam Taylor of the secretariat for Northern Ireland" in said
    found = audited(world, "turn.declined", "offer.refused", "offer.accepted")
    assert [(event, seat) for event, _, seat in found] == [
        ("turn.declined", ids["UKG"]),
        ("offer.refused", ids["WLS"]),
        ("offer.accepted", ids["NIR"]),
    ]


def test_a_decline_is_taken_back_and_nobody_is_asked_any_more(world: World) -> None:
    world.says(lead("UKG"), "rota decline reason:busy")
    said = world.says(lead("UKG"), "undo")
    assert "The turn at VAWG-M1 on Wednesday 20 January 2027 stays where it is, and waits for an answer again." in said
    assert chairs(world)[0] == "UK Government (told)"
    assert titles(world, lead("WLS")) == []


def test_a_decline_stands_once_somebody_has_answered_the_offer(world: World) -> None:
    world.says(lead("UKG"), "rota decline reason:busy")
    world.says(lead("WLS"), "rota decline VAWG-M1 role:chair")
    assert "changed again since" in world.refuses(lead("UKG"), "undo")


def test_a_turn_that_nobody_was_left_to_be_asked_about_is_not_for_taking(world: World) -> None:
    world.says(lead("UKG"), "rota decline reason:busy")
    for seat in ("WLS", "NIR", "IRL"):
        world.says(lead(seat), "rota decline VAWG-M1 role:chair")
    assert "not on offer to Scotland" in world.refuses(lead("SCT"), "rota take VAWG-M1 role:chair")
    assert "not on offer to Wales" in world.refuses(lead("WLS"), "rota take VAWG-M1 role:chair")
    assert chairs(world)[0] == "UK Government (declined)"


# Open calls


def test_an_open_call_reaches_all_who_could_and_the_first_has_it(world: World) -> None:
    said = world.says(lead("UKG"), "rota offer VAWG-M1 role:chair")
    assert "Who can chair VAWG-M1 on Wednesday 20 January 2027 in UK Government's place?" in said
    assert [len(told(world, lead(code), "turn-offer")) for code in ("SCT", "WLS", "NIR", "IRL")] == [0, 1, 1, 1]
    world.says(lead("IRL"), "rota take VAWG-M1 role:chair")
    said = world.refuses(lead("NIR"), "rota take VAWG-M1 role:chair")
    assert "Ireland chairs VAWG-M1 on Wednesday 20 January 2027: that was settled before you pressed." in said
    assert chairs(world)[0] == "Ireland (accepted)"
    assert titles(world, lead("NIR"), "turn-offer") == []
    assert len(audited(world, "offer.accepted")) == 1
    assert len(audited(world, "offer.answered-late")) == 1


def test_an_open_call_is_withdrawn_until_somebody_takes_it(world: World) -> None:
    world.says(lead("UKG"), "rota offer")
    assert "is on offer to everybody already" in world.says(deputy("UKG"), "rota offer")
    said = world.says(lead("UKG"), "rota offer withdraw:yes")
    assert "is no longer on offer. It stays UK Government's." in said
    late = world.refuses(lead("IRL"), "rota take VAWG-M1 role:chair")
    assert "UK Government chairs VAWG-M1 on Wednesday 20 January 2027: that was settled before you pressed." in late
    assert "nothing to withdraw" in world.refuses(lead("UKG"), "rota offer withdraw:yes")


def test_a_turn_that_was_taken_is_un_taken(world: World) -> None:
    world.says(lead("UKG"), "rota offer")
    before = chairs(world)
    world.says(lead("IRL"), "rota take")
    said = world.says(lead("IRL"), "undo")
    assert "The turn at VAWG-M1 on Wednesday 20 January 2027 is back where it was, and still wanted." in said
    assert chairs(world) == before


# Swaps


def test_a_swap_needs_the_other_seats_yes_and_moves_nobody_else(world: World) -> None:
    before = chairs(world)
    said = world.says(lead("UKG"), 'rota swap with:NIR reason:"our budget is that week"')
    assert "UK Government asks Northern Ireland to swap turns in the chair." in said
    assert chairs(world) == before
    [asked] = told(world, lead("NIR"), "turn-offer")
    assert "UK Government asks Northern Ireland to swap turns in the chair" in asked.title
    assert "our budget is that week" in text(asked)
    assert "budget" not in everything_said(world)
    [yes] = [line for line in text(asked).split("\n") if "answer:yes" in line]
    said = world.says(lead("NIR"), yes.split("/wg ")[1])
    assert "UK Government and Northern Ireland swap turns in the chair. Nobody else's turn moves." in said
    assert chairs(world) == ["Northern Ireland (accepted)", "Scotland", "Wales", "UK Government", "Ireland"]
    assert "have swapped turns in the chair" in titles(world, lead("UKG"), "turn-answered")[-1]
    late = world.refuses(deputy("NIR"), yes.split("/wg ")[1])
    assert "That was answered before you pressed: UK Government and Northern Ireland have swapped." in late


def test_a_swap_that_is_refused_leaves_both_as_they_are(world: World) -> None:
    before = chairs(world)
    world.says(lead("UKG"), "rota swap with:NIR")
    said = world.says(lead("NIR"), "rota swap with:UKG answer:no")
    assert "Northern Ireland keeps its own turn, and UK Government its own." in said
    assert chairs(world) == before
    assert "Northern Ireland keeps to its own turn" in titles(world, lead("UKG"), "turn-answered")[-1]
    assert "has not asked your seat to swap" in world.refuses(lead("NIR"), "rota swap with:UKG answer:yes")


def test_two_seats_that_ask_each_other_have_agreed(world: World) -> None:
    world.says(lead("UKG"), "rota swap with:NIR role:chair")
    assert "swap turns in the chair. Nobody else" in world.says(lead("NIR"), "rota swap with:UKG role:chair")
    assert chairs(world)[0] == "Northern Ireland (accepted)"


def test_a_request_is_taken_back_and_so_is_a_swap_before_its_meetings(world: World) -> None:
    before = chairs(world)
    world.says(lead("UKG"), "rota swap with:NIR")
    assert "The request to swap no longer stands." in world.says(lead("UKG"), "undo")
    assert "has not asked your seat" in world.refuses(lead("NIR"), "rota swap with:UKG answer:yes")
    world.says(lead("UKG"), "rota swap with:NIR")
    world.says(lead("NIR"), "rota swap with:UKG answer:yes")
    assert "Both seats have their own turns again" in world.says(lead("NIR"), "undo")
    assert chairs(world) == before


def test_a_swap_stands_once_its_meeting_has_begun(world: World) -> None:
    world.says(lead("UKG"), "rota swap with:NIR")
    world.now = datetime(2027, 1, 20, 9, 50, tzinfo=UTC)
    world.says(lead("NIR"), "rota swap with:UKG answer:yes")
    world.now = datetime(2027, 1, 20, 10, 1, tzinfo=UTC)
    assert "VAWG-M1 has begun since" in world.refuses(lead("NIR"), "undo")


# Other meetings, other policies


def test_the_chair_of_an_extraordinary_meeting_is_taken_without_a_turn_in_return(world: World) -> None:
    before = chairs(world)
    world.says(SECRETARIAT, "meeting add 3 Mar 2027 10:00 extraordinary:yes chair:IRL")
    world.says(lead("IRL"), "rota offer VAWG-M5 role:chair")
    said = world.says(lead("NIR"), "rota take VAWG-M5 role:chair")
    assert "Northern Ireland takes over from Ireland: it chairs VAWG-M5" in said
    world.says(SECRETARIAT, "meeting cancel 5 reason:done")
    assert chairs(world) == before


def test_where_the_chair_hosts_too_one_word_is_for_both(database: Database) -> None:
    world = World(database)
    world.says(OPERATOR, 'group new both "Both" seats:SCT,WLS,NIR host:with-chair')
    for code in ("SCT", "WLS"):
        world.says(OPERATOR, f"member add {lead(code)} seat:{code} as:lead group:both")
    world.says(OPERATOR, "meeting add 20 Jan 2027 10:00 group:both")
    tick(database, world.now)
    assert "Scotland can't chair BOTH-M1" in world.says(lead("SCT"), "rota decline BOTH-M1 role:host reason:x")
    assert "Wales takes over from Scotland: it chairs BOTH-M1" in world.says(lead("WLS"), "rota take BOTH-M1 role:host")
    shown = world.says(lead("SCT"), "next")
    assert "Chair: Wales (accepted)" in shown
    assert "Host: Wales (accepted)" in shown


def test_what_my_seat_is_asked_stands_in_my(world: World) -> None:
    world.says(lead("UKG"), "rota decline reason:busy")
    said = world.says(lead("WLS"), "my")
    assert "could Wales chair on Wednesday 20 January 2027, in UK Government's place?" in said
    assert "Take it: /wg rota take VAWG-M1 role:chair" in said
    assert "could" not in world.says(lead("NIR"), "my")
    world.says(lead("WLS"), "rota take")
    assert "could" not in world.says(lead("WLS"), "my")


def test_the_history_says_how_turns_changed_hands_and_nothing_of_who_said_no(world: World) -> None:
    world.says(lead("UKG"), "rota decline reason:busy")
    world.says(lead("WLS"), "rota decline VAWG-M1 role:chair")
    world.says(lead("NIR"), "rota take")
    world.says(SECRETARIAT, "rota set chair:IRL meeting:2 reason:visit")
    world.says(SECRETARIAT, "seat suspend SCT from:1/5/2027")
    said = world.says(lead("SCT"), "rota history")
    for what in ("declined the chair", "took the chair that was on offer", "named by the secretariat for the chair"):
        assert what in said
    assert "suspended, from Saturday 1 May 2027" in said
    assert "busy" not in said
    assert "Wales" not in said.split("rota begins")[1].split("\n", 1)[1]


def test_the_export_of_turns_shows_states_and_reasons(world: World) -> None:
    world.says(lead("UKG"), "rota swap with:NIR role:chair")
    world.says(lead("NIR"), "rota swap with:UKG role:chair")
    world.says(lead("SCT"), "rota decline role:host reason:secret")
    world.says(SECRETARIAT, 'rota set chair:IRL meeting:3 reason:"a visit"')
    answered = world.asks(SECRETARIAT, "export turns")
    assert isinstance(answered.reply, Document)
    with answered.reply.content as content:
        read = list(csv.DictReader(content.read().decode("utf-8-sig").splitlines()))
    found = {(row["meeting"], row["role"]): (row["seat"], row["state"], row["reason"]) for row in read}
    assert found["1", "chair"] == ("NIR", "accepted", "swapped with UK Government")
    assert found["1", "host"][:2] == ("SCT", "declined")
    assert found["3", "chair"][:2] == ("IRL", "assigned")
    assert "named by the secretariat (a visit)" in found["3", "chair"][2]
    assert "secret" not in str(read).replace("secretariat", "")


# What is refused


@pytest.mark.parametrize(
    ("who", "typed", "sentence"),
    [
        (lead("UKG"), "rota swap with:UKG", "UK Government can't swap with itself."),
        (lead("UKG"), "rota swap with:IMN", "Isle of Man has no seat in this group."),
        (lead("UKG"), "rota swap with:WLS meeting:2", "Nobody has been told yet"),
        (lead("WLS"), "rota decline meeting:1 role:chair reason:x", "UK Government chairs meeting 1"),
        (lead("WLS"), "rota offer meeting:1", "UK Government chairs meeting 1"),
        (lead("WLS"), "rota take", "No turn is on offer to your seat now."),
        (lead("WLS"), "rota take VAWG-M1 role:chair", "Meeting 1 is not on offer to Wales."),
        (SECRETARIAT, "rota take VAWG-M1 role:chair", "For which seat?"),
        (SECRETARIAT, "rota swap with:WLS", "For which seat?"),
        (SECRETARIAT, "rota swap with:WLS for:IMN", "Isle of Man has no seat"),
        (
            lead("SCT"),
            "rota swap with:UKG role:host",
            "UK Government chairs meeting 1, and here the chairing seat never",
        ),
        (lead("UKG"), "rota decline", "What is the reason?"),
        (lead("UKG"), "rota swap", "Which seat?"),
    ],
)
def test_what_makes_no_sense_is_refused_and_leaves_no_trace(world: World, who: str, typed: str, sentence: str) -> None:
    before = traces(world.database)
    assert sentence in world.refuses(who, typed)
    assert traces(world.database) == before


def test_a_swap_with_a_seat_that_has_left_is_refused(world: World) -> None:
    world.now = datetime(2027, 1, 5, 9, tzinfo=UTC)
    world.says(SECRETARIAT, "seat leave IRL on:today")
    assert "Ireland has no seat in this group." in world.refuses(lead("UKG"), "rota swap with:IRL")


def test_a_swap_with_a_suspended_seat_is_refused(world: World) -> None:
    world.says(SECRETARIAT, "seat suspend IRL")
    assert "Ireland is suspended" in world.refuses(lead("UKG"), "rota swap with:IRL")


def test_a_decline_after_the_meeting_opened_is_refused(world: World) -> None:
    world.says(lead("UKG"), "rota offer")
    world.now = datetime(2027, 1, 20, 9, 30, tzinfo=UTC)
    world.says(SECRETARIAT, "meeting open 1")
    for who, typed in (
        (lead("UKG"), "rota decline reason:late"),
        (lead("UKG"), "rota offer"),
        (lead("UKG"), "rota swap with:NIR meeting:1"),
        (lead("NIR"), "rota take VAWG-M1 role:chair"),
    ):
        assert "Meeting 1 has begun, so its turns stay as they are now." in world.refuses(who, typed)


# Two at once


def test_two_press_in_the_same_second_and_both_are_told_what_is_true(world: World) -> None:
    world.says(lead("UKG"), "rota offer")
    answers = at_once(world, [(lead(code), "rota take VAWG-M1 role:chair") for code in ("NIR", "IRL")])
    assert sorted(answered.outcome for answered in answers) == ["done", "refused"]
    [won] = [answered for answered in answers if answered.outcome == "done"]
    [lost] = [answered for answered in answers if answered.outcome == "refused"]
    winner = worded(won).split(" takes over")[0].split("\n")[-1]
    assert f"{winner} chairs VAWG-M1" in worded(lost)
    assert chairs(world)[0] == f"{winner} (accepted)"
    assert len(audited(world, "offer.accepted", "offer.answered-late")) == 2


def test_two_leads_answer_a_swap_in_the_same_second_and_it_is_answered_once(world: World) -> None:
    world.says(lead("UKG"), "rota swap with:NIR")
    yes, no = (f"rota swap with:UKG role:chair request:1 answer:{answer}" for answer in ("yes", "no"))
    answers = at_once(world, [(lead("NIR"), yes), (deputy("NIR"), no)])
    assert sorted(answered.outcome for answered in answers) == ["done", "refused"]
    assert len(audited(world, "offer.accepted", "offer.refused")) == 1
    assert len(audited(world, "offer.answered-late")) == 1


# Joint leads


def test_joint_leads_are_both_asked_one_answers_and_the_other_hears_so(world: World) -> None:
    joint(world, "UKG", deputy("UKG"))
    world.says(lead("UKG"), "rota accept")
    assert titles(world, deputy("UKG"), "turn-answered") == [
        "Answered by Lena Ukg: UK Government accepts, and chairs Ending violence against women and girls on Wednesday "
        "20 January 2027"
    ]
    assert titles(world, lead("UKG"), "turn-answered") == []


def joint(world: World, code: str, email: str) -> None:
    """Somebody leads the seat too."""
    with world.database.writing("test") as uow:
        official = uow.people.by_email(email)
        assert official is not None
        seat = next(seat for seat in uow.groups.seats(1) if seat.code == code)
        post = models.PostRecord(group_id=1, seat_id=seat.id, kind=Post.LEAD)
        uow.session.add(post)
        uow.session.flush()
        uow.session.add(models.Holder(post_id=post.id, official_id=official.id, since=world.now))


def seat_ids(world: World) -> dict[str, int]:
    with world.database.reading() as uow:
        return {seat.code: seat.id for seat in uow.groups.seats(1)}


def deliver(world: World) -> None:
    """What waits in the outbox has been sent."""
    with world.database.writing("test") as uow:
        for row in uow.session.scalars(select(models.OutboxEntry)):
            row.state = models.OutboxState.SENT


def at_once(world: World, pressed: list[tuple[str, str]]) -> list[Answered]:
    """Several people press in the same instant, each in a thread of their own."""
    together, answers = Barrier(len(pressed)), []

    def press(who: str, typed: str) -> None:
        together.wait()
        answers.append(world.asks(who, typed))

    threads = [Thread(target=press, args=one) for one in pressed]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return answers
