"""The tokens with which we speak, one for each app registration, asked for with its secret and kept while they last."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Final

from bot.gateways import TryLater, Undeliverable, Unknown, WorkspaceLost
from bot.platforms.teams.clouds import Cloud
from bot.platforms.teams.wire import Wire
from bot.settings import Teams, TeamsApp

EARLY: Final = 300.0
"""Seconds before its end at which a token is replaced."""

REFUSED: Final = frozenset(
    ("invalid_client", "unauthorized_client", "invalid_request", "invalid_scope", "invalid_grant", "access_denied")
)
"""What Entra says of a registration or a secret that is no good any more."""


@dataclass(frozen=True)
class _Token:
    value: str
    until: float


class Tokens:
    """By tenant: each belongs to one registration."""

    def __init__(self, settings: Teams, cloud: Cloud, wire: Wire) -> None:
        self._of_tenant = {tenant: one for one in settings.registrations for tenant in one.tenants}
        self._cloud = cloud
        self._wire = wire
        self._known: dict[str, _Token] = {}
        self._asking: dict[str, asyncio.Lock] = {}

    def registration(self, tenant: str) -> TeamsApp | None:
        return self._of_tenant.get(tenant)

    async def of(self, tenant: str) -> str:
        """The token for a tenant. Raises ``WorkspaceLost`` where the registration is refused or there is none,
        ``TryLater`` where nobody answers: nothing has been said yet."""
        registration = self._of_tenant.get(tenant)
        if registration is None:
            raise WorkspaceLost("not_installed")
        lock = self._asking.setdefault(registration.client_id, asyncio.Lock())
        async with lock:
            now = asyncio.get_running_loop().time()
            found = self._known.get(registration.client_id)
            if found is None or found.until <= now:
                found = await self.asked(registration)
                self._known[registration.client_id] = found
            return found.value

    def forget(self, tenant: str, token: str) -> None:
        """This one was refused: the next is asked for."""
        registration = self._of_tenant.get(tenant)
        if registration is not None:
            found = self._known.get(registration.client_id)
            if found is not None and found.value == token:
                del self._known[registration.client_id]

    async def asked(self, registration: TeamsApp) -> _Token:
        """A new token. Raises as ``of`` does."""
        assert registration.client_secret is not None
        form = {
            "grant_type": "client_credentials",
            "client_id": registration.client_id,
            "client_secret": registration.client_secret.get_secret_value(),
            "scope": self._cloud.scope,
        }
        try:
            answer = await self._wire.token(registration.tenant_id, form)
        except Unknown as lost:
            raise TryLater(f"no token: {lost}") from lost
        except Undeliverable as refused:
            raise (WorkspaceLost if str(refused) in REFUSED else TryLater)(str(refused)) from refused
        value, lasts = answer.get("access_token"), answer.get("expires_in")
        if not isinstance(value, str) or not isinstance(lasts, int | float):
            raise TryLater("no token in the answer")
        return _Token(value, asyncio.get_running_loop().time() + max(float(lasts) - EARLY, 30.0))
