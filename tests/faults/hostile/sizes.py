"""What is small and unpacks to gigabytes, what is long and what is deep: refused within a second, and 50 MB."""

from __future__ import annotations

import http.client
import io
import struct
import subprocess
import sys
import tempfile
import time
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

from bot.db.unit_of_work import Database
from tests.conftest import KEY
from tests.documents.test_reading_workbooks import entities, ods, row, xlsx
from tests.faults.harness import ROOT
from tests.faults.hostile.tried import Attack, Tried
from tests.faults.receiving import services
from tests.platforms import slack_client as slack
from tests.platforms.slack_server import slack_server
from tests.world import traces

SECONDS, MEGABYTES = 1.0, 50.0
MEGABYTE = 1_000_000
GIGABYTES = 3
LONG = 100 * MEGABYTE
PATHS = ("/slack/events", "/files/x", "/open/x", "/minutes/VAWG-M1", "/read/x")


def files(_url: str, scale: float) -> Tried:
    """Each is opened by a process of its own, as an import does it."""
    tried, hits, slowest, largest = 0, 0, 0.0, 0.0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "brought")
        for content in _files(max(int(GIGABYTES * 1_000 * scale), 100)):
            path.write_bytes(content)
            outcome, seconds, megabytes = _opened(path)
            slowest, largest = max(slowest, seconds), max(largest, megabytes)
            hits, tried = hits + (outcome == "taken" or seconds > SECONDS or megabytes > MEGABYTES), tried + 1
    note = f"up to {GIGABYTES} GB unpacked; at most {slowest:.1f} s and {largest:.0f} MB" if scale >= 1 else ""
    return Tried("files that unpack to gigabytes, long ones, deep ones", tried, hits, note)


