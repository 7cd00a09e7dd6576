"""The console as somebody uses it: choose, type, press, fill in, move the clock."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import axe_playwright_python
from playwright.sync_api import Locator, Page

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
SECRETARIAT = "Sam Taylor"


@dataclass(frozen=True)
class Console:
    page: Page
    address: str

    def open(self, path: str = "/") -> None:
        self.page.goto(self.address + path)

    def be(self, name: str, place: str | None = None) -> None:
        """Become somebody, and go to a place by its name in the list (``#vawg``, ``Mail``)."""
        if self.page.url == "about:blank":
            self.open()
        if self.page.locator("#who").count():
            self.page.locator("#who").select_option(label=name)
            self.page.get_by_role("button", name="Switch").click()
        else:
            self.page.get_by_role("main").get_by_role("link", name=name, exact=True).click()
        self.page.locator(".me", has_text=name).wait_for()
        if place is not None:
            self.goes(place)

    def goes(self, place: str) -> None:
        self.page.get_by_role("navigation").get_by_role("link", name=place).click()
        self.page.locator("nav a[aria-current]", has_text=place).wait_for()

    def types(self, text: str) -> str:
        """Type a command; the words of the reply."""
        self.page.get_by_label("Ask Convenor").fill(text)
        return self._answered(lambda: self.page.get_by_label("Ask Convenor").press("Enter"))

    def presses(self, label: str) -> str:
        """Press the last button of that name in the log; the words of the reply."""
        button = self.page.locator("#log").get_by_role("button", name=label, exact=True).last
        return self._answered(button.click)

    def sends_wrong(self) -> str:
        """Send a form that lacks something; the words of the form as it comes back."""
        post = self.last
        before = post.get_attribute("data-revision")
        post.get_by_role("button", name="Send").click()
        self.page.wait_for_function(
            "([id, before]) => document.getElementById(id).dataset.revision !== before",
            arg=[post.get_attribute("id"), before],
        )
        return post.inner_text()

    def fills(self, **fields: str) -> None:
        """Fill in the form in the log by its labels (blanks as underscores), without sending it."""
        form = self.page.locator("#log .form").last
        for label, value in fields.items():
            control = form.get_by_label(label.replace("_", " "))
            if control.evaluate("control => control.tagName") == "SELECT":
                control.select_option(label=value)
            else:
                control.fill(value)

    @property
    def last(self) -> Locator:
        return self.page.locator("#log .post").last

    def moves(self, label: str) -> str:
        """Press a button of the clock; the words of what happened."""
        self.page.get_by_role("button", name=label, exact=True).click()
        self.page.wait_for_function("() => !document.querySelector('.clock form').hasAttribute('aria-busy')")
        return self.page.locator(".happened").inner_text()

    def waits_for(self, words: str, to: str = "", *, most: int = 40) -> Locator:
        """Move to the next thing that happens until it is one whose title says this (to somebody); the link to it."""
        for _ in range(most):
            self.moves("Next thing that happens")
            line = self.page.locator(".happened li", has_text=words).filter(has_text=to)
            if line.count():
                return line.get_by_role("link").first
        raise AssertionError(f"it never happened: {words}")

    def violations(self) -> list[str]:
        """What axe-core finds wrong on the page, each rule with its first element."""
        self.page.evaluate(f"() => {{ {AXE} }}")
        found = self.page.evaluate("async () => (await axe.run()).violations")
        return [f"{one['id']}: {one['help']}: {one['nodes'][0]['html'][:200]}" for one in found]

    def _answered(self, act: Callable[[], object]) -> str:
        newest = "[...document.querySelectorAll('#log .post:not(.mine)')].at(-1)?.id"
        before = self.page.evaluate(newest)
        act()
        self.page.wait_for_function(f"before => {newest} !== before", arg=before)
        return self.last.inner_text()
