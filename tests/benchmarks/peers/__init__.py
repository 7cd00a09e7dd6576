"""What others would use instead, measured in the same run: each in a process of its own, which takes its turn when it
is told to, in an environment with nothing of ours.

This module and those beside it know only Python and what ``peers.lock`` names.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO

ROOT = Path(__file__).resolve().parents[3]
LOCK = ROOT / "tests" / "benchmarks" / "peers.lock"
READY, GO = "ready", "go"


class NotHere(Exception):
    """The peers can't be had, or one of them doesn't run. Its text says why."""


class Peer:
    """One that runs: calling it gives it a turn and waits until that is over."""

    def __init__(self, name: str, said: IO[str], told: IO[str]) -> None:
        self._name, self._said, self._told = name, said, told

    def __call__(self) -> None:
        self._told.write(f"{GO}\n")
        self._told.flush()
        self.heard()

    def heard(self) -> None:
        """Wait for its next word. Raises ``NotHere`` where it has stopped instead."""
        if self._said.readline().strip() != READY:
            raise NotHere(f"{self._name} stopped")


class Peers:
    """Those that were started, until they are left. ``python`` is an interpreter that has them all."""

    def __init__(self, python: Path) -> None:
        self.python = python

    @contextmanager
    def running(self, commands: Mapping[str, tuple[str, ...]]) -> Iterator[Mapping[str, Peer]]:
        """By name, ready for their first turn: each a module of this package and its words. Raises ``NotHere``."""
        with ExitStack() as stack:
            yield {name: stack.enter_context(self._running(name, *words)) for name, words in commands.items()}

    @contextmanager
    def _running(self, name: str, module: str, *words: str) -> Iterator[Peer]:
        command = [str(self.python), "-m", f"{__name__}.{module}", *words]
        clean = {key: value for key, value in os.environ.items() if not key.startswith(("CONVENOR_", "PYTHON"))}
        process = subprocess.Popen(
            command, cwd=ROOT, env=clean, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            peer = Peer(name, process.stdout, process.stdin)
            peer.heard()
            yield peer
        finally:
            process.kill()
            process.communicate()


def installed() -> Peers:
    """The peers in an environment that is made once for each lock, in the person's own cache. Raises ``NotHere``."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    name = hashlib.sha256(LOCK.read_bytes() + version.encode()).hexdigest()[:12]
    folder = cache / "convenor-benchmarks" / name
    python = folder / "bin" / "python"
    if not (folder / "whole").exists():
        shutil.rmtree(folder, ignore_errors=True)
        _said([sys.executable, "-m", "venv", str(folder)])
        _said([str(python), "-m", "pip", "install", "--quiet", "--require-hashes", "-r", str(LOCK)])
        (folder / "whole").touch()
    return Peers(python)


def _said(command: list[str]) -> None:
    try:
        subprocess.run(command, check=True, capture_output=True, text=True, timeout=600)
    except (OSError, subprocess.SubprocessError) as error:
        said = str(getattr(error, "stderr", "") or error).strip().splitlines()
        raise NotHere(f"the peers couldn't be installed: {said[-1] if said else error}") from error
