"""E-mail as it is switched on: settings that are whole or refused with one sentence, the service, a tick, a check."""

from __future__ import annotations

import json
import logging
import re
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import structlog
from click.testing import CliRunner
from pydantic import SecretStr

from bot.__main__ import main
from bot.app import core
from bot.app.service import served
from bot.clock import system
from bot.commands import Invocation
from bot.settings import Settings, Smtp, UnusableSettings, read
from tests.conftest import KEY
from tests.platforms.mail_server import MailServer, free_port, mail_server
from tests.platforms.slack_client import serving
from tests.platforms.test_service import get
from tests.world import OPERATOR

pytestmark = pytest.mark.network


@pytest.fixture(autouse=True)
def logging_as_it_was() -> Iterator[None]:
    """The terminal's commands set up logging for their process, which is this one."""
    handlers, level = logging.root.handlers[:], logging.root.level
    yield
    logging.root.handlers[:] = handlers
    logging.root.setLevel(level)
    structlog.reset_defaults()


WHOLE = {"HOST": "mail.example.org", "SENDER": "Convenor <convenor@example.org>"}


def set_up(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, **values: str) -> None:
    monkeypatch.chdir(tmp_path)
    for name, value in values.items():
        monkeypatch.setenv(f"CONVENOR_SMTP__{name}", value)


HALF = [
    ({"HOST": "mail.example.org"}, "CONVENOR_SMTP__SENDER is missing"),
    ({"SENDER": "convenor@example.org"}, "CONVENOR_SMTP__HOST is missing"),
    ({**WHOLE, "USERNAME": "convenor"}, "CONVENOR_SMTP__PASSWORD is missing"),
    ({**WHOLE, "PASSWORD": "secret"}, "CONVENOR_SMTP__USERNAME is missing"),
    ({**WHOLE, "USERNAME": "a", "PASSWORD": "b", "TLS": "none"}, "CONVENOR_SMTP__TLS is none"),
    ({**WHOLE, "TLS": "perhaps"}, "CONVENOR_SMTP__TLS"),
    ({**WHOLE, "PORT": "0"}, "CONVENOR_SMTP__PORT"),
    ({**WHOLE, "SENDER": "Convenor"}, "CONVENOR_SMTP__SENDER isn't an address"),
    ({**WHOLE, "SENDER": "Convenor <c@example.org>\nBcc: eve@example.org"}, "CONVENOR_SMTP__SENDER isn't an address"),
]


@pytest.mark.parametrize(("values", "sentence"), HALF, ids=range(len(HALF)))
def test_a_half_filled_section_stops_the_start_with_one_sentence(
    values: dict[str, str], sentence: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    set_up(monkeypatch, tmp_path, **values)
    with pytest.raises(UnusableSettings, match=re.escape(sentence)) as refused:
        read()
    assert "\n" not in str(refused.value)
    assert CliRunner().invoke(main, ["serve"]).exit_code == 2


def test_a_whole_section_is_taken(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    set_up(monkeypatch, tmp_path, **WHOLE, USERNAME="convenor", PASSWORD="canary")
    smtp = read().smtp
    assert smtp is not None
    assert (smtp.address, smtp.door, smtp.tls) == ("convenor@example.org", 587, "starttls")
    assert "canary" not in repr(read())


@pytest.mark.parametrize(("tls", "door"), [("starttls", 587), ("implicit", 465), ("none", 25)])
def test_each_kind_of_encryption_has_its_usual_door(tls: str, door: int) -> None:
    assert Smtp(host="h", sender="a@b.c", tls=tls).door == door  # type: ignore[arg-type]


def chosen(database_url: str, server: MailServer, *, keys: tuple[str, ...] = (KEY,)) -> Settings:
    return Settings(  # type: ignore[call-arg]
        _env_file=None,
        database_url=database_url,
        secret_keys=tuple(SecretStr(key) for key in keys),
        smtp=Smtp(host="127.0.0.1", port=server.port, sender="Convenor <convenor@example.org>", tls="none"),
        operators=(OPERATOR,),
    )


def test_links_need_a_key(database_url: str) -> None:
    settings = chosen(database_url, MailServer(port=1), keys=())
    with core(settings, system) as app, pytest.raises(UnusableSettings, match="CONVENOR_SECRET_KEYS is missing"):
        served(app)


def test_the_service_mails_an_invitation_whose_link_it_opens(database_url: str) -> None:
    with mail_server() as server, core(chosen(database_url, server), system) as app, serving(served(app)) as address:
        for text in ("group new vawg Exchange seats:UKG,SCT", "member add ana@example.org seat:SCT as:lead"):
            answered = app.dispatch(Invocation("terminal", "", OPERATOR, text, address=OPERATOR))
            assert answered.outcome == "done"
        until = time.monotonic() + 20
        while not server.arrived:
            assert time.monotonic() < until, "no mail came"
            time.sleep(0.01)
        link = re.search(r'href="([^"]+/join/[^"]+)"', server.arrived[0].html)
        assert link is not None
        status, page = get(address, urlsplit(link[1]).path)
        assert status == 200
        assert "Join Exchange" in page
        assert get(address, "/static/console.css")[0] == 200
        assert get(address, "/join/x")[0] == 404
        assert get(address, "/")[0] == 404, "the console is the demo's alone"


def test_a_tick_mails_what_is_due(database_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with mail_server() as server:
        set_up(monkeypatch, tmp_path, HOST="127.0.0.1", PORT=str(server.port), SENDER="c@example.org", TLS="none")
        given = {"CONVENOR_DATABASE_URL": database_url, "CONVENOR_SECRET_KEYS": KEY, "CONVENOR_OPERATORS": OPERATOR}

        def runs(*words: str) -> str:
            answer = CliRunner().invoke(main, list(words), env=given)
            assert answer.exit_code == 0, answer.output
            return answer.stdout

        runs("run", "group new vawg Exchange seats:UKG,SCT")
        assert "invitation by e-mail" in runs("run", "member add ana@example.org seat:SCT as:lead")
        assert json.loads(runs("tick"))["deliveries"]["sent"] == 1
        assert json.loads(runs("tick"))["deliveries"]["sent"] == 0
        assert "takes mails from c@example.org" in runs("check")
    assert [one.to for one in server.arrived] == [["ana@example.org"]]


def test_a_check_says_that_the_mail_server_is_away(
    database_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    set_up(monkeypatch, tmp_path, HOST="127.0.0.1", PORT=str(free_port()), SENDER="c@example.org", TLS="none")
    given = {"CONVENOR_DATABASE_URL": database_url, "CONVENOR_SECRET_KEYS": KEY}
    answer = CliRunner().invoke(main, ["check"], env=given)
    assert answer.exit_code == 1
    assert "the mail server doesn't answer" in answer.output
