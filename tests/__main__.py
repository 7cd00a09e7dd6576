"""Every check, in one command: ``python -m tests``. Words after it go to pytest alone.

With ``TESTS_SKIP=none`` a skipped test is a failure: so it is where everything is installed. With
``TESTS_SHUFFLED`` (any number) they come in another order.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
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
    """Run the checks, the tests beside the others, so that no processor waits; the number of those that failed."""
    *others, (name, command) = CHECKS
    with ThreadPoolExecutor(1) as beside:
        waiting = [beside.submit(_checked, *one, quiet=True) for one in others if not extra]
        failed = [_checked(name, [*command, *extra], quiet=False), *(one.result() for one in waiting)]
    found = [one for one in failed if one]
    if found:
        print(f"failed: {', '.join(found)}")
    return len(found)


def _checked(name: str, command: list[str], *, quiet: bool) -> str:
    """The name of a check that failed; empty for one that passed. A ``quiet`` one is heard when it has ended."""
    begun = time.monotonic()
    taken = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT} if quiet else {}
    ended = subprocess.run(command, cwd=ROOT, env=environment(), text=True, **taken)  # type: ignore[call-overload]
    said = ended.stdout or ""
    how = "passed" if ended.returncode == 0 else "FAILED"
    print(f"{said}{name}: {how} in {time.monotonic() - begun:.0f} s", flush=True)
    return name if ended.returncode else ""


def environment() -> dict[str, str]:
    """The environment without this machine's settings of the service: tests bring their own."""
    return {name: value for name, value in os.environ.items() if "CONVENOR" not in name}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