def _opened(path: Path) -> tuple[str, float, float]:
    command = [sys.executable, "-m", "tests.faults.hostile.opening", str(path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=120)
    outcome, seconds, megabytes = done.stdout.split()
    return outcome, float(seconds), float(megabytes)


def _files(megabytes: int) -> Iterator[bytes]:
    sheet, content = "xl/worksheets/sheet1.xml", "content.xml"
    table = ods(row("a"))
    for lying in (False, True):
        yield swollen(xlsx([["a"], ["x"]]), sheet, b"<c/>", megabytes, lying=lying)
        yield swollen(xlsx([["a"], ["x"]]), "xl/sharedStrings.xml", b"<si><t/></si>", megabytes, lying=lying)
        yield swollen(table, content, b"<a/>", megabytes, lying=lying)
        yield swollen(table, content, b"\0" * 10, megabytes, lying=lying)
    yield entities()
    yield ods(row("a") + row("x", again=99_999_999))
    yield b"a,b\n" + b"x,y\n" * (LONG // 4)
    yield b'{"rows":[' + b'{"a":"x"},' * (LONG // 10)
    for opening in (b"[", b'{"a":', b'{"rows":['):
        yield opening * (20 * MEGABYTE // len(opening))
    for unit in (b"<c/>", b"<row>", b"<c><v>1</v></c>", b"<row/>", b'<c t="s"><v>9</v></c>'):
        yield swollen(xlsx([["a"], ["x"]]), sheet, unit, 7, lying=False, first=b"<worksheet><sheetData><row>")
    yield swollen(xlsx([["a"], ["x"]]), "xl/sharedStrings.xml", b"<si><t/></si>", 7, lying=False, first=b"<sst>")
    yield ods("<a>" * 1_000_000)
    yield ods("<a/>" * 1_000_000)
    yield ods(f"<table:table-row>{'<table:table-cell/>' * 700_000}</table:table-row>")
    yield ods(row("a") + row("x" * 20_000_000))


def swollen(archive: bytes, name: str, unit: bytes, megabytes: int, *, lying: bool, first: bytes = b"") -> bytes:
    """The archive with another part in the place of one: so many megabytes, packed a thousand times smaller. A lying
    one says that it has a thousand bytes."""
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as source, zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as target:
        for part in source.infolist():
            if part.filename != name:
                target.writestr(part.filename, source.read(part))
    packed, check = _packed(first, unit * (MEGABYTE // len(unit)), megabytes)
    size = len(first) + MEGABYTE // len(unit) * len(unit) * megabytes
    return _appended(kept.getvalue(), name.encode(), packed, check, 1_000 if lying else size)


def _packed(first: bytes, piece: bytes, times: int) -> tuple[bytes, int]:
    """The piece so often, packed once: what ends with a full flush can be repeated. The sum is right for what may be
    read to its end."""
    packing = zlib.compressobj(9, zlib.DEFLATED, -15)
    begun = packing.compress(first) + packing.flush(zlib.Z_FULL_FLUSH)
    once = packing.compress(piece) + packing.flush(zlib.Z_FULL_FLUSH)
    check = zlib.crc32(first)
    for _ in range(times if times < 100 else 1):
        check = zlib.crc32(piece, check)
    return begun + once * times + zlib.compressobj(9, zlib.DEFLATED, -15).flush(), check


def _appended(archive: bytes, name: bytes, packed: bytes, check: int, size: int) -> bytes:
    """One more part, by the letters of the format (APPNOTE 4.3)."""
    end = archive.rindex(b"PK\x05\x06")
    count, length, start = (
        struct.unpack("<8xHH", archive[end : end + 12])[1],
        *struct.unpack("<II", archive[end + 12 : end + 20]),
    )
    facts = struct.pack("<HHHHHIIIHH", 20, 0, 8, 0, 0x21, check, len(packed), size, len(name), 0)
    local = b"PK\x03\x04" + facts + name + packed
    entry = b"PK\x01\x02" + struct.pack("<H", 20) + facts + struct.pack("<HHHII", 0, 0, 0, 0, start) + name
    directory = archive[start : start + length] + entry
    after = struct.pack("<HHHHIIH", 0, 0, count + 1, count + 1, len(directory), start + len(local), 0)
    return archive[:start] + local + directory + b"PK\x05\x06" + after


def bodies(url: str, scale: float) -> Tried:
    """A hundred megabytes announced, sent in pieces that say no length, and deep JSON that is signed, at each address
    of a service of its own: what it answers, how soon, and by how much it grew."""
    database = Database(url, [KEY])
    hits, tried, slowest = 0, 0, 0.0
    with slack_server() as server, services(url, server, 1) as running:
        address, process = running.addresses[0], running.processes[0]
        _posted(address, "/slack/events", b"{}", 2)
        before, grew = traces(database), _resident(process.pid)
        for path in ("/slack/events", "/press/x", "/join/x", "/files/x", "/open/x", "/minutes/VAWG-M1")[
            : max(int(6 * scale), 2)
        ]:
            for send in (_announced, _chunked):
                began = time.monotonic()
                status = send(address, path)
                tried, slowest = tried + 1, max(slowest, time.monotonic() - began)
                hits += not 400 <= status < 500
        for opening in (b"[", b'{"a":', b'{"type":"event_callback","event":' + b"["):
            body = opening + b"[" * 900_000
            began = time.monotonic()
            status = _posted(address, "/slack/events", body, 20)
            tried, slowest = tried + 1, max(slowest, time.monotonic() - began)
            hits += status not in (200, 400)  # it is no event: it has no effect
        grown = _resident(process.pid) - grew
        hits += (grown > MEGABYTES) + (slowest > SECONDS) + (_posted(address, "/healthz", None, 5) != 200)
    hits += traces(database) != before
    database.close()
    return Tried(
        "bodies of 100 MB, deep JSON", tried, hits, f"at most {slowest:.1f} s; the service grew by {grown:.0f} MB"
    )


def _announced(address: str, path: str) -> int:
    return _streamed(address, path, {"Content-Length": str(LONG)}, lambda piece: piece)


def _chunked(address: str, path: str) -> int:
    return _streamed(
        address, path, {"Transfer-Encoding": "chunked"}, lambda piece: b"%x\r\n%s\r\n" % (len(piece), piece)
    )


def _streamed(address: str, path: str, headers: dict[str, str], framed: Callable[[bytes], bytes]) -> int:
    """The status; 499 where it hung up on us while we were still sending."""
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=20)
    try:
        connection.putrequest("POST", path)
        for name, value in {**headers, **slack.signed(b""), "Content-Type": slack.FORM}.items():
            connection.putheader(name, value)
        connection.endheaders()
        piece = framed(b"a" * 65_536)
        try:
            for _ in range(LONG // 65_536):
                connection.send(piece)
        except (BrokenPipeError, ConnectionResetError):
            pass
        return connection.getresponse().status
    except (ConnectionError, http.client.HTTPException):
        return 499
    finally:
        connection.close()


def _posted(address: str, path: str, body: bytes | None, patience: float) -> int:
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=patience)
    try:
        headers = {"Content-Type": "application/json", **slack.signed(body)} if body is not None else {}
        connection.request("GET" if body is None else "POST", path, body, headers)
        return connection.getresponse().status
    finally:
        connection.close()


def _resident(process: int) -> float:
    """Megabytes, the most that it ever had."""
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("VmHWM")).split()[1]) / 1024


SIZES: tuple[Attack, ...] = (files, bodies)
