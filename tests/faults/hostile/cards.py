"""Hostile text that an official types in Teams, and whatever is then shown of it there, in cards."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any

from bot.db.unit_of_work import Database
from bot.messages.characters import visible
from bot.platforms.fields import cleaned
from tests.conftest import KEY
from tests.faults.hostile.altered import tied
from tests.faults.hostile.tried import Attack, Tried, many
from tests.messages import teams_rules
from tests.messages.test_hostile import HOSTILE
from tests.platforms.teams_server import TENANT
from tests.platforms.teams_world import BASE, TeamsWorld, account, eventually, teams_world
from tests.world import SECRETARIAT, World, lead, with_rota

Json = dict[str, Any]

ANA = lead("SCT")
LONG = "漢 <at>all</at> [x](https://evil.example) " * 250
NAMES = ("<at>everyone</at>", "[Sam](https://evil.example)", "**Sam** <!channel>", "Sam\u202e\u200b {{DATE(x)}}")
"""Of officials, who own what is typed and are mentioned with it."""

FAR = re.compile(rf"(?<!\\)\]\((?!{re.escape(BASE)})")
"""A link in markdown that isn't ours."""


def cards_in_teams(url: str, scale: float) -> Tried:
    """Actions and agenda items with each text, lists of all, and names: what is shown is what was typed, mentions
    nobody but whoever is meant, leads nowhere, and is a card that Teams takes."""
    database = Database(url, [KEY])
    texts = [*list(HOSTILE.values())[: many(len(HOSTILE), scale)], LONG]
    tried = wrong = 0
    with teams_world(database) as world:
        owners = list(_owners(world))
        for number, text in enumerate(texts):
            owner = owners[number % len(owners)]
            for command in (f"action add group:vawg owner:{owner} due:2027-03-01 extent:all", "agenda add group:vawg"):
                cards = list(_shown(world, command, text))
                tried, wrong = tried + len(cards), wrong + sum(not _harmless(one, owner) for one in cards)
                wrong += not any(_reads(text, one) for one in cards) and len(text) < len(LONG) and bool(text.strip())
        for command in ("action list", "agenda show", "my", "member list", "action log VAWG-1"):
            said = world.client.writes(account(SECRETARIAT), f"{command} group:vawg" if command != "my" else command)
            tried, wrong = tried + len(said), wrong + sum(not one.card or not _harmless(one.card) for one in said)
    database.close()
    return Tried("Teams: hostile text that an official typed, in cards", tried, wrong)


def _owners(world: TeamsWorld) -> Iterator[str]:
    """Officials with such names, and accounts there."""
    typist = World(world.database)
    with_rota(world.database, world.group_id)
    typist.says(SECRETARIAT, "meeting add 20 Jan 2027 10:00")
    for number, name in enumerate(NAMES):
        email = f"named{number}@example.org"
        typist.says(SECRETARIAT, f'member add {email} name:"{name}" seat:WLS as:member')
        tied(world.database, "teams", TENANT, account(email), email)
        yield email


def _shown(world: TeamsWorld, command: str, text: str) -> Iterator[Json]:
    """The form with that text in it is sent: the answer and what the channel is told, or the form again."""
    before = len(world.server.said)
    reply = world.client.submits(account(ANA), {"command": command, "field:text": text})
    if not reply.closes:
        yield reply.dialog
        return
    assert eventually(lambda: len(world.server.said) > before)
    world.deliver()
    for one in world.server.said[before:]:
        assert "entities" not in one.body
        yield one.card


def _harmless(card: Json, owner: str = "") -> bool:
    try:
        (teams_rules.check if "actions" in card else teams_rules.check_whole)(card)
    except (AssertionError, KeyError):
        return False
    mentioned = {one["mentioned"]["id"] for one in card["msteams"].get("entities", [])}
    opened = [one["selectAction"]["url"] for one in teams_rules.elements(card) if "selectAction" in one]
    meant = mentioned <= {account(one) for one in (ANA, SECRETARIAT, owner)}
    marked = " ".join(one["text"] for one in teams_rules.elements(card) if one["type"] == "TextBlock")
    return meant and all(url.startswith(BASE) for url in opened) and not FAR.search(marked)


def _reads(text: str, card: Json) -> bool:
    """Whether a reader sees what was typed, or what is left of it without what can't be seen."""
    wanted = "".join(visible(cleaned(text)).split())
    raw = "".join(" ".join(teams_rules.shown(card)).replace("\u2060", "").split())
    values = "".join(str(one.get("value", "")) for one in teams_rules.inputs(card).values())
    return wanted in raw or wanted in html.unescape(re.sub(r"\\(?=[!-/:-@\[-`{-~])", "", raw)) or wanted in values


CARDS: tuple[Attack, ...] = (cards_in_teams,)
