"""Files: what a sheet becomes. ``FORMATS`` has one writer for each format that a command can ask for."""

from __future__ import annotations

from collections.abc import Callable

from bot.documents import csv, docx, json, ods, xlsx
from bot.documents.model import Sheet, Written

FORMATS: dict[str, Callable[[Sheet], Written]] = {
    "csv": csv.write,
    "xlsx": xlsx.write,
    "ods": ods.write,
    "docx": docx.write,
    "json": json.write,
}
