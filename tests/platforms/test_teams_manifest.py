"""The app package is what Microsoft's published schema asks for, and asks for nothing without a reason."""

from __future__ import annotations

import io
import json
import struct
import zipfile
import zlib
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from bot.__main__ import main
from bot.matching import Menu
from bot.platforms.teams import icons
from bot.platforms.teams.manifest import COMMANDS, Publisher, manifest, package
from bot.platforms.teams.payloads import MAKE_ACTION
from bot.presenters.speech import words
from bot.settings import Settings, Teams
from handlers import COMMANDS as KNOWN
from tests.messages.json_schema import check, problem, published

SAY = words("en-GB")
CLIENT, SECOND = "00000000-0000-4000-8000-0000000000aa", "00000000-0000-4000-8000-0000000000bb"
TENANT, ANOTHER = "00000000-0000-4000-8000-0000000000b1", "00000000-0000-4000-8000-0000000000b2"
PAGE = "https://www.example.gov.uk/convenor"
BY = Publisher("Department", PAGE, PAGE, PAGE)


@pytest.fixture
def settings() -> Settings:
    teams = Teams(client_id=CLIENT, client_secret="canary", tenant_id=TENANT)  # type: ignore[arg-type]
    return Settings(base_url="https://convenor.example.gov.uk/", teams=teams)


def of(settings: Settings) -> dict[str, Any]:
    assert settings.teams is not None
    return manifest(settings, settings.teams, BY, SAY)


def test_it_is_what_the_published_schema_asks_for(settings: Settings) -> None:
    found, schema = of(settings), published("teams-app-1.29.json")
    check(found, schema)
    assert problem(found | {"bots": [{}]}, schema, schema, "$") is not None, "the check sees what is wrong"
    assert problem(found | {"id": "x"}, schema, schema, "$") is not None
    assert problem(found | {"unknown": 1}, schema, schema, "$") is not None


def test_it_names_the_registration_and_asks_for_no_permission(settings: Settings) -> None:
    found = of(settings)
    assert found["id"] == found["bots"][0]["botId"] == found["composeExtensions"][0]["botId"] == CLIENT
    assert "canary" not in json.dumps(found)
    assert not {"permissions", "authorization", "webApplicationInfo", "devicePermissions"} & found.keys()
    assert found["validDomains"] == ["convenor.example.gov.uk"]


def test_every_command_in_its_lists_is_one_that_there_is(settings: Settings) -> None:
    names = {one.name for one in Menu(KNOWN).commands}
    assert set(COMMANDS) <= names
    for shown in of(settings)["bots"][0]["commandLists"]:
        assert [one["title"] for one in shown["commands"]] == list(COMMANDS)
        assert all(one["description"] for one in shown["commands"])


def test_the_command_on_messages_is_the_one_that_is_answered(settings: Settings) -> None:
    [command] = of(settings)["composeExtensions"][0]["commands"]
    assert (command["id"], command["context"], command["fetchTask"]) == (MAKE_ACTION, ["message"], True)


