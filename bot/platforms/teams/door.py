"""The door for Teams' activities: shape, size, signature, and only then their content.

The SDK's own door is not used: it fetches keys on the event loop, a variable of the environment opens it, it knows no
list of tenants or hosts, and it asks nothing where a body omits its service's address.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import jwt
from starlette.requests import Request

from bot.clock import Clock
from bot.platforms.inward import TurnedAway, body_of, require_short
from bot.platforms.teams.clouds import Cloud
from bot.platforms.teams.keys import Key, Keys, Unavailable
from bot.settings import Teams, TeamsApp

ASKEW: Final = 300
"""Seconds by which Microsoft's clock and ours may differ."""

CHANNEL: Final = "msteams"
ALGORITHM: Final = "RS256"

_BEARER = re.compile(rb"Bearer ([A-Za-z0-9_-]{1,4000}\.[A-Za-z0-9_-]{1,8000}\.[A-Za-z0-9_-]{1,2000})")
_KEY_ID = re.compile(r"[!-~]{1,200}")


@dataclass(frozen=True)
class Came:
    """A genuine activity: what it says, with which token, for which of our registrations, from which tenant."""

    activity: dict[str, Any]
    token: str
    registration: TeamsApp
    tenant: str


class Door:
    def __init__(self, settings: Teams, cloud: Cloud, keys: Keys, clock: Clock) -> None:
        self._registrations = {one.client_id: one for one in settings.registrations}
        self._cloud = cloud
        self._keys = keys
        self._clock = clock

    async def opened(self, request: Request) -> Came:
        """The activity of a genuine request.

        Raises ``TurnedAway``: 413 for too much, 401 for what Microsoft didn't sign for us, 403 for a tenant, a host or
        a channel that isn't on our list, 400 for what can't be read, 503 where the keys can't be had.
        """
        token = _token(request)
        require_short(request)
        claims = await self._claims(token)
        registration = self._registrations[str(claims["aud"])]
        activity = _activity(await body_of(request))
        self._addressed(activity, claims)
        return Came(activity, token, registration, _tenant(activity, registration))

    async def _claims(self, token: str) -> Mapping[str, Any]:
        try:
            header = jwt.get_unverified_header(token)
        except jwt.PyJWTError as error:
            raise TurnedAway(401, "unreadable token") from error
        id = header.get("kid")
        if header.get("alg") != ALGORITHM or not isinstance(id, str) or not _KEY_ID.fullmatch(id):
            raise TurnedAway(401, "signed in another way")
        try:
            key = await self._keys.key(id)
        except Unavailable as away:
            raise TurnedAway(503, "no keys") from away
        if key is None:
            raise TurnedAway(401, "unknown key")
        return self._genuine(token, key)

    def _genuine(self, token: str, key: Key) -> Mapping[str, Any]:
        required = ["exp", "nbf", "iss", "aud", "serviceurl"]
        options: Any = {"require": required, "verify_exp": False, "verify_nbf": False, "verify_iat": False}
        try:
            claims: Mapping[str, Any] = jwt.decode(
                token,
                key.key,
                algorithms=[ALGORITHM],
                audience=list(self._registrations),
                issuer=self._cloud.issuer,
                options=options,
            )
        except (jwt.PyJWTError, ValueError, TypeError) as error:
            raise TurnedAway(401, f"not genuine: {type(error).__name__}") from error
        if key.endorsed and CHANNEL not in key.endorsed:
            raise TurnedAway(401, "the key doesn't sign for Teams")
        if not isinstance(claims["aud"], str):
            raise TurnedAway(401, "for somebody else")
        _in_time(claims, self._clock().timestamp())
        return claims

    def _addressed(self, activity: Mapping[str, Any], claims: Mapping[str, Any]) -> None:
        if activity.get("channelId") != CHANNEL:
            raise TurnedAway(403, "another channel")
        url = activity.get("serviceUrl")
        if not isinstance(url, str) or not url:
            raise TurnedAway(403, "no service")
        if url.rstrip("/") != str(claims["serviceurl"]).rstrip("/"):
            raise TurnedAway(401, "another service than was signed")
        if not self._cloud.serves(url):
            raise TurnedAway(403, "a service that isn't on the list")


def _token(request: Request) -> str:
    """The one token; a second header is somebody's trick."""
    found = [value for name, value in request.headers.raw if name == b"authorization"]
    match = _BEARER.fullmatch(found[0]) if len(found) == 1 else None
    if match is None:
        raise TurnedAway(401, "unsigned")
    return match[1].decode("ascii")


def _activity(body: bytes) -> dict[str, Any]:
    try:
        found = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise TurnedAway(400, "unreadable") from error
    if not isinstance(found, dict):
        raise TurnedAway(400, "no object")
    return found


def _in_time(claims: Mapping[str, Any], now: float) -> None:
    for name in ("exp", "nbf"):
        if not isinstance(claims[name], int | float) or isinstance(claims[name], bool):
            raise TurnedAway(401, f"an odd {name}")
    if now > claims["exp"] + ASKEW:
        raise TurnedAway(401, "expired")
    if now < claims["nbf"] - ASKEW:
        raise TurnedAway(401, "not yet")


def _tenant(activity: Mapping[str, Any], registration: TeamsApp) -> str:
    """The one tenant of which the activity speaks, which must be on the registration's list."""
    said = {_inside(activity, "conversation", "tenantId"), _inside(activity, "channelData", "tenant", "id")} - {None}
    if len(said) != 1:
        raise TurnedAway(403, "no tenant, or two")
    tenant = str(said.pop()).lower()
    if tenant not in registration.tenants:
        raise TurnedAway(403, "a tenant that isn't on the list")
    return tenant


def _inside(found: Any, *names: str) -> Any:
    for name in names:
        found = found.get(name) if isinstance(found, dict) else None
    return found if isinstance(found, str) else None
