"""The SDK's server over Starlette: its way of handing on activities, behind our own door.

``Checked`` registers a handler that authenticates nothing, because the door has: neither the SDK's keys nor its switch
against authentication are in the way of a request.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextvars import ContextVar
from typing import Any, Final

import structlog
from pydantic import ValidationError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.platforms.fields import Malformed
from bot.platforms.inward import TurnedAway
from bot.platforms.teams.door import Came, Door
from bot.platforms.teams.sdk import (
    ActivityEvent,
    CloudEnvironment,
    CoreActivity,
    Credentials,
    HttpMethod,
    HttpRequest,
    HttpResponse,
    HttpRouteHandler,
    HttpServer,
    InvokeResponse,
    JsonWebToken,
)

log = structlog.get_logger()

PATH: Final = "/api/messages"
_TOKEN: Final = "token"  # noqa: S105 - the name of a header between two of our own parts
_CAME: ContextVar[Came] = ContextVar("came")
"""What the door let in, for the SDK hands on the activity alone."""

Receive = Callable[[Came], Awaitable[tuple[int, dict[str, Any] | None]]]
"""Carries out an activity: the status and body of its answer. Raises ``Malformed``."""


class StarletteAdapter:
    """Implements the SDK's ``HttpServerAdapter``: its one route, called by ``endpoint`` once the door has opened."""

    def __init__(self) -> None:
        self.handlers: dict[str, HttpRouteHandler] = {}

    def register_route(self, method: HttpMethod, path: str, handler: HttpRouteHandler) -> None:
        self.handlers[path] = handler

    def serve_static(self, path: str, directory: str) -> None:
        """Nothing of ours is served from a directory."""

    async def start(self, port: int) -> None:
        """Uvicorn runs the whole service."""

    async def stop(self) -> None:
        """So it does."""


class Checked(HttpServer):
    """The SDK's server without its door."""

    def initialize(
        self,
        credentials: Credentials | None = None,
        cloud: CloudEnvironment | None = None,
        dangerously_allow_unauthenticated_requests: bool = False,
        skip_auth: bool | None = None,
    ) -> None:
        """Register the route. What the arguments would switch isn't there."""
        self.adapter.register_route("POST", self.messaging_endpoint, self.handle_checked)

    async def handle_checked(self, request: HttpRequest) -> HttpResponse:
        """Hand on an activity that the door has let in."""
        event = ActivityEvent(
            body=CoreActivity.model_validate(request["body"]), token=JsonWebToken(value=request["headers"][_TOKEN])
        )
        assert self.on_request is not None
        answered = await self.on_request(event)
        return HttpResponse(status=answered.status, body=answered.body)


def routes(door: Door, receive: Receive) -> list[Route]:
    """The address for activities."""
    adapter = StarletteAdapter()
    server = Checked(adapter, messaging_endpoint=PATH)

    async def on_request(_event: ActivityEvent) -> InvokeResponse[Any]:
        status, body = await receive(_CAME.get())
        return InvokeResponse.model_construct(status=status, body=body)  # as it is: the model would read it anew

    async def endpoint(request: Request) -> Response:
        try:
            came = await door.opened(request)
            _CAME.set(came)
            handed = HttpRequest(body=came.activity, headers={_TOKEN: came.token})
            answered = await adapter.handlers[PATH](handed)
        except TurnedAway as away:
            return _refused(away.status, str(away))
        except (Malformed, ValidationError) as malformed:
            return _refused(400, f"malformed {type(malformed).__name__}")
        body = answered["body"]
        return JSONResponse(body, answered["status"]) if body is not None else Response(status_code=answered["status"])

    server.on_request = on_request
    server.initialize()
    return [Route(PATH, endpoint, methods=["POST"])]


def _refused(status: int, why: str) -> Response:
    log.info("teams request refused", status=status, why=why)
    return Response(status_code=status)
