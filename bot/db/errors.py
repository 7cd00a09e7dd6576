"""What a database may answer, under names that the floors above may know."""

from __future__ import annotations

from sqlalchemy.exc import IntegrityError, InterfaceError, OperationalError, SQLAlchemyError
from sqlalchemy.orm.exc import StaleDataError

DatabaseError = SQLAlchemyError
"""Anything at all that a database, or the road to it, refused."""

Unreachable = OperationalError
"""Nobody answered, or the database couldn't do its work just now."""

AWAY = (OperationalError, InterfaceError)
"""The same, with what a driver says when a connection broke under it."""

ChangedUnderneath = StaleDataError
"""A row was changed by another since it was read."""

LOST_RACES = (StaleDataError, IntegrityError, OperationalError)
"""What a second try, which reads anew, may well get through."""
