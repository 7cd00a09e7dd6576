"""What befalls a message on its way to Teams. Nobody can look whether it arrived: it is said again, and says that."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from bot.db.recipients import ToPlace
from bot.db.unit_of_work import Database
from bot.dispatch import Dispatcher
from bot.domain.conversations import Conversation, Kind
from bot.messages import codec
from bot.messages.model import Message
from bot.services import conversations
from tests.conftest import KEY
from tests.faults.harness import SEED, Row, still_open
from tests.platforms import teams_client
from tests.platforms.slack_world import MENU
from tests.platforms.teams_server import BOT, TENANT, Activity, Fault, TeamsServer, teams_server
from tests.platforms.teams_world import app_of, delivered
from tests.world import OPERATOR

CHANNELS = 20
BUSY = [
    *(Fault(status=429, headers=(("Retry-After", after),)) for after in ("1", "30", "soon", "-3", "")),
    *(Fault(status=429), Fault(status=412), Fault(status=503)),
]
LOST_ANSWERS = [
    *(Fault(status=502), Fault(status=504), Fault(status=500), Fault(cut="before"), Fault(cut="after")),
]


def connector(url: str, scale: float) -> Row:
    """A third of the calls have a fault. None is lost; what may have been said before is marked as a repeat."""
    database, notices = Database(url, [KEY]), max(int(300 * scale), 20)
    now = datetime(2027, 1, 4, 10, tzinfo=UTC)
    with teams_server() as server:
        _enter(database, server, notices, now)
        die = random.Random(SEED)
        planned = [die.choice([*BUSY, *LOST_ANSWERS]) if die.random() < 0.35 else Fault() for _ in range(notices * 3)]
        server.plan("say", *planned)
        app = app_of(
            database, Dispatcher(database, MENU, lambda: now, [OPERATOR]), lambda: now, teams_client.settings(server)
        )
        for _ in range(1_000):
            if not still_open(database):
                break
            asyncio.run(delivered(app, now))
            now += timedelta(minutes=1)
        used = planned[: server.called("say")]
    database.close()
    return _counted(notices, server.said, sum(fault != Fault() for fault in used))


def _enter(database: Database, server: TeamsServer, notices: int, now: datetime) -> None:
    with database.writing("faults") as uow:
        for number in range(CHANNELS):
            channel = _channel(number)
            server.room(channel, "channel", TENANT)
            place = Conversation("teams", TENANT, channel, Kind.CHANNEL, "", BOT, server.service_url)
            conversations.keep(uow, conversation=place, now=now)
        for number in range(notices):
            uow.outbox.say(
                key=f"notice:{number}",
                subject="message",
                facts={"reply": codec.dump(Message(f"Notice {number}."))},
                to=ToPlace("teams", TENANT, _channel(number % CHANNELS)),
                now=now,
            )


def _channel(number: int) -> str:
    return f"19:channel{number}@thread.tacv2"


def _counted(notices: int, said: list[Activity], injected: int) -> Row:
    """Said twice is what was said once more without saying so."""
    plainly: Counter[str] = Counter()
    heard: Counter[str] = Counter()
    for one in said:
        title = one.texts.partition(".")[0]
        heard[title] += 1
        plainly[title] += "repeat" not in one.texts
    lost = sum(not heard[f"Notice {number}"] for number in range(notices))
    twice = sum(times - 1 for times in plainly.values() if times > 1)
    repeats = sum(heard.values()) - sum(plainly.values())
    again = sum(heard.values()) - len(heard)
    note = f"{repeats} marked as a repeat, {again} of them said before"
    return Row("Teams: 429, 412, 5xx, reset before and after acceptance", notices, injected, lost, twice, note=note)


TEAMS: tuple[Callable[[str, float], Row], ...] = (connector,)
