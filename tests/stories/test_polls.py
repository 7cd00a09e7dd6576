"""Finding a time over chat and mail: asked, answered by button and by link, booked, invited; with few messages."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.clock import Movable
from bot.db.unit_of_work import Database
from tests.stories.by_mail import by_mail
from tests.stories.faces import face, through
from tests.world import OPERATOR, SEATS, lead

pytestmark = pytest.mark.network

ANA, BOB = lead("SCT"), lead("WLS")


def test_a_time_is_found_by_mail_alone(database: Database) -> None:
    with by_mail(database, "2027-04-01 09:00", calendars=True) as post:
        post.types(OPERATOR, f'group new vawg "Ending VAWG exchange" seats:{",".join(SEATS)}')
        post.types(OPERATOR, "member add as:lead\n" + "\n".join(f"{lead(seat)} {seat}" for seat in SEATS))
        post.delivers()
        post.types(OPERATOR, 'meeting poll "12 May 10:00, 13 May 14:00" closes:"30 Apr"')
        post.until("2027-04-01 10:00")
        for seat in SEATS[:-1]:
            asked = post.server.of(lead(seat), "when can you meet? (VAWG-P1)")
            path = post.link(asked, "Yes: Thu 13 May 2027, 14:00")
            post.follows(path)
            page = post.confirms(path)
            assert "One slot still waits for your answer." in page.words
            rest = post.confirms(post.link(asked, "If need be: Wed 12 May 2027, 10:00"))
            assert "Noted, thank you" in rest.words
        assert "4 of 5 people have answered." in post.types(OPERATOR, "meeting poll show 1")
        last = post.server.of(lead(SEATS[-1]), "when can you meet?")
        page = post.confirms(post.link(last, "None of these"))
        assert "Meeting 1 is on Thursday 13 May 2027, 14:00 (VAWG-P1)." in page.words
        assert "as another did, and more of them without “if need be”." in page.words
        post.until("2027-04-01 12:00")
        for who in (*map(lead, SEATS), OPERATOR):
            invited = post.server.of(who, "Invitation: Ending VAWG exchange, meeting 1 on Thursday 13 May 2027, 14:00")
            assert invited.calendar is not None
        assert "It suits 4 of 5 administrations" in post.server.of(OPERATOR, "Meeting 1 is on Thursday 13 May").text
        counts = [len(post.server.mails(lead(seat))) for seat in SEATS]
        assert counts == [3] * len(SEATS), "how to join, the question, the invitation"
        page = post.confirms(post.link(last, "Yes: Wed 12 May 2027, 10:00"))
        assert "VAWG-P1 is closed: a meeting was booked." in page.words


def test_who_has_chat_alone_hears_there_what_came_of_it(database: Database) -> None:
    with by_mail(database, "2027-04-01 09:00", chat=True, calendars=True) as post:
        assert post.diary is not None
        post.types(OPERATOR, "group new vawg Exchange seats:SCT,WLS")
        post.types(OPERATOR, f"member add as:lead\n{ANA} SCT\n{BOB} WLS")
        post.asks(ANA, "me link " + post.code(ANA), platform="web", workspace="demo", address=None)
        post.types(ANA, "me calendar feed")
        post.types(OPERATOR, 'meeting poll "12 May 10:00" closes:"30 Apr"')
        post.until("2027-04-01 10:00")
        told = [said.message.title for said in post.diary.said if said.to == ANA]
        assert told == ["Exchange: when can you meet? (VAWG-P1)"]
        post.asks(ANA, "meeting poll answer VAWG-P1 yes:1", platform="web", workspace="demo", address=None)
        post.until("2027-04-30 18:00")
        told = [said.message.title for said in post.diary.said if said.to == ANA]
        assert told[1:2] == ["Meeting 1 is on Wednesday 12 May 2027, 10:00 (VAWG-P1)."]


@through("slack", "teams")
def test_a_time_is_found_by_buttons_in_ones_own_chat(
    name: str, database: Database, database_url: str, tmp_path: Path
) -> None:
    starts = datetime(2027, 4, 1, 9, 0, tzinfo=UTC)
    clock = Movable(starts, lambda: starts)
    with face(name, database, database_url, clock, tmp_path) as exchange:
        exchange.types(OPERATOR, "group new vawg Exchange seats:SCT,WLS")
        for who, seat in ((ANA, "SCT"), (BOB, "WLS")):
            exchange.types(OPERATOR, f"member add {exchange.mention(who)} email:{who} seat:{seat} as:lead")
        exchange.types(ANA, "me calendar feed")
        exchange.types(OPERATOR, 'meeting poll "12 May 10:00, 13 May 14:00" closes:"30 Apr"')
        exchange.goes_to(datetime(2027, 4, 1, 10, 0, tzinfo=UTC))
        for who in (ANA, BOB):
            assert "Exchange: when can you meet? (VAWG-P1)" in exchange.heard(who)
        assert "One slot still waits" in exchange.presses(ANA, "Yes: Wed 12 May 2027, 10:00")
        assert "Noted, thank you" in exchange.presses(ANA, "If need be: Thu 13 May 2027, 14:00")
        assert "1 of 2 people have answered." in exchange.types(OPERATOR, "meeting poll show 1")
        booked = "Meeting 1 is on Wednesday 12 May 2027, 10:00 (VAWG-P1)."
        assert booked in exchange.types(OPERATOR, "meeting poll close 1")
        exchange.goes_to(datetime(2027, 4, 1, 11, 0, tzinfo=UTC))
        assert booked in exchange.heard(ANA)
        assert "VAWG-P1 is closed: a meeting was booked." in exchange.presses(BOB, "Yes: Thu 13 May 2027, 14:00")
        assert "VAWG-M1" in exchange.types(BOB, "meeting list")
