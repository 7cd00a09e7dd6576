"""Slack over signed HTTP: ``POST /slack/events`` for commands, presses and events.

The door comes before Bolt: stock Bolt reads a body before it knows whose it is, answers 500 to a timestamp or
signature of another shape, and asks its own clock. Bolt then has one listener for each kind of payload, for its cost
grows with each, and a fixed authorisation, for its default asks Slack each time.
"""

from __future__ import annotations

import logging
import re
from collections import OrderedDict
from typing import Any, Final

import structlog
from slack_bolt.adapter.starlette.async_handler import to_starlette_response
from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltContext, AsyncBoltRequest
from slack_bolt.authorization import AuthorizeResult
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from bot.clock import Clock, system
from bot.commands import Ask
from bot.platforms.slack.addresses import allowed
from bot.platforms.slack.answers import PATIENCE, Answers, Broken
from bot.platforms.slack.api import Api, TokenOf
from bot.platforms.slack.door import TurnedAway, opened
from bot.platforms.slack.fields import Malformed
from bot.platforms.slack.lines import Lines, Restate
from bot.platforms.slack.payloads import Addressed, Challenge, Nothing, Pressed, Received, Taken, Typed, read
from bot.settings import Slack

log = structlog.get_logger()

PATH: Final = "/slack/events"

REMEMBERED: Final = 10_000
"""Events that this process knows it was given: Slack sends an event again when the first answer was late."""

_ANYTHING = re.compile("")
_RECEIVED = "received"


def routes(
    settings: Slack,
    ask: Ask,
    *,
    api: Api,
    token: TokenOf,
    broken: Broken,
    lines: Lines,
    restate: Restate,
    clock: Clock = system,
    patience: float = PATIENCE,
) -> list[Route]:
    """The routes of Slack's face. ``ask`` carries out an invocation without blocking the event loop; ``api`` is
    closed by whoever made it, and lets answers under way go out first. ``lines`` are what the face says by itself;
    ``restate`` brings a message of the outbox up to date."""
    secret = settings.signing_secret.get_secret_value() if settings.signing_secret else ""
    app = _bolt(
        Answers(
            api,
            ask,
            token=token,
            broken=broken,
            lines=lines,
            restate=restate,
            key=secret or (settings.bot_token.get_secret_value() if settings.bot_token else ""),
            patience=patience,
        )
    )
    events = _Recent(REMEMBERED)

    async def endpoint(request: Request) -> Response:
        try:
            payload = await opened(request, secret=secret, clock=clock)
            received = read(payload, prefix=settings.command)
            _answerable(received, settings.api_url)
            match received:
                case Challenge(challenge=challenge):
                    return JSONResponse({"challenge": challenge})
                case Nothing():
                    return Response()
                case Addressed() if events.seen(received):
                    return Response()
                case _:
                    bolt_request = _bolt_request(payload, received)
        except TurnedAway as away:
            return _refused(away.status, str(away))
        except Malformed as malformed:
            return _refused(400, f"malformed {malformed}")
        return to_starlette_response(await app.async_dispatch(bolt_request))

    return [Route(PATH, endpoint, methods=["POST"])]


def _bolt(answers: Answers) -> AsyncApp:
    quiet = logging.getLogger("slack_bolt")
    quiet.setLevel(logging.WARNING)  # below that, Bolt writes out what people typed
    app = AsyncApp(
        name="convenor",
        logger=quiet,
        signing_secret="",
        process_before_response=True,
        request_verification_enabled=False,
        ssl_check_enabled=False,
        ignoring_self_events_enabled=False,
        attaching_function_token_enabled=False,
        attaching_conversation_kwargs_enabled=False,
        authorize=_authorized,
    )

    async def typed(ack: AsyncAck, context: AsyncBoltContext) -> None:
        await ack(await answers.to_command(context[_RECEIVED]) or "")

    async def pressed(ack: AsyncAck, context: AsyncBoltContext) -> None:
        await answers.to_press(context[_RECEIVED])
        await ack()

    async def submitted(ack: AsyncAck, context: AsyncBoltContext) -> None:
        await ack(**await answers.to_submission(context[_RECEIVED]))

    async def taken(ack: AsyncAck, context: AsyncBoltContext) -> None:
        await answers.to_shortcut(context[_RECEIVED])
        await ack()

    async def addressed(ack: AsyncAck, context: AsyncBoltContext) -> None:
        await answers.to_words(context[_RECEIVED])
        await ack()

    app.command(_ANYTHING)(typed)
    app.action(_ANYTHING)(pressed)
    app.view(_ANYTHING)(submitted)
    app.shortcut(_ANYTHING)(taken)
    app.event(_ANYTHING)(addressed)
    return app


async def _authorized() -> AuthorizeResult:
    """Who may do what is decided by the account, further in. No token goes through Bolt."""
    return AuthorizeResult(enterprise_id=None, team_id=None)


def _bolt_request(payload: dict[str, Any], received: Received) -> AsyncBoltRequest:
    """A request whose body was read and checked at the door: the mode that Bolt has for those. Raises ``Malformed``
    where a field that only Bolt looks at isn't what Slack sends."""
    try:
        return AsyncBoltRequest(body=payload, mode="socket_mode", context={_RECEIVED: received})
    except (AttributeError, TypeError, LookupError, ValueError) as error:
        raise Malformed("payload") from error


def _answerable(received: Received, api_url: str) -> None:
    """What can only be answered at an address that isn't Slack's is not done at all. Raises ``Malformed``."""
    if isinstance(received, Typed | Pressed | Taken) and not allowed(
        received.response_url, api_url=api_url, service="hooks"
    ):
        raise Malformed("response_url")


def _refused(status: int, why: str) -> Response:
    log.info("slack request refused", status=status, why=why)
    return PlainTextResponse("", status)


class _Recent:
    """The last events, so that one that Slack sends again is answered once by this process. What it changed has one
    effect anyhow: the inbox remembers for all processes."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._events: OrderedDict[str, None] = OrderedDict()

    def seen(self, addressed: Addressed) -> bool:
        """Whether this event was given before."""
        if addressed.event in self._events:
            return True
        self._events[addressed.event] = None
        if len(self._events) > self._size:
            self._events.popitem(last=False)
        return False
