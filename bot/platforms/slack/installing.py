"""Adding the app to a workspace by OAuth: the question, whose answer is it, and the tokens that come of it.

The answer must come back in the browser in which it was asked, within ten minutes: the state is signed, and a cookie
holds the other half. The road is that of docs.slack.dev/authentication/installing-with-oauth.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, TypeVar
from urllib.parse import urlencode

from bot.gateways import Undeliverable
from bot.platforms.fields import Malformed, one, optional, part
from bot.platforms.slack.api import Api
from bot.platforms.slack.fields import ID
from bot.settings import Slack

Found = TypeVar("Found")

INSTALL: Final = "/slack/install"
RETURN: Final = "/slack/oauth_redirect"
COOKIE: Final = "convenor_install"
WITHIN: Final = timedelta(minutes=10)

_STATE = re.compile(r"(?P<nonce>[A-Za-z0-9_-]{43})\.(?P<until>[0-9]{1,11})\.(?P<sign>[0-9a-f]{64})")
_TOKEN = re.compile(r"xox[a-z](\.xox[a-z])?-[!-~]{1,1000}")
_LONGEST: Final = 366 * 24 * 3600
_CODE = re.compile(r"[A-Za-z0-9._-]{1,500}")


@dataclass(frozen=True)
class Rotating:
    """A token. Where the app's tokens rotate it ``lasts`` for so long, and ``refresh`` gets the next one, once."""

    token: str
    refresh: str = ""
    lasts: timedelta | None = None


@dataclass(frozen=True)
class Installed:
    """The app is in a workspace, or in all of an organisation, whose id then stands for it."""

    workspace: str
    name: str
    bot_account: str
    token: Rotating


@dataclass(frozen=True)
class Uninstalled:
    """Slack says that the app was removed from a workspace, or its token revoked."""

    workspace: str


class States:
    """Makes and reads what Slack gives back with an answer. ``key`` is a secret of the whole service."""

    def __init__(self, key: str) -> None:
        self._key = hashlib.sha256(b"convenor install " + key.encode()).digest()

    def new(self, now: datetime) -> tuple[str, str]:
        """A state, and the half of it that the browser keeps."""
        nonce, until = secrets.token_urlsafe(32), int((now + WITHIN).timestamp())
        return f"{nonce}.{until}.{self._signed(nonce, until)}", nonce

    def ours(self, state: str, kept: str, now: datetime) -> bool:
        """Whether the state is one of ours, still good, and asked for in this browser."""
        found = _STATE.fullmatch(state)
        if found is None:
            return False
        until = int(found["until"])
        genuine = hmac.compare_digest(found["sign"], self._signed(found["nonce"], until))
        same = hmac.compare_digest(found["nonce"].encode(), kept.encode())
        return genuine and same and now.timestamp() <= until

    def _signed(self, nonce: str, until: int) -> str:
        return hmac.new(self._key, f"{nonce}.{until}".encode(), hashlib.sha256).hexdigest()


def question(settings: Slack, scopes: Sequence[str], state: str, address: str) -> str:
    """Where an administrator is asked for these permissions. ``address`` is ours, to which the answer comes."""
    base = settings.api_url.removesuffix("api/")
    asked = {"client_id": settings.client_id, "scope": ",".join(scopes), "state": state, "redirect_uri": address}
    return f"{base}oauth/v2/authorize?{urlencode(asked)}"


async def answer(settings: Slack, api: Api, code: str, address: str) -> Installed:
    """What comes of the code that Slack gave. Raises ``TryLater``, ``Undeliverable`` or ``Unknown``."""
    if not _CODE.fullmatch(code):
        raise Undeliverable("invalid_code")
    return await _given(settings, api, _installed, code=code, redirect_uri=address)


def _installed(found: Mapping[str, Any]) -> Installed:
    whole = found.get("is_enterprise_install") is True
    where = part(found, "enterprise" if whole else "team")
    name = where.get("name")
    return Installed(
        workspace=one(where, "id", ID),
        name=name[:200] if isinstance(name, str) else "",
        bot_account=one(found, "bot_user_id", ID),
        token=_rotating(found),
    )


async def refreshed(settings: Slack, api: Api, refresh: str) -> Rotating:
    """The next token. Raises as ``answer`` does."""
    return await _given(settings, api, _rotating, grant_type="refresh_token", refresh_token=refresh)


async def _given(settings: Slack, api: Api, read: Callable[[Mapping[str, Any]], Found], **asked: str) -> Found:
    """What Slack gives for that, as it is read."""
    if settings.client_secret is None:
        raise Undeliverable("bad_client_secret")
    secret = settings.client_secret.get_secret_value()
    found = await api.exchange(client_id=settings.client_id or "", client_secret=secret, **asked)
    try:
        return read(found)
    except Malformed as malformed:
        raise Undeliverable(f"unreadable {malformed}") from malformed


def _rotating(found: Mapping[str, Any]) -> Rotating:
    token, refresh = one(found, "access_token", _TOKEN), optional(found, "refresh_token", _TOKEN)
    if refresh is None:
        return Rotating(token)
    lasts = found.get("expires_in")
    if not isinstance(lasts, int) or isinstance(lasts, bool) or not 0 < lasts <= _LONGEST:
        raise Malformed("expires_in")
    return Rotating(token, refresh, timedelta(seconds=lasts))


def uninstalled(event: Mapping[str, Any], workspace: str) -> Uninstalled | None:
    """The event as facts; ``None`` where only people's own tokens were revoked."""
    revoked = part(event, "tokens").get("bot")
    gone = event.get("type") == "app_uninstalled" or bool(revoked)
    return Uninstalled(workspace) if gone else None


def organisation(payload: Mapping[str, Any]) -> str | None:
    """The organisation, where the app is installed in all of it: then that is its workspace, whichever of its
    workspaces somebody is in."""
    if payload.get("is_enterprise_install") not in (True, "true"):
        return None
    return optional(payload, "enterprise_id", ID) or optional(part(payload, "enterprise"), "id", ID)
