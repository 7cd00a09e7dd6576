"""Settings from the environment or ``.env``, prefix ``CONVENOR_``. A platform is on when its section is there.

A half-filled section stops the start with one sentence that names what is missing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from email.utils import parseaddr
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

DEFAULT_DATABASE = "sqlite:///convenor.db"


class UnusableSettings(ValueError):
    """The settings can't be used; the text is one sentence for whoever runs the service."""


class Slack(BaseModel):
    """One workspace: its bot token; or many: the client's id and secret, with which workspaces install the app. Beside
    it the signing secret for requests that come by HTTP or the app token for Socket Mode, or both. ``command`` is the
    slash command's name."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    signing_secret: SecretStr | None = None
    bot_token: SecretStr | None = None
    client_id: str | None = None
    client_secret: SecretStr | None = None
    app_token: SecretStr | None = None
    api_url: str = "https://slack.com/api/"
    command: str = "/wg"

    @model_validator(mode="after")
    def whole(self) -> Slack:
        if bool(self.client_id) != bool(self.client_secret):
            missing = "CLIENT_SECRET" if self.client_id else "CLIENT_ID"
            raise ValueError(f"CONVENOR_SLACK__{missing} is missing: workspaces install the app with id and secret")
        if not self.bot_token and not self.client_id:
            raise ValueError(
                "CONVENOR_SLACK__BOT_TOKEN is missing: Slack needs the token with which Convenor speaks, or "
                "CONVENOR_SLACK__CLIENT_ID and CONVENOR_SLACK__CLIENT_SECRET to be installed in many workspaces"
            )
        if not self.signing_secret and not self.app_token:
            raise ValueError(
                "CONVENOR_SLACK__SIGNING_SECRET is missing: Slack needs it for requests by HTTP, or "
                "CONVENOR_SLACK__APP_TOKEN for Socket Mode"
            )
        if self.app_token and not self.app_token.get_secret_value().startswith("xapp-"):
            raise ValueError("CONVENOR_SLACK__APP_TOKEN is no app-level token: those begin with xapp-")
        return self

    @field_validator("api_url")
    @classmethod
    def ends_with_slash(cls, value: str) -> str:
        return value if value.endswith("/") else value + "/"


GUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


class TeamsApp(BaseModel):
    """One app registration: whose it is (``tenant_id``), and the tenants that may use it, by default its own."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    client_id: str = ""
    client_secret: SecretStr | None = None
    tenant_id: str = ""
    allowed_tenants: Annotated[tuple[str, ...], NoDecode] = ()

    @field_validator("client_id", "tenant_id")
    @classmethod
    def small(cls, value: str) -> str:
        return value.strip().lower()

    @field_validator("allowed_tenants", mode="before")
    @classmethod
    def several(cls, value: object) -> object:
        """Lists are parted by commas or blanks."""
        return tuple(value.lower().replace(",", " ").split()) if isinstance(value, str) else value

    @property
    def tenants(self) -> tuple[str, ...]:
        return self.allowed_tenants or (self.tenant_id,)

    def lacks(self, section: str) -> str | None:
        """One sentence on what is missing or can't be right; ``None`` where nothing is."""
        for name, value, why in (
            ("CLIENT_ID", self.client_id, "Teams needs the app registration's id"),
            ("CLIENT_SECRET", self.client_secret, "Teams needs the secret with which Convenor asks for its tokens"),
            ("TENANT_ID", self.tenant_id, "Teams needs the tenant in which the app is registered"),
        ):
            if not value:
                return f"{section}__{name} is missing: {why}"
        if not GUID.fullmatch(self.client_id):
            return f"{section}__CLIENT_ID is no id of an app registration: those look like 00000000-0000-…"
        wrong = next((one for one in (self.tenant_id, *self.tenants) if not GUID.fullmatch(one)), None)
        if wrong is not None:
            return f"{section}: {wrong} is no id of a tenant: those look like 00000000-0000-…"
        return None


class Teams(TeamsApp):
    """Microsoft Teams: one app registration, and more under ``also``, each by a name of one's own. ``service_hosts``
    are those to which Convenor may speak; ``openid_metadata_url`` tells with which keys what comes in is signed, and
    ``login_url`` is where tokens come from: by default those of ``cloud``."""

    cloud: Literal["public", "usgov", "usgovdod", "china"] = "public"
    openid_metadata_url: str | None = None
    service_hosts: Annotated[tuple[str, ...], NoDecode] = ()
    login_url: str | None = None
    also: dict[str, TeamsApp] = {}

    @field_validator("cloud", mode="before")
    @classmethod
    def lower(cls, value: object) -> object:
        return value.lower() if isinstance(value, str) else value

    @field_validator("service_hosts", mode="before")
    @classmethod
    def hosts(cls, value: object) -> object:
        return tuple(value.lower().replace(",", " ").split()) if isinstance(value, str) else value

    @property
    def registrations(self) -> tuple[TeamsApp, ...]:
        return (self, *self.also.values())

    @model_validator(mode="after")
    def whole(self) -> Teams:
        sections = {"CONVENOR_TEAMS": self} | {
            f"CONVENOR_TEAMS__ALSO__{name.upper()}": one for name, one in self.also.items()
        }
        for section, one in sections.items():
            if (wrong := one.lacks(section)) is not None:
                raise ValueError(wrong)
        ids = [one.client_id for one in self.registrations]
        tenants = [tenant for one in self.registrations for tenant in one.tenants]
        twice = next((one for one in (*ids, *tenants) if ids.count(one) > 1 or tenants.count(one) > 1), None)
        if twice is not None:
            raise ValueError(f"CONVENOR_TEAMS names {twice} twice: an app and a tenant belong to one registration each")
        return self


