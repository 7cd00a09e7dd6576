"""Column types: instants, choices, encrypted text."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, ClassVar

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from sqlalchemy import DateTime, Dialect, Enum, Text, TypeDecorator


class Instant(TypeDecorator[datetime]):
    """An instant in UTC. SQLite gives naive values back; this makes them aware again."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a zone")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def choice(kind: type[StrEnum]) -> Enum:
    """A text column with a CHECK for the values of an enumeration; the value is stored, never the name."""
    return Enum(
        kind,
        native_enum=False,
        create_constraint=True,
        length=32,
        name=kind.__name__.lower(),
        values_callable=lambda members: [member.value for member in members],
    )


class Secret(TypeDecorator[str]):
    """Text encrypted at rest: the first key writes, all keys read.

    Keys are given once, when the database is opened (``use``): a column type has no other door to settings.
    """

    impl = Text
    cache_ok = True
    _box: ClassVar[MultiFernet | None] = None

    @classmethod
    def use(cls, keys: Sequence[str]) -> None:
        """Take the keys (Fernet, url-safe base64 of 32 bytes). Raises ``ValueError`` for a malformed one."""
        cls._box = MultiFernet([Fernet(key) for key in keys]) if keys else None

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        if value is None:
            return None
        if self._box is None:
            raise ValueError("a secret can't be stored without CONVENOR_SECRET_KEYS")
        return self._box.encrypt(value.encode()).decode()

    def process_result_value(self, value: Any, dialect: Dialect) -> str | None:
        if value is None:
            return None
        if self._box is None:
            raise ValueError("a secret can't be read without CONVENOR_SECRET_KEYS")
        try:
            return self._box.decrypt(str(value).encode()).decode()
        except InvalidToken as error:
            raise ValueError("a secret was written with a key that CONVENOR_SECRET_KEYS no longer holds") from error
