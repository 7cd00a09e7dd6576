"""The console over ASGI, with the real core behind it."""

from __future__ import annotations

import asyncio
import http.client
import re
import threading
import time
from datetime import UTC, datetime, timedelta
from html import unescape
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest
from starlette.applications import Starlette

from bot.app.directory import directory
from bot.clock import Movable
from bot.commands import Answered, Invocation
from bot.db import models
from bot.db.recipients import ToPerson, ToPlace
from bot.db.unit_of_work import Database
from bot.deliverer import Deliverer
from bot.domain.people import Account
from bot.foresight import foreseen
from bot.gateways import Address
from bot.matching import Menu
from bot.messages import codec
from bot.messages.model import Button, Buttons, Message
from bot.platforms.email import compose
from bot.platforms.web.console_routes import routes
from bot.platforms.web.rooms import ChatRoom, ConsoleGateway, MailboxGateway, Received, Room
from bot.presenters.speech import words
from bot.restating import Restater
from bot.stepping import Stepper
from handlers import COMMANDS
from tests.platforms.browserless import Browserless
from tests.platforms.slack_client import serving
from tests.world import OPERATOR, SECRETARIAT, World, deputy, exchange, lead, raise_action, with_rota

CHANNEL = f"/as/{SECRETARIAT}/channel/vawg"
DIRECT = f"/as/{SECRETARIAT}/direct"
STARTS = datetime(2027, 1, 4, 9, 0, tzinfo=UTC)


class Demo:
    """The console over a database, with a clock that stands still until it is moved."""

    def __init__(self, database: Database, files: Path) -> None:
        self.database = database
        self.clock = Movable(STARTS, lambda: STARTS)
        self.rooms = ChatRoom()
        self.group = exchange(database)
        self.dispatcher = World(database, now=STARTS).dispatcher
        self.dispatcher._clock = self.clock
        gateways = (ConsoleGateway(self.rooms, self.clock), MailboxGateway(self.rooms, self.clock, self._mail))
        self.stepper = Stepper(database, self.clock, Deliverer(database, gateways, self.clock))
        with database.writing("test") as uow:
            uow.session.add(
                models.Place(
                    group_id=self.group, platform="web", workspace="demo", channel="vawg", linked_at=self.clock()
                )
            )
        console = routes(
            ask=self._ask,
            directory=lambda: directory(database),
            rooms=self.rooms,
            clock=self.clock,
            advance=self.stepper.advance,
            to_next=self.stepper.to_next,
            voices=words,
            zone="Europe/London",
            files=files,
            foresee=foreseen(Menu(COMMANDS), words("en-GB")),
            restate=self._restate,
        )
        self.restater = Restater(database, gateways, self.clock)
        self.application = Starlette(routes=console)
        self.gate = threading.Event()
        self.gate.set()
        self.browser = Browserless(self.application)

    async def _ask(self, invocation: Invocation) -> Answered:
        await asyncio.to_thread(self.gate.wait, 10)
        return await asyncio.to_thread(self.dispatcher, invocation)

    async def _restate(self, id: str) -> bool:
        return await self.restater("web", "demo", id)

    def _mail(self, message: Message, address: Address, key: str):  # type: ignore[no-untyped-def]
        return compose(message, to=address.channel, sender="Convenor <convenor@demo.example>", at=self.clock(), key=key)

    def say(self, message: Message, to: ToPerson | ToPlace, *, key: str, due_at: datetime | None = None) -> None:
        """Enter something to be said into the outbox."""
        with self.database.writing("test") as uow:
            facts = {"reply": codec.dump(message)}
            uow.outbox.say(key=key, subject="message", facts=facts, to=to, now=self.clock(), due_at=due_at)

    def official(self, address: str) -> int:
        with self.database.reading() as uow:
            found = uow.people.by_email(address)
            assert found is not None
            return found.id

    def forget_account(self, address: str) -> None:
        """The official can only be reached by e-mail from now on."""
        with self.database.writing("test") as uow:
            for account in uow.session.query(models.Account).filter_by(account=address):
                uow.session.delete(account)


