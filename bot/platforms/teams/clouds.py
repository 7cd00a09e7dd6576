"""The addresses of one of Microsoft's clouds, as the settings name it and as they correct it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from bot.platforms.teams.sdk import from_name
from bot.settings import Teams

HOSTS: Final = {
    "public": ("smba.trafficmanager.net", "smba.infra.gcc.teams.microsoft.com"),
    "usgov": ("smba.infra.gov.teams.microsoft.us",),
    "usgovdod": ("smba.infra.dod.teams.microsoft.us",),
    "china": ("smba.partner.teams.microsoftonline.cn",),
}
"""Where Teams takes what a bot says, by cloud."""

UPLOADS: Final = (".sharepoint.com", ".sharepoint.us", ".sharepoint-mil.us", ".sharepoint.cn")
"""Where a person's files lie."""

_PLAIN = re.compile(r"https?://[A-Za-z0-9.-]+(?::[0-9]{1,5})?(?:/[!-\[\]-~]*)?")


@dataclass(frozen=True)
class Cloud:
    """``metadata`` tells with which keys activities are signed, by ``issuer``; tokens come from ``login`` for
    ``scope``; ``hosts`` are those to which we may speak."""

    issuer: str
    metadata: str
    login: str
    scope: str
    hosts: tuple[str, ...]

    @property
    def service_url(self) -> str:
        """Where to speak in a tenant of which nothing is known yet."""
        return f"https://{self.hosts[0]}/teams/"

    def serves(self, url: str) -> bool:
        """Whether what is said may be sent there: a host of the list, by ``https``; by ``http`` only to this machine
        itself, where the list names it with its port."""
        return self._on_list(url)

    def takes_files(self, url: str) -> bool:
        """Whether a file may be sent there."""
        parts = urlsplit(url)
        plain = _plain(url) and parts.scheme == "https" and parts.port in (None, 443)
        return self._on_list(url) or (plain and (parts.hostname or "").endswith(UPLOADS))

    def signs_in(self, url: str) -> bool:
        """Whether a token is asked for there."""
        return _plain(url) and url.startswith(f"{self.login}/")

    def publishes(self, url: str) -> bool:
        """Whether Microsoft's keys are read there: beside the document that names them."""
        there, named = urlsplit(url), urlsplit(self.metadata)
        return _plain(url) and (there.scheme, there.netloc) == (named.scheme, named.netloc)

    def _on_list(self, url: str) -> bool:
        if not _plain(url):
            return False
        parts = urlsplit(url)
        if parts.scheme == "https":
            return parts.netloc.lower().removesuffix(":443") in self.hosts
        return parts.hostname in ("127.0.0.1", "localhost") and parts.netloc.lower() in self.hosts


def cloud_of(settings: Teams) -> Cloud:
    found = from_name(settings.cloud)
    return Cloud(
        issuer=found.token_issuer,
        metadata=settings.openid_metadata_url or found.openid_metadata_url,
        login=(settings.login_url or found.login_endpoint).rstrip("/"),
        scope=found.bot_scope,
        hosts=settings.service_hosts or HOSTS[settings.cloud],
    )


def _plain(url: str) -> bool:
    return len(url) <= 4_000 and bool(_PLAIN.fullmatch(url))
