"""For everybody: axe-core finds nothing, the keyboard is enough, and so is a browser without JavaScript."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.console import SECRETARIAT, Console

WIDE = {"width": 1360, "height": 900}
PHONE = {"width": 360, "height": 740}
SAM = "/as/sam.taylor@secretariat.example"
CIAN = "/as/cian.walsh@irl.example"


@pytest.fixture(params=[WIDE, PHONE], ids=["wide", "phone"])
def sized(console: Console, request: pytest.FixtureRequest) -> Console:
    console.page.set_viewport_size(request.param)
    return console


LOG = (f"{SAM}/log", f"{CIAN}/log?which=done&search=zzz", f"{SAM}/log/VAWG-1")


@pytest.mark.parametrize("path", ["/", f"{SAM}/channel/vawg", f"{SAM}/direct", f"{SAM}/mail", f"{CIAN}/mail", *LOG])
def test_a_page_has_no_violation(sized: Console, path: str) -> None:
    sized.open(path)
    assert sized.violations() == []


def test_the_timeline_is_a_picture_that_loads_above_its_table(sized: Console) -> None:
    sized.open(f"{SAM}/direct")
    sized.types("rota timeline group:vawg")
    picture = sized.page.locator(".picture img").last
    picture.scroll_into_view_if_needed()
    assert picture.evaluate("async image => (await image.decode(), image.naturalWidth)") > 800
    assert "table" in (picture.get_attribute("alt") or "")
    assert (picture.bounding_box() or {"y": 0})["y"] < (sized.last.locator("table").bounding_box() or {"y": 0})["y"]
    assert sized.violations() == []
    wider = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    assert not sized.page.evaluate(wider)


def test_a_mail_has_no_violation(sized: Console) -> None:
    sized.open(f"{CIAN}/mail")
    sized.page.locator(".mails a").first.click()
    sized.page.frame_locator("iframe").get_by_role("heading").wait_for()
    sized.page.get_by_text("The same as plain text").click()
    assert sized.violations() == []


def test_a_long_table_has_no_violation_and_scrolls_by_itself(sized: Console) -> None:
    sized.open(f"{SAM}/direct")
    sized.types("rota turns:30 group:vawg")
    assert sized.violations() == []
    wider = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    assert sized.page.evaluate(wider) is False


def test_a_refusal_has_no_violation(sized: Console) -> None:
    sized.open(f"{SAM}/direct")
    assert "I don't know" in sized.types("actoin add")
    assert sized.violations() == []


def test_a_form_and_its_errors_have_no_violation(sized: Console) -> None:
    sized.open(f"{SAM}/channel/vawg")
    sized.types("action add")
    assert sized.violations() == []
    assert "Please fill this in." in sized.sends_wrong()
    assert sized.violations() == []
    sized.page.get_by_role("button", name="Cancel").click()
    sized.page.locator("#log .form").wait_for(state="detached")


def test_what_is_missing_has_no_violation(browser: Browser, address: str) -> None:
    with browser.new_context() as context:
        console = Console(context.new_page(), address)
        console.open("/as/nobody@example.org/direct")
        assert "There is nothing here for you." in console.page.inner_text("main")
        assert console.violations() == []


def test_replies_are_announced_and_the_cursor_stays_where_one_types(console: Console) -> None:
    console.open(f"{SAM}/direct")
    console.types("help")
    assert console.page.locator("#log").get_attribute("role") == "log"
    assert _focused(console.page) == "text"


def test_what_is_typed_in_haste_is_answered_in_order_and_once(console: Console) -> None:
    console.open(f"{SAM}/direct")
    typing = console.page.get_by_label("Ask Convenor")
    before = console.page.locator("#log .typed").count()
    typing.evaluate(  # all before anything is answered, however slow the fingers of a busy machine
        "(field, texts) => texts.forEach(text => { field.value = text; field.form.requestSubmit(); })",
        ["administration list", "group list", "group list", "me"],
    )
    console.page.locator("#log .typed", has_text="/wg me").last.wait_for()
    typed = console.page.locator("#log .typed").all_inner_texts()[before:]
    assert typed == ["/wg administration list", "/wg group list", "/wg me"]


def test_a_pressed_button_leads_to_its_answer(console: Console) -> None:
    console.open(f"{SAM}/direct")
    console.page.get_by_role("button", name="help", exact=True).click()
    console.page.locator("#log .post:not(.mine)").last.filter(has_text="What you can ask me").wait_for()
    console.page.wait_for_function("() => document.activeElement.classList.contains('post')")
    assert _focused(console.page) == console.last.get_attribute("id")


def test_a_form_takes_the_cursor_and_so_does_what_is_wrong_with_it(console: Console) -> None:
    console.open(f"{SAM}/direct")
    console.types("action add group:vawg")
    assert console.page.evaluate("document.activeElement.closest('.form') !== null")
    console.fills(What_needs_doing="Something")
    console.sends_wrong()
    console.page.wait_for_function("() => document.activeElement.getAttribute('aria-invalid') === 'true'")
    console.page.get_by_role("button", name="Cancel").click()
    console.page.locator("#log .form").wait_for(state="detached")


def test_what_is_being_filled_in_stays_while_others_speak(console: Console, browser: Browser) -> None:
    console.open(f"{SAM}/channel/vawg")
    console.types("action add")
    console.fills(What_needs_doing="Half a thought")
    with browser.new_context() as context:
        other = Console(context.new_page(), console.address)
        other.open("/as/fiona.mackay@sct.example/channel/vawg")
        other.types('action add "Look at this" owner:fiona.mackay@sct.example due:"in 3 weeks" extent:SCT')
        console.page.locator("#log .post", has_text="Look at this").last.wait_for()
        assert "off the list" in other.types("undo")
    assert console.page.get_by_label("What needs doing").input_value() == "Half a thought"
    console.page.get_by_role("button", name="Cancel").click()
    console.page.locator("#log .form").wait_for(state="detached")


def test_the_keyboard_alone_is_enough(console: Console) -> None:
    page = console.page
    console.open()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the main part"
    page.keyboard.press("Enter")
    _tab_to(page, "Start as the secretariat: Sam Taylor")
    page.keyboard.press("Enter")
    page.locator("#log").wait_for()
    page.wait_for_function("() => document.activeElement.id === 'text'")
    page.keyboard.type("action list")
    page.keyboard.press("Enter")
    console.last.filter(has_text="open actions").wait_for()
    _tab_to(page, "rota")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    console.last.filter(has_text="next in order").wait_for()
    page.goto(page.url)
    _tab_to(page, "Next day")
    before = page.locator(".now").inner_text()
    page.keyboard.press("Enter")
    page.wait_for_function("before => document.querySelector('.now').innerText !== before", arg=before)
    assert page.evaluate("document.activeElement.textContent") == "Next day"
    expect(page.locator("#status")).to_contain_text("It is now ")


def test_nothing_moves_for_those_who_want_no_motion(browser: Browser, address: str) -> None:
    with browser.new_context(reduced_motion="reduce") as context:
        page = context.new_page()
        page.goto(f"{address}{SAM}/direct")
        durations = "[...document.querySelectorAll('*')].map(one => getComputedStyle(one).transitionDuration)"
        assert set(page.evaluate(durations)) == {"0s"}


def test_without_javascript_everything_can_be_done(browser: Browser, address: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(address)
        page.get_by_role("link", name=f"Start as the secretariat: {SECRETARIAT}").click()
        page.get_by_label("Ask Convenor").fill("action add")
        page.get_by_role("button", name="Send").click()
        form = page.locator("#log .form")
        form.get_by_label("What needs doing").fill("Book a room")
        form.get_by_role("button", name="Send").click()
        expect(form).to_contain_text("Please fill this in.")
        assert form.get_by_label("What needs doing").input_value() == "Book a room"
        form.get_by_label("Who will do it").select_option(label="Ewan Ross")
        form.get_by_label("Due").fill("in 2 weeks")
        form.get_by_label("Scotland").check()
        form.get_by_role("button", name="Send").click()
        last = page.locator("#log .post").last
        expect(last).to_contain_text("Book a room")
        last.get_by_role("button", name="Undo").click()
        expect(page.locator("#log .post").last).to_contain_text("is off the list again")
        page.get_by_label("Ask Convenor").fill("export actions")
        page.get_by_role("button", name="Send").click()
        with page.expect_download() as downloading:
            page.locator("#log .post").last.get_by_role("link", name="Download").click()
        assert downloading.value.suggested_filename.endswith(".csv")
        page.get_by_role("button", name="Next thing that happens").click()
        page.locator(".happened li a").first.click()
        expect(page.locator(".me")).to_have_count(1)
        page.get_by_label("You are").select_option(label="Cian Walsh")
        page.get_by_role("button", name="Switch").click()
        page.locator(".mails a").first.click()
        assert page.frame_locator("iframe").get_by_role("heading").first.inner_text()


def _focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.id"))


def _tab_to(page: Page, name: str) -> None:
    """Press Tab until what has the focus bears this name."""
    for _ in range(150):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.trim()") == name:
            return
    raise AssertionError(f"no Tab leads to {name}")


def test_the_live_page_of_minutes_has_no_violation_and_takes_lines(sized: Console) -> None:
    sized.open(f"{SAM}/direct")
    sized.types("minutes group:vawg")
    sized.page.get_by_role("link", name="Open the live page").last.click()
    sized.page.get_by_label("For the record").wait_for()
    assert sized.violations() == []
    sized.page.get_by_label("For the record").fill("note One\nnote Two")
    sized.page.get_by_role("button", name="Record").click()
    sized.page.get_by_text("2 need another look").wait_for()
    sized.page.locator("#composer:not([aria-busy])").wait_for()
    assert sized.violations() == []
    assert sized.page.get_by_label("For the record").input_value() == ""
