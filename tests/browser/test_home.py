"""The Home in a browser: pressed, answered there, kept current while one looks, with and without a mouse."""

from __future__ import annotations

import pytest

from tests.browser.console import SECRETARIAT, Console

WIDE = {"width": 1360, "height": 900}
PHONE = {"width": 360, "height": 740}
BRYN = "bryn.hughes@wls.example"
HOME = f"/as/{BRYN}/home"


@pytest.fixture(params=[WIDE, PHONE], ids=["wide", "phone"])
def sized(console: Console, request: pytest.FixtureRequest) -> Console:
    console.page.set_viewport_size(request.param)
    return console


def test_a_home_has_no_violation_before_and_after_a_press(sized: Console) -> None:
    sized.open(HOME)
    assert sized.violations() == []
    sized.page.get_by_role("button", name="Quieter, please").click()
    sized.page.get_by_text("You'll hear less from now on.").wait_for()
    assert sized.violations() == []
    wider = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    assert sized.page.evaluate(wider) is False
    sized.page.get_by_role("button", name="Back to the usual").click()
    sized.page.get_by_text("You'll hear as much as everybody from now on.").wait_for()


def test_what_others_do_is_seen_without_a_reload_and_the_place_of_the_focus_is_kept(console: Console) -> None:
    console.open(HOME)
    console.page.get_by_role("button", name="Change office hours").focus()
    console.page.wait_for_timeout(4_000)  # longer than it takes to look twice
    assert console.page.evaluate("document.activeElement.textContent") == "Change office hours"
    with console.page.context.new_page() as page:
        sam = Console(page, console.address)
        sam.be(SECRETARIAT, "#vawg")
        assert "VAWG-" in sam.types(f'action add "Read the glossary" owner:{BRYN} due:"in 3 weeks" extent:WLS')
    console.page.get_by_text("Read the glossary").wait_for()


def test_a_form_opens_in_the_direct_messages(console: Console) -> None:
    console.open(HOME)
    console.page.get_by_role("button", name="Change office hours").click()
    console.page.wait_for_url("**/direct")
    console.fills(Office_hours="mon-thu 9:00-16:00")
    assert "Your office hours: Monday to Thursday" in console.presses("Send")
    console.open(HOME)
    assert "Monday to Thursday, 09:00–16:00" in console.page.inner_text("#home")
