"""``Dockerfile`` and ``compose.yaml`` name commands, settings, files and addresses that there are."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.settings import unknown

ROOT = Path(__file__).resolve().parents[2]
DOCKERFILE, COMPOSE = (ROOT.joinpath(name).read_text() for name in ("Dockerfile", "compose.yaml"))


def test_every_command_that_a_container_runs_is_one_of_ours() -> None:
    entry = re.search(r'ENTRYPOINT \["python", "-m", "bot"\]', DOCKERFILE)
    commands = re.findall(r"command: \[(\w+)\]", COMPOSE) + re.findall(r'^CMD \["(\w+)"\]', DOCKERFILE, re.MULTILINE)
    assert entry is not None
    assert commands == ["migrate", "serve", "serve"]
    assert set(commands) <= set(main.commands)


@pytest.mark.parametrize("text", [DOCKERFILE, COMPOSE], ids=["Dockerfile", "compose.yaml"])
def test_every_setting_is_known(text: str) -> None:
    names = set(re.findall(r"CONVENOR_[A-Z_]+", text))
    assert "CONVENOR_DATABASE_URL" in names
    assert list(unknown(dict.fromkeys(names, "x"))) == []


def test_the_image_holds_what_is_there_and_runs_as_nobody_in_particular() -> None:
    copied = [line.split()[1:-1] for line in DOCKERFILE.splitlines() if line.startswith("COPY")]
    assert all(ROOT.joinpath(name).exists() for names in copied for name in names)
    assert DOCKERFILE.index("USER convenor") < DOCKERFILE.index("ENTRYPOINT")
    for rule in ("read_only: true", "cap_drop: [ALL]", "no-new-privileges:true"):
        assert rule in COMPOSE


def test_two_processes_stand_behind_the_proxy_and_are_asked_whether_they_are_ready() -> None:
    port = re.search(r"server serve:(\d+)", COMPOSE)
    assert port is not None
    assert f"EXPOSE {port[1]}" in DOCKERFILE
    assert f"http://127.0.0.1:{port[1]}/readyz" in DOCKERFILE
    assert "replicas: 2" in COMPOSE
    assert "serve: {condition: service_healthy}" in COMPOSE
    assert "service_completed_successfully" in COMPOSE
