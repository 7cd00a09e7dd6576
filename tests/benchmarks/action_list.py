"""``/wg action list`` as a signed request, beside a handler written by hand that gives the very same answer."""

from __future__ import annotations

import json
from collections.abc import Iterator

from sqlalchemy import insert

from bot.commands import Answer, Context
from bot.commands import command as declared
from bot.db import models
from bot.dispatch import Dispatcher
from bot.domain.permissions import Right
from bot.matching import Menu
from bot.presenters import action_lists as present
from bot.services import action_lists
from bot.services.action_lists import LISTED, Wanted
from handlers import COMMANDS
from handlers.action_lists import ListActions
from tests.benchmarks.asgi import NOW, TEAM, Client, command
from tests.benchmarks.by_hand import by_hand
from tests.benchmarks.data import Filled, filled
from tests.benchmarks.harness import Figure, Place, compare

ACTIONS, TIMES, ACCOUNT, ROWS = 100, 40, "U0001", 50


def measure(place: Place) -> Iterator[Figure]:
    """Processor time; the database is SQLite, in the same process. A hundred actions, half of them open: all fifty on
    one page, and the page of them that people are given."""
    data = filled(place.sqlite("action-list"), ACTIONS)
    with data.database.writing("benchmark") as uow:
        account = {"official_id": 1, "platform": "slack", "workspace": TEAM, "account": ACCOUNT, "created_at": NOW}
        uow.session.execute(insert(models.Account), [account])
    client = Client()
    whole = Menu([*(one for one in COMMANDS if one.name != "action list"), _fifty])
    yield _measured(place, client, data, whole, rows=ROWS, goal=1.6)
    yield _measured(place, client, data, Menu(COMMANDS), rows=LISTED, goal=None)
    client.close()
    data.database.close()


def _measured(place: Place, client: Client, data: Filled, menu: Menu, *, rows: int, goal: float | None) -> Figure:
    body, times = command("action list", ACCOUNT), place.many(TIMES)
    ours = client.face(Dispatcher(data.database, menu, lambda: NOW), menu)
    hand = by_hand(data, rows)
    assert json.loads(client.send(hand, body, 1)) == json.loads(client.send(ours, body, 1)), "the same answer"
    bolt = {"stock Bolt, async ORM records": ("bolt", "list", data.url, TEAM, ACCOUNT, str(rows), str(times))}
    with place.beside(bolt) as peers:
        contenders = {
            "by hand": lambda: client.send(hand, body, times),
            "convenor": lambda: client.send(ours, body, times),
        }
        seconds = compare({**contenders, **peers}, rounds=place.rounds, clock=place.processor)
    each = {name: value / times for name, value in seconds.items()}
    return Figure(f"/wg action list, {rows} rows, signed HTTP", "s", "by hand", "convenor", each, goal)


@declared("action list", requires=Right.READ, brief=True)
def _fifty(context: Context, _arguments: ListActions) -> Answer:
    """The list as it is, with all fifty on its page."""
    found = action_lists.listed(
        context.uow,
        group=context.group,
        asked=Wanted(rows=ROWS),
        platform=context.invocation.platform,
        workspace=context.invocation.workspace,
        today=context.today,
        by=context.actor,
    )
    asked = {"": "action list", "filter": "open", "group": context.group.slug}
    return Answer(present.listed(found, context.group.name, context.words, asked))
