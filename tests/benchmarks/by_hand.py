"""The floor of ``action list``: a handler written by hand for this one answer, and for nothing else.

It does what anybody must do before answering: the signature, the fields, who the account is, in which running groups
they hold a post, whether the channel speaks for another group. Then it reads the same rows by the same statement,
straight from the driver, and puts the same answer together from dictionaries, in English.
"""

from __future__ import annotations

import json
import sqlite3
from datetime import date
from html import escape
from typing import Any
from zoneinfo import ZoneInfo

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.platforms.slack.door import opened
from bot.platforms.slack.listeners import PATH
from bot.platforms.slack.payloads import read
from bot.platforms.slack.received import Typed
from tests.benchmarks.asgi import NOW, SECRET
from tests.benchmarks.data import Filled
from tests.benchmarks.lists import statements
from tests.benchmarks.posted import Application

Row = tuple[Any, ...]

WHO = """
    SELECT DISTINCT groups.id, groups.slug, groups.name, groups.zone, officials.language,
        (SELECT group_id FROM places WHERE platform = ? AND workspace = ? AND channel = ?)
    FROM accounts
    JOIN officials ON officials.id = accounts.official_id
    JOIN holders ON holders.official_id = officials.id AND holders.until IS NULL
    JOIN posts ON posts.id = holders.post_id
    JOIN groups ON groups.id = posts.group_id AND groups.closed_on IS NULL
    WHERE accounts.platform = ? AND accounts.workspace = ? AND accounts.account = ?
"""
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sept", "Oct", "Nov", "Dec")
HEADINGS = ["Ref", "Action", "Applies to", "Owner", "Due"]


def by_hand(data: Filled, most: int) -> Application:
    """Answers ``action list`` with so many rows."""
    with data.database.reading() as uow:
        read_list, parameters = statements(data, lambda: uow.actions.of_group(data.groups[0], limit=most))[0]
    asked_of = list(parameters)
    connection = sqlite3.connect(data.url.removeprefix("sqlite:///"), isolation_level=None)

    async def endpoint(request: Request) -> Response:
        received = read(await opened(request, secret=SECRET, clock=lambda: NOW), prefix="/wg")
        assert isinstance(received, Typed)
        asked = received.invocation
        place = (asked.platform, asked.workspace, asked.channel)
        mine = connection.execute(WHO, (*place, asked.platform, asked.workspace, asked.account)).fetchall()
        if len(mine) != 1 or mine[0][-1] not in (None, mine[0][0]):
            return Response(status_code=404)
        group_id, slug, name, zone, *_ = mine[0]
        today = NOW.astimezone(ZoneInfo(zone)).date()
        asked_of[2] = group_id
        rows = connection.execute(read_list, asked_of).fetchall()
        body = _body(slug, name, rows, today.isoformat())
        return Response(json.dumps(body), media_type="application/json")

    return Starlette(routes=[Route(PATH, endpoint, methods=["POST"])])


def _body(slug: str, name: str, rows: list[Row], today: str) -> dict[str, Any]:
    total = rows[0][-1]
    title, caption = f"{name}: {total} open actions", "Actions, the first due first"
    cells = [HEADINGS, *(_cells(row, today) for row in rows)]
    blocks = [_bold(title), _bold(caption), _table(cells)]
    spoken = [title, caption, *(", ".join(row) for row in cells)]
    if len(rows) < total:
        page = f"Page 1 of {-(-total // len(rows))}"
        spoken.append(page)
        blocks += [_line({"type": "text", "text": page}), _next(slug)]
    text = "\n".join(spoken)
    text = text if len(text) <= 4_000 else text[:3_999].rstrip() + "…"
    return {"response_type": "ephemeral", "text": escape(text, quote=False), "blocks": blocks}


def _cells(row: Row, today: str) -> list[str]:
    slug, number, text, extent, owner, _code, due, _status, _priority, _waits, _total = row
    brief = text if len(text) <= 160 else text[:159].rstrip() + "…"
    day = date.fromisoformat(due)
    worded = f"{day.day} {MONTHS[day.month - 1]} {day.year}"
    late = f"{worded}, overdue" if due < today else worded
    return [f"{slug.upper()}-{number}", brief, ", ".join(json.loads(extent)), owner or "vacant", late]


def _table(cells: list[list[str]]) -> dict[str, Any]:
    rows = [[{"type": "raw_text", "text": cell} for cell in row] for row in cells]
    settings = [{"align": "left", "is_wrapped": True}] * len(HEADINGS)
    return {"type": "table", "rows": rows, "column_settings": settings}


def _line(element: dict[str, Any]) -> dict[str, Any]:
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [element]}]}


def _bold(text: str) -> dict[str, Any]:
    return _line({"type": "text", "text": text, "style": {"bold": True}})


def _next(slug: str) -> dict[str, Any]:
    button = {
        "type": "button",
        "action_id": "command:0",
        "text": {"type": "plain_text", "text": "Next page", "emoji": False},
        "value": f"action list filter:open group:{slug} page:2",
    }
    return {"type": "actions", "elements": [button], "block_id": "again:4:action list"}
