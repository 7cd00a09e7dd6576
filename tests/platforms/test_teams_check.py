"""``convenor check`` asks Microsoft what can be asked, one thing a line, each with how to mend it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from click.testing import CliRunner

from bot.__main__ import main
from bot.db import models
from bot.db.unit_of_work import Database
from tests.conftest import KEY
from tests.platforms.teams_server import CLIENT, SECRET, TENANT, Fault, TeamsServer, teams_server
from tests.platforms.teams_world import CHANNEL, NOW, linked_accounts
from tests.platforms.test_check import Checked, logging_as_it_was
from tests.world import exchange

pytestmark = pytest.mark.network
__all__ = ["logging_as_it_was"]

Check = Callable[..., Checked]


@pytest.fixture
def server() -> Iterator[TeamsServer]:
    with teams_server() as found:
        yield found


@pytest.fixture
def check(server: TeamsServer, database: Database, database_url: str) -> Check:
    linked_accounts(database, exchange(database), server)

    def run(**changed: str | None) -> Checked:
        given = {
            "CONVENOR_DATABASE_URL": database_url,
            "CONVENOR_SECRET_KEYS": KEY,
            "CONVENOR_BASE_URL": "https://convenor.example.org",
            "CONVENOR_TEAMS__CLIENT_ID": CLIENT,
            "CONVENOR_TEAMS__CLIENT_SECRET": SECRET,
            "CONVENOR_TEAMS__TENANT_ID": TENANT,
            "CONVENOR_TEAMS__OPENID_METADATA_URL": server.metadata,
            "CONVENOR_TEAMS__LOGIN_URL": server.url,
            "CONVENOR_TEAMS__SERVICE_HOSTS": server.host,
        } | changed
        done = CliRunner().invoke(main, ["check"], env=given, prog_name="convenor")
        return Checked(done.output, done.exit_code)

    return run


def test_where_nothing_is_missing_every_line_is_good_and_no_secret_is_shown(check: Check) -> None:
    found = check()
    assert (found.code, found.missing) == (0, set()), found.printed
    names = ["Secret keys", "Time zones", "Database", "Clock", "Slack", "Teams", "Teams, keys", "Teams, address"]
    assert list(found.lines) == [*names, "Teams, channel", "E-mail"]
    assert SECRET not in found.printed
    assert "CONVENOR_TEAMS__CLIENT_SECRET: ***" in found.printed


def removed(database: Database) -> None:
    with database.writing("test") as uow:
        row = uow.session.query(models.ConversationRecord).filter_by(conversation=CHANNEL).one()
        row.left_at = NOW


MISSING: dict[str, tuple[dict[str, str | None], dict[str, Fault], str, str]] = {
    "the secret": ({"CONVENOR_TEAMS__CLIENT_SECRET": "wrong"}, {}, "Teams", "refuses the secret"),
    "the login": ({}, {"token": Fault(status=503)}, "Teams", "No answer: http_503"),
    "the keys": ({}, {"keys": Fault(status=500)}, "Teams, keys", "can’t be fetched"),
    "an address": ({"CONVENOR_BASE_URL": "http://convenor"}, {}, "Teams, address", "only https addresses"),
}


@pytest.mark.parametrize("what", MISSING)
def test_what_is_missing_is_named_and_nothing_else(what: str, check: Check, server: TeamsServer) -> None:
    settings, faults, about, words = MISSING[what]
    for name, fault in faults.items():
        server.plan(name, fault)
    found = check(**settings)
    assert (found.code, found.missing) == (1, {about}), found.printed
    assert words in found.lines[about]


def test_a_channel_from_which_we_were_removed_is_named(check: Check, database: Database) -> None:
    removed(database)
    found = check()
    assert found.missing == {"Teams, channel"}
    assert CHANNEL in found.lines["Teams, channel"]


def test_a_second_registration_is_asked_about_too(check: Check) -> None:
    other = "00000000-0000-4000-8000-0000000000c1"
    also = {f"CONVENOR_TEAMS__ALSO__SCO__{name}": value for name, value in (("CLIENT_ID", other), ("TENANT_ID", other))}
    found = check(**also, CONVENOR_TEAMS__ALSO__SCO__CLIENT_SECRET="another-canary")
    assert found.code == 1
    assert f"refuses the secret of {other}" in found.printed
    assert "another-canary" not in found.printed
