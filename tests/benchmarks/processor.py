"""Processor time of all who take part: on a machine with other work, the wall's clock measures that work too."""

from __future__ import annotations

import os
import resource
import time
from pathlib import Path

PROC = Path("/proc")
TICK = 1 / os.sysconf("SC_CLK_TCK")


class Processor:
    """A clock of the seconds that this process, its children (those that ended and those that run) and a database
    server have worked. What reading it costs is left out. ``postmaster`` is the id of PostgreSQL's first process."""

    def __init__(self, postmaster: int | None = None) -> None:
        self._postmaster = postmaster
        self._readings = 0.0

    def __call__(self) -> float:
        began = time.process_time()
        ended = resource.getrusage(resource.RUSAGE_CHILDREN)
        children = ended.ru_utime + ended.ru_stime + self._running()
        self._readings += time.process_time() - began
        return time.process_time() - self._readings + children

    def _running(self) -> float:
        found = 0.0
        for folder in PROC.iterdir():
            if folder.name.isdigit():
                found += self._worked(folder)
        return found

    def _worked(self, folder: Path) -> float:
        """What one process adds: nothing where it is none of ours. Server processes are of one thread each, whose time
        the system tells to the nanosecond."""
        try:
            fields = (folder / "stat").read_bytes().rpartition(b")")[2].split()
            parent, own = int(fields[1]), TICK * (int(fields[11]) + int(fields[12]))
            if int(folder.name) == self._postmaster:
                return own + TICK * (int(fields[13]) + int(fields[14]))
            if parent == self._postmaster:
                return int((folder / "schedstat").read_bytes().split()[0]) / 1e9
        except (OSError, IndexError):
            return 0.0
        return own if parent == os.getpid() else 0.0


def worked(process: int) -> float:
    """The seconds that one process has worked so far; 0 where the system doesn't tell."""
    try:
        fields = (PROC / str(process) / "stat").read_bytes().rpartition(b")")[2].split()
    except OSError:
        return 0.0
    return TICK * (int(fields[11]) + int(fields[12]))


def told_here() -> bool:
    """Whether this system tells how long other processes have worked."""
    return (PROC / "self" / "schedstat").exists()
