"""What comes back from a view: one text for each field, whatever element it was filled in with."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from bot.messages.block_kit_inputs import ELEMENT, FIELD, TYPED, WORDS
from bot.platforms.fields import Json, Malformed, cleaned, one, optional, part
from bot.platforms.slack import outside
from bot.platforms.slack.fields import ID, KEY, text

FIELDS: Final = 100
CHOSEN: Final = 100
"""Options that a submission can hold: as many as a menu."""

HASH: Final = re.compile(r"[!-~]{1,200}")

_MODAL: Final = re.compile("modal")


@dataclass(frozen=True)
class Submitted:
    """A form that somebody sent. ``carried`` is what its view carried, still sealed; ``blocks`` are the inputs that
    stood in it. ``request`` tells this state of this view, and who sent it, from every other."""

    workspace: str
    account: str
    view: str
    request: str
    carried: str
    fields: Mapping[str, str]
    blocks: frozenset[str]
    prefix: str
    account_workspace: str = ""


def submitted(payload: Json, prefix: str, workspace: str) -> Submitted:
    """Raises ``Malformed``."""
    view = part(payload, "view")
    here = optional(view, "app_installed_team_id", ID) or workspace
    account, id = one(part(payload, "user"), "id", ID), one(view, "id", ID)
    one(view, "type", _MODAL)
    values = part(part(view, "state"), "values")
    if len(values) > 2 * FIELDS:
        raise Malformed("values")
    return Submitted(
        workspace=here,
        account=account,
        view=id,
        request=f"slack:{here}:{account}:{id}:{one(view, 'hash', HASH)}",
        carried=text(view, "private_metadata"),
        fields=_fields(values),
        blocks=frozenset(str(block) for block in values),
        prefix=prefix,
        account_workspace=outside.pressed(payload, here),
    )


def _fields(values: Json) -> dict[str, str]:
    """By argument. What was typed beside a picker counts before what was picked."""
    found: dict[str, str] = {}
    for block, elements in values.items():
        if not (isinstance(block, str) and block.startswith(FIELD) and isinstance(elements, dict)):
            continue
        said = _said(part(elements, ELEMENT))
        name = block.removeprefix(FIELD)
        typed = name.endswith(WORDS)
        name = name.removesuffix(WORDS)
        if not KEY.fullmatch(name):
            continue
        if said if typed else not found.get(name):
            found[name] = said
    return found


def _said(element: Json) -> str:
    """The element's value as one would type it; empty where there is none."""
    match element.get("type"):
        case "plain_text_input":
            return _text(element.get("value"))
        case "datepicker":
            return _text(element.get("selected_date"))
        case "users_select":
            chosen = optional(element, "selected_user", ID)
            return f"<@{chosen}>" if chosen else ""
        case "radio_buttons" | "static_select":
            return _option(element.get("selected_option"))
        case "checkboxes" | "multi_static_select":
            several = element.get("selected_options") or []
            if not isinstance(several, list) or len(several) > CHOSEN:
                raise Malformed("selected_options")
            return ", ".join(_option(one) for one in several)
        case _:
            return ""


def _option(found: Any) -> str:
    if found is None:
        return ""
    if not isinstance(found, dict):
        raise Malformed("option")
    return _text(found.get("value"))


def _text(found: Any) -> str:
    if found is None:
        return ""
    if not isinstance(found, str) or len(found) > TYPED * 2:
        raise Malformed("value")
    return cleaned(found)
