"""The public keys with which Microsoft signs what it sends us.

Fetched beside the event loop's other work, within seconds, and kept: a host that hangs delays whoever comes with an
unknown key, and nobody else.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import jwt
import structlog

from bot.gateways import TryLater, Undeliverable, Unknown
from bot.platforms.teams.wire import Wire

log = structlog.get_logger()

FETCHING: Final = 5.0
"""Seconds for both documents together."""

KEPT: Final = 24 * 3600.0
"""Seconds for which keys are kept: as long as Microsoft recommends."""

AGAIN: Final = 60.0
"""Seconds before keys are asked for again: an unknown key is no reason to ask each time."""

_MISSED: Final = (TryLater, Undeliverable, Unknown, TimeoutError)


@dataclass(frozen=True)
class Key:
    """``endorsed`` are the channels for which it may sign; none where the document doesn't say."""

    key: Any
    endorsed: frozenset[str]


class Unavailable(Exception):
    """The keys could not be fetched."""


class Keys:
    """Keys by their id, from the document at ``metadata``."""

    def __init__(self, metadata: str, wire: Wire) -> None:
        self._metadata = metadata
        self._wire = wire
        self._keys: Mapping[str, Key] = {}
        self._fetched_at = float("-inf")
        self._tried_at = float("-inf")
        self._fetching: asyncio.Task[None] | None = None

    async def key(self, id: str) -> Key | None:
        """The key; ``None`` for one that isn't published. Raises ``Unavailable`` where none is known."""
        now = asyncio.get_running_loop().time()
        stale = now - self._fetched_at > KEPT
        if (stale or id not in self._keys) and now - self._tried_at > AGAIN:
            self._tried_at = now
            self._fetching = asyncio.create_task(self._fetch())
        if self._fetching is not None and (stale or id not in self._keys):
            await asyncio.shield(self._fetching)
        if not self._keys:
            raise Unavailable(self._metadata)
        return self._keys.get(id)

    async def _fetch(self) -> None:
        try:
            async with asyncio.timeout(FETCHING):
                self._keys = await self._published()
            self._fetched_at = asyncio.get_running_loop().time()
        except (*_MISSED, ValueError, LookupError, TypeError, AttributeError, jwt.PyJWTError) as error:
            log.warning("teams keys could not be fetched", reason=type(error).__name__)
            if not self._keys:
                self._tried_at = float("-inf")

    async def _published(self) -> Mapping[str, Key]:
        document = await self._wire.published(self._metadata)
        found = await self._wire.published(document["jwks_uri"])
        return {str(one["kid"]): _key(one) for one in found["keys"] if one.get("kty") == "RSA" and "kid" in one}


def _key(found: dict[str, Any]) -> Key:
    public = {name: found[name] for name in ("kty", "n", "e")}
    return Key(jwt.PyJWK(public, algorithm="RS256").key, frozenset(map(str, found.get("endorsements") or ())))