def pixels(png: bytes) -> tuple[int, int, list[bytes]]:
    """Width, height and rows of a PNG of eight bits with alpha, each part's sum checked."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    at, parts = 8, {}
    while at < len(png):
        length = struct.unpack(">I", png[at : at + 4])[0]
        kind, data = png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        assert struct.unpack(">I", png[at + 8 + length : at + 12 + length])[0] == zlib.crc32(kind + data)
        parts[kind] = data
        at += 12 + length
    width, height, depth, colour = struct.unpack(">IIBB", parts[b"IHDR"][:10])
    assert (depth, colour) == (8, 6)
    raw = zlib.decompress(parts[b"IDAT"])
    rows = [raw[start + 1 : start + 1 + width * 4] for start in range(0, len(raw), width * 4 + 1)]
    assert len(rows) == height
    return width, height, rows


def test_the_icons_are_as_teams_wants_them() -> None:
    width, height, rows = pixels(icons.colour())
    assert (width, height) == (192, 192)
    assert {row[at + 3] for row in rows for at in range(0, len(row), 4)} == {255}, "nothing shows through"
    width, height, rows = pixels(icons.outline())
    assert (width, height) == (32, 32)
    seen = {row[at : at + 3] for row in rows for at in range(0, len(row), 4) if row[at + 3]}
    assert seen == {b"\xff\xff\xff"}, "white on nothing"
    assert rows[0][3] == 0


def test_the_package_holds_three_files_and_is_the_same_each_time(settings: Settings) -> None:
    assert settings.teams is not None
    made = package(settings, settings.teams, BY, SAY)
    assert made == package(settings, settings.teams, BY, SAY)
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert archive.namelist() == ["manifest.json", "color.png", "outline.png"]
        assert json.loads(archive.read("manifest.json")) == of(settings)


def test_the_terminal_writes_one_for_each_registration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    environment = {
        "CONVENOR_BASE_URL": "https://convenor.example.gov.uk",
        "CONVENOR_TEAMS__CLIENT_ID": CLIENT.upper(),
        "CONVENOR_TEAMS__CLIENT_SECRET": "canary",
        "CONVENOR_TEAMS__TENANT_ID": TENANT,
        "CONVENOR_TEAMS__ALSO__SCOTLAND__CLIENT_ID": SECOND,
        "CONVENOR_TEAMS__ALSO__SCOTLAND__CLIENT_SECRET": "canary",
        "CONVENOR_TEAMS__ALSO__SCOTLAND__TENANT_ID": ANOTHER,
    }
    done = CliRunner().invoke(main, ["manifest", "teams", "--by", "Department", "--website", PAGE], env=environment)
    assert done.exit_code == 0, done.output
    for name, client in (("convenor-teams.zip", CLIENT), ("convenor-teams-scotland.zip", SECOND)):
        with zipfile.ZipFile(tmp_path / name) as archive:
            found = json.loads(archive.read("manifest.json"))
            assert found["id"] == client
            check(found, published("teams-app-1.29.json"))
    assert f"is for the tenant {ANOTHER}" in done.stdout


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"CLIENT_ID": None}, "CONVENOR_TEAMS__CLIENT_ID is missing"),
        ({"CLIENT_SECRET": None}, "CONVENOR_TEAMS__CLIENT_SECRET is missing"),
        ({"TENANT_ID": None}, "CONVENOR_TEAMS__TENANT_ID is missing"),
        ({"CLIENT_ID": "my app"}, "CONVENOR_TEAMS__CLIENT_ID is no id"),
        ({"ALLOWED_TENANTS": f"{TENANT}, contoso.example"}, "contoso.example is no id of a tenant"),
        ({"ALSO__SCO__CLIENT_ID": SECOND}, "CONVENOR_TEAMS__ALSO__SCO__CLIENT_SECRET is missing"),
        (
            {"ALSO__SCO__CLIENT_ID": SECOND, "ALSO__SCO__CLIENT_SECRET": "x", "ALSO__SCO__TENANT_ID": TENANT},
            f"names {TENANT} twice",
        ),
        ({"PASSWORD": "x"}, "CONVENOR_TEAMS__PASSWORD: there is no such setting"),
    ],
)
def test_a_half_filled_section_stops_the_start_with_one_sentence(change: dict[str, str | None], said: str) -> None:
    given = {"CLIENT_ID": CLIENT, "CLIENT_SECRET": "canary-secret", "TENANT_ID": TENANT} | change
    environment = {f"CONVENOR_TEAMS__{name}": value for name, value in given.items()}
    done = CliRunner().invoke(main, ["serve"], env=environment)
    assert done.exit_code != 0
    assert said in done.output
    assert "canary-secret" not in done.output


def test_without_its_section_there_is_no_package(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["manifest", "teams", "--folder", str(tmp_path)])
    assert done.exit_code == 1
    assert "Teams is off" in done.output
    assert list(tmp_path.iterdir()) == []
