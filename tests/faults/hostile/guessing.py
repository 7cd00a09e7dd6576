"""Addresses that are guessed, and what was signed or sealed and then altered."""

from __future__ import annotations

import json
import random
import string
from collections.abc import Callable
from datetime import datetime, timedelta

from bot.db.unit_of_work import Database
from bot.links import Links
from bot.platforms.slack.carried import Carried, Seal
from tests.conftest import KEY
from tests.faults.harness import SEED
from tests.faults.hostile.tried import Attack, Tried, many
from tests.stories.by_mail import BASE, by_mail
from tests.world import exchange, traces, with_rota

LETTERS = string.ascii_letters + string.digits + "-_"
START = "2027-01-04 10:00"


def guessed_addresses(url: str, scale: float) -> Tried:
    """Feeds, files and whatever else stands behind a signed address: by the function that each door asks, and some
    thousands of them over the real pages. Half are wild, half a true one with a letter or more changed."""
    database, tried, hits = Database(url, [KEY]), many(1_000_000, scale), 0
    with_rota(database, exchange(database))
    links, die = Links([KEY], BASE), random.Random(SEED)
    with by_mail(database, START) as post:
        now = post.clock()
        readers, true = _doors(links, now), _true(links, now)
        for number in range(tried):
            name = _NAMES[number % len(_NAMES)]
            guess = _guess(die, true[name], wild=number % 2 == 0)
            hits += _other(guess, true[name]) and readers[name](guess) is not None
        before, asked = traces(database), many(3_000, scale)
        for number in range(asked):
            name = ("feeds", "files", "press", "join")[number % 4]
            guess = _guess(die, true[name], wild=number % 2 == 0)
            path = f"/{name}/{guess}{'.ics' if name == 'feeds' else ''}"
            hits += _other(guess, true[name]) and post.follows(path).status != 404
        hits += traces(database) != before
    database.close()
    return Tried("guessed addresses of feeds, files, presses, invitations", tried + asked, hits, f"{asked:,} by HTTP")


_NAMES = ("feeds", "files", "press", "join", "read", "open")


def _doors(links: Links, now: datetime) -> dict[str, Callable[[str], object]]:
    return {
        "feeds": links.fed,
        "files": links.filed,
        "press": lambda token: links.pressed(token, now),
        "join": links.joined,
        "read": lambda token: links.reading(token, now),
        "open": links.opening,
    }


def _true(links: Links, now: datetime) -> dict[str, str]:
    made = {
        "feeds": links.feed(1).removesuffix(".ics"),
        "files": links.file(1, 1),
        "press": links.press(1, "my", now=now),
        "join": links.join(1),
        "read": links.read(1, "my", until=now + timedelta(minutes=5)),
        "open": links.open(1),
    }
    return {name: address.rpartition("/")[2] for name, address in made.items()}


def _other(guess: str, true: str) -> bool:
    """Of the last letter's six bits two say nothing: with another one there it is still the same address."""
    return guess[:-1] != true[:-1]


def _guess(die: random.Random, true: str, *, wild: bool) -> str:
    if wild:
        return f"{true.partition('.')[0]}.{''.join(die.choices(LETTERS, k=43))}"
    letters = list(true)
    for _ in range(die.randint(1, 6)):
        letters[die.randrange(len(letters))] = die.choice(LETTERS)
    return "".join(letters)


def altered_views(_url: str, scale: float) -> Tried:
    """What a form carries, altered anywhere, or closed for somebody else: of it the command alone is left."""
    seal, die, tried, hits = Seal("the-secret"), random.Random(SEED), many(100_000, scale), 0
    where = Carried("action add group:vawg", "C1", "https://hooks.slack.com/1", "D1:1700000000.000100")
    closed = seal.close(where, workspace="T1", account="U1")
    for number in range(tried):
        text, account = _altered(die, closed), "U1"
        if number % 10 == 0:
            text, account = closed, f"U{die.randrange(2, 10_000)}"
        found = seal.open(text, workspace="T1", account=account)
        hits += found != where and (found.channel is not None or found.hook != "" or found.pressed != "")
        hits += found == where and (account != "U1" or _facts(text) != _facts(closed))
    return Tried("private metadata of forms, altered or another's", tried, hits)


def _altered(die: random.Random, closed: str) -> str:
    """A field changed, or letters anywhere."""
    if die.random() < 0.5:
        found = json.loads(closed)
        name = die.choice(sorted(found))
        found[name] = die.choice(["C2", "https://evil.example", "", None, 5, ["C1"], found[name] + "x", "D1:1.1"])
        return json.dumps(found)
    letters = list(closed)
    for _ in range(die.randint(1, 4)):
        letters[die.randrange(len(letters))] = die.choice(LETTERS + '"{}:,\\')
    return "".join(letters)


def _facts(text: str) -> object:
    try:
        return json.loads(text)
    except ValueError:
        return text


GUESSING: tuple[Attack, ...] = (guessed_addresses, altered_views)
