"""How much one person may ask for at once, and that the others aren't kept waiting."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

from bot.app import core
from bot.app.allowance import Allowance
from bot.app.running import asking
from bot.clock import fixed
from bot.commands import Answered, Invocation
from bot.db.unit_of_work import Database
from bot.metrics import Metrics
from bot.restating import Restater
from bot.settings import Settings
from tests.world import SECRETARIAT, exchange, lead, worded

ANA, BEN = ("slack", "T1", "UANA"), ("slack", "T1", "UBEN")
NOW = datetime(2027, 1, 4, 9, 0, tzinfo=UTC)


def test_a_burst_is_allowed_and_then_one_a_second() -> None:
    allowance = Allowance(burst=3, a_second=1.0)
    assert [allowance.wait(ANA, 100.0) for _ in range(4)] == [0, 0, 0, 1.0]
    assert allowance.wait(ANA, 100.5) == 0.5
    assert allowance.wait(ANA, 101.0) == 0
    assert allowance.wait(ANA, 101.0) == 1.0


def test_each_account_has_an_allowance_of_its_own_in_each_workspace() -> None:
    allowance = Allowance(burst=1)
    assert allowance.wait(ANA, 0.0) == 0
    assert allowance.wait(ANA, 0.0) > 0
    assert allowance.wait(BEN, 0.0) == 0
    assert allowance.wait(("slack", "T2", "UANA"), 0.0) == 0


def test_what_is_remembered_is_bounded() -> None:
    allowance = Allowance(burst=1, kept=2)
    for account in ("U1", "U2", "U3"):
        assert allowance.wait(("slack", "T1", account), 0.0) == 0
    assert allowance.wait(("slack", "T1", "U3"), 0.0) > 0
    assert allowance.wait(("slack", "T1", "U1"), 0.0) == 0


def test_whoever_asks_too_fast_is_told_to_wait_and_nobody_else(database: Database, database_url: str) -> None:
    exchange(database)
    settings = Settings(database_url=database_url, _env_file=None)  # type: ignore[call-arg]

    async def asked() -> list[Answered]:
        with core(settings, fixed(NOW)) as app, ThreadPoolExecutor(2) as pool:

            async def nothing() -> None: ...

            restater = Restater(app.database, [], app.clock, pool=pool)
            ask = asking(app, Metrics(), pool, nothing, restater, Allowance(burst=2, a_second=0.001))
            who = [SECRETARIAT] * 3 + [lead("SCT")]
            try:
                return [await ask(Invocation("web", "demo", one, "group show", address=one)) for one in who]
            finally:
                await restater.close()

    answers = asyncio.run(asked())
    assert [one.outcome for one in answers] == ["done", "done", "refused", "done"]
    assert worded(answers[2]).startswith("That was a great deal at once. Please try again in ")
