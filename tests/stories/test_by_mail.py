"""A group whose officials have nothing but mail: invited, told their turn, a meeting closed, an action done."""

from __future__ import annotations

from collections import Counter

import pytest

from bot.db.unit_of_work import Database
from tests.stories.by_mail import by_mail
from tests.world import OPERATOR, SEATS, lead

pytestmark = pytest.mark.network

SERIES = "third wednesday of jan, apr, jul, oct at 10:00 for 2 hours"
CHAIR, OWNER = lead("UKG"), lead("SCT")


def test_a_group_meets_and_acts_by_mail_alone(database: Database) -> None:
    with by_mail(database, "2026-11-23 09:00") as post:
        post.types(OPERATOR, f'group new vawg "Ending VAWG exchange" seats:{",".join(SEATS)} series:"{SERIES}"')
        pasted = "\n".join(f"Lena {seat.title()} <{lead(seat)}>, {seat}, lead" for seat in SEATS)
        added = post.types(OPERATOR, "member add", fields={"people": pasted})
        assert "5 new posts are filled" in added
        assert "5 of them get an invitation" in added
        post.delivers()
        assert Counter(one.to[0] for one in post.server.arrived) == Counter(map(lead, SEATS)), "one mail each"

        invitation = post.server.of(OWNER, "you are Scotland's lead")
        text = " ".join(invitation.text.split())
        assert "Operator has added you to Ending VAWG exchange as lead for Scotland" in text
        assert "Next meeting: Wednesday 20 January 2027" in text
        assert "You chair: Wednesday 21 April 2027" in text
        joined = post.confirms(post.link(invitation, "Join"))
        assert (
            "You're Scotland's lead. Next meeting Wednesday 20 January 2027; you chair Wednesday 21 April 2027. "
            "Nothing waits on you."
        ) in joined.words
        assert "/wg me link" in joined.words

        post.until("2026-12-23 10:00")
        notice = post.server.of(CHAIR, "UK Government chairs Ending VAWG exchange on Wednesday 20 January 2027")
        path = post.link(notice, "Accept")
        before = post.follows(path)
        assert "Lena Ukg, is this what you want?" in before.words
        assert "it was told and has not answered yet" in before.words
        assert "has accepted" not in post.follows(path).words, "looking changes nothing"
        accepted = post.confirms(path)
        assert "UK Government accepts: it chairs VAWG-M1 on Wednesday 20 January 2027" in accepted.words
        assert "UK Government chairs, and has accepted." in accepted.words

        post.until("2027-01-20 13:30")
        question = post.server.of(CHAIR, "was meeting 1 held")
        closed = post.confirms(post.link(question, "Held"))
        assert "Meeting 1 on Wednesday 20 January 2027 was held" in closed.words
        assert post.server.of(OPERATOR, "was meeting 1 held"), "the secretariat was asked too"
        post.delivers()
        assert post.server.of(OWNER, "Over to Scotland")

        post.types(OPERATOR, f'action add "Publish minutes" owner:{OWNER} due:"17 Feb 2027" extent:SCT')
        post.until("2027-02-17 18:00")
        digest = post.server.of(OWNER, "One action needs you")
        done = post.confirms(post.link(digest, "Done: VAWG-1"))
        assert "VAWG-1 is done" in done.words
        assert "done" in post.types(OPERATOR, "action show 1")

        seen = Counter(one.mail["Message-ID"] for one in post.server.arrived)
        assert max(seen.values()) == 1, "no mail came twice"
        with database.reading() as uow:
            assert list(uow.audit.verify()) == []


def test_what_the_mail_server_refused_or_swallowed_arrives_and_is_one_mail_each(database: Database) -> None:
    with by_mail(database, "2026-12-15 09:00") as post:
        post.types(OPERATOR, f"group new vawg Exchange seats:{','.join(SEATS)}")
        post.server.plan("MAIL", "421 4.3.2 Shutting down", "451 4.3.0 Later")
        post.server.plan("RCPT", "450 4.2.1 Greylisted", "452 4.2.2 Full")
        post.server.plan("DATA", "451 4.7.1 Later")
        post.server.hang_up, post.server.hang_up_early = 2, 2
        post.types(OPERATOR, "member add as:lead\n" + "\n".join(f"{lead(seat)} {seat}" for seat in SEATS))
        post.until("2026-12-15 10:00")
        assert post.server.hang_up == post.server.hang_up_early == 0
        assert not any(post.server.answers.values())
        found = {seat: {one.mail["Message-ID"] for one in post.server.mails(lead(seat))} for seat in SEATS}
        assert all(len(ids) == 1 for ids in found.values()), "0 lost, and a repeat is the same mail"
        assert len(post.server.arrived) == len(SEATS) + 2, "two were taken, and their answer lost"


def test_whoever_has_chat_is_told_there_and_everybody_else_by_mail(database: Database) -> None:
    with by_mail(database, "2026-12-15 09:00", chat=True) as post:
        assert post.diary is not None
        post.types(OPERATOR, f'group new vawg Exchange seats:UKG,SCT series:"{SERIES}"')
        post.types(OPERATOR, f"member add as:lead\n{CHAIR} UKG\n{OWNER} SCT")
        post.delivers()
        post.asks(CHAIR, "me link " + post.code(CHAIR), platform="web", workspace="demo", address=None)
        before = len(post.server.arrived)
        post.until("2026-12-23 10:00")
        told = {said.to for said in post.diary.said}
        mailed = {one.to[0] for one in post.server.arrived[before:]}
        assert (told, mailed) == ({CHAIR}, {OWNER}), "the chair in chat, the host by mail"
