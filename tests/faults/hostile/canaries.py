"""Secrets that everybody would know again, and a service that tells all it does: they stand nowhere in its log."""

from __future__ import annotations

import io
import json
import logging
import random
import time
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr
from datetime import date

import structlog
from pydantic import SecretStr

from bot import logs
from bot.app import core
from bot.app.service import served
from bot.clock import system
from bot.db.unit_of_work import Database
from bot.settings import Settings, Smtp
from tests.conftest import KEY
from tests.faults.harness import SEED
from tests.faults.hostile.tried import Attack, Tried, many
from tests.platforms import slack_client as slack
from tests.platforms import teams_client as teams
from tests.platforms.slack_server import TOKEN, Fault, slack_server
from tests.platforms.slack_world import CHANNEL, account, linked_accounts
from tests.platforms.teams_server import SECRET as TEAMS_SECRET
from tests.platforms.teams_server import teams_server
from tests.world import OPERATOR, exchange, lead

PASSWORD = "canary-smtp-password"
FAULTS = [Fault(), Fault(status=500), Fault(cut="after"), Fault(error="canary_reason"), Fault(status=429)]


def secrets_in_logs(url: str, scale: float) -> Tried:
    """The whole service at DEBUG, libraries too, asked and sending while much fails: every secret, every address that
    was signed, and every word that was typed is looked for in what it wrote."""
    database, rounds = Database(url, [KEY]), many(100, scale)
    linked_accounts(database, exchange(database, starts_on=date(2026, 1, 1)))
    written = io.StringIO()
    with slack_server() as server, teams_server() as other:
        server.at, server.page = time.time, 20
        die = random.Random(SEED)
        server.fate = lambda method, _given: die.choice(FAULTS) if method != "auth.test" else Fault()
        settings = Settings(  # type: ignore[call-arg]
            _env_file=None,
            database_url=url,
            secret_keys=(SecretStr(KEY),),
            operators=(OPERATOR,),
            slack=slack.settings(server),
            teams=teams.settings(other),
            smtp=Smtp(host="127.0.0.1", port=1, sender="c@example.org", username="u", password=SecretStr(PASSWORD)),
        )
        with _telling_all(settings, written), core(settings, system) as app, slack.serving(served(app)) as address:
            workspace = slack.Workspace(address, server)
            said = [_asked(workspace, number) for number in range(rounds)]
            teams.post(address, b"{}", {"Authorization": f"Bearer {teams.token(other, system())}"})
            time.sleep(1)
        known = {KEY, TOKEN, slack.SECRET, TEAMS_SECRET, PASSWORD, *other.tokens, *_found(said)}
    database.close()
    log = written.getvalue()
    hits = sum(secret in log for secret in known)
    note = f"in {len(log) // 1_000:,} kB of log at DEBUG"
    return Tried("secrets, signed addresses and what was typed, in the log", len(known), hits, note)


def _asked(workspace: slack.Workspace, number: int) -> str:
    who = account(lead(("SCT", "WLS", "UKG")[number % 3]))
    typed = (f"canary-typed-{number}", "me feed", "delivery", "my", "me link ana@example.org", "open", "group show")
    reply = workspace.types(who, typed[number % len(typed)], channel=CHANNEL)
    return f"canary-typed-{number} {reply.text}"


def _found(said: list[str]) -> Iterator[str]:
    """Whatever was typed, and each signed address that came back."""
    for one in said:
        yield one.partition(" ")[0]
        for word in json.dumps(one).replace("\\", " ").replace("|", " ").replace(">", " ").replace('"', " ").split():
            if word.rpartition("/")[2].count(".") >= 1 and "http" in word and len(word.rpartition("/")[2]) > 40:
                yield word.rpartition("/")[2]


@contextmanager
def _telling_all(settings: Settings, into: io.StringIO) -> Iterator[None]:
    """Logs as the service's are, but all of them, and from every library."""
    root, disabled = logging.getLogger(), logging.root.manager.disable
    handlers, level, kept = root.handlers[:], root.level, structlog.get_config()
    logging.disable(logging.NOTSET)
    try:
        with redirect_stderr(into):
            logs.configure(settings, level=logging.DEBUG)
            for name in (*logs.QUIET, "sqlalchemy.engine", "sqlalchemy.pool", "urllib3", "aiohttp.client"):
                logging.getLogger(name).setLevel(logging.DEBUG)
            yield
    finally:
        for name in (*logs.QUIET, "sqlalchemy.engine", "sqlalchemy.pool", "urllib3", "aiohttp.client"):
            logging.getLogger(name).setLevel(logging.WARNING)
        root.handlers[:], logging.root.manager.disable = handlers, disabled
        root.setLevel(level)
        structlog.configure(**kept)


CANARIES: tuple[Attack, ...] = (secrets_in_logs,)
