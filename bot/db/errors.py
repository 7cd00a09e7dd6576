"""What a database may answer, under names that the floors above may know."""

from __future__ import annotations

from sqlalchemy.exc import IntegrityError, InterfaceError, InternalError, OperationalError, SQLAlchemyError
from sqlalchemy.orm.exc import StaleDataError

DatabaseError = SQLAlchemyError
"""Anything at all that a database, or the road to it, refused."""

Unreachable = OperationalError
"""Nobody answered, or the database couldn't do its work just now."""

AWAY = (OperationalError, InterfaceError)
"""The same, with what a driver says when a connection broke under it."""

ChangedUnderneath = StaleDataError
"""A row was changed by another since it was read."""

LOST_RACES = (StaleDataError, IntegrityError, OperationalError, InternalError)
"""What a second try, which reads anew, may well get through. Among PostgreSQL's internal errors is that it ended a
transaction which stood idle too long."""

_LOCK_NOT_AVAILABLE = "55P03"


def waited_too_long(error: OperationalError) -> bool:
    """Whether PostgreSQL gave up waiting for what another transaction holds; nothing more can be asked in this one."""
    return getattr(error.orig, "sqlstate", None) == _LOCK_NOT_AVAILABLE
