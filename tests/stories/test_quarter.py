"""A hundred actions of a stranger's spreadsheet through a quarter: brought in, reminded, updated, handed over, done.

``quarter.txt`` is everything that Convenor says by itself in these three months, in order: to whom, when, and what.
"""

from __future__ import annotations

from collections import Counter
from datetime import time

from bot.db.unit_of_work import Database
from bot.domain.reminders import BUDGET
from tests.stories.quarter import ENDS, MEMBERS, SAID, brought_in, founded, lived_through
from tests.world import SECRETARIAT


def test_a_quarter_of_a_hundred_actions_says_exactly_this(database: Database) -> None:
    story = founded(database)
    assert brought_in(story, database) == (100, 0)
    assert brought_in(story, database) == (0, 100)
    lived_through(story)

    lines = [said.line for said in story.diary.said]
    assert lines == SAID.read_text(encoding="utf-8").splitlines()

    direct = [said for said in story.diary.said if said.direct]
    digests = [said for said in direct if "action" in said.message.title.lower() and "VAWG-" not in said.message.title]
    weeks = Counter((said.to, said.at.isocalendar()[:2]) for said in digests)
    assert max(weeks.values()) <= BUDGET, ENDS
    everything = Counter((said.to, said.at.isocalendar()[:2]) for said in direct if said.to in MEMBERS)
    assert max(everything.values()) <= BUDGET
    assert max(Counter((said.to, said.at.date()) for said in digests).values()) == 1
    assert all(said.at.weekday() < 5 and time(9) <= said.at.time() < time(17) for said in direct)

    assert "VAWG" in story.world.says(SECRETARIAT, "action search helplines filter:done")
    done = story.world.says(SECRETARIAT, "action list done")
    assert "actions are done" in done
