"""The contract's hand in the web console: pages without JavaScript."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from html.parser import HTMLParser

from bot.messages.html import FIELD
from tests.contract.serving import offers
from tests.contract.steps import Shown, Standing, Values, fits
from tests.platforms.browserless import Page
from tests.stories.faces import Console

_numbers = itertools.count(1)


@dataclass
class PageForm:
    """A form of a page: what stands hidden in it, what its controls hold, its buttons, and what is wrong beside which
    field."""

    hidden: dict[str, str] = field(default_factory=dict)
    values: dict[str, list[str]] = field(default_factory=dict)
    buttons: list[tuple[str, str]] = field(default_factory=list)
    errors: dict[str, str] = field(default_factory=dict)


class InConsole:
    """Types in the direct messages. What was answered goes from the room with the next step, so that pages stay
    short."""

    forms = writes = True
    channels = strangers = False
    awaited = ""

    def __init__(self, face: Console) -> None:
        self.face, self.rooms = face, face.rooms
        self.seen: dict[str, list[PageForm]] = {}
        self._swept = self._answer = 0

    def types(self, who: str, text: str, *, direct: bool = False) -> Shown:
        return self._sends(who, {"text": text})

    def presses(self, who: str, label: str, carries: str, of: str) -> tuple[str, Shown]:
        form, found = self._button(of, label, carries)
        post = {"post": form.hidden["post"]} if "post" in form.hidden and who == of else {}
        return found, self._sends(who, {"text": found, **post})

    def fills(self, who: str, form: Standing, values: Values, *, emptied: bool = False) -> Shown:
        page: PageForm = form.at
        filled = {name: [] if emptied else list(held) for name, held in page.values.items()}
        for name, value in values.items():
            filled[name] = value.split(",") if len(page.values[name]) != 1 and name in ("extent", "seats") else [value]
        fields = {f"{FIELD}{name}": value or [""] for name, value in filled.items()}
        return self._sends(who, {"form": page.hidden["post-id"], "command": page.hidden["command"], **fields})

    def lacks(self, lacking: bool) -> None:
        offers(self.face.dispatcher, not lacking)

    def delays(self) -> None:
        """A form stands in the page that answers."""

    def passes(self, until: datetime) -> None:
        self.face.goes_to(until)

    def _sends(self, who: str, fields: Mapping[str, str | list[str]]) -> Shown:
        path, before = f"/as/{who}/direct", self.rooms.last
        browser = self.face.browser
        hidden = {"seal": self._seal(path), "once": f"contract-{next(_numbers)}"}
        answer = browser.post(path, {**hidden, **fields}, origin=f"http://{browser.host}")
        assert answer.status == 303, answer.words
        page = browser.get(answer.headers["location"])
        id = answer.headers["location"].rpartition("#p")[2]
        found = page.text.partition(f'<li id="p{id}"')
        assert found[1], page.words
        part = found[2].partition("</li>")[0]
        words = Page(200, {}, f"<li {part}".encode(), "").words
        forms = _read(part)
        notices = {one.id for one in self.rooms.unasked_since(self._swept)}
        for post in {*range(self._swept + 1, before + 1), self._answer} - notices - {int(id)}:
            self.rooms.remove(post)
        self._swept, self._answer = before, int(id)
        self.seen.setdefault(who, []).extend(forms)
        standing = next((one for one in forms if "command" in one.hidden), None)
        if standing is None:
            return Shown(words)
        if not standing.values:  # what it would come to is looked at, and sent
            return self._sends(who, {"form": id, "command": standing.hidden["command"]})
        standing.hidden["post-id"] = id
        return Shown(words, Standing(standing.hidden["command"], frozenset(standing.values), standing), standing.errors)

    def _seal(self, path: str) -> str:
        """The page's own, which stays as long as the console runs."""
        if not hasattr(self, "_sealed"):
            self._sealed = self.face.browser.get(path).hidden("seal")
        return self._sealed

    def _button(self, who: str, label: str, carries: str) -> tuple[PageForm, str]:
        """In what was answered, or what else stands in the direct messages."""
        standing = _read(self.face.browser.get(f"/as/{who}/direct").text)
        forms = [*standing, *self.seen.get(who, [])]
        found = [(form, command) for form in forms for shown, command in form.buttons if shown == label]
        meant = [(form, command) for form, command in found if fits(carries, command)]
        assert meant, f"{label} carries {[command for _, command in found]}"
        return meant[-1]


class _Reader(HTMLParser):
    """Reads the forms of a page as a browser would hold them."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[PageForm] = []
        self._field = ""
        self._error = self._button = self._area = self._select = ""
        self._said: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append(PageForm())
        if not self.forms:
            return
        form, name = self.forms[-1], given.get("name", "")
        held = form.values.setdefault(name.removeprefix(FIELD), []) if name.startswith(FIELD) else []
        if name.startswith(FIELD) and self._error:
            form.errors[name.removeprefix(FIELD)] = self._error
            self._error = ""
        if tag == "input":
            self._input(form, name, given, held)
            return
        match tag:
            case "select":
                self._select = name.removeprefix(FIELD) if name.startswith(FIELD) else ""
            case "option" if "selected" in given and self._select:
                form.values[self._select].append(given["value"])
            case "textarea":
                self._area, self._said = name.removeprefix(FIELD), []
            case "p" if given.get("class") == "error":
                self._field, self._said = "error", []
            case "button":
                self._button, self._said = given.get("value", ""), []

    def _input(self, form: PageForm, name: str, given: dict[str, str], held: list[str]) -> None:
        kind = given.get("type")
        if kind == "hidden":
            form.hidden[name] = given.get("value", "")
        elif kind not in ("radio", "checkbox") or "checked" in given:
            held.append(given.get("value", ""))

    def handle_data(self, data: str) -> None:
        self._said.append(data)

    def handle_endtag(self, tag: str) -> None:
        if not self.forms:
            return
        form, said = self.forms[-1], "".join(self._said)
        match tag:
            case "textarea":
                form.values[self._area].append(said.removeprefix("\n"))
            case "p" if self._field == "error":
                self._error, self._field = said.strip(), ""
            case "button":
                form.buttons.append((said.strip(), self._button))
            case "select":
                self._select = ""


def _read(text: str) -> list[PageForm]:
    reader = _Reader()
    reader.feed(text)
    return reader.forms
