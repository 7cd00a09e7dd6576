"""Where Slack's payloads arrive, by whichever road: signed HTTP (``POST /slack/events``) or Socket Mode.

The door comes before Bolt: stock Bolt reads a body before it knows whose it is, answers 500 to a timestamp or
signature of another shape, and asks its own clock. A command is answered without Bolt, whose dispatcher would cost more
than the rest of the road. For what is pressed, sent in a view, taken or happens, Bolt has one listener for each kind of
payload, for its cost grows with each, and a fixed authorisation, for its default asks Slack each time.
"""

from __future__ import annotations

import logging
import re
from collections import OrderedDict
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any, Final

import orjson
import structlog
from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltContext, AsyncBoltRequest
from slack_bolt.authorization import AuthorizeResult
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.clock import Clock, system
from bot.commands import Ask, Invocation
from bot.platforms.fields import Malformed
from bot.platforms.inward import TurnedAway
from bot.platforms.lines import Restate, Speech
from bot.platforms.once import Once, Telling
from bot.platforms.slack.addresses import allowed
from bot.platforms.slack.answers import PATIENCE, Answers
from bot.platforms.slack.api import Api, Json, TokenOf
from bot.platforms.slack.channels import ChannelChanged, Noticed
from bot.platforms.slack.door import opened
from bot.platforms.slack.installing import Uninstalled
from bot.platforms.slack.payloads import read
from bot.platforms.slack.received import Addressed, AtHome, Challenge, Nothing, Pressed, Received, Taken, Typed
from bot.settings import Slack

log = structlog.get_logger()

PATH: Final = "/slack/events"

REMEMBERED: Final = 10_000
"""Requests that this process knows it was given: Slack sends one again when its acknowledgement was late or lost."""

_ANYTHING = re.compile("")
_RECEIVED = "received"


@dataclass(frozen=True)
class Acknowledged:
    """What Slack is told at once: an HTTP status, and JSON as it is sent, which may be empty."""

    received: Received
    text: bytes = b""
    status: int = 200

    @property
    def body(self) -> Json | None:
        return orjson.loads(self.text) if self.text else None


class Reception:
    """Takes payloads in, from every road alike. ``ask`` carries out an invocation without blocking the event loop;
    ``api`` is closed by whoever made it, and lets answers under way go out first. ``lines`` are what the face says by
    itself; ``restate`` brings a message of the outbox up to date; by ``telling`` processes agree who answers;
    ``noticed`` sees to channels that we come into and go out of, ``removed`` to workspaces."""

    def __init__(
        self,
        settings: Slack,
        ask: Ask,
        *,
        api: Api,
        token: TokenOf,
        lines: Speech,
        restate: Restate,
        telling: Telling,
        noticed: Noticed,
        removed: Callable[[Uninstalled], Coroutine[Any, Any, None]] | None = None,
        patience: float = PATIENCE,
    ) -> None:
        secret = settings.signing_secret or settings.bot_token
        self._prefix = settings.command
        self._api_url = settings.api_url
        self._once = Once(telling)
        self._api, self._noticed, self._removed = api, noticed, removed
        self._answers = Answers(
            api,
            ask,
            token=token,
            lines=lines,
            restate=restate,
            once=self._once,
            key=secret.get_secret_value() if secret else "",
            patience=patience,
        )
        self._bolt = _bolt(self._answers)
        self._answered = _Recent(REMEMBERED)

    async def receive(self, payload: dict[str, Any], *, unsure: bool = False) -> Acknowledged:
        """Carry it out, or begin to; what is to be acknowledged within Slack's three seconds. Raises ``Malformed``.

        ``unsure`` is a road on which an acknowledgement may be lost unseen: then the answer may have been said
        elsewhere, and is not said again. By HTTP Slack sends no command twice."""
        received = read(payload, prefix=self._prefix)
        _answerable(received, self._api_url)
        match received:
            case Challenge(challenge=challenge):
                return Acknowledged(received, orjson.dumps({"challenge": challenge}))
            case Nothing():
                return Acknowledged(received)
            case ChannelChanged():
                self._api.soon(self._noticed(received))
                return Acknowledged(received)
            case Uninstalled():
                if self._removed is not None:
                    self._api.soon(self._removed(received))
                return Acknowledged(received)
            case Addressed() | Pressed() | AtHome() | Taken() if self._answered.seen(received.invocation):
                return Acknowledged(received)
            case Typed() if received.invocation.request in self._answered:
                return Acknowledged(received)
            case Typed():
                body = await self._answers.to_command(received)
                if unsure and await self._once.elsewhere(received.invocation):
                    return Acknowledged(received)
                return Acknowledged(received, orjson.dumps(body) if body is not None else b"")
            case _:
                response = await self._bolt.async_dispatch(_bolt_request(payload, received))
                return Acknowledged(received, response.body.encode(), response.status)

    async def otherwise(self, acknowledged: Acknowledged) -> None:
        """Say what no acknowledgement could carry, by the road that late answers take."""
        received, body = acknowledged.received, acknowledged.body
        if isinstance(received, Typed) and body is not None and not self._answered.seen(received.invocation):
            await self._answers.later(received, body)


def routes(settings: Slack, reception: Reception, *, clock: Clock = system) -> list[Route]:
    """The address for signed requests; none where there is no secret that they could be signed with."""
    secret = settings.signing_secret.get_secret_value() if settings.signing_secret else ""
    if not secret:
        return []

    async def endpoint(request: Request) -> Response:
        try:
            acknowledged = await reception.receive(await opened(request, secret=secret, clock=clock))
        except TurnedAway as away:
            return _refused(away.status, str(away))
        except Malformed as malformed:
            return _refused(400, f"malformed {malformed}")
        return Response(acknowledged.text, acknowledged.status, media_type="application/json")

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

    async def pressed(ack: AsyncAck, context: AsyncBoltContext) -> None:
        match context[_RECEIVED]:
            case AtHome() as at_home:
                await answers.to_home(at_home)
            case received:
                await answers.to_press(received)
        await ack()

    async def submitted(ack: AsyncAck, context: AsyncBoltContext) -> None:
        await ack(**await answers.to_submission(context[_RECEIVED]))

    async def taken(ack: AsyncAck, context: AsyncBoltContext) -> None:
        await answers.to_shortcut(context[_RECEIVED])
        await ack()

    async def happened(ack: AsyncAck, context: AsyncBoltContext) -> None:
        match context[_RECEIVED]:
            case AtHome() as at_home:
                await answers.to_home(at_home)
            case received:
                await answers.to_words(received)
        await ack()

    app.action(_ANYTHING)(pressed)
    app.view(_ANYTHING)(submitted)
    app.shortcut(_ANYTHING)(taken)
    app.event(_ANYTHING)(happened)
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
    """The last requests that were answered otherwise than in their acknowledgement, so that one that Slack sends again
    isn't even asked a second time by this process. Across processes ``once`` and the inbox remember."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._requests: OrderedDict[str | None, None] = OrderedDict()

    def __contains__(self, request: str | None) -> bool:
        return request in self._requests

    def seen(self, invocation: Invocation) -> bool:
        """Whether this request was given before."""
        if invocation.request in self:
            return True
        self._requests[invocation.request] = None
        if len(self._requests) > self._size:
            self._requests.popitem(last=False)
        return False
