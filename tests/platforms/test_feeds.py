"""Addresses of feeds, which nobody guesses; and a poll's question, worded again as things stand."""

from __future__ import annotations

import random
import string
from datetime import UTC, datetime

from bot.db.unit_of_work import Database
from bot.links import Links
from bot.messages import plain_text
from bot.notices import RESTATED
from bot.notices.model import Entry
from bot.presenters.speech import words
from tests.conftest import KEY
from tests.world import SECRETARIAT, World, exchange, lead, with_rota

BASE = "https://convenor.example.org"
GUESSES = 20_000


def test_none_of_many_guesses_is_an_address() -> None:
    links, chance = Links([KEY], BASE), random.Random(7)
    right = links.feed(1).removeprefix(f"{BASE}/feeds/").removesuffix(".ics")
    assert links.fed(right) == 1
    letters = string.ascii_letters + string.digits + "-_"
    hits = 0
    for _ in range(GUESSES):
        guess = list(right)
        for _ in range(chance.randint(1, 6)):
            guess[chance.randrange(len(guess))] = chance.choice(letters)
        hits += "".join(guess) != right and links.fed("".join(guess)) is not None
        hits += links.fed("".join(chance.choice(letters) for _ in range(len(right)))) is not None
    assert hits == 0, f"{hits} of {2 * GUESSES}"
    others = (links.press(1, "my", now=datetime(2027, 1, 1, tzinfo=UTC)), links.join(1))
    assert [links.fed(other.rpartition("/")[2]) for other in others] == [None, None], "no other link passes for one"
    assert links.joined(right) is None


def test_a_question_that_was_asked_says_what_its_reader_said_and_then_what_came_of_it(database: Database) -> None:
    world = World(database, now=datetime(2027, 4, 1, 9, tzinfo=UTC))
    with_rota(database, exchange(database))
    world.says(SECRETARIAT, 'meeting poll "12 May 10:00, 13 May 14:00" closes:"30 Apr"')

    def says_now(who: str) -> str:
        with database.reading() as uow:
            official = uow.people.by_email(who)
            group = uow.groups.by_slug("vawg")
            assert official is not None
            assert group is not None
            entry = Entry("poll:1:1", "poll", {"poll": 1}, group.id, official.id, world.now, world.now)
            message = RESTATED["poll"](uow, entry, words("en-GB"), world.now)
        assert message is not None
        return plain_text.render(message, width=1000)

    world.says(lead("SCT"), "meeting poll answer 1 yes:1 no:2")
    assert "1. Wednesday 12 May 2027, 10:00 – you said yes" in says_now(lead("SCT"))
    assert "you said" not in says_now(lead("WLS"))
    world.says(SECRETARIAT, "meeting poll close 1")
    for who in (lead("SCT"), lead("WLS")):
        assert "Meeting 1 is on Wednesday 12 May 2027, 10:00 (VAWG-P1)." in says_now(who)
        assert "Yes:" not in says_now(who)
