"""E-mail lists as places of a group: asked once, written to once somebody there agreed, and never after a no."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.app.desk import bounced
from bot.db import models
from bot.db.unit_of_work import Database
from bot.messages.model import Message
from tests.languages import spoken_too
from tests.platforms.mail_server import Arrived
from tests.platforms.test_bounces import report
from tests.stories.by_mail import BASE, Post, by_mail
from tests.world import OPERATOR, SECRETARIAT

pytestmark = pytest.mark.network

LIST = "policy-leads@lists.example.org"
ONE_CLICK = {"List-Unsubscribe": "One-Click"}


def founded(post: Post) -> None:
    post.types(OPERATOR, 'group new vawg "Ending VAWG exchange" seats:UKG,SCT')
    post.types(OPERATOR, f"member add {SECRETARIAT} name:Sam as:secretariat")
    post.types(OPERATOR, f"group link email:<mailto:{LIST}|{LIST}>")
    post.delivers()


@pytest.fixture
def post(database: Database) -> Iterator[Post]:
    with by_mail(database, "2026-12-15 09:00", founded=founded) as found:
        yield found


def asked(post: Post) -> Arrived:
    return post.server.of(LIST, "May Ending VAWG exchange write to this list?")


def agreed(post: Post) -> None:
    page = post.confirms(post.link(asked(post), "Yes, write to this list"))
    assert f"Ending VAWG exchange writes to {LIST} from now on." in page.words
    post.delivers()


def subjects(post: Post, to: str = LIST) -> list[str]:
    return [str(one.mail["Subject"]).strip() for one in post.server.mails(to)]


def changed(post: Post, purpose: str = "Share what works") -> None:
    post.types(OPERATOR, f'group edit purpose:"{purpose}"')
    post.delivers()


def ending(found: Arrived) -> str:
    """The path of the header with which a mail programme ends such mails."""
    assert found.mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    header = str(found.mail["List-Unsubscribe"])
    assert header.startswith(f"<{BASE}/leave/")
    assert header.endswith(">")
    line = next(line for line in found.raw.splitlines() if line.startswith(b"List-Unsubscribe: "))
    assert line.decode("ascii") == f"List-Unsubscribe: {header}", "it is one word, and nothing wraps it"
    return header[len(BASE) + 1 : -1]


def test_nothing_but_the_question_goes_to_a_list_before_somebody_there_agrees(post: Post) -> None:
    changed(post)
    page = post.follows(post.link(asked(post), "Yes, write to this list"))
    assert "Operator asks that Ending VAWG exchange, a working group between governments, may write to" in page.words
    assert len(subjects(post)) == 1, "looking changes nothing"
    assert f"{LIST} (asked, not answered yet)" in post.types(OPERATOR, "group show")
    agreed(post)
    for who in (OPERATOR, SECRETARIAT):
        assert f"Ending VAWG exchange: {LIST} has agreed" in " ".join(subjects(post, who))
    assert f"E-mail lists: {LIST}\n" in post.types(OPERATOR, "group show")
    changed(post, "Learn")
    assert subjects(post)[1:] == ["Ending VAWG exchange was changed. It stands like this now:"]
    delivery = post.types(OPERATOR, "delivery")
    assert f"list {LIST}" in delivery
    assert "A question to a list" in delivery


def test_a_mail_to_a_list_has_nothing_that_acts_for_a_person_and_one_press_ends_them(post: Post) -> None:
    agreed(post)
    post.types(OPERATOR, f"member add {LIST} name:Somebody seat:SCT as:member")
    changed(post)
    mail = post.server.of(LIST, "was changed")
    assert mail.mail["Auto-Submitted"] == "auto-generated"
    assert "/press/" not in mail.text + mail.html, "though the address is somebody's own too"
    assert f"This comes to {LIST} because Ending VAWG exchange writes to this list." in " ".join(mail.text.split())
    path = ending(mail)
    look = post.follows(path)
    assert "They end for everybody who reads this list." in look.words
    changed(post, "Not yet ended")
    pressed = post.browser.post(path, ONE_CLICK)
    assert (pressed.status, "doesn't write to" in pressed.words) == (200, True)
    before = len(subjects(post))
    changed(post, "Ended")
    assert len(subjects(post)) == before
    assert post.browser.post(path, ONE_CLICK).status == 200, "once more changes nothing"
    post.delivers()
    told = [one for one in subjects(post, OPERATOR) if "wants no more" in one]
    assert told == [f"Ending VAWG exchange: {LIST} wants no more mails"], "the secretariat is told once"
    assert "E-mail lists" not in post.types(OPERATOR, "group show")
    again = post.asks(OPERATOR, f"group link email:{LIST}")
    assert again.outcome == "refused"
    post.until("2026-12-23 09:00")
    assert "I've asked" in post.types(OPERATOR, f"group link email:{LIST}")
    assert "doesn't work any more" not in post.follows(path).words
    post.delivers()
    fresh = post.link(asked(post), "Yes, write to this list")
    assert post.browser.post(path, ONE_CLICK).status == 200
    assert "from now on" in post.confirms(fresh).words, "an old link ends nothing new"
    with post.app.database.reading() as uow:
        assert list(uow.audit.verify()) == []


def test_a_list_can_say_no_at_once_and_what_nobody_answers_lapses(post: Post) -> None:
    no = post.link(asked(post), "No, write nothing here")
    assert post.confirms(no).status == 200
    post.delivers()
    assert f"Ending VAWG exchange: {LIST} wants no mails" in subjects(post, OPERATOR)
    yes = post.link(asked(post), "Yes, write to this list")
    assert post.browser.post(yes, {}, origin=BASE).status == 404
    post.types(OPERATOR, "group link email:other@lists.example.org")
    post.delivers()
    post.until("2026-12-22 09:01")
    late = post.link(post.server.of("other@lists.example.org", "May"), "Yes, write to this list")
    assert post.follows(late).status == 404
    assert "I've asked" in post.types(OPERATOR, "group link email:other@lists.example.org")


@pytest.mark.parametrize("token", ["", "x", "MQ.forged", "A" * 5_000])
def test_a_made_up_link_opens_nothing(post: Post, token: str) -> None:
    for door in ("list", "leave"):
        assert post.browser.post(f"/{door}/{token}", {}).status == 404
    yes, no = post.link(asked(post), "Yes, write to this list"), ending(asked(post))
    assert post.browser.post(yes.replace("/list/", "/leave/"), {}).status == 404, "neither kind passes for the other"
    assert post.browser.post(no.replace("/leave/", "/list/"), {}).status == 404
    assert f"{LIST} (asked, not answered yet)" in post.types(OPERATOR, "group show")


def test_a_list_whose_mails_come_back_is_lost_and_the_secretariat_told_once(post: Post) -> None:
    agreed(post)
    for number in range(2):
        changed(post, f"Purpose {number}")
    first, second = [one.mail["Message-ID"] for one in post.server.mails(LIST)[1:]]
    assert bounced(post.app, report(first)) == 1
    assert bounced(post.app, report(second)) == 1
    post.until("2026-12-18 09:00")
    for who in (OPERATOR, SECRETARIAT):
        assert subjects(post, who).count("Ending VAWG exchange: my mails to a list don't arrive") == 1
    changed(post, "Kept")
    assert "Kept" not in post.server.mails(LIST)[-1].text
    said = post.types(OPERATOR, "delivery")
    assert f"Nothing goes to the list {LIST} since Tuesday 15 December 2026" in said
    assert "bounced: 5.1.1" in said
    assert "how Ending VAWG exchange writes to a list" in post.types(OPERATOR, f"group link email:{LIST}")
    post.delivers()
    assert "Kept" in post.server.mails(LIST)[-1].text, "what waited goes out when it is linked again"


def test_a_server_that_takes_nothing_for_a_list_loses_it_too(post: Post) -> None:
    agreed(post)
    post.server.plan("RCPT", "550 5.7.1 Posting is restricted")
    changed(post, "Kept")
    post.until("2026-12-15 12:00")
    assert subjects(post, OPERATOR).count("Ending VAWG exchange: my mails to a list don't arrive") == 1
    post.until("2026-12-16 12:00")
    assert "Kept" in post.server.mails(LIST)[-1].text, "it is tried again once a day"


def test_a_question_that_comes_back_can_be_asked_anew(post: Post) -> None:
    assert bounced(post.app, report(asked(post).mail["Message-ID"])) == 1
    post.until("2026-12-16 09:00")
    assert "Ending VAWG exchange: my mails to a list don't arrive" in subjects(post, OPERATOR)
    assert "I've asked" in post.types(OPERATOR, f"group link email:{LIST}")
    post.delivers()
    assert len(post.server.mails(LIST)) == 2
    agreed(post)


def test_a_list_is_unlinked_and_linked_again_and_each_is_taken_back(post: Post) -> None:
    assert "has been asked, and can answer until" in worded(post, f"group link email:{LIST}")
    post.types(OPERATOR, "undo")
    post.delivers()
    assert "E-mail lists" not in post.types(OPERATOR, "group show")
    assert post.follows(post.link(asked(post), "Yes, write to this list")).status == 404
    post.types(OPERATOR, f"group link email:{LIST}")
    post.delivers()
    agreed(post)
    assert worded(post, "undo"), "what the list has said is not taken back"
    assert "Nothing of Ending VAWG exchange goes to" in post.types(OPERATOR, f"group unlink email:{LIST}")
    count = len(subjects(post))
    changed(post)
    assert len(subjects(post)) == count
    assert "doesn't write to" in worded(post, f"group unlink email:{LIST}")
    post.types(OPERATOR, f"group link email:{LIST}")
    post.types(OPERATOR, "undo")
    assert "asked often enough" in worded(post, f"group link email:{LIST}")


def test_what_was_unlinked_by_mistake_comes_back_with_its_consent(post: Post) -> None:
    agreed(post)
    post.types(OPERATOR, f"group unlink email:{LIST}")
    post.types(OPERATOR, "undo")
    changed(post)
    assert "was changed" in subjects(post)[-1]


def worded(post: Post, text: str) -> str:
    answered = post.asks(OPERATOR, text)
    assert answered.outcome == "refused"
    assert isinstance(answered.reply, Message)
    return answered.reply.title


def test_a_list_is_written_to_in_its_own_language(post: Post, tmp_path: Path) -> None:
    few = "language-cy = Cymraeg\nlist-ask = A gaiff { $group } ysgrifennu?\ngroup-edited = { $group }: wedi newid\n"
    with spoken_too(tmp_path, "cy", few):
        post.types(OPERATOR, "group link email:welsh@example.org language:cymraeg")
        post.delivers()
        question = post.server.of("welsh@example.org", "A gaiff Ending VAWG exchange ysgrifennu?")
        assert question.mail["Content-Language"] == "cy"
        post.confirms(post.link(question, "Yes, write to this list"))
        changed(post)
        assert subjects(post, "welsh@example.org")[-1] == "Ending VAWG exchange: wedi newid"
        assert "welsh@example.org (in Cymraeg)" in post.types(OPERATOR, "group show")
        post.types(OPERATOR, "group link email:welsh@example.org language:default")
        changed(post, "Again")
        assert "was changed" in subjects(post, "welsh@example.org")[-1]


def test_two_groups_ask_the_same_list_and_learn_nothing_of_each_other(post: Post) -> None:
    agreed(post)
    post.types(OPERATOR, "group new fgm Another seats:UKG,SCT")
    assert "I've asked" in post.types(OPERATOR, f"group link email:{LIST} group:fgm")
    post.delivers()
    ended = post.browser.post(ending(post.server.of(LIST, "May Another")), ONE_CLICK)
    assert ended.status == 200
    changed_ = post.types(OPERATOR, "group edit purpose:Both group:vawg")
    assert changed_
    post.delivers()
    assert "was changed" in subjects(post)[-1]


def test_only_the_secretariat_links_a_list_and_only_where_mails_leave(post: Post) -> None:
    post.types(OPERATOR, "member add ana@example.org seat:SCT as:lead")
    for text in ("group link email:x@example.org", f"group unlink email:{LIST}"):
        assert post.asks("ana@example.org", text).outcome == "refused"
    for text in ("group link email:nonsense", "group link email:a@b", "group unlink email:nobody@example.org"):
        assert post.asks(OPERATOR, text).outcome == "refused"
    post.app.dispatch._mails = False
    assert "sends no e-mail" in worded(post, "group link email:x@example.org")
    with post.app.database.reading() as uow:
        assert uow.session.query(models.MailList).count() == 1
