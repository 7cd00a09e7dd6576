"""Every check, in one command: ``python -m tests``. Words after it go to pytest alone.

With ``CONVENOR_TESTS_SKIP=none`` a skipped test is a failure: so it is where everything is installed.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent

CHECKS: tuple[tuple[str, list[str]], ...] = (
    ("style", [str(BIN / "ruff"), "check", "."]),
    ("format", [str(BIN / "ruff"), "format", "--check", "."]),
    ("imports run downward", [str(BIN / "lint-imports")]),
    ("types", [str(BIN / "mypy")]),
    ("tests", [sys.executable, "-m", "pytest", "-n", "auto", "--dist", "loadgroup"]),
)


def main(extra: list[str]) -> int:
    """Run the checks in turn; the number of those that failed."""
    failed: list[str] = []
    for name, command in CHECKS[-1:] if extra else CHECKS:
        begun = time.monotonic()
        code = subprocess.run([*command, *(extra if name == "tests" else [])], cwd=ROOT, env=environment()).returncode
        print(f"{name}: {'passed' if code == 0 else 'FAILED'} in {time.monotonic() - begun:.0f} s", flush=True)
        if code:
            failed.append(name)
    if failed:
        print(f"failed: {', '.join(failed)}")
    return len(failed)


def environment() -> dict[str, str]:
    """The environment without this machine's settings of the service: tests bring their own."""
    return {
        name: value for name, value in os.environ.items() if name == "CONVENOR_TESTS_SKIP" or "CONVENOR" not in name
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
