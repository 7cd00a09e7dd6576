"""Two readers of iCalendar that aren't ours: Thunderbird's parser (ical.js, run by Node), and libical."""

from __future__ import annotations

import atexit
import ctypes
import ctypes.util
import json
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
NODE = shutil.which("node")
LIBICAL = ctypes.util.find_library("ical")

with_node = pytest.mark.skipif(
    NODE is None or not (HERE / "node_modules" / "ical.js").is_dir(),
    reason="needs Node and ical.js: apt-get install nodejs npm, then npm ci --prefix tests/documents/readers",
)
with_libical = pytest.mark.skipif(LIBICAL is None, reason="needs libical: apt-get install libical3")


@dataclass(frozen=True)
class Seen:
    """An event as a stranger's programme sees it."""

    uid: str
    sequence: int
    starts: datetime
    ends: datetime
    title: str
    status: str


def thunderbird(files: Sequence[bytes]) -> list[dict[str, Any]]:
    """What ical.js makes of these files. Node stays between calls: to start it takes longer than to read a hundred."""
    node = _node()
    assert node.stdin is not None
    assert node.stdout is not None
    found = []
    for file in files:
        node.stdin.write(json.dumps(file.decode()) + "\n")
        node.stdin.flush()
        line = node.stdout.readline()
        if not line:  # it couldn't read the file, and ended
            _node.cache_clear()
            pytest.fail(node.communicate()[1])
        found.append(json.loads(line))
    return found


@cache
def _node() -> subprocess.Popen[str]:
    assert NODE is not None
    pipe = subprocess.PIPE
    started = subprocess.Popen([NODE, str(HERE / "read.js")], stdin=pipe, stdout=pipe, stderr=pipe, text=True)
    atexit.register(_ended, started)
    return started


def _ended(node: subprocess.Popen[str]) -> None:
    if node.poll() is None:
        node.communicate(timeout=60)


def seen_by_thunderbird(file: bytes) -> list[Seen]:
    return [
        Seen(
            one["uid"],
            one["sequence"],
            datetime.fromtimestamp(one["starts"], UTC),
            datetime.fromtimestamp(one["ends"], UTC),
            one["title"],
            one["status"],
        )
        for one in thunderbird([file])[0]["events"]
    ]


class _Time(ctypes.Structure):
    """``struct icaltimetype`` of libical 3."""

    _fields_ = (
        ("year", ctypes.c_int),
        ("month", ctypes.c_int),
        ("day", ctypes.c_int),
        ("hour", ctypes.c_int),
        ("minute", ctypes.c_int),
        ("second", ctypes.c_int),
        ("is_date", ctypes.c_int),
        ("is_daylight", ctypes.c_int),
        ("zone", ctypes.c_void_p),
    )


_VEVENT = 4  # icalcomponent_kind


def _library() -> ctypes.CDLL:
    found = ctypes.CDLL(LIBICAL)
    pointers = ("icalparser_parse_string", "icalcomponent_get_first_component", "icalcomponent_get_next_component")
    for name in pointers:
        getattr(found, name).restype = ctypes.c_void_p
    found.icalparser_parse_string.argtypes = [ctypes.c_char_p]
    for name in pointers[1:]:
        getattr(found, name).argtypes = [ctypes.c_void_p, ctypes.c_int]
    for name in ("icalcomponent_get_dtstart", "icalcomponent_get_dtend"):
        getattr(found, name).restype = _Time
        getattr(found, name).argtypes = [ctypes.c_void_p]
    for name in ("icalcomponent_get_uid", "icalcomponent_get_summary"):
        getattr(found, name).restype = ctypes.c_char_p
        getattr(found, name).argtypes = [ctypes.c_void_p]
    for name in ("icalcomponent_get_sequence", "icalcomponent_get_status", "icalcomponent_count_errors"):
        getattr(found, name).argtypes = [ctypes.c_void_p]
    found.icaltime_as_timet_with_zone.restype = ctypes.c_long
    found.icaltime_as_timet_with_zone.argtypes = [_Time, ctypes.c_void_p]
    found.icalcomponent_free.argtypes = [ctypes.c_void_p]
    found.icalproperty_status_to_string.restype = ctypes.c_char_p
    return found


def seen_by_libical(file: bytes) -> list[Seen]:
    """What libical makes of the file, which it must read without one error."""
    library = _library()
    whole = library.icalparser_parse_string(file)
    assert whole, "libical read nothing"
    try:
        assert library.icalcomponent_count_errors(whole) == 0
        found = []
        event = library.icalcomponent_get_first_component(whole, _VEVENT)
        while event:
            found.append(_seen(library, event))
            event = library.icalcomponent_get_next_component(whole, _VEVENT)
        return found
    finally:
        library.icalcomponent_free(whole)


def _seen(library: ctypes.CDLL, event: int) -> Seen:
    starts, ends = (library.icalcomponent_get_dtstart(event), library.icalcomponent_get_dtend(event))
    status = library.icalproperty_status_to_string(library.icalcomponent_get_status(event))
    return Seen(
        library.icalcomponent_get_uid(event).decode(),
        library.icalcomponent_get_sequence(event),
        _instant(library, starts),
        _instant(library, ends),
        library.icalcomponent_get_summary(event).decode(),
        status.decode(),
    )


def _instant(library: ctypes.CDLL, time: _Time) -> datetime:
    return datetime.fromtimestamp(library.icaltime_as_timet_with_zone(time, time.zone), UTC)
