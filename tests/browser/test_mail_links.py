"""The links in mails: they open a page of their own, which takes a press; for everybody, and without JavaScript."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Locator, Page

from tests.browser.console import Console

SAM = "/as/sam.taylor@secretariat.example"
CIAN = "/as/cian.walsh@irl.example"
WIDE = {"width": 1360, "height": 900}
PHONE = {"width": 360, "height": 740}


@pytest.fixture(params=[WIDE, PHONE], ids=["wide", "phone"])
def sized(console: Console, request: pytest.FixtureRequest) -> Console:
    console.page.set_viewport_size(request.param)
    return console


def follows(console: Console, link: Locator) -> Console:
    """The page that a link in a mail opens, beside the console."""
    with console.page.expect_popup() as opened:
        link.click()
    opened.value.wait_for_load_state()
    return Console(opened.value, console.address)


def letter(console: Console, address: str, subject: str) -> Locator:
    """The newest mail to somebody whose subject says so, opened; its HTML part."""
    console.open(f"/as/{address}/mail")
    console.page.locator(".mails a", has_text=subject).first.click()
    inside = console.page.frame_locator("iframe")
    inside.get_by_role("heading").wait_for()
    return inside.locator("body")


def test_somebody_new_joins_by_the_link_in_the_one_mail(sized: Console) -> None:
    size = "wide" if (sized.page.viewport_size or WIDE)["width"] > 500 else "phone"
    address = f"niamh.{size}@irl.example"
    sized.open(f"{SAM}/channel/vawg")
    assert "They get an invitation by e-mail" in sized.types(f"member add {address} seat:IRL as:member")
    mail = letter(sized, address, "you are a member for Ireland")
    page = follows(sized, mail.get_by_role("link", name="Join"))
    assert page.page.locator("h1").inner_text() == "Join Ending violence against women and girls"
    assert page.violations() == []
    page.page.get_by_role("button", name="Join").click()
    page.page.get_by_text("You're a member for Ireland.").wait_for()
    code = page.page.locator("strong", has_text="me link").inner_text()
    assert page.violations() == []
    assert page.page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    page.page.close()
    sized.open(f"/as/{address}/direct")
    assert "You're a member for Ireland." in sized.types(code.removeprefix("/wg "))


def test_an_action_is_done_by_the_link_in_a_digest(console: Console) -> None:
    console.open(f"{SAM}/channel/vawg")
    added = console.types('action add "Send the list" owner:cian.walsh@irl.example due:tomorrow extent:IRL')
    reference = next(word.strip(".:,") for word in added.split() if word.startswith("VAWG-"))
    console.be("Cian Walsh", "Mail")
    console.waits_for("need", "Cian Walsh")
    mail = letter(console, "cian.walsh@irl.example", "need")
    page = follows(console, mail.get_by_role("link", name=f"Done: {reference}"))
    assert "Send the list" in page.page.inner_text("main")
    assert page.violations() == []
    page.page.get_by_role("button", name="Confirm").click()
    page.page.get_by_role("heading", name=f"{reference} is done").wait_for()
    assert page.violations() == []
    page.page.get_by_role("link", name="Undo").click()
    page.page.get_by_role("button", name="Confirm").click()
    page.page.get_by_text("took a change back").wait_for()
    page.page.close()


def test_without_javascript_a_link_does_the_same(browser: Browser, address: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        console = Console(context.new_page(), address)
        console.open(f"{SAM}/channel/vawg")
        console.page.get_by_label("Ask Convenor").fill("member add oisin@irl.example seat:IRL as:member")
        console.page.get_by_role("button", name="Send").click()
        mail = letter(console, "oisin@irl.example", "you are a member for Ireland")
        page = follows(console, mail.get_by_role("link", name="Join"))
        page.page.get_by_role("button", name="Join").click()
        assert "You're a member for Ireland." in page.page.inner_text("main")


def test_a_link_that_does_not_serve_says_so(browser: Browser, address: str) -> None:
    with browser.new_context() as context:
        page: Page = context.new_page()
        console = Console(page, address)
        for path in ("/join/nonsense", "/press/nonsense"):
            console.open(path)
            assert "This link doesn't work any more." in page.inner_text("main")
            assert console.violations() == []
