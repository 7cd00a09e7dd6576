"""The log of actions in a browser, without JavaScript: signed in by a link, filtered, opened, done."""

from __future__ import annotations

import re

from playwright.sync_api import Browser, expect

from tests.browser.console import SECRETARIAT, Console


def test_a_link_signs_in_once_and_the_log_is_filtered_opened_and_worked_in(
    console: Console, browser: Browser, address: str
) -> None:
    console.be(SECRETARIAT, "Convenor, direct")
    console.types("open")
    link = console.page.locator("#log").get_by_role("link", name="Open the pages").last.get_attribute("href")
    assert link is not None
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(link)
        page.get_by_role("button", name="Open").click()
        page.get_by_role("heading", name="log of actions").wait_for()
        assert re.match(r"http://127.0.0.1:\d+/log$", page.url)
        page.get_by_label("With these words").fill("glossary")
        page.get_by_role("button", name="Show").click()
        expect(page.locator("table.actions tbody tr")).to_have_count(1)
        page.get_by_role("link", name="Ref").click()
        expect(page.locator("th[aria-sort=descending]")).to_have_count(1)
        page.locator("table.actions tbody a").click()
        page.get_by_role("heading", name=re.compile(r"VAWG-\d+: open")).wait_for()
        page.get_by_role("button", name="Another day").click()
        page.get_by_label(re.compile("^Due")).fill("next century")
        page.get_by_role("button", name="Send").click()
        page.locator(".error").wait_for()
        page.get_by_role("button", name="Cancel").click()
        page.get_by_role("button", name="Done", exact=True).click()
        page.get_by_text("is done. Thank you.").wait_for()
        page.get_by_role("button", name="Undo").click()
        page.get_by_text("is open again.").wait_for()
        page.get_by_role("button", name="Sign out").click()
        page.get_by_text("You aren't signed in").wait_for()
        again = page.goto(link)
        assert again is not None
        assert again.status == 404


def test_the_console_leads_to_the_log_as_whoever_is_chosen_sees_it(console: Console) -> None:
    console.be("Fiona Mackay", "Convenor, direct")
    console.page.get_by_role("navigation").get_by_role("link", name="Log of actions").click()
    console.page.get_by_text("Signed in as Fiona Mackay").wait_for()
    expect(console.page.locator("table.figures tbody tr")).to_have_count(2)
    assert console.violations() == []
    console.page.get_by_role("link", name="Convenor", exact=True).click()
    console.page.get_by_label("Ask Convenor").wait_for()
