"""The whole job in the console: from a new group to the log that is opened."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.console import SECRETARIAT, Console

LEADS = {"UKG": "Priya Nair", "SCT": "Fiona Mackay", "WLS": "Bryn Hughes", "NIR": "Orla McKee", "IRL": "Aoife Byrne"}


@contextmanager
def signed_in(console: Console, path: str) -> Iterator[Page]:
    """A page of one's own, beside the console: it keeps itself up to date."""
    console.types("open")
    link = console.last.get_by_role("link", name="Open the pages").get_attribute("href")
    assert link is not None
    page = console.page.context.new_page()
    page.goto(link)
    page.get_by_role("button", name="Open").click()
    page.get_by_role("heading", name="log of actions").wait_for()
    page.goto(console.address + path)
    yield page
    page.close()


def test_a_group_meets_and_leaves_a_log(console: Console, tmp_path: Path) -> None:
    console.open()
    console.page.get_by_role("link", name="Start as the secretariat: Sam Taylor").click()
    console.goes("Convenor, direct")
    made = console.types(
        'group new trial "Trial exchange" seats:UKG,SCT,WLS,NIR,IRL '
        'series:"third tuesday of jan, apr, jul, oct at 14:00 for 1 hour"'
    )
    assert "Trial exchange" in made
    for seat, name in LEADS.items():
        address = f"{name.replace(' ', '.').lower()}@{seat.lower()}.example"
        assert name in console.types(f"member add {address} seat:{seat} as:lead group:trial")
    console.goes("#trial")
    assert "Trial exchange" in console.types("group link group:trial")

    turns = console.types("rota")
    assert "19 Jan 2027" in turns
    assert "next in order" in turns

    for _ in range(3):
        console.moves("Next week")
    console.waits_for("UK Government chairs Trial exchange on Tuesday 19 January 2027").click()
    console.page.locator(".me", has_text="Priya Nair").wait_for()
    assert "UK Government accepts" in console.presses("Accept")

    for _ in range(3):
        console.moves("Next week")
    console.waits_for("Trial exchange: meeting 1 is on Tuesday 19 January 2027")
    console.moves("Next day")
    assert "Meeting 1 is open" in console.types("meeting open trial-M1")
    with signed_in(console, "/minutes/TRIAL-M1") as page:
        page.get_by_label("For the record").fill("note Half a")
        assert "Noted" in console.types("note Wales shares its figures group:trial")
        page.get_by_text("Wales shares its figures").wait_for()
        expect(page.get_by_label("For the record")).to_have_value("note Half a")
    assert "was held" in console.types("meeting close trial-M1")
    assert "Scotland chairs, Wales hosts" in console.last.inner_text()
    console.goes("#trial")
    assert "Tue 20 Apr 2027, TRIAL-M2 Scotland" in " ".join(console.types("rota").split())
    history = console.types("rota history")
    assert (history.count("chaired"), history.count("hosted")) == (1, 1)

    console.types("action add")
    console.fills(What_needs_doing="Publish the minutes", Who_will_do_it="Fiona Mackay", Due="in 2 weeks")
    assert "Please fill this in." in console.sends_wrong()
    console.page.locator("#log .form").get_by_label("Scotland").check()
    assert "TRIAL-1 is added: Fiona Mackay" in console.presses("Send")

    console.waits_for("One action needs you", "to Fiona Mackay").click()
    console.page.locator(".me", has_text="Fiona Mackay").wait_for()
    expect(console.last).to_contain_text("Publish the minutes (Scotland)")
    assert "TRIAL-1 is done" in console.presses("Done: TRIAL-1")

    console.be(SECRETARIAT, "#trial")
    expect(console.last).to_contain_text("TRIAL-1 is done")
    console.types("export actions")
    with console.page.expect_download() as downloading:
        console.last.get_by_role("link", name="Download").click()
    file = tmp_path / downloading.value.suggested_filename
    downloading.value.save_as(file)
    with file.open(encoding="utf-8-sig", newline="") as opened:
        rows = list(csv.DictReader(opened))
    assert [(row["ref"], row["owner_name"], row["status"], row["extent"]) for row in rows] == [
        ("TRIAL-1", "Fiona Mackay", "done", "SCT")
    ]
