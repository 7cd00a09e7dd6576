"""Slack's own framework behind Starlette: ``bolt list URL TEAM ACCOUNT ROWS TIMES`` answers a signed ``/wg action
list`` through mapped records, ``bolt nothing LISTENERS TIMES`` one command among so many that do nothing."""

from __future__ import annotations

import hashlib
import hmac
import sys
import time
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import urlencode

from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from sqlalchemy import select
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from tests.benchmarks.peers.records import Account, Holder, Post, line, listed, sessions
from tests.benchmarks.peers.turns import take_async
from tests.benchmarks.posted import PATH, post

SECRET = "a-secret-for-benchmarks"


def app() -> AsyncApp:
    """An app that verifies what it is sent, and asks Slack nothing."""

    async def authorize(**_: Any) -> AuthorizeResult:
        return AuthorizeResult(enterprise_id=None, team_id="T0001", bot_token="x", bot_id="B1", bot_user_id="U9")

    return AsyncApp(signing_secret=SECRET, authorize=authorize, process_before_response=True)


def listing(url: str, rows: int) -> AsyncApp:
    """``/wg action list``, as many would write it."""
    made, found = app(), sessions(url)

    async def answer(ack: Any, command: Any) -> None:
        async with found() as session:
            asks = (Account.workspace == command["team_id"], Account.account == command["user_id"])
            account = (await session.scalars(select(Account).where(Account.platform == "slack", *asks))).one()
            holding = select(Post).join(Holder).where(Holder.official_id == account.official_id, Holder.until.is_(None))
            post = (await session.scalars(holding)).first()
            assert post is not None
            lines = [line(action) for action in await listed(session, post.group_id, rows)]
        assert lines
        blocks = [{"type": "rich_text", "elements": [_section(text)]} for text in lines]
        await ack(text=f"{len(lines)} actions", blocks=blocks)

    made.command("/wg", matchers=[_matcher("action list")])(answer)
    return made


def nothing(listeners: int) -> AsyncApp:
    """So many commands, of which the first is asked for and was declared last."""
    made = app()
    for number in range(listeners - 1, -1, -1):

        async def answer(ack: Any) -> None:
            await ack("Done.")

        made.command("/wg", matchers=[_matcher(f"thing{number} pass")])(answer)
    return made


def posting(made: AsyncApp, fields: dict[str, str], times: int) -> Callable[[], Awaitable[None]]:
    """Post one command so many times, each signed as Slack signs it."""
    handler = AsyncSlackRequestHandler(made)

    async def endpoint(request: Request) -> Response:
        return await handler.handle(request)

    served = Starlette(routes=[Route(PATH, endpoint, methods=["POST"])])
    body = urlencode({"token": "x", "command": "/wg", "trigger_id": "1.2.3", "channel_id": "C0001", **fields}).encode()

    async def work() -> None:
        stamp = str(int(time.time()))
        signature = hmac.new(SECRET.encode(), f"v0:{stamp}:".encode() + body, hashlib.sha256).hexdigest()
        headers = [
            (b"content-type", b"application/x-www-form-urlencoded"),
            (b"content-length", str(len(body)).encode()),
            (b"x-slack-request-timestamp", stamp.encode()),
            (b"x-slack-signature", f"v0={signature}".encode()),
        ]
        for _ in range(times):
            await post(served, headers, body)

    return work


def _section(text: str) -> dict[str, Any]:
    return {"type": "rich_text_section", "elements": [{"type": "text", "text": text}]}


def _matcher(wanted: str) -> Any:
    async def matches(command: Any) -> bool:
        return bool(command["text"] == wanted)

    return matches


def main(what: str, *words: str) -> None:
    if what == "list":
        url, team, account, rows, times = words
        fields = {"team_id": team, "user_id": account, "text": "action list"}
        take_async(posting(listing(url, int(rows)), fields, int(times)))
    else:
        listeners, times = words
        fields = {"team_id": "T0001", "user_id": "U0001", "text": "thing0 pass"}
        take_async(posting(nothing(int(listeners)), fields, int(times)))


if __name__ == "__main__":
    main(*sys.argv[1:])