class Smtp(BaseModel):
    """The mail server that takes our mails, and whom they come from. ``tls``: ``starttls`` asks for encryption on an
    open connection and takes no less, ``implicit`` encrypts from the first byte, ``none`` is for a relay on the same
    machine. ``port`` is by default the usual one of each: 587, 465, 25. ``replies`` is the address that answers to
    invitations go to, where that isn't the sender's."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    host: str = ""
    port: int | None = Field(default=None, ge=1, le=65535)
    username: str | None = None
    password: SecretStr | None = None
    sender: str = ""
    replies: str = ""
    tls: Literal["starttls", "implicit", "none"] = "starttls"
    ca_file: Path | None = None

    @model_validator(mode="after")
    def whole(self) -> Smtp:
        for name, value, why in (
            ("HOST", self.host, "e-mail needs a server that takes it"),
            ("SENDER", self.sender, "e-mail needs an address that it comes from"),
        ):
            if not value:
                raise ValueError(f"CONVENOR_SMTP__{name} is missing: {why}")
        if bool(self.username) != bool(self.password):
            missing = "PASSWORD" if self.username else "USERNAME"
            raise ValueError(f"CONVENOR_SMTP__{missing} is missing: username and password come together")
        if self.username and self.tls == "none":
            raise ValueError("CONVENOR_SMTP__TLS is none: a password never travels in the clear")
        if not self.sender.isprintable() or "@" not in self.address:
            raise ValueError("CONVENOR_SMTP__SENDER isn't an address, like Convenor <convenor@example.org>")
        if self.replies and (not self.replies.isprintable() or "@" not in parseaddr(self.replies)[1]):
            raise ValueError("CONVENOR_SMTP__REPLIES isn't an address, like replies@convenor.example.org")
        return self

    @property
    def address(self) -> str:
        """The sender's bare address: bounces come back to it."""
        return parseaddr(self.sender)[1]

    @property
    def organiser(self) -> str:
        """The bare address that invitations come from and are answered to."""
        return parseaddr(self.replies)[1] or self.address

    @property
    def door(self) -> int:
        """The port, given or usual."""
        return self.port or {"starttls": 587, "implicit": 465, "none": 25}[self.tls]


class Web(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=1, le=65535)


class Settings(BaseSettings):
    """Everything that can be set; frozen once read. Secrets never print."""

    model_config = SettingsConfigDict(
        env_prefix="CONVENOR_",
        env_nested_delimiter="__",
        env_file=".env",
        env_file_encoding="utf-8",
        frozen=True,
        extra="ignore",
    )

    database_url: str = DEFAULT_DATABASE
    base_url: str = "http://127.0.0.1:8000"
    secret_keys: Annotated[tuple[SecretStr, ...], NoDecode] = ()
    slack: Slack | None = None
    teams: Teams | None = None
    smtp: Smtp | None = None
    web: Web = Web()
    log_format: Literal["text", "json"] = "text"
    operators: Annotated[tuple[str, ...], NoDecode] = ()
    now: datetime | None = None

    @field_validator("secret_keys", "operators", mode="before")
    @classmethod
    def several(cls, value: object) -> object:
        """Lists are parted by commas or blanks."""
        return tuple(value.replace(",", " ").split()) if isinstance(value, str) else value

    @field_validator("base_url")
    @classmethod
    def whole_address(cls, value: str) -> str:
        if not value.startswith(("http://", "https://")):
            raise ValueError(f"CONVENOR_BASE_URL is {value}: it begins with https:// (or, on this machine, http://)")
        return value

    @field_validator("operators")
    @classmethod
    def lower(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(address.lower() for address in value)

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(key.get_secret_value() for key in self.secret_keys)

    @property
    def sqlite_path(self) -> Path | None:
        """The file of an embedded database."""
        prefix = "sqlite:///"
        return Path(self.database_url.removeprefix(prefix)) if self.database_url.startswith(prefix) else None


def unknown(environment: Mapping[str, str]) -> Sequence[str]:
    """Names that begin like settings and are none, perhaps misspelt. They stop nothing: a cluster sets some of its own
    for every service it knows."""
    prefix = "CONVENOR_"
    known = {name.upper() for name in Settings.model_fields}
    mine = (name for name in environment if name.upper().startswith(prefix))
    return sorted(name for name in mine if name.upper().removeprefix(prefix).partition("__")[0] not in known)


_SENTENCES = {"extra_forbidden": "there is no such setting; the README lists those there are"}
"""Where the sentence of the checker's own would puzzle people, by the kind of its error."""


def read() -> Settings:
    """The settings of this process. Raises ``UnusableSettings`` with one sentence."""
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = "CONVENOR_" + "__".join(str(part).upper() for part in first["loc"])
        text = _SENTENCES.get(first["type"], first["msg"]).removeprefix("Value error, ")
        raise UnusableSettings(text if text.startswith("CONVENOR_") else f"{name}: {text}") from None
