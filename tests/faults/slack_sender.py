"""A process that delivers to Slack until it is told to end: ``python -m tests.faults.slack_sender DATABASE API ASKEW``.

Its clock is so many seconds off. It takes its time as the service does, but all of it is shorter.
"""

from __future__ import annotations

import asyncio
import logging
import signal
import sys
from datetime import datetime, timedelta

import structlog

from bot.clock import system
from bot.db.unit_of_work import Database
from bot.deliverer import Deliverer
from bot.delivery import Timing
from bot.platforms.slack.api import Api
from bot.platforms.slack.gateway import SlackGateway
from tests.platforms.slack_client import token

SHORT = Timing(
    lease=timedelta(seconds=2.5),
    sending=timedelta(seconds=1),
    first_wait=timedelta(seconds=0.05),
    longest_wait=timedelta(seconds=0.5),
    grace=timedelta(seconds=2.5),
    poll=timedelta(seconds=0.1),
)
AT_ONCE = 20


async def main(url: str, api_url: str, askew: float) -> None:
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)

    def clock() -> datetime:
        return system() + timedelta(seconds=askew)

    api = Api(api_url)
    deliverer = Deliverer(
        Database(url), [SlackGateway(api, token)], clock, timing=SHORT, at_once=AT_ONCE, rates={"slack": 200.0}
    )
    print("ready", flush=True)
    await deliverer.run(stop)
    await api.close()


if __name__ == "__main__":
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    asyncio.run(main(sys.argv[1], sys.argv[2], float(sys.argv[3])))
