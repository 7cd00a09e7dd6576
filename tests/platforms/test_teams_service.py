"""The whole service with Teams alone: signed activities in, the outbox out, logs that hold no secret."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.app import core
from bot.app.once import round_of
from bot.app.service import served
from bot.clock import system
from bot.db.recipients import ToPlace
from bot.db.unit_of_work import Database
from bot.messages import codec
from bot.messages.model import Message
from bot.settings import Settings
from tests.conftest import KEY
from tests.platforms import teams_client
from tests.platforms.slack_client import serving
from tests.platforms.teams_client import CHANNEL, Client
from tests.platforms.teams_server import TENANT, TeamsServer, teams_server
from tests.platforms.teams_world import NOW, account, eventually, linked_accounts
from tests.world import OPERATOR, SECRETARIAT, exchange, lead

pytestmark = pytest.mark.network


def given(database_url: str, server: TeamsServer) -> Settings:
    return Settings(  # type: ignore[call-arg]
        _env_file=None,
        database_url=database_url,
        secret_keys=(SecretStr(KEY),),
        operators=(OPERATOR,),
        teams=teams_client.settings(server),
    )


def test_a_command_is_answered_and_its_line_goes_everywhere(
    database: Database, database_url: str, tmp_path: Path
) -> None:
    group_id = exchange(database, starts_on=date(2020, 1, 1))
    with teams_server() as server:
        linked_accounts(database, group_id, server)
        second = "19:second@thread.tacv2"
        with core(given(database_url, server), system) as app, serving(served(app)) as address:
            client = Client(address, server, lambda: datetime.now(UTC))
            client.writes(account(SECRETARIAT), "group link group:vawg", channel=second)
            client.writes(
                account(SECRETARIAT),
                f"action add Minutes owner:{lead('SCT')} due:31/12/2099 extent:SCT",
                channel=CHANNEL,
            )
            assert eventually(lambda: any("VAWG-1 is added" in one.texts for one in server.seen(second))), [
                (one.conversation, one.to, one.texts) for one in server.said
            ]
            line = next(one for one in server.seen(second) if "VAWG-1 is added" in one.texts)
            assert "Undo" not in [one["title"] for one in line.buttons]
        assert json.dumps([one.body for one in server.said]).count("VAWG-1 is added") >= 2


def test_one_round_of_the_terminal_delivers_to_teams(database: Database, database_url: str) -> None:

    group_id = exchange(database)
    with teams_server() as server:
        linked_accounts(database, group_id, server)
        with database.writing("test") as uow:
            facts = {"reply": codec.dump(Message("Hello"))}
            to = ToPlace("teams", TENANT, CHANNEL)
            uow.outbox.say(key="k", subject="message", facts=facts, to=to, now=NOW, group_id=group_id)
        with core(given(database_url, server), lambda: NOW) as app:
            assert round_of(app, NOW)["deliveries"]["sent"] == 1
        assert [one.texts.strip() for one in server.said] == ["Hello"]
