"""The contract's hand in Slack."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from datetime import datetime
from typing import Any

from bot.messages.block_kit_inputs import FIELD, WORDS
from tests.contract.serving import offers
from tests.contract.steps import Shown, Standing, Values, fits
from tests.messages import slack_rules
from tests.platforms.slack_client import Reply, buttons
from tests.platforms.slack_server import Fault, View
from tests.platforms.slack_server import direct as messages_to
from tests.platforms.slack_world import CHANNEL, account
from tests.stories.faces import Slack

Json = dict[str, Any]
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class OnSlack:
    """Types in the group's channel; answers are seen there, in the modal, or in the direct messages."""

    forms = channels = writes = strangers = True
    awaited = ""

    def __init__(self, face: Slack) -> None:
        self.face, self.server = face, face.server
        self.seen: dict[str, list[Json]] = {}

    def types(self, who: str, text: str, *, direct: bool = False) -> Shown:
        before, place = self._now(), messages_to(account(who)) if direct else CHANNEL
        return self._comes(who, before, self.face.workspace.types(account(who), text, channel=place))

    def presses(self, who: str, label: str, carries: str, of: str) -> tuple[str, Shown]:
        place, button = self._button(of, label, carries)
        before = self._now()
        reply = self.face.workspace.presses(account(who), button, channel=place)
        return button["value"], self._comes(who, before, reply)

    def fills(self, who: str, form: Standing, values: Values, *, emptied: bool = False) -> Shown:
        view: View = self.server.views[form.at]
        filled = _emptied(view) if emptied else {}
        for name, value in values.items():
            filled |= _filled(view, name, value)
        before = self._now()
        answer = self.face.workspace.submits(account(who), view, filled).body
        after = self.server.answered(view, answer)
        if after is None:
            self._waits(lambda: self._said(before[0]))
            return self._came(who, before[0])
        if answer["response_action"] == "push":  # what it would come to is looked at, and sent
            return self.fills(who, _standing(after), {})
        errors = {_name(block): said for block, said in answer.get("errors", {}).items()}
        words = [*errors.values(), *slack_rules.texts(after.view)]
        return Shown(" ".join(words), _standing(after), errors)

    def lacks(self, lacking: bool) -> None:
        offers(self.face.dispatcher, not lacking)

    def delays(self) -> None:
        self.server.plan("views.open", Fault(error="expired_trigger_id"))

    def passes(self, until: datetime) -> None:
        self.face.goes_to(until)

    def _now(self) -> tuple[int, int, int]:
        return len(self.server.responses), len(self.server.views), len(self.server.posts)

    def _comes(self, who: str, before: tuple[int, int, int], reply: Reply) -> Shown:
        """What comes of it: in the acknowledgement, by the address for answers, or as a modal."""
        assert reply.status == 200, reply
        if reply.text:
            return self._told(who, reply.body)
        responses, views, _ = before
        self._waits(lambda: self._said(responses) or (len(self.server.views) > views and self._open()))
        if len(self.server.views) == views:
            return self._came(who, responses)
        view = self.server.view()
        return Shown(" ".join(slack_rules.texts(view.view)), _standing(view))

    def _came(self, who: str, before: int) -> Shown:
        return Shown(" ".join(self._told(who, body).words for _, body in self.server.responses[before:]))

    def _said(self, before: int) -> bool:
        """Whether what is awaited was answered since. A list that was asked for again comes after the answer."""
        words = " ".join(" ".join(_words(body) for _, body in self.server.responses[before:]).split())
        return len(self.server.responses) > before and " ".join(self.awaited.split()) in words

    def _open(self) -> bool:
        return "submit" in self.server.view().view

    def _told(self, who: str, body: Json) -> Shown:
        self.seen.setdefault(who, []).append(body)
        return Shown(_words(body))

    def _button(self, who: str, label: str, carries: str) -> tuple[str, Json]:
        posts = [post for post in self.server.posts if post.channel in (messages_to(account(who)), CHANNEL)]
        places = [(post.channel, {"blocks": post.blocks}) for post in posts]
        places += [(CHANNEL, body) for body in self.seen.get(who, [])]
        found = [
            (place, button)
            for place, body in places
            for button in buttons({"blocks": body.get("blocks", [])})
            if button["text"]["text"] == label
        ]
        meant = [(place, button) for place, button in found if fits(carries, button["value"])]
        assert meant, f"{label} carries {[button['value'] for _, button in found]}"
        return meant[-1]

    def _waits(self, happened: Callable[[], bool]) -> None:
        deadline = time.monotonic() + 2
        while not happened() and time.monotonic() < deadline:
            time.sleep(0.002)


def _words(body: Json) -> str:
    return " ".join([*slack_rules.texts(body.get("blocks", [])), str(body.get("text", ""))])


def _standing(view: View) -> Standing:
    return Standing(view.title, frozenset(_name(block) for block in view.inputs), view.id)


def _name(block: str) -> str:
    return block.removeprefix(FIELD).removesuffix(WORDS)


def _emptied(view: View) -> dict[str, object]:
    several = ("checkboxes", "multi_static_select")
    return {block: [] if one["element"]["type"] in several else None for block, one in view.inputs.items()}


def _filled(view: View, name: str, value: str) -> dict[str, object]:
    """As a client puts it in: a day is picked where it is one, an account's address is typed beside the picker."""
    block = FIELD + name
    element = view.inputs[block]["element"]
    match element["type"]:
        case "datepicker" if not _DAY.fullmatch(value):
            return {block: None, block + WORDS: value}
        case "datepicker":
            return {block: value, block + WORDS: None}
        case "users_select":
            return {block: None, block + WORDS: value}
        case "checkboxes" | "multi_static_select":
            return {block: value.split(",")}
        case _:
            return {block: value}
