"""Meetings in people's own calendars, over a real SMTP conversation: from the invitation to the answer."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from bot.app.desk import replied
from bot.db.unit_of_work import Database
from bot.domain.appointments import Answered, AnswerNotOurs, AnswerTooOld, NoSuchAppointment, ReplyNotRead
from bot.domain.meetings import MeetingIsOver
from tests.documents import readers
from tests.documents.readers import with_libical, with_node
from tests.platforms.mail_server import Arrived
from tests.platforms.replies import reply
from tests.stories.by_mail import BASE, Post, by_mail
from tests.world import OPERATOR, SEATS, lead

pytestmark = [pytest.mark.network, with_node]

SERIES = "third wednesday of jan, apr, jul, oct at 10:00 for 2 hours"
ANA, BOB = lead("SCT"), lead("WLS")
EVERYBODY = {OPERATOR, *map(lead, SEATS)}
START = "2026-11-26 09:00"


def founded(post: Post) -> None:
    post.types(OPERATOR, f'group new vawg "Ending VAWG exchange" seats:{",".join(SEATS)} series:"{SERIES}"')
    pasted = "\n".join(f"Lena {seat.title()} <{lead(seat)}>, {seat}, lead" for seat in SEATS)
    post.types(OPERATOR, "member add", fields={"people": pasted})
    post.delivers()


def letters(post: Post, to: str) -> list[Arrived]:
    """The mails to somebody that hold something for a calendar, in the order in which they came."""
    return [one for one in post.server.mails(to) if one.calendar is not None]


def opened(letter: Arrived) -> tuple[str, dict[str, Any]]:
    """The method and the one event, as Thunderbird reads them."""
    assert letter.calendar is not None
    [read] = readers.thunderbird([letter.calendar])
    [event] = read["events"]
    return read["method"], event


def at(event: dict[str, Any]) -> datetime:
    return datetime.fromtimestamp(event["starts"], UTC)


def test_everybody_is_invited_to_the_next_two_meetings_and_then_to_each_that_follows(database: Database) -> None:
    with by_mail(database, START, calendars=True, founded=founded) as post:
        for who in EVERYBODY:
            found = [opened(one) for one in letters(post, who)]
            assert [method for method, _ in found] == ["REQUEST", "REQUEST"]
            assert [at(event) for _, event in found] == [
                datetime(2027, 1, 20, 10, tzinfo=UTC),
                datetime(2027, 4, 21, 9, tzinfo=UTC),
            ]
            event = found[0][1]
            assert event["organiser"] == {
                "address": "mailto:convenor@example.org",
                "name": "Ending VAWG exchange",
                "role": None,
                "answer": None,
            }
            assert {one["address"] for one in event["attendees"]} == {f"mailto:{one}" for one in EVERYBODY}
            assert {one["role"] for one in event["attendees"]} == {"CHAIR", "REQ-PARTICIPANT", "OPT-PARTICIPANT"}
            assert event["alarms"] == [-900]
        post.until("2027-01-20 09:59")
        assert len(letters(post, ANA)) == 2
        post.until("2027-01-20 10:00")
        assert at(opened(letters(post, ANA)[-1])[1]) == datetime(2027, 7, 21, 9, tzinfo=UTC)
        assert len(letters(post, ANA)) == 3


@with_libical
def test_a_move_is_one_update_and_a_cancellation_takes_it_out_of_every_calendar(database: Database) -> None:
    with by_mail(database, START, calendars=True, founded=founded) as post:
        first = opened(letters(post, ANA)[0])[1]
        post.types(OPERATOR, 'meeting move 1 to:"26 Jan 14:00"')
        post.types(OPERATOR, 'meeting move 1 to:"27 Jan 14:00"')
        post.delivers()
        assert len(letters(post, ANA)) == 3, "two moves at once are one update"
        method, moved = opened(letters(post, ANA)[-1])
        assert (method, moved["uid"], moved["sequence"]) == ("REQUEST", first["uid"], 2)
        assert at(moved) == datetime(2027, 1, 27, 14, tzinfo=UTC)
        assert moved["organiser"] == first["organiser"]
        update = letters(post, ANA)[-1]
        assert update.mail["Subject"] == (
            "Changed: Ending VAWG exchange, meeting 1 is now on Wednesday 27 January 2027, 14:00"
        )
        post.types(OPERATOR, 'meeting cancel 1 reason:"A storm; and snow"')
        post.delivers()
        for who in EVERYBODY:
            gone = letters(post, who)[-2]
            method, event = opened(gone)
            assert (method, event["status"], event["uid"], event["sequence"]) == (
                "CANCEL",
                "CANCELLED",
                first["uid"],
                3,
            )
            assert "A storm; and snow" in gone.text
            assert gone.calendar is not None
            assert readers.seen_by_libical(gone.calendar) == readers.seen_by_thunderbird(gone.calendar)
            assert at(opened(letters(post, who)[-1])[1]) == datetime(2027, 7, 21, 9, tzinfo=UTC), "the next but one"
        post.delivers()
        assert len(letters(post, ANA)) == 5


def test_who_joins_is_invited_who_leaves_loses_the_meeting_and_the_others_hear_nothing(database: Database) -> None:
    with by_mail(database, START, calendars=True, founded=founded) as post:
        before = len(post.server.arrived)
        post.types(OPERATOR, "member add new@example.org seat:SCT as:member name:Nia")
        post.delivers()
        assert [opened(one)[0] for one in letters(post, "new@example.org")] == ["REQUEST", "REQUEST"]
        assert {one.to[0] for one in post.server.arrived[before:]} == {"new@example.org"}
        post.types(OPERATOR, "member remove new@example.org")
        post.delivers()
        last = letters(post, "new@example.org")[-1]
        method, event = opened(last)
        assert method == "CANCEL"
        assert event["status"] == "CONFIRMED", "the meeting itself stands"
        assert [one["address"] for one in event["attendees"]] == ["mailto:new@example.org"], "nobody else is named"
        assert len(letters(post, "new@example.org")) == 4
        assert {one.to[0] for one in post.server.arrived[before:]} == {"new@example.org"}
        post.types(OPERATOR, "member add new@example.org seat:SCT as:member")
        post.delivers()
        assert [opened(one)[0] for one in letters(post, "new@example.org")[4:]] == ["REQUEST", "REQUEST"]


def test_what_was_never_sent_is_never_taken_back(database: Database) -> None:
    with by_mail(database, START, calendars=True) as post:
        post.server.plan("MAIL", *["451 4.3.0 Later"] * 500)
        founded(post)
        post.types(OPERATOR, "meeting cancel 1 reason:storm")
        post.types(OPERATOR, 'meeting move 2 to:"22 Apr 10:00"')
        post.delivers()
        post.server.answers.clear()
        post.until("2026-11-26 12:00")
        found = [opened(one) for one in letters(post, ANA)]
        assert [(method, event["sequence"]) for method, event in found] == [("REQUEST", 1), ("REQUEST", 0)]
        assert all("Invitation:" in one.mail["Subject"] for one in letters(post, ANA))


def test_somebody_may_subscribe_instead_and_hears_no_more(database: Database) -> None:
    with by_mail(database, START, calendars=True, founded=founded) as post:
        assert "I send no invitations" in post.types(ANA, "me calendar feed")
        post.delivers()
        assert [opened(one)[0] for one in letters(post, ANA)][2:] == ["CANCEL", "CANCEL"]
        post.types(OPERATOR, 'meeting move 1 to:"26 Jan 14:00"')
        post.delivers()
        assert len(letters(post, ANA)) == 4
        assert len(letters(post, BOB)) == 3
        post.types(ANA, "me calendar mail")
        post.delivers()
        assert [opened(one)[0] for one in letters(post, ANA)][4:] == ["REQUEST", "REQUEST"]


def test_an_answer_comes_by_link_and_takes_a_press(database: Database) -> None:
    with by_mail(database, START, calendars=True, founded=founded) as post:
        path = post.link(letters(post, ANA)[0], "Not coming")
        post.follows(path)
        assert "hasn't answered" not in post.types(OPERATOR, "meeting show 1"), "looking says nothing"
        page = post.confirms(path)
        assert "You can't come to meeting 1 on Wednesday 20 January 2027. I've noted it." in page.words
        shown = post.types(OPERATOR, "meeting show 1")
        assert "Not coming (1): Lena Sct" in shown
        assert "5 people haven't answered yet." in shown


def test_an_answer_comes_back_from_a_mail_programme(database: Database) -> None:
    with by_mail(database, START, calendars=True, founded=founded) as post:
        event = opened(letters(post, ANA)[0])[1]
        found = replied(post.app, reply(event["uid"], ANA))
        assert isinstance(found, Answered)
        assert "Coming (1): Lena Sct" in post.types(OPERATOR, "meeting show 1")
        replied(post.app, reply(event["uid"], ANA, said="TENTATIVE", stamp="20261126T120000Z"))
        assert "Perhaps (1): Lena Sct" in post.types(OPERATOR, "meeting show 1")
        with pytest.raises(AnswerTooOld):
            replied(post.app, reply(event["uid"], ANA, said="DECLINED", stamp="20261126T110000Z"))
        post.types(OPERATOR, 'meeting move 1 to:"26 Jan 14:00"')
        assert "Perhaps" not in post.types(OPERATOR, "meeting show 1"), "that was an answer to another day"
        with pytest.raises(AnswerTooOld):
            replied(post.app, reply(event["uid"], ANA, stamp="20261127T110000Z"))
        with pytest.raises(AnswerNotOurs):
            replied(post.app, reply(event["uid"], ANA, sequence=9, stamp="20261127T110000Z"))
        replied(post.app, reply(event["uid"], ANA, sequence=1, stamp="20261127T110000Z"))
        assert "Coming (1): Lena Sct" in post.types(OPERATOR, "meeting show 1")
        post.types(OPERATOR, "meeting cancel 1 reason:storm")
        with pytest.raises(MeetingIsOver):
            replied(post.app, reply(event["uid"], ANA, sequence=2, stamp="20261128T110000Z"))
        with database.reading() as uow:
            assert list(uow.audit.verify()) == []


def test_who_was_not_invited_or_writes_for_another_changes_nothing(database: Database) -> None:
    with by_mail(database, START, calendars=True, founded=founded) as post:
        post.types(OPERATOR, "group new other Other seats:UKG")
        post.types(OPERATOR, "member add stranger@example.org seat:UKG as:lead group:other")
        post.delivers()
        uid = opened(letters(post, ANA)[0])[1]["uid"]
        refused = [
            (reply(uid, "stranger@example.org"), NoSuchAppointment),
            (reply(uid, "nobody@example.org"), NoSuchAppointment),
            (reply("0" * 32 + "@convenor", ANA), NoSuchAppointment),
            (reply(uid, ANA, sender=BOB), ReplyNotRead),
            (reply(uid, ANA, sender=f"{ANA}, {BOB}"), ReplyNotRead),
        ]
        for raw, why in refused:
            with pytest.raises(why):
                replied(post.app, raw)
        post.types(OPERATOR, f"member remove {ANA} group:vawg")
        with pytest.raises(NoSuchAppointment):
            replied(post.app, reply(uid, ANA))
        assert "Coming" not in post.types(OPERATOR, "meeting show vawg-M1")


def test_a_feed_shows_the_same_meetings_and_ends_with_its_owner(database: Database) -> None:
    with by_mail(database, START, calendars=True, founded=founded) as post:
        path = address(post, ANA, "calendar feed")
        page = post.browser.get(path)
        assert page.headers["content-type"] == "text/calendar; charset=utf-8"
        [read] = readers.thunderbird([page.body])
        assert (read["method"], read["name"]) == ("PUBLISH", "Ending VAWG exchange")
        invited = {opened(one)[1]["uid"]: at(opened(one)[1]) for one in letters(post, ANA)}
        shown = {one["uid"]: at(one) for one in read["events"]}
        assert len(shown) == 4
        assert invited.items() <= shown.items()
        assert all(one["attendees"] == [] for one in read["events"])
        same = post.browser.get(path, if_none_match=page.headers["etag"])
        assert (same.status, same.body) == (304, b"")
        post.types(OPERATOR, 'meeting move 1 to:"26 Jan 14:00"')
        assert post.browser.get(path, if_none_match=page.headers["etag"]).status == 200
        assert address(post, ANA, "calendar feed") == path, "asked again, it is the same"
        assert "no longer works" in post.types(ANA, "calendar feed revoke")
        assert post.browser.get(path).status == 404
        again = address(post, ANA, "calendar feed")
        assert again != path
        mine = address(post, ANA, "me feed")
        assert len(readers.thunderbird([post.browser.get(mine).body])[0]["events"]) == 4
        post.types(OPERATOR, f"member remove {ANA}")
        assert post.browser.get(again).status == post.browser.get(mine).status == 404
        for forged in (path.replace(".", "x."), "/feeds/1.ics", "/feeds/" + "A" * 5000 + ".ics", "/feeds/MQ.ics"):
            assert post.browser.get(forged).status == 404


def address(post: Post, who: str, command: str) -> str:
    said = " ".join(post.types(who, command).split())
    start = said.index(f"{BASE}/feeds/")
    return said[start:].split(".ics")[0].removeprefix(BASE) + ".ics"
