"""What Slack sends more than once, to several processes of the service itself, which are killed and stopped on the way.

Each request goes to one process or another as a balancer would have it, up to three times, some of them in the same
moment, and again wherever no answer came. At the end the effects are counted.
"""

from __future__ import annotations

import http.client
import json
import os
import random
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date
from urllib.parse import urlsplit

from sqlalchemy import select

from bot.db import models
from bot.db.unit_of_work import Database
from tests.conftest import KEY
from tests.faults.harness import ROOT, SEED, Row
from tests.platforms import slack_client as slack
from tests.platforms.slack_server import BOT, TOKEN, SlackServer, slack_server
from tests.platforms.slack_world import CHANNEL, account, linked_accounts
from tests.world import SEATS, deputy, exchange, lead

PATIENCE = 60.0
AT_ONCE = 4
PEOPLE = [account(who(seat)) for who in (lead, deputy) for seat in SEATS]

Request = tuple[bytes, str]
"""Its body, and the kind of that."""


class Services:
    """Processes of ``convenor serve`` over one database, each at an address of its own."""

    def __init__(self, url: str, server: SlackServer, number: int) -> None:
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("CONVENOR_")}
        self._given = inherited | {
            "CONVENOR_DATABASE_URL": url,
            "CONVENOR_SECRET_KEYS": KEY,
            "CONVENOR_SLACK__BOT_TOKEN": TOKEN,
            "CONVENOR_SLACK__SIGNING_SECRET": slack.SECRET,
            "CONVENOR_SLACK__API_URL": server.api_url,
        }
        self.addresses = [f"http://127.0.0.1:{_free_port()}" for _ in range(number)]
        self.processes = [self._started(address) for address in self.addresses]

    def _started(self, address: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-m", "bot", "serve"],
            env=self._given | {"CONVENOR_WEB__PORT": str(urlsplit(address).port)},
            cwd=ROOT,
            stderr=subprocess.DEVNULL,
        )

    def ready(self) -> None:
        """Wait until all of them say that they are. Raises ``TimeoutError``."""
        deadline = time.monotonic() + PATIENCE
        while not all(_says(address, "/readyz") == 200 for address in self.addresses):
            if time.monotonic() > deadline:
                raise TimeoutError("a service never became ready")
            time.sleep(0.1)

    def signal(self, place: int, number: signal.Signals) -> None:
        self.processes[place].send_signal(number)

    def again(self, place: int) -> None:
        """kill -9, and another in its place."""
        self.processes[place].kill()
        self.processes[place].wait()
        self.processes[place] = self._started(self.addresses[place])

    def end(self) -> list[int]:
        """Ask them all to end; how each of them did."""
        for process in self.processes:
            process.send_signal(signal.SIGCONT)
            process.terminate()
        codes = []
        for process in self.processes:
            try:
                codes.append(process.wait(30))
            except subprocess.TimeoutExpired:
                process.kill()
                codes.append(process.wait())
        return codes


@contextmanager
def services(url: str, server: SlackServer, number: int) -> Iterator[Services]:
    found = Services(url, server, number)
    try:
        found.ready()
        yield found
    finally:
        found.end()


class Sender:
    """Slack, which has a request and sends it until it is taken."""

    def __init__(self, addresses: list[str], seed: int) -> None:
        self._addresses, self._die = addresses, random.Random(seed)
        self.repeats = 0

    def __call__(self, request: Request) -> None:
        times = self._die.choice((1, 2, 2, 3))
        first = self._die.randrange(len(self._addresses))
        for number in range(times):
            self._until_taken(request, first + number, number)
        self.repeats += times - 1

    def _until_taken(self, request: Request, place: int, number: int) -> None:
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            status = _sent(self._addresses[place % len(self._addresses)], request, number)
            if status == 200:
                return
            if status is not None:
                self.repeats, number = self.repeats + 1, number + 1
            place += 1
            time.sleep(0.2)


