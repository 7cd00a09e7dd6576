"""The contract's hand in Teams."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from bot.messages.adaptive_card_form import FIELD, WORDS
from tests.contract.serving import offers
from tests.contract.steps import FILL_IN, Shown, Standing, Values, fits
from tests.messages import teams_rules
from tests.platforms.teams_client import CHANNEL, Reply
from tests.platforms.teams_server import Activity
from tests.platforms.teams_world import account, eventually
from tests.stories.in_teams import Teams

Json = dict[str, Any]


class OnTeams:
    """Types in the group's channel; a form is a dialog behind the button that comes first."""

    forms = channels = writes = strangers = True
    awaited = ""

    def __init__(self, face: Teams) -> None:
        self.face, self.server, self.client = face, face.server, face.client
        self.seen: dict[str, list[tuple[Activity, Json]]] = {}

    def types(self, who: str, text: str, *, direct: bool = False) -> Shown:
        before = len(self.server.said)
        self.server.alone(account(who))
        self.client.writes(account(who), text, channel=None if direct else CHANNEL)
        came = self._came(who, before)
        return self._filling_in(who, came) or Shown(_words(self.server.said[before:]))

    def presses(self, who: str, label: str, carries: str, of: str) -> tuple[str, Shown]:
        on, button = self._button(of, label, carries)
        before = len(self.server.said)
        shown = self._answered(who, before, self.client.acts(account(who), on, button), on)
        return str(button["data"]["command"]), shown

    def fills(self, who: str, form: Standing, values: Values, *, emptied: bool = False) -> Shown:
        dialog, thread = form.at
        inputs = teams_rules.inputs(dialog)
        filled = dict.fromkeys(inputs, "") if emptied else {}
        for name, value in values.items():
            filled |= _filled(inputs, FIELD + name, value)
        before = len(self.server.said)
        answer = self.client.fills(account(who), dialog, filled, channel=thread)
        if answer.closes:
            return Shown(_words(self._came(who, before)))
        if not teams_rules.inputs(answer.dialog) and answer.dialog.get("actions"):  # what it would come to
            return self.fills(who, _standing(answer.dialog, thread), {})
        return Shown(_card_words(answer.dialog), _standing(answer.dialog, thread), _errors(answer.dialog))

    def lacks(self, lacking: bool) -> None:
        offers(self.face.dispatcher, not lacking)

    def delays(self) -> None:
        """Every form is behind a button here."""

    def passes(self, until: datetime) -> None:
        self.face.goes_to(until)

    def _answered(self, who: str, before: int, answer: Reply, on: Activity) -> Shown:
        """What comes of a press: in its place, for a moment, as a dialog; and beside it."""
        assert answer.status == 200, answer
        body = answer.body
        if "task" in body:
            dialog = answer.dialog
            personal = on.conversation.startswith("a:")
            form = _standing(dialog, None if personal else on.thread) if teams_rules.inputs(dialog) else None
            return Shown(_card_words(dialog), form)
        if body["type"] == "application/vnd.microsoft.activity.message":
            came = self._came(who, before)
            return self._filling_in(who, came) or Shown(" ".join([answer.passing, _words(came)]))
        on.body = {"type": "message", "attachments": [{"contentType": body["type"], "content": answer.card}]}
        came = self.server.said[before:]
        self._saw(who, [*came, on])
        return Shown(_words([*came, on]))

    def _came(self, who: str, before: int) -> list[Activity]:
        """What was said since; of a file, its owner is asked first where to put it."""
        assert eventually(lambda: any(one.card or "text" in one.body for one in self.server.said[before:]))
        self._saw(who, self.server.said[before:])
        return self.server.said[before:]

    def _saw(self, who: str, said: list[Activity]) -> None:
        self.seen.setdefault(who, []).extend((one, button) for one in said for button in one.buttons)

    def _filling_in(self, who: str, came: list[Activity]) -> Shown | None:
        """The form behind the button that offers it, where there is one."""
        for one in came:
            for button in one.buttons:
                if button["title"] == FILL_IN:
                    assert button["type"] == "Action.Submit", "the button that offers a form opens it"
                    return self._answered(who, len(self.server.said), self.client.acts(account(who), one, button), one)
        return None

    def _button(self, who: str, label: str, carries: str) -> tuple[Activity, Json]:
        """One that was taken from its card meanwhile may still stand on another device."""
        found = [(one, button) for one, button in self._buttons(who) if button["title"] == label]
        meant = [(one, button) for one, button in found if fits(carries, button["data"]["command"])]
        assert meant, f"{label} carries {[button['data']['command'] for _, button in found]}"
        return meant[-1]

    def _buttons(self, who: str) -> Iterator[tuple[Activity, Json]]:
        mine = f"a:{account(who).removeprefix('29:')}"
        for one in self.server.said:
            if one.conversation in (mine, CHANNEL) and one.to in (None, account(who)):
                yield from ((one, button) for button in one.buttons)
        yield from self.seen.get(who, [])


def _standing(dialog: Json, thread: str | None) -> Standing:
    names = (id.removeprefix(FIELD).removesuffix(WORDS) for id in teams_rules.inputs(dialog))
    return Standing("", frozenset(names), (dialog, thread))


def _filled(inputs: dict[str, Json], id: str, value: str) -> dict[str, str]:
    """A day that is one is picked; what isn't is typed beside the picker."""
    if inputs[id]["type"] != "Input.Date":
        return {id: value}
    return {id: value, id + WORDS: ""} if _is_day(value) else {id: "", id + WORDS: value}


def _is_day(value: str) -> bool:
    return len(value) == 10 and value[4] == value[7] == "-"


def _errors(dialog: Json) -> Values:
    """What stands in the colour of errors below an input."""
    found: dict[str, str] = {}
    name = ""
    for one in teams_rules.elements(dialog):
        if one["type"].startswith("Input."):
            name = one["id"].removeprefix(FIELD).removesuffix(WORDS)
        elif one.get("color") == "Attention" and name:
            found[name] = one["text"]
    return found


def _words(said: list[Activity]) -> str:
    """As a client shows them, without the marks of its Markdown."""
    return " ".join(" ".join(_strings(one.body)) for one in said).replace("\\", "").replace("**", "")


def _card_words(card: Json) -> str:
    return " ".join(_strings(card))


def _strings(found: Any) -> list[str]:
    """Every text of a card that a reader sees."""
    if isinstance(found, str):
        return [found]
    if isinstance(found, dict):
        here = [found[key] for key in ("text", "title", "value", "label") if isinstance(found.get(key), str)]
        inside = (part for key, part in found.items() if key != "data" and not isinstance(part, str))
        return [*here, *(said for part in inside for said in _strings(part))]
    if isinstance(found, list):
        return [said for one in found for said in _strings(one)]
    return []
