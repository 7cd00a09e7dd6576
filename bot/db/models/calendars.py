"""What administrations have on their calendars beside public holidays, and which holidays were last known."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from bot.db.models.base import Record
from bot.db.types import choice
from bot.domain.days import Kind


class CalendarEntry(Record, kw_only=True):
    """One entry, from its first to its last day. ``starting_key`` names one that Convenor brought along; a removed one
    stays, so that it never comes back by itself. ``spread``: whoever is affected was told."""

    __tablename__ = "calendar_entries"
    __table_args__ = (Index("ix_calendar_entries_administration_id_last_day", "administration_id", "last_day"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    administration_id: Mapped[int] = mapped_column(ForeignKey("administrations.id"))
    kind: Mapped[Kind] = mapped_column(choice(Kind))
    first_day: Mapped[date]
    last_day: Mapped[date]
    name: Mapped[str] = mapped_column(default="")
    source: Mapped[str]
    checked_on: Mapped[date]
    provisional: Mapped[bool] = mapped_column(default=False)
    removed: Mapped[bool] = mapped_column(default=False)
    spread: Mapped[bool] = mapped_column(default=False, index=True)
    starting_key: Mapped[str | None] = mapped_column(unique=True, default=None)


class HolidayTable(Record, kw_only=True):
    """The public holidays of an administration as they were last looked at: ISO days from ``first_year`` to
    ``last_year``. ``revision`` names the table and library that they came from."""

    __tablename__ = "holiday_tables"

    administration_id: Mapped[int] = mapped_column(
        ForeignKey("administrations.id"), primary_key=True, autoincrement=False
    )
    revision: Mapped[str]
    first_year: Mapped[int]
    last_year: Mapped[int]
    days: Mapped[list[Any]]