@pytest.fixture
def demo(database: Database, tmp_path: Path) -> Demo:
    files = tmp_path / "files"
    files.mkdir()
    return Demo(database, files)


def test_everybody_can_be_chosen_by_administration(demo: Demo) -> None:
    page = demo.browser.get("/")
    bodies = [
        "Government of Ireland",
        "Northern Ireland Executive",
        "Scottish Government",
        "Secretariat",
        "UK Government",
        "Welsh Government",
    ]
    places = [page.words.index(body) for body in bodies]
    assert places == sorted(places)
    assert f'href="/as/{lead("SCT")}/channel/vawg#latest"' in page.text


def test_a_private_reply_is_seen_by_the_one_who_asked_alone(demo: Demo) -> None:
    mine = demo.browser.says(CHANNEL, "/wg administration list")
    assert "/wg administration list" in mine.words
    assert "Only you see this" in mine.words
    assert "Northern Ireland Executive" in mine.words
    assert "administration list</code>" not in demo.browser.get(f"/as/{lead('SCT')}/channel/vawg").text


def test_the_answer_is_where_the_browser_is_sent(demo: Demo) -> None:
    page = demo.browser.says(DIRECT, "administration list")
    assert f'data-at="{demo.rooms.last}"' in page.text
    assert f'<li id="p{demo.rooms.last}"' in page.text


def test_an_unknown_command_is_refused_in_a_sentence(demo: Demo) -> None:
    assert "Did you mean “administration list”?" in demo.browser.says(DIRECT, "administration lst").words


def test_what_is_typed_comes_back_as_text_and_never_as_markup(demo: Demo) -> None:
    page = demo.browser.says(DIRECT, '<script>alert("x")</script>')
    assert "<script>alert" not in page.text
    assert "&lt;script&gt;alert" in page.text


def test_a_form_that_is_sent_twice_has_one_effect(demo: Demo) -> None:
    page = demo.browser.get(DIRECT)
    fields = {"seal": page.hidden("seal"), "once": page.hidden("once"), "text": "help"}
    for _ in range(2):
        assert demo.browser.post(DIRECT, fields).status == 303
    assert demo.browser.get(DIRECT).text.count("/wg help</code>") == 1


def test_buttons_post_their_command_as_the_chosen_official(demo: Demo) -> None:
    message = Message("Look", (Buttons((Button("All of them", "administration list"),)),))
    demo.say(message, ToPerson(demo.official(lead("SCT"))), key="look")
    asyncio.run(demo.stepper.catch_up())
    direct = f"/as/{lead('SCT')}/direct"
    pressed = demo.browser.get(direct).button("All of them")
    assert "Isle of Man" in demo.browser.says(direct, pressed).words


def test_a_public_line_reaches_everybody_in_the_channel(demo: Demo) -> None:
    demo.say(Message("A line for all"), ToPlace("web", "demo", "vawg"), key="line")
    asyncio.run(demo.stepper.catch_up())
    for address in (SECRETARIAT, lead("SCT"), deputy("IRL")):
        assert "A line for all" in demo.browser.get(f"/as/{address}/channel/vawg").words
    assert "A line for all" not in demo.browser.get(DIRECT).words


def test_unread_messages_are_counted_until_they_are_opened(demo: Demo) -> None:
    demo.say(Message("For you"), ToPerson(demo.official(SECRETARIAT)), key="one")
    asyncio.run(demo.stepper.catch_up())
    assert "Convenor, direct 1 new" in demo.browser.get(CHANNEL).words
    assert "For you" in demo.browser.get(DIRECT).words
    assert "Convenor, direct 1 new" not in demo.browser.get(CHANNEL).words


def test_whoever_has_no_chat_account_gets_mail(demo: Demo) -> None:
    address = lead("WLS")
    demo.forget_account(address)
    message = Message("Subject <here>", (Buttons((Button("Accept", "rota accept VAWG-M7 role:chair"),)),))
    demo.say(message, ToPerson(demo.official(address)), key="mail")
    asyncio.run(demo.stepper.catch_up())
    box = demo.browser.get(f"/as/{address}/mail")
    assert "Subject <here>" in box.words
    letter = demo.browser.get(f"/as/{address}/mail/{demo.rooms.last}")
    assert "Accept: /wg rota accept VAWG-M7 role:chair" in letter.words
    inside = demo.browser.get(f"/as/{address}/mail/{demo.rooms.last}/html")
    assert "<h1" in inside.text
    assert "Subject &lt;here&gt;" in inside.text
    assert "sandbox" in inside.headers["content-security-policy"]


