"""``/wg action list`` of fifty actions as a signed request, beside a handler written by hand for this one answer."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Iterator
from typing import Any

from sqlalchemy import insert
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.db import models
from bot.dispatch import Dispatcher
from bot.matching import Menu
from bot.platforms.slack.door import opened
from bot.platforms.slack.listeners import PATH
from bot.platforms.slack.payloads import Typed, read
from handlers import COMMANDS
from tests.benchmarks.asgi import NOW, SECRET, TEAM, Application, Client, command
from tests.benchmarks.data import Filled, filled
from tests.benchmarks.harness import Figure, Place, compare
from tests.benchmarks.lists import statements

ACTIONS, TIMES, ACCOUNT = 100, 40, "U0001"


def measure(place: Place) -> Iterator[Figure]:
    """Processor time; the database is SQLite, in the same process. A hundred actions, half of them open."""
    data = filled(place.sqlite("action-list"), ACTIONS)
    with data.database.writing("benchmark") as uow:
        lead = 1
        account = {"official_id": lead, "platform": "slack", "workspace": TEAM, "account": ACCOUNT, "created_at": NOW}
        uow.session.execute(insert(models.Account), [account])
    client, body = Client(), command("action list", ACCOUNT)
    menu = Menu(COMMANDS)
    ours = client.face(Dispatcher(data.database, menu, lambda: NOW), menu)
    by_hand = _by_hand(data, client.send(ours, body, 1))
    times = place.many(TIMES)
    seconds = compare(
        {
            "by hand": lambda: client.send(by_hand, body, times),
            "convenor": lambda: client.send(ours, body, times),
        },
        rounds=place.rounds,
        clock=time.process_time,
    )
    each = {name: value / times for name, value in seconds.items()}
    yield Figure("/wg action list, 50 rows, signed HTTP", "s", "by hand", "convenor", each, 1.6)
    client.close()
    data.database.close()


def _by_hand(data: Filled, answer: bytes) -> Application:
    """The same request verified and read, the same rows from the driver, and an answer of the same shape and about the
    same length, put together from dictionaries."""
    read_list, parameters = _list_statement(data)
    connection = sqlite3.connect(data.url.removeprefix("sqlite:///"))
    width = len(json.loads(answer)["blocks"])

    async def endpoint(request: Request) -> Response:
        received = read(await opened(request, secret=SECRET, clock=lambda: NOW), prefix="/wg")
        assert isinstance(received, Typed)
        who = connection.execute(
            "SELECT officials.id, officials.name, posts.group_id, posts.kind FROM officials "
            "JOIN accounts ON accounts.official_id = officials.id JOIN holders ON holders.official_id = officials.id "
            "JOIN posts ON posts.id = holders.post_id WHERE accounts.platform = ? AND accounts.workspace = ? "
            "AND accounts.account = ? AND holders.until IS NULL",
            ("slack", TEAM, received.invocation.account),
        ).fetchone()
        rows = connection.execute(read_list, parameters).fetchall()
        blocks: list[dict[str, Any]] = [_block(row) for row in rows]
        body = {"response_type": "ephemeral", "text": f"{len(rows)} for {who[1]}", "blocks": blocks[: max(width, 50)]}
        return Response(json.dumps(body), media_type="application/json")

    return Starlette(routes=[Route(PATH, endpoint, methods=["POST"])])


def _block(row: tuple[Any, ...]) -> dict[str, Any]:
    words = f"{row[0].upper()}-{row[1]} {row[2]} ({', '.join(json.loads(row[3]))}), {row[4]}, {row[6]}"
    line = {"type": "rich_text_section", "elements": [{"type": "text", "text": words}]}
    return {"type": "rich_text", "elements": [line]}


def _list_statement(data: Filled) -> tuple[str, Any]:
    """The statement by which our own list reads its rows."""
    with data.database.reading() as uow:
        found = statements(data, lambda: uow.actions.of_group(data.groups[0], limit=50))
    return found[0]
