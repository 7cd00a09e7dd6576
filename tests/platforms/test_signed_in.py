"""Signing in by a link that serves once, and the log of actions behind it, over the service as it is served."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest

from bot.app import core
from bot.commands import Invocation
from bot.db.unit_of_work import Database
from bot.links import Links
from tests.conftest import KEY
from tests.platforms.browserless import Page
from tests.platforms.test_read_page import BASE, DEAD, NOW, OTHER, Service, chosen, running
from tests.world import SECRETARIAT, deputy, exchange, lead, member_of_another_group, raise_action, traces, worded

COOKIE = re.compile(r"__Host-convenor=([^;]+)")
LOST = "You aren't signed in"


@pytest.fixture
def service(database: Database, database_url: str) -> Iterator[Service]:
    exchange(database)
    with running(database_url) as found:
        yield found


def link(service: Service, who: str) -> str:
    found = re.search(rf"{BASE}(/open/[^)\s]+)", service.types(who, "open"))
    assert found is not None
    return found[1]


def entered(service: Service, who: str) -> str:
    """The cookie of a session."""
    answer = service.browser.post(link(service, who), {}, origin=BASE)
    assert answer.status == 303
    assert answer.headers["location"] == "/log"
    found = COOKIE.search(answer.headers["set-cookie"])
    assert found is not None
    return f"__Host-convenor={found[1]}"


def get(service: Service, cookie: str, path: str = "/log") -> Page:
    return service.browser.get(path, cookie=cookie)


def press(service: Service, cookie: str, path: str, **fields: str) -> Page:
    page = get(service, cookie, path)
    hidden = {name: page.hidden(name) for name in ("seal", "once")}
    return service.browser.post(path, {**hidden, **fields}, origin=BASE, cookie=cookie)


def add(service: Service, text: str, owner: str = lead("SCT"), due: str = "15 Jan 2027", more: str = "") -> None:
    said = service.types(SECRETARIAT, f'action add "{text}" owner:{owner} due:"{due}" extent:all {more}')
    assert "is added" in said


def references(page: Page) -> list[str]:
    return re.findall(r'<th scope="row"><a href="[^"]+">([^<]+)</a>', page.text)


def test_a_link_signs_in_its_official_by_a_press_and_looking_at_it_changes_nothing(service: Service) -> None:
    path = link(service, lead("SCT"))
    before = traces(service.app.database)
    for _ in range(3):
        looked = service.browser.get(path)
        assert looked.status == 200
        assert "Open the pages of Convenor as Lena Sct?" in looked.words
        assert "set-cookie" not in looked.headers
    assert traces(service.app.database) == before
    answer = service.browser.post(path, {}, origin=BASE)
    cookie = answer.headers["set-cookie"]
    for part in ("HttpOnly", "Secure", "Path=/", "SameSite=lax", "Max-Age=28800"):
        assert part in cookie
    assert "Domain" not in cookie
    assert "Signed in as Lena Sct" in get(service, cookie.split(";")[0]).words


def test_it_serves_once(service: Service) -> None:
    path = link(service, lead("SCT"))
    assert service.browser.post(path, {}, origin=BASE).status == 303
    again = service.browser.post(path, {}, origin=BASE)
    assert again.status == 404
    assert DEAD in again.words
    assert "set-cookie" not in again.headers
    assert service.browser.get(path).status == 404


def test_after_fifteen_minutes_it_is_dead_and_a_session_after_a_working_day(service: Service) -> None:
    path, cookie = link(service, lead("SCT")), entered(service, lead("WLS"))
    service.clock.set(service.clock() + timedelta(minutes=15))
    assert service.browser.post(path, {}, origin=BASE).status == 404
    assert get(service, cookie).status == 200
    service.clock.set(service.clock() + timedelta(hours=8))
    lost = get(service, cookie)
    assert lost.status == 401
    assert LOST in lost.words


@pytest.mark.parametrize("token", ["", "x", "MQ.abc", "1", "é", "x" * 5_000])
def test_what_is_no_link_of_ours_opens_nothing(service: Service, token: str) -> None:
    before = traces(service.app.database)
    for answer in (service.browser.get(f"/open/{token}"), service.browser.post(f"/open/{token}", {}, origin=BASE)):
        assert answer.status == 404
    assert traces(service.app.database) == before


def test_a_forged_link_and_one_of_another_kind_open_nothing(service: Service) -> None:
    link(service, lead("SCT"))
    forged = Links([OTHER], BASE).open(1).removeprefix(BASE)
    joins = Links([KEY], BASE).join(1).removeprefix(BASE).replace("/join/", "/open/")
    for path in (forged, joins):
        assert service.browser.post(path, {}, origin=BASE).status == 404
    real = Links([KEY], BASE).open(1).removeprefix(BASE)
    assert service.browser.post(real, {}, origin="https://evil.example").status == 403
    assert service.browser.post(real, {}, origin=BASE).status == 303


@pytest.mark.parametrize("cookie", ["", "__Host-convenor=", "__Host-convenor=guess", "__Host-convenor=" + "x" * 500])
def test_without_a_session_nothing_is_shown(service: Service, cookie: str) -> None:
    add(service, "Publish minutes")
    for path in ("/log", "/log/VAWG-1", "/log?group=vawg"):
        page = get(service, cookie, path)
        assert page.status == 401
        assert LOST in page.words
        assert "Publish" not in page.text


def test_whoever_leaves_every_group_is_signed_out_at_once(service: Service) -> None:
    path, cookie = link(service, deputy("SCT")), entered(service, deputy("SCT"))
    service.types(SECRETARIAT, f"member remove {deputy('SCT')}")
    assert get(service, cookie).status == 401
    assert service.browser.post(path, {}, origin=BASE).status == 404


def test_signing_out_ends_the_session(service: Service) -> None:
    cookie = entered(service, lead("SCT"))
    assert service.browser.post("/leave", {"seal": "wrong"}, origin=BASE, cookie=cookie).status == 401
    assert get(service, cookie).status == 200
    seal = get(service, cookie).hidden("seal")
    assert service.browser.post("/leave", {"seal": seal}, origin="https://evil.example", cookie=cookie).status == 403
    gone = service.browser.post("/leave", {"seal": seal}, origin=BASE, cookie=cookie)
    assert "Max-Age=0" in gone.headers["set-cookie"]
    assert get(service, cookie).status == 401


def test_open_is_for_officials_and_never_public(service: Service) -> None:
    answered = service.app.dispatch(Invocation("slack", "T1", "UNOBODY", "open", channel="C1"))
    assert answered.outcome == "refused"
    answered = service.app.dispatch(Invocation("terminal", "", SECRETARIAT, "open", channel="C1", address=SECRETARIAT))
    assert not answered.public
    assert f"{BASE}/open/" in worded(answered)


def test_where_nobody_said_where_people_reach_the_service_there_is_nothing_to_open(
    database: Database, database_url: str
) -> None:
    exchange(database)
    with core(chosen(database_url), lambda: NOW) as app:
        said = app.dispatch(Invocation("terminal", "", SECRETARIAT, "open", address=SECRETARIAT))
        assert "There are no pages to open in this service." in worded(said)


def test_the_log_is_filtered_searched_sorted_and_paged_by_its_address(service: Service) -> None:
    add(service, "Publish minutes", due="20 Jan 2027", more="priority:high")
    add(service, "Book a room", owner=lead("WLS"), due="10 Jan 2027")
    add(service, "Minutes for NI", owner=lead("NIR"), due="15 Jan 2027")
    service.types(lead("WLS"), "done 2")
    cookie = entered(service, lead("SCT"))
    assert references(get(service, cookie)) == ["VAWG-3", "VAWG-1"]
    assert references(get(service, cookie, "/log?order=newest")) == ["VAWG-3", "VAWG-1"]
    assert references(get(service, cookie, "/log?order=priority")) == ["VAWG-1", "VAWG-3"]
    assert references(get(service, cookie, "/log?which=done")) == ["VAWG-2"]
    assert references(get(service, cookie, "/log?seat=nir")) == ["VAWG-3"]
    assert references(get(service, cookie, "/log?search=MINUTES+ni")) == ["VAWG-3"]
    assert references(get(service, cookie, "/log?which=mine")) == ["VAWG-1"]
    page = get(service, cookie, "/log?order=due&search=minutes")
    assert 'aria-sort="ascending"' in page.text
    assert "order=newest" in page.text
    assert 'value="minutes"' in page.text


def test_an_address_that_makes_no_sense_shows_what_stands(service: Service) -> None:
    add(service, "Publish minutes")
    cookie = entered(service, lead("SCT"))
    nonsense = ("which=x&order=y&seat=ZZZ&page=-1&search=%3F", "page=999999999999", "page=%C2%B2", "search=%00")
    for query in (*nonsense, "which=" + "x" * 3_000):
        page = get(service, cookie, f"/log?{query}")
        assert page.status == 200
        assert references(page) in (["VAWG-1"], [])


def test_many_are_read_page_by_page(service: Service) -> None:
    for number in range(51):
        raise_action(service.app.database, seat="SCT", text=f"Number {number}", extent=("SCT",))
    cookie = entered(service, lead("SCT"))
    page = get(service, cookie)
    assert "Page 1 of 2" in page.words
    assert len(references(page)) == 50
    after = re.search(r'<a href="([^"]+)" rel="next">', page.text)
    assert after is not None
    second = get(service, cookie, after[1].replace("&amp;", "&"))
    assert references(second) == ["VAWG-51"]
    assert 'rel="prev"' in second.text


def figures(page: Page) -> list[tuple[str, str, str]]:
    return re.findall(r'<th scope="row">([^<]+)</th><td>(\d+)</td><td>(\d+)</td>', page.text)


def test_a_seat_sees_its_own_figures_everybody_totals_and_the_secretariat_all_by_alphabet(service: Service) -> None:
    add(service, "One", owner=lead("WLS"))
    add(service, "Two", owner=lead("SCT"))
    add(service, "Three", owner=lead("SCT"), due="6 Jan 2027")
    service.clock.set(service.clock() + timedelta(days=4))
    whole, own = ("The whole group", "3", "1"), ("Scotland", "2", "1")
    assert figures(get(service, entered(service, lead("SCT")))) == [whole, own]
    assert figures(get(service, entered(service, lead("IRL")))) == [whole, ("Ireland", "0", "0")]
    assert figures(get(service, entered(service, SECRETARIAT))) == [whole, own, ("Wales", "1", "0")]


def test_somebody_of_another_group_learns_nothing_of_this_one(service: Service) -> None:
    add(service, "Publish minutes")
    member_of_another_group(service.app.database, "ana@example.com")
    cookie = entered(service, "ana@example.com")
    for path in ("/log/VAWG-1", "/log/GONE-1", "/log?group=vawg", "/log?group=gone"):
        page = get(service, cookie, path)
        assert page.status == 404
        assert "There is no such action." in page.words
        assert "Publish" not in page.text
    assert references(get(service, cookie)) == []


def test_an_action_is_opened_and_done_there_with_a_press_and_taken_back(service: Service) -> None:
    add(service, "Publish <b>minutes</b>")
    cookie = entered(service, lead("SCT"))
    page = get(service, cookie, "/log/VAWG-1")
    assert "Publish &lt;b&gt;minutes&lt;/b&gt;" in page.text
    done = press(service, cookie, "/log/VAWG-1", text=page.button("Done"))
    assert "VAWG-1 is done. Thank you." in done.words
    assert "VAWG-1: done" in done.words
    hidden = {name: done.hidden(name) for name in ("seal", "once")}
    undone = service.browser.post("/log/VAWG-1", {**hidden, "text": done.button("Undo")}, origin=BASE, cookie=cookie)
    assert "VAWG-1 is open again." in undone.words


def test_a_form_opens_there_tells_what_is_wrong_and_is_carried_out(service: Service) -> None:
    add(service, "Publish minutes")
    cookie = entered(service, lead("SCT"))
    page = get(service, cookie, "/log/VAWG-1")
    form = press(service, cookie, "/log/VAWG-1", text=page.button("Another day"))
    assert "Move the day by which an action is due" in form.words
    command = form.hidden("command")
    fields = {"command": command, "field.action": "1", "field.due": "32 Jan"}
    wrong = press(service, cookie, "/log/VAWG-1", **fields)
    assert "There is no such day" in wrong.words
    moved = press(service, cookie, "/log/VAWG-1", **{**fields, "field.due": "29 Jan 2027"})
    assert "VAWG-1 is now due on Friday 29 January 2027." in moved.words
    assert "now due" not in press(service, cookie, "/log/VAWG-1", **fields, cancel="cancel").words


def test_a_post_from_elsewhere_or_without_the_seal_does_nothing(service: Service) -> None:
    add(service, "Publish minutes")
    cookie, other = entered(service, lead("SCT")), entered(service, lead("WLS"))
    fields = {"text": "action done VAWG-1", "once": "1"}
    post = service.browser.post
    seal, foreign = get(service, cookie).hidden("seal"), get(service, other).hidden("seal")
    assert post("/log/VAWG-1", {**fields, "seal": seal}, origin="https://evil.example", cookie=cookie).status == 403
    assert post("/log/VAWG-1", {**fields, "seal": seal}, sec_fetch_site="cross-site", cookie=cookie).status == 403
    assert post("/log/VAWG-1", {**fields, "seal": foreign}, origin=BASE, cookie=cookie).status == 403
    assert post("/log/VAWG-1", fields, origin=BASE, cookie=cookie).status == 403
    assert post("/log/VAWG-1", {**fields, "seal": seal}, origin=BASE).status == 401
    assert "VAWG-1: open" in get(service, cookie, "/log/VAWG-1").words


def test_a_form_sent_twice_has_one_effect_and_other_commands_none(service: Service) -> None:
    add(service, "Publish minutes")
    cookie = entered(service, lead("SCT"))
    page = get(service, cookie, "/log/VAWG-1")
    fields = {name: page.hidden(name) for name in ("seal", "once")} | {"text": "action update VAWG-1 News"}
    for _ in range(2):
        service.browser.post("/log/VAWG-1", fields, origin=BASE, cookie=cookie)
    assert get(service, cookie, "/log/VAWG-1").words.count(": News") <= 1
    before = traces(service.app.database)
    for text in ("group close reason:x", "open", "export actions", "zzz", ""):
        press(service, cookie, "/log/VAWG-1", text=text)
    assert traces(service.app.database) == before


def test_what_another_seat_owns_is_refused_there_too(service: Service) -> None:
    add(service, "Publish minutes")
    cookie = entered(service, lead("WLS"))
    said = press(service, cookie, "/log/VAWG-1", text="action done VAWG-1")
    assert "VAWG-1 belongs to Lena Sct." in said.words
    assert "VAWG-1: open" in said.words


def test_the_pages_leak_nothing_by_their_headers(service: Service) -> None:
    cookie = entered(service, lead("SCT"))
    for path in ("/log", link(service, lead("SCT"))):
        headers = get(service, cookie, path).headers
        assert headers["cache-control"] == "no-store"
        assert headers["referrer-policy"] == "same-origin"
        assert headers["x-robots-tag"] == "noindex"
        assert "default-src 'none'" in headers["content-security-policy"]
    assert "<script" not in get(service, cookie).text


@pytest.mark.parametrize("asked", ["minutes%00", "%F0%9F%98%80minutes", "%C3%28 minutes", "%ED%A0%80minutes"])
def test_a_search_for_broken_text_breaks_nothing(service: Service, asked: str) -> None:
    add(service, "Publish minutes")
    page = get(service, entered(service, lead("SCT")), f"/log?search={asked}")
    assert page.status == 200