def test_a_mail_is_for_its_reader_alone(demo: Demo) -> None:
    demo.forget_account(lead("WLS"))
    demo.say(Message("Yours"), ToPerson(demo.official(lead("WLS"))), key="mail")
    asyncio.run(demo.stepper.catch_up())
    for path in (f"/as/{SECRETARIAT}/mail/{demo.rooms.last}", f"/as/{SECRETARIAT}/mail/{demo.rooms.last}/html"):
        assert demo.browser.get(path).status == 404


def test_what_a_list_gets_can_be_read_as_whoever_reads_it(demo: Demo) -> None:
    """They have a mailbox and nothing else. A list at an official's own address is that official's."""
    demo.dispatcher._mails = True
    for address in ("all@lists.example", lead("WLS")):
        asked = demo.browser.says(DIRECT, f"group link email:{address} group:vawg")
        assert f"I've asked {address} whether" in asked.words
    asyncio.run(demo.stepper.catch_up())
    chosen = demo.browser.get("/").words
    assert "E-mail lists all@lists.example Whoever reads it; asked by vawg" in chosen
    assert chosen.count(lead("WLS")) == 0
    box = demo.browser.get("/as/all@lists.example/mail")
    assert "this is what everybody who reads it gets" in box.words
    [letter] = demo.rooms.mails("all@lists.example")
    assert str(letter.mail["Subject"]) in box.words
    for path in (f"mail/{letter.id}", f"mail/{letter.id}/html"):
        assert demo.browser.get(f"/as/all@lists.example/{path}").status == 200
    for path in ("direct", "home", "channel/vawg"):
        assert demo.browser.get(f"/as/all@lists.example/{path}").status == 404
        assert path not in box.text


def test_somebody_outside_the_group_finds_no_channel(demo: Demo) -> None:
    with demo.database.writing("test") as uow:
        uow.session.add(models.Official(name="Olga Outside", email="olga@example.org", created_at=STARTS))
    assert demo.browser.get("/as/olga@example.org/channel/vawg").status == 404
    assert "Olga Outside" in demo.browser.get("/").words
    assert "Ending violence" not in demo.browser.get("/as/olga@example.org/direct").text


def test_an_account_that_convenor_does_not_know_is_told_how_to_be_known(demo: Demo) -> None:
    demo.forget_account(lead("WLS"))
    page = demo.browser.says(f"/as/{lead('WLS')}/direct", "administration list")
    assert "I don't know which official you are yet" in page.words


@pytest.mark.parametrize(
    ("step", "shown"),
    [("day", "Tuesday 5 January 2027 09:00"), ("week", "Monday 11 January 2027 09:00")],
)
def test_the_clock_moves_to_the_morning(demo: Demo, step: str, shown: str) -> None:
    page = demo.browser.submits_clock(CHANNEL, step)
    assert shown in page.words
    assert "Nothing was said in that time" in page.words


def test_the_next_thing_that_happens_is_listed_with_whom_it_reached(demo: Demo) -> None:
    due = datetime(2027, 3, 1, 8, 0, tzinfo=UTC)
    demo.say(Message("A notice"), ToPerson(demo.official(lead("SCT"))), key="notice", due_at=due)
    page = demo.browser.submits_clock(CHANNEL, "next")
    assert "Monday 1 March 2027 08:00" in page.words
    assert "A notice to Lena Sct · 1 Mar 2027, 08:00" in page.words
    assert f'href="/as/{lead("SCT")}/direct#p{demo.rooms.last}"' in page.text


