"""A process that opens one file, and tells what that cost: ``python -m tests.faults.hostile.opening FILE``."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from bot.documents.reading import read
from bot.domain.errors import DomainError


def main(path: str) -> None:
    before, began = _peak(), time.process_time()
    try:
        lines = read(Path(path), required=("a",), known=("a", "b")).lines
        outcome = "taken" if any(line.wrong is None for line in lines) else "nothing"
    except DomainError as refused:
        outcome = type(refused).__name__
    print(outcome, time.process_time() - began, _peak() - before)


def _peak() -> float:
    """Megabytes, the most that this process ever had."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("VmHWM")).split()[1]) / 1024


if __name__ == "__main__":
    main(sys.argv[1])