def sent_again(url: str, scale: float) -> Row:
    """Slash commands and mentions, each one to three times, while processes are killed, or stopped for longer than
    Slack waits."""
    embedded = url.startswith("sqlite")
    number, requests = (1, max(int(100 * scale), 8)) if embedded else (2, max(int(200 * scale), 8))
    database = Database(url, [KEY])
    linked_accounts(database, exchange(database, starts_on=date(2026, 1, 1)))
    with slack_server() as server:
        server.at, server.page = time.time, 20
        with services(url, server, number) as running:
            senders = [Sender(running.addresses, SEED + place) for place in range(AT_ONCE)]
            wanted = [_request(place, server) for place in range(requests)]
            troubles = _sending(senders, wanted, running, stops=not embedded)
    effects = Counter(_texts(database))
    database.close()
    repeats = sum(sender.repeats for sender in senders)
    lost = sum(not effects[f"Thing {place}"] for place in range(requests))
    twice = sum(times - 1 for times in effects.values())
    what = f"Slack's retries and duplicates to {'one process' if embedded else 'two processes'} of serve, killed"
    note = f"{repeats} repeats, {troubles} kills and stops"
    return Row(what, requests, repeats + troubles, lost, twice, note=note, of="requests")


def _sending(senders: list[Sender], wanted: list[Request], running: Services, *, stops: bool) -> int:
    """All requests, from several at once; how often a process was killed or stopped meanwhile."""
    troubles, every = 0, max(len(wanted) // 6, 4)
    with ThreadPoolExecutor(len(senders)) as pool:
        for place, request in enumerate(wanted):
            given = [pool.submit(senders[place % len(senders)], request)]
            if place % 5 == 0:
                given.append(pool.submit(senders[(place + 1) % len(senders)], request))  # in the same moment
            if place % every == every // 2:
                victim, troubles = troubles % len(running.processes), troubles + 1
                if stops and troubles % 2 == 0:
                    running.signal(victim, signal.SIGSTOP)
                    time.sleep(3.5)
                    running.signal(victim, signal.SIGCONT)
                else:
                    running.again(victim)
            if place % len(senders) == len(senders) - 1:
                for one in given:
                    one.result()
    return troubles


def _request(place: int, server: SlackServer) -> Request:
    who = PEOPLE[place % len(PEOPLE)]
    text = f'action add "Thing {place}" owner:{lead("SCT")} due:2027-06-01 extent:SCT'
    if place % 2:
        return slack.form(slack.command(who, text, CHANNEL, server.hook())), slack.FORM
    happened = {"type": "app_mention", "user": who, "text": f"<@{BOT}> {text}", "channel": CHANNEL}
    return json.dumps(slack.envelope(happened)).encode(), "application/json"


def _sent(address: str, request: Request, number: int) -> int | None:
    """What the service answered; 0 where it didn't within Slack's three seconds, None where nobody was there."""
    body, kind = request
    again = {"X-Slack-Retry-Num": str(number), "X-Slack-Retry-Reason": "http_timeout"} if number else {}
    return _says(address, "/slack/events", body, {"Content-Type": kind, **slack.signed(body), **again})


def _says(address: str, path: str, body: bytes | None = None, headers: dict[str, str] | None = None) -> int | None:
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=3)
    try:
        connection.request("GET" if body is None else "POST", path, body, headers or {})
        answer = connection.getresponse()
        answer.read()
        return answer.status
    except ConnectionRefusedError:
        return None
    except (OSError, http.client.HTTPException):
        return 0
    finally:
        connection.close()


def _texts(database: Database) -> list[str]:
    with database.reading() as uow:
        return list(uow.session.scalars(select(models.Action.text).order_by(models.Action.id)))


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port: int = listening.getsockname()[1]
        return port


RECEIVING: tuple[Callable[[str, float], Row], ...] = (sent_again,)