def test_the_next_thing_is_where_it_was_when_nothing_is_in_sight(demo: Demo) -> None:
    assert "Monday 4 January 2027 09:00" in demo.browser.submits_clock(CHANNEL, "next").words


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example:8000", "", "["])
def test_another_name_for_this_machine_is_turned_away(demo: Demo, host: str) -> None:
    assert Browserless(demo.browser.app, host).get("/").status == 421


@pytest.mark.parametrize("host", ["localhost:8000", "127.0.0.1:1", "[::1]:8000"])
def test_this_machine_is_let_in_by_its_own_names(demo: Demo, host: str) -> None:
    assert Browserless(demo.browser.app, host).get("/").status == 200


def test_a_post_from_another_origin_is_forbidden(demo: Demo) -> None:
    page = demo.browser.get(DIRECT)
    fields = {"seal": page.hidden("seal"), "once": page.hidden("once"), "text": "help"}
    for header in ({"origin": "http://evil.example"}, {"sec_fetch_site": "cross-site"}, {"origin": "null"}):
        assert demo.browser.post(DIRECT, fields, **header).status == 403
    assert "/wg help" not in demo.browser.get(DIRECT).words


def test_a_post_without_the_seal_changes_nothing(demo: Demo) -> None:
    for fields in ({"text": "help"}, {"text": "help", "seal": "guessed", "once": "1"}, {"text": "help", "seal": "é"}):
        assert demo.browser.post(DIRECT, fields).status == 403
    assert demo.browser.post("/clock", {"to": "day", "seal": "guessed"}).status == 403
    assert demo.rooms.last == 0
    assert demo.clock() == STARTS


def test_every_answer_carries_the_policy(demo: Demo) -> None:
    for path in ("/", CHANNEL, DIRECT, "/as/nobody@example.org/direct", "/static/console.css", "/static/console.js"):
        policy = demo.browser.get(path).headers["content-security-policy"]
        assert policy.startswith("default-src 'none'")
        assert "unsafe" not in policy


def test_pages_refer_to_nothing_outside(demo: Demo) -> None:
    for path in ("/", CHANNEL, DIRECT, f"/as/{SECRETARIAT}/mail"):
        page = demo.browser.get(path).text
        assert "http://" not in page
        assert "https://" not in page


@pytest.mark.parametrize("path", ["/as/nobody@example.org/direct", "/as/x/mail/1", "/received/none", "/as?who=nobody"])
def test_what_is_not_there_says_so(demo: Demo, path: str) -> None:
    page = demo.browser.get(path)
    assert page.status == 404
    assert "There is nothing here for you." in page.words


def test_a_body_beyond_all_measure_is_refused(demo: Demo) -> None:
    assert demo.browser.post(DIRECT, {"text": "x" * 300_000}).status == 413


def test_somebody_else_is_met_in_the_same_channel(demo: Demo) -> None:
    there = demo.browser.get(f"/as?who={lead('SCT')}&channel=vawg")
    assert there.headers["location"] == f"/as/{lead('SCT')}/channel/vawg#latest"
    demo.forget_account(lead("WLS"))
    assert (
        demo.browser.get(f"/as?who={lead('WLS')}&channel=vawg")
        .headers["location"]
        .startswith(f"/as/{lead('WLS')}/mail")
    )


def test_the_oldest_posts_go_when_the_room_is_full(demo: Demo) -> None:
    rooms = ChatRoom()
    for number in range(2_100):
        rooms.post(Room("channel", "vawg"), Message(f"{number}"), at=STARTS)
    assert [post.content.title for post in rooms.seen_by(Room("channel", "vawg"), "x")][:1] == ["100"]  # type: ignore[union-attr]


@pytest.mark.parametrize("path", [CHANNEL, DIRECT])
def test_a_form_comes_back_with_its_errors_and_goes_when_it_is_done(demo: Demo, path: str) -> None:
    asked = demo.browser.says(path, "action add")
    form = str(demo.rooms.last)
    assert f'id="p{form}"' in asked.text
    fields = {"form": form, "command": "action add group:vawg", "field.text": "Publish <minutes>"}
    wrong = demo.browser.submits(path, {**fields, "field.owner": "", "field.due": "12/13/2027"})
    assert "Please fill this in." in wrong.words
    assert 'value="Publish &lt;minutes&gt;"' in wrong.text
    assert wrong.text.count('class="form"') == 1
    right: dict[str, str | list[str]] = {
        "field.owner": lead("SCT"),
        "field.due": "friday",
        "field.extent": ["SCT", "WLS"],
    }
    done = demo.browser.submits(path, {**fields, **right})
    assert "VAWG-1 is added" in done.words
    assert "Publish <minutes>" in done.words
    assert "Scotland and Wales" in done.words
    assert 'class="form"' not in done.text


def test_a_form_that_is_cancelled_is_gone(demo: Demo) -> None:
    demo.browser.says(DIRECT, "action add")
    form = str(demo.rooms.last)
    fields = {"form": form, "command": "action add group:vawg", "cancel": "cancel"}
    assert 'class="form"' not in demo.browser.submits(DIRECT, fields).text


def test_nobody_closes_the_form_of_somebody_else(demo: Demo) -> None:
    demo.browser.says(DIRECT, "action add")
    form = str(demo.rooms.last)
    demo.browser.submits(f"/as/{lead('SCT')}/direct", {"form": form, "command": "x", "cancel": "cancel"})
    assert 'class="form"' in demo.browser.get(DIRECT).text


def test_a_file_is_received_whole_under_its_own_name(demo: Demo) -> None:
    demo.browser.says(DIRECT, f'action add "Publish minutes" owner:{lead("SCT")} due:friday extent:SCT')
    page = demo.browser.says(DIRECT, "export actions")
    found = re.search(r'href="(/received/[^"]+)"', page.text)
    assert found is not None
    file = demo.browser.get(found[1])
    assert file.body.startswith(b"\xef\xbb\xbfref,group,")
    assert b"Publish minutes" in file.body
    name = page.words.split("Download ")[1].split()[0]
    assert file.headers["content-disposition"] == f'attachment; filename="{name}"'
    assert "kB" in page.words or "bytes" in page.words


def test_a_public_reply_stands_in_the_channel_and_what_was_typed_does_not(demo: Demo) -> None:
    demo.browser.says(CHANNEL, f'action add "Publish minutes" owner:{lead("SCT")} due:friday extent:SCT')
    seen = demo.browser.get(f"/as/{lead('WLS')}/channel/vawg")
    assert "VAWG-1 is added" in seen.words
    assert "owner:" not in seen.words
    assert "Only you see this" not in seen.words


def test_a_press_on_a_list_brings_the_list_up_to_date(demo: Demo) -> None:
    raise_action(demo.database, seat="SCT", text="Publish", extent=("SCT",))
    direct = f"/as/{lead('SCT')}/direct"
    page = demo.browser.says(direct, "action list mine")
    shown = str(demo.rooms.last)
    fields = {"post": shown, "text": page.button("Done: VAWG-1")}
    after = demo.browser.submits(direct, fields)
    assert "VAWG-1 is done. Thank you." in after.words
    assert "none of the open actions is yours" in after.words
    assert "Done: VAWG-1" not in after.words


def test_a_button_that_has_had_its_day_goes_and_says_what_is_true(demo: Demo) -> None:
    direct = f"/as/{lead('SCT')}/direct"
    added = f"action add Publish owner:{lead('SCT')} due:friday extent:SCT"
    page = demo.browser.says(direct, added)
    shown = str(demo.rooms.last)
    done = page.button("Done")
    demo.dispatcher(Invocation("terminal", "", SECRETARIAT, "action done 1 group:vawg", address=SECRETARIAT))
    late = demo.browser.submits(direct, {"post": shown, "text": done})
    assert late.words.count("VAWG-1 is done already.") == 2
    assert f'value="{done}"' not in late.text
    assert ">Undo</button>" in late.text


def test_a_press_changes_no_message_of_somebody_else(demo: Demo) -> None:
    raise_action(demo.database, seat="SCT", text="Publish", extent=("SCT",))
    demo.browser.says(f"/as/{lead('SCT')}/direct", "action list mine")
    shown = str(demo.rooms.last)
    demo.browser.submits(DIRECT, {"post": shown, "text": "action done 1 group:vawg"})
    assert "Done: VAWG-1" in demo.browser.get(f"/as/{lead('SCT')}/direct").words


def test_a_question_is_answered_wherever_it_was_asked(demo: Demo) -> None:
    with_rota(demo.database, demo.group)
    demo.browser.says(CHANNEL, "meeting add 5 Jan 2027 10:00")
    with demo.database.writing("test") as uow:
        row = uow.meetings.by_number(demo.group, 1)
        assert row is not None
        row.starts_at, row.ends_at = STARTS - timedelta(hours=3), STARTS - timedelta(hours=2)
        for who in (SECRETARIAT, lead("UKG")):
            uow.outbox.say(
                key=f"meeting-question:{row.id}:{who}",
                subject="meeting-question",
                facts={"meeting": row.id},
                to=ToPerson(demo.official(who)),
                now=STARTS,
                group_id=demo.group,
            )
    asyncio.run(Deliverer(demo.database, [ConsoleGateway(demo.rooms, demo.clock)], demo.clock).deliver_due(STARTS))
    other = f"/as/{lead('UKG')}/direct"
    assert "Held" in demo.browser.get(other).words
    page = demo.browser.get(DIRECT)
    shown = next(post.id for post in demo.rooms.seen_by(Room("direct", SECRETARIAT), SECRETARIAT) if post.unasked)
    demo.browser.submits(DIRECT, {"post": str(shown), "text": page.button("Held")})
    for path in (DIRECT, other):
        after = demo.browser.get(path)
        assert "Meeting 1 on Tuesday 5 January 2027 was held." in after.words
        assert ">Held</button>" not in after.text


def test_a_group_is_shown_before_it_is_set_up(demo: Demo) -> None:
    demo.dispatcher(Invocation("terminal", "", OPERATOR, "administration list", address=OPERATOR))
    with demo.database.writing("test") as uow:
        uow.people.tie(Account("web", "demo", OPERATOR), demo.official(OPERATOR), STARTS)
    direct = f"/as/{OPERATOR}/direct"
    form = demo.browser.says(direct, "group new")
    standing = str(demo.rooms.last)
    assert 'value="IRL, NIR, SCT, UKG, WLS"' in form.text
    fields = {
        "field.slug": "exchange",
        "field.name": "The exchange",
        "field.seats": "IRL, SCT",
        "field.tz": "Europe/London",
    }
    series = {"field.series": "third wednesday of jan, apr, jul, oct at 10:00 for 2 hours", "field.host": "apart"}
    preview = demo.browser.submits(direct, {"form": standing, "command": "group new", **fields, **series})
    assert "would be set up like this" in preview.words
    assert "Wednesday 20 January 2027 Ireland chairs, Scotland hosts" in preview.words
    whole = re.search(r'name="command" value="([^"]*)"', preview.text)
    assert whole is not None
    done = demo.browser.submits(direct, {"form": standing, "command": unescape(whole[1])})
    assert "The exchange (exchange) is set up." in done.words


@pytest.mark.network
def test_a_file_that_takes_long_is_announced_and_then_takes_the_place_of_that(
    demo: Demo, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.platforms.web.saying.PATIENCE", 0.05)
    demo.gate.clear()
    hidden = {name: demo.browser.get(DIRECT).hidden(name) for name in ("seal", "once")}
    with serving(demo.application) as address:
        body = urlencode({**hidden, "text": "export actions"})
        connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=20)
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Host": "127.0.0.1:8000"}
        connection.request("POST", DIRECT, body, headers)
        assert connection.getresponse().status == 303
        connection.close()
        [*_, post] = demo.rooms.seen_by(Room("direct", SECRETARIAT), SECRETARIAT)
        assert isinstance(post.content, Message)
        assert post.content.title.startswith("I'm preparing the file.")
        demo.gate.set()
        deadline = time.monotonic() + 10
        while isinstance(post.content, Message) and time.monotonic() < deadline:
            time.sleep(0.02)
            [*_, post] = demo.rooms.seen_by(Room("direct", SECRETARIAT), SECRETARIAT)
    assert isinstance(post.content, Received)
    assert post.content.file.filename.startswith("vawg-actions-")
