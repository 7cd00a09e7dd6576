"""The public keys with which Microsoft signs what it sends us.

Fetched beside the event loop's other work, within seconds, and kept: a host that hangs delays whoever comes with an
unknown key, and nobody else.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import aiohttp
import jwt
import structlog

log = structlog.get_logger()

FETCHING: Final = 5.0
"""Seconds for both documents together."""

KEPT: Final = 24 * 3600.0
"""Seconds for which keys are kept: as long as Microsoft recommends."""

AGAIN: Final = 60.0
"""Seconds before keys are asked for again: an unknown key is no reason to ask each time."""

DOCUMENT: Final = 1_000_000
"""Bytes of a document."""


@dataclass(frozen=True)
class Key:
    """``endorsed`` are the channels for which it may sign; none where the document doesn't say."""

    key: Any
    endorsed: frozenset[str]


class Unavailable(Exception):
    """The keys could not be fetched."""


class Keys:
    """Keys by their id, from the document at ``metadata``."""

    def __init__(self, metadata: str) -> None:
        self._metadata = metadata
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
        except (aiohttp.ClientError, TimeoutError, ValueError, LookupError, TypeError, jwt.PyJWTError) as error:
            log.warning("teams keys could not be fetched", reason=type(error).__name__)
            if not self._keys:
                self._tried_at = float("-inf")

    async def _published(self) -> Mapping[str, Key]:
        whole = self._metadata.startswith("https:")
        async with aiohttp.ClientSession(trust_env=whole, cookie_jar=aiohttp.DummyCookieJar()) as session:
            document = await _document(session, self._metadata)
            address = document["jwks_uri"]
            if not isinstance(address, str) or (whole and not address.startswith("https:")):
                raise ValueError("jwks_uri")
            found = await _document(session, address)
        return {str(one["kid"]): _key(one) for one in found["keys"] if one.get("kty") == "RSA" and "kid" in one}


async def _document(session: aiohttp.ClientSession, url: str) -> dict[str, Any]:
    async with session.get(url, allow_redirects=False) as answer:
        if answer.status != 200:
            raise ValueError(f"http_{answer.status}")
        found = bytearray()
        async for piece in answer.content.iter_any():
            found += piece
            if len(found) > DOCUMENT:
                raise ValueError("too long")
    read = json.loads(bytes(found))
    if not isinstance(read, dict):
        raise ValueError("no object")
    return read


def _key(found: dict[str, Any]) -> Key:
    public = {name: found[name] for name in ("kty", "n", "e")}
    return Key(jwt.PyJWK(public, algorithm="RS256").key, frozenset(map(str, found.get("endorsements") or ())))
